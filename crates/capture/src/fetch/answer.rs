//! An HTTP/1.1 answer as it comes in (RFC 9112): where it ends, and every byte of it kept.

use crate::fields::{Header, is_empty_line};
use sha2::{Digest as _, Sha256};

/// The longest header that is waited for; the WARC reader looks at no more either.
pub(super) const HEADER_MAX: usize = 256 << 10;
/// The most answers in advance (status 100 to 199) that are waited through.
const INTERIM_MAX: usize = 20;
/// The longest line that gives the size of a chunk.
const SIZE_MAX: usize = 1024;

/// What was asked, as far as it matters to where the answer ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// For the page.
    Page,
    /// For no more than the header is wanted.
    Header,
}

/// Why an answer is not whole, as WARC records name it (`WARC-Truncated`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// It is longer than the limit.
    Length,
    /// It took too long.
    Time,
    /// The connection broke off.
    Disconnect,
}

impl Cut {
    /// The word for it in a WARC record.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Time => "time",
            Self::Disconnect => "disconnect",
        }
    }
}

/// Why bytes are no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerError {
    /// It does not begin as one of HTTP/1 does.
    NotHttp,
    /// Its header goes on past the limit.
    LongHeader,
    /// It states two lengths, or none that can be read.
    Length,
    /// There is no end of answers in advance.
    Interim,
}

impl AnswerError {
    /// What the server did, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotHttp => "answered with something that is not HTTP/1",
            Self::LongHeader => "answered with a header longer than the limit of 256 KiB",
            Self::Length => "states a length of its answer that cannot be",
            Self::Interim => "announced an answer again and again without giving it",
        }
    }
}

/// An answer, of which more and more is known. How its bytes are cut up on the way does not
/// matter to it.
pub struct Answer {
    asked: Asked,
    limit: usize,
    bytes: Vec<u8>,
    interim: Vec<Vec<u8>>,
    head: Option<Head>,
    state: State,
    payload: Sha256,
    cut: Option<Cut>,
}

struct Head {
    status: u16,
    header: Header,
    length: usize,
}

#[derive(Clone, Copy)]
enum State {
    Head(Lines),
    /// So many bytes of the body are still to come.
    Length(u64),
    Chunk(Chunk),
    /// The connection's end is the body's.
    ToTheEnd,
    Whole,
}

/// Within a body in chunks; `at` is the first byte not looked at.
#[derive(Clone, Copy)]
enum Chunk {
    Size { at: usize },
    Data { at: usize, left: u64 },
    End { at: usize },
    Trailer(Lines),
}

/// Looks for the empty line, each byte once.
#[derive(Clone, Copy)]
struct Lines {
    line: usize,
    seen: usize,
}

impl Lines {
    fn from(at: usize) -> Self {
        Self { line: at, seen: at }
    }

    /// The byte after the empty line.
    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        while let Some(length) = memchr::memchr(b'\n', &bytes[self.seen..]) {
            let end = self.seen + length + 1;
            let empty = is_empty_line(&bytes[self.line..end]);
            *self = Self::from(end);
            if empty {
                return Some(end);
            }
        }
        self.seen = bytes.len();
        None
    }
}

impl Answer {
    /// An answer of which nothing has come yet, and of which no more than `limit` bytes are kept.
    #[must_use]
    pub fn new(asked: Asked, limit: usize) -> Self {
        Self {
            asked,
            limit,
            bytes: Vec::new(),
            interim: Vec::new(),
            head: None,
            state: State::Head(Lines::from(0)),
            payload: Sha256::new(),
            cut: None,
        }
    }

    /// Takes bytes as they come; tells whether it needs no more of them.
    ///
    /// # Errors
    ///
    /// Where they are not HTTP.
    pub fn take(&mut self, mut bytes: &[u8]) -> Result<bool, AnswerError> {
        while !self.is_over() && !bytes.is_empty() {
            let room = self.limit.saturating_sub(self.bytes.len());
            match (room, &self.head) {
                (0, None) => return Err(AnswerError::LongHeader),
                (0, Some(_)) => self.cut = Some(Cut::Length),
                (room, _) => {
                    let (now, later) = bytes.split_at(room.min(bytes.len()));
                    self.bytes.extend_from_slice(now);
                    bytes = later;
                    self.advance()?;
                }
            }
        }
        Ok(self.is_over())
    }

    /// That the connection was closed, as it should be.
    pub fn close(&mut self) {
        match self.state {
            // Servers leave the last line out.
            State::Chunk(Chunk::Trailer(_)) => self.state = State::Whole,
            State::ToTheEnd => {}
            _ => self.break_off(Cut::Disconnect),
        }
    }

    /// That nothing more will come, and why.
    pub fn break_off(&mut self, why: Cut) {
        if !self.is_over() && self.head.is_some() {
            self.cut = Some(why);
        }
    }

    /// Whether no more bytes are needed.
    fn is_over(&self) -> bool {
        self.cut.is_some() || matches!(self.state, State::Whole)
    }

    /// Whether only the end of the connection tells where the body ends.
    pub(super) fn ends_with_connection(&self) -> bool {
        matches!(self.state, State::ToTheEnd)
    }

    fn advance(&mut self) -> Result<(), AnswerError> {
        while let State::Head(mut lines) = self.state {
            let begins = &self.bytes[..self.bytes.len().min(5)];
            if !b"HTTP/".starts_with(begins) {
                return Err(AnswerError::NotHttp);
            }
            let end = lines.end(&self.bytes);
            self.state = State::Head(lines);
            match end {
                _ if end.unwrap_or(self.bytes.len()) > HEADER_MAX => {
                    return Err(AnswerError::LongHeader);
                }
                None => return Ok(()),
                Some(end) => self.head_ends(end)?,
            }
        }
        self.body();
        Ok(())
    }

    fn head_ends(&mut self, end: usize) -> Result<(), AnswerError> {
        let header = Header::read(&self.bytes[..end]);
        let status = status(header.first()).ok_or(AnswerError::NotHttp)?;
        if (100..200).contains(&status) && status != 101 {
            if self.interim.len() == INTERIM_MAX {
                return Err(AnswerError::Interim);
            }
            let rest = self.bytes.split_off(end);
            self.interim.push(std::mem::replace(&mut self.bytes, rest));
            self.state = State::Head(Lines::from(0));
            return Ok(());
        }
        self.state = match self.asked {
            Asked::Header => State::Whole,
            Asked::Page => body(status, &header, end)?,
        };
        if matches!(self.state, State::Whole) {
            self.bytes.truncate(end);
        }
        self.head = Some(Head { status, header, length: end });
        Ok(())
    }

    fn body(&mut self) {
        let from = self.head.as_ref().map_or(0, |head| head.length);
        match self.state {
            State::Length(length) => {
                let have = (self.bytes.len() - from) as u64;
                if have >= length {
                    self.whole(from + usize::try_from(length).unwrap_or(usize::MAX - from));
                }
            }
            State::Chunk(mut chunk) => {
                while let Some(next) = self.chunk(chunk) {
                    chunk = next;
                    self.state = State::Chunk(chunk);
                    if matches!(chunk, Chunk::Data { at, .. } if at == self.bytes.len()) {
                        break;
                    }
                }
            }
            State::Head(_) | State::ToTheEnd | State::Whole => {}
        }
    }

    fn whole(&mut self, end: usize) {
        self.bytes.truncate(end);
        self.state = State::Whole;
    }

    /// One step through the chunks; `None` where more bytes are needed, or it is over.
    fn chunk(&mut self, chunk: Chunk) -> Option<Chunk> {
        match chunk {
            Chunk::Size { at } => {
                let line = &self.bytes[at..(at + SIZE_MAX).min(self.bytes.len())];
                match memchr::memchr(b'\n', line) {
                    None if line.len() < SIZE_MAX => None,
                    end => match end.and_then(|end| Some((at + end + 1, size(&line[..end])?))) {
                        Some((at, 0)) => Some(Chunk::Trailer(Lines::from(at))),
                        Some((at, left)) => Some(Chunk::Data { at, left }),
                        None => self.broken(),
                    },
                }
            }
            Chunk::Data { at, left } => {
                let have = (self.bytes.len() - at) as u64;
                let amount = have.min(left);
                let end = at + usize::try_from(amount).unwrap_or_default();
                self.payload.update(&self.bytes[at..end]);
                match left - amount {
                    0 => Some(Chunk::End { at: end }),
                    left => Some(Chunk::Data { at: end, left }),
                }
            }
            Chunk::End { at } => match &self.bytes[at..] {
                [b'\r', b'\n', ..] => Some(Chunk::Size { at: at + 2 }),
                [b'\n', ..] => Some(Chunk::Size { at: at + 1 }),
                [] | [b'\r'] => None,
                _ => self.broken(),
            },
            Chunk::Trailer(mut lines) => {
                let end = lines.end(&self.bytes);
                self.state = State::Chunk(Chunk::Trailer(lines));
                self.whole(end?);
                None
            }
        }
    }

    /// Where no chunk is and one should be, nobody can tell what follows: it is kept as it comes.
    fn broken(&mut self) -> Option<Chunk> {
        self.state = State::ToTheEnd;
        None
    }

    /// The status; `None` while the header is not complete.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.head.as_ref().map(|head| head.status)
    }

    /// A field of the header (given in lower case).
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.head.as_ref()?.header.get(name)
    }

    /// The answer's bytes, as they came.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The answers in advance, each as it came.
    #[must_use]
    pub fn interim(&self) -> &[Vec<u8>] {
        &self.interim
    }

    /// Why it is not whole.
    #[must_use]
    pub fn cut(&self) -> Option<Cut> {
        self.cut
    }

    /// The SHA-256 of the body, out of its chunks.
    pub(super) fn payload(&self) -> [u8; 32] {
        let chunked = !matches!(self.state, State::ToTheEnd) && self.is_chunked();
        match &self.head {
            Some(_) if chunked => self.payload.clone().finalize().into(),
            Some(head) => Sha256::digest(&self.bytes[head.length..]).into(),
            None => Sha256::digest([]).into(),
        }
    }

    fn is_chunked(&self) -> bool {
        self.head.as_ref().is_some_and(|head| is_chunked(&head.header))
    }
}

/// How a body ends (RFC 9112, section 6.3).
fn body(status: u16, header: &Header, end: usize) -> Result<State, AnswerError> {
    if matches!(status, 101 | 204 | 304) {
        return Ok(State::Whole);
    }
    if is_chunked(header) {
        return Ok(State::Chunk(Chunk::Size { at: end }));
    }
    if header.get("transfer-encoding").is_some() {
        return Ok(State::ToTheEnd);
    }
    // A list of the same length over and over is that length.
    let mut lengths = header.all("content-length").flat_map(|list| list.split(',')).map(str::trim);
    let Some(first) = lengths.next() else { return Ok(State::ToTheEnd) };
    if lengths.any(|other| other != first) || !first.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(AnswerError::Length);
    }
    match first.parse() {
        Ok(0) => Ok(State::Whole),
        Ok(length) => Ok(State::Length(length)),
        Err(_) => Err(AnswerError::Length),
    }
}

fn is_chunked(header: &Header) -> bool {
    let named = header.get("transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    named.contains("chunked")
}

/// The status of a line such as `HTTP/1.1 200 OK`.
fn status(line: &str) -> Option<u16> {
    let mut words = line.split_ascii_whitespace();
    let version = words.next()?.strip_prefix("HTTP/1.")?;
    let status = words.next()?;
    let fits =
        |word: &str, length| word.len() == length && word.bytes().all(|b| b.is_ascii_digit());
    (fits(version, 1) && fits(status, 3)).then(|| status.parse().ok()).flatten()
}

/// The size of a chunk, out of its line.
fn size(line: &[u8]) -> Option<u64> {
    let digits = line.split(|&byte| byte == b';').next().unwrap_or_default();
    let digits = std::str::from_utf8(digits).ok()?.trim();
    let fits = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    fits.then(|| u64::from_str_radix(digits, 16).ok()).flatten()
}
