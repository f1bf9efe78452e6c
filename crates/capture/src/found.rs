//! What comes out of a source: bytes with where they came from, or why there are none.

use sayso_model::{CaptureId, Diagnostic};
use serde::{Deserialize, Serialize};

/// Bytes as they were obtained, with where they came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// The path as given; `path!/address` for a record of a web archive, with ` (2)` and so on
    /// after it where the same archive holds the address again.
    pub doc: String,
    /// The bytes. Of a web archive's record they are the page as the server sent it, out of its
    /// transfer and content encodings.
    pub bytes: Vec<u8>,
    /// The SHA-256 of the bytes.
    pub id: CaptureId,
    /// The file's name, or the last part of the address: a hint at the format.
    pub name: String,
    /// The media type it was served with, with its parameters.
    pub media_type: Option<String>,
    /// Where it was served.
    pub address: Option<String>,
    /// When it was fetched, as the archive states it (`WARC-Date`).
    pub fetched: Option<String>,
    /// How it was obtained: `file`, `warc response` or `warc resource`.
    pub how: &'static str,
    /// The archive it was taken out of.
    pub container: Option<Container>,
    /// What to tell about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where in an archive a capture stands, so that anybody can find it there again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Container {
    /// The archive's path as given.
    pub path: String,
    /// The record's own id (`WARC-Record-ID`).
    pub record: Option<String>,
    /// The byte of the file at which the record starts; in a gzipped archive, at which the gzip
    /// member that holds it starts (as in a CDX index).
    pub offset: u64,
    /// The encodings that were taken off to get the bytes, outermost first, such as `chunked` and
    /// `gzip`.
    pub decoded: Vec<String>,
}

/// What a source gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "handed on one at a time, never kept in numbers")]
pub enum Found {
    /// Bytes.
    Captured(Captured),
    /// It could not be read, and somebody may have to act.
    Failed {
        /// What: a path, or `path!/address`.
        doc: String,
        /// Why, and what to do.
        diagnostics: Vec<Diagnostic>,
    },
    /// It was passed over, on purpose.
    Skipped {
        /// What: a path, or `path!/address`.
        doc: String,
        /// Why.
        diagnostics: Vec<Diagnostic>,
    },
}

impl Found {
    pub(crate) fn failed(doc: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Failed { doc: doc.into(), diagnostics: vec![Diagnostic::error(message)] }
    }

    pub(crate) fn skipped(doc: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Skipped { doc: doc.into(), diagnostics: vec![Diagnostic::note(message)] }
    }
}

/// How much is taken in at most; past it a diagnostic names the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file that is kept whole. A web archive may be larger: it is read as a stream.
    pub file: u64,
    /// Bytes of one record of a web archive, both as stored and out of its encodings.
    pub record: u64,
    /// Records of one web archive.
    pub records: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 256 << 20, record: 64 << 20, records: 1_000_000 }
    }
}
