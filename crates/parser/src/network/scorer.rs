//! Scores of a transition system's moves: what each word brings at each place of the state is
//! worked out beforehand and added up (Chen & Manning 2014, section 3.2).

use super::encoder::grow;
use super::product::Matrix;
use crate::model;

/// Turns words' vectors into what they bring to a state, and states into scores.
#[derive(Debug, Clone)]
pub(crate) struct Scorer {
    narrow: Matrix,
    lower: Matrix,
    features: usize,
    hidden: usize,
    bias: Vec<f32>,
    pad: Vec<f32>,
    upper: Option<Matrix>,
    moves: usize,
}

/// What the words of one block bring, a row each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    narrowed: Vec<f32>,
    rows: Vec<f32>,
}

/// Room to score a state in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scores {
    sums: Vec<f32>,
    scores: Vec<f32>,
}

impl Scorer {
    pub(crate) fn new(from: &model::Transitions, encoded: usize) -> Self {
        let width = from.narrow_bias.len();
        let (hidden, pieces) = (from.hidden, from.pieces);
        // Columns: feature after feature, in each piece after piece.
        let place = |column: usize| {
            let (feature, rest) = (column / (hidden * pieces), column % (hidden * pieces));
            let (piece, number) = (rest / hidden, rest % hidden);
            (feature * hidden + number) * pieces + piece
        };
        let row = hidden * pieces;
        Self {
            narrow: Matrix::new(encoded, width, |o| {
                (&from.narrow[o * encoded..][..encoded], from.narrow_bias[o])
            }),
            lower: Matrix::new(width, from.features * row, |column| {
                (&from.lower[place(column) * width..][..width], 0.0)
            }),
            features: from.features,
            hidden,
            bias: (0..row).map(|column| from.lower_bias[place(column)]).collect(),
            pad: (0..from.features * row).map(|column| from.pad[place(column)]).collect(),
            upper: from.upper.as_ref().map(|upper| {
                Matrix::new(hidden, from.moves.len(), |o| {
                    (&upper[o * hidden..][..hidden], from.upper_bias[o])
                })
            }),
            moves: from.moves.len(),
        }
    }

    /// Works out what `count` words bring.
    pub(crate) fn table(&self, vectors: &[f32], width: usize, count: usize, table: &mut Table) {
        grow(&mut table.narrowed, count * self.narrow.width());
        self.narrow.times(vectors, width, count, &mut table.narrowed);
        grow(&mut table.rows, count * self.lower.width());
        self.lower.times(&table.narrowed, self.narrow.width(), count, &mut table.rows);
    }

    /// The row of a word of the block.
    pub(crate) fn row<'t>(&self, table: &'t Table, word: usize) -> &'t [f32] {
        &table.rows[word * self.lower.width()..][..self.lower.width()]
    }

    /// What a word brings as this feature.
    fn brings<'t>(&self, feature: usize, row: &'t [f32]) -> &'t [f32] {
        let width = self.bias.len();
        &row[feature * width..][..width]
    }

    /// Scores of a state's moves. `row(f)` is the table row of the word that feature `f` looks at.
    pub(crate) fn scores<'w, 't>(
        &self,
        row: impl Fn(usize) -> Option<&'t [f32]>,
        work: &'w mut Scores,
    ) -> &'w [f32] {
        work.sums.clear();
        work.sums.extend_from_slice(&self.bias);
        for feature in 0..self.features {
            let brought = self.brings(feature, row(feature).unwrap_or(&self.pad));
            for (sum, brought) in work.sums.iter_mut().zip(brought) {
                *sum += brought;
            }
        }
        let (hidden, pieces) = work.sums.split_at_mut(self.hidden);
        for piece in pieces.chunks_exact(self.hidden) {
            for (hidden, piece) in hidden.iter_mut().zip(piece) {
                *hidden = if *piece > *hidden { *piece } else { *hidden };
            }
        }
        let Some(upper) = &self.upper else { return hidden };
        work.scores.resize(upper.width(), 0.0);
        upper.times(hidden, self.hidden, 1, &mut work.scores);
        &work.scores[..self.moves]
    }
}
