//! `names`: pairs of names, told to be spellings of one by Sayso, by a plain Jaro-Winkler and by
//! Python's `nomenklatura`; and `names-learn`, which makes the tables that Sayso tells it by.

mod blocking;
mod edit;
mod judge;
mod learn;
mod logistic;
mod pairs;
mod table;
mod theirs;
mod winkler;

pub(crate) use blocking::Blocking;
pub(crate) use judge::Judged;
pub(crate) use learn::learn;

use crate::bench::{Machine, timed};
use crate::project::Project;
use anyhow::Result;
use pairs::{Pair, Pairs, Script};
use sayso_analysis::spelling::Spelled;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The name under which the result is kept.
pub(crate) const KEPT: &str = "names";
/// The sets of pairs that are measured on, in order.
pub(crate) const SETS: [&str; 5] = [
    "both in Latin letters",
    "both in Latin letters, attested",
    "Latin and Arabic letters",
    "Latin and Arabic letters, attested",
    "bodies, by hand",
];

/// What a program made of the pairs.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Program {
    pub(crate) name: String,
    /// The thresholds of pairs in Latin letters, and in Latin and Arabic.
    pub(crate) thresholds: [f64; 2],
    /// In the order of [`SETS`].
    pub(crate) judged: Vec<Judged>,
    /// Pairs of names a second, on one thread.
    pub(crate) speed: f64,
}

/// Everything that was measured.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Compared {
    pub(crate) programs: Vec<Program>,
    pub(crate) blocking: Blocking,
    /// The same over pairs that are attested.
    pub(crate) attested: Blocking,
    pub(crate) machine: Machine,
}

/// The scores of the tuning pairs, those held out and those of bodies, and the seconds they took.
struct Scores {
    tuning: Vec<f64>,
    held_out: Vec<f64>,
    bodies: Vec<f64>,
    seconds: f64,
}

/// Measures all, and keeps the result for `scores`.
pub(crate) fn run(project: &Project, python: Option<&Path>, date: Option<&str>) -> Result<()> {
    let pairs = Pairs::of(project)?;
    let bodies = pairs::bodies(project)?;
    let mut programs = vec![
        judged("Sayso", &pairs, &bodies, &scores(&pairs, &bodies, ours)),
        judged("Jaro-Winkler", &pairs, &bodies, &scores(&pairs, &bodies, plain)),
    ];
    if let Some(python) = python {
        let run = |pairs: &[Pair], schema| theirs::run(python, pairs, schema);
        let tuning = run(&pairs.tuning, "Person")?;
        let held_out = run(&pairs.held_out, "Person")?;
        let version = tuning.version;
        let scores = Scores {
            tuning: tuning.scores,
            held_out: held_out.scores,
            bodies: run(&bodies, "Organization")?.scores,
            seconds: held_out.seconds,
        };
        programs.push(judged(&version, &pairs, &bodies, &scores));
    }
    let (names, _) = table::read(project)?;
    let names: Vec<String> = names.into_iter().map(|mut n| n.latin.remove(0).spelled).collect();
    let attested: Vec<Pair> = pairs.held_out.iter().filter(|pair| pair.attested).cloned().collect();
    let compared = Compared {
        programs,
        blocking: blocking::measure(&pairs.held_out, &names),
        attested: blocking::measure(&attested, &[]),
        machine: Machine::here(date),
    };
    project.keep(KEPT, &compared)
}

fn ours(pair: &Pair) -> f64 {
    let likeness = Spelled::of(&pair.one).likeness(&Spelled::of(&pair.other));
    likeness.map_or(0.0, |likeness| f64::from(likeness.score))
}

fn plain(pair: &Pair) -> f64 {
    winkler::likeness(&pair.one, &pair.other)
}

fn scores(pairs: &Pairs, bodies: &[Pair], score: fn(&Pair) -> f64) -> Scores {
    let all = |pairs: &[Pair]| pairs.iter().map(score).collect::<Vec<f64>>();
    let tuning = all(&pairs.tuning);
    let (held_out, took) = timed(|| all(&pairs.held_out));
    Scores { tuning, held_out, bodies: all(bodies), seconds: took.as_secs_f64() }
}

/// A program's figures, with a threshold for each script that is fixed on the tuning half.
fn judged(name: &str, pairs: &Pairs, bodies: &[Pair], scores: &Scores) -> Program {
    let threshold = |script| {
        let (pairs, scores) = some(&pairs.tuning, &scores.tuning, |pair| pair.script == script);
        judge::threshold(&pairs, &scores)
    };
    let thresholds = [threshold(Script::Latin), threshold(Script::Mixed)];
    // Over a pair's own threshold is over nought.
    let over = |pairs: &[Pair], scores: &[f64]| -> Vec<f64> {
        let at = |pair: &Pair| thresholds[usize::from(pair.script == Script::Mixed)];
        pairs.iter().zip(scores).map(|(pair, score)| score - at(pair)).collect()
    };
    let held_out = over(&pairs.held_out, &scores.held_out);
    let mut judged = Vec::new();
    for script in [Script::Latin, Script::Mixed] {
        for attested in [false, true] {
            let is = |p: &Pair| p.script == script && (!attested || !p.same || p.attested);
            let (pairs, scores) = some(&pairs.held_out, &held_out, is);
            judged.push(judge::judge(&pairs, &scores, 0.0));
        }
    }
    judged.push(judge::judge(bodies, &over(bodies, &scores.bodies), 0.0));
    let speed = pairs.held_out.len() as f64 / scores.seconds;
    Program { name: name.to_owned(), thresholds, judged, speed }
}

fn some(pairs: &[Pair], scores: &[f64], is: impl Fn(&Pair) -> bool) -> (Vec<Pair>, Vec<f64>) {
    let some = pairs.iter().zip(scores).filter(|(pair, _)| is(pair));
    some.map(|(pair, score)| (pair.clone(), *score)).unzip()
}
