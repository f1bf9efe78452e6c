//! Passages of many documents that share one wording.

use super::{Passage, Shared};
use sayso_model::Span;

/// A passage is compared with so many groups of its document that begin before it.
const LOOK_BACK: usize = 8;

/// Puts passages together that share wording: the two of each pair, and those of one document that
/// have half of their bytes in common. Each group has one passage a document, in order of the
/// documents' numbers.
pub(super) fn groups(shared: &[Shared]) -> Vec<Vec<Passage>> {
    let mut passages: Vec<(Passage, usize)> = shared
        .iter()
        .enumerate()
        .flat_map(|(pair, shared)| {
            let [one, other] = shared.passages;
            [(one, pair * 2), (other, pair * 2 + 1)]
        })
        .collect();
    passages.sort_unstable_by_key(|(p, at)| (p.document, p.span.start(), p.span.end(), *at));
    let mut sets = Sets((0..shared.len() * 2).collect());
    (0..shared.len()).for_each(|pair| sets.unite(pair * 2, pair * 2 + 1));
    let mut seen: Vec<&(Passage, usize)> = Vec::new();
    for passage in &passages {
        let same = seen.iter().rev().take(LOOK_BACK).find(|p| is_same(&p.0, &passage.0));
        match same {
            Some(same) => sets.unite(same.1, passage.1),
            None => seen.push(passage),
        }
    }
    gathered(&passages, &mut sets)
}

fn gathered(passages: &[(Passage, usize)], sets: &mut Sets) -> Vec<Vec<Passage>> {
    let mut by_group: Vec<(usize, Passage)> =
        passages.iter().map(|(passage, at)| (sets.root(*at), *passage)).collect();
    by_group.sort_by_key(|(group, _)| *group);
    let mut groups: Vec<Vec<Passage>> = by_group
        .chunk_by(|a, b| a.0 == b.0)
        .map(|members| {
            let mut group: Vec<Passage> = Vec::new();
            for (_, passage) in members {
                match group.last_mut().filter(|last| last.document == passage.document) {
                    Some(last) if last.span.len() >= passage.span.len() => {}
                    Some(last) => *last = *passage,
                    None => group.push(*passage),
                }
            }
            group
        })
        .collect();
    groups.sort_by_key(|group| group.first().map(|p| (p.document, p.span)));
    groups
}

fn is_same(one: &Passage, other: &Passage) -> bool {
    let (a, b): (Span, Span) = (one.span, other.span);
    let both = a.end().min(b.end()).saturating_sub(a.start().max(b.start()));
    one.document == other.document && both * 2 > a.cover(b).len()
}

/// Sets that grow together, each known by its least member.
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
