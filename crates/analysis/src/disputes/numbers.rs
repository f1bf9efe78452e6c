//! Numbers of one thing that cannot both hold.

use super::draft::Draft;
use super::{Difference, Ground, Position, question};
use crate::corpus::{Corpus, Place, number};
use crate::estimates::{Differing, Estimate, Given, Matter, Scope};
use crate::identity::Identities;
use crate::incidents::Incidents;
use sayso_model::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One dispute for each scope of an estimate on which positions differ.
pub(super) fn all(
    corpus: &Corpus,
    identities: &Identities,
    incidents: &Incidents,
    estimate: &Estimate,
) -> Vec<Draft> {
    let mut by_scope: BTreeMap<&Scope, Vec<&Differing>> = BTreeMap::new();
    for differing in &estimate.differing {
        let scope = &estimate.given[differing.one as usize].measure.scope;
        by_scope.entry(scope).or_default().push(differing);
    }
    let drafts = by_scope.into_iter().map(|(scope, differing)| {
        let question = question::how_many(incidents, estimate, scope);
        draft(corpus, identities, estimate, &differing, question)
    });
    drafts.collect()
}

fn draft(
    corpus: &Corpus,
    identities: &Identities,
    estimate: &Estimate,
    differing: &[&Differing],
    question: String,
) -> Draft {
    let numbers: BTreeSet<u32> = differing.iter().flat_map(|d| [d.one, d.other]).collect();
    let given = |nth: &u32| &estimate.given[*nth as usize];
    let one_page = numbers.iter().map(|nth| given(nth).first().document).collect::<BTreeSet<_>>();
    let conflict = differing.iter().find(|d| d.difference == Difference::Conflict);
    let score = match (conflict, one_page.len(), &estimate.matter) {
        (Some(_), 1, _) => 0.6,
        (Some(_), _, Matter::Incident(_)) => 0.5,
        (Some(_), _, Matter::Things { .. }) => 0.4,
        (None, ..) => 0.35,
    };
    let mut draft = Draft {
        question,
        positions: Vec::new(),
        difference: conflict.or(differing.first()).map_or(Difference::Unclear, |d| d.difference),
        ground: Ground::Number,
        score,
        reasons: Vec::new(),
        incident: match estimate.matter {
            Matter::Incident(nth) => Some(nth),
            Matter::Things { .. } => None,
        },
        left_out: 0,
    };
    for given in numbers.iter().map(given) {
        draft.reasons.push(format!("{}: in {} documents", given.range, given.documents()));
        draft.add(position(corpus, given));
    }
    draft.positions.iter_mut().for_each(|position| named(corpus, identities, position));
    draft
}

/// A position says no more of who holds it than the text does.
fn named(corpus: &Corpus, identities: &Identities, position: &mut Position) {
    if position.holder.is_none() && position.told.is_some() {
        let told = position.told;
        let spans = position.spans.clone();
        *position = Position::of(corpus, identities, position.document, told, &spans);
    }
}

fn position(corpus: &Corpus, given: &Given) -> Position {
    let place = given.first();
    let figure = &corpus[place.document].figures[place.nth as usize];
    let spans = around(corpus, place);
    Position::with(corpus, place.document, figure.told, &spans, given.behind.clone())
}

/// What is attributed around a figure is its position up to so many bytes.
const LONGEST: usize = 160;

/// The words that give a figure: the shortest attributed content around it, or clause, or its own.
fn around(corpus: &Corpus, place: Place) -> Vec<Span> {
    let page = &corpus[place.document];
    let figure = page.figures[place.nth as usize].span;
    let told = page.told_over(figure).into_iter().map(|nth| &page.told[nth as usize]);
    let contents = told
        .map(|told| told.content.to_vec())
        .filter(|content| content.iter().any(|span| span.contains(figure)));
    let short = contents
        .filter(|content| content.iter().map(|span| span.len()).sum::<usize>() <= LONGEST)
        .min_by_key(|content| content.iter().map(|span| span.len()).sum::<usize>());
    let clause = || {
        let until = page.deeds.partition_point(|deed| deed.span.start() <= figure.start());
        let near = &page.deeds[until.saturating_sub(NEAR)..until];
        let around = near.iter().map(|deed| deed.span).filter(|span| span.contains(figure));
        around.min_by_key(|span| (span.len(), number(span.start())))
    };
    short.or_else(|| clause().map(|span| vec![span])).unwrap_or_else(|| vec![figure])
}

/// Clauses around a figure are looked for among so many before it.
const NEAR: usize = 12;
