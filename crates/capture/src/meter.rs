//! What may be unpacked of one source, counted over everything inside it.

use crate::limits::Limits;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};

/// Members smaller than this when unpacked may be of any ratio.
const RATIO_FROM: u64 = 8 << 20;

/// The bytes one source has come to so far.
///
/// One iterator reads a source, so that the count is the same on every run.
pub(crate) struct Meter {
    unpacked: AtomicU64,
    limits: Limits,
}

impl Meter {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { unpacked: AtomicU64::new(0), limits: *limits }
    }

    /// The same limits, with nothing counted yet.
    pub(crate) fn again(&self) -> Self {
        Self::new(&self.limits)
    }

    /// Counts bytes that were unpacked.
    ///
    /// # Errors
    ///
    /// Where that is more than the limit: of kind [`io::ErrorKind::QuotaExceeded`].
    pub(crate) fn charge(&self, bytes: u64) -> io::Result<()> {
        let before = self.unpacked.fetch_add(bytes, Ordering::Relaxed);
        let limit = self.limits.unpacked;
        if before.saturating_add(bytes) <= limit {
            return Ok(());
        }
        Err(refused(format!(
            "would make the source unpack to more than the limit of {limit} bytes \
             (unpacked); what is left of it was not read; raise the limit if you trust it"
        )))
    }
}

fn refused(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::QuotaExceeded, message)
}

/// A reader that unpacks, and whose bytes are counted.
pub(crate) struct Metered<R> {
    reader: R,
    packed: u64,
    given: u64,
    meter: std::sync::Arc<Meter>,
}

impl<R> Metered<R> {
    /// `packed` is the number of bytes that are unpacked.
    pub(crate) fn new(reader: R, packed: u64, meter: std::sync::Arc<Meter>) -> Self {
        Self { reader, packed, given: 0, meter }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(into)?;
        self.given += read as u64;
        self.meter.charge(read as u64)?;
        let ratio = self.meter.limits.ratio;
        if self.given > RATIO_FROM && self.given / ratio.max(1) > self.packed {
            return Err(refused(format!(
                "unpacks to more than {ratio} times its {} bytes, the limit (ratio), as \
                 archives do that are built to fill a disk; raise the limit if you trust it",
                self.packed
            )));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn read(bytes: usize, packed: u64, limits: Limits) -> Result<usize, String> {
        let meter = Arc::new(Meter::new(&limits));
        let mut reader = Metered::new(io::repeat(b'a').take(bytes as u64), packed, meter);
        let mut out = Vec::new();
        reader.read_to_end(&mut out).map_err(|error| error.to_string())
    }

    #[test]
    fn limits_are_named() {
        let limits = Limits { unpacked: 10, ..Limits::default() };
        assert_eq!(read(10, 1, limits), Ok(10));
        assert!(read(11, 1, limits).unwrap_err().contains("10 bytes (unpacked)"));
        let limits = Limits { ratio: 100, ..Limits::default() };
        assert_eq!(read(8 << 20, 1, limits), Ok(8 << 20), "small ones may be of any ratio");
        assert!(read(9 << 20, 1 << 10, limits).unwrap_err().contains("100 times its 1024 bytes"));
        assert_eq!(read(9 << 20, 1 << 17, limits), Ok(9 << 20));
    }
}
