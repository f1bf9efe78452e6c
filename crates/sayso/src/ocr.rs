//! Words of pages that are pictures, recognised by Tesseract where it is installed.
//!
//! What it answers depends on its version and its data: a text made so says which program made it,
//! and cannot be made again from its capture alone.

mod table;
#[cfg(test)]
mod tests;

use crate::extraction::Extraction;
use rayon::prelude::*;
use sayso_model::{Diagnostic, Text};
use sayso_text::{PageImage, RecognisedPage};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use table::Table;

/// How to start Tesseract.
#[derive(Debug, Clone)]
pub struct Ocr {
    /// The program.
    pub program: PathBuf,
    /// What it is started with, before what Tesseract is told.
    pub arguments: Vec<OsString>,
    /// The languages that are recognised, as Tesseract names them (`eng+ara`); `eng` without them.
    pub languages: Option<String>,
    /// The limits that it is held to for one page, in words, to be named where it fails.
    pub limits: String,
}

/// Most bytes that it may answer of one page.
const ANSWER_MAX: u64 = 16 << 20;
/// Most bytes of what it says on standard error that are kept.
const SAID_MAX: u64 = 4096;
/// Most letters of that which are told.
const TOLD_MAX: usize = 300;
/// So many pages are named; the rest are counted.
const MOST_NAMED: usize = 20;

/// What the program gave out.
#[derive(Debug, Default)]
struct Answer {
    out: Vec<u8>,
    said: Vec<u8>,
}

/// A run over the pictures of one document.
struct Run<'o> {
    ocr: &'o Ocr,
    /// The program, its version and languages, once it was asked.
    name: Option<String>,
    waiting: Vec<PageImage>,
    pages: Vec<RecognisedPage>,
    /// Why pages could not be read; of no page where the program cannot be run at all.
    troubles: BTreeMap<String, Vec<u32>>,
    /// Lines of answers that could not be understood.
    garbled: usize,
}

impl Ocr {
    /// The text of a document whose pages are pictures, out of the words recognised in them.
    ///
    /// # Errors
    ///
    /// Why there is none: `unread` where it has no such pages.
    pub(crate) fn text(&self, extraction: &Extraction<'_>, unread: String) -> Result<Text, String> {
        let mut run = Run::new(self);
        let mut ended = extraction.pictures(&mut |picture| run.take(picture));
        let _ = run.recognise();
        if run.pages.is_empty() && run.troubles.is_empty() {
            return Err(unread);
        }
        if run.pages.iter().all(|page| page.words.is_empty()) {
            return Err(run.nothing(ended.err()));
        }
        let mut text = extraction.recognised(&run.pages)?;
        if let Err(why) = &mut ended {
            *why = format!("not every page that is a picture was looked at: {why}");
        }
        text.diagnostics.extend(run.told(ended.err()));
        Ok(text)
    }

    /// The languages that it is told.
    fn languages(&self) -> &str {
        self.languages.as_deref().unwrap_or("eng")
    }

    /// The program and its version, with its languages, which are all there.
    fn name(&self) -> Result<String, String> {
        let version = self.run(&["--version"], &[])?;
        let version =
            lines(&version).find(|line| line.starts_with("tesseract ")).ok_or_else(|| {
                format!("{} does not say that it is Tesseract", self.program.display())
            })?;
        let installed = self.run(&["--list-langs"], &[])?;
        let installed: Vec<_> = lines(&installed).collect();
        let missing = |language: &&str| !installed.iter().any(|known| known == language);
        match self.languages().split('+').find(missing) {
            None => Ok(format!("{version} ({})", self.languages())),
            Some(language) => Err(format!(
                "{version} has no data for the language {language:?}; install it, or name others \
                 (`tesseract --list-langs` lists what there is)"
            )),
        }
    }

    /// The words of one page, and how many lines of the answer were not understood.
    fn page(&self, picture: &PageImage, program: &str) -> Result<(RecognisedPage, usize), String> {
        let told = ["stdin", "stdout", "-l", self.languages(), "tsv"];
        let answer = self.run(&told, &picture.bytes)?;
        let table = Table::read(&answer.out, picture.width, picture.height)
            .ok_or("its answer is not the table that it was asked for")?;
        let placed = table.words.into_iter();
        let words =
            placed.map(|word| (word.text, picture.on_page(word.pixels), word.sure)).collect();
        let page = RecognisedPage { page: picture.page, words, program: program.to_owned() };
        Ok((page, table.garbled))
    }

    fn run(&self, told: &[&str], input: &[u8]) -> Result<Answer, String> {
        let mut child = self
            .start(told)
            .map_err(|error| format!("{} could not be run: {error}", self.program.display()))?;
        let answer = exchange(&mut child, input);
        let status = child.wait().map_err(|error| error.to_string())?;
        let said = shortened(&answer.said);
        match status.success() {
            _ if answer.out.len() as u64 > ANSWER_MAX => {
                Err(format!("it answered more than {} MiB", ANSWER_MAX >> 20))
            }
            true => Ok(answer),
            false if said.is_empty() => {
                Err(format!("it ended without an answer ({status}; its limits: {})", self.limits))
            }
            false => Err(format!("it failed, and said: {said}")),
        }
    }

    fn start(&self, told: &[&str]) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .args(told)
            // Pages are shared out among threads here; one page in many threads is slower in all.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }
}

/// Writes and reads at once: a program may answer before it was told everything. One that answers
/// too much is ended.
fn exchange(child: &mut Child, input: &[u8]) -> Answer {
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        // A program that ends early has closed its input; that shows in how it ended.
        scope.spawn(move || stdin.map(|mut stdin: ChildStdin| stdin.write_all(input)));
        let said = scope.spawn(move || stderr.map(said).unwrap_or_default());
        let mut out = Vec::new();
        let read =
            stdout.map(|out_of: ChildStdout| out_of.take(ANSWER_MAX + 1).read_to_end(&mut out));
        if matches!(read, Some(Err(_))) || out.len() as u64 > ANSWER_MAX {
            let _ = child.kill();
        }
        Answer { out, said: said.join().unwrap_or_default() }
    })
}

/// The beginning of what is said on standard error; all of it is read, so that nobody waits.
fn said(mut stderr: ChildStderr) -> Vec<u8> {
    let mut said = Vec::new();
    let _ = stderr.by_ref().take(SAID_MAX).read_to_end(&mut said);
    let _ = io::copy(&mut stderr, &mut io::sink());
    said
}

/// What was given out, line by line: older versions give out on standard error what newer ones do
/// on standard output. Lines that are not UTF-8 are none that anybody looks for.
fn lines(answer: &Answer) -> impl Iterator<Item = &str> {
    let all = answer.out.split(|&b| b == b'\n').chain(answer.said.split(|&b| b == b'\n'));
    all.filter_map(|line| std::str::from_utf8(line).ok().map(str::trim))
}

fn shortened(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let words = said.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(TOLD_MAX).collect()
}

impl<'o> Run<'o> {
    fn new(ocr: &'o Ocr) -> Self {
        let (waiting, pages, troubles) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { ocr, name: None, waiting, pages, troubles, garbled: 0 }
    }

    /// Takes a page; once there is one for each thread they are read.
    fn take(&mut self, picture: PageImage) -> ControlFlow<()> {
        self.waiting.push(picture);
        match self.waiting.len() < rayon::current_num_threads() {
            true => ControlFlow::Continue(()),
            false => self.recognise(),
        }
    }

    /// Reads the pages that wait; it breaks off where the program cannot be run at all.
    fn recognise(&mut self) -> ControlFlow<()> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return ControlFlow::Continue(());
        }
        if self.name.is_none() {
            match self.ocr.name() {
                Ok(name) => self.name = Some(name),
                Err(why) => {
                    // It is no page's own.
                    self.troubles.entry(why).or_default();
                    return ControlFlow::Break(());
                }
            }
        }
        let name = self.name.as_deref().unwrap_or_default();
        let read: Vec<_> = waiting.par_iter().map(|picture| self.ocr.page(picture, name)).collect();
        for (picture, read) in waiting.iter().zip(read) {
            match read {
                Ok((page, garbled)) => {
                    self.pages.push(page);
                    self.garbled += garbled;
                }
                Err(why) => self.troubles.entry(why).or_default().push(picture.page),
            }
        }
        ControlFlow::Continue(())
    }

    /// Why there is no text.
    fn nothing(self, ended: Option<String>) -> String {
        let mut why = "NOT READ: its pages are pictures".to_owned();
        let empty = self.pages.len();
        if empty > 0 {
            let name = self.name.as_deref().unwrap_or_default();
            let pages = if empty == 1 { "1 page" } else { &format!("{empty} pages") };
            why.push_str(&format!(", and {name} recognised no words in {pages}"));
        }
        for told in self.told(ended) {
            why.push_str(&format!("; {}", told.message));
        }
        why
    }

    /// What there is to tell about the run.
    fn told(self, ended: Option<String>) -> Vec<Diagnostic> {
        let name = self.name.as_deref().unwrap_or("Tesseract");
        let troubles = self.troubles.iter().map(|(why, pages)| match pages.as_slice() {
            [] => Diagnostic::error(why),
            pages => Diagnostic::error(format!("{name} could not read {}: {why}", numbered(pages))),
        });
        let mut told: Vec<_> = troubles.collect();
        told.extend(ended.map(Diagnostic::error));
        if self.garbled > 0 {
            told.push(Diagnostic::warning(format!(
                "{} lines of what {name} answered could not be understood; words may be missing",
                self.garbled
            )));
        }
        told
    }
}

/// `page 3`, or `pages 3, 4`; the first page is 1.
fn numbered(pages: &[u32]) -> String {
    let numbers: Vec<_> =
        pages.iter().take(MOST_NAMED).map(|page| (page + 1).to_string()).collect();
    let (numbers, more) = (numbers.join(", "), pages.len().saturating_sub(MOST_NAMED));
    match (pages.len(), more) {
        (1, _) => format!("page {numbers}"),
        (_, 0) => format!("pages {numbers}"),
        _ => format!("pages {numbers} and {more} more"),
    }
}
