//! What the documents of a dossier say, made small enough to be looked at all at once.
//!
//! A [`Corpus`] holds of each document its words and what was found in them, as judged, without what
//! no analysis asks for (damage, the map back to the bytes, what set a rule off). Things of one
//! document point at each other by number; a thing of any document is named by a [`Place`]. It is
//! made from texts and items alone, so that one document that is read without a dossier is a corpus
//! of one.

mod document;
mod parts;
mod when;

pub use document::Document;
pub use parts::{
    Actor, Argued, Called, Changed, Cited, Deed, Figure, Held, Opposed, Party, Pointed, Section,
    Side, Sited, Told,
};
pub use when::Days;
pub(crate) use when::date;

use std::ops::Index;
use std::sync::Arc;

/// One thing of one document: the `nth` of its kind in the `document`th of a corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Which document, from 0, in order of arrival.
    pub document: u32,
    /// Which of its actors, claims, relations..., from 0, in order of the text.
    pub nth: u32,
}

/// The documents of a dossier as of one operation, or any documents, in order of arrival. Copies share
/// them.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    documents: Vec<Arc<Document>>,
}

impl Corpus {
    /// Without documents.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document, and says which it is.
    pub fn add(&mut self, document: Document) -> u32 {
        self.documents.push(Arc::new(document));
        number(self.documents.len() - 1)
    }

    /// The documents, in order of arrival.
    #[must_use]
    pub fn documents(&self) -> &[Arc<Document>] {
        &self.documents
    }

    /// Each document with its number, from 0.
    pub fn numbered(&self) -> impl Iterator<Item = (u32, &Document)> {
        (0..).zip(self.documents.iter().map(AsRef::as_ref))
    }

    /// The actor of a place.
    #[must_use]
    pub fn actor(&self, place: Place) -> &Actor {
        &self[place.document].actors[place.nth as usize]
    }

    /// The claim of a place.
    #[must_use]
    pub fn claim(&self, place: Place) -> &Held {
        &self[place.document].claims[place.nth as usize]
    }

    /// The words of a claim, its parts joined with an ellipsis.
    #[must_use]
    pub fn claim_words(&self, place: Place) -> String {
        self[place.document].words_at(&self.claim(place).content)
    }
}

impl Index<u32> for Corpus {
    type Output = Document;

    fn index(&self, document: u32) -> &Document {
        &self.documents[document as usize]
    }
}

impl FromIterator<Document> for Corpus {
    fn from_iter<I: IntoIterator<Item = Document>>(documents: I) -> Self {
        Self { documents: documents.into_iter().map(Arc::new).collect() }
    }
}

/// A title as it is shown: without the marks of a heading, which a text that is no Markdown keeps in its
/// first line.
#[must_use]
pub fn titled(title: &str) -> &str {
    let bare = title.trim_start_matches('#');
    match bare.starts_with(char::is_whitespace) {
        true => bare.trim_start(),
        false => title,
    }
}

/// A number of things in one text or dossier, which has never as many as this can hold.
pub(crate) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
