//! On whose word something stands in a page: the innermost speakers around it, names beside words of
//! saying where no attribution was read, the agency that the page credits, or else the page itself.

mod beside;
mod described;

use crate::corpus::{Corpus, Document, Place, Told};
use crate::identity::Identities;
use sayso_model::{ActorKind, Span, Stance};
use std::cell::OnceCell;
use std::collections::BTreeSet;

pub(crate) use described::BODIES;

/// On whose word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    /// An actor's, by the number of its identity.
    Actor(u32),
    /// Somebody's who is described and not named: *activists*, *a doctor*. Two such need not be one.
    Described(String),
    /// The page's own, by the number of its document.
    Page(u32),
    /// Nobody says whose: a passive, *reportedly*.
    Unknown,
}

/// How that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// An attribution was read.
    Attributed,
    /// The row of a table names it.
    Row,
    /// A name stands beside words of saying.
    Beside,
    /// The page credits it: *(Agency)*, *-- Agency*.
    Credited,
    /// It is the only body that the page names as telling anything.
    Elsewhere,
    /// The page says it in its own voice.
    Voice,
}

impl How {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Attributed => "the page attributes it",
            Self::Row => "the row of the table names it",
            Self::Beside => "named beside words of saying",
            Self::Credited => "the page credits it",
            Self::Elsewhere => "the only one that the page names as telling anything",
            Self::Voice => "in the page's own voice",
        }
    }
}

/// One whose word something stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Behind {
    /// Whose word.
    pub word: Word,
    /// How that was found.
    pub how: How,
    /// The words that say so; empty where the page speaks for itself.
    pub span: Span,
}

/// Everyone on whose word some sentences of a document stand, the surest way of telling first and
/// only that; never empty.
#[must_use]
pub fn behind(
    corpus: &Corpus,
    identities: &Identities,
    document: u32,
    spans: &[Span],
) -> Vec<Behind> {
    Asked::of(corpus, identities, document).behind(spans)
}

/// Whose words an attribution gives, or the innermost around a thing.
#[must_use]
pub fn speaker(
    corpus: &Corpus,
    identities: &Identities,
    document: u32,
    told: Option<u32>,
) -> Behind {
    let asked = Asked::of(corpus, identities, document);
    match told {
        Some(nth) => asked.teller(&corpus[document].told[nth as usize]),
        None => asked.voice(),
    }
}

/// One document, as it is asked on whose word things stand in it. Whoever the page credits as a whole is
/// looked for once.
pub(crate) struct Asked<'c> {
    page: &'c Document,
    identities: &'c Identities,
    document: u32,
    elsewhere: OnceCell<Option<Behind>>,
}

impl<'c> Asked<'c> {
    pub(crate) fn of(corpus: &'c Corpus, identities: &'c Identities, document: u32) -> Self {
        let page = &corpus[document];
        Self { page, identities, document, elsewhere: OnceCell::new() }
    }

    /// See [`behind`].
    pub(crate) fn behind(&self, spans: &[Span]) -> Vec<Behind> {
        let mut found = self.named(spans);
        if found.is_empty() {
            found.extend(self.guess());
        }
        if found.is_empty() {
            found.push(self.voice());
        }
        found
    }

    /// The same as far as the page names or describes somebody for these very sentences, or credits
    /// somebody with all of it; empty where it does not.
    pub(crate) fn named(&self, spans: &[Span]) -> Vec<Behind> {
        let mut found = self.attributed(spans);
        // Whom the sentences themselves describe is not made somebody who is named beside, or whom
        // the page names elsewhere; but the agency that the page has it from stands behind it too.
        if found.iter().all(|behind| behind.word == Word::Unknown) {
            let beside = self.beside(spans);
            found = if beside.is_empty() { found } else { beside };
        } else {
            // A sentence whose speaker was not read may still name one.
            let bare = spans.iter().filter(|span| self.page.told_over(**span).is_empty());
            found.extend(self.beside(&bare.copied().collect::<Vec<_>>()));
            distinct(&mut found);
        }
        if !found.iter().any(|behind| matches!(behind.word, Word::Actor(_)))
            && let Some(credited) = self.credited(spans)
        {
            found.retain(|behind| behind.word != Word::Unknown);
            found.push(credited);
        }
        found
    }

    /// Who may stand behind what the page says in its own voice, by guess.
    pub(crate) fn guess(&self) -> Option<Behind> {
        self.elsewhere.get_or_init(|| self.only_teller()).clone()
    }

    /// The page's own voice.
    pub(crate) fn voice(&self) -> Behind {
        Behind { word: Word::Page(self.document), how: How::Voice, span: Span::new(0, 0) }
    }

    /// The speakers of the innermost attributions that cover some of the spans. What is only wished,
    /// asked or denied there is not on their word.
    fn attributed(&self, spans: &[Span]) -> Vec<Behind> {
        let holds = |told: &Told| {
            matches!(told.stance, Stance::Asserts | Stance::Believes | Stance::Supposes)
        };
        let numbers: BTreeSet<u32> =
            spans.iter().flat_map(|span| self.page.told_over(*span)).collect();
        let told = numbers.into_iter().map(|nth| (nth, &self.page.told[nth as usize]));
        let here: Vec<(u32, &Told)> = told.filter(|(_, told)| holds(told)).collect();
        let outer: BTreeSet<u32> = here.iter().filter_map(|(_, told)| told.parent).collect();
        let inner = here.iter().filter(|(nth, _)| !outer.contains(nth));
        let mut found: Vec<Behind> = inner.map(|(_, told)| self.teller(told)).collect();
        distinct(&mut found);
        found
    }

    /// Whose words an attribution gives.
    fn teller(&self, told: &Told) -> Behind {
        let span = told.source.or(told.cue.first().copied()).unwrap_or(Span::new(0, 0));
        let word = match (told.speaker, told.source) {
            (Some(nth), Some(source)) if self.is_common(nth) => self.described(source),
            (Some(nth), _) => self.actor(nth),
            (None, Some(source)) => self.described(source),
            (None, None) => Word::Unknown,
        };
        Behind { word, how: How::Attributed, span }
    }

    fn actor(&self, nth: u32) -> Word {
        Word::Actor(self.acting(nth))
    }

    /// Whom an actor of the page stands for in it, by the number of the identity.
    fn acting(&self, nth: u32) -> u32 {
        self.identities.acting(Place { document: self.document, nth })
    }

    fn kind(&self, nth: u32) -> ActorKind {
        self.page.actors[nth as usize].kind
    }
}

/// In order, each word once.
fn distinct(found: &mut Vec<Behind>) {
    found.sort();
    found.dedup_by(|a, b| a.word == b.word);
}
