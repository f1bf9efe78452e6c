//! A program run to its end: how long it took and how much memory it held.

use super::watch::timed;
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// How often a running program is asked for its memory. The figure asked for only grows, so that
/// no more is missed than what is taken in the last moment.
const EVERY: Duration = Duration::from_millis(2);

/// Runs a program whose output nobody reads; gives its time and the most memory it held.
pub(crate) fn watched(command: &mut Command) -> Result<(Duration, Option<u64>)> {
    let (ran, time) = timed(|| -> Result<_> {
        let mut child = started(command)?;
        let mut memory = None;
        loop {
            memory = most_memory(child.id()).or(memory);
            if let Some(status) = child.try_wait()? {
                break Ok((status, memory));
            }
            sleep(EVERY);
        }
    });
    let (status, memory) = ran?;
    ensure!(status.success(), "{} failed", command.get_program().to_string_lossy());
    Ok((time, memory))
}

/// Runs a program whose output nobody reads; gives its time, without asking for its memory.
pub(crate) fn clocked(command: &mut Command) -> Result<Duration> {
    let (status, time) = timed(|| -> Result<_> { Ok(started(command)?.wait()?) });
    ensure!(status?.success(), "{} failed", command.get_program().to_string_lossy());
    Ok(time)
}

fn started(command: &mut Command) -> Result<Child> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .with_context(|| format!("{} cannot be run", command.get_program().to_string_lossy()))
}

/// The most memory that a process has held, in bytes (`VmHWM`, proc(5)); Linux alone tells.
pub(crate) fn most_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kibibytes * 1024)
}
