//! What can go wrong with a dossier: what, where, and what to do.

use rusqlite::ffi;
use sayso_model::{AnchorError, CaptureId, ItemId, TextId};
use std::path::{Path, PathBuf};

/// Why a dossier could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// There is no file of that name.
    #[error("{}: there is no such file; `sayso open PATH` makes a dossier", path.display())]
    NotFound {
        /// The file asked for.
        path: PathBuf,
    },
    /// A dossier was to be made where a file is.
    #[error("{}: a file of this name exists; choose another name, or open it", path.display())]
    AlreadyExists {
        /// The file in the way.
        path: PathBuf,
    },
    /// The file is something else. It was not touched.
    #[error("{}: not a Sayso dossier: {why}; nothing in it was changed", path.display())]
    NotADossier {
        /// The file.
        path: PathBuf,
        /// What it is instead, as far as can be told.
        why: String,
    },
    /// The file ends before it should.
    #[error(
        "{}: the dossier is cut short: it should be {expected} bytes long and is {found}; \
         copy it again from where it came from",
        path.display()
    )]
    CutShort {
        /// The file.
        path: PathBuf,
        /// Bytes that its header tells of.
        expected: u64,
        /// Bytes that are there.
        found: u64,
    },
    /// A later version of the program wrote it.
    #[error(
        "{}: this dossier has format {format}, and this program reads up to {known}; \
         use a newer sayso",
        path.display()
    )]
    NewerFormat {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: u32,
        /// The newest format that is known here.
        known: u32,
    },
    /// Somebody else holds the lock.
    #[error(
        "{}: another sayso is writing to this dossier; nothing was recorded, try again when it \
         has finished",
        path.display()
    )]
    Busy {
        /// The dossier.
        path: PathBuf,
    },
    /// No room to write.
    #[error(
        "{}: the disk is full; this step was not recorded, and nothing recorded before was lost: \
         make room and do it again",
        path.display()
    )]
    DiskFull {
        /// The dossier.
        path: PathBuf,
    },
    /// The system refused to write, without saying that there is no room.
    #[error(
        "{}: the disk could not be written (it may be full); this step was not recorded, and \
         nothing recorded before was lost: make room or mend the disk, and do it again",
        path.display()
    )]
    NotWritten {
        /// The dossier.
        path: PathBuf,
    },
    /// It may be read but not written.
    #[error(
        "{}: the dossier or its folder may only be read; copy it (with any `-journal` file beside \
         it) to a place where you may write",
        path.display()
    )]
    ReadOnly {
        /// The dossier.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{}: {why}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// What is stored contradicts itself.
    #[error(
        "{}: the dossier is damaged: {what}; `sayso verify` tells what else, and a copy made \
         before can be opened instead",
        path.display()
    )]
    Damaged {
        /// The dossier.
        path: PathBuf,
        /// What is wrong, and where.
        what: String,
    },
    /// The views are missing or are not those of the log.
    #[error(
        "{}: the views of this dossier are not up to date with its log; `sayso rebuild` makes them \
         again from it",
        path.display()
    )]
    StaleViews {
        /// The dossier.
        path: PathBuf,
    },
    /// No item has this id, or an id that begins so.
    #[error(
        "no item's id is or begins with {prefix:?} at this point of the log; `sayso claims` lists them"
    )]
    NoSuchItem {
        /// What was asked for.
        prefix: String,
    },
    /// Several items have ids that begin so.
    #[error("several ids begin with {prefix:?}: {}; write more of it", list(candidates))]
    Ambiguous {
        /// What was asked for.
        prefix: String,
        /// Some of the ids that begin so, in order.
        candidates: Vec<ItemId>,
    },
    /// The log has no such number.
    #[error("there is no operation {operation}; the last one is {head} (`sayso log` lists them)")]
    NoSuchOperation {
        /// The number asked for.
        operation: u64,
        /// The last there is.
        head: u64,
    },
    /// The dossier has no such document at this point of the log.
    #[error("the dossier holds no text {text} at this point of its log")]
    NoSuchDocument {
        /// The text.
        text: TextId,
    },
    /// The dossier does not have these bytes.
    #[error("the dossier holds no capture {capture}; add the capture before its text")]
    NoSuchCapture {
        /// The capture.
        capture: CaptureId,
    },
    /// The beginning of a dossier cannot be undone.
    #[error("operation 1 began the dossier and cannot be undone")]
    UndoOfBegin,
    /// It is undone already.
    #[error(
        "operation {operation} is undone already, by operation {by}; undo {by} to bring it back"
    )]
    AlreadyUndone {
        /// The operation.
        operation: u64,
        /// The operation that undid it.
        by: u64,
    },
    /// The words at an anchor are not those of the text.
    #[error("the words do not stand where they are said to: {0}")]
    Anchor(#[from] AnchorError),
    /// What was to be recorded does not hold together.
    #[error("{0}")]
    Refused(String),
}

fn list(ids: &[ItemId]) -> String {
    ids.iter().map(ItemId::as_str).collect::<Vec<_>>().join(", ")
}

/// What the functions of this crate return.
pub(crate) type Result<T, E = LedgerError> = std::result::Result<T, E>;

impl LedgerError {
    /// Something stored contradicts itself. The path is put in by [`LedgerError::at`].
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { path: PathBuf::new(), what: what.into() }
    }

    /// The same error, of the dossier at this path.
    pub(crate) fn at(mut self, place: &Path) -> Self {
        if let Self::Busy { path }
        | Self::DiskFull { path }
        | Self::NotWritten { path }
        | Self::ReadOnly { path }
        | Self::Io { path, .. }
        | Self::Damaged { path, .. }
        | Self::StaleViews { path } = &mut self
        {
            place.clone_into(path);
        }
        self
    }

    /// What is wrong, without where and what to do: for a report that says those itself.
    pub(crate) fn reason(&self) -> String {
        match self {
            Self::Damaged { what, .. } => what.clone(),
            Self::Io { why, .. } => why.clone(),
            other => other.to_string(),
        }
    }

    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::NotFound { path },
            std::io::ErrorKind::AlreadyExists => Self::AlreadyExists { path },
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::DiskFull { path }
            }
            std::io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::Io { path, why: error.to_string() },
        }
    }
}

/// How SQLite says that a view was dropped.
const NO_VIEW: &str = "no such table: view_";

/// SQLite's result codes, in the words of a dossier.
impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        let path = PathBuf::new();
        if error.to_string().contains(NO_VIEW) {
            return Self::StaleViews { path };
        }
        let Some(code) = error.sqlite_error() else {
            return Self::damaged(error.to_string());
        };
        match (code.extended_code & 0xff, code.extended_code) {
            (ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED, _) => Self::Busy { path },
            (ffi::SQLITE_FULL, _) => Self::DiskFull { path },
            (_, ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_FSYNC) => Self::NotWritten { path },
            (ffi::SQLITE_READONLY | ffi::SQLITE_CANTOPEN | ffi::SQLITE_PERM, _) => {
                Self::ReadOnly { path }
            }
            (ffi::SQLITE_IOERR, _) => Self::Io { path, why: error.to_string() },
            _ => Self::damaged(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_that_failed_is_not_said_to_have_found_the_disk_full() {
        let of = |code| {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            LedgerError::from(error).to_string()
        };
        assert!(of(ffi::SQLITE_IOERR_WRITE).contains("could not be written (it may be full)"));
        assert!(of(ffi::SQLITE_FULL).contains("the disk is full"));
    }
}
