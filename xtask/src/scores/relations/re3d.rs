//! Kinds of names and relations against re3d.

use crate::records;
use crate::table::{Table, once, part, precision_recall_f1, share};
use anyhow::{Context as _, Result};
use sayso::model::{ActorKind, Body, Offsets, RelationKind, Span};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The folders of the set that are here.
const FOLDERS: [&str; 2] = ["UK Government", "Wikipedia"];

/// A kind of relation of the set, the kinds of ours that are right for it, and whether it is the
/// same in both directions.
type Label = (&'static str, &'static [RelationKind], bool);

const LABELS: &[Label] = &[
    (
        "FightingAgainst",
        &[
            RelationKind::Assault,
            RelationKind::Fights,
            RelationKind::Captures,
            RelationKind::Blockades,
        ],
        true,
    ),
    (
        "AlliesOf",
        &[
            RelationKind::Allied,
            RelationKind::Backs,
            RelationKind::Arms,
            RelationKind::Trains,
            RelationKind::Pays,
            RelationKind::AirCover,
            RelationKind::Cooperate,
        ],
        true,
    ),
    ("CoLocated", &[RelationKind::LocatedIn], true),
    ("BelongsTo", &[RelationKind::PartOf], false),
    ("InChargeOf", &[RelationKind::Leads, RelationKind::Controls], false),
    ("IsSynonymOf", &[RelationKind::SameAs], true),
    ("CommWith", &[RelationKind::Consult], true),
    ("Likes", &[RelationKind::Support, RelationKind::Aid, RelationKind::Agree], false),
    (
        "Dislikes",
        &[
            RelationKind::Accuse,
            RelationKind::Reject,
            RelationKind::Threaten,
            RelationKind::Sanction,
            RelationKind::Protest,
        ],
        false,
    ),
];

/// Types of entity that stand in no relation between actors.
const NO_ACTORS: [&str; 4] = ["Temporal", "Quantity", "Money", "Coordinate"];

/// A type of entity, and the kinds of ours that are right for it.
type Type = (&'static str, &'static [ActorKind]);

const TYPES: &[Type] = &[
    ("Person", &[ActorKind::Person]),
    (
        "Organisation",
        &[
            ActorKind::State,
            ActorKind::StateBody,
            ActorKind::ArmedGroup,
            ActorKind::Alliance,
            ActorKind::Party,
            ActorKind::Company,
            ActorKind::Organisation,
            ActorKind::Media,
        ],
    ),
    ("Location", &[ActorKind::Place, ActorKind::State, ActorKind::Facility]),
    ("Nationality", &[ActorKind::Population, ActorKind::State]),
];

/// A relation between two stretches of text: its place in [`LABELS`], and from where to where.
type Pair = (usize, Span, Span);

/// A document of the set with its marks and with what was read in it.
#[derive(Debug)]
pub(super) struct Marked {
    seen: bool,
    /// Place, type, and whether there is a capital in it.
    entities: Vec<(Span, String, bool)>,
    relations: BTreeSet<Pair>,
    sentences: Vec<Span>,
    mentions: Vec<(Span, ActorKind)>,
    /// The kind, and the two phrases.
    read: Vec<(RelationKind, Span, Span)>,
}

/// Reads the whole set.
pub(super) fn documents(folder: &Path) -> Result<Vec<Marked>> {
    let mut out = Vec::new();
    for name in FOLDERS {
        let inside = folder.join(name);
        let lines = |file: &str| lines(&inside.join(file));
        let mut texts = lines("documents.json")?;
        texts.sort_by_key(|document| text_of(document, "_id"));
        let (entities, relations) = (lines("entities.json")?, lines("relations.json")?);
        for (nth, document) in texts.iter().enumerate() {
            out.push(marked(document, nth % 2 == 0, &entities, &relations)?);
        }
    }
    Ok(out)
}

fn lines(path: &Path) -> Result<Vec<Value>> {
    let words =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let lines = words.trim_start_matches('\u{feff}').lines().filter(|line| !line.trim().is_empty());
    Ok(lines.map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn text_of(record: &Value, key: &str) -> String {
    record[key].as_str().unwrap_or_default().to_owned()
}

fn marked(document: &Value, seen: bool, entities: &[Value], relations: &[Value]) -> Result<Marked> {
    let (id, text) = (text_of(document, "_id"), text_of(document, "text"));
    let offsets = Offsets::new(&text);
    let span = |record: &Value, from: &str, to: &str| {
        let byte =
            |key: &str| offsets.byte_of_code_point(usize::try_from(record[key].as_u64()?).ok()?);
        let (start, end) = (byte(from)?, byte(to)?);
        (start < end).then(|| Span::new(start, end))
    };
    let here = |record: &&Value| text_of(record, "documentId") == id;
    let relation = |record: &Value| {
        let label = LABELS.iter().position(|l| record["type"] == l.0)?;
        let source = span(record, "sourceBegin", "sourceEnd")?;
        let target = span(record, "targetBegin", "targetEnd")?;
        (source != target).then(|| pair(label, source, target))
    };
    let entity = |record: &Value| {
        let span = span(record, "begin", "end")?;
        let named = span.of(&text)?.contains(char::is_uppercase);
        Some((span, text_of(record, "type"), named))
    };
    let (mentions, read) = read(&text)?;
    let whole = Span::new(0, text.len());
    let paragraphs = sayso_parser::paragraphs(&text, whole);
    Ok(Marked {
        seen,
        entities: entities.iter().filter(here).filter_map(entity).collect(),
        relations: relations.iter().filter(here).filter_map(relation).collect(),
        sentences: paragraphs.into_iter().flat_map(|p| sayso_parser::sentences(&text, p)).collect(),
        mentions,
        read,
    })
}

/// A pair, in order of the text where it is the same in both directions.
fn pair(label: usize, source: Span, target: Span) -> Pair {
    match LABELS[label].2 && target < source {
        true => (label, target, source),
        false => (label, source, target),
    }
}

type Read = (Vec<(Span, ActorKind)>, Vec<(RelationKind, Span, Span)>);

fn read(text: &str) -> Result<Read> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("text.txt");
    fs::write(&path, text)?;
    let (mut mentions, mut relations) = (Vec::new(), Vec::new());
    for document in records::documents(&[path])? {
        for item in document.items() {
            match &item.body {
                Body::Mention(m) => mentions.push((m.span, m.kind)),
                Body::Relation(r) => {
                    let ends = r.subject_span.zip(r.object_span);
                    relations.extend(ends.map(|(subject, object)| (r.kind, subject, object)));
                }
                _ => {}
            }
        }
    }
    Ok((mentions, relations))
}

/// A share of a set: its name, and which documents are in it.
type Half = (&'static str, fn(&Marked) -> bool);

const HALVES: [Half; 3] = [("seen", |d| d.seen), ("not seen", |d| !d.seen), ("all", |_| true)];

/// The table of relations.
pub(super) fn relations(documents: &[Marked]) -> String {
    let columns = [
        "relation",
        "documents",
        "marked",
        "given P",
        "given R",
        "given F1",
        "own P",
        "own R",
        "own F1",
        "pairs P",
        "pairs R",
    ];
    let mut table = Table::new(2, &columns);
    let labels = (0..LABELS.len()).map(Some).chain([None]);
    for label in labels {
        let name = label.map_or("all of these", |l| LABELS[l].0);
        for (at, (half, of)) in HALVES.iter().enumerate() {
            let chosen: Vec<&Marked> = documents.iter().filter(|d| of(d)).collect();
            let wanted = |p: &Pair| label.is_none_or(|l| p.0 == l);
            let marked: usize =
                chosen.iter().map(|d| d.relations.iter().filter(|p| wanted(p)).count()).sum();
            let mut row = vec![once(at, name), (*half).to_owned(), marked.to_string()];
            for (how, figures) in [(given as How, 3), (own, 3), (pairs, 2)] {
                let (mut right, mut found) = (0, 0);
                for document in &chosen {
                    let (r, f) = how(document, label);
                    right += r;
                    found += f;
                }
                row.extend(
                    precision_recall_f1(right, found, marked).into_iter().take(figures).map(share),
                );
            }
            table.row(&row);
        }
    }
    table.finish()
}

/// How many of those read are right, and how many are read, of one label or of all.
type How = fn(&Marked, Option<usize>) -> (usize, usize);

fn label_of(kind: RelationKind) -> Option<usize> {
    LABELS.iter().position(|(_, kinds, _)| kinds.contains(&kind))
}

/// With the marked entities: each end is taken for the entity that shares most of its words.
fn given(document: &Marked, label: Option<usize>) -> (usize, usize) {
    let actors = || document.entities.iter().filter(|(_, t, _)| !NO_ACTORS.contains(&t.as_str()));
    let entity = |phrase: Span| {
        actors()
            .map(|(span, ..)| *span)
            .filter(|span| span.overlaps(phrase))
            .max_by(|a, b| likeness(*a, phrase).total_cmp(&likeness(*b, phrase)))
    };
    let found: BTreeSet<Pair> = document
        .read
        .iter()
        .filter_map(|(kind, subject, object)| {
            let (subject, object) = (entity(*subject)?, entity(*object)?);
            (subject != object).then_some(pair(label_of(*kind)?, subject, object))
        })
        .filter(|p| label.is_none_or(|l| p.0 == l))
        .collect();
    (found.intersection(&document.relations).count(), found.len())
}

/// The shared part of two spans, of both together.
fn likeness(one: Span, other: Span) -> f64 {
    let shared = one.end().min(other.end()).saturating_sub(one.start().max(other.start()));
    shared as f64 / one.cover(other).len().max(1) as f64
}

/// With the phrases as they were read: both ends must share words with the marked ones.
fn own(document: &Marked, label: Option<usize>) -> (usize, usize) {
    let found: BTreeSet<Pair> = document
        .read
        .iter()
        .filter_map(|(kind, subject, object)| Some(pair(label_of(*kind)?, *subject, *object)))
        .filter(|p| label.is_none_or(|l| p.0 == l))
        .collect();
    let mut left: Vec<&Pair> = document.relations.iter().collect();
    let mut right = 0;
    for read in &found {
        let meets = |marked: &&&Pair| {
            let straight = marked.1.overlaps(read.1) && marked.2.overlaps(read.2);
            let turned = marked.1.overlaps(read.2) && marked.2.overlaps(read.1);
            marked.0 == read.0 && (straight || LABELS[read.0].2 && turned)
        };
        let at = left.iter().position(|marked| meets(&marked));
        right += usize::from(at.is_some());
        at.map(|at| left.swap_remove(at));
    }
    (right, found.len())
}

/// The simplest guess: every two marked entities of one sentence, in every relation.
fn pairs(document: &Marked, label: Option<usize>) -> (usize, usize) {
    let actors = || document.entities.iter().filter(|(_, t, _)| !NO_ACTORS.contains(&t.as_str()));
    let mut guesses = BTreeSet::new();
    for sentence in &document.sentences {
        let inside: Vec<Span> =
            actors().map(|(span, ..)| *span).filter(|span| sentence.contains(*span)).collect();
        for one in &inside {
            for other in inside.iter().filter(|other| *other != one) {
                for l in (0..LABELS.len()).filter(|l| label.is_none_or(|label| label == *l)) {
                    guesses.insert(pair(l, *one, *other));
                }
            }
        }
    }
    (guesses.intersection(&document.relations).count(), guesses.len())
}

/// The table of kinds: entities marked with a capital in them, and what was read at them.
pub(super) fn kinds(documents: &[Marked]) -> String {
    let columns =
        ["marked as", "documents", "marked", "found as a name", "of these, a fitting kind"];
    let mut table = Table::new(2, &columns);
    for (name, kinds) in TYPES {
        for (at, (half, of)) in HALVES.iter().enumerate() {
            let (mut marked, mut found, mut right) = (0, 0, 0);
            for document in documents.iter().filter(|d| of(d)) {
                for (entity, ..) in
                    document.entities.iter().filter(|(_, t, named)| t == name && *named)
                {
                    let best =
                        document.mentions.iter().filter(|(span, _)| span.overlaps(*entity)).max_by(
                            |a, b| likeness(a.0, *entity).total_cmp(&likeness(b.0, *entity)),
                        );
                    marked += 1;
                    found += usize::from(best.is_some());
                    right += usize::from(best.is_some_and(|(_, kind)| kinds.contains(kind)));
                }
            }
            table.row(&[
                once(at, *name),
                (*half).to_owned(),
                marked.to_string(),
                part(found, marked),
                part(right, found),
            ]);
        }
    }
    table.finish()
}
