//! What each feature weighs, as learnt from marked texts and kept in a table.

use super::features::{Class, Features, NAMES};
use std::fmt::Write as _;
use std::sync::OnceLock;

/// For each class of phrase the weight of every feature, and then for all pronouns and for all
/// other phrases what is added to it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Weights(pub(crate) Vec<[f32; NAMES.len()]>);

/// The rows after those of the classes.
const SHARED: [&str; 2] = ["pronouns", "phrases"];

/// The two rows that a class is weighed by.
pub(crate) fn rows(class: Class) -> [usize; 2] {
    [class as usize, Class::ALL.len() + usize::from(!class.is_pronoun())]
}

/// What the rows are called in the table.
fn names() -> impl Iterator<Item = &'static str> {
    Class::ALL.iter().map(|class| class.word()).chain(SHARED)
}

impl Default for Weights {
    fn default() -> Self {
        Self(vec![[0.0; NAMES.len()]; Class::ALL.len() + SHARED.len()])
    }
}

impl Weights {
    /// Those that were learnt.
    pub(crate) fn learnt() -> &'static Self {
        static LEARNT: OnceLock<Weights> = OnceLock::new();
        LEARNT.get_or_init(|| Self::from_table(include_str!("../../data/coreference/weights.tsv")))
    }

    /// Reads a table: class, feature, weight. What it does not name weighs nothing.
    pub(crate) fn from_table(table: &str) -> Self {
        let mut weights = Self::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('\t');
            let (class, name, weight) = (columns.next(), columns.next(), columns.next());
            let class = names().position(|c| Some(c) == class);
            let name = NAMES.iter().position(|n| Some(*n) == name);
            let weight = weight.and_then(|w| w.parse().ok());
            if let (Some(class), Some(name), Some(weight)) = (class, name, weight) {
                weights.0[class][name] = weight;
            }
        }
        weights
    }

    /// The table of what weighs anything.
    pub(crate) fn table(&self) -> String {
        let mut table = String::new();
        for (class, weights) in names().zip(&self.0) {
            for (name, weight) in NAMES.iter().zip(weights).filter(|(_, w)| w.abs() >= 0.005) {
                let _ = writeln!(table, "{class}\t{name}\t{weight:.2}");
            }
        }
        table
    }

    /// The sum of what holds, in the order in which it was told.
    pub(crate) fn of(&self, class: Class, features: &Features) -> f32 {
        let [own, shared] = rows(class).map(|row| &self.0[row]);
        features.0.iter().map(|f| own[usize::from(f.0)] + shared[usize::from(f.0)]).sum()
    }
}
