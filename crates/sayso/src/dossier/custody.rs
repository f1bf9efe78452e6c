//! The chain of custody of a capture: everything in the log that touches it.

use sayso_ledger::{Check, Ledger, LedgerError, Logged, Operation};
use sayso_model::{CaptureId, TextId};
use std::collections::BTreeSet;

/// The operations that took a capture in, made texts of it, read these, checked it, or took one of
/// these operations back, in order.
pub(super) fn custody(ledger: &Ledger, capture: &CaptureId) -> Result<Vec<Logged>, LedgerError> {
    const BATCH: u64 = 256;
    let mut chain = Chain { capture: *capture, texts: BTreeSet::new(), steps: BTreeSet::new() };
    let mut kept = Vec::new();
    let mut next = 1;
    loop {
        let lines = ledger.log(next, BATCH)?;
        let Some(last) = lines.last() else { return Ok(kept) };
        next = last.seq + 1;
        kept.extend(lines.into_iter().filter(|line| chain.has(line)));
    }
}

struct Chain {
    capture: CaptureId,
    texts: BTreeSet<TextId>,
    steps: BTreeSet<u64>,
}

impl Chain {
    fn has(&mut self, line: &Logged) -> bool {
        let has = match &line.operation {
            Operation::AddCapture(added) => added.capture == self.capture,
            Operation::AddText(added) if added.capture == self.capture => {
                self.texts.insert(added.text);
                true
            }
            Operation::AddReading(added) => self.texts.contains(&added.text),
            Operation::Check(Check::Dossier { .. }) => !self.steps.is_empty(),
            Operation::Undo(undo) => self.steps.contains(&undo.operation),
            _ => false,
        };
        if has {
            self.steps.insert(line.seq);
        }
        has
    }
}
