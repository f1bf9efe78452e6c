//! Names, by moves over the words in order: begin, in, last, unit, out (Ratinov & Roth 2009 for
//! the scheme).

use crate::model;
use crate::parse::{InName, Label, Labels};

/// What a move says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Begin(Label),
    In(Label),
    Last(Label),
    Unit(Label),
    Out,
}

/// The moves of a model.
#[derive(Debug, Clone)]
pub(crate) struct Biluo {
    moves: Vec<Move>,
}

/// How many words of the state are looked at.
pub(crate) const FEATURES: usize = 3;

/// What the moves need to know of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) is_space: bool,
    /// Whether no word follows, or the next begins a sentence.
    pub(crate) ends: bool,
}

/// The name that is being read: its first word and its kind.
pub(crate) type Open = Option<(u32, Label)>;

impl Biluo {
    /// The moves, by their names; `None` where one is not known.
    pub(crate) fn new(from: &model::Transitions, labels: &mut Labels) -> Option<Self> {
        let moves = from.moves.iter().map(|name| match name.split_once('-') {
            None if name == "O" => Some(Move::Out),
            Some(("B", name)) => Some(Move::Begin(labels.add(name))),
            Some(("I", name)) => Some(Move::In(labels.add(name))),
            Some(("L", name)) => Some(Move::Last(labels.add(name))),
            Some(("U", name)) => Some(Move::Unit(labels.add(name))),
            _ => None,
        });
        Some(Self { moves: moves.collect::<Option<_>>()? })
    }

    /// The words that the scores depend on: this one, the first of the name, the one before.
    pub(crate) fn features(word: u32, open: Open) -> [Option<u32>; FEATURES] {
        [Some(word), open.map(|(first, _)| first), open.and_then(|_| word.checked_sub(1))]
    }

    /// The best that may be said of a word.
    pub(crate) fn best(&self, scores: &[f32], place: Place, open: &mut Open, word: u32) -> InName {
        let mut best: Option<(f32, Move)> = None;
        for (score, step) in scores.iter().zip(&self.moves) {
            if is_allowed(*step, place, *open) && best.is_none_or(|(most, _)| *score > most) {
                best = Some((*score, *step));
            }
        }
        match best.map(|(_, step)| step) {
            Some(Move::Begin(label)) => {
                *open = Some((word, label));
                InName::Begin(label)
            }
            Some(Move::In(label)) => InName::In(label),
            Some(Move::Last(label)) => {
                *open = None;
                InName::Last(label)
            }
            Some(Move::Unit(label)) => InName::Unit(label),
            Some(Move::Out) | None => {
                *open = None;
                InName::Out
            }
        }
    }
}

fn is_allowed(step: Move, place: Place, open: Open) -> bool {
    match (step, open) {
        (Move::Begin(_), None) => !place.ends && !place.is_space,
        // Without a label it marks what is known to be no name: nothing is known here.
        (Move::Unit(label), None) => label != Label::default() && !place.is_space,
        (Move::Out, None) => true,
        (Move::In(label), Some((_, opened))) => label == opened && !place.ends,
        (Move::Last(label), Some((_, opened))) => label == opened,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_label() {
        let moves = ["O", "U-", "U-ORG"].map(str::to_owned).to_vec();
        let from = model::Transitions {
            encoder: 0,
            narrow: Vec::new(),
            narrow_bias: Vec::new(),
            features: FEATURES,
            hidden: 1,
            pieces: 1,
            lower: Vec::new(),
            lower_bias: Vec::new(),
            pad: Vec::new(),
            upper: None,
            upper_bias: Vec::new(),
            moves,
        };
        let mut labels = Labels::default();
        let biluo = Biluo::new(&from, &mut labels).expect("known moves");
        let place = Place { is_space: false, ends: true };
        let best = |scores: &[f32]| biluo.best(scores, place, &mut None, 0);
        assert_eq!(best(&[0.0, 9.0, -1.0]), InName::Out);
        assert_eq!(best(&[0.0, 9.0, 1.0]), InName::Unit(Label(1)));
    }
}
