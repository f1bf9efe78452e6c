//! The score programs, which are Python's.

use anyhow::{Context as _, Result, bail};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// Runs a program and gives what it prints.
pub(crate) fn run(program: &Path, arguments: &[&OsStr]) -> Result<String> {
    let output = Command::new("python3")
        .arg(program)
        .args(arguments)
        .output()
        .context("python3 cannot be run")?;
    if !output.status.success() {
        let told = String::from_utf8_lossy(&output.stderr);
        bail!("{} failed:\n{told}", program.display());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program that writes its result to the file named by `--json`, and gives that.
pub(crate) fn json(
    program: &Path,
    arguments: &[&OsStr],
    folder: &Path,
) -> Result<serde_json::Value> {
    let path = folder.join("result.json");
    let mut arguments = arguments.to_vec();
    arguments.extend(["--json".as_ref(), path.as_os_str()]);
    run(program, &arguments)?;
    Ok(serde_json::from_slice(&std::fs::read(path)?)?)
}
