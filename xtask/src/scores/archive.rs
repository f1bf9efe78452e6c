//! The structure of one real, damaged page: counts alone, none of its words.

use crate::project::Project;
use crate::records;
use crate::table::Table;
use anyhow::{Context as _, Result};
use sayso::model::{Body, ReferenceKind, SectionKind, Text};

/// The page.
const PAGE: &str = "blog-archive.txt";
/// How many posts a person counts on it.
const POSTS: usize = 6;

/// The table.
pub(crate) fn part(project: &Project) -> Result<String> {
    let path = match project.corpus(PAGE) {
        Ok(path) => path,
        Err(missing) => return Ok(missing.to_string()),
    };
    let documents = records::documents(&[path])?;
    let text = &documents.first().context("one file gives one document")?.text;
    let mut table = Table::new(1, &["found on the page", "count", "of"]);
    let posts = sections(text, SectionKind::Post);
    table.row(&["posts".to_owned(), posts.to_string(), POSTS.to_string()]);
    for &kind in SectionKind::ALL.iter().filter(|kind| **kind != SectionKind::Post) {
        let count = sections(text, kind);
        if count > 0 {
            table.row(&[format!("sections: {kind}"), count.to_string(), String::new()]);
        }
    }
    references(text, &mut table);
    let damaged = text.items.iter().filter(|item| matches!(item.body, Body::Damage(_))).count();
    table.row(&["damaged places".to_owned(), damaged.to_string(), String::new()]);
    Ok(table.finish())
}

fn sections(text: &Text, wanted: SectionKind) -> usize {
    text.sections().filter(|(_, section)| section.kind == wanted).count()
}

fn references(text: &Text, table: &mut Table) {
    let all: Vec<_> = text.references().map(|(_, reference)| reference).collect();
    let count = |kind| all.iter().filter(|r| r.kind == kind).count();
    let marks: Vec<_> = all.iter().filter(|r| r.kind == ReferenceKind::FootnoteMark).collect();
    let joined = marks.iter().filter(|mark| mark.target.is_some()).count();
    table.row(&[
        "marks of notes joined to their target".to_owned(),
        joined.to_string(),
        marks.len().to_string(),
    ]);
    for &kind in ReferenceKind::ALL.iter().filter(|k| **k != ReferenceKind::FootnoteMark) {
        if count(kind) > 0 {
            let row = [format!("references: {kind}"), count(kind).to_string(), String::new()];
            table.row(&row);
        }
    }
    let is_target = |kind| kind == ReferenceKind::FootnoteTarget;
    let (backs, able) = all
        .iter()
        .filter(|r| !is_target(r.kind))
        .fold((0, 0), |(n, all), r| (n + usize::from(r.supports.is_some()), all + 1));
    table.row(&[
        "references with the words they back".to_owned(),
        backs.to_string(),
        able.to_string(),
    ]);
}
