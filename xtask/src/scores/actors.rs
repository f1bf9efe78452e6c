//! Who is who over several texts, against MEANTIME's cross-document coreference.

use super::dates::gum::attribute;
use super::dates::meantime::{tags, text_of};
use crate::project::{Missing, Project, files};
use crate::records;
use crate::table::{Table, share};
use anyhow::{Context as _, Result};
use sayso::corpus::Place;
use sayso::model::Span;
use sayso::{ItemView, Picture};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const FOLDER: &str = "meantime-en/meantime_newsreader_english_oct15/intra_cross-doc_annotation";

/// Kinds of marked entities that are actors: persons, organisations, places.
const KINDS: [&str; 3] = ["PER", "ORG", "LOC"];

/// One article with its named mentions, each with the instance it names.
struct Article {
    name: String,
    text: String,
    named: Vec<(Span, String)>,
}

pub(super) fn part(project: &Project) -> Result<String> {
    let articles = match project.data(FOLDER) {
        Ok(folder) => read(&folder)?,
        Err(missing) => return Ok(Missing::to_string(&missing)),
    };
    let picture = picture(&articles)?;
    let mut gold = Vec::new();
    let (mut ours, mut alike, mut apart) = (Vec::new(), Vec::new(), Vec::new());
    let mut unread = 0;
    for (document, article) in (0..).zip(&articles) {
        for (span, instance) in &article.named {
            gold.push(instance.clone());
            let found = identity(&picture, document, *span);
            unread += usize::from(found.is_none());
            let alone = format!("{document} {span:?}");
            ours.push(found.map_or_else(|| alone.clone(), |identity| identity.to_string()));
            alike.push(span.of(&article.text).unwrap_or_default().to_lowercase());
            apart.push(alone);
        }
    }
    let mut table = Table::new(1, &["who is who", "B³ P", "B³ R", "B³ F1"]);
    for (name, made) in [
        ("Sayso", &ours),
        ("one actor for each wording, capitals aside", &alike),
        ("every mention by itself", &apart),
    ] {
        let [p, r, f] = b_cubed(&gold, made);
        table.row(&[name.to_owned(), share(p), share(r), share(f)]);
    }
    let instances: BTreeSet<_> = gold.iter().collect();
    Ok(format!(
        "{} named mentions of {} persons, organisations and places in {} articles; {unread} of them the \
         reader does not take for an actor's, and they count as ones by themselves.\n\n{}",
        gold.len(),
        instances.len(),
        articles.len(),
        table.finish()
    ))
}

fn read(folder: &Path) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for topic in fs::read_dir(folder).context("MEANTIME cannot be listed")? {
        let topic = topic?.path();
        if topic.is_dir() {
            for path in files(&topic, ".xml")? {
                let xml = fs::read_to_string(&path).context("an article cannot be read")?;
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                articles.push(article(name, &xml));
            }
        }
    }
    articles.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(articles)
}

fn article(name: String, xml: &str) -> Article {
    let (text, places) = text_of(xml);
    let mut spans: BTreeMap<String, Span> = BTreeMap::new();
    let mut instances: BTreeMap<String, String> = BTreeMap::new();
    let mut named = Vec::new();
    let (mut mention, mut sources, mut refers) = (None, Vec::new(), false);
    let id = |tag: &str| attribute(tag, "m_id").unwrap_or_default();
    for tag in tags(xml) {
        let tag = tag.trim();
        if tag.starts_with("<ENTITY_MENTION") {
            let is_name = attribute(tag, "syntactic_type").as_deref() == Some("NAM");
            mention = is_name.then(|| id(tag));
        } else if tag.starts_with("<token_anchor") {
            let span = attribute(tag, "t_id").and_then(|token| places.get(&token));
            if let (Some(mention), Some(span)) = (&mention, span) {
                spans
                    .entry(mention.clone())
                    .and_modify(|all| *all = all.cover(*span))
                    .or_insert(*span);
            }
        } else if tag.starts_with("</ENTITY_MENTION") {
            mention = None;
        } else if tag.starts_with("<ENTITY ") {
            let kind = attribute(tag, "ent_type").unwrap_or_default();
            if let Some(instance) = attribute(tag, "instance_id")
                && KINDS.contains(&kind.as_str())
            {
                instances.insert(id(tag), instance);
            }
        } else if tag.starts_with("<REFERS_TO") {
            (refers, sources) = (true, Vec::new());
        } else if refers && tag.starts_with("<source") {
            sources.push(id(tag));
        } else if refers && tag.starts_with("<target") {
            let Some(instance) = instances.get(&id(tag)) else { continue };
            let of = sources.iter().filter_map(|source| spans.get(source));
            named.extend(of.map(|span| (*span, instance.clone())));
        } else if tag.starts_with("</REFERS_TO") {
            refers = false;
        }
    }
    named.sort();
    named.dedup();
    Article { name, text, named }
}

fn picture(articles: &[Article]) -> Result<Picture> {
    let folder = tempfile::tempdir()?;
    let mut paths = Vec::new();
    for article in articles {
        let path = folder.path().join(format!("{}.txt", article.name));
        fs::write(&path, &article.text)?;
        paths.push(path);
    }
    let documents = records::documents(&paths)?;
    let items: Vec<Vec<ItemView>> =
        documents.iter().map(|d| d.items().cloned().map(records::unjudged).collect()).collect();
    Ok(Picture::of(documents.iter().map(|d| &d.text).zip(items.iter().map(Vec::as_slice))))
}

/// The identity of the mention that shares at least half with a span.
fn identity(picture: &Picture, document: u32, span: Span) -> Option<u32> {
    let found = picture.corpus[document].mentioned_in(span).map(|(own, nth)| {
        let both = own.end().min(span.end()) - own.start().max(span.start());
        (both as f64 / own.cover(span).len() as f64, nth)
    });
    let best = found.filter(|(overlap, _)| *overlap >= 0.5);
    let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    best.map(|(_, nth)| picture.identities.at(Place { document, nth }))
}

/// Precision, recall and F1 by mention (Bagga and Baldwin, *Algorithms for scoring coreference chains*,
/// 1998).
fn b_cubed(gold: &[String], made: &[String]) -> [f64; 3] {
    let mut both: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    let (mut of_gold, mut of_made): (BTreeMap<&str, f64>, BTreeMap<&str, f64>) = Default::default();
    for (g, m) in gold.iter().zip(made) {
        *both.entry((g, m)).or_default() += 1.0;
        *of_gold.entry(g).or_default() += 1.0;
        *of_made.entry(m).or_default() += 1.0;
    }
    let whole = gold.len().max(1) as f64;
    let over = |sizes: &dyn Fn(&str, &str) -> f64| {
        both.iter().map(|((g, m), n)| n * n / sizes(g, m)).sum::<f64>() / whole
    };
    let p = over(&|_, m| of_made[m]);
    let r = over(&|g, _| of_gold[g]);
    [p, r, if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_counted_one_by_one() {
        let of = |names: [&str; 4]| names.map(str::to_owned).to_vec();
        let [p, r, _] = b_cubed(&of(["a", "a", "a", "b"]), &of(["1", "1", "2", "2"]));
        assert!((p - 0.75).abs() < 1e-9, "{p}");
        assert!((r - (2.0 * 2.0 / 3.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9, "{r}");
    }
}
