//! Numbered notes: marks in the text, targets in a list, each joined in its own post.

use crate::draft::{Draft, Found, SectionDraft};
use crate::limits::{Kind, MOST_ITEMS};
use crate::links;
use crate::plain::{Line, lines, nest};
use sayso_model::{Diagnostic, Reference, ReferenceKind, RuleId, SectionKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The list that numbered notes point into.
const LIST: RuleId = RuleId::new("section.notes");
/// A mark in the text.
const MARK: RuleId = RuleId::new("reference.note-mark");
/// What a mark points to.
const TARGET: RuleId = RuleId::new("reference.note-target");
/// Most digits in a note's number.
const DIGITS: usize = 3;

/// How a page writes the numbers of its notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// `[3]`
    Square,
    /// `(3)`
    Round,
    /// `³`
    Raised,
    /// `3.` in the list; its marks are of one of the other styles.
    Plain,
}

/// One entry of a list of notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoteTarget {
    number: u32,
    mark: Span,
    span: Span,
    /// Its first address, with its place.
    address: Option<(Span, String)>,
}

/// A list of notes: entries on lines of their own, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoteList {
    pub(crate) span: Span,
    style: Style,
    targets: Vec<NoteTarget>,
}

impl NoteList {
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.targets.iter().map(|target| target.number)
    }
}

/// Whether a place lies in one of the lists, which are in order.
pub(crate) fn in_list(lists: &[NoteList], span: Span) -> bool {
    let near = lists.partition_point(|list| list.span.end() < span.end());
    lists.get(near).is_some_and(|list| list.span.contains(span))
}

/// Finds the lists of notes. A number with a full stop (`1. ...`) begins a note only where an
/// address follows it or the list stands under a heading such as `Notes`.
pub(crate) fn lists(text: &str, lines: &[Line]) -> Vec<NoteList> {
    let mut out: Vec<NoteList> = Vec::new();
    let mut headed = false;
    let mut last_line = None;
    for (i, line) in lines.iter().enumerate() {
        let words = line.of(text);
        let Some((style, number, width)) = entry(words, headed) else {
            headed = crate::plain::heads_notes(words);
            continue;
        };
        let at = line.span.start();
        let mark = Span::new(at, at + width);
        let address = words
            .get(width..)
            .and_then(links::first_address)
            .map(|(place, url)| (Span::new(mark.end() + place.start, mark.end() + place.end), url));
        let target = NoteTarget { number, mark, span: line.span, address };
        let follows = last_line == i.checked_sub(1) && line.blanks_before <= 1;
        match out.last_mut() {
            Some(list)
                if follows
                    && list.style == style
                    && list.targets.last().is_some_and(|t| t.number < number) =>
            {
                list.span = list.span.cover(line.span);
                list.targets.push(target);
            }
            _ => out.push(NoteList { span: line.span, style, targets: vec![target] }),
        }
        last_line = Some(i);
    }
    out
}

fn entry(words: &str, headed: bool) -> Option<(Style, u32, usize)> {
    let (style, number, width) = mark_at(words).or_else(|| {
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let stop = matches!(words.as_bytes().get(digits), Some(b'.' | b')' | b':'));
        let number = words.get(..digits)?.parse().ok()?;
        (digits <= DIGITS && stop).then_some((Style::Plain, number, digits + 1))
    })?;
    let rest = words.get(width..)?.trim_start();
    let address = links::address_at(rest).is_some();
    let fits = match style {
        Style::Square | Style::Raised => !rest.is_empty(),
        Style::Round | Style::Plain => headed || address,
    };
    fits.then_some((style, number, width))
}

/// Reads a note's number where `words` begin with one.
fn mark_at(words: &str) -> Option<(Style, u32, usize)> {
    let first = words.chars().next()?;
    let (style, close) = match first {
        '[' => (Style::Square, b']'),
        '(' => (Style::Round, b')'),
        _ => return raised(words),
    };
    let digits = words.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    let closed = words.as_bytes().get(1 + digits) == Some(&close);
    let number = words.get(1..1 + digits)?.parse().ok()?;
    (digits <= DIGITS && closed).then_some((style, number, digits + 2))
}

fn raised(words: &str) -> Option<(Style, u32, usize)> {
    let mut number = 0;
    let mut width = 0;
    for c in words.chars().take(DIGITS) {
        let Some(digit) = "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|d| d == c) else { break };
        number = number * 10 + u32::try_from(digit).ok()?;
        width += c.len_utf8();
    }
    (width > 0).then_some((Style::Raised, number, width))
}

/// Finds the notes of a text and joins each mark to its target.
///
/// A mark's target is looked for in its own post: a nearer target of the same number in another
/// post is not its own. Where a post has no list, a list that its own post does not use serves
/// the whole page. A mark without a target is kept, with a warning.
pub(crate) fn join(draft: &mut Draft) {
    let lines = lines(&draft.words);
    let mut lists = lists(&draft.words, &lines);
    // What the markup says is a note has been found already.
    let stated: Vec<Span> = draft
        .references
        .iter()
        .filter(|found| found.body.kind == ReferenceKind::FootnoteTarget)
        .map(|found| found.body.span)
        .collect();
    lists.retain(|list| {
        let near = stated.partition_point(|span| span.end() <= list.span.start());
        !stated.get(near).is_some_and(|span| span.overlaps(list.span))
    });
    let marks = marks(draft, &lists);
    let index = Index::new(draft, &lists, &marks);
    for mark in &marks {
        add_mark(draft, mark, index.target(mark), &index);
    }
    // A target carries its first address; the address is no second reference.
    let mut own_addresses = BTreeSet::new();
    for list in &lists {
        add_list(draft, list, &mut own_addresses);
    }
    draft.references.retain(|r| !own_addresses.contains(&r.body.span));
    nest(&mut draft.sections);
}

/// The post that something stands in, by its place among the posts; `None` outside them all.
type Home = Option<usize>;

/// Targets by number and style, in order of the text.
type Targets<'l, K> = BTreeMap<(K, u32, Style), Vec<&'l NoteTarget>>;

/// Targets by post, number and style, so that a mark is joined without a walk over all lists.
struct Index<'l> {
    posts: Vec<Span>,
    own: Targets<'l, Home>,
    /// Of the lists that no mark of their own post points into.
    shared: Targets<'l, ()>,
    homes_with_lists: BTreeSet<Home>,
    numbers: BTreeSet<u32>,
}

impl<'l> Index<'l> {
    fn new(draft: &Draft, lists: &'l [NoteList], marks: &[Mark]) -> Self {
        let mut index = Self {
            posts: posts(draft),
            own: BTreeMap::new(),
            shared: BTreeMap::new(),
            homes_with_lists: BTreeSet::new(),
            numbers: lists.iter().flat_map(NoteList::numbers).collect(),
        };
        let marked: BTreeSet<(Home, u32)> =
            marks.iter().map(|m| (index.home(m.span), m.number)).collect();
        for list in lists {
            let home = index.home(list.span);
            index.homes_with_lists.insert(home);
            let used = list.numbers().any(|n| marked.contains(&(home, n)));
            for target in &list.targets {
                let (number, style) = (target.number, list.style);
                index.own.entry((home, number, style)).or_default().push(target);
                if !used {
                    index.shared.entry(((), number, style)).or_default().push(target);
                }
            }
        }
        index
    }

    fn home(&self, span: Span) -> Home {
        let after = self.posts.partition_point(|post| post.start() <= span.start());
        after.checked_sub(1).filter(|&post| self.posts[post].contains(span))
    }

    fn target(&self, mark: &Mark) -> Option<&'l NoteTarget> {
        let home = self.home(mark.span);
        nearest(mark, &self.own, home).or_else(|| {
            let listless = !self.homes_with_lists.contains(&home);
            listless.then(|| nearest(mark, &self.shared, ())).flatten()
        })
    }
}

/// The nearest target after the mark that its style can point to, or else the nearest before it.
fn nearest<'l, K: Ord + Copy>(
    mark: &Mark,
    targets: &Targets<'l, K>,
    key: K,
) -> Option<&'l NoteTarget> {
    let sides =
        Style::ALL.into_iter().filter(|style| style.marks(mark.style)).filter_map(|style| {
            let targets = targets.get(&(key, mark.number, style))?;
            let after = targets.partition_point(|t| t.span.start() < mark.span.end());
            Some((after.checked_sub(1).map(|before| targets[before]), targets.get(after).copied()))
        });
    let sides: Vec<_> = sides.collect();
    let after = sides.iter().filter_map(|(_, after)| *after).min_by_key(|t| t.span.start());
    after.or_else(|| sides.iter().filter_map(|(before, _)| *before).max_by_key(|t| t.span.start()))
}

struct Mark {
    style: Style,
    number: u32,
    span: Span,
}

impl Style {
    const ALL: [Self; 4] = [Self::Square, Self::Round, Self::Raised, Self::Plain];

    /// Whether marks of style `mark` can point into a list of this style.
    fn marks(self, mark: Style) -> bool {
        self == mark || self == Self::Plain || (self == Self::Square && mark == Self::Raised)
    }
}

/// The marks in running text: `[3]` anywhere, `(3)` and raised numbers only where the page has a
/// list that such marks can point into.
fn marks(draft: &mut Draft, lists: &[NoteList]) -> Vec<Mark> {
    let text = &draft.words;
    let listed = |style: Style| lists.iter().any(|list| list.style.marks(style));
    let round = lists.iter().any(|l| matches!(l.style, Style::Round | Style::Plain));
    let raised = listed(Style::Raised);
    let mut out = Vec::new();
    let mut more = 0;
    let mut at = 0;
    let mut list = lists.iter().flat_map(|l| &l.targets).peekable();
    let mut taken = draft.references.iter().map(|r| r.body.span).collect::<Vec<_>>();
    taken.sort();
    while let Some(step) = text[at..].find(['[', '(', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
    {
        at += step;
        while list.peek().is_some_and(|t| t.span.end() <= at) {
            list.next();
        }
        let Some((style, number, width)) = mark_at(&text[at..]) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let span = Span::new(at, at + width);
        at += width;
        let is_target = list.peek().is_some_and(|t| t.mark == span);
        let wanted = match style {
            Style::Square => true,
            Style::Round => round,
            Style::Raised | Style::Plain => raised && follows_word(text, span.start()),
        };
        let near = taken.partition_point(|t| t.end() <= span.start());
        let known = taken.get(near).is_some_and(|t| t.overlaps(span));
        if wanted && !is_target && !known && number > 0 {
            if out.len() < MOST_ITEMS {
                out.push(Mark { style, number, span });
            } else {
                more += 1;
            }
        }
    }
    draft.tally.references += more;
    out
}

/// A raised number that follows a unit (`12 km²`) is no note; one after a word or a mark is.
fn follows_word(text: &str, at: usize) -> bool {
    let near = text.floor_char_boundary(at.saturating_sub(4));
    let before = &text[near..at];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    !matches!(word, "m" | "km" | "cm" | "mm" | "ft" | "mi")
        && before.chars().next_back().is_some_and(|c| !c.is_whitespace())
}

/// The posts that notes belong to, in order.
pub(crate) fn posts(draft: &Draft) -> Vec<Span> {
    let mut posts: Vec<Span> = draft
        .sections
        .iter()
        .filter(|s| s.kind == SectionKind::Post && s.parent.is_none())
        .map(|s| s.span)
        .collect();
    posts.sort();
    posts
}

fn add_mark(draft: &mut Draft, mark: &Mark, target: Option<&NoteTarget>, index: &Index<'_>) {
    let url = target.and_then(|t| t.address.as_ref()).map(|(_, url)| url.clone());
    let mut because = vec![mark.span];
    because.extend(target.map(|t| t.mark));
    if target.is_none() {
        let elsewhere = index.numbers.contains(&mark.number);
        draft.warn(Kind::MissingNote, |words| without_target(words, mark.span, elsewhere));
    }
    draft.references.push(Found {
        body: Reference {
            span: mark.span,
            kind: ReferenceKind::FootnoteMark,
            url,
            target: target.map(|t| t.span),
            supports: None,
        },
        rule: MARK,
        because,
    });
}

/// The warning for a mark that points to nothing; `elsewhere` says that another post has a note of
/// its number.
fn without_target(words: &str, mark: Span, elsewhere: bool) -> Diagnostic {
    let shown = mark.of(words).unwrap_or_default();
    let message = if elsewhere {
        format!(
            "the note {shown} has no target in its own post; notes of that number in other posts are not taken for it"
        )
    } else {
        format!("the note {shown} has no target in this text")
    };
    Diagnostic::warning(message).at(mark)
}

fn add_list(draft: &mut Draft, list: &NoteList, own_addresses: &mut BTreeSet<Span>) {
    let marks: Vec<_> = list.targets.iter().map(|t| t.mark).collect();
    draft.sections.push(SectionDraft::new(SectionKind::Note, list.span, None, LIST, marks));
    for target in &list.targets {
        let (place, url) = target.address.clone().unzip();
        own_addresses.extend(place);
        draft.references.push(Found {
            body: Reference {
                span: target.span,
                kind: ReferenceKind::FootnoteTarget,
                url,
                target: None,
                supports: None,
            },
            rule: TARGET,
            because: vec![target.mark],
        });
    }
}
