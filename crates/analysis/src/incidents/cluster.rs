//! Which incident a report is of.

use super::handles::{Handle, Held};
use super::reports::Report;
use super::rulings::Rulings;
use crate::corpus::{Days, number};
use crate::shared::Shared;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A report joins an incident that it is at least so like.
const LEAST: f32 = 0.09;
/// Where one of them has no day, or only a month or a year, at least so.
const LEAST_UNDATED: f32 = 0.25;
/// How much of the likeness is that of all they have; the rest is that of places, actors and numbers.
const WORDS: f32 = 0.75;
/// Reports of one happening give days at most so far apart.
const APART: u32 = 2;
/// How much likeness is left where days are that far apart, or one gives none.
const NEAR: f32 = 0.7;
/// How much where both name one day, and not the same: places are bombed day after day.
const OTHER_DAY: f32 = 0.5;
/// A page that gives no day of its own for a thing may recall what was at most so many days before.
const RECALLED: u32 = 14;
/// How much is left then.
const LONG_BEFORE: f32 = 0.4;
/// A handle that more than this share of the reports have is not looked for.
const COMMON: f64 = 0.05;
/// Nor is one where fewer than so many reports have it too common.
const FEW: u32 = 200;
/// Of one handle and one day, so many incidents are looked at: the latest.
const MOST: usize = 400;
/// Of one handle and a day that is only recalled, or any day at all, so many.
const MOST_RECALLED: usize = 50;
/// Handles count as if so many reports without them had been seen before.
const BEFORE: f32 = 50.0;
/// Days are looked for one by one up to so many.
const WINDOW: u32 = 8;

/// When an incident is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Day(i32),
    /// It has no days.
    Undated,
    /// Whatever its days are.
    Any,
}

/// The incidents so far, as they are looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Clusters {
    clusters: Vec<Arc<Cluster>>,
    /// How many reports have each handle.
    frequency: Shared<Handle, u32>,
    reports: u32,
    /// Incidents by handle and day.
    index: Shared<(Handle, Time), Vec<u32>>,
    /// The incident that each thing is of that people ruled on, by its root.
    ruled: BTreeMap<u32, u32>,
}

#[derive(Debug, Clone, Default)]
struct Cluster {
    /// The days it was on: several where it is not settled which of them.
    days: Vec<Days>,
    /// Whether they are a month or a year, in which it was at some time.
    rough: bool,
    /// The sum of its reports' weights, by handle.
    sum: BTreeMap<Handle, f32>,
    /// The sum of the squares of `sum`.
    square: f32,
    /// That of places, actors and numbers alone.
    things: f32,
    /// What of it people ruled on.
    ruled: Vec<u32>,
}

/// Where a report was put.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placed {
    pub(super) incident: u32,
    /// How like the reports before it is.
    pub(super) like: f32,
    /// The days that the incident has by now, where they are settled.
    pub(super) days: Option<Days>,
}

/// A report, as it is compared.
struct Seen<'r> {
    report: &'r Report,
    days: Vec<Days>,
    weighed: Vec<Weighed>,
    keys: Vec<Handle>,
    square: f32,
    things: f32,
}

#[derive(Clone, Copy)]
struct Weighed {
    handle: Handle,
    weight: f32,
    word: bool,
}

impl Clusters {
    /// Puts a report to the incident that a person ruled it to be of, or that it is most like, or to a
    /// new one.
    pub(super) fn place(&mut self, report: &Report, held: &[Held], rulings: &Rulings) -> Placed {
        self.reports += 1;
        for held in held {
            *self.frequency.entry(held.handle) += 1;
        }
        let seen = self.see(report, held);
        let ruled = report.ruled.iter().find_map(|nth| self.ruled.get(&rulings.root(*nth)));
        let found = match ruled {
            Some(cluster) => Some((*cluster, self.likeness(&seen, *cluster).unwrap_or_default())),
            None => self.best(&seen, rulings),
        };
        let (incident, like) = found.unwrap_or_else(|| {
            let (days, rough) = (seen.days.clone(), report.when.rough);
            self.clusters.push(Arc::new(Cluster { days, rough, ..Cluster::default() }));
            (number(self.clusters.len() - 1), 1.0)
        });
        self.add(incident, &seen, rulings);
        let days = match self.clusters[incident as usize].days[..] {
            [days] => Some(days),
            _ => None,
        };
        Placed { incident, like, days }
    }

    fn see<'r>(&self, report: &'r Report, held: &[Held]) -> Seen<'r> {
        let weighed: Vec<Weighed> = held
            .iter()
            .map(|Held { handle, weight, word, .. }| Weighed {
                handle: *handle,
                weight: weight * self.rarity(*handle),
                word: *word,
            })
            .collect();
        let square = |one: &Weighed| one.weight * one.weight;
        let keys = held.iter().filter(|held| held.key && !self.is_common(held.handle));
        let choice = report.when.choice.into_iter().flatten();
        Seen {
            report,
            days: report.days.into_iter().chain(choice).collect(),
            square: weighed.iter().map(square).sum(),
            things: weighed.iter().filter(|one| !one.word).map(square).sum(),
            keys: keys.map(|held| held.handle).collect(),
            weighed,
        }
    }

    /// How much it says that two have a handle: inverse document frequency (Spärck Jones, 1972).
    fn rarity(&self, handle: Handle) -> f32 {
        let having = self.frequency.get(&handle).copied().unwrap_or_default();
        libm::logf((self.reports as f32 + BEFORE) / (having as f32 + 1.0)).max(0.05)
    }

    fn is_common(&self, handle: Handle) -> bool {
        let having = self.frequency.get(&handle).copied().unwrap_or_default();
        having > FEW && f64::from(having) > f64::from(self.reports) * COMMON
    }

    fn best(&self, seen: &Seen<'_>, rulings: &Rulings) -> Option<(u32, f32)> {
        let likes = self.candidates(seen).into_iter().filter_map(|cluster| {
            let of = &self.clusters[cluster as usize];
            if rulings.part(&of.ruled, &seen.report.ruled) {
                return None;
            }
            let dated = !of.days.is_empty() && !seen.days.is_empty() && !of.rough;
            let least = if dated { LEAST } else { LEAST_UNDATED };
            Some((cluster, self.likeness(seen, cluster).filter(|like| *like >= least)?))
        });
        likes.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    fn candidates(&self, seen: &Seen<'_>) -> BTreeSet<u32> {
        let near: Vec<Time> = seen.days.iter().flat_map(|days| window(*days)).collect();
        let recalled = seen.days.iter().filter(|_| seen.report.when.open).flat_map(|days| {
            let nearest = days.first.saturating_sub(APART.cast_signed());
            (days.first.saturating_sub(RECALLED.cast_signed())..nearest).map(Time::Day)
        });
        let far: Vec<Time> = if seen.days.is_empty() {
            vec![Time::Any]
        } else {
            recalled.chain([Time::Undated]).collect()
        };
        let mut found = BTreeSet::new();
        for key in &seen.keys {
            for (times, most) in [(&near, MOST), (&far, MOST_RECALLED)] {
                for time in times {
                    let there = self.index.get(&(*key, *time)).into_iter().flatten();
                    found.extend(there.rev().take(most).copied());
                }
            }
        }
        found
    }

    /// How like a report is to an incident, or `None` where the days forbid it.
    fn likeness(&self, seen: &Seen<'_>, cluster: u32) -> Option<f32> {
        let cluster = &self.clusters[cluster as usize];
        if cluster.rough != seen.report.when.rough {
            return None;
        }
        let (mut all, mut things) = (0.0, 0.0);
        for one in &seen.weighed {
            let both = one.weight * cluster.sum.get(&one.handle).copied().unwrap_or_default();
            all += both;
            things += if one.word { 0.0 } else { both };
        }
        let words =
            cosine(all - things, seen.square - seen.things, cluster.square - cluster.things);
        let things = cosine(things, seen.things, cluster.things);
        let (_, nearness) = cluster.nearest(seen)?;
        Some(nearness * (WORDS * words + (1.0 - WORDS) * things))
    }

    fn add(&mut self, cluster: u32, seen: &Seen<'_>, rulings: &Rulings) {
        let into = Arc::make_mut(&mut self.clusters[cluster as usize]);
        into.settle(seen);
        for one in &seen.weighed {
            let sum = into.sum.entry(one.handle).or_default();
            let more = one.weight * (one.weight + 2.0 * *sum);
            into.square += more;
            into.things += if one.word { 0.0 } else { more };
            *sum += one.weight;
        }
        for nth in &seen.report.ruled {
            into.ruled.push(*nth);
            self.ruled.entry(rulings.root(*nth)).or_insert(cluster);
        }
        let mut times: Vec<Time> = seen.days.iter().flat_map(|days| window(*days)).collect();
        times.extend(seen.days.is_empty().then_some(Time::Undated));
        times.push(Time::Any);
        for key in &seen.keys {
            for time in &times {
                let under = self.index.entry((*key, *time));
                if under.last() != Some(&cluster) {
                    under.push(cluster);
                }
            }
        }
    }
}

impl Cluster {
    /// The days of this that are nearest to those of a report, and how much of the likeness is left
    /// for them; `None` where they are too far apart.
    fn nearest(&self, seen: &Seen<'_>) -> Option<(Option<Days>, f32)> {
        if self.days.is_empty() || seen.days.is_empty() {
            return Some((None, NEAR));
        }
        let pairs = self.days.iter().flat_map(|own| seen.days.iter().map(move |new| (*own, *new)));
        let near = pairs.filter_map(|(own, new)| Some((own, nearness(own, new, seen)?)));
        let nearest = near.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        nearest.map(|(own, nearness)| (Some(own), nearness))
    }

    /// Takes the days that a report gives: those that fit what is there, and the shorter ones.
    fn settle(&mut self, seen: &Seen<'_>) {
        if let Some((Some(own), _)) = self.nearest(seen).filter(|_| self.days.len() > 1) {
            self.days = vec![own];
        }
        match (&self.days[..], &seen.days[..]) {
            ([], new) => self.days = new.to_vec(),
            ([own], new) => {
                let shorter =
                    new.iter().find(|new| new.length() < own.length() && new.apart(*own) == 0);
                self.days = vec![*shorter.unwrap_or(own)];
            }
            _ => {}
        }
    }
}

fn nearness(own: Days, new: Days, seen: &Seen<'_>) -> Option<f32> {
    let recalls = seen.report.when.open && own.last < new.first;
    match own.apart(new) {
        0 => Some(1.0),
        1..=APART if own.length() == 1 && new.length() == 1 => Some(OTHER_DAY),
        1..=APART => Some(NEAR),
        apart if recalls && apart <= RECALLED => Some(LONG_BEFORE),
        _ => None,
    }
}

fn cosine(dot: f32, one: f32, other: f32) -> f32 {
    let both = (one * other).max(0.0).sqrt();
    if both > 0.0 { dot / both } else { 0.0 }
}

/// The days under which a report is found; those that may be off by some are found under each.
fn window(days: Days) -> Vec<Time> {
    if days.length() > WINDOW {
        return vec![Time::Day(days.first), Time::Day(days.last)];
    }
    let around = APART.cast_signed();
    (days.first.saturating_sub(around)..=days.last.saturating_add(around)).map(Time::Day).collect()
}
