//! How many of what there are said to be, by whom.

use super::asking::window;
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::{Part, Wanted, maybe};
use crate::quote::{Named, Quote};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::agreement::Suggestion;
use sayso::corpus::{Figure, Place};
use sayso::estimates::{Estimate, Given, Matter};
use sayso::moment::Window;
use std::cmp::Reverse;

/// Estimates on one page.
const MOST: usize = 50;
const FIELDS: [&str; 5] = ["words", "differing", "happened", "said", "published"];

#[derive(Template)]
#[template(path = "estimates.html")]
struct EstimatesPage {
    frame: Frame,
    words: String,
    differing: bool,
    count: usize,
    estimates: Vec<Told>,
    part: Part,
}

/// An estimate, to be shown.
pub(crate) struct Told {
    /// What is counted.
    pub(crate) matter: String,
    /// The id of the incident whose people are counted.
    pub(crate) incident: Option<String>,
    pub(crate) rows: Vec<Row>,
}

/// One number for it, on somebody's word.
pub(crate) struct Row {
    pub(crate) range: String,
    pub(crate) scope: String,
    pub(crate) by: Named,
    pub(crate) how: &'static str,
    pub(crate) when: String,
    pub(crate) published: String,
    pub(crate) documents: usize,
    pub(crate) stands: Suggestion,
    pub(crate) differs: Vec<String>,
    pub(crate) quote: Quote,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let wanted = Wanted::of(asked, "words");
    let differing = asked.get("differing").is_some();
    let window = window(asked)?;
    let mut found: Vec<(Reverse<(bool, usize)>, usize)> = Vec::new();
    for (nth, of) in view.estimates.all().iter().enumerate() {
        let differs = !of.differing.is_empty();
        if (differs || !differing) && fits(view, of, &wanted) && is_within(view, of, &window) {
            found.push((Reverse((differs, of.given.len())), nth));
        }
    }
    found.sort_unstable();
    let part = Part::of(asked, "/estimates", &FIELDS, found.len(), MOST);
    let shown = found[part.range.clone()].iter();
    let page = EstimatesPage {
        words: asked.typed("words").to_owned(),
        differing,
        count: found.len(),
        estimates: shown.map(|(_, nth)| Told::of(&frame, view, *nth)).collect(),
        part,
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn fits(view: &View, of: &Estimate, wanted: &Wanted) -> bool {
    wanted.fits(&matter(view, of))
        || of.given.iter().flat_map(|given| &given.figures).any(|place| {
            let (page, figure) = (&view.corpus[place.document], figure(view, *place));
            wanted.fits_words(page, &[page.sentence_around(figure.span)], "")
        })
}

/// Whether one of its figures can lie within the days that are asked for.
fn is_within(view: &View, of: &Estimate, window: &Window) -> bool {
    of.given.iter().flat_map(|given| &given.figures).any(|place| {
        let (page, figure) = (&view.corpus[place.document], figure(view, *place));
        let said = figure.told.and_then(|told| page.told[told as usize].said.as_deref());
        window.takes(page, figure.span.start(), figure.when.as_deref(), said)
    })
}

fn figure(view: &View, place: Place) -> &Figure {
    &view.corpus[place.document].figures[place.nth as usize]
}

fn matter(view: &View, of: &Estimate) -> String {
    of.counted(&view.corpus, &view.incidents)
}

impl Told {
    pub(crate) fn of(frame: &Frame, view: &View, nth: usize) -> Self {
        let of = &view.estimates.all()[nth];
        let rows = (0..).zip(&of.given).map(|(nth, given)| row(frame, view, of, nth, given));
        let incident = match of.matter {
            Matter::Incident(nth) => Some(view.incident_id(nth).to_owned()),
            Matter::Things { .. } => None,
        };
        Self { matter: matter(view, of), incident, rows: rows.collect() }
    }
}

fn holder(frame: &Frame, view: &View, given: &Given) -> Named {
    let first = given.first();
    let start = figure(view, first).span.start();
    Named::word(&frame.links, view, &given.behind.word, (first.document, start))
}

fn row(frame: &Frame, view: &View, of: &Estimate, nth: u32, given: &Given) -> Row {
    let first = given.first();
    let differs = of.against(nth).map(|(other, difference)| {
        let by = holder(frame, view, other).name;
        format!("{} by {by} ({difference})", other.range)
    });
    Row {
        range: given.range.to_string(),
        scope: given.measure.to_string(),
        by: holder(frame, view, given),
        how: given.behind.how.words(),
        when: maybe(given.when),
        published: maybe(given.published),
        documents: given.documents(),
        stands: of.suggestion(&view.corpus, &view.incidents, given),
        differs: differs.collect(),
        quote: Quote::sentence(
            &frame.links,
            &view.corpus[first.document],
            figure(view, first).span,
        ),
    }
}
