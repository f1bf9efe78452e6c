//! The files that are read: news articles written out one by one.

use crate::project::{Missing, Project, files};
use anyhow::{Context as _, Result};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// The set of articles.
const SET: &str = "wikinews-sample";
/// How often each article is written, so that a run lasts seconds. Each copy says at its end
/// which it is: the very same bytes twice would be one capture.
const COPIES: usize = 3;

/// Files in a folder that is gone with this value.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// The folder.
    pub(crate) folder: TempDir,
    /// The files, in order.
    pub(crate) paths: Vec<PathBuf>,
    /// Bytes in all.
    pub(crate) bytes: u64,
}

impl Corpus {
    /// Writes the articles out.
    pub(crate) fn write(project: &Project) -> Result<Result<Self, Missing>> {
        let set = match project.data(SET) {
            Ok(set) => set,
            Err(missing) => return Ok(Err(missing)),
        };
        let mut corpus = Self { folder: tempfile::tempdir()?, paths: Vec::new(), bytes: 0 };
        let texts = texts(&files(&set, ".csv")?)?;
        for copy in 0..COPIES {
            for (at, text) in texts.iter().enumerate() {
                let path = corpus.folder.path().join(format!("{copy:02}-{at:04}.txt"));
                let text = format!("{text}\n\nCopy {copy}.\n");
                fs::write(&path, &text)?;
                corpus.bytes += text.len() as u64;
                corpus.paths.push(path);
            }
        }
        Ok(Ok(corpus))
    }
}

/// The texts of these tables of articles, in order.
pub(crate) fn texts(tables: &[PathBuf]) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for table in tables {
        let mut reader = csv::Reader::from_path(table)?;
        let column = reader.headers()?.iter().position(|name| name == "text");
        let column = column.with_context(|| format!("{}: no texts", table.display()))?;
        for record in reader.records() {
            texts.push(record?.get(column).unwrap_or_default().to_owned());
        }
    }
    Ok(texts)
}
