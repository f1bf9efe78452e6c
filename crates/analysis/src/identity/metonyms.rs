//! Places and buildings that stand for their governments where they speak or act: *Baghdad rejected the
//! charge*.

use super::groups::Sort;
use super::listed::{actors, name};
use super::{Identities, Identity};
use crate::agreement::Suggestion;
use crate::corpus::{Corpus, Days, Deed, Document, Party, Place};
use crate::known::Known;
use sayso_model::{Bond, Holds, RelationKind, Ruling, Span};
use std::collections::BTreeMap;

/// One place that stands for somebody in one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Metonym {
    /// Whom it stands for.
    pub whom: u32,
    /// Why.
    pub why: Stands,
    /// The words where it speaks or acts first.
    pub span: Span,
    /// Whether a person looked, and could not tell.
    pub unsure: bool,
}

impl Metonym {
    /// How it stands.
    #[must_use]
    pub const fn suggestion(&self) -> Suggestion {
        Suggestion::of(matches!(self.why, Stands::Ruled), self.unsure, self.why.score())
    }
}

/// Why a place stands for somebody. In order of how sure it is, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// A person ruled so, and it speaks or acts here.
    Ruled,
    /// It does here what governments do.
    Governs,
    /// It speaks here.
    Speaks,
}

impl Stands {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Ruled => "a person ruled so",
            Self::Governs => "it does what a government does",
            Self::Speaks => "it speaks",
        }
    }

    /// From 0 to 1: how likely it stands for somebody for this reason: set by hand, after the nine of
    /// `wikinews-sample`, of which seven did.
    #[must_use]
    pub const fn score(self) -> f32 {
        match self {
            Self::Ruled => 1.0,
            Self::Governs | Self::Speaks => 0.8,
        }
    }
}

/// What people ruled on what stands for whom: by name and sort, for each identity whether it does.
#[derive(Debug, Clone, Default)]
pub(super) struct Ruled {
    by_name: BTreeMap<(String, Sort), BTreeMap<u32, Holds>>,
}

impl Ruled {
    /// A ruling on a place is on its name, wherever that stands, and on whom the other actor is. The last
    /// on two holds, and what a place stands for by the last of several is what it stands for.
    pub(super) fn of(corpus: &Corpus, identities: &Identities, rulings: &[Ruling]) -> Self {
        let pairs = || {
            rulings.iter().filter(|ruling| ruling.bond == Bond::StandsFor).filter_map(|ruling| {
                let [one, whom] = &ruling.items[..] else { return None };
                Some((one, whom, ruling.holds))
            })
        };
        let found = actors(corpus, pairs().flat_map(|(one, whom, _)| [one, whom]));
        let mut by_name: BTreeMap<_, BTreeMap<u32, Holds>> = BTreeMap::new();
        for (one, whom, holds) in pairs() {
            let (Some(one), Some(whom)) = (found.get(one), found.get(whom)) else { continue };
            let whom = identities.at(*whom);
            if identities.at(*one) == whom {
                continue;
            }
            let said = by_name.entry(name(corpus, *one)).or_default();
            if holds == Holds::Yes {
                said.retain(|_, held| *held != Holds::Yes);
            }
            said.insert(whom, holds);
        }
        Self { by_name }
    }
}

impl Identities {
    /// Takes up the places that stand for somebody in a document.
    pub(super) fn add_metonyms(&mut self, corpus: &Corpus, known: &Known, document: u32) {
        let page = &corpus[document];
        let days = page.published.as_deref().and_then(Days::of);
        let mut surest: BTreeMap<u32, (Stands, Span)> = BTreeMap::new();
        for (nth, why, span) in acts(page) {
            let own = surest.entry(nth).or_insert((why, span));
            *own = (*own).min((why, span));
        }
        for (nth, (why, span)) in surest {
            let place = Place { document, nth };
            let meant = self.stands_for(known, &name(corpus, place), days);
            if let Some((whom, said)) = meant.filter(|(whom, _)| *whom != self.at(place)) {
                let why = if said == Some(Holds::Yes) { Stands::Ruled } else { why };
                let unsure = said == Some(Holds::Unsure);
                self.metonyms.insert(place, Metonym { whom, why, span, unsure });
                self.stands.entry(whom).or_default().push(place);
            }
        }
    }

    /// Whom a name of a place stands for on some days, and what people ruled on that.
    fn stands_for(
        &self,
        known: &Known,
        name: &(String, Sort),
        days: Option<Days>,
    ) -> Option<(u32, Option<Holds>)> {
        let ruled = self.ruled.by_name.get(name);
        let said = |whom: u32| ruled.and_then(|ruled| ruled.get(&whom)).copied();
        let mut all = ruled.into_iter().flatten();
        if let Some((whom, yes)) = all.find(|(_, holds)| **holds == Holds::Yes) {
            return Some((*whom, Some(*yes)));
        }
        if !matches!(name.1, Sort::Ground | Sort::Body) {
            return None;
        }
        let listed = known.stands_for(&name.0).filter(|of| of.held(days));
        let mut here =
            listed.filter_map(|of| self.known(&of.what.key)).map(|whom| (whom, said(whom)));
        here.find(|(_, said)| *said != Some(Holds::No))
    }

    /// Whom an actor of a text stands for there, where it does.
    #[must_use]
    pub fn metonym(&self, actor: Place) -> Option<&Metonym> {
        self.metonyms.get(&actor)
    }

    /// The actors that stand for an identity, each in its text, in order.
    pub fn standing_for(&self, identity: u32) -> impl Iterator<Item = (Place, &Metonym)> {
        let places = self.stands.get(&identity).into_iter().flatten();
        places.filter_map(|place| Some((*place, self.metonym(*place)?)))
    }
}

impl Identity {
    /// Those of its actors that stand for somebody else where they speak or act, in order.
    pub fn metonyms<'i>(
        &'i self,
        identities: &'i Identities,
    ) -> impl Iterator<Item = (Place, &'i Metonym)> {
        let own = self.actors.iter();
        own.filter_map(|place| Some((*place, identities.metonym(*place)?)))
    }
}

/// The actors that speak or act in a document, each with how and in which words.
fn acts(page: &Document) -> impl Iterator<Item = (u32, Stands, Span)> {
    let speaks = page.told.iter().filter_map(|told| {
        let cue = told.cue.first().copied().or(told.source)?;
        Some((told.speaker?, Stands::Speaks, told.source.map_or(cue, |source| source.cover(cue))))
    });
    let acts = page.deeds.iter().filter_map(|deed| {
        let subject = deed.subject.as_ref()?;
        Some((subject.actor?, acts_as(deed).filter(|_| !is_dateline(page, subject))?, deed.span))
    });
    speaks.chain(acts)
}

/// Whether a text begins with a name as the place that it is from: *OSTERBY (NNA)*, *Osterby - *.
fn is_dateline(page: &Document, subject: &Party) -> bool {
    let after = subject.span.and_then(|span| page.words.get(span.end()..));
    after.is_some_and(|after| after.trim_start().starts_with(['(', '-', '–', '—', ':', '/']))
}

/// How a place acts by a deed, where it does more there than to be.
fn acts_as(deed: &Deed) -> Option<Stands> {
    match deed.kind {
        RelationKind::Agree
        | RelationKind::Consult
        | RelationKind::Support
        | RelationKind::Cooperate
        | RelationKind::Aid
        | RelationKind::Yield
        | RelationKind::Request
        | RelationKind::Accuse
        | RelationKind::Reject
        | RelationKind::Threaten
        | RelationKind::Sanction
        | RelationKind::Mobilize
        | RelationKind::Coerce
        | RelationKind::Retreat
        | RelationKind::Backs
        | RelationKind::Arms
        | RelationKind::Pays
        | RelationKind::Trains
        | RelationKind::AirCover
        | RelationKind::Denies
        | RelationKind::Allied => Some(Stands::Governs),
        _ => None,
    }
}
