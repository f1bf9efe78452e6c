//! What one document tells of happenings.

use super::happening::Happening;
use super::rulings::Rulings;
use super::sentences::Sentences;
use super::when::{Story, When};
use crate::corpus::{Corpus, Days, Document, number};
use crate::identity::Identities;
use crate::spelling::Spelled;
use sayso_model::{ItemId, SectionKind, Span};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether the days are those before publication, or those of a weekday, since its words give none.
    pub inferred: bool,
    /// Where: names of places, folded, in order.
    pub places: Vec<String>,
    /// Who: identities, in order.
    pub actors: Vec<u32>,
    /// Its relations that tell it, by number.
    pub deeds: Vec<u32>,
    /// Its quantities, by number.
    pub figures: Vec<u32>,
    /// What of it people ruled on, as [`Rulings`] number it.
    pub(super) ruled: Vec<u32>,
    /// More of when.
    pub(super) when: When,
}

impl Report {
    /// An item that a person can rule on to say what happening the report is of.
    #[must_use]
    pub fn item<'c>(&self, corpus: &'c Corpus) -> Option<&'c ItemId> {
        let page = &corpus[self.document];
        let deed = self.deeds.first().map(|nth| &page.deeds[*nth as usize].id);
        let figure = || self.figures.first().map(|nth| &page.figures[*nth as usize].id);
        let claim = || {
            let own = |span: &Span| self.span.overlaps(*span);
            Some(&page.claims.iter().find(|claim| claim.content.iter().any(own))?.id)
        };
        deed.or_else(figure).or_else(claim)
    }

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

    /// Gives it the day that other reports have settled on.
    pub(super) fn settle(&mut self, days: Option<Days>) {
        if self.when.choice.take().is_some() {
            self.days = days;
        }
    }
}

/// A sentence belongs to a report of the same place that ends at most so many sentences before.
const REACH: u32 = 4;
/// So many reports before are looked at for the one that a sentence goes on with.
const BEFORE: usize = 4;
/// Words that begin another happening of the same kind.
const ANOTHER: [&str; 8] =
    ["separately", "elsewhere", "meanwhile", "another", "earlier", "previously", "later", "last"];

/// The reports of one document, in order.
pub(super) fn of(
    corpus: &Corpus,
    identities: &Identities,
    rulings: &Rulings,
    document: u32,
) -> Vec<Report> {
    let page = &corpus[document];
    let story = Story::of(page);
    let sentences = Sentences::of(page, identities, document, story);
    let mut told: Vec<Option<Report>> =
        (0..number(page.sentences.len())).map(|nth| sentences.report(nth)).collect();
    rule(page, rulings, &sentences, &mut told);
    let mut reports: Vec<Report> = Vec::new();
    for next in told.into_iter().flatten() {
        let before = reports.iter_mut().rev().take(BEFORE);
        let near = before.into_iter().find(|before| continues(page, rulings, before, &next));
        match near {
            Some(before) => extend(page, before, next),
            None => reports.push(next),
        }
    }
    let story = story.or(reports.first().and_then(|report| report.when.days));
    for report in &mut reports {
        report.when = report.when.infer(&story.at(page, report.span.start()));
        (report.days, report.inferred) = (report.when.days, report.when.inferred);
    }
    reports
}

/// Notes what people ruled on. Where they say of words that they tell of a happening and no sentence
/// there was read so, the first does.
fn rule(
    page: &Document,
    rulings: &Rulings,
    sentences: &Sentences<'_>,
    told: &mut [Option<Report>],
) {
    for (nth, span) in rulings.on(page) {
        let Some(first) = page.sentence_at(span.start()) else { continue };
        let last = page.sentence_at(span.end().saturating_sub(1)).unwrap_or(first).max(first);
        let telling = (first..=last).find(|at| told[*at].is_some()).unwrap_or(first);
        let report = told[telling].get_or_insert_with(|| sentences.other(number(telling)));
        report.ruled.push(nth);
    }
}

/// Whether a sentence goes on with a report: the same kind of happening, at no other day; the very
/// next sentence unless it says that it tells of another, a later one at no other place. A headline
/// goes with what follows it, and what people keep apart goes with nothing that they keep it from.
fn continues(page: &Document, rulings: &Rulings, before: &Report, next: &Report) -> bool {
    let last = before.sentences.last().copied().unwrap_or_default();
    if !before.when.fits(&next.when)
        || next.sentences[0] > last + REACH
        || rulings.part(&before.ruled, &next.ruled)
    {
        return false;
    }
    if is_headline(page, before) {
        return true;
    }
    if before.kind != next.kind {
        return false;
    }
    let shared = next.places.iter().any(|place| before.places.contains(place));
    let places = next.places.is_empty() || before.places.is_empty() || shared;
    let follows = next.sentences[0] == last + 1;
    shared || (follows || places) && !is_another(page, next)
}

fn is_another(page: &Document, report: &Report) -> bool {
    let words = page.at(report.span);
    let mut first =
        words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(4);
    first.any(|word| ANOTHER.contains(&word.to_lowercase().as_str()))
}

/// Whether a report is so far no more than the headline of its page or section.
fn is_headline(page: &Document, report: &Report) -> bool {
    let [sentence] = report.sentences[..] else { return false };
    let span = page.sentences[sentence as usize];
    let heads = |section: &crate::corpus::Section| {
        section.kind == SectionKind::Heading && section.span.contains(span)
    };
    let title = || page.title.as_deref().is_some_and(|title| is_same(title, page.at(span)));
    title() || page.sections.iter().any(heads)
}

fn is_same(one: &str, other: &str) -> bool {
    fn letters(words: &str) -> impl Iterator<Item = char> {
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

fn extend(page: &Document, before: &mut Report, next: Report) {
    if is_headline(page, before) {
        before.kind = next.kind;
    }
    before.span = before.span.cover(next.span);
    before.sentences.extend(next.sentences);
    before.when.extend(next.when);
    before.places.extend(next.places);
    dedup(&mut before.places);
    before.actors.extend(next.actors);
    dedup(&mut before.actors);
    before.deeds.extend(next.deeds);
    before.figures.extend(next.figures);
    before.ruled.extend(next.ruled);
}

pub(super) fn dedup<T: Ord + Clone>(list: &mut Vec<T>) {
    let mut seen = BTreeSet::new();
    list.retain(|one| seen.insert(one.clone()));
}
