//! What a text concludes from what, where its words say so.
//!
//! [`concluded`] goes by the words that lead a conclusion (`therefore`, `this shows that`), from what
//! was said right before; [`grounded`] by those that lead a premise (`because`, `since`, `; for`),
//! where they speak for a claim rather than tell why something happened.

mod concluded;
mod grounded;
mod items;
#[cfg(test)]
mod tests;

pub(crate) use items::Arguments;

use crate::contrast::flow::{Cue, Flow, Words};
use crate::quotes::{Quote, quotes};
use sayso_model::{RuleId, Span};
use sayso_parser::Parse;

/// An argument before it has an id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) rule: RuleId,
    pub(crate) because: Vec<Span>,
    pub(crate) conclusion: Span,
    pub(crate) premises: Vec<Span>,
}

/// A paragraph as arguments are read from it.
struct Page<'p> {
    flow: Flow<'p>,
    /// What the paragraph before said last.
    before: Option<Span>,
    /// Its quotations, in order.
    quotes: Vec<Quote>,
}

impl Page<'_> {
    /// An argument of these words; nothing where the conclusion or every premise has none.
    fn argument(
        &self,
        rule: RuleId,
        cue: &[Cue],
        conclusion: Span,
        mut premises: Vec<Span>,
    ) -> Option<Found> {
        let because = cue.iter().filter_map(|&(from, to)| self.flow.span(&(from..to))).collect();
        let conclusion = self.within_quotation(conclusion);
        premises.iter_mut().for_each(|premise| *premise = self.within_quotation(*premise));
        premises.retain(|premise| !premise.overlaps(conclusion));
        premises.sort_unstable();
        premises.dedup();
        (!premises.is_empty()).then_some(Found { rule, because, conclusion, premises })
    }

    /// Words that begin inside a quotation, as far as that goes: `it leaks”, Ruiz said` is what she
    /// said and who said it.
    fn within_quotation(&self, words: Span) -> Span {
        let at = self.quotes.partition_point(|quote| quote.inner.end() <= words.start());
        let inner = self.quotes.get(at).map(|quote| quote.inner);
        let inner = inner.filter(|inner| inner.start() <= words.start());
        match inner.filter(|inner| inner.end() < words.end()) {
            Some(inner) => Span::new(words.start(), inner.end()),
            None => words,
        }
    }

    /// What a sentence says, as a premise or a conclusion: without the words that tie it to the one
    /// before, without `it is clear that`, and without what it concedes.
    fn said(&self, sentence: &Words) -> Option<Span> {
        let flow = &self.flow;
        let mut words = flow.without_openers(sentence.start)..sentence.end;
        words.start = self.conceded(&words);
        let turns = words.clone().rev().find(|&w| {
            flow.word(w) == ","
                && flow.is_any(w + 1, &["but", "yet"])
                && flow.has_verb(&(w + 1..words.end))
        });
        words.start = turns.map_or(words.start, |w| w + 2);
        if flow.is(words.start, "it") {
            let near = words.start + 2..(words.start + 7).min(words.end);
            let that = near.clone().find(|&w| flow.is(w, "that"));
            let plain = that.filter(|&t| (near.start..t).any(|w| flow.tag(w) == "JJ"));
            words.start = plain.map_or(words.start, |that| that + 1);
        }
        flow.span(&self.until_note(words))
    }

    /// Where the main clause begins after `whilst X,` or `despite X,`.
    fn conceded(&self, words: &Words) -> usize {
        let flow = &self.flow;
        if !flow.is_any(words.start, &["while", "whilst", "although", "though", "despite"]) {
            return words.start;
        }
        let mut at = words.start;
        loop {
            at = flow.until(at + 1, words.end, |f, w| f.word(w) == "," || f.is_dash(w));
            if at >= words.end {
                return words.start;
            }
            let (before, after) = (words.start..at, at + 1..words.end);
            let closes =
                flow.is_dash(at).then(|| after.clone().find(|&w| flow.is_dash(w))).flatten();
            if flow.acts(&before) && flow.has_verb(&after) {
                return closes.unwrap_or(at) + 1;
            }
        }
    }

    /// Some words up to a note or an address in brackets at their end.
    fn until_note(&self, words: Words) -> Words {
        let flow = &self.flow;
        let note = words.clone().rev().take(12).find(|&w| {
            matches!(flow.word(w), "(" | "[") && flow.word(w + 1).len() < 4
                || flow.word(w) == "(" && flow.word(w + 1).contains('/')
        });
        words.start..note.unwrap_or(words.end)
    }

    /// What was said right before a sentence.
    fn said_before(&self, number: usize) -> Option<Span> {
        match number.checked_sub(1) {
            Some(before) => self.said(self.flow.sentences().get(before)?),
            None => self.before,
        }
    }
}

/// The arguments of one paragraph, in order, and what it says last. `before` is what the paragraph
/// before said last, where the same voice speaks on.
pub(crate) fn find(
    text: &str,
    paragraph: Span,
    parse: &Parse,
    before: Option<Span>,
) -> (Vec<Found>, Option<Span>) {
    let page =
        Page { flow: Flow::new(text, paragraph, parse), before, quotes: quotes(text, paragraph) };
    let mut out = Vec::new();
    for number in 0..page.flow.sentences().len() {
        match concluded::find(&page, number) {
            Some(found) => out.push(found),
            None => grounded::find(&page, number, &mut out),
        }
    }
    let last = page.flow.sentences().last().and_then(|last| page.said(last));
    (out, last)
}
