//! Readings as records of the contract, made with the library alone.

use anyhow::{Result, bail};
use sayso::model::{Diagnostic, Digest, Item};
use sayso::{Document, ItemView, Options, Outcome, State};
use sayso_export::{About, header, records};
use std::io::Write;
use std::path::PathBuf;

/// Every document of some files. A file that cannot be read fails the measurement: a score over
/// the rest would not be the score of the set.
pub(crate) fn documents(paths: &[PathBuf]) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    sayso::read(paths, &Options::default(), |outcome| match outcome {
        Outcome::Read(document) => {
            documents.push(*document);
            Ok(())
        }
        Outcome::Known { doc } | Outcome::Failed { doc, .. } | Outcome::Skipped { doc, .. } => {
            bail!("{doc} was not read")
        }
    })?;
    Ok(documents)
}

/// Writes what `sayso read --json` prints.
pub(crate) fn write(documents: &[Document], out: &mut impl Write) -> Result<()> {
    writeln!(out, "{}", header(&sayso::reader()))?;
    for document in documents {
        let text = &document.text;
        let items: Vec<ItemView> = document.items().cloned().map(unjudged).collect();
        let diagnostics: Vec<Diagnostic> = document.all_diagnostics().cloned().collect();
        let text_sha256 = Digest::of(text.words().as_bytes()).to_string();
        let about = About {
            doc: &document.doc,
            diagnostics: &diagnostics,
            text_file: None,
            text_sha256: &text_sha256,
        };
        for record in records(text, &items, &about) {
            writeln!(out, "{record}")?;
        }
    }
    Ok(())
}

pub(crate) fn unjudged(item: Item) -> ItemView {
    ItemView { item, original: None, state: State::Unjudged, by_hand: false, added: 0 }
}
