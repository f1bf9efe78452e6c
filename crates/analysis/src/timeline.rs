//! Timeline: what is said to have happened, in order of when it happened, or else when it was said, or
//! else published. Each entry tells by which of these clocks it stands where it stands.

use crate::agreement::Suggestion;
use crate::corpus::{Corpus, Document, Place, number};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::incidents::Incidents;
use crate::moment::{Clock, When, Window};
use crate::spelling::Spelled;
use sayso_model::{Edtf, Span};
use std::collections::BTreeMap;

/// What stands in a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// An incident, by its number. It stands at the days that most of its reports give.
    Incident(u32),
    /// A change of status of a document.
    Change(Place),
    /// A claim.
    Claim(Place),
}

/// One thing at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// When; `None` where no clock gives a day.
    pub when: Option<When>,
    /// What.
    pub what: What,
    /// Who says so; `None` of an incident, which several do.
    pub holder: Option<Holder>,
    /// The document, by its number in the corpus: of an incident that of its first report.
    pub document: u32,
    /// The words, in order.
    pub words: Vec<Span>,
}

impl Entry {
    /// How it stands; `incidents` are those that its timeline was made with.
    #[must_use]
    pub fn suggestion(&self, corpus: &Corpus, incidents: &Incidents) -> Suggestion {
        match self.what {
            What::Incident(nth) => incidents.suggestion(&incidents.all()[nth as usize]),
            What::Change(at) => {
                let page = &corpus[at.document];
                let change = &page.changes[at.nth as usize];
                page.stands(&change.id, change.score)
            }
            What::Claim(at) => corpus[at.document].claim_stands(corpus.claim(at)),
        }
    }
}

/// Which entries to show. Everything that is set must fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Those that name this identity or that it says.
    pub identity: Option<u32>,
    /// Those that name this place, however it is spelled.
    pub place: Option<String>,
    /// What this holder says. Leaves incidents out.
    pub holder: Option<Holder>,
    /// Those that can lie within.
    pub window: Window,
}

/// The entries in order of time; the undated ones stand last.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Timeline {
    /// The entries.
    pub entries: Vec<Entry>,
    /// How many of them, at the end, have no day by any clock.
    pub undated: u32,
}

/// The timeline of claims and changes of status, and of incidents where they are given. One pass over
/// the corpus.
#[must_use]
pub fn of(
    corpus: &Corpus,
    identities: &Identities,
    incidents: Option<&Incidents>,
    filter: &Filter,
) -> Timeline {
    let mut asked = Asked::of(corpus, identities, filter);
    for document in 0..number(corpus.documents().len()) {
        asked.claims(document);
        asked.changes(document);
    }
    if let Some(incidents) = incidents {
        asked.incidents(incidents);
    }
    let mut entries = asked.entries;
    entries.sort_by_cached_key(|entry| {
        let when = entry.when.clone();
        (when.is_none(), when, entry.document, entry.words.first().copied(), entry.what)
    });
    let dated = entries.partition_point(|entry| entry.when.is_some());
    Timeline { undated: number(entries.len() - dated), entries }
}

struct Asked<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    filter: &'c Filter,
    /// The place asked for, folded.
    place: Option<String>,
    /// Whether a name of a place is the one asked for, as far as asked.
    is_place: BTreeMap<&'c str, bool>,
    entries: Vec<Entry>,
}

impl<'c> Asked<'c> {
    fn of(corpus: &'c Corpus, identities: &'c Identities, filter: &'c Filter) -> Self {
        let place = filter.place.as_deref().map(|place| Spelled::of(place).folded());
        Self { corpus, identities, filter, place, is_place: BTreeMap::new(), entries: Vec::new() }
    }

    fn claims(&mut self, document: u32) {
        let page = &self.corpus[document];
        for (nth, claim) in (0..).zip(&page.claims) {
            let (happened, said) = (claim.happened.as_deref(), claim.said.as_deref());
            if !self.fits(page, &claim.content, happened, said) {
                continue;
            }
            let place = Place { document, nth };
            let holder = Holder::of_claim(self.corpus, self.identities, place);
            if self.is_asked(document, &holder, &claim.content) {
                let when = When::of_claim(page, claim);
                self.add(when, What::Claim(place), holder, document, claim.content.to_vec());
            }
        }
    }

    fn changes(&mut self, document: u32) {
        let page = &self.corpus[document];
        for (nth, change) in (0..).zip(&page.changes) {
            let words = [change.span];
            let said = change.told.and_then(|told| page.told[told as usize].said.as_deref());
            if !self.fits(page, &words, change.when.as_deref(), said) {
                continue;
            }
            let place = change.span.start();
            let holder = Holder::at(self.corpus, self.identities, document, change.told, place);
            if self.is_asked(document, &holder, &words) {
                let happened = change.when.as_deref().map(|d| When::of(d, Clock::Happened));
                let when = happened.or_else(|| When::said(page, said, place));
                let what = What::Change(Place { document, nth });
                self.add(when, what, holder, document, words.to_vec());
            }
        }
    }

    fn add(
        &mut self,
        when: Option<When>,
        what: What,
        holder: Holder,
        document: u32,
        words: Vec<Span>,
    ) {
        self.entries.push(Entry { when, what, holder: Some(holder), document, words });
    }

    fn fits(
        &mut self,
        page: &'c Document,
        words: &[Span],
        happened: Option<&Edtf>,
        said: Option<&Edtf>,
    ) -> bool {
        let start = words.first().map_or(0, |span| span.start());
        self.filter.window.takes(page, start, happened, said) && self.is_there(page, words)
    }

    /// Whether some words name the place asked for.
    fn is_there(&mut self, page: &'c Document, words: &[Span]) -> bool {
        let Some(wanted) = &self.place else { return true };
        let is_place = &mut self.is_place;
        let mut is = |name: &'c str| {
            *is_place.entry(name).or_insert_with(|| Spelled::of(name).folded() == *wanted)
        };
        words.iter().any(|span| page.places_in(*span).any(|place| is(&place.name)))
    }

    fn is_asked(&self, document: u32, holder: &Holder, words: &[Span]) -> bool {
        let page = &self.corpus[document];
        let names = |wanted: u32| {
            let mut named = words.iter().flat_map(|span| page.mentioned_in(*span));
            named.any(|(_, nth)| self.identities.at(Place { document, nth }) == wanted)
        };
        let by = self.filter.holder.as_ref().is_none_or(|wanted| wanted == holder);
        let on = self
            .filter
            .identity
            .is_none_or(|wanted| holder.identity() == Some(wanted) || names(wanted));
        by && on
    }

    /// Incidents with a report that fits.
    fn incidents(&mut self, incidents: &Incidents) {
        if self.filter.holder.is_some() {
            return;
        }
        for (nth, incident) in (0..).zip(incidents.all()) {
            let days = incidents.days(incident);
            let date = days.and_then(crate::moment::date_of);
            let first = incidents.reports_of(incident).find(|report| {
                let page = &self.corpus[report.document];
                let place = report.span.start();
                let there = self.place.as_ref().is_none_or(|place| report.places.contains(place));
                let on = self.filter.identity.is_none_or(|who| report.actors.contains(&who));
                there && on && self.filter.window.takes(page, place, date.as_ref(), None)
            });
            let Some(first) = first else { continue };
            let page = &self.corpus[first.document];
            let sentences = first.sentences.iter().map(|nth| page.sentences[*nth as usize]);
            let told = date.as_ref().filter(|_| !incidents.is_guessed(incident));
            let happened = told.map(|date| When::of(date, Clock::Happened));
            let published = || When::published(page, first.span.start());
            self.entries.push(Entry {
                when: happened.or_else(published),
                what: What::Incident(nth),
                holder: None,
                document: first.document,
                words: sentences.collect(),
            });
        }
    }
}
