//! `relations`: who did what to whom, by whoever says so.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, nothing, quoted, stated, who, words};
use crate::args::{Args, Relations};
use crate::failure::Failure;
use sayso::Picture;
use sayso::relations::{self, Relation, Side};
use serde_json::{Value, json};

const COLUMNS: [&str; 12] = [
    "id", "doc", "who", "relation", "verb", "whom", "place", "when", "polarity", "by", "state",
    "words",
];

/// Lists relations in order of the documents.
pub(crate) fn run(args: &Args, asked: &Relations) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let picture = &view.picture;
    let found = asked.actor.as_deref().map(|given| who::find(picture, given)).transpose()?;
    let actor = found.map(|found| found.identity);
    let wanted = Wanted::of(picture, &asked.filter, asked.about.as_deref());
    let asks = actor.is_some() || asked.about.is_some() || asked.kind.is_some();
    let asks = asks || asked.filter.asks();
    let empty = nothing(asks, "no relation here fits", "no relation was found here");
    let mut listing = Listing::new(&COLUMNS, empty);
    let all = relations::all(&picture.corpus, &picture.identities);
    let kind = |of: &Relation<'_>| asked.kind.is_none_or(|kind| of.deed.kind == kind);
    for relation in all.filter(kind) {
        if actor.is_none_or(|actor| relation.has(actor)) && fits(&relation, &wanted) {
            listing.row(row(picture, &relation));
        }
    }
    listing.limit(asked.filter.limit);
    listing.write(&asked.list.form)
}

fn fits(of: &Relation<'_>, wanted: &Wanted<'_>) -> bool {
    let (page, deed) = (of.page(), of.deed);
    let parties = [&deed.subject, &deed.object].map(|p| p.as_ref().map_or("", |p| &p.words));
    of.is_within(&wanted.window)
        && wanted.is_there(page, &[deed.span], deed.place.as_deref())
        && wanted.is_about(of.place.document, &[deed.span], &parties)
        && wanted.is_by(&of.holder())
}

fn party(picture: &Picture, side: Option<Side<'_>>) -> Value {
    let id = |identity| &picture.identities.get(identity).id;
    side.map_or(Value::Null, |side| {
        json!({
            "words": side.party.words, "actor": side.identity().map(id), "name": side.name(),
        })
    })
}

fn row(picture: &Picture, of: &Relation<'_>) -> Row {
    let (page, deed) = (of.page(), of.deed);
    let (subject, object) = (of.subject(), of.object());
    let called = |side: Option<Side<'_>>| side.map_or("", |side| side.name()).to_owned();
    let holder = of.holder().name(&picture.corpus, &picture.identities);
    Row {
        cells: vec![
            deed.id.to_string(),
            page.number.to_string(),
            called(subject),
            deed.kind.to_string(),
            deed.verb.to_string(),
            called(object),
            deed.place.as_deref().unwrap_or_default().to_owned(),
            maybe(deed.when.as_ref()),
            deed.polarity.to_string(),
            holder.clone(),
            of.suggestion().to_string(),
            page.at(deed.span).to_owned(),
        ],
        record: stated(
            json!({
                "type": "relation_row", "id": deed.id, "subject": party(picture, subject),
                "relation": deed.kind, "verb": deed.verb, "object": party(picture, object),
                "place": deed.place, "when": deed.when, "polarity": deed.polarity,
                "holder": holder, "words": words(page, &[deed.span]),
            }),
            of.suggestion(),
        ),
        why: vec![quoted(page, &[page.sentence_around(deed.span)])],
    }
}
