//! Which captures a failure concerns, so that it can be told of which document it is.

use super::{Check, Place};
use crate::error::Result;
use crate::log;
use crate::operation::Operation;
use sayso_model::{CaptureId, Digest, TextId};
use std::collections::{BTreeMap, BTreeSet};

/// Operations read at a time.
const BATCH: u64 = 256;

/// What the log says of which capture each thing is.
#[derive(Default)]
struct Made {
    texts: BTreeMap<TextId, CaptureId>,
    operations: BTreeMap<u64, CaptureId>,
    blobs: BTreeMap<Digest, BTreeSet<CaptureId>>,
}

impl Check<'_> {
    /// Names the captures of every failure that is in an operation or a blob of theirs.
    pub(super) fn name_captures(&mut self) -> Result<()> {
        if self.report.failures.is_empty() {
            return Ok(());
        }
        let mut made = Made::default();
        let mut next = 1;
        loop {
            let lines = log::lines(self.db, next, BATCH)?;
            let Some(last) = lines.last() else { break };
            next = last.seq + 1;
            for line in &lines {
                // One that cannot be read is a failure already, and names nothing.
                if let Ok(operation) = line.operation() {
                    made.add(line.seq, &operation);
                }
            }
        }
        for failure in &mut self.report.failures {
            failure.captures = made.of(&failure.place);
        }
        Ok(())
    }
}

impl Made {
    fn add(&mut self, seq: u64, operation: &Operation) {
        let of_text = |text: &TextId| self.texts.get(text).copied();
        let (capture, blobs) = match operation {
            Operation::AddCapture(added) => (Some(added.capture), vec![added.capture.0]),
            Operation::AddText(added) => {
                self.texts.insert(added.text, added.capture);
                (Some(added.capture), vec![added.words, added.record])
            }
            Operation::AddReading(added) => (of_text(&added.text), vec![added.record]),
            Operation::AddClaim(added) => {
                (added.claim.content.first().and_then(|a| of_text(&a.text)), Vec::new())
            }
            Operation::Judge(judge) => {
                let content = judge.judgement.content.as_deref().unwrap_or_default();
                (content.first().and_then(|anchor| of_text(&anchor.text)), Vec::new())
            }
            Operation::Begin(_) | Operation::Check(_) | Operation::Rule(_) | Operation::Undo(_) => {
                return;
            }
        };
        let Some(capture) = capture else { return };
        self.operations.insert(seq, capture);
        for blob in blobs {
            self.blobs.entry(blob).or_default().insert(capture);
        }
    }

    fn of(&self, place: &Place) -> Vec<CaptureId> {
        match place {
            Place::Operation(seq) => self.operations.get(seq).copied().into_iter().collect(),
            Place::Blob(digest) => self.blobs.get(digest).into_iter().flatten().copied().collect(),
            Place::Other(_) => Vec::new(),
        }
    }
}
