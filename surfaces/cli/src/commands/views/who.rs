//! Whom the words of a command mean.

use crate::failure::Failure;
use crate::show;
use sayso::Picture;
use sayso::corpus::Place;
use sayso::identity::Identity;
use sayso::spelling::Spelled;
use std::collections::{BTreeMap, BTreeSet};

/// So many are listed where a name can mean several.
const LISTED: usize = 12;
/// The beginning of an id has at least so many letters.
const SHORTEST: usize = 3;

/// Whom a command means.
pub(super) struct Found {
    /// The number of the identity.
    pub(super) identity: u32,
    /// Those of its actors that have this very name or id, those whose fullest name it is first; all
    /// of them, where it was given by part of a name or by its key.
    pub(super) actors: Vec<Place>,
}

/// Whom some words mean: an id, a key of the list of known actors, any name, the beginning of an id,
/// words of a name, or else another name or spelling. The surest way that finds anybody decides; where it finds several, they are
/// listed.
pub(super) fn find(picture: &Picture, given: &str) -> Result<Found, Failure> {
    let asked = Asked::of(picture, given);
    let ways =
        [Asked::by_id, Asked::by_name, Asked::by_beginning, Asked::by_words, Asked::by_spelling];
    let found = ways.iter().map(|way| way(&asked)).find(|found| !found.is_empty());
    match found.as_deref() {
        Some([one]) => Ok(Found { identity: *one, actors: asked.actors(*one) }),
        Some(several) => Err(asked.ambiguous(several)),
        None => Err(Failure::usage(format!(
            "nobody here is called {given:?}; `sayso actors` lists who is spoken of"
        ))),
    }
}

/// The identities that have an id or a key.
pub(super) fn with_id(picture: &Picture, given: &str) -> Vec<u32> {
    Asked::of(picture, given).by_id()
}

/// Whether a name has these words, which are in small letters, from the beginning of a word on: *Lee* is
/// in *Fitzhugh Lee*, and not in *Diblee*.
pub(super) fn has(name: &str, words: &str) -> bool {
    let name = name.to_lowercase();
    let begins = |at: usize| !name[..at].ends_with(char::is_alphanumeric);
    name.match_indices(words).any(|(at, _)| begins(at))
}

/// The identities of which a name has these words, in any letters.
pub(super) fn named(picture: &Picture, words: &str) -> BTreeSet<u32> {
    let wanted = words.to_lowercase();
    let mut seen: BTreeMap<&str, bool> = BTreeMap::new();
    let has = |name: &str| has(name, &wanted);
    let all = (0..).zip(picture.identities.all());
    let fitting = all.filter(|(_, identity)| {
        let mut actors = identity.actors.iter().map(|place| picture.corpus.actor(*place));
        has(&identity.name)
            || actors.any(|actor| {
                let mut names = actor.names.iter().chain([&actor.name]);
                names.any(|name| *seen.entry(name).or_insert_with(|| has(name)))
            })
    });
    fitting.map(|(nth, _)| nth).collect()
}

struct Asked<'p> {
    picture: &'p Picture,
    given: &'p str,
    folded: String,
}

impl<'p> Asked<'p> {
    fn of(picture: &'p Picture, given: &'p str) -> Self {
        let given = given.trim();
        Self { picture, given, folded: Spelled::of(given).folded() }
    }

    fn fitting(&self, mut fits: impl FnMut(&Identity) -> bool) -> Vec<u32> {
        let all = (0..).zip(self.picture.identities.all());
        all.filter(|(_, identity)| fits(identity)).map(|(nth, _)| nth).collect()
    }

    fn ids<'i>(&self, identity: &'i Identity) -> impl Iterator<Item = String> + use<'p, 'i> {
        let corpus = &self.picture.corpus;
        identity.actors.iter().map(|place| corpus.actor(*place).id.to_string())
    }

    fn by_id(&self) -> Vec<u32> {
        self.fitting(|identity| {
            identity.known() == Some(self.given) || self.ids(identity).any(|id| id == self.given)
        })
    }

    fn by_name(&self) -> Vec<u32> {
        if self.folded.is_empty() {
            return Vec::new();
        }
        self.by_folded(|folded| folded == self.folded)
    }

    fn by_words(&self) -> Vec<u32> {
        let wanted: Vec<&str> = self.folded.split_whitespace().collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        self.by_folded(|folded| {
            wanted.iter().all(|word| folded.split_whitespace().any(|own| own == *word))
        })
    }

    fn by_spelling(&self) -> Vec<u32> {
        self.picture.identities.spelled(&self.picture.corpus, self.given).into_iter().collect()
    }

    /// Those with a name that fits when it is folded. Each wording is folded once.
    fn by_folded(&self, fits: impl Fn(&str) -> bool) -> Vec<u32> {
        let mut known: BTreeMap<&str, bool> = BTreeMap::new();
        let fits = |name: &str| fits(&Spelled::of(name).folded());
        self.fitting(|identity| {
            let mut actors = identity.actors.iter().map(|place| self.picture.corpus.actor(*place));
            fits(&identity.name)
                || actors.any(|actor| {
                    let mut names = actor.names.iter().chain([&actor.name]);
                    names.any(|name| *known.entry(name).or_insert_with(|| fits(name)))
                })
        })
    }

    fn by_beginning(&self) -> Vec<u32> {
        if self.given.len() < SHORTEST {
            return Vec::new();
        }
        self.fitting(|identity| self.ids(identity).any(|id| id.starts_with(self.given)))
    }

    /// The actors of an identity that were meant.
    fn actors(&self, identity: u32) -> Vec<Place> {
        let corpus = &self.picture.corpus;
        let all = &self.picture.identities.get(identity).actors;
        let is = |name: &str| Spelled::of(name).folded() == self.folded;
        let rank = |place: &&Place| {
            let actor = corpus.actor(**place);
            match () {
                () if actor.id.to_string().starts_with(self.given) => Some(0),
                () if is(&actor.name) => Some(1),
                () if actor.names.iter().any(|name| is(name)) => Some(2),
                () => None,
            }
        };
        let mut meant: Vec<(u32, Place)> =
            all.iter().filter_map(|place| Some((rank(&place)?, *place))).collect();
        meant.sort_unstable();
        match meant.is_empty() {
            true => all.clone(),
            false => meant.into_iter().map(|(_, place)| place).collect(),
        }
    }

    fn ambiguous(&self, several: &[u32]) -> Failure {
        let mut most: Vec<(usize, u32)> = several
            .iter()
            .map(|nth| (self.picture.identities.get(*nth).counts(&self.picture.corpus).1, *nth))
            .collect();
        most.sort_by_key(|(mentions, nth)| (std::cmp::Reverse(*mentions), *nth));
        let mut message = format!("{:?} can mean several here; give the id of one:", self.given);
        for (_, nth) in most.iter().take(LISTED) {
            let identity = self.picture.identities.get(*nth);
            let (documents, mentions) = identity.counts(&self.picture.corpus);
            let times = show::count(mentions, "mention");
            let documents = show::count(documents, "document");
            let (id, name) = (&identity.id, show::one_line(&identity.name));
            message += &format!("\n  {id}  {name} ({}), {times} in {documents}", identity.kind);
        }
        if several.len() > LISTED {
            message += &format!("\n  and {} more", several.len() - LISTED);
        }
        Failure::usage(message)
    }
}
