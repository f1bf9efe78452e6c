//! What a reference backs: the clause or sentence before it.

use crate::draft::Draft;
use sayso_model::{ReferenceKind, Span};

/// Looks no further back than this many bytes for where the sentence begins.
const REACH: usize = 2_000;
/// A clause shorter than this is no statement that a reference could back.
const SHORTEST: usize = 12;
/// Bytes of the longest title that a full stop follows.
const LONGEST_TITLE: usize = 4;

/// Fills in what each reference backs.
///
/// A note's mark, an address in brackets and a link back what stands before them in their
/// sentence, from where it begins or from the reference before. Two side by side back the same
/// words. Words that carry a link back the whole sentence around them. A note's target backs
/// nothing: its marks do.
pub(crate) fn fill(draft: &mut Draft) {
    let mut order: Vec<usize> = (0..draft.references.len()).collect();
    order.sort_by_key(|&i| {
        let span = draft.references[i].body.span;
        (span.start(), usize::MAX - span.end())
    });
    let text = &draft.words;
    let sentences = Sentences::of(text);
    let mut before = Before::default();
    // The last note target: targets come before the addresses inside them, longest first.
    let mut note = Span::new(0, 0);
    for i in order {
        let body = &mut draft.references[i].body;
        let supports = match body.kind {
            ReferenceKind::FootnoteTarget => None,
            ReferenceKind::Hyperlink | ReferenceKind::LinkTextOnly => {
                sentence_around(text, &sentences, body.span)
            }
            _ => clause_before(text, &sentences, body.span, &before),
        };
        if body.kind == ReferenceKind::FootnoteTarget {
            note = body.span;
        }
        let inside_target = note.contains(body.span);
        if body.supports.is_none() && !inside_target {
            body.supports = supports;
        }
        before = Before { end: before.end.max(body.span.end()), supports: body.supports };
    }
}

/// The reference before.
#[derive(Debug, Default)]
struct Before {
    end: usize,
    supports: Option<Span>,
}

fn clause_before(text: &str, sentences: &Sentences, span: Span, before: &Before) -> Option<Span> {
    let end = lead_in_start(text, span.start());
    let start = sentences.start(text, end);
    let follows = before.end > start;
    let clause = clean(text, if follows { before.end.min(end) } else { start }, end);
    if clause.len() >= SHORTEST {
        return Some(clause);
    }
    before.supports.filter(|_| follows)
}

/// The clause without the marks and brackets that stand between it and its references.
fn clean(text: &str, start: usize, end: usize) -> Span {
    let words = text.get(start..end).unwrap_or_default();
    let junk = |c: char| c.is_whitespace() || matches!(c, ')' | ']' | ',' | ';' | '.' | '–' | '—');
    let start = start + (words.len() - words.trim_start_matches(junk).len());
    let tail = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | ':' | ',' | '–' | '—' | '-');
    let words = words.trim_start_matches(junk).trim_end_matches(tail);
    Span::new(start.min(end), (start + words.len()).min(end).max(start.min(end)))
}

/// Where the bracket that holds the reference opens, if nothing but a short lead-in (`see`, `one
/// example:`) stands in it before the reference.
fn lead_in_start(text: &str, at: usize) -> usize {
    let from = text.floor_char_boundary(at.saturating_sub(40));
    let head = &text[from..at];
    match head.rfind(['(', '[']) {
        Some(open) if !head[open..].contains([')', ']', '.']) => from + open,
        _ => at,
    }
}

fn sentence_around(text: &str, sentences: &Sentences, span: Span) -> Option<Span> {
    let start = sentences.start(text, span.start());
    let end = sentences.end(text, span.end());
    let sentence = Span::new(start, end).trim(text);
    // A line of a list of links is more than the link by its colon only.
    (sentence.len() >= SHORTEST && sentence.len() > span.len() + 1).then_some(sentence)
}

/// Where the sentences of a text begin and end, found in one walk.
#[derive(Debug, Default)]
struct Sentences {
    starts: Vec<usize>,
    ends: Vec<usize>,
    lines: Vec<usize>,
}

impl Sentences {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        for (at, mark) in text.match_indices(['.', '?', '!', '\n']) {
            if mark == "\n" {
                found.lines.push(at);
            } else if let Some(next) = next_sentence(text, at) {
                found.starts.push(next);
                found.ends.push(at + 1);
            }
        }
        found
    }

    /// Where the sentence that holds byte `at`, or ends just before it, begins.
    fn start(&self, text: &str, at: usize) -> usize {
        let line = self.lines[..self.lines.partition_point(|&l| l < at)].last();
        let start = self.starts[..self.starts.partition_point(|&s| s < at)].last();
        let floor = text.floor_char_boundary(at.saturating_sub(REACH));
        floor.max(line.map_or(0, |l| l + 1)).max(start.copied().unwrap_or(0))
    }

    /// Where the sentence that holds byte `at` ends.
    fn end(&self, text: &str, at: usize) -> usize {
        let line = self.lines.get(self.lines.partition_point(|&l| l < at));
        let end = self.ends.get(self.ends.partition_point(|&e| e <= at));
        let limit = text.floor_char_boundary(text.len().min(at + REACH));
        limit.min(line.copied().unwrap_or(limit)).min(end.copied().unwrap_or(limit)).max(at)
    }
}

/// Where the next sentence begins if the mark at `at` ends one: white space and a capital, a
/// digit or an opening mark follow, and what stands before is no initial.
fn next_sentence(text: &str, at: usize) -> Option<usize> {
    let limit = text.floor_char_boundary(text.len().min(at + REACH));
    let rest = &text[at + 1..limit];
    let after = rest.trim_start_matches(['”', '"', '’', ')', ']']);
    let next = after.trim_start();
    let spaced = next.len() < after.len() || after.is_empty();
    let begins = next.chars().next().is_none_or(|n| {
        n.is_uppercase() || n.is_ascii_digit() || matches!(n, '“' | '"' | '‘' | '(' | '[')
    });
    (spaced && begins && !is_shortened(text, at)).then_some(limit - next.len())
}

/// Whether the full stop at `at` follows an initial or a title.
fn is_shortened(text: &str, at: usize) -> bool {
    let near = text.floor_char_boundary(at.saturating_sub(LONGEST_TITLE + 1));
    let word =
        text[near..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    text[at..].starts_with('.')
        && (word.chars().count() <= 1
            || matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "No" | "Gen" | "Col" | "Capt"))
}
