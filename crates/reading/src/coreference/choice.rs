//! What a phrase can stand for, and which of it weighs most.

use super::Discourse;
use super::features::{Beside, Class, Features};
use super::memory::Thing;
use super::paragraph::Paragraph;
use super::phrase::Phrase;
use super::traits::{Being, Number};
use super::weights::Weights;
use super::words;

/// What a phrase can be joined to, each with what speaks for it; the last is nothing.
pub(super) struct Choice {
    pub(super) class: Class,
    pub(super) candidates: Vec<(usize, Features)>,
    pub(super) alone: Features,
}

/// How likely the best candidate has to be for a phrase to stand for it: with a name more than
/// without, and for who says something most, where it was not what a clause was about before.
pub(super) fn least(class: Class, phrase: &Phrase, thing: &Thing) -> f64 {
    let named = thing.actor.is_some();
    match class {
        Class::They | Class::It if !named => 0.4,
        Class::He if named && phrase.speaks && thing.only_beside() => BESIDE,
        Class::He if named && phrase.speaks => SPEAKER,
        _ => 0.5,
    }
}

/// What is asked of a speaker, and of one who was only spoken of beside somebody else.
const SPEAKER: f64 = 0.6;
const BESIDE: f64 = 0.95;

/// How many sentences back a pronoun reaches.
const PRONOUN_REACH: usize = 4;
/// How many sentences back a description reaches.
const PHRASE_REACH: usize = 60;

/// e to the power of minus a hundredth.
const HUNDREDTH: f64 = 0.990_049_833_749_168_1;

/// How many times less likely than what weighs most something is that weighs less: e to the power
/// of the difference. Weights are whole hundredths, so that products alone tell it, which are the
/// same on every machine; functions of mathematics libraries are not.
fn odds(most: f32, weight: f32) -> f64 {
    let mut left = ((most - weight) * 100.0).round() as u32;
    let (mut power, mut odds) = (HUNDREDTH, 1.0);
    while left > 0 {
        if left & 1 == 1 {
            odds *= power;
        }
        power *= power;
        left >>= 1;
    }
    odds
}

impl Choice {
    /// The candidate that weighs most, and how likely it is among all, nothing included.
    pub(super) fn best(&self, weights: &Weights) -> Option<(usize, f64)> {
        let alone = weights.of(self.class, &self.alone);
        let scores: Vec<f32> =
            self.candidates.iter().map(|(_, f)| weights.of(self.class, f)).collect();
        let most = scores.iter().copied().fold(alone, f32::max);
        let sum = odds(most, alone) + scores.iter().map(|s| odds(most, *s)).sum::<f64>();
        let best = (0..scores.len()).reduce(|a, b| if scores[b] > scores[a] { b } else { a })?;
        Some((self.candidates[best].0, odds(most, scores[best]) / sum))
    }
}

impl Discourse {
    /// The likeliest of what a phrase can stand for, where it is likely enough.
    pub(super) fn likely(
        &self,
        phrase: &Phrase,
        choice: &Choice,
        weights: &Weights,
    ) -> Option<usize> {
        let (number, likely) = choice.best(weights)?;
        let thing = self.memory.get(number)?;
        let enough = likely >= least(choice.class, phrase, thing);
        let speaker = choice.class == Class::He && phrase.speaks;
        (enough && !(speaker && self.has_rival(choice, thing))).then_some(number)
    }

    /// Whether somebody else was what a clause was about since a person was last spoken of, in a
    /// later sentence: then it is not the one the whole text is about who is meant.
    fn has_rival(&self, choice: &Choice, thing: &Thing) -> bool {
        let others = choice.candidates.iter().filter_map(|(number, _)| self.memory.get(*number));
        let mut since = others.take_while(|other| other.number != thing.number);
        since.any(|other| {
            other.traits.being == Some(Being::Person)
                && other.last.role.is_subject()
                && other.last.sentence > thing.last.sentence
        })
    }

    /// Whether a pronoun was left open in the same sentence, and nobody of its candidates was
    /// spoken of since.
    fn stays_open(&self, phrase: &Phrase, sentence: usize, thing: &Thing) -> bool {
        self.open.is_some_and(|open| {
            open.sentence == sentence
                && Some(open.gender) == phrase.traits.gender
                && !(thing.last.sentence == sentence
                    && thing.last.paragraph == self.paragraphs
                    && thing.last.head > open.head)
        })
    }

    /// What a phrase can stand for.
    pub(super) fn choice(&self, paragraph: &Paragraph<'_>, phrase: &Phrase) -> Option<Choice> {
        let class = Class::of(phrase)?;
        if class == Class::It && paragraph.announces(phrase) {
            return None;
        }
        let sentence = self.sentences + phrase.sentence;
        let reach = if class.is_pronoun() { PRONOUN_REACH } else { PHRASE_REACH };
        let things: Vec<&Thing> = self
            .memory
            .recent()
            .iter()
            .filter(|t| sentence.saturating_sub(t.last.sentence) <= reach)
            .filter(|t| t.last.voice == paragraph.voice)
            .filter(|t| self.can_be(paragraph, class, phrase, t))
            .filter(|t| class != Class::He || !self.stays_open(phrase, sentence, t))
            .collect();
        let named = things.iter().filter(|t| t.actor.is_some()).count();
        let most = things.iter().map(|t| t.count).max().unwrap_or_default();
        let kinds = words::noun(&phrase.lemma).map(|n| n.kinds.as_slice()).unwrap_or_default();
        let of_kind = |t: &&Thing| t.kind.is_some_and(|k| kinds.contains(&k));
        let nearest_name = things.iter().position(|t| t.actor.is_some());
        let of_being = |t: &&Thing| t.traits.being == Some(class.being());
        let nearest_being = things.iter().position(of_being);
        let several_of_being = things.iter().filter(|t| of_being(t)).nth(1).is_some();
        let nearest_of_kind = things.iter().position(of_kind);
        let several_of_kind = things.iter().filter(|t| of_kind(t)).nth(1).is_some();
        let candidates = things.iter().enumerate().map(|(rank, thing)| {
            let same_paragraph = thing.last.paragraph == self.paragraphs;
            let beside = Beside {
                sentences: sentence.saturating_sub(thing.last.sentence),
                same_paragraph,
                rank,
                only_named: named == 1 && thing.actor.is_some(),
                nearest_name: nearest_name == Some(rank),
                nearest_being: nearest_being == Some(rank),
                only_being: nearest_being == Some(rank) && !several_of_being,
                nearest_of_kind: nearest_of_kind == Some(rank),
                only_of_kind: nearest_of_kind == Some(rank) && !several_of_kind,
                topic: thing.count == most,
                says: same_paragraph && paragraph.says(thing, phrase),
            };
            (thing.number, Features::with(phrase, thing, beside))
        });
        let shared = things
            .iter()
            .any(|t| t.nouns.contains(&phrase.lemma) || t.names.contains(&phrase.lemma));
        let alone = Features::alone(phrase, shared, sentence <= 1, paragraph.is_empty(phrase));
        Some(Choice { class, candidates: candidates.collect(), alone })
    }

    /// Whether grammar lets a phrase stand for a thing.
    fn can_be(
        &self,
        paragraph: &Paragraph<'_>,
        class: Class,
        phrase: &Phrase,
        thing: &Thing,
    ) -> bool {
        if phrase.traits.genders_clash(thing.traits) {
            return false;
        }
        let being = thing.traits.being;
        let fits = match class {
            Class::He => {
                !phrase.traits.numbers_clash(thing.traits)
                    && matches!(being, None | Some(Being::Person | Being::Body))
                    && (being != Some(Being::Body) || thing.traits.gender.is_some())
            }
            Class::It => !phrase.traits.numbers_clash(thing.traits) && being != Some(Being::Person),
            Class::They => {
                thing.traits.number == Some(Number::Many)
                    || matches!(being, None | Some(Being::Body | Being::Person))
            }
            Class::Bare => {
                thing.nouns.contains(&phrase.lemma) || thing.names.contains(&phrase.lemma)
            }
            _ => !phrase.traits.numbers_clash(thing.traits) || being == Some(Being::Body),
        };
        fits && (thing.last.paragraph != self.paragraphs || paragraph.lets(phrase, thing))
    }
}
