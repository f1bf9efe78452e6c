//! A stretch, parsed piece by piece. A piece ends where no word is left on the stack: what was
//! read before bears on nothing that follows, so the pieces are those of the whole.

use super::Session;
use crate::parse::{InName, Label, Word};
use crate::pipeline::{Names, Parser, Pipeline};
use crate::tokenize::Token;
use crate::transition::{ArcEager, Arcs, Biluo, NONE, Open, Place};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A piece has at least so many words, where there are as many; few in tests, to have many pieces.
const PIECE: usize = if cfg!(test) { 4 } else { 4096 };
/// A parse takes two moves a word, and some to put words back; more than this is a circle.
const MOST_MOVES: usize = 16;

/// Some sentences, before the ruler has seen them.
struct Piece {
    tokens: Vec<Token>,
    words: Vec<Word>,
}

impl Piece {
    /// Some of its words.
    fn some(&self, places: Range<usize>) -> Vec<(Token, Word)> {
        places.map(|i| (self.tokens[i], self.words[i])).collect()
    }
}

impl Session {
    /// Parses a stretch of the group, and hands over the words of each piece with their lemmas;
    /// heads are places in the piece. A `whole` stretch is one sentence and one tree.
    pub(super) fn stretch(
        &mut self,
        text: &str,
        at: usize,
        whole: bool,
        mut each: impl FnMut(Vec<Word>, Vec<Cow<'_, str>>),
    ) {
        self.prepare();
        let pipeline = Arc::clone(&self.pipeline);
        let rows = self.group.stretch(at);
        let reach = pipeline.ruler.reach();
        let mut before = Vec::new();
        let mut last: Option<Piece> = None;
        let mut start = rows.start;
        while start < rows.end {
            let piece = self.piece(&pipeline, start..rows.end, whole);
            start += piece.words.len().max(1);
            let next = piece.some(0..reach.min(piece.words.len()));
            if let Some(done) = last.replace(piece) {
                let end = done.some(done.words.len().saturating_sub(reach)..done.words.len());
                self.rule(&pipeline, text, done, &before, &next, &mut each);
                before = end;
            }
        }
        if let Some(done) = last {
            self.rule(&pipeline, text, done, &before, &[], &mut each);
        }
    }

    /// The first piece of these rows.
    fn piece(&mut self, pipeline: &Pipeline, rows: Range<usize>, whole: bool) -> Piece {
        let first = rows.start;
        let end = match &pipeline.parser {
            Some(parser) => first + self.arcs(parser, rows, whole),
            None => self.end_without_parser(rows, whole),
        };
        let tokens = self.tokens(first..end);
        let count = tokens.len();
        let mut heads: Vec<u32> = (0..count).map(|i| u32::try_from(i).unwrap_or(NONE)).collect();
        let mut relations = vec![Label::default(); count];
        let mut starts = vec![false; count];
        match &pipeline.parser {
            Some(parser) => {
                self.settle(parser, &tokens, &mut heads, &mut relations);
                mark_starts(&heads, &mut starts);
            }
            None if whole => {}
            None => starts.copy_from_slice(&self.group.starts[first..end]),
        }
        if let Some(start) = starts.first_mut() {
            *start = true;
        }
        let word = |i: usize| Word {
            span: tokens[i].span,
            tag: self.group.tags[first + i],
            pos: self.group.parts[first + i],
            relation: relations[i],
            head: heads[i],
            starts: starts[i],
            name: InName::Out,
        };
        let mut words: Vec<Word> = (0..count).map(word).collect();
        if let Some(names) = &pipeline.names {
            self.names(names, &tokens, first, &mut words);
        }
        Piece { tokens, words }
    }

    /// Where the first piece of these rows ends, if nothing but sentence starts is known.
    fn end_without_parser(&self, rows: Range<usize>, whole: bool) -> usize {
        let from = rows.start.saturating_add(PIECE);
        let next = (from..rows.end).find(|row| self.group.starts[*row] && !whole);
        next.unwrap_or(rows.end)
    }

    /// Applies the ruler to a piece, between the words that stand beside it, finds its lemmas,
    /// and hands it over.
    fn rule(
        &mut self,
        pipeline: &Pipeline,
        text: &str,
        piece: Piece,
        before: &[(Token, Word)],
        next: &[(Token, Word)],
        each: &mut impl FnMut(Vec<Word>, Vec<Cow<'_, str>>),
    ) {
        let Piece { mut tokens, mut words } = piece;
        let beside = before.len();
        tokens.splice(..0, before.iter().map(|(token, _)| *token));
        words.splice(..0, before.iter().map(|(_, word)| *word));
        tokens.extend(next.iter().map(|(token, _)| *token));
        words.extend(next.iter().map(|(_, word)| *word));
        pipeline.ruler.apply(text, &tokens, &mut words, &mut self.ruled);
        words.truncate(words.len() - next.len());
        words.drain(..beside);
        let mut lemmas = Vec::new();
        if let Some(lemmatizer) = &pipeline.lemmas {
            lemmas.extend(words.iter().zip(&tokens[beside..]).enumerate().map(
                |(i, (word, token))| {
                    let morph = pipeline.ruler.morph(&self.ruled, beside + i);
                    let given = pipeline.ruler.lemma(&self.ruled, beside + i);
                    let characters = word.span.of(text).unwrap_or_default();
                    lemmatizer.lemma(characters, &token.lexeme, word.pos, morph, given)
                },
            ));
        }
        each(words, lemmas);
    }

    /// Finds the arcs of the first piece of these rows; tells how many words it has.
    fn arcs(&mut self, parser: &Parser, words: Range<usize>, whole: bool) -> usize {
        let pipeline = Arc::clone(&self.pipeline);
        let encoder = &pipeline.encoders[parser.encoder];
        let tagger = pipeline.tagger.as_ref().filter(|t| t.encoder == parser.encoder);
        let (rows, tags, sums) = (&self.group.rows, &mut self.group.tags, &mut self.group.sums);
        let (kinds, work) = (&self.kinds, &mut self.encoding[parser.encoder]);
        let (first, count) = (words.start, words.len());
        self.state.begin(count, whole);
        let mut moves = 0;
        while !self.state.is_final() && moves < count.saturating_mul(MOST_MOVES) {
            if let Some(read) = self.state.between().filter(|read| *read >= PIECE && !whole) {
                return read;
            }
            moves += 1;
            let features = ArcEager::features(&self.state);
            for word in features.iter().filter(|w| **w != NONE) {
                self.arcs.ready(first + *word as usize, |start, end, table| {
                    let vectors = encoder.encode(rows, start, end, kinds, work);
                    parser.scorer.table(vectors, encoder.width(), end - start, table);
                    if let Some(tagger) = tagger {
                        tagger.each(vectors, encoder.width(), end - start, sums, |i, label| {
                            tags[start + i] = label;
                        });
                    }
                });
            }
            let brought = |feature: usize| {
                let word = features.get(feature).copied().filter(|w| *w != NONE)?;
                let (table, at) = self.arcs.at(first + word as usize);
                Some(parser.scorer.row(table, at))
            };
            let scores = parser.scorer.scores(brought, &mut self.scores);
            parser.moves.advance(&mut self.state, scores);
        }
        count
    }

    /// Takes the arcs from the state and puts those back that were drawn further up.
    fn settle(
        &self,
        parser: &Parser,
        tokens: &[Token],
        heads: &mut [u32],
        relations: &mut [Label],
    ) {
        let mut labels = vec![parser.moves.root(); heads.len()];
        for (i, (head, label)) in heads.iter_mut().zip(&mut labels).enumerate() {
            if let Some(arc) = self.state.head(u32::try_from(i).unwrap_or(NONE)) {
                (*head, *label) = arc;
            }
        }
        let names = parser.moves.labels();
        let is_space = |i: usize| tokens[i].lexeme.is_space;
        Arcs { heads, labels: &mut labels, names, is_space: &is_space }.lift();
        for (relation, label) in relations.iter_mut().zip(labels) {
            *relation = parser.labels.get(usize::from(label)).copied().unwrap_or_default();
        }
    }

    /// Finds the names of a piece whose first row is `first`.
    fn names(&mut self, names: &Names, tokens: &[Token], first: usize, found: &mut [Word]) {
        let encoder = &self.pipeline.encoders[names.encoder];
        let (rows, kinds) = (&self.group.rows, &self.kinds);
        let work = &mut self.encoding[names.encoder];
        let mut open: Open = None;
        for i in 0..found.len() {
            let word = u32::try_from(i).unwrap_or(NONE);
            let features = Biluo::features(word, open);
            for word in features.iter().flatten() {
                self.names.ready(first + *word as usize, |start, end, table| {
                    let vectors = encoder.encode(rows, start, end, kinds, work);
                    names.scorer.table(vectors, encoder.width(), end - start, table);
                });
            }
            let brought = |feature: usize| {
                let word = features.get(feature).copied().flatten()?;
                let (table, at) = self.names.at(first + word as usize);
                Some(names.scorer.row(table, at))
            };
            let scores = names.scorer.scores(brought, &mut self.scores);
            let next = found.get(i + 1);
            let place =
                Place { is_space: tokens[i].lexeme.is_space, ends: next.is_none_or(|n| n.starts) };
            found[i].name = names.moves.best(scores, place, &mut open, word);
        }
    }
}

/// A sentence begins at the first word of all that hang on one root.
fn mark_starts(heads: &[u32], starts: &mut [bool]) {
    // The root of each word, once known.
    let mut roots = vec![NONE; heads.len()];
    let mut seen = vec![false; heads.len()];
    let mut way = Vec::new();
    for (i, start) in starts.iter_mut().enumerate() {
        let mut at = i;
        while roots[at] == NONE && heads[at] as usize != at && way.len() < heads.len() {
            way.push(at);
            at = heads[at] as usize;
        }
        let root = if roots[at] == NONE { at } else { roots[at] as usize };
        roots[at] = u32::try_from(root).unwrap_or(NONE);
        way.drain(..).for_each(|w| roots[w] = roots[at]);
        *start = !std::mem::replace(&mut seen[root], true);
    }
}
