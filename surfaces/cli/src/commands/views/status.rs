//! `status`: what an actor is said to be, and when.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, nothing, quoted, stated, who, words};
use crate::args::{Args, Status};
use crate::failure::Failure;
use sayso::Picture;
use sayso::corpus::Days;
use sayso::known::Known;
use sayso::model::{Edtf, Polarity};
use sayso::standing::{Certainty, Line, Spell, Standing, Until, of};
use serde_json::{Value, json};

const COLUMNS: [&str; 8] =
    ["by", "says that", "from", "until", "said of", "on that day", "state", "what"];

/// Lists what an actor is said to be, by each holder.
pub(crate) fn run(args: &Args, asked: &Status) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let picture = &view.picture;
    let identity = who::find(picture, &asked.actor)?.identity;
    let wanted = Wanted::within(picture, &asked.days, asked.by.as_deref(), None);
    let standing =
        of(&picture.corpus, &picture.identities, Known::shipped(), identity, &wanted.window);
    let day = asked.on.as_ref().map(one_day).transpose()?;
    let asks = asked.by.is_some() || asked.days.asks();
    let empty = match day {
        Some(_) => "nobody here says what it is on that day",
        None => nothing(
            asks,
            "nobody of those asked for says here what it is",
            "nobody here says what it is",
        ),
    };
    let mut listing = Listing::new(&COLUMNS, empty);
    for (line, spell, certainty) in standing.spells(day) {
        if wanted.is_by(&line.holder) {
            listing.row(row(picture, line, spell, certainty));
        }
    }
    if let Some(day) = day {
        silent(picture, &standing, day, &wanted, &mut listing);
    }
    listed(&standing, day, &mut listing);
    listing.write(&asked.list.form)
}

/// The one day that a date means.
fn one_day(date: &Edtf) -> Result<i32, Failure> {
    match Days::of(date) {
        Some(days) if days.first == days.last => Ok(days.first),
        _ => Err(Failure::usage(format!("{date} is no single day; give one, such as 1898-02-15"))),
    }
}

fn row(picture: &Picture, line: &Line, spell: &Spell, certainty: Option<Certainty>) -> Row {
    let (corpus, identities) = (&picture.corpus, &picture.identities);
    let holder = line.holder.name(corpus, identities);
    let until = spell.until.as_ref().map(Until::when);
    let grounds: Vec<Value> = spell
        .grounds
        .iter()
        .map(|ground| {
            let (document, span) = ground.words(corpus);
            words(&corpus[document], &[span])
        })
        .collect();
    Row {
        cells: vec![
            holder.clone(),
            said(line, spell),
            maybe(spell.from.as_ref()),
            maybe(until),
            maybe(spell.seen),
            certainty.map(Certainty::words).unwrap_or_default().to_owned(),
            spell.suggestion(corpus).to_string(),
            spell.words.clone(),
        ],
        record: stated(
            json!({
                "type": "status_row", "attribute": line.attribute.words(), "value": spell.words,
                "actor": spell.value.map(|identity| &identities.get(identity).id),
                "polarity": spell.polarity, "holder": holder,
                "from": spell.from.as_ref().map(|when| &when.date), "until": until.map(|w| &w.date),
                "until_told": matches!(spell.until, Some(Until::Told(_))),
                "seen": spell.seen.map(|days| days.to_string()), "certainty": certainty.map(Certainty::words),
                "grounds": grounds,
            }),
            spell.suggestion(corpus),
        ),
        why: spell
            .grounds
            .iter()
            .map(|ground| {
                let (document, span) = ground.words(corpus);
                quoted(&corpus[document], &[span])
            })
            .collect(),
    }
}

/// The attribute, of the actor and not of whoever says so, with how it is said where it is not said to
/// be so.
fn said(line: &Line, spell: &Spell) -> String {
    let attribute = line.attribute.words();
    match spell.polarity {
        Polarity::Asserted => format!("it {attribute}"),
        other => format!("it {attribute} ({other})"),
    }
}

/// Who says something, but nothing of that day.
fn silent(
    picture: &Picture,
    standing: &Standing,
    day: i32,
    wanted: &Wanted<'_>,
    listing: &mut Listing,
) {
    for nth in standing.as_of(day).silent {
        let line = &standing.lines[nth];
        if !wanted.is_by(&line.holder) {
            continue;
        }
        let holder = line.holder.name(&picture.corpus, &picture.identities);
        let (attribute, day) = (line.attribute.words(), Days::on(day));
        let record = json!({
            "type": "status_silent", "attribute": attribute, "holder": holder, "day": day.to_string(),
        });
        listing.note(record, format!("{holder} says nothing of {day} on what it {attribute}"));
    }
}

/// What the list of known actors has, which is nobody's word.
fn listed(standing: &Standing, day: Option<i32>, listing: &mut Listing) {
    let listed = match day {
        Some(day) => standing.as_of(day).listed,
        None => standing.listed.iter().collect(),
    };
    for one in listed {
        let (attribute, words, source) = (one.attribute.words(), &one.words, &one.source);
        let record = json!({
            "type": "status_listed", "attribute": attribute, "value": words, "key": one.key,
            "when": one.when, "source": source,
        });
        listing.note(record, format!("the list of known actors: it {one}"));
    }
}
