//! The same bytes from several places.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first wrong thing")]

mod common;

use common::stamp;
use sayso::model::Body;
use sayso::{Dossier, Options};
use std::path::{Path, PathBuf};

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

#[test]
fn what_was_taken_back_is_new_when_it_is_added_again() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bell.txt"), "Ida Brandt said the bell rang.\n").unwrap();
    let paths = [folder.path().to_owned()];
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let add = |dossier: &mut Dossier| {
        let summary = dossier.add(&paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
        (summary.new, summary.known)
    };
    assert_eq!(add(&mut dossier), (1, 0));
    dossier.undo(2, None, &stamp()).unwrap();
    let at = dossier.head().unwrap().seq;
    assert_eq!(dossier.documents(at).unwrap(), []);
    assert_eq!(add(&mut dossier), (1, 0));
    assert_eq!(dossier.documents(at + 1).unwrap().len(), 1);
    assert_eq!(add(&mut dossier), (0, 1));
}

#[test]
fn the_dossier_itself_is_passed_over_aloud() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bell.txt"), "Ida Brandt said the bell rang.\n").unwrap();
    let mut dossier = Dossier::create(&folder.path().join("case.txt"), &stamp()).unwrap();
    let mut told = Vec::new();
    let mut hear = |kept: sayso::Kept<'_>| {
        if let sayso::Added::Skipped(diagnostics) = kept.added {
            told.push((kept.doc.to_owned(), diagnostics[0].message.clone()));
        }
    };
    let paths = [folder.path().to_owned()];
    let summary = dossier.add(&paths, &Options::default(), &stamp, &mut hear).unwrap();
    assert_eq!((summary.new, summary.skipped), (1, 1));
    assert!(told[0].0.ends_with("case.txt") && told[0].1.contains("the dossier"), "{told:?}");
}

/// A mailbox of one mail, which has a note with it.
const MAILBOX: &str = "From ida@a.example Wed May  1 00:00:00 2024\n\
    From: Ida Brandt <ida@a.example>\nSubject: The ferry\nMIME-Version: 1.0\n\
    Content-Type: multipart/mixed; boundary=\"cut\"\n\n--cut\nContent-Type: text/plain\n\n\
    See the note.\n--cut\nContent-Type: text/plain; name=\"note.txt\"\n\
    Content-Disposition: attachment; filename=\"note.txt\"\nContent-Transfer-Encoding: base64\n\n\
    VGhlIGZlcnJ5IHNhbmsu\n--cut--\n";

#[test]
fn what_stands_in_a_mail_in_a_mailbox_tells_of_both_and_is_known_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("post.mbox");
    std::fs::write(&path, MAILBOX).unwrap();
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    let options = Options { text_only: true, ..Options::default() };
    let paths = [path.clone()];
    let first = dossier.add(&paths, &options, &stamp, &mut |_| ()).unwrap();
    let head = dossier.head().unwrap();
    let again = dossier.add(&paths, &options, &stamp, &mut |_| ()).unwrap();
    assert_eq!((first.new, again.new, again.known), (2, 0, 2));
    assert_eq!(dossier.head().unwrap(), head);
    let documents = dossier.documents(head.seq).unwrap();
    let provenance = documents
        .iter()
        .map(|document| &document.sources[0].provenance)
        .find(|provenance| provenance.how == "mail attachment")
        .unwrap();
    let [mailbox, mail] = provenance.containers.as_slice() else { panic!("{provenance:?}") };
    let name = path.display().to_string();
    assert_eq!((&mailbox.path, &provenance.from), (&name, &name));
    assert_eq!(mailbox.sha256, Some(sayso::model::Digest::of(MAILBOX.as_bytes())));
    assert!(mail.path.starts_with(&format!("{name}!/")) && mail.sha256.is_some());
    assert_eq!(mail.decoded, ["base64"]);
    assert_eq!(mail.member, provenance.member);
}
