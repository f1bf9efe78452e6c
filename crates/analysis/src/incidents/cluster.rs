//! Which incident a report is of.

use super::handles::{Handle, Held};
use super::reports::Report;
use crate::corpus::{Days, number};
use std::collections::{BTreeMap, BTreeSet};

/// A report joins an incident that it is at least so like.
const LEAST: f32 = 0.14;
/// Reports of one happening give days at most so far apart.
const APART: u32 = 2;
/// A handle that more than this share of the reports have is not looked for.
const COMMON: f64 = 0.05;
/// Nor is one where fewer than so many reports have it too common.
const FEW: u32 = 200;
/// Of one handle and one day, so many incidents are looked at.
const MOST: usize = 400;
/// Handles count as if so many reports without them had been seen before.
const BEFORE: f32 = 50.0;
/// Days are looked for one by one up to so many.
const WINDOW: u32 = 8;

/// The incidents so far, as they are looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Clusters {
    clusters: Vec<Cluster>,
    /// How many reports have each handle.
    frequency: BTreeMap<Handle, u32>,
    reports: u32,
    /// Incidents by handle and day; those without days under `None`.
    index: BTreeMap<(Handle, Option<i32>), Vec<u32>>,
}

#[derive(Debug, Clone, Default)]
struct Cluster {
    days: Option<Days>,
    /// The sum of its reports' weights, by handle.
    sum: BTreeMap<Handle, f32>,
    /// The sum of the squares of `sum`.
    square: f32,
}

impl Clusters {
    /// Puts a report to the incident that it is most like, or to a new one; with how like it is.
    pub(super) fn place(&mut self, report: &Report, held: Vec<Held>) -> (u32, f32) {
        self.reports += 1;
        for held in &held {
            *self.frequency.entry(held.handle).or_default() += 1;
        }
        let weighed: Vec<(Handle, f32)> =
            held.iter().map(|held| (held.handle, held.weight * self.rarity(held.handle))).collect();
        let days = window(report.days);
        let keys: Vec<Handle> =
            held.iter().filter(|h| h.key && !self.is_common(h.handle)).map(|h| h.handle).collect();
        let best = self.best(report, &weighed, &keys, &days);
        let (cluster, like) = match best {
            Some(found) => found,
            None => {
                self.clusters.push(Cluster { days: report.days, ..Cluster::default() });
                (number(self.clusters.len() - 1), 1.0)
            }
        };
        self.add(cluster, report, &weighed, &keys, &days);
        (cluster, like)
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

    fn best(
        &self,
        report: &Report,
        weighed: &[(Handle, f32)],
        keys: &[Handle],
        days: &[Option<i32>],
    ) -> Option<(u32, f32)> {
        let mut candidates = BTreeSet::new();
        for key in keys {
            for day in days {
                let found = self.index.get(&(*key, *day)).into_iter().flatten();
                candidates.extend(found.rev().take(MOST).copied());
            }
        }
        let likes = candidates.into_iter().filter_map(|cluster| {
            let like = self.clusters[cluster as usize].likeness(report, weighed)?;
            (like >= LEAST).then_some((cluster, like))
        });
        likes.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    fn add(
        &mut self,
        cluster: u32,
        report: &Report,
        weighed: &[(Handle, f32)],
        keys: &[Handle],
        days: &[Option<i32>],
    ) {
        let into = &mut self.clusters[cluster as usize];
        into.days = match (into.days, report.days) {
            (Some(a), Some(b)) if b.length() < a.length() && a.apart(b) == 0 => Some(b),
            (a, b) => a.or(b),
        };
        for (handle, weight) in weighed {
            let sum = into.sum.entry(*handle).or_default();
            into.square += weight * (weight + 2.0 * *sum);
            *sum += weight;
        }
        for key in keys {
            for day in days {
                let under = self.index.entry((*key, *day)).or_default();
                if under.last() != Some(&cluster) {
                    under.push(cluster);
                }
            }
        }
    }
}

impl Cluster {
    /// The cosine of what both have, or `None` where the days forbid it.
    fn likeness(&self, report: &Report, weighed: &[(Handle, f32)]) -> Option<f32> {
        let nearness = match (self.days, report.days) {
            (Some(a), Some(b)) => match a.apart(b) {
                0 => 1.0,
                apart if apart <= APART => 0.8,
                _ => return None,
            },
            _ => 0.8,
        };
        let dot: f32 =
            weighed.iter().filter_map(|(handle, w)| Some(w * self.sum.get(handle)?)).sum();
        let own: f32 = weighed.iter().map(|(_, w)| w * w).sum();
        let both = (own * self.square).sqrt();
        (both > 0.0).then(|| nearness * dot / both)
    }
}

/// The days under which a report is found; those that may be off by some are found under each.
fn window(days: Option<Days>) -> Vec<Option<i32>> {
    match days {
        Some(days) if days.length() <= WINDOW => {
            let around = APART.cast_signed();
            (days.first.saturating_sub(around)..=days.last.saturating_add(around))
                .map(Some)
                .collect()
        }
        Some(days) => vec![Some(days.first), Some(days.last)],
        None => vec![None],
    }
}
