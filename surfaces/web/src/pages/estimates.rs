//! How many of what there are said to be, by whom.

use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::days;
use crate::pages::list::{Part, Wanted};
use crate::quote::{Named, Quote};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::corpus::{Figure, Place};
use sayso::estimates::{Estimate, Given, Matter, Part as Share};
use std::cmp::Reverse;

/// Estimates on one page.
const MOST: usize = 50;
const FIELDS: [&str; 2] = ["words", "differing"];

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
    pub(crate) differs: Vec<String>,
    pub(crate) quote: Quote,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let wanted = Wanted::of(asked, "words");
    let differing = asked.get("differing").is_some();
    let mut found: Vec<(Reverse<(bool, usize)>, usize)> = Vec::new();
    for (nth, of) in view.estimates.all().iter().enumerate() {
        let differs = !of.differing.is_empty();
        if (differs || !differing) && fits(view, of, &wanted) {
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
            let whole = page.sentence_at(figure.span.start()).map(|nth| page.sentences[nth]);
            wanted.fits_words(page, &[whole.unwrap_or(figure.span)], "")
        })
}

fn figure(view: &View, place: Place) -> &Figure {
    &view.corpus[place.document].figures[place.nth as usize]
}

/// What is counted, in words.
fn matter(view: &View, of: &Estimate) -> String {
    let named = |place: Option<&str>| place.map(|at| format!(" in {at}")).unwrap_or_default();
    match &of.matter {
        Matter::Incident(nth) => {
            let incident = &view.incidents.all()[*nth as usize];
            let place = named(view.incidents.places(incident).first().copied());
            let day = view.incidents.days(incident).map(days::days);
            let day = day.map(|day| format!(", {day}")).unwrap_or_default();
            format!("{}{place}{day}", of.outcome)
        }
        Matter::Things { of: stems, place } => {
            let first = of.given.first().filter(|_| !stems.is_empty());
            let counted = first.map(|given| given.measure.scope.to_string());
            let counted = counted.unwrap_or_else(|| of.outcome.to_string());
            format!("{counted}{}", named(place.as_deref()))
        }
    }
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
    let scope = &given.measure.scope;
    let differs = of.differing.iter().filter_map(|differing| {
        let other = match nth {
            _ if differing.one == nth => differing.other,
            _ if differing.other == nth => differing.one,
            _ => return None,
        };
        let other = &of.given[other as usize];
        let by = holder(frame, view, other).name;
        Some(format!("{} by {by} ({})", other.range, differing.difference))
    });
    Row {
        range: given.range.to_string(),
        scope: match given.measure.part {
            Share::Whole => scope.to_string(),
            Share::Among => format!("{scope} among them"),
            Share::Besides => format!("{scope} besides"),
        },
        by: holder(frame, view, given),
        how: given.behind.how.words(),
        when: days::maybe(given.when),
        published: days::maybe(given.published),
        documents: given.documents(),
        differs: differs.collect(),
        quote: Quote::sentence(
            &frame.links,
            &view.corpus[first.document],
            figure(view, first).span,
        ),
    }
}
