//! Logistic regression, by Newton's method.

/// What pulls each weight towards nothing.
const RIDGE: f64 = 1.0;
const STEPS: usize = 20;

/// The weights that tell those rows that are from those that are not.
pub(super) fn fit<const N: usize>(rows: &[([f32; N], bool)]) -> [f64; N] {
    let mut weights = [0.0; N];
    for _ in 0..STEPS {
        let mut slope = weights.map(|weight| -RIDGE * weight);
        let mut bend = [[0.0; N]; N];
        (0..N).for_each(|n| bend[n][n] = RIDGE);
        for (row, is) in rows {
            let row = row.map(f64::from);
            let sum: f64 = row.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let share = 1.0 / (1.0 + (-sum).exp());
            let missed = f64::from(u8::from(*is)) - share;
            for a in 0..N {
                slope[a] += missed * row[a];
                (0..N).for_each(|b| bend[a][b] += share * (1.0 - share) * row[a] * row[b]);
            }
        }
        let step = solved(bend, slope);
        (0..N).for_each(|n| weights[n] += step[n]);
    }
    weights
}

/// Gauss's elimination; the matrix is positive definite, so that no row need be exchanged.
fn solved<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for n in 0..N {
        for below in n + 1..N {
            let times = matrix[below][n] / matrix[n][n];
            (n..N).for_each(|column| matrix[below][column] -= times * matrix[n][column]);
            right[below] -= times * right[n];
        }
    }
    for n in (0..N).rev() {
        let known: f64 = (n + 1..N).map(|column| matrix[n][column] * right[column]).sum();
        right[n] = (right[n] - known) / matrix[n][n];
    }
    right
}
