//! What is doubtful about the records of web archives.

use crate::digests::{Agreement, check};
use crate::http::Decoded;
use crate::record::{Block, Record, begins_record};
use sayso_model::Diagnostic;

/// What is doubtful about a record as it stands in the archive.
pub(crate) fn doubts(record: &Record, block: &Block) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    let mut warn = |message: String| doubts.push(Diagnostic::warning(message));
    if let Some(why) = record.header.get("warc-truncated") {
        warn(format!("the archive's writer cut this record off ({why})"));
    }
    if record.header.get("warc-segment-number").is_some() {
        warn("the record is one segment of several; the others are not read".to_owned());
    }
    if let Some(cut) = &block.cut {
        warn(cut.clone());
        return doubts;
    }
    let stated = record.header.get("warc-block-digest");
    let agreement = stated.map(|stated| check(stated, &[&block.bytes]));
    if agreement == Some(Agreement::Other) {
        let stated = stated.unwrap_or_default();
        warn(format!(
            "the record is not as it was written: its block digest is not {stated}, the one it \
             states"
        ));
    }
    if agreement != Some(Agreement::Same)
        && let Some(at) = record_inside(&block.bytes)
    {
        warn(format!(
            "byte {at} of this record looks like the start of another: the record may have been \
             cut off as it was written, and others lost in it"
        ));
    }
    doubts
}

/// The payload digest is of the body; writers disagree on whether it is that before or after its
/// chunks are joined, so that any will do.
pub(crate) fn payload_doubt(record: &Record, body: &[u8], decoded: &Decoded) -> Option<Diagnostic> {
    let stated = record.header.get("warc-payload-digest")?;
    let without_chunks = decoded.without_chunks.as_deref().unwrap_or(body);
    let agreement = check(stated, &[body, without_chunks, &decoded.bytes]);
    (agreement == Agreement::Other).then(|| {
        Diagnostic::warning(format!(
            "the page is not as it was captured: its payload digest is not {stated}, the one the \
             record states"
        ))
    })
}

/// Where a block seems to hold the start of another record.
fn record_inside(block: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(block, b"\nWARC/").map(|at| at + 1).find(|&at| {
        let line_end = memchr::memchr(b'\n', &block[at..]);
        begins_record(&block[at..])
            && line_end.is_some_and(|end| end < 12 && block[at + end + 1..].starts_with(b"WARC-"))
    })
}
