//! What it said beside what others report it did.

use super::MOST;
use crate::address::Links;
use crate::days;
use crate::quote::{Named, Quote};
use crate::ruled::suggested;
use crate::view::View;
use sayso::compare::{Compared as All, Pair, Said};
use sayso::model::ItemId;
use sayso::moment::Window;

/// Statements and deeds that are likely on one matter.
pub(super) struct Compared {
    pub(super) pairs: Vec<PairRow>,
    pub(super) more: usize,
    /// How it is with what stands in no pair.
    pub(super) all: All,
}

/// A statement and a deed.
pub(super) struct PairRow {
    /// The claim that it is, where it is one.
    pub(super) claim: Option<ItemId>,
    pub(super) said_when: String,
    pub(super) stance: String,
    pub(super) said: Quote,
    pub(super) did_when: String,
    pub(super) by: Named,
    pub(super) did: Quote,
    pub(super) state: String,
    pub(super) why: Vec<String>,
}

pub(super) fn of(links: &Links, view: &View, identity: u32) -> Compared {
    let all = sayso::compare::of(&view.corpus, &view.identities, identity, &Window::default());
    let pairs = all.pairs.iter().take(MOST).map(|pair| row(links, view, &all, pair)).collect();
    Compared { pairs, more: all.pairs.len().saturating_sub(MOST), all }
}

fn row(links: &Links, view: &View, all: &All, pair: &Pair) -> PairRow {
    let (said, did) = (&all.said[pair.said], &all.did[pair.did]);
    let is_claim = matches!(said.said, Said::Claim(_));
    let there = &view.corpus[did.deed.document];
    let deed = &there.deeds[did.deed.nth as usize];
    let mut why: Vec<String> =
        pair.shared.iter().map(|shared| shared.words(&view.identities)).collect();
    why.extend(pair.days.map(apart));
    PairRow {
        claim: is_claim.then(|| said.id(&view.corpus).clone()),
        said_when: days::when(said.when.as_ref()),
        stance: said.manner(&view.corpus),
        said: Quote::of(links, &view.corpus[said.document()], said.words(&view.corpus)),
        did_when: days::when(did.when.as_ref()),
        by: Named::holder(links, view, &did.holder),
        did: Quote::of(links, there, &[deed.span]),
        state: suggested(pair.score),
        why,
    }
}

fn apart(days: i32) -> String {
    match days {
        0 => "they can be of one day".to_owned(),
        1.. => format!("the deed is {days} days later"),
        _ => format!("the deed is {} days earlier", days.unsigned_abs()),
    }
}
