//! Denials that leave out what is denied: *denied the accusation*, *rejected the reports as baseless*,
//! *denied any involvement*. What they mean stands elsewhere on the page.

use super::draft::Draft;
use super::lists::{columns, fits};
use super::statements::{Statement, Statements};
use super::{Difference, Ground, Page, Position, question};
use crate::behind::Word;
use crate::estimates::words::words;
use std::sync::LazyLock;

static TAKEN_UP: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| columns(include_str!("../../data/disputes/denied.tsv")));

/// What is denied stands at most so many sentences before,
const BEFORE: usize = 10;
/// or so many after.
const AFTER: usize = 4;
/// Of the statements around so many are looked at, before and after.
const LOOKED_AT: usize = 24;
/// Where nobody names who denies it, what is denied stands right beside.
const BESIDE: usize = 2;
/// Words that stand before the one that takes up what was said.
const ARTICLES: [&str; 16] = [
    "the", "a", "an", "any", "all", "these", "those", "such", "its", "their", "his", "her", "both",
    "media", "earlier", "previous",
];

/// One dispute for each such denial whose target is found.
pub(super) fn all(page: &Page<'_>, statements: &Statements) -> Vec<Draft> {
    let denials = (0..).zip(&statements.all).filter(|(_, statement)| statement.denied);
    denials.filter_map(|(nth, denial)| draft(page, statements, nth, denial)).collect()
}

fn draft(
    page: &Page<'_>,
    statements: &Statements,
    nth: usize,
    denial: &Statement,
) -> Option<Draft> {
    let said_by = taken_up(denial)?;
    let near = nth.saturating_sub(LOOKED_AT)..(nth + LOOKED_AT).min(statements.all.len());
    let found = statements.all[near].iter().filter_map(|target| {
        let score = score(page, denial, target, said_by)?;
        let away = target.sentence.abs_diff(denial.sentence);
        // What was said before rather than what comes after.
        Some((score, away, target.sentence > denial.sentence, target))
    });
    let best = found.min_by(|a, b| {
        b.0.total_cmp(&a.0).then_with(|| (a.2, a.1, a.3.hull).cmp(&(b.2, b.1, b.3.hull)))
    });
    let (score, _, _, target) = best?;
    let position = |statement: &Statement| {
        let behind = statement.behind.clone();
        Position::with(page.corpus, page.document, statement.told, &statement.content, behind)
    };
    let positions = vec![position(target), position(denial)];
    Some(Draft {
        question: question::whether(&positions[0].words(page.corpus)),
        positions,
        difference: Difference::Conflict,
        ground: Ground::Denial,
        score,
        reasons: vec!["the denial takes up what was said before".to_owned()],
        incident: None,
        left_out: 0,
    })
}

/// Whether a word, in small letters, is one by which denials take up what was said.
pub(super) fn takes_up(word: &str) -> bool {
    TAKEN_UP.iter().any(|(pattern, _)| fits(pattern, word))
}

/// By what words that was said which a denial takes up; `None` of one that says itself what it denies.
fn taken_up(denial: &Statement) -> Option<&'static str> {
    let mut said = denial.words.iter().map(String::as_str).skip_while(|w| ARTICLES.contains(w));
    let noun = said.next()?;
    if matches!(said.next(), Some("that" | "of" | "by" | "from")) {
        return None;
    }
    TAKEN_UP.iter().find(|(pattern, _)| fits(pattern, noun)).map(|(_, said_by)| *said_by)
}

/// How sure it is that this is denied: it was said with the right word, and of whoever denies it.
fn score(page: &Page<'_>, denial: &Statement, target: &Statement, said_by: &str) -> Option<f32> {
    let link = &page.text().told[target.told? as usize];
    let before = denial.sentence.saturating_sub(target.sentence) <= BEFORE;
    let after = target.sentence.saturating_sub(denial.sentence) <= AFTER;
    let apart = !target.hull.overlaps(denial.hull) && !target.is_by_holder_of(denial);
    if target.denied || !target.is_held(page) || !apart || !before || !after {
        return None;
    }
    let cue = page.text().words_at(&link.cue).to_lowercase();
    let said = words(&cue).any(|(_, word)| said_by.split('|').any(|begin| word.starts_with(begin)));
    let named = matches!(&denial.behind.word, Word::Actor(who) if target.names.contains(who));
    let accuses = ["accus", "blam", "alleg", "charg", "claim", "suspect"];
    let accused = words(&cue).any(|(_, word)| accuses.iter().any(|a| word.starts_with(a)));
    match (said, named, accused) {
        (true, true, true) => Some(0.75),
        (true, true, false) => Some(0.55),
        (true, false, true) if target.sentence.abs_diff(denial.sentence) <= BESIDE => Some(0.5),
        _ => None,
    }
}
