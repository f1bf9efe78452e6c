//! What a text itself sets against what.

use super::draft::Draft;
use super::{Difference, Ground, Page, Position, question};
use crate::corpus::{Document, Opposed};
use crate::estimates::words::words;
use sayso_model::{ContrastKind, Span};

/// One dispute for each contrast of a page.
pub(super) fn all(page: &Page<'_>) -> Vec<Draft> {
    let asked = is_interview(page.text());
    let of_others = |contrast: &&Opposed| {
        let sides = [&contrast.rejected, &contrast.other];
        let worded = matches!(contrast.kind, ContrastKind::Instead | ContrastKind::Labelled);
        !worded || !asked && !sides.iter().any(|side| speaks_of_oneself(page.text().at(side.span)))
    };
    page.text().contrasts.iter().filter(of_others).map(|contrast| draft(page, contrast)).collect()
}

/// An interview has so many questions,
const QUESTIONS: usize = 5;
/// and one in so many sentences.
const ONE_IN: usize = 12;

/// Whether a page is questions and answers: who answers puts things right that nobody said.
fn is_interview(page: &Document) -> bool {
    let asks = |sentence: &&Span| page.at(**sentence).trim_end().ends_with('?');
    let questions = page.sentences.iter().filter(asks).count();
    questions >= QUESTIONS && questions * ONE_IN >= page.sentences.len()
}

/// What people set aside of themselves nobody else holds.
fn speaks_of_oneself(said: &str) -> bool {
    let oneself = ["i", "i'm", "i’m", "i've", "i’ve", "my", "me", "myself"];
    words(&said.to_lowercase()).any(|(_, word)| oneself.contains(&word))
}

fn draft(page: &Page<'_>, contrast: &Opposed) -> Draft {
    let side =
        |side, aside| Position::of_side(page.corpus, page.identities, page.document, side, aside);
    let aside = contrast.kind != ContrastKind::Contradicts;
    let rejected = side(&contrast.rejected, aside);
    // *Did not contradict the claim that X, or prove that Y*: who says so does not say Y.
    let cue = page.text().words_at(&contrast.cue);
    let unproven = !aside && cue.split_whitespace().any(|word| word == "or");
    let other = side(&contrast.other, unproven);
    let (difference, ground, score) = match contrast.kind {
        ContrastKind::Contradicts => (Difference::Conflict, Ground::Contradiction, 0.8),
        ContrastKind::Denied => (Difference::Conflict, Ground::Contrast, 0.75),
        ContrastKind::Instead => (Difference::Conflict, Ground::Contrast, 0.65),
        ContrastKind::Deeds => (Difference::Unclear, Ground::Contrast, 0.6),
        ContrastKind::Labelled => (Difference::Definition, Ground::Contrast, 0.65),
    };
    Draft {
        question: question::which(page.corpus, &rejected, &other),
        positions: vec![rejected, other],
        difference,
        ground,
        score,
        reasons: if cue.is_empty() { Vec::new() } else { vec![format!("words: {cue}")] },
        incident: None,
        left_out: 0,
    }
}
