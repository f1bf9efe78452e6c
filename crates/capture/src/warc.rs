//! The pages of a web archive (WARC 1.0 and 1.1, ISO 28500:2017), out of gzip or not.
//!
//! The reader is our own, and not the `fastwarc` crate, for three reasons: that crate cannot be had
//! without zstd, brotli, lz4 and the rest of its codecs; it reserves as much memory as a record
//! claims to need; and where a file is damaged it does not say where, which is what somebody who
//! must defend a quotation from an archive needs to know.

use crate::blob::{Blob, Slice};
use crate::doubts::{doubts, payload_doubt};
use crate::found::Found;
use crate::http::{Decoded, Response};
use crate::item::{Context, Item, Opened, Place, Step};
use crate::media;
use crate::names::of_address;
use crate::passed::Passed;
use crate::record::{Block, Bytes, Event, Record, Records};
use crate::revisit::{Archives, Original, Unresolved};
use sayso_model::Diagnostic;
use std::collections::VecDeque;

/// Damaged places of one archive that are told one by one; the rest are counted.
const TOLD: u64 = 100;

/// The pages of one archive, as they are asked for.
pub(crate) struct Warc {
    /// Which of the archives that are read together it is.
    file: u32,
    doc: String,
    records: Records,
    /// Records and damaged places met.
    met: u64,
    damaged: u64,
    captured: u64,
    passed: Passed,
    ready: VecDeque<Step>,
    over: bool,
}

/// One web archive, read by itself.
pub(crate) struct Alone {
    archives: Archives,
    warc: Option<Warc>,
}

impl Alone {
    pub(crate) fn new(place: Place, gzipped: bool, context: &Context) -> Self {
        let mut archives = Archives::default();
        let warc = Warc::new(place, gzipped, &mut archives, context);
        Self { archives, warc: Some(warc) }
    }
}

impl Opened for Alone {
    fn next(&mut self, context: &mut Context) -> Option<Step> {
        let warc = self.warc.as_mut()?;
        if let Some(step) = warc.next(context, &mut self.archives) {
            return Some(step);
        }
        if let Some(step) = self.archives.settle(context) {
            warc.captured += u64::from(matches!(step, Step::Inner(_)));
            return Some(step);
        }
        self.warc.take()?.conclude(&self.archives).map(Step::Found)
    }
}

impl Warc {
    pub(crate) fn new(
        place: Place,
        gzipped: bool,
        archives: &mut Archives,
        context: &Context,
    ) -> Self {
        let doc = place.doc.clone();
        let bytes = Bytes::new(place.blob.open(), gzipped.then_some(&context.meter));
        Self {
            file: archives.add(place, gzipped),
            doc,
            records: Records::new(bytes),
            met: 0,
            damaged: 0,
            captured: 0,
            passed: Passed::default(),
            ready: VecDeque::new(),
            over: false,
        }
    }

    /// What the archive gives next; `None` at its end.
    pub(crate) fn next(&mut self, context: &mut Context, archives: &mut Archives) -> Option<Step> {
        while self.ready.is_empty() && !self.over {
            self.step(context, archives);
        }
        self.ready.pop_front()
    }

    fn step(&mut self, context: &mut Context, archives: &mut Archives) {
        let event = self.records.next();
        let limit = context.limits.records;
        if self.met >= limit && !matches!(event, Event::End) {
            self.failed(format!(
                "{} holds more than the limit of {limit} records (records); the rest was not \
                 read: split it or raise the limit",
                self.doc
            ));
            self.over = true;
            return;
        }
        self.met += 1;
        match event {
            Event::End => self.over = true,
            Event::Lost(what) => self.lost(&what),
            Event::Record(record) => self.record(&record, context, archives),
        }
    }

    fn failed(&mut self, message: String) {
        self.ready.push_back(Step::Found(Found::failed(&self.doc, message)));
    }

    fn lost(&mut self, what: &str) {
        self.damaged += 1;
        if self.damaged <= TOLD {
            self.failed(format!("{what} ({})", self.doc));
        }
    }

    /// What there is to say of the archive as a whole, at its end.
    pub(crate) fn conclude(self, archives: &Archives) -> Option<Found> {
        let mut diagnostics = Vec::new();
        if self.damaged > TOLD {
            let more = self.damaged - TOLD;
            diagnostics.push(Diagnostic::error(format!("{more} more places are damaged")));
        }
        if self.records.closed() == Some(false) {
            diagnostics.push(Diagnostic::note(
                "the archive ends before the two line ends that close its last record: it may \
                 have been cut off there",
            ));
        }
        diagnostics.extend(self.passed.told());
        if self.captured == 0 && !archives.has_pending() {
            diagnostics.push(Diagnostic::warning("there is no page to read in the archive"));
        }
        (!diagnostics.is_empty()).then_some(Found::Skipped { doc: self.doc, diagnostics })
    }

    fn record(&mut self, record: &Record, context: &mut Context, archives: &mut Archives) {
        let kind = record.header.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        let how = match kind.as_str() {
            "response" if is_http(record) => "warc response",
            "resource" => "warc resource",
            "conversion" => "warc conversion",
            "revisit" => "warc revisit",
            other => return self.pass_over(record, words_of_kind(other)),
        };
        if matches!(how, "warc resource" | "warc conversion")
            && let Some(what) = not_a_page(record.header.get("content-type"), record)
        {
            self.note_original(record, false, archives);
            return self.pass_over(record, what);
        }
        let limit = context.limits.record;
        if record.length > limit {
            let doc = name(record, archives.place(self.file), context);
            let message = format!(
                "the record is {} bytes long, more than the limit of {limit} (record); raise the \
                 limit",
                record.length
            );
            self.ready.push_back(Step::Found(Found::failed(doc, message)));
            if let Some(cut) = self.records.pass_over(record) {
                self.lost(&cut);
            }
            return;
        }
        let block = self.records.block(record);
        match how {
            "warc response" => self.response(record, block, context, archives),
            "warc revisit" => self.revisit(record, &block, context, archives),
            how => self.resource(record, how, block, context, archives),
        }
    }

    /// Counts what is passed over; what cannot be told by its kind is named.
    fn count(&mut self, record: &Record, what: &'static str) {
        match address(record).filter(|_| what == media::UNKNOWN) {
            Some(address) => self.passed.named(what, of_address(&address)),
            None => self.passed.count(what),
        }
    }

    fn pass_over(&mut self, record: &Record, what: &'static str) {
        self.count(record, what);
        if let Some(cut) = self.records.pass_over(record) {
            self.lost(&cut);
        }
    }

    fn note_original(&self, record: &Record, kept: bool, archives: &mut Archives) {
        archives.note(&record.header, Original { file: self.file, offset: record.offset, kept });
    }

    fn response(
        &mut self,
        record: &Record,
        block: Block,
        context: &mut Context,
        archives: &mut Archives,
    ) {
        let place = archives.place(self.file);
        let page = page(record, &block, place, context);
        self.note_original(record, matches!(page, Page::Kept(_)), archives);
        let cut = match page {
            Page::Kept(item) => {
                self.captured += 1;
                self.ready.push_back(Step::Inner(*item));
                return;
            }
            Page::Found(found) => {
                let cut = block.cut.filter(|cut| !told(&found, cut));
                self.ready.push_back(Step::Found(*found));
                cut
            }
            Page::Passed(what) => {
                self.count(record, what);
                block.cut
            }
        };
        if let Some(cut) = cut {
            self.lost(&cut);
        }
    }

    fn resource(
        &mut self,
        record: &Record,
        how: &'static str,
        block: Block,
        context: &mut Context,
        archives: &mut Archives,
    ) {
        self.note_original(record, true, archives);
        self.captured += 1;
        let mut diagnostics = doubts(record, &block);
        if how == "warc conversion" {
            diagnostics.push(Diagnostic::note(match record.header.get("warc-refers-to") {
                Some(id) => format!(
                    "the archive's writer made this out of its record {}",
                    out_of_brackets(id)
                ),
                None => "the archive's writer made this out of another record, and does not say \
                         which"
                    .to_owned(),
            }));
        }
        let decoded = Decoded { bytes: block.bytes, diagnostics, ..Decoded::default() };
        let mut item = item(record, how, decoded, archives.place(self.file), context);
        item.media_type = record.header.get("content-type").map(str::to_owned);
        self.ready.push_back(Step::Inner(item));
    }

    fn revisit(
        &mut self,
        record: &Record,
        block: &Block,
        context: &mut Context,
        archives: &mut Archives,
    ) {
        match archives.resolve(self.file, record, block, context) {
            Ok(step) => {
                self.captured += u64::from(matches!(step, Step::Inner(_)));
                self.ready.push_back(step);
            }
            Err(Unresolved::NotRead) => self.passed.count("revisits of files that are not read"),
            Err(Unresolved::Unknown) => archives.wait(self.file, record),
        }
        if let Some(cut) = &block.cut {
            self.lost(cut);
        }
    }
}

/// What a response came to.
pub(crate) enum Page {
    Kept(Box<Item>),
    Found(Box<Found>),
    /// It is no text to read, but one of these.
    Passed(&'static str),
}

/// The page that a response, or a resource that a revisit refers to, holds.
pub(crate) fn page(
    record: &Record,
    block: &Block,
    place: &mut Place,
    context: &mut Context,
) -> Page {
    if record.header.get("warc-type").is_some_and(|kind| !kind.eq_ignore_ascii_case("response")) {
        let diagnostics = doubts(record, block);
        let decoded = Decoded { bytes: block.bytes.clone(), diagnostics, ..Decoded::default() };
        let mut item = item(record, "warc resource", decoded, place, context);
        item.media_type = record.header.get("content-type").map(str::to_owned);
        return Page::Kept(Box::new(item));
    }
    let limit = context.limits.record;
    let mut found =
        |make: &dyn Fn(String) -> Found| Page::Found(Box::new(make(name(record, place, context))));
    let Some(response) = Response::read(&block.bytes) else {
        let message =
            block.cut.clone().unwrap_or_else(|| "the record holds no HTTP response".to_owned());
        return found(&|doc| Found::failed(doc, message.as_str()));
    };
    if response.status != 200 {
        let onward = response.header.get("location").map(|to| format!(", but sent on to {to}"));
        let message = format!(
            "the server answered with status {}, not with the page (200){}",
            response.status,
            onward.unwrap_or_default()
        );
        return found(&|doc| Found::skipped(doc, message.as_str()));
    }
    let media_type = response.header.get("content-type");
    if let Some(what) = not_a_page(media_type, record) {
        return Page::Passed(what);
    }
    match response.decode(limit) {
        Err(why) => found(&|doc| Found::failed(doc, format!("the page was not read: {why}"))),
        Ok(mut decoded) => {
            let mut diagnostics = doubts(record, block);
            if block.cut.is_none() {
                diagnostics.extend(payload_doubt(record, response.body, &decoded));
            }
            diagnostics.append(&mut decoded.diagnostics);
            decoded.diagnostics = diagnostics;
            let mut item = item(record, "warc response", decoded, place, context);
            item.media_type = media_type.map(str::to_owned);
            item.headers = response.custody();
            Page::Kept(Box::new(item))
        }
    }
}

/// Bytes of a record, with where they stand.
fn item(
    record: &Record,
    how: &'static str,
    decoded: Decoded,
    place: &mut Place,
    context: &mut Context,
) -> Item {
    let address = address(record);
    let doc = name(record, place, context);
    let id = record.header.get("warc-record-id").map(|id| of_address(&out_of_brackets(id)));
    let mut container = place.at(id, record.offset);
    container.decoded = decoded.encodings;
    let of_file = of_address(address.as_deref().map(name_in_address).unwrap_or_default());
    let blob = Blob::plain(Slice::of_bytes(decoded.bytes), &context.meter);
    let mut item = Item::new(doc, of_file, blob, how).within(container);
    item.address = address;
    item.fetched = record.header.get("warc-date").map(str::to_owned);
    item.diagnostics = decoded.diagnostics;
    item
}

/// What to call a record: by its address, its id, or where it stands. The whole of a long address
/// is the capture's.
pub(crate) fn name(record: &Record, place: &Place, context: &mut Context) -> String {
    let inner = address(record)
        .or_else(|| record.header.get("warc-record-id").map(out_of_brackets))
        .unwrap_or_else(|| format!("byte {}", record.offset));
    context.name(place, &of_address(&inner))
}

/// Whether some words are already told.
fn told(found: &Found, words: &str) -> bool {
    match found {
        Found::Captured(_) => false,
        Found::Failed { diagnostics, .. } | Found::Skipped { diagnostics, .. } => {
            diagnostics.iter().any(|diagnostic| diagnostic.message == words)
        }
    }
}

pub(crate) fn address(record: &Record) -> Option<String> {
    record.header.get("warc-target-uri").map(out_of_brackets)
}

/// A URI without the angle brackets that WARC 1.0 writes around it.
pub(crate) fn out_of_brackets(uri: &str) -> String {
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
        "continuation" => "continuation records",
        _ => "records of unknown type",
    }
}

pub(crate) fn not_a_page(media_type: Option<&str>, record: &Record) -> Option<&'static str> {
    let address = address(record).unwrap_or_default();
    // Where wget and wpull put their logs.
    if address.starts_with("metadata:") || address.starts_with("urn:X-wpull") {
        return Some("the crawler's own files");
    }
    media::not_read(media_type, name_in_address(&address))
}
