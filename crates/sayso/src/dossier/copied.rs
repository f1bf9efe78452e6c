//! The wording that documents of a dossier share.

use sayso_analysis::copies::{Copies, CopiesError, Document};
use sayso_ledger::{DocumentView, Ledger, LedgerError};
use sayso_model::{Span, Text, site};
use sayso_parser::{paragraphs, sentences};
use std::borrow::Cow;

/// The documents of the dossier as of an operation, to be compared.
pub(super) fn copies(ledger: &Ledger, at: u64) -> Result<Copies, LedgerError> {
    let mut copies = Copies::new();
    for view in ledger.documents(at)? {
        let text = ledger.text(&view.text, at)?;
        let host = host(&view);
        let words = said(&text);
        let document = Document {
            number: view.number,
            words: &words,
            units: &sentences_of(&words),
            published: view.published.as_ref().map(|published| &published.0),
            host: host.as_deref(),
        };
        copies
            .add(&document)
            .map_err(|error: CopiesError| LedgerError::Refused(error.to_string()))?;
    }
    Ok(copies)
}

/// The words of a text, with blanks for those that its form put there: the header of a mail, who
/// sent a message of a chat and when. They are the same in many texts, and nobody copied them.
fn said(text: &Text) -> Cow<'_, str> {
    let heads = sayso_reading::heads(text);
    if heads.is_empty() {
        return Cow::Borrowed(text.words());
    }
    let mut words = String::with_capacity(text.words().len());
    for head in heads {
        let before = text.words().get(words.len()..head.start()).unwrap_or_default();
        words.push_str(before);
        words.extend(std::iter::repeat_n('\n', head.len()));
    }
    words.push_str(text.words().get(words.len()..).unwrap_or_default());
    Cow::Owned(words)
}

/// Every sentence of a text.
pub(super) fn units(text: &Text) -> Vec<Span> {
    sentences_of(text.words())
}

fn sentences_of(words: &str) -> Vec<Span> {
    let within = paragraphs(words, Span::new(0, words.len())).into_iter();
    within.flat_map(|paragraph| sentences(words, paragraph)).collect()
}

/// The site of a document: the host of its address, or else its outlet.
fn host(view: &DocumentView) -> Option<String> {
    let fetched = view.sources.iter().find_map(|source| source.provenance.address.as_deref());
    let address = view.address.as_deref().or(fetched);
    address.and_then(site).or_else(|| view.outlet.clone())
}
