//! How long a cold build of the program takes.

use crate::bench::{Machine, timed};
use crate::project::Project;
use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};
use std::process::Command;

/// A cold build.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ColdBuild {
    /// Where and when.
    pub(crate) machine: Machine,
    /// How long, in seconds.
    pub(crate) seconds: f64,
}

/// The name under which it is kept.
pub(crate) const KEPT: &str = "build";

/// Builds the program in an empty folder, with sources that are fetched already.
pub(crate) fn run(project: &Project, date: Option<&str>) -> Result<()> {
    let fetched = cargo(project).arg("fetch").status()?;
    ensure!(fetched.success(), "the sources of the dependencies cannot be fetched");
    let folder = tempfile::tempdir()?;
    let mut build = cargo(project);
    build.args(["build", "--release", "--package", "sayso-cli", "--target-dir"]).arg(folder.path());
    let (status, time) = timed(|| build.status());
    ensure!(status?.success(), "the build failed");
    let seconds = time.as_secs_f64();
    project.keep(KEPT, &ColdBuild { machine: Machine::here(date), seconds })
}

/// Cargo, in the checkout.
pub(crate) fn cargo(project: &Project) -> Command {
    let mut cargo = Command::new(option_env!("CARGO").unwrap_or("cargo"));
    cargo.current_dir(project.at("."));
    cargo
}
