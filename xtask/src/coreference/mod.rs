//! Pronouns and descriptions: learning what they stand for from GUM, and measuring it there.

mod clusters;
mod gum;
mod led;
mod nearest;

pub(crate) use clusters::{Agreement, Count};
pub(crate) use led::{Led, Names};

use crate::project::{Missing, Project};
use crate::records;
use anyhow::{Context as _, Result, ensure};
use led::{Answers, agreement, answers, keys, names};
use sayso::model::{Body, Item, ItemId, Span};
use sayso_parser::{Parse, Pipeline};
use sayso_reading::coreference::{Discourse, Learner, Named, Page};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

/// Where the weights are kept.
const WEIGHTS: &str = "crates/reading/data/coreference/weights.tsv";
/// What the file of weights begins with.
const HEAD: &str = "\
# What each feature weighs for each class of phrase: made by `xtask coreference-weights`; see
# README.md, also for the licence, CC BY-SA 4.0.
";

/// A document of GUM, read by this reader.
struct Prepared {
    /// With everything that is mentioned marked.
    gum: gum::Document,
    /// With the marks that OntoNotes would have: what is mentioned once only is not marked.
    onto: gum::Document,
    parses: Vec<Parse>,
    /// The names found in each paragraph.
    named: Vec<Vec<Named>>,
}

/// Learns the weights again, and writes them into the reader's data.
pub(crate) fn learn(project: &Project) -> Result<()> {
    let documents = prepared(project, "train")?.map_err(|missing| anyhow::anyhow!("{missing}"))?;
    let mut learner = Learner::default();
    for document in &documents {
        let pages: Vec<Page<'_>> = document.pages(None).collect();
        let heads = keys(&document.gum).into_iter().map(|(key, m)| (key, m.group)).collect();
        learner.read(&document.gum.text, &pages, &heads);
    }
    let path = project.at(WEIGHTS);
    fs::write(&path, HEAD.to_owned() + &learner.table())
        .with_context(|| format!("{} cannot be written", path.display()))
}

/// What was measured on one part of GUM.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    pub(crate) documents: usize,
    pub(crate) names: Names,
    pub(crate) nearest_names: Names,
    pub(crate) groups: Agreement,
    pub(crate) nearest_groups: Agreement,
    /// With the marked mentions, and no others, to group.
    pub(crate) groups_of_marked: Agreement,
}

/// Measures on a part of GUM: `dev`, or `train`, which the weights were learnt from.
pub(crate) fn measure(project: &Project, part: &str) -> Result<Result<Measured, Missing>> {
    let documents = match prepared(project, part)? {
        Ok(documents) => documents,
        Err(missing) => return Ok(Err(missing)),
    };
    let mut measured = Measured { documents: documents.len(), ..Measured::default() };
    for document in &documents {
        let named: Vec<Named> = document.named.iter().flatten().cloned().collect();
        let found = document.answers(None);
        let near = nearest::answers(&document.gum.text, &document.parses, &document.named);
        let marked: BTreeSet<Span> = keys(&document.onto).into_keys().collect();
        let of_marked = document.answers(Some(&marked));
        measured.names += names(&document.gum, &named, &found);
        measured.nearest_names += names(&document.gum, &named, &near);
        measured.groups += agreement(&document.onto, &found, false);
        measured.nearest_groups += agreement(&document.onto, &near, false);
        measured.groups_of_marked += agreement(&document.onto, &of_marked, true);
    }
    Ok(Ok(measured))
}

impl Prepared {
    fn pages<'p>(&'p self, heads: Option<&'p BTreeSet<Span>>) -> impl Iterator<Item = Page<'p>> {
        let page = move |(parse, named): (&'p Parse, &'p Vec<Named>)| Page {
            parse,
            named,
            said: &[],
            voice: 0,
            heads,
        };
        self.parses.iter().zip(&self.named).map(page)
    }

    fn answers(&self, heads: Option<&BTreeSet<Span>>) -> Answers {
        let mut discourse = Discourse::new();
        let text = &self.gum.text;
        let resolved: Vec<_> =
            self.pages(heads).flat_map(|page| discourse.paragraph(text, page)).collect();
        answers(&resolved)
    }
}

fn prepared(project: &Project, part: &str) -> Result<Result<Vec<Prepared>, Missing>> {
    let file =
        |scheme: &str| project.data(&format!("gum-permissive/{scheme}-permissive-{part}.conllu"));
    let (gum, onto) = match (file("gum"), file("ontogum")) {
        (Ok(gum), Ok(onto)) => (gum::documents(&gum)?, gum::documents(&onto)?),
        (Err(missing), _) | (_, Err(missing)) => return Ok(Err(missing)),
    };
    let mut session = Arc::new(Pipeline::shipped()?).session();
    let named = all_named(&gum)?;
    let mut documents = Vec::new();
    for ((gum, onto), named) in gum.into_iter().zip(onto).zip(named) {
        ensure!(gum.text == onto.text, "{} is not the same text in both schemes", gum.id);
        let mut parses = Vec::new();
        session.parse_each(&gum.text, &gum.paragraphs, |parse| parses.push(parse));
        let within = |p: &Span| named.iter().filter(|n| p.contains(n.span)).cloned().collect();
        let named = gum.paragraphs.iter().map(within).collect();
        documents.push(Prepared { gum, onto, parses, named });
    }
    Ok(Ok(documents))
}

/// The names that the reader finds in each document, in order.
fn all_named(documents: &[gum::Document]) -> Result<Vec<Vec<Named>>> {
    let folder = tempfile::tempdir()?;
    let mut all = Vec::new();
    for document in documents {
        let path = folder.path().join(&document.id).with_extension("txt");
        fs::write(&path, &document.text).context("a text cannot be written")?;
        let read = records::documents(&[path])?;
        let read = read.first().context("one file is one document")?;
        ensure!(read.text.words() == document.text, "{} is read as another text", document.id);
        let items = read.reading.as_ref().map(|reading| reading.items.as_slice());
        all.push(named(items.unwrap_or_default()));
    }
    Ok(all)
}

fn named(items: &[Item]) -> Vec<Named> {
    let mut actors: BTreeMap<&ItemId, usize> = BTreeMap::new();
    let mut named = Vec::new();
    for item in items {
        let Body::Mention(mention) = &item.body else { continue };
        let Some(id) = &mention.actor else { continue };
        let next = actors.len();
        let actor = *actors.entry(id).or_insert(next);
        named.push(Named { span: mention.span, kind: mention.kind, actor });
    }
    named.sort_by_key(|n| n.span);
    named
}
