//! The machine that the timings were taken on.

use serde::{Deserialize, Serialize};
use std::fs;
use std::process::Command;
use std::thread::available_parallelism;

/// A machine and a day; what the system does not tell is "not known".
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Machine {
    /// The processor's name.
    pub(crate) processor: String,
    /// Cores that a program may use.
    pub(crate) cores: usize,
    /// Memory.
    pub(crate) memory: String,
    /// The compiler.
    pub(crate) rustc: String,
    /// The day, as it was given.
    pub(crate) date: String,
}

impl Machine {
    /// This one.
    pub(crate) fn here(date: Option<&str>) -> Self {
        let unknown = || "not known".to_owned();
        Self {
            processor: field("/proc/cpuinfo", "model name").unwrap_or_else(unknown),
            cores: available_parallelism().map_or(1, usize::from),
            memory: memory().unwrap_or_else(unknown),
            rustc: rustc().unwrap_or_else(unknown),
            date: date.map_or_else(|| "no date given".to_owned(), str::to_owned),
        }
    }
}

fn field(file: &str, name: &str) -> Option<String> {
    let all = fs::read_to_string(file).ok()?;
    let value = all.lines().find_map(|line| line.strip_prefix(name))?;
    Some(value.trim_start_matches(|c: char| c == ':' || c.is_whitespace()).to_owned())
}

fn memory() -> Option<String> {
    let total = field("/proc/meminfo", "MemTotal")?;
    let kibibytes: f64 = total.split_whitespace().next()?.parse().ok()?;
    Some(format!("{:.0} GiB", kibibytes / f64::from(1 << 20)))
}

fn rustc() -> Option<String> {
    let output = Command::new("rustc").arg("--version").output().ok()?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
