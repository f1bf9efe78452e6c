//! What was drawn and judged by hand: `xtask/data/rates`.

use super::Outcome;
use crate::project::Project;
use anyhow::{Context as _, Result};
use sayso_analysis::rates::ANY;
use serde::Deserialize;
use std::fs;

const JUDGED: &str = "xtask/data/rates/judged.jsonl";

#[derive(Deserialize)]
struct Judged {
    url: String,
    rule: String,
    kind: Option<String>,
    right: bool,
}

/// Every judgement.
pub(crate) fn outcomes(project: &Project) -> Result<Vec<Outcome>> {
    let lines = fs::read_to_string(project.at(JUDGED)).context(JUDGED)?;
    lines.lines().map(outcome).collect()
}

fn outcome(line: &str) -> Result<Outcome> {
    let judged: Judged = serde_json::from_str(line).context(JUDGED)?;
    let kind = match judged.kind.as_deref() {
        None => ANY,
        Some("other") => "other",
        Some(_) => "named",
    };
    Ok(Outcome {
        rule: judged.rule,
        kind: kind.to_owned(),
        article: judged.url,
        right: judged.right,
    })
}
