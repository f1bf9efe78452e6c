//! Where things are, and what is not there.

use anyhow::{Context as _, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fmt, fs};

/// The checkout, and the folders beside it that the measurements use.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
    data: PathBuf,
    score: PathBuf,
}

/// The name of something that a measurement needs and that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing(pub(crate) String);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Not measured: {} is not there.", self.0)
    }
}

impl Project {
    /// This checkout, with the folders given or those beside it.
    pub(crate) fn new(data: Option<PathBuf>, score: Option<PathBuf>) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = root.canonicalize().unwrap_or(root);
        let beside = |name: &str| root.join("../shared").join(name);
        Self {
            data: data.unwrap_or_else(|| beside("data")),
            score: score.unwrap_or_else(|| beside("score")),
            root,
        }
    }

    /// A file or folder of the checkout.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A data set, or a file of one.
    pub(crate) fn data(&self, name: &str) -> Result<PathBuf, Missing> {
        there(&self.data, name)
    }

    /// A page of the corpus, which lies beside the data sets.
    pub(crate) fn corpus(&self, name: &str) -> Result<PathBuf, Missing> {
        there(&self.data.join("../corpus"), name)
    }

    /// A score program, where Python is there to run it.
    pub(crate) fn score(&self, name: &str) -> Result<PathBuf, Missing> {
        let path = there(&self.score, name)?;
        answers("python3", "--version")?;
        Ok(path)
    }

    /// Keeps a result for a later run of `scores`.
    pub(crate) fn keep(&self, name: &str, result: &impl Serialize) -> Result<()> {
        let path = self.kept_at(name);
        fs::create_dir_all(path.with_file_name("")).context("no folder for results")?;
        fs::write(&path, serde_json::to_vec_pretty(result)?)
            .with_context(|| format!("{} cannot be written", path.display()))
    }

    /// A result that an earlier run kept; `None` where there is none that this version can read.
    pub(crate) fn kept<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        serde_json::from_slice(&fs::read(self.kept_at(name)).ok()?).ok()
    }

    fn kept_at(&self, name: &str) -> PathBuf {
        self.at("target/xtask").join(name).with_extension("json")
    }
}

fn there(folder: &Path, name: &str) -> Result<PathBuf, Missing> {
    let path = folder.join(name);
    if path.exists() { Ok(path) } else { Err(Missing(format!("`{name}`"))) }
}

/// Whether a program is there and runs.
pub(crate) fn answers(program: &str, argument: &str) -> Result<(), Missing> {
    let status =
        Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Missing(format!("the program `{program}`"))),
    }
}

/// The files of a folder with this ending, by name.
pub(crate) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} cannot be listed", folder.display()))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(ending) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
