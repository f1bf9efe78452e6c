//! OpenDocument (ISO/IEC 26300-1): a text's parts.

use super::book::{Book, not_text};
use super::docx::fill;
use super::odt_walk::Walk;
use super::styles::Styles;
use super::xml::{Piece, Pieces};
use crate::ExtractError;
use crate::draft::Draft;
use crate::limits::Limits;

/// Reads a document.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Draft, ExtractError> {
    let mut book = Book::open(bytes, limits)?;
    if is_locked(&mut book) {
        return Err(not_text(
            "it is an office document locked with a password; save it without one and add that",
        ));
    }
    let source = book.source("content.xml").ok_or_else(|| {
        let why = book.told.last().map_or("it has none", |told| &told.message);
        not_text(&format!("it is an office document whose main part cannot be read: {why}"))
    })?;
    let around = book.source("styles.xml");
    let mut styles = Styles::default();
    styles.add_odt(&source.text);
    if let Some(around) = &around {
        styles.add_odt(&around.text);
    }
    let mut pieces = Pieces::of(&source.text);
    let mut read = Walk::new(&source, &styles).read(&mut pieces);
    book.ended("content.xml", &pieces);
    let mut margins = Vec::new();
    if let Some(around) = &around {
        let mut pieces = Pieces::of(&around.text);
        let (at_edges, deleted) = Walk::new(around, &styles).margins(&mut pieces);
        margins = at_edges;
        read.deleted.extend(deleted);
        book.ended("styles.xml", &pieces);
    }
    (book.deleted, book.inserted) = (std::mem::take(&mut read.deleted), read.inserted);
    let about = book.properties("meta.xml");
    let (notes, comments) = (std::mem::take(&mut read.notes), std::mem::take(&mut read.comments));
    let mut draft = book.draft(read.body, notes, comments, margins)?;
    fill(&mut draft, &about);
    Ok(draft)
}

/// Whether the document's list of parts says that its text is encrypted (part 2, 4).
fn is_locked(book: &mut Book<'_>) -> bool {
    let manifest = book.aside("META-INF/manifest.xml").unwrap_or_default();
    let mut in_text = false;
    Pieces::of(&manifest).any(|piece| match piece {
        Piece::Open(element) if element.name == "file-entry" => {
            in_text = element.get("full-path").is_some_and(|path| path == "content.xml");
            false
        }
        Piece::Open(element) => in_text && element.name == "encryption-data",
        _ => false,
    })
}
