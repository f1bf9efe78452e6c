//! People of one text who are at odds.

use super::draft::Draft;
use super::opposition::Opposition;
use super::statements::{Statement, Statements};
use super::{Ground, Page, Position, question};
use std::collections::BTreeMap;

/// A statement is set against so many before it,
const BACK: usize = 24;
/// that stand at most so many paragraphs before,
const PARAGRAPHS: usize = 8;
/// and at most so many sentences.
const SENTENCES: usize = 14;
/// Disputes less sure than this are not told.
const LEAST: f32 = 0.3;

/// Of a denial so many targets are kept, those that say the same nearly as well as the best.
const TARGETS: usize = 3;
/// A target is as good as the best where its score is so near.
const NEARLY: f32 = 0.05;

/// The disputes between statements of a page. Who denies something denies what is likest to it there,
/// and not all that is spoken of.
pub(super) fn all(page: &Page<'_>, statements: &Statements) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut denials: BTreeMap<usize, Vec<Draft>> = BTreeMap::new();
    for (nth, other) in statements.all.iter().enumerate() {
        let from = nth.saturating_sub(BACK);
        for (before, one) in statements.all[from..nth].iter().enumerate().rev() {
            if let Some(found) = draft(page, statements, one, other) {
                match (one.denied, other.denied) {
                    (true, false) => denials.entry(from + before).or_default().push(found),
                    (false, true) => denials.entry(nth).or_default().push(found),
                    _ => drafts.push(found),
                }
            }
        }
    }
    drafts.extend(denials.into_values().flat_map(best));
    drafts
}

fn best(mut targets: Vec<Draft>) -> impl Iterator<Item = Draft> {
    targets.sort_by(|a, b| b.score.total_cmp(&a.score));
    let least = targets.first().map_or(0.0, |best| best.score) - NEARLY;
    targets.into_iter().take(TARGETS).filter(move |target| target.score >= least)
}

fn may(one: &Statement, other: &Statement) -> bool {
    let near = other.sentence - one.sentence.min(other.sentence) <= SENTENCES
        && other.paragraph - one.paragraph.min(other.paragraph) <= PARAGRAPHS;
    let apart = !one.hull.overlaps(other.hull) && !one.is_by_holder_of(other);
    let own = |one: &Statement, other: &Statement| {
        one.is_own() && !(other.denied && one.tells_of_a_charge())
    };
    let own = own(one, other) || own(other, one);
    let says = |statement: &Statement| statement.stems.len() > 1 || statement.says_what_is();
    near && apart && !own && says(one) && says(other)
}

fn draft(
    page: &Page<'_>,
    statements: &Statements,
    one: &Statement,
    other: &Statement,
) -> Option<Draft> {
    let held = |statement: &Statement| statement.denied || statement.is_held(page);
    if !may(one, other) || !held(one) || !held(other) {
        return None;
    }
    let found = Opposition::of(page.text(), statements, one, other)?;
    let score = found.score();
    if score < LEAST {
        return None;
    }
    let position = |statement: &Statement| {
        let (told, behind) = (statement.told, statement.behind.clone());
        Position::with(page.corpus, page.document, told, &statement.content, behind)
    };
    let (first, second) = (position(one), position(other));
    Some(Draft {
        question: question::which(page.corpus, &first, &second),
        positions: vec![first, second],
        difference: found.difference,
        ground: if found.denial { Ground::Denial } else { Ground::Opposition },
        score,
        reasons: found.reasons,
        incident: None,
        left_out: 0,
    })
}
