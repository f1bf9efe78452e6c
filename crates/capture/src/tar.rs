//! What a tar archive gives (POSIX.1-2017, pax; and what GNU tar and others before them write).
//!
//! The reader is our own, and not the `tar` crate: all that is needed is names, sizes and times,
//! out of a stream that the iterator keeps; that crate lends its entries from the archive, and
//! brings what it takes to write them to a disk.

use crate::blob::{Blob, Slice};
use crate::endings;
use crate::found::Found;
use crate::item::{Context, Item, Opened, Place, Step};
use crate::names::{name_in_member, shown};
use crate::passed::Passed;
use crate::zip::strange_name;
use sayso_model::Diagnostic;
use std::io::{self, Read};

const BLOCK: usize = 512;
/// The longest name, or set of extended fields, that is read.
const EXTENDED_MAX: u64 = 64 << 10;

/// Whether bytes begin a tar archive: the header's checksum fits.
pub(crate) fn begins(head: &[u8]) -> bool {
    head.get(..BLOCK).is_some_and(|block| block[0] != 0 && Header::read(block).is_some())
}

/// The fields of a header that matter here.
struct Header {
    name: Vec<u8>,
    size: u64,
    /// Seconds since 1970.
    modified: u64,
    kind: u8,
}

impl Header {
    /// `None` where the checksum does not fit, or a number is none.
    fn read(block: &[u8]) -> Option<Self> {
        let sum: u64 = block.iter().map(|&byte| u64::from(byte)).sum();
        let own: u64 = block[148..156].iter().map(|&byte| u64::from(byte)).sum();
        if number(&block[148..156])? != sum - own + 8 * u64::from(b' ') {
            return None;
        }
        let text = |from, to| {
            let field: &[u8] = &block[from..to];
            field.split(|&byte| byte == 0).next().unwrap_or_default()
        };
        let mut name = text(0, 100).to_vec();
        if &block[257..263] == b"ustar\0" && !text(345, 500).is_empty() {
            name = [text(345, 500), b"/", &name].concat();
        }
        let modified = number(&block[136..148]).unwrap_or_default();
        Some(Self { name, size: number(&block[124..136])?, modified, kind: block[156] })
    }
}

/// A number in octal digits or, with the first bit set, in base 256.
fn number(field: &[u8]) -> Option<u64> {
    let (&first, rest) = field.split_first()?;
    if first & 0x80 != 0 {
        let digit = |value: u64, byte: u8| value.checked_mul(256).map(|v| v | u64::from(byte));
        return rest.iter().try_fold(u64::from(first & 0x7f), |value, &byte| digit(value, byte));
    }
    let digits = field.split(|&byte| byte == 0).next().unwrap_or_default().trim_ascii();
    if digits.is_empty() {
        return Some(0);
    }
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok()
}

/// The files of a tar archive, as they are asked for.
pub(crate) struct Tar {
    place: Place,
    reader: Box<dyn Read + Send>,
    at: u64,
    /// Bytes of the entry before, and of what fills up its last block, still to be passed over.
    left: u64,
    /// What extended headers say of the entry after them.
    long_name: Option<Vec<u8>>,
    long_size: Option<u64>,
    passed: Passed,
    met: u64,
    given: u64,
    over: bool,
}

impl Tar {
    pub(crate) fn new(place: Place) -> Self {
        let reader: Box<dyn Read + Send> =
            Box::new(io::BufReader::with_capacity(1 << 16, place.blob.open()));
        let (at, left, met, given) = (0, 0, 0, 0);
        let passed = Passed::default();
        let (long_name, long_size) = (None, None);
        Self { place, reader, at, left, long_name, long_size, passed, met, given, over: false }
    }

    /// The next header; `None` at the end.
    fn header(&mut self) -> Result<Option<Header>, String> {
        let skipped = io::copy(&mut self.reader.by_ref().take(self.left), &mut io::sink())
            .map_err(|error| error.to_string())?;
        self.at += skipped;
        self.left -= skipped;
        let mut block = Vec::with_capacity(BLOCK);
        self.reader
            .by_ref()
            .take(BLOCK as u64)
            .read_to_end(&mut block)
            .map_err(|error| error.to_string())?;
        if self.left > 0 || !block.is_empty() && block.len() < BLOCK {
            return Err("it is cut off".to_owned());
        }
        self.at += block.len() as u64;
        if block.iter().all(|&byte| byte == 0) {
            return Ok(None);
        }
        let header = Header::read(&block).ok_or_else(|| {
            format!("what stands at byte {} is no header", self.at - BLOCK as u64)
        })?;
        Ok(Some(header))
    }

    /// What follows a header, and how much of it fills up the last block.
    fn body(&mut self, size: u64, most: u64) -> Result<Vec<u8>, String> {
        let mut body = Vec::new();
        let read = self.reader.by_ref().take(size.min(most)).read_to_end(&mut body);
        self.at += body.len() as u64;
        let padded = size.checked_next_multiple_of(BLOCK as u64).unwrap_or(u64::MAX);
        self.left = padded - body.len() as u64;
        read.map_err(|error| error.to_string())?;
        Ok(body)
    }

    fn step(&mut self, context: &mut Context) -> Result<Option<Step>, String> {
        let start = self.at.saturating_add(self.left);
        let Some(header) = self.header()? else {
            self.over = true;
            return Ok(self.conclude());
        };
        self.met += 1;
        if self.met > context.limits.members {
            let limit = context.limits.members;
            return Err(format!("it holds more than the limit of {limit} entries (members)"));
        }
        match header.kind {
            b'L' => {
                let name = self.body(header.size, EXTENDED_MAX)?;
                self.long_name = Some(name.split(|&b| b == 0).next().unwrap_or_default().to_vec());
            }
            b'x' => {
                let fields = self.body(header.size, EXTENDED_MAX)?;
                for (key, value) in extended(&fields) {
                    match key {
                        b"path" => self.long_name = Some(value.to_vec()),
                        b"size" => self.long_size = number_in(value),
                        _ => {}
                    }
                }
            }
            _ => return self.entry(header, start, context),
        }
        Ok(None)
    }

    fn entry(
        &mut self,
        header: Header,
        start: u64,
        context: &mut Context,
    ) -> Result<Option<Step>, String> {
        let name = self.long_name.take().unwrap_or(header.name);
        let shown = shown(&String::from_utf8_lossy(&name));
        let size = self.long_size.take().unwrap_or(header.size);
        let why = match header.kind {
            b'0' | 0 | b'7' if !shown.name.ends_with('/') => why_not(&shown.name),
            b'5' | b'0' | 0 | b'7' => Some("folders"),
            b'1' | b'2' => Some("links"),
            b'g' => Some("headers of the whole archive"),
            _ => Some("entries that are no files"),
        };
        if let Some(why) = why {
            self.body(size, 0)?;
            self.passed.count(why);
            return Ok(None);
        }
        self.given += 1;
        let doc = context.name(&self.place, &shown.name);
        let limit = context.limits.member;
        let blob = match self.place.blob.slice() {
            Some(slice) => Blob::plain(slice.part(self.at, size), &context.meter),
            None if size > limit => {
                self.body(size, 0)?;
                let message = format!(
                    "{doc} is larger than the limit of {limit} bytes (member); raise the limit"
                );
                return Ok(Some(Step::Found(Found::failed(doc, message))));
            }
            None => Blob::plain(Slice::of_bytes(self.body(size, size)?), &context.meter),
        };
        let missing = match self.place.blob.slice() {
            Some(slice) => {
                let missing = size.saturating_sub(slice.len().saturating_sub(self.at));
                self.body(size, 0)?;
                missing
            }
            None => size - blob.slice().map_or(0, Slice::len),
        };
        let container = self.place.at(Some(shown.name.clone()), start);
        let name = name_in_member(&shown.name).to_owned();
        let mut item = Item::new(doc, name, blob, "tar entry").within(container);
        item.modified = (header.modified > 0).then(|| time(header.modified));
        if missing > 0 {
            item.diagnostics.push(Diagnostic::warning(format!(
                "the archive is cut off: {missing} of its {size} bytes are not there"
            )));
        }
        if shown.strange {
            item.diagnostics.push(strange_name(&shown.name));
        }
        Ok(Some(Step::Inner(item)))
    }

    fn conclude(&mut self) -> Option<Step> {
        let mut diagnostics: Vec<_> = self.passed.told().into_iter().collect();
        if self.given == 0 {
            diagnostics.push(Diagnostic::warning("there is nothing to read in the archive"));
        }
        let doc = self.place.doc.clone();
        (!diagnostics.is_empty()).then_some(Step::Found(Found::Skipped { doc, diagnostics }))
    }
}

fn why_not(name: &str) -> Option<&'static str> {
    let hidden = |part: &str| part.starts_with('.') && part != ".";
    match name.split('/').any(hidden) {
        true => Some("hidden files"),
        false => endings::not_read(name_in_member(name)),
    }
}

/// The fields of an extended header: `LENGTH KEY=VALUE`, a line each.
fn extended(fields: &[u8]) -> Vec<(&[u8], &[u8])> {
    let mut all = Vec::new();
    let mut rest = fields;
    while let Some(space) = memchr::memchr(b' ', rest) {
        let Some(len) = number_in(&rest[..space]).and_then(|len| usize::try_from(len).ok()) else {
            break;
        };
        let Some(field) = rest.get(space + 1..len) else { break };
        if let Some(equals) = memchr::memchr(b'=', field) {
            let value = &field[equals + 1..];
            all.push((&field[..equals], value.strip_suffix(b"\n").unwrap_or(value)));
        }
        rest = &rest[len..];
    }
    all
}

fn number_in(digits: &[u8]) -> Option<u64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// Seconds since 1970 as a time; of those that no calendar here goes to, the number.
fn time(seconds: u64) -> String {
    // Days to a civil date: Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    if days > 2_932_896 {
        return format!("{seconds} seconds after 1970");
    }
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

impl Opened for Tar {
    fn next(&mut self, context: &mut Context) -> Option<Step> {
        while !self.over {
            match self.step(context) {
                Ok(Some(step)) => return Some(step),
                Ok(None) => {}
                Err(why) => {
                    self.over = true;
                    let message = format!("the rest of the tar archive was not read: {why}");
                    return Some(Step::Found(self.place.failed(message)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_time() {
        assert_eq!(time(0), "1970-01-01T00:00:00Z");
        assert_eq!(time(951_827_696), "2000-02-29T12:34:56Z");
        assert_eq!(time(253_402_300_799), "9999-12-31T23:59:59Z");
        assert!(time(u64::MAX).ends_with("after 1970"));
    }

    #[test]
    fn numbers_in_fields_of_any_length_are_read_or_refused() {
        assert_eq!(number(&[]), None);
        assert_eq!(number(&[0xff]), Some(0x7f));
        assert_eq!(number(&[0x80, 0, 0, 0, 0, 0, 1, 2]), Some(258));
        assert_eq!(number(&[0xff; 8]), Some(u64::MAX >> 1));
        assert_eq!(number(&[0xff; 12]), None);
    }

    #[test]
    fn reads_numbers_of_both_kinds() {
        assert_eq!(number(b"0000017\0"), Some(15));
        assert_eq!(number(b"     17 "), Some(15));
        assert_eq!(number(b"\x80\0\0\0\0\0\0\0\0\0\x01\0"), Some(256));
        assert_eq!((number(b"\xff\0\0\0\0\0\0\0\0\0\x01\0"), number(b"12x\0")), (None, None));
        assert_eq!(
            extended(b"12 path=a/b\n7 x=yz\n"),
            [(&b"path"[..], &b"a/b"[..]), (b"x", b"yz")]
        );
        assert_eq!(extended(b"5 path=a/b\n"), []);
        assert_eq!(extended(b"99 path=a/b\n"), []);
    }
}
