//! People of one text who are at odds.

use super::draft::Draft;
use super::opposition::Opposition;
use super::statements::{Statement, Statements};
use super::{Difference, Ground, Page, Position, question};

/// A statement is set against so many before it,
const BACK: usize = 24;
/// that stand at most so many paragraphs before,
const PARAGRAPHS: usize = 8;
/// and at most so many sentences.
const SENTENCES: usize = 14;
/// Disputes less sure than this are not told.
const LEAST: f32 = 0.3;

/// The disputes between statements of a page.
pub(super) fn all(page: &Page<'_>) -> Vec<Draft> {
    let statements = Statements::of(page);
    let mut drafts = Vec::new();
    for (nth, other) in statements.all.iter().enumerate() {
        let before = &statements.all[nth.saturating_sub(BACK)..nth];
        for one in before.iter().rev() {
            drafts.extend(draft(page, &statements, one, other));
        }
    }
    drafts
}

fn may(one: &Statement, other: &Statement) -> bool {
    let near = other.sentence - one.sentence.min(other.sentence) <= SENTENCES
        && other.paragraph - one.paragraph.min(other.paragraph) <= PARAGRAPHS;
    let apart = !one.hull.overlaps(other.hull) && !one.is_by_holder_of(other);
    let own = (one.is_own() && !other.denied) || (other.is_own() && !one.denied);
    let says = |statement: &Statement| statement.stems.len() > usize::from(!statement.denied);
    near && apart && !own && says(one) && says(other)
}

fn draft(
    page: &Page<'_>,
    statements: &Statements,
    one: &Statement,
    other: &Statement,
) -> Option<Draft> {
    if !may(one, other) {
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
        difference: Difference::Conflict,
        ground: if found.denial { Ground::Denial } else { Ground::Opposition },
        score,
        reasons: found.reasons,
        incident: None,
        left_out: 0,
    })
}
