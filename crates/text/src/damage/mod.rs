//! What was damaged on the way here: named, with a suggested repair, the words left as they are.

mod glued;
mod mojibake;
mod spaces;

use crate::draft::{Draft, Found};
use crate::limits::MOST_ITEMS;
use sayso_model::{Damage, DamageKind, RuleId, SectionKind, Span};

/// Words run together.
const GLUED: RuleId = RuleId::new("damage.glued-words");
/// A space that is missing beside a mark of punctuation.
const SPACE: RuleId = RuleId::new("damage.lost-space");
/// A platform's own description of a picture, in running text.
const ALT_TEXT: RuleId = RuleId::new("damage.alt-text");
/// UTF-8 read as Windows-1252.
const MOJIBAKE: RuleId = RuleId::new("damage.mojibake");

/// Finds damage in the words of any format.
pub(crate) fn find(draft: &mut Draft) {
    alt_text(draft);
    let text = &draft.words;
    let mut taken: Vec<Span> = draft
        .references
        .iter()
        .filter(|r| r.body.url.is_some() && r.body.target.is_none())
        .map(|r| r.body.span)
        .chain(draft.damage.iter().map(|d| d.body.span))
        .collect();
    taken.sort();
    let taken = hulls(&taken);
    let free = |span: &Span| {
        let near = taken.partition_point(|t| t.end() <= span.start());
        !taken.get(near).is_some_and(|t| t.overlaps(*span))
    };
    let glued = glued::find(text)
        .into_iter()
        .map(|(span, repair)| (span, DamageKind::GluedWords, GLUED, repair));
    let garbled =
        mojibake::find(text).map(|(span, repair)| (span, DamageKind::Mojibake, MOJIBAKE, repair));
    let spaces = spaces::find(text)
        .into_iter()
        .map(|(span, repair)| (span, DamageKind::LostSpace, SPACE, repair));
    let mut found = Vec::new();
    for (span, kind, rule, repair) in glued.chain(garbled).chain(spaces) {
        if !free(&span) {
            continue;
        }
        if found.len() < MOST_ITEMS {
            let body = Damage { span, kind, repair: Some(repair) };
            found.push(Found { body, rule, because: vec![span] });
        } else {
            draft.tally.damage += 1;
        }
    }
    draft.damage.append(&mut found);
}

/// Spans in order, those that overlap made one.
fn hulls(spans: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if last.end() > span.start() => *last = last.cover(*span),
            _ => out.push(*span),
        }
    }
    out
}

/// Where spaces are missing in a word, to be sure of by its letters alone: before capitals that no
/// name is written with, and before a bracket that opens in it and does not close.
pub(crate) fn seams(word: &str) -> Vec<usize> {
    let mut seams = glued::seams(word, |_| false);
    seams.extend(spaces::opening(word));
    seams.sort_unstable();
    seams.dedup();
    seams
}

fn alt_text(draft: &mut Draft) {
    let captions = draft.sections.iter().filter(|s| s.kind == SectionKind::Caption);
    let mut found = Vec::new();
    for caption in captions {
        let words = caption.span.of(&draft.words).unwrap_or_default();
        let machine = ["image may contain", "may be an image", "no photo description"];
        let made =
            machine.iter().any(|m| words.get(..m.len()).is_some_and(|h| h.eq_ignore_ascii_case(m)));
        if made {
            let body = Damage { span: caption.span, kind: DamageKind::AltText, repair: None };
            found.push(Found { body, rule: ALT_TEXT, because: caption.because.clone() });
        }
    }
    draft.damage.append(&mut found);
}
