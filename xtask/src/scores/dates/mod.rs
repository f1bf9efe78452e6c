//! Dates, against two sets that mark them: where they stand, and what they mean.

mod extent;
pub(super) mod gum;
pub(super) mod meantime;
mod notes;
mod value;

use crate::project::{Missing, Project};
use crate::records;
use crate::table::{Table, once, precision_recall_f1, share};
use anyhow::{Context as _, Result};
use extent::{Guide, as_they_cut};
use sayso::Document;
use sayso::model::{Body, Date, Span};
use std::collections::BTreeMap;
use std::fs;
use value::{Wanted, is_same};

/// A text with every date in it marked.
#[derive(Debug, Default)]
struct Marked {
    name: String,
    text: String,
    dates: Vec<(Span, Wanted)>,
    /// Other times that the scheme marks: spells, times of day, sets. What is read there is no
    /// error, and nothing is asked for.
    others: Vec<Span>,
}

/// Of every four documents by name, this one was not looked at while the rules were written.
const UNSEEN: usize = 3;

/// A choice of documents by their place in order of name.
type Chosen = fn(usize) -> bool;

/// The part of the page.
pub(super) fn part(project: &Project) -> Result<String> {
    let sets =
        [(Guide::Gum, gum::documents(project)), (Guide::Meantime, meantime::documents(project))];
    let columns = [
        "set",
        "documents",
        "marked",
        "read",
        "strict P",
        "strict R",
        "strict F1",
        "value F1",
        "strict F1, cut",
        "value F1, cut",
    ];
    let mut table = Table::new(2, &columns);
    let (mut rows, mut missing) = (0, String::new());
    for (guide, documents) in sets {
        match documents {
            Ok(documents) => add_rows(&mut table, guide, &documents?)?,
            Err(Missing(what)) => {
                missing.push_str(&format!("\n{}\n", Missing(what)));
                continue;
            }
        }
        rows += 1;
    }
    let table = if rows == 0 { String::new() } else { table.finish() };
    let table = table + &missing;
    Ok([notes::DATES, table.trim(), notes::DATE_ERRORS].join("\n\n"))
}

fn add_rows(table: &mut Table, guide: Guide, documents: &[Marked]) -> Result<()> {
    let read = read(documents)?;
    let parts: [(&str, Chosen); 3] = [
        ("three of four, seen", |at| at % 4 != UNSEEN),
        ("the fourth, not seen", |at| at % 4 == UNSEEN),
        ("all", |_| true),
    ];
    for (row, (part, chosen)) in parts.into_iter().enumerate() {
        let mut counts = Counts::default();
        for (_, marked) in documents.iter().enumerate().filter(|(at, _)| chosen(*at)) {
            counts.add(guide, marked, read.get(&marked.name).map_or(&[], Vec::as_slice));
            counts.documents += 1;
        }
        table.row(&counts.row(once(row, guide.name()), part));
    }
    Ok(())
}

/// The dates that are read in each text, by the text's name.
fn read(documents: &[Marked]) -> Result<BTreeMap<String, Vec<Date>>> {
    let folder = tempfile::tempdir()?;
    let mut paths = Vec::new();
    for marked in documents {
        let path = folder.path().join(&marked.name).with_extension("txt");
        fs::write(&path, &marked.text).context("a text cannot be written")?;
        paths.push(path);
    }
    let of = |document: Document| {
        let name = document.doc.rsplit(['/', '\\']).next().unwrap_or_default();
        let dates = document.items().filter_map(|item| match &item.body {
            Body::Date(date) => Some(date.clone()),
            _ => None,
        });
        (name.trim_end_matches(".txt").to_owned(), dates.collect())
    };
    Ok(records::documents(&paths)?.into_iter().map(of).collect())
}

/// What was counted.
#[derive(Debug, Default)]
struct Counts {
    documents: usize,
    wanted: usize,
    read: usize,
    strict: usize,
    right: usize,
    /// The same three, cut as these sets cut them.
    cut: [usize; 3],
}

impl Counts {
    fn add(&mut self, guide: Guide, marked: &Marked, read: &[Date]) {
        self.wanted += marked.dates.len();
        let cut = counted(marked, &as_they_cut(guide, &marked.text, read));
        let [read, strict, right] = counted(marked, read);
        self.read += read;
        self.strict += strict;
        self.right += right;
        self.cut.iter_mut().zip(cut).for_each(|(sum, count)| *sum += count);
    }

    fn row(&self, set: String, part: &str) -> Vec<String> {
        let strict = precision_recall_f1(self.strict, self.read, self.wanted);
        let [_, _, value] = precision_recall_f1(self.right, self.read, self.wanted);
        let [read, strictly, right] = self.cut;
        let cut = [strictly, right].map(|found| precision_recall_f1(found, read, self.wanted)[2]);
        let numbers = [self.wanted, self.read].map(|number| number.to_string());
        let mut row = vec![set, format!("{part} ({})", self.documents)];
        row.extend(numbers);
        row.extend(strict.into_iter().chain([value]).chain(cut).map(share));
        row
    }
}

/// How many dates were read where something counts, how many of the marked ones at exactly their
/// words, and how many with the right value.
fn counted(marked: &Marked, read: &[Date]) -> [usize; 3] {
    let wanted = |date: &Date| marked.dates.iter().any(|(span, _)| *span == date.span);
    let other = |date: &Date| marked.others.iter().any(|span| span.overlaps(date.span));
    let counts = read.iter().filter(|date| wanted(date) || !other(date)).count();
    let (strict, right) = found(marked, read);
    [counts, strict, right]
}

/// How many of the marked dates were read at exactly their words, and with the right value.
fn found(marked: &Marked, read: &[Date]) -> (usize, usize) {
    let mut counts = (0, 0);
    for (span, wanted) in &marked.dates {
        if let Some(date) = read.iter().find(|date| date.span == *span) {
            counts.0 += 1;
            counts.1 += usize::from(is_same(wanted, date));
        }
    }
    counts
}
