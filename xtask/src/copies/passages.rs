//! Passages: real ones, edited copies of them, and as many made ones as are wanted.

use super::edits::Edit;
use super::random::Random;
use crate::bench::texts;
use crate::parser::words_of;
use crate::project::{Missing, Project, files};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Words of a passage.
const WORDS: std::ops::RangeInclusive<usize> = 12..=60;
/// Of 100 words of a made passage, so many follow the one before as they do in a real one...
const FOLLOW: usize = 70;
/// ... and so many are made up.
const MADE_UP: usize = 4;
/// What the edits are drawn with, and the made passages.
const PLANT: u64 = 1;
const MAKE: u64 = 2;

/// Real passages, no two with the same words.
pub(super) struct Passages {
    pub(super) real: Vec<String>,
}

/// An edited copy.
pub(super) struct Planted {
    pub(super) edit: Edit,
    /// The places of the passage and of its copy in the list.
    pub(super) pair: (usize, usize),
}

impl Passages {
    /// The sentences of news articles, and of reports in capitals.
    pub(super) fn of(project: &Project) -> Result<Result<Self, Missing>> {
        let (news, reports) = match (project.data("wikinews-sample"), project.data("muc3-news")) {
            (Ok(news), Ok(reports)) => (news, reports),
            (Err(missing), _) | (_, Err(missing)) => return Ok(Err(missing)),
        };
        let mut all = texts(&files(&news, ".csv")?)?;
        for path in files(&reports.join("dev"), ".xhtml")? {
            all.push(words_of(&fs::read_to_string(path)?));
        }
        let mut seen = BTreeSet::new();
        let mut real: Vec<String> = all.iter().flat_map(|text| sentences(text)).collect();
        real.retain(|passage| seen.insert(plain(passage)));
        Ok(Ok(Self { real }))
    }

    /// The real passages, and after them edited copies of some: `each` for each edit.
    pub(super) fn with_copies(&self, each: usize) -> (Vec<String>, Vec<Planted>) {
        let mut random = Random(PLANT);
        let (mut list, mut planted) = (self.real.clone(), Vec::new());
        let mut left: Vec<usize> = (0..self.real.len()).collect();
        for edit in Edit::ALL {
            for _ in 0..each.min(left.len()) {
                let at = left.swap_remove(random.below(left.len()));
                let copy = edit.apply(&self.real[at], &self.real, &mut random);
                planted.push(Planted { edit, pair: (at, list.len()) });
                list.push(copy);
            }
        }
        (list, planted)
    }

    /// So many passages: the real ones, copies of one in ten of them, and made ones.
    pub(super) fn made(&self, size: usize) -> Vec<String> {
        let mut random = Random(MAKE);
        let chain = Chain::of(&self.real);
        let mut list: Vec<String> = self.real.iter().take(size / 2).cloned().collect();
        while list.len() < size {
            let next = if random.chance(10) {
                let edit = *random.of(&Edit::ALL);
                let of = random.of(&list).clone();
                // A copy of many copies is no sentence.
                if of.len() > 600 {
                    continue;
                }
                edit.apply(&of, &self.real, &mut random)
            } else {
                chain.passage(&mut random)
            };
            list.push(next);
        }
        list
    }
}

/// Which word comes after which.
struct Chain<'p> {
    words: Vec<&'p str>,
    after: BTreeMap<&'p str, Vec<&'p str>>,
    lengths: Vec<usize>,
}

impl<'p> Chain<'p> {
    fn of(passages: &'p [String]) -> Self {
        let mut chain = Self { words: Vec::new(), after: BTreeMap::new(), lengths: Vec::new() };
        for passage in passages {
            let words: Vec<&str> = passage.split(' ').collect();
            for pair in words.windows(2) {
                chain.after.entry(pair[0]).or_default().push(pair[1]);
            }
            chain.lengths.push(words.len());
            chain.words.extend(words);
        }
        chain
    }

    fn passage(&self, random: &mut Random) -> String {
        let mut passage = String::new();
        let mut last = *random.of(&self.words);
        for _ in 0..*random.of(&self.lengths) {
            if random.chance(MADE_UP) {
                passage += &made_up(random);
            } else {
                let after = self.after.get(last).filter(|_| random.chance(FOLLOW));
                last = *random.of::<&str>(after.unwrap_or(&self.words));
                passage += last;
            }
            passage.push(' ');
        }
        passage.truncate(passage.trim_end().len());
        passage
    }
}

/// A name that is in no list.
fn made_up(random: &mut Random) -> String {
    let syllables = ["ka", "lor", "mi", "ne", "sta", "ru", "vel", "do", "ha", "ber", "ti", "gos"];
    let mut word: String = (0..3).map(|_| *random.of(&syllables)).collect();
    word[..1].make_ascii_uppercase();
    word
}

/// The sentences of a text, as far as their ends are plain, in the lengths wanted.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    for paragraph in text.lines() {
        let mut words: Vec<&str> = Vec::new();
        for word in paragraph.split_whitespace() {
            words.push(word);
            if word.len() > 3 && word.ends_with(['.', '?', '!', '"']) {
                sentences.push(std::mem::take(&mut words));
            }
        }
        sentences.push(words);
    }
    let fits = sentences.into_iter().filter(|words| WORDS.contains(&words.len()));
    fits.map(|words| words.join(" ")).collect()
}

/// Letters and digits alone.
fn plain(passage: &str) -> String {
    passage.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
