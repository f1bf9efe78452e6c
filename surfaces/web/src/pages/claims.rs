//! The list of claims, with its filters.

use crate::address::with_fields;
use crate::answer::{BAD_POINT, Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::{name_of, states_of};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::model::{Edtf, Stance, TextId, Voice};
use sayso::{AsOf, ClaimQuery, ClaimView, DocumentView, Dossier};
use std::collections::BTreeMap;

/// Claims on one page.
const MOST: usize = 100;

/// The filters that are typed, with what to write in each.
const TYPED: [(&str, &str, &str); 7] = [
    ("by", "Speaker", "part of a name"),
    ("words", "Words", "each of them, in any order"),
    ("document", "Document", "its number"),
    ("said", "Said", "1898-02-15"),
    ("happened", "Happened", "1898-02, 1898~"),
    ("published", "Published", "1898-02-15/1898-03"),
    ("at", "As of", "an operation or an instant"),
];

#[derive(Template)]
#[template(path = "claims.html")]
struct ClaimsPage {
    frame: Frame,
    fields: Vec<Field>,
    stances: Vec<(&'static str, bool)>,
    voices: Vec<(&'static str, bool)>,
    rejected: bool,
    is_filtered: bool,
    rows: Vec<Row>,
    /// The page after this one.
    next: Option<String>,
    first: Option<String>,
    wrong: bool,
}

/// A field of the form.
struct Field {
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
    error: Option<String>,
}

struct Row {
    claim: ClaimView,
    document: String,
    state: String,
}

pub(crate) fn page(dossier: &Dossier, asked: &Asked) -> Result<Response, Problem> {
    let mut errors = BTreeMap::new();
    let point = asked.get("at").filter(|given| match given.parse::<AsOf>() {
        Ok(as_of) => dossier.at(&as_of).map_err(|e| errors.insert("at", e.to_string())).is_ok(),
        Err(_) => {
            errors.insert("at", BAD_POINT.to_owned());
            false
        }
    });
    let (frame, at) = Frame::of(dossier, point, "/claims")?;
    let documents = dossier.documents(at)?;
    let query = query(asked, &documents, &mut errors);
    let mut claims = if errors.is_empty() { dossier.claims(&query, at)? } else { Vec::new() };
    let more = claims.len() > MOST;
    claims.truncate(MOST);
    let states = states_of(dossier, &claims, at)?;
    let next = claims.last().filter(|_| more).map(|last| following(asked, last));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
    let chosen = |word: &'static str, field| (word, asked.get(field) == Some(word));
    let page = ClaimsPage {
        frame,
        wrong: !errors.is_empty(),
        fields: TYPED.map(|typed| field(typed, asked, &mut errors)).into(),
        stances: Stance::ALL.iter().map(|stance| chosen(stance.word(), "stance")).collect(),
        voices: Voice::ALL.iter().map(|voice| chosen(voice.word(), "voice")).collect(),
        rejected: query.include_rejected,
        is_filtered: FIELDS.iter().any(|name| asked.get(name).is_some()),
        rows: rows(claims, states, &documents),
        next,
        first: asked.get("after").map(|_| with_fields("/claims".to_owned(), kept(asked))),
    };
    answer(status, &page)
}

/// Every field of the form but the point of the log.
const FIELDS: [&str; 9] =
    ["by", "words", "document", "said", "happened", "published", "stance", "voice", "rejected"];

fn kept(asked: &Asked) -> impl Iterator<Item = (&'static str, String)> {
    let fields = FIELDS.into_iter().chain(["at"]);
    fields.filter_map(|name| Some((name, asked.get(name)?.to_owned())))
}

fn following(asked: &Asked, last: &ClaimView) -> String {
    with_fields("/claims".to_owned(), kept(asked).chain([("after", last.id.to_string())]))
}

fn field(
    (name, label, hint): (&'static str, &'static str, &'static str),
    asked: &Asked,
    errors: &mut BTreeMap<&'static str, String>,
) -> Field {
    let error = errors.remove(name);
    Field { name, label, hint, value: asked.typed(name).to_owned(), error }
}

/// What the fields ask for; what cannot be read of them goes to `errors`.
fn query(
    asked: &Asked,
    documents: &[DocumentView],
    errors: &mut BTreeMap<&'static str, String>,
) -> ClaimQuery {
    let mut date = |name: &'static str| {
        let read = Edtf::parse(asked.get(name)?);
        read.map_err(|error| errors.insert(name, error.to_string())).ok()
    };
    let (said, happened, published) = (date("said"), date("happened"), date("published"));
    ClaimQuery {
        by: asked.get("by").map(str::to_owned),
        words: asked.get("words").map(str::to_owned),
        said,
        happened,
        published,
        document: document(asked, documents, errors),
        voice: asked.get("voice").and_then(Voice::from_word),
        stance: asked.get("stance").and_then(Stance::from_word),
        include_rejected: asked.get("rejected").is_some(),
        after: asked.get("after").and_then(|id| id.parse().ok()),
        limit: Some(MOST + 1),
    }
}

fn document(
    asked: &Asked,
    documents: &[DocumentView],
    errors: &mut BTreeMap<&'static str, String>,
) -> Option<TextId> {
    let given = asked.get("document")?;
    let number: Option<u64> = given.parse().ok();
    let found = documents.iter().find(|document| Some(document.number) == number);
    if found.is_none() {
        let error = format!("there is no document {given}; they are numbered from 1");
        errors.insert("document", error);
    }
    found.map(|document| document.text)
}

fn rows(claims: Vec<ClaimView>, states: Vec<String>, documents: &[DocumentView]) -> Vec<Row> {
    let names: BTreeMap<_, _> = documents.iter().map(|d| (d.number, d)).collect();
    let row = |(claim, state): (ClaimView, String)| Row {
        document: names.get(&claim.document).map(|d| name_of(d)).unwrap_or_default(),
        state,
        claim,
    };
    claims.into_iter().zip(states).map(row).collect()
}
