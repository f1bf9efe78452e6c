//! On whose word things stand: everybody on whom anything rests, and what falls with one of them.

use super::asking::identity;
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::incidents::{range, words};
use crate::pages::list::{Part, Wanted};
use crate::quote::{Named, Quote};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::agreement::{Agreement, Suggestion};
use sayso::corpus::Place;
use sayso::incidents::Happening;
use sayso::independence::{Fall, Independence, counted_as};
use sayso::model::{ItemId, Stance};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Of a list so many are on one page.
const MOST: usize = 100;
const FIELDS: [&str; 2] = ["name", "of"];

#[derive(Template)]
#[template(path = "origins.html")]
struct OriginsPage {
    frame: Frame,
    name: String,
    count: usize,
    rows: Vec<Row>,
    part: Part,
}

/// Somebody on whose word something stands.
struct Row {
    who: Named,
    falls: String,
    alone: usize,
    beside: usize,
    /// Those that are only guessed to stand on it.
    perhaps: usize,
    claims: usize,
    stands: Suggestion,
}

/// Everybody, those with whom most incidents fall first.
pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    // The command has `--of`: whoever writes it here means the name.
    let field = if asked.get("name").is_some() { "name" } else { "of" };
    let wanted = Wanted::of(asked, field);
    let all: BTreeSet<u32> = view.falls().keys().chain(view.held().keys()).copied().collect();
    let called = |nth: &u32| view.is_called(view.identities.get(*nth), &wanted);
    let mut found: Vec<u32> = all.into_iter().filter(called).collect();
    // A stable sort: those with whom as much falls stay in order of first mention.
    found.sort_by_cached_key(|nth| Reverse(counts(view, *nth)));
    let part = Part::of(asked, "/origins", &FIELDS, found.len(), MOST);
    let page = OriginsPage {
        name: asked.typed(field).to_owned(),
        count: found.len(),
        rows: found[part.range.clone()].iter().map(|nth| row(&frame, view, *nth)).collect(),
        part,
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn row(frame: &Frame, view: &View, nth: u32) -> Row {
    let (alone, beside, perhaps, claims) = counts(view, nth);
    Row {
        who: Named::identity(&frame.links, view, nth),
        falls: frame.links.falls_with(&view.identities.get(nth).id),
        alone,
        beside,
        perhaps,
        claims,
        stands: stands(view, nth, nth),
    }
}

/// How it stands that all this rests on somebody, who as a source is counted as another perhaps: agreed
/// where people agreed to every incident, every claim and every join of names, and as sure as the least
/// sure of the incidents and joins: how surely each claim was read stands beside it.
fn stands(view: &View, identity: u32, counted: u32) -> Suggestion {
    let fall = view.falls().get(&counted);
    let all = fall.map(|fall| fall.alone.iter().chain(&fall.beside_others).chain(&fall.perhaps));
    let incidents = all.into_iter().flatten().map(|nth| {
        let of = &view.incidents.all()[*nth as usize];
        view.incidents.suggestion(of)
    });
    let held = view.held().get(&identity).into_iter().flatten();
    let claims = held.map(|at| Suggestion::read(view.corpus.claim(*at).agreed, None));
    let joined = view.actors[identity as usize].joined;
    let mut all = incidents.chain(claims).chain(joined);
    let Some(first) = all.next() else { return Suggestion::read(false, None) };
    all.fold(first, |so_far, one| Suggestion {
        said: if one.said == Agreement::Agreed { so_far.said } else { Agreement::Suggested },
        score: match (so_far.score, one.score) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        },
    })
}

/// How many incidents rest on an actor alone, beside others, and perhaps; and how many claims it holds.
fn counts(view: &View, identity: u32) -> (usize, usize, usize, usize) {
    let fall = view.falls().get(&identity);
    let count = |list: fn(&Fall) -> &Vec<u32>| fall.map_or(0, |fall| list(fall).len());
    let claims = view.held().get(&identity).map_or(0, Vec::len);
    let alone = count(|fall| &fall.alone);
    (alone, count(|fall| &fall.beside_others), count(|fall| &fall.perhaps), claims)
}

#[derive(Template)]
#[template(path = "falls.html")]
struct FallsPage {
    frame: Frame,
    who: Named,
    alone: Vec<IncidentRow>,
    more_alone: usize,
    beside: Vec<IncidentRow>,
    more_beside: usize,
    /// Those that are only guessed to rest on it.
    perhaps: Vec<IncidentRow>,
    more_perhaps: usize,
    /// Whom it is counted as, where it speaks for another.
    counted: Option<Named>,
    /// How it stands that all of it rests on it.
    stands: Suggestion,
    claims: Vec<ClaimRow>,
    count: usize,
    part: Part,
}

/// An incident that rests on it.
struct IncidentRow {
    id: String,
    kind: Happening,
    days: String,
    places: String,
    /// How many independent origins there are in all.
    range: String,
    stands: Suggestion,
    first: Option<Quote>,
}

/// A claim that it holds.
struct ClaimRow {
    id: ItemId,
    stance: Stance,
    stands: Suggestion,
    quote: Quote,
}

/// What falls with one actor.
pub(crate) fn falls(
    frame: Frame,
    view: &View,
    asked: &Asked,
    id: &str,
) -> Result<Response, Problem> {
    let nth = identity(view, id)?;
    let counted = counted_as(&view.corpus, &view.identities, nth);
    let fall = view.falls().get(&counted).cloned().unwrap_or_default();
    let held = view.held().get(&nth).map_or(&[][..], Vec::as_slice);
    let part = Part::of(asked, &format!("/origins/{id}"), &[], held.len(), MOST);
    let rows = |all: &[u32]| -> Vec<IncidentRow> {
        all.iter().take(MOST).map(|nth| incident(&frame, view, *nth)).collect()
    };
    let more = |all: &[u32]| all.len().saturating_sub(MOST);
    let page = FallsPage {
        who: Named::identity(&frame.links, view, nth),
        alone: rows(&fall.alone),
        more_alone: more(&fall.alone),
        beside: rows(&fall.beside_others),
        more_beside: more(&fall.beside_others),
        perhaps: rows(&fall.perhaps),
        more_perhaps: more(&fall.perhaps),
        counted: (counted != nth).then(|| Named::identity(&frame.links, view, counted)),
        stands: stands(view, nth, counted),
        claims: held[part.range.clone()].iter().map(|at| claim(&frame, view, *at)).collect(),
        count: held.len(),
        part,
        frame,
    };
    answer(StatusCode::OK, &page)
}

fn incident(frame: &Frame, view: &View, nth: u32) -> IncidentRow {
    let of = &view.incidents.all()[nth as usize];
    let behind = Independence::of(&view.corpus, &view.identities, &view.incidents, of);
    let first = view.incidents.reports_of(of).next();
    IncidentRow {
        id: view.incident_id(nth).to_owned(),
        kind: view.incidents.kind(of),
        days: view.incidents.when(of).unwrap_or_default(),
        places: view.incidents.place_names(&view.corpus, of).join("; "),
        range: range(&behind),
        stands: view.incidents.suggestion(of),
        first: first.map(|report| words(frame, view, report)),
    }
}

fn claim(frame: &Frame, view: &View, at: Place) -> ClaimRow {
    let claim = view.corpus.claim(at);
    ClaimRow {
        id: claim.id.clone(),
        stance: claim.stance,
        stands: view.corpus[at.document].claim_stands(claim),
        quote: Quote::of(&frame.links, &view.corpus[at.document], &claim.content),
    }
}
