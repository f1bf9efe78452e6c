//! Dependencies and sentence starts by arc-eager moves (Nivre 2004), with those that spaCy adds:
//! a word without a head goes back to the buffer (Honnibal & Johnson 2014), and a move that
//! breaks a sentence off (Honnibal & Johnson 2015).

use super::lift::own;
use super::state::{NONE, State};
use crate::model;

/// What a move does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Shift,
    Reduce,
    Left(u16),
    Right(u16),
    Break,
}

/// The moves of a model and their labels.
#[derive(Debug, Clone)]
pub(crate) struct ArcEager {
    moves: Vec<Move>,
    labels: Vec<String>,
    root: u16,
}

/// The label of a word without a head.
const ROOT: &str = "ROOT";
/// How many words of the state are looked at.
pub(crate) const FEATURES: usize = 8;

impl ArcEager {
    /// The moves, by their names; `None` where one is not known.
    pub(crate) fn new(from: &model::Transitions) -> Option<Self> {
        let mut labels: Vec<String> = Vec::new();
        let mut label = |name: &str| {
            let at = labels.iter().position(|l| l == name).unwrap_or_else(|| {
                labels.push(name.to_owned());
                labels.len() - 1
            });
            u16::try_from(at).ok()
        };
        let moves = from.moves.iter().map(|name| match name.split_once('-') {
            None if name == "S" => Some(Move::Shift),
            None if name == "D" => Some(Move::Reduce),
            Some(("L", name)) => label(name).map(Move::Left),
            Some(("R", name)) => label(name).map(Move::Right),
            None if name == "B" => Some(Move::Break),
            Some(("B", _)) => Some(Move::Break),
            _ => None,
        });
        let moves = moves.collect::<Option<_>>()?;
        let root = label(ROOT)?;
        // What is left of a label once its arc is put back.
        let simple: Vec<String> =
            from.moves.iter().filter_map(|m| Some(own(m.split_once('-')?.1).to_owned())).collect();
        simple.iter().try_for_each(|name| label(name).map(drop))?;
        Some(Self { moves, labels, root })
    }

    /// Labels of arcs, as trained: `acl||dobj` for an `acl` that belongs to the word's `dobj`;
    /// what is left of them without that is among them too.
    pub(crate) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// The label of a word without a head.
    pub(crate) fn root(&self) -> u16 {
        self.root
    }

    /// The words that the scores depend on.
    pub(crate) fn features(state: &State) -> [u32; FEATURES] {
        let (b0, s0) = (state.b(0), state.s(0));
        [
            b0,
            state.b(1),
            s0,
            state.s(1),
            state.s(2),
            state.left_child(b0),
            state.left_child(s0),
            state.right_child(s0),
        ]
    }

    /// Makes the best move that is allowed; stops where none is.
    pub(crate) fn advance(&self, state: &mut State, scores: &[f32]) {
        let allowed = Allowed::of(state);
        let mut best: Option<(f32, Move)> = None;
        for (score, step) in scores.iter().zip(&self.moves) {
            if allowed.has(*step) && best.is_none_or(|(most, _)| *score > most) {
                best = Some((*score, *step));
            }
        }
        match best {
            Some((_, step)) => make(state, step),
            None => state.stop(),
        }
    }
}

/// Which kinds of move a state allows.
#[derive(Debug, Clone, Copy)]
struct Allowed {
    shift: bool,
    reduce: bool,
    arc: bool,
    cut: bool,
}

impl Allowed {
    fn of(state: &State) -> Self {
        let (b0, b1) = (state.b(0), state.b(1));
        let (empty, left) = (state.depth() == 0, state.left());
        Self {
            shift: empty || (left >= 2 && !state.starts(b0) && !state.is_unshiftable(b0)),
            reduce: !empty && (left == 0 || state.depth() > 1 || !state.is_whole()),
            arc: !empty && left > 0 && !state.starts(b0),
            cut: !state.is_whole() && left >= 2 && b1 != NONE && b1 == b0 + 1 && !state.starts(b1),
        }
    }

    fn has(self, step: Move) -> bool {
        match step {
            Move::Shift => self.shift,
            Move::Reduce => self.reduce,
            Move::Left(_) | Move::Right(_) => self.arc,
            Move::Break => self.cut,
        }
    }
}

fn make(state: &mut State, step: Move) {
    let (s0, b0) = (state.s(0), state.b(0));
    match step {
        Move::Shift => state.push(),
        Move::Reduce if state.head(s0).is_some() || state.depth() == 1 => state.pop(),
        Move::Reduce => state.unshift(),
        Move::Left(label) => {
            state.hang(b0, s0, label);
            state.reshiftable(b0);
            state.pop();
        }
        Move::Right(label) => {
            state.hang(s0, b0, label);
            state.push();
        }
        Move::Break => state.mark_start(state.b(1)),
    }
}
