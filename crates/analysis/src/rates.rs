//! How sure what was read in one text is: how often what its rule reads is right, on marked texts that
//! nothing was trained on.
//!
//! `data/reading/rates.tsv` has for each rule, and for each kind of what it reads, how many were right of
//! how many that were read; `xtask -- rates` makes it. Few say little, so a rate is drawn towards that of
//! all rules of its part: the m-estimate (Cestnik, *Estimating probabilities*, ECAI 1990) with m = 4, as
//! if four more had been seen that are right as often as the others are.

use sayso_model::{Body, Item, RelationKind, Voice};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

/// So many are added that are right as often as those of all rules of the part.
const ADDED: f64 = 4.0;
/// The kind of what is of one kind only.
pub const ANY: &str = "any";
/// The rule of claims that nobody else is said to make.
pub const OWN_VOICE: &str = "claim.own-voice";

/// So many right of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// How many were right.
    pub right: u32,
    /// How many were read.
    pub read: u32,
}

impl Count {
    /// With another.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self { right: self.right + other.right, read: self.read + other.read }
    }

    fn share(self) -> f64 {
        if self.read == 0 { 0.0 } else { f64::from(self.right) / f64::from(self.read) }
    }
}

/// `163 of 210`.
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.right, self.read)
    }
}

/// How often what a rule reads is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Of this rule and kind; nothing where none of them was marked.
    pub own: Count,
    /// Of all rules of its part.
    pub part: Count,
}

impl Rate {
    /// From 0 to 1: the m-estimate.
    #[must_use]
    pub fn score(self) -> f32 {
        let right = ADDED.mul_add(self.part.share(), f64::from(self.own.right));
        (right / (ADDED + f64::from(self.own.read))) as f32
    }
}

/// In words, to stand after the score.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.own.read == 0 {
            return write!(
                f,
                "nothing that this rule reads was in the marked texts; what rules like it read is right \
                 in {} cases there",
                self.part
            );
        }
        write!(f, "what this rule reads is right in {} cases on marked texts", self.own)?;
        match self.own == self.part {
            true => Ok(()),
            false => write!(f, "; what rules like it read in {}", self.part),
        }
    }
}

/// The rates of all rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rates {
    /// By rule, then kind.
    rows: BTreeMap<String, BTreeMap<String, Count>>,
    parts: BTreeMap<String, Count>,
}

impl Rates {
    /// Those that ship.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Rates> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let rows = include_str!("../data/reading/rates.tsv").lines().filter_map(row);
            rows.collect()
        })
    }

    /// That of a rule, of what it reads of a kind; `None` where nothing of its part was marked.
    #[must_use]
    pub fn of(&self, rule: &str, kind: &str) -> Option<Rate> {
        let part = *self.parts.get(part(rule))?;
        let own = self.rows.get(rule).and_then(|kinds| kinds.get(kind));
        Some(Rate { own: own.copied().unwrap_or_default(), part })
    }

    /// That of an item as it was read. What an attributed claim says is as sure as its attribution,
    /// which has the rate.
    #[must_use]
    pub fn of_item(&self, item: &Item) -> Option<Rate> {
        self.of(item.rule.as_str(), kind(&item.body))
    }

    /// Every row: rule, kind, count.
    pub fn rows(&self) -> impl Iterator<Item = (&str, &str, Count)> {
        let kinds = self.rows.iter().map(|(rule, kinds)| (rule.as_str(), kinds));
        kinds.flat_map(|(rule, kinds)| {
            kinds.iter().map(move |(kind, count)| (rule, kind.as_str(), *count))
        })
    }

    /// Every part with its count.
    pub fn parts(&self) -> impl Iterator<Item = (&str, Count)> {
        self.parts.iter().map(|(part, count)| (part.as_str(), *count))
    }
}

/// Rule, kind and count of each; those of one rule and kind are added up.
impl FromIterator<(String, String, Count)> for Rates {
    fn from_iter<T: IntoIterator<Item = (String, String, Count)>>(rows: T) -> Self {
        let mut rates = Self::default();
        for (rule, kind, count) in rows {
            let of = rates.parts.entry(part(&rule).to_owned()).or_default();
            *of = of.with(count);
            let of = rates.rows.entry(rule).or_default().entry(kind).or_default();
            *of = of.with(count);
        }
        rates
    }
}

/// What a rule is of: what stands before the point. Claims in the page's own voice are like no others.
#[must_use]
pub fn part(rule: &str) -> &str {
    match rule.split_once('.') {
        Some((part, _)) if part != "claim" => part,
        _ => rule,
    }
}

/// What of a rule's kinds differ in how often they are right: whose words a quotation is in; whether a
/// relation was put to a kind.
#[must_use]
pub const fn kind(body: &Body) -> &'static str {
    match body {
        Body::Attribution(told) => told.kind.word(),
        Body::Relation(relation) => match relation.kind {
            RelationKind::Other => "other",
            _ => "named",
        },
        _ => ANY,
    }
}

/// The score of a claim that no attribution has.
pub(crate) fn own_voice(voice: Voice) -> Option<f32> {
    let own = || Rates::shipped().of(OWN_VOICE, ANY);
    (voice == Voice::Document).then(own).flatten().map(Rate::score)
}

/// The score of an item as it was read.
pub(crate) fn score(item: &Item) -> Option<f32> {
    Rates::shipped().of_item(item).map(Rate::score)
}

fn row(line: &str) -> Option<(String, String, Count)> {
    let mut cells = line.split('\t');
    let (rule, kind) = (cells.next()?, cells.next()?);
    let (right, read) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some((rule.to_owned(), kind.to_owned(), Count { right, read }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rates(rows: &[(&str, &str, u32, u32)]) -> Rates {
        let row = |(rule, kind, right, read): &(&str, &str, u32, u32)| {
            ((*rule).to_owned(), (*kind).to_owned(), Count { right: *right, read: *read })
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn a_rule_that_was_right_twice_is_not_sure_for_that() {
        let rates = rates(&[("deed.often", "any", 48, 98), ("deed.seldom", "any", 2, 2)]);
        let score = |rule| rates.of(rule, "any").map(Rate::score);
        // 50 of 100 in all: (2 + 4 * 0.5) / (2 + 4).
        assert_eq!(score("deed.seldom"), Some(4.0 / 6.0));
        assert_eq!(score("deed.often"), Some(50.0 / 102.0));
    }

    #[test]
    fn a_rule_of_which_nothing_was_marked_is_as_sure_as_those_like_it() {
        let rates = rates(&[("deed.often", "named", 3, 4), ("word.any", "any", 1, 9)]);
        for (rule, kind) in [("deed.new", "named"), ("deed.often", "other")] {
            let rate = rates.of(rule, kind).expect("of a part that was marked");
            assert_eq!((rate.own.read, rate.score()), (0, 0.75));
            assert!(rate.to_string().starts_with("nothing that this rule reads"), "{rate}");
        }
        assert_eq!(rates.of("sign.any", "any"), None, "nothing of its part was marked");
        assert_eq!(rates.of("", ""), None);
    }

    #[test]
    fn a_rate_is_told_in_words() {
        let rates = rates(&[("deed.often", "any", 163, 210), ("deed.seldom", "any", 1, 5)]);
        let words = rates.of("deed.often", "any").map(|rate| rate.to_string()).unwrap_or_default();
        assert!(words.contains("right in 163 of 210 cases on marked texts"), "{words}");
        assert!(words.ends_with("in 164 of 215"), "{words}");
        let alone = Count { right: 3, read: 4 };
        let words = Rate { own: alone, part: alone }.to_string();
        assert_eq!(words, "what this rule reads is right in 3 of 4 cases on marked texts");
    }

    #[test]
    fn every_row_that_ships_is_read_and_makes_a_score() {
        let lines = include_str!("../data/reading/rates.tsv").lines();
        let rows: Vec<&str> = lines.filter(|line| !line.starts_with('#')).collect();
        let shipped = Rates::shipped();
        assert_eq!(shipped.rows().count(), rows.len());
        for (rule, kind, count) in shipped.rows() {
            assert!(count.right <= count.read && count.read > 0, "{rule} {kind}");
            let score = shipped.of(rule, kind).map(Rate::score).expect("a row");
            assert!(score > 0.0 && score < 1.0, "{rule} {kind}: {score}");
        }
        let parts: Vec<&str> = shipped.parts().map(|(part, _)| part).collect();
        assert_eq!(parts, ["argument", "attribution", OWN_VOICE, "relation", "status"]);
        assert_eq!(shipped.of("claim.attributed", ANY), None, "its attribution has the rate");
    }
}
