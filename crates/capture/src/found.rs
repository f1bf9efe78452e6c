//! What comes out of a source: bytes with where they came from, or why there are none.

use sayso_model::{CaptureId, Diagnostic, Digest};
use serde::{Deserialize, Serialize};

/// Bytes as they were obtained, with where they came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// The path as given; `path!/inner` for a member of an archive, and so on inward, with ` (2)`
    /// and so on after it where the same source gives that name again.
    pub doc: String,
    /// The bytes. Of a web archive's record they are the page as the server sent it, out of its
    /// transfer and content encodings; of a zip archive's member or an attachment, unpacked.
    pub bytes: Vec<u8>,
    /// The SHA-256 of the bytes.
    pub id: CaptureId,
    /// The file's name, or the last part of the address or of the member's name: a hint at the
    /// format.
    pub name: String,
    /// The media type it was served or packed with, with its parameters.
    pub media_type: Option<String>,
    /// Where it was served.
    pub address: Option<String>,
    /// When it was fetched, as the archive states it (`WARC-Date`).
    pub fetched: Option<String>,
    /// When the file was last changed, as the archive that holds it states it: without `Z` after
    /// it, in the local time of whoever packed it.
    pub modified: Option<String>,
    /// What the server said with it, for those who must show where it is from: `status-line`,
    /// `date`, `content-type`, `last-modified`, `location`, as far as there are, in this order.
    pub headers: Vec<(String, String)>,
    /// What the archive's own list of pages says of it (WACZ).
    pub page: Option<Listed>,
    /// How it was obtained: `file`, `warc response`, `warc resource`, `warc conversion`, `warc
    /// revisit`, `zip entry`, `tar entry`, `gzip content`, `mbox mail` or `mail attachment`.
    pub how: &'static str,
    /// The container it was taken out of.
    pub container: Option<Container>,
    /// What to tell about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a web archive's list of pages says of one of them (WACZ 1.1.1, section 5.2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The page's title.
    pub title: Option<String>,
    /// When it was visited.
    pub at: Option<String>,
}

/// Where in a container a capture stands, so that anybody can find it there again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Container {
    /// The container: its path as given, or `path!/inner` where it stands in another one.
    pub path: String,
    /// The SHA-256 of the container itself; `None` where it could not be read to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Digest>,
    /// What the container calls it: a record's own id (`WARC-Record-ID`), a file's path in a zip
    /// archive, an attachment's name, a mail's number.
    pub member: Option<String>,
    /// The byte of the container, as it stands or, where it is itself gzipped, unpacked, at which
    /// the record, the entry's header, the mail (after its `From ` line) or the attachment starts;
    /// in a gzipped web archive, at which the gzip member that holds it starts (as in a CDX
    /// index).
    pub offset: u64,
    /// The encodings that were taken off to get the bytes, outermost first, such as `chunked` and
    /// `gzip`.
    pub decoded: Vec<String>,
    /// Where the container itself stands, if inside another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outer: Option<Box<Container>>,
}

impl Container {
    /// The outermost container: the file that was given.
    #[must_use]
    pub fn outermost(&self) -> &Self {
        let mut container = self;
        while let Some(outer) = &container.outer {
            container = outer;
        }
        container
    }
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
