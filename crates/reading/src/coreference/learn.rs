//! Learning the weights from texts in which it is marked what every phrase stands for.

use super::choice::Choice;
use super::features::{Class, Features, NAMES};
use super::weights::{Weights, rows};
use super::{Discourse, Page};
use sayso_model::Span;
use std::collections::BTreeMap;

/// Says what a phrase stands for.
pub(super) trait Teacher {
    /// The thing that the phrase with this head stands for, of those there are.
    fn choose(&mut self, head: Span, choice: &Choice) -> Option<usize>;
    /// Takes note that the phrase with this head stands for a thing.
    fn joined(&mut self, thing: usize, head: Span);
}

/// One choice: what could be chosen, and whether it was right.
#[derive(Debug)]
struct Lesson {
    class: Class,
    choices: Vec<(Features, bool)>,
}

/// Learns weights from marked texts.
#[derive(Debug, Default)]
pub struct Learner {
    lessons: Vec<Lesson>,
}

/// Of one text, what the head of each phrase stands for.
struct Marked<'m> {
    heads: &'m BTreeMap<Span, u32>,
    groups: &'m mut BTreeMap<usize, u32>,
    lessons: &'m mut Vec<Lesson>,
}

impl Teacher for Marked<'_> {
    fn choose(&mut self, head: Span, choice: &Choice) -> Option<usize> {
        let group = self.heads.get(&head);
        let right = |thing: usize| group.is_some() && self.groups.get(&thing) == group;
        let mut choices: Vec<(Features, bool)> =
            choice.candidates.iter().map(|(t, f)| (f.clone(), right(*t))).collect();
        let chosen = choices.iter().position(|(_, right)| *right);
        choices.push((choice.alone.clone(), chosen.is_none()));
        self.lessons.push(Lesson { class: choice.class, choices });
        chosen.map(|c| choice.candidates[c].0)
    }

    fn joined(&mut self, thing: usize, head: Span) {
        if let Some(group) = self.heads.get(&head) {
            self.groups.insert(thing, *group);
        }
    }
}

/// How often the lessons are gone through.
const TIMES: usize = 12;
/// How far a weight moves at first.
const STEP: f32 = 0.15;
/// How much weights are drawn to nothing.
const DRAW: f32 = 0.01;

impl Learner {
    /// Goes through a text in which `heads` says what the phrase with each head stands for.
    pub fn read(&mut self, text: &str, pages: &[Page<'_>], heads: &BTreeMap<Span, u32>) {
        let mut discourse = Discourse::new();
        let mut groups = BTreeMap::new();
        let mut marked = Marked { heads, groups: &mut groups, lessons: &mut self.lessons };
        let weights = Weights::default();
        for page in pages {
            discourse.go(text, *page, &weights, Some(&mut marked));
        }
    }

    /// The weights under which what was right is most likely, as a table: by stochastic gradient
    /// steps of a size that shrinks with each feature's past ones (Duchi, Hazan, Singer 2011).
    #[must_use]
    pub fn table(&self) -> String {
        let mut weights = Weights::default();
        let mut past = Weights::default();
        for _ in 0..TIMES {
            for lesson in &self.lessons {
                lesson.learn(&mut weights, &mut past);
            }
        }
        weights.table()
    }
}

impl Lesson {
    fn learn(&self, weights: &mut Weights, past: &mut Weights) {
        let scores: Vec<f32> =
            self.choices.iter().map(|(f, _)| weights.of(self.class, f)).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let likely: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
        let all: f32 = likely.iter().sum();
        let right: f32 =
            self.choices.iter().zip(&likely).filter(|((_, r), _)| *r).map(|(_, l)| l).sum();
        let mut slope = [0.0f32; NAMES.len()];
        for ((features, is_right), l) in self.choices.iter().zip(&likely) {
            let wanted = if *is_right && right > 0.0 { l / right } else { 0.0 };
            for feature in &features.0 {
                slope[usize::from(feature.0)] += wanted - l / all;
            }
        }
        for row in rows(self.class) {
            let steps = weights.0[row].iter_mut().zip(&mut past.0[row]).zip(slope);
            for ((weight, past), slope) in steps.filter(|(_, slope)| *slope != 0.0) {
                let slope = slope - DRAW * *weight;
                *past += slope * slope;
                *weight += STEP * slope / (past.sqrt() + 1e-6);
            }
        }
    }
}
