//! How often what a rule reads is right: told from articles that nothing was trained on, and written
//! for the analysis to ship.

mod draw;
pub(crate) mod judged;
pub(crate) mod said;
mod words;

use crate::project::{Missing, Project};
use crate::scores::marked::Marked;
use anyhow::{Context as _, Result};
pub(crate) use draw::print;
use sayso_analysis::rates::{Count, Rates};
use std::fs;

/// Where the rates ship.
const SHIPPED: &str = "crates/analysis/data/reading/rates.tsv";

const HEAD: &str = "\
# How many were right of how many that a rule read, by kind: README.md beside this file.
# rule\tkind\tright\tread\tset
";

/// One thing that was read, and whether it is right.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) rule: String,
    pub(crate) kind: String,
    pub(crate) article: String,
    pub(crate) right: bool,
}

/// The rates that some outcomes give.
pub(crate) fn rates<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> Rates {
    let count = |of: &Outcome| Count { right: u32::from(of.right), read: 1 };
    outcomes.into_iter().map(|of| (of.rule.clone(), of.kind.clone(), count(of))).collect()
}

/// Writes the rates over those that ship.
pub(crate) fn write(project: &Project) -> Result<Result<(), Missing>> {
    let marked = match Marked::apart(project)? {
        Ok(marked) => said::outcomes(&marked)?,
        Err(missing) => return Ok(Err(missing)),
    };
    let judged = judged::outcomes(project)?;
    let mut lines = HEAD.to_owned();
    for (set, outcomes) in [("marked", marked), ("judged", judged)] {
        for (rule, kind, Count { right, read }) in rates(&outcomes).rows() {
            lines.push_str(&format!("{rule}\t{kind}\t{right}\t{read}\t{set}\n"));
        }
    }
    fs::write(project.at(SHIPPED), lines).context(SHIPPED)?;
    Ok(Ok(()))
}
