//! An estimate in words.

use super::{Difference, Estimate, Given, Matter, Measure, Part};
use crate::corpus::{Corpus, Figure};
use crate::incidents::Incidents;
use crate::spelling::Spelled;
use std::fmt;

impl Estimate {
    /// What is counted, in words: what happened to them, or the first figure's own words, with the
    /// place, and with the days of an incident.
    #[must_use]
    pub fn counted(&self, corpus: &Corpus, incidents: &Incidents) -> String {
        let sited = |place: Option<&str>| place.map(|at| format!(" in {at}")).unwrap_or_default();
        match &self.matter {
            Matter::Incident(nth) => {
                let incident = &incidents.all()[*nth as usize];
                let place = sited(incidents.place_names(corpus, incident).first().copied());
                let days = incidents.days(incident).map(|days| format!(", {days}"));
                format!("{}{place}{}", self.outcome, days.unwrap_or_default())
            }
            Matter::Things { of, place, .. } => {
                let first = self.given.first().filter(|_| !of.is_empty());
                let counted = first.map(|given| given.measure.scope.to_string());
                let what = counted.unwrap_or_else(|| self.outcome.to_string());
                let spelled = place.as_deref().map(|folded| self.spelled(corpus, folded));
                format!("{what}{}", sited(spelled))
            }
        }
    }

    /// A folded place as the first figure or its sentence spells it.
    fn spelled<'c>(&self, corpus: &'c Corpus, folded: &'c str) -> &'c str {
        let Some(place) = self.given.first().map(Given::first) else { return folded };
        let page = &corpus[place.document];
        let figure = &page.figures[place.nth as usize];
        let named = page.places_in(page.sentence_around(figure.span)).map(|place| &*place.name);
        let mut names = figure.place.as_deref().into_iter().chain(named);
        names.find(|name| Spelled::of(name).folded() == folded).unwrap_or(folded)
    }

    /// The figure that was given first.
    #[must_use]
    pub fn first<'c>(&self, corpus: &'c Corpus) -> Option<&'c Figure> {
        let place = self.given.first()?.first();
        Some(&corpus[place.document].figures[place.nth as usize])
    }

    /// What the `nth` of those given cannot stand beside, and why.
    pub fn against(&self, nth: u32) -> impl Iterator<Item = (&Given, Difference)> {
        self.differing.iter().filter_map(move |differing| {
            let other = match nth {
                _ if differing.one == nth => differing.other,
                _ if differing.other == nth => differing.one,
                _ => return None,
            };
            Some((&self.given[other as usize], differing.difference))
        })
    }
}

/// Who is counted, and whether that is a part of a greater number.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scope = &self.scope;
        match self.part {
            Part::Whole => write!(f, "{scope}"),
            Part::Among => write!(f, "{scope} among them"),
            Part::Besides => write!(f, "{scope} besides"),
        }
    }
}
