//! One deed that is said to be and not to be, or is put to others, to another day, to another place.

use super::draft::Draft;
use super::statements::is_somebody;
use super::{Difference, Ground, Page, Position, question};
use crate::corpus::{Corpus, Days, Deed, Party, Place, number};
use crate::estimates::words::{stem, words};
use crate::identity::Identities;
use crate::incidents::Incidents;
use crate::spelling::Spelled;
use sayso_model::{Polarity, Span};
use std::collections::BTreeMap;

/// Who or what takes part in a deed: an identity, or the stem of the last word for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Actor(u32),
    Named(String),
}

/// What makes two deeds one: the verb and what it is done to; without that, who does it.
type Key = (String, Part);

/// Of deeds that are one so many are looked at.
const LOOKED_AT: usize = 24;

/// The disputes between deeds of one page.
pub(super) fn within(page: &Page<'_>) -> Vec<Draft> {
    let deeds =
        (0..number(page.text().deeds.len())).map(|nth| Place { document: page.document, nth });
    let grouped = group(page.corpus, page.identities, deeds);
    let look = Look { corpus: page.corpus, identities: page.identities, incident: None };
    grouped.values().filter_map(|deeds| look.polarity(deeds)).collect()
}

/// The disputes between deeds that reports tell of an incident.
pub(super) fn between(
    corpus: &Corpus,
    identities: &Identities,
    incidents: &Incidents,
    nth: u32,
) -> Vec<Draft> {
    let incident = &incidents.all()[nth as usize];
    let deeds = incidents.reports_of(incident).flat_map(|report| {
        report.deeds.iter().map(|nth| Place { document: report.document, nth: *nth })
    });
    let look = Look { corpus, identities, incident: Some(nth) };
    let mut drafts = Vec::new();
    for deeds in group(corpus, identities, deeds).values() {
        if deeds.iter().any(|deed| deed.document != deeds[0].document) {
            drafts.extend(look.polarity(deeds));
        }
        drafts.extend(look.times(deeds));
        drafts.extend(look.sites(deeds));
    }
    drafts
}

fn group(
    corpus: &Corpus,
    identities: &Identities,
    deeds: impl Iterator<Item = Place>,
) -> BTreeMap<Key, Vec<Place>> {
    let mut grouped: BTreeMap<Key, Vec<Place>> = BTreeMap::new();
    for place in deeds {
        let deed = &corpus[place.document].deeds[place.nth as usize];
        let side = deed.object.as_ref().or(deed.subject.as_ref());
        let part = side.and_then(|side| part(identities, place.document, side));
        if let (Some(verb), Some(part)) = (verb(deed), part) {
            let same = grouped.entry((verb, part)).or_default();
            if same.len() < LOOKED_AT {
                same.push(place);
            }
        }
    }
    grouped.retain(|_, deeds| deeds.len() > 1);
    grouped
}

/// The verb's stem; verbs that say little of a deed make none.
pub(super) fn verb(deed: &Deed) -> Option<String> {
    const LIGHT: [&str; 12] =
        ["be", "have", "do", "make", "take", "go", "come", "get", "say", "give", "include", "see"];
    let first = words(&deed.verb).map(|(_, word)| word).next()?;
    (!LIGHT.contains(&first)).then(|| stem(&deed.verb))
}

pub(super) fn part(identities: &Identities, document: u32, party: &Party) -> Option<Part> {
    if let Some(nth) = party.actor {
        return Some(Part::Actor(identities.acting(Place { document, nth })));
    }
    let ends = ["of", "in", "from", "at", "with", "who", "for", "to", "among", "on", "by", "that"];
    let small = party.words.to_lowercase();
    let named = words(&small).map(|(_, word)| word).take_while(|word| !ends.contains(word));
    let head = named.last().filter(|word| word.chars().count() > 3)?;
    Some(Part::Named(stem(head)))
}

struct Look<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    incident: Option<u32>,
}

impl Look<'_> {
    fn deed(&self, place: Place) -> &Deed {
        &self.corpus[place.document].deeds[place.nth as usize]
    }

    /// One deed that is told as done and as not done, by others.
    fn polarity(&self, deeds: &[Place]) -> Option<Draft> {
        let of = |wanted: Polarity| {
            deeds.iter().filter(move |place| self.deed(**place).polarity == wanted)
        };
        let found = of(Polarity::Denied).find_map(|denied| {
            let at_odds = |done: &&Place| {
                self.same_subject(*denied, **done)
                    && one_time(self.deed(*denied), self.deed(**done))
                    && self.differ(*denied, **done)
                    && self.are_told(*denied, **done)
            };
            Some((*of(Polarity::Asserted).find(at_odds)?, *denied))
        });
        let (done, denied) = found?;
        let words = self.words(done);
        let told = |place| self.deed(place).told.is_some();
        let score = if told(done) && told(denied) { 0.6 } else { 0.45 };
        Some(self.draft(question::whether(words), [done, denied], Ground::Deed, score))
    }

    fn times(&self, deeds: &[Place]) -> Option<Draft> {
        let (one, other) = self.pair(deeds, |a, b| !one_time(a, b))?;
        let question = format!("When: “{}”?", self.words(one));
        Some(self.draft(question, [one, other], Ground::Time, 0.4))
    }

    fn sites(&self, deeds: &[Place]) -> Option<Draft> {
        let (one, other) = self.pair(deeds, |a, b| {
            one_time(a, b)
                && a.place.as_deref().zip(b.place.as_deref()).is_some_and(|(a, b)| {
                    let (a, b) = (Spelled::of(a).folded(), Spelled::of(b).folded());
                    !a.contains(&b) && !b.contains(&a)
                })
        })?;
        let question = format!("Where: “{}”?", self.words(one));
        Some(self.draft(question, [one, other], Ground::Site, 0.35))
    }

    /// Two deeds of the same agent, both told as done by different holders, that differ so.
    fn pair(
        &self,
        deeds: &[Place],
        differ: impl Fn(&Deed, &Deed) -> bool,
    ) -> Option<(Place, Place)> {
        let whole = |place: &&Place| {
            let deed = self.deed(**place);
            deed.polarity == Polarity::Asserted && deed.subject.is_some() && deed.object.is_some()
        };
        let done: Vec<Place> = deeds.iter().filter(whole).copied().collect();
        let (one, rest) = done.split_first()?;
        let other = rest.iter().find(|other| {
            self.differ(*one, **other)
                && self.same_subject(*one, **other)
                && differ(self.deed(*one), self.deed(**other))
        })?;
        Some((*one, *other))
    }

    /// Whether both have one agent, as far as both name one.
    fn same_subject(&self, one: Place, other: Place) -> bool {
        let subject = |place: Place| {
            let deed = self.deed(place);
            deed.subject.as_ref().map(|party| part(self.identities, place.document, party))
        };
        match (subject(one), subject(other)) {
            (Some(one), Some(other)) => one.is_some() && one == other,
            (None, None) => true,
            _ => one.document != other.document || self.deed(one).object.is_some(),
        }
    }

    /// Whether both are put to somebody, or stand in two documents: what a page tells in its own voice
    /// beside what it lets others say is seldom meant against them.
    fn are_told(&self, one: Place, other: Place) -> bool {
        let told = |place| self.deed(place).told.is_some();
        one.document != other.document || told(one) && told(other)
    }

    /// Whether they are on different words.
    fn differ(&self, one: Place, other: Place) -> bool {
        let word = |place| self.position(place).word;
        let (one, other) = (word(one), word(other));
        one != other && is_somebody(&one) && is_somebody(&other)
    }

    fn position(&self, place: Place) -> Position {
        let deed = self.deed(place);
        Position::of(self.corpus, self.identities, place.document, deed.told, &[deed.span])
    }

    fn words(&self, place: Place) -> &str {
        self.corpus[place.document].at(self.deed(place).span)
    }

    fn draft(&self, question: String, deeds: [Place; 2], ground: Ground, score: f32) -> Draft {
        let clause = |place: Place| -> Span { self.deed(place).span };
        let reasons = deeds.map(|place| {
            let page = &self.corpus[place.document];
            format!("{}: {}", self.deed(place).polarity, page.at(clause(place)))
        });
        Draft {
            question,
            positions: deeds.map(|place| self.position(place)).into(),
            difference: Difference::Conflict,
            ground,
            score,
            reasons: reasons.into(),
            incident: self.incident,
            left_out: 0,
        }
    }
}

/// Whether two deeds can be of one time: they share a day, or one of them has none.
fn one_time(one: &Deed, other: &Deed) -> bool {
    let days = |deed: &Deed| deed.when.as_deref().and_then(Days::of);
    match (days(one), days(other)) {
        (Some(one), Some(other)) => one.apart(other) == 0,
        _ => true,
    }
}
