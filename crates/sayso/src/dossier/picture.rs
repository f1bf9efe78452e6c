//! All that a dossier's documents say, put together.

use super::copied::units;
use sayso_analysis::corpus::{Corpus, Document};
use sayso_analysis::identity::Identities;
use sayso_analysis::known::Known;
use sayso_ledger::{ItemView, Ledger, LedgerError};
use sayso_model::{Ruling, Text};

/// Everything the documents say as of an operation, and who is who in it: what every question over
/// many documents is answered from.
#[derive(Debug, Clone, Default)]
pub struct Picture {
    /// What the documents say.
    pub corpus: Corpus,
    /// Who is who.
    pub identities: Identities,
}

impl Picture {
    /// Of documents that need no dossier: each a text with what was found in it.
    #[must_use]
    pub fn of<'d>(documents: impl IntoIterator<Item = (&'d Text, &'d [ItemView])>) -> Self {
        let documents = (1..).zip(documents);
        let documents = documents.map(|(number, (text, items))| document(number, text, items));
        Self::new(documents.collect(), &[])
    }

    fn new(corpus: Corpus, rulings: &[Ruling]) -> Self {
        let identities = Identities::of(&corpus, Known::shipped(), rulings);
        Self { corpus, identities }
    }
}

pub(super) fn picture(ledger: &Ledger, at: u64) -> Result<Picture, LedgerError> {
    let mut corpus = Corpus::new();
    for view in ledger.documents(at)? {
        let text = ledger.text(&view.text, at)?;
        let items = ledger.items(&view.text, at)?;
        let mut document = document(view.number, &text, &items);
        let fetched = view.sources.iter().filter_map(|source| source.provenance.address.as_deref());
        document.add_addresses(fetched);
        corpus.add(document);
    }
    let rulings: Vec<Ruling> = ledger.rulings(at)?.into_iter().map(|ruled| ruled.ruling).collect();
    Ok(Picture::new(corpus, &rulings))
}

fn document(number: u64, text: &Text, items: &[ItemView]) -> Document {
    Document::of(number, text, units(text), items)
}
