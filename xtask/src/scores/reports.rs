//! Which reports speak of one happening, and which of them rest on one origin, against our marks on
//! `fa-kes-syria` (`xtask/data/fa-kes`).

use crate::project::{Missing, Project};
use crate::records;
use crate::table::{Table, once, precision_recall_f1, share};
use anyhow::{Context as _, Result};
use sayso::behind::Word;
use sayso::incidents::Incidents;
use sayso::independence::sources;
use sayso::{ItemView, Picture};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

const REPORTS: &str = "fa-kes-syria/dev.csv";
/// The half of the marks that may be looked at.
const LOOKED_AT: &str = "dev";
const MARKS: &str = "xtask/data/fa-kes/incidents.jsonl";

/// A marked incident.
struct Marked {
    name: String,
    half: String,
    /// Its reports, by id.
    units: Vec<String>,
    same_origin: BTreeSet<(String, String)>,
    copies: BTreeSet<(String, String)>,
}

/// Two reports, the lesser id first.
fn pair(one: &str, other: &str) -> (String, String) {
    let (a, b) = if one <= other { (one, other) } else { (other, one) };
    (a.to_owned(), b.to_owned())
}

pub(super) fn part(project: &Project) -> Result<String> {
    let file = match project.data(REPORTS) {
        Ok(file) => file,
        Err(missing) => return Ok(Missing::to_string(&missing)),
    };
    let marks = marks(&project.at(MARKS))?;
    let (units, picture) = read(&file)?;
    let incidents = Incidents::of(&picture.corpus, &picture.identities, &[]);
    Ok(table(&marks, &Read::of(&units, &picture, &incidents), &[LOOKED_AT, "test"]))
}

/// Prints the figures of both halves.
pub(crate) fn tell(project: &Project) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{}", part(project)?)?)
}

/// Prints how the half that may be looked at is scored, and which of its pairs are missed or wrong,
/// with what was read of them.
pub(crate) fn look(project: &Project) -> Result<()> {
    let file = project.data(REPORTS).map_err(|missing| anyhow::anyhow!("{missing}"))?;
    let mut marks = marks(&project.at(MARKS))?;
    marks.retain(|marked| marked.half == LOOKED_AT);
    let (units, picture) = read(&file)?;
    let incidents = Incidents::of(&picture.corpus, &picture.identities, &[]);
    let read = Read::of(&units, &picture, &incidents);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", table(&marks, &read, &[LOOKED_AT]))?;
    let mut wanted = BTreeSet::new();
    let mut concerned: Vec<&String> = Vec::new();
    for marked in &marks {
        for (one, other) in pairs(&marked.units) {
            wanted.insert(pair(one, other));
            if !read.share(one, other) {
                writeln!(out, "missed {} {one} {other}", marked.name)?;
            }
        }
        for (one, other) in &marked.same_origin {
            let of = |unit: &str| -> Vec<String> {
                let origins = read.origins(unit, &marked.units).into_iter();
                origins.map(|word| told(&picture, word)).collect()
            };
            let (a, b) = (of(one), of(other));
            if !a.iter().any(|origin| b.contains(origin)) {
                writeln!(out, "missed origin of {}: {one} {a:?}, {other} {b:?}", marked.name)?;
            }
        }
        concerned.extend(&marked.units);
    }
    concerned.sort();
    concerned.dedup();
    let concerned: Vec<String> = concerned.into_iter().cloned().collect();
    for (one, other) in pairs(&concerned) {
        if read.share(one, other) && !wanted.contains(&pair(one, other)) {
            writeln!(out, "false {one} {other}")?;
        }
    }
    for (nth, report) in (0..).zip(incidents.reports()) {
        let unit = &units[report.document as usize];
        if !concerned.contains(unit) {
            continue;
        }
        let page = &picture.corpus[report.document];
        let days = report.days.map(|days| (days.first, days.last));
        writeln!(
            out,
            "{unit} in {} {} {days:?}{} {:?}: {:?}",
            incidents.at(nth),
            report.kind,
            if report.inferred { " inferred" } else { "" },
            report.places,
            page.at(report.span),
        )?;
    }
    Ok(())
}

fn told(picture: &Picture, word: &Word) -> String {
    match word {
        Word::Actor(actor) => picture.identities.get(*actor).name.clone(),
        other => format!("{other:?}"),
    }
}

fn table(marks: &[Marked], read: &Read, halves: &[&str]) -> String {
    let mut table = Table::new(2, &["marks", "what", "pairs", "found", "P", "R", "F1", "mean R"]);
    for half in halves {
        let marks: Vec<&Marked> = marks.iter().filter(|marked| marked.half == *half).collect();
        for (row, what, scored) in [
            (0, "one incident", incidents_scored(&marks, read)),
            (1, "one origin", origins_scored(&marks, read, |_, _| true)),
            (
                2,
                "one origin, copies aside",
                origins_scored(&marks, read, |marked, pair| !marked.copies.contains(pair)),
            ),
        ] {
            let named =
                once(row, if *half == LOOKED_AT { "looked at while tuning" } else { "apart" });
            let [p, r, f] = precision_recall_f1(scored.right, scored.found, scored.wanted);
            table.row(&[
                named,
                what.to_owned(),
                scored.wanted.to_string(),
                scored.found.to_string(),
                share(p),
                share(r),
                share(f),
                share(scored.mean()),
            ]);
        }
    }
    table.finish()
}

fn marks(path: &Path) -> Result<Vec<Marked>> {
    let text = fs::read_to_string(path).context("the marks cannot be read")?;
    text.lines().map(|line| Ok(marked(&serde_json::from_str(line)?))).collect()
}

fn marked(value: &Value) -> Marked {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let string = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let pairs = |value: &Value| {
        let both = |two: Value| pair(&string(&two[0]), &string(&two[1]));
        list(value).into_iter().map(both).collect()
    };
    let mut units: Vec<String> =
        list(&value["reports"]).iter().map(|r| string(&r["unit"])).collect();
    units.sort();
    units.dedup();
    Marked {
        name: string(&value["incident"]),
        half: string(&value["half"]),
        units,
        same_origin: pairs(&value["same_origin"]),
        copies: pairs(&value["copies"]),
    }
}

/// The reports' ids in order, and what is read in them.
pub(crate) fn read(file: &Path) -> Result<(Vec<String>, Picture)> {
    let folder = tempfile::tempdir()?;
    let (mut units, mut paths) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for row in csv::Reader::from_path(file)?.byte_records() {
        let row = row?;
        let cell =
            |nth: usize| String::from_utf8_lossy(row.get(nth).unwrap_or_default()).into_owned();
        let unit = cell(0);
        if seen.insert(unit.clone()) {
            let path = folder.path().join(format!("{unit}.txt"));
            fs::write(&path, format!("{}\n\n{}\n", cell(1).trim(), cell(2).trim()))?;
            units.push(unit);
            paths.push(path);
        }
    }
    let documents = records::documents(&paths)?;
    let items: Vec<Vec<ItemView>> =
        documents.iter().map(|d| d.items().cloned().map(records::unjudged).collect()).collect();
    let texts = documents.iter().map(|d| &d.text).zip(items.iter().map(Vec::as_slice));
    Ok((units, Picture::of(texts)))
}

/// What was read of each report.
struct Read {
    /// The incidents of each.
    incidents: BTreeMap<String, BTreeSet<u32>>,
    /// On whose word each stands in each incident.
    origins: BTreeMap<(String, u32), BTreeSet<Word>>,
    /// The incident that each tells first.
    first: BTreeMap<String, u32>,
}

impl Read {
    fn of(units: &[String], picture: &Picture, incidents: &Incidents) -> Self {
        let mut read =
            Self { incidents: BTreeMap::new(), origins: BTreeMap::new(), first: BTreeMap::new() };
        for (nth, report) in (0..).zip(incidents.reports()) {
            let unit = &units[report.document as usize];
            let incident = incidents.at(nth);
            read.incidents.entry(unit.clone()).or_default().insert(incident);
            read.first.entry(unit.clone()).or_insert(incident);
            let page = &picture.corpus[report.document];
            let spans: Vec<_> =
                report.sentences.iter().map(|s| page.sentences[*s as usize]).collect();
            let found = sources(&picture.corpus, &picture.identities, report.document, &spans);
            let words = found.into_iter().map(|behind| behind.word);
            read.origins.entry((unit.clone(), incident)).or_default().extend(words);
        }
        read
    }

    fn share(&self, one: &str, other: &str) -> bool {
        let of = |unit: &str| self.incidents.get(unit);
        matches!((of(one), of(other)), (Some(a), Some(b)) if !a.is_disjoint(b))
    }

    /// The actors on whose word a report of a marked incident stands: in the incident that it shares
    /// with most of the others, or else in the one it tells first.
    fn origins(&self, unit: &str, others: &[String]) -> BTreeSet<&Word> {
        let none = BTreeSet::new();
        let own = self.incidents.get(unit).unwrap_or(&none);
        let shared = |incident: &&u32| {
            others
                .iter()
                .filter(|o| self.incidents.get(*o).is_some_and(|i| i.contains(incident)))
                .count()
        };
        let best = own.iter().max_by_key(|i| (shared(i), self.first.get(unit) == Some(i)));
        let words = best.and_then(|incident| self.origins.get(&(unit.to_owned(), *incident)));
        words.into_iter().flatten().filter(|word| matches!(word, Word::Actor(_))).collect()
    }
}

#[derive(Default)]
struct Scored {
    right: usize,
    found: usize,
    wanted: usize,
    /// The recall of each incident that has something to be found.
    recalls: Vec<f64>,
}

impl Scored {
    fn mean(&self) -> f64 {
        self.recalls.iter().sum::<f64>() / self.recalls.len().max(1) as f64
    }
}

fn pairs(units: &[String]) -> impl Iterator<Item = (&String, &String)> {
    (0..units.len()).flat_map(move |i| units[i + 1..].iter().map(move |other| (&units[i], other)))
}

fn incidents_scored(marks: &[&Marked], read: &Read) -> Scored {
    let mut scored = Scored::default();
    let mut wanted = BTreeSet::new();
    let mut units: Vec<String> = Vec::new();
    for marked in marks {
        let (mut of, mut right) = (0u32, 0u32);
        for (one, other) in pairs(&marked.units) {
            of += 1;
            right += u32::from(read.share(one, other));
            wanted.insert(pair(one, other));
        }
        if of > 0 {
            scored.recalls.push(f64::from(right) / f64::from(of));
        }
        units.extend(marked.units.iter().cloned());
    }
    units.sort();
    units.dedup();
    for (one, other) in pairs(&units) {
        if read.share(one, other) {
            scored.found += 1;
            scored.right += usize::from(wanted.contains(&pair(one, other)));
        }
    }
    scored.wanted = wanted.len();
    scored
}

fn origins_scored(
    marks: &[&Marked],
    read: &Read,
    counts: impl Fn(&Marked, &(String, String)) -> bool,
) -> Scored {
    let mut scored = Scored::default();
    for marked in marks {
        let (mut of, mut right) = (0, 0);
        for (one, other) in pairs(&marked.units) {
            let both = pair(one, other);
            if !counts(marked, &both) {
                continue;
            }
            let wanted = marked.same_origin.contains(&both);
            let (a, b) = (read.origins(one, &marked.units), read.origins(other, &marked.units));
            let found = !a.is_disjoint(&b);
            scored.wanted += usize::from(wanted);
            scored.found += usize::from(found);
            scored.right += usize::from(wanted && found);
            of += u32::from(wanted);
            right += u32::from(wanted && found);
        }
        if of > 0 {
            scored.recalls.push(f64::from(right) / f64::from(of));
        }
    }
    scored
}
