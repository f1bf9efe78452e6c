//! Holders who contradict themselves: one that says on one day that a thing is so, and on another that
//! it is not.

use super::deeds::{Part, part, verb};
use super::draft::Draft;
use super::statements::telling;
use super::{Difference, Ground, Position, question};
use crate::behind::{Word, speaker};
use crate::corpus::{Corpus, Days, Deed, Place, number};
use crate::estimates::words::{stem, words};
use crate::identity::Identities;
use crate::shared::Shared;
use sayso_model::{Polarity, Span};
use std::collections::BTreeSet;

/// What makes two sayings one: the holder, the verb, to whom or what it is done, and who does it.
type Key = (u32, String, Option<Part>, Option<Part>);

/// Of one key so many sayings are looked at.
const LOOKED_AT: usize = 24;

/// What holders say of deeds, by holder and deed.
#[derive(Debug, Clone, Default)]
pub(super) struct Sayings {
    by_key: Shared<Key, u32>,
    all: Vec<Vec<Place>>,
}

impl Sayings {
    /// Takes in what a document lets holders say; tells of which deeds, by number, one now says more
    /// than once.
    pub(super) fn add(
        &mut self,
        corpus: &Corpus,
        identities: &Identities,
        document: u32,
    ) -> BTreeSet<u32> {
        let mut more = BTreeSet::new();
        for (key, place) in said(corpus, identities, document) {
            let nth = self.by_key.get(&key).copied().unwrap_or_else(|| {
                let next = number(self.all.len());
                self.by_key.insert(key, next);
                self.all.push(Vec::new());
                next
            });
            let same = &mut self.all[nth as usize];
            if same.len() < LOOKED_AT {
                same.push(place);
                more.extend((same.len() > 1).then_some(nth));
            }
        }
        more
    }

    /// The dispute of a holder with itself over one deed.
    pub(super) fn dispute(&self, corpus: &Corpus, identities: &Identities, nth: u32) -> Vec<Draft> {
        of(corpus, identities, &self.all[nth as usize]).into_iter().collect()
    }
}

/// What the holders of a page say of deeds.
fn said(
    corpus: &Corpus,
    identities: &Identities,
    document: u32,
) -> impl Iterator<Item = (Key, Place)> {
    let page = &corpus[document];
    (0..number(page.deeds.len())).filter_map(move |nth| {
        let deed = &page.deeds[nth as usize];
        let Word::Actor(holder) = speaker(corpus, identities, document, Some(deed.told?)).word
        else {
            return None;
        };
        let of = |party: &Option<crate::corpus::Party>| part(identities, document, party.as_ref()?);
        let (subject, object) = (of(&deed.subject), of(&deed.object));
        let key = (holder, verb(deed)?, object, subject);
        (key.2.is_some() || key.3.is_some()).then_some((key, Place { document, nth }))
    })
}

/// What one holder says of one deed, where it cannot all be so.
fn of(corpus: &Corpus, identities: &Identities, places: &[Place]) -> Option<Draft> {
    let denied = |place: &&Place| {
        corpus[place.document].deeds[place.nth as usize].polarity == Polarity::Denied
    };
    let pairs = places
        .iter()
        .filter(denied)
        .flat_map(|no| places.iter().filter(|yes| !denied(yes)).map(move |yes| (*yes, *no)));
    let (yes, no) = pairs
        .into_iter()
        .find(|(yes, no)| Saying::of(corpus, *yes).is_against(&Saying::of(corpus, *no)))?;
    let positions = [yes, no].map(|place| {
        let deed = &corpus[place.document].deeds[place.nth as usize];
        Position::of(corpus, identities, place.document, deed.told, &[deed.span])
    });
    (yes.document != no.document || [yes, no].into_iter().any(|place| is_timed(corpus, place)))
        .then_some(())?;
    Some(Draft {
        question: question::whether(&positions[0].words(corpus)),
        positions: positions.into(),
        difference: Difference::Conflict,
        ground: Ground::Deed,
        score: 0.5,
        reasons: vec!["the same holder says both".to_owned()],
        incident: None,
        left_out: 0,
    })
}

/// Words that put what was said to another time.
const ANOTHER_TIME: [&str; 8] =
    ["earlier", "previously", "later", "initially", "originally", "once", "had", "before"];

/// Whether the page tells when it was said: in one breath people say that a thing is so and not so only
/// to tell two things apart.
fn is_timed(corpus: &Corpus, place: Place) -> bool {
    let page = &corpus[place.document];
    let deed = &page.deeds[place.nth as usize];
    let outside = || {
        let told = &page.told[deed.told? as usize];
        let said = Span::hull(&told.cue)?;
        let said = told.source.map_or(said, |source| source.cover(said));
        let sentence = page.sentences[page.sentence_at(said.start())?];
        let from = page.dates.partition_point(|date| date.span.start() < sentence.start());
        let mut dates = page.dates[from..].iter().map(|date| date.span);
        let within = |span: Span| told.content.iter().any(|content| content.overlaps(span));
        let dated = dates
            .by_ref()
            .take_while(|date| date.start() < sentence.end())
            .any(|date| !within(date));
        let small = page.at(said).to_lowercase();
        Some(dated || words(&small).any(|(_, word)| ANOTHER_TIME.contains(&word)))
    };
    outside().unwrap_or_default()
}

/// A deed as one holder tells it.
struct Saying<'c> {
    deed: &'c Deed,
    document: u32,
    /// Stems of the clause.
    stems: BTreeSet<String>,
    /// Whether it is to come.
    to_come: bool,
}

impl<'c> Saying<'c> {
    fn of(corpus: &'c Corpus, place: Place) -> Self {
        let page = &corpus[place.document];
        let deed = &page.deeds[place.nth as usize];
        let small = page.at(deed.span).to_lowercase();
        let to_come =
            words(&small).any(|(_, word)| matches!(word, "would" | "will" | "shall" | "won't"));
        let stems =
            telling(&small).map(stem).filter(|stem| stem != "no" && stem != "not").collect();
        Self { deed, document: place.document, stems, to_come }
    }

    /// Whether the other says that it is not so: of the same thing, for one time, and not in one breath.
    fn is_against(&self, other: &Self) -> bool {
        let asserted = self.deed.polarity == Polarity::Asserted;
        let promised = self.deed.polarity == Polarity::Hypothetical && self.to_come;
        let alike = if self.to_come == other.to_come { asserted || promised } else { false };
        let days = |deed: &Deed| deed.when.as_deref().and_then(Days::of);
        let one_time = match (days(self.deed), days(other.deed)) {
            (Some(a), Some(b)) => a.apart(b) == 0,
            _ => true,
        };
        let apart = self.document != other.document || self.deed.told != other.deed.told;
        let shared = self.stems.intersection(&other.stems).count();
        let fewest = self.stems.len().min(other.stems.len());
        alike && one_time && apart && shared > 1 && shared * 3 >= fewest * 2
    }
}
