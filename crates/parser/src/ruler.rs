//! Sets parts of speech, features, tags, relations and lemmas by rules over words (spaCy's
//! attribute ruler).

use crate::characters::lower_case;
use crate::lemma::Morph;
use crate::lexeme::{Lexeme, hash_string};
use crate::model::{Condition, Property, RulerRule, WordPattern};
use crate::parse::{Label, Labels, Word};
use crate::pattern::{Pattern, PatternError, Scratch};
use crate::tokenize::Token;
use std::collections::BTreeMap;

/// The rules of a pipeline, ready to be applied. Shared by all threads.
#[derive(Debug, Default)]
pub(crate) struct Ruler {
    /// What each rule sets; later ones win.
    effects: Vec<Effect>,
    rows: Vec<Row>,
    /// Rows whose first word must have one of some forms, by their numbers.
    by_number: BTreeMap<u64, Vec<usize>>,
    /// Rows whose first word must have one of some tags or relations, by their places.
    by_label: Vec<Vec<usize>>,
    /// All other rows.
    others: Vec<usize>,
}

/// What a rule sets.
#[derive(Debug)]
struct Effect {
    tag: Option<Label>,
    pos: Option<Label>,
    relation: Option<Label>,
    morph: Option<Morph>,
    lemma: Option<Box<str>>,
}

/// Conditions on words that follow each other.
#[derive(Debug)]
struct Row {
    words: Vec<Vec<Check>>,
    /// The rule that it belongs to.
    rule: usize,
    /// The word of the row that is set.
    set: usize,
}

/// A condition on a word.
#[derive(Debug)]
enum Check {
    Number {
        of: fn(&Lexeme) -> u64,
        any: Vec<u64>,
        wanted: bool,
    },
    Label {
        of: fn(&Word) -> Label,
        any: Vec<Label>,
        wanted: bool,
    },
    Orth(Pattern),
    Lower(Pattern),
    IsSpace(bool),
    /// Asked of a lemma, which no word has yet: whether that is what is wanted.
    NoLemma(bool),
}

/// What the ruler knows of each word beyond what stands in the word; kept from one text to the
/// next, so that nothing is allocated for each.
#[derive(Debug, Default)]
pub(crate) struct Ruled {
    /// By word: the last rule, counted from 1, that sets each thing.
    rules: Vec<Set<usize>>,
    scratch: Scratch,
}

/// Something for each thing that can be set.
#[derive(Debug, Clone, Copy, Default)]
struct Set<T> {
    tag: T,
    pos: T,
    relation: T,
    morph: T,
    lemma: T,
}

impl Ruler {
    /// Makes rules ready. Labels that they speak of are added to `labels`.
    ///
    /// # Errors
    ///
    /// Where a regular expression cannot be used, or is asked of something other than a word's
    /// characters.
    pub(crate) fn new(rules: &[RulerRule], labels: &mut Labels) -> Result<Self, PatternError> {
        let mut ruler = Self::default();
        for (number, rule) in rules.iter().enumerate() {
            let mut add = |name: &Option<String>| name.as_deref().map(|name| labels.add(name));
            ruler.effects.push(Effect {
                tag: add(&rule.tag),
                pos: add(&rule.pos),
                relation: add(&rule.relation),
                morph: rule.morph.as_deref().map(Morph::new),
                lemma: rule.lemma.as_deref().map(Into::into),
            });
            for words in &rule.patterns {
                let Some(set) = place(rule.index, words.len()) else { continue };
                let checks = words.iter().map(|word| checks(word, labels));
                let words = checks.collect::<Result<Vec<_>, _>>()?;
                ruler.list(Row { words, rule: number, set });
            }
        }
        Ok(ruler)
    }

    /// Adds a row where its first word leads to it.
    fn list(&mut self, row: Row) {
        let at = self.rows.len();
        let first = row.words.first().map_or(&[][..], Vec::as_slice);
        let lead = first.iter().find(|check| matches!(check, Check::Number { wanted: true, .. }));
        let lead = lead.or_else(|| {
            first.iter().find(|check| matches!(check, Check::Label { wanted: true, .. }))
        });
        match lead {
            Some(Check::Number { any, .. }) => {
                any.iter().for_each(|number| self.by_number.entry(*number).or_default().push(at));
            }
            Some(Check::Label { any, .. }) => {
                for label in any {
                    let place = usize::from(label.0);
                    self.by_label.resize_with(self.by_label.len().max(place + 1), Vec::new);
                    self.by_label[place].push(at);
                }
            }
            _ => self.others.push(at),
        }
        self.rows.push(row);
    }

    /// How many words to each side bear on what is set for a word.
    pub(crate) fn reach(&self) -> usize {
        self.rows.iter().map(|row| row.words.len()).max().unwrap_or(0).saturating_sub(1)
    }

    /// Applies the rules to words that follow each other: all rules look at the words as they
    /// are now, then what they set is set. `tokens` are the same words, in `text`.
    pub(crate) fn apply(
        &self,
        text: &str,
        tokens: &[Token],
        words: &mut [Word],
        ruled: &mut Ruled,
    ) {
        ruled.rules.clear();
        ruled.rules.resize(words.len(), Set::default());
        let view = View { text, tokens, words };
        for at in 0..words.len().min(tokens.len()) {
            for row in self.candidates(&tokens[at].lexeme, &words[at]) {
                let row = &self.rows[row];
                if row.matches(&view, at, &mut ruled.scratch) {
                    self.note(row.rule, &mut ruled.rules[at + row.set]);
                }
            }
        }
        for (word, rules) in words.iter_mut().zip(&ruled.rules) {
            word.tag = self.effect(rules.tag).and_then(|e| e.tag).unwrap_or(word.tag);
            word.pos = self.effect(rules.pos).and_then(|e| e.pos).unwrap_or(word.pos);
            word.relation =
                self.effect(rules.relation).and_then(|e| e.relation).unwrap_or(word.relation);
        }
    }

    /// Rows that a word may be the first of; some may come twice.
    fn candidates(&self, lexeme: &Lexeme, word: &Word) -> impl Iterator<Item = usize> {
        let number = |number: u64| self.by_number.get(&number).into_iter().flatten();
        let label = |label: Label| self.by_label.get(usize::from(label.0)).into_iter().flatten();
        let others = [lexeme.orth, lexeme.norm].into_iter().filter(|n| *n != lexeme.lower);
        let numbers = number(lexeme.lower).chain(others.flat_map(number));
        let labels = label(word.tag).chain(label(word.pos)).chain(label(word.relation));
        numbers.chain(labels).chain(&self.others).copied()
    }

    /// Notes that a rule sets a word, where no later one does.
    fn note(&self, rule: usize, noted: &mut Set<usize>) {
        let effect = &self.effects[rule];
        let later = |noted: &mut usize, sets: bool| {
            if sets {
                *noted = (*noted).max(rule + 1);
            }
        };
        later(&mut noted.tag, effect.tag.is_some());
        later(&mut noted.pos, effect.pos.is_some());
        later(&mut noted.relation, effect.relation.is_some());
        later(&mut noted.morph, effect.morph.is_some());
        later(&mut noted.lemma, effect.lemma.is_some());
    }

    /// What the rule sets that was noted.
    fn effect(&self, noted: usize) -> Option<&Effect> {
        self.effects.get(noted.checked_sub(1)?)
    }

    /// The lemma that was set for a word, if one was.
    pub(crate) fn lemma(&self, ruled: &Ruled, word: usize) -> Option<&str> {
        self.effect(ruled.rules.get(word)?.lemma)?.lemma.as_deref()
    }

    /// The features that were set for a word.
    pub(crate) fn morph(&self, ruled: &Ruled, word: usize) -> Morph {
        let effect = ruled.rules.get(word).and_then(|rules| self.effect(rules.morph));
        effect.and_then(|effect| effect.morph).unwrap_or_default()
    }
}

/// Words, as the rules see them.
struct View<'v> {
    text: &'v str,
    tokens: &'v [Token],
    words: &'v [Word],
}

impl Row {
    /// Whether it matches the words that begin at a place.
    fn matches(&self, view: &View<'_>, at: usize, scratch: &mut Scratch) -> bool {
        at + self.words.len() <= view.words.len().min(view.tokens.len())
            && (at..)
                .zip(&self.words)
                .all(|(at, checks)| checks.iter().all(|check| check.holds(view, at, scratch)))
    }
}

impl Check {
    fn holds(&self, view: &View<'_>, at: usize, scratch: &mut Scratch) -> bool {
        let token = &view.tokens[at];
        let mut finds = |pattern: &Pattern, word: &str| {
            scratch.grant(word);
            pattern.search(word, scratch).is_some()
        };
        let word = || token.span.of(view.text).unwrap_or_default();
        match self {
            Self::Number { of, any, wanted } => any.contains(&of(&token.lexeme)) == *wanted,
            Self::Label { of, any, wanted } => any.contains(&of(&view.words[at])) == *wanted,
            Self::Orth(pattern) => finds(pattern, word()),
            Self::Lower(pattern) => finds(pattern, &lower_case(word())),
            Self::IsSpace(wanted) => token.lexeme.is_space == *wanted,
            Self::NoLemma(wanted) => *wanted,
        }
    }
}

/// The place that an index means among so many words.
fn place(index: i32, words: usize) -> Option<usize> {
    let place = match usize::try_from(index) {
        Ok(place) => place,
        Err(_) => words.checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?,
    };
    (place < words).then_some(place)
}

fn checks(word: &WordPattern, labels: &mut Labels) -> Result<Vec<Check>, PatternError> {
    word.conditions.iter().map(|condition| check(condition, labels)).collect()
}

fn check(condition: &Condition, labels: &mut Labels) -> Result<Check, PatternError> {
    let (property, any, wanted) = match condition {
        Condition::OneOf(property, any) => (*property, any, true),
        Condition::NoneOf(property, any) => (*property, any, false),
        Condition::IsSpace(wanted) => return Ok(Check::IsSpace(*wanted)),
        Condition::Matches(Property::Orth, pattern) => {
            return Pattern::new(pattern).map(Check::Orth);
        }
        Condition::Matches(Property::Lower, pattern) => {
            return Pattern::new(pattern).map(Check::Lower);
        }
        Condition::Matches(..) => {
            return Err(PatternError {
                at: 0,
                problem: "asked of something other than characters",
            });
        }
    };
    let number =
        |of| Check::Number { of, any: any.iter().map(|s| hash_string(s)).collect(), wanted };
    let mut label =
        |of| Check::Label { of, any: any.iter().map(|s| labels.add(s)).collect(), wanted };
    Ok(match property {
        Property::Orth => number(|lexeme| lexeme.orth),
        Property::Lower => number(|lexeme| lexeme.lower),
        Property::Norm => number(|lexeme| lexeme.norm),
        Property::Tag => label(|word| word.tag),
        Property::Pos => label(|word| word.pos),
        Property::Relation => label(|word| word.relation),
        Property::Lemma => Check::NoLemma(any.iter().any(String::is_empty) == wanted),
    })
}

#[cfg(test)]
mod tests;
