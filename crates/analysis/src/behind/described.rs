//! Whom the words for a speaker mean, where they are no name.

use super::beside::can_tell;
use super::{Asked, Word};
use crate::corpus::Actor;
use crate::known::Known;
use crate::sites::describes;
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Span};

/// Nouns for those who speak for a body or a person whom they are named with, and for what these say.
const SPEAKS_FOR: [&str; 26] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "official",
    "officials",
    "representative",
    "representatives",
    "envoy",
    "minister",
    "director",
    "head",
    "chief",
    "chairman",
    "leader",
    "commander",
    "statement",
    "report",
    "source",
    "sources",
    "correspondent",
    "reporter",
    "photographer",
    "office",
    "media",
    "account",
];

/// Nouns for bodies that tell, by which a description means the body that has one in its name.
pub(crate) const BODIES: [&str; 14] = [
    "observatory",
    "agency",
    "ministry",
    "network",
    "centre",
    "center",
    "committee",
    "council",
    "coalition",
    "commission",
    "army",
    "helmets",
    "police",
    "directorate",
];
/// What bodies that watch a war are called.
const MONITORS: [&str; 4] = ["monitor", "monitors", "monitoring", "watchdog"];
/// Words in the names of such bodies.
const WATCHES: [&str; 4] = ["observatory", "monitor", "rights", "documentation"];
/// Words for media.
const MEDIA: [&str; 9] =
    ["media", "television", "tv", "agency", "radio", "news", "broadcaster", "daily", "channel"];
/// Words before these that make them a state's own.
const STATES_OWN: [&str; 4] = ["state", "official", "stateowned", "staterun"];

/// They are among so many words from there.
const OWN_NEAR: usize = 4;

/// Whether a word is a common noun for those who tell.
pub(super) fn is_teller(word: &str) -> bool {
    MEDIA.contains(&word) || MONITORS.contains(&word) || BODIES.contains(&word)
}

impl Asked<'_> {
    /// Who is described by some words: the actor that is mentioned last in them, where they describe
    /// one who speaks for it, or else what they say. *A survivor of the Guard's attack* does not speak
    /// for the Guard.
    pub(super) fn described(&self, source: Span) -> Word {
        let speaks = |kind: ActorKind| {
            !matches!(
                kind,
                ActorKind::Place | ActorKind::Population | ActorKind::Event | ActorKind::Work
            )
        };
        let inside = self.page.mentioned_in(source).filter(|(span, nth)| {
            source.contains(*span) && speaks(self.kind(*nth)) && !describes(self.page, *span)
        });
        let last = inside.max_by_key(|(span, _)| (span.end(), span.len()));
        let words = Spelled::of(self.page.at(source)).folded();
        if let Some(media) = self.state_media(&words) {
            return media;
        }
        match last.filter(|(span, nth)| self.speaks_for(source, *span) && !self.is_common(*nth)) {
            Some((_, nth)) => self.actor(nth),
            None => self.meant(&words).unwrap_or(Word::Described(words)),
        }
    }

    /// Whether one who is never called by more than a common noun for those who tell was read as a
    /// name: *TV*, *state media*.
    pub(super) fn is_common(&self, nth: u32) -> bool {
        let name = Spelled::of(&self.identities.get(self.acting(nth)).name).folded();
        name.split(' ').all(|word| STATES_OWN.contains(&word) || is_teller(word))
    }

    /// Whether some words for a speaker are a name, or the words for one who speaks for the named.
    fn speaks_for(&self, source: Span, name: Span) -> bool {
        let around = [(source.start(), name.start()), (name.end(), source.end())];
        let small = around.map(|(from, to)| self.page.at(Span::new(from, to)).to_lowercase());
        let words: Vec<&str> = small.iter().flat_map(|part| part.split_whitespace()).collect();
        let plain = |word: &&str| ["the", "a", "an", "'s", "’s"].contains(word);
        words.iter().all(plain) || words.iter().any(|word| SPEAKS_FOR.contains(word))
    }

    /// The one body that the page names which a description means: *the observatory*, *a monitor*,
    /// *state television*.
    fn meant(&self, words: &str) -> Option<Word> {
        let words: Vec<&str> = words.split(' ').collect();
        let last = words.iter().rev().find(|word| BODIES.contains(word));
        let has = |name: &str, wanted: &dyn Fn(&str) -> bool| {
            Spelled::of(name).folded().split(' ').any(wanted)
        };
        let monitors = words.iter().any(|word| MONITORS.contains(word));
        let state = words.contains(&"state") && words.iter().any(|word| MEDIA.contains(word));
        let fits = |actor: &Actor| {
            can_tell(actor.kind)
                && (last.is_some_and(|last| has(&actor.name, &|word| word == *last))
                    || monitors && has(&actor.name, &|word| WATCHES.contains(&word))
                    || state
                        && actor.kind == ActorKind::Media
                        && has(&actor.name, &|w| MEDIA.contains(&w)))
        };
        let mut meant: Vec<Word> = (0..)
            .zip(&self.page.actors)
            .filter(|(nth, actor)| fits(actor) && !self.is_common(*nth))
            .map(|(nth, _)| self.actor(nth))
            .collect();
        meant.sort();
        meant.dedup();
        match &meant[..] {
            [one] => Some(one.clone()),
            _ => None,
        }
    }

    /// The one voice of a state's media, of which a description names the state: *Syrian state
    /// television*. Where none of them has a name here, the state's own.
    fn state_media(&self, words: &str) -> Option<Word> {
        let words: Vec<&str> = words.split(' ').collect();
        let own = words.iter().position(|word| STATES_OWN.contains(word));
        let is_of_state = own
            .is_some_and(|own| words[own..].iter().take(OWN_NEAR).any(|word| MEDIA.contains(word)));
        let mut states = words.iter().filter(|_| is_of_state).flat_map(|word| {
            Known::shipped().named(word).filter(|entry| entry.kind == ActorKind::State)
        });
        let state = &states.next()?.key;
        let media = self.identities.media_of(state).or_else(|| self.identities.known(state))?;
        Some(Word::Actor(media))
    }
}
