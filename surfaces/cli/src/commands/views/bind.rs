//! `judge same`, `different`, `stands`, `known`, `incident`, `dispute`: how things of several documents
//! hang together.

use super::{View, disputes, happened, who};
use crate::args::{Args, Bind, Listed, Opposed, Pair, Stands};
use crate::choose;
use crate::failure::Failure;
use crate::session::Session;
use crate::show::one_line;
use sayso::Picture;
use sayso::agreement::sides;
use sayso::corpus::Place;
use sayso::known::{Entry, Known};
use sayso::model::{Bond, Holds, ItemId, Ruling};
use sayso::spelling::Spelled;
use std::io::{self, Write};

/// Records a ruling.
pub(crate) fn run(args: &Args, bind: &Bind, session: &Session) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let at = dossier.head()?.seq;
    let mut view = View::of(dossier, at)?;
    let (ruling, told) = match bind {
        Bind::Same(pair) => actors(&view.picture, pair, Holds::Yes)?,
        Bind::Different(pair) => actors(&view.picture, pair, Holds::No)?,
        Bind::Stands(stands) => stands_for(&view.picture, stands)?,
        Bind::Known(listed) => known(&view.picture, listed)?,
        Bind::Incident(reported) => happened::ruling(&view, reported)?,
        Bind::Dispute(opposed) => dispute(&view, opposed)?,
    };
    let appended = view.dossier.rule(ruling, &session.stamp())?;
    let seq = appended.seq.unwrap_or_default();
    Ok(writeln!(io::stdout(), "{told}: recorded as operation {seq}")?)
}

/// Two actors, one of each side; where both are of one identity, those that have the very name.
fn actors(picture: &Picture, pair: &Pair, holds: Holds) -> Result<(Ruling, String), Failure> {
    // Two spellings of one name may be ruled on; the very same words are one actor with itself.
    if pair.one.trim().to_lowercase() == pair.other.trim().to_lowercase() {
        return Err(Failure::usage(format!(
            "{:?} is given twice; give two, by different names or by their ids, which `sayso actors \
             NAME --why` lists",
            pair.one
        )));
    }
    let (one, other) = (who::find(picture, &pair.one)?, who::find(picture, &pair.other)?);
    let ids = |place: &Place| &picture.corpus.actor(*place).id;
    let two = one.actors.iter().find_map(|a| {
        // An actor that has both names is no side of its own.
        let side = other.actors.iter().find(|b| *b != a && !one.actors.contains(b));
        Some((*a, *side.or_else(|| other.actors.iter().find(|b| *b != a))?))
    });
    let (a, b) = two.ok_or_else(|| {
        Failure::usage(format!(
            "{:?} and {:?} are one actor of one document here, {}; what one document names so \
             cannot be ruled on",
            pair.one,
            pair.other,
            one.actors.first().map(|place| ids(place).to_string()).unwrap_or_default()
        ))
    })?;
    let holds = if pair.unsure { Holds::Unsure } else { holds };
    let named = |place: Place| named(picture, place);
    let how = match holds {
        Holds::Yes => "are one",
        Holds::No => "are not one",
        Holds::Unsure => "may be one or not",
    };
    let told = format!("{} and {} {how}", named(a), named(b));
    let items = vec![ids(&a).clone(), ids(&b).clone()];
    Ok((Ruling { bond: Bond::SameActor, items, known: None, holds, why: pair.why.clone() }, told))
}

fn named(picture: &Picture, place: Place) -> String {
    let actor = picture.corpus.actor(place);
    let number = picture.corpus[place.document].number;
    format!("“{}” ({}, document {number})", one_line(&actor.name), actor.id)
}

/// A place and whom it stands for, each by its first actor of the name that was given.
fn stands_for(picture: &Picture, stands: &Stands) -> Result<(Ruling, String), Failure> {
    let (one, whom) = (who::find(picture, &stands.place)?, who::find(picture, &stands.whom)?);
    if one.identity == whom.identity {
        let both = picture.identities.get(whom.identity);
        return Err(Failure::usage(format!(
            "{:?} and {:?} are one actor here, {}; what is one cannot stand for itself",
            stands.place, stands.whom, both.id
        )));
    }
    let (Some(place), Some(actor)) = (one.actors.first(), whom.actors.first()) else {
        return Err(Failure::usage("nobody is left to rule on"));
    };
    let how = match stands.said.holds() {
        Holds::Yes => "stands for",
        Holds::No => "does not stand for",
        Holds::Unsure => "may stand or not for",
    };
    let told = format!(
        "{} {how} {} where it speaks or acts",
        named(picture, *place),
        named(picture, *actor)
    );
    let items = [*place, *actor].map(|place| picture.corpus.actor(place).id.clone()).into();
    let (holds, why) = (stands.said.holds(), stands.said.why.clone());
    Ok((Ruling { bond: Bond::StandsFor, items, known: None, holds, why }, told))
}

/// Who an actor is in the list of known actors. Of one that is taken for somebody there already, all
/// names by which it is are ruled on.
fn known(picture: &Picture, listed: &Listed) -> Result<(Ruling, String), Failure> {
    let found = who::find(picture, &listed.actor)?;
    let tie = picture.identities.get(found.identity).listed.as_ref();
    let entry = match listed.key.as_deref() {
        Some(key) => entry(key)?,
        None => tie.and_then(|tie| Known::shipped().get(&tie.key)).ok_or_else(|| {
            Failure::usage(format!(
                "{:?} is taken for nobody in the list of known actors; give a key of it",
                listed.actor
            ))
        })?,
    };
    let tied = tie.filter(|tie| tie.key == entry.key);
    let places: Vec<Place> = match tied {
        Some(tie) => tie.names.iter().map(|(_, place)| *place).collect(),
        None => found.actors.iter().take(1).copied().collect(),
    };
    let names: Vec<String> = places.iter().map(|place| named(picture, *place)).collect();
    let how = match listed.said.holds() {
        Holds::Yes => "is",
        Holds::No => "is not",
        Holds::Unsure => "may be or not",
    };
    let told = format!(
        "{} {how} “{}” of the list of known actors ({})",
        names.join(", "),
        entry.name,
        entry.key
    );
    let items = places.iter().map(|place| picture.corpus.actor(*place).id.clone()).collect();
    let known = Some(entry.key.clone());
    let (holds, why) = (listed.said.holds(), listed.said.why.clone());
    Ok((Ruling { bond: Bond::KnownActor, items, known, holds, why }, told))
}

/// The entry of the list of known actors that has a key.
fn entry(key: &str) -> Result<&'static Entry, Failure> {
    let known = Known::shipped();
    known.get(key.trim()).ok_or_else(|| {
        let named: Vec<String> = known
            .named(&Spelled::of(key).folded())
            .map(|entry| format!("{} ({})", entry.key, entry.name))
            .collect();
        let hint = match named.is_empty() {
            true => ", and nobody there has this name".to_owned(),
            false => format!("; by this name it has {}", named.join(", ")),
        };
        Failure::usage(format!("{key:?} is no key in the list of known actors{hint}"))
    })
}

fn dispute(view: &View, opposed: &Opposed) -> Result<(Ruling, String), Failure> {
    let items: Vec<ItemId> = match opposed.ids.as_slice() {
        [one] => positions(view, one)?,
        several => {
            let found = several.iter().map(|id| Ok(view.dossier.find(id, view.at)?.view.item.id));
            found.collect::<Result<_, Failure>>()?
        }
    };
    let holds = opposed.said.holds();
    let how = match holds {
        Holds::Yes => "contradict each other",
        Holds::No => "do not contradict each other",
        Holds::Unsure => "may contradict each other or not",
    };
    let ids: Vec<String> = items.iter().map(ToString::to_string).collect();
    let told = format!("{} {how}", ids.join(" and "));
    Ok((
        Ruling { bond: Bond::Dispute, items, known: None, holds, why: opposed.said.why.clone() },
        told,
    ))
}

/// What the positions of a dispute were read as: of each one item, that none before it has.
fn positions(view: &View, given: &str) -> Result<Vec<ItemId>, Failure> {
    if !given.starts_with('v') {
        return Err(Failure::usage("give a dispute's id, or those of two claims or more"));
    }
    let incidents = view.incidents();
    let estimates = view.estimates(&incidents);
    let found = view.disputes(&incidents, &estimates);
    let dispute = disputes::find(&found, given)?;
    let mut items: Vec<ItemId> = Vec::new();
    for side in sides(&view.picture.corpus, dispute) {
        items.extend(side.into_iter().find(|id| !items.contains(id)).cloned());
    }
    match items.len() {
        0 | 1 => Err(Failure::usage(format!(
            "the positions of {given} were not read as two items; name two claims instead"
        ))),
        _ => Ok(items),
    }
}
