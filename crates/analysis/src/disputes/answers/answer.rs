//! What one holder says on who or what is behind a thing.

use super::given::Given;
use super::matter::Matter;
use super::phrases::{self, Whom};
use crate::behind::{Behind, Word, speaker};
use crate::corpus::{Deed, Document, number};
use crate::disputes::statements::{Statement, Statements, is_somebody};
use crate::disputes::{Page, Position};
use crate::estimates::words::words;
use sayso_model::{Polarity, RelationKind, Span};

/// What one holder says on who or what is behind a thing.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) document: u32,
    told: Option<u32>,
    content: Box<[Span]>,
    pub(super) behind: Behind,
    pub(super) sentence: usize,
    pub(super) matter: Matter,
    pub(super) given: Given,
    /// Whether it is said not to be behind it.
    pub(super) denied: bool,
    /// Whether words say so, and not only that a deed was done.
    pub(super) outright: bool,
    /// Whether somebody claims it.
    pub(super) claim: Claim,
}

/// Whether somebody claims a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// Whoever speaks does.
    Own,
    /// Nobody did.
    None,
    /// It is put to others.
    Others,
}

/// Of one page so many answers are looked at.
const MOST: usize = 64;
/// Words for whoever speaks.
const SPEAKER: [&str; 12] =
    ["it", "they", "he", "she", "we", "i", "its", "their", "his", "her", "our", "us"];
/// Words that say that it is not so.
const NOT: [&str; 5] = ["not", "never", "no", "nobody", "neither"];

/// The answers that a page gives, in order.
pub(super) fn of(page: &Page<'_>, statements: &Statements) -> Vec<Answer> {
    let said = statements.all.iter().filter_map(|statement| of_statement(page, statement));
    let deeds = (0..number(page.text().deeds.len())).filter_map(|nth| of_deed(page, nth));
    let mut all: Vec<Answer> = said.chain(deeds).filter(is_whole).take(2 * MOST).collect();
    all.sort_by_key(|answer| (!answer.outright, answer.start()));
    all.truncate(MOST);
    all.sort_by_key(|answer| (answer.start(), !answer.outright));
    all
}

fn is_whole(answer: &Answer) -> bool {
    is_somebody(&answer.behind.word) || answer.claim == Claim::None
}

fn of_statement(page: &Page<'_>, statement: &Statement) -> Option<Answer> {
    let told = phrases::told(page.text(), statement)?;
    let text = page.text();
    let (given, claim) = match told.whom {
        Whom::Named(span) => (of_words(page, span, &statement.behind), Claim::Others),
        Whom::Speaker if is_nobody(page, statement) => (Given::default(), Claim::None),
        Whom::Speaker => (by_speaker(page, &statement.behind)?, Claim::Own),
        Whom::Nobody => (Given::default(), Claim::None),
    };
    let no = matches!(told.whom, Whom::Named(span) if says_no(text, span)) || statement.negated;
    let matter = told.matter.map(|span| Matter::of(text, span)).unwrap_or_default();
    Some(Answer {
        document: page.document,
        told: statement.told,
        content: statement.content.clone(),
        behind: statement.behind.clone(),
        sentence: statement.sentence,
        matter,
        given,
        denied: claim != Claim::None && no != statement.denied,
        outright: true,
        claim,
    })
}

fn says_no(text: &Document, span: Span) -> bool {
    let small = text.at(span).to_lowercase();
    words(&small).any(|(_, word)| NOT.contains(&word))
}

/// *No group* said it.
fn is_nobody(page: &Page<'_>, statement: &Statement) -> bool {
    let link = statement.told.map(|nth| &page.text().told[nth as usize]);
    link.and_then(|told| told.source).is_some_and(|source| says_no(page.text(), source))
}

/// Somebody as some words name them; *it*, *our planes* are those of whoever speaks.
fn of_words(page: &Page<'_>, span: Span, behind: &Behind) -> Given {
    let small = page.text().at(span).to_lowercase();
    let first = words(&small).map(|(_, word)| word).next().unwrap_or_default();
    let speaker = SPEAKER.contains(&first).then(|| by_speaker(page, behind)).flatten();
    speaker.unwrap_or_else(|| Given::of(page.corpus, page.identities, page.document, span))
}

fn by_speaker(page: &Page<'_>, behind: &Behind) -> Option<Given> {
    match behind.word {
        Word::Actor(identity) => Some(Given::actor(page.identities, identity)),
        _ => None,
    }
}

fn of_deed(page: &Page<'_>, nth: u32) -> Option<Answer> {
    let text = page.text();
    let deed = &text.deeds[nth as usize];
    let (subject, object) = parties(deed)?;
    let behind = speaker(page.corpus, page.identities, page.document, deed.told);
    let given = of_words(page, subject, &behind);
    given.is_agent().then(|| Answer {
        document: page.document,
        told: deed.told,
        content: [deed.span].into(),
        sentence: text.sentence_at(deed.span.start()).unwrap_or_default(),
        matter: Matter::deed(text, object),
        given,
        denied: deed.polarity == Polarity::Denied,
        outright: false,
        claim: Claim::Others,
        behind,
    })
}

/// Who did it, and to whom, of a deed of violence that is said to be done, or not to be.
fn parties(deed: &Deed) -> Option<(Span, Span)> {
    let done = matches!(deed.polarity, Polarity::Asserted | Polarity::Denied);
    let violent = matches!(deed.kind, RelationKind::Assault);
    let whole = done && violent;
    Some((deed.subject.as_ref().filter(|_| whole)?.span?, deed.object.as_ref()?.span?))
}

impl Answer {
    pub(super) fn start(&self) -> usize {
        self.content.first().map_or(0, |span| span.start())
    }

    /// Whether one stands in the other.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let hull = |answer: &Self| Span::hull(&answer.content);
        let both = hull(self).zip(hull(other));
        self.document == other.document && both.is_some_and(|(a, b)| a.overlaps(b))
    }

    pub(super) fn position(&self, page: &Page<'_>) -> Position {
        let behind = self.behind.clone();
        Position::with(page.corpus, self.document, self.told, &self.content, behind)
    }

    /// Whether they are on the words of two that are known to be two.
    pub(super) fn is_on_another_word_than(&self, other: &Self) -> bool {
        self.behind.word != other.behind.word
    }
}
