//! Where sentences begin and end, against two treebanks.

use crate::project::Project;
use crate::table::{Table, precision_recall_f1, share};
use anyhow::{Context as _, Result};
use sayso::model::Span;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The files, and what they are.
const TREEBANKS: &[(&str, &str)] = &[
    ("ud-ewt/en_ewt-ud-dev.conllu", "EWT: weblogs, mail, reviews, questions, newsgroups"),
    ("gum-permissive/gum-permissive-dev.conllu", "GUM: many kinds of writing and speech"),
];

/// The table.
pub(crate) fn part(project: &Project) -> Result<String> {
    let columns = ["treebank", "documents", "sentences", "read", "precision", "recall", "F1"];
    let mut table = Table::new(1, &columns);
    let (mut rows, mut missing) = (0, String::new());
    for (file, meaning) in TREEBANKS {
        match project.data(file) {
            Ok(path) => {
                table.row(&row(&path, file, meaning)?);
                rows += 1;
            }
            Err(not_there) => missing.push_str(&format!("\n{not_there}\n")),
        }
    }
    Ok(if rows == 0 { missing } else { table.finish() + &missing })
}

fn row(path: &Path, file: &str, meaning: &str) -> Result<Vec<String>> {
    let words = fs::read_to_string(path).with_context(|| format!("{file} cannot be read"))?;
    let documents = documents(&words);
    let (mut right, mut read, mut wanted) = (0, 0, 0);
    for document in &documents {
        let found = found(&document.text);
        right += found.intersection(&document.sentences).count();
        read += found.len();
        wanted += document.sentences.len();
    }
    let mut row = vec![
        format!("`{file}` ({meaning})"),
        documents.len().to_string(),
        wanted.to_string(),
        read.to_string(),
    ];
    row.extend(precision_recall_f1(right, read, wanted).map(share));
    Ok(row)
}

fn found(text: &str) -> BTreeSet<Span> {
    sayso_parser::paragraphs(text, Span::new(0, text.len()))
        .into_iter()
        .flat_map(|paragraph| sayso_parser::sentences(text, paragraph))
        .collect()
}

#[derive(Debug, Default)]
struct Document {
    text: String,
    sentences: BTreeSet<Span>,
}

/// The documents of a CoNLL-U file, their sentences joined as they stood: by a space unless the
/// last word says `SpaceAfter=No`, and by an empty line where a paragraph begins.
fn documents(words: &str) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    let mut gap = "";
    for block in words.split("\n\n") {
        if documents.is_empty() || block.lines().any(|line| line.starts_with("# newdoc")) {
            documents.push(Document::default());
            gap = "";
        }
        let Some(document) = documents.last_mut() else { continue };
        let Some(text) = block.lines().find_map(|line| line.strip_prefix("# text = ")) else {
            continue;
        };
        let begins = block.lines().any(|line| line.starts_with("# newpar"));
        if !document.text.is_empty() {
            document.text.push_str(if begins { "\n\n" } else { gap });
        }
        let start = document.text.len();
        document.text.push_str(text);
        let span = Span::new(start, document.text.len()).trim(&document.text);
        document.sentences.insert(span);
        let last = block.lines().next_back().unwrap_or_default();
        gap = if last.contains("SpaceAfter=No") { "" } else { " " };
    }
    documents.retain(|document| !document.sentences.is_empty());
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_sentences_as_they_stood() {
        let conllu = "# newdoc id = a\n# newpar\n# text = It rained.\n1\tIt\t_\n2\t.\t_\n\n\
                      # text = (All day.)\n1\tAll\tSpaceAfter=No\n\n\
                      # text = So what?\n1\tSo\t_\n\n\
                      # newdoc id = b\n# text = Noon.\n1\tNoon\t_\n\n";
        let texts: Vec<_> = documents(conllu).into_iter().map(|d| d.text).collect();
        assert_eq!(texts, ["It rained. (All day.)So what?", "Noon."]);
    }
}
