//! The dates of MEANTIME: TIMEX3 of the type DATE in files of the CAT annotation tool.

use super::Marked;
use super::gum::attribute;
use super::value::of_timex;
use crate::project::{Missing, Project, files};
use anyhow::{Context as _, Result};
use sayso::model::Span;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The folder with a folder for each topic.
const FOLDER: &str = "meantime-en/meantime_newsreader_english_oct15/intra-doc_annotation";
/// Only the title, the line with the day and five sentences of each article are marked.
const SENTENCES: usize = 6;
/// The last sentence that stands in a paragraph of its own: title and day.
const HEAD: usize = 2;

/// Every article, by name.
pub(super) fn documents(project: &Project) -> Result<Result<Vec<Marked>>, Missing> {
    Ok(read(&project.data(FOLDER)?))
}

fn read(folder: &Path) -> Result<Vec<Marked>> {
    let mut documents = Vec::new();
    for topic in fs::read_dir(folder).context("MEANTIME cannot be listed")? {
        let topic = topic?.path();
        if !topic.is_dir() {
            continue;
        }
        for path in files(&topic, ".xml")? {
            let xml = fs::read_to_string(&path).context("an article cannot be read")?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let number = name.split('_').next().unwrap_or_default();
            documents.push(marked(number, &xml));
        }
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(documents)
}

/// The words of an article, put together, with where each token stands by its id.
pub(in crate::scores) fn text_of(xml: &str) -> (String, BTreeMap<String, Span>) {
    let (mut text, mut places, mut sentence) = (String::new(), BTreeMap::new(), 0);
    for tag in tags(xml) {
        let Some(word) = word(tag) else { continue };
        let here = attribute(tag, "sentence").and_then(|s| s.parse().ok()).unwrap_or(0);
        if here >= SENTENCES {
            continue;
        }
        let gap = match here {
            _ if here != sentence && here <= HEAD => "\n\n",
            _ => gap(&text, &word),
        };
        text.push_str(gap);
        let start = text.len();
        text.push_str(&word);
        let id = attribute(tag, "t_id").unwrap_or_default();
        places.insert(id, Span::new(start, text.len()));
        sentence = here;
    }
    (text, places)
}

/// The lines of an article, each from its first tag of a token on.
pub(in crate::scores) fn tags(xml: &str) -> impl Iterator<Item = &str> {
    xml.lines().map(|line| line.rfind("<token ").map_or(line, |at| &line[at..]))
}

fn marked(name: &str, xml: &str) -> Marked {
    let (text, places) = text_of(xml);
    let mut marked = Marked { name: name.to_owned(), text, ..Marked::default() };
    let mut mark: Option<(&str, Vec<Span>)> = None;
    for tag in tags(xml) {
        if tag.starts_with("<TIMEX3") {
            mark = Some((tag, Vec::new()));
        } else if let Some((_, words)) = &mut mark
            && tag.starts_with("<token_anchor")
        {
            words.extend(attribute(tag, "t_id").and_then(|id| places.get(&id)));
        } else if tag.starts_with("</TIMEX3")
            && let Some((tag, words)) = mark.take()
            && let Some(span) = words.into_iter().reduce(Span::cover)
        {
            let value = attribute(tag, "value").unwrap_or_default();
            match attribute(tag, "type").as_deref() {
                Some("DATE") => marked.dates.push((span, of_timex(&value))),
                _ => marked.others.push(span),
            }
        }
    }
    marked
}

/// The word of a token's tag.
fn word(tag: &str) -> Option<String> {
    let (_, rest) = tag.strip_prefix("<token ")?.split_once('>')?;
    let word = rest.strip_suffix("</token>")?;
    let entities =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    Some(entities.iter().fold(word.to_owned(), |word, (from, to)| word.replace(from, to)))
}

/// What stands before a word: nothing before marks and endings and after what opens or counts
/// money, else a space.
fn gap(text: &str, word: &str) -> &'static str {
    let closes =
        [",", ".", ";", ":", "?", "!", ")", "'", "%", "'s", "n't", "'re", "'ve", "'ll", "'m", "'d"];
    let tight = text.is_empty() || closes.contains(&word) || text.ends_with(['(', '$', '€', '£']);
    if tight { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_an_article_together() {
        let xml = "<?xml version=\"1.0\" ?><Document><token number=\"0\" sentence=\"0\" t_id=\"1\">Mill</token>\n\
                   <token number=\"1\" sentence=\"1\" t_id=\"2\">May</token>\n\
                   <token number=\"2\" sentence=\"1\" t_id=\"3\">14</token>\n\
                   <token number=\"3\" sentence=\"2\" t_id=\"4\">Closed</token>\n\
                   <token number=\"4\" sentence=\"2\" t_id=\"5\">.</token>\n\
                   <token number=\"5\" sentence=\"9\" t_id=\"6\">Far</token>\n\
                   <TIMEX3 m_id=\"7\" type=\"DATE\" value=\"2009-05-14\">\n\
                   <token_anchor t_id=\"2\"/>\n<token_anchor t_id=\"3\"/>\n</TIMEX3>";
        let marked = marked("1", xml);
        assert_eq!(marked.text, "Mill\n\nMay 14\n\nClosed.");
        assert_eq!(marked.dates.len(), 1);
        assert_eq!(marked.dates[0].0.of(&marked.text), Some("May 14"));
    }
}
