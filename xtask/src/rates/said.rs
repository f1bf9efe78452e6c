//! Attributions, and claims in the page's own voice, against articles in which every attribution is
//! marked. Attributions are paired as `attribution.py` pairs them.

use super::Outcome;
use super::words::{Page, Stretch, Words, shared};
use crate::scores::marked::Marked;
use anyhow::{Context as _, Result};
use sayso_analysis::rates::{ANY, OWN_VOICE};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// An attribution, marked or read.
struct Said {
    content: Words,
    source: Words,
    cue: Words,
    head: Option<i64>,
}

/// What was read in a set, each right or not.
pub(crate) fn outcomes(set: &Marked) -> Result<Vec<Outcome>> {
    let (marked, read) = (records(&set.gold())?, records(&set.read())?);
    let mut outcomes = Vec::new();
    for (article, read) in &read {
        let path = set.texts().join(format!("{article}.txt"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let page = Page::of(&text);
        let gold: Vec<Said> =
            marked.get(article).into_iter().flatten().map(|of| said(&page, of)).collect();
        outcomes.extend(attributions(article, &page, read, &gold));
        outcomes.extend(own_voice(article, &page, read, &gold));
    }
    Ok(outcomes)
}

/// Right where half of the words are, and the source.
fn attributions(article: &str, page: &Page, read: &[Value], gold: &[Said]) -> Vec<Outcome> {
    let records: Vec<&Value> = read.iter().filter(|of| of["type"] == "attribution").collect();
    let found: Vec<Said> = records.iter().map(|of| said(page, of)).collect();
    let paired = pairs(&found, gold);
    let outcome = |(nth, record): (usize, &&Value)| Outcome {
        rule: text(record, "rule"),
        kind: text(record, "kind"),
        article: article.to_owned(),
        right: paired.get(&nth).is_some_and(|other| {
            shared(&found[nth].content, &gold[*other].content) >= 0.5
                && is_same_source(&found[nth], &gold[*other])
        }),
    };
    records.iter().enumerate().map(outcome).collect()
}

/// Right where no more than half of the words are marked as somebody else's.
fn own_voice(article: &str, page: &Page, read: &[Value], gold: &[Said]) -> Vec<Outcome> {
    let others: BTreeSet<i64> = gold.iter().flat_map(|of| of.content.iter().copied()).collect();
    let own = read.iter().filter(|of| of["type"] == "claim" && of["voice"] == "document");
    let outcome = |record: &Value| {
        let words = page.words(&stretches(&record["content"]));
        Outcome {
            rule: OWN_VOICE.to_owned(),
            kind: ANY.to_owned(),
            article: article.to_owned(),
            right: words.intersection(&others).count() * 2 <= words.len(),
        }
    };
    own.map(outcome).collect()
}

/// Which marked one each that was read goes with: the best first, one to one.
fn pairs(found: &[Said], gold: &[Said]) -> BTreeMap<usize, usize> {
    let mut all = Vec::new();
    for (nth, one) in found.iter().enumerate() {
        for (other, mark) in gold.iter().enumerate() {
            let both = |a: &Words, b: &Words| a.intersection(b).count();
            if both(&one.content, &mark.content) > 0 {
                let alike = (shared(&one.content, &mark.content) * 1e9).round() as u64;
                let besides = (both(&one.cue, &mark.cue), both(&one.source, &mark.source));
                all.push(((alike, besides), nth, other));
            }
        }
    }
    all.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut paired, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, nth, other) in all {
        if !paired.contains_key(&nth) && taken.insert(other) {
            paired.insert(nth, other);
        }
    }
    paired
}

fn is_same_source(read: &Said, marked: &Said) -> bool {
    match (marked.head, read.head) {
        (Some(wanted), Some(head)) => {
            read.source.contains(&wanted) && marked.source.contains(&head)
        }
        (wanted, head) => wanted == head,
    }
}

fn said(page: &Page, record: &Value) -> Said {
    let source = one(&record["source"]).map_or_else(Words::new, |source| page.words(&[source]));
    let cue = stretches(&record["cue"]);
    let cue = if cue.is_empty() { Words::new() } else { page.words(&cue) };
    let content = page.words(&stretches(&record["content"]));
    Said { content, head: page.head(&source), source, cue }
}

fn stretches(value: &Value) -> Vec<Stretch> {
    value.as_array().into_iter().flatten().filter_map(one).collect()
}

fn one(value: &Value) -> Option<Stretch> {
    let place = |at: usize| usize::try_from(value.get(at)?.as_u64()?).ok();
    Some((place(0)?, place(1)?))
}

fn text(record: &Value, field: &str) -> String {
    record[field].as_str().unwrap_or_default().to_owned()
}

/// The records of a file by their articles.
fn records(path: &Path) -> Result<BTreeMap<String, Vec<Value>>> {
    let mut out: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let lines = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line)?;
        let wanted = record["type"] == "attribution" || record["type"] == "claim";
        if let Some(doc) = record["doc"].as_str().filter(|_| wanted) {
            let article = Path::new(doc).file_stem().unwrap_or_default();
            out.entry(article.to_string_lossy().into_owned()).or_default().push(record);
        }
    }
    Ok(out)
}
