//! The directory of a zip archive (APPNOTE 6.3.10), read with the `rawzip` crate.
//!
//! Not with the `zip` crate: it keeps one of two entries of the same name, and here each of them
//! is somebody's evidence.

use crate::blob::{Blob, Slice, Stated};
use crate::meter::Meter;
use crate::names::shown;
use rawzip::{
    CompressionMethod, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ZipArchive, ZipArchiveEntryWayfinder,
    ZipFileHeaderRecord, ZipLocator,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Bytes of names that are kept, at most.
const NAMES_MAX: usize = 64 << 20;

/// An entry, as the directory describes it.
pub(crate) struct Entry {
    /// Its name, as people see it.
    pub(crate) name: String,
    /// Whether that could lead somebody astray.
    pub(crate) strange: bool,
    pub(crate) modified: Option<String>,
    /// The byte at which its header starts.
    pub(crate) offset: u64,
    pub(crate) folder: bool,
    encrypted: bool,
    method: CompressionMethod,
    stated: Stated,
    found_by: ZipArchiveEntryWayfinder,
}

/// A zip archive, opened.
pub(crate) struct Directory {
    archive: ZipArchive<Slice>,
    len: u64,
    /// Where the entries read so far start, and end.
    taken: BTreeMap<u64, u64>,
}

impl Directory {
    /// Opens an archive, and lists its entries in the order of its directory. The last is why the
    /// list is not complete, if it is not.
    ///
    /// # Errors
    ///
    /// Where it has no directory.
    pub(crate) fn open(
        slice: &Slice,
        members: u64,
    ) -> Result<(Self, Vec<Entry>, Option<String>), String> {
        let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let len = slice.len();
        let archive = ZipLocator::new().locate_in_reader(slice.clone(), &mut buffer, len).map_err(
            |(_, error)| {
                format!(
                    "is a zip archive without its directory, damaged or cut off ({error}); repair \
                     it (zip -FF does) or get it again"
                )
            },
        )?;
        let mut entries = Vec::new();
        let mut names = 0;
        let mut listing = archive.entries(&mut buffer);
        let cut = loop {
            match listing.next_entry() {
                Ok(None) => break None,
                Err(error) => {
                    let have = entries.len();
                    break Some(format!(
                        "the directory of the zip archive is damaged after {have} entries \
                         ({error}); what comes after is not read"
                    ));
                }
                Ok(Some(_)) if entries.len() as u64 >= members || names > NAMES_MAX => {
                    break Some(format!(
                        "the zip archive holds more than the limit of {members} entries \
                         (members), or {NAMES_MAX} bytes of names; the rest was not read"
                    ));
                }
                Ok(Some(record)) => {
                    let entry = Entry::of(&record);
                    names += entry.name.len();
                    entries.push(entry);
                }
            }
        };
        Ok((Self { archive, len, taken: BTreeMap::new() }, entries, cut))
    }

    /// What an entry holds.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    pub(crate) fn blob(&mut self, entry: &Entry, meter: &Arc<Meter>) -> Result<Blob, String> {
        if entry.encrypted {
            return Err("is encrypted; unpack the archive with its password, and add what comes \
                        out"
            .to_owned());
        }
        let deflated = match entry.method {
            CompressionMethod::STORE => false,
            CompressionMethod::DEFLATE => true,
            method => {
                let method = method.name().map_or_else(
                    || format!("method {}", method.as_u16()),
                    |name| format!("method {} ({name})", method.as_u16()),
                );
                return Err(format!(
                    "is packed by {method}, which is not read; unpack the archive first"
                ));
            }
        };
        let found = self.archive.get_entry(entry.found_by).map_err(|error| {
            format!("has no header where the archive's directory says, or a damaged one ({error})")
        })?;
        let (start, end) = found.compressed_data_range();
        if end > self.len {
            return Err("goes on after the end of the archive, which is cut off".to_owned());
        }
        if !self.take(entry.offset, end) {
            return Err("shares its bytes with another entry of the archive, as archives do that \
                        are built to fill a disk; it was not unpacked"
                .to_owned());
        }
        let slice = self.archive.get_ref().part(start, end - start);
        Ok(Blob::member(slice, deflated, entry.stated, meter))
    }

    /// Takes bytes for an entry; no two entries have the same.
    fn take(&mut self, start: u64, end: u64) -> bool {
        let before = self.taken.range(..end).next_back();
        if before.is_some_and(|(_, &before)| before > start) {
            return false;
        }
        self.taken.insert(start, end);
        true
    }
}

impl Entry {
    fn of(record: &ZipFileHeaderRecord<'_>) -> Self {
        let path = record.file_path();
        let mut name = decoded(path.as_bytes());
        // Archives made on DOS and Windows may have written its own separator.
        const OF_DOS: [u8; 4] = [0, 6, 11, 14];
        let maker = record.version_made_by().creator_system().as_u8();
        if OF_DOS.contains(&maker) && !name.contains('/') {
            name = name.replace('\\', "/");
        }
        let folder = record.is_dir() || name.ends_with('/');
        let shown = shown(&name);
        let dos = record.last_modified_dos();
        let dated = dos.year() > 1980 || record.last_modified().year() > 1980;
        Self {
            name: shown.name,
            strange: shown.strange,
            modified: dated.then(|| record.last_modified().to_string()),
            offset: record.local_header_offset(),
            folder,
            encrypted: record.flags().is_encrypted(),
            method: record.compression_method(),
            stated: Stated { crc32: record.crc32(), len: record.uncompressed_size_hint() },
            found_by: record.wayfinder(),
        }
    }
}

/// A name in UTF-8, said so or not, or else in code page 437 (APPNOTE 6.3.10, appendix D).
fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => name.iter().map(|&byte| of_code_page(byte)).collect(),
    }
}

/// The upper half of code page 437.
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

fn of_code_page(byte: u8) -> char {
    match byte.checked_sub(0x80) {
        None => char::from(byte),
        Some(upper) => CODE_PAGE_437.chars().nth(upper.into()).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_page_is_whole() {
        assert_eq!(CODE_PAGE_437.chars().count(), 128);
        assert_eq!(decoded(b"caf\x82\xff"), "café\u{a0}");
        assert_eq!(decoded("café".as_bytes()), "café");
    }
}
