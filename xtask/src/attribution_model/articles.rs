//! The marked articles: thirty of `attribution-wikinews`, and those of `wikinews-sample` that are
//! marked here.

use super::marks::Article;
use super::sentences;
use crate::project::{Project, files};
use anyhow::{Context as _, Result, anyhow};
use sayso::model::Span;
use sayso_parser::{Pipeline, Session, paragraphs};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Sentences of our own, with their marks in them.
const SENTENCES: &str = "xtask/data/attribution/sentences.txt";
/// Marks of articles of `wikinews-sample`, by their addresses.
const MARKS: &str = "xtask/data/attribution/marks.jsonl";

/// All marked articles, in order: those with a file of their own first.
pub(super) fn all(project: &Project) -> Result<Vec<Article>> {
    let mut parser = Arc::new(Pipeline::shipped()?).session();
    let marked = there(project, "attribution-wikinews")?;
    let gold = records(&marked.join("gold.jsonl"), "doc")?;
    let mut out = Vec::new();
    for path in files(&marked.join("texts"), ".txt")? {
        let id = path.file_stem().context("a file has a name")?.to_string_lossy().into_owned();
        let records = gold.get(&id).map(Vec::as_slice).unwrap_or_default();
        let records = attributions(records);
        out.push(article(&mut parser, id, fs::read_to_string(&path)?, &records));
    }
    let texts = sample(&there(project, "wikinews-sample")?)?;
    for (url, records) in records(&project.at(MARKS), "url")? {
        let text = texts.get(&url).with_context(|| format!("{url} is not in the sample"))?;
        let records: Vec<&Value> = records.iter().collect();
        out.push(article(&mut parser, url, text.clone(), &records));
    }
    Ok(out)
}

/// The sentences written to be learned from; nothing is measured on them.
pub(super) fn sentences(project: &Project) -> Result<Vec<Article>> {
    let mut parser = Arc::new(Pipeline::shipped()?).session();
    let lines = fs::read_to_string(project.at(SENTENCES)).context(SENTENCES)?;
    let lines = lines.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    Ok(lines
        .map(|line| {
            let (text, records) = sentences::read(line);
            article(&mut parser, line.to_owned(), text, &records.iter().collect::<Vec<_>>())
        })
        .collect())
}

fn there(project: &Project, name: &str) -> Result<std::path::PathBuf> {
    project.data(name).map_err(|missing| anyhow!("{} is not there", missing.0))
}

fn article(parser: &mut Session, id: String, text: String, records: &[&Value]) -> Article {
    let stretches = paragraphs(&text, Span::new(0, text.len()));
    let mut parses = Vec::with_capacity(stretches.len());
    parser.parse_each(&text, &stretches, |parse| parses.push(parse));
    let parsed = stretches.into_iter().zip(parses).collect();
    Article::new(id, text, parsed, records)
}

/// The records of a file, by what one of their fields says.
fn records(path: &Path, field: &str) -> Result<BTreeMap<String, Vec<Value>>> {
    let mut out: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let lines = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line)?;
        let name = record[field].as_str().context("a record names its article")?.to_owned();
        out.entry(name).or_default().push(record);
    }
    Ok(out)
}

fn attributions(records: &[Value]) -> Vec<&Value> {
    records.iter().filter(|r| r["type"] == "attribution").collect()
}

/// The texts of the sample, by their addresses.
pub(crate) fn sample(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    for path in files(folder, ".csv")? {
        for row in csv::Reader::from_path(&path)?.deserialize() {
            let row: BTreeMap<String, String> = row?;
            let field = |name: &str| row.get(name).cloned().context("a row has all columns");
            out.insert(field("url")?, field("text")?);
        }
    }
    Ok(out)
}
