//! A line as words with what stands between them.

use super::habits::Habits;
use super::vocabulary::Vocabulary;
use sayso_model::Span;

/// Letters that a part of a glued word has at least.
const SHORTEST_PART: usize = 4;
/// Letters before a word of the grammar that a word ends in, at least.
const SHORTEST_HEAD: usize = 6;
/// Letters that both halves of a glued word end in, where they end alike.
const ENDING: usize = 3;
/// Bytes of the longest word that is taken apart.
const LONGEST_WORD: usize = 80;
/// Most marks that are cut off the ends of a link.
const MOST_CUT: usize = 16;

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Plain white space, or typography, or the beginning of the line.
    Space,
    /// A no-break space that nothing explains.
    Mark(Span),
    /// Nothing, where a capital or a bracket shows that a space is missing.
    Glue,
    /// Nothing, where what the text has elsewhere shows that a space may be missing.
    MaybeGlue,
}

impl Gap {
    pub(super) fn mark(self) -> Option<Span> {
        match self {
            Self::Mark(span) => Some(span),
            _ => None,
        }
    }
}

/// A word, or a part of words run together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) before: Gap,
}

impl Word {
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text).unwrap_or_default()
    }
}

/// The words of a line.
pub(super) fn words(
    text: &str,
    line: Span,
    habits: &Habits,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Word> {
    let all = line.of(text).unwrap_or_default();
    let whole: Vec<Span> = all
        .split_whitespace()
        .map(|word| {
            let start = line.start() + (word.as_ptr() as usize - all.as_ptr() as usize);
            Span::new(start, start + word.len())
        })
        .collect();
    let mut out = Vec::with_capacity(whole.len());
    let mut marked = false;
    for (i, &span) in whole.iter().enumerate() {
        let before = match i.checked_sub(1).map(|before| whole[before]) {
            None => Gap::Space,
            Some(last) => gap(text, last, span, i + 1 == whole.len(), habits),
        };
        marked |= before.mark().is_some();
        let first = out.len();
        out.push(Word { span, before });
        // What is glued is a scar only beside another one.
        if marked {
            split(text, span, vocabulary, &mut out);
            out[first].before = before;
        }
    }
    out
}

fn gap(text: &str, last: Span, next: Span, ends: bool, habits: &Habits) -> Gap {
    let between = Span::new(last.end(), next.start());
    let words = (last.of(text).unwrap_or_default(), next.of(text).unwrap_or_default());
    if between.of(text) != Some("\u{a0}") || habits.explain(words.0, words.1, ends) {
        return Gap::Space;
    }
    Gap::Mark(between)
}

/// Cuts the last word wherever a space may be missing in it.
fn split(text: &str, span: Span, vocabulary: &Vocabulary<'_>, out: &mut Vec<Word>) {
    let word = span.of(text).unwrap_or_default();
    let mut cuts: Vec<(usize, Gap)> =
        crate::damage::seams(word).into_iter().map(|at| (at, Gap::Glue)).collect();
    if cuts.is_empty() {
        cuts.extend(hidden_seam(word, vocabulary).map(|at| (at, Gap::MaybeGlue)));
    }
    for (at, gap) in cuts {
        let Some(last) = out.last_mut() else { return };
        let cut = span.start() + at;
        let end = last.span.end();
        last.span = Span::new(last.span.start(), cut);
        out.push(Word { span: Span::new(cut, end), before: gap });
    }
}

/// Where a word in small letters that stands nowhere else in the text may be two: both stand
/// elsewhere; or the second is a word that its sentences are held together with; or both halves
/// end alike.
fn hidden_seam(word: &str, vocabulary: &Vocabulary<'_>) -> Option<usize> {
    let tail_is_small = word.chars().skip(1).all(char::is_lowercase);
    if word.len() > LONGEST_WORD || !tail_is_small || !vocabulary.is_single(word) {
        return None;
    }
    let letters = |part: &str| part.chars().count();
    let known = |part: &str| letters(part) >= SHORTEST_PART && vocabulary.count(part) > 0;
    let alike = |head: &str, tail: &str| {
        let end = |part: &str| part.chars().rev().take(ENDING).collect::<Vec<_>>();
        letters(head) >= SHORTEST_HEAD && letters(tail) >= SHORTEST_HEAD && end(head) == end(tail)
    };
    let seams = || word.char_indices().skip(1).map(|(at, _)| (at, word.split_at(at)));
    let find = |fits: &dyn Fn(&str, &str) -> bool| {
        seams().find(|(_, (head, tail))| fits(head, tail)).map(|(at, _)| at)
    };
    find(&|head, tail| known(head) && known(tail))
        .or_else(|| {
            find(&|head, tail| {
                vocabulary.is_grammar(tail)
                    && letters(tail) >= 2
                    && !vocabulary.is_usual_ending(tail)
                    && (letters(head) >= SHORTEST_HEAD || known(head))
            })
        })
        .or_else(|| find(&alike))
}

/// The words that were cut apart at the gaps before these, each with spaces put in.
pub(super) fn taken_apart(text: &str, words: &[Word], cuts: &[usize]) -> Vec<super::Glued> {
    let mut out: Vec<super::Glued> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let end = (i + 1..words.len())
            .find(|&j| !matches!(words[j].before, Gap::Glue | Gap::MaybeGlue))
            .unwrap_or(words.len());
        if (i + 1..end).any(|j| words[j].before == Gap::MaybeGlue && cuts.contains(&j)) {
            let parts: Vec<&str> = words[i..end].iter().map(|w| w.of(text)).collect();
            let word = bare(text, words[i].span.cover(words[end - 1].span));
            let repair = parts.join(" ");
            let repair = bare(&repair, Span::new(0, repair.len())).of(&repair).map(str::to_owned);
            out.extend(repair.map(|repair| super::Glued { word, repair }));
        }
        i = end;
    }
    out
}

/// A span without the marks at its ends that no link's words have: stops, and brackets and
/// quotation marks without their other half.
pub(super) fn bare(text: &str, span: Span) -> Span {
    let Some(mut words) = span.of(text) else { return span };
    let mut start = span.start();
    for _ in 0..MOST_CUT {
        let count = |open: char| words.matches(open).count();
        let (round, round_end) = (count('('), count(')'));
        let (square, square_end) = (count('['), count(']'));
        let (curly, curly_end) = (count('“'), count('”'));
        let cut_end = words.ends_with(['.', ',', ';', ':', '!', '?', '–', '—'])
            || round < round_end && words.ends_with(')')
            || square < square_end && words.ends_with(']')
            || curly < curly_end && words.ends_with('”');
        let cut_start = round > round_end && words.starts_with('(')
            || square > square_end && words.starts_with('[')
            || curly > curly_end && words.starts_with('“');
        let mut chars = words.chars();
        if cut_end {
            chars.next_back();
        } else if cut_start {
            start += chars.next().map_or(0, char::len_utf8);
        } else {
            break;
        }
        words = chars.as_str().trim_end();
    }
    Span::new(start, start + words.len())
}
