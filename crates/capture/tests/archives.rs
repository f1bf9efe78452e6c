//! What web archives give: whole ones, gzipped ones, damaged ones, and none at all.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod writer;

use proptest::prelude::*;
use sayso_capture::{Captured, Found, Limits, captures_in};
use sayso_model::Severity;
use writer::{archive, gzipped, page, record};

fn read(bytes: impl Into<Vec<u8>>) -> Vec<Found> {
    read_within(bytes, Limits::default())
}

fn read_within(bytes: impl Into<Vec<u8>>, limits: Limits) -> Vec<Found> {
    captures_in("pages.warc", "pages.warc", bytes.into(), &limits).collect()
}

fn captured(found: &[Found]) -> Vec<&Captured> {
    let captured = found.iter().filter_map(|found| match found {
        Found::Captured(captured) => Some(captured),
        _ => None,
    });
    captured.collect()
}

/// Everything told, of whatever severity.
fn told(found: &[Found]) -> String {
    let told = found.iter().flat_map(|found| match found {
        Found::Captured(captured) => &captured.diagnostics,
        Found::Failed { diagnostics, .. } | Found::Skipped { diagnostics, .. } => diagnostics,
    });
    told.map(|diagnostic| format!("{diagnostic}\n")).collect()
}

#[test]
fn a_page_comes_with_where_it_came_from() {
    let found = read(archive());
    let pages = captured(&found);
    assert_eq!(pages.len(), 3);
    let first = pages[0];
    assert_eq!(first.doc, "pages.warc!/http://example.org/news/first?x=1");
    assert_eq!(first.bytes, b"<p>The first page.</p>");
    assert_eq!(first.name, "first");
    assert_eq!(first.media_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(first.address.as_deref(), Some("http://example.org/news/first?x=1"));
    assert_eq!(first.fetched.as_deref(), Some("2025-03-15T10:00:01Z"));
    assert_eq!(first.how, "warc response");
    let container = first.container.as_ref().unwrap();
    let at = usize::try_from(container.offset).unwrap();
    assert!(archive()[at..].starts_with(b"WARC/1.1\r\nWARC-Type: response"));
    assert_eq!(container.path, "pages.warc");
    assert_eq!(container.member.as_deref(), Some("urn:example:1"));
    assert_eq!(pages[2].how, "warc resource");
    assert!(pages.iter().all(|page| page.diagnostics.is_empty()));
    assert_eq!(
        told(&found),
        "note: passed over in the archive: request records: 1, warcinfo records: 1\n"
    );
}

#[test]
fn a_gzipped_archive_gives_the_same_pages_and_the_places_of_their_members() {
    let (plain, zipped) = (read(archive()), read(gzipped()));
    let (plain, zipped) = (captured(&plain), captured(&zipped));
    assert_eq!(zipped.len(), plain.len());
    for (plain, zipped) in plain.iter().zip(&zipped) {
        assert_eq!((&plain.doc, plain.id), (&zipped.doc, zipped.id));
        let offset = usize::try_from(zipped.container.as_ref().unwrap().offset).unwrap();
        let alone = read(&gzipped()[offset..]);
        assert_eq!(captured(&alone)[0].id, plain.id, "the member is found at its offset");
    }
}

#[test]
fn a_long_address_is_kept_once_and_its_page_has_a_short_name() {
    let address = format!("http://example.org/{}.html", "a".repeat(60_000));
    let other = address.replace("a.html", "b.html");
    let found = read([page(&address, "one"), page(&other, "two")].concat());
    let pages = captured(&found);
    assert_eq!(pages[0].address.as_deref(), Some(address.as_str()));
    assert!(pages.iter().all(|page| page.doc.len() < 600 && page.name.len() < 600));
    assert!(pages[0].name.ends_with(".html"));
    assert_ne!(pages[0].doc, pages[1].doc);
    assert!(!pages[1].doc.ends_with(" (2)"), "the digest tells them apart");
}

#[test]
fn an_address_met_again_is_told_apart() {
    let twice = [page("http://example.org/a", "one"), page("http://example.org/a", "two")].concat();
    let found = read(twice);
    let docs: Vec<_> = captured(&found).iter().map(|page| page.doc.as_str()).collect();
    assert_eq!(docs, ["pages.warc!/http://example.org/a", "pages.warc!/http://example.org/a (2)"]);
}

#[test]
fn other_answers_and_other_media_are_passed_over_and_told() {
    let head = "WARC-Type: response\r\nContent-Type: application/http\r\nWARC-Target-URI: http://example.org/x";
    let bytes = [
        record(head, b"HTTP/1.1 404 Not Found\r\n\r\nno such page"),
        record(head, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record(head, b"not HTTP at all"),
        record("WARC-Type: response\r\nContent-Type: text/dns", b"20250315 example.org"),
    ];
    let found = read(bytes.concat());
    assert!(captured(&found).is_empty());
    let told = told(&found);
    for words in [
        "note: the server answered with status 404",
        "error: the record holds no HTTP response",
        "images: 1, response records of other protocols: 1",
        "warning: there is no page to read in the archive",
    ] {
        assert!(told.contains(words), "{words:?} in {told}");
    }
}

#[test]
fn a_changed_page_is_told_by_its_digests() {
    let whole = writer::with_digests("http://example.org/a", "The mayor said so.");
    assert!(captured(&read(whole.clone()))[0].diagnostics.is_empty());
    let changed = String::from_utf8(whole).unwrap().replace("mayor", "baker");
    let found = read(changed);
    let told = told(&found);
    assert_eq!(captured(&found)[0].bytes, b"The baker said so.");
    assert!(told.contains("warning: the record is not as it was written"), "{told}");
    assert!(told.contains("warning: the page is not as it was captured"), "{told}");
}

#[test]
fn garbage_between_records_costs_only_itself() {
    let (a, b) = (page("http://example.org/a", "one"), page("http://example.org/b", "two"));
    for garbage in
        [&b"some junk\nWARC/ junk\nmore"[..], b"\x00\xff\n", b"WARC/1.1\r\nno: length\r\n\r\n"]
    {
        let found = read([&a[..], garbage, b"\r\n", &b].concat());
        let bodies: Vec<_> = captured(&found).iter().map(|page| page.bytes.as_slice()).collect();
        assert_eq!(bodies, [b"one", b"two"], "{garbage:?}");
        assert!(found.iter().any(|found| matches!(found, Found::Failed { .. })));
        assert!(told(&found).contains(&format!(
            "byte{} {}",
            if garbage[0] == b'W' { "" } else { "s" },
            a.len()
        )));
    }
}

#[test]
fn a_record_that_swallows_the_next_one_is_told() {
    let mut bytes = page("http://example.org/a", &"words ".repeat(20));
    bytes.truncate(bytes.len() - 60);
    bytes.extend_from_slice(b"\r\n\r\n");
    bytes.extend(record("WARC-Type: metadata", b"some fields: of no matter here\r\n"));
    let told = told(&read(bytes));
    assert!(told.contains("looks like the start of another"), "{told}");
}

#[test]
fn limits_are_kept_and_named() {
    let within = |limits| read_within(archive(), limits);
    let found = within(Limits { record: 60, ..Limits::default() });
    assert!(told(&found).contains("more than the limit of 60"), "{}", told(&found));
    assert_eq!(captured(&found).len(), 1);
    let found = within(Limits { records: 2, ..Limits::default() });
    assert_eq!(captured(&found).len(), 1);
    assert!(told(&found).contains("limit of 2 records"));
    let claims =
        "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: 18446744073709551615\r\n\r\nwords";
    assert!(told(&read(claims)).contains("more than the limit"));
    assert!(told(&read(claims)).contains("5 of its 18446744073709551615 bytes"));
}

#[test]
fn cut_anywhere_it_gives_what_is_whole_and_says_that_it_was_cut() {
    let whole = archive();
    let complete = read(whole.clone());
    let pages = captured(&complete);
    let starts: Vec<usize> = memchr::memmem::find_iter(&whole, b"WARC/1.1").collect();
    for end in 6..whole.len() {
        let found = read(&whole[..end]);
        let kept = captured(&found);
        assert!(kept.len() <= pages.len());
        for (nth, (kept, page)) in kept.iter().zip(&pages).enumerate() {
            assert_eq!(kept.doc, page.doc);
            let last = nth + 1 == captured(&found).len();
            let same = kept.bytes == page.bytes;
            let told = kept.diagnostics.iter().any(|d| d.severity >= Severity::Warning);
            assert!(same || last && told && page.bytes.starts_with(&kept.bytes), "cut at {end}");
        }
        let words = told(&found);
        let tells = words.contains("cut off") || words.contains("not a WARC record");
        assert!(tells || starts.contains(&end), "cut at {end} in silence: {words}");
    }
}

#[test]
fn a_page_that_cannot_be_decoded_and_is_cut_off_is_told_as_both() {
    let block = b"HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\n\r\n\xff\xfe svefg cntr.";
    let whole = record("WARC-Type: response\r\nWARC-Target-URI: http://example.org/a", block);
    let words = told(&read(&whole[..whole.len() - 10]));
    assert!(words.contains("the page was not read: "), "{words}");
    assert!(words.contains("is cut off: "), "{words}");
}

#[test]
fn a_gzipped_archive_cut_anywhere_gives_what_is_whole() {
    let whole = gzipped();
    let complete = read(whole.clone());
    let pages = captured(&complete);
    for end in 40..whole.len() {
        let found = read(&whole[..end]);
        for (kept, page) in captured(&found).iter().zip(&pages) {
            assert!(page.bytes.starts_with(&kept.bytes), "cut at {end}");
        }
    }
}

#[test]
fn a_damaged_member_costs_only_itself() {
    let whole = gzipped();
    let starts: Vec<usize> = memchr::memmem::find_iter(&whole, &[0x1f, 0x8b, 8]).collect();
    let mut damaged = whole.clone();
    for byte in &mut damaged[starts[1] + 12..starts[1] + 40] {
        *byte = 0xff;
    }
    let found = read(damaged);
    let kept: Vec<_> = captured(&found).iter().map(|page| page.doc.clone()).collect();
    assert!(kept.iter().any(|doc| doc.ends_with("/second")), "{found:?}");
    assert!(found.iter().any(|found| matches!(found, Found::Failed { .. })));
}

/// Pieces that put together look enough like an archive to lead a reader astray.
fn nearly_an_archive() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"WARC/1.0\r\n".to_vec()),
        Just(b"WARC-Type: response\r\n".to_vec()),
        Just(b"WARC-Type: resource\r\n".to_vec()),
        Just(b"Content-Type: application/http\r\n".to_vec()),
        Just(b"Transfer-Encoding: chunked\r\n".to_vec()),
        Just(b"Content-Encoding: gzip, deflate\r\n".to_vec()),
        Just(b"HTTP/1.1 200 OK\r\n".to_vec()),
        Just(b"5\r\nabcde\r\n0\r\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(page("http://example.org/a", "whole")),
        Just(gzipped()),
        (0_u64..200).prop_map(|length| format!("Content-Length: {length}\r\n").into_bytes()),
        any::<u64>().prop_map(|length| format!("Content-Length: {length}\r\n").into_bytes()),
        proptest::collection::vec(any::<u8>(), 0..40),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_bytes_lead_it_astray(bytes in nearly_an_archive(), zip in any::<bool>()) {
        let limits = Limits { file: 10_000, record: 1000, records: 50, ..Limits::default() };
        let bytes = [b"WARC/1.0\r\n".as_slice(), &bytes].concat();
        let bytes = if zip { writer::gzip(&bytes) } else { bytes };
        let found = read_within(bytes.clone(), limits);
        prop_assert!(found.len() <= 110, "{} things found", found.len());
        for page in captured(&found) {
            prop_assert!(page.bytes.len() <= 1000);
            prop_assert_eq!(page.id, sayso_model::CaptureId::of(&page.bytes));
            prop_assert!(page.container.as_ref().unwrap().offset < bytes.len() as u64);
        }
        prop_assert_eq!(found, read_within(bytes, limits), "the same twice");
    }
}
