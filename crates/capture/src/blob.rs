//! Bytes that can be read again: a file, a part of one, or bytes in memory, packed or not.

use crate::meter::{Meter, Metered};
use flate2::read::{DeflateDecoder, MultiGzDecoder};
use rawzip::{FileReader, ReaderAt};
use sayso_model::Digest;
use sha2::Digest as _;
use std::fs::File;
use std::io::{self, Read};
use std::sync::Arc;

/// A stretch of a file or of bytes in memory, that can be read from any place, any number of times.
#[derive(Clone)]
pub(crate) struct Slice {
    store: Store,
    start: u64,
    len: u64,
}

#[derive(Clone)]
enum Store {
    File(Arc<FileReader>),
    Bytes(Arc<Vec<u8>>),
}

impl Slice {
    pub(crate) fn of_file(file: File, len: u64) -> Self {
        Self { store: Store::File(Arc::new(FileReader::from(file))), start: 0, len }
    }

    pub(crate) fn of_bytes(bytes: Vec<u8>) -> Self {
        let len = bytes.len() as u64;
        Self { store: Store::Bytes(Arc::new(bytes)), start: 0, len }
    }

    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// What there is of it from byte `start` on, `len` bytes at most.
    pub(crate) fn part(&self, start: u64, len: u64) -> Self {
        let start = start.min(self.len);
        let len = len.min(self.len - start);
        Self { store: self.store.clone(), start: self.start + start, len }
    }

    pub(crate) fn reader(&self) -> Reader {
        Reader { slice: self.clone(), at: 0 }
    }

    /// The bytes, where they are all of those in memory and nobody else needs them.
    fn into_bytes(self) -> Result<Vec<u8>, Self> {
        match self.store {
            Store::Bytes(bytes) if self.len == bytes.len() as u64 => Arc::try_unwrap(bytes)
                .map_err(|bytes| Self { store: Store::Bytes(bytes), start: 0, len: self.len }),
            _ => Err(self),
        }
    }
}

impl ReaderAt for Slice {
    fn read_at(&self, into: &mut [u8], at: u64) -> io::Result<usize> {
        let left = self.len.saturating_sub(at);
        let most = into.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let into = &mut into[..most];
        if into.is_empty() {
            return Ok(0);
        }
        let at = self.start + at;
        match &self.store {
            Store::File(file) => file.read_at(into, at),
            Store::Bytes(bytes) => {
                let from = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                (&bytes[from..]).read(into)
            }
        }
    }
}

/// Reads a slice from its start.
pub(crate) struct Reader {
    slice: Slice,
    at: u64,
}

impl Read for Reader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.slice.read_at(into, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// How the bytes of a blob are packed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Packed {
    /// As they are.
    Not,
    Deflate,
    Gzip,
}

/// What an archive states of a member: the CRC-32 and the number of its bytes.
#[derive(Clone, Copy)]
pub(crate) struct Stated {
    pub(crate) crc32: u32,
    pub(crate) len: u64,
}

/// Bytes that may have to be unpacked first, and can be as often as is needed.
#[derive(Clone)]
pub(crate) struct Blob {
    slice: Slice,
    packed: Packed,
    stated: Option<Stated>,
    meter: Arc<Meter>,
}

/// What could be read of a blob.
pub(crate) struct Whole {
    pub(crate) bytes: Vec<u8>,
    /// Why they may not be all, or not what they were.
    pub(crate) doubt: Option<String>,
}

impl Blob {
    pub(crate) fn plain(slice: Slice, meter: &Arc<Meter>) -> Self {
        Self { slice, packed: Packed::Not, stated: None, meter: Arc::clone(meter) }
    }

    /// What a slice holds that is a member of a zip archive.
    pub(crate) fn member(slice: Slice, deflated: bool, stated: Stated, meter: &Arc<Meter>) -> Self {
        let packed = if deflated { Packed::Deflate } else { Packed::Not };
        Self { slice, packed, stated: Some(stated), meter: Arc::clone(meter) }
    }

    /// What a slice holds that is gzipped.
    pub(crate) fn gzipped(slice: Slice, meter: &Arc<Meter>) -> Self {
        Self { slice, packed: Packed::Gzip, stated: None, meter: Arc::clone(meter) }
    }

    /// The bytes as they stand, where they are not packed.
    pub(crate) fn slice(&self) -> Option<&Slice> {
        (self.packed == Packed::Not).then_some(&self.slice)
    }

    /// The same bytes, to be looked at once more: within the same limits, and not counted among
    /// those that the source comes to.
    pub(crate) fn aside(&self) -> Self {
        Self { meter: Arc::new(self.meter.again()), ..self.clone() }
    }

    /// Reads it from its start. A limit of what may be unpacked is an error of kind
    /// [`io::ErrorKind::QuotaExceeded`], whose words name it.
    pub(crate) fn open(&self) -> Box<dyn Read + Send> {
        let reader = self.slice.reader();
        let buffered = || io::BufReader::with_capacity(1 << 15, self.slice.reader());
        match self.packed {
            Packed::Not => Box::new(reader),
            Packed::Deflate => self.metered(DeflateDecoder::new(buffered())),
            Packed::Gzip => self.metered(MultiGzDecoder::new(buffered())),
        }
    }

    fn metered(&self, reader: impl Read + Send + 'static) -> Box<dyn Read + Send> {
        Box::new(Metered::new(reader, self.slice.len, Arc::clone(&self.meter)))
    }

    /// The first bytes; fewer than `most` where there are no more, or they are damaged.
    ///
    /// # Errors
    ///
    /// Where not one byte of a file can be read.
    pub(crate) fn head(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        match self.aside().open().take(most).read_to_end(&mut head) {
            Err(error) if head.is_empty() && self.packed == Packed::Not => Err(error),
            _ => Ok(head),
        }
    }

    /// All bytes; those in front of a damaged place, with a doubt.
    ///
    /// # Errors
    ///
    /// Why they are not read: they cannot be, or there are more than the limit of this name.
    pub(crate) fn read(self, limit: u64, name: &str) -> Result<Whole, String> {
        let too_many =
            |limit| format!("is larger than the limit of {limit} bytes ({name}); raise the limit");
        if self.packed == Packed::Not && self.slice.len > limit {
            return Err(too_many(limit));
        }
        let stated = self.stated;
        let (packed, mut failure) = (self.packed != Packed::Not, None);
        let bytes = match self.whole_in_memory() {
            Ok(bytes) => bytes,
            Err(blob) => {
                let mut bytes = Vec::new();
                let read = blob.open().take(limit.saturating_add(1)).read_to_end(&mut bytes);
                failure = read.err();
                bytes
            }
        };
        if bytes.len() as u64 > limit {
            return Err(too_many(limit));
        }
        match failure {
            Some(error) if !packed || error.kind() == io::ErrorKind::QuotaExceeded => {
                Err(if packed { error.to_string() } else { format!("cannot be read: {error}") })
            }
            Some(error) => {
                let have = bytes.len();
                let doubt = format!(
                    "it is damaged or cut off after {have} bytes ({error}); what comes after is \
                     not read"
                );
                Ok(Whole { bytes, doubt: Some(doubt) })
            }
            None => {
                let doubt = stated.and_then(|stated| stated.doubt(&bytes));
                Ok(Whole { bytes, doubt })
            }
        }
    }

    fn whole_in_memory(self) -> Result<Vec<u8>, Self> {
        if self.packed != Packed::Not {
            return Err(self);
        }
        let Self { slice, packed, stated, meter } = self;
        slice.into_bytes().map_err(|slice| Self { slice, packed, stated, meter })
    }

    /// The SHA-256 of all bytes, read once more for it; `None` where they cannot all be read.
    pub(crate) fn sha256(&self) -> Option<Digest> {
        let mut hasher = sha2::Sha256::new();
        let mut reader = self.aside().open();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return Some(Digest::from_bytes(hasher.finalize().into())),
                Ok(read) => hasher.update(&buffer[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return None,
            }
        }
    }
}

impl Stated {
    fn doubt(&self, bytes: &[u8]) -> Option<String> {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let (have, len) = (bytes.len() as u64, self.len);
        if have != len {
            return Some(format!("it has {have} bytes, and the archive states {len}"));
        }
        (crc.sum() != self.crc32).then(|| {
            "it is not as it was packed: its checksum (CRC-32) is not the one that the archive \
             states"
                .to_owned()
        })
    }
}
