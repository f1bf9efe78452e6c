//! Texts made again from their captures: what is recorded, held against what the bytes give.
//!
//! The ledger knows no format. It cannot tell whether words that were decoded, or that an extractor
//! put between others, are what the capture gives; the text room can.

use crate::pipeline::hints;
use rayon::prelude::*;
use sayso_ledger::{
    Failure, FailureKind, Ledger, LedgerError, Operation, Place, Provenance, Verification,
};
use sayso_model::{CaptureId, Ocr, Text};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Operations read at a time.
const BATCH: u64 = 256;
/// Bytes of captures held at a time, more or less.
const BATCH_BYTES: usize = 8 << 20;

/// One text to be held against its capture, and made again.
struct Job {
    seq: u64,
    text: Text,
    bytes: Vec<u8>,
    /// From where its bytes were got; made from one of these places it must be the same again.
    places: Vec<Arc<Provenance>>,
}

/// Makes every text again that an extractor of this version made, and tells which are others.
///
/// What cannot be read is passed over: the ledger's own verification has named it.
pub(super) fn compare(ledger: &Ledger, report: &mut Verification) {
    // Whatever stops it leaves texts that were not made again, and their number says so.
    let _ = compare_all(ledger, report);
    report.failures.sort();
    report.failures.dedup();
}

fn compare_all(ledger: &Ledger, report: &mut Verification) -> Result<(), LedgerError> {
    let mut places: BTreeMap<CaptureId, Vec<Arc<Provenance>>> = BTreeMap::new();
    let (mut jobs, mut bytes) = (Vec::new(), 0);
    let mut next = 1;
    loop {
        let lines = ledger.log(next, BATCH)?;
        let Some(last) = lines.last() else { break };
        next = last.seq + 1;
        for line in lines {
            match line.operation {
                Operation::AddCapture(added) => {
                    places.entry(added.capture).or_default().push(Arc::new(added.provenance));
                }
                Operation::AddText(added) => {
                    let known = places.get(&added.capture).map(Vec::as_slice).unwrap_or_default();
                    let text = ledger.text(&added.text, line.seq);
                    if let Some(job) = text.ok().and_then(|t| Job::of(ledger, line.seq, t, known)) {
                        bytes += job.bytes.len();
                        jobs.push(job);
                    }
                }
                _ => {}
            }
            if bytes >= BATCH_BYTES {
                run(std::mem::take(&mut jobs), report);
                bytes = 0;
            }
        }
    }
    run(jobs, report);
    Ok(())
}

fn run(jobs: Vec<Job>, report: &mut Verification) {
    let results: Vec<_> = jobs.into_par_iter().map(|job| job.run()).collect();
    for failure in results.into_iter().flatten() {
        report.extracted_again += 1;
        report.failures.extend(failure);
    }
}

impl Job {
    /// `None` where an extractor of another version made the text and the ledger has held it
    /// against its capture, where its words were recognised by a program that would have to be run
    /// again, or its bytes are not there.
    fn of(ledger: &Ledger, seq: u64, text: Text, known: &[Arc<Provenance>]) -> Option<Self> {
        let recognised = matches!(text.ocr, Some(Ocr::Here(_)));
        if recognised || !is_current(&text) && text.parts.is_empty() {
            return None;
        }
        let bytes = ledger.capture_bytes(&text.capture()).ok()?;
        let base = text.base();
        let fits = |p: &&Arc<Provenance>| base.is_none() || p.address.as_deref() == base;
        let places = known.iter().filter(fits).cloned().collect();
        Some(Self { seq, text, bytes, places })
    }

    /// What is wrong with the text, if anything; `None` where it could not be made again.
    fn run(&self) -> Option<Option<Failure>> {
        if let Some(found) = self.packed_words() {
            return Some(Some(self.failed(FailureKind::Anchor, found)));
        }
        if !is_current(&self.text) {
            return None;
        }
        let mut same_words = false;
        for place in &self.places {
            let extract = || sayso_text::extract(self.text.capture(), &self.bytes, &hints(place));
            // A fault of the program on one text must not hide what is wrong with others.
            let Ok(made) = catch_unwind(AssertUnwindSafe(extract)) else { return None };
            match made {
                Ok(made) if made == self.text => return Some(None),
                Ok(made) => same_words |= made.words() == self.text.words(),
                Err(_) => {}
            }
        }
        Some(Some(self.failure(same_words)))
    }

    /// What is wrong where the words stand packed in the capture and are others there.
    fn packed_words(&self) -> Option<String> {
        let text = &self.text;
        if text.parts.is_empty() {
            return None;
        }
        match sayso_text::source(text, &self.bytes) {
            Err(why) => Some(format!("text {}: {why}", text.id())),
            Ok(source) => text.map.first_difference(text.words(), &source).map(|run| {
                let (units, at) = (run.units, run.text);
                let id = text.id();
                format!("text {id}: {units} bytes from byte {at} on are not those of its capture")
            }),
        }
    }

    fn failed(&self, kind: FailureKind, found: String) -> Failure {
        let captures = vec![self.text.capture()];
        Failure { kind, place: Place::Operation(self.seq), found, captures }
    }

    fn failure(&self, same_words: bool) -> Failure {
        let (id, extractor) = (self.text.id(), self.text.extractor());
        let (kind, what) = match same_words {
            true => (FailureKind::Content, "what is recorded of it beside its words is"),
            false => (FailureKind::Anchor, "its words are"),
        };
        let found = format!("text {id}: {what} not what {extractor} makes of its capture");
        self.failed(kind, found)
    }
}

/// Whether an extractor of this version made a text.
fn is_current(text: &Text) -> bool {
    sayso_text::extractors().contains(text.extractor())
}
