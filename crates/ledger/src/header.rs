//! Whether a file is a dossier, told from its first bytes before SQLite touches it.
//!
//! Offsets are those of the database header in "The SQLite Database File Format", section 1.3.

use crate::error::{LedgerError, Result};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// SQLite's application id of a dossier: the four bytes `Says`.
pub(crate) const APPLICATION: u32 = u32::from_be_bytes(*b"Says");

/// The format this program writes, and the newest that it reads. Since format 2 blobs may be packed
/// or linked, and checks are recorded; since format 3 rulings are.
pub const FORMAT: u32 = 3;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEADER: usize = 100;

/// Refuses a file that is not a dossier, is cut short, or is of a later format.
///
/// A dossier whose writer was killed has a journal beside it, and its length means nothing until
/// SQLite has rolled that back: then only the identity is checked, and the caller asks again.
pub(crate) fn check(path: &Path) -> Result<()> {
    let io = |error: std::io::Error| LedgerError::io(path, &error);
    let about = std::fs::metadata(path).map_err(io)?;
    let not = |why: String| LedgerError::NotADossier { path: path.to_owned(), why };
    if !about.is_file() {
        return Err(not("it is a folder or a device, not a file".to_owned()));
    }
    let mut head = Vec::with_capacity(HEADER);
    File::open(path).map_err(io)?.take(HEADER as u64).read_to_end(&mut head).map_err(io)?;
    let Ok(header) = <&[u8; HEADER]>::try_from(head.as_slice()) else {
        return Err(too_short(path, &head));
    };
    if !header.starts_with(MAGIC) {
        return Err(not(begins_with(header)));
    }
    if number(header, 68) != APPLICATION {
        return Err(
            not("it is an SQLite file, but without the application id of a dossier".into()),
        );
    }
    let format = number(header, 60);
    if format == 0 {
        return Err(not("its format is 0, which no dossier has".into()));
    }
    if format > FORMAT {
        return Err(LedgerError::NewerFormat { path: path.to_owned(), format, known: FORMAT });
    }
    check_length(path, expected_length(header))
}

/// The journal is looked for after the header was read and before the length is: then a file that
/// somebody is writing to is never taken for one that was cut.
fn check_length(path: &Path, expected: u64) -> Result<()> {
    if has_journal(path) {
        return Ok(());
    }
    let found = std::fs::metadata(path).map_err(|error| LedgerError::io(path, &error))?.len();
    if found < expected {
        return Err(LedgerError::CutShort { path: path.to_owned(), expected, found });
    }
    Ok(())
}

fn number(header: &[u8; HEADER], at: usize) -> u32 {
    u32::from_be_bytes(std::array::from_fn(|i| header[at + i]))
}

/// Page size times page count. Sayso never writes a file whose header leaves the count out.
fn expected_length(header: &[u8; HEADER]) -> u64 {
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    page * u64::from(number(header, 28))
}

fn too_short(path: &Path, head: &[u8]) -> LedgerError {
    let path = path.to_owned();
    if head.is_empty() {
        let why = "it is empty".to_owned();
        return LedgerError::NotADossier { path, why };
    }
    if head.starts_with(MAGIC) {
        let found = head.len() as u64;
        return LedgerError::CutShort { path, expected: HEADER as u64, found };
    }
    LedgerError::NotADossier { path, why: begins_with(head) }
}

fn begins_with(head: &[u8]) -> String {
    let shown = head[..head.len().min(16)].escape_ascii();
    format!(
        "it begins with \"{shown}\", and a dossier is an SQLite file with the application id Says"
    )
}

/// Whether SQLite has a journal for this file, which lies beside the file that a link leads to.
fn has_journal(path: &Path) -> bool {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut name = path.into_os_string();
    name.push("-journal");
    std::fs::metadata(PathBuf::from(name)).is_ok_and(|about| about.len() > 0)
}
