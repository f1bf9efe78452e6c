//! The source of a text: its capture, or the parts of it, unpacked.

use crate::limits::Limits;
use flate2::read::DeflateDecoder;
use sayso_model::transfer::{self, Decoded};
use sayso_model::{Digest, Packing, Part, SourceRange, Text};
use std::borrow::Cow;
use std::io::Read;

/// The bytes that the map of a text counts in, out of the bytes of its capture.
///
/// # Errors
///
/// Where a part is not what was recorded of it: its name, and what is wrong.
pub fn source<'b>(text: &Text, capture: &'b [u8]) -> Result<Cow<'b, [u8]>, String> {
    if text.parts.is_empty() {
        return Ok(Cow::Borrowed(capture));
    }
    let mut source = Vec::new();
    for part in &text.parts {
        let (bytes, _) = unpacked(capture, &part.packed, &part.packing, part.len)
            .map_err(|why| format!("{}: {why}", part.name))?;
        if Digest::of(&bytes) != part.sha256 {
            return Err(format!("{}: it holds other bytes than were recorded", part.name));
        }
        source.extend_from_slice(&bytes);
    }
    Ok(Cow::Owned(source))
}

/// A part of a capture, unpacked.
pub(crate) struct Unpacked<'b> {
    pub(crate) part: Part,
    pub(crate) bytes: Cow<'b, [u8]>,
    /// Why the bytes may not be what was packed.
    pub(crate) doubt: Option<String>,
}

/// A part of a capture, with its bytes unpacked.
pub(crate) fn part<'b>(
    name: &str,
    capture: &'b [u8],
    packed: SourceRange,
    packing: &[Packing],
    limits: &Limits,
) -> Result<Unpacked<'b>, String> {
    let (bytes, doubt) = unpacked(capture, &packed, packing, limits.unpacked)?;
    let (len, sha256) = (bytes.len() as u64, Digest::of(&bytes));
    let part = Part { name: name.to_owned(), packed, packing: packing.to_vec(), len, sha256 };
    Ok(Unpacked { part, bytes, doubt })
}

/// Bytes, and why they may not be what was packed.
type Doubtful<'b> = (Cow<'b, [u8]>, Option<String>);

/// The bytes of a range of a capture, out of their packing; an error where they are more than
/// `most`.
fn unpacked<'b>(
    capture: &'b [u8],
    packed: &SourceRange,
    packing: &[Packing],
    most: u64,
) -> Result<Doubtful<'b>, String> {
    let place = |at: u64| usize::try_from(at).ok();
    let bytes = place(packed.start)
        .zip(place(packed.end))
        .and_then(|(start, end)| capture.get(start..end))
        .ok_or("it does not lie in the capture")?;
    let (mut bytes, mut doubt) = (Cow::Borrowed(bytes), None);
    for packing in packing {
        let taken_off = take_off(*packing, &bytes, most)?;
        (bytes, doubt) = (Cow::Owned(taken_off.bytes), doubt.or(taken_off.doubt));
    }
    if bytes.len() as u64 > most {
        return Err(too_large(most));
    }
    Ok((bytes, doubt))
}

fn take_off(packing: Packing, bytes: &[u8], most: u64) -> Result<Decoded, String> {
    match packing {
        Packing::Deflate => Ok(Decoded { bytes: inflate(bytes, most)?, doubt: None }),
        Packing::Base64 => Ok(transfer::base64(bytes)),
        Packing::QuotedPrintable => Ok(transfer::quoted_printable(bytes)),
    }
}

fn inflate(bytes: &[u8], most: u64) -> Result<Vec<u8>, String> {
    let mut unpacked = Vec::new();
    DeflateDecoder::new(bytes)
        .take(most.saturating_add(1))
        .read_to_end(&mut unpacked)
        .map_err(|error| format!("it cannot be unpacked: {error}"))?;
    if unpacked.len() as u64 > most { Err(too_large(most)) } else { Ok(unpacked) }
}

fn too_large(most: u64) -> String {
    format!("unpacked it is larger than the limit of {most} bytes")
}
