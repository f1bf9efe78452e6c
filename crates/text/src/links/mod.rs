//! Addresses in running text, and the words of links that lost theirs.

mod address;
mod lost;
mod whole;

pub(crate) use address::{TOP_LABELS, address_at, first_address};

use crate::draft::{Draft, Found};
use crate::html::found as reference;
use crate::plain::lines;
use crate::{notes, scars};
use address::addresses;
use sayso_model::{Damage, DamageKind, ReferenceKind, RuleId, Span};

/// An address written out in the text.
const ADDRESS: RuleId = RuleId::new("reference.address");
/// A line of a list of links whose address was lost.
const LOST: RuleId = RuleId::new("reference.lost-address");
/// The words of a link in running text, between the marks that it left.
const SCAR: RuleId = RuleId::new("reference.link-scar");
/// Words run together where a link stood between them.
const GLUED: RuleId = RuleId::new("damage.glued-words");

/// Finds the addresses that no format has marked already, and the links that lost theirs.
pub(crate) fn find(draft: &mut Draft) {
    let mut taken: Vec<Span> = draft.references.iter().map(|r| r.body.span).collect();
    taken.sort();
    let free = |span: Span| {
        let near = taken.partition_point(|t| t.end() <= span.start());
        !taken.get(near).is_some_and(|t| t.overlaps(span))
    };
    let lines = lines(&draft.words);
    let mut found = Vec::new();
    for (at, kind) in addresses(&draft.words) {
        let span = Span::new(at.start, at.end);
        if free(span) {
            found.push(reference(span, kind, draft.words.get(at).map(str::to_owned), ADDRESS));
        }
    }
    whole::unwrap(&draft.words, &lines, &mut found);
    found.extend(lost::lost(&draft.words, &lines, &found));
    for link in found.iter().filter(|link| link.body.kind == ReferenceKind::LinkTextOnly) {
        let body = Damage { span: link.body.span, kind: DamageKind::LostLink, repair: None };
        draft.damage.push(Found { body, rule: LOST, because: link.because.clone() });
    }
    draft.references.append(&mut found);
    whole::lengthen(&mut draft.references);
    scarred(draft, &lines);
}

/// Finds the scars of links in a text that has none of its links left: where a format keeps them,
/// they are not lost.
fn scarred(draft: &mut Draft, lines: &[crate::plain::Line]) {
    if draft.references.iter().any(|r| r.body.kind == ReferenceKind::Hyperlink) {
        return;
    }
    let mut taken: Vec<Span> = draft.references.iter().map(|r| r.body.span).collect();
    taken.sort();
    let scars = scars::find(&draft.words, lines, &notes::posts(draft));
    for scars::Link { span, because } in scars.links {
        let near = taken.partition_point(|t| t.end() <= span.start());
        if taken.get(near).is_some_and(|t| t.overlaps(span)) {
            continue;
        }
        let mut link = reference(span, ReferenceKind::LinkTextOnly, None, SCAR);
        link.because = because;
        draft.references.push(link);
    }
    for scars::Glued { word, repair } in scars.glued {
        let body = Damage { span: word, kind: DamageKind::GluedWords, repair: Some(repair) };
        draft.damage.push(Found { body, rule: GLUED, because: vec![word] });
    }
}
