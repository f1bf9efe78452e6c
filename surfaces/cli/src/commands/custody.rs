//! `custody`: where a document's bytes came from, what became of them, and the bytes themselves.

use super::{ask, export, log};
use crate::args::{Args, Custody};
use crate::failure::Failure;
use crate::{choose, show};
use sayso::model::{CaptureId, Ocr};
use sayso::{AsOf, Check, DocumentView, Dossier, Inside, Logged, Operation, Provenance};
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;

/// Shows the chain of custody of a document, or writes its bytes out.
pub(crate) fn run(args: &Args, asked: &Custody) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let documents = dossier.documents(dossier.at(&AsOf::Now)?)?;
    let document = ask::number(&documents, asked.document)?;
    if let Some(path) = &asked.bytes_to {
        return hand_out(&dossier, document, path);
    }
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
            writeln!(out, "{}", sayso_export::line(&record(line, &document.capture)))?;
        }
        return Ok(out.flush()?);
    }
    writeln!(out, "SHA-256 {}", document.capture)?;
    if let Some(path) = linked {
        writeln!(out, "kept outside of the dossier: {}", show::one_line(&path))?;
    }
    for line in &chain {
        tell(line, &dossier, &document.capture, &mut out)?;
    }
    Ok(out.flush()?)
}

/// Writes the bytes of a document out as they were obtained: the dossier gives them only where they
/// still have their digest.
fn hand_out(dossier: &Dossier, document: &DocumentView, path: &Path) -> Result<(), Failure> {
    let bytes = dossier.capture_bytes(&document.capture)?;
    export::to_file(path, |out| Ok(out.write_all(&bytes)?))?;
    let (count, path) = (show::count(bytes.len(), "byte"), path.display().to_string());
    let path = show::one_line(&path);
    Ok(writeln!(io::stdout(), "{path}: {count}, SHA-256 {}", document.capture)?)
}

/// Whether a capture was among what failed when the dossier was checked; `None` where that was not
/// recorded.
fn is_among(check: &Check, capture: &CaptureId) -> Option<bool> {
    match check {
        Check::Dossier { failed: 0, .. } => Some(false),
        Check::Dossier { captures, .. } => captures.as_ref().map(|all| all.contains(capture)),
        Check::Address { .. } => None,
    }
}

/// What a check of the whole dossier says of one capture.
fn of_capture(check: &Check, capture: &CaptureId) -> String {
    let Check::Dossier { seq, failed, .. } = check else {
        return log::in_words(&Operation::Check(check.clone()));
    };
    let failures = show::count(usize::try_from(*failed).unwrap_or(usize::MAX), "failure");
    let found = match is_among(check, capture) {
        Some(false) if *failed == 0 => "these bytes and what was made of them are sound".to_owned(),
        Some(false) => format!(
            "these bytes and what was made of them are not among what failed ({failures} elsewhere \
             in the dossier)"
        ),
        Some(true) => {
            "these bytes or what was made of them FAILED; `sayso verify` says how".to_owned()
        }
        None => format!("{failures}; of which documents was not recorded"),
    };
    format!("up to operation {seq}: {found}")
}

fn record(line: &Logged, capture: &CaptureId) -> serde_json::Value {
    let provenance = match &line.operation {
        Operation::AddCapture(added) => Some(&added.provenance),
        _ => None,
    };
    let (what, failed) = match &line.operation {
        Operation::Check(check) => (of_capture(check, capture), is_among(check, capture)),
        other => (log::in_words(other), None),
    };
    json!({
        "type": "step", "operation": line.seq, "recorded": line.recorded, "by": line.by,
        "program": line.program, "kind": line.operation.kind(),
        "what": what, "failed": failed, "provenance": provenance, "undone": line.undone,
    })
}

fn tell(
    line: &Logged,
    dossier: &Dossier,
    capture: &CaptureId,
    out: &mut dyn Write,
) -> io::Result<()> {
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
        Operation::AddText(added) => {
            let ocr = dossier.text(&added.text, line.seq).ok().and_then(|text| text.ocr);
            let recognised = ocr.map(|ocr| format!(", {}", show::one_line(&recognised(&ocr))));
            writeln!(out, "   text made: {}{}", added.text, recognised.unwrap_or_default())
        }
        Operation::AddReading(added) => {
            writeln!(out, "   read by {}, {}", added.reader, added.reader.model)
        }
        Operation::Check(check) => {
            writeln!(out, "   check: {}", show::one_line(&of_capture(check, capture)))
        }
        other => {
            let what = show::one_line(&log::in_words(other));
            writeln!(out, "   {}: {what}", other.kind())
        }
    }
}

/// Where words that were recognised in pictures come from.
fn recognised(ocr: &Ocr) -> String {
    match ocr {
        Ocr::Here(program) => format!("of words that {program} recognised in pictures"),
        Ocr::InCapture(None) => "of words that were recognised in pictures before".to_owned(),
        Ocr::InCapture(Some(program)) => {
            format!("of words that were recognised in pictures before, by {program}")
        }
    }
}

/// Where bytes came from, a line for each thing that is known.
fn about(provenance: &Provenance, size: u64, out: &mut dyn Write) -> io::Result<()> {
    let mut known = vec![
        ("taken in", format!("{}, {size} bytes", provenance.how)),
        ("from", provenance.from.clone()),
    ];
    known.extend(provenance.containers.iter().flat_map(inside));
    if provenance.containers.is_empty() {
        // As it was recorded before every container was.
        let of = |what, value: Option<String>| value.map(|value| (what, value));
        known.extend(of("member", provenance.member.clone()));
        known.extend(of("at byte", provenance.offset.map(|at| at.to_string())));
        known.extend(decoded(&provenance.decoded));
    }
    let stated = [
        ("address", &provenance.address),
        ("media type", &provenance.media_type),
        ("fetched", &provenance.fetched),
        ("last changed, as the archive states", &provenance.modified),
        ("titled in the archive's list of pages", &provenance.page_title),
        ("visited, by that list", &provenance.page_at),
    ];
    known.extend(stated.into_iter().filter_map(|(what, value)| Some((what, value.clone()?))));
    for (name, value) in &provenance.headers {
        known.push(("the server said", format!("{name}: {value}")));
    }
    for (what, value) in known {
        writeln!(out, "   {what}: {}", show::one_line(&value))?;
    }
    for diagnostic in &provenance.diagnostics {
        writeln!(out, "   {}", show::one_line(&diagnostic.to_string()))?;
    }
    Ok(())
}

/// What is known of one container, and of the place in it.
fn inside(container: &Inside) -> Vec<(&'static str, String)> {
    let mut known = vec![("inside", container.path.clone())];
    known.extend(container.sha256.map(|sha256| ("  its SHA-256", sha256.to_string())));
    known.extend(container.member.clone().map(|member| ("  member", member)));
    known.push(("  at byte", container.offset.to_string()));
    known.extend(decoded(&container.decoded).map(|(_, decoded)| ("  decoded", decoded)));
    known
}

fn decoded(encodings: &[String]) -> Option<(&'static str, String)> {
    (!encodings.is_empty()).then(|| ("decoded", encodings.join(", ")))
}
