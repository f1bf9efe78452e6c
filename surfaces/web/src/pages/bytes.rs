//! The bytes of a document as they were obtained, to be saved: they are never shown here, since they
//! may be built to do harm.

use crate::answer::{Frame, Problem};
use crate::asked::Asked;
use crate::pages::{document_of, file_of};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use sayso::{DocumentView, Dossier};

/// Longer endings are no endings.
const LONGEST_ENDING: usize = 8;

pub(crate) fn page(dossier: &Dossier, asked: &Asked, number: &str) -> Result<Response, Problem> {
    let (_, at) = Frame::of(dossier, asked.get("at"), &format!("/bytes/{number}"))?;
    let document = document_of(dossier, number, at)?;
    let bytes = dossier.capture_bytes(&document.capture)?;
    let saved = format!("attachment; filename=\"{}\"", name(&document));
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, saved),
    ];
    Ok((headers, bytes).into_response())
}

/// What to save it as: its number, and the ending of the file that it came from, of which a source
/// can make no other name than this.
fn name(document: &DocumentView) -> String {
    let number = document.number;
    let file = if document.sources.iter().all(|s| s.provenance.containers.is_empty()) {
        file_of(document)
    } else {
        document.sources.first().and_then(|s| s.provenance.doc.as_deref())
    };
    let ending = file.and_then(|file| file.rsplit_once('.')).map(|(_, ending)| ending);
    let fits = |ending: &&str| {
        (1..=LONGEST_ENDING).contains(&ending.len())
            && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    ending
        .filter(fits)
        .map_or_else(|| format!("document-{number}"), |e| format!("document-{number}.{e}"))
}
