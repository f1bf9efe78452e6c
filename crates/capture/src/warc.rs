//! The pages of a web archive (WARC 1.0 and 1.1, ISO 28500:2017), out of gzip or not.
//!
//! The reader is our own, and not the `fastwarc` crate, for three reasons: that crate cannot be had
//! without zstd, brotli, lz4 and the rest of its codecs; it reserves as much memory as a record
//! claims to need; and where a file is damaged it does not say where, which is what somebody who
//! must defend a quotation from an archive needs to know.

use crate::digests::{Agreement, check};
use crate::endings;
use crate::found::{Captured, Container, Found, Limits};
use crate::http::{Decoded, Response};
use crate::record::{Block, Bytes, Event, Record, Records, begins_record};
use sayso_model::{CaptureId, Diagnostic, Digest};
use std::collections::{BTreeMap, VecDeque};

/// Damaged places of one archive that are told one by one; the rest are counted.
const TOLD: u64 = 100;

/// The pages of one archive, as they are asked for.
pub(crate) struct Warc {
    doc: String,
    limits: Limits,
    records: Records,
    /// Records and damaged places met.
    met: u64,
    damaged: u64,
    captured: u64,
    /// What was passed over by its kind, counted.
    passed: BTreeMap<&'static str, u64>,
    /// How often each inner name was given, by the head of its digest: a clash of two would only
    /// add a number to a name.
    names: BTreeMap<u64, u32>,
    ready: VecDeque<Found>,
    over: bool,
}

impl Iterator for Warc {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while self.ready.is_empty() && !self.over {
            self.step();
        }
        self.ready.pop_front()
    }
}

impl Warc {
    pub(crate) fn new(doc: &str, bytes: Bytes, limits: &Limits) -> Self {
        Self {
            doc: doc.to_owned(),
            limits: *limits,
            records: Records::new(bytes),
            met: 0,
            damaged: 0,
            captured: 0,
            passed: BTreeMap::new(),
            names: BTreeMap::new(),
            ready: VecDeque::new(),
            over: false,
        }
    }

    fn step(&mut self) {
        let event = self.records.next();
        if self.met >= self.limits.records && !matches!(event, Event::End { .. }) {
            let message = format!(
                "{} holds more than the limit of {} records; the rest was not read: split it or \
                 raise the limit",
                self.doc, self.limits.records
            );
            self.ready.push_back(Found::failed(&self.doc, message));
            return self.conclude(true);
        }
        self.met += 1;
        match event {
            Event::End { closed } => self.conclude(closed),
            Event::Lost(what) => self.lost(what),
            Event::Record(record) => self.record(&record),
        }
    }

    fn lost(&mut self, what: String) {
        self.damaged += 1;
        if self.damaged <= TOLD {
            self.ready.push_back(Found::failed(&self.doc, format!("{what} ({})", self.doc)));
        }
    }

    /// What there is to say of the archive as a whole.
    fn conclude(&mut self, closed: bool) {
        self.over = true;
        if self.damaged > TOLD {
            let message = format!("{} more places are damaged", self.damaged - TOLD);
            self.ready.push_back(Found::failed(&self.doc, message));
        }
        let mut diagnostics = Vec::new();
        if !closed {
            diagnostics.push(Diagnostic::note(
                "the archive ends before the two line ends that close its last record: it may \
                 have been cut off there",
            ));
        }
        if !self.passed.is_empty() {
            let counts: Vec<_> =
                self.passed.iter().map(|(what, n)| format!("{what}: {n}")).collect();
            let counts = counts.join(", ");
            diagnostics.push(Diagnostic::note(format!("passed over in the archive: {counts}")));
        }
        if self.captured == 0 {
            diagnostics.push(Diagnostic::warning("there is no page to read in the archive"));
        }
        if !diagnostics.is_empty() {
            self.ready.push_back(Found::Skipped { doc: self.doc.clone(), diagnostics });
        }
    }

    fn record(&mut self, record: &Record) {
        let kind = record.header.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        let kept = match kind.as_str() {
            "response" if is_http(record) => "warc response",
            "resource" => "warc resource",
            other => return self.pass_over(record, words_of_kind(other)),
        };
        if kept == "warc resource"
            && let Some(what) = not_a_page(record.header.get("content-type"), record)
        {
            return self.pass_over(record, what);
        }
        if record.length > self.limits.record {
            let doc = self.name(record);
            let message = format!(
                "the record is {} bytes long, more than the limit of {}; raise the limit",
                record.length, self.limits.record
            );
            self.ready.push_back(Found::failed(doc, message));
            if let Some(cut) = self.records.pass_over(record) {
                self.lost(cut);
            }
            return;
        }
        let block = self.records.block(record);
        match kept {
            "warc response" => self.response(record, block),
            _ => self.resource(record, block),
        }
    }

    fn pass_over(&mut self, record: &Record, what: &'static str) {
        *self.passed.entry(what).or_default() += 1;
        if let Some(cut) = self.records.pass_over(record) {
            self.lost(cut);
        }
    }

    fn response(&mut self, record: &Record, block: Block) {
        let Some(response) = Response::read(&block.bytes) else {
            let message =
                block.cut.unwrap_or_else(|| "the record holds no HTTP response".to_owned());
            let doc = self.name(record);
            return self.ready.push_back(Found::failed(doc, message));
        };
        let media_type = response.header.get("content-type").map(str::to_owned);
        if response.status != 200 {
            let message = format!(
                "the server answered with status {}, not with the page (200)",
                response.status
            );
            let doc = self.name(record);
            self.ready.push_back(Found::skipped(doc, message));
            return self.tell_cut(block.cut);
        }
        if let Some(what) = not_a_page(media_type.as_deref(), record) {
            *self.passed.entry(what).or_default() += 1;
            return self.tell_cut(block.cut);
        }
        match response.decode(self.limits.record) {
            Err(why) => {
                let doc = self.name(record);
                self.ready.push_back(Found::failed(doc, format!("the page was not read: {why}")));
                self.tell_cut(block.cut);
            }
            Ok(decoded) => {
                let mut diagnostics = doubts(record, &block);
                if block.cut.is_none() {
                    diagnostics.extend(payload_doubt(record, response.body, &decoded));
                }
                self.keep(record, "warc response", media_type, decoded, diagnostics);
            }
        }
    }

    fn resource(&mut self, record: &Record, block: Block) {
        let media_type = record.header.get("content-type").map(str::to_owned);
        let diagnostics = doubts(record, &block);
        let decoded = Decoded { bytes: block.bytes, ..Decoded::default() };
        self.keep(record, "warc resource", media_type, decoded, diagnostics);
    }

    fn tell_cut(&mut self, cut: Option<String>) {
        if let Some(cut) = cut {
            self.lost(cut);
        }
    }

    fn keep(
        &mut self,
        record: &Record,
        how: &'static str,
        media_type: Option<String>,
        decoded: Decoded,
        mut diagnostics: Vec<Diagnostic>,
    ) {
        diagnostics.extend(decoded.diagnostics);
        self.captured += 1;
        let address = address(record);
        let captured = Captured {
            doc: self.name(record),
            id: CaptureId::of(&decoded.bytes),
            bytes: decoded.bytes,
            name: address.as_deref().map(name_in_address).unwrap_or_default().to_owned(),
            media_type,
            address,
            fetched: record.header.get("warc-date").map(str::to_owned),
            how,
            container: Some(Container {
                path: self.doc.clone(),
                record: record.header.get("warc-record-id").map(out_of_brackets),
                offset: record.offset,
                decoded: decoded.encodings,
            }),
            diagnostics,
        };
        self.ready.push_back(Found::Captured(captured));
    }

    /// What to call a record: by its address, its id, or where it stands.
    fn name(&mut self, record: &Record) -> String {
        let inner = address(record)
            .or_else(|| record.header.get("warc-record-id").map(out_of_brackets))
            .unwrap_or_else(|| format!("byte {}", record.offset));
        let digest = Digest::of(inner.as_bytes());
        let key = digest.as_bytes().iter().take(8).fold(0, |key, &byte| key << 8 | u64::from(byte));
        let times = self.names.entry(key).or_default();
        *times += 1;
        match times {
            1 => format!("{}!/{inner}", self.doc),
            times => format!("{}!/{inner} ({times})", self.doc),
        }
    }
}

fn address(record: &Record) -> Option<String> {
    record.header.get("warc-target-uri").map(out_of_brackets)
}

/// A URI without the angle brackets that WARC 1.0 writes around it.
fn out_of_brackets(uri: &str) -> String {
    uri.strip_prefix('<').and_then(|uri| uri.strip_suffix('>')).unwrap_or(uri).to_owned()
}

/// The last part of an address's path: what a file of it would be called. Empty where there is
/// none.
#[must_use]
pub fn name_in_address(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    path.split_once('/').and_then(|(_, path)| path.rsplit('/').next()).unwrap_or_default()
}

fn is_http(record: &Record) -> bool {
    record
        .header
        .get("content-type")
        .is_none_or(|kind| kind.trim_start().to_ascii_lowercase().starts_with("application/http"))
}

fn words_of_kind(kind: &str) -> &'static str {
    match kind {
        "warcinfo" => "warcinfo records",
        "request" => "request records",
        "response" => "response records of other protocols",
        "metadata" => "metadata records",
        "revisit" => "revisit records (pages found unchanged, kept elsewhere)",
        "conversion" => "conversion records",
        "continuation" => "continuation records",
        _ => "records of unknown type",
    }
}

/// What something is by its media type, or by its address where that tells nothing, if it is no
/// text to read.
fn not_a_page(media_type: Option<&str>, record: &Record) -> Option<&'static str> {
    let kind = media_type.unwrap_or_default().split(';').next().unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    match kind.split_once('/') {
        None | Some(("application" | "binary", "octet-stream")) => {
            let address = address(record)?;
            endings::not_read(name_in_address(&address)).map(|_| "files of unknown type")
        }
        Some(("image", _)) => Some("images"),
        Some(("audio", _)) => Some("sound files"),
        Some(("video", _)) => Some("video files"),
        Some(("font", _)) => Some("fonts"),
        Some(("text", "css")) => Some("style sheets"),
        Some((_, "javascript" | "x-javascript" | "ecmascript" | "wasm")) => Some("programs"),
        Some(("application", "pdf")) => Some("PDF documents"),
        Some(("application", "json" | "ld+json" | "manifest+json")) => Some("data files"),
        Some(("application", "zip" | "gzip" | "x-gzip" | "x-tar")) => Some("packed archives"),
        Some(("application", kind)) if kind.contains("font") => Some("fonts"),
        Some(_) => None,
    }
}

/// What is doubtful about a record as it stands in the archive.
fn doubts(record: &Record, block: &Block) -> Vec<Diagnostic> {
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
fn payload_doubt(record: &Record, body: &[u8], decoded: &Decoded) -> Option<Diagnostic> {
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
