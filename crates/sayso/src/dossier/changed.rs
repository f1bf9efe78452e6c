//! Pages that were captured more than once, and what changed in between.

use super::copied::units;
use sayso_analysis::changes::{Changes, ClaimWords, Side, between};
use sayso_ledger::{ClaimQuery, ClaimView, DocumentView, Ledger, LedgerError};
use sayso_model::Text;
use std::collections::BTreeMap;

/// A page that was captured more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recaptured {
    /// Its address.
    pub address: String,
    /// The numbers of its documents, in the order in which they were fetched, as far as that is
    /// known, and else in that of their arrival.
    pub documents: Vec<u64>,
}

/// Two texts of one page, their claims, and what changed from one to the other.
#[derive(Debug, Clone)]
pub struct PageChanges {
    /// The texts.
    pub texts: [Text; 2],
    /// The claims of each, which the changes of claims count.
    pub claims: [Vec<ClaimView>; 2],
    /// What changed.
    pub changes: Changes,
}

/// The pages with more than one document, by address.
pub(super) fn recaptured(documents: &[DocumentView]) -> Vec<Recaptured> {
    let mut pages: BTreeMap<String, Vec<&DocumentView>> = BTreeMap::new();
    for document in documents {
        if let Some(address) = address(document) {
            pages.entry(address).or_default().push(document);
        }
    }
    pages.retain(|_, captures| captures.len() > 1);
    let numbers = |mut captures: Vec<&DocumentView>| {
        captures.sort_by_key(|document| (fetched(document), document.number));
        captures.iter().map(|document| document.number).collect()
    };
    pages
        .into_iter()
        .map(|(address, captures)| Recaptured { address, documents: numbers(captures) })
        .collect()
}

/// The address a document was got from, or that it states, as far as it names the page: without
/// scheme, fragment and a slash at its end.
fn address(document: &DocumentView) -> Option<String> {
    let got = document.sources.iter().find_map(|source| source.provenance.address.as_deref());
    let address = got.or(document.address.as_deref())?;
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let address = address.split('#').next().unwrap_or_default().trim_end_matches('/');
    (!address.is_empty()).then(|| address.to_owned())
}

fn fetched(document: &DocumentView) -> Option<&str> {
    document.sources.iter().find_map(|source| source.provenance.fetched.as_deref())
}

/// What changed from one document to another.
pub(super) fn changes(
    ledger: &Ledger,
    documents: [&DocumentView; 2],
    at: u64,
) -> Result<PageChanges, LedgerError> {
    let texts = [ledger.text(&documents[0].text, at)?, ledger.text(&documents[1].text, at)?];
    let claims = |document: &DocumentView| {
        let query = ClaimQuery { document: Some(document.text), ..ClaimQuery::default() };
        ledger.claims(&query, at)
    };
    let claims = [claims(documents[0])?, claims(documents[1])?];
    let sentences = [units(&texts[0]), units(&texts[1])];
    let compared = [words(&claims[0]), words(&claims[1])];
    let side =
        |n: usize| Side { words: texts[n].words(), sentences: &sentences[n], claims: &compared[n] };
    let changes = between(&side(0), &side(1));
    Ok(PageChanges { changes, texts, claims })
}

fn words(claims: &[ClaimView]) -> Vec<ClaimWords<'_>> {
    claims
        .iter()
        .map(|claim| ClaimWords { content: &claim.content, holder: claim.holder.as_deref() })
        .collect()
}
