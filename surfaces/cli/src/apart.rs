//! Processes held to limits: the one that makes the text of one document, and Tesseract.

use crate::failure::Failure;
use sayso::{Apart, Ocr};
use std::ffi::OsString;
use std::fmt;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

/// The hidden command that it is started with.
pub(crate) const COMMAND: &str = "extract-apart";
/// The hidden command that another program is started with.
pub(crate) const RUN: &str = "run-apart";

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
        limits: bounds.to_string(),
    })
}

/// How to start Tesseract, held to limits for each page where this system can do that.
pub(crate) fn tesseract(program: PathBuf, languages: Option<String>, bounds: Bounds) -> Ocr {
    match std::env::current_exe() {
        Ok(own) if cfg!(unix) => {
            let Bounds { memory, seconds } = bounds;
            let told = [RUN.to_owned(), memory.to_string(), seconds.to_string()];
            let mut arguments: Vec<OsString> = told.map(Into::into).to_vec();
            arguments.push(program.into_os_string());
            Ocr { program: own, arguments, languages, limits: bounds.to_string() }
        }
        _ => Ocr { program, arguments: Vec::new(), languages, limits: "none".to_owned() },
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { memory, seconds } = self;
        write!(f, "{} MiB of memory, {seconds} seconds of processor time", memory >> 20)
    }
}

/// What it does: holds itself to its limits, makes one text, and ends.
pub(crate) fn run(bounds: Bounds) -> Result<(), Failure> {
    limit(bounds)?;
    let mut input = BufReader::new(io::stdin().lock());
    Ok(sayso::extract_apart(&mut input, &mut io::BufWriter::new(io::stdout()))?)
}

/// Holds itself to limits, and becomes another program.
#[cfg(unix)]
pub(crate) fn become_program(
    bounds: Bounds,
    program: &Path,
    arguments: &[OsString],
) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    limit(bounds)?;
    Err(std::process::Command::new(program).args(arguments).exec().into())
}

/// Nothing here starts it so.
#[cfg(not(unix))]
pub(crate) fn become_program(_: Bounds, _: &Path, _: &[OsString]) -> Result<(), Failure> {
    Err(Failure::usage("this system cannot hold a program to limits"))
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
