//! On whose word a figure stands.

use super::SENTENCE;
use super::around::near;
use super::words::words;
use crate::behind::{Asked, Behind, How, Word};
use crate::corpus::{Corpus, Document, Place};
use crate::identity::Identities;
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Span};

/// Words with which somebody gives a number.
const GIVES: [&str; 17] = [
    "put",
    "puts",
    "gave",
    "gives",
    "counted",
    "counts",
    "estimated",
    "estimates",
    "recorded",
    "records",
    "documented",
    "documents",
    "listed",
    "lists",
    "tallied",
    "reported",
    "reports",
];
/// So many words at most stand between such a word and its number.
const FAR: usize = 8;

/// Whose word it is: the innermost speaker's around it; else whoever gives it (*the Courier put the
/// dead at 420*); else whoever speaks in its clause, the nearest; else the page's. Whom the page names
/// elsewhere is never made its holder by guess.
pub(super) fn of(
    corpus: &Corpus,
    identities: &Identities,
    asked: &Asked<'_>,
    place: Place,
) -> Behind {
    let page = &corpus[place.document];
    let figure = page.figures[place.nth as usize].span;
    let all = asked.named(&[figure]);
    let told = all.iter().any(|behind| behind.how < How::Credited);
    let clause = clause(page, figure);
    let said = nearest(all, figure);
    let found = match giver(corpus, identities, place, clause) {
        // Whoever is said to give it stands nearer to it than whoever says so.
        Some(giver)
            if !told || said.as_ref().is_none_or(|s| giver.span.start() >= s.span.end()) =>
        {
            Some(giver)
        }
        _ if told => said,
        _ => nearest(asked.named(&[clause]), figure),
    };
    let found = found.unwrap_or_else(|| asked.voice());
    match &found.word {
        Word::Described(words) if !describes(words) => Behind { word: Word::Unknown, ..found },
        _ => found,
    }
}

/// Who may have told the page a figure that it gives in its own voice: the only one whom it names as
/// telling anything.
pub(super) fn perhaps(asked: &Asked<'_>, behind: &Behind) -> Option<Behind> {
    matches!(behind.word, Word::Page(_)).then(|| asked.guess()).flatten()
}

/// Whether words for a holder say anything of who that is: *it* and *the source* do not.
fn describes(words: &str) -> bool {
    words.split(' ').any(|word| !BARE.contains(&word))
}

/// Words that point at somebody and do not say at whom, and those that go with them.
const BARE: [&str; 46] = [
    "report",
    "reports",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "who",
    "which",
    "that",
    "this",
    "these",
    "those",
    "one",
    "some",
    "others",
    "another",
    "him",
    "her",
    "them",
    "himself",
    "herself",
    "itself",
    "themselves",
    "the",
    "a",
    "an",
    "its",
    "his",
    "their",
    "same",
    "latter",
    "former",
    "group",
    "groups",
    "organisation",
    "organization",
    "body",
    "source",
    "sources",
    "man",
    "woman",
    "person",
    "people",
];

/// The sentence around a figure, from the last semicolon to the next.
fn clause(page: &Document, figure: Span) -> Span {
    let sentence = near(page, figure, SENTENCE);
    let before = page.at(Span::new(sentence.start(), figure.start()));
    let after = page.at(Span::new(figure.end(), sentence.end()));
    let start = before.rfind(';').map_or(sentence.start(), |at| sentence.start() + at + 1);
    let end = after.find(';').map_or(sentence.end(), |at| figure.end() + at);
    Span::new(start, end)
}

/// The actor named before words that give the figure.
fn giver(corpus: &Corpus, identities: &Identities, place: Place, clause: Span) -> Option<Behind> {
    let page = &corpus[place.document];
    let figure = page.figures[place.nth as usize].span;
    let before = Span::new(clause.start(), figure.start());
    let all: Vec<(usize, &str)> = words(page.at(before)).collect();
    let gives = all.iter().rev().take(FAR).find(|(_, word)| GIVES.contains(word));
    let until = clause.start() + gives?.0;
    let named = page.mentioned_in(Span::new(clause.start(), until)).filter(|(span, nth)| {
        span.start() >= clause.start()
            && span.end() <= until
            && can_give(page.actors[*nth as usize].kind)
            && is_subject(page.at(Span::new(clause.start(), span.start())))
            && words(page.at(Span::new(span.end(), until))).count() <= FAR
    });
    let (span, nth) = named.max_by_key(|(span, _)| (span.end(), span.len()))?;
    let rest = page.at(Span::new(span.end(), until));
    let noun = words(rest).next().filter(|(_, word)| PAPERS.contains(word));
    let word = if let Some((at, noun)) = noun {
        // *An Ostry newspaper* is not Ostry.
        let whole = Span::new(span.start(), span.end() + at + noun.len());
        Word::Described(Spelled::of(page.at(whole)).folded())
    } else {
        Word::Actor(identities.acting(Place { document: place.document, nth }))
    };
    Some(Behind { word, how: How::Beside, span })
}

/// Words for what prints numbers, after the name of a place.
const PAPERS: [&str; 6] = ["newspaper", "newspapers", "paper", "papers", "daily", "weekly"];
/// A name after one of these is not who gives a number.
const LED: [&str; 12] =
    ["to", "for", "from", "with", "in", "at", "of", "on", "by", "against", "near", "about"];

/// Whether a name after these words can be who does what follows.
fn is_subject(before: &str) -> bool {
    let small = before.to_lowercase();
    let mut back = words(&small).map(|(_, word)| word).collect::<Vec<_>>().into_iter().rev();
    let last = back.find(|word| !matches!(*word, "the" | "a" | "an"));
    last.is_none_or(|word| !LED.contains(&word))
}

const fn can_give(kind: ActorKind) -> bool {
    !matches!(kind, ActorKind::Place | ActorKind::Population | ActorKind::Event)
}

/// Of several on whose word a sentence stands, the one named nearest to the figure.
fn nearest(all: Vec<Behind>, figure: Span) -> Option<Behind> {
    let away = |behind: &Behind| {
        let span = behind.span;
        figure.start().saturating_sub(span.end()).max(span.start().saturating_sub(figure.end()))
    };
    all.into_iter().min_by_key(away)
}
