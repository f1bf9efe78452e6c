//! A text as words and marks that can be compared.

use sayso_model::Span;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// The words and marks of a text, each with the white space after it, so that they tile it. White
/// space before the first belongs to that one.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// Without the white space after them.
    ends: Vec<usize>,
    /// Without white space: what is compared.
    pub(super) all: Vec<&'t str>,
    /// How many words come before each of them; one longer than the tokens.
    words_before: Vec<usize>,
}

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut starts = Vec::new();
        let mut in_word = false;
        for (at, c) in text.char_indices() {
            let word_follows = || text[at + c.len_utf8()..].starts_with(char::is_alphanumeric);
            let goes_on = is_combining_mark(c) || (joins(c) && word_follows());
            if c.is_whitespace() {
                in_word = false;
            } else if !(in_word && (c.is_alphanumeric() || goes_on)) {
                starts.push(at);
                in_word = c.is_alphanumeric();
            }
        }
        match starts.first_mut() {
            Some(first) => *first = 0,
            None if !text.is_empty() => starts.push(0),
            None => {}
        }
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let ends: Vec<usize> =
            starts.iter().zip(ends).map(|(&s, e)| s + text[s..e].trim_end().len()).collect();
        let all: Vec<&str> =
            starts.iter().zip(&ends).map(|(&s, &e)| text[s..e].trim_start()).collect();
        let mut words_before = vec![0];
        for token in &all {
            let before = words_before.last().copied().unwrap_or_default();
            words_before.push(before + usize::from(is_word(token)));
        }
        Self { text, starts, ends, all, words_before }
    }

    /// How many words some tokens hold; the rest are marks.
    pub(super) fn words(&self, tokens: &Range<usize>) -> usize {
        self.words_before[tokens.end] - self.words_before[tokens.start]
    }

    /// Whether a token is a word.
    pub(super) fn is_word(&self, token: usize) -> bool {
        self.all.get(token).is_some_and(|token| is_word(token))
    }

    /// Where some tokens stand, with the white space after them.
    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        let at = |token: usize| self.starts.get(token).copied().unwrap_or(self.text.len());
        Span::new(at(tokens.start), at(tokens.end))
    }

    /// The tokens that have bytes in a span.
    pub(super) fn within(&self, span: Span) -> Range<usize> {
        let from = self.ends.partition_point(|&end| end <= span.start());
        let to = self.starts.partition_point(|&start| start < span.end());
        from..to.max(from)
    }

    /// The units of a text, from the sentences given: each goes on to where the next begins.
    pub(super) fn units(&self, sentences: &[Span]) -> Vec<Range<usize>> {
        let start = |sentence: &Span| self.starts.partition_point(|&s| s < sentence.start());
        let mut starts: Vec<usize> = sentences.iter().map(start).chain([0]).collect();
        starts.sort_unstable();
        starts.dedup();
        starts.retain(|&start| start < self.all.len());
        let ends = starts.iter().skip(1).copied().chain([self.all.len()]);
        starts.iter().zip(ends).map(|(&start, end)| start..end).collect()
    }
}

fn is_word(token: &str) -> bool {
    token.starts_with(char::is_alphanumeric)
}

/// What stands inside a word where letters follow it.
fn joins(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_tile_and_spans_find_them() {
        let text = "  The gate's “shut”, now. ";
        let tokens = Tokens::of(text);
        assert_eq!(tokens.all, ["The", "gate's", "“", "shut", "”", ",", "now", "."]);
        assert_eq!(tokens.span(&(0..8)), Span::new(0, text.len()));
        assert_eq!(tokens.words(&(0..8)), 4);
        let at = text.find("shut").unwrap();
        assert_eq!(tokens.within(Span::new(at, at + 4)), 3..4);
        assert_eq!(tokens.within(Span::new(at - 4, at)), 2..3);
        assert_eq!(tokens.within(Span::new(0, 1 << 20)), 0..8);
        assert_eq!(Tokens::of(" \n").all, [""]);
        assert!(Tokens::of("").all.is_empty());
    }
}
