//! What the parts of an Office Open XML document tell each other: marks, notes, comments, changes.

use super::deleted::Deleted;
use sayso_model::Span;
use std::collections::BTreeMap;

/// What is found on the way through the parts of one document.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) deleted: Vec<Deleted>,
    pub(super) inserted: usize,
    pub(super) hidden: usize,
    /// The marks of notes in the text: of endnotes or not, by id.
    pub(super) marks: BTreeMap<(bool, String), Span>,
    numbers: BTreeMap<(bool, String), usize>,
    counted: [usize; 2],
    /// What comments were set to, by id, and where those begin that are still open.
    pub(super) commented: BTreeMap<String, Span>,
    pub(super) opened: BTreeMap<String, usize>,
    /// The last paragraph of each comment.
    pub(super) paragraphs: BTreeMap<String, String>,
}

impl Told {
    /// The mark of a note: a number, or a small Roman one for an endnote.
    pub(super) fn mark(&mut self, end: bool, id: &str) -> String {
        let counted = &mut self.counted[usize::from(end)];
        let number = *self.numbers.entry((end, id.to_owned())).or_insert_with(|| {
            *counted += 1;
            *counted
        });
        if end { format!("[{}]", roman(number)) } else { format!("[{number}]") }
    }
}

fn roman(mut number: usize) -> String {
    const FIGURES: &[(usize, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number >= 4_000 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, figure) in FIGURES {
        while number >= *value {
            out.push_str(figure);
            number -= value;
        }
    }
    out
}
