//! A dossier of many documents, recorded as any other is.

use super::base::Base;
use super::copy::{Original, Words};
use crate::bench::{stamp, timed};
use anyhow::{Context as _, Result};
use rayon::prelude::*;
use sayso_ledger::{Entry, Ledger, Provenance};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// Documents made at once and recorded in one transaction.
const BATCH: u64 = 2_000;
/// Operations that a document takes: its bytes, its text, its reading.
const OPERATIONS: u64 = 3;

/// The operation after which a dossier has so many documents; one comes before the first.
pub(super) const fn after(documents: u64) -> u64 {
    1 + OPERATIONS * documents
}

/// Makes a dossier of so many documents, and one more to fold in; gives how long it took to record.
pub(super) fn dossier(path: &Path, base: &[Base], documents: u64) -> Result<Duration> {
    std::fs::create_dir_all(path.with_file_name("")).context("no folder for the dossier")?;
    let words = Words::of(base);
    let originals = base.iter().map(Original::of).collect::<Result<Vec<_>>>()?;
    let unfinished = path.with_extension("unfinished");
    let _ = std::fs::remove_file(&unfinished);
    let mut ledger = Ledger::create(&unfinished, &stamp()?)?;
    let mut whole = Duration::ZERO;
    let mut left = documents + 1;
    let mut seen = BTreeSet::new();
    for first in (0..).step_by(BATCH as usize) {
        let copies = (first..first + BATCH).into_par_iter().map(|number| {
            let (copy, of) = (number / base.len() as u64, number % base.len() as u64);
            originals[of as usize].copy(&words, copy)
        });
        let mut copies = copies.collect::<Result<Vec<Base>>>()?;
        // A text without names is the same in every copy.
        copies.retain(|copy| seen.insert(copy.text.id()));
        copies.truncate(left as usize);
        let (recorded, time) = timed(|| record(&mut ledger, &copies));
        recorded?;
        whole += time;
        left -= copies.len() as u64;
        if left == 0 {
            break;
        }
    }
    drop(ledger);
    std::fs::rename(&unfinished, path)?;
    Ok(whole)
}

fn record(ledger: &mut Ledger, documents: &[Base]) -> Result<()> {
    let entries = documents.iter().flat_map(|Base { text, reading }| {
        let (from, how) = ("made.txt".to_owned(), "made".to_owned());
        let provenance = Provenance { from, how, ..Provenance::default() };
        let bytes = text.words().as_bytes();
        let captured = Entry::Capture { bytes, provenance, link: None };
        [captured, Entry::Text(text), Entry::Reading(reading)]
    });
    ledger.append(&stamp()?, &entries.collect::<Vec<_>>())?;
    Ok(())
}
