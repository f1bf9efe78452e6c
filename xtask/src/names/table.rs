//! The table of Arabic names with their Latin spellings.

use super::pairs::set;
use crate::project::Project;
use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FOLDER: &str = "names/arabic-name-romanizer-mit-cc0";

/// A name in Arabic letters and its spellings in Latin ones.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) arabic: String,
    pub(crate) latin: Vec<Latin>,
}

/// A spelling in Latin letters.
#[derive(Debug)]
pub(crate) struct Latin {
    pub(crate) spelled: String,
    /// Whether each of its words is, elsewhere too, the spelling of its Arabic word.
    pub(crate) attested: bool,
}

/// The spellings of single words, and how often each was counted.
#[derive(Debug)]
pub(crate) struct Words(pub(crate) BTreeMap<String, BTreeMap<String, u32>>);

/// The names of two words and more, by their Arabic spelling, and the words.
pub(crate) fn read(project: &Project) -> Result<(Vec<Named>, Words)> {
    let folder = project.data(FOLDER).map_err(|missing| anyhow::anyhow!("{missing}"))?;
    let mut words = Words(BTreeMap::new());
    for row in rows(&folder.join("units.tsv"))? {
        let count: u32 = row[5].parse().context("a count")?;
        *words.0.entry(row[0].clone()).or_default().entry(letters(&row[1])).or_default() += count;
    }
    let mut names: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for row in rows(&folder.join("full_names.tsv"))? {
        let is_full = row[0].contains(' ') && row[1].trim().contains([' ', '-']);
        if is_full && row[1].chars().all(|c| !is_arabic(c)) {
            let small = row[1].to_lowercase();
            names.entry(row[0].clone()).or_default().entry(small).or_insert(row[1].clone());
        }
    }
    let named = |(arabic, latin): (String, BTreeMap<String, String>)| {
        let latin = latin.into_values();
        let latin =
            latin.map(|spelled| Latin { attested: words.attest(&arabic, &spelled), spelled });
        Named { latin: latin.collect(), arabic }
    };
    let names = names.into_iter().map(named).collect();
    Ok((names, words))
}

fn rows(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect();
    Ok(text.lines().skip(1).map(cells).collect())
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}')
}

/// A spelling in small letters and without what stands between them.
fn letters(spelled: &str) -> String {
    spelled.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Words {
    /// Whether the words of the Arabic name can be spelled like this one by one, each as at least two
    /// others have it.
    fn attest(&self, arabic: &str, latin: &str) -> bool {
        let words: Vec<&str> = arabic.split(' ').collect();
        let latin = letters(latin);
        let mut reached = vec![BTreeSet::new(); words.len() + 3];
        reached[0].insert(0);
        for nth in 0..words.len() {
            let starts = std::mem::take(&mut reached[nth]);
            for count in 1..=(words.len() - nth).min(3) {
                let Some(known) = self.0.get(&words[nth..nth + count].join(" ")) else { continue };
                let known: Vec<_> = known.iter().filter(|(_, times)| **times > 1).collect();
                for &start in &starts {
                    let fitting =
                        known.iter().filter(|(word, _)| latin[start..].starts_with(*word));
                    reached[nth + count].extend(fitting.map(|(word, _)| start + word.len()));
                }
            }
        }
        reached[words.len()].contains(&latin.len())
    }

    /// Whether two names are of two people: they share no spelling, neither is part of the other, and
    /// a word of one stands for a word of the other that is spelled otherwise by all.
    pub(crate) fn differ(&self, one: &Named, other: &Named) -> bool {
        let (a, b): (Vec<_>, Vec<_>) =
            (one.arabic.split(' ').collect(), other.arabic.split(' ').collect());
        let (all_a, all_b) = (set(a.iter().copied()), set(b.iter().copied()));
        if all_a.is_subset(&all_b) || all_b.is_subset(&all_a) {
            return false;
        }
        if !Self::share_no_spelling(one, other) {
            return false;
        }
        let only = |these: &BTreeSet<&str>, those: &BTreeSet<&str>| -> Option<String> {
            let mut left = these.difference(those);
            left.next().filter(|_| left.next().is_none()).map(|word| (*word).to_owned())
        };
        match (only(&all_a, &all_b), only(&all_b, &all_a)) {
            (Some(a), Some(b)) => self.are_others(&a, &b),
            _ => {
                a.len() == b.len() && a.iter().zip(&b).any(|(a, b)| a != b && self.are_others(a, b))
            }
        }
    }

    /// Whether no spelling of one is also the other's.
    pub(crate) fn share_no_spelling(one: &Named, other: &Named) -> bool {
        let spelled = |of: &Named| -> BTreeSet<String> {
            of.latin.iter().map(|latin| letters(&latin.spelled)).collect()
        };
        spelled(one).is_disjoint(&spelled(other))
    }

    fn are_others(&self, one: &str, other: &str) -> bool {
        match (self.0.get(one), self.0.get(other)) {
            (Some(one), Some(other)) => one.keys().all(|spelled| !other.contains_key(spelled)),
            _ => false,
        }
    }
}
