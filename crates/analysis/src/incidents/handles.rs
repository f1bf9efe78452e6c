//! What reports can share, and be found by.

use super::reports::Report;
use crate::corpus::Corpus;
use crate::identity::Identities;
use sayso_model::ActorKind;

/// One thing that a report has, as a number: the digest of its sort and its words.
pub(super) type Handle = u64;

/// A handle with how much it says that two reports share it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Held {
    pub(super) handle: Handle,
    pub(super) weight: f32,
    /// Whether reports are looked for by it.
    pub(super) key: bool,
    /// Whether it is a word, and no place, actor or number.
    pub(super) word: bool,
}

/// How much a place, an actor that is one, any other actor and a number say beside each other.
const PLACE: f32 = 3.0;
const GROUND: f32 = 2.5;
const ACTOR: f32 = 1.0;
const NUMBER: f32 = 2.0;

/// Letters of a word that make its stem: enough to join *killed* with *killing*.
const STEM: usize = 6;
/// Words with fewer letters say nothing of what happened.
const SHORTEST: usize = 4;

pub(super) fn of(corpus: &Corpus, identities: &Identities, report: &Report) -> Vec<Held> {
    let page = &corpus[report.document];
    let mut held = Vec::new();
    let mut add = |sort: char, what: &str, weight: f32| {
        let (key, word) = (matches!(sort, 'p' | 'a'), sort == 'w');
        held.push(Held { handle: digest(sort, what), weight, key, word });
    };
    for place in &report.places {
        add('p', place, PLACE);
    }
    for actor in &report.actors {
        // Places that are spelled in several ways are one actor.
        let ground = matches!(identities.get(*actor).kind, ActorKind::Place | ActorKind::Facility);
        add('a', &actor.to_string(), if ground { GROUND } else { ACTOR });
    }
    for figure in report.figures.iter().map(|nth| &page.figures[*nth as usize]) {
        if let Some(least) = figure.best.or(figure.low).filter(|n| *n > 1.0) {
            add('n', &least.to_string(), NUMBER);
        }
    }
    for sentence in &report.sentences {
        let words = page.at(page.sentences[*sentence as usize]);
        for word in words.split(|c: char| !c.is_alphabetic()) {
            if word.chars().count() >= SHORTEST {
                let stem: String = word.chars().flat_map(char::to_lowercase).take(STEM).collect();
                add('w', &stem, 1.0);
            }
        }
    }
    held.sort_by(|a, b| a.handle.cmp(&b.handle).then(b.weight.total_cmp(&a.weight)));
    held.dedup_by_key(|held| held.handle);
    held
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits: the same on every machine.
fn digest(sort: char, what: &str) -> Handle {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in [sort as u8].iter().chain(what.as_bytes()) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
