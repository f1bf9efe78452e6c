//! What happened, as documents report it.

use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::{self, Part, Wanted};
use crate::quote::Quote;
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::agreement::Suggestion;
use sayso::corpus::Days;
use sayso::incidents::{Happening, Incident, Report};
use sayso::independence::Independence;
use sayso::model::Span;
use sayso::spelling::Spelled;
use std::collections::BTreeSet;

/// Incidents on one page.
const MOST: usize = 50;
const FIELDS: [&str; 4] = ["words", "place", "happened", "shared"];

#[derive(Template)]
#[template(path = "incidents.html")]
struct IncidentsPage {
    frame: Frame,
    words: String,
    place: String,
    happened: String,
    shared: bool,
    count: usize,
    rows: Vec<Row>,
    part: Part,
}

struct Row {
    id: String,
    kind: Happening,
    days: String,
    places: String,
    documents: usize,
    origins: String,
    differ: usize,
    stands: Suggestion,
    first: Option<Quote>,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let shared = asked.get("shared").is_some();
    let looked = Looked {
        words: Wanted::of(asked, "words"),
        place: asked.get("place").map(|place| Spelled::of(place).folded()),
        days: list::days(asked, "happened")?,
    };
    let mut found: Vec<(bool, Option<Days>, u32)> = (0..)
        .zip(view.incidents.all())
        .filter(|(_, of)| !shared || view.incidents.documents(of) > 1)
        .filter(|(_, of)| looked.fits(view, of))
        .map(|(nth, of)| (view.incidents.days(of), nth))
        .map(|(days, nth)| (days.is_none(), days, nth))
        .collect();
    // In order of their days, undated ones last; those of one day in order of their first reports.
    found.sort_unstable();
    let part = Part::of(asked, "/incidents", &FIELDS, found.len(), MOST);
    let page = IncidentsPage {
        words: asked.typed("words").to_owned(),
        place: asked.typed("place").to_owned(),
        happened: asked.typed("happened").to_owned(),
        shared,
        count: found.len(),
        rows: found[part.range.clone()].iter().map(|(.., nth)| row(&frame, view, *nth)).collect(),
        part,
        frame,
    };
    answer(StatusCode::OK, &page)
}

/// What somebody looks for.
struct Looked {
    words: Wanted,
    /// Folded.
    place: Option<String>,
    days: Option<Days>,
}

impl Looked {
    fn fits(&self, view: &View, of: &Incident) -> bool {
        let within = self.days.is_none_or(|wanted| {
            let own = view.incidents.days(of);
            own.is_some_and(|own| own.first <= wanted.last && wanted.first <= own.last)
        });
        let there =
            self.place.as_deref().is_none_or(|place| view.incidents.places(of).contains(&place));
        let mut reports = view.incidents.reports_of(of);
        within
            && there
            && reports.any(|report| {
                let page = &view.corpus[report.document];
                self.words.fits_words(page, &sentences(view, report), "")
            })
    }
}

fn row(frame: &Frame, view: &View, nth: u32) -> Row {
    let of = &view.incidents.all()[nth as usize];
    let first = view.incidents.reports_of(of).next();
    let behind = Independence::of(&view.corpus, &view.identities, &view.incidents, of);
    Row {
        id: view.incident_id(nth).to_owned(),
        kind: view.incidents.kind(of),
        days: view.incidents.when(of).unwrap_or_default(),
        places: view.incidents.place_names(&view.corpus, of).join("; "),
        documents: view.incidents.documents(of),
        origins: range(&behind),
        stands: view.incidents.suggestion(of),
        differ: view.disputes_on(nth).len() + usize::from(stated(view, of).len() > 1),
        first: first.map(|report| words(frame, view, report)),
    }
}

/// The words of a report.
pub(crate) fn words(frame: &Frame, view: &View, report: &Report) -> Quote {
    Quote::of(&frame.links, &view.corpus[report.document], &sentences(view, report))
}

fn sentences(view: &View, report: &Report) -> Vec<Span> {
    let page = &view.corpus[report.document];
    report.sentences.iter().map(|nth| page.sentences[*nth as usize]).collect()
}

/// The days that reports of an incident give in their own words.
pub(crate) fn stated(view: &View, of: &Incident) -> BTreeSet<Days> {
    let reports = view.incidents.reports_of(of).filter(|report| !report.inferred);
    reports.filter_map(|report| report.days).collect()
}

/// How many independent origins: `2`, or `2 to 4`.
pub(crate) fn range(behind: &Independence) -> String {
    let (least, most) = behind.range();
    if least == most { least.to_string() } else { format!("{least} to {most}") }
}
