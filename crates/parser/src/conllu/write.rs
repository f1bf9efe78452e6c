//! A parse as CoNLL-U.

use crate::parse::{InName, Parse};
use sayso_model::{Offsets, Span};
use std::fmt::{self, Write};
use std::ops::Range;

/// Where words stand, in code points, for the `TokenRange` of each.
#[derive(Debug, Clone, Copy)]
pub enum Ranges<'r> {
    /// Where they stand in the text.
    Text(&'r Offsets<'r>),
    /// As somebody else told them, a range for each word; `None` where they did not.
    Given(&'r [Option<Range<usize>>], &'r Offsets<'r>),
}

impl Ranges<'_> {
    fn of(&self, word: usize, span: Span) -> Range<usize> {
        let (given, offsets) = match self {
            Self::Text(offsets) => (None, offsets),
            Self::Given(given, offsets) => (given.get(word).cloned().flatten(), offsets),
        };
        given.unwrap_or_else(|| offsets.code_points(span.start())..offsets.code_points(span.end()))
    }
}

/// Writes the sentences of one document, in as many goes as they come. `XPOS` is the fine tag;
/// `MISC` has `TokenRange`, in code points, and `NER`, by the BILUO scheme. White space that is a
/// word is kept as one.
#[derive(Debug, Clone)]
pub struct ConlluWriter<'d> {
    doc: &'d str,
    sentences: Option<usize>,
}

impl<'d> ConlluWriter<'d> {
    /// For the document of this name.
    #[must_use]
    pub fn new(doc: &'d str) -> Self {
        Self { doc, sentences: None }
    }

    /// Writes the sentences that come next.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(
        &mut self,
        text: &str,
        parse: &Parse,
        ranges: Ranges<'_>,
        out: &mut impl Write,
    ) -> fmt::Result {
        if self.sentences.is_none() {
            writeln!(out, "# newdoc id = {}", Escaped(self.doc))?;
        }
        let sentences = self.sentences.get_or_insert_default();
        for sentence in parse.sentences() {
            let whole = parse.span(sentence.start).cover(parse.span(sentence.end - 1));
            writeln!(out, "# sent_id = {}-{sentences}", Escaped(self.doc))?;
            writeln!(out, "# text = {}", Escaped(whole.of(text).unwrap_or_default()))?;
            for word in sentence.clone() {
                let range = ranges.of(word, parse.span(word));
                write_word(text, parse, word, sentence.start, range, out)?;
            }
            writeln!(out)?;
            *sentences += 1;
        }
        Ok(())
    }
}

fn write_word(
    text: &str,
    parse: &Parse,
    word: usize,
    first: usize,
    range: Range<usize>,
    out: &mut impl Write,
) -> fmt::Result {
    let head = parse.head(word);
    let head = if head == word { 0 } else { head - first + 1 };
    writeln!(
        out,
        "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\tTokenRange={}:{}|NER={}",
        word - first + 1,
        Escaped(parse.span(word).of(text).unwrap_or_default()),
        or_none(parse.lemma(word)),
        or_none(parse.pos(word)),
        or_none(parse.tag(word)),
        or_none(parse.relation(word)),
        range.start,
        range.end,
        InNameOf(parse, word),
    )
}

fn or_none(value: &str) -> Escaped<'_> {
    Escaped(if value.is_empty() { "_" } else { value })
}

/// Without characters that part lines and columns, in whatever reader: control characters and
/// Unicode's separators of lines and paragraphs are written as in JSON.
struct Escaped<'t>(&'t str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '\n' => f.write_str("\\n"),
            '\t' => f.write_str("\\t"),
            '\r' => f.write_str("\\r"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                write!(f, "\\u{:04x}", u32::from(c))
            }
            c => f.write_char(c),
        })
    }
}

/// A word's place in a name, as `B-PERSON`.
struct InNameOf<'p>(&'p Parse, usize);

impl fmt::Display for InNameOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, label) = match self.0.words()[self.1].name {
            InName::Out => return f.write_char('O'),
            InName::Begin(label) => ('B', label),
            InName::In(label) => ('I', label),
            InName::Last(label) => ('L', label),
            InName::Unit(label) => ('U', label),
        };
        write!(f, "{place}-{}", self.0.labels().name(label))
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn no_character_parts_lines_or_columns_but_those_that_are_written() {
        let every = (0..=0x10_ffff).filter_map(char::from_u32).collect::<String>();
        let escaped = Escaped(&every).to_string();
        assert!(!escaped.chars().any(|c| c.is_control() || "\u{2028}\u{2029}".contains(c)));
        let words = Escaped("a\u{b}b\tc\u{85}d\0e\u{2028}f \u{a0}\u{200b}").to_string();
        assert_eq!(words, "a\\u000bb\\tc\\u0085d\\u0000e\\u2028f \u{a0}\u{200b}");
    }
}
