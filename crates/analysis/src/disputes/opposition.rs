//! What speaks for it that two statements are at odds.

use super::Difference;
use super::lists::{fits, lines};
use super::statements::{Statement, Statements};
use crate::behind::Word;
use crate::corpus::Document;
use crate::estimates::words::stem;
use sayso_model::Span;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Two words that cannot both be said of one thing.
struct Opposites {
    one: &'static str,
    other: &'static str,
    /// In what those differ who say them.
    difference: Difference,
}

static OPPOSITES: LazyLock<Vec<Opposites>> = LazyLock::new(|| {
    let rows = lines(include_str!("../../data/disputes/opposites.tsv")).map(|row| row.split('\t'));
    rows.filter_map(|mut cells| {
        let (one, other) = (cells.next()?, cells.next()?);
        let difference = match cells.next() {
            Some("definition") => Difference::Definition,
            Some("scope") => Difference::Scope,
            Some("date") => Difference::Date,
            _ => Difference::Conflict,
        };
        Some(Opposites { one, other, difference })
    })
    .collect()
});

/// How much each says, with a blank before and after it.
static CUES: LazyLock<Vec<(f32, String)>> = LazyLock::new(|| {
    lines(include_str!("../../data/disputes/cues.tsv"))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(weight, words)| Some((weight.parse().ok()?, format!(" {words} "))))
        .collect()
});

static DENIALS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lines(include_str!("../../data/disputes/denials.tsv")).collect());

/// Whether a reporting word, in small letters, denies.
pub(super) fn denies(word: &str) -> bool {
    DENIALS.iter().any(|pattern| fits(pattern, word))
}

/// Statements that speak less of one thing than this are not at odds.
const ABOUT: f32 = 0.1;
/// Of what is denied, the other must speak of so much.
const DENIED: f32 = 0.35;
/// Where nothing but a *not* sets them apart they must speak of one thing so far.
const NEGATED: f32 = 0.4;
/// And of what is denied in another document, so much.
const ELSEWHERE: f32 = 0.6;
/// Who calls those that others just spoke of by another word speaks of one thing so far.
const SAME: f32 = 0.5;
/// A cue that says by itself that what follows is against what was said.
const STRONG: f32 = 0.5;

/// How much speaks for it, and what.
#[derive(Debug, Clone)]
pub(super) struct Opposition {
    /// From 0 to 1: how much they speak of one thing.
    pub(super) about: f32,
    /// From 0 to 1: how much they oppose each other.
    pub(super) against: f32,
    /// Whether one denies it in so many words.
    pub(super) denial: bool,
    /// In what they differ.
    pub(super) difference: Difference,
    pub(super) reasons: Vec<String>,
}

impl Opposition {
    /// Of two statements of one page, in order.
    pub(super) fn of(
        page: &Document,
        all: &Statements,
        one: &Statement,
        other: &Statement,
    ) -> Option<Self> {
        let mut reasons = Vec::new();
        let denial = one.denied != other.denied;
        let opposites = opposites(one, other);
        let about = match opposites {
            Some((_, _, Difference::Definition)) if are_of_those(one, other) => SAME,
            _ => about(all, one, other, opposites, &mut reasons),
        };
        let negation = one.negated != other.negated;
        let least = match (denial, opposites, negation) {
            (true, ..) => DENIED,
            (false, None, true) => NEGATED,
            _ => ABOUT,
        };
        if about < least {
            return None;
        }
        let mut left = 1.0_f32;
        let mut against = |weight: f32, reason: String| {
            left *= 1.0 - weight;
            reasons.push(reason);
        };
        if denial {
            against(0.6, "one is reported as a denial".to_owned());
        }
        if negation {
            against(0.25, "one says that something is not so".to_owned());
        }
        if let Some((a, b, _)) = opposites {
            against(0.5, format!("opposites: {a}, {b}"));
        }
        let said = denial || negation || opposites.is_some();
        if let Some((weight, cue)) = cue(page, one, other)
            && (said || weight >= STRONG)
        {
            against(weight, format!("between them: {cue}"));
        }
        let difference = opposites
            .filter(|_| !denial)
            .map_or(Difference::Conflict, |(_, _, difference)| difference);
        Some(Self { about, against: 1.0 - left, denial, difference, reasons })
    }

    /// Of a denial and what another document says of the same incident; rare is what is so in `all`.
    pub(super) fn elsewhere(
        all: &Statements,
        denial: &Statement,
        other: &Statement,
    ) -> Option<Self> {
        let mut reasons = Vec::new();
        let about = about(all, denial, other, None, &mut reasons);
        let difference = Difference::Conflict;
        (about >= ELSEWHERE).then_some(Self {
            about,
            against: 0.6,
            denial: true,
            difference,
            reasons,
        })
    }

    /// How likely they are at odds, from 0 to 1.
    pub(super) fn score(&self) -> f32 {
        self.against * (0.25 + 0.75 * self.about)
    }
}

/// How much of what the shorter says the other speaks of as well, by how rare the words are; a name in
/// both counts as a word.
fn about(
    all: &Statements,
    one: &Statement,
    other: &Statement,
    opposites: Option<(&str, &str, Difference)>,
    reasons: &mut Vec<String>,
) -> f32 {
    // In what they are opposed, they cannot be alike.
    let apart = opposites.map(|(a, b, _)| [stem(a), stem(b)]);
    let counts = |stem: &&String| apart.as_ref().is_none_or(|apart| !apart.contains(stem));
    let weight = |stems: &BTreeSet<String>| {
        stems.iter().filter(counts).map(|stem| all.rarity(stem)).sum::<f32>()
    };
    let shared: BTreeSet<String> = one.stems.intersection(&other.stems).cloned().collect();
    let least = match (one.denied, other.denied) {
        (true, false) => weight(&one.stems),
        (false, true) => weight(&other.stems),
        _ => weight(&one.stems).min(weight(&other.stems)),
    };
    if !shared.is_empty() {
        let list: Vec<&str> = shared.iter().map(String::as_str).collect();
        reasons.push(format!("both speak of: {}", list.join(", ")));
    }
    let named = one.names.intersection(&other.names).count().min(2) as f32 * 0.15;
    let words = if least > 0.0 { weight(&shared) / least } else { 0.0 };
    // *The council did it*, *the council denies it*.
    let speaks_of = |one: &Statement, other: &Statement| {
        other.denied && matches!(&other.behind.word, Word::Actor(who) if one.names.contains(who))
    };
    let accused = if speaks_of(one, other) || speaks_of(other, one) { 0.3 } else { 0.0 };
    (words + named + accused).min(1.0)
}

/// Whether both say what somebody is, one right after the other: *the dead were fighters*, *all of them
/// were civilians*.
fn are_of_those(one: &Statement, other: &Statement) -> bool {
    let beside = other.sentence.abs_diff(one.sentence) <= 1;
    beside && one.says_what_is() && other.says_what_is()
}

fn opposites<'s>(
    one: &'s Statement,
    other: &'s Statement,
) -> Option<(&'s str, &'s str, Difference)> {
    let find = |statement: &'s Statement, pattern: &str| {
        statement.words.iter().find(|word| fits(pattern, word)).map(String::as_str)
    };
    OPPOSITES.iter().find_map(|Opposites { one: a, other: b, difference }| {
        let there = || Some((find(one, a)?, find(other, b)?));
        let back = || Some((find(one, b)?, find(other, a)?));
        // What one of them says itself is no opposite between them.
        let both = |statement| find(statement, a).is_some() && find(statement, b).is_some();
        let found = there().or_else(back).filter(|_| !both(one) && !both(other));
        found.map(|(a, b)| (a, b, *difference))
    })
}

/// Before the later statement words are looked at from so far, in bytes.
const BEFORE: usize = 240;

/// The strongest cue between two statements, in the sentence of the later.
fn cue(page: &Document, one: &Statement, other: &Statement) -> Option<(f32, &'static str)> {
    let sentence = page.sentences.get(other.sentence)?.start();
    let link = other.told.map(|nth| &page.told[nth as usize]);
    let from = one.hull.end().max(sentence).max(other.hull.start().saturating_sub(BEFORE));
    let from = (from..=other.hull.start()).find(|at| page.words.is_char_boundary(*at))?;
    let mut said = page.at(Span::new(from, other.hull.start())).to_lowercase();
    for span in link.iter().flat_map(|told| told.cue.iter().chain(&told.source)) {
        said.push(' ');
        said.push_str(&page.at(*span).to_lowercase());
    }
    let words: String =
        said.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' }).collect();
    let spaced = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    CUES.iter()
        .filter(|(_, cue)| spaced.contains(cue.as_str()))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(weight, cue)| (*weight, cue.trim()))
}
