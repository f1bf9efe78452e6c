//! What holds for whatever is taken in, of any bytes.

use sayso_capture::{Captured, Found, Limits, captures_in};
use sayso_model::{CaptureId, Diagnostic};
use std::io::Cursor;

const LIMITS: Limits = Limits { file: 1 << 20, record: 1 << 16, records: 1000 };

/// Takes bytes in as a file would be, and checks what comes out.
pub(crate) fn check(bytes: &[u8]) {
    let found = take_in(bytes);
    assert!(found.len() as u64 <= LIMITS.records + 200, "{} things found", found.len());
    for found in &found {
        match found {
            Found::Captured(captured) => check_captured(captured, bytes),
            Found::Failed { doc, diagnostics } | Found::Skipped { doc, diagnostics } => {
                check_told(doc, diagnostics);
                assert!(!diagnostics.is_empty(), "{doc} is left out in silence");
            }
        }
    }
    assert_eq!(found, take_in(bytes), "the same bytes give the same");
}

fn take_in(bytes: &[u8]) -> Vec<Found> {
    captures_in("it.warc", "it.warc", Cursor::new(bytes.to_vec()), &LIMITS).collect()
}

fn check_captured(captured: &Captured, source: &[u8]) {
    check_told(&captured.doc, &captured.diagnostics);
    assert_eq!(captured.id, CaptureId::of(&captured.bytes));
    match &captured.container {
        None => assert_eq!(captured.bytes, source, "a file is kept as it is"),
        Some(container) => {
            assert!(captured.bytes.len() as u64 <= LIMITS.record);
            assert!(captured.doc.starts_with("it.warc!/"));
            let at = usize::try_from(container.offset).unwrap();
            let zipped = source.starts_with(&[0x1f, 0x8b]);
            let start: &[u8] = if zipped { &[0x1f, 0x8b, 8] } else { b"WARC/" };
            assert!(source[at..].starts_with(start), "no record starts at byte {at}");
            if !zipped && container.decoded.is_empty() {
                let part = memory_find(&source[at..], &captured.bytes);
                assert!(part, "the page's bytes are not those of the archive");
            }
        }
    }
}

fn check_told(doc: &str, diagnostics: &[Diagnostic]) {
    assert!(doc.starts_with("it.warc"));
    assert!(diagnostics.iter().all(|diagnostic| !diagnostic.message.is_empty()));
}

/// Whether `part` stands in `whole` as it is.
fn memory_find(whole: &[u8], part: &[u8]) -> bool {
    part.is_empty() || whole.windows(part.len()).any(|window| window == part)
}
