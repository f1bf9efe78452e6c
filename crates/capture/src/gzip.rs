//! A file of gzip members one after another, read on past the damaged ones.

use flate2::bufread::GzDecoder;
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};

/// How every gzip member begins: the two magic bytes, and deflate, the only method there is
/// (RFC 1952, section 2.3.1).
pub(crate) const MAGIC: [u8; 3] = [0x1f, 0x8b, 0x08];

/// Bytes read that can count themselves and take the last few back.
struct Counted {
    inner: BufReader<Box<dyn Read + Send>>,
    at: u64,
    /// What of [`MAGIC`] was read ahead and is to be read again.
    again: &'static [u8],
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.again.is_empty() { self.inner.fill_buf() } else { Ok(self.again) }
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount as u64;
        match self.again.get(amount..) {
            Some(rest) if !self.again.is_empty() => self.again = rest,
            _ => self.inner.consume(amount),
        }
    }
}

impl Counted {
    /// Goes on to the next bytes that look like the start of a member. Gives the number of bytes
    /// passed over that were not zero (padding is), and whether there is a member.
    fn find_member(&mut self) -> io::Result<(u64, bool)> {
        let (mut matched, mut strange) = (0, 0);
        loop {
            let Some(&byte) = self.fill_buf()?.first() else {
                return Ok((strange + matched as u64, false));
            };
            self.consume(1);
            if byte == MAGIC[matched] {
                matched += 1;
            } else {
                // No byte of the magic begins it anew but the first.
                strange += matched as u64;
                matched = usize::from(byte == MAGIC[0]);
                strange += u64::from(matched == 0 && byte != 0);
            }
            if matched == MAGIC.len() {
                self.at -= MAGIC.len() as u64;
                self.again = &MAGIC;
                return Ok((strange, true));
            }
        }
    }
}

/// What the members of a gzipped file hold, one after the other.
///
/// A damaged member gives an error once, of kind [`io::ErrorKind::InvalidData`]; reading goes on
/// with the next member found after the damage. Every byte of the file is looked at once.
pub(crate) struct Members {
    state: State,
    /// Bytes given out.
    given: u64,
    /// Where members start: bytes given out before it, and byte of the file. Only those not yet
    /// asked for with [`start_of`](Self::start_of).
    starts: VecDeque<(u64, u64)>,
    member: u64,
}

enum State {
    Between(Counted),
    Inside(Box<GzDecoder<Counted>>),
    Over,
}

impl Members {
    pub(crate) fn new(inner: Box<dyn Read + Send>) -> Self {
        let counted =
            Counted { inner: BufReader::with_capacity(1 << 16, inner), at: 0, again: &[] };
        Self { state: State::Between(counted), given: 0, starts: VecDeque::new(), member: 0 }
    }

    /// The byte of the file at which the member starts that holds byte `at` of what is given out.
    /// Ask in rising order.
    pub(crate) fn start_of(&mut self, at: u64) -> u64 {
        while let Some(&(given, start)) = self.starts.front()
            && given <= at
        {
            self.member = start;
            self.starts.pop_front();
        }
        self.member
    }

    fn note_start(&mut self, start: u64) {
        match self.starts.back_mut() {
            // A member that held nothing: the next one stands in its place.
            Some(last) if last.0 == self.given => last.1 = start,
            _ => self.starts.push_back((self.given, start)),
        }
    }

    /// Opens the next member; what stands before it and is not padding is an error, once.
    fn open_next(&mut self, mut counted: Counted) -> io::Result<()> {
        let from = counted.at;
        let (strange, found) = counted.find_member()?;
        if found {
            self.note_start(counted.at);
            self.state = State::Inside(Box::new(GzDecoder::new(counted)));
        }
        if strange == 0 {
            return Ok(());
        }
        Err(damage(format!("{strange} bytes after byte {from} of the file are not gzip")))
    }
}

fn damage(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, message)
}

impl Read for Members {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Ok(0),
                State::Between(counted) => self.open_next(counted)?,
                State::Inside(mut member) => match member.read(into) {
                    Ok(0) => self.state = State::Between(member.into_inner()),
                    Ok(read) => {
                        self.given += read as u64;
                        self.state = State::Inside(member);
                        return Ok(read);
                    }
                    Err(error) => {
                        let counted = member.into_inner();
                        let at = counted.at;
                        self.state = State::Between(counted);
                        return Err(damage(format!(
                            "the gzip member is damaged or cut off before byte {at} of the file ({error})"
                        )));
                    }
                },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write as _;

    fn member(words: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(words).unwrap();
        encoder.finish().unwrap()
    }

    /// Everything given out, and how many errors there were on the way.
    fn all(file: Vec<u8>) -> (Vec<u8>, usize) {
        let mut members = Members::new(Box::new(io::Cursor::new(file)));
        let (mut out, mut errors) = (Vec::new(), 0);
        while members.read_to_end(&mut out).is_err() {
            errors += 1;
        }
        (out, errors)
    }

    #[test]
    fn reads_members_padding_and_all() {
        let mut file = member(b"one ");
        file.extend([0; 9]);
        file.extend(member(b""));
        file.extend(member(b"two"));
        assert_eq!(all(file), (b"one two".to_vec(), 0));
    }

    #[test]
    fn goes_on_after_damage() {
        let (first, last) = (member(&[b'a'; 5000]), member(b"last"));
        let mut broken = member(b"a member that loses its end");
        broken.truncate(broken.len() - 12);
        let file = [first.clone(), broken, b"\x1f\x8bjunk".to_vec(), last.clone()].concat();
        let (out, errors) = all(file);
        assert!(out.starts_with(&[b'a'; 5000]) && out.ends_with(b"last"));
        assert!(errors > 0);
    }

    #[test]
    fn knows_where_members_start() {
        let (first, empty, last) = (member(b"abc"), member(b""), member(b"def"));
        let second = (first.len() + empty.len()) as u64;
        let file = [first, empty, last].concat();
        let mut members = Members::new(Box::new(io::Cursor::new(file)));
        members.read_to_end(&mut Vec::new()).unwrap();
        assert_eq!((members.start_of(0), members.start_of(2)), (0, 0));
        assert_eq!((members.start_of(3), members.start_of(5)), (second, second));
    }
}
