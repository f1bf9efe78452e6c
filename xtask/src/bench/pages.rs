//! Ten thousand saved pages taken in, beside trafilatura that only extracts their text.

use super::child::watched;
use super::{Machine, Program, programs};
use crate::project::{Project, files};
use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The name under which the timings are kept.
pub(crate) const KEPT: &str = "pages";
/// How many pages.
const PAGES: usize = 10_000;
/// Processes of trafilatura.
const PROCESSES: usize = 2;

/// Extracts the text of each page as a user of the library would, on some processes.
const TRAFILATURA: &str = "\
import pathlib, sys, trafilatura
from multiprocessing import Pool
def words(path):
    return len((trafilatura.extract(path.read_bytes()) or '').split())
if __name__ == '__main__':
    paths = sorted(pathlib.Path(sys.argv[1]).iterdir())
    with Pool(int(sys.argv[2])) as pool:
        print(sum(pool.imap_unordered(words, paths, chunksize=16)))
";

/// What was measured.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Taken {
    /// Where and when.
    pub(crate) machine: Machine,
    /// How many pages.
    pub(crate) pages: usize,
    /// Bytes in them.
    pub(crate) bytes: u64,
    /// Bytes of the dossier that holds them.
    pub(crate) dossier: u64,
    /// Taking them in: `sayso add --text-only`.
    pub(crate) ours: Program,
    /// Extracting their text only.
    pub(crate) theirs: Program,
}

/// Makes the pages, takes them in, has them extracted, and keeps the timings for `scores`.
pub(crate) fn run(project: &Project, python: &Path, date: Option<&str>) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let pages = folder.path().join("pages");
    fs::create_dir(&pages)?;
    let bytes = write(project, &pages)?;
    let binary = programs::build(project)?;
    let dossier = folder.path().join("pages.sayso");
    let mut begin = Command::new(&binary);
    let first = files(&pages, ".html")?;
    let first = first.first().context("there are no pages")?;
    begin.arg("open").arg(first).args(["--no-serve", "--text-only", "-d"]).arg(&dossier);
    watched(&mut begin)?;
    let mut add = Command::new(&binary);
    add.arg("--dossier").arg(&dossier).args(["add", "--text-only"]).arg(&pages);
    let ours = program("sayso add --text-only, on all cores", &mut add)?;
    let mut extract = Command::new(python);
    extract.args(["-c", TRAFILATURA]).arg(&pages).arg(PROCESSES.to_string());
    let theirs = program("trafilatura.extract, in two processes", &mut extract)?;
    let dossier = fs::metadata(&dossier)?.len();
    let machine = Machine::here(date);
    project.keep(KEPT, &Taken { machine, pages: PAGES, bytes, dossier, ours, theirs })
}

fn program(what: &str, command: &mut Command) -> Result<Program> {
    let (time, memory) = watched(command)?;
    Ok(Program { what: what.to_owned(), seconds: time.as_secs_f64(), memory })
}

/// Writes the pages of `wcxb-dev` again and again, no two alike; gives how many bytes they are.
fn write(project: &Project, folder: &Path) -> Result<u64> {
    let pages = project.data("wcxb-dev/html").map_err(|missing| anyhow::anyhow!("{missing}"))?;
    let originals = files(&pages, "")?.iter().map(|path| read(path)).collect::<Result<Vec<_>>>()?;
    let mut bytes = 0;
    for nth in 0..PAGES {
        let (original, turn) = (&originals[nth % originals.len()], nth / originals.len());
        let page = perturbed(original, turn);
        bytes += page.len() as u64;
        fs::write(folder.join(format!("page{nth:05}.html")), page)?;
    }
    Ok(bytes)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let bytes = fs::read(path)?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        let mut page = Vec::new();
        std::io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(&*bytes), &mut page)?;
        return Ok(page);
    }
    Ok(bytes)
}

/// A page with other numbers and, here and there, other words, its mark-up untouched.
fn perturbed(page: &[u8], turn: usize) -> Vec<u8> {
    let mut in_tag = false;
    let mut at = 0_usize;
    let change = |&byte: &u8| {
        match byte {
            b'<' => in_tag = true,
            b'>' => in_tag = false,
            _ => at += usize::from(!in_tag),
        }
        match byte {
            b'0'..=b'9' if !in_tag => b'0' + (byte - b'0' + turn as u8) % 10,
            b'a'..=b'z' if !in_tag && turn > 0 && at.is_multiple_of(40 + turn) => {
                b'a' + (byte - b'a' + turn as u8) % 26
            }
            _ => byte,
        }
    };
    page.iter().map(change).collect()
}
