//! A name cut into what can be put side by side with parts of another.

use super::cost::{Cost, Row};
use super::role::Role;
use super::sound::{self, Sound};
use super::{Word, rarity};

/// Names of more words than this are compared by their beginnings.
const MOST_WORDS: usize = 10;

/// The sounds of a name, and what of it can be paired.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pieces {
    sounds: Vec<Sound>,
    /// First one for each word that names, then those of a word with its article and of two words:
    /// *al-Jazeera* is also written *Aljazeera*, and *Abd al-Rahman* is *Abdulrahman*.
    pub(super) pieces: Vec<Piece>,
    /// Words that name.
    pub(super) words: usize,
    /// How much each of these tells.
    pub(super) rarities: Vec<u8>,
}

/// One word that names, or some that are written as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Piece {
    /// The words that name in it, by their numbers, the end excluded.
    pub(super) first: usize,
    pub(super) end: usize,
    start: usize,
    stop: usize,
    pub(super) arabic: bool,
    /// What it costs to have nothing of it, against its own writing and against the other.
    whole: [Cost; 2],
    /// The kind of body that it says is named.
    kind: Option<u8>,
    /// Whether it is more than a word by itself.
    pub(super) joined: bool,
    digits: bool,
    initial: bool,
}

impl Pieces {
    pub(super) fn of(words: &[Word]) -> Self {
        let mut this =
            Self { sounds: Vec::new(), pieces: Vec::new(), words: 0, rarities: Vec::new() };
        let mut spans = Vec::new();
        for word in words {
            let start = this.sounds.len();
            this.sounds.extend(sound::sounds(&word.folded));
            spans.push((start, this.sounds.len()));
        }
        let naming = (0..words.len()).filter(|nth| words[*nth].role == Role::Names);
        let naming: Vec<usize> = naming.take(MOST_WORDS).collect();
        this.words = naming.len();
        this.rarities = naming.iter().map(|nth| rarity::of(&words[*nth].folded)).collect();
        for (nth, &at) in naming.iter().enumerate() {
            this.piece(words, &spans, (nth, nth + 1), (at, at));
        }
        let is_article = |at: usize| words[at].role == Role::Article;
        let is_written_with = |at: usize| matches!(words[at].role, Role::Article | Role::Title);
        for (nth, &at) in naming.iter().enumerate() {
            if at > 0 && is_written_with(at - 1) {
                this.piece(words, &spans, (nth, nth + 1), (at - 1, at));
            }
            if let Some(&next) = naming.get(nth + 1)
                && (at + 1..next).all(is_article)
            {
                this.piece(words, &spans, (nth, nth + 2), (at, next));
            }
        }
        this
    }

    /// Adds the piece of these words that name, which are among `words` from the first to the last.
    fn piece(
        &mut self,
        words: &[Word],
        spans: &[(usize, usize)],
        (first, end): (usize, usize),
        (from, to): (usize, usize),
    ) {
        let (start, stop) = (spans[from].0, spans[to].1);
        let word = &words[from].folded;
        let joined = from != to;
        let arabic = words[from..=to].iter().any(|word| sound::is_arabic(&word.folded));
        let row = Row { sounds: &self.sounds[start..stop], arabic };
        self.pieces.push(Piece {
            first,
            end,
            start,
            stop,
            arabic,
            whole: row.whole(),
            kind: rarity::kind(word).filter(|_| !joined),
            joined,
            digits: word.chars().any(char::is_numeric),
            initial: !joined && word.chars().count() == 1,
        });
    }

    fn row(&self, piece: &Piece) -> Row<'_> {
        Row { sounds: &self.sounds[piece.start..piece.stop], arabic: piece.arabic }
    }

    /// How near a piece of this and one of another are; `None` where they are less alike than `enough`.
    pub(super) fn near(
        &self,
        mine: &Piece,
        other: &Self,
        theirs: &Piece,
        enough: f32,
    ) -> Option<Near> {
        if mine.kind.is_some() && mine.kind == theirs.kind {
            return Some(Near::SAME);
        }
        let (one, another) = (self.row(mine), other.row(theirs));
        if (mine.initial || theirs.initial) && one.sounds.first() == another.sounds.first() {
            return Some(if mine.initial == theirs.initial { Near::SAME } else { Near::INITIAL });
        }
        if one.sounds == another.sounds {
            return Some(Near::SAME);
        }
        if mine.digits || theirs.digits {
            return None;
        }
        let against = usize::from(mine.arabic != theirs.arabic);
        let (a, b) = (mine.whole[against], theirs.whole[against]);
        let half = (a + b) as f32 / 2.0;
        // What one has more than the other is left out, which costs about so much.
        if a.abs_diff(b) as f32 > 1.4 * (1.0 - enough) * half {
            return None;
        }
        let cost = one.to(another);
        let like = 1.0 - cost as f32 / half;
        (like >= enough).then_some(Near { like, cost: cost as f32 / COSTLY, initial: false })
    }
}

/// How near two pieces are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Near {
    /// From 0 to 1: what they have in common, of what they have.
    pub(super) like: f32,
    /// What they differ in, whatever their length: 1 is about two letters.
    pub(super) cost: f32,
    /// Whether one is the other's initial.
    pub(super) initial: bool,
}

/// The cost that counts as 1.
const COSTLY: f32 = 1000.0;

impl Near {
    const SAME: Self = Self { like: 1.0, cost: 0.0, initial: false };
    const INITIAL: Self = Self { like: 0.8, cost: 0.2, initial: true };
}
