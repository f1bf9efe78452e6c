//! Questions that are answered from everything the documents say at once: who is who, who contradicts
//! whom, what happened. Every list says by what it was made and how sure that is; what a person has
//! agreed to is called so, and everything else is suggested.

mod actors;
mod arguments;
mod bind;
mod compare;
mod coverage;
mod disputes;
mod estimates;
mod filter;
mod happened;
mod incidents;
mod listing;
mod metonyms;
mod missing;
mod names;
mod origins;
mod relations;
mod status;
mod timeline;
mod who;

pub(crate) use actors::run as actors;
pub(crate) use arguments::run as arguments;
pub(crate) use bind::run as bind;
pub(crate) use compare::run as compare;
pub(crate) use coverage::run as coverage;
pub(crate) use disputes::{one as one_dispute, run as disputes};
pub(crate) use estimates::run as estimates;
pub(crate) use incidents::{explain as one_incident, run as incidents};
pub(crate) use names::run as names;
pub(crate) use origins::run as origins;
pub(crate) use relations::run as relations;
pub(crate) use status::run as status;
pub(crate) use timeline::run as timeline;

use crate::args::{Args, When};
use crate::choose;
use crate::failure::Failure;
use sayso::agreement::Suggestion;
use sayso::corpus::Document;
use sayso::disputes::Disputes;
use sayso::estimates::Estimates;
use sayso::incidents::Incidents;
use sayso::model::Span;
use sayso::{Dossier, Picture, Ruled};
use serde_json::{Value, json};
use std::fmt::Display;

/// A dossier as of an operation, with everything its documents say.
struct View {
    dossier: Dossier,
    at: u64,
    picture: Picture,
    rulings: Vec<Ruled>,
}

impl View {
    fn open(args: &Args, when: &When) -> Result<Self, Failure> {
        let dossier = choose::open(args)?;
        let at = dossier.at(&when.as_of)?;
        Self::of(dossier, at)
    }

    fn of(dossier: Dossier, at: u64) -> Result<Self, Failure> {
        let (picture, rulings) = (dossier.picture(at)?, dossier.rulings(at)?);
        Ok(Self { dossier, at, picture, rulings })
    }

    fn incidents(&self) -> Incidents {
        self.picture.incidents()
    }

    fn estimates(&self, incidents: &Incidents) -> Estimates {
        Estimates::of(&self.picture.corpus, &self.picture.identities, incidents)
    }

    fn disputes(&self, incidents: &Incidents, estimates: &Estimates) -> Disputes {
        Disputes::of(&self.picture.corpus, &self.picture.identities, incidents, estimates)
    }
}

/// Exact words of a document, for JSON: `bytes` counts those of the text in UTF-8.
fn words(page: &Document, spans: &[Span]) -> Value {
    let bytes: Vec<_> = spans.iter().map(|span| [span.start(), span.end()]).collect();
    json!({
        "document": page.number, "text": page.text, "words": page.words_at(spans), "bytes": bytes,
    })
}

/// Exact words with where they stand, for people.
fn quoted(page: &Document, spans: &[Span]) -> String {
    format!("document {}: “{}”", page.number, page.words_at(spans))
}

/// Days, or a date with its clock, where there are any.
fn maybe(of: Option<impl Display>) -> String {
    of.map(|of| of.to_string()).unwrap_or_default()
}

/// The state and the score of a suggestion, put into a record.
fn stated(mut record: Value, suggestion: Suggestion) -> Value {
    if let Some(fields) = record.as_object_mut() {
        fields.insert("state".to_owned(), json!(suggestion.said.word()));
        fields.insert("score".to_owned(), json!(suggestion.score.map(score)));
    }
    record
}

/// What is said where a list has no rows: that nothing fits, only where something was asked for.
const fn nothing(asked: bool, fits: &'static str, found: &'static str) -> &'static str {
    if asked { fits } else { found }
}

/// A score as it is written everywhere.
pub(super) fn score(score: f32) -> f64 {
    (f64::from(score) * 100.0).round() / 100.0
}
