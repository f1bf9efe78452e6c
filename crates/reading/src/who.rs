//! Whom the words for a source, a subject or an object name.

use crate::actors::on_one_line;
use crate::attribution::Found;
use crate::coreference::{Entity, Named, Page, Resolved, Said, is_person};
use crate::read::{Link, State};
use sayso_model::{ActorKind, QuoteKind, Span};
use sayso_parser::Parse;

/// Words with which somebody speaks of themselves, as the source of what they say.
const FIRST_PERSON: [&str; 3] = ["I", "We", "we"];

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
    pub(crate) fn voice(&self, place: Span) -> usize {
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
        let whole = whole.map(|named| named.actor);
        if let Some(actor) = whole.or_else(|| self.described(words)) {
            return Some((actor, None));
        }
        let phrase = self.phrase_of(words)?;
        match (phrase.refers_to, phrase.how) {
            (Entity::Actor(actor), None) if self.owns(words, actor) => None,
            (Entity::Actor(actor), None) => Some((actor, None)),
            (Entity::Actor(actor), Some(_)) => Some((actor, phrase.because.first().copied())),
            (Entity::Thing(_), _) => None,
        }
    }

    /// Whom "I" or "we" is, as the source of what was found: the speaker of the block, or the
    /// author of the post, reply, message or mail in which it stands. `None` in an article, and in
    /// what somebody is quoted to say.
    pub(crate) fn first_person(&self, found: &Found, block: Option<usize>) -> Option<String> {
        let source = found.source.filter(|s| FIRST_PERSON.contains(&self.text.at(*s)))?;
        if self.quotation(found).is_some() {
            return None;
        }
        match block {
            Some(block) => self.blocks.blocks[block].speaker.clone(),
            None => self.voices.first_person(source).map(str::to_owned),
        }
    }

    /// The quotation whose holder says "I" or "we" as the source of what was found.
    pub(crate) fn quoted_by(&self, found: &Found) -> Option<&Link> {
        found.source.filter(|s| FIRST_PERSON.contains(&self.text.at(*s)))?;
        self.quotation(found).and_then(|q| self.links.get(q))
    }

    /// Who holds what an attribution says, by the fullest name that is known.
    pub(crate) fn holder(&self, link: &Link) -> Option<String> {
        match (&link.author, link.speaker, link.found.source) {
            (Some(author), ..) => Some(author.clone()),
            (None, Some(actor), _) => Some(self.actors.name(actor).to_owned()),
            (None, None, Some(source)) => Some(on_one_line(self.text.at(source))),
            (None, None, None) => None,
        }
    }

    /// The innermost attribution around what was found whose words are not all the writer's own.
    fn quotation(&self, found: &Found) -> Option<usize> {
        let mut around = std::iter::successors(found.parent, |&p| self.links[p].found.parent);
        around.find(|&p| self.links[p].found.kind != QuoteKind::Indirect)
    }

    /// Whether an actor named in some words owns what they are about: `the Centre’s database`.
    fn owns(&self, words: Span, actor: usize) -> bool {
        self.mentions_in(words).filter(|m| m.actor == actor).any(|m| {
            let after = self.text.words().get(m.found.span.end()..words.end()).unwrap_or_default();
            after.starts_with(['’', '\''])
        })
    }

    /// The person whose description the words are, with the name at their end: `the manager of
    /// the mill, Ana Ruiz`; not where the description speaks of another person (`a spokesman for
    /// the mayor, Ana Ruiz`), who could be the one named.
    fn described(&self, words: Span) -> Option<usize> {
        let last = self.mentions_in(words).last()?;
        let lead = self.text.words().get(words.start()..last.found.span.start())?;
        let (description, titles) = lead.rsplit_once(", ")?;
        let mut parts = description.split(|c: char| !c.is_alphanumeric());
        let article = parts.next().is_some_and(is_article);
        let other = parts.skip_while(|w| !joins(w)).any(|w| is_person(&w.to_lowercase()));
        let titled = titles.split_whitespace().all(|w| w.starts_with(char::is_uppercase));
        let ends = last.found.span.end() == words.end() && self.is_person(last.actor);
        (article && !other && titled && ends).then_some(last.actor)
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
        let own =
            !lead.contains([',', '’', '\'', '(', ';', ':']) && !lead.split_whitespace().any(joins);
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

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

/// Words before a name that make it part of what stands before them.
fn joins(word: &str) -> bool {
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
}
