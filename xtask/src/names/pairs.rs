//! Pairs of names: two spellings of one, and names of two people that are near each other.

use super::table::{self, Named};
use crate::project::Project;
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};

/// Which writing the two names of a pair are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Both in Latin letters.
    Latin,
    /// One in Latin letters, one in Arabic.
    Mixed,
}

/// Two names.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    pub(crate) one: String,
    pub(crate) other: String,
    /// Whether they are spellings of one name.
    pub(crate) same: bool,
    pub(crate) script: Script,
    /// Of spellings of one: whether each word of both is a spelling that others have too.
    pub(crate) attested: bool,
}

/// The pairs of both halves; which half a name is in, its Arabic spelling decides.
#[derive(Debug)]
pub(crate) struct Pairs {
    /// To learn from.
    pub(crate) tuning: Vec<Pair>,
    /// To measure on.
    pub(crate) held_out: Vec<Pair>,
}

/// Names that the search for a near one looks at, at most.
const LOOKED_AT: usize = 64;
/// Of the names, one in so many is also paired with its Arabic spelling.
const MIXED: u64 = 8;

impl Pairs {
    /// Of the names among the data sets.
    pub(crate) fn of(project: &Project) -> Result<Self> {
        let (names, words) = table::read(project)?;
        let (tuning, held_out): (Vec<_>, Vec<_>) =
            names.iter().partition(|name| is_tuning(&name.arabic));
        let pairs = |half: Vec<&Named>| Half::of(half, &words).pairs();
        Ok(Self { tuning: pairs(tuning), held_out: pairs(held_out) })
    }
}

/// Whether a name is of the half that may be learnt from.
pub(crate) fn is_tuning(arabic: &str) -> bool {
    hash(arabic).is_multiple_of(2)
}

/// The pairs written by hand, of names of bodies.
pub(crate) fn bodies(project: &Project) -> Result<Vec<Pair>> {
    let text = std::fs::read_to_string(project.at("xtask/data/spelling/groups.tsv"))?;
    let pair = |line: &str| -> Result<Pair> {
        let cells: Vec<&str> = line.split('\t').collect();
        let [same, one, other] = cells[..] else { anyhow::bail!("not a pair: {line}") };
        let mixed = one.is_ascii() != other.is_ascii();
        Ok(Pair {
            one: one.to_owned(),
            other: other.to_owned(),
            same: same == "same",
            script: if mixed { Script::Mixed } else { Script::Latin },
            attested: true,
        })
    };
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.map(pair).collect::<Result<_>>().context("groups.tsv")
}

/// The names of one half.
struct Half<'n> {
    names: Vec<&'n Named>,
    words: &'n table::Words,
    /// By a word and its place: the first or the last.
    sharing: BTreeMap<(bool, &'n str), Vec<usize>>,
    /// By all words but one, which is told by its place.
    but_one: BTreeMap<(usize, String), Vec<usize>>,
    /// By the words without one, whichever.
    longer: BTreeMap<String, Vec<usize>>,
}

impl<'n> Half<'n> {
    fn of(names: Vec<&'n Named>, words: &'n table::Words) -> Self {
        let mut sharing: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut but_one: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut longer: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (nth, name) in names.iter().enumerate() {
            let words: Vec<&str> = name.arabic.split(' ').collect();
            sharing.entry((true, words[0])).or_default().push(nth);
            sharing.entry((false, words[words.len() - 1])).or_default().push(nth);
            for place in 0..words.len() {
                but_one.entry((place, without(&words, place))).or_default().push(nth);
                longer.entry(without(&words, place)).or_default().push(nth);
            }
        }
        Self { names, words, sharing, but_one, longer }
    }

    fn pairs(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        for (nth, name) in self.names.iter().enumerate() {
            let near = || {
                let mut near =
                    vec![self.surname(nth), self.given(nth), self.but_one(nth), self.longer(nth)];
                near.sort_unstable();
                near.dedup();
                near.into_iter().flatten().map(|other| self.names[other])
            };
            let chosen = hash(&name.latin[0].spelled) / 2;
            if let [one, .., other] = &name.latin[..] {
                let mut pair = Pair {
                    one: one.spelled.clone(),
                    other: other.spelled.clone(),
                    same: true,
                    script: Script::Latin,
                    attested: one.attested && other.attested,
                };
                pairs.push(pair.clone());
                for other in near() {
                    let nth = (chosen % other.latin.len() as u64) as usize;
                    pair.other.clone_from(&other.latin[nth].spelled);
                    pair.same = false;
                    pairs.push(pair.clone());
                }
            }
            if chosen.is_multiple_of(MIXED) {
                let one = &name.latin[0];
                let mut pair = Pair {
                    one: one.spelled.clone(),
                    other: name.arabic.clone(),
                    same: true,
                    script: Script::Mixed,
                    attested: one.attested,
                };
                pairs.push(pair.clone());
                for other in near() {
                    pair.other.clone_from(&other.arabic);
                    pair.same = false;
                    pairs.push(pair.clone());
                }
            }
        }
        pairs
    }

    /// Another with the same last word.
    fn surname(&self, nth: usize) -> Option<usize> {
        let last = self.names[nth].arabic.rsplit(' ').next()?;
        self.some(nth, self.sharing.get(&(false, last))?).next()
    }

    /// Another with the same first word, and the rest near.
    fn given(&self, nth: usize) -> Option<usize> {
        let first = self.names[nth].arabic.split(' ').next()?;
        self.nearest(nth, self.sharing.get(&(true, first))?)
    }

    /// Another with one word different only, and that one near.
    fn but_one(&self, nth: usize) -> Option<usize> {
        let words: Vec<&str> = self.names[nth].arabic.split(' ').collect();
        let nearest = (0..words.len()).filter_map(|place| {
            self.nearest(nth, self.but_one.get(&(place, without(&words, place)))?)
        });
        nearest.min_by_key(|&other| (self.apart(nth, other), other))
    }

    /// Another that has a word more.
    fn longer(&self, nth: usize) -> Option<usize> {
        let longer = self.longer.get(&self.names[nth].arabic)?;
        let start = hash(&self.names[nth].latin[0].spelled) as usize / 2;
        let other = longer[start % longer.len()];
        table::Words::share_no_spelling(self.names[nth], self.names[other]).then_some(other)
    }

    fn nearest(&self, nth: usize, of: &[usize]) -> Option<usize> {
        let some = self.some(nth, of);
        some.min_by_key(|&other| (self.apart(nth, other), other))
    }

    /// Some of these that name another person for certain.
    fn some<'s>(&'s self, nth: usize, of: &'s [usize]) -> impl Iterator<Item = usize> + 's {
        let start = hash(&self.names[nth].arabic) as usize / 2 % of.len();
        let around = (0..of.len().min(LOOKED_AT)).map(move |step| of[(start + step) % of.len()]);
        around.filter(move |&other| {
            other != nth && self.words.differ(self.names[nth], self.names[other])
        })
    }

    fn apart(&self, one: usize, other: usize) -> usize {
        let letters = |nth: usize| self.names[nth].arabic.chars().collect::<Vec<_>>();
        edits(&letters(one), &letters(other))
    }
}

fn without(words: &[&str], place: usize) -> String {
    let kept = words.iter().enumerate().filter(|(nth, _)| *nth != place);
    kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ")
}

/// The least number of letters put in, left out and changed.
fn edits(one: &[char], other: &[char]) -> usize {
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (nth, a) in one.iter().enumerate() {
        let mut row = vec![nth + 1];
        for (place, b) in other.iter().enumerate() {
            let instead = above[place] + usize::from(a != b);
            row.push(instead.min(above[place + 1] + 1).min(row[place] + 1));
        }
        above = row;
    }
    above[other.len()]
}

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
pub(crate) fn hash(word: &str) -> u64 {
    let mixed = word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    // The low bits of FNV depend on the low bits of the letters only.
    mixed ^ (mixed >> 29)
}

/// The words of a list, without doubles.
pub(super) fn set<'w>(words: impl Iterator<Item = &'w str>) -> BTreeSet<&'w str> {
    words.collect()
}
