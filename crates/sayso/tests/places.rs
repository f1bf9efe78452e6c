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

#[test]
fn each_text_keeps_the_place_it_was_made_for() {
    let folder = tempfile::tempdir().unwrap();
    let addresses = ["http://a.example/", "http://b.example/", "http://a.example/"];
    let path = archive(folder.path(), &addresses);
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let paths = [path.clone()];
    dossier.add(&paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
    let at = dossier.head().unwrap().seq;
    let places: Vec<Vec<_>> = dossier
        .documents(at)
        .unwrap()
        .iter()
        .map(|d| d.sources.iter().map(|s| s.provenance.place().into_owned()).collect())
        .collect();
    let doc = |inner: &str| format!("{}!/{inner}", path.display());
    let first = [doc("http://a.example/"), doc("http://a.example/ (2)")].to_vec();
    assert_eq!(places, [first, [doc("http://b.example/")].to_vec()]);
    let documents = dossier.documents(at).unwrap();
    let provenance = &documents[1].sources[0].provenance;
    let bytes = std::fs::read(&path).unwrap();
    let record = &bytes[provenance.offset.unwrap() as usize..];
    assert!(record.starts_with(b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:test:1>"));
}
