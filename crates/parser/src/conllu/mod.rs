//! CoNLL-U, in and out (<https://universaldependencies.org/format.html>).

mod given;
mod write;

pub use given::{Given, GivenError, GivenWord, given};
pub use write::{ConlluWriter, Ranges};

use crate::parse::{InName, Labels, Parse, Word};
use sayso_model::{Offsets, Span};
use std::sync::Arc;

/// Reads the words of one document in CoNLL-U, with their places in `text` told in code points by
/// `TokenRange=start:end` in the last column. Lines that are no such words are left out.
#[must_use]
pub fn from_conllu(text: &str, conllu: &str) -> Parse {
    let offsets = Offsets::new(text);
    let mut labels = Labels::default();
    let mut words: Vec<Word> = Vec::new();
    let mut lemmas: Vec<&str> = Vec::new();
    let mut sentence = 0;
    let mut starts = true;
    for line in conllu.lines() {
        if line.is_empty() {
            sentence = words.len();
            starts = true;
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let &[_, _, lemma, pos, tag, _, head, relation, _, misc] = columns.as_slice() else {
            continue;
        };
        let Some(span) = token_range(misc, &offsets) else { continue };
        let head = head.parse::<usize>().ok().and_then(|h| h.checked_sub(1));
        let head = head.map_or(words.len(), |h| sentence.saturating_add(h));
        words.push(Word {
            span,
            tag: labels.add(tag),
            pos: labels.add(pos),
            relation: labels.add(relation),
            head: u32::try_from(head).unwrap_or(u32::MAX),
            starts,
            name: in_name(misc, &mut labels),
        });
        lemmas.push(lemma);
        starts = false;
    }
    Parse::new(words, lemmas, Arc::new(labels))
}

fn value<'m>(misc: &'m str, key: &str) -> Option<&'m str> {
    misc.split('|').find_map(|part| part.strip_prefix(key)?.strip_prefix('='))
}

fn token_range(misc: &str, offsets: &Offsets<'_>) -> Option<Span> {
    let (start, end) = value(misc, "TokenRange")?.split_once(':')?;
    let byte = |code_points: &str| offsets.byte_of_code_point(code_points.parse().ok()?);
    let (start, end) = (byte(start)?, byte(end)?);
    (start <= end).then(|| Span::new(start, end))
}

fn in_name(misc: &str, labels: &mut Labels) -> InName {
    let Some((place, label)) = value(misc, "NER").and_then(|n| n.split_once('-')) else {
        return InName::Out;
    };
    let label = labels.add(label);
    match place {
        "B" => InName::Begin(label),
        "I" => InName::In(label),
        "L" => InName::Last(label),
        "U" => InName::Unit(label),
        _ => InName::Out,
    }
}
