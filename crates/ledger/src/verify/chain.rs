//! The chain: each operation follows the one before, and its hash is of what it says.

use super::{Check, FailureKind, Place};
use crate::error::Result;
use crate::log::{COLUMNS, Head, Line};

impl Check<'_> {
    pub(super) fn chain(&mut self) -> Result<()> {
        let mut select =
            self.db.prepare(&format!("SELECT {COLUMNS} FROM operation ORDER BY seq"))?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            self.report.operations += 1;
            match Line::of(row) {
                Ok(line) => self.link(&line),
                Err(error) => {
                    let place = Place::Operation(row.get(0).unwrap_or_default());
                    self.fail(FailureKind::Chain, place, format!("it cannot be read: {error}"));
                }
            }
        }
        if self.report.operations == 0 {
            self.fail(FailureKind::Chain, "the log", "it is empty");
        }
        Ok(())
    }

    fn link(&mut self, line: &Line) {
        let place = || Place::Operation(line.seq);
        let before = self.report.head;
        if line.seq != before.seq + 1 {
            let found = format!("it follows operation {}", before.seq);
            self.fail(FailureKind::Chain, place(), found);
        } else if line.previous != before.hash {
            let found = "it was written after another operation than the one before it";
            self.fail(FailureKind::Chain, place(), found);
        }
        if line.hash != line.computed() {
            self.fail(FailureKind::Chain, place(), "it does not have the hash of what it says");
        }
        if !line.recorded().is_ok_and(|instant| instant.as_str() == line.recorded) {
            self.fail(FailureKind::Chain, place(), "its instant is not written as instants are");
        }
        if (line.seq == 1) != (line.kind == "begin") {
            self.fail(FailureKind::Chain, place(), "a dossier begins once, at its beginning");
        }
        self.report.head = Head { seq: line.seq, hash: line.hash };
    }
}
