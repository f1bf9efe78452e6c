//! The log: operations in order, each bound to the one before by its hash.

use crate::error::{LedgerError, Result};
use crate::operation::Operation;
use rusqlite::{Connection, OptionalExtension, Row};
use sayso_model::{Digest, Recorded};

/// What the first operation follows.
const NOTHING: Digest = Digest::from_bytes([0; 32]);

/// Who records, when, and with what program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Who.
    pub by: String,
    /// When.
    pub recorded: Recorded,
    /// The program and its version, such as `sayso 0.1.0`.
    pub program: String,
}

/// The last operation. Noted down elsewhere, it shows later that nothing was cut off or rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Its number; 0 before the first.
    pub seq: u64,
    /// Its hash, which every operation up to it goes into.
    pub hash: Digest,
}

/// One operation as it is in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Logged {
    /// Its number.
    pub seq: u64,
    /// When it was recorded, by the clock of whoever recorded it.
    pub recorded: Recorded,
    /// Who recorded it.
    pub by: String,
    /// With what program.
    pub program: String,
    /// What was changed.
    pub operation: Operation,
    /// Its hash.
    pub hash: Digest,
    /// The operation that undid it, where it is undone.
    pub undone: Option<u64>,
}

/// A row of the log, unparsed.
pub(crate) struct Line {
    pub(crate) seq: u64,
    pub(crate) recorded: String,
    pub(crate) by: String,
    pub(crate) program: String,
    pub(crate) kind: String,
    pub(crate) payload: String,
    pub(crate) previous: Digest,
    pub(crate) hash: Digest,
}

pub(crate) const COLUMNS: &str = "seq, recorded, by, program, kind, payload, previous, hash";

impl Line {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            recorded: row.get(1)?,
            by: row.get(2)?,
            program: row.get(3)?,
            kind: row.get(4)?,
            payload: row.get(5)?,
            previous: Digest::from_bytes(row.get(6)?),
            hash: Digest::from_bytes(row.get(7)?),
        })
    }

    /// The hash that a row of these contents has.
    pub(crate) fn computed(&self) -> Digest {
        Digest::of_parts(&[
            self.previous.as_bytes(),
            &self.seq.to_le_bytes(),
            self.recorded.as_bytes(),
            self.by.as_bytes(),
            self.program.as_bytes(),
            self.kind.as_bytes(),
            self.payload.as_bytes(),
        ])
    }

    pub(crate) fn operation(&self) -> Result<Operation> {
        let wrong = |why: &str| {
            LedgerError::damaged(format!(
                "operation {} ({}) cannot be read: {why}",
                self.seq, self.kind
            ))
        };
        Operation::parse(&self.kind, &self.payload)
            .ok_or_else(|| wrong("no such kind is known"))?
            .map_err(|error| wrong(&error.to_string()))
    }

    pub(crate) fn recorded(&self) -> Result<Recorded> {
        Recorded::parse(&self.recorded)
            .map_err(|error| LedgerError::damaged(format!("operation {}: {error}", self.seq)))
    }
}

/// The last operation.
pub(crate) fn head(db: &Connection) -> Result<Head> {
    let row = db
        .prepare_cached("SELECT seq, hash FROM operation ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok(Head { seq: row.get(0)?, hash: Digest::from_bytes(row.get(1)?) }))
        .optional()?;
    Ok(row.unwrap_or(Head { seq: 0, hash: NOTHING }))
}

/// Writes an operation after the last one, inside the caller's transaction.
pub(crate) fn write(db: &Connection, stamp: &Stamp, operation: &Operation) -> Result<u64> {
    let head = head(db)?;
    let mut line = Line {
        seq: head.seq + 1,
        recorded: stamp.recorded.as_str().to_owned(),
        by: stamp.by.clone(),
        program: stamp.program.clone(),
        kind: operation.kind().to_owned(),
        payload: operation.payload().map_err(|error| LedgerError::Refused(error.to_string()))?,
        previous: head.hash,
        hash: NOTHING,
    };
    line.hash = line.computed();
    db.prepare_cached(
        "INSERT INTO operation(seq, recorded, by, program, kind, payload, previous, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((
        line.seq,
        &line.recorded,
        &line.by,
        &line.program,
        &line.kind,
        &line.payload,
        line.previous.as_bytes(),
        line.hash.as_bytes(),
    ))?;
    Ok(line.seq)
}

/// The row of one operation.
pub(crate) fn line(db: &Connection, seq: u64) -> Result<Option<Line>> {
    Ok(db
        .prepare_cached(&format!("SELECT {COLUMNS} FROM operation WHERE seq = ?1"))?
        .query_row([seq], Line::of)
        .optional()?)
}

/// One operation, which must be there.
pub(crate) fn operation(db: &Connection, seq: u64) -> Result<Operation> {
    line(db, seq)?
        .ok_or_else(|| LedgerError::damaged(format!("operation {seq} is missing")))?
        .operation()
}

/// Up to `limit` rows from number `from` on.
pub(crate) fn lines(db: &Connection, from: u64, limit: u64) -> Result<Vec<Line>> {
    let mut select = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM operation WHERE seq >= ?1 ORDER BY seq LIMIT ?2"
    ))?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let from = i64::try_from(from).unwrap_or(i64::MAX);
    Ok(select.query_map((from, limit), Line::of)?.collect::<rusqlite::Result<_>>()?)
}
