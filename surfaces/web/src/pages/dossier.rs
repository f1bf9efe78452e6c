//! The dossier: its documents, what is to be told about them, and where one could start.

use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::name_of;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::model::{Diagnostic, Voice};
use sayso::{ClaimQuery, DocumentView, Dossier};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Documents on one page.
const MOST: usize = 100;
/// Speakers offered to start from.
const SPEAKERS: usize = 12;
/// Claims that are looked at for them.
const LOOKED_AT: usize = 5000;

#[derive(Template)]
#[template(path = "dossier.html")]
struct DossierPage {
    frame: Frame,
    documents: usize,
    claims: u64,
    /// The last operation, and when it was recorded.
    last: (u64, Option<String>),
    speakers: Vec<(String, usize)>,
    /// Whether further claims were not looked at for speakers.
    more_speakers: bool,
    rows: Vec<Row>,
    /// The first and last document on this page, where there are several pages.
    shown: Option<(usize, usize)>,
    previous: Option<usize>,
    next: Option<usize>,
}

struct Row {
    document: DocumentView,
    name: String,
    by: String,
    diagnostics: Vec<Diagnostic>,
}

pub(crate) fn page(dossier: &Dossier, asked: &Asked) -> Result<Response, Problem> {
    let (frame, at) = Frame::of(dossier, asked.get("at"), "/")?;
    let documents = dossier.documents(at)?;
    let claims = documents.iter().map(|document| document.claims).sum();
    let (speakers, more_speakers) = speakers(dossier, at)?;
    let last = (at, dossier.recorded(at)?.map(|recorded| recorded.to_string()));
    let count = documents.len();
    let from = asked.get("from").and_then(|n| n.parse::<usize>().ok()).unwrap_or(0).min(count);
    let to = from.saturating_add(MOST).min(count);
    let rows = documents.into_iter().skip(from).take(MOST);
    let page = DossierPage {
        frame,
        documents: count,
        claims,
        last,
        speakers,
        more_speakers,
        rows: rows.map(|document| row(dossier, document, at)).collect::<Result<_, _>>()?,
        shown: (count > MOST).then_some((from + 1, to)),
        previous: (from > 0).then(|| from.saturating_sub(MOST)),
        next: (to < count).then_some(to),
    };
    answer(StatusCode::OK, &page)
}

fn row(dossier: &Dossier, document: DocumentView, at: u64) -> Result<Row, Problem> {
    let diagnostics = dossier.diagnostics(&document.text, at)?;
    let by: Vec<_> =
        [&document.outlet, &document.author].into_iter().flatten().map(String::as_str).collect();
    Ok(Row { name: name_of(&document), by: by.join(", "), diagnostics, document })
}

/// Words that stand for a speaker without naming one: nothing to start from.
const NO_NAMES: [&str; 20] = [
    "i", "we", "you", "he", "she", "it", "they", "one", "who", "that", "this", "these", "those",
    "his", "her", "its", "their", "our", "some", "many",
];

fn is_name(holder: &str) -> bool {
    !NO_NAMES.contains(&holder.to_lowercase().as_str())
}

/// Those that most claims are attributed to, with how many; whether claims were left out.
fn speakers(dossier: &Dossier, at: u64) -> Result<(Vec<(String, usize)>, bool), Problem> {
    let query = ClaimQuery {
        voice: Some(Voice::Attributed),
        limit: Some(LOOKED_AT + 1),
        ..ClaimQuery::default()
    };
    let mut claims = dossier.claims(&query, at)?;
    let more = claims.len() > LOOKED_AT;
    claims.truncate(LOOKED_AT);
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let named = claims.into_iter().filter_map(|claim| claim.holder).filter(|name| is_name(name));
    for holder in named {
        *times.entry(holder).or_default() += 1;
    }
    let mut speakers: Vec<_> = times.into_iter().collect();
    speakers.sort_by_key(|(_, times)| Reverse(*times));
    speakers.truncate(SPEAKERS);
    Ok((speakers, more))
}
