//! What a reference backs: the clause or sentence before it.

use crate::draft::Draft;
use sayso_model::{ReferenceKind, Span};

/// Looks no further back than this many bytes for where the sentence begins.
const REACH: usize = 2_000;
/// A clause shorter than this is no statement that a reference could back.
const SHORTEST: usize = 12;

/// Fills in what each reference backs.
///
/// A note's mark, an address in brackets and a link back what stands before them in their
/// sentence, from where it begins or from the reference before. Words that carry a link back the
/// whole sentence around them. A note's target backs nothing: its marks do.
pub(crate) fn fill(draft: &mut Draft) {
    let mut order: Vec<usize> = (0..draft.references.len()).collect();
    order.sort_by_key(|&i| {
        let span = draft.references[i].body.span;
        (span.start(), usize::MAX - span.end())
    });
    let mut before = 0;
    // The last note target: targets come before the addresses inside them, longest first.
    let mut note = Span::new(0, 0);
    for i in order {
        let reference = &draft.references[i].body;
        let span = reference.span;
        let supports = match reference.kind {
            ReferenceKind::FootnoteTarget | ReferenceKind::LinkTextOnly => None,
            ReferenceKind::Hyperlink => sentence_around(&draft.words, span),
            _ => clause_before(&draft.words, span, before),
        };
        if reference.kind == ReferenceKind::FootnoteTarget {
            note = span;
        }
        let inside_target = note.contains(span);
        before = before.max(span.end());
        let body = &mut draft.references[i].body;
        if body.supports.is_none() && !inside_target {
            body.supports = supports;
        }
    }
}

fn clause_before(text: &str, span: Span, floor: usize) -> Option<Span> {
    let end = lead_in_start(text, span.start());
    let start = sentence_start(text, end);
    let from = if floor > start && floor < end { floor } else { start };
    let clause = clean(text, from, end);
    if clause.len() >= SHORTEST {
        return Some(clause);
    }
    // Two references side by side back the same words.
    let whole = clean(text, start, end);
    (whole.len() >= SHORTEST).then_some(whole)
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

fn sentence_around(text: &str, span: Span) -> Option<Span> {
    let start = sentence_start(text, span.start());
    let limit = text.floor_char_boundary(text.len().min(span.end() + REACH));
    let rest = &text[span.end()..limit];
    let mut end = span.end() + rest.find('\n').unwrap_or(rest.len());
    for (at, c) in rest.char_indices() {
        if ends_sentence(text, span.end() + at, c) {
            end = end.min(span.end() + at + c.len_utf8());
            break;
        }
    }
    let sentence = Span::new(start, end.max(span.end())).trim(text);
    (sentence.len() >= SHORTEST && sentence != span).then_some(sentence)
}

/// Where the sentence that holds byte `at` begins: after the last end of a sentence or of a line.
fn sentence_start(text: &str, at: usize) -> usize {
    let from = text.floor_char_boundary(at.saturating_sub(REACH));
    let head = &text[from..at];
    let line = head.rfind('\n').map_or(from, |i| from + i + 1);
    let mut start = line;
    for (i, c) in text[line..at].char_indices() {
        let place = line + i;
        if ends_sentence(text, place, c) && place + c.len_utf8() < at {
            let after = &text[place + c.len_utf8()..at];
            let rest = after.trim_start_matches(['”', '"', '’', ')', ']']);
            let words = rest.trim_start();
            if words.len() < rest.len() && !words.is_empty() {
                start = at - words.len();
            }
        }
    }
    start
}

/// Whether the mark at `at` ends a sentence: white space and a capital, a digit or an opening
/// mark follow, and what stands before is no initial.
fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    if !matches!(c, '.' | '?' | '!') {
        return false;
    }
    let after = text[at + 1..].trim_start_matches(['”', '"', '’', ')', ']']);
    let next = after.trim_start();
    let spaced = next.len() < after.len() || after.is_empty();
    let begins = next.chars().next().is_none_or(|n| {
        n.is_uppercase() || n.is_ascii_digit() || matches!(n, '“' | '"' | '‘' | '(' | '[')
    });
    let word =
        text[..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let initial = c == '.' && word.chars().count() <= 1
        || matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "No" | "Gen" | "Col" | "Capt");
    spaced && begins && !initial
}
