//! Dates, quantities and mentions, scored by `spans.py`.

use super::marked::Marked;
use crate::project::{Missing, Project};
use crate::python;
use crate::table::{Table, figure, once};
use anyhow::Result;
use serde_json::Value;
use std::path::Path;

/// A type of record, the value that must be right too, and what that value is.
const SCORED: &[(&str, &str, &str)] = &[
    ("date", "value", "the day or days, resolved"),
    ("quantity", "best", "the number"),
    ("quantity", "low", "the lower bound"),
    ("mention", "kind", "what it names"),
];

/// The table.
pub(crate) fn part(project: &Project, marked: &Result<Vec<Marked>, Missing>) -> Result<String> {
    let (sets, program) = match (marked, project.score("spans.py")) {
        (Ok(sets), Ok(program)) => (sets, program),
        (Err(missing), _) => return Ok(missing.to_string()),
        (_, Err(missing)) => return Ok(missing.to_string()),
    };
    let columns = [
        "record", "articles", "marked", "read", "exact F1", "half P", "half R", "half F1",
        "value P", "value R", "value F1",
    ];
    let mut table = Table::new(2, &columns);
    for (kind, value, meaning) in SCORED {
        for (at, set) in sets.iter().enumerate() {
            let score = score(&program, kind, value, set)?;
            let mut row = vec![
                once(at, format!("{kind}, `{value}`: {meaning}")),
                set.name.to_owned(),
                score["gold"].to_string(),
                score["predicted"].to_string(),
                figure(&score["exact"]["F1"]),
            ];
            for test in ["iou50", "value"] {
                row.extend(["P", "R", "F1"].map(|part| figure(&score[test][part])));
            }
            table.row(&row);
        }
    }
    Ok(table.finish())
}

fn score(program: &Path, kind: &str, value: &str, set: &Marked) -> Result<Value> {
    let (gold, read) = (set.gold(), set.read());
    let arguments = [
        kind.as_ref(),
        "--gold".as_ref(),
        gold.as_os_str(),
        "--pred".as_ref(),
        read.as_os_str(),
        "--value".as_ref(),
        value.as_ref(),
    ];
    python::json(program, &arguments, set.folder())
}
