//! What people ruled on how things hang together: the list, and the next of them.

use crate::address::Links;
use crate::answer::{Frame, Problem, answer};
use crate::asked::Asked;
use crate::pages::list::Part;
use crate::quote::{Named, Quote};
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use sayso::known::Known;
use sayso::model::{Bond, Holds, ItemId, Ruling, Span};
use sayso::{Dossier, Ruled, Stamp};
use std::collections::{BTreeMap, BTreeSet};
use std::slice;

/// Rulings on one page.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "rulings.html")]
struct RulingsPage {
    frame: Frame,
    rows: Vec<Decided>,
    part: Part,
}

pub(crate) fn page(frame: Frame, view: &View, asked: &Asked) -> Result<Response, Problem> {
    let part = Part::of(asked, "/rulings", &[], view.rulings.len(), MOST);
    let latest = view.rulings.iter().rev().skip(part.range.start).take(part.range.len());
    let rows = Decided::all(&frame.links, view, latest);
    answer(StatusCode::OK, &RulingsPage { frame, rows, part })
}

/// A ruling, to be shown.
pub(crate) struct Decided {
    pub(crate) what: &'static str,
    /// What it is on: the names of actors, the words of anything else.
    pub(crate) items: Vec<Named>,
    pub(crate) why: Option<String>,
    pub(crate) by: String,
    pub(crate) recorded: String,
    pub(crate) seq: u64,
}

impl Decided {
    /// Of several rulings. One pass over the documents finds what they are on.
    pub(crate) fn all<'v>(
        links: &Links,
        view: &'v View,
        rulings: impl Iterator<Item = &'v Ruled>,
    ) -> Vec<Self> {
        let rulings: Vec<&Ruled> = rulings.collect();
        let ids = rulings.iter().flat_map(|ruled| &ruled.ruling.items);
        let found = words(view, ids.filter(|id| view.actor(id).is_none()).collect());
        let item = |id: &ItemId| item(links, view, id, &found);
        let decided = rulings.iter().map(|ruled| Self {
            what: what(ruled.ruling.bond, ruled.ruling.holds),
            items: ruled.ruling.items.iter().map(item).chain(known(ruled)).collect(),
            why: ruled.ruling.why.clone(),
            by: ruled.by.clone(),
            recorded: ruled.recorded.to_string(),
            seq: ruled.seq,
        });
        decided.collect()
    }
}

/// Where the words of items stand: the document, and the words.
type Found<'v> = BTreeMap<&'v ItemId, (u32, Vec<Span>)>;

/// Where the words of some items stand, of those that can be ruled on beside actors.
fn words<'v>(view: &'v View, ids: BTreeSet<&ItemId>) -> Found<'v> {
    let mut found = Found::new();
    if ids.is_empty() {
        return found;
    }
    for (document, page) in view.corpus.numbered() {
        let claims = page.claims.iter().map(|claim| (&claim.id, &*claim.content));
        let told = page.told.iter().map(|told| (&told.id, &*told.content));
        let deeds = page.deeds.iter().map(|deed| (&deed.id, slice::from_ref(&deed.span)));
        let changes = page.changes.iter().map(|one| (&one.id, slice::from_ref(&one.span)));
        let figures = page.figures.iter().map(|one| (&one.id, slice::from_ref(&one.span)));
        let all = claims.chain(told).chain(deeds).chain(changes).chain(figures);
        let wanted = all.filter(|(id, _)| ids.contains(id));
        found.extend(wanted.map(|(id, spans)| (id, (document, spans.to_vec()))));
    }
    found
}

/// What a ruling is on. Of what is not there any more, such as a rejected claim, only the id is told.
fn item(links: &Links, view: &View, id: &ItemId, found: &Found<'_>) -> Named {
    if let Some(place) = view.actor(id) {
        let name = view.corpus.actor(place).name.to_string();
        return Named { name, address: Some(links.actor(id)) };
    }
    found.get(id).map_or_else(
        || Named::plain(id.to_string()),
        |(document, spans)| {
            let quote = Quote::of(links, &view.corpus[*document], spans);
            Named { name: quote.words, address: Some(quote.address) }
        },
    )
}

/// Whom of the list of known actors a ruling is on.
fn known(ruled: &Ruled) -> Option<Named> {
    let key = ruled.ruling.known.as_deref()?;
    Some(Named::plain(Known::shipped().get(key).map_or(key, |entry| &entry.name)))
}

const fn what(bond: Bond, holds: Holds) -> &'static str {
    match (bond, holds) {
        (Bond::SameActor, Holds::Yes) => "the same",
        (Bond::SameActor, Holds::No) => "not the same",
        (Bond::SameActor, Holds::Unsure) => "the same or not",
        (Bond::SameIncident, Holds::Yes) => "of one happening",
        (Bond::SameIncident, Holds::No) => "of two happenings",
        (Bond::SameIncident, Holds::Unsure) => "of one happening or not",
        (Bond::Dispute, Holds::Yes) => "they contradict each other",
        (Bond::Dispute, Holds::No) => "they do not contradict each other",
        (Bond::Dispute, Holds::Unsure) => "they contradict each other or not",
        (Bond::KnownActor, Holds::Yes) => "one of the list of known actors",
        (Bond::KnownActor, Holds::No) => "not that one of the list of known actors",
        (Bond::KnownActor, Holds::Unsure) => "that one of the list of known actors or not",
        (Bond::StandsFor, Holds::Yes) => "the first stands for the second where it speaks or acts",
        (Bond::StandsFor, Holds::No) => "the first does not stand for the second",
        (Bond::StandsFor, Holds::Unsure) => "the first stands for the second or not",
    }
}

/// Records what a form says, and leads back to where it was.
pub(crate) fn record(
    dossier: &mut Dossier,
    fields: &[(String, String)],
    stamp: &Stamp,
) -> Result<Response, Problem> {
    let all = |name: &'static str| {
        fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.trim())
    };
    let one = |name| all(name).next().filter(|value| !value.is_empty());
    let wrong = |what: &str| Problem::bad(format!("this form does not say {what}"));
    let ruling = Ruling {
        bond: one("bond").and_then(Bond::from_word).ok_or_else(|| wrong("what it is on"))?,
        items: all("item")
            .map(|id| id.parse().map_err(|_| wrong("which items it is on")))
            .collect::<Result<_, _>>()?,
        known: one("known").map(str::to_owned),
        holds: one("holds").and_then(Holds::from_word).ok_or_else(|| wrong("whether it is so"))?,
        why: one("why").map(str::to_owned),
    };
    dossier.rule(ruling, stamp)?;
    let back = one("back").filter(|back| is_own(back)).unwrap_or("/rulings");
    Ok(Redirect::to(back).into_response())
}

/// Whether an address is one of this workbench, and no other can be meant by it.
fn is_own(address: &str) -> bool {
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    plain && address.starts_with('/') && !address.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn a_form_leads_back_to_this_workbench_only() {
        for own in ["/actors/a1b2", "/disputes/v1?at=3#x", "/"] {
            assert!(is_own(own), "{own}");
        }
        for other in ["//weir.example/", "/\\weir.example", "https://weir.example", "", "/a\nb"] {
            assert!(!is_own(other), "{other}");
        }
    }
}
