//! `read`: without keeping.

use super::{conllu, keep, status, summary};
use crate::args::Read;
use crate::failure::Failure;
use crate::{models, show};
use sayso::corpus::titled;
use sayso::model::{Body, Diagnostic, Digest, Item, Severity};
use sayso::{Document, ItemView, Outcome, State};
use sayso_export::{About, header, records, text_file_name};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Reads and prints.
pub(crate) fn run(read: &Read) -> Result<ExitCode, Failure> {
    let options = models::options(&read.with)?;
    if read.conllu {
        return conllu::run(read, &options);
    }
    if let Some(folder) = &read.text_dir {
        std::fs::create_dir_all(folder).map_err(|error| {
            Failure::failed(format!("{}: the folder cannot be made: {error}", folder.display()))
        })?;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    if read.json {
        writeln!(out, "{}", sayso_export::line(&header(&options.model.reader())))?;
    }
    let mut count = sayso::Summary::default();
    sayso::read(&read.paths, &options, |outcome| {
        match &outcome {
            Outcome::Read(document) => {
                count.new += 1;
                if read.json {
                    json(document, read.text_dir.as_deref(), &mut out)?;
                } else {
                    text(document, &mut out)?;
                }
                let serious: Vec<_> = document
                    .all_diagnostics()
                    .filter(|d| d.severity >= Severity::Warning)
                    .cloned()
                    .collect();
                keep::tell(&document.doc, &serious)?;
            }
            Outcome::Known { .. } => {}
            Outcome::Failed { doc, diagnostics } => {
                count.failed += 1;
                keep::tell(doc, diagnostics)?;
            }
            Outcome::Skipped { doc, diagnostics } => {
                count.skipped += 1;
                keep::tell(doc, diagnostics)?;
            }
        }
        Ok::<(), Failure>(())
    })?;
    out.flush()?;
    if count.new == 0 {
        return Err(Failure::failed(format!("nothing was read: {}", summary::taken(&count))));
    }
    Ok(status(count.failed))
}

fn json(document: &Document, folder: Option<&Path>, out: &mut dyn Write) -> Result<(), Failure> {
    let text = &document.text;
    let name = text_file_name(text);
    if let Some(folder) = folder {
        let path = folder.join(&name);
        std::fs::write(&path, text.words()).map_err(|error| {
            Failure::failed(format!("{}: cannot be written: {error}", path.display()))
        })?;
    }
    let items: Vec<ItemView> = document.items().cloned().map(unjudged).collect();
    let diagnostics: Vec<Diagnostic> = document.all_diagnostics().cloned().collect();
    let sha = Digest::of(text.words().as_bytes()).to_string();
    let about = About {
        doc: &document.doc,
        diagnostics: &diagnostics,
        text_file: folder.map(|_| name.as_str()),
        text_sha256: &sha,
    };
    for record in records(text, &items, &about) {
        writeln!(out, "{}", sayso_export::line(&record))?;
    }
    Ok(())
}

fn unjudged(item: Item) -> ItemView {
    ItemView { item, original: None, state: State::Unjudged, by_hand: false, added: 0 }
}

/// For people: each claim with its holder.
fn text(document: &Document, out: &mut dyn Write) -> Result<(), Failure> {
    let text = &document.text;
    writeln!(
        out,
        "{}",
        show::one_line(text.title.as_deref().map_or(document.doc.as_str(), titled))
    )?;
    for item in document.reading.iter().flat_map(|reading| &reading.items) {
        let Body::Claim(claim) = &item.body else { continue };
        let words: Vec<_> = claim.content.iter().map(|s| text.at(*s)).collect();
        let holder = claim.holder.as_deref().unwrap_or("(nobody named)");
        let words = show::one_line(&words.join(" … "));
        writeln!(out, "  {} {}: {words}", show::one_line(holder), claim.stance)?;
    }
    Ok(())
}
