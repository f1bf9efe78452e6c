//! Maxout and layer norm: what follows each product in the encoder.

use super::product::Matrix;
use crate::model;

/// Sums are taken in this many strands, joined in pairs at the end: an order that machines with
/// wide registers and those without can both keep.
const STRANDS: usize = 16;
/// Keeps the norm of a constant row finite, as in training (thinc's `LayerNorm`).
const LEAST_VARIANCE: f32 = 1e-8;

/// Takes the greatest piece of each number, then the layer norm (Ba et al. 2016).
#[derive(Debug, Clone)]
pub(crate) struct Finish {
    outputs: usize,
    pieces: usize,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Finish {
    pub(crate) fn new(layer: &model::Maxout) -> Self {
        let (gain, shift) = (layer.gain.clone(), layer.shift.clone());
        Self { outputs: layer.outputs, pieces: layer.pieces, gain, shift }
    }

    /// The matrix of a layer, for inputs `from..from + inputs` of its own, with columns piece
    /// after piece, so that the greatest is found between rows of numbers.
    pub(crate) fn matrix(layer: &model::Maxout, from: usize, inputs: usize, bias: bool) -> Matrix {
        Matrix::new(inputs, layer.outputs * layer.pieces, |column| {
            let (piece, output) = (column / layer.outputs, column % layer.outputs);
            let row = output * layer.pieces + piece;
            let weights = &layer.weights[row * layer.inputs + from..][..inputs];
            (weights, if bias { layer.bias[row] } else { 0.0 })
        })
    }

    /// Finishes one row: `sums` holds all pieces, `out` gets a number for each.
    pub(crate) fn row(&self, sums: &[f32], out: &mut [f32]) {
        let out = &mut out[..self.outputs];
        out.copy_from_slice(&sums[..self.outputs]);
        for piece in 1..self.pieces {
            let sums = &sums[piece * self.outputs..][..self.outputs];
            for (out, sum) in out.iter_mut().zip(sums) {
                *out = if *sum > *out { *sum } else { *out };
            }
        }
        self.norm(out);
    }

    fn norm(&self, row: &mut [f32]) {
        #[expect(clippy::cast_precision_loss, reason = "a layer has some hundreds of outputs")]
        let count = row.len() as f32;
        let mean = sum(row, |x| x) / count;
        let variance = sum(row, |x| (x - mean) * (x - mean)) / count + LEAST_VARIANCE;
        let scale = 1.0 / variance.sqrt();
        for ((x, gain), shift) in row.iter_mut().zip(&self.gain).zip(&self.shift) {
            *x = (*x - mean) * scale * gain + shift;
        }
    }
}

fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut strands = [0.0f32; STRANDS];
    for chunk in row.chunks(STRANDS) {
        for (strand, x) in strands.iter_mut().zip(chunk) {
            *strand += of(*x);
        }
    }
    let mut width = STRANDS;
    while width > 1 {
        width /= 2;
        for i in 0..width {
            strands[i] += strands[i + width];
        }
    }
    strands[0]
}
