//! The best way through a line: which of its words carried links.
//!
//! Each no-break space that typography does not explain began a link, or ended one, or both. A
//! link also ends with its clause, where a mark of punctuation took the place of the space. Of all
//! the ways to cut a line into links and the words between, the one taken costs least; what costs
//! is a mark left without a use, a link of many words, one that begins or ends with a word of the
//! grammar (`of`, `and`), and any end without a mark.

use super::vocabulary::Vocabulary;
use super::words::{Gap, Word};
use std::ops::Range;

/// Most words of a link.
const LONGEST: usize = 10;

// What each piece of evidence costs, or gains. Only their proportions count.
/// A mark that begins no link and ends none.
const UNUSED_MARK: i32 = 20;
/// Words run together, left so.
const UNUSED_GLUE: i32 = 10;
/// A mark inside a link.
const MARK_INSIDE: i32 = 30;
/// Words run together inside a link.
const GLUE_INSIDE: i32 = 20;
/// A word that may be two, taken for one inside a link; for two at its end.
const MAYBE_INSIDE: i32 = 8;
const MAYBE: i32 = 6;
/// What speaks for a link between two seams of one word.
const BETWEEN_SEAMS: i32 = 2;
/// A link that begins at the mark that ends another.
const ADJACENT: i32 = 12;
/// A link that begins at a bracket or with its line, where no mark is.
const UNMARKED_START: i32 = 10;
/// A link that ends with its clause, at a comma, before a dash.
const CLAUSE_END: i32 = 3;
const COMMA_END: i32 = 6;
const DASH_END: i32 = 5;
/// A comma inside a link.
const COMMA_INSIDE: i32 = 10;
/// A link's first word is one of the grammar, or in brackets; its last one is.
const GRAMMAR_FIRST: i32 = 10;
const GRAMMAR_LAST: i32 = 15;
/// A word of the grammar just outside of a mark.
const GRAMMAR_BESIDE: i32 = 5;
/// Each word of a link past this many.
const USUAL_LENGTH: usize = 6;
const LONG: i32 = 3;

/// A way through a line.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Way {
    /// The links, as ranges of words.
    pub(super) links: Vec<Range<usize>>,
    /// The words that a link begins with or that follow one, where no space stands before them.
    pub(super) cuts: Vec<usize>,
    /// How many of the links have a mark on both sides.
    pub(super) whole: usize,
    /// How many marks are left without a use.
    pub(super) odd: usize,
    /// How many of the links begin or end with a word of the grammar.
    pub(super) rough: usize,
}

/// A place before a word: `used` says that what stands there has ended a link already.
#[derive(Debug, Clone, Copy)]
struct Step {
    cost: i32,
    from: (usize, bool),
    link: bool,
}

/// The best way through a line of words.
pub(super) fn best(text: &str, words: &[Word], vocabulary: &Vocabulary<'_>) -> Way {
    let line = Line { text, words, vocabulary };
    let mut steps: Vec<[Option<Step>; 2]> = vec![[None; 2]; words.len() + 1];
    let take = |steps: &mut Vec<[Option<Step>; 2]>, to: (usize, bool), step: Step| {
        let slot = &mut steps[to.0][usize::from(to.1)];
        if slot.is_none_or(|best| step.cost < best.cost) {
            *slot = Some(step);
        }
    };
    steps[0][0] = Some(Step { cost: 0, from: (0, false), link: false });
    for i in 0..words.len() {
        for used in [false, true] {
            let Some(Step { cost, .. }) = steps[i][usize::from(used)] else { continue };
            let from = (i, used);
            let outside = cost + line.passing(i, used);
            take(&mut steps, (i + 1, false), Step { cost: outside, from, link: false });
            let Some(opening) = line.opening(i, used) else { continue };
            for (to, closing) in line.closings(i) {
                let cost = cost + opening + closing;
                take(&mut steps, to, Step { cost, from, link: true });
            }
        }
    }
    line.way(&steps)
}

struct Line<'l> {
    text: &'l str,
    words: &'l [Word],
    vocabulary: &'l Vocabulary<'l>,
}

impl Line<'_> {
    fn word(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |word| word.of(self.text))
    }

    fn gap(&self, i: usize) -> Gap {
        self.words.get(i).map_or(Gap::Space, |word| word.before)
    }

    fn is_grammar(&self, i: usize) -> bool {
        self.vocabulary.is_grammar(self.word(i))
    }

    /// What it costs to go by what stands before word `i` outside of any link.
    fn passing(&self, i: usize, used: bool) -> i32 {
        match self.gap(i) {
            Gap::Mark(_) if !used => UNUSED_MARK,
            Gap::Glue if !used => UNUSED_GLUE,
            _ => 0,
        }
    }

    /// What it costs to begin a link with word `i`; `None` where none can begin.
    fn opening(&self, i: usize, used: bool) -> Option<i32> {
        let beside = if i > 0 && self.is_grammar(i - 1) { GRAMMAR_BESIDE } else { 0 };
        let bracketed = self.word(i).starts_with('(');
        if !self.word(i).contains(char::is_alphanumeric) {
            return None;
        }
        let start = match (self.gap(i), used) {
            (Gap::Mark(_), true) => ADJACENT,
            (Gap::Mark(_), false) => {
                if bracketed {
                    UNMARKED_START
                } else {
                    -beside
                }
            }
            (Gap::Glue, true) => -BETWEEN_SEAMS,
            (Gap::Glue, false) | (Gap::MaybeGlue, true) => 0,
            (Gap::MaybeGlue, false) => MAYBE,
            (Gap::Space, _) if i == 0 || bracketed => UNMARKED_START,
            (Gap::Space, _) => return None,
        };
        let first = self.word(i).trim_start_matches(['(', '“', '‘', '"']);
        Some(start + if self.vocabulary.is_grammar(first) { GRAMMAR_FIRST } else { 0 })
    }

    /// Where a link that begins with word `i` can end, and what that costs: before which word, and
    /// whether it uses up what stands there.
    fn closings(&self, i: usize) -> Vec<((usize, bool), i32)> {
        let mut out = Vec::new();
        let (mut inside, mut depth) = (0, 0_i32);
        let marked = matches!(self.gap(i), Gap::Mark(_) | Gap::Glue);
        for end in i + 1..=self.words.len().min(i + LONGEST) {
            let last = self.word(end - 1);
            for c in last.chars().skip(usize::from(end == i + 1 && last.starts_with('('))) {
                depth += i32::from(matches!(c, '(' | '[')) - i32::from(matches!(c, ')' | ']'));
            }
            let count = end - i;
            let long = count.saturating_sub(USUAL_LENGTH);
            let mut cost = inside + LONG * i32::try_from(long).unwrap_or(0);
            if self.is_grammar(end - 1) {
                cost += GRAMMAR_LAST;
            }
            if let Some((used, closing)) = self.closing(i, end, depth, marked) {
                out.push(((end, used), cost + closing));
            }
            if depth < 0 || last.ends_with(['.', ';', ':', '!', '?']) {
                break;
            }
            inside += if last.ends_with(',') { COMMA_INSIDE } else { 0 };
            inside += match self.gap(end) {
                Gap::Mark(_) => MARK_INSIDE,
                Gap::Glue => GLUE_INSIDE,
                Gap::MaybeGlue => MAYBE_INSIDE,
                Gap::Space => 0,
            };
        }
        out
    }

    /// What it costs that a link ends before word `end`; a link without a mark where it begins
    /// must have one there.
    fn closing(&self, i: usize, end: usize, depth: i32, marked: bool) -> Option<(bool, i32)> {
        let last = self.word(end - 1);
        match self.gap(end) {
            Gap::Mark(_) if depth >= 0 => {
                let beside = if self.is_grammar(end) { GRAMMAR_BESIDE } else { 0 };
                return Some((true, -beside));
            }
            Gap::Glue => return Some((true, 0)),
            Gap::MaybeGlue => return Some((true, MAYBE)),
            _ if !marked => return None,
            _ => {}
        }
        let quoted =
            self.word(i).starts_with(['“', '‘', '"']) && last.ends_with(['”', '’', '‘', '"']);
        let ended = end == self.words.len()
            || depth < 0
            || last.ends_with(['.', ';', ':', '!', '?'])
            || quoted;
        if ended {
            Some((false, CLAUSE_END))
        } else if last.ends_with(',') {
            Some((false, COMMA_END))
        } else {
            matches!(self.word(end), "–" | "—" | "-").then_some((false, DASH_END))
        }
    }

    /// Walks back from the end.
    fn way(&self, steps: &[[Option<Step>; 2]]) -> Way {
        let mut way = Way::default();
        let n = self.words.len();
        let cost = |used: usize| steps[n][used].map_or(i32::MAX, |step| step.cost);
        let mut at = (n, cost(1) < cost(0));
        while at.0 > 0 {
            let Some(step) = steps[at.0][usize::from(at.1)] else { break };
            let (from, used) = step.from;
            let is_mark = |i: usize| matches!(self.gap(i), Gap::Mark(_));
            if step.link {
                way.links.push(from..at.0);
                let grammar = self.is_grammar(from) || self.is_grammar(at.0 - 1);
                way.rough += usize::from(grammar);
                way.whole += usize::from(is_mark(from) && is_mark(at.0) && at.1);
                let glued = |i: usize| matches!(self.gap(i), Gap::Glue | Gap::MaybeGlue);
                way.cuts.extend([from, at.0].into_iter().filter(|&i| glued(i)));
            } else {
                way.odd += usize::from(is_mark(from) && !used);
            }
            at = step.from;
        }
        way.links.reverse();
        way
    }
}
