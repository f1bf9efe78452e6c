//! `parser`: the parser beside Python spaCy, over the same texts with the same pipeline.
//!
//! Agreement is measured by the score programs; speed in turns, so that both meet the machine in
//! the same state.

use crate::bench::{Machine, texts, timed};
use crate::project::{Missing, Project, files};
use crate::python;
use anyhow::{Context as _, Result, bail};
use sayso::{ConlluWriter, Model, Ranges};
use sayso_parser::Pipeline;
use serde::{Deserialize, Serialize};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The name under which the result is kept.
pub(crate) const KEPT: &str = "parser";
/// Every sixth of MUC-3's reports, until there are this many.
const REPORTS: (usize, usize) = (6, 200);
/// Runs of each program; the middle one counts.
const RUNS: usize = 5;
/// Articles whose parsing is timed.
const TIMED: usize = 140;
/// Times a pipeline from loaded to parsed, in seconds of processor time on one thread.
const SPACY: &str = "\
import sys, time, spacy
nlp = spacy.load(sys.argv[1])
nlp.max_length = 10 ** 9
texts = [open(p, encoding='utf-8', newline='').read() for p in sys.argv[2:]]
start = time.process_time()
words = sum(len(doc) for doc in nlp.pipe(texts))
print(words, time.process_time() - start, spacy.__version__)
";

/// What was found out about one pipeline.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Compared {
    /// The pipeline.
    pub(crate) pipeline: String,
    /// The version of spaCy.
    pub(crate) spacy: String,
    /// What the score program says: measure and figure.
    pub(crate) agreement: Vec<(String, String)>,
    /// Words a second on one thread: ours, spaCy's; the middle of the runs.
    pub(crate) speed: (f64, f64),
    /// Ratios of runs that followed each other, sorted.
    pub(crate) ratios: Vec<f64>,
    /// Words a second on all cores.
    pub(crate) all_cores: f64,
    /// Where.
    pub(crate) machine: Machine,
}

/// Compares each of these pipelines, and keeps the results for `scores`.
pub(crate) fn run(
    project: &Project,
    python: &Path,
    pipelines: &[PathBuf],
    date: Option<&str>,
) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let paths =
        write_texts(project, folder.path())?.map_err(|missing| anyhow::anyhow!("{missing}"))?;
    let mut all = Vec::new();
    for pipeline in pipelines {
        let model = Model::given(Pipeline::new(sayso_parser::convert(pipeline)?.model)?);
        let reference = conllu_of_spacy(project, python, pipeline, &paths, folder.path())?;
        let ours = folder.path().join("ours.conllu");
        fs::write(&ours, conllu(&model, &paths)?)?;
        let score = project.score("agreement.py").map_err(|m| anyhow::anyhow!("{m}"))?;
        let told = python::run(&score, &[reference.as_os_str(), ours.as_os_str()])?;
        let timed: Vec<PathBuf> = paths.iter().take(TIMED).cloned().collect();
        all.push(compare(&model, python, pipeline, &timed, told, date)?);
    }
    project.keep(KEPT, &all)
}

fn compare(
    model: &Model,
    python: &Path,
    pipeline: &Path,
    paths: &[PathBuf],
    told: String,
    date: Option<&str>,
) -> Result<Compared> {
    let texts = paths.iter().map(fs::read_to_string).collect::<std::io::Result<Vec<_>>>()?;
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let mut spacy = String::new();
    model.run(|session| texts.iter().for_each(|text| drop(session.parse(text))))?;
    for _ in 0..RUNS {
        let (words, seconds, version) = time_spacy(python, pipeline, paths)?;
        let parse = || model.run(|session| texts.iter().map(|t| session.parse(t).len()).sum());
        let (count, time) = timed(parse);
        let count: usize = count?;
        let ours_now = count as f64 / time.as_secs_f64();
        ratios.push(ours_now / (words / seconds));
        ours.push(ours_now);
        theirs.push(words / seconds);
        spacy = version;
    }
    for list in [&mut ours, &mut theirs, &mut ratios] {
        list.sort_by(f64::total_cmp);
    }
    let about = model.reader().model;
    Ok(Compared {
        pipeline: about,
        spacy,
        agreement: told.lines().flat_map(figures).collect(),
        speed: (ours[RUNS / 2], theirs[RUNS / 2]),
        ratios,
        all_cores: on_all_cores(model, &texts)?,
        machine: Machine::here(date),
    })
}

/// Measures and figures of a line as `head   0.99951`.
fn figures(line: &str) -> Vec<(String, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        ["documents", documents, "tokens", tokens] => vec![
            ("documents".to_owned(), (*documents).to_owned()),
            ("words".to_owned(), (*tokens).to_owned()),
        ],
        _ => {
            let at = words.iter().position(|w| w.parse::<f64>().is_ok());
            let pair = at.map(|at| (words[..at].join(" "), words[at].to_owned()));
            pair.into_iter().collect()
        }
    }
}

fn time_spacy(python: &Path, pipeline: &Path, paths: &[PathBuf]) -> Result<(f64, f64, String)> {
    let output = Command::new(python)
        .args(["-c", SPACY])
        .arg(pipeline)
        .args(paths)
        .env("OMP_NUM_THREADS", "1")
        .output()
        .context("the Python that has spaCy cannot be run")?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let [words, seconds, version] = told.split_whitespace().collect::<Vec<_>>()[..] else {
        bail!("spaCy failed:\n{}", String::from_utf8_lossy(&output.stderr));
    };
    Ok((words.parse()?, seconds.parse()?, version.to_owned()))
}

fn on_all_cores(model: &Model, texts: &[String]) -> Result<f64> {
    let threads = std::thread::available_parallelism()?.get();
    let (next, words) = (Mutex::new(texts.iter()), AtomicUsize::new(0));
    let work = || next.lock().ok()?.next();
    let (_, time) = timed(|| {
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    model.run(|session| {
                        while let Some(text) = work() {
                            words.fetch_add(session.parse(text).len(), Ordering::Relaxed);
                        }
                    })
                });
            }
        });
    });
    Ok(words.into_inner() as f64 / time.as_secs_f64())
}

/// What spaCy finds, with roots written as CoNLL-U asks: the score program's own writer names the
/// word itself as the head of a root, since spaCy makes a new object whenever it is asked for one.
fn conllu_of_spacy(
    project: &Project,
    python: &Path,
    pipeline: &Path,
    paths: &[PathBuf],
    folder: &Path,
) -> Result<PathBuf> {
    let writer = project.score("spacy_conllu.py").map_err(|m| anyhow::anyhow!("{m}"))?;
    let output = Command::new(python).arg(writer).arg(pipeline).args(paths).output()?;
    if !output.status.success() {
        bail!("spaCy failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    let mut fixed = String::with_capacity(output.stdout.len());
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let mut columns: Vec<&str> = line.split('\t').collect();
        if columns.len() == 10 && columns[6] == columns[0] {
            columns[6] = "0";
        }
        fixed += &columns.join("\t");
        fixed.push('\n');
    }
    let path = folder.join("spacy.conllu");
    fs::write(&path, fixed)?;
    Ok(path)
}

fn conllu(model: &Model, paths: &[PathBuf]) -> Result<String> {
    let mut out = String::new();
    for path in paths {
        let text = fs::read_to_string(path)?;
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let parse = model.run(|session| session.parse(&text))?;
        let offsets = sayso::model::Offsets::new(&text);
        let ranges = Ranges::Text(&offsets);
        ConlluWriter::new(name).write(&text, &parse, ranges, &mut out)?;
    }
    Ok(out)
}

/// The news articles, the archived page and reports in capitals, as files.
fn write_texts(project: &Project, folder: &Path) -> Result<Result<Vec<PathBuf>, Missing>> {
    let sets = ["wikinews-sample", "attribution-wikinews", "muc3-news"].map(|s| project.data(s));
    let (news, marked, reports) = match sets {
        [Ok(news), Ok(marked), Ok(reports)] => (news, marked, reports),
        [Err(m), ..] | [_, Err(m), _] | [.., Err(m)] => return Ok(Err(m)),
    };
    let page = match project.corpus("blog-archive.txt") {
        Ok(page) => page,
        Err(missing) => return Ok(Err(missing)),
    };
    let mut all: Vec<(String, String)> = Vec::new();
    for (at, text) in texts(&files(&news, ".csv")?)?.into_iter().enumerate() {
        all.push((format!("ws{at:03}.txt"), text));
    }
    for path in files(&marked.join("texts"), ".txt")?.iter().chain([&page]) {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        all.push((name.to_owned(), fs::read_to_string(path)?));
    }
    let reports = files(&reports.join("dev"), ".xhtml")?;
    for path in reports.iter().step_by(REPORTS.0).take(REPORTS.1) {
        let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        all.push((format!("{name}.txt"), words_of(&fs::read_to_string(path)?)));
    }
    let mut paths = Vec::new();
    for (name, text) in all {
        let path = folder.join(name);
        fs::write(&path, text)?;
        paths.push(path);
    }
    Ok(Ok(paths))
}

/// The words of a report: what stands between tags, with an empty line after each paragraph.
pub(crate) fn words_of(xhtml: &str) -> String {
    let body = xhtml.split_once("<body>").map_or(xhtml, |(_, body)| body);
    let body = body.replace("</p>", "\n\n");
    let mut words = String::new();
    for (at, piece) in body.split('<').enumerate() {
        words += if at == 0 { piece } else { piece.split_once('>').map_or("", |(_, after)| after) };
    }
    words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
