//! Whom and what pronouns and descriptions stand for.
//!
//! A text is gone through paragraph by paragraph. Names lead to their actors already; what is said
//! to be somebody (`Ana Ruiz, the mayor`) and what a clause hangs on (`the mayor, who`) is read off
//! the grammar; and every other pronoun or definite phrase is weighed against what was spoken of
//! last, with weights learnt from marked texts. Where the best candidate does not stand out, the
//! phrase is left open.

mod choice;
mod features;
mod learn;
mod memory;
mod paragraph;
mod phrase;
#[cfg(test)]
mod tests;
mod traits;
mod weights;
mod words;

pub use learn::Learner;

use memory::{Last, Memory};
use paragraph::Paragraph;
use phrase::{Phrase, Sort, phrases};
use sayso_model::{ActorKind, Span};
use sayso_parser::Parse;
use std::collections::BTreeSet;
use traits::Gender;
use weights::Weights;
use words::Person;

/// How words were found to stand for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// A pronoun, weighed against what was spoken of before.
    Pronoun,
    /// A description, weighed likewise.
    Description,
    /// The grammar says that it is the same: `the mayor, Ana Ruiz`, `the mayor who`.
    Grammar,
    /// `I` and `we` in somebody's words.
    Speaker,
}

/// A name found in the text, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub span: Span,
    /// What it names.
    pub kind: ActorKind,
    /// The actor, by the caller's number.
    pub actor: usize,
}

/// Words that are somebody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words for who says it.
    pub source: Option<Span>,
    /// What is said.
    pub content: Vec<Span>,
}

/// A paragraph with all that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Page<'p> {
    /// Its grammar; spans are of the whole text.
    pub parse: &'p Parse,
    /// The names in it, in order.
    pub named: &'p [Named],
    /// What is said in it by whom.
    pub said: &'p [Said],
    /// Whose words it is in: pronouns do not reach from one voice into another.
    pub voice: usize,
    /// Where given, only phrases with these heads are looked at, to measure with.
    pub heads: Option<&'p BTreeSet<Span>>,
}

/// Whom or what words stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    /// An actor, by the caller's number.
    Actor(usize),
    /// Something that nothing names, by its number in the text.
    Thing(usize),
}

/// Words that were found to stand for somebody or something.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The words, all of a phrase.
    pub span: Span,
    /// The word that the others hang on; of `Ana Ruiz and the mayor` all words.
    pub head: Span,
    /// What they stand for.
    pub refers_to: Entity,
    /// The words that name it.
    pub because: Vec<Span>,
    /// How it was found; `None` where the phrase is the first for its thing, or a name.
    pub how: Option<How>,
}

/// A text as it is gone through.
#[derive(Debug, Default)]
pub struct Discourse {
    memory: Memory,
    paragraphs: usize,
    sentences: usize,
    open: Option<Open>,
}

/// The last `he` or `she` that was left open.
#[derive(Debug, Clone, Copy)]
struct Open {
    gender: Gender,
    sentence: usize,
    head: usize,
}

/// How a phrase was joined to what was spoken of before.
#[derive(Debug, Clone, PartialEq)]
struct Decision {
    thing: usize,
    how: Option<How>,
    /// As far as was known at that place in the text: the actor, and the words that say who or
    /// what it is.
    actor: Option<usize>,
    because: Option<Span>,
}

impl Discourse {
    /// At the beginning of a text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes through the next paragraph of a text: every phrase in it, with what it stands for.
    pub fn paragraph(&mut self, text: &str, page: Page<'_>) -> Vec<Resolved> {
        self.go(text, page, Weights::learnt(), None)
    }

    fn go(
        &mut self,
        text: &str,
        page: Page<'_>,
        weights: &Weights,
        mut teacher: Option<&mut dyn learn::Teacher>,
    ) -> Vec<Resolved> {
        let Page { parse, said, voice, .. } = page;
        let mut phrases = phrases(text, parse, page.named);
        if let Some(heads) = page.heads {
            phrases.retain(|p| heads.contains(&p.key));
        }
        let sentences = parse.sentences().count();
        let paragraph = Paragraph::new(text, parse, said, voice, phrases);
        let mut decided: Vec<Option<Decision>> = vec![None; paragraph.phrases.len()];
        for at in 0..paragraph.phrases.len() {
            let phrase = &paragraph.phrases[at];
            if is_first_person(phrase) {
                continue;
            }
            let (thing, how) = self.decide(&paragraph, at, &decided, weights, &mut teacher);
            let known = self.memory.get(thing);
            let (actor, because) = (known.and_then(|t| t.actor), known.map(|t| t.because));
            let decision = Decision { thing, how, actor, because };
            self.take(&paragraph, phrase, &decision);
            if let Some(teacher) = teacher.as_mut() {
                teacher.joined(decision.thing, phrase.key);
            }
            decided[at] = Some(decision);
        }
        self.speakers(&paragraph, &mut decided);
        self.paragraphs += 1;
        self.sentences += sentences;
        let resolved = paragraph.phrases.iter().zip(decided);
        resolved.filter_map(|(phrase, d)| Some(self.resolved(phrase, d?))).collect()
    }

    fn resolved(&self, phrase: &Phrase, d: Decision) -> Resolved {
        // A name may have come later in the paragraph.
        let named = || self.memory.get(d.thing).and_then(|t| t.actor);
        let actor = match phrase.sort {
            Sort::Name(actor) => Some(actor),
            _ => d.actor.or_else(named),
        };
        Resolved {
            span: phrase.span,
            head: phrase.key,
            refers_to: actor.map_or(Entity::Thing(d.thing), Entity::Actor),
            because: d.because.into_iter().collect(),
            how: d.how,
        }
    }

    fn decide(
        &mut self,
        paragraph: &Paragraph<'_>,
        at: usize,
        decided: &[Option<Decision>],
        weights: &Weights,
        teacher: &mut Option<&mut dyn learn::Teacher>,
    ) -> (usize, Option<How>) {
        let phrase = &paragraph.phrases[at];
        if let Sort::Name(actor) = phrase.sort {
            if let Some(thing) = self.memory.of_actor(actor) {
                return (thing, None);
            }
            if let Some(thing) = paragraph.beside(at, decided)
                && self.memory.get(thing).is_some_and(|t| t.actor.is_none())
            {
                return (thing, Some(How::Grammar));
            }
            return (self.begin(paragraph, phrase), None);
        }
        if let Some(thing) = paragraph.beside(at, decided) {
            return (thing, Some(How::Grammar));
        }
        let chosen = self.choice(paragraph, phrase).and_then(|choice| match teacher {
            Some(teacher) => teacher.choose(phrase.key, &choice),
            None => self.likely(phrase, &choice, weights),
        });
        match chosen {
            Some(thing) => {
                let pronoun = matches!(phrase.sort, Sort::Pronoun(_));
                (thing, Some(if pronoun { How::Pronoun } else { How::Description }))
            }
            // A pronoun left open is nobody: the next one is weighed afresh.
            None if matches!(phrase.sort, Sort::Pronoun(_) | Sort::Relative) => {
                self.leave_open(phrase);
                (self.memory.nobody(), None)
            }
            None => (self.begin(paragraph, phrase), None),
        }
    }

    fn leave_open(&mut self, phrase: &Phrase) {
        if let Some(gender) = phrase.traits.gender {
            let sentence = self.sentences + phrase.sentence;
            self.open = Some(Open { gender, sentence, head: phrase.head });
        }
    }

    fn begin(&mut self, paragraph: &Paragraph<'_>, phrase: &Phrase) -> usize {
        self.memory.begin(phrase, self.last(paragraph, phrase), paragraph.text)
    }

    fn last(&self, paragraph: &Paragraph<'_>, phrase: &Phrase) -> Last {
        Last {
            paragraph: self.paragraphs,
            sentence: self.sentences + phrase.sentence,
            head: phrase.head,
            core: phrase.core,
            verb: phrase.verb,
            role: phrase.role,
            sort: phrase.sort,
            quote: phrase.quote,
            voice: paragraph.voice,
            speaks: phrase.speaks,
        }
    }

    /// Keeps that a phrase stood for a thing.
    fn take(&mut self, paragraph: &Paragraph<'_>, phrase: &Phrase, decision: &Decision) {
        let fresh = self
            .memory
            .get(decision.thing)
            .is_some_and(|t| t.last.paragraph == self.paragraphs && t.last.head == phrase.head);
        if !fresh {
            let last = self.last(paragraph, phrase);
            // What stands beside a noun does in the clause what the noun does.
            let beside = decision.how == Some(How::Grammar);
            let before = self.memory.get(decision.thing).map(|t| &t.last);
            let last = match before.filter(|b| beside && b.sentence == last.sentence) {
                Some(before) => Last { sort: last.sort, ..before.clone() },
                None => last,
            };
            self.memory.again(decision.thing, phrase, last, paragraph.text);
        }
        if let Sort::Name(_) = phrase.sort {
            for title in paragraph.titles(phrase) {
                self.memory.called(decision.thing, &title);
            }
        }
    }

    /// `I` and `we` in what somebody says stand for who says it.
    fn speakers(&mut self, paragraph: &Paragraph<'_>, decided: &mut [Option<Decision>]) {
        for (at, phrase) in paragraph.phrases.iter().enumerate() {
            if !is_first_person(phrase) {
                continue;
            }
            let source = paragraph.sources(paragraph.parse.span(phrase.head)).next().flatten();
            let who = source.and_then(|s| paragraph.head_of(s)).and_then(|p| decided[p].clone());
            decided[at] = who.map(|who| Decision { how: Some(How::Speaker), ..who });
        }
    }
}

/// Whether a noun, in the singular and in small letters, is a word for a person.
pub(crate) fn is_person(noun: &str) -> bool {
    words::noun(noun).is_some_and(|n| n.being == Some(traits::Being::Person))
}

fn is_first_person(phrase: &Phrase) -> bool {
    matches!(phrase.sort, Sort::Pronoun(p) if p.person == Person::First)
}
