//! What an actor is said to be, and not to be.

use super::draft::Draft;
use super::{Difference, Ground, Position, question};
use crate::behind::Word;
use crate::corpus::{Changed, Corpus, Days, Place};
use crate::estimates::words::{stem, words};
use crate::identity::Identities;
use sayso_model::Polarity;
use std::collections::{BTreeMap, BTreeSet};

/// Of one actor so many changes are set against each other.
const LOOKED_AT: usize = 32;

/// What actors are said to be and to become, by actor.
#[derive(Debug, Clone, Default)]
pub(super) struct Changes(BTreeMap<u32, Vec<Place>>);

impl Changes {
    /// Takes in what a document says; tells of which actors more is known than before, in order.
    pub(super) fn add(
        &mut self,
        corpus: &Corpus,
        identities: &Identities,
        document: u32,
    ) -> BTreeSet<u32> {
        let mut more = BTreeSet::new();
        for (nth, change) in (0..).zip(&corpus[document].changes) {
            let Some(actor) = change.who.actor else { continue };
            let of = identities.at(Place { document, nth: actor });
            let changes = self.0.entry(of).or_default();
            if changes.len() < LOOKED_AT {
                changes.push(Place { document, nth });
                more.insert(of);
            }
        }
        more
    }

    /// Disputes over what an actor is.
    pub(super) fn disputes(
        &self,
        corpus: &Corpus,
        identities: &Identities,
        actor: u32,
    ) -> Vec<Draft> {
        let changes = self.0.get(&actor).map(Vec::as_slice).unwrap_or_default();
        Look { corpus, identities }.all(changes)
    }
}

struct Look<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
}

impl Look<'_> {
    fn all(&self, changes: &[Place]) -> Vec<Draft> {
        let mut drafts = Vec::new();
        for (nth, one) in changes.iter().enumerate() {
            drafts.extend(changes[nth + 1..].iter().filter_map(|other| self.draft(*one, *other)));
        }
        drafts
    }

    fn change(&self, place: Place) -> &Changed {
        &self.corpus[place.document].changes[place.nth as usize]
    }

    fn draft(&self, one: Place, other: Place) -> Option<Draft> {
        let (a, b) = (self.change(one), self.change(other));
        let same = match (a.became.as_deref(), b.became.as_deref()) {
            (Some(a), Some(b)) => stems(a).intersection(&stems(b)).next().is_some(),
            _ => false,
        };
        let denied = (a.polarity == Polarity::Denied) != (b.polarity == Polarity::Denied);
        let held = [a, b].map(|change| change.when.as_deref().and_then(Days::of));
        let one_time = match held {
            [Some(a), Some(b)] => a.apart(b) == 0,
            _ => true,
        };
        let places = [(one, a), (other, b)];
        let positions = places.map(|(place, change)| {
            let spans = [change.span];
            Position::of(self.corpus, self.identities, place.document, change.told, &spans)
        });
        let apart = positions[0].word != positions[1].word
            && positions.iter().all(|position| position.word != Word::Unknown);
        (same && denied && one_time && apart).then(|| Draft {
            question: question::whether(self.corpus[one.document].at(a.span)),
            positions: positions.into(),
            difference: Difference::Conflict,
            ground: Ground::Status,
            score: 0.5,
            reasons: places.map(|(_, change)| change.polarity.to_string()).into(),
            incident: None,
            left_out: 0,
        })
    }
}

fn stems(of: &str) -> BTreeSet<String> {
    words(of).map(|(_, word)| word).filter(|word| word.len() > 3).map(stem).collect()
}
