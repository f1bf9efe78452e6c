//! Dossiers of every format there ever was stay readable, with the same answers.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail, and say so")]

mod common;

use common::{add, hand_claim, judgement, quay, quay_claims, reading, stamp};
use sayso_ledger::{Check, ClaimQuery, Entry, FORMAT, Ledger};
use sayso_model::{Bond, Holds, Judgement, Ruling, Verdict};
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn folder(format: u32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/formats/v{format}"))
}

/// How the newest of `formats/v*/quay.sayso` was made, once. It is never made again: a change of
/// format gets a folder of its own.
#[test]
#[ignore = "the file is there, and stays as it is"]
fn write_newest_format() {
    let folder = folder(FORMAT);
    let mut ledger =
        Ledger::create(&folder.join("quay.sayso"), &stamp("mara", "2026-03-01T12:00:00Z")).unwrap();
    let joan = stamp("joan", "2026-03-02T09:30:00Z");
    let quay = quay();
    add(&mut ledger, &joan, &quay, &reading(&quay, 1, &quay_claims()));
    let by_hand = Entry::Claim(hand_claim(&quay, "closed on Monday", None));
    ledger.append(&joan, &[by_hand]).unwrap();
    let claims = ledger.claims(&ClaimQuery::default(), 5).unwrap();
    let corrected = Judgement {
        speaker: Some("Ida Brandt, harbour board".to_owned()),
        why: Some("named in the caption".to_owned()),
        ..judgement(&claims[2].id, Verdict::Correct)
    };
    ledger.append(&joan, &[Entry::Judge(corrected)]).unwrap();
    let rejected = judgement(&claims[0].id, Verdict::Reject);
    ledger.append(&joan, &[Entry::Judge(rejected)]).unwrap();
    let undo = Entry::Undo { operation: 7, why: Some("a slip".to_owned()) };
    ledger.append(&stamp("mara", "2026-03-03T10:00:00Z"), &[undo]).unwrap();
    let check = Check::Dossier {
        seq: 8,
        blobs: 3,
        anchors: 9,
        failures: Vec::new(),
        failed: 0,
        captures: None,
    };
    ledger.append(&stamp("mara", "2026-03-04T10:00:00Z"), &[Entry::Check(check)]).unwrap();
    let ruling = Ruling {
        bond: Bond::Dispute,
        items: claims[..2].iter().map(|claim| claim.id.clone()).collect(),
        known: None,
        holds: Holds::Yes,
        why: Some("one says shut, the other open".to_owned()),
    };
    ledger.append(&joan, &[Entry::Rule(ruling)]).unwrap();
    std::fs::write(folder.join("answers.txt"), answers(&ledger)).unwrap();
}

fn answers(ledger: &Ledger) -> String {
    let mut out = String::new();
    let head = ledger.head().unwrap();
    writeln!(out, "head {} {}", head.seq, head.hash).unwrap();
    let all = ClaimQuery { include_rejected: true, ..ClaimQuery::default() };
    for ruled in ledger.rulings(head.seq).unwrap() {
        let ruling = ruled.ruling;
        let items: Vec<_> = ruling.items.iter().map(ToString::to_string).collect();
        writeln!(out, "ruled {} {}: {}", ruling.bond, items.join(" "), ruling.holds).unwrap();
    }
    for at in 0..=head.seq {
        writeln!(out, "\nas of {at}").unwrap();
        for document in ledger.documents(at).unwrap() {
            let published = document.published.map(|day| day.to_string()).unwrap_or_default();
            let (title, outlet) =
                (document.title.unwrap_or_default(), document.outlet.unwrap_or_default());
            writeln!(out, "  document {} {title} / {outlet} {published}", document.number).unwrap();
        }
        for claim in ledger.claims(&all, at).unwrap() {
            let said = claim.said.map(|day| format!(", said {day}")).unwrap_or_default();
            let (id, holder) = (claim.id, claim.holder.unwrap_or_default());
            let (words, stance, state) = (claim.words, claim.stance, claim.state);
            writeln!(out, "  {id} {holder}{said}: {words} ({stance}, {state})").unwrap();
        }
    }
    out
}

#[test]
fn every_format_opens_and_answers_as_it_did() {
    for format in 1..=FORMAT {
        opens_and_answers_as_it_did(&folder(format));
    }
}

fn opens_and_answers_as_it_did(folder: &Path) {
    // A copy, since opening may write what the file system allows.
    let copy = tempfile::tempdir().unwrap();
    let path = copy.path().join("quay.sayso");
    std::fs::copy(folder.join("quay.sayso"), &path).unwrap();
    let mut ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.verify().unwrap().failures, []);
    let written = std::fs::read_to_string(folder.join("answers.txt")).unwrap();
    assert_eq!(answers(&ledger), written);
    ledger.rebuild().unwrap();
    assert_eq!(answers(&ledger), written);
    let quay = quay();
    assert_eq!(ledger.text(&quay.id(), 8).unwrap(), quay);
    assert_eq!(ledger.capture_bytes(&quay.capture()).unwrap(), quay.words().as_bytes());
    let again = Entry::Claim(hand_claim(&quay, "Nobody came", None));
    let next = ledger.head().unwrap().seq + 1;
    assert_eq!(ledger.append(&common::noon(), &[again]).unwrap()[0].seq, Some(next));
    assert_eq!(ledger.verify().unwrap().failures, []);
}
