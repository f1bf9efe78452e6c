//! How many independent origins stand behind the reports of one happening, and what rests on one.
//!
//! Reports are folded where they rest on the same word: the same speaker, the same agency; and where one
//! has the wording of another that came before. What rests on a page's own word, on somebody without a
//! name or on nobody named may be an origin of its own or not: it widens the range and no more.

use crate::behind::{Behind, How, Word, behind};
use crate::corpus::{Corpus, Place, number};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::incidents::{Incident, Incidents};
use crate::wording::Wording;
use sayso_model::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Of one incident, so many reports are compared in their wording; the rest are counted by their words
/// alone.
const MOST_COMPARED: usize = 200;

/// Reports of one happening share words anyhow: a copy has at least this share of its wording from
/// another.
const COPIED: f64 = 0.75;

/// Why a report is counted with an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// It says so.
    Says(How),
    /// It has the wording of an earlier report, of this number, that rests on it.
    Copies(u32),
}

impl Because {
    /// In words.
    #[must_use]
    pub fn words(self, corpus: &Corpus, incidents: &Incidents) -> String {
        match self {
            Self::Says(how) => how.words().to_owned(),
            Self::Copies(report) => {
                let document = incidents.reports()[report as usize].document;
                format!("it has the wording of document {}", corpus[document].number)
            }
        }
    }
}

/// A report that rests on an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rests {
    /// The report, by its number in [`Incidents::reports`].
    pub report: u32,
    /// The words that say so; empty where none do.
    pub span: Span,
    /// Why it is counted here.
    pub because: Because,
}

/// An origin, with the reports that rest on it in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Whose word it is.
    pub word: Word,
    /// What rests on it.
    pub reports: Vec<Rests>,
}

impl Origin {
    /// Whether a report names it for what it tells.
    fn is_named(&self) -> bool {
        let guessed = |rests: &Rests| rests.because == Because::Says(How::Elsewhere);
        matches!(self.word, Word::Actor(_)) && !self.reports.iter().all(guessed)
    }
}

/// What stands behind the reports of one incident.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Independence {
    /// The origins that have a name, in order of their first report.
    pub origins: Vec<Origin>,
    /// What may be origins of their own or not: pages on their own word, people without a name, and
    /// those on whose word reports are only guessed to stand ([`How::Elsewhere`]).
    pub unknown: Vec<Origin>,
}

impl Independence {
    /// At least, and at most, so many independent origins.
    #[must_use]
    pub fn range(&self) -> (usize, usize) {
        let (known, unknown) = (self.origins.len(), self.unknown.len());
        (known.max(usize::from(unknown > 0)), known + unknown)
    }

    /// Of an incident.
    #[must_use]
    pub fn of(
        corpus: &Corpus,
        identities: &Identities,
        incidents: &Incidents,
        incident: &Incident,
    ) -> Self {
        let mut folding = Folding::default();
        let mut order: Vec<u32> = incident.reports.iter().map(|(nth, _)| *nth).collect();
        order.sort_by_key(|nth| {
            let report = &incidents.reports()[*nth as usize];
            let days = corpus[report.document].days_at(report.span.start());
            (days.is_none(), days.map(|days| days.first), *nth)
        });
        for nth in order {
            let report = &incidents.reports()[nth as usize];
            let page = &corpus[report.document];
            let spans: Vec<Span> =
                report.sentences.iter().map(|s| page.sentences[*s as usize]).collect();
            let words = page.words_at(&spans);
            let found = sources(corpus, identities, report.document, &spans);
            folding.add(nth, report.document, Wording::of(&words), found);
        }
        folding.finish()
    }
}

/// Everyone on whose word some sentences of a document stand, as sources are counted: whoever speaks for
/// a body as that body, and the media of one state as one.
#[must_use]
pub fn sources(
    corpus: &Corpus,
    identities: &Identities,
    document: u32,
    spans: &[Span],
) -> Vec<Behind> {
    let mut found = behind(corpus, identities, document, spans);
    for behind in &mut found {
        if let Word::Actor(identity) = &mut behind.word {
            *identity = identities.voice(corpus, document, *identity);
        }
    }
    found
}

/// Everything that rests on one word, over all incidents.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fall {
    /// Incidents that no other named origin stands behind, by number: they fall with it.
    pub alone: Vec<u32>,
    /// Incidents that others stand behind too.
    pub beside_others: Vec<u32>,
    /// Incidents of which reports are only guessed to stand on it.
    pub perhaps: Vec<u32>,
}

/// What falls with an actor's word: the other direction of [`Independence`]. An actor with another's voice
/// is asked for as that other, as is every report that rests on either.
#[must_use]
pub fn resting_on(
    corpus: &Corpus,
    identities: &Identities,
    incidents: &Incidents,
    actor: u32,
) -> Fall {
    let counted = counted_as(corpus, identities, actor);
    falls(corpus, identities, incidents).remove(&counted).unwrap_or_default()
}

/// As whom an actor is counted where sources are: itself, or the one for whom it speaks.
#[must_use]
pub fn counted_as(corpus: &Corpus, identities: &Identities, actor: u32) -> u32 {
    let first = identities.get(actor).actors.first().map_or(0, |place| place.document);
    identities.voice(corpus, first, actor)
}

/// What falls with the word of each actor on which anything rests; what rests on whoever speaks for another
/// falls with that other. One pass over the incidents.
#[must_use]
pub fn falls(
    corpus: &Corpus,
    identities: &Identities,
    incidents: &Incidents,
) -> BTreeMap<u32, Fall> {
    let mut falls: BTreeMap<u32, Fall> = BTreeMap::new();
    for (nth, incident) in (0..).zip(incidents.all()) {
        let behind = Independence::of(corpus, identities, incidents, incident);
        let mut rests = |origin: &Origin, list: fn(&mut Fall) -> &mut Vec<u32>| {
            if let Word::Actor(actor) = origin.word {
                list(falls.entry(actor).or_default()).push(nth);
            }
        };
        for origin in &behind.origins {
            match behind.origins.len() {
                1 => rests(origin, |fall| &mut fall.alone),
                _ => rests(origin, |fall| &mut fall.beside_others),
            }
        }
        for origin in &behind.unknown {
            rests(origin, |fall| &mut fall.perhaps);
        }
    }
    falls
}

/// The claims that each actor holds, in order. One pass over the claims.
#[must_use]
pub fn held(corpus: &Corpus, identities: &Identities) -> BTreeMap<u32, Vec<Place>> {
    let mut held: BTreeMap<u32, Vec<Place>> = BTreeMap::new();
    for (document, page) in corpus.numbered() {
        for nth in 0..number(page.claims.len()) {
            let claim = Place { document, nth };
            if let Holder::Actor(actor) = Holder::of_claim(corpus, identities, claim) {
                held.entry(actor).or_default().push(claim);
            }
        }
    }
    held
}

#[derive(Default)]
struct Folding {
    by_word: BTreeMap<Word, Origin>,
    /// The reports so far, with their wording and the words they rest on.
    before: Vec<(u32, u32, Wording, BTreeSet<Word>)>,
    order: Vec<Word>,
}

impl Folding {
    fn add(&mut self, report: u32, document: u32, wording: Wording, found: Vec<Behind>) {
        let copied = self.before.iter().take(MOST_COMPARED).find(|(_, other, before, _)| {
            *other != document && before.is_copy(&wording) && before.shared(&wording) >= COPIED
        });
        let copied = copied.map(|(nth, .., words)| (*nth, words.clone()));
        let named = found.iter().any(|behind| matches!(behind.word, Word::Actor(_)));
        let mut rests = BTreeSet::new();
        match copied {
            // A copy rests on what it copies, and on whom else it names.
            Some((from, words)) => {
                for word in words {
                    let because = Because::Copies(from);
                    self.rest(&word, Rests { report, span: Span::new(0, 0), because });
                    rests.insert(word);
                }
            }
            None if !named => {
                for behind in &found {
                    // People without a name are told apart by the page that has them.
                    let word = match &behind.word {
                        Word::Described(_) | Word::Unknown => Word::Page(document),
                        word => word.clone(),
                    };
                    let because = Because::Says(behind.how);
                    self.rest(&word, Rests { report, span: behind.span, because });
                    rests.insert(word);
                }
            }
            None => {}
        }
        for behind in found.into_iter().filter(|behind| matches!(behind.word, Word::Actor(_))) {
            let because = Because::Says(behind.how);
            self.rest(&behind.word, Rests { report, span: behind.span, because });
            rests.insert(behind.word);
        }
        self.before.push((report, document, wording, rests));
    }

    fn rest(&mut self, word: &Word, rests: Rests) {
        let origin = self.by_word.entry(word.clone()).or_insert_with(|| {
            self.order.push(word.clone());
            Origin { word: word.clone(), reports: Vec::new() }
        });
        if origin.reports.last().is_none_or(|last| last.report != rests.report) {
            origin.reports.push(rests);
        }
    }

    fn finish(mut self) -> Independence {
        let origins = self.order.iter().filter_map(|word| self.by_word.remove(word));
        let (origins, unknown) = origins.partition(Origin::is_named);
        Independence { origins, unknown }
    }
}
