//! What is told right beside a figure.

use super::{Around, NEAR, TOLL, is_and};
use crate::corpus::Figure;
use crate::estimates::countable;
use crate::estimates::measure::Outcome;
use crate::estimates::words::{outcome, words};
use sayso_model::Span;

impl Around<'_> {
    /// What a toll counts that is put at the figure: *the toll rose to 8, in addition to 12 injured*.
    pub(super) fn put_at_it(&self) -> Option<Outcome> {
        let last = words(self.page.at(self.before)).last()?.1.to_lowercase();
        if !PUT.contains(&last.as_str()) {
            return None;
        }
        let toll = self.back().find(|said| countable::is_toll(said.word))?;
        let own = toll.span.start() >= self.previous && toll.distance <= TOLL;
        let words = self.page.at(Span::new(toll.span.end(), self.own.start()));
        let rose = words_of(words).iter().any(|word| RISES.contains(&word.as_str()));
        (own && rose).then_some(toll.outcome)
    }

    /// Whether those counted live: *one survivor*, *14,000 lives saved*.
    pub(super) fn is_of_survivors(&self) -> bool {
        let lives = |word: &str| {
            let small = word.to_lowercase();
            SURVIVES.iter().any(|begin| small.starts_with(begin))
        };
        let own = words(self.page.at(self.own)).any(|(_, word)| lives(word));
        let next = words(self.page.at(self.after)).next().map_or("", |(_, word)| word);
        let last = words(self.page.at(self.before)).last().map_or("", |(_, word)| word);
        own || lives(next) || matches!(last.to_lowercase().as_str(), "saved" | "saving" | "spared")
    }

    /// Whether something that only people suffer is told right beside the figure, whoever they are:
    /// *left six sailors dead*.
    pub(super) fn befalls(&self, figure: &Figure, outcome: Outcome) -> bool {
        if !matches!(outcome, Outcome::Killed | Outcome::Wounded) {
            return false;
        }
        let suffers = |word: &str| SUFFERS.contains(&word.to_lowercase().as_str());
        let mut next = words(self.page.at(self.after)).map(|(_, word)| word);
        let first = next.next().unwrap_or_default();
        let after =
            suffers(first) || AUXILIARY.contains(&first) && next.next().is_some_and(suffers);
        let last = words(self.page.at(self.before)).last().map_or("", |(_, word)| word);
        countable::is_several(&figure.of) && (after || suffers(last))
    }

    /// Whether a number without a noun can be one of people: what befalls them is told right beside
    /// it, or a toll is put at it. An age at death is none.
    pub(super) fn stands_for_people(&self, nth: usize) -> bool {
        let told = |word: &str| outcome(&word.to_lowercase()).is_some();
        let back: Vec<&str> = words(self.page.at(self.before)).map(|(_, word)| word).collect();
        let last = back.last().map(|word| word.to_lowercase()).unwrap_or_default();
        let next = words(self.page.at(self.after)).next();
        let own = words(self.page.at(self.own)).any(|(_, word)| told(word));
        let toll = || back.iter().rev().take(NEAR + 2).any(|word| countable::is_toll(word));
        let put = PUT.contains(&last.as_str()) && toll();
        let after = next.is_some_and(|(_, word)| told(word) || AUXILIARY.contains(&word));
        let joined = is_and(&last) && nth > 0 && self.previous >= self.before.start();
        own || told(&last) || put || after || joined
    }
}

fn words_of(text: &str) -> Vec<String> {
    words(text).map(|(_, word)| word.to_lowercase()).collect()
}

/// Between a toll and a figure, these say that it is put at that.
const RISES: [&str; 12] = [
    "rose", "risen", "rises", "rising", "climbed", "reached", "stands", "stood", "put", "puts",
    "grew", "grown",
];
/// Words that begin so say that somebody lives.
const SURVIVES: [&str; 5] = ["surviv", "saved", "rescued", "spared", "unharmed"];
/// Beside those counted, these say that they suffer it.
const SUFFERS: [&str; 12] = [
    "hospitalized",
    "hospitalised",
    "killed",
    "killing",
    "kills",
    "dead",
    "died",
    "slain",
    "wounded",
    "wounding",
    "injured",
    "injuring",
];
/// Before a number, these say that a toll is put at it.
const PUT: [&str; 16] = [
    "at", "as", "to", "of", "by", "is", "was", "are", "reached", "than", "counts", "counted",
    "gives", "gave", "put", "puts",
];
/// After a number, these begin what befalls those counted.
const AUXILIARY: [&str; 5] = ["were", "was", "have", "had", "are"];
