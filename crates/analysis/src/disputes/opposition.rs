//! What speaks for it that two statements are at odds.

use super::statements::{Statement, Statements};
use crate::behind::Word;
use crate::corpus::Document;
use sayso_model::Span;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Lines of a list that are not remarks.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

static OPPOSITES: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
    lines(include_str!("../../data/disputes/opposites.tsv"))
        .filter_map(|line| line.split_once('\t'))
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

fn fits(pattern: &str, word: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == word, |begin| word.starts_with(begin))
}

/// Whether a reporting word, in small letters, denies.
pub(super) fn denies(word: &str) -> bool {
    DENIALS.iter().any(|pattern| fits(pattern, word))
}

/// Statements that speak less of one thing than this are not at odds.
const ABOUT: f32 = 0.1;

/// How much speaks for it, and what.
#[derive(Debug, Clone)]
pub(super) struct Opposition {
    /// From 0 to 1: how much they speak of one thing.
    pub(super) about: f32,
    /// From 0 to 1: how much they oppose each other.
    pub(super) against: f32,
    /// Whether one denies it in so many words.
    pub(super) denial: bool,
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
        let about = about(all, one, other, &mut reasons);
        if about < ABOUT {
            return None;
        }
        let mut left = 1.0_f32;
        let mut against = |weight: f32, reason: String| {
            left *= 1.0 - weight;
            reasons.push(reason);
        };
        let denial = one.denied != other.denied;
        if denial {
            against(0.6, "one is reported as a denial".to_owned());
        }
        if one.negated != other.negated {
            against(0.25, "one says that something is not so".to_owned());
        }
        if let Some((a, b)) = opposites(one, other) {
            against(0.5, format!("opposites: {a}, {b}"));
        }
        if let Some((weight, cue)) = cue(page, one, other) {
            against(weight, format!("between them: {cue}"));
        }
        Some(Self { about, against: 1.0 - left, denial, reasons })
    }

    /// How likely they are at odds, from 0 to 1.
    pub(super) fn score(&self) -> f32 {
        self.against * (0.25 + 0.75 * self.about)
    }
}

/// How much of what the shorter says the other speaks of as well, by how rare the words are; a name in
/// both counts as a word.
fn about(all: &Statements, one: &Statement, other: &Statement, reasons: &mut Vec<String>) -> f32 {
    let weight = |stems: &BTreeSet<String>| stems.iter().map(|stem| all.rarity(stem)).sum::<f32>();
    let shared: BTreeSet<String> = one.stems.intersection(&other.stems).cloned().collect();
    let least = weight(&one.stems).min(weight(&other.stems));
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

fn opposites<'s>(one: &'s Statement, other: &'s Statement) -> Option<(&'s str, &'s str)> {
    let find = |statement: &'s Statement, pattern: &str| {
        statement.words.iter().find(|word| fits(pattern, word)).map(String::as_str)
    };
    OPPOSITES.iter().find_map(|(a, b)| {
        let there = || Some((find(one, a)?, find(other, b)?));
        let back = || Some((find(one, b)?, find(other, a)?));
        // What one of them says itself is no opposite between them.
        let both = |statement| find(statement, a).is_some() && find(statement, b).is_some();
        there().or_else(back).filter(|_| !both(one) && !both(other))
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
