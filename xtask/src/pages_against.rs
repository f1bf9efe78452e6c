//! `main-text`: the text of web pages beside Python trafilatura's, over the same files.
//!
//! Both take each page from its bytes to its text on one thread, in turns, so that both meet the
//! machine in the same state; the best of the runs counts for each.

use crate::bench::{Machine, timed};
use crate::project::Project;
use crate::python;
use anyhow::{Context as _, Result, bail};
use sayso::model::{CaptureId, Text};
use sayso_text::{Hints, extract};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The name under which the result is kept.
pub(crate) const KEPT: &str = "pages-against";
/// Runs of each program.
const RUNS: usize = 3;
/// Extracts every page of a folder with trafilatura's own settings: prints the seconds of
/// processor time that this took and the version, and writes the texts and, out of a second pass
/// that is not timed, what it knows of each page.
const TRAFILATURA: &str = "\
import json, os, sys, time, trafilatura
folder, out, about = sys.argv[1:]
names = sorted(os.listdir(folder))
pages = [open(os.path.join(folder, name), 'rb').read() for name in names]
start = time.process_time()
texts = [trafilatura.extract(page) or '' for page in pages]
seconds = time.process_time() - start
for name, text in zip(names, texts):
    open(os.path.join(out, name[:-5] + '.txt'), 'w', encoding='utf-8').write(text)
if about:
    told = {}
    for name, page in zip(names, pages):
        page = trafilatura.bare_extraction(page, with_metadata=True)
        told[name[:-5]] = page and [page.title, page.author, page.date] or [None] * 3
    json.dump(told, open(about, 'w', encoding='utf-8'))
print(seconds, trafilatura.__version__)
";

/// What was found out.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Against {
    /// The version of trafilatura.
    pub(crate) version: String,
    /// How many pages.
    pub(crate) pages: usize,
    /// Milliseconds a page of each run: ours, theirs.
    pub(crate) milliseconds: Vec<(f64, f64)>,
    /// Word for word.
    pub(crate) words: Vec<Words>,
    /// Title, author, day.
    pub(crate) fields: Vec<Field>,
    /// Where.
    pub(crate) machine: Machine,
}

/// Precision, recall and F1 of the words of pages of one kind, as the score program prints them.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Words {
    /// Which half of the pages, or all.
    pub(crate) half: String,
    /// Which kind of page.
    pub(crate) kind: String,
    /// How many.
    pub(crate) pages: String,
    /// Ours.
    pub(crate) ours: [String; 3],
    /// Theirs.
    pub(crate) theirs: [String; 3],
}

/// How often a field of a page is what is wanted.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Field {
    /// Its name.
    pub(crate) name: String,
    /// Pages for which it is wanted.
    pub(crate) wanted: usize,
    /// Pages that have none.
    pub(crate) without: usize,
    /// Right where wanted, given where there is none: ours.
    pub(crate) ours: (usize, usize),
    /// Theirs.
    pub(crate) theirs: (usize, usize),
}

/// Compares, and keeps the result for `scores`.
pub(crate) fn run(project: &Project, python: &Path, date: Option<&str>) -> Result<()> {
    let needed = |missing| anyhow::anyhow!("{missing}");
    let html = project.data("wcxb-dev/html").map_err(needed)?;
    let gold = project.data("wcxb-dev/ground-truth").map_err(needed)?;
    let program = project.score("words.py").map_err(needed)?;
    let folder = Folder::new(&html)?;
    let pages: Vec<(String, Vec<u8>)> = folder.pages.iter().map(read).collect::<Result<_>>()?;
    let (mut milliseconds, mut version, mut texts) = (Vec::new(), String::new(), Vec::new());
    for round in 0..RUNS {
        let (seconds, said) = folder.trafilatura(python, round == 0)?;
        let (made, time) = timed(|| pages.iter().map(text).collect::<Result<Vec<Text>>>());
        (texts, version) = (made?, said);
        let each = 1_000.0 / pages.len() as f64;
        milliseconds.push((time.as_secs_f64() * each, seconds * each));
    }
    for ((name, _), text) in pages.iter().zip(&texts) {
        fs::write(folder.at("ours").join(name).with_extension("txt"), text.words())?;
    }
    let about = serde_json::from_slice(&fs::read(folder.at("about.json"))?)?;
    let against = Against {
        version,
        pages: pages.len(),
        milliseconds,
        words: words(&program, &gold, &folder)?,
        fields: fields(&gold, &pages, &texts, &about)?,
        machine: Machine::here(date),
    };
    project.keep(KEPT, &against)
}

fn read(path: &PathBuf) -> Result<(String, Vec<u8>)> {
    let name = path.file_name().and_then(OsStr::to_str).context("a file has a name")?;
    Ok((name.to_owned(), fs::read(path)?))
}

fn text((name, bytes): &(String, Vec<u8>)) -> Result<Text> {
    let hints = Hints { name, ..Hints::default() };
    extract(CaptureId::of(bytes), bytes, &hints).with_context(|| format!("{name} was not read"))
}

/// The pages unpacked, and room for what is made of them.
struct Folder {
    folder: tempfile::TempDir,
    pages: Vec<PathBuf>,
}

impl Folder {
    fn new(html: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        for inner in ["pages", "ours", "theirs"] {
            fs::create_dir(folder.path().join(inner))?;
        }
        let pages = crate::scores::unpack(html, &folder.path().join("pages"))?;
        Ok(Self { folder, pages })
    }

    fn at(&self, inner: &str) -> PathBuf {
        self.folder.path().join(inner)
    }

    /// Seconds that trafilatura took, and its version; its texts are in `theirs`.
    fn trafilatura(&self, python: &Path, about: bool) -> Result<(f64, String)> {
        let output = Command::new(python)
            .args(["-c", TRAFILATURA])
            .args([self.at("pages"), self.at("theirs")])
            .arg(if about { self.at("about.json") } else { PathBuf::new() })
            .output()
            .context("the Python that has trafilatura cannot be run")?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let [seconds, version] = told.split_whitespace().collect::<Vec<_>>()[..] else {
            bail!("trafilatura failed:\n{}", String::from_utf8_lossy(&output.stderr));
        };
        Ok((seconds.parse()?, version.to_owned()))
    }
}

/// The words of both, over all pages and over each half: the errors of the pages at even places
/// were looked at, those of the others were not.
fn words(program: &Path, gold: &Path, folder: &Folder) -> Result<Vec<Words>> {
    let mut all = Vec::new();
    let wanted = crate::project::files(gold, ".json")?;
    for (half, keeps) in [("all", None), ("looked at", Some(0)), ("not looked at", Some(1))] {
        let part = folder.at(half);
        fs::create_dir(&part)?;
        for (at, path) in wanted.iter().enumerate() {
            if keeps.is_none_or(|keeps| at % 2 == keeps) {
                fs::copy(path, part.join(path.file_name().context("a file has a name")?))?;
            }
        }
        let told = |texts: &str| {
            let texts = folder.at(texts);
            let arguments =
                ["--gold".as_ref(), part.as_os_str(), "--texts".as_ref(), texts.as_os_str()];
            python::run(program, &arguments)
        };
        let (ours, theirs) = (told("ours")?, told("theirs")?);
        for (ours, theirs) in ours.lines().zip(theirs.lines()) {
            // KIND pages N P p R r F1 f median F1 m
            let figures = |line: &str| {
                let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
                let at = |i: usize| words.get(i).cloned().unwrap_or_default();
                (at(0), at(2), [at(4), at(6), at(8)])
            };
            let ((kind, pages, ours), (_, _, theirs)) = (figures(ours), figures(theirs));
            if !pages.is_empty() {
                all.push(Words { half: half.to_owned(), kind, pages, ours, theirs });
            }
        }
    }
    Ok(all)
}

/// Title and author are right where their words are, a day where it is the day.
fn fields(
    gold: &Path,
    pages: &[(String, Vec<u8>)],
    texts: &[Text],
    about: &Value,
) -> Result<Vec<Field>> {
    let names = [("title", "title"), ("author", "author"), ("day", "publish_date")];
    let field = |(name, _): (&str, &str)| Field {
        name: name.to_owned(),
        wanted: 0,
        without: 0,
        ours: (0, 0),
        theirs: (0, 0),
    };
    let mut fields = names.map(field);
    for ((name, _), text) in pages.iter().zip(texts) {
        let name = Path::new(name).with_extension("json");
        let told: Value = serde_json::from_slice(&fs::read(gold.join(&name))?)?;
        let stem = name.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let ours = [
            text.title.clone(),
            text.author.clone(),
            text.published.as_ref().map(ToString::to_string),
        ];
        for (at, (field, (name, key))) in fields.iter_mut().zip(names).enumerate() {
            let plain = |given: &str| if name == "day" { day(given) } else { plain(given) };
            let wanted = told["ground_truth"][key].as_str().map(plain).unwrap_or_default();
            let given = [ours[at].as_deref(), about[stem][at].as_str()];
            let given = given.map(|given| given.map(plain).unwrap_or_default());
            field.count(&wanted, &given);
        }
    }
    Ok(fields.into())
}

impl Field {
    fn count(&mut self, wanted: &str, given: &[String; 2]) {
        let [ours, theirs] = given;
        if wanted.is_empty() {
            self.without += 1;
            self.ours.1 += usize::from(!ours.is_empty());
            self.theirs.1 += usize::from(!theirs.is_empty());
        } else {
            self.wanted += 1;
            self.ours.0 += usize::from(ours == wanted);
            self.theirs.0 += usize::from(theirs == wanted);
        }
    }
}

fn day(given: &str) -> String {
    given.chars().take("2021-03-03".len()).collect()
}

/// Words in small letters, without marks.
fn plain(given: &str) -> String {
    let lower = given.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_right_by_its_words_and_a_day_by_its_day() {
        assert_eq!(plain("Ana Ruiz, Bram  Oude"), plain("ana ruiz; bram oude"));
        assert_eq!(day("2021-03-03T10:00Z"), "2021-03-03");
        let mut field =
            Field { name: String::new(), wanted: 0, without: 0, ours: (0, 0), theirs: (0, 0) };
        field.count("a", &["a".to_owned(), String::new()]);
        field.count("", &[String::new(), "a".to_owned()]);
        assert_eq!((field.wanted, field.without, field.ours, field.theirs), (1, 1, (1, 0), (0, 1)));
    }
}
