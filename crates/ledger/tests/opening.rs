//! What is not a dossier, or no longer a whole one, is told from one and never touched.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail, and say so"
)]

mod common;

use common::{add, answers, noon, quay_claims, reading, refused, text, with_quay};
use proptest::prelude::*;
use rusqlite::Connection;
use sayso_ledger::{AsOf, Entry, FORMAT, Ledger, LedgerError};
use std::path::Path;

fn open(path: &Path) -> LedgerError {
    let before = std::fs::read(path).ok();
    let error = Ledger::open(path).unwrap_err();
    assert_eq!(std::fs::read(path).ok(), before, "it was not touched");
    assert!(error.to_string().contains(&path.display().to_string()), "{error} says where");
    error
}

#[test]
fn other_files_are_not_dossiers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.sayso");
    assert!(matches!(open(&path), LedgerError::NotFound { .. }));
    let long = [0u8, 159, 146, 150].repeat(5000);
    for bytes in [&b""[..], b"S", b"Dear all,\nplease find", b"SQLite", &long] {
        std::fs::write(&path, bytes).unwrap();
        assert!(matches!(open(&path), LedgerError::NotADossier { .. }), "{bytes:?}");
    }
    std::fs::write(&path, "Dear all, find enclosed".repeat(20)).unwrap();
    assert!(open(&path).to_string().contains("it begins with \"Dear all, find e\""));
    assert!(matches!(open(folder.path()), LedgerError::NotADossier { .. }));
}

#[test]
fn another_programs_database_is_not_a_dossier() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.sayso");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t(x)").unwrap();
    assert!(open(&path).to_string().contains("without the application id"));
    let says = u32::from_be_bytes(*b"Says");
    let claims_to_be = format!("PRAGMA application_id = {says}; PRAGMA user_version = 1");
    Connection::open(&path).unwrap().execute_batch(&claims_to_be).unwrap();
    assert!(matches!(open(&path), LedgerError::Damaged { .. }));
}

#[test]
fn a_dossier_in_two_files_is_one_again_once_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quay.sayso");
    drop(with_quay(&path));
    let mode = |sql: &str| -> String {
        Connection::open(&path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(mode("PRAGMA journal_mode = WAL"), "wal");
    assert_eq!(Ledger::open(&path).unwrap().verify().unwrap().failures, []);
    assert_eq!(mode("PRAGMA journal_mode"), "delete");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Random bytes, some of which begin as a dossier does.
    #[test]
    fn random_bytes_are_refused(
        mut bytes in prop::collection::vec(any::<u8>(), 0..20_000),
        kept in 0..200usize,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("quay.sayso");
        let whole = include_bytes!("formats/v1/quay.sayso");
        let kept = kept.min(bytes.len());
        bytes[..kept].copy_from_slice(&whole[..kept]);
        std::fs::write(&path, bytes).unwrap();
        open(&path);
    }
}

#[test]
fn a_later_format_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("later.sayso");
    drop(with_quay(&path));
    let later = FORMAT + 1;
    let sql = format!("PRAGMA user_version = {later}");
    Connection::open(&path).unwrap().execute_batch(&sql).unwrap();
    let error = open(&path);
    assert!(
        matches!(error, LedgerError::NewerFormat { format, known: FORMAT, .. } if format == later)
    );
}

#[test]
fn a_dossier_cut_short_is_told_at_any_length() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quay.sayso");
    drop(with_quay(&path));
    let whole = std::fs::read(&path).unwrap();
    let lengths = (16..200).chain((200..whole.len()).step_by(997)).chain([whole.len() - 1]);
    for length in lengths {
        std::fs::write(&path, &whole[..length]).unwrap();
        assert!(matches!(open(&path), LedgerError::CutShort { .. }), "{length} bytes");
    }
    std::fs::write(&path, &whole).unwrap();
    Ledger::open(&path).unwrap();
}

#[test]
fn a_dossier_is_made_once_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quay.sayso");
    let (ledger, _) = with_quay(&path);
    let before = std::fs::read(&path).unwrap();
    let error = Ledger::create(&path, &noon()).unwrap_err();
    assert!(matches!(error, LedgerError::AlreadyExists { .. }));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    drop(ledger);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert!(Ledger::create(&folder.path().join("no/such/folder.sayso"), &noon()).is_err());
}

#[test]
fn what_a_killed_writer_left_is_rolled_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quay.sayso");
    let (ledger, _) = with_quay(&path);
    let (now, before) = (ledger.at(&AsOf::Now).unwrap(), answers(&ledger, 4));
    drop(ledger);
    // A writer at work with so small a cache that it writes into the file before it commits:
    // copied at that moment, with its journal, it looks as it does after a kill.
    let db = Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA cache_size = 2; PRAGMA cache_spill = 1; BEGIN IMMEDIATE").unwrap();
    let blob = "INSERT INTO blob(digest, size, encoding) VALUES (randomblob(32), 9, 'raw')";
    for _ in 0..2000 {
        db.execute(blob, []).unwrap();
    }
    db.execute("DELETE FROM view_claim", []).unwrap();
    db.execute("UPDATE view_state SET seq = 77", []).unwrap();
    let left = folder.path().join("left.sayso");
    std::fs::copy(&path, &left).unwrap();
    std::fs::copy(
        folder.path().join("quay.sayso-journal"),
        folder.path().join("left.sayso-journal"),
    )
    .unwrap();
    drop(db);
    assert_ne!(
        std::fs::read(&left).unwrap(),
        std::fs::read(&path).unwrap(),
        "half a write is there"
    );
    // Through a link: the journal lies beside the file it leads to.
    let opened = linked(left);
    let ledger = Ledger::open(&opened).unwrap();
    assert_eq!(ledger.at(&AsOf::Now).unwrap(), now);
    assert_eq!(answers(&ledger, now), before);
    assert_eq!(ledger.verify().unwrap().failures, []);
}

#[cfg(unix)]
fn linked(path: std::path::PathBuf) -> std::path::PathBuf {
    let link = path.with_file_name("link.sayso");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    link
}

#[cfg(not(unix))]
fn linked(path: std::path::PathBuf) -> std::path::PathBuf {
    path
}

#[test]
fn two_writers_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("turns.sayso");
    drop(Ledger::create(&path, &noon()).unwrap());
    std::thread::scope(|scope| {
        for writer in 0..3 {
            let path = &path;
            scope.spawn(move || {
                // Opening anew each time, while others hold locks, must not drop theirs.
                for document in 0..12 {
                    let mut ledger = Ledger::open(path).unwrap();
                    let text = text(&format!("Writer {writer} says that {document} came."));
                    add(&mut ledger, &noon(), &text, &reading(&text, 1, &[]));
                }
            });
        }
    });
    let ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.head().unwrap().seq, 1 + 3 * 12 * 3);
    assert_eq!(ledger.documents(ledger.at(&AsOf::Now).unwrap()).unwrap().len(), 36);
    assert_eq!(ledger.verify().unwrap().failures, []);
}

#[test]
fn a_batch_is_recorded_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (mut ledger, quay) = with_quay(&folder.path().join("quay.sayso"));
    let head = ledger.head().unwrap();
    let good = Entry::Claim(common::hand_claim(&quay, "Nobody came", None));
    let bad = Entry::Undo { operation: 99, why: None };
    assert!(refused(ledger.append(&noon(), &[good, bad])).contains("no operation 99"));
    assert_eq!(ledger.head().unwrap(), head);
    assert_eq!(ledger.verify().unwrap().failures, []);
}

#[test]
fn a_capture_of_several_chunks_comes_back_whole() {
    let mut ledger = Ledger::in_memory(&noon()).unwrap();
    let bytes: Vec<u8> = (0..9_500_000u32).map(|i| (i % 251) as u8).collect();
    let provenance = common::provenance("long.bin");
    ledger.append(&noon(), &[Entry::Capture { bytes: &bytes, provenance, link: None }]).unwrap();
    let id = sayso_model::CaptureId::of(&bytes);
    assert_eq!(ledger.capture_bytes(&id).unwrap(), bytes);
    let mut written = Vec::new();
    ledger.write_capture(&id, &mut written).unwrap();
    assert_eq!(written, bytes);
    assert!(ledger.verify().unwrap().is_sound());
}

#[test]
fn the_same_again_is_not_recorded_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (mut ledger, quay) = with_quay(&folder.path().join("quay.sayso"));
    let head = ledger.head().unwrap();
    let reading = reading(&quay, 1, &quay_claims());
    let again = [common::capture(&quay, "quay.txt"), Entry::Text(&quay), Entry::Reading(&reading)];
    let appended = ledger.append(&noon(), &again).unwrap();
    assert!(appended.iter().all(|appended| appended.seq.is_none()));
    assert_eq!(ledger.head().unwrap(), head);
    let elsewhere = ledger.append(&noon(), &[common::capture(&quay, "copy.txt")]).unwrap();
    assert_eq!(elsewhere[0].seq, Some(head.seq + 1));
    let sources = ledger.documents(head.seq + 1).unwrap()[0].sources.clone();
    assert_eq!(sources.len(), 2);
}

#[test]
fn a_ledger_may_go_to_another_thread() {
    fn sends<T: Send>() {}
    sends::<Ledger>();
}
