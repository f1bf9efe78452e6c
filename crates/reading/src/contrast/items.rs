//! The contrasts of a whole text, as items.

use super::Found;
use crate::attribution;
use crate::read::State;
use sayso_model::{Body, Contrast, Item, ItemId, ItemIds, Position, Span};
use sayso_parser::Parse;

/// The contrasts of a text, as they are gathered, paragraph by paragraph.
#[derive(Debug, Default)]
pub(crate) struct Contrasts(Vec<Found>);

impl Contrasts {
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

impl State<'_> {
    /// Reads what a paragraph sets against what. A heading sets nothing.
    pub(crate) fn set_against(
        &mut self,
        paragraph: Span,
        parse: &Parse,
        said: &[attribution::Found],
    ) {
        if !self.voices.heads(paragraph) {
            self.contrasts.0.extend(super::find(self.text.words(), paragraph, parse, said));
        }
    }

    pub(crate) fn contrast_items(&self, ids: &mut ItemIds, link_ids: &[ItemId]) -> Vec<Item> {
        let found = &self.contrasts.0;
        let at: Vec<Span> = found.iter().flat_map(|f| [f.rejected.span, f.other.span]).collect();
        let holders = self.holders(&at);
        let link = |l: &Option<usize>| l.and_then(|l| link_ids.get(l).cloned());
        let item = |(found, held): (&Found, &[Option<usize>])| {
            let (rejected, other) = (&found.rejected, &found.other);
            let position = |span, holder, l| Position { span, holder, attribution: link(l) };
            let body = Body::Contrast(Contrast {
                span: found.span(),
                kind: found.kind,
                cue: found.cue.clone(),
                rejected: position(rejected.span, rejected.holder, &held[0]),
                other: position(other.span, other.holder, &held[1]),
            });
            let because = found.cue.clone();
            Item { id: ids.of(&body, &because), rule: found.rule.clone(), because, body }
        };
        found.iter().zip(holders.chunks_exact(2)).map(item).collect()
    }
}
