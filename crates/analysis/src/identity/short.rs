//! Short forms of the names of bodies: *the Observatory* and *the Syrian Observatory* for the Syrian
//! Observatory for Human Rights, *Kurdish YPG* for the YPG.

use super::Why;
use super::groups::{Groups, Sort};
use super::joins::{Joined, meets};
use crate::behind::BODIES;
use crate::corpus::{Corpus, number};
use crate::known::Known;
use crate::spelling::Spelled;
use sayso_model::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

/// How likely a short form means the one body that its texts name so,
const NEAR: f32 = 0.8;
/// or, of two words and more, the one that any text names so.
const FAR: f32 = 0.7;
/// Where what a body is for, or of, begins in its name.
const PURPOSE: [&str; 4] = [" for ", " of ", " against ", " to "];
/// A short form that more bodies than this can mean is nobody's.
const MOST: usize = 64;

pub(super) fn joins(corpus: &Corpus, groups: &Groups, known: &Known, joins: &mut Vec<Joined>) {
    let long = long(corpus, groups);
    for other in (0..number(groups.len())).filter(|group| groups.sort(*group) != Sort::People) {
        let form = groups.spelled(other).folded();
        let meant = |form: &str| meant(groups, &long, form, other);
        let of = meant(&form).or_else(|| meant(without_people(known, &form)?));
        if let Some((one, score)) = of {
            joins.push(Joined { one, other, score, why: Why::Short });
        }
    }
}

/// Bodies by the short forms that their names have, and by their acronyms.
fn long(corpus: &Corpus, groups: &Groups) -> BTreeMap<String, BTreeSet<u32>> {
    let mut long: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for group in (0..number(groups.len())).filter(|group| groups.sort(*group) == Sort::Body) {
        let name = &corpus.actor(groups.actors(group)[0]).name;
        if let Some(end) = PURPOSE.iter().filter_map(|word| name.find(word)).min() {
            let head = Spelled::of(&name[..end]);
            let last = head.naming().last().filter(|word| BODIES.contains(word));
            for form in last.map(str::to_owned).into_iter().chain([head.folded()]) {
                long.entry(form).or_default().insert(group);
            }
        }
        let actors = groups.actors(group).iter().map(|place| corpus.actor(*place));
        for name in actors.flat_map(|actor| &actor.names).filter(|name| is_capitals(name)) {
            if let Some(acronym) = Spelled::of(name).as_acronym() {
                long.entry(acronym.to_owned()).or_default().insert(group);
            }
        }
    }
    long.retain(|form, bodies| !form.is_empty() && bodies.len() <= MOST);
    long
}

fn is_capitals(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}

/// The body that a name, which has another's short form, is short for.
fn meant(
    groups: &Groups,
    long: &BTreeMap<String, BTreeSet<u32>>,
    form: &str,
    other: u32,
) -> Option<(u32, f32)> {
    let bodies = long.get(form)?.iter().copied().filter(|one| *one != other);
    let bodies: Vec<u32> = bodies.collect();
    let beside = |one: &&u32| meets(groups.documents(**one), groups.documents(other));
    let near: Vec<&u32> = bodies.iter().filter(beside).collect();
    match (&near[..], &bodies[..]) {
        ([one], _) => Some((**one, NEAR)),
        ([], [one]) if form.contains(' ') => Some((*one, FAR)),
        _ => None,
    }
}

/// What a name is without the people before it.
fn without_people<'f>(known: &Known, form: &'f str) -> Option<&'f str> {
    let (people, rest) = form.split_once(' ')?;
    let is_people = |kind| matches!(kind, ActorKind::State | ActorKind::Population);
    (!rest.contains(' ') && known.named(people).any(|entry| is_people(entry.kind))).then_some(rest)
}
