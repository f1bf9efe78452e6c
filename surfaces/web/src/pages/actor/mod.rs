//! One actor: who is taken for it, what it is called, what it is said to be, said and did.

mod compared;
mod joins;
mod names;
mod same;
mod stands;
mod status;

use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::days;
use crate::pages::rulings::Decided;
use crate::quote::Quote;
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use sayso::compare::Compared;
use sayso::identity::Identity;
use sayso::known::Known;
use sayso::model::{Bond, ItemId};
use sayso::moment::Window;
use sayso::names::Names;
use sayso::standing::Standing;
use std::collections::BTreeSet;

/// So many of a list are shown on this page.
const MOST: usize = 100;

/// What it is called and said to be, and what it said and did: each took a pass over documents.
#[derive(Debug)]
pub(crate) struct Told {
    names: Names,
    standing: Standing,
    compared: Compared,
}

impl Told {
    fn of(view: &View, identity: u32) -> Self {
        let (corpus, identities, window) = (&view.corpus, &view.identities, Window::default());
        let known = Known::shipped();
        Self {
            names: sayso::names::of(corpus, identities, known, identity, &window),
            standing: sayso::standing::of(corpus, identities, known, identity, &window),
            compared: sayso::compare::of(corpus, identities, identity, &window),
        }
    }
}

#[derive(Template)]
#[template(path = "actor.html")]
struct ActorPage<'v> {
    frame: Frame,
    of: &'v Identity,
    documents: usize,
    mentions: usize,
    joins: Vec<joins::JoinRow>,
    known: Option<stands::Known>,
    metonyms: stands::Metonyms,
    members: joins::Members,
    same: same::Same<'v>,
    decided: Vec<Decided>,
    names: names::Names,
    day: String,
    status: status::Status,
    compared: compared::Compared,
}

pub(crate) fn page(
    frame: Frame,
    view: &View,
    asked: &Asked,
    id: &str,
) -> Result<Response, Problem> {
    let missing = || Problem::missing(format!("{id:?} is no actor's id here"));
    let given: ItemId = id.parse().map_err(|_| missing())?;
    let identity = view.identities.at(view.actor(&given).ok_or_else(missing)?);
    let of = view.identities.get(identity);
    let summed = view.actors[identity as usize];
    let links = frame.links;
    let day = days(asked, "on")?;
    let single = day.is_none_or(|day| day.first == day.last);
    if !single {
        return Err(Problem::bad("what held is told of one day; give one, such as 1898-02-15"));
    }
    let told = view.kept.actors.get(identity, || Told::of(view, identity));
    let page = ActorPage {
        of,
        documents: summed.documents,
        mentions: summed.mentions,
        joins: joins::rows(&frame, view, of),
        known: stands::known(&frame, view, of),
        metonyms: stands::of(&frame, view, identity),
        members: joins::members(&frame, view, of),
        same: same::of(&frame, view, asked, identity),
        decided: decided(&frame, view, of),
        names: names::of(&links, view, &told.names),
        day: asked.typed("on").to_owned(),
        status: status::of(&links, view, &told.standing, day.map(|day| day.first)),
        compared: compared::of(&links, view, &told.compared),
        frame,
    };
    answer(StatusCode::OK, &page)
}

/// What people ruled on any of its actors, the latest first.
fn decided(frame: &Frame, view: &View, of: &Identity) -> Vec<Decided> {
    let own: BTreeSet<&ItemId> =
        of.actors.iter().map(|place| &view.corpus.actor(*place).id).collect();
    let on = view.rulings.iter().rev().filter(|ruled| {
        let ruling = &ruled.ruling;
        let on_actors = matches!(ruling.bond, Bond::SameActor | Bond::KnownActor | Bond::StandsFor);
        on_actors && ruling.items.iter().any(|id| own.contains(id))
    });
    Decided::all(&frame.links, view, on)
}

/// Words of one document, as many as are shown, and how many more there are.
struct Quotes {
    shown: Vec<Quote>,
    more: usize,
}

impl Quotes {
    /// So many are shown in a row of a table.
    const SHOWN: usize = 3;

    fn of(quotes: impl ExactSizeIterator<Item = Quote>) -> Self {
        let more = quotes.len().saturating_sub(Self::SHOWN);
        Self { shown: quotes.take(Self::SHOWN).collect(), more }
    }
}
