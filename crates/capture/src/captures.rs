//! The bytes of one source.

use crate::found::{Captured, Found, Limits};
use crate::gzip::{MAGIC, Members};
use crate::record::Bytes;
use crate::sources::{Source, cannot, name_of, special};
use crate::warc::Warc;
use flate2::read::GzDecoder;
use sayso_model::CaptureId;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::Path;

/// What one source gives: one item for a file, any number, in order, for a web archive.
///
/// An archive is read as the items are asked for; no more than one record of it is in memory.
pub fn captures(source: &Source, limits: &Limits) -> impl Iterator<Item = Found> + Send + use<> {
    match source.clone() {
        Source::Failed { doc, diagnostics } => Captures::one(Found::Failed { doc, diagnostics }),
        Source::Skipped { doc, diagnostics } => Captures::one(Found::Skipped { doc, diagnostics }),
        Source::File { doc, path } => match open(&path) {
            Ok((file, len)) => read(&doc, &name_of(&path), Box::new(file), Some(len), limits),
            Err(message) => Captures::one(Found::failed(doc, message)),
        },
    }
}

/// As [`captures`], out of any reader: `doc` is what to call it, `name` the hint at its format.
pub fn captures_in<R: Read + Send + 'static>(
    doc: &str,
    name: &str,
    reader: R,
    limits: &Limits,
) -> impl Iterator<Item = Found> + Send + use<R> {
    read(doc, name, Box::new(reader), None, limits)
}

/// Opens what is still a file: it may have become something else since it was listed.
fn open(path: &Path) -> Result<(File, u64), String> {
    let known = fs::metadata(path).map_err(|error| cannot(path, &error))?;
    if !known.is_file() {
        return Err(special(path));
    }
    let file = File::open(path).map_err(|error| cannot(path, &error))?;
    Ok((file, known.len()))
}

enum Captures {
    One(Option<Box<Found>>),
    Archive(Box<Warc>),
}

impl Captures {
    fn one(found: Found) -> Self {
        Self::One(Some(Box::new(found)))
    }
}

impl Iterator for Captures {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        match self {
            Self::One(found) => found.take().map(|found| *found),
            Self::Archive(records) => records.next(),
        }
    }
}

type Reader = Box<dyn Read + Send>;

/// Bytes looked at to tell an archive from any other file.
const HEAD: u64 = 4096;

fn read(doc: &str, name: &str, reader: Reader, len: Option<u64>, limits: &Limits) -> Captures {
    let mut head = Vec::new();
    let mut rest = reader;
    if let Err(error) = rest.by_ref().take(HEAD).read_to_end(&mut head) {
        return Captures::one(Found::failed(doc, cannot_be_read(doc, &error)));
    }
    let plain = begins_warc(&head);
    let zipped = !plain && begins_gzipped_warc(&head);
    let whole: Reader = Box::new(Cursor::new(head).chain(rest));
    if plain {
        Captures::Archive(Box::new(Warc::new(doc, Bytes::Plain(whole), limits)))
    } else if zipped {
        let members = Bytes::Gzip(Box::new(Members::new(whole)));
        Captures::Archive(Box::new(Warc::new(doc, members, limits)))
    } else {
        Captures::one(match file(doc, name, whole, len, limits) {
            Ok(captured) => Found::Captured(captured),
            Err(message) => Found::failed(doc, message),
        })
    }
}

fn begins_warc(head: &[u8]) -> bool {
    matches!(head, [b'W', b'A', b'R', b'C', b'/', b'0'..=b'9', ..])
}

fn begins_gzipped_warc(head: &[u8]) -> bool {
    let mut first = [0; 6];
    head.starts_with(&MAGIC)
        && GzDecoder::new(head).read_exact(&mut first).is_ok()
        && begins_warc(&first)
}

/// A file kept whole.
fn file(
    doc: &str,
    name: &str,
    reader: Reader,
    len: Option<u64>,
    limits: &Limits,
) -> Result<Captured, String> {
    let bytes = match len {
        Some(len) if len > limits.file => None,
        _ => at_most(reader, limits.file).map_err(|error| cannot_be_read(doc, &error))?,
    };
    let bytes = bytes.ok_or_else(|| {
        let limit = limits.file;
        format!("{doc} is larger than the limit of {limit} bytes for one file; split it or raise the limit")
    })?;
    Ok(Captured {
        doc: doc.to_owned(),
        id: CaptureId::of(&bytes),
        bytes,
        name: name.to_owned(),
        media_type: None,
        address: None,
        fetched: None,
        how: "file",
        container: None,
        diagnostics: Vec::new(),
    })
}

/// All bytes of a reader; `None` where there are more than `limit`.
fn at_most(reader: Reader, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

fn cannot_be_read(doc: &str, error: &io::Error) -> String {
    format!("{doc} cannot be read: {error}")
}
