//! `custody`: where a document's bytes came from, and what became of them.

use super::{ask, log};
use crate::args::{Args, Custody};
use crate::failure::Failure;
use crate::{choose, show};
use sayso::{AsOf, Logged, Operation, Provenance};
use serde_json::json;
use std::io::{self, Write};

/// Shows the chain of custody of a document.
pub(crate) fn run(args: &Args, asked: &Custody) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let documents = dossier.documents(dossier.at(&AsOf::Now)?)?;
    let document = ask::number(&documents, asked.document)?;
    let chain = dossier.custody(&document.capture)?;
    let linked = dossier.linked(&document.capture)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if asked.output.json {
        let capture = json!({
            "type": "capture", "sha256": document.capture, "linked": linked,
            "document": document.number,
        });
        writeln!(out, "{}", sayso_export::line(&capture))?;
        for line in &chain {
            writeln!(out, "{}", sayso_export::line(&record(line)))?;
        }
        return Ok(out.flush()?);
    }
    writeln!(out, "SHA-256 {}", document.capture)?;
    if let Some(path) = linked {
        writeln!(out, "kept outside of the dossier: {}", show::one_line(&path))?;
    }
    for line in &chain {
        tell(line, &mut out)?;
    }
    Ok(out.flush()?)
}

fn record(line: &Logged) -> serde_json::Value {
    let provenance = match &line.operation {
        Operation::AddCapture(added) => Some(&added.provenance),
        _ => None,
    };
    json!({
        "type": "step", "operation": line.seq, "recorded": line.recorded, "by": line.by,
        "program": line.program, "kind": line.operation.kind(),
        "what": log::in_words(&line.operation), "provenance": provenance, "undone": line.undone,
    })
}

fn tell(line: &Logged, out: &mut dyn Write) -> io::Result<()> {
    let undone = line.undone.map(|by| format!(" (undone by operation {by})")).unwrap_or_default();
    writeln!(
        out,
        "\n{}  {}, {}, {}{undone}",
        line.seq,
        line.recorded,
        show::one_line(&line.by),
        line.program
    )?;
    match &line.operation {
        Operation::AddCapture(added) => about(&added.provenance, added.size, out),
        Operation::AddText(added) => writeln!(out, "   text made: {}", added.text),
        Operation::AddReading(added) => {
            writeln!(out, "   read by {}, {}", added.reader, added.reader.model)
        }
        other => {
            let what = show::one_line(&log::in_words(other));
            writeln!(out, "   {}: {what}", other.kind())
        }
    }
}

/// Where bytes came from, a line for each thing that is known.
fn about(provenance: &Provenance, size: u64, out: &mut dyn Write) -> io::Result<()> {
    let known = [
        ("taken in", Some(format!("{}, {size} bytes", provenance.how))),
        ("from", Some(provenance.from.clone())),
        ("member", provenance.member.clone()),
        ("at byte", provenance.offset.map(|at| at.to_string())),
        ("decoded", (!provenance.decoded.is_empty()).then(|| provenance.decoded.join(", "))),
        ("address", provenance.address.clone()),
        ("media type", provenance.media_type.clone()),
        ("fetched", provenance.fetched.clone()),
    ];
    for (what, value) in known {
        if let Some(value) = value {
            writeln!(out, "   {what}: {}", show::one_line(&value))?;
        }
    }
    for diagnostic in &provenance.diagnostics {
        writeln!(out, "   {}", show::one_line(&diagnostic.to_string()))?;
    }
    Ok(())
}
