//! What a dispute is about, as a question.

use super::Position;
use crate::corpus::{Corpus, date};
use crate::estimates::{Estimate, Matter, Outcome, Scope};
use crate::incidents::Incidents;
use jiff::civil::Date;

/// So many letters of a position stand in a question.
const SHOWN: usize = 80;

/// Two positions, in their own words.
pub(super) fn which(corpus: &Corpus, one: &Position, other: &Position) -> String {
    format!("“{}” or “{}”?", short(&one.words(corpus)), short(&other.words(corpus)))
}

/// One position, in its own words.
pub(super) fn whether(words: &str) -> String {
    format!("Is it so: “{}”?", short(words))
}

/// As much of some words as a question holds, on one line.
fn short(words: &str) -> String {
    let mut shown = String::new();
    for word in words.split_whitespace() {
        if shown.len() + word.len() > SHOWN && !shown.is_empty() {
            return shown + " …";
        }
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.extend(word.chars().take(SHOWN));
    }
    shown
}

/// How many of whom, where and when.
pub(super) fn how_many(incidents: &Incidents, estimate: &Estimate, scope: &Scope) -> String {
    let what = match estimate.outcome {
        Outcome::Counted => format!("{scope} were there"),
        Outcome::Casualties => "casualties were there".to_owned(),
        Outcome::Missing => format!("{scope} went missing"),
        outcome => format!("{scope} were {outcome}"),
    };
    let (place, day) = match &estimate.matter {
        Matter::Incident(nth) => where_and_when(incidents, *nth),
        Matter::Things { place, .. } => (place.as_deref().map(titled), None),
    };
    let place = place.map(|place| format!(" in {place}")).unwrap_or_default();
    let day = day.map(|day| format!(" on {day}")).unwrap_or_default();
    format!("How many {what}{place}{day}?")
}

/// The first place of an incident, and its day where that is one.
pub(super) fn where_and_when(incidents: &Incidents, nth: u32) -> (Option<String>, Option<Date>) {
    let incident = &incidents.all()[nth as usize];
    let place = incidents.places(incident).first().map(|place| titled(place));
    let day = incidents.days(incident).filter(|days| days.length() == 1);
    (place, day.and_then(|days| date(days.first)))
}

/// A folded name with its capitals.
fn titled(folded: &str) -> String {
    let words = folded.split(' ').map(|word| {
        let mut letters = word.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<String>>().join(" ")
}
