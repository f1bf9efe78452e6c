//! What only making the texts again can tell of a dossier that was made anew from forged texts.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first wrong thing")]

mod common;

use common::stamp;
use sayso::model::Text;
use sayso::{Dossier, Entry, FailureKind, Options, Outcome, Verification};
use std::path::{Path, PathBuf};

const PAGE: &str = "<html><head><title>The ferry</title></head><body><p>The ferry &quot;Alma&quot; \
                    sank, <a href='http://a.example/r'>Ida Brandt said</a>.</p></body></html>";

/// The verification of a dossier that holds the page with another text than the page gives.
fn forged(forge: impl FnOnce(&Text) -> Text) -> Verification {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("ferry.html");
    std::fs::write(&page, PAGE).unwrap();
    let mut read = Vec::new();
    let keep = |outcome| {
        read.push(outcome);
        Ok::<(), std::convert::Infallible>(())
    };
    sayso::read(&[page], &Options::default(), keep).unwrap();
    let [Outcome::Read(document)] = read.as_slice() else { panic!("it is readable") };
    let text = forge(&document.text);
    let provenance = document.provenance.clone();
    let entries =
        [Entry::Capture { bytes: &document.bytes, provenance, link: None }, Entry::Text(&text)];
    let path = folder.path().join("forged.sayso");
    let mut ledger = sayso_ledger::Ledger::create(&path, &stamp()).unwrap();
    ledger.append(&stamp(), &entries).unwrap();
    drop(ledger);
    Dossier::open(&path).unwrap().verify().unwrap()
}

#[test]
fn a_text_as_it_was_made_is_sound() {
    let verification = forged(Text::clone);
    assert_eq!(verification.failures, []);
    assert_eq!((verification.texts, verification.extracted_again), (1, 1));
}

#[test]
fn words_that_were_decoded_are_held_against_the_capture() {
    let verification = forged(|text| {
        let words = text.words().replace('"', "'");
        let mut other =
            Text::new(text.capture(), text.extractor().clone(), None, words, text.map.clone())
                .unwrap();
        other.title.clone_from(&text.title);
        other
    });
    let failures: Vec<_> = verification
        .failures
        .iter()
        .map(|f| (f.kind, f.found.contains("its words are not")))
        .collect();
    assert_eq!(failures, [(FailureKind::Anchor, true)]);
}

#[test]
fn another_title_is_found() {
    let verification = forged(|text| {
        let mut text = text.clone();
        text.title = Some("The wreck".to_owned());
        text
    });
    let failures: Vec<_> = verification.failures.iter().map(|f| f.kind).collect();
    assert_eq!(failures, [FailureKind::Content]);
}

#[test]
fn a_text_of_another_version_is_counted_as_not_made_again() {
    let verification = forged(|text| {
        let mut extractor = text.extractor().clone();
        extractor.version += 1;
        let words = text.words().to_owned();
        Text::new(text.capture(), extractor, None, words, text.map.clone()).unwrap()
    });
    assert_eq!(verification.failures, []);
    assert_eq!((verification.texts, verification.extracted_again), (1, 0));
}

/// Every odd text there is: what is read of it can be made again, byte for byte.
#[test]
fn everything_that_is_read_is_made_again_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["examples/maine", "fuzz/corpus/text_html", "fuzz/corpus/text_plain"];
    let mut paths: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.html"), b"<p>One\xa0two &nbsp; \x93three\x94 caf\xe9</p>")
        .unwrap();
    paths.push(folder.path().to_owned());
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let summary = dossier.add(&paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
    let verification = dossier.verify().unwrap();
    assert_eq!(verification.failures, []);
    assert!(summary.new > 16 && verification.texts == verification.extracted_again);
}
