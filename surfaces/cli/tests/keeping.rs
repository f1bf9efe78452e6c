//! How what is taken in is kept: texts alone, files left outside, the chain of custody.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::Place;

const LETTER: &str =
    "The harbour\n\nAda Quist said that the ferry had sunk at noon on 3 May 1911.\n";

#[test]
fn texts_are_taken_in_first_and_read_later() {
    let place = Place::new();
    place.write("letter.txt", LETTER);
    place.run(["open", "letter.txt", "--text-only", "--no-serve"]).done();
    assert_eq!(place.run(["claims", "--json"]).done().out, "");
    let again = place.run(["add", "letter.txt", "--text-only"]).done();
    assert!(again.out.contains("known") || again.out.contains("already"), "{}", again.out);
    let read = place.run(["read-unread"]).done();
    assert!(read.out.starts_with("1 text read: "), "{}", read.out);
    let late = place.run(["claims", "--json"]).done().out;
    assert!(late.contains("Ada Quist"), "{late}");
    assert_eq!(place.run(["read-unread"]).done().out, "0 texts read: 0 claims\n");
    // Read later or at once, the claims are the same.
    let other = Place::new();
    other.write("letter.txt", LETTER);
    other.run(["open", "letter.txt", "--no-serve"]).done();
    assert_eq!(other.run(["claims", "--json"]).done().out, late);
}

#[test]
fn a_linked_file_stays_where_it_is_and_is_asked_for_when_it_is_gone() {
    let place = Place::new();
    let path = place.write("letter.txt", LETTER);
    place.run(["open", "letter.txt", "--link=1", "--no-serve"]).done();
    let custody = place.run(["custody", "1"]).done().out;
    assert!(custody.contains("kept outside of the dossier"), "{custody}");
    place.run(["verify"]).done();
    std::fs::remove_file(&path).unwrap();
    let broken = place.run(["verify"]);
    assert_eq!(broken.status, Some(1));
    assert!(broken.out.contains("letter.txt") && broken.out.contains("put that file back"));
    place.write("letter.txt", LETTER);
    place.run(["verify"]).done();
}

#[test]
fn the_chain_of_custody_has_every_step() {
    let place = Place::new();
    place.write("letter.txt", LETTER);
    place.write("copy/letter.txt", LETTER);
    place.run(["open", "letter.txt", "--no-serve"]).done();
    place.run(["add", "copy"]).done();
    place.run(["verify", "--record"]).done();
    let custody = place.run(["custody", "1"]).done().out;
    let mut rest = custody.as_str();
    let steps = [
        "SHA-256 ",
        "from: letter.txt",
        "text made: ",
        "read by grammar/",
        "from: copy/letter.txt",
        "check: everything up to operation 5",
    ];
    for step in steps {
        let at = rest.find(step).unwrap_or_else(|| panic!("{step} is not in {custody}"));
        rest = &rest[at..];
    }
    let lines = place.run(["custody", "1", "--json"]).done().out;
    assert_eq!(lines.lines().count(), 6, "{lines}");
    // A check is a line of the log like any other: the dossier stays sound.
    place.run(["verify"]).done();
}

#[test]
fn a_limit_is_named_where_it_is_passed_and_listed_on_request() {
    let place = Place::new();
    place.write("letter.txt", LETTER);
    let ran = place.run(["read", "letter.txt", "--limit", "file=10"]);
    assert!(ran.status == Some(1) && ran.err.contains("limit of 10 bytes"), "{}", ran.err);
    let list = place.run(["read", "letter.txt", "--limit", "list"]);
    assert!(list.status == Some(2) && list.err.contains("seconds"), "{}", list.err);
}
