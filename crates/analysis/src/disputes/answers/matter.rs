//! What somebody or something is said to be behind.

use crate::corpus::Document;
use crate::disputes::lists::lines;
use crate::disputes::statements::telling;
use crate::estimates::words::{stem, words};
use sayso_model::Span;
use std::collections::BTreeSet;
use std::sync::LazyLock;

static EVENTS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../../data/disputes/events.tsv")).collect());

/// Words for those to whom a thing is done, by which two things are not told to be one.
const ANYBODY: [&str; 16] = [
    "civilian",
    "civilians",
    "killed",
    "wounded",
    "injured",
    "children",
    "woman",
    "women",
    "person",
    "residents",
    "members",
    "dead",
    "dozens",
    "several",
    "hundreds",
    "victims",
];

/// What somebody or something is said to be behind.
#[derive(Debug, Clone, Default)]
pub(super) struct Matter {
    /// Whether it is a deed of violence.
    violent: bool,
    /// Stems of the other words for it; those of places and days say too little.
    stems: BTreeSet<String>,
    /// Whether the words mean something that was told before: *the attack*.
    pointed: bool,
}

impl Matter {
    /// Of words of a page.
    pub(super) fn of(page: &Document, span: Span) -> Self {
        let text = page.at(span);
        let small = text.to_lowercase();
        let is_event = |word: &str| EVENTS.iter().any(|begin| word.starts_with(begin));
        let first = words(&small).map(|(_, word)| word).next().unwrap_or_default();
        let telling = telling(&small).filter(|word| !is_event(word) && !ANYBODY.contains(word));
        let mut stems: BTreeSet<String> = telling.map(stem).collect();
        for said in outside(page, span) {
            for word in telling_of(&said) {
                stems.remove(&word);
            }
        }
        Self {
            violent: words(&small).any(|(_, word)| is_event(word)),
            stems,
            pointed: matches!(first, "the" | "this" | "that" | "it" | "both" | "these"),
        }
    }

    /// A deed of violence to some object.
    pub(super) fn deed(page: &Document, object: Span) -> Self {
        Self { violent: true, pointed: false, ..Self::of(page, object) }
    }

    /// How sure it is that two are one, from 0 to 1.
    pub(super) fn is_that_of(&self, other: &Self) -> f32 {
        let shared = self.stems.intersection(&other.stems).count();
        let fewest = self.stems.len().min(other.stems.len());
        if shared > 0 {
            return shared as f32 / fewest as f32;
        }
        let left_open = |one: &Self| one.pointed && one.stems.is_empty();
        let both = self.violent && other.violent;
        if both && (left_open(self) || left_open(other)) { 0.5 } else { 0.0 }
    }

    /// Whether nothing is said of it.
    pub(super) fn is_left_out(&self) -> bool {
        !self.violent && self.stems.is_empty()
    }
}

/// The words of places and days in some words of a page, in small letters.
fn outside(page: &Document, span: Span) -> Vec<String> {
    let from = page.places.partition_point(|one| one.span.start() < span.start());
    let places = page.places[from..].iter().map(|one| one.span);
    let from = page.dates.partition_point(|one| one.span.start() < span.start());
    let dates = page.dates[from..].iter().map(|one| one.span);
    let inside = |spans: &mut dyn Iterator<Item = Span>| {
        let inside = spans.take_while(|one| one.start() < span.end());
        inside.map(|one| page.at(one).to_lowercase()).collect::<Vec<_>>()
    };
    let mut all = inside(&mut places.into_iter());
    all.extend(inside(&mut dates.into_iter()));
    all
}

fn telling_of(small: &str) -> impl Iterator<Item = String> {
    telling(small).map(stem)
}
