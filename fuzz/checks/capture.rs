//! What holds for whatever is taken in, of any bytes.

use sayso_capture::{Captured, Container, Found, Limits, captures_in};
use sayso_model::{CaptureId, Diagnostic, Digest};
use std::collections::BTreeSet;

const LIMITS: Limits = Limits {
    file: 1 << 20,
    record: 1 << 16,
    records: 1000,
    member: 1 << 16,
    members: 1000,
    depth: 4,
    unpacked: 1 << 22,
    ratio: 200,
};

/// Takes bytes in as a file of this name would be, and checks what comes out.
pub(crate) fn check(name: &str, bytes: &[u8]) {
    let found = take_in(name, bytes);
    let mut docs = BTreeSet::new();
    let mut total = 0;
    for found in &found {
        match found {
            Found::Captured(captured) => {
                check_captured(captured, name, bytes);
                assert!(docs.insert(&captured.doc), "{} is there twice", captured.doc);
                total += captured.bytes.len() as u64;
            }
            Found::Failed { doc, diagnostics } | Found::Skipped { doc, diagnostics } => {
                check_told(name, doc, diagnostics);
                assert!(!diagnostics.is_empty(), "{doc} is left out in silence");
            }
        }
    }
    let most = (bytes.len() as u64 + LIMITS.unpacked) * (LIMITS.depth + 2);
    assert!(total <= most, "{total} bytes out of {}", bytes.len());
    assert_eq!(found, take_in(name, bytes), "the same bytes give the same");
}

fn take_in(name: &str, bytes: &[u8]) -> Vec<Found> {
    captures_in(name, name, bytes.to_vec(), &LIMITS).collect()
}

fn check_captured(captured: &Captured, name: &str, source: &[u8]) {
    check_told(name, &captured.doc, &captured.diagnostics);
    assert_eq!(captured.id, CaptureId::of(&captured.bytes));
    let Some(container) = &captured.container else {
        assert_eq!(captured.bytes, source, "a file is kept as it is");
        return;
    };
    assert!(captured.bytes.len() as u64 <= LIMITS.member.max(LIMITS.record));
    assert!(captured.doc.starts_with(&format!("{}!/", container.path)), "{}", captured.doc);
    check_chain(container, source);
    if container.outer.is_none() {
        check_place(captured, container, source);
    }
}

/// The containers around a capture, from the inside out.
fn check_chain(container: &Container, source: &[u8]) {
    let (mut inner, mut depth) = (container, 1);
    while let Some(outer) = &inner.outer {
        assert!(inner.path.starts_with(&format!("{}!/", outer.path)), "{}", inner.path);
        (inner, depth) = (outer, depth + 1);
    }
    assert!(depth <= LIMITS.depth, "{depth} containers");
    assert_eq!(inner.sha256, Some(Digest::of(source)), "the digest of the file");
}

/// What stands at the place in the file that a capture is said to be from.
fn check_place(captured: &Captured, container: &Container, source: &[u8]) {
    let at = &source[usize::try_from(container.offset).unwrap()..];
    match captured.how {
        "mbox mail" => assert!(at.starts_with(&captured.bytes), "the mail's bytes stand there"),
        "zip entry" => assert!(at.starts_with(b"PK\x03\x04"), "no entry starts there"),
        how if how.starts_with("warc") => {
            let zipped = source.starts_with(&[0x1f, 0x8b]);
            let start: &[u8] = if zipped { &[0x1f, 0x8b, 8] } else { b"WARC/" };
            assert!(at.starts_with(start), "no record starts there");
            if !zipped && container.decoded.is_empty() && how != "warc revisit" {
                assert!(stands_in(at, &captured.bytes), "the bytes are not those of the archive");
            }
        }
        _ => {}
    }
}

fn check_told(name: &str, doc: &str, diagnostics: &[Diagnostic]) {
    assert!(doc.starts_with(name), "{doc}");
    assert!(diagnostics.iter().all(|diagnostic| !diagnostic.message.is_empty()));
}

/// Whether `part` stands in `whole` as it is.
fn stands_in(whole: &[u8], part: &[u8]) -> bool {
    part.is_empty() || whole.windows(part.len()).any(|window| window == part)
}
