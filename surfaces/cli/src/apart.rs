//! The process of its own that makes the text of one document: how it is started, and what it does.

use crate::failure::Failure;
use sayso::Apart;
use std::io::{self, BufReader};

/// The hidden command that it is started with.
pub(crate) const COMMAND: &str = "extract-apart";

/// What such a process may use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Bytes of memory.
    pub(crate) memory: u64,
    /// Seconds of processor time.
    pub(crate) seconds: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { memory: 1 << 30, seconds: 60 }
    }
}

/// How to start it; `None` where this system cannot hold a process to limits, or the program does
/// not know where it is.
pub(crate) fn command(bounds: Bounds) -> Option<Apart> {
    if !cfg!(unix) {
        return None;
    }
    let Bounds { memory, seconds } = bounds;
    let arguments = [COMMAND.to_owned(), memory.to_string(), seconds.to_string()];
    Some(Apart {
        program: std::env::current_exe().ok()?,
        arguments: arguments.map(Into::into).to_vec(),
        limits: format!("{} MiB of memory, {seconds} seconds of processor time", memory >> 20),
    })
}

/// What it does: holds itself to its limits, makes one text, and ends.
pub(crate) fn run(bounds: Bounds) -> Result<(), Failure> {
    limit(bounds)?;
    let mut input = BufReader::new(io::stdin().lock());
    Ok(sayso::extract_apart(&mut input, &mut io::BufWriter::new(io::stdout().lock()))?)
}

#[cfg(unix)]
fn limit(bounds: Bounds) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Cpu, at_most(bounds.seconds))?;
    setrlimit(Resource::Core, at_most(0))?;
    // Some systems have no such limit; the other holds there all the same.
    let _ = setrlimit(Resource::As, at_most(bounds.memory));
    Ok(())
}

#[cfg(not(unix))]
fn limit(_: Bounds) -> io::Result<()> {
    Ok(())
}
