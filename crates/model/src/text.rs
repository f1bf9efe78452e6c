//! A canonical text, and a reading of it.

use crate::{
    Body, CaptureId, Diagnostic, Digest, Item, Pages, Part, Published, ReadingId, Reference,
    Section, SourceMap, Span, TextId,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The program that made a text out of bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Extractor {
    /// Its name, such as `html`.
    pub name: String,
    /// Its version; raised with every change that can change a text.
    pub version: u32,
}

impl fmt::Display for Extractor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.name, self.version)
    }
}

/// Words that were recognised in pictures of them, which errs: a quotation of such a text is to be
/// held against the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ocr {
    /// The capture holds a layer of recognised words. What made it, where the capture says so.
    InCapture(Option<String>),
    /// They were recognised here, by this program and version.
    Here(String),
}

/// Why words cannot be a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Longer than a span can tell.
    #[error("the text is {0} bytes long; at most {max} can be read", max = u32::MAX)]
    TooLong(usize),
}

/// The canonical words of a capture, with what the extractor knows of them. Never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    id: TextId,
    capture: CaptureId,
    extractor: Extractor,
    base: Option<String>,
    words: String,
    /// From the words back to the bytes of the source: the capture, or its [`Part`]s unpacked.
    pub map: SourceMap,
    /// What the source consists of, where it is not the capture itself.
    pub parts: Vec<Part>,
    /// The places of the words, where the capture is laid out in pages.
    pub pages: Option<Pages>,
    /// Where its words come from, where characters were recognised in pictures.
    pub ocr: Option<Ocr>,
    /// The document's title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The address it states for itself.
    pub address: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Its language (BCP 47), where known.
    pub language: Option<String>,
    /// Sections, references and damage, in order of the text.
    pub items: Vec<Item>,
    /// What to tell about it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Text {
    /// A text with nothing known of it but its words. `base` is the address that the capture was
    /// got from, where what the extractor makes of the bytes depends on it.
    ///
    /// # Errors
    ///
    /// [`TextError::TooLong`] past `u32::MAX` bytes.
    pub fn new(
        capture: CaptureId,
        extractor: Extractor,
        base: Option<&str>,
        words: String,
        map: SourceMap,
    ) -> Result<Self, TextError> {
        if u32::try_from(words.len()).is_err() {
            return Err(TextError::TooLong(words.len()));
        }
        let id = Self::id_of(&capture, &extractor, base, &words);
        Ok(Self {
            id,
            capture,
            extractor,
            base: base.map(str::to_owned),
            words,
            map,
            parts: Vec::new(),
            pages: None,
            ocr: None,
            title: None,
            author: None,
            outlet: None,
            address: None,
            published: None,
            language: None,
            items: Vec::new(),
            diagnostics: Vec::new(),
        })
    }

    /// The id that a text of these parts has.
    #[must_use]
    pub fn id_of(
        capture: &CaptureId,
        extractor: &Extractor,
        base: Option<&str>,
        words: &str,
    ) -> TextId {
        let (extractor, words) = (extractor.to_string(), Digest::of(words.as_bytes()));
        let parts = [capture.0.as_bytes(), extractor.as_bytes(), words.as_bytes()];
        TextId(match base {
            None => Digest::of_parts(&parts),
            Some(base) => Digest::of_parts(&[parts[0], parts[1], parts[2], base.as_bytes()]),
        })
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> TextId {
        self.id
    }

    /// The bytes it was made from.
    #[must_use]
    pub fn capture(&self) -> CaptureId {
        self.capture
    }

    /// What made it.
    #[must_use]
    pub fn extractor(&self) -> &Extractor {
        &self.extractor
    }

    /// The address its relative links were resolved against, where it was made with one.
    #[must_use]
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// How many bytes its source has, where its capture has this many.
    #[must_use]
    pub fn source_len(&self, capture: u64) -> u64 {
        match &*self.parts {
            [] => capture,
            parts => parts.iter().fold(0, |sum, part| sum.saturating_add(part.len)),
        }
    }

    /// Whether its map, its parts and its pages fit its words and a capture of this many bytes.
    #[must_use]
    pub fn fits(&self, capture: u64) -> bool {
        let inside =
            |part: &Part| part.packed.start <= part.packed.end && part.packed.end <= capture;
        self.parts.iter().all(inside)
            && self.map.fits(self.words.len(), self.source_len(capture))
            && self.pages.as_ref().is_none_or(|pages| pages.fits(self.words.len()))
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The words at a span; empty where it does not fit.
    #[must_use]
    pub fn at(&self, span: Span) -> &str {
        span.of(&self.words).unwrap_or_default()
    }

    /// Its sections, in order, with their items.
    pub fn sections(&self) -> impl Iterator<Item = (&Item, &Section)> {
        self.items.iter().filter_map(|item| match &item.body {
            Body::Section(section) => Some((item, section)),
            _ => None,
        })
    }

    /// Its references, in order, with their items.
    pub fn references(&self) -> impl Iterator<Item = (&Item, &Reference)> {
        self.items.iter().filter_map(|item| match &item.body {
            Body::Reference(reference) => Some((item, reference)),
            _ => None,
        })
    }
}

/// The reader that made a reading.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reader {
    /// Its name, such as `rules`.
    pub name: String,
    /// Its version; raised with every change that can change a reading.
    pub version: u32,
    /// The trained model it used, with version, or `none`.
    pub model: String,
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.name, self.version)
    }
}

/// What one reader found in one text. A new reader makes a new reading; the old one stays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Its id.
    pub id: ReadingId,
    /// The text that was read.
    pub text: TextId,
    /// Who read it.
    pub reader: Reader,
    /// What was found, in order of the text.
    pub items: Vec<Item>,
    /// What to tell about it.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// A reading of a text by a reader.
    #[must_use]
    pub fn new(text: TextId, reader: Reader) -> Self {
        let id = ReadingId(Digest::of_parts(&[
            text.0.as_bytes(),
            reader.to_string().as_bytes(),
            reader.model.as_bytes(),
        ]));
        Self { id, text, reader, items: Vec::new(), diagnostics: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_at_another_address_are_another_text_where_that_matters() {
        let at = |base| {
            let extractor = Extractor { name: "html".to_owned(), version: 1 };
            let (capture, words) = (CaptureId::of(b"a"), "a".to_owned());
            Text::new(capture, extractor, base, words, SourceMap::verbatim(0, 1)).expect("a text")
        };
        let (none, one, two) =
            (at(None), at(Some("http://a.example/")), at(Some("http://b.example/")));
        assert!(none.id() != one.id() && one.id() != two.id());
        assert_eq!(one.id(), at(one.base()).id());
    }
}
