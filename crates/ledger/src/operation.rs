//! The changes a dossier can undergo.

use sayso_model::{
    CaptureId, Diagnostic, Digest, HandClaim, ItemId, Judgement, Reader, ReadingId, Ruling, TextId,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The dossier was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// The format of the file.
    pub format: u32,
}

/// A container that bytes were taken out of, so that anybody can find them there again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inside {
    /// The container: its path as given, or `path!/inner` where it stands in another one.
    pub path: String,
    /// The digest of the container's own bytes; `None` where it could not be read to its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Digest>,
    /// What it calls what was taken out of it: a path, a record's id, an attachment's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The byte of it at which that starts.
    pub offset: u64,
    /// The encodings that were taken off that, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decoded: Vec<String>,
}

/// Where bytes came from, and how. What program took them in, and when, is in the log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The path or address, as it was given.
    pub from: String,
    /// What the document is called, `path!/inner` inside a container, where that is not `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<String>,
    /// The record inside a container.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The byte of the container at which the record, or the gzip member that holds it, starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<u64>,
    /// The encodings that were taken off to get the bytes, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decoded: Vec<String>,
    /// The containers they were taken out of, the outermost first. Of the innermost, `member`,
    /// `offset` and `decoded` say the same; records of before this was kept have only these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub containers: Vec<Inside>,
    /// How they were obtained, such as `file` or `warc response`.
    pub how: String,
    /// The address they were fetched from, where another program fetched them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The media type that was given with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// When another program fetched them, as it wrote it (`WARC-Date`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched: Option<String>,
    /// When the file was last changed, as its archive states it: without `Z` after it, in the
    /// local time of whoever packed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// What the server said with them, such as `date` and `last-modified`, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// The title that the archive's own list of pages gives them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_title: Option<String>,
    /// When the page was visited, as that list states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_at: Option<String>,
    /// What there was to tell about getting them: a digest that did not fit, a record cut short.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

impl Provenance {
    /// What the document is called: its path as given, `path!/inner` inside a container.
    #[must_use]
    pub fn place(&self) -> Cow<'_, str> {
        match (&self.doc, &self.member) {
            (Some(doc), _) => Cow::Borrowed(doc),
            (None, None) => Cow::Borrowed(&self.from),
            (None, Some(member)) => {
                let inner = self.address.as_ref().unwrap_or(member);
                Cow::Owned(format!("{}!/{inner}", self.from))
            }
        }
    }
}

/// Bytes were taken in. The same bytes from elsewhere are taken in again, without a second copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddCapture {
    /// The digest of the bytes, which is also that of the blob that holds them.
    pub capture: CaptureId,
    /// How many bytes.
    pub size: u64,
    /// Where from.
    pub provenance: Provenance,
}

/// A text was made of a capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddText {
    /// The text.
    pub text: TextId,
    /// The bytes it was made from.
    pub capture: CaptureId,
    /// The blob of its words, in UTF-8.
    pub words: Digest,
    /// The blob of everything else about it, in JSON.
    pub record: Digest,
}

/// A text was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddReading {
    /// The reading.
    pub reading: ReadingId,
    /// The text that was read.
    pub text: TextId,
    /// The blob of the reading, in JSON.
    pub record: Digest,
    /// Who read it.
    pub reader: Reader,
}

/// Somebody added a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AddClaim {
    /// The id it was given.
    pub id: ItemId,
    /// The claim.
    pub claim: HandClaim,
}

/// Somebody judged an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judge {
    /// The decision.
    pub judgement: Judgement,
}

/// Somebody ruled how items hang together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The ruling.
    pub ruling: Ruling,
}

/// Something of the dossier was checked: a line of the chain of custody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Check {
    /// Every hash and every anchor was computed again.
    Dossier {
        /// The operation up to which.
        seq: u64,
        /// How many blobs.
        blobs: u64,
        /// How many anchors.
        anchors: u64,
        /// What failed: at most a hundred lines of it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        failures: Vec<String>,
        /// How many things failed.
        failed: u64,
        /// The captures that they concern, each once, and `None` where these were not recorded:
        /// before they were, and where there were too many.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        captures: Option<Vec<CaptureId>>,
    },
    /// An address was asked whether it still answers.
    Address {
        /// The address.
        address: String,
        /// What came of it, such as `alive`, `gone: 404`, `moved to ...`.
        found: String,
    },
}

/// An earlier operation was taken back. It stays in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// Its number.
    pub operation: u64,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

macro_rules! operations {
    ($($kind:ident = $word:literal),* $(,)?) => {
        /// One change of a dossier.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(clippy::large_enum_variant, reason = "handed on a page of the log at a time")]
        pub enum Operation {
            $(#[doc = concat!("`", $word, "`.")] $kind($kind)),*
        }

        impl Operation {
            /// The word for it in the log.
            #[must_use]
            pub const fn kind(&self) -> &'static str {
                match self { $(Self::$kind(_) => $word),* }
            }

            /// What it carries, in JSON: the same operation always gives the same bytes.
            pub(crate) fn payload(&self) -> serde_json::Result<String> {
                match self { $(Self::$kind(payload) => serde_json::to_string(payload)),* }
            }

            /// The operation of a kind and a payload; `None` where the kind is unknown.
            pub(crate) fn parse(kind: &str, payload: &str) -> Option<serde_json::Result<Self>> {
                match kind {
                    $($word => Some(serde_json::from_str(payload).map(Self::$kind)),)*
                    _ => None,
                }
            }
        }
    };
}

operations! {
    Begin = "begin",
    AddCapture = "add_capture",
    AddText = "add_text",
    AddReading = "add_reading",
    AddClaim = "add_claim",
    Judge = "judge",
    Rule = "rule",
    Check = "check",
    Undo = "undo",
}
