//! Where a text itself sets one position against another, in its own words.
//!
//! Each frame is a wording that does so ([`aside`], [`instead`], [`notion`], [`refuted`],
//! [`reality`], [`opposite`]); it finds its cue in the row of a paragraph's words ([`flow`]), and the
//! two positions on either side.

mod aside;
pub(crate) mod flow;
mod instead;
mod items;
mod notion;
mod opposite;
mod reality;
mod refuted;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use items::Contrasts;

use crate::attribution;
use flow::{Cue, Flow, Words};
use sayso_model::{ContrastKind, RuleId, Span};
use sayso_parser::Parse;

/// A position before it is known in whose content it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Side {
    pub(crate) span: Span,
    pub(crate) holder: Option<Span>,
}

/// A contrast before it has an id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) rule: RuleId,
    pub(crate) kind: ContrastKind,
    pub(crate) cue: Vec<Span>,
    pub(crate) rejected: Side,
    pub(crate) other: Side,
}

impl Found {
    /// Both positions and what stands between them.
    pub(crate) fn span(&self) -> Span {
        let all = self.rejected.span.cover(self.other.span);
        self.cue.iter().fold(all, |all, cue| all.cover(*cue))
    }
}

/// A paragraph with what is said in it, as frames look at it.
pub(crate) struct Page<'p> {
    pub(crate) flow: Flow<'p>,
    said: &'p [attribution::Found],
}

impl Page<'_> {
    /// A contrast of these words; nothing where a position has no words, or both have the same.
    fn contrast(
        &self,
        rule: RuleId,
        kind: ContrastKind,
        cue: &[Cue],
        rejected: &Words,
        other: &Words,
    ) -> Option<Found> {
        let side = |words: &Words| Some(Side { span: self.flow.span(words)?, holder: None });
        let (rejected, other) = (side(rejected)?, side(other)?);
        let mut cue: Vec<Span> =
            cue.iter().filter_map(|&(from, to)| self.flow.span(&(from..to))).collect();
        cue.sort_unstable();
        (rejected.span != other.span).then_some(Found { rule, kind, cue, rejected, other })
    }

    /// The words that somebody is said to have said, of the narrowest that hold a place.
    fn said_at(&self, at: usize) -> Option<Words> {
        let node = self.flow.node(at)?;
        let place = self.flow.parse.span(node);
        let contents = self.said.iter().flat_map(|found| &found.content);
        let narrowest = contents.filter(|c| c.contains(place)).min_by_key(|c| c.len())?;
        Some(self.flow.within(*narrowest))
    }

    /// The last words that somebody is said to have said in some words.
    fn said_in(&self, words: &Words) -> Option<Words> {
        let inside = |found: &attribution::Found| {
            let content = found.content.last().map(|c| self.flow.within(*c))?;
            (content.start >= words.start && content.end <= words.end).then_some(content)
        };
        self.said.iter().filter_map(inside).max_by_key(|c| (c.start, std::cmp::Reverse(c.end)))
    }

    /// Whether somebody is said to say something by a word in some words.
    fn reports(&self, words: &Words) -> bool {
        let cues = self.said.iter().flat_map(|found| &found.cue);
        cues.map(|cue| self.flow.at(cue.start())).any(|at| words.contains(&at))
    }

    /// The clause that begins at a place: to the end of its sentence, without what follows its
    /// first words in brackets. A question without a verb goes on in its answer.
    fn clause_from(&self, from: usize) -> Words {
        let flow = &self.flow;
        let from = self.flow.without_openers(from);
        let sentence = flow.sentence(from);
        let mut end = flow.until(from, sentence.end, |f, w| {
            f.word(w) == "(" && f.has_verb(&(from..w)) || f.word(w) == ";"
        });
        if flow.is(end.saturating_sub(1), "?") && !flow.has_verb(&(from..end)) {
            end = flow.sentence(end).end.max(end);
        }
        from..end
    }

    /// The clause that ends before a place, without a parenthesis right before it.
    fn clause_before(&self, at: usize) -> Words {
        let flow = &self.flow;
        let sentence = flow.sentence(at);
        let from = sentence.start.max(at.saturating_sub(flow::FARTHEST));
        let mut end = at;
        if end > from && flow.is_dash(end - 1) {
            end -= 1;
            let opens = (from..end).rev().find(|&w| flow.is_dash(w));
            end = opens.filter(|&w| flow.has_verb(&(from..w))).unwrap_or(end);
        }
        let start = (from..end).rev().find(|&w| {
            let stands = matches!(flow.word(w), ";" | ":" | "(") && !flow.closes(w, end);
            stands || flow.word(w) == "," && flow.acts(&(w + 1..end))
        });
        let start = start.map_or(from, |w| w + 1);
        let said = self.said_at(end.saturating_sub(1)).filter(|said| flow.has_verb(said));
        let said = said.map_or(start, |said| said.start);
        self.flow.without_openers(start.max(said.min(end)))..end
    }
}

/// The contrasts of one paragraph, in order. `said` are its attributions.
pub(crate) fn find(
    text: &str,
    paragraph: Span,
    parse: &Parse,
    said: &[attribution::Found],
) -> Vec<Found> {
    let page = Page { flow: Flow::new(text, paragraph, parse), said };
    let mut out = Vec::new();
    for at in 0..page.flow.len() {
        aside::find(&page, at, &mut out);
        instead::find(&page, at, &mut out);
        notion::find(&page, at, &mut out);
        refuted::find(&page, at, &mut out);
        reality::find(&page, at, &mut out);
        opposite::find(&page, at, &mut out);
    }
    out.sort_by_key(|found| (found.rejected.span, found.other.span));
    out.dedup_by(|b, a| a.rejected.span == b.rejected.span && a.other.span == b.other.span);
    out
}
