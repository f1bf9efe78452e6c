//! Revisit records: pages that a crawler found unchanged, and did not store again (ISO 28500:2017,
//! section 6.7). The page they refer to is looked for in the archives that are read together.

use crate::blob::Slice;
use crate::digests::plain;
use crate::fields::Header;
use crate::found::Found;
use crate::http::Response;
use crate::item::{Context, Place, Step};
use crate::names::key;
use crate::record::{Block, Bytes, Event, Record, Records};
use crate::warc::{self, Page, address, out_of_brackets};
use sayso_model::Diagnostic;
use std::collections::{BTreeMap, VecDeque};

/// Revisits without their original that are told one by one; the rest are counted.
const TOLD: u64 = 100;

/// Bytes of originals that all revisits together may have read again.
const REREAD_MAX: u64 = 1 << 30;

/// A record that revisits may refer to.
#[derive(Clone, Copy)]
pub(crate) struct Original {
    pub(crate) file: u32,
    pub(crate) offset: u64,
    /// Whether it is a page to read.
    pub(crate) kept: bool,
}

/// Why a revisit gives no page.
pub(crate) enum Unresolved {
    /// What it refers to is no text to read.
    NotRead,
    /// What it refers to was not met.
    Unknown,
}

/// Web archives that are read together, and what of them revisits may refer to.
#[derive(Default)]
pub(crate) struct Archives {
    files: Vec<(Place, bool)>,
    known: BTreeMap<u64, Original>,
    /// Revisits whose original may come later: archive, and byte.
    pending: VecDeque<(u32, u64)>,
    unresolved: u64,
    /// Bytes of originals that were read again.
    reread: u64,
    /// Those of them that are of files that are no text to read, by their names.
    unread: u64,
}

impl Archives {
    /// Adds an archive; gives its number.
    pub(crate) fn add(&mut self, place: Place, gzipped: bool) -> u32 {
        self.files.push((place, gzipped));
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    /// An archive by the number it was given.
    #[allow(clippy::indexing_slicing, reason = "numbers are given by `add` alone")]
    pub(crate) fn place(&mut self, file: u32) -> &mut Place {
        &mut self.files[file as usize].0
    }

    pub(crate) fn has_pending(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Notes a record that revisits may refer to.
    pub(crate) fn note(&mut self, header: &Header, original: Original) {
        for key in own_keys(header) {
            self.known.entry(key).or_insert(original);
        }
    }

    /// A revisit to look at again when all records are known.
    pub(crate) fn wait(&mut self, file: u32, record: &Record) {
        self.pending.push_back((file, record.offset));
    }

    /// The page that a revisit refers to, as it was at the time of the revisit.
    pub(crate) fn resolve(
        &mut self,
        file: u32,
        revisit: &Record,
        block: &Block,
        context: &mut Context,
    ) -> Result<Step, Unresolved> {
        let original = referred_keys(&revisit.header).find_map(|key| self.known.get(&key).copied());
        let original = original.ok_or(Unresolved::Unknown)?;
        if !original.kept {
            return Err(Unresolved::NotRead);
        }
        match self.read(original, context) {
            Ok((record, found)) if refers_to(&revisit.header, &record.header) => {
                Ok(self.page(file, revisit, block, &record, &found, original, context))
            }
            Ok(_) => Ok(self.failed(file, revisit, "its record cannot be found again, as in archives that are not gzipped record by record", context)),
            Err(why) => Ok(self.failed(file, revisit, &why, context)),
        }
    }

    /// Reads the record that begins at a place.
    fn read(&mut self, at: Original, context: &Context) -> Result<(Record, Block), String> {
        let (place, gzipped) =
            self.files.get(at.file as usize).ok_or("there is no such archive")?;
        let slice = place.blob.slice().ok_or("the archive that holds it is packed")?;
        let mut records = records_from(slice, at.offset, *gzipped, context);
        let Event::Record(mut record) = records.next() else {
            return Err("its record cannot be read again".to_owned());
        };
        context.meter.charge(record.length).map_err(|error| error.to_string())?;
        self.reread = self.reread.saturating_add(record.length);
        if self.reread > REREAD_MAX {
            return Err(format!(
                "the revisits of this archive would have more than {REREAD_MAX} bytes read again"
            ));
        }
        if record.length > context.limits.record {
            let limit = context.limits.record;
            return Err(format!("it is longer than the limit of {limit} bytes (record)"));
        }
        let block = records.block(&record);
        record.offset = at.offset;
        Ok((record, block))
    }

    #[allow(clippy::too_many_arguments, reason = "two records, and where they stand")]
    fn page(
        &mut self,
        file: u32,
        revisit: &Record,
        block: &Block,
        record: &Record,
        found: &Block,
        original: Original,
        context: &mut Context,
    ) -> Step {
        let from = self.place(original.file).doc.clone();
        // The names of the original's own page are not used up.
        let page = warc::page(record, found, self.place(original.file), &mut context.aside());
        match page {
            Page::Found(_) | Page::Passed(_) => {
                self.failed(file, revisit, "it is no page", context)
            }
            Page::Kept(item) => {
                let doubt = digest_doubt(revisit, record);
                let place = self.place(file);
                let mut item = *item;
                item.doc = warc::name(revisit, place, context);
                item.how = "warc revisit";
                item.address = address(revisit).or(item.address);
                item.fetched = revisit.header.get("warc-date").map(str::to_owned);
                let id = revisit.header.get("warc-record-id").map(out_of_brackets);
                let decoded = item.container.take().map(|c| c.decoded).unwrap_or_default();
                let mut container = place.at(id, revisit.offset);
                container.decoded = decoded;
                item.container = Some(container);
                if let Some(response) = Response::read(&block.bytes) {
                    item.headers = response.custody();
                }
                item.diagnostics.push(told(record, &from));
                item.diagnostics.extend(doubt);
                Step::Inner(item)
            }
        }
    }

    fn failed(&mut self, file: u32, revisit: &Record, why: &str, context: &mut Context) -> Step {
        let doc = warc::name(revisit, self.place(file), context);
        let message = format!(
            "the archive says that the page was unchanged, and what it refers to cannot be read: \
             {why}"
        );
        Step::Found(Found::failed(doc, message))
    }

    /// When all records are known: what the revisits that waited for one give, one after another.
    pub(crate) fn settle(&mut self, context: &mut Context) -> Option<Step> {
        while let Some((file, offset)) = self.pending.pop_front() {
            let at = Original { file, offset, kept: false };
            let step = match self.read(at, context) {
                Err(why) => self.unresolved(None, file, &why, context),
                Ok((record, _)) if !is_revisit(&record) => {
                    let why = "the archive is not gzipped record by record";
                    self.unresolved(None, file, why, context)
                }
                Ok((record, block)) => match self.resolve(file, &record, &block, context) {
                    Ok(step) => Some(step),
                    Err(Unresolved::NotRead) => None,
                    Err(Unresolved::Unknown) if warc::not_a_page(None, &record).is_some() => {
                        self.unread += 1;
                        None
                    }
                    Err(Unresolved::Unknown) => {
                        self.unresolved(Some(&record), file, "it is not in the archive", context)
                    }
                },
            };
            if step.is_some() {
                return step;
            }
        }
        self.count_unresolved()
    }

    fn unresolved(
        &mut self,
        record: Option<&Record>,
        file: u32,
        why: &str,
        context: &mut Context,
    ) -> Option<Step> {
        self.unresolved += 1;
        if self.unresolved > TOLD {
            return None;
        }
        let place = self.place(file);
        let doc = match record {
            Some(record) => warc::name(record, place, context),
            None => place.doc.clone(),
        };
        let since = record.and_then(|record| record.header.get("warc-refers-to-date"));
        let since = since.map(|date| format!(" since {date}")).unwrap_or_default();
        let message = format!(
            "the archive says that the page was unchanged{since}, and what it refers to cannot be \
             read: {why}"
        );
        Some(Step::Found(Found::skipped(doc, message)))
    }

    /// Tells how many more there are, once.
    fn count_unresolved(&mut self) -> Option<Step> {
        let more = std::mem::take(&mut self.unresolved).saturating_sub(TOLD);
        let unread = std::mem::take(&mut self.unread);
        let counts = [(more, "more pages were"), (unread, "files that are no text to read were")];
        let told = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| {
            Diagnostic::note(format!(
                "{count} {what} found unchanged, and what they refer to is not in the archive"
            ))
        });
        let diagnostics: Vec<_> = told.collect();
        let doc = self.files.first()?.0.doc.clone();
        (!diagnostics.is_empty()).then_some(Step::Found(Found::Skipped { doc, diagnostics }))
    }
}

fn is_revisit(record: &Record) -> bool {
    record.header.get("warc-type").is_some_and(|kind| kind.eq_ignore_ascii_case("revisit"))
}

fn records_from(slice: &Slice, offset: u64, gzipped: bool, context: &Context) -> Records {
    let rest = slice.part(offset, u64::MAX);
    Records::new(Bytes::new(Box::new(rest.reader()), gzipped.then_some(&context.meter)))
}

/// The keys by which a record can be referred to: its id, its address and date, its digest.
fn own_keys(header: &Header) -> impl Iterator<Item = u64> {
    let at = header.get("warc-target-uri").zip(header.get("warc-date"));
    [
        header.get("warc-record-id").map(of_id),
        at.map(|(uri, date)| of_time(uri, date)),
        header.get("warc-payload-digest").map(of_digest),
    ]
    .into_iter()
    .flatten()
}

/// The keys of what a revisit refers to, the surest first.
fn referred_keys(header: &Header) -> impl Iterator<Item = u64> {
    let at = header.get("warc-refers-to-target-uri").zip(header.get("warc-refers-to-date"));
    [
        header.get("warc-refers-to").map(of_id),
        at.map(|(uri, date)| of_time(uri, date)),
        header.get("warc-payload-digest").map(of_digest),
    ]
    .into_iter()
    .flatten()
}

fn of_id(id: &str) -> u64 {
    key(format!("id {}", out_of_brackets(id)).as_bytes())
}

fn of_time(uri: &str, date: &str) -> u64 {
    key(format!("at {} {}", date, out_of_brackets(uri)).as_bytes())
}

fn of_digest(digest: &str) -> u64 {
    key(format!("digest {}", plain(digest)).as_bytes())
}

/// Whether a revisit refers to a record, by any of its keys.
fn refers_to(revisit: &Header, record: &Header) -> bool {
    let own: Vec<u64> = own_keys(record).collect();
    referred_keys(revisit).any(|key| own.contains(&key))
}

/// What is known of a page that stands elsewhere.
fn told(record: &Record, archive: &str) -> Diagnostic {
    let date = record.header.get("warc-date").unwrap_or("an unknown time");
    let offset = record.offset;
    Diagnostic::note(format!(
        "the server said, or the crawler saw, that the page was unchanged; its bytes are those \
         captured at {date}, in the record at byte {offset} of {archive}"
    ))
}

/// A revisit may state the digest of what it found; it is then that of its original.
fn digest_doubt(revisit: &Record, record: &Record) -> Option<Diagnostic> {
    let (seen, kept) =
        revisit.header.get("warc-payload-digest").zip(record.header.get("warc-payload-digest"))?;
    let (plain_seen, plain_kept) = (plain(seen), plain(kept));
    // One in base 32 and one in hexadecimal cannot be compared as they are written.
    let comparable = plain_seen.len() == plain_kept.len();
    (comparable && plain_seen != plain_kept).then(|| {
        Diagnostic::warning(format!(
            "the page seen then has the digest {seen}, and the one that the archive refers to has \
             {kept}: they are not the same"
        ))
    })
}
