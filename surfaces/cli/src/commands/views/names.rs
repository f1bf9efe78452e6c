//! `names`: who calls an actor what.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, nothing, quoted, stated, who, words};
use crate::args::{Args, Names};
use crate::failure::Failure;
use sayso::Picture;
use sayso::agreement::Suggestion;
use sayso::known::Known;
use sayso::names::{Listed, Remark, Stands, User, Wording, of};
use serde_json::{Value, json};

const COLUMNS: [&str; 8] = ["name", "uses", "docs", "since", "how", "listed", "state", "who"];

/// Lists the names of an actor, one row for each who uses one in one manner.
pub(crate) fn run(args: &Args, asked: &Names) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let picture = &view.picture;
    let identity = who::find(picture, &asked.actor)?.identity;
    let wanted = Wanted::within(picture, &asked.days, asked.by.as_deref(), None);
    let names =
        of(&picture.corpus, &picture.identities, Known::shipped(), identity, &wanted.window);
    let asks = asked.by.is_some() || asked.days.asks();
    let empty =
        nothing(asks, "nobody of those asked for names it here", "nobody names this actor here");
    let stands = Stands::of(&picture.corpus, &picture.identities, &view.rulings, identity);
    let mut listing = Listing::new(&COLUMNS, empty);
    for wording in &names.wordings {
        for user in wording.users.iter().filter(|user| wanted.is_by(&user.holder)) {
            listing.row(row(picture, wording, user, stands.user(user)));
        }
    }
    for remark in names.remarks.iter().filter(|remark| wanted.is_by(&remark.holder)) {
        listing.note(remark_record(picture, remark), remark_in_words(picture, remark));
    }
    listing.write(&asked.list.form)
}

const fn listed(listed: Listed) -> &'static str {
    match listed {
        Listed::No => "",
        Listed::Name => "a name",
        Listed::Loaded => "others' name",
    }
}

fn row(picture: &Picture, wording: &Wording, user: &User, stands: Suggestion) -> Row {
    let holder = user.holder.name(&picture.corpus, &picture.identities);
    let places: Vec<Value> = user
        .places
        .iter()
        .map(|(document, span)| words(&picture.corpus[*document], &[*span]))
        .collect();
    let sentences = user.places.iter().map(|(document, span)| {
        let page = &picture.corpus[*document];
        quoted(page, &[page.sentence_around(*span)])
    });
    let record = json!({
        "type": "name_row", "name": wording.form(), "folded": wording.folded,
        "forms": wording.forms, "listed": listed(wording.listed), "holder": holder,
        "manner": user.manner.words(), "since": user.since.as_ref().map(|w| &w.date),
        "clock": user.since.as_ref().map(|w| w.clock.word()),
        "documents": user.documents, "uses": user.places.len(), "places": places,
    });
    Row {
        cells: vec![
            wording.form().to_owned(),
            user.places.len().to_string(),
            user.documents.to_string(),
            maybe(user.since.as_ref()),
            user.manner.words().to_owned(),
            listed(wording.listed).to_owned(),
            stands.to_string(),
            holder.clone(),
        ],
        record: stated(record, stands),
        why: sentences.collect(),
    }
}

fn remark_in_words(picture: &Picture, remark: &Remark) -> String {
    let page = &picture.corpus[remark.document];
    let holder = remark.holder.name(&picture.corpus, &picture.identities);
    let (name, cue, kind) = (page.at(remark.span), page.at(remark.cue), remark.kind.words());
    let (number, score) = (page.number, super::score(remark.score));
    format!("“{name}” is {kind} by {holder} in document {number}: “{cue}” (suggested {score:.2})")
}

fn remark_record(picture: &Picture, remark: &Remark) -> Value {
    let page = &picture.corpus[remark.document];
    json!({
        "type": "name_remark", "kind": remark.kind.words(),
        "holder": remark.holder.name(&picture.corpus, &picture.identities),
        "manner": remark.manner.words(), "name": words(page, &[remark.span]),
        "cue": words(page, &[remark.cue]), "when": remark.when.as_ref().map(|w| &w.date),
        "score": super::score(remark.score), "state": "suggested",
    })
}
