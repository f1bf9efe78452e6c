//! Marked articles: their texts, their grammar, and who says what in them.

use sayso::model::{Offsets, Span, Stance};
use sayso_parser::Parse;
use sayso_reading::training::{Example, examples};
use serde_json::Value;
use std::collections::BTreeSet;

/// An article with its marks.
pub(super) struct Article {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) paragraphs: Vec<(Span, Parse)>,
    pub(super) marks: Vec<Mark>,
    /// Where its words stand: runs of letters, digits and underscores, as the score program has
    /// them.
    words: Vec<Span>,
}

/// One attribution, by the places of its words.
pub(super) struct Mark {
    pub(super) source: BTreeSet<usize>,
    pub(super) cue: BTreeSet<usize>,
    pub(super) content: BTreeSet<usize>,
    pub(super) stance: Stance,
}

impl Article {
    pub(super) fn new(
        id: String,
        text: String,
        paragraphs: Vec<(Span, Parse)>,
        records: &[&Value],
    ) -> Self {
        let words = words(&text);
        let mut article = Self { id, text, paragraphs, marks: Vec::new(), words };
        article.marks = records.iter().filter_map(|r| mark(&article, r)).collect();
        article
    }

    /// What may be attributions, by paragraph.
    pub(super) fn examples(&self) -> impl Iterator<Item = Vec<Example>> {
        self.paragraphs.iter().map(|(at, parse)| examples(&self.text, *at, parse))
    }
}

fn words(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || c == '_';
        match start {
            None if inside => start = Some(i),
            Some(from) if !inside => {
                out.push(Span::new(from, i));
                start = None;
            }
            _ => {}
        }
    }
    out
}

fn mark(article: &Article, record: &Value) -> Option<Mark> {
    let offsets = Offsets::new(&article.text);
    let places = |field: &str| words_of(article, &spans(&record[field], &offsets));
    let content = places("content");
    let stance = Stance::from_word(record["stance"].as_str()?)?;
    let mark = Mark { source: places("source"), cue: places("cue"), content, stance };
    (!mark.content.is_empty()).then_some(mark)
}

/// A span, or several, given in code points.
fn spans(value: &Value, offsets: &Offsets<'_>) -> Vec<Span> {
    let byte = |v: &Value| offsets.byte_of_code_point(usize::try_from(v.as_u64()?).ok()?);
    let one = |v: &Value| Some(Span::new(byte(v.get(0)?)?, byte(v.get(1)?)?));
    match value.as_array() {
        Some(several) if several.first().is_some_and(Value::is_array) => {
            several.iter().filter_map(one).collect()
        }
        Some(_) => one(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The places of the words that spans touch.
pub(super) fn words_of(article: &Article, spans: &[Span]) -> BTreeSet<usize> {
    let of = |span: &Span| {
        let first = article.words.partition_point(|w| w.end() <= span.start());
        let last = article.words.partition_point(|w| w.start() < span.end());
        first..last.max(first)
    };
    spans.iter().flat_map(of).collect()
}

/// How much of both sets is the same: the intersection over the union.
pub(super) fn overlap(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    let both = a.intersection(b).count();
    both as f64 / (a.len() + b.len() - both).max(1) as f64
}
