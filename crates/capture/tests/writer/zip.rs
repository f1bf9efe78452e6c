//! Writes small zip archives, honest ones and others, for the tests.

use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::Write as _;

/// An entry, as its headers describe it.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) name: Vec<u8>,
    pub(crate) method: u16,
    pub(crate) flags: u16,
    pub(crate) maker: u16,
    pub(crate) crc32: u32,
    pub(crate) len: u32,
    pub(crate) packed: Vec<u8>,
    /// The entry whose header and bytes are used once more for this one.
    pub(crate) shares: Option<usize>,
}

/// A file, as it is.
pub(crate) fn stored(name: &str, bytes: &[u8]) -> Entry {
    let mut crc = Crc::new();
    crc.update(bytes);
    Entry {
        name: name.as_bytes().to_vec(),
        method: 0,
        flags: 0,
        maker: 3 << 8,
        crc32: crc.sum(),
        len: bytes.len() as u32,
        packed: bytes.to_vec(),
        shares: None,
    }
}

/// A file, deflated.
pub(crate) fn deflated(name: &str, bytes: &[u8]) -> Entry {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    Entry { method: 8, packed: encoder.finish().unwrap(), ..stored(name, bytes) }
}

fn fields(entry: &Entry) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend(20_u16.to_le_bytes());
    out.extend(entry.flags.to_le_bytes());
    out.extend(entry.method.to_le_bytes());
    // 15 March 2025, 10:00:02.
    out.extend((10_u16 << 11 | 1).to_le_bytes());
    out.extend(((2025_u16 - 1980) << 9 | 3 << 5 | 15).to_le_bytes());
    out.extend(entry.crc32.to_le_bytes());
    out.extend((entry.packed.len() as u32).to_le_bytes());
    out.extend(entry.len.to_le_bytes());
    out.extend((entry.name.len() as u16).to_le_bytes());
    out.extend(0_u16.to_le_bytes());
    out
}

/// An archive of these entries.
pub(crate) fn zip(entries: &[Entry]) -> Vec<u8> {
    let (mut out, mut offsets) = (Vec::new(), Vec::new());
    for entry in entries {
        match entry.shares {
            Some(other) => offsets.push(offsets[other]),
            None => {
                offsets.push(out.len() as u32);
                out.extend(b"PK\x03\x04");
                out.extend(fields(entry));
                out.extend(&entry.name);
                out.extend(&entry.packed);
            }
        }
    }
    let start = out.len() as u32;
    for (entry, offset) in entries.iter().zip(offsets) {
        out.extend(b"PK\x01\x02");
        out.extend(entry.maker.to_le_bytes());
        out.extend(fields(entry));
        out.extend([0; 10]);
        out.extend(offset.to_le_bytes());
        out.extend(&entry.name);
    }
    let len = out.len() as u32 - start;
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend((entries.len() as u16).to_le_bytes());
    out.extend(len.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend(0_u16.to_le_bytes());
    out
}
