//! Reads a regular expression in the syntax of Python's `re`.
//!
//! What the tokenizers and rulers of pipelines do not use (references to groups, flags for lines
//! or for parts of an expression, possessive repeats) is an error, never read as something else.

use super::PatternError;
use super::set::Set;
use crate::characters;

/// A regular expression, read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// One character of a set.
    One(Set),
    /// One after the other.
    All(Vec<Node>),
    /// The first that leads to a match.
    Any(Vec<Node>),
    /// Itself again and again.
    Repeat { node: Box<Node>, least: u32, most: u32, greedy: bool },
    /// What must, or must not, stand before or after a place.
    Look { node: Box<Node>, behind: bool, wanted: bool },
    /// The beginning.
    Start,
    /// The end, or before a line break that is the last character.
    End,
    /// The very end.
    LastEnd,
}

/// Stands for as often as one likes.
pub(super) const ENDLESS: u32 = u32::MAX;

/// Characters, classes and places of an expression; those of pipelines have a few hundred.
const MOST_PARTS: usize = 20_000;

/// Groups within groups: no pipeline comes near, and reading them is recursive.
const DEEPEST: usize = 50;

/// Reads an expression.
pub(super) fn read(pattern: &str) -> Result<Node, PatternError> {
    let mut reader = Reader { rest: pattern, whole: pattern, depth: 0, parts: 0, any_case: false };
    reader.flags();
    let node = reader.either()?;
    if reader.rest.is_empty() { Ok(node) } else { Err(reader.error("unbalanced parenthesis")) }
}

struct Reader<'p> {
    rest: &'p str,
    whole: &'p str,
    depth: usize,
    /// How many characters, classes and places were read.
    parts: usize,
    /// Whether capitals and small letters are the same.
    any_case: bool,
}

impl<'p> Reader<'p> {
    fn error(&self, problem: &'static str) -> PatternError {
        PatternError { at: self.whole.len() - self.rest.len(), problem }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next();
        self.rest = chars.as_str();
        c
    }

    fn eat(&mut self, literal: &str) -> bool {
        let rest = self.rest.strip_prefix(literal);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Flags for the whole expression, at its beginning. Python's strings are Unicode (`u`) anyway.
    fn flags(&mut self) {
        let Some((flags, rest)) = self.rest.strip_prefix("(?").and_then(|r| r.split_once(')'))
        else {
            return;
        };
        if !flags.is_empty() && flags.chars().all(|flag| matches!(flag, 'i' | 'u')) {
            self.any_case = flags.contains('i');
            self.rest = rest;
        }
    }

    /// The characters of some runs, in either case if that is asked for.
    fn set(&self, runs: Vec<(char, char)>) -> Set {
        Set::new(if self.any_case { characters::both_cases(runs) } else { runs })
    }

    /// `a|b|c`, up to a closing parenthesis or the end.
    fn either(&mut self) -> Result<Node, PatternError> {
        let mut branches = vec![self.sequence()?];
        while self.eat("|") {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Any(branches) })
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut nodes = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            let node = self.atom()?;
            nodes.push(self.repeated(node)?);
        }
        Ok(Node::All(nodes))
    }

    fn atom(&mut self) -> Result<Node, PatternError> {
        self.count()?;
        Ok(match self.next() {
            Some('(') => self.group()?,
            Some('[') => Node::One(self.class()?),
            Some('.') => Node::One(Set::new([('\n', '\n')]).inverse()),
            Some('^') => Node::Start,
            Some('$') => Node::End,
            Some('\\') if self.eat("A") => Node::Start,
            Some('\\') if self.eat("Z") => Node::LastEnd,
            Some('\\') => Node::One(self.escape(false)?),
            Some('*' | '+' | '?') | None => return Err(self.error("nothing to repeat")),
            Some(c) => Node::One(self.set(vec![(c, c)])),
        })
    }

    /// Counts what was read: each takes memory, a class some kilobytes.
    fn count(&mut self) -> Result<(), PatternError> {
        self.parts += 1;
        if self.parts > MOST_PARTS { Err(self.error("too long an expression")) } else { Ok(()) }
    }

    fn group(&mut self) -> Result<Node, PatternError> {
        let look =
            [("?=", false, true), ("?!", false, false), ("?<=", true, true), ("?<!", true, false)];
        let look = look.into_iter().find(|(sign, ..)| self.eat(sign));
        if look.is_none() && !self.eat("?:") {
            self.name()?;
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error("groups within groups go too deep"));
        }
        let node = self.either()?;
        self.depth -= 1;
        if !self.eat(")") {
            return Err(self.error("missing parenthesis"));
        }
        Ok(match look {
            Some((_, behind, wanted)) => Node::Look { node: Box::new(node), behind, wanted },
            None => node,
        })
    }

    /// What a group that captures is called; nothing asks for it.
    fn name(&mut self) -> Result<(), PatternError> {
        if self.eat("?P<") {
            let (_, rest) = self.rest.split_once('>').ok_or(self.error("missing >"))?;
            self.rest = rest;
        } else if self.peek() == Some('?') {
            return Err(self.error("a kind of group that is not supported"));
        }
        Ok(())
    }

    /// `*`, `+`, `?` or `{2,3}` after a node.
    fn repeated(&mut self, node: Node) -> Result<Node, PatternError> {
        let (least, most) = match self.peek() {
            Some('*') => (0, ENDLESS),
            Some('+') => (1, ENDLESS),
            Some('?') => (0, 1),
            Some('{') => match self.bounds()? {
                Some(bounds) => bounds,
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        self.next();
        let greedy = !self.eat("?");
        if matches!(self.peek(), Some('*' | '+' | '?'))
            || self.peek() == Some('{') && self.bounds()?.is_some()
        {
            return Err(self.error("a repeat of a repeat"));
        }
        if matches!(node, Node::Start | Node::End | Node::LastEnd | Node::Look { .. }) {
            return Err(self.error("a repeat of a place"));
        }
        Ok(Node::Repeat { node: Box::new(node), least, most, greedy })
    }

    /// The numbers of `{2,3}`, up to its closing brace; none where the brace stands for itself.
    fn bounds(&mut self) -> Result<Option<(u32, u32)>, PatternError> {
        let Some((inner, _)) = self.rest[1..].split_once('}') else { return Ok(None) };
        let (least, most) = inner.split_once(',').unwrap_or((inner, inner));
        let number = |digits: &str, default| match digits {
            "" => Some(default),
            _ if digits.bytes().all(|b| b.is_ascii_digit()) => {
                Some(digits.parse().unwrap_or(ENDLESS))
            }
            _ => None,
        };
        let (Some(least), Some(most)) = (number(least, 0), number(most, ENDLESS)) else {
            return Ok(None);
        };
        if inner.is_empty() {
            return Ok(None);
        }
        if least > most {
            return Err(self.error("more at least than at most"));
        }
        self.rest = &self.rest[inner.len() + 1..];
        Ok(Some((least, most)))
    }

    /// The characters of a class, after its bracket.
    fn class(&mut self) -> Result<Set, PatternError> {
        let inverse = self.eat("^");
        let mut set = Set::default();
        let mut runs = Vec::new();
        let mut first = true;
        while first || !self.eat("]") {
            first = false;
            match self.class_item()? {
                Item::Set(other) => {
                    self.count()?;
                    set.add(&other);
                }
                Item::One(from) => runs.push((from, self.class_end(from)?)),
            }
        }
        set.add(&self.set(runs));
        Ok(if inverse { set.inverse() } else { set })
    }

    /// The last character of a run whose first is known.
    fn class_end(&mut self, from: char) -> Result<char, PatternError> {
        if !self.rest.starts_with('-') || self.rest.starts_with("-]") {
            return Ok(from);
        }
        self.next();
        match self.class_item()? {
            Item::One(to) if from <= to => Ok(to),
            _ => Err(self.error("a run of characters without a last one")),
        }
    }

    fn class_item(&mut self) -> Result<Item, PatternError> {
        match self.next() {
            None => Err(self.error("missing ]")),
            Some('\\') => match self.character()? {
                Some(c) => Ok(Item::One(c)),
                None => Ok(Item::Set(self.escape(true)?)),
            },
            Some(c) => Ok(Item::One(c)),
        }
    }

    /// The characters that an escape stands for, after its backslash.
    fn escape(&mut self, in_class: bool) -> Result<Set, PatternError> {
        if !in_class && let Some(c) = self.character()? {
            return Ok(self.set(vec![(c, c)]));
        }
        Ok(match self.next() {
            Some('d') => Set::new(decimals()),
            Some('D') => Set::new(decimals()).inverse(),
            Some('w') => Set::new(characters::word_characters()),
            Some('W') => Set::new(characters::word_characters()).inverse(),
            Some('s') => Set::new(characters::spaces()),
            Some('S') => Set::new(characters::spaces()).inverse(),
            _ => return Err(self.error("an escape that is not supported")),
        })
    }

    /// The character that an escape stands for, after its backslash; none where it stands for
    /// several or for a place, and then nothing is taken.
    fn character(&mut self) -> Result<Option<char>, PatternError> {
        let digits = match self.peek() {
            Some('x') => 2,
            Some('u') => 4,
            Some('U') => 8,
            Some('n') => return Ok(self.take('\n')),
            Some('t') => return Ok(self.take('\t')),
            Some('r') => return Ok(self.take('\r')),
            Some('f') => return Ok(self.take('\u{C}')),
            Some('v') => return Ok(self.take('\u{B}')),
            Some(c) if !c.is_ascii_alphanumeric() => return Ok(self.take(c)),
            _ => return Ok(None),
        };
        let code = self.rest.get(1..=digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let c = code.and_then(char::from_u32).ok_or(self.error("not a character's number"))?;
        self.rest = &self.rest[1 + digits..];
        Ok(Some(c))
    }

    /// Goes past the next character, and gives what it stands for.
    fn take(&mut self, stands_for: char) -> Option<char> {
        self.next();
        Some(stands_for)
    }
}

/// Something in a class.
enum Item {
    One(char),
    Set(Set),
}

fn decimals() -> impl Iterator<Item = (char, char)> {
    characters::decimals().iter().copied()
}
