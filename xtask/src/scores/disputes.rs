//! Disputes against marks on one archived page, on Wikinews articles and on reports on Syria.

use super::reports::read as read_reports;
use crate::project::{Missing, Project};
use crate::records;
use crate::table::{Table, precision_recall_f1, share};
use anyhow::{Context as _, Result};
use sayso::disputes::{Dispute, Disputes, Ground};
use sayso::estimates::Estimates;
use sayso::incidents::Incidents;
use sayso::model::Offsets;
use sayso::{Document, ItemView, Picture};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const REPORTS: &str = "fa-kes-syria/dev.csv";
/// The archived page.
const PAGE: &str = "blog-archive.txt";
const ARTICLES: &str = "attribution-wikinews";
/// Articles before this one may be looked at while tuning.
const APART: &str = "wn15";

/// The page's part on disputes.
pub(crate) fn part(project: &Project) -> Result<String> {
    let mut table = Table::new(2, &["set", "what", "marked", "found", "P", "R", "F1"]);
    let parts = [
        archive(project, &mut table)?,
        articles(project, &mut table)?,
        reports(project, &mut table)?,
    ];
    let missing = parts.into_iter().filter_map(Result::err).map(|missing| format!("\n\n{missing}"));
    Ok(missing.fold(table.finish(), |page, missing| page + &missing))
}

fn row(table: &mut Table, set: &str, what: &str, [right, found, wanted]: [usize; 3]) {
    let scores = precision_recall_f1(right, found, wanted).map(share);
    let mut cells = vec![set.to_owned(), what.to_owned(), wanted.to_string(), found.to_string()];
    cells.extend(scores);
    table.row(&cells);
}

fn disputes(picture: &Picture) -> Disputes {
    let Picture { corpus, identities, .. } = picture;
    let incidents = Incidents::of(corpus, identities);
    let estimates = Estimates::of(corpus, identities, &incidents);
    Disputes::of(corpus, identities, &incidents, &estimates)
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Pairs of reports, or of one report with itself, the lesser id first.
type Pairs = BTreeSet<(String, String)>;

fn pair(mut both: [String; 2]) -> (String, String) {
    both.sort();
    let [one, other] = both;
    (one, other)
}

/// Pairs of reports that differ, over numbers and over anything else.
fn reports(project: &Project, table: &mut Table) -> Result<Result<(), Missing>> {
    let file = match project.data(REPORTS) {
        Ok(file) => file,
        Err(missing) => return Ok(Err(missing)),
    };
    let incidents = lines(&project.at("xtask/data/fa-kes/incidents.jsonl"))?;
    let marks = lines(&project.at("xtask/data/fa-kes/disputes.jsonl"))?;
    let half: BTreeMap<String, String> =
        incidents.iter().map(|i| (string(&i["incident"]), string(&i["half"]))).collect();
    let (units, picture) = read_reports(&file)?;
    let found = found(&units, &disputes(&picture));
    for wanted_half in ["dev", "test"] {
        let inside: BTreeSet<String> = incidents
            .iter()
            .filter(|incident| incident["half"] == wanted_half)
            .flat_map(|incident| incident["reports"].as_array().into_iter().flatten())
            .map(|report| string(&report["unit"]))
            .collect();
        for numbers in [true, false] {
            let of_half = |mark: &&Value| {
                half.get(&string(&mark["incident"])).is_some_and(|half| half == wanted_half)
            };
            let wanted: Pairs = marks
                .iter()
                .filter(of_half)
                .filter(|mark| (mark["kind"] == "number") == numbers)
                .map(|mark| pair([string(&mark["units"][0]), string(&mark["units"][1])]))
                .collect();
            let of = found.iter().filter(|(number, (a, b))| {
                *number == numbers && inside.contains(a) && inside.contains(b)
            });
            let of: Pairs = of.map(|(_, pair)| pair.clone()).collect();
            let what = if numbers { "pairs over numbers" } else { "pairs over anything else" };
            let right = of.intersection(&wanted).count();
            row(table, &format!("reports, {wanted_half}"), what, [right, of.len(), wanted.len()]);
        }
    }
    Ok(Ok(()))
}

/// Every pair of reports that have positions of one dispute, and whether it is over numbers.
fn found(units: &[String], disputes: &Disputes) -> BTreeSet<(bool, (String, String))> {
    let mut pairs = BTreeSet::new();
    for dispute in disputes.all() {
        let of: Vec<&String> =
            dispute.positions.iter().map(|p| &units[p.document as usize]).collect();
        for (nth, one) in of.iter().enumerate() {
            for other in &of[nth + 1..] {
                let both = pair([(*one).clone(), (*other).clone()]);
                pairs.insert((dispute.ground == Ground::Number, both));
            }
        }
    }
    pairs
}

/// A dispute by its positions, in code points.
type Spans = Vec<(usize, usize)>;

fn articles(project: &Project, table: &mut Table) -> Result<Result<(), Missing>> {
    let folder = match project.data(ARTICLES) {
        Ok(folder) => folder,
        Err(missing) => return Ok(Err(missing)),
    };
    let mut marked: BTreeMap<String, Vec<Spans>> = BTreeMap::new();
    for mark in lines(&folder.join("gold.jsonl"))?.iter().filter(|r| r["type"] == "dispute") {
        marked.entry(string(&mark["doc"])).or_default().push(spans_of(mark));
    }
    let mut counts = [[0; 3]; 2];
    for document in records::documents(&[folder.join("texts")])? {
        let name = Path::new(&document.doc).file_stem().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let found = spans_found(&document);
        let wanted = marked.remove(&name).unwrap_or_default();
        let count = &mut counts[usize::from(*name >= *APART)];
        count[0] += right(&wanted, &found);
        count[1] += found.len();
        count[2] += wanted.len();
    }
    for (set, count) in ["articles, dev", "articles, apart"].into_iter().zip(counts) {
        row(table, set, "disputes", count);
    }
    Ok(Ok(()))
}

/// The positions of the disputes that are found in a document by itself.
fn spans_found(document: &Document) -> Vec<Spans> {
    let items: Vec<ItemView> = document.items().cloned().map(records::unjudged).collect();
    let picture = Picture::of([(&document.text, items.as_slice())]);
    let offsets = Offsets::new(document.text.words());
    let spans = |dispute: &Dispute| {
        let hulls = dispute.positions.iter().map(|position| position.hull());
        let points = |at| offsets.code_points(at);
        hulls.map(|hull| (points(hull.start()), points(hull.end()))).collect()
    };
    disputes(&picture).all().iter().map(spans).collect()
}

/// The archived page: recall against what both readers marked, precision against what either did.
fn archive(project: &Project, table: &mut Table) -> Result<Result<(), Missing>> {
    let page = match project.corpus(PAGE) {
        Ok(page) => page,
        Err(missing) => return Ok(Err(missing)),
    };
    let marks = lines(&project.at("xtask/data/disputes/blog.jsonl"))?;
    let of = |reader: &str| -> Vec<Spans> {
        marks
            .iter()
            .filter(|mark| mark["reader"] == reader)
            .map(|m| ranges(&m["positions"]))
            .collect()
    };
    let (a, b) = (of("a"), of("b"));
    let both: Vec<Spans> =
        a.iter().filter(|mark| right(&[(*mark).clone()], &b) > 0).cloned().collect();
    let documents = records::documents(&[page])?;
    let found: Vec<Spans> = documents.iter().flat_map(spans_found).collect();
    let either = found.iter().filter(|one| {
        let one = [(*one).clone()];
        right(&a, &one) + right(&b, &one) > 0
    });
    let (either, met) = (either.count(), right(&both, &found));
    let over = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let (p, r) = (over(either, found.len()), over(met, both.len()));
    let f = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let mut cells = vec!["archived page, looked at".to_owned(), "disputes".to_owned()];
    cells.extend([both.len().to_string(), found.len().to_string()]);
    cells.extend([p, r, f].map(share));
    table.row(&cells);
    Ok(Ok(()))
}

fn ranges(list: &Value) -> Spans {
    let end = |span: &Value, at: usize| {
        span[at].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default()
    };
    list.as_array().into_iter().flatten().map(|span| (end(span, 0), end(span, 1))).collect()
}

fn spans_of(mark: &Value) -> Spans {
    let positions = mark["positions"].as_array().into_iter().flatten();
    let spans: Vec<Value> = positions.map(|position| position["span"].clone()).collect();
    ranges(&Value::Array(spans))
}

/// How many marked disputes have one that was found for their own: two positions of each pair up, at
/// an overlap of half of what both cover.
fn right(marked: &[Spans], found: &[Spans]) -> usize {
    let mut taken = BTreeSet::new();
    let mut right = 0;
    for mark in marked {
        let free = (0..found.len()).filter(|nth| !taken.contains(nth));
        if let Some(nth) = free.into_iter().find(|nth| paired(mark, &found[*nth]) > 1) {
            taken.insert(nth);
            right += 1;
        }
    }
    right
}

fn paired(one: &Spans, other: &Spans) -> usize {
    let mut free: Spans = other.clone();
    let mut count = 0;
    for (start, end) in one {
        let at = free.iter().position(|(from, to)| {
            let shared = end.min(to).saturating_sub(*start.max(from));
            let both = (end - start) + (to - from) - shared;
            shared > 0 && shared * 2 >= both
        });
        if let Some(at) = at {
            free.swap_remove(at);
            count += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dispute_is_right_where_two_of_its_positions_are() {
        let marked = vec![vec![(0, 10), (20, 30), (40, 50)]];
        assert_eq!(right(&marked, &[vec![(0, 9), (41, 50)], vec![(0, 10), (20, 30)]]), 1);
        assert_eq!(right(&marked, &[vec![(0, 9), (60, 70)]]), 0);
        assert_eq!(right(&marked, &[vec![(0, 10), (0, 10)]]), 0);
    }
}
