//! Whom a source names.

use crate::lexicon::is_subject_pronoun;
use crate::read::State;
use sayso_model::{ActorKind, Span};

impl State<'_> {
    /// The actor that a source names: the person at its head, or the name that it wholly is; for
    /// `he` and `she` the one person named in the same sentence or the one before it.
    ///
    /// A person who is only part of the description (`a spokesman for Ana Ruiz`, `Ruiz’s lawyer`)
    /// is not who speaks: such a source stays without an actor.
    pub(crate) fn speaker(&self, source: Span, before: Option<Span>) -> Option<usize> {
        if is_subject_pronoun(self.text.at(source)) {
            return self.antecedent(source, before);
        }
        let mut persons = self
            .mentions_in(source)
            .filter(|m| self.is_person(m.actor))
            .filter(|m| self.heads(source, m.found.span));
        match (persons.next(), persons.next()) {
            (Some(person), None) => return Some(person.actor),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        self.mentions_in(source)
            .find(|m| {
                let lead = source.start()..m.found.span.start();
                let lead = self.text.words().get(lead).unwrap_or_default().trim();
                let whole = lead.is_empty() || lead.eq_ignore_ascii_case("the");
                whole && m.found.span.end() == source.end()
            })
            .map(|m| m.actor)
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

    fn antecedent(&self, pronoun: Span, before: Option<Span>) -> Option<usize> {
        if !matches!(self.text.at(pronoun).to_lowercase().as_str(), "he" | "she") {
            return None;
        }
        let reach = before.map_or(pronoun.start(), Span::start).min(pronoun.start());
        let named = self.mentions_in(Span::new(reach, pronoun.start()));
        // Whoever the sentence before quotes may be meant without being named in it.
        let quoted = self.links.iter().rev().take_while(|l| l.sentence.end() > reach);
        let quoted = quoted.filter(|l| Some(l.sentence) == before).filter_map(|l| l.speaker);
        let mut persons: Vec<usize> =
            named.map(|m| m.actor).chain(quoted).filter(|a| self.is_person(*a)).collect();
        persons.sort_unstable();
        persons.dedup();
        match persons[..] {
            [person] => Some(person),
            _ => None,
        }
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
