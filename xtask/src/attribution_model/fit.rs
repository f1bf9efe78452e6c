//! Weights from marked articles: of the places with one cue at most one is an attribution.

use super::marks::{Article, Mark, overlap, words_of};
use sayso_reading::training::Example;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Times that each cue is gone through; the weights of the second half are averaged.
const ROUNDS: usize = 20;
/// First step of a weight; later ones are smaller by what it has changed so far.
const STEP: f64 = 0.15;
/// How strongly weights are held near zero.
const HOLD: f64 = 3.0;
/// The same for the weights of stances.
const HOLD_STANCE: f64 = 0.5;
/// Weights nearer to zero than this are left out.
const LEAST: f64 = 0.02;
/// Two contents are of one attribution where they share at least this much.
const SAME: f64 = 0.5;
/// A stance in this many.
const STANCES: usize = 8;

/// One place that may be an attribution.
struct Place {
    features: Vec<usize>,
    /// How much of the cue's one attribution it is.
    share: f64,
}

/// An attribution's features and its stance.
struct Stanced {
    features: Vec<usize>,
    stance: usize,
}

/// Features by name.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    fn numbers(&mut self, names: &[String]) -> Vec<usize> {
        let mut numbers: Vec<usize> = names
            .iter()
            .map(|name| {
                let next = self.0.len();
                *self.0.entry(name.clone()).or_insert(next)
            })
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// The model that the marks of these articles give, in the form that it ships in.
pub(super) fn model(articles: &[&Article]) -> String {
    let mut names = Names::default();
    let (mut cues, mut stances) = (Vec::new(), Vec::new());
    for article in articles {
        learn(article, &mut names, &mut cues, &mut stances);
    }
    let count = names.0.len();
    let (likely, stance) = (fit_cues(&cues, count), fit_stances(&stances, count));
    let mut out = String::from("# Made by `xtask attribution-model`; see README.md.\n");
    let thousandths = |w: f64| format!("{:.0}", w * 1000.0);
    for (name, i) in &names.0 {
        if likely[*i].abs() >= LEAST {
            let _ = writeln!(out, "{name}\t{}", thousandths(likely[*i]));
        }
        if stance[*i].iter().any(|w| w.abs() >= LEAST) {
            let columns: Vec<String> = stance[*i].iter().map(|w| thousandths(*w)).collect();
            let _ = writeln!(out, "{name}\t{}", columns.join("\t"));
        }
    }
    out
}

/// What one article teaches.
fn learn(
    article: &Article,
    names: &mut Names,
    cues: &mut Vec<Vec<Place>>,
    stances: &mut Vec<Stanced>,
) {
    for examples in article.examples() {
        let judged = judge(article, &examples);
        let mut by_cue: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
        for (example, (share, stance)) in examples.iter().zip(judged) {
            let features = names.numbers(&example.features);
            by_cue.entry(example.cue_word).or_default().push(Place { features, share });
            if let Some(stance) = stance {
                let features = names.numbers(&example.stance_features);
                stances.push(Stanced { features, stance });
            }
        }
        cues.extend(by_cue.into_values());
    }
}

/// For each example how much of a mark it is, and the stance of the mark that it is best for.
///
/// A mark is shared out among the examples that have its cue and at least half of its content,
/// the better the more, and those with the wrong source less.
fn judge(article: &Article, examples: &[Example]) -> Vec<(f64, Option<usize>)> {
    let mut out = vec![(0.0, None); examples.len()];
    let words: Vec<_> = examples
        .iter()
        .map(|e| {
            let source: Vec<_> = e.source.into_iter().collect();
            (words_of(article, &e.content), words_of(article, &e.cue), words_of(article, &source))
        })
        .collect();
    for mark in &article.marks {
        let fits: Vec<(usize, f64)> = words
            .iter()
            .enumerate()
            .filter_map(|(i, (content, cue, source))| {
                let same = overlap(content, &mark.content);
                let told = mark.cue.is_empty() || cue.iter().any(|w| mark.cue.contains(w));
                let by_whom = source.is_empty() && mark.source.is_empty()
                    || source.iter().any(|w| mark.source.contains(w));
                let worth = (same - 0.4).powi(4) * if by_whom { 1.0 } else { 0.3 };
                (same >= SAME && told).then_some((i, worth))
            })
            .collect();
        let total: f64 = fits.iter().map(|(_, worth)| worth).sum();
        for (i, worth) in &fits {
            out[*i].0 += worth / total;
        }
        if let Some((best, _)) = fits.iter().max_by(|a, b| a.1.total_cmp(&b.1)) {
            out[*best].1 = stance_of(mark);
        }
    }
    out
}

fn stance_of(mark: &Mark) -> Option<usize> {
    sayso::model::Stance::ALL.iter().position(|s| *s == mark.stance)
}

/// Numbers that look as if drawn by lot, the same on every run.
struct Lots(u64);

impl Lots {
    fn shuffle(&mut self, order: &mut [usize]) {
        for i in (1..order.len()).rev() {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            order.swap(i, (self.0 % (i as u64 + 1)) as usize);
        }
    }
}

/// A weight that takes smaller steps the more it has changed (Adagrad), held near zero.
#[derive(Clone, Copy, Default)]
struct Weight {
    value: f64,
    changed: f64,
}

impl Weight {
    /// `count` is how often its feature stands in the data.
    fn change(&mut self, slope: f64, hold: f64, count: f64) {
        let slope = slope + hold * self.value / count;
        self.changed += slope * slope;
        self.value -= STEP * slope / (self.changed + 1e-8).sqrt();
    }
}

fn counts<'a>(all: impl Iterator<Item = &'a Vec<usize>>, features: usize) -> Vec<f64> {
    let mut counts = vec![0.0; features];
    all.flatten().for_each(|f| counts[*f] += 1.0);
    counts
}

/// Shares of a whole by their logits.
fn shares(logits: &[f64]) -> Vec<f64> {
    let most = logits.iter().copied().fold(f64::MIN, f64::max);
    let parts: Vec<f64> = logits.iter().map(|z| (z - most).exp()).collect();
    let whole: f64 = parts.iter().sum();
    parts.into_iter().map(|p| p / whole).collect()
}

/// A conditional logit: of the places of a cue one is an attribution, or none.
fn fit_cues(cues: &[Vec<Place>], features: usize) -> Vec<f64> {
    let counts = counts(cues.iter().flatten().map(|p| &p.features), features);
    let mut weights = vec![Weight::default(); features];
    let mut sums = vec![0.0; features];
    let mut order: Vec<usize> = (0..cues.len()).collect();
    let mut lots = Lots(12345);
    for round in 0..ROUNDS {
        lots.shuffle(&mut order);
        for i in &order {
            let places = &cues[*i];
            let logit = |p: &Place| p.features.iter().map(|f| weights[*f].value).sum();
            let logits: Vec<f64> = std::iter::once(0.0).chain(places.iter().map(logit)).collect();
            for (place, share) in places.iter().zip(&shares(&logits)[1..]) {
                for f in &place.features {
                    weights[*f].change(share - place.share, HOLD, counts[*f]);
                }
            }
        }
        if round >= ROUNDS / 2 {
            sums.iter_mut().zip(&weights).for_each(|(sum, w)| *sum += w.value);
        }
    }
    sums.into_iter().map(|sum| sum / (ROUNDS - ROUNDS / 2) as f64).collect()
}

/// A multinomial logit over stances.
fn fit_stances(all: &[Stanced], features: usize) -> Vec<[f64; STANCES]> {
    let counts = counts(all.iter().map(|s| &s.features), features);
    let mut weights = vec![[Weight::default(); STANCES]; features];
    let mut order: Vec<usize> = (0..all.len()).collect();
    let mut lots = Lots(54321);
    for _ in 0..ROUNDS {
        lots.shuffle(&mut order);
        for i in &order {
            let it = &all[*i];
            let logit = |k: usize| it.features.iter().map(|f| weights[*f][k].value).sum();
            let logits: Vec<f64> = (0..STANCES).map(logit).collect();
            for (k, share) in shares(&logits).into_iter().enumerate() {
                let slope = share - f64::from(u8::from(k == it.stance));
                for f in &it.features {
                    weights[*f][k].change(slope, HOLD_STANCE, counts[*f]);
                }
            }
        }
    }
    weights.into_iter().map(|w| w.map(|w| w.value)).collect()
}
