//! `copies`: passages that share wording, found by Sayso and by Python's `datasketch`, on the same
//! passages, some of them copies that were edited in known ways.

mod edits;
mod judge;
mod ours;
mod passages;
pub(crate) mod random;
mod theirs;

pub(crate) use ours::run as run_ours;

use crate::bench::Machine;
use crate::project::Project;
use anyhow::{Context as _, Result};
use edits::Edit;
use passages::Passages;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// The name under which the result is kept.
pub(crate) const KEPT: &str = "copies";
/// Numbers of passages, for how time grows.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];
/// Copies planted of each edit among the real passages.
const PLANTED: usize = 500;

/// What a program did with some passages.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Ran {
    /// Seconds of the whole run, one thread.
    pub(crate) seconds: f64,
    /// Seconds on all cores, where it can use them.
    pub(crate) all_cores: Option<f64>,
    /// Milliseconds to fold in one more passage, of the last thousand.
    pub(crate) fold_in: Option<f64>,
    /// The most memory that it held, in bytes.
    pub(crate) memory: Option<u64>,
    /// Pairs of passages, each by their places in the list.
    #[serde(skip_serializing, default)]
    pub(crate) pairs: Vec<(usize, usize)>,
    /// Its version, for a program that is not ours.
    #[serde(default)]
    pub(crate) version: String,
}

/// Both programs over one number of passages.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Size {
    /// Passages.
    pub(crate) passages: usize,
    /// Sayso.
    pub(crate) ours: Ran,
    /// `datasketch`.
    pub(crate) theirs: Option<Ran>,
}

/// How many of the copies planted with one edit were found.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Recall {
    /// What was done to them.
    pub(crate) edit: String,
    /// The share of both passages' words that they have in common, on average.
    pub(crate) alike: f64,
    /// Copies planted.
    pub(crate) planted: usize,
    /// Found by Sayso.
    pub(crate) ours: usize,
    /// Found by `datasketch`.
    pub(crate) theirs: Option<usize>,
}

/// Whether what was found is alike.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Precision {
    /// Pairs found.
    pub(crate) found: usize,
    /// Of these, planted.
    pub(crate) planted: usize,
    /// Not planted, and of the passages, or of a sentence of each, half of the words of the shorter
    /// one are in the other, in one order.
    pub(crate) alike: usize,
}

/// Everything that was measured.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Compared {
    /// Real passages.
    pub(crate) real: usize,
    /// Recall of each edit.
    pub(crate) recall: Vec<Recall>,
    /// Precision of both.
    pub(crate) precision: (Precision, Option<Precision>),
    /// Time and memory.
    pub(crate) sizes: Vec<Size>,
    /// Where.
    pub(crate) machine: Machine,
}

/// Measures both programs, and keeps the result for `scores`.
pub(crate) fn run(
    project: &Project,
    python: Option<&Path>,
    most: usize,
    date: Option<&str>,
) -> Result<()> {
    let passages = Passages::of(project)?.map_err(|missing| anyhow::anyhow!("{missing}"))?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("passages.txt");
    let both = |list: &[String]| -> Result<(Ran, Option<Ran>)> {
        fs::write(&path, list.join("\n")).context("the passages cannot be written")?;
        let theirs = python.map(|python| theirs::run(python, &path)).transpose()?;
        Ok((ours::watch(&path)?, theirs))
    };
    let (list, planted) = passages.with_copies(PLANTED);
    let (ours, theirs) = both(&list)?;
    let recall = Edit::ALL.iter().map(|&edit| {
        let of = planted.iter().filter(|p| p.edit == edit);
        judge::recall(edit, of, &list, &ours, theirs.as_ref())
    });
    let recall = recall.collect();
    let precision = |ran: &Ran| judge::precision(&planted, &list, ran);
    let precision = (precision(&ours), theirs.as_ref().map(precision));
    let mut sizes = Vec::new();
    for size in SIZES.into_iter().filter(|&size| size <= most) {
        let (ours, theirs) = both(&passages.made(size))?;
        sizes.push(Size { passages: size, ours, theirs });
    }
    let machine = Machine::here(date);
    let real = passages.real.len();
    project.keep(KEPT, &Compared { real, recall, precision, sizes, machine })
}
