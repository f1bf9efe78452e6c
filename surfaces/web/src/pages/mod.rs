//! One module a page: what it asks of the dossier, and what its template shows.

pub(crate) mod actor;
pub(crate) mod actors;
pub(crate) mod arguments;
mod asking;
pub(crate) mod bytes;
pub(crate) mod claim;
pub(crate) mod claims;
pub(crate) mod coverage;
pub(crate) mod disputes;
pub(crate) mod document;
pub(crate) mod dossier;
pub(crate) mod estimates;
pub(crate) mod incident;
pub(crate) mod incidents;
pub(crate) mod list;
pub(crate) mod origins;
pub(crate) mod relations;
pub(crate) mod rule;
pub(crate) mod rulings;
pub(crate) mod source;
pub(crate) mod timeline;

use crate::answer::Problem;
use sayso::corpus::titled;
use sayso::{ClaimScores, ClaimView, DocumentView, Dossier, claim_stands};

/// The document of a number, as it is written in an address.
fn document_of(dossier: &Dossier, number: &str, at: u64) -> Result<DocumentView, Problem> {
    let missing = || Problem::missing(format!("there is no document {number} in this dossier"));
    let wanted: u64 = number.parse().map_err(|_| missing())?;
    let mut documents = dossier.documents(at)?.into_iter();
    documents.find(|document| document.number == wanted).ok_or_else(missing)
}

/// What a document is called: its title, or else the name of the file it came from.
fn name_of(document: &DocumentView) -> String {
    let file = || file_of(document).map(str::to_owned);
    let title = document.title.as_deref().map(|title| titled(title).to_owned());
    title.or_else(file).unwrap_or_else(|| format!("document {}", document.number))
}

/// The name of the file that a document came from.
fn file_of(document: &DocumentView) -> Option<&str> {
    let from = &document.sources.first()?.provenance.from;
    from.rsplit(['/', '\\']).find(|part| !part.is_empty())
}

/// What people decided about claims, in words; what nobody has looked at is only suggested, and how
/// sure it is stands beside it.
fn states_of(dossier: &Dossier, claims: &[ClaimView], at: u64) -> Result<Vec<String>, Problem> {
    let mut scores = ClaimScores::of(dossier, at);
    let state = |claim: &ClaimView| Ok(claim_stands(claim, scores.score(claim)?));
    claims.iter().map(state).collect()
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
