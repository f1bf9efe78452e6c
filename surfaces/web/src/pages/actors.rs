//! Who is who: everybody whom the documents name.

use crate::address::with_fields;
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::{Part, Wanted, maybe};
use crate::view::{Stands, View};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::agreement::Suggestion;
use sayso::identity::Identity;
use sayso::model::ActorKind;

/// Actors on one page.
const MOST: usize = 100;
/// So many of an actor's other names are shown.
const NAMES: usize = 6;
const FIELDS: [&str; 3] = ["name", "kind", "suggested"];

#[derive(Template)]
#[template(path = "actors.html")]
struct ActorsPage<'v> {
    frame: Frame,
    name: String,
    kinds: Vec<(&'static str, bool)>,
    suggested: bool,
    /// Where to go once some were ruled the same; `None` where the page looks back.
    back: Option<String>,
    count: usize,
    rows: Vec<Row<'v>>,
    part: Part,
}

struct Row<'v> {
    of: &'v Identity,
    documents: usize,
    mentions: usize,
    joined: String,
    /// Its key in the list of known actors, and how that stands.
    known: Option<(&'v str, Suggestion)>,
    /// Whom it stands for, and what for it, where that speaks or acts.
    stands: Stands<'v>,
    others: Vec<&'v str>,
    more: usize,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let wanted = Wanted::of(asked, "name");
    let kind = asked.get("kind").and_then(ActorKind::from_word);
    let suggested = asked.get("suggested").is_some();
    let all = view.by_mentions();
    let called = |nth: &u32| view.is_called(view.identities.get(*nth), &wanted);
    let mut found: Vec<u32> = all.iter().copied().filter(called).collect();
    if found.is_empty() {
        let spelled = view.identities.spelled(&view.corpus, asked.typed("name"));
        found = all.into_iter().filter(|nth| spelled.contains(nth)).collect();
    }
    found.retain(|nth| {
        kind.is_none_or(|kind| kind == view.identities.get(*nth).kind)
            && (!suggested || open(view, *nth).is_some())
    });
    if suggested {
        // A stable sort: those as sure stay in order.
        let least = |nth: &u32| open(view, *nth).unwrap_or(1.0);
        found.sort_by(|a, b| least(a).total_cmp(&least(b)));
    }
    let part = Part::of(asked, "/actors", &FIELDS, found.len(), MOST);
    let typed = FIELDS.iter().chain(&["from"]).copied();
    let typed = typed.filter_map(|name| Some((name, asked.get(name)?.to_owned())));
    let back = frame.as_of.is_none().then(|| with_fields("/actors".to_owned(), typed));
    let page = ActorsPage {
        frame,
        name: asked.typed("name").to_owned(),
        kinds: ActorKind::ALL.iter().map(|of| (of.word(), kind == Some(*of))).collect(),
        suggested,
        back,
        count: found.len(),
        rows: found[part.range.clone()].iter().map(|nth| row(view, *nth)).collect(),
        part,
    };
    answer(StatusCode::OK, &page)
}

/// How sure the least sure is of what is suggested of an actor, and nobody has agreed to.
fn open(view: &View, nth: u32) -> Option<f32> {
    view.actors[nth as usize].least
}

fn row(view: &View, nth: u32) -> Row<'_> {
    let (of, summed) = (view.identities.get(nth), view.actors[nth as usize]);
    let others = view.other_names(of);
    Row {
        of,
        documents: summed.documents,
        mentions: summed.mentions,
        joined: maybe(summed.joined),
        known: of.listed.as_ref().map(|tie| (tie.key.as_str(), tie.suggestion())),
        stands: view.stands(nth),
        more: others.len().saturating_sub(NAMES),
        others: others.into_iter().take(NAMES).collect(),
    }
}
