//! The model that says which words are attributions, made again from marked articles.

mod articles;
mod fit;
mod marks;
mod sentences;

use crate::project::Project;
use anyhow::{Context as _, Result};
pub(crate) use articles::sample;
use marks::Article;
use sayso::model::{Offsets, Span};
use sayso_reading::training::{Attributed, attributed};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Where the model ships.
const SHIPPED: &str = "crates/reading/data/attribution/model.tsv";
/// In how many parts the articles are split, to read each part with a model of the others.
const FOLDS: usize = 5;

/// Trains on all articles and sentences, and writes the model over the one that ships.
pub(crate) fn write(project: &Project) -> Result<()> {
    let (articles, sentences) = (articles::all(project)?, articles::sentences(project)?);
    let model = fit::model(&articles.iter().chain(&sentences).collect::<Vec<_>>());
    fs::write(project.at(SHIPPED), model).context(SHIPPED)
}

/// Reads each article with a model that was trained on the others, and writes what it reads as
/// records for `attribution.py`: article `i` is read by the model of those whose number leaves
/// another remainder by five.
pub(crate) fn write_folds(project: &Project, out: &Path) -> Result<()> {
    let (articles, sentences) = (articles::all(project)?, articles::sentences(project)?);
    let mut lines = String::new();
    for fold in 0..FOLDS {
        let (read, learned): (Vec<_>, Vec<_>) =
            articles.iter().enumerate().partition(|(i, _)| i % FOLDS == fold);
        let learned = learned.into_iter().map(|(_, article)| article);
        let learned: Vec<&Article> = learned.chain(&sentences).collect();
        let model = fit::model(&learned);
        for (_, article) in read {
            for record in records(article, &model) {
                lines.push_str(&record.to_string());
                lines.push('\n');
            }
        }
    }
    fs::write(out, lines).with_context(|| out.display().to_string())
}

/// What a model reads in an article.
fn records(article: &Article, model: &str) -> Vec<Value> {
    let offsets = Offsets::new(&article.text);
    let place = |s: &Span| json!([offsets.code_points(s.start()), offsets.code_points(s.end())]);
    let found = attributed(model, &article.text, &article.paragraphs);
    let record = |(i, it): (usize, &Attributed)| {
        let above = std::iter::successors(it.parent, |p| found.get(*p).and_then(|it| it.parent));
        json!({
            "type": "attribution",
            "doc": article.id,
            "id": format!("t{i}"),
            "source": it.source.as_ref().map(place),
            "cue": it.cue.iter().map(place).collect::<Vec<_>>(),
            "content": it.content.iter().map(place).collect::<Vec<_>>(),
            "stance": it.stance.word(),
            "kind": it.kind.word(),
            "depth": 1 + above.count(),
            "parent": it.parent.map(|p| format!("t{p}")),
            "rule": it.rule,
        })
    };
    found.iter().enumerate().map(record).collect()
}
