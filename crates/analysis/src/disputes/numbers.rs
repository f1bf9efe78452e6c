//! Numbers of one thing that cannot both hold.

use super::draft::Draft;
use super::{Difference, Ground, Position, question};
use crate::behind::How;
use crate::corpus::{Corpus, Place, number};
use crate::estimates::{Differing, Estimate, Given, Matter, Scope};
use crate::identity::Identities;
use crate::incidents::Incidents;
use sayso_model::{Span, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// One dispute for each scope of an estimate on which positions differ.
pub(super) fn all(
    corpus: &Corpus,
    identities: &Identities,
    incidents: &Incidents,
    estimate: &Estimate,
) -> Vec<Draft> {
    let mut by_scope: BTreeMap<&Scope, Vec<&Differing>> = BTreeMap::new();
    let held = |one: &&Differing| {
        [one.one, one.other].iter().all(|nth| is_held(corpus, &estimate.given[*nth as usize]))
    };
    let disputed = estimate.differing.iter().filter(|one| is_dispute(estimate, one));
    for differing in disputed.filter(held) {
        let scope = &estimate.given[differing.one as usize].measure.scope;
        by_scope.entry(scope).or_default().push(differing);
    }
    let drafts = by_scope.into_iter().map(|(scope, differing)| {
        let question = question::how_many(incidents, estimate, scope);
        draft(corpus, identities, estimate, &differing, question)
    });
    drafts.collect()
}

/// Numbers of one page are at odds only where it puts them to two in so many words; those of reports of
/// which it is unclear whether they tell of one thing are not at odds; and outside of an
/// incident numbers that are far apart count different things.
fn is_dispute(estimate: &Estimate, differing: &Differing) -> bool {
    let given = |nth: u32| &estimate.given[nth as usize];
    let (one, other) = (given(differing.one), given(differing.other));
    let one_page = one.first().document == other.first().document;
    let told = [one, other].iter().all(|given| given.behind.how <= How::Beside);
    let apart = !one_page || told || differing.difference == Difference::Retraction;
    let size = |given: &Given| given.range.best.unwrap_or(given.range.least().max(1.0));
    let leading =
        one_page || is_leading(estimate, differing.one) && is_leading(estimate, differing.other);
    let times = size(one).max(size(other)) / size(one).min(size(other));
    let far = match estimate.matter {
        Matter::Incident(_) => one_page && times > FARTHER,
        Matter::Things { .. } => times > FAR,
    };
    let sure = differing.difference != Difference::Unclear;
    apart && sure && leading && !far
}

/// Whether somebody says that it is so: what is wished or promised is no number of what happened.
fn is_held(corpus: &Corpus, given: &Given) -> bool {
    let place = given.first();
    let page = &corpus[place.document];
    let told = page.figures[place.nth as usize].told.map(|nth| page.told[nth as usize].stance);
    told.is_none_or(|stance| {
        !matches!(stance, Stance::Demands | Stance::Promises | Stance::Intends)
    })
}

/// Whether some document gives this before any other number of its scope: what follows is mostly a part
/// of that, or of another happening.
fn is_leading(estimate: &Estimate, nth: u32) -> bool {
    let given = &estimate.given[nth as usize];
    let others = || {
        let all = estimate.given.iter().take(LOOKED_AT);
        all.filter(|other| other.measure.scope == given.measure.scope)
    };
    given.figures.iter().any(|place| {
        let here = others().flat_map(|other| other.figures.iter().take(LOOKED_AT));
        !here.into_iter().any(|one| one.document == place.document && one.nth < place.nth)
    })
}

/// Of one estimate so many positions are looked at, and of each so many figures.
const LOOKED_AT: usize = 48;

/// So many times as great is far apart outside of an incident,
const FAR: f64 = 3.0;
/// and so many times for one page that tells of an incident.
const FARTHER: f64 = 10.0;

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
        draft.reasons.extend(reason(given));
        draft.add(position(corpus, given));
    }
    draft.positions.iter_mut().for_each(|position| named(corpus, identities, position));
    draft
}

/// That more than one document gives it.
fn reason(given: &Given) -> Option<String> {
    let documents = given.documents();
    (documents > 1).then(|| format!("{}: in {documents} documents", given.range))
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
    let behind = given.behind.clone();
    let position = Position::with(corpus, place.document, figure.told, &spans, behind);
    // Of a table the row tells when it was given.
    match given.behind.how {
        How::Row => Position { said: given.published.or(position.said), ..position },
        _ => position,
    }
}

/// What is attributed around a figure is its position up to so many bytes.
const LONGEST: usize = 160;

/// The words that give a figure: its row in a table; else the shortest attributed content around it, or clause, or its own.
fn around(corpus: &Corpus, place: Place) -> Vec<Span> {
    let page = &corpus[place.document];
    let figure = page.figures[place.nth as usize].span;
    if let Some(row) = page.row_around(figure) {
        return vec![row];
    }
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
