//! Products of matrices, the same on every machine, bit for bit.
//!
//! Each number is its bias plus one product after the other, in the order of the inputs, each
//! product rounded before it is added. Wider instructions work on more numbers side by side and
//! change nothing about any one of them; for the same reason nothing is fused.

use std::array;

/// Columns that lie together in memory, so that a row of them fills the widest registers twice.
const PANEL: usize = 32;

/// Which instructions the products are made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Instructions {
    /// Those that every machine of its kind has.
    Plain,
    /// AVX2: eight numbers side by side.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// AVX-512: sixteen.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Instructions {
    /// The widest that this machine has.
    pub(crate) fn widest() -> Self {
        Self::all().last().copied().unwrap_or(Self::Plain)
    }

    /// All that this machine has, the widest last.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![Self::Plain];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                all.push(Self::Avx2);
            }
            if is_x86_feature_detected!("avx512f") {
                all.push(Self::Avx512);
            }
        }
        all
    }
}

/// Weights and bias of a linear layer, laid out for [`Matrix::times`].
#[derive(Debug, Clone)]
pub(crate) struct Matrix {
    inputs: usize,
    /// Panel after panel; in each, the weights of its columns for one input after the other.
    weights: Vec<f32>,
    bias: Vec<f32>,
    instructions: Instructions,
}

impl Matrix {
    /// A matrix from its rows: `row(o)` gives the weights for output `o` and its bias.
    pub(crate) fn new<'w>(
        inputs: usize,
        outputs: usize,
        row: impl Fn(usize) -> (&'w [f32], f32),
    ) -> Self {
        let panels = outputs.div_ceil(PANEL);
        let mut weights = vec![0.0; panels * inputs * PANEL];
        let mut bias = vec![0.0; panels * PANEL];
        for (output, bias) in bias.iter_mut().take(outputs).enumerate() {
            let (from, shift) = row(output);
            *bias = shift;
            let (panel, column) = (output / PANEL, output % PANEL);
            for (input, weight) in from.iter().take(inputs).enumerate() {
                weights[(panel * inputs + input) * PANEL + column] = *weight;
            }
        }
        Self { inputs, weights, bias, instructions: Instructions::widest() }
    }

    /// The same, by these instructions, which this machine must have.
    #[cfg(test)]
    pub(crate) fn by(mut self, instructions: Instructions) -> Self {
        self.instructions = instructions;
        self
    }

    /// Numbers in a row of the product; those past the outputs are zero.
    pub(crate) fn width(&self) -> usize {
        self.bias.len()
    }

    /// Multiplies `count` rows, each `stride` after the one before in `rows`, and writes them one
    /// after the other, [`width`](Self::width) apart.
    ///
    /// # Panics
    /// If `rows` or `out` is too short.
    pub(crate) fn times(&self, rows: &[f32], stride: usize, count: usize, out: &mut [f32]) {
        match self.instructions {
            Instructions::Plain => self.tiles::<4, 16>(rows, stride, count, out),
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx2 => {
                #[expect(unsafe_code, reason = "the one way to call code for chosen instructions")]
                // SAFETY: these instructions are only chosen where they were found.
                unsafe {
                    self.times_avx2(rows, stride, count, out);
                }
            }
            #[cfg(target_arch = "x86_64")]
            Instructions::Avx512 => {
                #[expect(unsafe_code, reason = "the one way to call code for chosen instructions")]
                // SAFETY: these instructions are only chosen where they were found.
                unsafe {
                    self.times_avx512(rows, stride, count, out);
                }
            }
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn times_avx2(&self, rows: &[f32], stride: usize, count: usize, out: &mut [f32]) {
        self.tiles::<6, 16>(rows, stride, count, out);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f")]
    fn times_avx512(&self, rows: &[f32], stride: usize, count: usize, out: &mut [f32]) {
        self.tiles::<8, 32>(rows, stride, count, out);
    }

    /// All rows, as many at a time as the registers hold. The last ones go back over some that
    /// were done before, which changes nothing about them, rather than going one by one.
    #[inline(always)]
    fn tiles<const ROWS: usize, const COLUMNS: usize>(
        &self,
        rows: &[f32],
        stride: usize,
        count: usize,
        out: &mut [f32],
    ) {
        let width = self.width();
        let mut row = 0;
        while row < count {
            if count >= ROWS {
                let at = row.min(count - ROWS);
                self.strip::<ROWS, COLUMNS>(&rows[at * stride..], stride, &mut out[at * width..]);
                row = at + ROWS;
            } else {
                self.strip::<1, PANEL>(&rows[row * stride..], stride, &mut out[row * width..]);
                row += 1;
            }
        }
    }

    #[inline(always)]
    fn strip<const ROWS: usize, const COLUMNS: usize>(
        &self,
        rows: &[f32],
        stride: usize,
        out: &mut [f32],
    ) {
        let width = self.width();
        let rows: [&[f32]; ROWS] = array::from_fn(|r| &rows[r * stride..][..self.inputs]);
        for (panel, weights) in self.weights.chunks_exact(self.inputs * PANEL).enumerate() {
            for column in (0..PANEL).step_by(COLUMNS) {
                let at = panel * PANEL + column;
                let mut sums = [[0.0; COLUMNS]; ROWS];
                for sums in &mut sums {
                    sums.copy_from_slice(&self.bias[at..at + COLUMNS]);
                }
                for input in 0..self.inputs {
                    let weights = &weights[input * PANEL + column..][..COLUMNS];
                    for (sums, row) in sums.iter_mut().zip(rows) {
                        let factor = row[input];
                        for (sum, weight) in sums.iter_mut().zip(weights) {
                            *sum += factor * weight;
                        }
                    }
                }
                for (r, sums) in sums.iter().enumerate() {
                    out[r * width + at..][..COLUMNS].copy_from_slice(sums);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Instructions, Matrix};
    use proptest::prelude::*;

    fn numbers(count: usize) -> impl Strategy<Value = Vec<f32>> {
        prop::collection::vec(-2.0f32..2.0, count)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn every_instruction_set_gives_the_same_bits(
            (inputs, outputs, count, weights, rows) in (1usize..40, 1usize..70, 1usize..30)
                .prop_flat_map(|(i, o, c)| (Just(i), Just(o), Just(c), numbers(o * i), numbers(c * i))),
        ) {
            let matrix = Matrix::new(inputs, outputs, |o| {
                (&weights[o * inputs..(o + 1) * inputs], 0.25)
            });
            let mut plain = vec![0.0; count * matrix.width()];
            matrix.clone().by(Instructions::Plain).times(&rows, inputs, count, &mut plain);
            for row in 0..count {
                for output in 0..outputs {
                    let mut sum = 0.25f32;
                    for input in 0..inputs {
                        sum += rows[row * inputs + input] * weights[output * inputs + input];
                    }
                    prop_assert_eq!(sum.to_bits(), plain[row * matrix.width() + output].to_bits());
                }
            }
            for instructions in Instructions::all() {
                let mut out = vec![0.0; plain.len()];
                matrix.clone().by(instructions).times(&rows, inputs, count, &mut out);
                let same = out.iter().zip(&plain).all(|(a, b)| a.to_bits() == b.to_bits());
                prop_assert!(same, "{:?} differs", instructions);
            }
        }
    }
}
