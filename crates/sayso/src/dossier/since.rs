//! What came between two operations, told by the log alone.

use sayso_ledger::{Ledger, LedgerError, Operation};
use sayso_model::{Bond, TextId};
use std::collections::BTreeSet;

/// What came into a dossier while every document that was there stayed as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Since {
    /// The texts that came.
    pub texts: BTreeSet<TextId>,
    /// On what people ruled.
    pub ruled: BTreeSet<Bond>,
}

/// What came after `from`, up to `at`; `None` where it touches a document that was there, takes
/// anything back, or is more than `most` documents.
pub(super) fn since(
    ledger: &Ledger,
    from: u64,
    at: u64,
    most: usize,
) -> Result<Option<Since>, LedgerError> {
    const BATCH: u64 = 256;
    let mut since = Since::default();
    let mut next = from + 1;
    while next <= at {
        let lines = ledger.log(next, BATCH.min(at - next + 1))?;
        let Some(last) = lines.last().map(|line| line.seq) else { break };
        for line in lines {
            if !since.take(ledger, from, line.operation)? || since.texts.len() > most {
                return Ok(None);
            }
        }
        next = last + 1;
    }
    Ok(Some(since))
}

impl Since {
    /// Whether an operation leaves what was there after `from` as it was.
    fn take(
        &mut self,
        ledger: &Ledger,
        from: u64,
        operation: Operation,
    ) -> Result<bool, LedgerError> {
        match operation {
            // From another place, the same bytes tell more of the documents that were made of them.
            Operation::AddCapture(added) => Ok(ledger.sources(&added.capture, from)?.is_empty()),
            Operation::AddText(added) => {
                let new = is_new(ledger, &added.text, from)?;
                self.texts.insert(added.text);
                Ok(new)
            }
            Operation::AddReading(added) => is_new(ledger, &added.text, from),
            Operation::Rule(rule) => {
                self.ruled.insert(rule.ruling.bond);
                Ok(true)
            }
            Operation::Check(_) => Ok(true),
            Operation::Begin(_)
            | Operation::AddClaim(_)
            | Operation::Judge(_)
            | Operation::Undo(_) => Ok(false),
        }
    }
}

fn is_new(ledger: &Ledger, text: &TextId, from: u64) -> Result<bool, LedgerError> {
    match ledger.document(text, from) {
        Ok(_) => Ok(false),
        Err(LedgerError::NoSuchDocument { .. }) => Ok(true),
        Err(error) => Err(error),
    }
}
