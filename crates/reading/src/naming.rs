//! Names that their user sets apart: scare quotes and `so-called`.

use crate::quotes::quotes;
use sayso_model::{RuleId, Span};

/// A short name in quotation marks that nobody says.
const SET_APART: RuleId = RuleId::new("naming.set-apart");
/// Most words of a name.
const MOST_WORDS: usize = 4;

/// A name set apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) rule: RuleId,
    pub(crate) because: Vec<Span>,
}

/// Finds the short quotations of a paragraph that are names rather than speech: up to four words
/// that end no sentence. Quotations inside longer quotations are looked at too.
pub(crate) fn find(text: &str, paragraph: Span) -> Vec<Found> {
    let mut out = Vec::new();
    let mut open = vec![paragraph];
    while let Some(stretch) = open.pop() {
        for quote in quotes(text, stretch) {
            let words = quote.inner.of(text).unwrap_or_default();
            let count = words.split_whitespace().count();
            let ends = words.ends_with(['.', '!', '?', ',', '…', ':']);
            if quote.closed && (1..=MOST_WORDS).contains(&count) && !ends && !words.contains("://")
            {
                let mut because = vec![Span::new(quote.outer.start(), quote.inner.start())];
                because.splice(0..0, so_called(text, stretch.start(), quote.outer.start()));
                out.push(Found { span: quote.inner.trim(text), rule: SET_APART, because });
            } else if quote.inner.len() < stretch.len() {
                open.push(quote.inner);
            }
        }
    }
    out.sort_by_key(|f| f.span);
    out
}

/// `so-called` right before a name.
fn so_called(text: &str, from: usize, name: usize) -> Option<Span> {
    const WORDS: &str = "so-called";
    let end = from + text.get(from..name)?.trim_end().len();
    let start = end.checked_sub(WORDS.len()).filter(|&start| start >= from)?;
    text.get(start..end)?.eq_ignore_ascii_case(WORDS).then(|| Span::new(start, end))
}
