//! What speaks for it that two groups are one.

use super::groups::{Groups, Sort};
use super::{Why, rulings, said, short};
use crate::corpus::{Corpus, number};
use crate::known::Known;
use crate::spelling::{Reason, Spelled};
use sayso_model::{Holds, Ruling};
use std::collections::BTreeMap;

/// A join that may be made.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Joined {
    pub(super) one: u32,
    pub(super) other: u32,
    pub(super) score: f32,
    pub(super) why: Why,
}

/// How much of its likeness is left to one word that sounds like another.
const BARE: f32 = 0.8;
/// Joins less sure than this are not made.
const LEAST: f32 = 0.6;
/// Of the names that share a key, each is compared with so many after it.
const COMPARED: usize = 60;

/// What people ruled, the last ruling first: of rulings that cannot all hold the newest do.
pub(super) fn ruled(groups: &Groups, rulings: &[Ruling]) -> Vec<Joined> {
    let pairs = rulings::pairs(rulings, Holds::Yes);
    let both = pairs.filter_map(|(one, other)| Some((groups.ruled(one)?, groups.ruled(other)?)));
    both.map(|(one, other)| Joined { one, other, score: 1.0, why: Why::Ruled }).collect()
}

/// Everything else, the surest first.
pub(super) fn found(
    corpus: &Corpus,
    groups: &Groups,
    known: &Known,
    long: &BTreeMap<String, Vec<u32>>,
) -> Vec<Joined> {
    let mut joins = Vec::new();
    by_own_name(groups, &mut joins);
    by_list(groups, known, &mut joins);
    said::joins(corpus, groups, &mut joins);
    by_spelling(groups, &mut joins);
    by_acronym(groups, long, &mut joins);
    by_surname(groups, &mut joins);
    short::joins(corpus, groups, known, &mut joins);
    joins.retain(|join| join.score >= LEAST);
    joins.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| (a.one, a.other, &a.why).cmp(&(b.one, b.other, &b.why)))
    });
    joins
}

/// Whom a person ruled on goes with those of the same name before anything else: that was not what the
/// ruling was on.
fn by_own_name(groups: &Groups, joins: &mut Vec<Joined>) {
    for other in groups.all_ruled() {
        let named = groups.named(groups.spelled(other).folded(), groups.sort(other));
        if let Some(one) = named.filter(|one| *one != other) {
            joins.push(Joined { one, other, score: 0.99, why: Why::Spelled(Reason::Same) });
        }
    }
}

fn by_list(groups: &Groups, known: &Known, joins: &mut Vec<Joined>) {
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    for other in 0..number(groups.len()) {
        let Some(entry) = groups.known(other).and_then(|key| known.get(key)) else { continue };
        let one = *first.entry(&entry.key).or_insert(other);
        if one != other {
            joins.push(Joined { one, other, score: 0.97, why: Why::Known(entry.key.clone()) });
        }
    }
}

/// Names that share a key and sound alike.
fn by_spelling(groups: &Groups, joins: &mut Vec<Joined>) {
    let mut by_key: BTreeMap<(Sort, String), Vec<u32>> = BTreeMap::new();
    for group in (0..number(groups.len())).filter(|group| !groups.is_anybodys(*group)) {
        for key in groups.spelled(group).keys() {
            by_key.entry((groups.sort(group), key)).or_default().push(group);
        }
    }
    for alike in by_key.values_mut() {
        // In order of their words, so that the likest stand near each other where there are many.
        alike.sort_by_cached_key(|group| groups.spelled(*group).folded());
        for (nth, one) in alike.iter().enumerate() {
            for other in alike[nth + 1..].iter().take(COMPARED) {
                joins.extend(spelled(groups, *one, *other));
            }
        }
    }
    across_sorts(groups, joins);
}

fn spelled(groups: &Groups, one: u32, other: u32) -> Option<Joined> {
    let like = groups.spelled(one).likeness(groups.spelled(other))?;
    let bare = groups.spelled(one).naming().nth(1).is_none();
    let is_acronym = |group: u32| groups.spelled(group).as_acronym().is_some();
    let score = match like.reason {
        Reason::Same => 0.95,
        // One short word alone says little: Hama is not Homs, and Ali not Alaa.
        Reason::Sound if bare && (like.score < 0.9 || is_short(groups.spelled(one))) => {
            return None;
        }
        // What an acronym sounds like says nothing.
        Reason::Sound if is_acronym(one) || is_acronym(other) => return None,
        // One word that sounds like another is less sure than its likeness.
        Reason::Sound if bare => like.score * BARE,
        Reason::Initials if !share_a_word(groups.spelled(one), groups.spelled(other)) => {
            return None;
        }
        Reason::Sound | Reason::Initials => like.score.min(0.94),
        _ => return None,
    };
    Some(Joined { one, other, score, why: Why::Spelled(like.reason) })
}

/// Whether two names have a whole word in common: *J. Brandt* and *Jan Brandt*.
fn share_a_word(one: &Spelled, other: &Spelled) -> bool {
    one.naming().any(|word| word.chars().count() > 2 && other.naming().any(|own| own == word))
}

/// Whether a name has too few letters for another to be misheard as it: EU is not US.
fn is_short(name: &Spelled) -> bool {
    name.naming().map(|word| word.chars().count()).sum::<usize>() < 4
}

/// The same name of several words, read once as a group's and once as a person's, is one; of one word
/// only where a place is read as a state.
fn across_sorts(groups: &Groups, joins: &mut Vec<Joined>) {
    const ORDER: [Sort; 4] = [Sort::Body, Sort::Ground, Sort::Person, Sort::Thing];
    for other in 0..number(groups.len()) {
        let folded = groups.spelled(other).folded();
        let sort = groups.sort(other);
        let fits = |one: &Sort| match (one, sort) {
            (Sort::Body, Sort::Ground) => true,
            _ => folded.contains(' ') && sort != Sort::People,
        };
        let before = ORDER.iter().take_while(|one| **one != sort).filter(|one| fits(one));
        let one = before.filter_map(|sort| groups.named(folded.clone(), *sort)).next();
        if let Some(one) = one.filter(|one| *one != other) {
            joins.push(Joined { one, other, score: 0.85, why: Why::Spelled(Reason::Same) });
        }
    }
}

/// The bodies by the acronyms that their names can have.
pub(super) fn by_their_acronyms(groups: &Groups) -> BTreeMap<String, Vec<u32>> {
    let mut long: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let is_body = |group: &u32| matches!(groups.sort(*group), Sort::Body | Sort::Thing);
    for group in (0..number(groups.len())).filter(is_body) {
        for acronym in groups.spelled(group).acronyms() {
            long.entry(acronym).or_default().push(group);
        }
    }
    long
}

/// An acronym and the one name here that it can stand for; of several, the one that a text has beside
/// it.
fn by_acronym(groups: &Groups, long: &BTreeMap<String, Vec<u32>>, joins: &mut Vec<Joined>) {
    for other in (0..number(groups.len())).filter(|group| groups.sort(*group) != Sort::People) {
        let Some(short) = groups.spelled(other).as_acronym() else { continue };
        let Some(candidates) = long.get(short) else { continue };
        let beside = |one: &&u32| meets(groups.documents(**one), groups.documents(other));
        let near: Vec<&u32> = candidates.iter().filter(beside).collect();
        let (one, score) = match (&near[..], &candidates[..]) {
            // Two letters are too easily anybody's.
            ([one], _) if short.chars().count() > 2 => (**one, 0.85),
            // Where no text has both, three letters are anybody's too.
            ([], [one]) if short.chars().count() > 3 => (*one, 0.65),
            _ => continue,
        };
        joins.push(Joined { one, other, score, why: Why::Spelled(Reason::Acronym) });
    }
}

/// Whether two lists of documents, in order, have one in common.
pub(super) fn meets(one: &[u32], other: &[u32]) -> bool {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    few.iter().any(|document| many.binary_search(document).is_ok())
}

/// A surname, where all who have it here are one by name.
fn by_surname(groups: &Groups, joins: &mut Vec<Joined>) {
    let mut full: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let persons = || (0..number(groups.len())).filter(|group| groups.sort(*group) == Sort::Person);
    let words = |group: u32| groups.spelled(group).naming().map(str::to_owned).collect::<Vec<_>>();
    for group in persons() {
        if let [_, .., surname] = &words(group)[..] {
            full.entry(surname.clone()).or_default().push(group);
        }
    }
    for other in persons() {
        let [surname] = &words(other)[..] else { continue };
        let Some([one, rest @ ..]) = full.get(surname).map(Vec::as_slice) else { continue };
        if rest.iter().all(|next| is_one(groups.spelled(*one), groups.spelled(*next))) {
            joins.push(Joined { one: *one, other, score: 0.75, why: Why::OnlyOne });
        }
    }
}

fn is_one(one: &Spelled, other: &Spelled) -> bool {
    one.likeness(other).is_some_and(|like| like.score >= 0.5)
}
