//! How what a figure counts stands to a greater number.

use super::Around;
use crate::corpus::Figure;
use crate::estimates::measure::{Outcome, Part};
use crate::estimates::words::words;

impl Around<'_> {
    pub(super) fn part(&self, figure: &Figure, outcome: Outcome) -> Part {
        let before = self.page.at(self.before).to_lowercase();
        let last: Vec<&str> = words(&before).map(|(_, word)| word).collect();
        let last = &last[last.len().saturating_sub(3)..];
        let after = self.page.at(self.after).to_lowercase();
        let mut next = words(&after).map(|(_, word)| word);
        let of_them = next.next() == Some("of")
            && matches!(next.next(), Some("them" | "whom" | "the" | "those"));
        let own = self.page.at(self.own).to_lowercase().replace("more than", "");
        // *Fifteen of the wounded*.
        let of_these =
            ["of the ", "of them", "of those ", "of whom"].iter().any(|of| own.contains(of));
        // *Among the nine killed was a family*; *the council includes 40 seats*.
        let of_all = matches!(last, [.., among, "the"] if is_among(among));
        let told = |word: &&&str| {
            AMONG.contains(word)
                && (outcome != Outcome::Counted || *word == &"including" || is_among(word))
        };
        if of_them || of_these || !of_all && last.iter().any(|word| told(&word)) {
            return Part::Among;
        }
        let of = figure.of.to_lowercase();
        let beside = |word: &str| BESIDES.iter().any(|begin| word.starts_with(begin));
        let mut said = words(&own).chain(words(&of)).map(|(_, word)| word);
        // *Ten killed and four others wounded*: all the wounded are four.
        if outcome != Outcome::Wounded && (said.any(beside) || last.iter().any(|w| beside(w))) {
            return Part::Besides;
        }
        Part::Whole
    }
}

fn is_among(word: &str) -> bool {
    matches!(word, "among" | "amongst")
}

/// Before a figure, these say that it is part of the one before.
const AMONG: [&str; 6] = ["including", "includes", "included", "among", "amongst", "include"];
/// Words that begin so say that it is counted beside others.
const BESIDES: [&str; 7] = ["other", "more", "another", "additional", "further", "besides", "also"];
