//! Chunks that were cut before, and what came out.

use super::Token;
use super::chunk::{Cut, Cutter};
use super::rules::Rules;
use crate::lexeme::{Lexeme, Norms};
use sayso_model::Span;
#[allow(clippy::disallowed_types, reason = "only looked up in, never walked through")]
use std::collections::HashMap;
use std::ops::Range;

/// Chunks that were cut before. Each thread has its own; what it holds changes no result.
#[derive(Debug, Default)]
#[allow(clippy::disallowed_types, reason = "only looked up in, never walked through")]
pub(crate) struct Cache {
    /// Where in `words` a chunk's are.
    chunks: HashMap<Box<str>, Range<usize>>,
    words: Vec<Word>,
    cutter: Cutter,
    cuts: Vec<Cut>,
}

/// A word of a chunk.
#[derive(Debug, Clone, Copy)]
struct Word {
    len: usize,
    lexeme: Lexeme,
}

/// Longer chunks do not come again.
const LONGEST: usize = 48;

/// Words that are kept; then all are forgotten. Takes some 5 MB.
const MOST: usize = 1 << 15;

impl Cache {
    /// Cuts a chunk that begins at byte `start` of a text, and appends its words.
    pub(super) fn cut(
        &mut self,
        rules: &Rules,
        norms: &Norms,
        chunk: &str,
        start: usize,
        out: &mut Vec<Token>,
    ) {
        if let Some(range) = self.chunks.get(chunk) {
            return place(&self.words[range.clone()], start, out);
        }
        if self.words.len() >= MOST {
            self.words.clear();
            self.chunks.clear();
        }
        let first = self.words.len();
        self.add(rules, norms, chunk);
        place(&self.words[first..], start, out);
        if chunk.len() <= LONGEST {
            self.chunks.insert(chunk.into(), first..self.words.len());
        } else {
            self.words.truncate(first);
        }
    }

    /// Cuts a chunk, and appends its words to those that are kept.
    fn add(&mut self, rules: &Rules, norms: &Norms, chunk: &str) {
        self.cuts.clear();
        self.cutter.cut(rules, chunk, true, &mut self.cuts);
        let mut at = 0;
        self.words.extend(self.cuts.iter().map(|cut| {
            let word = &chunk[at..at + cut.len];
            at += cut.len;
            let lexeme = match cut.piece {
                Some(piece) => rules.pieces[piece].lexeme,
                None => Lexeme::new(word, None, norms),
            };
            Word { len: cut.len, lexeme }
        }));
    }
}

/// Appends words that follow each other from byte `at` of a text.
fn place(words: &[Word], mut at: usize, out: &mut Vec<Token>) {
    out.extend(words.iter().map(|word| {
        let start = at;
        at += word.len;
        Token { span: Span::new(start, at), space_after: false, lexeme: word.lexeme }
    }));
}
