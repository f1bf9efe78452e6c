//! The same bytes from several places.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first wrong thing")]

use sayso::model::{Body, Recorded};
use sayso::{Dossier, Options, Stamp};
use std::path::{Path, PathBuf};

fn stamp() -> Stamp {
    Stamp {
        by: "a tester".to_owned(),
        recorded: Recorded::parse("2026-11-22T08:30:00Z").unwrap(),
        program: "test".to_owned(),
    }
}

const PAGE: &str =
    "<html><body><p>The ferry sank, <a href='report'>Ida Brandt said</a>.</p></body></html>";

/// A web archive with the same page at each of these addresses.
fn archive(folder: &Path, addresses: &[&str]) -> PathBuf {
    let mut bytes = String::new();
    for (nth, address) in addresses.iter().enumerate() {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
        bytes.push_str(&format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:{nth}>\r\n\
             WARC-Target-URI: {address}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n\
             Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n\
             {block}\r\n\r\n",
            block.len()
        ));
    }
    let path = folder.join("ferry.warc");
    std::fs::write(&path, bytes).unwrap();
    path
}

#[test]
fn one_page_at_two_addresses_is_two_texts_with_their_own_links() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive(folder.path(), &["http://a.example/x/", "http://b.example/y/"]);
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    dossier.add(&[path], &Options::default(), &stamp, &mut |_| ()).unwrap();
    let at = dossier.head().unwrap().seq;
    let links: Vec<_> = dossier
        .documents(at)
        .unwrap()
        .iter()
        .flat_map(|document| dossier.text(&document.text, at).unwrap().items)
        .filter_map(|item| match item.body {
            Body::Reference(reference) => reference.url,
            _ => None,
        })
        .collect();
    assert_eq!(links, ["http://a.example/x/report", "http://b.example/y/report"]);
}
