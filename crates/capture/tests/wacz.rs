//! What web archives in zip archives give, and what revisits in web archives refer to.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "writer/seen.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod seen;
#[path = "writer/mod.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod warc;
#[path = "writer/zip.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod zip;

use sayso_capture::Listed;
use sayso_model::Digest;
use seen::{captured, take, told, words};
use warc::{archive, gzip, gzipped, page, record};
use zip::{deflated, stored, zip};

/// A list of files with their digests.
fn package(files: &[(&str, &[u8])]) -> Vec<u8> {
    let resources: Vec<String> = files
        .iter()
        .map(|(path, bytes)| {
            format!(
                r#"{{"path":"{path}","hash":"sha256:{}","bytes":{}}}"#,
                Digest::of(bytes),
                bytes.len()
            )
        })
        .collect();
    format!(
        r#"{{"profile":"data-package","wacz_version":"1.1.1","title":"Harbour","resources":[{}]}}"#,
        resources.join(",")
    )
    .into_bytes()
}

const PAGES: &str = r#"{"format": "json-pages-1.0", "id": "pages"}
{"url": "http://example.org/second", "ts": "2025-03-15T10:00:01Z", "title": "The second"}
{"url": "http://example.org/lost", "ts": "2025-03-15T10:00:02Z", "title": "Lost"}
"#;

fn wacz(warc: &[u8], listed: &[u8], digest: Option<&str>) -> Vec<u8> {
    let package =
        package(&[("archive/data.warc.gz", listed), ("pages/pages.jsonl", PAGES.as_bytes())]);
    let mut entries = vec![
        stored("indexes/index.cdx", b"x"),
        stored("archive/data.warc.gz", warc),
        deflated("pages/pages.jsonl", PAGES.as_bytes()),
        deflated("datapackage.json", &package),
    ];
    if let Some(digest) = digest {
        let digest = digest.replace("HASH", &format!("sha256:{}", Digest::of(&package)));
        entries.push(stored("datapackage-digest.json", digest.as_bytes()));
    }
    zip(&entries)
}

#[test]
fn pages_come_out_of_a_wacz_with_what_is_said_of_them() {
    let bytes = wacz(&gzipped(), &gzipped(), None);
    let found = take("case.wacz", bytes.clone());
    let docs: Vec<_> = words(&found).into_iter().map(|(doc, _)| doc).collect();
    assert_eq!(
        docs,
        [
            "case.wacz!/archive/data.warc.gz!/http://example.org/news/first?x=1",
            "case.wacz!/archive/data.warc.gz!/http://example.org/second",
            "case.wacz!/archive/data.warc.gz!/urn:example:x",
        ]
    );
    let second = captured(&found)[1];
    assert_eq!(
        second.page,
        Some(Listed {
            title: Some("The second".to_owned()),
            at: Some("2025-03-15T10:00:01Z".to_owned()),
        })
    );
    assert_eq!(captured(&found)[0].page, None);
    let container = second.container.as_ref().unwrap();
    assert_eq!(container.sha256, Some(Digest::of(&gzipped())));
    assert_eq!(container.outermost().sha256, Some(Digest::of(&bytes)));
    let told = told(&found);
    for words in [
        "http://example.org/lost: error: the web archive lists this page",
        "note: 2 of its files have the digest that datapackage.json states",
        "note: nobody signed the web archive",
        "title \"Harbour\"",
        "indexes: 1",
    ] {
        assert!(told.contains(words), "{words:?} in {told}");
    }
    assert!(second.diagnostics.is_empty());
}

#[test]
fn a_changed_web_archive_is_told_on_every_page_of_it() {
    let found = take("case.wacz", wacz(&gzipped(), b"what it was", None));
    assert_eq!(captured(&found).len(), 3);
    for page in captured(&found) {
        assert!(page.diagnostics[0].message.contains("is not the file that"), "{page:?}");
    }
    assert!(told(&found).contains("case.wacz: error: archive/data.warc.gz is not the file"));
}

#[test]
fn a_signature_is_told_for_what_it_is() {
    let signed = r#"{"path":"datapackage.json","hash":"HASH","signedData":{"hash":"HASH",
        "created":"2025-03-15T10:00:00Z","software":"a press","signature":"MEQ=",
        "domain":"archive.example.org"}}"#;
    let words = told(&take("case.wacz", wacz(&gzipped(), &gzipped(), Some(signed))));
    assert!(words.contains("note: the web archive says that it was signed by the holder of the domain \"archive.example.org\", on \"2025-03-15T10:00:00Z\""), "{words}");
    assert!(words.contains("the signature itself was not verified here"), "{words}");
    let other = signed.replacen("HASH", "sha256:00", 2).replacen("sha256:00", "HASH", 1);
    let words = told(&take("case.wacz", wacz(&gzipped(), &gzipped(), Some(&other))));
    assert!(
        words.contains("error: the signature of the web archive is of another list"),
        "{words}"
    );
    let words = told(&take("case.wacz", wacz(&gzipped(), &gzipped(), Some("[1"))));
    assert!(words.contains("error: datapackage-digest.json is not JSON"), "{words}");
}

#[test]
fn what_is_broken_in_a_wacz_costs_only_itself() {
    let found = take(
        "case.wacz",
        zip(&[
            stored("datapackage.json", b"{nothing"),
            stored("archive/a.warc", &archive()),
            stored("archive/b.warc", b"no archive"),
            stored("pages/pages.jsonl", b"{\n\xff\n"),
        ]),
    );
    assert_eq!(captured(&found).len(), 3);
    let told = told(&found);
    for words in [
        "datapackage.json, the list of its files, is not JSON",
        "archive/a.warc is not listed in datapackage.json",
        "archive/b.warc: error: there is no WARC record in it",
        "2 lines of the list of its pages cannot be read",
    ] {
        assert!(told.contains(words), "{words:?} in {told}");
    }
}

fn dated(kind: &str, id: &str, date: &str, more: &str, block: &str) -> Vec<u8> {
    let fields = format!(
        "WARC-Type: {kind}\r\nWARC-Record-ID: <urn:example:{id}>\r\nWARC-Date: {date}\r\n\
         Content-Type: application/http\r\nWARC-Target-URI: http://example.org/{more}"
    );
    record(&fields, block.as_bytes())
}

const PAGE: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nDate: then\r\n\r\nThe words.";
const UNCHANGED: &str = "HTTP/1.1 304 Not Modified\r\nDate: later\r\n\r\n";

#[test]
fn a_revisit_is_the_same_page_at_another_time() {
    let by_id = "a\r\nWARC-Refers-To: <urn:example:1>";
    let by_time = "a\r\nWARC-Refers-To-Target-URI: http://example.org/a\r\n\
                   WARC-Refers-To-Date: 2025-03-15T10:00:00Z";
    let digest = "a\r\nWARC-Payload-Digest: sha1:ZZZZ";
    let original = dated("response", "1", "2025-03-15T10:00:00Z", digest, PAGE);
    for refers in [by_id, by_time, digest] {
        let revisit = dated("revisit", "2", "2025-04-01T10:00:00Z", refers, UNCHANGED);
        let before = [&revisit[..], &original[..]].concat();
        let after = [&original[..], &revisit[..]].concat();
        let zipped = [gzip(&original), gzip(&revisit)].concat();
        for (bytes, forward) in [(after, true), (zipped, true), (before, false)] {
            let found = take("a.warc", bytes);
            let mut all = captured(&found);
            if !forward {
                all.reverse();
            }
            all.sort_by_key(|one| one.how != "warc response");
            assert_eq!(all.len(), 2, "{found:?}");
            let revisit = all[1];
            assert_eq!(
                (revisit.how, revisit.bytes.as_slice()),
                ("warc revisit", &b"The words."[..])
            );
            assert_eq!(revisit.id, all[0].id);
            assert_eq!(revisit.fetched.as_deref(), Some("2025-04-01T10:00:00Z"));
            assert_eq!(revisit.doc, "a.warc!/http://example.org/a (2)");
            assert_eq!(revisit.headers[0].1, "HTTP/1.1 304 Not Modified");
            let at = revisit.container.as_ref().unwrap();
            assert_eq!(at.member.as_deref(), Some("urn:example:2"));
            assert!(told(&found).contains("captured at 2025-03-15T10:00:00Z"));
        }
    }
}

#[test]
fn a_revisit_of_what_is_not_there_is_told() {
    let lost =
        dated("revisit", "2", "2025-04-01T10:00:00Z", "a\r\nWARC-Refers-To: <urn:example:9>", "");
    let found = take("a.warc", [page("http://example.org/x", "words"), lost].concat());
    assert_eq!(captured(&found).len(), 1);
    assert!(told(&found).contains("a.warc!/http://example.org/a: note: the archive says"));
    let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG";
    let image = dated("response", "1", "2025-03-15T10:00:00Z", "a", image);
    let again =
        dated("revisit", "2", "2025-04-01T10:00:00Z", "a\r\nWARC-Refers-To: <urn:example:1>", "");
    let words = told(&take("a.warc", [image, again].concat()));
    assert!(words.contains("revisits of files that are not read: 1"), "{words}");
}

#[test]
fn conversions_and_headers_are_kept() {
    let fields = "WARC-Type: conversion\r\nContent-Type: text/plain\r\n\
                  WARC-Target-URI: http://example.org/a\r\nWARC-Refers-To: <urn:example:1>";
    let original = dated("response", "1", "2025-03-15T10:00:00Z", "a", PAGE);
    let found = take("a.warc", [original, record(fields, b"The words.")].concat());
    let all = captured(&found);
    assert_eq!((all[1].how, all[1].bytes.as_slice()), ("warc conversion", &b"The words."[..]));
    assert!(all[1].diagnostics[0].message.contains("urn:example:1"));
    let headers =
        [("status-line", "HTTP/1.1 200 OK"), ("date", "then"), ("content-type", "text/plain")];
    assert_eq!(all[0].headers, headers.map(|(name, value)| (name.to_owned(), value.to_owned())));
}
