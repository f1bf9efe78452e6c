//! The articles marked by hand: as one set and in two halves, read by models trained without
//! them, and those kept apart.

use crate::attribution_model;
use crate::project::{Missing, Project, files};
use crate::records;
use anyhow::{Context as _, Result};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The folder of the articles and marks.
const FOLDER: &str = "attribution-wikinews";
/// Marks of articles that nothing is trained on.
const APART: &str = "xtask/data/attribution/apart.jsonl";
/// The rules were written with marks of the articles before this one in view.
const FIRST_UNSEEN: &str = "wn20";

/// Some of the articles, with their marks and with what was read in them.
#[derive(Debug)]
pub(crate) struct Marked {
    /// Which articles.
    pub(crate) name: &'static str,
    /// Whether it is marked which attribution stands in which.
    pub(crate) nests: bool,
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

    /// The whole set, each article read with attributions by a model that was trained without it.
    pub(crate) fn folds(project: &Project) -> Result<Result<Self, Missing>> {
        if let Err(missing) = project.data("wikinews-sample") {
            return Ok(Err(missing));
        }
        let folder = match project.data(FOLDER) {
            Ok(folder) => folder,
            Err(missing) => return Ok(Err(missing)),
        };
        let marked = Self { name: "all 30, five-fold", nests: true, folder: tempfile::tempdir()? };
        marked.choose_texts(&folder, |_| true)?;
        marked.choose_gold(&folder.join("gold.jsonl"), |_| true)?;
        let all = marked.folder().join("folds.jsonl");
        attribution_model::write_folds(project, &all)?;
        let mut out = BufWriter::new(File::create(marked.read())?);
        for line in fs::read_to_string(&all)?.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            let name = record["doc"].as_str().context("a record names its article")?;
            if marked.texts().join(format!("{name}.txt")).exists() {
                writeln!(out, "{line}")?;
            }
        }
        out.flush()?;
        Ok(Ok(marked))
    }

    /// The articles that are kept apart, as the program reads them.
    pub(crate) fn apart(project: &Project) -> Result<Result<Self, Missing>> {
        let sample = match project.data("wikinews-sample") {
            Ok(sample) => sample,
            Err(missing) => return Ok(Err(missing)),
        };
        let texts = attribution_model::sample(&sample)?;
        let marked = Self { name: "30 kept apart", nests: false, folder: tempfile::tempdir()? };
        fs::create_dir(marked.texts())?;
        let mut names: Vec<String> = Vec::new();
        let mut gold = BufWriter::new(File::create(marked.gold())?);
        let path = project.at(APART);
        for line in fs::read_to_string(&path).with_context(|| path.display().to_string())?.lines() {
            let mut record: serde_json::Value = serde_json::from_str(line)?;
            let url = record["url"].as_str().context("a mark names its article")?.to_owned();
            let at = names.iter().position(|known| *known == url).unwrap_or(names.len());
            let doc = format!("a{at:02}");
            if at == names.len() {
                let text =
                    texts.get(&url).with_context(|| format!("{url} is not in the sample"))?;
                fs::write(marked.texts().join(format!("{doc}.txt")), text)?;
                names.push(url);
            }
            record["type"] = "attribution".into();
            record["doc"] = doc.into();
            writeln!(gold, "{record}")?;
        }
        gold.flush()?;
        marked.read_texts()?;
        Ok(Ok(marked))
    }

    fn of(set: &Path, name: &'static str, chosen: Chosen) -> Result<Self> {
        let marked = Self { name, nests: true, folder: tempfile::tempdir()? };
        marked.choose_texts(set, chosen)?;
        marked.choose_gold(&set.join("gold.jsonl"), chosen)?;
        marked.read_texts()?;
        Ok(marked)
    }

    fn choose_texts(&self, set: &Path, chosen: Chosen) -> Result<()> {
        fs::create_dir(self.texts())?;
        for path in files(&set.join("texts"), ".txt")? {
            let file = path.file_name().context("a file has a name")?;
            if chosen(&file.to_string_lossy()) {
                fs::copy(&path, self.texts().join(file))?;
            }
        }
        Ok(())
    }

    fn read_texts(&self) -> Result<()> {
        let documents = records::documents(&files(&self.texts(), ".txt")?)?;
        let mut out = BufWriter::new(File::create(self.read())?);
        records::write(&documents, &mut out)?;
        Ok(out.flush()?)
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
