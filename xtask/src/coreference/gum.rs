//! GUM: texts with every mention of everything marked, in CoNLL-U (Zeldes 2017).

use anyhow::{Context as _, Result};
use sayso::model::Span;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One document of the treebank, put back together from its words.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Its name there.
    pub(crate) id: String,
    /// Its words, a blank line between paragraphs.
    pub(crate) text: String,
    /// Its paragraphs, in order.
    pub(crate) paragraphs: Vec<Span>,
    /// Every marked mention, in order of its end.
    pub(crate) mentions: Vec<Marked>,
}

/// Words that are marked as a mention of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marked {
    /// All its words.
    pub(crate) span: Span,
    /// The word that the others hang on; of a name in several words the last.
    pub(crate) head: Span,
    /// What it mentions: the same number, the same thing.
    pub(crate) group: u32,
    /// The part of speech of its head, as Universal Dependencies have it.
    pub(crate) pos: String,
}

impl Marked {
    /// Whether it calls what it mentions by name.
    pub(crate) fn is_name(&self) -> bool {
        self.pos == "PROPN"
    }
}

struct Word {
    span: Span,
    /// Its place in its sentence, and its head's.
    id: usize,
    head: usize,
    relation: String,
    pos: String,
}

#[derive(Default)]
struct Building {
    document: Document,
    /// Words of the sentence so far.
    words: Vec<Word>,
    /// Where mentions that are not closed yet begin, in `words`.
    open: BTreeMap<u32, Vec<usize>>,
    /// The last word of the contraction that is being read, and what stands after it.
    contracted: (usize, &'static str),
    /// What stands before the next word.
    space: &'static str,
}

/// Reads every document of a file.
pub(crate) fn documents(path: &Path) -> Result<Vec<Document>> {
    let conllu =
        fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let mut building = Building::default();
    let mut documents = Vec::new();
    for line in conllu.lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            documents.push(building.finish());
            building.document.id = id.to_owned();
        } else if line == "# newpar" || line.starts_with("# newpar ") {
            building.paragraph();
        } else if line.is_empty() {
            building.sentence();
        } else if !line.starts_with('#') {
            building.line(line);
        }
    }
    documents.push(building.finish());
    documents.retain(|d| !d.text.is_empty());
    Ok(documents)
}

impl Building {
    fn finish(&mut self) -> Document {
        self.sentence();
        self.paragraph();
        let mut done = std::mem::take(self).document;
        done.text.truncate(done.text.trim_end().len());
        done.paragraphs.retain(|p| !p.is_empty());
        done
    }

    /// The paragraph so far ends.
    fn paragraph(&mut self) {
        let document = &mut self.document;
        let start = document.paragraphs.last().map_or(0, |p| p.end() + 2);
        let end = document.text.len();
        if end > start {
            document.paragraphs.push(Span::new(start, end));
            document.text.push_str("\n\n");
        }
        self.space = "";
    }

    fn sentence(&mut self) {
        self.words.clear();
        self.open.clear();
        self.contracted = (0, "");
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, _, pos, _, _, head, relation, _, misc] = columns.as_slice() else {
            return None;
        };
        let space = if misc.split('|').any(|m| m == "SpaceAfter=No") { "" } else { " " };
        if let Some((_, last)) = id.split_once('-') {
            // The words of a contraction stand without a space in between.
            self.contracted = (last.parse().ok()?, space);
            return Some(());
        }
        let id: usize = id.parse().ok()?;
        self.document.text.push_str(self.space);
        let start = self.document.text.len();
        self.document.text.push_str(form);
        self.space = match id.cmp(&self.contracted.0) {
            Ordering::Less => "",
            Ordering::Equal => self.contracted.1,
            Ordering::Greater => space,
        };
        let span = Span::new(start, self.document.text.len());
        let (relation, pos) = (relation.to_owned(), pos.to_owned());
        self.words.push(Word { span, id, head: head.parse().ok()?, relation, pos });
        if let Some(entity) = misc.split('|').find_map(|m| m.strip_prefix("Entity=")) {
            self.entity(entity);
        }
        Some(())
    }

    /// `(12-person...` opens a mention here, `12)` closes one, `(12-person...)` is one.
    fn entity(&mut self, mut marks: &str) {
        while !marks.is_empty() {
            let opens = marks.starts_with('(');
            marks = marks.strip_prefix('(').unwrap_or(marks);
            let end = marks.find(['(', ')']).unwrap_or(marks.len());
            let closes = marks[end..].starts_with(')');
            let digits = marks[..end].split(['-', '[']).next().unwrap_or_default();
            if let Ok(group) = digits.parse() {
                if opens {
                    self.open.entry(group).or_default().push(self.words.len() - 1);
                }
                if closes {
                    self.close(group);
                }
            }
            marks = &marks[end + usize::from(closes)..];
        }
    }

    fn close(&mut self, group: u32) {
        let Some(first) = self.open.get_mut(&group).and_then(Vec::pop) else { return };
        let words = &self.words[first..];
        let inside = |id: usize| words.iter().any(|w| w.id == id);
        let Some(head) = words.iter().find(|w| !inside(w.head)).or(words.first()) else { return };
        // Here the first word of a name is its head, elsewhere the last.
        let in_name = |w: &&Word| w.head == head.id && w.relation.starts_with("flat");
        let head = words.iter().rev().find(in_name).unwrap_or(head);
        self.document.mentions.push(Marked {
            span: words[0].span.cover(words[words.len() - 1].span),
            head: head.span,
            group,
            pos: head.pos.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_put_back_together() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.conllu");
        let line = |id: &str, form: &str, pos: &str, head: usize, misc: &str| {
            format!("{id}\t{form}\t_\t{pos}\t_\t_\t{head}\t_\t_\t{misc}\n")
        };
        let conllu = [
            "# newdoc id = one\n# newpar\n".to_owned(),
            line("1", "Ana", "PROPN", 3, "Entity=(1-person"),
            line("2", "Ruiz", "PROPN", 1, "Entity=1)"),
            line("3", "ca", "VERB", 0, "_"),
            line("4-5", "n't", "_", 0, "_"),
            line("4", "n", "PART", 3, "_"),
            line("5", "'t", "PART", 3, "SpaceAfter=No"),
            "\n# newpar\n".to_owned(),
            line("1", "She", "PRON", 2, "Entity=(1-person)(2-x)"),
        ];
        fs::write(&path, conllu.concat()).unwrap();
        let documents = documents(&path).unwrap();
        let [document] = &documents[..] else { panic!("one document") };
        assert_eq!(document.text, "Ana Ruiz ca n't\n\nShe");
        let paragraphs: Vec<_> = document.paragraphs.iter().map(|p| p.range()).collect();
        assert_eq!(paragraphs, [0..15, 17..20]);
        let mentions: Vec<_> =
            document.mentions.iter().map(|m| (m.span.range(), m.group, m.is_name())).collect();
        assert_eq!(mentions, [(0..8, 1, true), (17..20, 1, false), (17..20, 2, false)]);
    }
}
