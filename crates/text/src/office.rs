//! Office documents: zip archives of XML.

mod archive;
mod book;
mod deleted;
mod docx;
mod docx_told;
mod docx_walk;
mod odt;
mod odt_walk;
mod styles;
mod writer;
mod xml;

use crate::draft::Draft;
use crate::limits::Limits;
use crate::{ExtractError, Format, Hints};
use archive::Archive;

/// The file header of a zip archive, and that of an OLE compound file (MS-CFB, 2.2).
const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// What tells a main part of a text document from one of a table or of slides.
const MAIN: &str = "wordprocessingml";
/// What an OpenDocument text says it is, in its first entry.
const OPEN_TEXT: &[u8] = b"application/vnd.oasis.opendocument.text";

/// The format of bytes that are an office document.
pub(crate) fn format(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(OLE) {
        return is_old_text(bytes).then_some(Format::Docx);
    }
    if !bytes.starts_with(ZIP) {
        return None;
    }
    let mut archive = Archive::open(bytes, &Limits::default())?;
    if let Some(Ok((_, kind))) = archive.part("mimetype") {
        return kind.starts_with(OPEN_TEXT).then_some(Format::Odt);
    }
    let (_, kinds) = archive.part("[Content_Types].xml")?.ok()?;
    let text = String::from_utf8_lossy(&kinds);
    let main = text.contains(MAIN) && (text.contains("main+xml") || text.contains("main.xml"));
    (main || archive.has("word/document.xml")).then_some(Format::Docx)
}

/// Whether an OLE compound file is one of text: of another program's the directory says so. Its
/// names are UTF-16.
fn is_old_text(bytes: &[u8]) -> bool {
    let names = ["WordDocument", "EncryptedPackage"];
    let wide = names.map(|name| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    wide.iter().any(|name| memchr::memmem::find(bytes, name).is_some())
}

/// Reads a document of Office Open XML.
pub(crate) fn read_docx(bytes: &[u8], hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    if bytes.starts_with(OLE) {
        return Err(book::not_text(
            "it is an office document of the old binary kind (.doc) or one locked with a \
             password; save it as .docx without a password and add that",
        ));
    }
    docx::read(bytes, &hints.limits)
}

/// Reads an OpenDocument text.
pub(crate) fn read_odt(bytes: &[u8], hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    odt::read(bytes, &hints.limits)
}

#[cfg(test)]
mod tests;
