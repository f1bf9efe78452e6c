//! The links and notes of a page.

use super::address::{Addresses, scheme};
use super::notes::Marks;
use super::render::Rendered;
use super::tree::Tree;
use crate::draft::{Draft, Found};
use crate::limits::Kind;
use sayso_model::{Diagnostic, Reference, ReferenceKind, RuleId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Words that carry an address.
pub(crate) const HYPERLINK: RuleId = RuleId::new("reference.hyperlink");
/// A note's mark and what it points to, both stated by the markup.
pub(crate) const FOOTNOTE: RuleId = RuleId::new("reference.footnote");

/// Fills in the draft's references, in order of the text.
pub(super) fn fill(
    draft: &mut Draft,
    tree: &Tree<'_>,
    page: &Rendered,
    marks: &Marks,
    addresses: &Addresses,
) {
    let links = Links { tree, page, addresses };
    let noted: BTreeSet<usize> = marks.marks.iter().map(|mark| mark.link).collect();
    for (e, element) in tree.elements.iter().enumerate() {
        if &*element.name == "a" && !noted.contains(&e) && !marks.inner.contains(&e) {
            draft.references.extend(links.hyperlink(e));
        }
    }
    // The place and the address of each note, looked up once however many marks it has.
    let mut notes: BTreeMap<usize, Option<(Span, Option<String>)>> = BTreeMap::new();
    for mark in &marks.marks {
        let Some(span) = page.span(mark.link) else { continue };
        let mut of_mark = found(span, ReferenceKind::FootnoteMark, None, FOOTNOTE);
        let note = mark.target.and_then(|target| {
            let look_up = || Some((page.span(target)?, links.address_in(target)));
            notes.entry(target).or_insert_with(look_up).clone()
        });
        match note {
            Some((place, url)) => (of_mark.body.target, of_mark.body.url) = (Some(place), url),
            None => {
                draft.warn(Kind::MissingNote, |_| without_target(page.at(mark.link), span));
            }
        }
        draft.references.push(of_mark);
    }
    for (place, url) in notes.into_values().flatten() {
        draft.references.push(found(place, ReferenceKind::FootnoteTarget, url, FOOTNOTE));
    }
    draft.references.sort_by_key(|found| (found.body.span.start(), found.body.span.end()));
}

/// The warning for a mark whose note is not there.
pub(crate) fn without_target(mark: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(format!("the note {mark} has no target")).at(span)
}

/// A reference of this kind, with nothing known of what it supports.
pub(crate) fn found(
    span: Span,
    kind: ReferenceKind,
    url: Option<String>,
    rule: RuleId,
) -> Found<Reference> {
    let body = Reference { span, kind, url, target: None, supports: None };
    Found { body, rule, because: vec![span] }
}

/// Whether an address leads to something that can be read.
pub(crate) fn is_readable(address: &str) -> bool {
    scheme(address).is_none_or(|scheme| {
        ["http", "https", "ftp"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
    })
}

struct Links<'p, 't> {
    tree: &'p Tree<'t>,
    page: &'p Rendered,
    addresses: &'p Addresses,
}

impl Links<'_, '_> {
    fn address(&self, link: usize) -> Option<String> {
        let href = self.tree.elements[link].attribute("href")?;
        let address = self.addresses.resolve(href);
        (is_readable(&address) && !address.is_empty()).then_some(address)
    }

    fn hyperlink(&self, link: usize) -> Option<Found<Reference>> {
        let url = self.address(link)?;
        let span = self.page.span(link)?;
        Some(found(span, ReferenceKind::Hyperlink, Some(url), HYPERLINK))
    }

    /// The first address that a note links to.
    fn address_in(&self, note: usize) -> Option<String> {
        let end = self.tree.elements[note].pieces.end;
        let inside = |e: &usize| self.tree.elements[*e].pieces.start < end;
        let elements = (note..self.tree.elements.len()).take_while(inside);
        let outer = |e: &usize| {
            let href = self.tree.elements[*e].attribute("href").unwrap_or("#");
            &*self.tree.elements[*e].name == "a" && !href.trim().starts_with('#')
        };
        elements.filter(outer).find_map(|e| self.address(e))
    }
}
