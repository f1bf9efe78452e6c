//! Who takes back what was said: *retracted its report that ...*, *apologised for the claim*.

use super::draft::Draft;
use super::lists::{fits, lines};
use super::statements::{Statement, Statements, is_somebody};
use super::{Difference, Ground, Page, Position, question};
use crate::behind::{Behind, speaker};
use crate::corpus::{Deed, Told};
use crate::estimates::words::{stem, words};
use sayso_model::{Polarity, Span};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static TAKING_BACK: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../data/disputes/retractions.tsv")).collect());
static SAID: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../data/disputes/sayings.tsv")).collect());

/// Of one page so many retractions are looked at,
const MOST: usize = 32;
/// and each is set against so many statements.
const LOOKED_AT: usize = 200;
/// What is taken back and what was said share so many words.
const SHARED: usize = 2;
/// What is taken back without a word on what it was stands at most so many sentences before.
const BESIDE: usize = 2;

/// Words of a page that take something back.
struct Retraction {
    /// Who does.
    behind: Behind,
    /// The attribution whose content is taken back.
    told: Option<u32>,
    /// The clause.
    span: Span,
}

/// One dispute for each retraction whose target stands on the page.
pub(super) fn all(page: &Page<'_>, statements: &Statements) -> Vec<Draft> {
    let text = page.text();
    let told = (0..).zip(&text.told).filter_map(|(nth, told)| of_told(page, nth, told));
    let deeds = text.deeds.iter().filter_map(|deed| of_deed(page, deed));
    let all = told.chain(deeds).take(MOST);
    let found = all.filter_map(|retraction| draft(page, statements, &retraction));
    let own = text.deeds.iter().filter(|deed| is_own(deed)).take(MOST);
    found.chain(own.filter_map(|deed| of_own(page, statements, deed))).collect()
}

/// Whether a writer takes back what was just said: *I withdraw that*.
fn is_own(deed: &Deed) -> bool {
    let is = |words: &str, all: &[&str]| all.contains(&words.to_lowercase().as_str());
    let writer = deed.subject.as_ref().is_some_and(|party| is(&party.words, &["i", "we"]));
    let pointed = || deed.object.as_ref().is_some_and(|o| is(&o.words, &["it", "that", "this"]));
    let whole = deed.polarity == Polarity::Asserted && deed.told.is_none();
    whole && writer && takes_back(&deed.verb.to_lowercase()) && pointed()
}

/// What the writer said of themselves right before, or else the sentence before.
fn of_own(page: &Page<'_>, statements: &Statements, deed: &Deed) -> Option<Draft> {
    let text = page.text();
    let sentence = text.sentence_at(deed.span.start())?;
    let near = statements.all.iter().filter(|one| {
        let between = Span::new(one.hull.end(), deed.span.start().max(one.hull.end()));
        (1..=BESIDE).any(|back| one.sentence + back == sentence)
            && !text.at(between).contains("\n\n")
            && !one.denied
            && says_something(one)
    });
    let near: Vec<&Statement> = near.collect();
    let source = |one: &Statement| text.told[one.told? as usize].source;
    let by_writer = |one: &&&Statement| {
        source(one).is_some_and(|span| matches!(text.at(span), "I" | "we" | "We"))
    };
    let figure = is_of_a_saying(text.at(deed.span));
    let before = |one: &&&Statement| figure && one.is_own() && one.sentence + 1 == sentence;
    let target = near.iter().rfind(by_writer).or_else(|| near.iter().rfind(before))?;
    let retraction = Retraction { behind: target.behind.clone(), told: None, span: deed.span };
    Some(drafted(page, target, &retraction))
}

fn takes_back(small: &str) -> bool {
    TAKING_BACK.iter().any(|pattern| match pattern.split_once(' ') {
        Some(_) => small.contains(pattern),
        None => words(small).any(|(_, word)| fits(pattern, word)),
    })
}

fn of_told(page: &Page<'_>, nth: u32, told: &Told) -> Option<Retraction> {
    let text = page.text();
    let cue = Span::hull(&told.cue)?;
    let behind = speaker(page.corpus, page.identities, page.document, Some(nth));
    let whole =
        told.source.map_or(cue, |source| source.cover(cue)).cover(Span::hull(&told.content)?);
    let taken = takes_back(&text.at(cue).to_lowercase()) && is_of_a_saying(text.at(whole));
    taken.then_some(Retraction { behind, told: Some(nth), span: whole })
}

fn of_deed(page: &Page<'_>, deed: &Deed) -> Option<Retraction> {
    let text = page.text();
    let verb = deed.verb.to_lowercase();
    let object = deed.object.as_ref()?;
    let taken = deed.polarity == Polarity::Asserted && takes_back(&verb);
    if !taken || !is_of_a_saying(&object.words) {
        return None;
    }
    let behind = subject(page, deed)?;
    let sentence = text.sentence_at(deed.span.start()).map(|nth| text.sentences[nth]);
    // What the report was stands behind it in the sentence.
    let end = sentence.map_or(deed.span.end(), |sentence| sentence.end());
    let from = deed.subject.as_ref()?.span?.start();
    let end = end.max(deed.span.end()).max(from);
    Some(Retraction { behind, told: None, span: Span::new(from, end) })
}

/// Whoever does a deed, as a holder.
fn subject(page: &Page<'_>, deed: &Deed) -> Option<Behind> {
    let party = deed.subject.as_ref()?;
    let nth = party.actor?;
    let place = crate::corpus::Place { document: page.document, nth };
    let word = crate::behind::Word::Actor(page.identities.acting(place));
    Some(Behind { word, how: crate::behind::How::Attributed, span: party.span? })
}

/// Of what is taken back so many words are looked at.
const LONGEST: usize = 40;

/// Whether words are on something that was said.
fn is_of_a_saying(said: &str) -> bool {
    words(said)
        .take(LONGEST)
        .map(|(_, word)| word.to_lowercase())
        .any(|word| SAID.iter().any(|pattern| fits(pattern, &word)))
}

fn draft(page: &Page<'_>, statements: &Statements, retraction: &Retraction) -> Option<Draft> {
    if !is_somebody(&retraction.behind.word) {
        return None;
    }
    let target =
        earlier(page, statements, retraction).or_else(|| inside(page, statements, retraction))?;
    Some(drafted(page, target, retraction))
}

/// That what was said is taken back.
fn drafted(page: &Page<'_>, target: &Statement, retraction: &Retraction) -> Draft {
    let span = clause(page, retraction, target);
    let (told, behind) = (retraction.told, retraction.behind.clone());
    let said = target.behind.clone();
    let positions = vec![
        Position::with(page.corpus, page.document, target.told, &target.content, said),
        Position::with(page.corpus, page.document, told, &[span], behind),
    ];
    let own = target.behind.word == retraction.behind.word;
    Draft {
        question: question::whether(&positions[0].words(page.corpus)),
        positions,
        difference: Difference::Retraction,
        ground: Ground::Retraction,
        score: if own { 0.7 } else { 0.55 },
        reasons: Vec::new(),
        incident: None,
        left_out: 0,
    }
}

/// The clause that takes it back, without what is taken back where that stands in it.
fn clause(page: &Page<'_>, retraction: &Retraction, target: &Statement) -> Span {
    let whole = retraction.span;
    if !whole.contains(target.hull) {
        return whole;
    }
    let before = page.text().at(Span::new(whole.start(), target.hull.start())).trim_end();
    let before = before.strip_suffix("that").unwrap_or(before).trim_end();
    Span::new(whole.start(), whole.start() + before.len())
}

/// What the same one said before: in the same words, or right before.
fn earlier<'s>(
    page: &Page<'_>,
    statements: &'s Statements,
    retraction: &Retraction,
) -> Option<&'s Statement> {
    let small = page.text().at(retraction.span).to_lowercase();
    let taken: BTreeSet<String> = super::statements::telling(&small).map(stem).collect();
    let shared = |one: &Statement| one.stems.intersection(&taken).count();
    let sentence = page.text().sentence_at(retraction.span.start()).unwrap_or_default();
    let beside = |one: &Statement| one.sentence + BESIDE >= sentence;
    let said = statements.all.iter().take(LOOKED_AT).filter(|one| {
        one.behind.word == retraction.behind.word
            && !one.denied
            && one.hull.end() <= retraction.span.start()
            && says_something(one)
            && (shared(one) >= SHARED || beside(one))
    });
    said.max_by_key(|one| (shared(one), one.hull))
}

/// What the words that take it back repeat.
fn inside<'s>(
    page: &Page<'_>,
    statements: &'s Statements,
    retraction: &Retraction,
) -> Option<&'s Statement> {
    let is_noun =
        |nth: u32| is_of_a_saying(&page.text().words_at(&page.text().told[nth as usize].cue));
    let within = |one: &&Statement| {
        one.told.is_some_and(is_noun)
            && one.told != retraction.told
            && !one.denied
            && retraction.span.contains(one.hull)
            && one.hull.start() > retraction.span.start()
            && says_something(one)
    };
    statements.all.iter().take(LOOKED_AT).find(within)
}

/// Whether it says more than that something was said: *the comment* does not.
fn says_something(statement: &Statement) -> bool {
    let telling = |word: &&String| !SAID.iter().any(|pattern| fits(pattern, word));
    statement.words.iter().filter(telling).count() > SHARED
}
