//! Whole programs: `sayso` over the files, and others beside it over the same files.

use super::child::{clocked, watched};
use super::corpus::Corpus;
use super::rooms::stamp;
use super::{Program, median};
use crate::build_time::cargo;
use crate::project::{Project, answers};
use anyhow::{Context as _, Result, ensure};
use sayso::Dossier;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs of each program; the median counts.
const RUNS: usize = 3;
/// Runs of each start-up.
const STARTS: usize = 21;

/// Reads the files and cuts them into sentences at a full stop and white space: about the least
/// that a script would do with a folder of articles.
const SCRIPT: &str = "\
import pathlib, re, sys
print(sum(len(re.split(r'(?<=[.!?])\\s+', path.read_text(encoding='utf-8')))
          for path in sorted(pathlib.Path(sys.argv[1]).iterdir())))";

/// Builds the program and gives its path.
pub(crate) fn build(project: &Project) -> Result<PathBuf> {
    let built = cargo(project).args(["build", "--release", "--package", "sayso-cli"]).status()?;
    ensure!(built.success(), "sayso does not build");
    let binary =
        project.at("target/release").join(format!("sayso{}", std::env::consts::EXE_SUFFIX));
    ensure!(binary.exists(), "sayso was built elsewhere than in target/release");
    Ok(binary)
}

/// `sayso read` and `sayso add`, and a program beside each.
pub(crate) fn over_files(binary: &Path, corpus: &Corpus) -> Result<Vec<Program>> {
    let folder = corpus.folder.path();
    let mut read = Command::new(binary);
    read.args(["read", "--json"]).arg(folder);
    let mut programs = vec![
        program("sayso read --json", || watched(&mut read))?,
        program("sayso add, to a new dossier", || add(binary, corpus))?,
    ];
    if answers("python3", "--version").is_ok() {
        let mut script = Command::new("python3");
        script.args(["-c", SCRIPT]).arg(folder);
        programs.push(program("Python: cut into sentences", || watched(&mut script))?);
    }
    if answers("sha256sum", "--version").is_ok() {
        let mut sums = Command::new("sha256sum");
        sums.args(&corpus.paths);
        programs.push(program("sha256sum", || watched(&mut sums))?);
    }
    Ok(programs)
}

fn program(
    what: &str,
    mut once: impl FnMut() -> Result<(std::time::Duration, Option<u64>)>,
) -> Result<Program> {
    let mut memory = None;
    let time = median(RUNS, || {
        let (time, most) = once()?;
        memory = memory.max(most);
        Ok(time)
    })?;
    Ok(Program { what: what.to_owned(), seconds: time.as_secs_f64(), memory })
}

fn add(binary: &Path, corpus: &Corpus) -> Result<(std::time::Duration, Option<u64>)> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("bench.sayso");
    drop(Dossier::create(&path, &stamp()?)?);
    let mut add = Command::new(binary);
    add.arg("--dossier").arg(&path).arg("add").arg(corpus.folder.path());
    watched(&mut add)
}

/// How long the program takes to start, and to answer one question of a small dossier.
pub(crate) fn starts(project: &Project, binary: &Path) -> Result<Vec<(String, f64)>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("maine.sayso");
    let mut dossier = Dossier::create(&path, &stamp()?)?;
    let stamp = stamp()?;
    let example = [project.at("examples/maine")];
    dossier
        .add(&example, &sayso::Options::default(), &|| stamp.clone(), &mut |_| {})
        .context("the example cannot be taken in")?;
    drop(dossier);
    let mut version = Command::new(binary);
    version.arg("--version");
    let mut claims = Command::new(binary);
    claims.arg("--dossier").arg(&path).arg("claims");
    let commands =
        [("sayso --version", version), ("sayso claims, of the dossier of examples/maine", claims)];
    commands
        .into_iter()
        .map(|(what, mut command)| {
            let time = median(STARTS, || clocked(&mut command))?;
            Ok((what.to_owned(), time.as_secs_f64()))
        })
        .collect()
}
