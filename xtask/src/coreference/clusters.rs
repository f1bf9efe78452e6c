//! How well groups of mentions agree: MUC (Vilain 1995), B³ (Bagga and Baldwin 1998), CEAF-e
//! (Luo 2005), and their mean, as the CoNLL task of 2012 has it.

use sayso::model::Span;
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Mentions that stand for one thing.
pub(crate) type Group = Vec<Span>;

/// What precision and recall are made of.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(crate) struct Count {
    found: f64,
    of_found: f64,
    marked: f64,
    of_marked: f64,
}

impl Count {
    pub(crate) fn precision(self) -> f64 {
        if self.of_found > 0.0 { self.found / self.of_found } else { 0.0 }
    }

    pub(crate) fn recall(self) -> f64 {
        if self.of_marked > 0.0 { self.marked / self.of_marked } else { 0.0 }
    }

    pub(crate) fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.found += other.found;
        self.of_found += other.of_found;
        self.marked += other.marked;
        self.of_marked += other.of_marked;
    }
}

/// The three measures.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(crate) struct Agreement {
    pub(crate) muc: Count,
    pub(crate) b3: Count,
    pub(crate) ceaf: Count,
}

impl Agreement {
    /// Of one document. Groups of one mention are left out by whoever calls, on both sides.
    pub(crate) fn of(found: &[Group], marked: &[Group]) -> Self {
        let (of_found, of_marked) = (places(found), places(marked));
        let one_way = |groups: &[Group], other: &Places| {
            let mut muc = (0.0, 0.0);
            let mut b3 = (0.0, 0.0);
            for group in groups {
                let (shares, alone) = shares(group, other);
                let size = group.len() as f64;
                muc.0 += size - (shares.len() + alone) as f64;
                muc.1 += size - 1.0;
                b3.0 += shares.values().map(|n| (n * n) as f64).sum::<f64>() / size;
                b3.1 += size;
            }
            (muc, b3)
        };
        let (p_muc, p_b3) = one_way(found, &of_marked);
        let (r_muc, r_b3) = one_way(marked, &of_found);
        let count = |p: (f64, f64), r: (f64, f64)| Count {
            found: p.0,
            of_found: p.1,
            marked: r.0,
            of_marked: r.1,
        };
        let same = best_pairing(&likeness(found, &of_marked, marked));
        let ceaf = count((same, found.len() as f64), (same, marked.len() as f64));
        Self { muc: count(p_muc, r_muc), b3: count(p_b3, r_b3), ceaf }
    }

    /// The mean of the three F1.
    pub(crate) fn mean(self) -> f64 {
        (self.muc.f1() + self.b3.f1() + self.ceaf.f1()) / 3.0
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        self.muc += other.muc;
        self.b3 += other.b3;
        self.ceaf += other.ceaf;
    }
}

type Places = BTreeMap<Span, usize>;

fn places(groups: &[Group]) -> Places {
    groups.iter().enumerate().flat_map(|(g, group)| group.iter().map(move |s| (*s, g))).collect()
}

/// How many mentions of a group each other group has, and how many none has.
fn shares(group: &Group, other: &Places) -> (BTreeMap<usize, usize>, usize) {
    let mut shares = BTreeMap::new();
    let mut alone = 0;
    for span in group {
        match other.get(span) {
            Some(g) => *shares.entry(*g).or_insert(0) += 1,
            None => alone += 1,
        }
    }
    (shares, alone)
}

/// For every found group how like each marked one is: twice what they share by their sizes.
fn likeness(found: &[Group], of_marked: &Places, marked: &[Group]) -> Vec<Vec<f64>> {
    found
        .iter()
        .map(|group| {
            let mut row = vec![0.0; marked.len()];
            for (g, n) in shares(group, of_marked).0 {
                row[g] = 2.0 * n as f64 / (group.len() + marked[g].len()) as f64;
            }
            row
        })
        .collect()
}

/// The most that pairs of rows and columns can give, each taken once (Kuhn 1955, in the form of
/// shortest augmenting paths).
fn best_pairing(gain: &[Vec<f64>]) -> f64 {
    let size = gain.len().max(gain.first().map_or(0, Vec::len));
    let cost = |row: usize, column: usize| {
        -gain.get(row).and_then(|r| r.get(column)).copied().unwrap_or(0.0)
    };
    // Rows and columns count from 1; column 0 is where a path begins.
    let (mut of_row, mut of_column) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut row_at = vec![0usize; size + 1];
    for row in 1..=size {
        row_at[0] = row;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; size + 1];
        let mut way = vec![0usize; size + 1];
        let mut seen = vec![false; size + 1];
        while row_at[column] != 0 {
            seen[column] = true;
            let here = row_at[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in 1..=size {
                if seen[other] {
                    continue;
                }
                let left = cost(here - 1, other - 1) - of_row[here] - of_column[other];
                if left < least[other] {
                    least[other] = left;
                    way[other] = column;
                }
                if least[other] < step {
                    step = least[other];
                    next = other;
                }
            }
            for other in 0..=size {
                if seen[other] {
                    of_row[row_at[other]] += step;
                    of_column[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            row_at[column] = row_at[way[column]];
            column = way[column];
        }
    }
    (1..=size).map(|c| -cost(row_at[c] - 1, c - 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(of: &[&[usize]]) -> Vec<Group> {
        of.iter().map(|g| g.iter().map(|n| Span::new(*n, n + 1)).collect()).collect()
    }

    #[test]
    fn the_worked_example_of_the_measures() {
        // Marked {a b c} {d e f g}; found {a b} {c d} {f g h i}: as in the reference scorer's test.
        let marked = groups(&[&[1, 2, 3], &[4, 5, 6, 7]]);
        let found = groups(&[&[1, 2], &[3, 4], &[6, 7, 8, 9]]);
        let a = Agreement::of(&found, &marked);
        let near = |x: f64, y: f64| assert!((x - y).abs() < 1e-4, "{x} is not {y}");
        near(a.muc.recall(), 2.0 / 5.0);
        near(a.muc.precision(), 2.0 / 5.0);
        near(a.b3.recall(), (5.0 / 3.0 + 5.0 / 4.0) / 7.0);
        near(a.b3.precision(), (2.0 + 1.0 + 4.0 / 4.0) / 8.0);
        near(a.ceaf.recall(), (0.8 + 0.5) / 2.0);
        near(a.ceaf.precision(), (0.8 + 0.5) / 3.0);
    }

    #[test]
    fn the_same_groups_agree_wholly() {
        let same = groups(&[&[1, 2], &[3, 4, 5]]);
        let a = Agreement::of(&same, &same);
        assert!((a.mean() - 1.0).abs() < 1e-9);
        assert!(Agreement::of(&[], &same).mean() < 1e-9);
    }
}
