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
    place.run(["verify", "--record"]).done().shows(&["recorded in the log as operation 6"]);
    let custody = place.run(["custody", "1"]).done().out;
    let mut rest = custody.as_str();
    let steps = [
        "SHA-256 ",
        "from: letter.txt",
        "text made: ",
        "read by grammar/",
        "from: copy/letter.txt",
        "check: up to operation 5: these bytes and what was made of them are sound",
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
fn a_failure_names_its_document_and_custody_tells_whose_it_is() {
    let place = Place::new();
    let path = place.write("letter.txt", LETTER);
    place.write("note.html", "<title>The mill</title><p>The mill of Vell burned in the night.");
    place.run(["open", "letter.txt", "--link=1", "--no-serve", "-d", "case.sayso"]).done();
    place.run(["add", "note.html"]).done();
    std::fs::remove_file(&path).unwrap();
    let broken = place.run(["verify", "--record"]);
    assert_eq!(broken.status, Some(1));
    broken
        .shows(&["document 1, “The harbour”, from letter.txt", "recorded in the log as operation"]);
    let failure = place.run(["verify", "--json"]).records().remove(0);
    assert_eq!(failure["documents"], serde_json::json!([1]), "{failure}");
    place.run(["custody", "1"]).done().shows(&["these bytes or what was made of them FAILED"]);
    let sound = place.run(["custody", "2"]).done();
    assert!(sound.out.contains("are not among what failed"), "{}", sound.out);
    let check = place.records(["custody", "2", "--json"]).pop().unwrap();
    assert_eq!(check["failed"], false, "{check}");
}

#[test]
fn the_bytes_of_a_document_are_handed_out_as_they_were() {
    let place = Place::new();
    let bytes = b"The harbour\r\n\r\nAda Quist said that it was shut.\xff\r\n";
    place.write("pile/letter.txt", bytes);
    place.run(["open", "pile", "--no-serve", "-d", "case.sayso"]).done();
    let given = place.run(["custody", "1", "--bytes-to", "out.txt"]).done();
    let digest = sayso::model::CaptureId::of(bytes).to_string();
    assert!(
        given.out.contains(&digest) && given.out.contains(&format!("{} bytes", bytes.len())),
        "{}",
        given.out
    );
    assert_eq!(std::fs::read(place.path("out.txt")).unwrap(), bytes);
    let again = place.run(["custody", "1", "--bytes-to", "out.txt"]);
    again.failed(&["out.txt: cannot be written"]);
    assert_eq!(std::fs::read(place.path("out.txt")).unwrap(), bytes);
}

#[test]
fn bytes_that_are_others_now_are_not_handed_out() {
    let place = Place::new();
    place.write("letter.txt", LETTER);
    place.run(["open", "letter.txt", "--link=1", "--no-serve"]).done();
    place.write("letter.txt", LETTER.replace("noon", "nine"));
    let refused = place.run(["custody", "1", "--bytes-to", "out.txt"]);
    refused.failed(&["does not hold the bytes that were recorded"]);
    assert!(!place.path("out.txt").exists());
}

#[test]
fn what_changed_is_told_with_when_each_was_captured() {
    let place = Place::new();
    let record = |day: &str, words: &str| {
        let page =
            format!("<title>Pier</title><p>The pier of Vell is {words} since the storm.</p>");
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:{day}>\r\n\
             WARC-Target-URI: http://a.example/pier\r\nWARC-Date: {day}T00:00:00Z\r\n\
             Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n\
             {block}\r\n\r\n",
            block.len()
        )
    };
    place.write("pier.warc", record("2024-05-09", "open") + &record("2024-05-01", "shut"));
    place.run(["open", "pier.warc", "--no-serve"]).done();
    let pages = place.run(["changes"]).done();
    pages.shows(&["a.example/pier\n  document 2, fetched 2024-05-01T00:00:00Z\n  document 1, "]);
    let forward = place.run(["changes", "2", "1"]).done();
    assert_eq!(forward.err, "");
    forward.shows(&[
        "from document 2, fetched 2024-05-01T00:00:00Z\nto   document 1, fetched 2024-05-09T00:00:00Z",
    ]);
    let backward = place.run(["changes", "1", "2"]).done();
    assert!(backward.err.contains("document 1 is the later capture"), "{}", backward.err);
    assert!(backward.err.contains("`sayso changes 2 1`"), "{}", backward.err);
    let compared = place.records(["changes", "1", "2", "--json"]).remove(0);
    assert_eq!(compared["first_is_later"], true, "{compared}");
    assert_eq!(compared["before"]["obtained"]["fetched"], "2024-05-09T00:00:00Z");
}

#[test]
fn sources_tell_author_and_outlet_apart_and_when_each_was_captured() {
    let place = Place::new();
    let page = "<meta name=author content='Ada Quist'><title>The mill</title><p>It burned down.";
    place.write("mill.html", page);
    place.run(["open", "mill.html", "--no-serve"]).done();
    let sources = place.run(["sources"]).done().out;
    let (head, row) = sources.split_once('\n').unwrap();
    let columns: Vec<&str> = head.split_whitespace().collect();
    let wanted = ["doc", "claims", "title", "author", "outlet", "published", "captured", "from"];
    assert_eq!(columns, wanted);
    let at = |name: &str| head.find(name).unwrap();
    assert!(row[at("author")..].starts_with("Ada Quist"), "{sources}");
    assert!(row[at("outlet")..].starts_with("   "), "{sources}");
    assert!(row[at("captured")..].starts_with("taken in 2025-06-01T12:00:00"), "{sources}");
    assert!(row[at("from")..].starts_with("mill.html"), "{sources}");
}

#[test]
fn the_header_of_mails_and_parts_of_sentences_are_no_copies() {
    let place = Place::new();
    let mail = |id: u32, body: &str| {
        format!(
            "Message-ID: <{id}@example.org>\nFrom: Ana Ruiz, harbour office of Vell <ana@example.org>\n\
             To: Bram Oude and the others of the board <bram@example.org>\n\
             Date: Wed, 3 Mar 2021 10:00:00 +0100\nSubject: The pier at Vell and the gate\n\n{body}\n"
        )
    };
    place.write(
        "pile/1.eml",
        mail(1, "In order to learn more about how the gate was shut, ask Lena."),
    );
    place
        .write("pile/2.eml", mail(2, "To learn more about how the money was spent one must wait."));
    place.run(["open", "pile", "--no-serve", "-d", "case.sayso"]).done();
    place.run(["copies"]).done().shows(&["no two documents share the wording of a sentence"]);
    place.write(
        "3.txt",
        "The weir\n\nIn order to learn more about how the gate was shut, ask Lena.\n",
    );
    place.run(["add", "3.txt"]).done();
    place.run(["copies"]).done().shows(&["learn more about how the gate was shut, ask Lena"]);
}

#[test]
fn patterns_that_fit_nothing_are_named() {
    let place = Place::new();
    place.write("pile/letter.txt", LETTER);
    let ran = place.run(["open", "pile", "--include", "*.htm", "--no-serve"]);
    ran.failed(&["1 entry left out", "fits the patterns given (include *.htm)"]);
    assert!(!place.path("pile.sayso").exists());
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
