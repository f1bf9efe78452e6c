//! What held on a day, by whoever says so.

use super::{Line, Listed, Spell, Standing};
use crate::corpus::Days;

/// How a day stands to a spell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The holder says so: the day lies between days for which it is said.
    Told,
    /// It had begun, and the holder says of no end.
    Since,
    /// The dates are too coarse to say.
    Perhaps,
    /// It was last said to hold on a day before; nothing is said of this day.
    Last,
}

impl Certainty {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Told => "said to hold then",
            Self::Since => "said to have begun before, and nothing of an end",
            Self::Perhaps => "perhaps: the dates leave it open",
            Self::Last => "last said to hold before then",
        }
    }
}

/// What a line says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holding {
    /// Which of the standing's lines.
    pub line: usize,
    /// Which of its spells.
    pub spell: usize,
    /// How sure that is.
    pub certainty: Certainty,
}

/// What held on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOf<'s> {
    /// The day, counted from 1970-01-01.
    pub day: i32,
    /// By holder, in order of the lines.
    pub held: Vec<Holding>,
    /// Lines whose holder says nothing of that day.
    pub silent: Vec<usize>,
    /// What the list of known actors has for that day.
    pub listed: Vec<&'s Listed>,
}

impl Standing {
    /// What held on a day, counted from 1970-01-01, by each holder.
    #[must_use]
    pub fn as_of(&self, day: i32) -> AsOf<'_> {
        let mut as_of = AsOf { day, held: Vec::new(), silent: Vec::new(), listed: Vec::new() };
        for (line, of) in self.lines.iter().enumerate() {
            let before = as_of.held.len();
            let held =
                of.spells.iter().enumerate().filter_map(|(spell, of)| {
                    Some(Holding { line, spell, certainty: of.on(day)? })
                });
            as_of.held.extend(held);
            if as_of.held.len() == before {
                as_of.silent.push(line);
            }
        }
        let days = Some(Days { first: day, last: day });
        let held = |listed: &&Listed| {
            let when = listed.when.clone();
            crate::known::Dated { what: (), when }.held(days)
        };
        as_of.listed = self.listed.iter().filter(held).collect();
        as_of
    }
}

impl Standing {
    /// Every spell with its line, or those that held on a day, with how sure that is.
    #[must_use]
    pub fn spells(&self, day: Option<i32>) -> Vec<(&Line, &Spell, Option<Certainty>)> {
        let Some(day) = day else {
            let spells = |line| move |spell| (line, spell, None);
            let all = self.lines.iter();
            return all.flat_map(|line| line.spells.iter().map(spells(line))).collect();
        };
        let held = self.as_of(day).held.into_iter().map(|held| {
            let line = &self.lines[held.line];
            (line, &line.spells[held.spell], Some(held.certainty))
        });
        held.collect()
    }
}

impl Spell {
    /// How it stands to a day; `None` where it did not hold, or nobody says anything of it.
    #[must_use]
    pub fn on(&self, day: i32) -> Option<Certainty> {
        let (first, last) = self.from.as_ref().map(|when| when.ends()).unwrap_or_default();
        let (ends, over) = self.until.as_ref().map(|until| until.when().ends()).unwrap_or_default();
        let told = self.seen.is_some_and(|seen| seen.first <= day && day <= seen.last);
        let begun = last.or(first).is_some_and(|from| from <= day);
        let lasts = ends.or(over).is_none_or(|until| day < until);
        if first.is_some_and(|first| day < first) || over.is_some_and(|over| over < day) {
            return told.then_some(Certainty::Told);
        }
        match (begun, self.until.is_some()) {
            _ if told => Some(Certainty::Told),
            (true, true) if lasts => Some(Certainty::Told),
            (true, false) if self.seen.is_some_and(|seen| day <= seen.last) => {
                Some(Certainty::Told)
            }
            (true, false) => Some(Certainty::Since),
            // Whether it held on the very day of its end, the date does not say.
            (true, true) => Some(Certainty::Perhaps),
            (false, _) if self.from.is_some() || self.until.is_some() => Some(Certainty::Perhaps),
            (false, _) => self.seen.filter(|seen| seen.last < day).map(|_| Certainty::Last),
        }
    }
}

impl Line {
    /// The days between its spells of which the holder says nothing.
    #[must_use]
    pub fn gaps(&self) -> Vec<Days> {
        let mut gaps = Vec::new();
        let mut reached: Option<i32> = None;
        for spell in &self.spells {
            let Some(days) = spell.sure() else { continue };
            if let Some(reached) = reached.filter(|reached| reached.saturating_add(1) < days.first)
            {
                gaps.push(Days { first: reached + 1, last: days.first - 1 });
            }
            let lasts = spell.from.is_some() && spell.until.is_none();
            let last = if lasts { i32::MAX } else { days.last };
            reached = Some(reached.map_or(last, |reached| reached.max(last)));
        }
        gaps
    }
}
