//! Python's `nomenklatura`: the comparison of names of its `logic-v2`, which its documentation
//! recommends.

use super::pairs::Pair;
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use std::path::Path;
use std::process::Command;

const PROGRAM: &str = "\
import importlib.metadata, json, sys, time
from followthemoney import model
from nomenklatura.matching.logic_v2.model import LogicV2
from nomenklatura.matching.logic_v2.names.match import name_match
config = LogicV2.default_config()
def entity(schema, key, name):
    return model.get_proxy({'id': key, 'schema': schema, 'properties': {'name': [name]}})
schema, scores = sys.argv[2], []
with open(sys.argv[1], encoding='utf-8') as lines:
    pairs = [line.rstrip('\\n').split('\\t') for line in lines]
start = time.perf_counter()
for nth, (one, other) in enumerate(pairs):
    # It keeps what it knows of an entity by its id: no two may have one.
    one, other = entity(schema, f'a{nth}', one), entity(schema, f'b{nth}', other)
    found = name_match(one, other, config)
    scores.append(found.score)
seconds = time.perf_counter() - start
version = ', '.join(f'{p} {importlib.metadata.version(p)}' for p in ('nomenklatura', 'rigour'))
print(json.dumps({'scores': scores, 'seconds': seconds, 'version': version}))
";

/// What it gives.
#[derive(Debug, Deserialize)]
pub(super) struct Theirs {
    pub(super) scores: Vec<f64>,
    pub(super) seconds: f64,
    pub(super) version: String,
}

/// Runs it over pairs of names of a `Person` or an `Organization`.
pub(super) fn run(python: &Path, pairs: &[Pair], schema: &str) -> Result<Theirs> {
    let mut file = tempfile::NamedTempFile::new()?;
    for pair in pairs {
        std::io::Write::write_fmt(&mut file, format_args!("{}\t{}\n", pair.one, pair.other))?;
    }
    let output = Command::new(python)
        .args(["-c", PROGRAM])
        .arg(file.path())
        .arg(schema)
        .output()
        .context("the Python that has nomenklatura cannot be run")?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "nomenklatura failed:\n{told}");
    Ok(serde_json::from_slice(&output.stdout)?)
}
