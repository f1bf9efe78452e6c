//! What a text has spoken of so far: the last of it, and every actor.

use super::phrase::{Phrase, Role, Sort};
use super::traits::Traits;
use sayso_model::{ActorKind, Span};
use std::collections::BTreeMap;

/// So many things are kept, those spoken of last first; actors are kept beside them.
const KEPT: usize = 96;
/// So many words are kept of how one thing was called.
const WORDS: usize = 10;

/// Where a thing was last spoken of.
#[derive(Debug, Clone)]
pub(crate) struct Last {
    pub(crate) paragraph: usize,
    pub(crate) sentence: usize,
    pub(crate) head: usize,
    pub(crate) core: (usize, usize),
    pub(crate) verb: Option<usize>,
    pub(crate) role: Role,
    pub(crate) sort: Sort,
    pub(crate) quote: Option<usize>,
    pub(crate) voice: usize,
    /// Whether it said something there.
    pub(crate) speaks: bool,
}

/// Somebody or something spoken of.
#[derive(Debug, Clone)]
pub(crate) struct Thing {
    pub(crate) number: usize,
    pub(crate) actor: Option<usize>,
    pub(crate) kind: Option<ActorKind>,
    pub(crate) traits: Traits,
    /// The nouns it was called by.
    pub(crate) nouns: Vec<String>,
    /// What described those nouns.
    pub(crate) modifiers: Vec<String>,
    /// The words of its names, in small letters.
    pub(crate) names: Vec<String>,
    pub(crate) count: usize,
    /// Whether it ever was the subject of a clause.
    pub(crate) was_subject: bool,
    /// The sentence in which it came up.
    pub(crate) first: usize,
    pub(crate) last: Last,
    /// The words that say best who or what it is: its last name, or how it came up.
    pub(crate) because: Span,
}

/// What was spoken of.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Those spoken of last first.
    recent: Vec<Thing>,
    /// Actors that were not spoken of for long.
    actors: BTreeMap<usize, Thing>,
    count: usize,
}

impl Memory {
    /// Those spoken of last first.
    pub(crate) fn recent(&self) -> &[Thing] {
        &self.recent
    }

    pub(crate) fn get(&self, number: usize) -> Option<&Thing> {
        self.recent.iter().find(|t| t.number == number)
    }

    pub(crate) fn of_actor(&mut self, actor: usize) -> Option<usize> {
        if let Some(thing) = self.recent.iter().find(|t| t.actor == Some(actor)) {
            return Some(thing.number);
        }
        let thing = self.actors.remove(&actor)?;
        let number = thing.number;
        self.put(thing);
        Some(number)
    }

    fn put(&mut self, thing: Thing) {
        self.recent.insert(0, thing);
        if self.recent.len() > KEPT
            && let Some(old) = self.recent.pop()
            && let Some(actor) = old.actor
        {
            self.actors.insert(actor, old);
        }
    }

    /// A number for what is not known and not kept.
    pub(crate) fn nobody(&mut self) -> usize {
        self.count += 1;
        self.count - 1
    }

    /// Something that was not spoken of before.
    pub(crate) fn begin(&mut self, phrase: &Phrase, last: Last, text: &str) -> usize {
        let number = self.count;
        self.count += 1;
        let actor = match phrase.sort {
            Sort::Name(actor) => Some(actor),
            _ => None,
        };
        let mut thing = Thing {
            number,
            actor,
            kind: phrase.kind,
            traits: phrase.traits,
            nouns: Vec::new(),
            modifiers: Vec::new(),
            names: Vec::new(),
            count: 0,
            was_subject: false,
            first: last.sentence,
            last: last.clone(),
            because: phrase.name.unwrap_or(phrase.words),
        };
        thing.learn(phrase, last, text);
        self.put(thing);
        number
    }

    /// What was spoken of before, again.
    pub(crate) fn again(&mut self, number: usize, phrase: &Phrase, last: Last, text: &str) {
        let Some(at) = self.recent.iter().position(|t| t.number == number) else { return };
        let mut thing = self.recent.remove(at);
        thing.traits = thing.traits.with(phrase.traits);
        thing.learn(phrase, last, text);
        self.recent.insert(0, thing);
    }

    /// Adds how a thing is called beside it: `the mayor, Ana Ruiz`.
    pub(crate) fn called(&mut self, number: usize, phrase: &Phrase) {
        if let Some(thing) = self.recent.iter_mut().find(|t| t.number == number) {
            thing.traits = thing.traits.with(phrase.traits);
            thing.describe(&phrase.lemma, &phrase.modifiers);
        }
    }
}

impl Thing {
    /// Whether it was only spoken of in what stands beside a clause: `to Ruiz he wrote`.
    pub(crate) fn only_beside(&self) -> bool {
        !self.was_subject && matches!(self.last.role, Role::Oblique | Role::Apposition)
    }

    fn learn(&mut self, phrase: &Phrase, last: Last, text: &str) {
        match phrase.sort {
            Sort::Name(actor) => {
                self.actor = Some(actor);
                self.kind = phrase.kind.or(self.kind);
                let name = phrase.name.unwrap_or(phrase.words);
                self.because = name;
                self.name(name.of(text).unwrap_or_default());
            }
            Sort::Proper => self.name(phrase.span.of(text).unwrap_or_default()),
            Sort::Pronoun(_) | Sort::Relative | Sort::Pair => {}
            _ => self.describe(&phrase.lemma, &phrase.modifiers),
        }
        self.count += 1;
        self.was_subject |= last.role.is_subject();
        self.last = last;
    }

    fn describe(&mut self, lemma: &str, modifiers: &[String]) {
        keep(&mut self.nouns, lemma);
        modifiers.iter().for_each(|m| keep(&mut self.modifiers, m));
    }

    fn name(&mut self, words: &str) {
        words.split_whitespace().for_each(|w| keep(&mut self.names, &w.to_lowercase()));
    }
}

fn keep(words: &mut Vec<String>, word: &str) {
    if words.len() < WORDS && !word.is_empty() && !words.iter().any(|w| w == word) {
        words.push(word.to_owned());
    }
}
