//! A whole dossier as JSON Lines.

use crate::records::{About, CONTRACT, records};
use sayso::model::{Digest, Reader, Text};
use sayso::{Dossier, DossierError};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Why a dossier could not be written out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// In the dossier.
    #[error(transparent)]
    Dossier(#[from] DossierError),
    /// In writing.
    #[error("writing failed: {0}")]
    Write(#[from] io::Error),
}

/// The first record; `reader` is what reads now.
#[must_use]
pub fn header(reader: &Reader) -> Value {
    json!({
        "type": "header",
        "contract": CONTRACT,
        "sayso": env!("CARGO_PKG_VERSION"),
        "reader": reader.to_string(),
        "model": reader.model,
    })
}

/// The name under which a text's words are written to a folder.
#[must_use]
pub fn text_file_name(text: &Text) -> String {
    format!("{}.txt", Digest::of(text.words().as_bytes()))
}

/// Writes every document of a dossier, as it stood after operation `at`.
///
/// # Errors
///
/// Where the dossier cannot be read or the output not written.
pub fn dossier(dossier: &Dossier, at: u64, out: &mut dyn Write) -> Result<(), ExportError> {
    write(out, &header(&sayso::reader()))?;
    for document in dossier.documents(at)? {
        let text = dossier.text(&document.text, at)?;
        let items = dossier.items(&document.text, at)?;
        let diagnostics = dossier.diagnostics(&document.text, at)?;
        let doc = document.sources.first().map(|s| s.provenance.place()).unwrap_or_default();
        let sha = Digest::of(text.words().as_bytes()).to_string();
        let about =
            About { doc: &doc, diagnostics: &diagnostics, text_file: None, text_sha256: &sha };
        for record in records(&text, &items, &about) {
            write(out, &record)?;
        }
    }
    Ok(())
}

fn write(out: &mut dyn Write, record: &Value) -> io::Result<()> {
    writeln!(out, "{}", line(record))
}

/// A record as one line. Beyond what JSON asks for, it escapes what a terminal would act on
/// (U+007F to U+009F, and what turns the order of letters) and what some readers take for a line
/// end (U+0085, U+2028, U+2029): the same JSON, in letters that can be shown.
#[must_use]
pub fn line(record: &Value) -> String {
    let json = record.to_string();
    if !json.contains(acted_on) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        if acted_on(c) {
            // Each of them is in the basic plane, and stands in a string.
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

fn acted_on(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_and_the_same_json() {
        let record = json!({"words": "a\u{9b}b\u{2028}c\u{202e}d\u{7f}é\n\u{1b}"});
        let line = line(&record);
        assert!(!line.contains(|c: char| c.is_control() || acted_on(c)), "{line}");
        assert!(line.contains('é'), "{line}");
        assert_eq!(serde_json::from_str::<Value>(&line).expect("JSON"), record);
    }
}
