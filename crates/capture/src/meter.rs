//! What may be unpacked of one source, counted over everything inside it.

use crate::limits::Limits;
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};

/// Members smaller than this when unpacked may be of any ratio, and so may sources.
const RATIO_FROM: u64 = 8 << 20;
const RATIO_OF_ALL_FROM: u64 = 32 << 20;

/// The bytes one source has come to so far.
///
/// One iterator reads a source, so that the count is the same on every run.
pub(crate) struct Meter {
    unpacked: AtomicU64,
    limits: Limits,
    /// How many bytes the source has as it stands.
    packed: u64,
}

impl Meter {
    pub(crate) fn new(limits: &Limits, packed: u64) -> Self {
        Self { unpacked: AtomicU64::new(0), limits: *limits, packed }
    }

    /// The same limits, with nothing counted yet.
    pub(crate) fn again(&self) -> Self {
        Self::new(&self.limits, self.packed)
    }

    /// How many bytes all may come to.
    fn most(&self) -> u64 {
        let Limits { ratio, unpacked, .. } = self.limits;
        ratio.saturating_mul(self.packed).max(RATIO_OF_ALL_FROM).min(unpacked)
    }

    /// Whether all came to more than it may.
    pub(crate) fn is_spent(&self) -> bool {
        self.unpacked.load(Ordering::Relaxed) > self.most()
    }

    /// What all may not come to, and why.
    pub(crate) fn bound(&self) -> String {
        let Limits { ratio, unpacked, .. } = self.limits;
        if self.most() == unpacked {
            return format!("more than {unpacked} bytes, the limit (unpacked)");
        }
        let packed = self.packed;
        format!(
            "more than {ratio} times its {packed} bytes, the limit (ratio), as archives do that \
             are built to fill a disk"
        )
    }

    /// Counts bytes that were unpacked.
    ///
    /// # Errors
    ///
    /// Where that is more than the limit: of kind [`io::ErrorKind::QuotaExceeded`].
    pub(crate) fn charge(&self, bytes: u64) -> io::Result<()> {
        let before = self.unpacked.fetch_add(bytes, Ordering::Relaxed);
        if before.saturating_add(bytes) <= self.most() {
            return Ok(());
        }
        Err(refused(format!("would make the source unpack to {}", self.bound())))
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
        let meter = Arc::new(Meter::new(&limits, 1 << 20));
        let mut reader = Metered::new(io::repeat(b'a').take(bytes as u64), packed, meter);
        let mut out = Vec::new();
        reader.read_to_end(&mut out).map_err(|error| error.to_string())
    }

    #[test]
    fn limits_are_named() {
        let limits = Limits { unpacked: 10, ..Limits::default() };
        assert_eq!(read(10, 1, limits), Ok(10));
        assert!(read(11, 1, limits).unwrap_err().contains("10 bytes, the limit (unpacked)"));
        let limits = Limits { ratio: 100, ..Limits::default() };
        assert_eq!(read(8 << 20, 1, limits), Ok(8 << 20), "small ones may be of any ratio");
        assert!(read(9 << 20, 1 << 10, limits).unwrap_err().contains("100 times its 1024 bytes"));
        assert_eq!(read(9 << 20, 1 << 17, limits), Ok(9 << 20));
        let limits = Limits { ratio: 33, ..Limits::default() };
        assert_eq!(read(33 << 20, 1 << 20, limits), Ok(33 << 20));
        let told = read((33 << 20) + 1, 2 << 20, limits).unwrap_err();
        assert!(
            told.contains("the source unpack to more than 33 times its 1048576 bytes"),
            "{told}"
        );
    }
}
