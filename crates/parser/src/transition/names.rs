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
        (Move::Unit(_), None) => !place.is_space,
        (Move::Out, None) => true,
        (Move::In(label), Some((_, opened))) => label == opened && !place.ends,
        (Move::Last(label), Some((_, opened))) => label == opened,
        _ => false,
    }
}
