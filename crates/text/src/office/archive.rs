//! The parts of an office document: entries of a zip archive (APPNOTE 6.3.10), each found once.

use crate::limits::Limits;
use crate::unpack;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder};
use sayso_model::{Packing, Part};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Most entries of one document.
const MOST_ENTRIES: usize = 20_000;

/// A part with its bytes, or why they cannot be read.
type Read<'b> = Result<(Part, Cow<'b, [u8]>), String>;

/// A document's archive.
pub(super) struct Archive<'b> {
    bytes: &'b [u8],
    archive: rawzip::ZipSliceArchive<&'b [u8]>,
    entries: BTreeMap<String, Entry>,
    /// Names that more than one entry has: the first is read.
    pub(super) doubled: Vec<String>,
    /// How many entries are more than the most, and why the list of them breaks off.
    more: usize,
    broken: Option<String>,
    /// How much may be unpacked still.
    left: u64,
}

#[derive(Clone, Copy)]
struct Entry {
    found_by: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    encrypted: bool,
}

impl<'b> Archive<'b> {
    /// Opens an archive; `None` where bytes are none.
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Option<Self> {
        let archive = ZipArchive::from_slice(bytes).ok()?;
        let mut entries = BTreeMap::new();
        let mut doubled = Vec::new();
        let mut listing = archive.entries();
        let mut more = 0;
        let broken = loop {
            let record = match listing.next_entry() {
                Ok(Some(record)) => record,
                Ok(None) => break None,
                Err(error) => break Some(error.to_string()),
            };
            if entries.len() >= MOST_ENTRIES {
                more += 1;
                continue;
            }
            let name = String::from_utf8_lossy(record.file_path().as_ref()).into_owned();
            let entry = Entry {
                found_by: record.wayfinder(),
                method: record.compression_method(),
                encrypted: record.flags().is_encrypted(),
            };
            match entries.entry(name) {
                std::collections::btree_map::Entry::Occupied(known) => {
                    doubled.push(known.key().clone());
                }
                std::collections::btree_map::Entry::Vacant(free) => {
                    free.insert(entry);
                }
            }
        };
        let left = limits.unpacked;
        Some(Self { bytes, archive, entries, doubled, more, broken, left })
    }

    /// What of its list of parts was left out.
    pub(super) fn left_out(&self) -> impl Iterator<Item = String> {
        let more = (self.more > 0).then(|| {
            let more = self.more;
            format!(
                "the file has more than {MOST_ENTRIES} parts, the most that are looked at; {more} \
                 were left out"
            )
        });
        let broken = self.broken.as_ref().map(|why| {
            format!("the list of the file's parts is damaged ({why}); what comes after is not read")
        });
        more.into_iter().chain(broken)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// A part, unpacked. `None` where there is no such entry; why it cannot be read, where there
    /// is.
    pub(super) fn part(&mut self, name: &str) -> Option<Read<'b>> {
        let entry = *self.entries.get(name)?;
        let read = self.read(name, entry).map_err(|why| format!("{name}: {why}"));
        if let Ok((part, _)) = &read {
            self.left = self.left.saturating_sub(part.len);
        }
        Some(read)
    }

    fn read(&self, name: &str, entry: Entry) -> Read<'b> {
        if entry.encrypted {
            return Err("it is encrypted".to_owned());
        }
        let packing: &[Packing] = match entry.method {
            CompressionMethod::STORE => &[],
            CompressionMethod::DEFLATE => &[Packing::Deflate],
            other => return Err(format!("it is packed by method {}", other.as_u16())),
        };
        let found = self.archive.get_entry(entry.found_by).map_err(|error| error.to_string())?;
        let (start, end) = found.compressed_data_range();
        let limits = Limits { unpacked: self.left, ..Limits::default() };
        unpack::part(name, self.bytes, start..end, packing, &limits)
            .map(|unpacked| (unpacked.part, unpacked.bytes))
    }
}
