//! Sayso, in a process of its own, so that its memory can be told.

use super::Ran;
use crate::bench::{most_memory, timed};
use anyhow::{Context as _, Result, ensure};
use sayso_analysis::copies::{Copies, Document};
use sayso_model::Span;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Command;

/// Passages that are folded in one by one.
const FOLDED_IN: u64 = 1_000;

/// Starts this program for each way to run, and gives what it tells.
pub(super) fn watch(passages: &Path) -> Result<Ran> {
    let program = std::env::current_exe().context("this program has no path")?;
    let run = |threads: &str| -> Result<Ran> {
        let mut command = Command::new(&program);
        command.arg("copies-of").arg(passages).args(["--threads", threads]);
        let output = command.output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(serde_json::from_slice(&output.stdout)?)
    };
    let all_cores = run("0")?;
    Ok(Ran { all_cores: Some(all_cores.seconds), ..run("1")? })
}

/// Reads a file of passages, one a line, each a document of its own, and prints what is shared.
#[allow(clippy::print_stdout, reason = "the one who started it reads it there")]
pub(crate) fn run(passages: &Path, threads: usize) -> Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    let (found, time) = timed(|| -> Result<_> {
        let mut copies = Copies::new();
        for (number, line) in BufReader::new(File::open(passages)?).lines().enumerate() {
            let (words, number) = (&line?, number as u64);
            let units = sentences(words);
            copies.add(&Document { number, words, units: &units, published: None, host: None })?;
        }
        copies.settle();
        let found = copies.all();
        Ok((copies, found))
    });
    let (copies, found) = found?;
    let memory = most_memory(std::process::id());
    let pair = |shared: &sayso_analysis::copies::Shared| {
        let [one, other] = shared.passages.map(|p| p.document as usize);
        (one, other)
    };
    let mut pairs: Vec<_> = found.shared.iter().map(pair).collect();
    pairs.dedup();
    let mut tell = serde_json::to_value(Ran {
        seconds: time.as_secs_f64(),
        all_cores: None,
        fold_in: Some(fold_in(copies, passages)? * 1e3),
        memory,
        pairs: Vec::new(),
        version: String::new(),
    })?;
    tell["pairs"] = serde_json::to_value(pairs)?;
    println!("{tell}");
    Ok(())
}

/// Adds the first passages once more, one by one; gives the seconds that each takes.
fn fold_in(mut copies: Copies, passages: &Path) -> Result<f64> {
    let lines = BufReader::new(File::open(passages)?).lines().take(FOLDED_IN as usize);
    let lines = lines.collect::<std::io::Result<Vec<_>>>()?;
    let (added, time) = timed(|| -> Result<()> {
        for (number, words) in (u64::MAX - FOLDED_IN..).zip(&lines) {
            let units = sentences(words);
            copies.add(&Document { number, words, units: &units, published: None, host: None })?;
            copies.with_earlier(number).context("it was not added")?;
        }
        Ok(())
    });
    added?;
    Ok(time.as_secs_f64() / FOLDED_IN as f64)
}

fn sentences(passage: &str) -> Vec<Span> {
    let ends = passage.match_indices(['.', '?', '!']).map(|(at, _)| at + 1);
    let ends = ends.filter(|&end| passage[end..].starts_with(' ')).chain([passage.len()]);
    let mut start = 0;
    ends.map(|end| Span::new(std::mem::replace(&mut start, end), end)).collect()
}
