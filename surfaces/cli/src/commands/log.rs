//! `log`, `undo`, `verify`, `rebuild`: the record itself.

use super::ask;
use crate::args::{Args, Log, Undo, Verify};
use crate::failure::Failure;
use crate::session::Session;
use crate::{choose, show};
use sayso::{AsOf, Check, Logged, Operation, Verification};
use serde_json::json;
use std::io::{self, Write};
use std::process::ExitCode;

/// Lists what was recorded.
pub(crate) fn log(args: &Args, asked: &Log) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let lines = dossier.log(asked.from, asked.limit.unwrap_or(i64::MAX as u64))?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    if asked.output.json {
        for line in &lines {
            writeln!(out, "{}", sayso_export::line(&record(line)))?;
        }
        return Ok(out.flush()?);
    }
    let mut table = show::Table::new(&["op", "recorded", "by", "what", ""]);
    for line in &lines {
        let undone = line.undone.map(|n| format!("undone by {n}; ")).unwrap_or_default();
        table.row(vec![
            line.seq.to_string(),
            line.recorded.to_string(),
            line.by.clone(),
            line.operation.kind().to_owned(),
            format!("{undone}{}", in_words(&line.operation)),
        ]);
    }
    table.write(&mut out)?;
    Ok(out.flush()?)
}

pub(super) fn in_words(operation: &Operation) -> String {
    match operation {
        Operation::Begin(begin) => format!("format {}", begin.format),
        Operation::AddCapture(add) => {
            format!("{}, {} bytes", add.provenance.place(), add.size)
        }
        Operation::AddText(add) => format!("text {}", add.text),
        Operation::AddReading(add) => format!("by {} of text {}", add.reader, add.text),
        Operation::AddClaim(add) => {
            let words: Vec<_> = add.claim.content.iter().map(|a| a.exact.as_str()).collect();
            format!("{} “{}”", add.id, words.join(" … "))
        }
        Operation::Judge(judge) => {
            let j = &judge.judgement;
            let why = j.why.as_ref().map(|w| format!(": {w}")).unwrap_or_default();
            format!("{} {}{why}", j.verdict, j.target)
        }
        Operation::Rule(rule) => {
            let ruling = &rule.ruling;
            let items: Vec<_> = ruling.items.iter().map(ToString::to_string).collect();
            let why = ruling.why.as_ref().map(|w| format!(": {w}")).unwrap_or_default();
            let key = ruling.known.as_ref().map(|key| format!(" {key}")).unwrap_or_default();
            format!("{}{key}: {} ({}){why}", ruling.bond, ruling.holds, items.join(", "))
        }
        Operation::Check(Check::Dossier { seq, blobs, anchors, failed, .. }) => format!(
            "everything up to operation {seq}: {blobs} blobs and {anchors} anchors, {failed} failed"
        ),
        Operation::Check(Check::Address { address, found }) => format!("{address}: {found}"),
        Operation::Undo(undo) => {
            let why = undo.why.as_ref().map(|w| format!(": {w}")).unwrap_or_default();
            format!("operation {}{why}", undo.operation)
        }
    }
}

fn record(line: &Logged) -> serde_json::Value {
    json!({
        "type": "operation", "operation": line.seq, "recorded": line.recorded, "by": line.by,
        "program": line.program, "kind": line.operation.kind(), "what": in_words(&line.operation),
        "hash": line.hash, "undone": line.undone,
    })
}

/// Takes an operation back.
pub(crate) fn undo(args: &Args, undo: &Undo, session: &Session) -> Result<(), Failure> {
    let mut dossier = choose::open(args)?;
    let operation = match undo.operation {
        Some(operation) => operation,
        None => last_step(&dossier.log(1, i64::MAX as u64)?)
            .ok_or_else(|| Failure::usage("there is nothing to undo"))?,
    };
    let appended = dossier.undo(operation, undo.why.clone(), &session.stamp())?;
    let seq = appended.seq.unwrap_or_default();
    let what = dossier.log(operation, 1)?.pop().map(|line| {
        let (kind, words) = (line.operation.kind(), in_words(&line.operation));
        show::one_line(&format!("{kind} {words}"))
    });
    let what = what.unwrap_or_default();
    Ok(writeln!(io::stdout(), "operation {operation} undone by operation {seq}: {what}")?)
}

/// The last thing that somebody did and that holds: a document that was taken in, with the text
/// and the reading made of it, is one.
fn last_step(lines: &[Logged]) -> Option<u64> {
    (0..lines.len()).rev().find_map(|last| {
        let first = &lines[first_of_step(lines, last)];
        let holds = lines[last].undone.is_none() && first.undone.is_none();
        let is_step = !matches!(first.operation, Operation::Undo(_) | Operation::Begin(_));
        (holds && is_step).then_some(first.seq)
    })
}

/// Where the step begins that line `at` belongs to: bytes, the text made of them and its reading
/// are recorded one right after the other.
fn first_of_step(lines: &[Logged], at: usize) -> usize {
    let before = at.checked_sub(1).map(|before| &lines[before].operation);
    match (before, &lines[at].operation) {
        (Some(Operation::AddText(text)), Operation::AddReading(reading))
            if text.text == reading.text =>
        {
            first_of_step(lines, at - 1)
        }
        (Some(Operation::AddCapture(capture)), Operation::AddText(text))
            if capture.capture == text.capture =>
        {
            at - 1
        }
        _ => at,
    }
}

/// Recomputes everything; exit 1 where anything fails.
pub(crate) fn verify(args: &Args, asked: &Verify, session: &Session) -> Result<ExitCode, Failure> {
    let mut dossier = choose::open(args)?;
    let found = dossier.verify()?;
    let recorded = match asked.record {
        true => dossier.record_check(&found, &session.stamp())?.seq,
        false => None,
    };
    // Where the views are too broken for it, failures are told by their hashes alone.
    let documents = dossier.at(&AsOf::Now).and_then(|at| dossier.documents(at)).unwrap_or_default();
    let mut out = io::stdout().lock();
    for failure in &found.failures {
        let of = || documents.iter().filter(|d| failure.captures.contains(&d.capture));
        if asked.output.json {
            let numbers: Vec<u64> = of().map(|d| d.number).collect();
            let record = json!({
                "type": "failure", "kind": failure.kind.name(), "place": failure.place.to_string(),
                "found": failure.found, "meaning": failure.kind.meaning(),
                "captures": failure.captures, "documents": numbers,
            });
            writeln!(out, "{}", sayso_export::line(&record))?;
        } else {
            writeln!(out, "{}", show::one_line(&failure.to_string()))?;
            for document in of() {
                writeln!(out, "   {}", show::one_line(&ask::named(document)))?;
            }
        }
    }
    match asked.output.json {
        true => writeln!(out, "{}", sayso_export::line(&verified(&found, recorded)))?,
        false => conclude(&found, recorded, &mut out)?,
    }
    Ok(if found.is_sound() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn verified(found: &Verification, recorded: Option<u64>) -> serde_json::Value {
    json!({
        "type": "verification", "sound": found.is_sound(), "operations": found.head.seq,
        "head": found.head.hash, "texts": found.texts, "extracted_again": found.extracted_again,
        "recorded_as": recorded,
    })
}

/// What came of a verification as a whole.
fn conclude(found: &Verification, recorded: Option<u64>, out: &mut dyn Write) -> io::Result<()> {
    let head = found.head;
    match found.failures.len() {
        0 => {
            let operations = show::count(head.seq as usize, "operation");
            writeln!(out, "sound: {operations} up to {}", head.hash)?;
        }
        failures => writeln!(out, "not sound: {}", show::count(failures, "failure"))?,
    }
    let not_again = found.texts.saturating_sub(found.extracted_again);
    if not_again > 0 {
        writeln!(
            out,
            "{} made by other versions, recognised in pictures or out of reach, not made again from \
             the bytes",
            show::count(not_again as usize, "text")
        )?;
    }
    if let Some(seq) = recorded {
        writeln!(out, "recorded in the log as operation {seq}")?;
    }
    Ok(())
}

/// Makes every view again from the log.
pub(crate) fn rebuild(args: &Args) -> Result<(), Failure> {
    let mut dossier = choose::open(args)?;
    dossier.rebuild()?;
    let head = dossier.head()?;
    Ok(writeln!(
        io::stdout(),
        "every view made again from {}",
        show::count(head.seq as usize, "operation")
    )?)
}
