//! One incident: its reports, what they differ in, on whose word they stand, and their numbers; what
//! people ruled on it, and what else may be it.

mod near;
mod ruling;

use crate::answer::{Frame, Problem, answer};
use crate::pages::disputes;
use crate::pages::estimates;
use crate::pages::incidents::{range, stated, words};
use crate::pages::list::maybe;
use crate::pages::rulings::Decided;
use crate::quote::{Named, Quote};
use crate::ruled::{Form, shown};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::agreement::Agreement;
use sayso::behind::Word;
use sayso::coverage::outlet;
use sayso::incidents::{Happening, Incident};
use sayso::independence::{Independence, Origin, Rests};
use sayso::model::Span;
use std::collections::BTreeSet;

#[derive(Template)]
#[template(path = "incident.html")]
struct IncidentPage<'v> {
    frame: Frame,
    id: &'v str,
    kind: Happening,
    days: String,
    places: String,
    actors: Vec<Named>,
    documents: usize,
    state: Agreement,
    reports: Vec<Told>,
    /// To agree that all of them tell of one happening.
    form: Option<Form>,
    decided: Vec<Decided>,
    near: Vec<near::Near>,
    /// The days that reports give, where they give several.
    given: Vec<String>,
    disputes: Vec<disputes::Told<'v>>,
    range: String,
    origins: Vec<OriginRow>,
    unknown: Vec<OriginRow>,
    estimates: Vec<estimates::Told>,
}

/// A report.
struct Told {
    days: String,
    inferred: bool,
    published: String,
    outlet: String,
    like: String,
    /// What it has in common with those before it.
    shared: String,
    /// The incidents that people ruled it not to be of.
    kept_from: Vec<String>,
    quote: Quote,
    /// To rule on whether it is of one happening with the first.
    form: Option<Form>,
}

/// On whose word reports stand.
struct OriginRow {
    who: Named,
    /// Where it is told what else falls with it, where it has a name.
    falls: Option<String>,
    reports: Vec<RestsRow>,
}

/// A report that stands on it.
struct RestsRow {
    why: String,
    /// The document, with the words that say whose word it is where there are any.
    quote: Quote,
}

pub(crate) fn page(frame: Frame, view: &View, id: &str) -> Result<Response, Problem> {
    let nth = view.incident(id);
    let nth = nth.ok_or_else(|| Problem::missing(format!("there is no incident {id:?} here")))?;
    let of = &view.incidents.all()[nth as usize];
    let behind = Independence::of(&view.corpus, &view.identities, &view.incidents, of);
    let given = stated(view, of);
    let disputes = view.disputes_on(nth).iter();
    let estimates = view.estimates_on(nth).iter();
    let row = |origin: &Origin| origin_row(&frame, view, origin);
    let page = IncidentPage {
        id: view.incident_id(nth),
        kind: view.incidents.kind(of),
        days: view.incidents.when(of).unwrap_or_default(),
        places: view.incidents.place_names(&view.corpus, of).join("; "),
        actors: actors(&frame, view, of),
        documents: view.incidents.documents(of),
        state: view.incidents.agreed(of),
        reports: of.reports.iter().map(|(nth, like)| report(&frame, view, *nth, *like)).collect(),
        form: ruling::whole(&frame, view, nth),
        decided: ruling::decided(&frame, view, of),
        near: near::of(&frame, view, nth),
        given: if given.len() > 1 {
            given.into_iter().map(|days| days.to_string()).collect()
        } else {
            vec![]
        },
        disputes: disputes.map(|nth| disputes::Told::of(&frame, view, *nth)).collect(),
        range: range(&behind),
        origins: behind.origins.iter().map(row).collect(),
        unknown: behind.unknown.iter().map(row).collect(),
        estimates: estimates.map(|nth| estimates::Told::of(&frame, view, *nth)).collect(),
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn actors(frame: &Frame, view: &View, of: &Incident) -> Vec<Named> {
    let reports = view.incidents.reports_of(of);
    let all: BTreeSet<u32> = reports.flat_map(|report| report.actors.iter().copied()).collect();
    all.into_iter().map(|nth| Named::identity(&frame.links, view, nth)).collect()
}

fn report(frame: &Frame, view: &View, nth: u32, like: f32) -> Told {
    let report = &view.incidents.reports()[nth as usize];
    let page = &view.corpus[report.document];
    let published = page.published_at(report.span.start());
    Told {
        days: maybe(report.days),
        inferred: report.inferred,
        published: published.map(ToString::to_string).unwrap_or_default(),
        outlet: outlet(page).to_owned(),
        like: shown(view.incidents.said(nth), like),
        shared: view.incidents.shared(&view.corpus, &view.identities, nth).join("; "),
        kept_from: ruling::kept_from(view, nth),
        form: ruling::one(frame, view, nth),
        quote: words(frame, view, report),
    }
}

fn origin_row(frame: &Frame, view: &View, origin: &Origin) -> OriginRow {
    let first = origin.reports.first().map_or((0, 0), |rests| {
        let report = &view.incidents.reports()[rests.report as usize];
        (report.document, report.span.start())
    });
    let reports = origin.reports.iter().map(|rests| rests_row(frame, view, rests));
    OriginRow {
        who: Named::word(&frame.links, view, &origin.word, first),
        falls: match origin.word {
            Word::Actor(nth) => Some(frame.links.falls_with(&view.identities.get(nth).id)),
            _ => None,
        },
        reports: reports.collect(),
    }
}

fn rests_row(frame: &Frame, view: &View, rests: &Rests) -> RestsRow {
    let report = &view.incidents.reports()[rests.report as usize];
    let page = &view.corpus[report.document];
    let why = rests.because.words(&view.corpus, &view.incidents);
    let whole: &[Span] = &[report.span];
    let own = [rests.span];
    let spans = if rests.span.is_empty() { whole } else { &own };
    RestsRow { why, quote: Quote::of(&frame.links, page, spans) }
}
