//! What the reports of an incident have in common, in words: why one was put to the others.

use super::{Incidents, Report};
use crate::corpus::Corpus;
use crate::estimates::words::words;
use crate::identity::Identities;
use std::collections::BTreeSet;

/// So many names or words are told of each kind.
const MOST: usize = 6;
/// Of the reports before one so many are looked at.
const LOOKED_AT: usize = 32;
/// Shorter words say little of what a report tells.
const SHORTEST: usize = 5;

impl Incidents {
    /// What a report of an incident has in common with those before it there; that it began the
    /// incident where it is the first.
    #[must_use]
    pub fn shared(&self, corpus: &Corpus, identities: &Identities, report: u32) -> Vec<String> {
        let incident = &self.all()[self.at(report) as usize];
        let one = &self.reports()[report as usize];
        let earlier = incident.reports.iter().map(|(nth, _)| *nth).take_while(|nth| *nth != report);
        let earlier: Vec<&Report> =
            earlier.take(LOOKED_AT).map(|nth| &*self.reports()[nth as usize]).collect();
        if earlier.is_empty() {
            return vec!["the first report of it".to_owned()];
        }
        let meet = |other: &&&Report| {
            one.days.zip(other.days).is_some_and(|(days, others)| days.apart(others) == 0)
        };
        let days = earlier.iter().find(meet).and(one.days).map(|days| format!("the days {days}"));
        let places = told("places", both(&earlier, |of| places(corpus, of), one));
        let actors = told("actors", both(&earlier, |of| actors(identities, of), one));
        let numbers = told("numbers", both(&earlier, |of| numbers(corpus, of), one));
        let words = told("words", both(&earlier, |of| telling(corpus, of), one));
        [days, places, actors, numbers, words].into_iter().flatten().collect()
    }
}

fn told(what: &str, all: BTreeSet<String>) -> Option<String> {
    let shown: Vec<String> = all.into_iter().take(MOST).collect();
    (!shown.is_empty()).then(|| format!("the same {what}: {}", shown.join(", ")))
}

/// What a report has that some other has too.
fn both(
    earlier: &[&Report],
    of: impl Fn(&Report) -> Vec<String>,
    one: &Report,
) -> BTreeSet<String> {
    let own: BTreeSet<String> = of(one).into_iter().collect();
    let others: BTreeSet<String> = earlier.iter().flat_map(|other| of(other)).collect();
    own.intersection(&others).cloned().collect()
}

fn places(corpus: &Corpus, of: &Report) -> Vec<String> {
    of.place_names(corpus).into_iter().map(str::to_owned).collect()
}

fn actors(identities: &Identities, of: &Report) -> Vec<String> {
    of.actors.iter().map(|nth| identities.get(*nth).name.clone()).collect()
}

fn numbers(corpus: &Corpus, of: &Report) -> Vec<String> {
    let page = &corpus[of.document];
    let best = of.figures.iter().filter_map(|nth| page.figures[*nth as usize].best);
    best.map(|number| number.to_string()).collect()
}

fn telling(corpus: &Corpus, of: &Report) -> Vec<String> {
    let page = &corpus[of.document];
    let sentences = of.sentences.iter().map(|nth| page.at(page.sentences[*nth as usize]));
    let all = sentences.flat_map(|sentence| words(sentence).map(|(_, word)| word));
    // Names stand among places and actors.
    let plain = all.filter(|word| {
        word.chars().count() >= SHORTEST && word.chars().all(|letter| letter.is_lowercase())
    });
    plain.map(str::to_owned).collect()
}
