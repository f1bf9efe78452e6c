//! The words of two names put side by side, and what that tells.

use super::pieces::{Near, Pieces};

/// What was seen of two names side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seen {
    /// The features that [`score`](super::score) weighs.
    pub(super) features: Features,
    /// Pairs of words.
    pub(super) pairs: usize,
    /// Whether one has words that the other has nothing for.
    pub(super) part: bool,
    /// Whether one has an initial for a word of the other.
    pub(super) initials: bool,
}

/// What is weighed; each from 0 to about 1.
pub type Features = [f32; FEATURES];
/// How many are weighed.
pub const FEATURES: usize = NAMES.len();
/// Their names, in order.
pub const NAMES: [&str; 11] = [
    "always",
    "mean",
    "least squared",
    "lost",
    "worst",
    "shared",
    "left over",
    "crossed",
    "joined",
    "scripts",
    "scripts worst",
];

/// Pieces less alike than this are not paired.
const ALIKE: f32 = 0.15;
/// Words that one writes as one must be this alike to the other's.
const JOINED: f32 = 0.5;

struct Candidate {
    near: Near,
    mine: usize,
    theirs: usize,
}

/// Puts them side by side, the most alike first: once with words that one writes as one joined, and
/// once without; `None` where each has a word that the other has nothing for.
pub(super) fn seen(one: &Pieces, other: &Pieces) -> impl Iterator<Item = Seen> {
    let mut candidates = Vec::with_capacity(16);
    for (mine, a) in one.pieces.iter().enumerate() {
        for (theirs, b) in other.pieces.iter().enumerate().filter(|(_, b)| !(a.joined && b.joined))
        {
            let enough = if a.joined || b.joined { JOINED } else { ALIKE };
            if let Some(near) = one.near(a, other, b, enough) {
                candidates.push(Candidate { near, mine, theirs });
            }
        }
    }
    candidates.sort_unstable_by(|x, y| {
        let place = |c: &Candidate| {
            let (a, b) = (one.pieces[c.mine].first, other.pieces[c.theirs].first);
            (a.abs_diff(b), a + b, c.mine, c.theirs)
        };
        y.near.like.total_cmp(&x.near.like).then_with(|| place(x).cmp(&place(y)))
    });
    let is_joined = |c: &Candidate| one.pieces[c.mine].joined || other.pieces[c.theirs].joined;
    let with = candidates.iter().any(is_joined).then(|| Taken::of(&candidates, one, other));
    candidates.retain(|candidate| !is_joined(candidate));
    let without = Taken::of(&candidates, one, other);
    [with.flatten(), without].into_iter().flatten()
}

#[derive(Default)]
struct Taken {
    /// The words that have a pair, a bit each.
    mine: u32,
    theirs: u32,
    pairs: usize,
    sum: f32,
    weights: f32,
    lost: f32,
    worst: f32,
    least: Option<f32>,
    initials: bool,
    joined: bool,
    crossed: bool,
    last: Option<(usize, usize)>,
}

impl Taken {
    fn of(candidates: &[Candidate], one: &Pieces, other: &Pieces) -> Option<Seen> {
        let mut taken = Self::default();
        candidates.iter().for_each(|candidate| taken.take(candidate, one, other));
        taken.seen(one, other)
    }

    fn take(&mut self, candidate: &Candidate, one: &Pieces, other: &Pieces) {
        let (a, b) = (&one.pieces[candidate.mine], &other.pieces[candidate.theirs]);
        let bits = |first: usize, end: usize| (1_u32 << end) - (1_u32 << first);
        let (mine, theirs) = (bits(a.first, a.end), bits(b.first, b.end));
        if self.mine & mine != 0 || self.theirs & theirs != 0 {
            return;
        }
        self.mine |= mine;
        self.theirs |= theirs;
        let told = |pieces: &Pieces, first: usize, end: usize| {
            pieces.rarities[first..end].iter().fold(0_u8, |sum, rarity| sum.saturating_add(*rarity))
        };
        let weight = told(one, a.first, a.end).min(told(other, b.first, b.end));
        let weight = f32::from(weight.min(100)) / 100.0;
        self.pairs += 1;
        let near = candidate.near;
        self.sum += weight * near.like;
        self.lost += weight * near.cost;
        self.worst = self.worst.max(near.cost);
        self.weights += weight;
        self.least = Some(self.least.unwrap_or(1.0).min(near.like));
        self.initials |= near.initial;
        self.joined |= a.joined || b.joined;
        self.crossed |= self.last.is_some_and(|(i, j)| (i < a.first) != (j < b.first));
        self.last = Some((a.first, b.first));
    }

    fn seen(&self, one: &Pieces, other: &Pieces) -> Option<Seen> {
        let left = |pieces: &Pieces, taken: u32| -> f32 {
            let rarities = pieces.rarities.iter().enumerate();
            let left = rarities.filter(|(nth, _)| taken >> nth & 1 == 0);
            left.map(|(_, rarity)| f32::from(*rarity) / 100.0).sum()
        };
        let (mine, theirs) = (left(one, self.mine), left(other, self.theirs));
        let least = self.least.filter(|_| mine <= 0.0 || theirs <= 0.0)?;
        let is = |is: bool| f32::from(u8::from(is));
        let mean = if self.weights > 0.0 { self.sum / self.weights } else { least };
        let is_arabic = |pieces: &Pieces| pieces.pieces.iter().any(|piece| piece.arabic);
        let scripts = is(is_arabic(one) != is_arabic(other));
        let part = mine > 0.0 || theirs > 0.0;
        // That names share common words only tells against a part, not against the whole.
        let shared = if part { self.sum / (1.0 + self.sum) } else { 0.0 };
        let features = [
            1.0,
            mean,
            least * least,
            self.lost,
            self.worst,
            shared,
            mine.max(theirs),
            is(self.crossed),
            is(self.joined),
            scripts,
            scripts * self.worst,
        ];
        Some(Seen { features, pairs: self.pairs, part, initials: self.initials })
    }
}
