//! One thread's work with a pipeline.

use crate::conllu::Given;
use crate::model::About;
use crate::network::{Kind, Scores, Workspace};
use crate::parse::{InName, Label, Labels, Parse, Word};
use crate::pipeline::{Names, Parser, Pipeline, Tagger};
use crate::ruler::Ruled;
use crate::tokenize::{Cache, Token};
use crate::transition::{ArcEager, Arcs, BLOCK, Biluo, Blocks, NONE, Open, Place, State};
use sayso_model::Span;
use std::borrow::Cow;
#[allow(clippy::disallowed_types, reason = "only looked up in, never walked through")]
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// Stretches are taken together until they have this many words: enough to keep the products
/// large, few enough to keep memory small.
const TOGETHER: usize = 4096;
/// Kinds of words that are remembered from one group to the next.
const KINDS: usize = 1 << 16;
/// A parse takes two moves a word, and some to put words back; more than this is a circle.
const MOST_MOVES: usize = 16;

/// Runs a [`Pipeline`] over texts, one after the other, and keeps what it learns about words on
/// the way: time, never results, depends on what it has seen.
#[derive(Debug)]
pub struct Session {
    pipeline: Arc<Pipeline>,
    words: Cache,
    kinds: Vec<Kind>,
    #[allow(clippy::disallowed_types, reason = "only looked up in, never walked through")]
    places: HashMap<(u64, u64, bool), u32>,
    encoding: Vec<Workspace>,
    arcs: Blocks,
    names: Blocks,
    state: State,
    scores: Scores,
    ruled: Ruled,
    group: Group,
}

/// Stretches that are worked on together.
#[derive(Debug, Default)]
struct Group {
    /// For each stretch: its words, and the row of the first.
    stretches: Vec<(Range<usize>, usize)>,
    tokens: Vec<Token>,
    /// Kinds of words, with empty rows around each stretch.
    rows: Vec<Option<u32>>,
    /// Tags by row.
    tags: Vec<Label>,
    /// Parts of speech by row, where a network finds them.
    parts: Vec<Label>,
    /// Whether a row was found to begin a sentence, where there is no parser.
    starts: Vec<bool>,
    /// Output of the taggers.
    sums: Vec<f32>,
}

impl Pipeline {
    /// Begins to work with this pipeline.
    #[must_use]
    pub fn session(self: &Arc<Self>) -> Session {
        Session {
            pipeline: Arc::clone(self),
            words: Cache::default(),
            kinds: Vec::new(),
            places: HashMap::default(),
            encoding: vec![Workspace::default(); self.encoders.len()],
            arcs: Blocks::default(),
            names: Blocks::default(),
            state: State::default(),
            scores: Scores::default(),
            ruled: Ruled::default(),
            group: Group::default(),
        }
    }
}

impl Session {
    /// What its model is and where it is from.
    #[must_use]
    pub fn about(&self) -> &About {
        self.pipeline.about()
    }

    /// Parses the stretches of a text, each as if it stood alone, and hands each parse over in
    /// order. Spans in a parse are bytes of the whole text.
    pub fn parse_each(&mut self, text: &str, stretches: &[Span], mut each: impl FnMut(Parse)) {
        let mut rest = stretches;
        while !rest.is_empty() {
            self.begin();
            while let Some((stretch, others)) = rest.split_first().filter(|_| self.has_room()) {
                let (tokenizer, words) = (&self.pipeline.tokenizer, &mut self.words);
                tokenizer.tokens(words, text, *stretch, &mut self.group.tokens);
                self.close_stretch();
                rest = others;
            }
            self.run(text, false, |words, lemmas, labels| each(Parse::new(words, lemmas, labels)));
        }
    }

    /// Parses a text in one piece.
    #[must_use]
    pub fn parse(&mut self, text: &str) -> Parse {
        let mut whole = Parse::default();
        self.parse_each(text, &[Span::new(0, text.len())], |parse| whole = parse);
        whole
    }

    /// Parses words and sentences as they are given: each sentence stands alone, and is one tree.
    #[must_use]
    pub fn parse_given(&mut self, given: &Given) -> Parse {
        let (mut all, mut all_lemmas) = (Vec::new(), Vec::new());
        let mut rest = given.sentences.as_slice();
        while !rest.is_empty() {
            self.begin();
            while let Some((sentence, others)) = rest.split_first().filter(|_| self.has_room()) {
                let tokenizer = &self.pipeline.tokenizer;
                self.group.tokens.extend(sentence.iter().map(|word| Token {
                    span: word.span,
                    space_after: word.space_after,
                    lexeme: tokenizer.lexeme(word.span.of(&given.text).unwrap_or_default()),
                }));
                self.close_stretch();
                rest = others;
            }
            self.run(&given.text, true, |words, lemmas, _| {
                let before = u32::try_from(all.len()).unwrap_or(NONE);
                all.extend(words.into_iter().enumerate().map(|(i, word)| Word {
                    head: word.head.saturating_add(before),
                    starts: i == 0,
                    ..word
                }));
                all_lemmas.extend(lemmas.into_iter().map(Cow::into_owned));
            });
        }
        Parse::new(all, all_lemmas, Arc::clone(&self.pipeline.labels))
    }

    /// Begins a group.
    fn begin(&mut self) {
        if self.kinds.len() > KINDS {
            self.kinds.clear();
            self.places.clear();
            self.encoding.iter_mut().for_each(Workspace::forget);
        }
        let group = &mut self.group;
        group.stretches.clear();
        group.tokens.clear();
        group.rows.clear();
        group.rows.resize(self.pipeline.reach(), None);
    }

    /// Whether the group may have one more stretch.
    fn has_room(&self) -> bool {
        self.group.stretches.is_empty() || self.group.tokens.len() < TOGETHER
    }

    /// Makes a stretch of the words that were added since the last.
    fn close_stretch(&mut self) {
        let group = &mut self.group;
        let first = group.stretches.last().map_or(0, |(words, _)| words.end);
        group.stretches.push((first..group.tokens.len(), group.rows.len()));
        for token in &group.tokens[first..] {
            let kind = Kind { lexeme: token.lexeme, space_after: token.space_after };
            let key = (token.lexeme.orth, token.lexeme.norm, token.space_after);
            let place = *self.places.entry(key).or_insert_with(|| {
                self.kinds.push(kind);
                u32::try_from(self.kinds.len() - 1).unwrap_or(u32::MAX)
            });
            group.rows.push(Some(place));
        }
        group.rows.resize(group.rows.len() + self.pipeline.reach(), None);
    }

    /// Parses the stretches of the group, and hands over the words of each, with their lemmas.
    fn run(
        &mut self,
        text: &str,
        whole: bool,
        mut each: impl FnMut(Vec<Word>, Vec<Cow<'_, str>>, Arc<Labels>),
    ) {
        let count = self.group.rows.len();
        self.group.tags.clear();
        self.group.tags.resize(count, Label::default());
        self.group.parts.clear();
        self.group.parts.resize(count, Label::default());
        self.group.starts.clear();
        self.group.starts.resize(count, false);
        self.arcs.begin(count);
        self.names.begin(count);
        self.tag();
        let pipeline = Arc::clone(&self.pipeline);
        for i in 0..self.group.stretches.len() {
            let (words, row) = self.group.stretches[i].clone();
            let found = self.stretch(&pipeline, text, words.clone(), row, whole);
            let lemmas = self.lemmas(&pipeline, text, &self.group.tokens[words], &found);
            each(found, lemmas, Arc::clone(&pipeline.labels));
        }
    }

    /// The lemmas of the words that the ruler was last applied to.
    fn lemmas<'l>(
        &'l self,
        pipeline: &'l Pipeline,
        text: &'l str,
        tokens: &[Token],
        found: &[Word],
    ) -> Vec<Cow<'l, str>> {
        let Some(lemmas) = &pipeline.lemmas else { return Vec::new() };
        let lemma = |(i, (word, token)): (usize, (&Word, &Token))| {
            let morph = pipeline.ruler.morph(&self.ruled, i);
            let given = pipeline.ruler.lemma(&self.ruled, i);
            let characters = word.span.of(text).unwrap_or_default();
            lemmas.lemma(characters, &token.lexeme, word.pos, morph, given)
        };
        found.iter().zip(tokens).enumerate().map(lemma).collect()
    }

    /// Finds tags and sentence starts where this is not done on the way of parsing.
    fn tag(&mut self) {
        let pipeline = Arc::clone(&self.pipeline);
        let parser = pipeline.parser.as_ref();
        if let Some(tagger) = &pipeline.tagger
            && parser.is_none_or(|p| p.encoder != tagger.encoder)
        {
            self.label(tagger, |group, row, label| group.tags[row] = label);
        }
        if let Some(parts) = &pipeline.parts_of_speech {
            self.label(parts, |group, row, label| group.parts[row] = label);
        }
        if let Some(senter) = pipeline.senter.as_ref().filter(|_| parser.is_none()) {
            let start = senter.labels.get(1).copied();
            self.label(senter, |group, row, label| group.starts[row] = Some(label) == start);
        }
    }

    fn label(&mut self, tagger: &Tagger, set: impl Fn(&mut Group, usize, Label)) {
        let encoder = &self.pipeline.encoders[tagger.encoder];
        for start in (0..self.group.rows.len()).step_by(BLOCK) {
            let end = self.group.rows.len().min(start + BLOCK);
            let work = &mut self.encoding[tagger.encoder];
            let vectors = encoder.encode(&self.group.rows, start, end, &self.kinds, work);
            let mut sums = std::mem::take(&mut self.group.sums);
            tagger.each(vectors, encoder.width(), end - start, &mut sums, |i, label| {
                set(&mut self.group, start + i, label);
            });
            self.group.sums = sums;
        }
    }

    /// The words of one stretch; as one tree if it is a `whole` sentence.
    fn stretch(
        &mut self,
        pipeline: &Pipeline,
        text: &str,
        words: Range<usize>,
        row: usize,
        whole: bool,
    ) -> Vec<Word> {
        let count = words.len();
        let mut heads: Vec<u32> = (0..count).map(|i| u32::try_from(i).unwrap_or(NONE)).collect();
        let mut relations = vec![Label::default(); count];
        let mut starts = vec![false; count];
        match &pipeline.parser {
            Some(parser) => {
                self.arcs(parser, count, row, whole);
                self.settle(parser, &words, &mut heads, &mut relations);
                mark_starts(&heads, &mut starts);
            }
            None => starts.copy_from_slice(&self.group.starts[row..row + count]),
        }
        let word = |i: usize| Word {
            span: self.group.tokens[words.start + i].span,
            tag: self.group.tags[row + i],
            pos: self.group.parts[row + i],
            relation: relations[i],
            head: heads[i],
            starts: starts[i],
            name: InName::Out,
        };
        let mut found: Vec<Word> = (0..count).map(word).collect();
        if let Some(names) = &pipeline.names {
            self.names(names, &words, row, &mut found);
        }
        pipeline.ruler.apply(text, &self.group.tokens[words], &mut found, &mut self.ruled);
        found
    }

    /// Finds the arcs of one stretch.
    fn arcs(&mut self, parser: &Parser, count: usize, first: usize, whole: bool) {
        let pipeline = Arc::clone(&self.pipeline);
        let encoder = &pipeline.encoders[parser.encoder];
        let tagger = pipeline.tagger.as_ref().filter(|t| t.encoder == parser.encoder);
        let Group { rows, tags, sums, .. } = &mut self.group;
        let (kinds, work) = (&self.kinds, &mut self.encoding[parser.encoder]);
        self.state.begin(count, whole);
        let mut moves = 0;
        while !self.state.is_final() && moves < count.saturating_mul(MOST_MOVES) {
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
    }

    /// Takes the arcs from the state and puts those back that were drawn further up.
    fn settle(
        &self,
        parser: &Parser,
        words: &Range<usize>,
        heads: &mut [u32],
        relations: &mut [Label],
    ) {
        let mut labels = vec![parser.moves.root(); heads.len()];
        for (i, (head, label)) in heads.iter_mut().zip(&mut labels).enumerate() {
            if let Some(arc) = self.state.head(u32::try_from(i).unwrap_or(NONE)) {
                (*head, *label) = arc;
            }
        }
        let tokens = &self.group.tokens[words.clone()];
        let names = parser.moves.labels();
        let is_space = |i: usize| tokens[i].lexeme.is_space;
        Arcs { heads, labels: &mut labels, names, is_space: &is_space }.lift();
        for (relation, label) in relations.iter_mut().zip(labels) {
            *relation = parser.labels.get(usize::from(label)).copied().unwrap_or_default();
        }
    }

    /// Finds the names of one stretch.
    fn names(&mut self, names: &Names, words: &Range<usize>, first: usize, found: &mut [Word]) {
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
            let place = Place {
                is_space: self.group.tokens[words.start + i].lexeme.is_space,
                ends: next.is_none_or(|n| n.starts),
            };
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
    for i in 0..heads.len() {
        let mut at = i;
        while roots[at] == NONE && heads[at] as usize != at && way.len() < heads.len() {
            way.push(at);
            at = heads[at] as usize;
        }
        let root = if roots[at] == NONE { at } else { roots[at] as usize };
        roots[at] = u32::try_from(root).unwrap_or(NONE);
        way.drain(..).for_each(|w| roots[w] = roots[at]);
        starts[i] = !std::mem::replace(&mut seen[root], true);
    }
    if let Some(first) = starts.first_mut() {
        *first = true;
    }
}
