//! Whom the words for a source, a subject or an object name.

use crate::attribution::Found;
use crate::coreference::{Entity, Named, Page, Resolved, Said};
use crate::read::State;
use sayso_model::{ActorKind, Span};
use sayso_parser::Parse;

impl State<'_> {
    /// Finds whom the pronouns and descriptions of a paragraph stand for, once its names and
    /// attributions are known.
    pub(crate) fn resolve(&mut self, paragraph: Span, parse: &Parse, found: &[Found]) {
        let named: Vec<Named> = self
            .mentions_in(paragraph)
            .map(|m| Named { span: m.found.span, kind: m.found.kind, actor: m.actor })
            .collect();
        let said: Vec<Said> =
            found.iter().map(|f| Said { source: f.source, content: f.content.clone() }).collect();
        let page =
            Page { parse, named: &named, said: &said, voice: self.voice(paragraph), heads: None };
        self.resolved = self.discourse.paragraph(self.text.words(), page);
        self.resolved.sort_by_key(|r| r.head);
    }

    /// A number for whose words a place is in: a block’s, a post’s, or the document’s.
    fn voice(&self, place: Span) -> usize {
        match (self.blocks.holding(place), self.voices.section(place)) {
            (Some(block), _) => 2 * block + 1,
            (None, Some(section)) => 2 * section + 2,
            (None, None) => 0,
        }
    }

    /// The actor that words of the paragraph being read stand for, and the words elsewhere that
    /// say so, where these do not: the person at their head, the name that they wholly are, or
    /// what the pronoun or description at their head stands for.
    ///
    /// A person who is only part of the description (`a spokesman for Ana Ruiz`, `Ruiz’s lawyer`)
    /// is not who is meant: such words stay without an actor.
    pub(crate) fn meant(&self, words: Span) -> Option<(usize, Option<Span>)> {
        let mut persons = self
            .mentions_in(words)
            .filter(|m| self.is_person(m.actor))
            .filter(|m| self.heads(words, m.found.span));
        match (persons.next(), persons.next()) {
            (Some(person), None) => return Some((person.actor, None)),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        let whole = self.mentions_in(words).find(|m| self.is_whole(words, m.found.span));
        if let Some(named) = whole {
            return Some((named.actor, None));
        }
        let phrase = self.phrase_of(words)?;
        let elsewhere = phrase.how.and_then(|_| phrase.because.first().copied());
        match phrase.refers_to {
            Entity::Actor(actor) => Some((actor, elsewhere)),
            Entity::Thing(_) => None,
        }
    }

    /// The phrase at the head of some words: the longest of those whose head stands in them.
    fn phrase_of(&self, words: Span) -> Option<&Resolved> {
        let first = self.resolved.partition_point(|r| r.head.start() < words.start());
        let inside = self.resolved[first..]
            .iter()
            .take_while(|r| r.head.start() < words.end())
            .filter(|r| words.contains(r.head));
        inside.max_by_key(|r| (r.span.len(), std::cmp::Reverse(r.span.start())))
    }

    /// Whether nothing but an article stands beside a name.
    fn is_whole(&self, words: Span, name: Span) -> bool {
        let lead = self.text.words().get(words.start()..name.start()).unwrap_or_default().trim();
        (lead.is_empty() || lead.eq_ignore_ascii_case("the")) && name.end() == words.end()
    }

    /// Whether a name is the head of a source: nothing but titles and descriptions without a
    /// preposition stand before it, and no possessive ending after it.
    fn heads(&self, source: Span, name: Span) -> bool {
        let words = self.text.words();
        let lead = words.get(source.start()..name.start()).unwrap_or_default().to_lowercase();
        let tail = words.get(name.end()..source.end()).unwrap_or_default();
        let leads = |word: &str| {
            matches!(
                word,
                "of" | "for"
                    | "to"
                    | "by"
                    | "with"
                    | "from"
                    | "in"
                    | "at"
                    | "on"
                    | "about"
                    | "against"
                    | "near"
                    | "and"
                    | "or"
                    | "within"
                    | "inside"
                    | "among"
                    | "between"
                    | "under"
                    | "over"
                    | "through"
                    | "behind"
                    | "close"
            )
        };
        let own =
            !lead.contains([',', '’', '\'', '(', ';', ':']) && !lead.split_whitespace().any(leads);
        let joined = tail.trim_start();
        own && !tail.starts_with(['’', '\'', '-']) && !joined.starts_with("and ")
    }

    fn is_person(&self, actor: usize) -> bool {
        self.actors.kind(actor) == Some(ActorKind::Person)
    }

    /// The mentions inside a span; mentions are in order of the text.
    fn mentions_in(&self, span: Span) -> impl Iterator<Item = &crate::actors::Placed> {
        let first = self.mentions.partition_point(|m| m.found.span.start() < span.start());
        self.mentions[first..].iter().take_while(move |m| m.found.span.end() <= span.end())
    }
}
