//! What documents say of what an actor is.

use super::Attribute;
use super::claimed::{self, Told};
use super::words::{Sort, is, plain};
use crate::agreement::Suggestion;
use crate::corpus::{Changed, Corpus, Deed, Document, Party, Place};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::moment::{Clock, When, Window};
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Edtf, Polarity, RelationKind, Span};
use std::collections::BTreeMap;

/// The item that something rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// A relation of a document.
    Deed(Place),
    /// A change of status of a document.
    Change(Place),
}

impl Ground {
    /// The words it is told in: the document's number in the corpus, and where.
    #[must_use]
    pub fn words(self, corpus: &Corpus) -> (u32, Span) {
        match self {
            Self::Deed(at) => (at.document, corpus[at.document].deeds[at.nth as usize].span),
            Self::Change(at) => (at.document, corpus[at.document].changes[at.nth as usize].span),
        }
    }

    /// How what was read there stands.
    #[must_use]
    pub fn stands(self, corpus: &Corpus) -> Suggestion {
        match self {
            Self::Deed(at) => {
                let page = &corpus[at.document];
                let deed = &page.deeds[at.nth as usize];
                page.stands(&deed.id, deed.score)
            }
            Self::Change(at) => {
                let page = &corpus[at.document];
                let change = &page.changes[at.nth as usize];
                page.stands(&change.id, change.score)
            }
        }
    }
}

/// How a statement stands to its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It begins to hold then.
    Begins,
    /// It ends then.
    Ends,
    /// It holds from the first of these days to the last.
    Lasts,
    /// It is said to hold, and nothing is said about since when and until when.
    Seen,
    /// It is said to have held, and nobody says when.
    Undated,
}

/// One statement of what the actor is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) attribute: Attribute,
    pub(super) holder: Holder,
    /// The value in words, and whose name it is where it names an actor.
    pub(super) words: String,
    pub(super) value: Option<u32>,
    pub(super) polarity: Polarity,
    pub(super) mode: Mode,
    pub(super) when: Option<When>,
    pub(super) ground: Ground,
}

/// All statements on an identity that lie within a window, in order of the documents.
pub(super) fn of(
    corpus: &Corpus,
    identities: &Identities,
    identity: u32,
    window: &Window,
) -> Vec<Said> {
    let mut all = Vec::new();
    for document in identities.documents(identity) {
        let page = &corpus[document];
        let described = described(page);
        let ask = Ask { corpus, identities, identity, document, page, described };
        for (nth, deed) in (0..).zip(&page.deeds) {
            let told = deed.told.and_then(|told| page.told[told as usize].said.as_deref());
            if window.takes(page, deed.span.start(), deed.when.as_deref(), told) {
                all.extend(ask.deed(nth, deed));
            }
        }
        for (nth, change) in (0..).zip(&page.changes) {
            let told = change.told.and_then(|told| page.told[told as usize].said.as_deref());
            if window.takes(page, change.span.start(), change.when.as_deref(), told) {
                all.extend(ask.change(nth, change));
            }
        }
    }
    all
}

/// Whom a page says to be what, where it says so of one only: *the PMUs are militias* tells who *the
/// militias* of another sentence are.
fn described(page: &Document) -> BTreeMap<String, Option<u32>> {
    let mut described: BTreeMap<String, Option<u32>> = BTreeMap::new();
    for deed in page.deeds.iter().filter(|deed| &*deed.verb == "be") {
        let actor = deed.subject.as_ref().and_then(|subject| subject.actor);
        let (Some(actor), Some(object)) = (actor, &deed.object) else { continue };
        let one = described.entry(plain(&object.words)).or_insert(Some(actor));
        *one = one.filter(|one| *one == actor);
    }
    described
}

struct Ask<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    identity: u32,
    document: u32,
    page: &'c Document,
    described: BTreeMap<String, Option<u32>>,
}

impl Ask<'_> {
    /// The actor of the document that a side names or, as a definite description, stands for.
    fn actor(&self, party: Option<&Party>) -> Option<u32> {
        let party = party?;
        party.actor.or_else(|| {
            let definite = party.words.get(..4).is_some_and(|the| the.eq_ignore_ascii_case("the "));
            let words = definite.then(|| plain(&party.words))?;
            let told = self.described.get(&words).copied().flatten();
            told.or_else(|| self.spoken_of(&words, party.span?))
        })
    }

    /// The place that *the island* is: the one that its paragraph begins with.
    fn spoken_of(&self, words: &str, span: Span) -> Option<u32> {
        if !is(Sort::Ground, words) {
            return None;
        }
        let before = &self.page.words[..self.page.words.floor_char_boundary(span.start())];
        let from = before.rfind("\n\n").unwrap_or_default();
        let place = |nth: &u32| {
            let kind = self.page.actors[*nth as usize].kind;
            matches!(kind, ActorKind::Place | ActorKind::State)
        };
        let inside = self.page.mentioned_in(Span::new(from, span.start()));
        inside.map(|(_, nth)| nth).filter(place).last()
    }

    fn who(&self, party: Option<&Party>) -> Option<u32> {
        Some(self.identities.at(self.place(self.actor(party)?)))
    }

    const fn place(&self, nth: u32) -> Place {
        Place { document: self.document, nth }
    }

    /// A capital that stands for its government elsewhere is itself where its mayor is told.
    fn is(&self, party: Option<&Party>) -> bool {
        self.who(party) == Some(self.identity)
    }

    fn kind(&self, party: Option<&Party>) -> Option<ActorKind> {
        self.who(party).map(|identity| self.identities.get(identity).kind)
    }

    fn deed(&self, nth: u32, deed: &Deed) -> Vec<Said> {
        let (subject, object) = (deed.subject.as_ref(), deed.object.as_ref());
        if !self.is(subject) && !self.is(object) || deed.polarity == Polarity::Hypothetical {
            return Vec::new();
        }
        let kinds = [self.kind(subject), self.kind(object)];
        let told = claimed::of(deed, self.page.at(deed.span), kinds);
        // What is said to be itself says nothing of its standing.
        let other = |attribute: Attribute, party| attribute == Attribute::Is || !self.is(party);
        let side = |told: Option<Told>, own, of| {
            let told = told.filter(|told| self.is(own) && other(told.attribute, of))?;
            Some(self.of_deed(nth, deed, told, of))
        };
        [side(told[0].clone(), subject, object), side(told[1].clone(), object, subject)]
            .into_iter()
            .flatten()
            .collect()
    }

    fn of_deed(&self, nth: u32, deed: &Deed, told: Told, other: Option<&Party>) -> Said {
        let (mode, when) = self.of_day(deed);
        // What the actor is stands in words; who else is named in them is not its value.
        let value = self.who(other).filter(|_| told.attribute != Attribute::Is);
        Said {
            attribute: told.attribute,
            holder: self.holder(deed.told, deed.span),
            words: told.words,
            value,
            polarity: deed.polarity,
            mode,
            when,
            ground: Ground::Deed(self.place(nth)),
        }
    }

    fn of_day(&self, deed: &Deed) -> (Mode, Option<When>) {
        let happened = |date: &Edtf| Some(When::of(date, Clock::Happened));
        let begins = deed.kind == RelationKind::Captures || claimed::begins(deed);
        match deed.when.as_deref() {
            Some(date) if date.is_interval() => (Mode::Lasts, happened(date)),
            Some(date) if begins || self.opens(deed.span) => (Mode::Begins, happened(date)),
            Some(date) => (Mode::Seen, happened(date)),
            None if deed.kind == RelationKind::Captures => {
                (Mode::Begins, self.said(deed.told, deed.span))
            }
            None if claimed::is_nominal(deed, self.page.at(deed.span)) => {
                self.in_passing(deed.span)
            }
            None if is_past(self.page.at(deed.span), &deed.verb) => (Mode::Undated, None),
            None => (Mode::Seen, self.said(deed.told, deed.span)),
        }
    }

    /// When what a title says is so: on the day that its sentence speaks of, where it names one.
    fn in_passing(&self, span: Span) -> (Mode, Option<When>) {
        let sentence = self.page.sentence_at(span.start()).map(|nth| self.page.sentences[nth]);
        let date = sentence.and_then(|sentence| {
            let dates = &self.page.dates;
            let from = dates.partition_point(|date| date.span.start() < sentence.start());
            dates.get(from).filter(|date| sentence.contains(date.span))
        });
        match date.filter(|date| !date.value.is_interval()) {
            Some(date) => (Mode::Seen, Some(When::of(&date.value, Clock::Happened))),
            None => (Mode::Undated, None),
        }
    }

    /// Whether a clause that begins with its date says that it is so from then on.
    fn opens(&self, span: Span) -> bool {
        let before = &self.page.words[..self.page.words.floor_char_boundary(span.start())];
        let last = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        let dated = self.page.dates.binary_search_by_key(&span.start(), |date| date.span.start());
        dated.is_ok() && ["from", "since"].iter().any(|word| last.eq_ignore_ascii_case(word))
    }

    fn change(&self, nth: u32, change: &Changed) -> Vec<Said> {
        if change.polarity == Polarity::Hypothetical || self.is_told_twice(change) {
            return Vec::new();
        }
        let when = change.when.as_deref().map(|date| When::of(date, Clock::Happened));
        let when = when.or_else(|| self.said(change.told, change.span));
        let sides = [(&change.was, Mode::Ends), (&change.became, Mode::Begins)];
        // Of what is over and nobody says since when, there is no day to tell.
        let sides = sides.into_iter().filter(|(_, mode)| *mode != Mode::Ends || when.is_some());
        let told = sides.filter_map(|(words, mode)| {
            let (attribute, words, value) = self.of_change(change, words.as_deref()?)?;
            Some(Said {
                attribute,
                holder: self.holder(change.told, change.span),
                words,
                value,
                polarity: change.polarity,
                mode,
                when: when.clone(),
                ground: Ground::Change(self.place(nth)),
            })
        });
        told.collect()
    }

    /// What a change to or from some words says of the identity: as the one that changes, or as the
    /// one that the words name.
    fn of_change(&self, change: &Changed, words: &str) -> Option<(Attribute, String, Option<u32>)> {
        let who = Some(&change.who);
        let named = claimed::tied(words);
        let value = self.named(change.span, named);
        let kind = self.kind(who)?;
        let of = value.map(|value| self.identities.get(value).kind);
        let told = claimed::of_change(&change.rule, self.page.at(change.span), words, kind, of)?;
        if self.is(who) {
            let value = value.filter(|_| told.attribute != Attribute::Is);
            return (value != Some(self.identity)).then_some((told.attribute, told.words, value));
        }
        let inverse = told.attribute.inverse().filter(|_| value == Some(self.identity))?;
        Some((inverse, change.who.words.to_string(), self.who(who)))
    }

    /// Whether a relation of the same words tells it too, with who it is on both sides.
    fn is_told_twice(&self, change: &Changed) -> bool {
        let from = self.page.deeds.partition_point(|deed| deed.span.start() < change.span.start());
        let mut here = self.page.deeds[from..]
            .iter()
            .take_while(|deed| deed.span.start() == change.span.start());
        here.any(|deed| {
            let who = |party: &Option<Party>| self.who(party.as_ref());
            let changed = self.who(Some(&change.who));
            let taken = deed.kind == RelationKind::Captures && who(&deed.object) == changed;
            let joined = deed.kind == RelationKind::PartOf
                && who(&deed.subject) == changed
                && who(&deed.object).is_some();
            changed.is_some() && (taken || joined)
        })
    }

    /// The identity that some words within a span name.
    fn named(&self, span: Span, words: &str) -> Option<u32> {
        let wanted = Spelled::of(words).folded();
        let mut inside = self.page.mentioned_in(span);
        let found = inside.find(|(at, _)| Spelled::of(self.page.at(*at)).folded() == wanted);
        found.map(|(_, nth)| self.identities.at(self.place(nth)))
    }

    fn holder(&self, told: Option<u32>, span: Span) -> Holder {
        Holder::at(self.corpus, self.identities, self.document, told, span.start())
    }

    fn said(&self, told: Option<u32>, span: Span) -> Option<When> {
        let said = told.and_then(|told| self.page.told[told as usize].said.as_deref());
        When::said(self.page, said, span.start())
    }
}

/// Whether a clause is in the past, by its words and the lemma of its verb. In reported speech the
/// past can stand for the present, so that nothing is made of it but that nobody says when.
fn is_past(clause: &str, verb: &str) -> bool {
    let lemma = verb.split_whitespace().next().unwrap_or_default();
    let words = || clause.split(|c: char| !c.is_alphabetic());
    let is_one =
        |all: &[&str]| words().any(|word| all.iter().any(|w| word.eq_ignore_ascii_case(w)));
    if is_one(&["was", "were", "had", "been", "former", "formerly"]) {
        return true;
    }
    let present = |word: &str| {
        let word = word.to_lowercase();
        let ending = word.strip_prefix(lemma);
        ending.is_some_and(|ending| matches!(ending, "" | "s" | "es" | "ing"))
    };
    !is_one(&["is", "are", "am", "has", "have", "remains", "remain"]) && !words().any(present)
}
