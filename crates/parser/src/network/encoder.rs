//! From words to vectors: embeddings by hashing, mixed, then layers that each look at a word and
//! its neighbours (spaCy's `MultiHashEmbed` and `MaxoutWindowEncoder`; Serrà & Karatzoglou 2017
//! for the embeddings, Goodfellow et al. 2013 for maxout).
//!
//! What depends on a word alone is worked out once and kept: its mixed embedding and its part in
//! the first layer's sums, one for each place in the window. Only the later layers are products.

use super::layer::Finish;
use super::product::Matrix;
use crate::lexeme::{Lexeme, hash_rows};
use crate::model::{self, Attribute};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Words whose vectors are kept; when there are more, all are forgotten and begun anew.
const KEPT: usize = 4096;

/// The rows of a text as the network sees them: kinds of words, by their place in a list, and
/// `None` where no word is. Between stretches that shall not see each other, and at both ends,
/// as many rows must be empty as the network [reaches](Encoder::reach).
pub(crate) type Rows<'r> = &'r [Option<u32>];

/// A word as the network sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    pub(crate) lexeme: Lexeme,
    /// Whether a space follows it.
    pub(crate) space_after: bool,
}

/// By what tells nearly all kinds apart. Two words can be made to have the same number, so that
/// equal kinds are those of which all is equal.
impl Hash for Kind {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (self.lexeme.orth, self.lexeme.norm, self.space_after).hash(hasher);
    }
}

/// A network that turns words into vectors.
#[derive(Debug, Clone)]
pub(crate) struct Encoder {
    width: usize,
    window: usize,
    embeds: Vec<model::HashEmbed>,
    vectors: Option<(Arc<model::Vectors>, Matrix)>,
    mix: Matrix,
    mix_finish: Finish,
    /// The first layer, for one word at each place in the window, side by side.
    first: Option<First>,
    later: Vec<(Matrix, Finish)>,
}

#[derive(Debug, Clone)]
struct First {
    parts: Vec<Matrix>,
    bias: Vec<f32>,
    finish: Finish,
}

/// What an encoder keeps between calls: vectors of words seen, and room to work in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Workspace {
    /// Place of each kind of word in `kept`, plus one.
    slots: Vec<u32>,
    used: usize,
    kept: Vec<f32>,
    here: Vec<f32>,
    sums: Vec<f32>,
    mixed: Vec<f32>,
    embedded: Vec<f32>,
}

impl Encoder {
    pub(crate) fn new(encoder: &model::Encoder, vectors: Option<&Arc<model::Vectors>>) -> Self {
        let width = encoder.width;
        let vectors = encoder.projection.as_ref().zip(vectors).map(|(projection, vectors)| {
            let inputs = vectors.width;
            let matrix = Matrix::new(inputs, width, |o| (&projection[o * inputs..][..inputs], 0.0));
            (Arc::clone(vectors), matrix)
        });
        let mut layers = encoder.layers.iter();
        let whole = |layer: &model::Maxout| {
            (Finish::matrix(layer, 0, layer.inputs, true), Finish::new(layer))
        };
        let first = layers.next().map(|layer| First::new(layer, width, encoder.window));
        let (mix, mix_finish) = whole(&encoder.mix);
        Self {
            width,
            window: encoder.window,
            embeds: encoder.embeds.clone(),
            vectors,
            mix,
            mix_finish,
            first,
            later: layers.map(whole).collect(),
        }
    }

    /// Numbers in a vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// How many words to each side bear on a word's vector.
    pub(crate) fn reach(&self) -> usize {
        self.window * (self.later.len() + usize::from(self.first.is_some()))
    }

    /// Numbers kept of each kind of word.
    fn stride(&self) -> usize {
        self.width + self.first.as_ref().map_or(0, |f| f.parts.iter().map(Matrix::width).sum())
    }

    /// The vectors of `rows[start..end]`, one after the other. `kinds` are the words that rows speak of.
    pub(crate) fn encode<'w>(
        &self,
        rows: Rows<'_>,
        start: usize,
        end: usize,
        kinds: &[Kind],
        work: &'w mut Workspace,
    ) -> &'w [f32] {
        let from = start.saturating_sub(self.reach());
        let to = rows.len().min(end + self.reach());
        let rows = &rows[from..to];
        self.keep(rows, kinds, work);
        let count = rows.len();
        let edge = self.window * self.width;
        // An empty window of rows before and after, so that the layers need look for no ends.
        work.here.clear();
        work.here.resize(count * self.width + 2 * edge, 0.0);
        for (i, row) in rows.iter().enumerate() {
            if let Some(kept) = work.kept(*row, self.stride()) {
                let at = edge + i * self.width;
                work.here[at..at + self.width].copy_from_slice(&work.kept[kept..][..self.width]);
            }
        }
        if let Some(first) = &self.first {
            self.first(first, rows, work);
        }
        for (matrix, finish) in &self.later {
            grow(&mut work.sums, count * matrix.width());
            matrix.times(&work.here, self.width, count, &mut work.sums);
            for i in 0..count {
                let sums = &work.sums[i * matrix.width()..][..matrix.width()];
                finish.row(sums, &mut work.mixed);
                add(&mut work.here[edge + i * self.width..], &work.mixed[..self.width]);
            }
        }
        &work.here[edge + (start - from) * self.width..][..(end - start) * self.width]
    }

    /// The first layer, by adding up what each neighbour brings.
    fn first(&self, first: &First, rows: Rows<'_>, work: &mut Workspace) {
        let (stride, edge) = (self.stride(), self.window * self.width);
        let width = first.bias.len();
        let mut sums = std::mem::take(&mut work.sums);
        grow(&mut sums, width);
        for i in 0..rows.len() {
            let sums = &mut sums[..width];
            sums.copy_from_slice(&first.bias);
            for place in 0..first.parts.len() {
                let neighbour = (i + place).checked_sub(self.window);
                let row = neighbour.and_then(|n| rows.get(n).copied().flatten());
                if let Some(kept) = work.kept(row, stride) {
                    add(sums, &work.kept[kept + self.width + place * width..][..width]);
                }
            }
            first.finish.row(sums, &mut work.mixed);
            add(&mut work.here[edge + i * self.width..], &work.mixed[..self.width]);
        }
        work.sums = sums;
    }

    /// Sees to it that all words of these rows are kept.
    fn keep(&self, rows: Rows<'_>, kinds: &[Kind], work: &mut Workspace) {
        work.mixed.resize(self.width.max(self.mix.width()), 0.0);
        work.slots.resize(kinds.len().max(work.slots.len()), 0);
        let new = rows.iter().flatten().filter(|r| work.slots[**r as usize] == 0).count();
        if work.used + new > KEPT.max(rows.len()) {
            work.slots.fill(0);
            work.used = 0;
        }
        let first = work.used;
        work.embedded.clear();
        for row in rows.iter().flatten() {
            if work.slots[*row as usize] == 0 {
                work.used += 1;
                work.slots[*row as usize] = u32::try_from(work.used).unwrap_or(u32::MAX);
                self.embed(&kinds[*row as usize], &mut work.embedded);
            }
        }
        self.mix(first, work);
    }

    /// Appends a word's embeddings, side by side.
    fn embed(&self, kind: &Kind, embedded: &mut Vec<f32>) {
        let width = self.width;
        let mut at = embedded.len();
        embedded.resize(at + self.inputs(), 0.0);
        for embed in &self.embeds {
            let out = &mut embedded[at..at + width];
            for row in hash_rows(value(kind, embed.attribute), embed.seed) {
                let row = row as usize % embed.rows;
                add(out, &embed.table[row * width..][..width]);
            }
            at += width;
        }
        if let Some((vectors, projection)) = &self.vectors
            && let Some(row) = vectors.get(kind.lexeme.orth)
        {
            let mut out = vec![0.0; projection.width()];
            projection.times(row, vectors.width, 1, &mut out);
            embedded[at..at + width].copy_from_slice(&out[..width]);
        }
    }

    /// Numbers in a word's embeddings.
    fn inputs(&self) -> usize {
        self.width * (self.embeds.len() + usize::from(self.vectors.is_some()))
    }

    /// Mixes the embeddings of the words from slot `first`, and works out their parts in the
    /// first layer.
    fn mix(&self, first: usize, work: &mut Workspace) {
        let count = work.used - first;
        let room = work.used * self.stride();
        work.kept.resize(room.max(work.kept.len()), 0.0);
        grow(&mut work.sums, count * self.mix.width());
        self.mix.times(&work.embedded, self.inputs(), count, &mut work.sums);
        for (i, sums) in work.sums.chunks_exact(self.mix.width()).take(count).enumerate() {
            self.mix_finish.row(sums, &mut work.kept[(first + i) * self.stride()..]);
        }
        let mut place = self.width;
        for part in self.first.iter().flat_map(|f| &f.parts) {
            let words = &work.kept[first * self.stride()..];
            grow(&mut work.sums, count * part.width());
            part.times(words, self.stride(), count, &mut work.sums);
            for (i, sums) in work.sums.chunks_exact(part.width()).take(count).enumerate() {
                let at = (first + i) * self.stride() + place;
                work.kept[at..at + part.width()].copy_from_slice(sums);
            }
            place += part.width();
        }
    }
}

impl First {
    fn new(layer: &model::Maxout, width: usize, window: usize) -> Self {
        let places = 2 * window + 1;
        let parts: Vec<Matrix> =
            (0..places).map(|p| Finish::matrix(layer, p * width, width, false)).collect();
        let mut bias = vec![0.0; parts.first().map_or(0, Matrix::width)];
        for (output, pieces) in layer.bias.chunks_exact(layer.pieces).enumerate() {
            for (piece, shift) in pieces.iter().enumerate() {
                bias[piece * layer.outputs + output] = *shift;
            }
        }
        Self { parts, bias, finish: Finish::new(layer) }
    }
}

impl Workspace {
    /// Where a word's numbers begin.
    fn kept(&self, row: Option<u32>, stride: usize) -> Option<usize> {
        let slot = *self.slots.get(row? as usize)?;
        Some(slot.checked_sub(1)? as usize * stride)
    }

    /// Forgets the words: their list has changed.
    pub(crate) fn forget(&mut self) {
        self.slots.clear();
        self.used = 0;
    }
}

fn value(kind: &Kind, attribute: Attribute) -> u64 {
    match attribute {
        Attribute::Norm => kind.lexeme.norm,
        Attribute::Prefix => kind.lexeme.prefix,
        Attribute::Suffix => kind.lexeme.suffix,
        Attribute::Shape => kind.lexeme.shape,
        Attribute::Orth => kind.lexeme.orth,
        Attribute::Lower => kind.lexeme.lower,
        Attribute::Spacy => u64::from(kind.space_after),
        Attribute::IsSpace => u64::from(kind.lexeme.is_space),
    }
}

fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

/// Sees to it that there is room for so many numbers.
pub(super) fn grow(room: &mut Vec<f32>, size: usize) {
    if room.len() < size {
        room.resize(size, 0.0);
    }
}
