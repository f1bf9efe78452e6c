//! How much of one kind is kept of one text, so that no text takes more memory than a reader of it
//! has. What is left out is counted and told; the words themselves are always kept.

use crate::draft::Draft;
use sayso_model::Diagnostic;
use serde::{Deserialize, Serialize};

/// How much is unpacked and laid out at most; past it a diagnostic names the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of one part of a capture, unpacked.
    pub unpacked: u64,
    /// Pages of one document.
    pub pages: u32,
    /// Levels of parts inside parts.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unpacked: 128 << 20, pages: 5_000, depth: 32 }
    }
}

/// Most references, most sections and most damaged places of one text, each.
pub(crate) const MOST_ITEMS: usize = 200_000;
/// Most warnings of one kind that tell their place; the rest are counted.
const MOST_TOLD: usize = 50;

/// A kind of warning that a text can give rise to many times.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    MissingNote,
    UnclosedQuotation,
}

/// What of a text is counted and not kept.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    missing_notes: usize,
    unclosed_quotations: usize,
    pub(crate) references: usize,
    pub(crate) damage: usize,
    sections: usize,
}

impl Tally {
    /// Adds what was counted in a part of a text.
    pub(crate) fn take_in(&mut self, part: &Self) {
        self.missing_notes += part.missing_notes;
        self.unclosed_quotations += part.unclosed_quotations;
        self.references += part.references;
        self.damage += part.damage;
        self.sections += part.sections;
    }
}

impl Draft {
    /// Warns, or counts where enough warnings of the kind were given.
    pub(crate) fn warn(&mut self, kind: Kind, warning: impl FnOnce(&str) -> Diagnostic) {
        let times = match kind {
            Kind::MissingNote => &mut self.tally.missing_notes,
            Kind::UnclosedQuotation => &mut self.tally.unclosed_quotations,
        };
        *times += 1;
        if *times <= MOST_TOLD {
            let warning = warning(&self.words);
            self.diagnostics.push(warning);
        }
    }

    /// Leaves out what is more than [`MOST_ITEMS`], from the end of the text.
    pub(crate) fn cap(&mut self) {
        // Sections stand in the order of the text already, parents before children.
        self.tally.sections += cut(&mut self.sections, |_| {});
        self.tally.references +=
            cut(&mut self.references, |all| all.sort_by_key(|found| found.body.span));
        self.tally.damage += cut(&mut self.damage, |all| all.sort_by_key(|found| found.body.span));
    }

    /// Tells what was counted.
    pub(crate) fn conclude(&mut self) {
        let tally = &self.tally;
        let warnings = [
            (tally.missing_notes, "marks of notes without a target"),
            (tally.unclosed_quotations, "quotations that are never closed"),
        ];
        let items = [
            (tally.references, "references"),
            (tally.sections, "sections"),
            (tally.damage, "damaged places"),
        ];
        let told = warnings
            .into_iter()
            .filter(|(times, _)| *times > MOST_TOLD)
            .map(|(times, what)| format!("{what}: {} more", times - MOST_TOLD));
        let left_out = items
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{what} left out, since a text keeps 200,000: {count}"));
        self.diagnostics.extend(told.chain(left_out).map(Diagnostic::warning));
    }
}

/// Cuts a list to size, put in order first; gives how many it loses.
fn cut<T>(all: &mut Vec<T>, order: impl FnOnce(&mut Vec<T>)) -> usize {
    let over = all.len().saturating_sub(MOST_ITEMS);
    if over > 0 {
        order(all);
        all.truncate(MOST_ITEMS);
    }
    over
}
