//! The rooms one after the other on one thread, and the library on all cores.

use super::corpus::Corpus;
use super::watch::timed;
use anyhow::{Context as _, Result, bail};
use sayso::model::{Reading, Recorded, Text};
use sayso::{Options, Outcome};
use sayso_capture::{Captured, Found, Limits, Selection};
use sayso_ledger::{Entry, Ledger, Stamp};
use sayso_text::Hints;
use std::time::Duration;

/// Documents recorded in one transaction, as the library records them.
const BATCH: usize = 64;

/// Seconds in each room, in the order of the rooms.
pub(crate) fn in_turn(corpus: &Corpus) -> Result<Vec<(String, f64)>> {
    let (captured, capture) = timed(|| capture(corpus));
    let captured = captured?;
    let (texts, text) = timed(|| captured.iter().map(extract).collect::<Result<Vec<_>>>());
    let texts = texts?;
    // Made ready before, so that reading is timed alone.
    let model = sayso::Model::default();
    model.run(|_| ())?;
    let (readings, reading) =
        timed(|| texts.iter().map(|text| model.read(text)).collect::<Result<Vec<Reading>, _>>());
    let readings = readings?;
    let (recorded, ledger) = timed(|| record(&captured, &texts, &readings));
    recorded?;
    let rooms = [("capture", capture), ("text", text), ("reading", reading), ("ledger", ledger)];
    Ok(rooms.map(|(room, time)| (room.to_owned(), time.as_secs_f64())).into())
}

fn capture(corpus: &Corpus) -> Result<Vec<Captured>> {
    let mut all = Vec::new();
    for source in sayso_capture::sources(&corpus.paths, &Selection::default()) {
        for found in sayso_capture::captures(&source, &Limits::default()) {
            match found {
                Found::Captured(captured) => all.push(captured),
                Found::Failed { doc, .. } | Found::Skipped { doc, .. } => {
                    bail!("{doc} was not captured")
                }
            }
        }
    }
    Ok(all)
}

fn extract(captured: &Captured) -> Result<Text> {
    let hints = Hints { name: &captured.name, ..Hints::default() };
    Ok(sayso_text::extract(captured.id, &captured.bytes, &hints)?)
}

fn record(captured: &[Captured], texts: &[Text], readings: &[Reading]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let stamp = stamp()?;
    let mut ledger = Ledger::create(&folder.path().join("bench.sayso"), &stamp)?;
    let mut entries = Vec::new();
    for ((captured, text), reading) in captured.iter().zip(texts).zip(readings) {
        entries.push(Entry::Capture {
            bytes: &captured.bytes,
            provenance: sayso::provenance(captured),
            link: None,
        });
        entries.push(Entry::Text(text));
        entries.push(Entry::Reading(reading));
        if entries.len() >= 3 * BATCH {
            ledger.append(&stamp, &entries)?;
            entries.clear();
        }
    }
    ledger.append(&stamp, &entries)?;
    Ok(())
}

/// Who records in a benchmark, at an instant that stands still.
pub(crate) fn stamp() -> Result<Stamp> {
    let recorded = Recorded::parse("2026-01-01T00:00:00Z").context("an instant")?;
    Ok(Stamp { by: "bench".to_owned(), recorded, program: sayso::program() })
}

/// How long the library takes to read every file on all cores, without keeping.
pub(crate) fn library(corpus: &Corpus) -> Result<Duration> {
    let (read, time) = timed(|| {
        sayso::read(&corpus.paths, &Options::default(), |outcome| match outcome {
            Outcome::Read(_) => Ok(()),
            _ => bail!("a file was not read"),
        })
    });
    read?;
    Ok(time)
}
