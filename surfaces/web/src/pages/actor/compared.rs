//! What it said beside what others report it did.

use super::MOST;
use crate::address::Links;
use crate::pages::list::maybe;
use crate::quote::{Named, Quote};
use crate::ruled::suggested;
use crate::view::View;
use sayso::compare::{Compared as All, Pair, Said};
use sayso::model::ItemId;

/// Statements and deeds that are likely on one matter.
pub(super) struct Compared {
    pub(super) pairs: Vec<PairRow>,
    pub(super) more: usize,
    pub(super) said: usize,
    pub(super) did: usize,
    pub(super) unpaired_said: u32,
    pub(super) unpaired_did: u32,
    /// Deeds that only it reports of itself.
    pub(super) own_reports: u32,
    /// Likely pairs beyond the most that are kept of one statement.
    pub(super) left_out: u32,
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

pub(super) fn of(links: &Links, view: &View, all: &All) -> Compared {
    let pairs = all.pairs.iter().take(MOST).map(|pair| row(links, view, all, pair)).collect();
    Compared {
        pairs,
        more: all.pairs.len().saturating_sub(MOST),
        said: all.said.len(),
        did: all.did.len(),
        unpaired_said: all.unpaired_said,
        unpaired_did: all.unpaired_did,
        own_reports: all.own_reports,
        left_out: all.left_out,
    }
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
        said_when: maybe(said.when.as_ref()),
        stance: said.manner(&view.corpus),
        said: Quote::of(links, &view.corpus[said.document()], said.words(&view.corpus)),
        did_when: maybe(did.when.as_ref()),
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
