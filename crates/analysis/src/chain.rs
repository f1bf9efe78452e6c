//! The chain of a claim: from the page to the deepest source it names.

use crate::corpus::titled;
use crate::link::{End, Link};
use crate::origins::{self, Origins};
use crate::page::PageChains;
use crate::speakers::Speakers;
use crate::wording::Wording;
use sayso_ledger::{ClaimQuery, ClaimView, DocumentView, Ledger, LedgerError, State};
use sayso_model::{ItemKind, Stance, bare_address};
use std::collections::BTreeSet;
use std::convert::Infallible;

/// Why a claim could not be traced.
#[derive(Debug, thiserror::Error)]
pub enum TraceError {
    /// In the dossier.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The id is another kind of item's.
    #[error("{id} is no claim but of the kind {kind}; only claims have a chain")]
    NotAClaim {
        /// The id.
        id: String,
        /// What it is.
        kind: ItemKind,
    },
}

/// A claim, its chain, and what stands behind its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The claim.
    pub claim: ClaimView,
    /// Its links, from the page inwards, through documents of the dossier where they are cited.
    pub links: Vec<Link>,
    /// Where the chain ends.
    pub end: End,
    /// The claims in the same words, and how many independent origins they have.
    pub origins: Origins,
}

/// A chain is followed through no more than this many documents.
const MOST_DOCUMENTS: usize = 8;

/// Traces a claim, as the dossier stood after operation `at`.
///
/// # Errors
///
/// Where no claim, or several, have an id that begins so.
pub fn trace(ledger: &Ledger, prefix: &str, at: u64) -> Result<Trace, TraceError> {
    let found = ledger.find(prefix, at)?;
    let item = &found.view.item;
    if item.body.kind() != ItemKind::Claim {
        return Err(TraceError::NotAClaim { id: item.id.to_string(), kind: item.body.kind() });
    }
    let all = ledger.claims(&ClaimQuery { include_rejected: true, ..ClaimQuery::default() }, at)?;
    let documents = ledger.documents(at)?;
    let (pages, wordings) = (Kept(Vec::new()), Kept(Vec::new()));
    let mut tracer = Tracer { ledger, at, documents, all: &all, pages, wordings };
    let Some(claim) = all.iter().find(|c| c.id == item.id && c.text == found.text) else {
        return Err(LedgerError::NoSuchItem { prefix: prefix.to_owned() }.into());
    };
    let followed = tracer.follow(claim)?;
    let origins = origins::of(&mut tracer, claim)?;
    Ok(Trace { claim: claim.clone(), links: followed.links, end: followed.end, origins })
}

/// A page, or the wording of its claims, is kept while tracing for no more than this many.
const MOST_KEPT: usize = 4;

/// What was made for the documents asked for last.
struct Kept<T>(Vec<(u64, T)>);

impl<T> Kept<T> {
    /// What was made for a document, made now where it is not at hand.
    fn or_make<E>(&mut self, number: u64, make: impl FnOnce() -> Result<T, E>) -> Result<&T, E> {
        let at = match self.0.iter().position(|(n, _)| *n == number) {
            Some(at) => at,
            None => {
                let made = make()?;
                if self.0.len() >= MOST_KEPT {
                    self.0.remove(0);
                }
                self.0.push((number, made));
                self.0.len() - 1
            }
        };
        Ok(&self.0[at].1)
    }
}

/// A claim's chain, through as many documents as it goes.
pub(crate) struct Followed {
    pub(crate) links: Vec<Link>,
    pub(crate) end: End,
    /// How the claim's own page says that its innermost speaker stands to it.
    pub(crate) stance: Stance,
    /// The first in the chain who says that it is not so, where one does, and their name.
    pub(crate) denied: Option<Option<String>>,
}

impl Followed {
    /// The document that the chain of a claim was followed to.
    pub(crate) fn ends_in(&self, claim: &ClaimView) -> u64 {
        let document = |link: &Link| match link {
            Link::Document { number, .. } => Some(*number),
            _ => None,
        };
        self.links.iter().rev().find_map(document).unwrap_or(claim.document)
    }
}

pub(crate) struct Tracer<'l> {
    ledger: &'l Ledger,
    at: u64,
    documents: Vec<DocumentView>,
    /// In order of the documents' numbers.
    pub(crate) all: &'l [ClaimView],
    pages: Kept<PageChains>,
    wordings: Kept<Vec<(&'l ClaimView, Wording)>>,
}

impl<'l> Tracer<'l> {
    pub(crate) fn document(&self, number: u64) -> Option<&DocumentView> {
        let found = self.documents.binary_search_by_key(&number, |d| d.number).ok()?;
        self.documents.get(found)
    }

    /// Who is who in documents of these numbers.
    pub(crate) fn speakers(&self, numbers: &BTreeSet<u64>) -> Result<Speakers, LedgerError> {
        let documents: Vec<&DocumentView> =
            numbers.iter().filter_map(|number| self.document(*number)).collect();
        Speakers::of(self.ledger, self.at, &documents)
    }

    /// The links of a claim, and where they end.
    pub(crate) fn follow(&mut self, claim: &'l ClaimView) -> Result<Followed, LedgerError> {
        let mut seen = BTreeSet::from([claim.document]);
        let mut followed = self.through_page(claim)?;
        let mut claim = claim;
        while let End::ReadHere { number, url } = &followed.end {
            let number = *number;
            if seen.contains(&number) {
                let why = format!("the documents cite one another in a circle ({url})");
                followed.end = End::Broken(why);
            } else if seen.len() >= MOST_DOCUMENTS {
                let why = format!("followed through {MOST_DOCUMENTS} documents and no further");
                followed.end = End::Broken(why);
            } else {
                let Some(next) = self.same_words_in(claim, number) else { break };
                claim = next;
                seen.insert(number);
                let further = self.through_page(claim)?;
                followed.links.extend(further.links);
                followed.end = further.end;
                followed.denied = followed.denied.or(further.denied);
            }
        }
        Ok(followed)
    }

    /// The claim of another document that shares most wording with this one.
    fn same_words_in(&mut self, claim: &ClaimView, document: u64) -> Option<&'l ClaimView> {
        let wording = Wording::of(&claim.words);
        self.worded(document)
            .iter()
            .filter(|(_, other)| wording.is_copy(other))
            .map(|(c, other)| (wording.shared(other), *c))
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.id.cmp(&a.1.id)))
            .map(|(_, c)| c)
    }

    /// The claims of a document that are not rejected, with their wording.
    fn worded(&mut self, document: u64) -> &[(&'l ClaimView, Wording)] {
        let from = self.all.partition_point(|c| c.document < document);
        let to = self.all.partition_point(|c| c.document <= document);
        let here = self.all[from..to].iter().filter(|c| c.state != State::Rejected);
        let make = || Ok::<_, Infallible>(here.map(|c| (c, Wording::of(&c.words))).collect());
        let Ok(worded) = self.wordings.or_make(document, make);
        worded
    }

    /// The links of one page.
    fn through_page(&mut self, claim: &ClaimView) -> Result<Followed, LedgerError> {
        let chain = self.page(claim)?.of(claim);
        let denied = (chain.stance == Stance::Denies).then(|| chain.speaker().map(str::to_owned));
        let end = match chain.end {
            End::Cited(url) => match self.holding(&url) {
                Some(number) => End::ReadHere { number, url },
                None => End::Cited(url),
            },
            other => other,
        };
        Ok(Followed { links: chain.links, end, stance: chain.stance, denied })
    }

    fn page(&mut self, claim: &ClaimView) -> Result<&PageChains, LedgerError> {
        let title = self.document(claim.document).map(name_of).unwrap_or_default();
        let (ledger, at) = (self.ledger, self.at);
        self.pages.or_make(claim.document, || {
            let text = ledger.text(&claim.text, at)?;
            Ok(PageChains::new(title, text, ledger.items(&claim.text, at)?))
        })
    }

    /// The document of an address: one that states it for itself, or was captured from it.
    fn holding(&self, url: &str) -> Option<u64> {
        let wanted = bare_address(url);
        self.documents
            .iter()
            .find(|d| {
                let own = d.address.iter().map(String::as_str);
                let captured = d.sources.iter().filter_map(|s| s.provenance.address.as_deref());
                own.chain(captured).any(|address| bare_address(address) == wanted)
            })
            .map(|d| d.number)
    }
}

pub(crate) fn name_of(document: &DocumentView) -> String {
    let from = || document.sources.first().map(|s| s.provenance.from.clone());
    let title = document.title.as_deref().map(|title| titled(title).to_owned());
    title.or_else(from).unwrap_or_else(|| format!("document {}", document.number))
}
