//! Cuts text into words as spaCy's tokenizer does, by the rules of a pipeline.
//!
//! Text falls into chunks at white space; each is cut by itself, and what came out is kept for
//! the next time. Then words cut by hand that have marks in them (`:-)`, `a.m.`) are put
//! together again.

mod cache;
mod chunk;
mod phrases;
mod rules;

pub(crate) use cache::Cache;

use crate::characters::is_space;
use crate::lexeme::{Lexeme, Norms};
use crate::model::TokenizerRules;
use crate::pattern::PatternError;
use rules::Rules;
use sayso_model::Span;
use std::ops::Range;

/// A word, a mark, or a run of white space that is more than the space after a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands, in bytes of the whole text.
    pub(crate) span: Span,
    /// Whether a space follows that belongs to no token.
    pub(crate) space_after: bool,
    /// Its features.
    pub(crate) lexeme: Lexeme,
}

/// Cuts text into words. Shared by all threads; what it keeps is in each one's [`Cache`].
#[derive(Debug)]
pub(crate) struct Tokenizer {
    rules: Rules,
    norms: Norms,
}

impl Tokenizer {
    /// A tokenizer by the rules and normal forms of a pipeline.
    ///
    /// # Errors
    ///
    /// Where one of its regular expressions cannot be used.
    pub(crate) fn new(rules: &TokenizerRules, norms: Norms) -> Result<Self, PatternError> {
        Ok(Self { rules: Rules::new(rules, &norms)?, norms })
    }

    /// The features of a word that is cut already.
    pub(crate) fn lexeme(&self, word: &str) -> Lexeme {
        Lexeme::new(word, None, &self.norms)
    }

    /// The words of a stretch of a text, in order; appended to `out`.
    ///
    /// Every byte is in exactly one word, or is the single space after one.
    pub(crate) fn tokens(&self, cache: &mut Cache, text: &str, within: Span, out: &mut Vec<Token>) {
        let Some(words) = within.of(text) else { return };
        let first = out.len();
        chunks(words, |range, space_after| {
            let chunk = &words[range.clone()];
            let start = within.start() + range.start;
            cache.cut(&self.rules, &self.norms, chunk, start, out);
            if let Some(last) = out.last_mut() {
                last.space_after = space_after;
            }
        });
        self.join_phrases(text, first, out);
    }

    /// Puts words cut by hand together again, where the other rules have cut them.
    fn join_phrases(&self, text: &str, first: usize, out: &mut Vec<Token>) {
        let found = self.rules.phrases.find(out[first..].iter().map(|token| token.lexeme.orth));
        if found.is_empty() {
            return;
        }
        let old = out.split_off(first);
        let mut next = 0;
        for range in found {
            let (start, end) = (old[range.start].span.start(), old[range.end - 1].span.end());
            let Some(pieces) = self.rules.special(&text[start..end]) else { continue };
            out.extend_from_slice(&old[next..range.start]);
            next = range.end;
            let mut at = start;
            out.extend(self.rules.pieces[pieces].iter().map(|piece| {
                at += piece.len;
                let span = Span::new(at - piece.len, at);
                let space_after = at == end && old[range.end - 1].space_after;
                Token { span, space_after, lexeme: piece.lexeme }
            }));
        }
        out.extend_from_slice(&old[next..]);
    }
}

/// Calls a function with each chunk of a text and with whether a space that belongs to none
/// follows it.
///
/// Chunks are runs of white space and of anything else; the space that follows a word, if it is
/// a plain one, belongs to no chunk.
fn chunks(text: &str, mut act: impl FnMut(Range<usize>, bool)) {
    let mut start = 0;
    let mut in_space = text.chars().next().is_some_and(is_space);
    for (at, c) in text.char_indices() {
        if is_space(c) == in_space {
            continue;
        }
        if start < at {
            act(start..at, c == ' ');
        }
        start = at + usize::from(c == ' ');
        in_space = !in_space;
    }
    if start < text.len() {
        act(start..text.len(), false);
    }
}

#[cfg(test)]
mod tests;
