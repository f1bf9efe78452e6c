//! One module a page: what it asks of the dossier, and what its template shows.

pub(crate) mod claim;
pub(crate) mod claims;
pub(crate) mod document;
pub(crate) mod dossier;
pub(crate) mod rule;
pub(crate) mod source;

use sayso::{ClaimView, DocumentView, State};

/// What a document is called: its title, or else the name of the file it came from.
fn name_of(document: &DocumentView) -> String {
    let file = || {
        let from = &document.sources.first()?.provenance.from;
        from.rsplit(['/', '\\']).find(|part| !part.is_empty()).map(str::to_owned)
    };
    document.title.clone().or_else(file).unwrap_or_else(|| format!("document {}", document.number))
}

/// What people decided, in words; what nobody has looked at is only suggested.
fn state_of(state: State, by_hand: bool) -> &'static str {
    match (state, by_hand) {
        (State::Unjudged, true) => "added by hand",
        (State::Unjudged, false) => "suggested",
        (state, _) => state.word(),
    }
}

/// Where a claim begins in its text.
fn start_of(claim: &ClaimView) -> Option<usize> {
    sayso::model::Span::hull(&claim.content).map(sayso::model::Span::start)
}

/// The beginning of some words, where there is little room; the whole stands in the text.
fn beginning(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        None => words.to_owned(),
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
    }
}
