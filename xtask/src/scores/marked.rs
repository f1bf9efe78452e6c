//! The articles marked by hand, as one set and in two halves.

use crate::project::{Missing, Project, files};
use crate::records;
use anyhow::{Context as _, Result};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The folder of the articles and marks.
const FOLDER: &str = "attribution-wikinews";
/// The rules were written with marks of the articles before this one in view.
const FIRST_UNSEEN: &str = "wn20";

/// Some of the articles, with their marks and with what was read in them.
#[derive(Debug)]
pub(crate) struct Marked {
    /// Which articles.
    pub(crate) name: &'static str,
    folder: TempDir,
}

/// A choice of articles by file name.
type Chosen = fn(&str) -> bool;

impl Marked {
    /// The whole set and its halves.
    pub(crate) fn sets(project: &Project) -> Result<Result<Vec<Self>, Missing>> {
        let folder = match project.data(FOLDER) {
            Ok(folder) => folder,
            Err(missing) => return Ok(Err(missing)),
        };
        let chosen: [(&str, Chosen); 3] = [
            ("wn00–wn19", |name| name < FIRST_UNSEEN),
            ("wn20–wn29", |name| name >= FIRST_UNSEEN),
            ("all 30", |_| true),
        ];
        let set = |(name, chosen)| Self::of(&folder, name, chosen);
        Ok(Ok(chosen.into_iter().map(set).collect::<Result<_>>()?))
    }

    fn of(set: &Path, name: &'static str, chosen: Chosen) -> Result<Self> {
        let marked = Self { name, folder: tempfile::tempdir()? };
        fs::create_dir(marked.texts())?;
        for path in files(&set.join("texts"), ".txt")? {
            let file = path.file_name().context("a file has a name")?;
            if chosen(&file.to_string_lossy()) {
                fs::copy(&path, marked.texts().join(file))?;
            }
        }
        marked.choose_gold(&set.join("gold.jsonl"), chosen)?;
        let documents = records::documents(&files(&marked.texts(), ".txt")?)?;
        let mut out = BufWriter::new(File::create(marked.read())?);
        records::write(&documents, &mut out)?;
        out.flush()?;
        Ok(marked)
    }

    fn choose_gold(&self, all: &Path, chosen: Chosen) -> Result<()> {
        let mut out = BufWriter::new(File::create(self.gold())?);
        for line in fs::read_to_string(all)?.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            if record["doc"].as_str().is_some_and(chosen) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(out.flush()?)
    }

    /// The folder for results.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of texts.
    pub(crate) fn texts(&self) -> PathBuf {
        self.folder().join("texts")
    }

    /// The marks.
    pub(crate) fn gold(&self) -> PathBuf {
        self.folder().join("gold.jsonl")
    }

    /// What was read.
    pub(crate) fn read(&self) -> PathBuf {
        self.folder().join("read.jsonl")
    }
}
