//! A pipeline's rules for cutting words, ready to be used.

use super::chunk::Cutter;
use super::phrases::Phrases;
use crate::lexeme::{Lexeme, Norms};
use crate::model::TokenizerRules;
use crate::pattern::{Pattern, PatternError, Scratch};
use std::ops::Range;

/// The rules.
#[derive(Debug)]
pub(super) struct Rules {
    prefix: Option<Pattern>,
    suffix: Option<Pattern>,
    pub(super) infix: Option<Pattern>,
    token: Option<Pattern>,
    url: Option<Pattern>,
    /// Words cut by hand, sorted, and where each one's pieces stand in `pieces`.
    specials: Vec<(Box<str>, Range<usize>)>,
    /// Bytes of the longest of them.
    longest: usize,
    pub(super) pieces: Vec<Piece>,
    /// Those of them that the other rules would cut.
    pub(super) phrases: Phrases,
}

/// A piece of a word cut by hand.
#[derive(Debug)]
pub(super) struct Piece {
    /// Its bytes.
    pub(super) len: usize,
    pub(super) lexeme: Lexeme,
}

impl Rules {
    pub(super) fn new(rules: &TokenizerRules, norms: &Norms) -> Result<Self, PatternError> {
        let pattern = |p: &Option<String>| p.as_deref().map(Pattern::new).transpose();
        let mut ready = Self {
            prefix: pattern(&rules.prefix)?,
            suffix: pattern(&rules.suffix)?,
            infix: pattern(&rules.infix)?,
            token: pattern(&rules.token_match)?,
            url: pattern(&rules.url_match)?,
            specials: Vec::with_capacity(rules.exceptions.len()),
            longest: 0,
            pieces: Vec::with_capacity(rules.exceptions.len() * 2),
            phrases: Phrases::default(),
        };
        ready.add_specials(rules, norms);
        ready.add_phrases(rules, norms);
        Ok(ready)
    }

    /// Takes over words cut by hand whose pieces are the word, and nothing else.
    fn add_specials(&mut self, rules: &TokenizerRules, norms: &Norms) {
        for (word, pieces) in &rules.exceptions {
            if pieces.iter().map(|piece| piece.orth.as_str()).collect::<String>() != *word {
                continue;
            }
            let start = self.pieces.len();
            self.pieces.extend(pieces.iter().map(|piece| Piece {
                len: piece.orth.len(),
                lexeme: Lexeme::new(&piece.orth, piece.norm.as_deref(), norms),
            }));
            self.longest = self.longest.max(word.len());
            self.specials.push((word.as_str().into(), start..self.pieces.len()));
        }
    }

    /// Finds the words cut by hand that the other rules would cut, so that they can be put
    /// together again.
    fn add_phrases(&mut self, rules: &TokenizerRules, norms: &Norms) {
        let mut cutter = Cutter::default();
        let mut scratch = Scratch::default();
        let mut phrases = Phrases::default();
        for (word, _) in &self.specials {
            scratch.grant(word);
            if !rules.faster_heuristics || word.contains(' ') || self.is_cut(word, &mut scratch) {
                let mut orths = Vec::new();
                super::chunks(word, |range, _| {
                    let mut cuts = Vec::new();
                    cutter.cut(self, &word[range.clone()], false, &mut cuts);
                    let mut at = range.start;
                    for cut in cuts {
                        orths.push(Lexeme::new(&word[at..at + cut.len], None, norms).orth);
                        at += cut.len;
                    }
                });
                phrases.add(&orths);
            }
        }
        self.phrases = phrases;
    }

    /// Whether a prefix, infix or suffix is found in a word.
    fn is_cut(&self, word: &str, scratch: &mut Scratch) -> bool {
        let mut infixes = 0;
        if let Some(infix) = &self.infix {
            infix.each(word, scratch, |_| infixes += 1);
        }
        infixes > 0 || self.prefix(word, scratch) > 0 || self.suffix(word, scratch) > 0
    }

    /// Bytes of the prefix to cut off; 0 for none.
    ///
    /// Its characters are counted where it is found and cut off where the word begins: the same
    /// place, for any expression that is bound to the beginning.
    pub(super) fn prefix(&self, word: &str, scratch: &mut Scratch) -> usize {
        match self.prefix.as_ref().and_then(|prefix| prefix.search(word, scratch)) {
            None => 0,
            Some(found) if found.start == 0 => found.end,
            Some(found) => {
                let count = word[found].chars().count();
                word.chars().take(count).map(char::len_utf8).sum()
            }
        }
    }

    /// Bytes of the suffix to cut off; 0 for none. Counted as for [`Rules::prefix`].
    pub(super) fn suffix(&self, word: &str, scratch: &mut Scratch) -> usize {
        match self.suffix.as_ref().and_then(|suffix| suffix.search(word, scratch)) {
            None => 0,
            Some(found) if found.end == word.len() => found.len(),
            Some(found) => {
                let count = word[found].chars().count();
                word.chars().rev().take(count).map(char::len_utf8).sum()
            }
        }
    }

    /// Whether a word is never cut.
    pub(super) fn is_token(&self, word: &str, scratch: &mut Scratch) -> bool {
        self.token.as_ref().is_some_and(|token| token.matches(word, scratch))
    }

    /// Whether a word is an address.
    pub(super) fn is_url(&self, word: &str, scratch: &mut Scratch) -> bool {
        self.url.as_ref().is_some_and(|url| url.matches(word, scratch))
    }

    /// The pieces of a word cut by hand.
    pub(super) fn special(&self, word: &str) -> Option<Range<usize>> {
        if word.len() > self.longest {
            return None;
        }
        let at = self.specials.binary_search_by(|(special, _)| (**special).cmp(word)).ok()?;
        Some(self.specials[at].1.clone())
    }
}
