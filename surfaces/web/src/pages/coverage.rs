//! Who tells of what, and what the captured pages of one outlet leave out.

use crate::address::Links;
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::{Wanted, maybe};
use crate::quote::{Named, Quote};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::coverage::{self, By, Cell, FEWEST, LeftOut, Matter, Missing, Who, left_out};
use sayso::moment::Window;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Matters on one page, those that most documents tell of.
const MATTERS: usize = 40;
/// So many of those who tell stand side by side.
const TELLERS: usize = 8;

#[derive(Template)]
#[template(path = "coverage.html")]
struct CoveragePage {
    frame: Frame,
    words: String,
    of: Vec<(&'static str, bool)>,
    by: Vec<(&'static str, bool)>,
    tellers: Vec<Teller>,
    matters: Vec<Row>,
    more_matters: usize,
    more_tellers: usize,
}

/// One who tells: a column.
struct Teller {
    who: Named,
    documents: u32,
    dated: u32,
    days: String,
    /// Where it is told what the captured pages of an outlet leave out.
    left_out: Option<String>,
}

/// A matter: a row, with a cell for each who tells.
struct Row {
    label: String,
    address: Option<String>,
    cells: Vec<Option<Told>>,
}

/// What one tells of a matter.
struct Told {
    documents: u32,
    claims: u32,
    words: u32,
    first: String,
    names: String,
    quote: Option<Quote>,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    if let Some(outlet) = asked.get("left-out") {
        return left_out_page(frame, view, outlet);
    }
    let (of, by) = (asked.get("of").unwrap_or("incidents"), asked.get("by").unwrap_or("outlets"));
    let wanted = Wanted::of(asked, "words");
    let (matters, more_matters) = most(matters(&frame.links, view, of, &wanted));
    let (asked_of, addresses): (Vec<Matter>, Vec<Option<String>>) = matters.into_iter().unzip();
    let rows = if by == "speakers" { By::Speaker } else { By::Outlet };
    let window = Window::default();
    let told = coverage::of(&view.corpus, &view.identities, &asked_of, rows, &window);
    let cells: BTreeMap<(usize, usize), &Cell> =
        told.cells.iter().map(|cell| ((cell.column, cell.row), cell)).collect();
    let tellers = tellers(&frame, view, &told);
    let cell = |at: (usize, usize)| cells.get(&at).map(|cell| told_by(&frame, view, cell));
    let matters = told.columns.iter().zip(addresses).enumerate();
    let matters = matters.map(|(column, (label, address))| Row {
        label: label.clone(),
        address,
        cells: (0..tellers.len()).map(|row| cell((column, row))).collect(),
    });
    let page = CoveragePage {
        words: asked.typed("words").to_owned(),
        of: ["incidents", "actors", "disputes"].map(|word| (word, word == of)).into(),
        by: ["outlets", "speakers"].map(|word| (word, word == by)).into(),
        matters: matters.collect(),
        more_matters,
        more_tellers: told.rows.len().saturating_sub(TELLERS),
        tellers,
        frame,
    };
    answer(StatusCode::OK, &page)
}

/// The matters that are asked of, each with where more is said of it.
fn matters(links: &Links, view: &View, of: &str, wanted: &Wanted) -> Vec<(Matter, Option<String>)> {
    let (corpus, identities) = (&*view.corpus, &*view.identities);
    let all: Vec<(Matter, Option<String>)> = match of {
        "actors" => (0..)
            .zip(identities.all())
            .filter(|(_, identity)| wanted.fits(&identity.name))
            .map(|(nth, identity)| {
                (Matter::actor(corpus, identities, nth), Some(links.actor(&identity.id)))
            })
            .collect(),
        "disputes" => {
            let all = view.disputes.all().iter();
            all.map(|dispute| (Matter::dispute(dispute), Some(links.dispute(&dispute.id))))
                .collect()
        }
        _ => (0..)
            .zip(view.incidents.all())
            .filter_map(|(nth, _)| {
                let matter = Matter::incident(corpus, identities, &view.incidents, nth as usize)?;
                Some((matter, Some(links.incident(view.incident_id(nth)))))
            })
            .collect(),
    };
    let fits = |matter: &Matter| {
        let mut places = matter.places.iter();
        places.any(|(at, span)| wanted.fits_words(&corpus[*at], &[*span], &matter.label))
    };
    all.into_iter().filter(|(matter, _)| of == "actors" || fits(matter)).collect()
}

/// Those that most documents tell of, and how many are left out.
fn most(mut all: Vec<(Matter, Option<String>)>) -> (Vec<(Matter, Option<String>)>, usize) {
    // A stable sort: those that as many tell of stay in order.
    all.sort_by_cached_key(|(matter, _)| Reverse(matter.documents()));
    let more = all.len().saturating_sub(MATTERS);
    all.truncate(MATTERS);
    (all, more)
}

fn tellers(frame: &Frame, view: &View, told: &coverage::Coverage) -> Vec<Teller> {
    let rows = told.rows.iter().take(TELLERS);
    let teller = |row: &coverage::Row| {
        let (who, left_out) = match &row.who {
            Who::Outlet(name) => {
                let named = Named { name: name.clone(), address: None };
                (named, Some(frame.links.left_out(name)))
            }
            Who::Speaker(holder) => (Named::holder(&frame.links, view, holder), None),
            Who::Unnamed => (Named { name: "nobody named".to_owned(), address: None }, None),
        };
        let days = maybe(row.days);
        Teller { who, documents: row.documents, dated: row.dated, days, left_out }
    };
    rows.map(teller).collect()
}

fn told_by(frame: &Frame, view: &View, cell: &Cell) -> Told {
    let names = cell.names.iter().map(|name| format!("{} ({})", name.words, name.uses));
    let first = cell.places.first();
    Told {
        documents: cell.documents,
        claims: cell.claims,
        words: cell.words,
        first: maybe(cell.first.as_ref()),
        names: names.collect::<Vec<_>>().join("; "),
        quote: first.map(|(at, span)| Quote::of(&frame.links, &view.corpus[*at], &[*span])),
    }
}

#[derive(Template)]
#[template(path = "left_out.html")]
struct LeftOutPage {
    frame: Frame,
    left: LeftOut,
    days: String,
    rows: Vec<MissingRow>,
    fewest: usize,
}

/// An incident that they leave out.
struct MissingRow {
    label: String,
    id: String,
    days: String,
    pages: u32,
    /// Who has it, with its first document.
    others: Vec<(String, Quote)>,
}

fn left_out_page(frame: Frame, view: &View, outlet: &str) -> Result<Response, Problem> {
    let left = left_out(&view.corpus, &view.incidents, outlet);
    if left.pages == 0 {
        return Err(Problem::missing(format!("no page here is of {outlet:?}")));
    }
    let page = LeftOutPage {
        days: maybe(left.days),
        rows: left.missing.iter().map(|missing| missing_row(&frame, view, missing)).collect(),
        left,
        fewest: FEWEST,
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn missing_row(frame: &Frame, view: &View, missing: &Missing) -> MissingRow {
    let nth = missing.incident as usize;
    let of = &view.incidents.all()[nth];
    let matter = Matter::incident(&view.corpus, &view.identities, &view.incidents, nth);
    let others = missing.outlets.iter().map(|(name, document)| {
        let mut reports = view.incidents.reports_of(of).filter(|one| one.document == *document);
        let spans: Vec<_> = reports.next().map(|report| report.span).into_iter().collect();
        (name.clone(), Quote::of(&frame.links, &view.corpus[*document], &spans))
    });
    MissingRow {
        label: matter.map(|matter| matter.label).unwrap_or_default(),
        id: view.incident_id(missing.incident).to_owned(),
        days: missing.days.to_string(),
        pages: missing.pages,
        others: others.collect(),
    }
}
