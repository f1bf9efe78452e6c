//! `timeline`: what happened and what was said, in order of time.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, nothing, quoted, stated, who, words};
use crate::args::{Args, Timeline};
use crate::failure::Failure;
use sayso::corpus::Document;
use sayso::incidents::Incidents;
use sayso::model::{ItemId, Span};
use sayso::timeline::{Entry, Filter, What, of};
use serde_json::json;

const COLUMNS: [&str; 7] = ["when", "what", "id", "doc", "who", "state", "words"];

/// Lists entries by when they happened, or else were said, or else published.
pub(crate) fn run(args: &Args, asked: &Timeline) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let picture = &view.picture;
    let found = asked.actor.as_deref().map(|given| who::find(picture, given)).transpose()?;
    let wanted = Wanted::of(picture, &asked.filter, asked.about.as_deref());
    let filter = Filter {
        identity: found.map(|found| found.identity),
        place: asked.filter.place.clone(),
        holder: None,
        window: wanted.window,
    };
    let incidents = view.incidents();
    let timeline = of(&picture.corpus, &picture.identities, Some(&incidents), &filter);
    let asks = asked.actor.is_some() || asked.about.is_some() || asked.filter.asks();
    let empty =
        nothing(asks, "nothing here fits", "nothing was found here that could stand in time");
    let mut listing = Listing::new(&COLUMNS, empty);
    for entry in &timeline.entries {
        // What nobody in particular holds is left out where a holder is asked for.
        let by = match &entry.holder {
            Some(holder) => wanted.is_by(holder),
            None => asked.filter.by.is_none(),
        };
        if by && wanted.is_about(entry.document, &entry.words, &[]) {
            listing.row(row(&view, &incidents, entry));
        }
    }
    listing.limit(asked.filter.limit);
    listing.write(&asked.list.form)
}

fn row(view: &View, incidents: &Incidents, entry: &Entry) -> Row {
    let (corpus, identities) = (&view.picture.corpus, &view.picture.identities);
    let page = &corpus[entry.document];
    let written = |id: &ItemId| id.to_string();
    let (what, id) = match entry.what {
        What::Incident(nth) => ("incident", incidents.id(corpus, nth)),
        What::Change(at) => ("status", written(&corpus[at.document].changes[at.nth as usize].id)),
        What::Claim(at) => ("claim", written(&corpus.claim(at).id)),
    };
    let stands = entry.suggestion(corpus, incidents);
    let holder = entry.holder.as_ref().map(|holder| holder.name(corpus, identities));
    Row {
        cells: vec![
            maybe(entry.when.as_ref()),
            what.to_owned(),
            id.clone(),
            page.number.to_string(),
            holder.clone().unwrap_or_default(),
            stands.to_string(),
            page.words_at(&entry.words),
        ],
        record: stated(
            json!({
                "type": "timeline_row", "when": entry.when.as_ref().map(|when| &when.date),
                "clock": entry.when.as_ref().map(|when| when.clock.word()), "what": what, "id": id,
                "holder": holder, "words": words(page, &entry.words),
            }),
            stands,
        ),
        why: vec![quoted(page, &sentences(page, &entry.words))],
    }
}

/// The sentences that the words stand in.
fn sentences(page: &Document, words: &[Span]) -> Vec<Span> {
    let mut all: Vec<Span> = words.iter().map(|span| page.sentence_around(*span)).collect();
    all.dedup();
    all
}
