//! `analysis`: who is who, incidents, origins, estimates and disputes over made dossiers of many
//! documents, from cold, and one more document folded in.

mod base;
mod copy;
mod made;
mod steps;

pub(crate) use steps::run as run_steps;

use crate::bench::Machine;
use crate::project::Project;
use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::process::{Command, Stdio};

/// The name under which the result is kept.
pub(crate) const KEPT: &str = "analysis";
/// Numbers of documents, for how time grows.
const SIZES: [u64; 3] = [10_000, 30_000, 100_000];

/// One number of documents, looked at by a process of its own.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Size {
    /// What is there and what was found: a word for it, and how many.
    pub(crate) counts: Vec<(String, u64)>,
    /// Each step with its seconds, in order, from the opening of the dossier on.
    pub(crate) steps: Vec<(String, f64)>,
    /// Seconds to fold in one more document, as each step that it takes.
    pub(crate) fold: Vec<(String, f64)>,
    /// The most memory that the process had held after the steps, in bytes.
    pub(crate) memory: Option<u64>,
}

/// How the dossier came about.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Made {
    /// Documents that were read to make the others from.
    pub(crate) read: usize,
    /// Seconds to record it.
    pub(crate) recorded: f64,
    /// Its bytes.
    pub(crate) bytes: u64,
}

/// Everything that was measured.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Taken {
    /// Where and when.
    pub(crate) machine: Machine,
    /// The dossier that they are in.
    pub(crate) made: Made,
    /// By number of documents.
    pub(crate) sizes: Vec<Size>,
}

/// Makes the dossier unless it is there, looks at it as it was after so many documents, and keeps
/// the result for `scores`.
pub(crate) fn run(project: &Project, most: u64, date: Option<&str>) -> Result<()> {
    let path = project.at("target/xtask").join(format!("analysis-{most}.sayso"));
    let name = format!("analysis-{most}");
    let made = match project.kept::<Made>(&name).filter(|_| path.exists()) {
        Some(made) => made,
        None => {
            let base = base::texts(project)?.map_err(|missing| anyhow::anyhow!("{missing}"))?;
            let recorded = made::dossier(&path, &base, most)?.as_secs_f64();
            let bytes = std::fs::metadata(&path)?.len();
            let made = Made { read: base.len(), recorded, bytes };
            project.keep(&name, &made)?;
            made
        }
    };
    let sizes = SIZES.into_iter().filter(|size| *size < most).chain([most]);
    let sizes = sizes.map(|size| watch(&path, size)).collect::<Result<Vec<_>>>()?;
    project.keep(KEPT, &Taken { machine: Machine::here(date), made, sizes })
}

/// Starts this program for one number of documents, and gives what it tells.
fn watch(path: &Path, documents: u64) -> Result<Size> {
    let program = std::env::current_exe().context("this program has no path")?;
    let mut command = Command::new(&program);
    command.arg("analysis-of").arg(path).arg(documents.to_string()).stderr(Stdio::inherit());
    let output = command.output()?;
    ensure!(output.status.success(), "{} failed", program.display());
    Ok(serde_json::from_slice(&output.stdout)?)
}
