//! From words to the spans of a content, a cue or a source.

use super::candidate::Candidate;
use super::tree::{Quoted, Tree, Words};
use sayso_model::Span;

/// How far back the other one of a pair of brackets is looked for.
const BRACKETS: usize = 60;

/// The content of a cue, cut or drawn out to the quotations it touches.
///
/// What is said inside a quotation stays in it. From outside, a content that touches a quotation
/// takes all of it, and nothing after it where the quotation ends as a sentence does.
pub(crate) fn fit(
    tree: &Tree<'_>,
    cue: usize,
    source: Option<&Words>,
    content: &[Words],
) -> Vec<Words> {
    let mut out: Vec<Words> = content
        .iter()
        .filter(|w| !w.is_empty())
        .map(|w| match tree.quote_of(cue) {
            Some(own) => {
                let inner = &tree.quoted[own].words;
                w.start.max(inner.start)..w.end.min(inner.end)
            }
            None => sentence_quote(tree, with_quotes(tree, w, source)),
        })
        .map(|w| trim(tree, w))
        .filter(|w| !w.is_empty())
        .collect();
    out.sort_by_key(|w| w.start);
    out.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    out
}

/// Words with all of each quotation that they begin or end in, unless it holds the source.
fn with_quotes(tree: &Tree<'_>, words: &Words, source: Option<&Words>) -> Words {
    let mut out = words.clone();
    for quote in [words.start, words.end - 1].into_iter().filter_map(|w| tree.quote_of(w)) {
        let inner = &tree.quoted[quote].words;
        if source.is_none_or(|s| s.start >= inner.end || inner.start >= s.end) {
            out = out.start.min(inner.start)..out.end.max(inner.end);
        }
    }
    out
}

/// A content that begins with a quotation that ends as a sentence does goes no further.
fn sentence_quote(tree: &Tree<'_>, words: Words) -> Words {
    let first = words.clone().find(|w| !tree.is_mark(*w));
    let Some(quote) = first.and_then(|f| tree.quote_of(f)) else { return words };
    let quoted = &tree.quoted[quote];
    let inner = quoted.quote.inner.of(tree.text).unwrap_or_default().trim_end();
    let ends = inner.ends_with(['.', ',', '!', '?', '…']) && quoted.words.start <= words.start + 1;
    if ends && quoted.words.end < words.end { words.start..quoted.words.end } else { words }
}

/// A content that begins with a quoted clause, without what a mark sets off behind it, which is the
/// writer's: `“It is so” – which nobody believed`. The model sees it whole: where it was learnt, such
/// contents went on.
pub(crate) fn up_to_aside(tree: &Tree<'_>, it: &Candidate) -> Vec<Words> {
    let outside = tree.quote_of(it.head).is_none();
    // `“The Mill”, he says, was a joke`: the quotation is only part of what is said.
    let main = |quoted: &&Quoted| quoted.words.contains(&it.about);
    let cut = |words: &Words| {
        let first = words.clone().find(|w| !tree.is_mark(*w));
        let quote = first.and_then(|f| tree.quote_of(f)).filter(|_| outside);
        let quoted = quote.map(|quote| &tree.quoted[quote]);
        let quoted = quoted.filter(|q| q.words.start <= words.start + 1).filter(main);
        let end = quoted.filter(|q| q.words.end < words.end && is_set_off(tree, q, words));
        words.start..end.map_or(words.end, |q| q.words.end)
    };
    it.content.iter().map(cut).collect()
}

/// Whether a quotation is a clause, and a mark stands right behind it that leads to no other.
fn is_set_off(tree: &Tree<'_>, quoted: &Quoted, words: &Words) -> bool {
    let closes = |w: &usize| {
        matches!(tree.word(*w), "\"" | "”" | "'" | "’" | "»") || tree.pos(*w) == "SPACE"
    };
    let after = (quoted.words.end..words.end).find(|w| !closes(w));
    let set_off = after.is_some_and(|w| {
        matches!(tree.word(w), "–" | "—" | "-" | "--" | "," | ";" | "(" | "[" | ":")
    });
    let finite = |w: usize| matches!(tree.tag(w), "VBD" | "VBZ" | "VBP" | "MD");
    let acts = |w: usize| finite(w) && (tree.has_subject(w) || tree.has_subject(tree.head(w)));
    let next =
        after.and_then(|at| (at..words.end).find(|w| !tree.is_mark(*w) && tree.rel(*w) != "cc"));
    let joined = next.is_some_and(|w| tree.quote_of(w).is_some());
    set_off && !joined && quoted.words.clone().any(acts)
}

/// Words without the marks and the `that` at their ends.
pub(crate) fn trim(tree: &Tree<'_>, mut words: Words) -> Words {
    while !words.is_empty() && drops_first(tree, &words) {
        words.start += 1;
    }
    while !words.is_empty() && drops_last(tree, &words) {
        words.end -= 1;
    }
    words
}

fn drops_first(tree: &Tree<'_>, words: &Words) -> bool {
    let word = words.start;
    if tree.is(word, "that") && tree.rel(word) == "mark" {
        return true;
    }
    tree.is_mark(word)
        && match tree.word(word) {
            "[" | "(" | "$" | "£" | "€" | "#" | "@" => false,
            "\"" | "“" | "'" | "‘" | "«" | "„" => {
                let end = tree.parse.span(word).end();
                tree.quote_beginning(end).is_none_or(|q| q.words.end >= words.end)
            }
            _ => true,
        }
}

fn drops_last(tree: &Tree<'_>, words: &Words) -> bool {
    let word = words.end - 1;
    let opened = |mark: &str| (words.start..word).rev().take(BRACKETS).any(|w| tree.is(w, mark));
    tree.is_mark(word)
        && match tree.word(word) {
            ")" => !opened("("),
            "]" => !opened("["),
            "%" | "$" | "…" => false,
            "\"" | "”" | "'" | "’" | "»" => {
                let start = tree.parse.span(word).start();
                tree.quote_ending(start).is_none_or(|q| q.words.start <= words.start)
            }
            _ => true,
        }
}

/// The spans of words. What is all of a quotation has its span: the marks inside belong to it.
pub(crate) fn spans(tree: &Tree<'_>, words: &[Words]) -> Vec<Span> {
    words.iter().filter_map(|w| span(tree, w)).collect()
}

/// The span of words; a quotation that they begin or end with is taken whole.
pub(crate) fn span(tree: &Tree<'_>, words: &Words) -> Option<Span> {
    let last =
        words.end.checked_sub(1).filter(|last| words.start <= *last && *last < tree.len())?;
    let mut span = tree.parse.span(words.start).cover(tree.parse.span(last));
    if let Some(quote) = tree.quote_of(last) {
        let quoted = &tree.quoted[quote];
        let rest = (words.end..quoted.words.end).all(|w| tree.is_mark(w));
        if rest && quoted.words.start >= words.start {
            let whole = trim(tree, quoted.words.clone()).start == words.start;
            let ends = if whole { quoted.quote.inner } else { quoted.quote.outer };
            span = Span::new(span.start(), ends.end());
        }
    }
    Some(without_half_note(tree.text, span))
}

/// A span without the first half of a note mark that its end cuts: `too.[3` of `too.[3]`.
fn without_half_note(text: &str, span: Span) -> Span {
    let words = span.of(text).unwrap_or_default();
    let closed = text.get(span.end()..).is_some_and(|rest| rest.starts_with(']'));
    let opened = words.rfind('[').filter(|_| closed);
    let mark = opened.filter(|at| words[at + 1..].chars().all(char::is_alphanumeric));
    match mark.map(|at| words[..at].trim_end_matches(['.', ',', ' '])) {
        Some(rest) if !rest.is_empty() => Span::new(span.start(), span.start() + rest.len()),
        _ => span,
    }
}
