//! How sure what was read is, and whether the scores say so rightly.

use super::marked::Marked;
use crate::project::Project;
use crate::rates::{Outcome, judged, rates, said};
use crate::table::{Table, once, share};
use anyhow::Result;
use sayso_analysis::rates::{Rate, Rates, part as part_of};
use std::collections::{BTreeMap, BTreeSet};

/// What the page says of the scores.
const NOTES: &str = "\
## How sure what was read is

What was read in one text has a score: how often what its rule reads is right, on texts that nothing \
was trained on (`crates/analysis/data/reading/README.md`). *Attributions*, and claims in the page's \
own voice (`claim.own-voice`: right where no more than half of the words are marked as somebody \
else's; whether a claim is worth listing is not asked), on the 30 articles kept apart that are marked \
in full. *Relations*, *changes of status* and *arguments* on what was drawn from 97 articles, two in five \
of it from interviews, and judged by one reader, strictly (`xtask/data/rates/README.md`). The relations marked \
in `attribution-wikinews` are no measure for this: their markers left out what they found of no \
weight, so that most of what is read and not marked is not wrong. The rate of each rule and kind is \
drawn towards that of its part, as if four more had been seen (m-estimate): a rule that was seen twice \
is not sure for that. Nobody has checked relations, status and arguments on texts of another kind \
than these.";

/// What the page says before the check.
const CHECK: &str = "\
**Whether the scores are right.** *Halves*: learnt on every other article and held against the \
others, both ways. *Shipped*: the scores that ship against other articles, those of \
`attribution-wikinews`, read five-fold by models that were trained without them. *Brier* is the mean \
square of what is missing between score and truth (Brier, *Verification of forecasts expressed in \
terms of probability*, 1950): 0 is best, and 0.25 is what *perhaps* says each time. *One rate* gives \
everything of a part the same score. Where that is no worse than the rates by rule, it is known how \
often the part is right, and not of which rule more than of another.";

/// The page's part.
pub(crate) fn part(project: &Project) -> Result<String> {
    let marked = match Marked::apart(project)? {
        Ok(marked) => said::outcomes(&marked)?,
        Err(missing) => return Ok([NOTES, &shipped(), CHECK, &missing.to_string()].join("\n\n")),
    };
    let mut table =
        Table::new(2, &["part", "how", "of", "right", "mean score", "Brier", "Brier, one rate"]);
    let judged = judged::outcomes(project)?;
    for (part, outcomes) in by_part(marked.into_iter().chain(judged)) {
        row(&mut table, &part, "halves", &halves(&outcomes));
    }
    match Marked::folds(project)? {
        Ok(folds) => {
            let outcomes = said::outcomes(&folds)?;
            let told: Vec<Told> =
                outcomes.iter().filter_map(|of| told(Rates::shipped(), of)).collect();
            row(&mut table, "attribution", "shipped", &told);
        }
        Err(missing) => return Ok([NOTES, &shipped(), CHECK, &missing.to_string()].join("\n\n")),
    }
    Ok([NOTES, shipped().trim(), CHECK, table.finish().trim()].join("\n\n"))
}

/// The rates that ship.
fn shipped() -> String {
    let mut table = Table::new(2, &["rule", "kind", "right", "of", "score"]);
    let shipped = Rates::shipped();
    for (part, count) in shipped.parts() {
        let share_of = f64::from(count.right) / f64::from(count.read.max(1));
        table.row(&[
            format!("**{part}**, all"),
            String::new(),
            count.right.to_string(),
            count.read.to_string(),
            share(share_of),
        ]);
        let rules = shipped.rows().filter(|(rule, ..)| part_of(rule) == part && *rule != part);
        let mut last = "";
        for (rule, kind, count) in rules {
            let score = shipped.of(rule, kind).map_or(0.0, Rate::score);
            table.row(&[
                once(usize::from(rule == last), format!("`{rule}`")),
                kind.to_owned(),
                count.right.to_string(),
                count.read.to_string(),
                share(f64::from(score)),
            ]);
            last = rule;
        }
    }
    table.finish()
}

/// What was said of one outcome: its score, that of its whole part, and the truth.
struct Told {
    score: f64,
    part: f64,
    right: f64,
}

fn told(rates: &Rates, outcome: &Outcome) -> Option<Told> {
    let rate = rates.of(&outcome.rule, &outcome.kind)?;
    let part = Rate { own: rate.part, ..rate };
    Some(Told {
        score: f64::from(rate.score()),
        part: f64::from(part.score()),
        right: f64::from(u8::from(outcome.right)),
    })
}

fn by_part(outcomes: impl Iterator<Item = Outcome>) -> BTreeMap<String, Vec<Outcome>> {
    let mut parts: BTreeMap<String, Vec<Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        parts.entry(part_of(&outcome.rule).to_owned()).or_default().push(outcome);
    }
    parts
}

/// Every outcome, by rates of the articles that are not in its half.
fn halves(outcomes: &[Outcome]) -> Vec<Told> {
    let articles: BTreeSet<&str> = outcomes.iter().map(|of| of.article.as_str()).collect();
    let first: BTreeSet<&str> = articles.into_iter().step_by(2).collect();
    let (one, other): (Vec<&Outcome>, Vec<&Outcome>) =
        outcomes.iter().partition(|of| first.contains(of.article.as_str()));
    let learnt = [rates(other.iter().copied()), rates(one.iter().copied())];
    let held = [one, other];
    let all = learnt.iter().zip(held);
    all.flat_map(|(rates, held)| held.into_iter().filter_map(|of| told(rates, of))).collect()
}

fn row(table: &mut Table, part: &str, how: &str, told: &[Told]) {
    let mean = |of: fn(&Told) -> f64| told.iter().map(of).sum::<f64>() / (told.len().max(1)) as f64;
    table.row(&[
        part.to_owned(),
        how.to_owned(),
        told.len().to_string(),
        share(mean(|of| of.right)),
        share(mean(|of| of.score)),
        share(mean(|of| (of.score - of.right).powi(2))),
        share(mean(|of| (of.part - of.right).powi(2))),
    ]);
}
