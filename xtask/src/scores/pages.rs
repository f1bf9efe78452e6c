//! Web pages: the map back to the bytes, and the main text.

use crate::project::{Project, files};
use crate::table::{Table, part as share_of};
use crate::{python, records};
use anyhow::{Context as _, Result};
use flate2::read::MultiGzDecoder;
use html5gum::{Token, Tokenizer};
use sayso::Document;
use sayso::model::Span;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The tables.
pub(crate) fn part(project: &Project) -> Result<String> {
    let (html, gold) = match (project.data("wcxb-dev/html"), project.data("wcxb-dev/ground-truth"))
    {
        (Ok(html), Ok(gold)) => (html, gold),
        (Err(missing), _) | (_, Err(missing)) => return Ok(missing.to_string()),
    };
    let folder = tempfile::tempdir()?;
    let pages = unpack(&html, folder.path())?;
    let documents = records::documents(&pages)?;
    let mapped = mapped(&documents);
    let main = match project.score("words.py") {
        Ok(program) => main_text(&program, &gold, &documents, folder.path())?,
        Err(missing) => missing.to_string(),
    };
    let beside = super::pages_against::part(project);
    Ok(format!("{mapped}\n{main}\n{beside}"))
}

/// Writes every page of the set to a folder.
pub(crate) fn unpack(html: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for path in files(html, ".html.gz")? {
        let page = folder.join(path.file_stem().context("a file has a name")?);
        let mut bytes = Vec::new();
        MultiGzDecoder::new(fs::File::open(&path)?).read_to_end(&mut bytes)?;
        fs::write(&page, bytes)?;
        pages.push(page);
    }
    Ok(pages)
}

/// How many words the map leads back to bytes that say the same.
#[derive(Debug, Default)]
struct Mapped {
    words: usize,
    same: usize,
    resolved: usize,
    other: usize,
    nowhere: usize,
}

fn mapped(documents: &[Document]) -> String {
    let mut count = Mapped::default();
    for document in documents {
        let words = document.text.words();
        for span in runs(words) {
            count.word(document, span);
        }
    }
    let mut table = Table::new(1, &["words of the pages' texts", "words", "share"]);
    let rows = [
        ("mapped to bytes that are the word", count.same),
        ("mapped to bytes that say the word with character references", count.resolved),
        ("mapped to other bytes", count.other),
        ("mapped to no bytes", count.nowhere),
    ];
    for (what, words) in rows {
        table.row(&[what.to_owned(), words.to_string(), share_of(words, count.words)]);
    }
    table.row(&["all".to_owned(), count.words.to_string(), String::new()]);
    table.finish()
}

impl Mapped {
    fn word(&mut self, document: &Document, span: Span) {
        let word = document.text.at(span).as_bytes();
        let mut bytes = Vec::new();
        for range in document.text.map.source_of(span) {
            let range = range.start as usize..range.end as usize;
            bytes.extend_from_slice(document.bytes.get(range).unwrap_or_default());
        }
        self.words += 1;
        let place = if bytes.is_empty() {
            &mut self.nowhere
        } else if bytes == word {
            &mut self.same
        } else if resolve(&bytes) == word {
            &mut self.resolved
        } else {
            &mut self.other
        };
        *place += 1;
    }
}

/// The bytes with their character references resolved, as the HTML standard has it.
fn resolve(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for Ok(token) in Tokenizer::new(bytes) {
        if let Token::String(string) = token {
            out.extend_from_slice(&string);
        }
    }
    out
}

/// Runs of letters, digits and low lines.
fn runs(text: &str) -> Vec<Span> {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut runs = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if in_word(c) => start = Some(at),
            Some(from) if !in_word(c) => {
                runs.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

/// Word F1 of the whole text against the wanted text, by kind of page.
fn main_text(program: &Path, gold: &Path, documents: &[Document], folder: &Path) -> Result<String> {
    let texts = folder.join("texts");
    fs::create_dir(&texts)?;
    for document in documents {
        let name = Path::new(&document.doc).with_extension("txt");
        let name = name.file_name().context("a file has a name")?;
        fs::write(texts.join(name), document.text.words())?;
    }
    let arguments = ["--gold".as_ref(), gold.as_os_str(), "--texts".as_ref(), texts.as_os_str()];
    let printed = python::run(program, &arguments)?;
    let columns = ["kind of page", "pages", "precision", "recall", "F1", "median F1"];
    let mut table = Table::new(1, &columns);
    for line in printed.lines() {
        // KIND pages N P p R r F1 f median F1 m
        if let [kind, _, pages, _, p, _, r, _, f1, _, _, median] =
            line.split_whitespace().collect::<Vec<_>>()[..]
        {
            table.row(&[kind, pages, p, r, f1, median]);
        }
    }
    Ok(table.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_ends_where_no_letter_follows() {
        let text = "Über 20 km, o.k_";
        let words: Vec<_> = runs(text).into_iter().map(|span| &text[span.range()]).collect();
        assert_eq!(words, ["Über", "20", "km", "o", "k_"]);
    }

    #[test]
    fn references_are_resolved() {
        assert_eq!(resolve(b"caf&eacute;"), "café".as_bytes());
    }
}
