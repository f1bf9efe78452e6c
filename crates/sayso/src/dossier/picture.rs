//! All that a dossier's documents say, put together.

use super::copied::units;
use rayon::prelude::*;
use sayso_analysis::corpus::{Corpus, Document};
use sayso_analysis::findings::Findings;
use sayso_analysis::identity::Identities;
use sayso_analysis::incidents::Incidents;
use sayso_analysis::known::Known;
use sayso_ledger::{DocumentView, ItemView, Ledger, LedgerError};
use sayso_model::{Ruling, Text};
use std::ops::Range;

/// Everything the documents say as of an operation, and who is who in it: what every question over
/// many documents is answered from.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// What the documents say.
    pub corpus: Corpus,
    /// Who is who.
    pub identities: Identities,
    /// What people ruled on how things hang together, oldest first.
    pub rulings: Vec<Ruling>,
}

impl Picture {
    /// Of documents that need no dossier: each a text with what was found in it.
    #[must_use]
    pub fn of<'d>(documents: impl IntoIterator<Item = (&'d Text, &'d [ItemView])>) -> Self {
        let documents = (1..).zip(documents);
        let documents = documents.map(|(number, (text, items))| document(number, text, items));
        Self::new(documents.collect(), Vec::new())
    }

    /// What happened, as the documents report it.
    #[must_use]
    pub fn incidents(&self) -> Incidents {
        Incidents::of(&self.corpus, &self.identities, &self.rulings)
    }

    /// What happened, how many are said to be concerned, and on what holders differ.
    #[must_use]
    pub fn findings(&self) -> Findings {
        Findings::of(&self.corpus, &self.identities, &self.rulings)
    }

    fn new(corpus: Corpus, rulings: Vec<Ruling>) -> Self {
        let identities = Identities::of(&corpus, Known::shipped(), &rulings);
        Self { corpus, identities, rulings }
    }
}

/// Fewer documents than this are loaded by one thread: another has to open the dossier first.
const FEW: usize = 256;

pub(super) fn picture(ledger: &Ledger, at: u64) -> Result<Picture, LedgerError> {
    let views = ledger.documents(at)?;
    let corpus = Corpus::from_iter(load(ledger, &views, at)?);
    Ok(Picture::new(corpus, rulings(ledger, at)?))
}

/// Adds the documents that a dossier has and a picture has not, which must be of an earlier
/// operation; says which they are. Rulings that came since are noted for the next incidents that are
/// made of it, and change nothing in who is who.
pub(super) fn fold(
    ledger: &Ledger,
    picture: &mut Picture,
    at: u64,
) -> Result<Range<u32>, LedgerError> {
    let last = picture.corpus.documents().last().map_or(0, |document| document.number);
    let views = ledger.documents_after(last, at)?;
    picture.rulings = rulings(ledger, at)?;
    let mut added = 0..0;
    for document in load(ledger, &views, at)? {
        let nth = picture.corpus.add(document);
        picture.identities.add(&picture.corpus, Known::shipped(), nth);
        added = if added.is_empty() { nth..nth + 1 } else { added.start..nth + 1 };
    }
    Ok(added)
}

fn rulings(ledger: &Ledger, at: u64) -> Result<Vec<Ruling>, LedgerError> {
    Ok(ledger.rulings(at)?.into_iter().map(|ruled| ruled.ruling).collect())
}

/// The documents in order. Each thread reads a stretch of them through a connection of its own: what
/// was recorded up to an operation never changes, so that all see the same.
fn load(ledger: &Ledger, views: &[DocumentView], at: u64) -> Result<Vec<Document>, LedgerError> {
    if views.len() < FEW {
        return one_by_one(ledger, views, at);
    }
    let stretch = views.len().div_ceil(rayon::current_num_threads()).max(FEW);
    let stretches: Vec<(Ledger, &[DocumentView])> = views
        .chunks(stretch)
        .map(|stretch| Ok((Ledger::open(ledger.path())?, stretch)))
        .collect::<Result<_, LedgerError>>()
        .unwrap_or_default();
    // A dossier in memory, or one that can be opened no more, is read through what there is.
    if stretches.is_empty() {
        return one_by_one(ledger, views, at);
    }
    let loaded = stretches.into_par_iter().map(|(own, stretch)| one_by_one(&own, stretch, at));
    Ok(loaded.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn one_by_one(
    ledger: &Ledger,
    views: &[DocumentView],
    at: u64,
) -> Result<Vec<Document>, LedgerError> {
    let load = |view: &DocumentView| {
        let text = ledger.text(&view.text, at)?;
        let mut document = document(view.number, &text, &ledger.items(&view.text, at)?);
        let fetched = view.sources.iter().filter_map(|source| source.provenance.address.as_deref());
        document.got_from(fetched);
        Ok(document)
    };
    views.iter().map(load).collect()
}

fn document(number: u64, text: &Text, items: &[ItemView]) -> Document {
    Document::of(number, text, units(text), items)
}
