//! Numbers for one thing that cannot both hold.

use super::around::near;
use super::words::{outcome, stem, words};
use super::{Given, Matter, Part, SENTENCE, Scope};
use crate::corpus::Corpus;
use crate::spelling::Spelled;
use std::collections::BTreeSet;
use std::fmt;

/// In what two positions differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// Both cannot hold of the same thing.
    Conflict,
    /// They are of different times, or one is a later word.
    Date,
    /// They are of other places, or of a part and the whole.
    Scope,
    /// They use words for a thing in different meanings, or count different things.
    Definition,
    /// One takes back what was said before.
    Retraction,
    /// That cannot be told.
    Unclear,
}

impl Difference {
    /// The word for it in the contract.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Date => "date",
            Self::Scope => "scope",
            Self::Definition => "definition",
            Self::Retraction => "retraction",
            Self::Unclear => "unclear",
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Two positions of one estimate that cannot both hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Differing {
    /// The earlier, by its number among the positions.
    pub one: u32,
    /// The later.
    pub other: u32,
    /// In what they differ.
    pub difference: Difference,
    /// Whether one holder gives both, for one time.
    pub of_one_holder: bool,
}

/// Of one estimate so many positions are set against each other, the first in time.
const MOST: usize = 48;

/// All pairs that differ, in order.
pub(super) fn all(corpus: &Corpus, matter: &Matter, given: &[Given]) -> Vec<Differing> {
    let mut found = Vec::new();
    if given.len() < 2 {
        return found;
    }
    let first: Vec<(u32, &Given, Scene)> = (0..)
        .zip(given)
        .take(MOST)
        .map(|(nth, given)| (nth, given, Scene::of(corpus, given)))
        .collect();
    for (nth, (one, a, at_a)) in first.iter().enumerate() {
        for (other, b, at_b) in &first[nth + 1..] {
            // The rows of a table stand by themselves.
            let table = matter.is_of_table();
            let changed = !table && [at_a, at_b].iter().any(|at| at.changed || at.retracted);
            let one_page = a.figures.iter().any(|place| place.document == b.first().document);
            let one_scene = table || at_a.is_that_of(at_b, one_page && !changed);
            if comparable(matter, a, b)
                && !a.range.agrees(&b.range)
                && one_scene
                && (changed || !one_page || are_two_words(a, b))
            {
                let of_one_holder = a.behind.word == b.behind.word;
                let difference = if one_page && !table && (at_a.retracted || at_b.retracted) {
                    Difference::Retraction
                } else if !one_page && are_loosely_joined((a, at_a), (b, at_b)) {
                    Difference::Unclear
                } else {
                    difference(a, b, changed)
                };
                found.push(Differing { one: *one, other: *other, difference, of_one_holder });
            }
        }
    }
    found
}

/// Reports that are less like each other may tell of two happenings,
const SURE: f32 = 0.3;
/// but for those whose very sentences have so many words in common.
const SURELY_SHARED: usize = 2;

/// Whether it is none too sure that two are of one incident, and tell of one thing there.
fn are_loosely_joined((a, at_a): (&Given, &Scene), (b, at_b): (&Given, &Scene)) -> bool {
    a.like.min(b.like) < SURE && at_a.shared(at_b) < SURELY_SHARED
}

/// Whether two positions count the same: the same people, both the whole of them or both a part, and not
/// in two places. What is among the dead is no number of all the dead. Outside of an
/// incident nothing but the words says that they are of one thing: then they must be of one page or one
/// day, and on different words.
fn comparable(matter: &Matter, a: &Given, b: &Given) -> bool {
    let same_part = match (a.measure.part, b.measure.part) {
        (Part::Whole, Part::Whole) => true,
        (Part::Among, Part::Among) => a.measure.scope != Scope::All,
        _ => false,
    };
    let same_place = match (&a.place, &b.place) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let same = a.measure.scope == b.measure.scope && same_part && same_place;
    let one_time = match (a.when, b.when) {
        (Some(a), Some(b)) => a.apart(b) == 0,
        _ => true,
    };
    let near = match matter {
        Matter::Incident(_) => true,
        Matter::Things { .. } => {
            let one_page = a.first().document == b.first().document;
            let one_day = a.when.is_some() && a.when == b.when;
            (one_page || one_day) && a.behind.word != b.behind.word
        }
    };
    same && one_time && near
}

/// Words that say that a number is not the last.
const CHANGED: [&str; 12] = [
    " rose",
    " risen",
    "rising",
    " climbed",
    "earlier",
    "initial",
    "preliminary",
    "so far",
    "latest",
    "updated",
    "later",
    "up from",
];

/// Words that say that a number is taken back.
const RETRACTED: [&str; 6] =
    ["retract", "corrected", "took back", "revised down", "revised the", "withdrew the figure"];

/// What the sentence of a figure tells besides.
struct Scene {
    places: BTreeSet<String>,
    stems: BTreeSet<String>,
    /// Whether it says that the number is not the last.
    changed: bool,
    /// Whether it says that a number is taken back.
    retracted: bool,
}

/// Stems that tell of nothing.
const EVERYWHERE: [&str; 35] = [
    "monday", "tuesda", "wednes", "thursd", "friday", "saturd", "sunday", "today", "yester",
    "weeken", "report", "that", "this", "these", "those", "with", "from", "were", "have", "been",
    "being", "after", "before", "which", "when", "while", "where", "their", "they", "them", "also",
    "said", "says", "people", "more",
];

/// Sentences of one page tell of one thing where they share so many words.
const SHARED: usize = 2;

impl Scene {
    fn of(corpus: &Corpus, given: &Given) -> Self {
        let place = given.first();
        let page = &corpus[place.document];
        let at = page.figures[place.nth as usize].span;
        let sentence = near(page, at, SENTENCE);
        let small = page.at(sentence).to_lowercase();
        let from = page.places.partition_point(|one| one.span.start() < sentence.start());
        let inside = page.places[from..].iter();
        let inside = inside.take_while(|one| one.span.start() < sentence.end());
        let telling = words(&small).map(|(_, word)| word);
        let telling = telling.filter(|word| word.chars().count() > 3 && outcome(word).is_none());
        Self {
            places: inside.map(|one| Spelled::of(&one.name).folded()).collect(),
            stems: telling.map(stem).collect(),
            changed: CHANGED.iter().any(|word| small.contains(word)),
            retracted: RETRACTED.iter().any(|word| small.contains(word)),
        }
    }

    /// Whether two can be of one thing: they name a place in common, if both name any; within a page
    /// they share words as well.
    fn is_that_of(&self, other: &Self, within_a_page: bool) -> bool {
        let placed = self.places.is_empty()
            || other.places.is_empty()
            || self.places.intersection(&other.places).next().is_some();
        let shared = self.stems.intersection(&other.stems).count();
        placed && (!within_a_page || shared >= SHARED)
    }

    /// How many words both have that tell of something.
    fn shared(&self, other: &Self) -> usize {
        let both = self.stems.intersection(&other.stems);
        both.filter(|stem| !EVERYWHERE.contains(&stem.as_str())).count()
    }
}

/// Two numbers of one page are of different things, unless it puts them to different people.
fn are_two_words(a: &Given, b: &Given) -> bool {
    a.is_reported() && b.is_reported() && a.behind.word != b.behind.word
}

/// One holder's numbers are of different times; so are those of which one is said to have changed. Two
/// holders who give different numbers for one time are at odds, whichever page is newer.
fn difference(a: &Given, b: &Given, changed: bool) -> Difference {
    if changed || a.behind.word == b.behind.word { Difference::Date } else { Difference::Conflict }
}
