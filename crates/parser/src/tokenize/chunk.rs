//! Cuts a chunk, which has no single spaces in it, into words and marks.

use super::rules::Rules;
use crate::pattern::Scratch;

/// A word cut out of a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Its bytes.
    pub(super) len: usize,
    /// Which piece of a word cut by hand it is, if it is one.
    pub(super) piece: Option<usize>,
}

/// Cuts chunks; keeps what it needs for it from one to the next.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    scratch: Scratch,
    suffixes: Vec<usize>,
}

impl Cutter {
    /// Cuts a chunk, and appends its words in order; their lengths add up to the chunk's.
    ///
    /// Marks are cut off both ends again and again; what is left is a word cut by hand, or kept
    /// whole, or cut at its infixes. `by_hand` says whether words cut by hand count.
    pub(super) fn cut(&mut self, rules: &Rules, chunk: &str, by_hand: bool, out: &mut Vec<Cut>) {
        self.suffixes.clear();
        self.scratch.grant(chunk);
        let rest = self.cut_ends(rules, chunk, by_hand, out);
        if !rest.is_empty() {
            self.scratch.grant(rest);
            self.cut_rest(rules, rest, by_hand, out);
        }
        out.extend(self.suffixes.iter().rev().map(|len| Cut { len: *len, piece: None }));
    }

    /// Cuts prefixes and suffixes off; gives what is between.
    fn cut_ends<'c>(
        &mut self,
        rules: &Rules,
        chunk: &'c str,
        by_hand: bool,
        out: &mut Vec<Cut>,
    ) -> &'c str {
        let is_special = |rest: &str| by_hand && rules.special(rest).is_some();
        let mut rest = chunk;
        loop {
            if rest.is_empty() || rules.is_token(rest, &mut self.scratch) || is_special(rest) {
                return rest;
            }
            let prefix = rules.prefix(rest, &mut self.scratch);
            let (cut, after) = rest.split_at(prefix);
            if prefix > 0 && !after.is_empty() && is_special(after) {
                out.push(Cut { len: cut.len(), piece: None });
                return after;
            }
            let suffix = rules.suffix(after, &mut self.scratch);
            let before = &rest[..rest.len() - suffix];
            if suffix > 0 && !before.is_empty() && is_special(before) {
                self.suffixes.push(suffix);
                return before;
            }
            if prefix == 0 && suffix == 0 {
                return rest;
            }
            if prefix > 0 {
                out.push(Cut { len: prefix, piece: None });
            }
            if suffix > 0 {
                self.suffixes.push(suffix);
            }
            rest = &after[..after.len() - suffix];
        }
    }

    fn cut_rest(&mut self, rules: &Rules, rest: &str, by_hand: bool, out: &mut Vec<Cut>) {
        if let Some(pieces) = rules.special(rest).filter(|_| by_hand) {
            out.extend(pieces.map(|at| Cut { len: rules.pieces[at].len, piece: Some(at) }));
        } else if rules.is_token(rest, &mut self.scratch) || rules.is_url(rest, &mut self.scratch) {
            out.push(Cut { len: rest.len(), piece: None });
        } else {
            self.scratch.grant(rest);
            self.cut_inside(rules, rest, out);
        }
    }

    /// Cuts at infixes; one at the very beginning does not count.
    fn cut_inside(&mut self, rules: &Rules, rest: &str, out: &mut Vec<Cut>) {
        let mut start = 0;
        let mut push = |len: usize| {
            if len > 0 {
                out.push(Cut { len, piece: None });
            }
        };
        if let Some(infix) = &rules.infix {
            infix.each(rest, &mut self.scratch, |found| {
                if found.start > 0 {
                    push(found.start - start);
                    push(found.len());
                    start = found.end;
                }
            });
        }
        push(rest.len() - start);
    }
}
