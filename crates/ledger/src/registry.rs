//! The dossiers that this process has open.
//!
//! POSIX drops every lock that a process holds on a file when it closes any handle of that file
//! ("How To Corrupt An SQLite Database File", section 2.2). Looking at a header by hand must
//! therefore never happen while a connection of this process may hold a lock on the same file: a
//! dossier that is open here was looked at when it was first opened, and is not again.

use crate::error::Result;
use crate::header;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What names a file whatever its path: device and number on Unix. Elsewhere locks belong to
/// handles, and nothing needs to be kept.
type FileKey = (u64, u64);

static OPEN: Mutex<BTreeMap<FileKey, usize>> = Mutex::new(BTreeMap::new());

fn open_files() -> MutexGuard<'static, BTreeMap<FileKey, usize>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn key(path: &Path) -> Option<FileKey> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|about| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn key(_: &Path) -> Option<FileKey> {
    None
}

/// Says that a dossier is open for as long as this lives.
#[derive(Debug)]
pub(crate) struct Registered(Option<FileKey>);

/// Checks the header of a dossier, if that is safe, and connects to it.
pub(crate) fn open(
    path: &Path,
    connect: impl FnOnce() -> Result<Connection>,
) -> Result<(Connection, Registered)> {
    let mut files = open_files();
    let key = key(path);
    let is_open = key.is_some_and(|key| files.contains_key(&key));
    if !is_open {
        header::check(path)?;
    }
    let db = connect()?;
    if !is_open {
        // Once more: only now has SQLite rolled back what a killed writer left.
        header::check(path)?;
    }
    if let Some(key) = key {
        *files.entry(key).or_default() += 1;
    }
    Ok((db, Registered(key)))
}

impl Drop for Registered {
    fn drop(&mut self) {
        let Some(key) = self.0 else { return };
        let mut files = open_files();
        match files.get_mut(&key) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                files.remove(&key);
            }
        }
    }
}
