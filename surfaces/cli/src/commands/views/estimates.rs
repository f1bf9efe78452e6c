//! `estimates`: how many of what there are said to be.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, nothing, quoted, stated, words};
use crate::args::{Args, EstimateList};
use crate::failure::Failure;
use sayso::agreement::Suggestion;
use sayso::behind::Word;
use sayso::corpus::{Figure, Place};
use sayso::estimates::{Estimate, Given, Matter};
use sayso::incidents::Incidents;
use serde_json::{Value, json};

const COLUMNS: [&str; 10] =
    ["of", "how many", "who", "by", "when", "published", "docs", "state", "differs", "words"];

/// Lists numbers, those of one thing together, in order of time.
pub(crate) fn run(args: &Args, asked: &EstimateList) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let incidents = view.incidents();
    let estimates = view.estimates(&incidents);
    let wanted = Wanted::of(&view.picture, &asked.filter, asked.about.as_deref());
    let asks = asked.about.is_some() || asked.differing || asked.filter.asks();
    let empty =
        nothing(asks, "no number of anything here fits", "no number of anything was found here");
    let mut listing = Listing::new(&COLUMNS, empty);
    let all = estimates.all().iter();
    for estimate in all.filter(|estimate| !asked.differing || !estimate.differing.is_empty()) {
        let told = Told { view: &view, incidents: &incidents, estimate };
        for (nth, given) in (0..).zip(&estimate.given) {
            if told.fits(given, &wanted) {
                listing.row(told.row(nth, given));
            }
        }
    }
    listing.limit(asked.filter.limit);
    listing.write(&asked.list.form)
}

/// An estimate of a dossier.
struct Told<'v> {
    view: &'v View,
    incidents: &'v Incidents,
    estimate: &'v Estimate,
}

impl Told<'_> {
    fn figure(&self, place: Place) -> &Figure {
        &self.view.picture.corpus[place.document].figures[place.nth as usize]
    }

    fn fits(&self, given: &Given, wanted: &Wanted<'_>) -> bool {
        let corpus = &self.view.picture.corpus;
        let identity = match given.behind.word {
            Word::Actor(identity) => Some(identity),
            _ => None,
        };
        let by = wanted.is_by_name(identity, self.holder(given).as_deref());
        by && given.figures.iter().any(|place| {
            let (page, figure) = (&corpus[place.document], self.figure(*place));
            let said = figure.told.and_then(|told| page.told[told as usize].said.as_deref());
            let spans = [page.sentence_around(figure.span)];
            let start = figure.span.start();
            wanted.window.takes(page, start, figure.when.as_deref(), said)
                && wanted.is_there(page, &spans, figure.place.as_deref())
                && wanted.is_about(place.document, &spans, &[&figure.of, &self.matter()])
        })
    }

    fn matter(&self) -> String {
        self.estimate.counted(&self.view.picture.corpus, self.incidents)
    }

    /// Who may have told a page a number that it gives in its own voice, in words.
    fn perhaps(&self, given: &Given) -> Option<String> {
        let guess = given.perhaps.as_ref()?;
        let Word::Actor(nth) = guess.word else { return None };
        let name = &self.view.picture.identities.get(nth).name;
        Some(format!("perhaps from {name}: {}", guess.how.words()))
    }

    /// On whose word, in words.
    fn holder(&self, given: &Given) -> Option<String> {
        let document = given.first().document;
        let page = &self.view.picture.corpus[document];
        match &given.behind.word {
            Word::Actor(nth) => Some(self.view.picture.identities.get(*nth).name.clone()),
            Word::Described(words) => Some(words.clone()),
            Word::Page(_) => {
                page.voice_at(self.figure(given.first()).span.start()).map(str::to_owned)
            }
            Word::Unknown => None,
        }
    }

    fn stands(&self, given: &Given) -> Suggestion {
        self.estimate.suggestion(&self.view.picture.corpus, self.incidents, given)
    }

    fn row(&self, nth: u32, given: &Given) -> Row {
        let first = given.first();
        let page = &self.view.picture.corpus[first.document];
        let differs: Vec<String> = self
            .estimate
            .against(nth)
            .map(|(other, difference)| {
                let by = self.holder(other).unwrap_or_else(|| "nobody named".to_owned());
                format!("{} by {by} ({difference})", other.range)
            })
            .collect();
        let who = given.measure.to_string();
        let how = format!("it counts with this speaker: {}", given.behind.how.words());
        let all = given.figures.iter().map(|place| {
            let page = &self.view.picture.corpus[place.document];
            quoted(page, &[page.sentence_around(self.figure(*place).span)])
        });
        Row {
            cells: vec![
                self.matter(),
                given.range.to_string(),
                who.clone(),
                self.holder(given).unwrap_or_else(|| "(nobody named)".to_owned()),
                maybe(given.when),
                maybe(given.published),
                given.documents().to_string(),
                self.stands(given).to_string(),
                differs.join("; "),
                page.words_at(&[page.sentence_around(self.figure(first).span)]),
            ],
            record: self.record(nth, given, &who, &differs),
            why: [how].into_iter().chain(self.perhaps(given)).chain(all).collect(),
        }
    }

    fn record(&self, nth: u32, given: &Given, who: &str, differs: &[String]) -> Value {
        let corpus = &self.view.picture.corpus;
        let figures: Vec<Value> = given
            .figures
            .iter()
            .map(|place| {
                let (page, figure) = (&corpus[place.document], self.figure(*place));
                json!({
                    "id": figure.id, "words": words(page, &[figure.span]),
                    "sentence": words(page, &[page.sentence_around(figure.span)]),
                })
            })
            .collect();
        let incident = match self.estimate.matter {
            Matter::Incident(nth) => Some(self.incidents.id(corpus, nth)),
            Matter::Things { .. } => None,
        };
        let record = json!({
            "type": "estimate_row", "of": self.matter(), "incident": incident,
            "outcome": self.estimate.outcome.word(), "who": who, "nth": nth,
            "low": given.range.low, "best": given.range.best,
            "high": given.range.high, "rough": given.range.rough, "range": given.range.to_string(),
            "holder": self.holder(given), "how": given.behind.how.words(),
            "when": given.when.map(|days| days.to_string()), "published": given.published.map(|days| days.to_string()),
            "documents": given.documents(), "differs": differs, "figures": figures,
        });
        stated(record, self.stands(given))
    }
}
