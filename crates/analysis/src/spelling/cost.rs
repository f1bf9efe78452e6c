//! What it costs to turn the sounds of one spelling into those of another.
//!
//! The costs are learnt: how often spellings of one name have the one sound where the others have the
//! other, or none (a stochastic edit distance, after Ristad and Yianilos, *Learning string-edit
//! distance*, 1998). `data/spelling/README.md` says from what. The least cost of a whole word is that
//! of Wagner and Fischer, *The string-to-string correction problem*, 1974.

use super::sound::{self, KNOWN, Sound};
use std::sync::LazyLock;

/// Hundredths of a nat.
pub(super) type Cost = u32;

/// What it costs that a sound stands for one that it never stood for among the names learnt from.
const NEVER: u16 = 700;
/// The longest row of sounds that is compared: two words, with an article before each.
const ROW: usize = 2 * sound::LONGEST + 8;

/// The costs between two writings.
struct Costs {
    instead: Box<[[u16; KNOWN]; KNOWN]>,
    /// Of a sound that the other has not: of the first writing, of the second.
    alone: [[u16; KNOWN]; 2],
}

/// The costs of two spellings in Latin letters, of two in Arabic, and from Latin to Arabic.
struct Tables {
    latin: Costs,
    arabic: Costs,
    mixed: Costs,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let learnt = include_str!("../../data/spelling/costs.tsv");
    let of = |writing| Costs::of(learnt.lines().filter_map(|line| line.strip_prefix(writing)));
    Tables { latin: of("latin\t"), arabic: of("arabic\t"), mixed: of("mixed\t") }
});

/// Some sounds, and whether they are of a word in Arabic letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'s> {
    pub(super) sounds: &'s [Sound],
    pub(super) arabic: bool,
}

impl Row<'_> {
    /// The least cost of turning one into the other; the same both ways round.
    pub(super) fn to(self, other: Self) -> Cost {
        let tables = &*TABLES;
        match (self.arabic, other.arabic) {
            (false, false) => tables.latin.between(self.sounds, other.sounds),
            (true, true) => tables.arabic.between(self.sounds, other.sounds),
            (false, true) => tables.mixed.between(self.sounds, other.sounds),
            (true, false) => tables.mixed.between(other.sounds, self.sounds),
        }
    }

    /// The cost of having nothing of it, against the same writing and against the other.
    pub(super) fn whole(self) -> [Cost; 2] {
        let tables = &*TABLES;
        let sum = |costs: &Costs, side: usize| -> Cost {
            self.sounds.iter().map(|sound| costs.alone(side, *sound)).sum()
        };
        match self.arabic {
            false => [sum(&tables.latin, 0), sum(&tables.mixed, 0)],
            true => [sum(&tables.arabic, 0), sum(&tables.mixed, 1)],
        }
    }
}

impl Costs {
    /// Of lines of two sounds and a cost; `-` is no sound.
    fn of<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let mut costs =
            Self { instead: Box::new([[NEVER; KNOWN]; KNOWN]), alone: [[NEVER; KNOWN]; 2] };
        for line in lines {
            let mut cells = line.split('\t');
            let (one, other) = (cells.next().and_then(known), cells.next().and_then(known));
            let Some(cost) = cells.next().and_then(|cost| cost.parse().ok()) else { continue };
            match (one, other) {
                (Some(Some(one)), Some(Some(other))) => costs.instead[one][other] = cost,
                (Some(Some(one)), Some(None)) => costs.alone[0][one] = cost,
                (Some(None), Some(Some(other))) => costs.alone[1][other] = cost,
                _ => {}
            }
        }
        costs
    }

    fn between(&self, one: &[Sound], other: &[Sound]) -> Cost {
        let other = &other[..other.len().min(ROW - 1)];
        let mut row = [0; ROW];
        let row = &mut row[..=other.len()];
        for (nth, &b) in other.iter().enumerate() {
            row[nth + 1] = row[nth] + self.alone(1, b);
        }
        for &a in one.iter().take(ROW - 1) {
            let left_out = self.alone(0, a);
            let mut diagonal = row[0];
            row[0] += left_out;
            for (nth, &b) in other.iter().enumerate() {
                let above = row[nth + 1];
                let beside = row[nth] + self.alone(1, b);
                row[nth + 1] = (diagonal + self.instead(a, b)).min(above + left_out).min(beside);
                diagonal = above;
            }
        }
        row[other.len()]
    }

    fn alone(&self, side: usize, sound: Sound) -> Cost {
        self.alone[side].get(sound as usize).copied().unwrap_or(NEVER).into()
    }

    fn instead(&self, one: Sound, other: Sound) -> Cost {
        if one == other {
            return 0;
        }
        let row = self.instead.get(one as usize);
        row.and_then(|row| row.get(other as usize)).copied().unwrap_or(NEVER).into()
    }
}

/// The place of a sound in the tables, or that there is none; nothing for one that has no place.
fn known(cell: &str) -> Option<Option<usize>> {
    if cell == "-" {
        return Some(None);
    }
    let sound = sound::sound(cell.chars().next()?) as usize;
    (sound < KNOWN).then_some(Some(sound))
}
