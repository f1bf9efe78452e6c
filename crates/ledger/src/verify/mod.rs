//! Whether a dossier is what was recorded: every hash, every id, every anchor, every view.

mod blobs;
mod chain;
mod concerned;
mod contents;
mod place;
mod sqlite;
mod views;

pub use place::Place;

use crate::error::Result;
use crate::log::Head;
use rusqlite::Connection;
use sayso_model::{CaptureId, Digest};
use std::collections::BTreeSet;
use std::fmt;

/// One thing that is not as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// What kind.
    pub kind: FailureKind,
    /// Where.
    pub place: Place,
    /// What was found there.
    pub found: String,
    /// The captures whose bytes, texts or readings it concerns, in order; none where it concerns
    /// the dossier as a whole.
    pub captures: Vec<CaptureId>,
}

/// What can be wrong with a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FailureKind {
    /// SQLite finds its file damaged.
    File,
    /// The tables or their guards are not as this format has them.
    Schema,
    /// An operation was changed, moved, put in or taken out.
    Chain,
    /// The bytes of a blob are not those it is named for.
    Blob,
    /// A blob belongs to no operation.
    StrayBlob,
    /// What an operation says is not so.
    Content,
    /// A place does not hold the words it is said to hold.
    Anchor,
    /// The views do not show what the log says.
    View,
}

impl FailureKind {
    /// A short name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Schema => "schema",
            Self::Chain => "chain",
            Self::Blob => "blob",
            Self::StrayBlob => "stray blob",
            Self::Content => "content",
            Self::Anchor => "anchor",
            Self::View => "view",
        }
    }

    /// What it means to whoever relies on the dossier.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::File => "the file was damaged in storage or copying; what it shows may be wrong",
            Self::Schema => "something other than Sayso changed the layout of the file",
            Self::Chain => {
                "the log was changed after it was written: from here on it does not show what was \
                 recorded"
            }
            Self::Blob => "bytes, words or a reading were changed after they were recorded",
            Self::StrayBlob => {
                "bytes are kept that no operation took in: the end of the log may have been cut off"
            }
            Self::Content => "an operation does not hold together with what it refers to",
            Self::Anchor => "a quotation does not stand where it is said to: do not rely on it",
            Self::View => {
                "answers may differ from what was recorded; `sayso rebuild` makes them right again"
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, meaning) = (self.kind.name(), self.kind.meaning());
        write!(f, "{name}: {}: {} ({meaning})", self.place, self.found)
    }
}

/// What was checked, and what failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The last operation. Held against a head that was noted down before, it shows whether the
    /// end of the log was cut off or the whole of it rewritten, which the chain alone cannot.
    pub head: Head,
    /// How many operations.
    pub operations: u64,
    /// How many blobs.
    pub blobs: u64,
    /// How many texts, each time one was added.
    pub texts: u64,
    /// How many of them were made again from their captures and compared. The ledger, which knows
    /// no format, makes none: it leaves that to whoever knows the extractors.
    pub extracted_again: u64,
    /// How many readings.
    pub readings: u64,
    /// How many spans and anchors were held against the words.
    pub anchors: u64,
    /// What failed, in order of kind; empty where all is well.
    pub failures: Vec<Failure>,
}

impl Verification {
    /// Whether nothing failed.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.failures.is_empty()
    }
}

/// The run of a verification.
struct Check<'d> {
    db: &'d Connection,
    report: Verification,
    /// The blobs that operations refer to.
    used: BTreeSet<Digest>,
    /// The blobs whose bytes are not theirs: what is in them is not looked at again.
    broken: BTreeSet<Digest>,
}

impl Check<'_> {
    fn fail(&mut self, kind: FailureKind, place: impl Into<Place>, found: impl fmt::Display) {
        let (place, found) = (place.into(), found.to_string());
        self.report.failures.push(Failure { kind, place, found, captures: Vec::new() });
    }
}

/// Checks everything, in one transaction, so that a writer at work is not taken for damage.
pub(crate) fn verify(db: &Connection) -> Result<Verification> {
    let transaction = db.unchecked_transaction()?;
    let head = Head { seq: 0, hash: Digest::from_bytes([0; 32]) };
    let failures = Vec::new();
    let report = Verification {
        head,
        operations: 0,
        blobs: 0,
        texts: 0,
        extracted_again: 0,
        readings: 0,
        anchors: 0,
        failures,
    };
    let mut check =
        Check { db: &transaction, report, used: BTreeSet::new(), broken: BTreeSet::new() };
    check.sqlite();
    check.guarded(FailureKind::Chain, "the log", Check::chain);
    check.guarded(FailureKind::Blob, "the blobs", Check::blobs);
    check.guarded(FailureKind::Content, "the log", Check::contents);
    check.guarded(FailureKind::StrayBlob, "the blobs", Check::stray_blobs);
    check.guarded(FailureKind::View, "the views", Check::views);
    check.guarded(FailureKind::Content, "the log", Check::name_captures);
    let mut report = check.report;
    report.failures.sort();
    report.failures.dedup();
    Ok(report)
}

impl Check<'_> {
    /// Runs a part; where the file is too damaged for it to go on, that is a failure of its own.
    fn guarded(
        &mut self,
        kind: FailureKind,
        place: &str,
        part: impl FnOnce(&mut Self) -> Result<()>,
    ) {
        if let Err(error) = part(self) {
            self.fail(kind, place, format!("could not be checked to the end: {}", error.reason()));
        }
    }
}
