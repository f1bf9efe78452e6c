//! A whole dossier as JSON Lines.

use crate::records::{About, CONTRACT, records};
use sayso::model::{Digest, Text};
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

/// The first record.
#[must_use]
pub fn header() -> Value {
    let reader = sayso::reader();
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
    line(out, &header())?;
    for document in dossier.documents(at)? {
        let text = dossier.text(&document.text, at)?;
        let items = dossier.items(&document.text, at)?;
        let source = document.sources.first().map(|s| &s.provenance);
        let doc = source.map_or_else(String::new, |p| match (&p.member, &p.address) {
            (Some(_), Some(address)) => format!("{}!/{address}", p.from),
            (Some(member), None) => format!("{}!/{member}", p.from),
            (None, _) => p.from.clone(),
        });
        let sha = Digest::of(text.words().as_bytes()).to_string();
        let about = About {
            doc: &doc,
            diagnostics: &text.diagnostics,
            text_file: None,
            text_sha256: &sha,
        };
        for record in records(&text, &items, &about) {
            line(out, &record)?;
        }
    }
    Ok(())
}

fn line(out: &mut dyn Write, record: &Value) -> io::Result<()> {
    writeln!(out, "{record}")
}
