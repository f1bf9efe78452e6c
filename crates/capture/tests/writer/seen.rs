//! What was found, put for tests.

use sayso_capture::{Captured, Found, Limits, captures_in};

/// Takes bytes in as a file of this name.
pub(crate) fn take(name: &str, bytes: Vec<u8>) -> Vec<Found> {
    captures_in(name, name, bytes, &Limits::default()).collect()
}

/// As [`take`], within other limits.
pub(crate) fn take_within(name: &str, bytes: Vec<u8>, limits: Limits) -> Vec<Found> {
    captures_in(name, name, bytes, &limits).collect()
}

pub(crate) fn captured(found: &[Found]) -> Vec<&Captured> {
    let captured = found.iter().filter_map(|found| match found {
        Found::Captured(captured) => Some(captured),
        _ => None,
    });
    captured.collect()
}

/// `(doc, words)` of each capture.
pub(crate) fn words(found: &[Found]) -> Vec<(&str, &str)> {
    captured(found)
        .into_iter()
        .map(|one| (one.doc.as_str(), std::str::from_utf8(&one.bytes).unwrap_or("not text")))
        .collect()
}

/// Everything told, of whatever severity, with what it is told of.
pub(crate) fn told(found: &[Found]) -> String {
    let told = found.iter().flat_map(|found| {
        let (doc, diagnostics) = match found {
            Found::Captured(captured) => (&captured.doc, &captured.diagnostics),
            Found::Failed { doc, diagnostics } | Found::Skipped { doc, diagnostics } => {
                (doc, diagnostics)
            }
        };
        diagnostics.iter().map(move |diagnostic| format!("{doc}: {diagnostic}\n"))
    });
    told.collect()
}
