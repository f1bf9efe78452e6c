//! What the captured pages of one outlet leave out.

use super::outlet;
use crate::corpus::{Corpus, Days, number};
use crate::incidents::{Incident, Incidents};
use std::collections::BTreeMap;

/// Incidents that others report and the captured pages of an outlet do not. That it did not report
/// them at all is not said: pages that were not captured may have them.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The outlet.
    pub outlet: String,
    /// How many of its pages were captured.
    pub pages: u32,
    /// How many of them have a day of publication; only these are judged by.
    pub dated: u32,
    /// From the first to the last of these days.
    pub days: Option<Days>,
    /// On how many days it has pages.
    pub days_with_pages: u32,
    /// What they leave out, what most others report first.
    pub missing: Vec<Missing>,
    /// How many incidents were judged: at least [`FEWEST`] other outlets report them, at a time when
    /// it has pages.
    pub judged: u32,
    /// How many incidents at least [`FEWEST`] other outlets report at all.
    pub reported: u32,
    /// How many incidents there are.
    pub incidents: u32,
}

impl LeftOut {
    /// Why nothing could be judged, where nothing could: then nothing is known of what is left out.
    #[must_use]
    pub const fn unjudged(&self) -> Option<&'static str> {
        Some(match self {
            Self { judged: 1.., .. } => return None,
            Self { dated: 0, .. } => "none of its captured pages has a day of publication",
            Self { incidents: 0, .. } => "no incident was found in any page here",
            Self { reported: 0, .. } => {
                "there is no incident that two other outlets report on pages with a day"
            }
            _ => "what others report is of a time of which it has no captured page",
        })
    }
}

/// An incident that is left out.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// Which incident.
    pub incident: u32,
    /// The other outlets that report it, each with its first document of it, by number in the corpus.
    pub outlets: Vec<(String, u32)>,
    /// From the first of their reports to [`WINDOW`] days after.
    pub days: Days,
    /// How many pages the outlet has of these days.
    pub pages: u32,
}

/// So many other outlets report an incident at least.
pub const FEWEST: usize = 2;
/// News of an incident are looked for until so many days after the first report.
pub const WINDOW: i32 = 7;

/// What an outlet's captured pages leave out. One pass over the incidents.
#[must_use]
pub fn left_out(corpus: &Corpus, incidents: &Incidents, wanted: &str) -> LeftOut {
    let own = Own::of(corpus, wanted);
    let mut left = LeftOut {
        outlet: wanted.to_owned(),
        pages: own.pages,
        dated: number(own.days.len()),
        days: own
            .days
            .first()
            .zip(own.days.last())
            .map(|(first, last)| Days { first: *first, last: *last }),
        days_with_pages: number(own.days.chunk_by(|a, b| a == b).count()),
        missing: Vec::new(),
        judged: 0,
        reported: 0,
        incidents: number(incidents.all().len()),
    };
    for (nth, incident) in (0..).zip(incidents.all()) {
        own.judge(corpus, incidents, nth, incident, &mut left);
    }
    left.missing.sort_by(|a, b| {
        (b.outlets.len().cmp(&a.outlets.len()))
            .then_with(|| (a.days, a.incident).cmp(&(b.days, b.incident)))
    });
    left
}

struct Own<'c> {
    outlet: &'c str,
    pages: u32,
    /// The first days on which its dated pages can have been published, in order.
    days: Vec<i32>,
}

impl<'c> Own<'c> {
    fn of(corpus: &Corpus, wanted: &'c str) -> Self {
        let pages = || corpus.documents().iter().filter(|page| outlet(page) == wanted);
        let day = |date: &sayso_model::Edtf| Some(Days::of(date)?.first);
        let mut days: Vec<i32> =
            pages().filter_map(|page| day(page.published.as_deref()?)).collect();
        days.sort_unstable();
        Self { outlet: wanted, pages: number(pages().count()), days }
    }

    fn judge(
        &self,
        corpus: &Corpus,
        incidents: &Incidents,
        nth: u32,
        incident: &Incident,
        left: &mut LeftOut,
    ) {
        // By outlet, the first day with its document.
        let mut others: BTreeMap<&str, (i32, u32)> = BTreeMap::new();
        let mut has = false;
        for report in incidents.reports_of(incident) {
            let page = &corpus[report.document];
            let name = outlet(page);
            has |= name == self.outlet;
            let day = page.days_at(report.span.start()).map(|days| days.first);
            if let Some(day) = day.filter(|_| name != self.outlet) {
                let first = others.entry(name).or_insert((day, report.document));
                *first = (*first).min((day, report.document));
            }
        }
        let Some(first) = others.values().map(|(day, _)| *day).min() else { return };
        let days = Days { first, last: first.saturating_add(WINDOW) };
        let pages = self.between(days);
        if others.len() < FEWEST {
            return;
        }
        left.reported += 1;
        if pages == 0 {
            return;
        }
        left.judged += 1;
        if !has {
            let outlets =
                others.into_iter().map(|(name, (_, document))| (name.to_owned(), document));
            let outlets = outlets.collect();
            left.missing.push(Missing { incident: nth, outlets, days, pages });
        }
    }

    fn between(&self, days: Days) -> u32 {
        let from = self.days.partition_point(|day| *day < days.first);
        let to = self.days.partition_point(|day| *day <= days.last);
        number(to - from)
    }
}
