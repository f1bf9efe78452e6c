//! Tests that need a hand on the connection: a full disk, a lock that is held, a folder that may
//! only be read.

use crate::{AsOf, Entry, FORMAT, Ledger, LedgerError, Provenance, Stamp};
use rusqlite::Connection;
use sayso_model::{CaptureId, Recorded};
use std::time::Duration;

fn noon() -> Stamp {
    let recorded = Recorded::parse("2026-03-01T12:00:00Z").unwrap();
    Stamp { by: "mara".into(), recorded, program: "sayso 0.1.0".into() }
}

fn capture(bytes: &[u8]) -> Entry<'_> {
    let provenance =
        Provenance { from: "a file".into(), how: "file".into(), ..Provenance::default() };
    Entry::Capture { bytes, provenance, link: None }
}

/// Bytes that do not get smaller.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..len).map(|_| next()).collect()
}

#[test]
fn a_full_disk_loses_nothing_that_was_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("full.sayso");
    let mut ledger = Ledger::create(&path, &noon()).unwrap();
    ledger.append(&noon(), &[capture(b"before")]).unwrap();
    let head = ledger.head().unwrap();
    let limit = |pages: u32| {
        let sql = format!("PRAGMA max_page_count = {pages}");
        ledger.connection().query_row(&sql, [], |row| row.get::<_, u32>(0)).unwrap()
    };
    let room = limit(1) + 20;
    limit(room);
    let error = ledger.append(&noon(), &[capture(&noise(300_000))]).unwrap_err();
    assert!(matches!(error, LedgerError::DiskFull { .. }), "{error}");
    assert_eq!(ledger.head().unwrap(), head);
    assert_eq!(ledger.capture_bytes(&CaptureId::of(b"before")).unwrap(), b"before");
    ledger.append(&noon(), &[capture(b"small enough")]).unwrap();
    ledger.connection().query_row("PRAGMA max_page_count = 100000", [], |_| Ok(())).unwrap();
    ledger.append(&noon(), &[capture(&noise(300_000))]).unwrap();
    assert!(ledger.verify().unwrap().is_sound());
    assert_eq!(ledger.at(&AsOf::Now).unwrap(), head.seq + 2);
}

#[test]
fn a_second_writer_is_told_that_there_is_a_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("busy.sayso");
    let mut ledger = Ledger::create(&path, &noon()).unwrap();
    ledger.connection().busy_timeout(Duration::from_secs(0)).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = ledger.append(&noon(), &[capture(b"late")]).unwrap_err();
    assert!(matches!(error, LedgerError::Busy { .. }), "{error}");
    assert_eq!(ledger.head().unwrap().seq, 1, "it may still be read");
    other.execute_batch("ROLLBACK").unwrap();
    ledger.append(&noon(), &[capture(b"late")]).unwrap();
}

#[test]
fn a_dossier_that_may_only_be_read_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("read.sayso");
    drop(Ledger::create(&path, &noon()).unwrap());
    let mut ledger = Ledger::open_read_only(&path).unwrap();
    assert!(ledger.verify().unwrap().is_sound());
    assert!(ledger.documents(1).unwrap().is_empty());
    let error = ledger.append(&noon(), &[capture(b"more")]).unwrap_err();
    assert!(matches!(error, LedgerError::ReadOnly { .. }), "{error}");
}

#[test]
fn a_dossier_is_set_up_to_last() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::create(&folder.path().join("set.sayso"), &noon()).unwrap();
    let pragma = |name: &str| -> String {
        ledger
            .connection()
            .query_row(&format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"), [], |row| {
                row.get(0)
            })
            .unwrap()
    };
    assert_eq!(pragma("journal_mode"), "delete");
    assert_eq!(pragma("synchronous"), "3");
    assert_eq!(pragma("foreign_keys"), "1");
    assert_eq!(pragma("trusted_schema"), "0");
    assert_eq!(pragma("application_id"), u32::from_be_bytes(*b"Says").to_string());
    assert_eq!(pragma("user_version"), FORMAT.to_string());
    assert!(pragma("page_size").parse::<u32>().unwrap() >= 4096);
}

#[test]
fn what_gets_smaller_is_kept_small_and_comes_back_whole() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let (plain, noise) = ("the ferry left at noon\n".repeat(400_000), noise(100_000));
    ledger.append(&noon(), &[capture(plain.as_bytes()), capture(&noise)]).unwrap();
    let kept = |bytes: &[u8]| -> (String, usize) {
        let sql = "SELECT encoding, (SELECT sum(length(bytes)) FROM chunk WHERE blob = id)
                   FROM blob WHERE digest = ?1";
        let digest = CaptureId::of(bytes).0;
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        ledger.connection().query_row(sql, [digest.as_bytes()], row).unwrap()
    };
    let (encoding, size) = kept(plain.as_bytes());
    assert!(encoding == "zstd" && size < plain.len() / 100, "{encoding}, {size}");
    assert_eq!(kept(&noise), ("raw".to_owned(), noise.len()));
    assert_eq!(ledger.capture_bytes(&CaptureId::of(plain.as_bytes())).unwrap(), plain.as_bytes());
    assert!(ledger.verify().unwrap().is_sound());
}

#[test]
fn a_linked_file_is_read_where_it_stands_and_held_to_its_digest() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.bin");
    let bytes = noise(5_000_000);
    std::fs::write(&file, &bytes).unwrap();
    let dossier = folder.path().join("case.sayso");
    let mut ledger = Ledger::create(&dossier, &noon()).unwrap();
    let Entry::Capture { bytes: given, provenance, .. } = capture(&bytes) else { unreachable!() };
    let link = file.to_str();
    ledger.append(&noon(), &[Entry::Capture { bytes: given, provenance, link }]).unwrap();
    assert!(std::fs::metadata(&dossier).unwrap().len() < 1_000_000);
    let id = CaptureId::of(&bytes);
    assert_eq!(ledger.capture_bytes(&id).unwrap(), bytes);
    assert_eq!(ledger.linked(&id).unwrap().as_deref(), link);
    assert!(ledger.verify().unwrap().is_sound());
    for changed in [&bytes[1..], &bytes[..9], &[&bytes[..], b"more"].concat()] {
        std::fs::write(&file, changed).unwrap();
        assert!(ledger.capture_bytes(&id).is_err());
        assert!(!ledger.verify().unwrap().is_sound());
    }
    std::fs::remove_file(&file).unwrap();
    let error = ledger.capture_bytes(&id).unwrap_err().to_string();
    assert!(error.contains("large.bin") && error.contains("put that file back"), "{error}");
}
