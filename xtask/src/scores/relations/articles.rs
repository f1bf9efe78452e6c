//! Relations against the marked articles, where they are told in words of their own.

use crate::scores::marked::Marked;
use crate::table::{Table, once, precision_recall_f1, share};
use anyhow::{Context as _, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// A relation, marked or read.
#[derive(Debug, Default)]
struct Told {
    span: (u64, u64),
    relation: String,
    /// The words of the subject, or of all names of its actor; empty where there is none.
    subject: BTreeSet<String>,
    object: BTreeSet<String>,
    polarity: String,
}

type ByArticle = BTreeMap<String, Vec<Told>>;

/// A test of a pair beyond the words that overlap.
type Test = fn(&Told, &Told) -> bool;

const TESTS: &[(&str, Test)] = &[
    ("the verb", |_, _| true),
    ("the verb and the object", |marked, read| meets(&marked.object, &read.object)),
    ("the verb, the object and the subject", both),
    ("the same, and the polarity", |m, r| both(m, r) && m.polarity == r.polarity),
];

fn both(marked: &Told, read: &Told) -> bool {
    meets(&marked.object, &read.object) && meets(&marked.subject, &read.subject)
}

/// The table.
pub(super) fn part(sets: &[Marked]) -> Result<String> {
    let columns = ["right in", "articles", "marked", "read", "precision", "recall", "F1"];
    let mut table = Table::new(2, &columns);
    for (name, test) in TESTS {
        for (at, set) in sets.iter().enumerate() {
            let (marked, read) = (told(&set.gold())?, told(&set.read())?);
            let right: usize = marked
                .iter()
                .map(|(article, all)| {
                    pairs(all, read.get(article).map_or(&[], Vec::as_slice), *test)
                })
                .sum();
            let count = |of: &ByArticle| of.values().map(Vec::len).sum::<usize>();
            let (wanted, found) = (count(&marked), count(&read));
            let mut row =
                vec![once(at, *name), set.name.to_owned(), wanted.to_string(), found.to_string()];
            row.extend(precision_recall_f1(right, found, wanted).map(share));
            table.row(&row);
        }
    }
    Ok(table.finish())
}

fn told(path: &Path) -> Result<ByArticle> {
    let words =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let records: Vec<Value> = words.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let of = |record: &Value, key: &str| record[key].as_str().unwrap_or_default().to_owned();
    let actors: BTreeMap<String, String> = records
        .iter()
        .filter(|r| r["type"] == "actor")
        .map(|r| (of(r, "id"), r["names"].to_string()))
        .collect();
    let mut out = ByArticle::new();
    for record in records.iter().filter(|r| r["type"] == "relation") {
        let end = |key: &str, actor: &str| {
            let names = actors.get(record[actor].as_str().unwrap_or_default());
            words_of(&format!("{} {}", of(record, key), names.map_or("", String::as_str)))
        };
        let file = of(record, "doc");
        let article =
            Path::new(&file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let place = |at: usize| record["span"][at].as_u64().unwrap_or_default();
        out.entry(article).or_default().push(Told {
            span: (place(0), place(1)),
            relation: of(record, "relation").to_lowercase(),
            subject: end("subject", "subject_actor"),
            object: end("object", "object_actor"),
            polarity: of(record, "polarity"),
        });
    }
    Ok(out)
}

/// Words that say nothing by themselves.
const SMALL: &str = " the and for with that this from his her its their was were has have had are who \
    which been they one not ";

/// The words that say something, cut to five letters, so that endings do not matter.
fn words_of(phrase: &str) -> BTreeSet<String> {
    phrase
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 2 && !SMALL.contains(&format!(" {w} ")))
        .map(|w| w.chars().take(5).collect())
        .collect()
}

/// Whether two ends share a word, or neither is there.
fn meets(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.is_empty() && other.is_empty() || one.intersection(other).next().is_some()
}

/// Whether two relations are told by the same verb, or share a word of weight.
fn same_verb(one: &str, other: &str) -> bool {
    let first = |words: &str| words.split_whitespace().next().unwrap_or_default().to_owned();
    let weighty = |words: &str| -> BTreeSet<String> {
        words.split_whitespace().filter(|w| w.len() > 3).map(str::to_owned).collect()
    };
    first(one) == first(other) || weighty(one).intersection(&weighty(other)).next().is_some()
}

/// How many marked relations have one that was read for their own; the best pairs first.
fn pairs(marked: &[Told], read: &[Told], test: Test) -> usize {
    let shared = |m: &Told, r: &Told| m.span.1.min(r.span.1).saturating_sub(m.span.0.max(r.span.0));
    let mut all = Vec::new();
    for (i, m) in marked.iter().enumerate() {
        for (j, r) in read.iter().enumerate() {
            if shared(m, r) > 0 && same_verb(&m.relation, &r.relation) && test(m, r) {
                let ends = usize::from(meets(&m.subject, &r.subject))
                    + usize::from(meets(&m.object, &r.object));
                all.push((ends, shared(m, r), usize::MAX - i, usize::MAX - j));
            }
        }
    }
    all.sort_unstable_by(|a, b| b.cmp(a));
    let (mut used, mut taken) = (BTreeSet::new(), BTreeSet::new());
    for (_, _, i, j) in all {
        if !used.contains(&i) && !taken.contains(&j) {
            used.insert(i);
            taken.insert(j);
        }
    }
    used.len()
}
