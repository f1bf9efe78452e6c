//! Learns what it costs that one sound stands for another, from pairs of words that spell one word: a
//! stochastic edit distance by expectation maximisation (Ristad and Yianilos, *Learning string-edit
//! distance*, 1998). Pairs that are no spellings of one word are borne: each pair is taken for one
//! only as far as that explains it better than two words by chance (a mixture).

use std::collections::BTreeMap;

/// A sound, or none.
type Sound = Option<char>;
/// Rounds of learning: the costs move by less than a hundredth of a nat after these.
const ROUNDS: usize = 12;
/// Times that each exchange is taken to have been seen beforehand.
const BEFOREHAND: f64 = 0.02;

/// How often spellings have a sound where others have another, or none.
pub(super) struct Exchanges {
    /// Sounds of either side; number 0 is none.
    sounds: [Vec<Sound>; 2],
    /// The share of each exchange.
    shares: Vec<Vec<f64>>,
    /// The share of pairs that spell one word.
    same: f64,
}

impl Exchanges {
    /// Learns from pairs of words.
    pub(super) fn learn(pairs: &[(String, String)]) -> Self {
        let sides = [side(pairs.iter().map(|p| &p.0)), side(pairs.iter().map(|p| &p.1))];
        let number = |side: usize, word: &str| -> Vec<usize> {
            word.chars().filter_map(|c| sides[side].binary_search(&Some(c)).ok()).collect()
        };
        let mut counted: BTreeMap<(Vec<usize>, Vec<usize>), f64> = BTreeMap::new();
        for (one, other) in pairs {
            *counted.entry((number(0, one), number(1, other))).or_default() += 1.0;
        }
        // Names are not all alike telling: that Mohammed is also Muhammad is not to drown the rest.
        counted.values_mut().for_each(|count| *count = count.sqrt());
        let mut this = Self { shares: beginning(&sides), sounds: sides, same: 0.9 };
        for _ in 0..ROUNDS {
            this.again(&counted);
        }
        this
    }

    fn again(&mut self, counted: &BTreeMap<(Vec<usize>, Vec<usize>), f64>) {
        let (rows, columns) = (self.sounds[0].len(), self.sounds[1].len());
        let mut seen = vec![vec![BEFOREHAND; columns]; rows];
        seen[0][0] = 0.0;
        let alone = self.alone();
        let (mut same, mut all) = (0.0, 0.0);
        for ((one, other), count) in counted {
            let (forward, backward) = (self.forward(one, other), self.backward(one, other));
            let likely = forward[one.len()][other.len()];
            let by_chance: f64 = one.iter().map(|a| alone[0][*a]).product::<f64>()
                * other.iter().map(|b| alone[1][*b]).product::<f64>();
            let spelled = self.same * likely;
            let share = spelled / (spelled + (1.0 - self.same) * by_chance);
            all += count;
            if !share.is_finite() {
                continue;
            }
            same += count * share;
            let each = count * share / likely;
            for i in 0..=one.len() {
                for j in 0..=other.len() {
                    let before = forward[i][j] * each;
                    if i < one.len() {
                        seen[one[i]][0] += before * self.shares[one[i]][0] * backward[i + 1][j];
                    }
                    if j < other.len() {
                        seen[0][other[j]] += before * self.shares[0][other[j]] * backward[i][j + 1];
                    }
                    if i < one.len() && j < other.len() {
                        let (a, b) = (one[i], other[j]);
                        seen[a][b] += before * self.shares[a][b] * backward[i + 1][j + 1];
                    }
                }
            }
        }
        let total: f64 = seen.iter().flatten().sum();
        seen.iter_mut().flatten().for_each(|count| *count /= total);
        (self.shares, self.same) = (seen, same / all);
    }

    /// The share of all exchanges that each sound of either side is in.
    fn alone(&self) -> [Vec<f64>; 2] {
        let rows = self.shares.iter().map(|row| row.iter().sum()).collect();
        let columns = (0..self.sounds[1].len()).map(|b| self.shares.iter().map(|row| row[b]).sum());
        [rows, columns.collect()]
    }

    fn forward(&self, one: &[usize], other: &[usize]) -> Vec<Vec<f64>> {
        let mut table = vec![vec![0.0; other.len() + 1]; one.len() + 1];
        table[0][0] = 1.0;
        for i in 0..=one.len() {
            for j in 0..=other.len() {
                if i > 0 {
                    table[i][j] += table[i - 1][j] * self.shares[one[i - 1]][0];
                }
                if j > 0 {
                    table[i][j] += table[i][j - 1] * self.shares[0][other[j - 1]];
                }
                if i > 0 && j > 0 {
                    table[i][j] += table[i - 1][j - 1] * self.shares[one[i - 1]][other[j - 1]];
                }
            }
        }
        table
    }

    fn backward(&self, one: &[usize], other: &[usize]) -> Vec<Vec<f64>> {
        let mut table = vec![vec![0.0; other.len() + 1]; one.len() + 1];
        table[one.len()][other.len()] = 1.0;
        for i in (0..=one.len()).rev() {
            for j in (0..=other.len()).rev() {
                if i < one.len() {
                    table[i][j] += table[i + 1][j] * self.shares[one[i]][0];
                }
                if j < other.len() {
                    table[i][j] += table[i][j + 1] * self.shares[0][other[j]];
                }
                if i < one.len() && j < other.len() {
                    table[i][j] += table[i + 1][j + 1] * self.shares[one[i]][other[j]];
                }
            }
        }
        table
    }

    /// The costs, in hundredths of a nat: of an exchange, how much rarer it is than its two sounds;
    /// those over `most` are left out.
    pub(super) fn costs(&self, most: u16) -> Vec<(Sound, Sound, u16)> {
        let alone = self.alone();
        let mut costs = Vec::new();
        for (a, one) in self.sounds[0].iter().enumerate() {
            for (b, other) in self.sounds[1].iter().enumerate() {
                let usual = match (one, other) {
                    (None, None) => continue,
                    (Some(_), None) => alone[0][a],
                    (None, Some(_)) => alone[1][b],
                    (Some(_), Some(_)) => (alone[0][a] * alone[1][b]).sqrt(),
                };
                let cost = (-100.0 * (self.shares[a][b] / usual).ln()).round().max(0.0);
                let is_other = one != other;
                if is_other && cost < f64::from(most) {
                    costs.push((*one, *other, cost as u16));
                }
            }
        }
        costs
    }
}

/// The sounds of some words, none first.
fn side<'w>(words: impl Iterator<Item = &'w String>) -> Vec<Sound> {
    let sounds: std::collections::BTreeSet<Sound> =
        words.flat_map(|word| word.chars().map(Some)).chain([None]).collect();
    sounds.into_iter().collect()
}

/// What is held before anything is learnt: a sound stands mostly for itself.
fn beginning(sides: &[Vec<Sound>; 2]) -> Vec<Vec<f64>> {
    let share = |one: &Sound, other: &Sound| match (one, other) {
        (None, None) => 0.0,
        (None, _) | (_, None) => 1.0,
        _ if one == other => 30.0,
        _ => 0.3,
    };
    let row = |one| sides[1].iter().map(|other| share(one, other)).collect::<Vec<f64>>();
    let mut shares: Vec<Vec<f64>> = sides[0].iter().map(row).collect();
    let total: f64 = shares.iter().flatten().sum();
    shares.iter_mut().flatten().for_each(|share| *share /= total);
    shares
}
