//! The arguments of a whole text, as items.

use super::Found;
use crate::read::State;
use sayso_model::{Argument, Body, Item, ItemId, ItemIds, Span};
use sayso_parser::Parse;

/// The arguments of a text, as they are gathered, paragraph by paragraph.
#[derive(Debug, Default)]
pub(crate) struct Arguments {
    found: Vec<Found>,
    /// Where the paragraph before stands, and what it said last.
    last: Option<(Span, Span)>,
}

impl Arguments {
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }
}

impl State<'_> {
    /// Reads what a paragraph concludes from what. A heading concludes nothing, and nobody from what
    /// another says.
    pub(crate) fn conclude(&mut self, paragraph: Span, parse: &Parse) {
        if self.voices.heads(paragraph) {
            self.arguments.last = None;
            return;
        }
        let before = self.arguments.last.take();
        let before = before.filter(|(place, _)| self.voice(*place) == self.voice(paragraph));
        let before = before.map(|(_, said)| said);
        let (found, last) = super::find(self.text.words(), paragraph, parse, before);
        self.arguments.found.extend(found);
        self.arguments.last = last.map(|said| (paragraph, said));
    }

    pub(crate) fn argument_items(&self, ids: &mut ItemIds, link_ids: &[ItemId]) -> Vec<Item> {
        let found = &self.arguments.found;
        let at: Vec<Span> = found.iter().map(|f| f.conclusion).collect();
        let item = |(found, holder): (&Found, Option<usize>)| {
            let body = Body::Argument(Argument {
                conclusion: found.conclusion,
                premises: found.premises.clone(),
                attribution: holder.and_then(|l| link_ids.get(l).cloned()),
            });
            let because = found.because.clone();
            Item { id: ids.of(&body, &because), rule: found.rule.clone(), because, body }
        };
        found.iter().zip(self.holders(&at)).map(item).collect()
    }
}
