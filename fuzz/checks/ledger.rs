//! What holds for any file opened as a dossier.

use sayso_ledger::Ledger;
use std::fs;

/// Opens bytes as a dossier; a file that is none, or is damaged, is an error and is not changed.
pub(crate) fn check(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("it.sayso");
    fs::write(&path, bytes).unwrap();
    if let Ok(ledger) = Ledger::open(&path) {
        let _ = ledger.verify();
    }
    assert!(fs::read(&path).unwrap() == bytes, "opening and verifying changed the file");
}
