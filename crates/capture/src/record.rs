//! The records of a WARC file (ISO 28500:2017, section 4), read one after another out of a stream
//! that may be damaged.

use crate::fields::{Header, is_empty_line};
use crate::gzip::Members;
use crate::meter::Meter;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

/// The bytes of a WARC file, out of gzip where they were in it.
pub(crate) enum Bytes {
    Plain(Box<dyn Read + Send>),
    Gzip(Box<Members>, Arc<Meter>),
}

impl Bytes {
    /// `gzipped` is what counts the bytes that are unpacked, where they are in gzip.
    pub(crate) fn new(reader: Box<dyn Read + Send>, gzipped: Option<&Arc<Meter>>) -> Self {
        match gzipped {
            None => Self::Plain(reader),
            Some(meter) => Self::Gzip(Box::new(Members::new(reader)), Arc::clone(meter)),
        }
    }
}

impl Read for Bytes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(reader) => reader.read(into),
            Self::Gzip(members, meter) => {
                let read = members.read(into)?;
                meter.charge(read as u64)?;
                Ok(read)
            }
        }
    }
}

/// The longest header of a record, or line, that is kept.
const HEADER_MAX: u64 = 64 << 10;

/// What comes next in the stream.
pub(crate) enum Event {
    /// A record's header; its block is to be read, or passed over, before the next event.
    Record(Record),
    /// Bytes that are not a record, or not a whole one: what, and where.
    Lost(String),
    /// The end.
    End,
}

/// The header of a record.
pub(crate) struct Record {
    pub(crate) header: Header,
    /// The byte of the file to find it by; see [`Container`](crate::Container).
    pub(crate) offset: u64,
    /// Bytes of its block, as it states them.
    pub(crate) length: u64,
}

/// What could be read of a record's block.
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    /// Why there is less of it than the record states.
    pub(crate) cut: Option<String>,
}

/// Reads events out of a stream. Every byte is looked at a bounded number of times, and no more
/// is kept than a header, or a block that was asked for.
pub(crate) struct Records {
    reader: BufReader<Bytes>,
    /// Bytes read so far, out of gzip.
    at: u64,
    line: Vec<u8>,
    /// Whether `line` is the first line of a record that was found while looking for one.
    held: bool,
    /// Whether the stream can give no more.
    over: bool,
    /// Line ends since the last block; `None` before the first.
    closing: Option<u32>,
}

impl Records {
    pub(crate) fn new(bytes: Bytes) -> Self {
        let reader = BufReader::with_capacity(1 << 16, bytes);
        Self { reader, at: 0, line: Vec::new(), held: false, over: false, closing: None }
    }

    /// The next event.
    pub(crate) fn next(&mut self) -> Event {
        if self.over {
            return Event::End;
        }
        match self.read_next() {
            Ok(event) => event,
            Err(error) => Event::Lost(self.damage(&error)),
        }
    }

    /// At the end: whether the last record has both of its closing line ends; `None` before.
    pub(crate) fn closed(&self) -> Option<bool> {
        self.over.then(|| self.closing.is_none_or(|ends| ends >= 2))
    }

    /// The block of a record just met.
    pub(crate) fn block(&mut self, record: &Record) -> Block {
        let mut bytes = Vec::new();
        let read = self.reader.by_ref().take(record.length).read_to_end(&mut bytes);
        self.at += bytes.len() as u64;
        let have = bytes.len() as u64;
        let cut = self.cut(record, have, read.err());
        Block { bytes, cut }
    }

    /// Passes over the block of a record just met; gives why it is shorter than stated, if it is.
    pub(crate) fn pass_over(&mut self, record: &Record) -> Option<String> {
        let mut left = record.length;
        let mut failure = None;
        while left > 0 {
            match self.reader.fill_buf() {
                Ok([]) => break,
                Ok(buffer) => {
                    let amount = left.min(buffer.len() as u64);
                    self.reader.consume(amount as usize);
                    self.at += amount;
                    left -= amount;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        self.cut(record, record.length - left, failure)
    }

    fn cut(&mut self, record: &Record, have: u64, failure: Option<io::Error>) -> Option<String> {
        self.closing = Some(0);
        let why = match failure {
            Some(error) => format!(": {}", self.damage(&error)),
            None if have < record.length => String::new(),
            None => return None,
        };
        // Its line ends went with the rest of it: what follows is no sign of another cut.
        self.closing = None;
        let Record { length, offset, .. } = record;
        Some(format!(
            "the record at byte {offset} is cut off: {have} of its {length} bytes are there{why}"
        ))
    }

    /// What an error of the stream means. Damage inside gzip can be read past; nothing else can.
    fn damage(&mut self, error: &io::Error) -> String {
        let gzip = matches!(self.reader.get_ref(), Bytes::Gzip(..));
        self.held = false;
        self.over |= !(gzip && error.kind() == io::ErrorKind::InvalidData);
        error.to_string()
    }

    fn read_next(&mut self) -> io::Result<Event> {
        if !self.held {
            self.next_line()?;
            while is_empty_line(&self.line) {
                self.closing = self.closing.map(|ends| ends.saturating_add(1));
                self.next_line()?;
            }
        }
        if self.line.is_empty() {
            self.over = true;
            return Ok(Event::End);
        }
        if !begins_record(&self.line) {
            return self.find_record();
        }
        self.held = false;
        self.read_header()
    }

    /// Goes on to the next line that begins a record.
    fn find_record(&mut self) -> io::Result<Event> {
        let from = self.at - self.line.len() as u64;
        let whole_line = |line: &[u8]| line.ends_with(b"\n");
        let mut fresh = whole_line(&self.line);
        loop {
            self.next_line()?;
            if self.line.is_empty() {
                self.over = true;
            } else if !(fresh && begins_record(&self.line)) {
                fresh = whole_line(&self.line);
                continue;
            }
            self.held = !self.over;
            self.closing = None;
            let to = self.at - self.line.len() as u64;
            let of = match self.reader.get_ref() {
                Bytes::Plain(_) => "",
                Bytes::Gzip(..) => " of the unpacked archive",
            };
            return Ok(Event::Lost(format!(
                "bytes {from} to {to}{of} are not a WARC record and were passed over; the record \
                 before them may state a wrong length"
            )));
        }
    }

    fn read_header(&mut self) -> io::Result<Event> {
        let start = self.at - self.line.len() as u64;
        let offset = match self.reader.get_mut() {
            Bytes::Plain(_) => start,
            Bytes::Gzip(members, _) => members.start_of(start),
        };
        let mut bytes = std::mem::take(&mut self.line);
        loop {
            self.next_line()?;
            if self.line.is_empty() {
                self.over = true;
                self.closing = None;
                return Ok(Event::Lost(format!(
                    "the header of the record at byte {offset} is cut off"
                )));
            }
            if is_empty_line(&self.line) {
                break;
            }
            bytes.extend_from_slice(&self.line);
            if bytes.len() as u64 > HEADER_MAX {
                let message = format!(
                    "the header of the record at byte {offset} is longer than {HEADER_MAX} bytes; \
                     the record was passed over"
                );
                return Ok(Event::Lost(message));
            }
        }
        let header = Header::read(&bytes);
        Ok(match header.get("content-length").and_then(|length| length.parse().ok()) {
            Some(length) => Event::Record(Record { header, offset, length }),
            None => Event::Lost(format!(
                "the record at byte {offset} does not state its length and was passed over"
            )),
        })
    }

    /// Reads a line, or as much of it as a header may have; nothing at the end of the stream.
    fn next_line(&mut self) -> io::Result<()> {
        self.line.clear();
        let read = self.reader.by_ref().take(HEADER_MAX).read_until(b'\n', &mut self.line);
        self.at += self.line.len() as u64;
        read.map(drop)
    }
}

/// Whether a line is the first of a record, such as `WARC/1.1`.
pub(crate) fn begins_record(line: &[u8]) -> bool {
    matches!(line, [b'W', b'A', b'R', b'C', b'/', b'0'..=b'9', b'.', b'0'..=b'9', ..])
}
