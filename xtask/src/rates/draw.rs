//! What was read in articles that nothing was trained on, drawn at random, to be judged by hand.

use crate::attribution_model::sample;
use crate::copies::random::Random;
use crate::project::{Missing, Project, files};
use crate::records;
use anyhow::{Context as _, Result};
use sayso::model::{Body, Item, Offsets, Span, Text};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;

/// Marks that attributions are learned from: their articles are left out.
const TRAINED: &str = "xtask/data/attribution/marks.jsonl";
/// Where the numbers begin.
const SEED: u64 = 20_191_128;
/// So many bytes are shown on either side of what was read.
const AROUND: usize = 90;

/// One thing that was read.
struct Drawn {
    rule: String,
    kind: &'static str,
    /// The article, and where in it.
    place: (String, usize),
    /// What there is to judge.
    shown: Value,
}

/// How many are drawn of a rule, and of those of a named kind or of any other.
fn wanted(rule: &str, kind: &str) -> usize {
    match (rule, kind) {
        ("relation.active", "other") => 25,
        ("relation.active", _) => 40,
        ("status.became", _) => 30,
        _ if rule.starts_with("relation.") || rule.starts_with("status.") => 20,
        _ if rule.starts_with("argument.") => 25,
        _ => 0,
    }
}

/// How many more are drawn from what is no interview.
fn wanted_of_reports(rule: &str, kind: &str) -> usize {
    match (rule, kind) {
        ("relation.active", "named") => 40,
        ("relation.active", _) | ("relation.passive", "named") => 25,
        ("relation.being" | "relation.passive", _) => 15,
        _ => 0,
    }
}

/// Whether an article has turns of several speakers, whose names it puts in double parentheses.
fn is_interview(text: &str) -> bool {
    text.matches("((").count() > 4
}

/// Prints what is to be judged, one a line, in order of rule, article and place.
pub(crate) fn print(project: &Project, out: &mut impl Write) -> Result<Result<(), Missing>> {
    let folder = match project.data("wikinews-sample") {
        Ok(folder) => folder,
        Err(missing) => return Ok(Err(missing)),
    };
    let trained = fs::read_to_string(project.at(TRAINED)).context(TRAINED)?;
    let trained: BTreeSet<String> =
        trained.lines().filter_map(|line| url(&serde_json::from_str(line).ok()?)).collect();
    let mut texts = sample(&folder)?;
    texts.retain(|url, _| !trained.contains(url));
    let mut by_rule: BTreeMap<(String, &str), Vec<Drawn>> = BTreeMap::new();
    for drawn in all(&texts)? {
        by_rule.entry((drawn.rule.clone(), drawn.kind)).or_default().push(drawn);
    }
    let mut random = Random(SEED);
    for ((rule, kind), all) in &mut by_rule {
        for one in draw(all, wanted(rule, kind), &mut random) {
            writeln!(out, "{}", one.shown)?;
        }
    }
    // Interviews are so long that hardly anything else is drawn of what all texts have.
    for ((rule, kind), all) in &mut by_rule {
        let mut rest = all.split_off(wanted(rule, kind).min(all.len()));
        rest.retain(|one| !is_interview(&texts[&one.place.0]));
        for one in draw(&mut rest, wanted_of_reports(rule, kind), &mut random) {
            writeln!(out, "{}", one.shown)?;
        }
    }
    Ok(Ok(()))
}

fn url(record: &Value) -> Option<String> {
    record["url"].as_str().map(str::to_owned)
}

/// So many of all, each as likely as any other, in their order.
fn draw<'a>(all: &'a mut [Drawn], wanted: usize, random: &mut Random) -> &'a [Drawn] {
    let wanted = wanted.min(all.len());
    for nth in 0..wanted {
        let other = nth + random.below(all.len() - nth);
        all.swap(nth, other);
    }
    let drawn = &mut all[..wanted];
    drawn.sort_by(|a, b| a.place.cmp(&b.place));
    drawn
}

/// Everything that is judged by hand, as the program reads it.
fn all(texts: &BTreeMap<String, String>) -> Result<Vec<Drawn>> {
    let folder = tempfile::tempdir()?;
    for (nth, text) in texts.values().enumerate() {
        fs::write(folder.path().join(format!("{nth:04}.txt")), text)?;
    }
    let documents = records::documents(&files(folder.path(), ".txt")?)?;
    let mut drawn = Vec::new();
    for (url, document) in texts.keys().zip(&documents) {
        drawn.extend(document.items().filter_map(|item| one(url, &document.text, item)));
    }
    Ok(drawn)
}

fn one(url: &str, text: &Text, item: &Item) -> Option<Drawn> {
    let (span, kind, read) = match &item.body {
        Body::Relation(it) => {
            let read = json!([it.subject, it.relation, it.object, it.polarity]);
            (it.span, Some(it.kind), read)
        }
        Body::Status(it) => (it.span, None, json!([it.actor, it.was, it.became, it.polarity])),
        Body::Argument(it) => {
            let premises: Vec<&str> = it.premises.iter().map(|span| text.at(*span)).collect();
            let whole = it.premises.iter().chain([&it.conclusion]).copied().collect::<Vec<_>>();
            (Span::hull(&whole)?, None, json!([text.at(it.conclusion), premises]))
        }
        _ => return None,
    };
    let words = text.words();
    let offsets = Offsets::new(words);
    let at = [offsets.code_points(span.start()), offsets.code_points(span.end())];
    let from = words.floor_char_boundary(span.start().saturating_sub(AROUND));
    let until = words.ceil_char_boundary((span.end() + AROUND).min(words.len()));
    let shown = json!({
        "url": url, "rule": item.rule, "kind": kind, "at": at, "read": read,
        "words": text.at(span), "around": words[from..until],
    });
    let (rule, place) = (item.rule.to_string(), (url.to_owned(), span.start()));
    Some(Drawn { rule, kind: sayso_analysis::rates::kind(&item.body), place, shown })
}
