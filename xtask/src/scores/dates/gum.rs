//! The dates of GUM: words and spaces from its treebank, marks from its XML with dates.

use super::Marked;
use super::value::of_tei;
use crate::project::{Missing, Project, files};
use anyhow::{Context as _, Result, ensure};
use sayso::model::Span;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The parts of the treebank.
const TREEBANK: [&str; 2] =
    ["gum-permissive/gum-permissive-train.conllu", "gum-permissive/gum-permissive-dev.conllu"];
/// The folder of marks, one file a document.
const MARKS: &str = "gum-permissive/xml-with-dates";

/// Every document that is marked, by name.
pub(super) fn documents(project: &Project) -> Result<Result<Vec<Marked>>, Missing> {
    let marks = project.data(MARKS)?;
    let mut treebank = Vec::new();
    for file in TREEBANK {
        treebank.push(project.data(file)?);
    }
    Ok(read(&marks, &treebank))
}

fn read(marks: &Path, treebank: &[std::path::PathBuf]) -> Result<Vec<Marked>> {
    let mut texts = BTreeMap::new();
    for path in treebank {
        let words = fs::read_to_string(path).context("the treebank cannot be read")?;
        texts.extend(texts_of(&words));
    }
    let mut documents = Vec::new();
    for path in files(marks, ".xml")? {
        let xml = fs::read_to_string(&path).context("the marks cannot be read")?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = texts.remove(&name).with_context(|| format!("{name} has no words"))?;
        documents.push(marked(name, text, &xml)?);
    }
    Ok(documents)
}

/// A text put back together, and the place of each of its words.
#[derive(Debug, Default)]
struct Words {
    text: String,
    places: Vec<Span>,
}

/// The documents of a treebank: words as they stood, an empty line before a new paragraph. The
/// parts of a contraction have their own letters where they make it up (`2003` and `'s`), else
/// they share them.
fn texts_of(conllu: &str) -> BTreeMap<String, Words> {
    let mut texts: BTreeMap<String, Words> = BTreeMap::new();
    let mut name = String::new();
    // What is left of a contraction: its parts to come, and where it stands.
    let mut contraction = (0, Span::new(0, 0));
    for line in conllu.lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            name = id.trim().to_owned();
        }
        let words = texts.entry(name.clone()).or_default();
        if line.starts_with("# newpar") && !words.text.is_empty() {
            words.text.truncate(words.text.trim_end().len());
            words.text.push_str("\n\n");
        }
        let columns: Vec<_> = line.split('\t').collect();
        let [id, form, .., misc] = columns[..] else { continue };
        if id.contains('.') {
            continue;
        }
        let start = words.text.len();
        if let Some((first, last)) = id.split_once('-') {
            let parts = last.parse::<usize>().unwrap_or(0) + 1 - first.parse().unwrap_or(0);
            contraction = (parts, Span::new(start, start + form.len()));
        } else if contraction.0 > 0 {
            let place = part_of(&words.text, &mut contraction.1, form);
            words.places.push(place);
            contraction.0 -= 1;
            continue;
        } else {
            words.places.push(Span::new(start, start + form.len()));
        }
        words.text.push_str(form);
        if !misc.contains("SpaceAfter=No") {
            words.text.push(' ');
        }
    }
    texts
}

/// The place of the next part of a contraction, of which `rest` is left.
fn part_of(text: &str, rest: &mut Span, form: &str) -> Span {
    let whole = *rest;
    if !whole.of(text).is_some_and(|letters| letters.starts_with(form)) {
        return whole;
    }
    let end = whole.start() + form.len();
    *rest = Span::new(end, whole.end());
    Span::new(whole.start(), end)
}

/// The marks of a document: a word stands in a line with tabs, a mark in one of its own.
fn marked(name: String, words: Words, xml: &str) -> Result<Marked> {
    let mut marked = Marked { name, text: words.text, ..Marked::default() };
    let (mut word, mut open) = (0, Vec::new());
    for line in xml.lines() {
        if line.starts_with("<date") || line.starts_with("<time") {
            open.push((word, line));
        } else if line.starts_with("</date") || line.starts_with("</time") {
            let (first, mark) = open.pop().context("a mark ends that never began")?;
            let Some(places) = words.places.get(first..word).filter(|places| !places.is_empty())
            else {
                continue;
            };
            let span = places[0].cover(places[places.len() - 1]);
            match mark.starts_with("<date") {
                true => marked.dates.push((span, of_tei(|key| attribute(mark, key)))),
                false => marked.others.push(span),
            }
        } else if line.contains('\t') {
            word += 1;
        }
    }
    let (name, text) = (&marked.name, &marked.text);
    ensure!(word == words.places.len(), "{name} has other words than in the treebank");
    ensure!(marked.dates.iter().all(|(span, _)| span.of(text).is_some()), "{name}: a bad place");
    Ok(marked)
}

/// What an attribute says, in a line with one tag.
pub(in crate::scores) fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_contractions() {
        let conllu = "# newdoc id = a\n# newpar\n1-2\t2003's\t_\n1\t2003\t_\n2\t's\t_\n\
                      3-4\tdon't\t_\n3\tdo\t_\n4\tnot\t_\n5\tso\t_\n\n";
        let words = texts_of(conllu).remove("a").unwrap();
        let parts: Vec<_> = words.places.iter().map(|place| place.of(&words.text)).collect();
        assert_eq!(parts, ["2003", "'s", "do", "n't", "so"].map(Some));
    }

    #[test]
    fn puts_words_and_marks_together() {
        let conllu = "# newdoc id = a\n# newpar\n1\tIn\t_\n2\tMay\t_\n3\t1911\tSpaceAfter=No\n4\t.\t_\n\n\
                      # newpar\n1-2\tDon't\t_\n1\tDo\t_\n2\tn't\t_\n3\t.\t_\n\n";
        let xml = "<text id=\"a\">\nIn\tIN\n<date when=\"1911-05\">\nMay\tNN\n1911\tCD\n</date>\n\
                   .\t.\nDo\tVB\nn't\tRB\n.\t.\n</text>";
        let words = texts_of(conllu).remove("a").unwrap();
        assert_eq!(words.text, "In May 1911. \n\nDon't . ".replace(". \n", ".\n"));
        let marked = marked("a".to_owned(), words, xml).unwrap();
        assert_eq!(marked.dates[0].0.of(&marked.text), Some("May 1911"));
    }
}
