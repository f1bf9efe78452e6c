//! From what one holder says to what held when, according to that holder.

use super::statements::{Mode, Said};
use super::{Attribute, Ground};
use crate::agreement::{Agreement, Suggestion};
use crate::corpus::{Corpus, Days};
use crate::moment::{When, earlier};
use crate::spelling::Spelled;
use sayso_model::{Edtf, Polarity};
use std::collections::{BTreeMap, BTreeSet};

/// What one holder says held for some time.
#[derive(Debug, Clone, PartialEq)]
pub struct Spell {
    /// What, in the words of the first who told it.
    pub words: String,
    /// The identity that they name, where they name one.
    pub value: Option<u32>,
    /// Whether it is said to be so.
    pub polarity: Polarity,
    /// When it began, where the holder says.
    pub from: Option<When>,
    /// When it ended.
    pub until: Option<Until>,
    /// From the first to the last of the days on which it is said to hold, where no beginning and no
    /// end are given with it.
    pub seen: Option<Days>,
    /// What it rests on, in order of time.
    pub grounds: Vec<Ground>,
}

/// How it is known that a spell is over.
#[derive(Debug, Clone, PartialEq)]
pub enum Until {
    /// The holder says so.
    Told(When),
    /// The holder says that something else began then in its place, or that it is not so then.
    Next(When),
}

impl Until {
    /// When.
    #[must_use]
    pub const fn when(&self) -> &When {
        match self {
            Self::Told(when) | Self::Next(when) => when,
        }
    }
}

impl Spell {
    /// The first and the last day on which it is sure to have held, by its holder.
    pub(super) fn sure(&self) -> Option<Days> {
        let from = self.from.as_ref().and_then(|when| when.ends().1.or(when.ends().0));
        let until = self.until.as_ref().and_then(|until| until.when().ends().0);
        let (first, last) = match self.seen {
            Some(seen) => (from.map_or(seen.first, |day| day.min(seen.first)), seen.last),
            None => (from.or(until)?, until.or(from)?),
        };
        Some(Days { first, last: until.map_or(last, |day| day.max(first)).max(first) })
    }

    /// How it stands: agreed where people agreed to all that it rests on, and else as sure as the
    /// surest of this. Grounds are often copies of each other, so that many make nothing surer.
    #[must_use]
    pub fn suggestion(&self, corpus: &Corpus) -> Suggestion {
        let grounds: Vec<Suggestion> =
            self.grounds.iter().map(|ground| ground.stands(corpus)).collect();
        let agreed = grounds.iter().all(|ground| ground.said == Agreement::Agreed);
        let surest = grounds.iter().filter_map(|ground| ground.score).max_by(f32::total_cmp);
        Suggestion::read(agreed && !grounds.is_empty(), surest)
    }

    /// Whether nobody says when it held.
    #[must_use]
    pub const fn is_undated(&self) -> bool {
        self.from.is_none() && self.until.is_none() && self.seen.is_none()
    }
}

/// What makes two values one: the actor they name, or else their folded words.
type Value = (Option<u32>, String);

fn value(said: &Said) -> Value {
    match said.value {
        Some(_) => (said.value, String::new()),
        None => (None, Spelled::of(&said.words).folded()),
    }
}

/// The spells of one holder's statements on one attribute, in order of time.
pub(super) fn of(attribute: Attribute, mut said: Vec<Said>) -> Vec<Spell> {
    said.sort_by_cached_key(|said| (said.when.is_none(), said.when.clone(), said.ground));
    let mut line = Spells { attribute: Some(attribute), ..Spells::default() };
    for one in said {
        line.add(one);
    }
    let mut spells = line.spells;
    spells.sort_by_cached_key(|spell| {
        let days = spell.sure();
        (days.is_none(), days, spell.grounds.first().copied())
    });
    spells
}

#[derive(Default)]
struct Spells {
    attribute: Option<Attribute>,
    spells: Vec<Spell>,
    /// Those not over yet, by value and polarity.
    open: BTreeMap<(Value, Polarity), usize>,
    /// The asserted among them, by the last day on which they are said to hold.
    lasting: BTreeSet<(i32, Value)>,
    undated: BTreeMap<(Value, Polarity), usize>,
}

impl Spells {
    fn add(&mut self, said: Said) {
        let key = (value(&said), said.polarity);
        let Some(when) = said.when.clone().filter(|_| said.mode != Mode::Undated) else {
            return self.undated(key, said);
        };
        self.close_others(&key, &when, said.mode);
        let nth = match self.open.get(&key) {
            Some(nth) => *nth,
            None => self.begin(key.clone(), &said),
        };
        self.forget(nth, &key);
        let spell = &mut self.spells[nth];
        spell.grounds.push(said.ground);
        let over = match said.mode {
            Mode::Begins => {
                spell.from = earlier(spell.from.take(), Some(when));
                false
            }
            Mode::Ends => {
                spell.until = Some(Until::Told(when));
                true
            }
            Mode::Lasts => lasts(spell, &when),
            Mode::Seen | Mode::Undated => {
                see(spell, when.days());
                false
            }
        };
        match over {
            true => {
                self.open.remove(&key);
            }
            false => self.remember(nth, &key),
        }
    }

    fn begin(&mut self, key: (Value, Polarity), said: &Said) -> usize {
        self.spells.push(Spell {
            words: said.words.clone(),
            value: said.value,
            polarity: said.polarity,
            from: None,
            until: None,
            seen: None,
            grounds: Vec::new(),
        });
        self.open.insert(key, self.spells.len() - 1);
        self.spells.len() - 1
    }

    fn undated(&mut self, key: (Value, Polarity), said: Said) {
        let nth = match self.undated.get(&key) {
            Some(nth) => *nth,
            None => {
                let nth = self.begin(key.clone(), &said);
                self.open.remove(&key);
                self.undated.insert(key, nth);
                nth
            }
        };
        self.spells[nth].grounds.push(said.ground);
    }

    /// Ends what cannot hold beside this: the same said not to be so, and of what has one value at a
    /// time the values before. Only what was last said to hold on an earlier day is ended.
    fn close_others(&mut self, key: &(Value, Polarity), when: &When, mode: Mode) {
        let Some(day) = when.ends().0 else { return };
        let opposite = match key.1 {
            Polarity::Asserted => Polarity::Denied,
            Polarity::Denied => Polarity::Asserted,
            _ => return,
        };
        self.close(&(key.0.clone(), opposite), when, day);
        if !self.attribute.is_some_and(Attribute::is_single)
            || mode != Mode::Begins
            || key.1 != Polarity::Asserted
        {
            return;
        }
        let before = |(last, _): &(i32, Value)| *last < day;
        let over: Vec<_> = self.lasting.iter().take_while(|one| before(one)).cloned().collect();
        for (_, value) in over.into_iter().filter(|(_, value)| *value != key.0) {
            self.close(&(value, Polarity::Asserted), when, day);
        }
    }

    fn close(&mut self, key: &(Value, Polarity), when: &When, day: i32) {
        let Some(nth) = self.open.get(key).copied() else { return };
        if self.spells[nth].sure().is_some_and(|days| days.last < day) {
            self.forget(nth, key);
            self.open.remove(key);
            self.spells[nth].until = Some(Until::Next(when.clone()));
        }
    }

    /// What began gives way to what begins later, and so does whoever is said to hold a place. That
    /// something *is* this or that, as a sentence in passing says, does not.
    fn remember(&mut self, nth: usize, key: &(Value, Polarity)) {
        let spell = &self.spells[nth];
        let gives_way = spell.from.is_some() || self.attribute == Some(Attribute::ControlledBy);
        if let (Polarity::Asserted, true, Some(days)) = (key.1, gives_way, spell.sure()) {
            self.lasting.insert((days.last, key.0.clone()));
        }
    }

    fn forget(&mut self, nth: usize, key: &(Value, Polarity)) {
        if let Some(days) = self.spells[nth].sure() {
            self.lasting.remove(&(days.last, key.0.clone()));
        }
    }
}

/// Takes in an interval; whether its end is told.
fn lasts(spell: &mut Spell, when: &When) -> bool {
    let part = |day: Option<i32>, date: Option<Edtf>| {
        day.and(date).map(|date| When { date, clock: when.clock })
    };
    let (first, last) = when.date.bounds();
    let (from, until) = when.ends();
    if let Some(from) = part(from, first.map(Edtf::day)) {
        spell.from = earlier(spell.from.take(), Some(from));
    }
    match part(until, last.map(Edtf::day)) {
        Some(until) => {
            spell.until = Some(Until::Told(until));
            true
        }
        None => false,
    }
}

fn see(spell: &mut Spell, days: Option<Days>) {
    let Some(days) = days else { return };
    let seen = spell.seen.unwrap_or(days);
    spell.seen = Some(Days { first: seen.first.min(days.first), last: seen.last.max(days.last) });
}
