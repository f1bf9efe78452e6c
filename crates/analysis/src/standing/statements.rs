//! What documents say of what an actor is.

use super::Attribute;
use crate::corpus::{Changed, Corpus, Deed, Document, Party, Place};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::moment::{Clock, When, Window};
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Edtf, Polarity, RelationKind, Span};

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
        let ask = Ask { corpus, identities, identity, document, page };
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

struct Ask<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    identity: u32,
    document: u32,
    page: &'c Document,
}

impl Ask<'_> {
    fn who(&self, party: Option<&Party>) -> Option<u32> {
        let nth = party?.actor?;
        Some(self.identities.at(Place { document: self.document, nth }))
    }

    fn is(&self, party: Option<&Party>) -> bool {
        let acts = |nth| self.identities.acting(Place { document: self.document, nth });
        self.who(party) == Some(self.identity)
            || party.and_then(|party| party.actor).map(acts) == Some(self.identity)
    }

    fn deed(&self, nth: u32, deed: &Deed) -> Vec<Said> {
        let (subject, object) = (deed.subject.as_ref(), deed.object.as_ref());
        let (forward, backward) = sides(deed);
        let of_subject = forward.filter(|_| self.is(subject)).zip(object);
        let of_object = backward.filter(|_| self.is(object)).zip(subject);
        let sides = of_subject.into_iter().chain(of_object);
        sides
            // What is said to be itself says nothing of its standing.
            .filter(|(attribute, other)| *attribute == Attribute::Is || !self.is(Some(other)))
            .map(|(attribute, other)| self.of_deed(nth, deed, attribute, other))
            .collect()
    }

    fn of_deed(&self, nth: u32, deed: &Deed, attribute: Attribute, other: &Party) -> Said {
        let (mode, when) = self.of_day(deed);
        // What the actor is stands in words; who else is named in them is not its value.
        let value = self.who(Some(other)).filter(|_| attribute != Attribute::Is);
        Said {
            attribute,
            holder: self.holder(deed.told, deed.span),
            words: other.words.to_string(),
            value,
            polarity: deed.polarity,
            mode,
            when,
            ground: Ground::Deed(Place { document: self.document, nth }),
        }
    }

    fn of_day(&self, deed: &Deed) -> (Mode, Option<When>) {
        let happened = |date: &Edtf| Some(When::of(date, Clock::Happened));
        match deed.when.as_deref() {
            Some(date) if deed.kind == RelationKind::Captures => (Mode::Begins, happened(date)),
            Some(date) if date.is_interval() => (Mode::Lasts, happened(date)),
            Some(date) => (Mode::Seen, happened(date)),
            None if deed.kind == RelationKind::Captures => {
                (Mode::Begins, self.said(deed.told, deed.span))
            }
            None if is_past(self.page.at(deed.span), &deed.verb) => (Mode::Undated, None),
            None => (Mode::Seen, self.said(deed.told, deed.span)),
        }
    }

    fn change(&self, nth: u32, change: &Changed) -> Vec<Said> {
        if !self.is(Some(&change.who)) {
            return Vec::new();
        }
        let attribute = match self.is_ground(change) {
            // The relation of the same words says the same, and who it is.
            Some(true) => return Vec::new(),
            Some(false) => Attribute::ControlledBy,
            None => Attribute::Is,
        };
        let when = change.when.as_deref().map(|date| When::of(date, Clock::Happened));
        let when = when.or_else(|| self.said(change.told, change.span));
        let sides = [(&change.was, Mode::Ends), (&change.became, Mode::Begins)];
        let said = |words: &str, mode| Said {
            attribute,
            holder: self.holder(change.told, change.span),
            value: (attribute != Attribute::Is).then(|| self.named(change.span, words)).flatten(),
            words: words.to_owned(),
            polarity: change.polarity,
            mode,
            when: when.clone(),
            ground: Ground::Change(Place { document: self.document, nth }),
        };
        sides.into_iter().filter_map(|(words, mode)| Some(said(words.as_deref()?, mode))).collect()
    }

    /// Whether a change is one of who holds a place, and then whether a relation tells it too.
    fn is_ground(&self, change: &Changed) -> Option<bool> {
        let from = self.page.deeds.partition_point(|deed| deed.span.start() < change.span.start());
        let here = self.page.deeds[from..]
            .iter()
            .take_while(|deed| deed.span.start() == change.span.start());
        let taken = here
            .clone()
            .any(|deed| deed.kind == RelationKind::Captures && self.is(deed.object.as_ref()));
        let kind = change.who.actor.map(|nth| self.page.actors[nth as usize].kind);
        match kind {
            _ if taken => Some(true),
            Some(ActorKind::Place | ActorKind::Facility) => Some(false),
            _ => None,
        }
    }

    /// The identity that some words within a span name.
    fn named(&self, span: Span, words: &str) -> Option<u32> {
        let wanted = Spelled::of(words).folded();
        let mut inside = self.page.mentioned_in(span);
        let found = inside.find(|(at, _)| Spelled::of(self.page.at(*at)).folded() == wanted);
        found.map(|(_, nth)| self.identities.at(Place { document: self.document, nth }))
    }

    fn holder(&self, told: Option<u32>, span: Span) -> Holder {
        Holder::at(self.corpus, self.identities, self.document, told, span.start())
    }

    fn said(&self, told: Option<u32>, span: Span) -> Option<When> {
        let said = told.and_then(|told| self.page.told[told as usize].said.as_deref());
        When::said(self.page, said, span.start())
    }
}

/// What a relation says of its subject, and of its object.
fn sides(deed: &Deed) -> (Option<Attribute>, Option<Attribute>) {
    match deed.kind {
        RelationKind::PartOf => (Some(Attribute::PartOf), Some(Attribute::HasPart)),
        RelationKind::Leads => (Some(Attribute::Leads), Some(Attribute::LedBy)),
        RelationKind::Controls | RelationKind::Captures => {
            (Some(Attribute::Controls), Some(Attribute::ControlledBy))
        }
        RelationKind::SameAs => (Some(Attribute::SameAs), Some(Attribute::SameAs)),
        RelationKind::Other if &*deed.verb == "be" => (Some(Attribute::Is), None),
        _ => (None, None),
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
