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
use sayso::agreement::Suggestion;
use sayso::coverage::{
    self, By, Cell, Column, Coverage, FEWEST, HOW_TOLD, LeftOut, Matter, Missing, Who, left_out,
};
use sayso::moment::Window;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

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
    days: String,
    stands: Suggestion,
    address: Option<String>,
    cells: Vec<Option<InCell>>,
}

/// What one tells of a matter.
struct InCell {
    documents: u32,
    claims: u32,
    words: u32,
    first: String,
    names: String,
    quote: Option<Quote>,
}

/// Of which matters, by whom, and the words that a matter has.
pub(crate) type Question = (Of, By, String);

/// Of which matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Incidents,
    Actors,
    Disputes,
}

/// Who tells of which matters.
#[derive(Debug)]
pub(crate) struct Told {
    /// The matters, by their numbers among those of their kind.
    of: Vec<usize>,
    /// How many more there are.
    more: usize,
    coverage: Coverage,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    if let Some(outlet) = asked.get("left-out") {
        return left_out_page(frame, view, outlet);
    }
    let question = question(asked);
    let (of, by, _) = &question;
    let told = view.kept.coverage.get(question.clone(), || tell(view, &question));
    let cells: BTreeMap<(usize, usize), &Cell> =
        told.coverage.cells.iter().map(|cell| ((cell.column, cell.row), cell)).collect();
    let tellers = tellers(&frame, view, &told.coverage);
    let cell = |at: (usize, usize)| cells.get(&at).map(|cell| told_by(&frame, view, cell));
    let matters = told.coverage.columns.iter().zip(&told.of).enumerate();
    let matters = matters.map(|(column, (of_column, nth))| Row {
        label: of_column.label.clone(),
        days: maybe(of_column.days),
        stands: stands(view, *of, *nth, of_column),
        address: address(&frame.links, view, *of, *nth),
        cells: (0..tellers.len()).map(|row| cell((column, row))).collect(),
    });
    let page = CoveragePage {
        words: asked.typed("words").to_owned(),
        of: [("incidents", Of::Incidents), ("actors", Of::Actors), ("disputes", Of::Disputes)]
            .map(|(word, one)| (word, one == *of))
            .into(),
        by: [("outlets", By::Outlet), ("speakers", By::Speaker)]
            .map(|(word, one)| (word, one == *by))
            .into(),
        matters: matters.collect(),
        more_matters: told.more,
        more_tellers: told.coverage.rows.len().saturating_sub(TELLERS),
        tellers,
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn question(asked: &Asked) -> Question {
    let of = match asked.get("of") {
        Some("actors") => Of::Actors,
        Some("disputes") => Of::Disputes,
        _ => Of::Incidents,
    };
    let by = if asked.get("by") == Some("speakers") { By::Speaker } else { By::Outlet };
    (of, by, asked.get("words").unwrap_or_default().to_owned())
}

fn tell(view: &View, (of, by, words): &Question) -> Told {
    let (matters, more) = most(matters(view, *of, &Wanted::words(words)));
    let (of, matters): (Vec<usize>, Vec<Matter>) = matters.into_iter().unzip();
    let window = Window::default();
    let coverage = coverage::of(&view.corpus, &view.identities, &matters, *by, &window);
    Told { of, more, coverage }
}

/// The matters that are asked of, each with its number.
fn matters(view: &View, of: Of, wanted: &Wanted) -> Vec<(usize, Matter)> {
    let (corpus, identities) = (&*view.corpus, &*view.identities);
    let fits = |(_, matter): &(usize, Matter)| {
        let mut places = matter.places.iter();
        places.any(|(at, span)| wanted.fits_words(&corpus[*at], &[*span], &matter.column.label))
    };
    match of {
        Of::Actors => (0..)
            .zip(identities.all())
            .filter(|(_, identity)| wanted.fits(&identity.name))
            .map(|(nth, _)| (nth as usize, Matter::actor(corpus, identities, &view.rulings, nth)))
            .collect(),
        Of::Disputes => {
            let all = view.disputes.all().iter().zip(&view.said).enumerate();
            all.map(|(nth, (of, said))| (nth, Matter::dispute(of, *said))).filter(fits).collect()
        }
        Of::Incidents => (0..view.incidents.all().len())
            .filter_map(|nth| {
                Some((nth, Matter::incident(corpus, identities, &view.incidents, nth)?))
            })
            .filter(fits)
            .collect(),
    }
}

/// How a matter stands; what people said to a dispute may have come after the coverage was kept.
fn stands(view: &View, of: Of, nth: usize, column: &Column) -> Suggestion {
    let said = view.said.get(nth).filter(|_| of == Of::Disputes);
    said.map_or(column.suggestion, |said| Suggestion { said: *said, ..column.suggestion })
}

/// Where more is said of a matter.
fn address(links: &Links, view: &View, of: Of, nth: usize) -> Option<String> {
    Some(match of {
        Of::Actors => links.actor(&view.identities.all().get(nth)?.id),
        Of::Disputes => links.dispute(&view.disputes.all().get(nth)?.id),
        Of::Incidents => links.incident(view.incident_id(u32::try_from(nth).ok()?)),
    })
}

/// Those that most documents tell of, and how many are left out.
fn most(mut all: Vec<(usize, Matter)>) -> (Vec<(usize, Matter)>, usize) {
    // A stable sort: those that as many tell of stay in order.
    all.sort_by_cached_key(|(_, matter)| Reverse(matter.documents()));
    let more = all.len().saturating_sub(MATTERS);
    all.truncate(MATTERS);
    (all, more)
}

fn tellers(frame: &Frame, view: &View, told: &Coverage) -> Vec<Teller> {
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

fn told_by(frame: &Frame, view: &View, cell: &Cell) -> InCell {
    let names = cell.names.iter().map(|name| format!("{} ({})", name.words, name.uses));
    let first = cell.places.first();
    InCell {
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
    left: Arc<LeftOut>,
    days: String,
    rows: Vec<MissingRow>,
    fewest: usize,
}

/// An incident that they leave out.
struct MissingRow {
    label: String,
    stands: Suggestion,
    id: String,
    days: String,
    pages: u32,
    /// Who has it, with its first document.
    others: Vec<(String, Quote)>,
}

fn left_out_page(frame: Frame, view: &View, outlet: &str) -> Result<Response, Problem> {
    let judge = || left_out(&view.corpus, &view.incidents, outlet);
    let left = view.kept.left_out.get(outlet.to_owned(), judge);
    if left.pages == 0 {
        return Err(Problem::missing(format!("no page here is of {outlet:?}; {HOW_TOLD}")));
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
        label: matter.map(|matter| matter.column.label).unwrap_or_default(),
        stands: view.incidents.suggestion(of),
        id: view.incident_id(missing.incident).to_owned(),
        days: missing.days.to_string(),
        pages: missing.pages,
        others: others.collect(),
    }
}
