//! Timings: taken here, kept, and shown by `scores`. Never part of a test.

mod child;
mod corpus;
mod machine;
pub(crate) mod pages;
mod programs;
mod rooms;
mod watch;

pub(crate) use child::most_memory;
pub(crate) use corpus::texts;
pub(crate) use machine::Machine;
pub(crate) use rooms::stamp;
pub(crate) use watch::timed;

use crate::project::{Missing, Project};
use anyhow::Result;
use corpus::Corpus;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// The name under which the timings are kept.
pub(crate) const KEPT: &str = "bench";

/// One run of the benchmark.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Timings {
    /// Where and when.
    pub(crate) machine: Machine,
    /// Files read.
    pub(crate) files: usize,
    /// Bytes in them.
    pub(crate) bytes: u64,
    /// The rooms in turn on one thread, each with its seconds.
    pub(crate) rooms: Vec<(String, f64)>,
    /// The library on all cores, in seconds.
    pub(crate) library: f64,
    /// Whole programs over the files: what, seconds (median), and the most memory held, in bytes.
    pub(crate) programs: Vec<Program>,
    /// Start-up: the command, and its seconds (median).
    pub(crate) starts: Vec<(String, f64)>,
}

/// A whole program over the files.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Program {
    /// What ran.
    pub(crate) what: String,
    /// Seconds, the median of some runs.
    pub(crate) seconds: f64,
    /// The most memory that it held at once in the largest run, in bytes; `None` where the system
    /// does not tell.
    pub(crate) memory: Option<u64>,
}

/// Takes every timing and keeps them, where the articles are there.
pub(crate) fn run(project: &Project, date: Option<&str>) -> Result<Result<(), Missing>> {
    let corpus = match Corpus::write(project)? {
        Ok(corpus) => corpus,
        Err(missing) => return Ok(Err(missing)),
    };
    let binary = programs::build(project)?;
    let timings = Timings {
        machine: Machine::here(date),
        files: corpus.paths.len(),
        bytes: corpus.bytes,
        rooms: rooms::in_turn(&corpus)?,
        library: median(3, || rooms::library(&corpus))?.as_secs_f64(),
        programs: programs::over_files(&binary, &corpus)?,
        starts: programs::starts(project, &binary)?,
    };
    project.keep(KEPT, &timings)?;
    Ok(Ok(()))
}

/// The median of an odd number of measurements.
pub(crate) fn median(
    times: usize,
    mut measure: impl FnMut() -> Result<Duration>,
) -> Result<Duration> {
    let mut all = (0..times).map(|_| measure()).collect::<Result<Vec<_>>>()?;
    all.sort();
    Ok(all.get(all.len() / 2).copied().unwrap_or_default())
}
