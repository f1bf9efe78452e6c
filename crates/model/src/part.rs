//! What a text is made from where its words stand packed inside the capture.

use crate::{Digest, SourceRange};
use serde::{Deserialize, Serialize};

/// A way in which bytes are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Packing {
    /// DEFLATE without a wrapper (RFC 1951), as in a zip archive.
    Deflate,
    /// Base64 (RFC 2045, section 6.8).
    Base64,
    /// Quoted-printable (RFC 2045, section 6.7).
    QuotedPrintable,
}

/// A stretch of a capture that holds words packed: an entry of an office file, a part of a mail.
///
/// The map of a text with parts counts bytes in its *source*: all parts, unpacked, one after
/// another. Of a text without parts the source is the capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What the container calls it: `word/document.xml`, or the number of a mail's part, `1.2`.
    pub name: String,
    /// Where its packed bytes stand in the capture.
    pub packed: SourceRange,
    /// How they are packed, the outermost first; empty where they stand there as they are.
    pub packing: Vec<Packing>,
    /// How many bytes it has unpacked.
    pub len: u64,
    /// The SHA-256 of these.
    pub sha256: Digest,
}

/// Which part a byte of the source stands in, and where in that part.
#[must_use]
pub fn part_at(parts: &[Part], byte: u64) -> Option<(&Part, u64)> {
    let mut start = 0_u64;
    parts.iter().find_map(|part| {
        let at = byte.checked_sub(start)?;
        start = start.saturating_add(part.len);
        (at < part.len).then_some((part, at))
    })
}
