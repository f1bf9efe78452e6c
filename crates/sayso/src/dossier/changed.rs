//! Pages that were captured more than once, and what changed in between.

use super::copied::units;
use super::{Dossier, DossierError};
use sayso_analysis::changes::{Changes, ClaimWords, Side, between};
use sayso_ledger::{ClaimQuery, ClaimView, DocumentView, Ledger, LedgerError};
use sayso_model::{Recorded, Text, bare_address};
use std::collections::BTreeMap;
use std::fmt;

/// A page that was captured more than once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recaptured {
    /// Its address.
    pub address: String,
    /// The numbers of its documents, in the order in which they were fetched, as far as that is
    /// known, and else in that of their arrival.
    pub documents: Vec<u64>,
}

/// When the bytes of a document were obtained first, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obtained {
    /// They were fetched then, as whoever fetched them wrote it.
    Fetched(String),
    /// When that was is not known; they were taken into the dossier then.
    TakenIn(Recorded),
}

impl Obtained {
    /// Whether these bytes are known to have been obtained after others. Of a file it is only known
    /// that it was there when it was taken in.
    #[must_use]
    pub fn is_after(&self, other: &Self) -> bool {
        let instant = |written: &String| Recorded::parse(written).ok();
        match (self, other) {
            (Self::Fetched(this), Self::Fetched(other)) => {
                instant(this).zip(instant(other)).is_some_and(|(this, other)| this > other)
            }
            (Self::Fetched(this), Self::TakenIn(other)) => {
                instant(this).is_some_and(|this| this > *other)
            }
            (Self::TakenIn(this), Self::TakenIn(other)) => this > other,
            (Self::TakenIn(_), Self::Fetched(_)) => false,
        }
    }
}

impl fmt::Display for Obtained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fetched(when) => write!(f, "fetched {when}"),
            Self::TakenIn(when) => write!(f, "taken in {when}"),
        }
    }
}

impl Dossier {
    /// When the bytes of a document were obtained first.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn obtained(&self, document: &DocumentView) -> Result<Option<Obtained>, DossierError> {
        if let Some(fetched) = fetched(document) {
            return Ok(Some(Obtained::Fetched(fetched.to_owned())));
        }
        let first = document.sources.first().map(|source| self.recorded(source.seq));
        Ok(first.transpose()?.flatten().map(Obtained::TakenIn))
    }
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
        captures.sort_by_cached_key(|document| {
            let when = fetched(document).and_then(|when| Recorded::parse(when).ok());
            (when.is_none(), when, document.number)
        });
        captures.iter().map(|document| document.number).collect()
    };
    pages
        .into_iter()
        .map(|(address, captures)| Recaptured { address, documents: numbers(captures) })
        .collect()
}

/// The address a document was got from, or that it states, as far as it names the page.
fn address(document: &DocumentView) -> Option<String> {
    let got = document.sources.iter().find_map(|source| source.provenance.address.as_deref());
    let address = bare_address(got.or(document.address.as_deref())?);
    (!address.is_empty()).then_some(address)
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
