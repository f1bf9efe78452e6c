//! A dossier that somebody changed with other tools: every change is found and named.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail, and say so"
)]

mod common;

use common::{
    add, all_answers, answers, found, hand_claim, noon, reading, refused, text, with_quay,
};
use rusqlite::Connection;
use sayso_ledger::{AsOf, Entry, FailureKind, Ledger, LedgerError};
use sayso_model::Text;
use std::path::Path;

/// A dossier with two documents and a person's claim; changed with SQL after its guards were
/// taken off and before they are put back.
fn tampered(sql: &str) -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("quay.sayso");
    let (mut ledger, quay) = with_quay(&path);
    let mill = text("The mill burned in 1904, wrote Tomas Vrel.");
    add(&mut ledger, &noon(), &mill, &reading(&mill, 1, &[found("The mill burned", "Tomas Vrel")]));
    let claim = hand_claim(&quay, "Nobody came", Some("A porter"));
    ledger.append(&noon(), &[Entry::Claim(claim)]).unwrap();
    assert_eq!(ledger.verify().unwrap().failures, []);
    drop(ledger);
    unguarded(&path, sql);
    (folder, Ledger::open(&path).unwrap())
}

fn unguarded(path: &Path, sql: &str) {
    let db = Connection::open(path).unwrap();
    db.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    let guards: Vec<(String, String)> = db
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (name, _) in &guards {
        db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    db.execute_batch(sql).unwrap();
    for (_, sql) in &guards {
        db.execute_batch(sql).unwrap();
    }
}

/// The kinds and places of what verification finds.
fn found_in(ledger: &Ledger) -> Vec<(FailureKind, String)> {
    let report = ledger.verify().unwrap();
    for failure in &report.failures {
        assert!(failure.to_string().contains(failure.kind.meaning()));
    }
    report.failures.into_iter().map(|failure| (failure.kind, failure.place.to_string())).collect()
}

fn kinds(ledger: &Ledger) -> Vec<FailureKind> {
    let mut kinds: Vec<_> = found_in(ledger).into_iter().map(|(kind, _)| kind).collect();
    kinds.dedup();
    kinds
}

const ANOTHER_WORD: &str = "UPDATE chunk SET bytes =
    CAST(replace(CAST(bytes AS TEXT), 'closed', 'opened') AS BLOB)
    WHERE CAST(bytes AS TEXT) LIKE 'The quay%'";

#[test]
fn another_word_in_a_text() {
    let (_folder, ledger) = tampered(ANOTHER_WORD);
    let found = found_in(&ledger);
    assert_eq!(found[0].0, FailureKind::Blob, "{found:?}");
    let now = ledger.at(&AsOf::Now).unwrap();
    let quay = ledger.documents(now).unwrap()[0].clone();
    let named = ledger.verify().unwrap().failures.into_iter().flat_map(|failure| failure.captures);
    assert!(named.collect::<Vec<_>>().contains(&quay.capture), "it tells of which document it is");
    let error = ledger.text(&quay.text, now).unwrap_err();
    assert!(matches!(error, LedgerError::Damaged { .. }), "no changed word is ever shown: {error}");
    assert!(ledger.capture_bytes(&quay.capture).is_err());
}

#[test]
fn another_word_with_a_blob_named_for_it() {
    let (_folder, ledger) = tampered("");
    let words = common::quay().words().replace("closed", "opened");
    let (old, new) = (
        sayso_model::Digest::of(common::quay().words().as_bytes()),
        sayso_model::Digest::of(words.as_bytes()),
    );
    let path = ledger.path().to_owned();
    drop(ledger);
    unguarded(
        &path,
        &format!("{ANOTHER_WORD}; UPDATE blob SET digest = x'{new}' WHERE digest = x'{old}'"),
    );
    let found = found_in(&Ledger::open(&path).unwrap());
    assert!(found.iter().any(|(kind, _)| *kind == FailureKind::StrayBlob), "{found:?}");
    assert!(found.contains(&(FailureKind::Content, "operation 2".into())), "{found:?}");
}

/// The whole of a dossier made again over the same captures, with other words in a text: every
/// hash holds, and only the capture can tell.
#[test]
fn another_word_with_the_whole_chain_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::create(&folder.path().join("quay.sayso"), &noon()).unwrap();
    let quay = common::quay();
    let words = quay.words().replace("closed", "opened");
    let forged = Text::new(quay.capture(), quay.extractor().clone(), None, words, quay.map.clone());
    let forged = forged.unwrap();
    let entries = [common::capture(&quay, "quay.txt"), Entry::Text(&forged)];
    ledger.append(&noon(), &entries).unwrap();
    let failures = ledger.verify().unwrap().failures;
    assert_eq!(failures.len(), 1, "{failures:?}");
    let place = failures[0].place.to_string();
    assert_eq!((failures[0].kind, &*place), (FailureKind::Anchor, "operation 3"));
    assert_eq!(failures[0].captures, [quay.capture()]);
    assert!(failures[0].found.contains("does not have the words of its capture"));
}

#[test]
fn another_payload() {
    let (_folder, ledger) = tampered(
        "UPDATE operation SET payload = replace(payload, 'porter', 'parson') WHERE seq = 8",
    );
    let found = found_in(&ledger);
    assert!(found.contains(&(FailureKind::Chain, "operation 8".into())), "{found:?}");
    assert!(found.contains(&(FailureKind::View, "view_claim".into())), "{found:?}");
}

#[test]
fn another_instant_another_name() {
    for column in ["recorded", "by", "program", "kind"] {
        let (_folder, ledger) =
            tampered(&format!("UPDATE operation SET {column} = {column} || '0' WHERE seq = 5"));
        let found = found_in(&ledger);
        assert!(found.contains(&(FailureKind::Chain, "operation 5".into())), "{column}: {found:?}");
    }
}

#[test]
fn two_operations_swapped() {
    let (_folder, ledger) = tampered(
        "UPDATE operation SET seq = 100 WHERE seq = 5;
         UPDATE operation SET seq = 5 WHERE seq = 2;
         UPDATE operation SET seq = 2 WHERE seq = 100;",
    );
    let found = found_in(&ledger);
    for operation in ["operation 2", "operation 3", "operation 5"] {
        assert!(found.contains(&(FailureKind::Chain, operation.into())), "{found:?}");
    }
}

#[test]
fn an_operation_taken_out_of_the_middle() {
    let (_folder, ledger) = tampered("DELETE FROM operation WHERE seq = 4");
    assert!(found_in(&ledger).contains(&(FailureKind::Chain, "operation 5".into())));
}

#[test]
fn the_last_operation_cut_off_is_told_by_a_head_noted_down() {
    let (_folder, mut ledger) = tampered("");
    let noted = ledger.head().unwrap();
    let path = ledger.path().to_owned();
    unguarded(&path, "DELETE FROM operation WHERE seq = 8");
    let stale = ledger.documents(1).unwrap_err();
    assert!(matches!(stale, LedgerError::StaleViews { .. }), "{stale}");
    assert_eq!(kinds(&ledger), [FailureKind::View]);
    // With the views made anew the shorter log holds together: only the head tells.
    ledger.rebuild().unwrap();
    assert_eq!(kinds(&ledger), []);
    let now = ledger.head().unwrap();
    assert_ne!(now, noted);
    assert_eq!(now.seq, noted.seq - 1);
}

#[test]
fn an_operation_cut_off_that_brought_bytes_leaves_them_behind() {
    let (_folder, mut ledger) = tampered("DELETE FROM operation WHERE seq >= 7");
    ledger.rebuild().unwrap();
    assert_eq!(kinds(&ledger), [FailureKind::StrayBlob]);
}

#[test]
fn chunks_taken_out_and_blobs_renamed() {
    let (_folder, ledger) = tampered("DELETE FROM chunk WHERE blob = 1");
    assert!(kinds(&ledger).contains(&FailureKind::Blob));
    let (_folder, ledger) = tampered("UPDATE blob SET encoding = 'zip'");
    assert!(kinds(&ledger).contains(&FailureKind::Blob));
    let (_folder, ledger) = tampered("UPDATE blob SET size = 1 << 60 WHERE id = 1");
    assert!(kinds(&ledger).contains(&FailureKind::Blob));
    let (_folder, ledger) = tampered("UPDATE chunk SET seq = 7 WHERE blob = 2");
    assert_eq!(kinds(&ledger), [FailureKind::Blob]);
    let (_folder, ledger) = tampered("DELETE FROM blob WHERE id = 1");
    assert!(kinds(&ledger).contains(&FailureKind::File));
}

#[test]
fn guards_taken_off_and_tables_put_in() {
    let (_folder, ledger) = tampered("");
    let db = Connection::open(ledger.path()).unwrap();
    db.execute_batch("DROP TRIGGER operation_no_update; CREATE TABLE guest(x)").unwrap();
    assert_eq!(
        found_in(&ledger),
        [
            (FailureKind::Schema, "table guest".to_owned()),
            (FailureKind::Schema, "trigger operation_no_update".to_owned()),
        ]
    );
}

#[test]
fn the_guards_refuse_what_sql_asks_by_mistake() {
    let (_folder, ledger) = tampered("");
    let db = Connection::open(ledger.path()).unwrap();
    for sql in [
        "UPDATE operation SET by = 'nobody'",
        "DELETE FROM operation",
        "INSERT OR REPLACE INTO operation SELECT * FROM operation WHERE seq = 3",
        "UPDATE chunk SET bytes = x'00'",
        "DELETE FROM chunk",
        "INSERT OR REPLACE INTO chunk SELECT * FROM chunk",
        "UPDATE blob SET size = 0",
        "DELETE FROM blob",
        "INSERT OR REPLACE INTO blob SELECT * FROM blob",
    ] {
        assert!(db.execute(sql, []).is_err(), "{sql}");
    }
    assert_eq!(kinds(&ledger), []);
}

#[test]
fn views_tampered_with_are_found_and_made_anew() {
    for sql in [
        "UPDATE view_claim SET holder = 'Somebody else' WHERE rowid = 1",
        "DELETE FROM view_claim",
        "INSERT INTO view_claim SELECT * FROM view_claim",
        "UPDATE view_document SET title = 'Another'",
        "DELETE FROM view_item",
        "UPDATE view_fact SET document = 2 WHERE document = 1",
        "INSERT INTO view_undone VALUES (4, 5, NULL)",
        "UPDATE view_number SET capture = x'00'",
        "UPDATE view_state SET seq = 3",
        "DELETE FROM view_state",
        "DROP TABLE view_claim",
        "DROP TABLE view_state; DROP TABLE view_fact",
    ] {
        let (_sound, sound) = tampered("");
        let (_folder, mut ledger) = tampered(sql);
        assert!(kinds(&ledger).contains(&FailureKind::View), "{sql}");
        ledger.rebuild().unwrap();
        assert_eq!(kinds(&ledger), [], "{sql}");
        assert_eq!(all_answers(&ledger), all_answers(&sound), "{sql}");
    }
}

#[test]
fn dropped_views_are_asked_for_in_vain_until_they_are_made_anew() {
    for view in ["view_state", "view_claim", "view_document", "view_fact", "view_undone"] {
        let (_folder, mut ledger) = tampered(&format!("DROP TABLE {view}"));
        let now = ledger.at(&AsOf::Now).unwrap();
        let asked = ledger.documents(now);
        if let Err(error) = asked {
            assert!(refused::<()>(Err(error)).contains("sayso rebuild"), "{view}");
        } else {
            assert_eq!(view, "view_undone", "{asked:?}");
        }
        ledger.rebuild().unwrap();
        answers(&ledger, now);
    }
}

#[test]
fn any_byte_of_the_file_changed_never_panics() {
    let (folder, ledger) = tampered("");
    drop(ledger);
    let path = folder.path().join("quay.sayso");
    let sound = std::fs::read(&path).unwrap();
    let changed = folder.path().join("changed.sayso");
    let mut at = 7;
    while at < sound.len() {
        let mut bytes = sound.clone();
        bytes[at] = !bytes[at];
        std::fs::write(&changed, bytes).unwrap();
        if let Ok(ledger) = Ledger::open(&changed) {
            let _ = ledger.verify();
            let _ = ledger.documents(8);
            let _ = ledger.claims(&sayso_ledger::ClaimQuery::default(), 8);
        }
        at += 1021;
    }
}
