//! What one document tells of happenings.

use crate::corpus::{Corpus, Days, Deed, Document, Place};
use crate::identity::Identities;
use crate::spelling::Spelled;
use sayso_model::{RelationKind, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What happens, coarsely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Happening {
    /// Somebody attacks, kills, wounds, bombs.
    Violence,
    /// A place is taken, besieged or left.
    Ground,
    /// Somebody is held, freed, banned or seized.
    Hold,
    /// People protest or strike.
    Protest,
    /// Sides meet, agree, exchange.
    Meeting,
    /// Ties are cut, sanctions are laid.
    Sanction,
}

impl Happening {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Violence => "violence",
            Self::Ground => "ground",
            Self::Hold => "detention",
            Self::Protest => "protest",
            Self::Meeting => "meeting",
            Self::Sanction => "sanction",
        }
    }

    /// What a relation of this kind tells of, where it tells of a happening.
    #[must_use]
    pub const fn of(kind: RelationKind) -> Option<Self> {
        Some(match kind {
            RelationKind::Assault | RelationKind::Fights => Self::Violence,
            RelationKind::Captures | RelationKind::Retreat | RelationKind::Blockades => {
                Self::Ground
            }
            RelationKind::Coerce | RelationKind::Yield => Self::Hold,
            RelationKind::Protest => Self::Protest,
            RelationKind::Consult | RelationKind::Agree => Self::Meeting,
            RelationKind::Sanction => Self::Sanction,
            _ => return None,
        })
    }
}

impl fmt::Display for Happening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What one document tells of one happening.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Which document.
    pub document: u32,
    /// From its first sentence to its last.
    pub span: Span,
    /// Its sentences, by number.
    pub sentences: Vec<u32>,
    /// What happens.
    pub kind: Happening,
    /// When.
    pub days: Option<Days>,
    /// Whether the days are those before publication, since its words give none.
    pub inferred: bool,
    /// Where: names of places, folded, in order.
    pub places: Vec<String>,
    /// Who: identities, in order.
    pub actors: Vec<u32>,
    /// Its relations that tell it, by number.
    pub deeds: Vec<u32>,
    /// Its quantities, by number.
    pub figures: Vec<u32>,
}

impl Report {
    /// Where, in order, as the page first spells it there.
    #[must_use]
    pub fn place_names<'a>(&'a self, corpus: &'a Corpus) -> Vec<&'a str> {
        let page = &corpus[self.document];
        let spans = self.sentences.iter().map(|nth| page.sentences[*nth as usize]);
        let mut spelled: BTreeMap<String, &str> = BTreeMap::new();
        for place in spans.flat_map(|span| page.places_in(span)) {
            spelled.entry(Spelled::of(&place.name).folded()).or_insert(&place.name);
        }
        let places = self.places.iter();
        places.map(|folded| spelled.get(folded).copied().unwrap_or(folded)).collect()
    }
}

/// News tells of what happened at most so many days before.
const NEWS: i32 = 3;
/// A date that spans more days than this says nothing of when a thing happened.
const LONGEST: u32 = 31;
/// A sentence belongs to a report of the same place that ends at most so many sentences before.
const REACH: u32 = 4;
/// A page without a day of publication tells its day in the first so many bytes.
const HEAD: usize = 240;
/// Words that begin another happening of the same kind.
const ANOTHER: [&str; 8] =
    ["separately", "elsewhere", "meanwhile", "another", "earlier", "previously", "later", "last"];

/// The reports of one document, in order.
pub(super) fn of(corpus: &Corpus, identities: &Identities, document: u32) -> Vec<Report> {
    let page = &corpus[document];
    let told = Told::of(page);
    let mut reports: Vec<Report> = Vec::new();
    for sentence in 0..crate::corpus::number(page.sentences.len()) {
        let Some(next) = told.report(page, identities, document, sentence) else { continue };
        let near = reports.iter_mut().rev().take(4).find(|before| continues(page, before, &next));
        match near {
            Some(before) => extend(before, next),
            None => reports.push(next),
        }
    }
    let story = story_days(page, &reports);
    for report in &mut reports {
        infer_days(page, report, story);
    }
    reports
}

/// Things of a document by the sentence they stand in.
struct Told {
    deeds: Vec<(u32, u32)>,
    figures: Vec<(u32, u32)>,
    places: Vec<(u32, u32)>,
    dates: Vec<(u32, u32)>,
    mentions: Vec<(u32, u32)>,
    /// The countries that its places are in, folded.
    countries: BTreeSet<String>,
}

impl Told {
    fn of(page: &Document) -> Self {
        let by = |spans: &mut dyn Iterator<Item = (u32, Span)>| {
            let at = |(nth, span): (u32, Span)| Some((page.sentence_at(span.start())?, nth));
            let mut placed: Vec<(u32, u32)> =
                spans.filter_map(at).map(|(s, nth)| (crate::corpus::number(s), nth)).collect();
            placed.sort_unstable();
            placed
        };
        let mentions = (0..)
            .zip(&page.actors)
            .flat_map(|(nth, actor)| actor.mentions.iter().map(move |span| (nth, *span)));
        Self {
            deeds: by(&mut (0..).zip(&page.deeds).map(|(nth, deed)| (nth, deed.span))),
            figures: by(&mut (0..).zip(&page.figures).map(|(nth, figure)| (nth, figure.span))),
            places: by(&mut (0..).zip(&page.places).map(|(nth, place)| (nth, place.span))),
            dates: by(&mut (0..).zip(&page.dates).map(|(nth, date)| (nth, date.span))),
            mentions: by(&mut { mentions }),
            countries: page
                .places
                .iter()
                .filter_map(|p| p.country.as_deref())
                .map(folded)
                .collect(),
        }
    }

    fn report(
        &self,
        page: &Document,
        identities: &Identities,
        document: u32,
        sentence: u32,
    ) -> Option<Report> {
        let deed = |nth: &u32| &page.deeds[*nth as usize];
        let deeds: Vec<u32> = within(&self.deeds, sentence)
            .filter(|nth| Happening::of(deed(nth).kind).is_some())
            .collect();
        let kind = deeds.iter().filter_map(|nth| Happening::of(deed(nth).kind)).min()?;
        let own: Vec<&Deed> = deeds.iter().map(deed).collect();
        let dates = within(&self.dates, sentence).map(|nth| &*page.dates[nth as usize].value);
        let told = own.iter().filter_map(|deed| deed.when.as_deref());
        let days = told.chain(dates).filter_map(Days::of).find(|days| days.length() <= LONGEST);
        let named = within(&self.places, sentence).map(|nth| &*page.places[nth as usize].name);
        let mut places: Vec<String> =
            own.iter().filter_map(|deed| deed.place.as_deref()).chain(named).map(folded).collect();
        places.retain(|place| !place.is_empty());
        // A country is where everything happens.
        if !places.iter().all(|place| self.countries.contains(place)) {
            places.retain(|place| !self.countries.contains(place));
        }
        dedup(&mut places);
        let mentioned = within(&self.mentions, sentence);
        let mut actors: Vec<u32> =
            mentioned.map(|nth| identities.acting(Place { document, nth })).collect();
        dedup(&mut actors);
        Some(Report {
            document,
            span: page.sentences[sentence as usize],
            sentences: vec![sentence],
            kind,
            days,
            inferred: false,
            places,
            actors,
            deeds,
            figures: within(&self.figures, sentence).collect(),
        })
    }
}

fn within(placed: &[(u32, u32)], sentence: u32) -> impl Iterator<Item = u32> {
    let from = placed.partition_point(|(at, _)| *at < sentence);
    placed[from..].iter().take_while(move |(at, _)| *at == sentence).map(|(_, nth)| *nth)
}

fn folded(name: &str) -> String {
    Spelled::of(name).folded()
}

fn dedup<T: Ord + Clone>(list: &mut Vec<T>) {
    let mut seen = BTreeSet::new();
    list.retain(|one| seen.insert(one.clone()));
}

/// Whether a sentence goes on with a report: the same kind of happening, at no other day; the very
/// next sentence unless it says that it tells of another, a later one at no other place.
fn continues(page: &Document, before: &Report, next: &Report) -> bool {
    let last = before.sentences.last().copied().unwrap_or_default();
    let days = match (before.days, next.days) {
        (Some(a), Some(b)) => a.apart(b) == 0,
        _ => true,
    };
    if !days || before.kind != next.kind || next.sentences[0] > last + REACH {
        return false;
    }
    let shared = next.places.iter().any(|place| before.places.contains(place));
    let places = next.places.is_empty() || before.places.is_empty() || shared;
    shared
        || next.sentences[0] == last + 1 && !is_another(page, next)
        || places && !is_another(page, next)
}

fn is_another(page: &Document, report: &Report) -> bool {
    let words = page.at(report.span);
    let mut first =
        words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(4);
    first.any(|word| ANOTHER.contains(&word.to_lowercase().as_str()))
}

fn extend(before: &mut Report, next: Report) {
    before.span = before.span.cover(next.span);
    before.sentences.extend(next.sentences);
    before.days = match (before.days, next.days) {
        (Some(a), Some(b)) if b.length() < a.length() => Some(b),
        (a, b) => a.or(b),
    };
    before.places.extend(next.places);
    dedup(&mut before.places);
    before.actors.extend(next.actors);
    dedup(&mut before.actors);
    before.deeds.extend(next.deeds);
    before.figures.extend(next.figures);
}

/// The days that a page tells of where a sentence does not say: those before its publication, or what
/// its head and its first report say.
fn story_days(page: &Document, reports: &[Report]) -> Option<Days> {
    let published = page.published.as_deref().and_then(Days::of);
    if let Some(published) = published.filter(|days| days.length() <= LONGEST) {
        return Some(before(published));
    }
    let head = page.dates.iter().take_while(|date| date.span.start() < HEAD);
    let dated = head.filter_map(|date| Days::of(&date.value)).find(|days| days.length() == 1);
    dated.map(before).or_else(|| reports.first()?.days)
}

fn before(published: Days) -> Days {
    Days { first: published.first.saturating_sub(NEWS), last: published.last }
}

/// A report without days tells of those of its section, or of its page's story.
fn infer_days(page: &Document, report: &mut Report, story: Option<Days>) {
    if report.days.is_some() {
        return;
    }
    let section = page.days_at(report.span.start()).filter(|days| days.length() <= LONGEST);
    report.days = section.map(before).or(story);
    report.inferred = true;
}
