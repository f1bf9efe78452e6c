//! Learns what ships with the comparison of names: costs of sounds, how common words are, and weights.

use super::edit::Exchanges;
use super::logistic;
use super::pairs::{self, Pair, Pairs};
use super::table::{self, Named};
use crate::project::Project;
use anyhow::{Context as _, Result};
use sayso_analysis::spelling::{Spelled, learning};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Where what is learnt is kept.
const FOLDER: &str = "crates/analysis/data/spelling";
/// What stands at the top of each table.
const HEAD: &str = "# Made by `xtask names-learn`; see README.md.\n";
/// Costs from here on are not kept: the library takes what it does not know for this much.
const NEVER: u16 = 700;
/// Words kept as common.
const COMMON: usize = 2000;

/// Learns all, and writes it into the data of the analysis. The weights rest on the costs that are
/// built in: where those change, it is run again after a build.
pub(crate) fn learn(project: &Project) -> Result<()> {
    costs(project)?;
    weights(project)
}

fn costs(project: &Project) -> Result<()> {
    let (names, words) = table::read(project)?;
    let tuning: Vec<&Named> = names.iter().filter(|name| pairs::is_tuning(&name.arabic)).collect();
    let (mut latin, mut mixed) = (Vec::new(), Vec::new());
    for name in tuning {
        let spelled: Vec<_> =
            name.latin.iter().map(|l| learning::sounds(&Spelled::of(&l.spelled))).collect();
        let arabic = learning::sounds(&Spelled::of(&name.arabic));
        for (nth, one) in spelled.iter().enumerate() {
            mixed.extend(side_by_side(one, &arabic));
            for other in &spelled[nth + 1..] {
                latin.extend(side_by_side(one, other));
                latin.extend(side_by_side(other, one));
            }
        }
    }
    let mut costs = HEAD.to_owned();
    for (writing, words) in [("latin", latin), ("mixed", mixed)] {
        let learnt = Exchanges::learn(&words);
        let name = |sound: Option<char>| sound.unwrap_or('-');
        for (one, other, cost) in learnt.costs(NEVER) {
            writeln!(costs, "{writing}\t{}\t{}\t{cost}", name(one), name(other))?;
        }
    }
    keep(project, "costs.tsv", &costs)?;
    keep(project, "common.tsv", &common(&words)?)
}

/// Words of two names at the same places, where both have as many.
fn side_by_side(one: &[String], other: &[String]) -> Vec<(String, String)> {
    if one.len() != other.len() {
        return Vec::new();
    }
    one.iter().cloned().zip(other.iter().cloned()).collect()
}

/// The commonest words with how much they tell: the logarithm of their share of all, over that of a
/// word that was counted once.
fn common(words: &table::Words) -> Result<String> {
    let mut counted: BTreeMap<String, u32> = BTreeMap::new();
    for (arabic, spellings) in &words.0 {
        for (spelled, count) in spellings {
            for name in [arabic, spelled] {
                for word in Spelled::of(name).naming() {
                    *counted.entry(word.to_owned()).or_default() += count;
                }
            }
        }
    }
    let all: f64 = counted.values().map(|count| f64::from(*count)).sum::<f64>() / 2.0;
    let mut ranked: Vec<_> = counted.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(COMMON);
    ranked.sort();
    let mut table = HEAD.to_owned();
    for (word, count) in ranked {
        let told = 100.0 * (all / f64::from(count)).ln() / all.ln();
        writeln!(table, "{word}\t{told:.0}")?;
    }
    Ok(table)
}

/// Learns the weights of the features.
fn weights(project: &Project) -> Result<()> {
    let pairs = Pairs::of(project)?;
    let row = |pair: &Pair| {
        let (one, other) = (Spelled::of(&pair.one), Spelled::of(&pair.other));
        if one.naming().eq(other.naming()) {
            return None;
        }
        let (features, part) = learning::features(&one, &other).into_iter().min_by_key(|f| f.1)?;
        Some((features, pair.same, part))
    };
    let rows: Vec<_> = pairs.tuning.iter().filter_map(row).collect();
    let fitted = |wanted: bool| {
        let rows = rows.iter().filter(|(.., part)| *part == wanted);
        logistic::fit(&rows.map(|(features, same, _)| (*features, *same)).collect::<Vec<_>>())
    };
    let (whole, part) = (fitted(false), fitted(true));
    let mut table = HEAD.to_owned();
    for (name, (whole, part)) in learning::NAMES.iter().zip(whole.iter().zip(part)) {
        writeln!(table, "{name}\t{whole:.3}\t{part:.3}")?;
    }
    keep(project, "weights.tsv", &table)
}

fn keep(project: &Project, name: &str, table: &str) -> Result<()> {
    let path = project.at(FOLDER).join(name);
    std::fs::write(&path, table).with_context(|| format!("{} cannot be written", path.display()))
}
