//! `actors`: who is who.

use super::listing::{Listing, Row};
use super::metonyms::Metonyms;
use super::who;
use super::{View, nothing};
use crate::args::{Actors, Args};
use crate::failure::Failure;
use crate::show;
use sayso::Picture;
use sayso::agreement::{Agreement, Suggestion, least_sure, to_identity, to_join};
use sayso::corpus::Place;
use sayso::identity::{Identity, Join, Tie};
use sayso::known::Known;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const COLUMNS: [&str; 8] =
    ["id", "actor", "kind", "docs", "mentions", "known", "joined", "other names"];

/// Lists identities.
pub(crate) fn run(args: &Args, asked: &Actors) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let picture = &view.picture;
    let named = asked.name.as_deref().map(|given| named(picture, given));
    let all = (0..).zip(picture.identities.all().iter().map(AsRef::as_ref));
    let fits = |(nth, identity): &(u32, &Identity)| {
        asked.kind.is_none_or(|kind| kind == identity.kind)
            && named.as_ref().is_none_or(|named| named.contains(nth))
    };
    let mut found: Vec<Told<'_>> = all
        .filter(fits)
        .map(|(nth, identity)| Told::of(&view, nth, identity))
        .filter(|told| !asked.suggested || told.least.is_some())
        .collect();
    // Without a sort, they stand in order of first mention.
    match asked.suggested {
        true => found.sort_by(|a, b| a.least().total_cmp(&b.least())),
        false => found.sort_by_key(|told| std::cmp::Reverse((told.documents, told.mentions))),
    }
    let asks = asked.name.is_some() || asked.kind.is_some() || asked.suggested;
    let empty = nothing(asks, "nobody here fits", "nobody is spoken of here");
    let mut listing = Listing::new(&COLUMNS, empty);
    found.iter().for_each(|told| listing.row(told.row()));
    listing.limit(asked.limit);
    listing.write(&asked.list.form)
}

/// Whom a name means: all with an id or key so, or with these words in a name; where nobody has them,
/// those of whom it is another name or spelling.
fn named(picture: &Picture, given: &str) -> BTreeSet<u32> {
    let mut found = who::named(picture, given);
    found.extend(who::with_id(picture, given));
    match found.is_empty() {
        true => picture.identities.spelled(&picture.corpus, given),
        false => found,
    }
}

/// An identity with what there is to tell of it.
struct Told<'v> {
    view: &'v View,
    identity: &'v Identity,
    documents: usize,
    mentions: usize,
    /// Its joins of different names, with what people said to each.
    joins: Vec<(&'v Join, Agreement)>,
    /// How they stand together; `None` where it has only one name.
    stands: Option<Suggestion>,
    /// How sure the least sure is of what nobody has agreed to; `None` where there is nothing.
    least: Option<f32>,
    metonyms: Metonyms<'v>,
}

impl<'v> Told<'v> {
    fn of(view: &'v View, nth: u32, identity: &'v Identity) -> Self {
        let corpus = &view.picture.corpus;
        let (documents, mentions) = identity.counts(corpus);
        let joins = identity.joins.iter().filter(|join| join.is_told(corpus));
        let joins = joins.map(|join| (join, to_join(corpus, &view.rulings, join))).collect();
        let stands = to_identity(corpus, &view.rulings, identity);
        let least = least_sure(&view.picture.identities, nth, stands);
        let metonyms = Metonyms::of(&view.picture, nth);
        Self { view, identity, documents, mentions, joins, stands, least, metonyms }
    }

    fn least(&self) -> f32 {
        self.least.unwrap_or(1.0)
    }

    fn row(&self) -> Row {
        let identity = self.identity;
        let name = identity.name.as_str();
        let names = identity.names(&self.view.picture.corpus);
        let others: Vec<&str> = names.iter().filter(|other| **other != name).copied().collect();
        let told = others.iter().map(|name| (*name).to_owned()).chain(self.metonyms.names());
        Row {
            cells: vec![
                identity.id.to_string(),
                name.to_owned(),
                identity.kind.to_string(),
                self.documents.to_string(),
                self.mentions.to_string(),
                self.identity.listed.as_ref().map(known).unwrap_or_default(),
                self.stands.map(|stands| stands.to_string()).unwrap_or_default(),
                told.collect::<Vec<_>>().join("; "),
            ],
            record: self.record(&others),
            why: self
                .listed()
                .into_iter()
                .chain(self.joined())
                .chain(self.metonyms.why())
                .collect(),
        }
    }

    fn joined(&self) -> impl Iterator<Item = String> {
        self.joins.iter().map(|(join, said)| self.in_words(join, *said))
    }

    /// Whom of the list of known actors it was taken for.
    fn listed(&self) -> Option<String> {
        let tie = self.identity.listed.as_ref()?;
        let entry = Known::shipped().get(&tie.key)?;
        let names: Vec<String> =
            tie.names.iter().map(|(name, _)| format!("“{}”", show::one_line(name))).collect();
        Some(format!(
            "“{}” in the list of known actors ({}), by {}: {}; {}",
            entry.name,
            tie.key,
            names.join(", "),
            tie.why.words(),
            tie.suggestion()
        ))
    }

    fn record(&self, others: &[&str]) -> Value {
        let corpus = &self.view.picture.corpus;
        let actors: Vec<Value> = self.identity.actors.iter().map(|p| side(self.view, *p)).collect();
        let joins: Vec<Value> = self
            .joins
            .iter()
            .map(|(join, said)| {
                json!({
                    "one": {"name": join.one.0, "id": corpus.actor(join.one.1).id},
                    "other": {"name": join.other.0, "id": corpus.actor(join.other.1).id},
                    "score": super::score(join.score), "state": said.word(),
                    "why": join.why.words(),
                })
            })
            .collect();
        json!({
            "type": "actor_row", "id": self.identity.id, "name": self.identity.name,
            "kind": self.identity.kind, "known": self.identity.known(),
            "documents": self.documents, "mentions": self.mentions, "other_names": others,
            "state": self.stands.map(|stands| stands.said.word()),
            "score": self.stands.and_then(|stands| stands.score).map(super::score),
            "least_sure": self.least.map(super::score),
            "joins": joins, "actors": actors, "listed": self.identity.listed.as_ref().map(listed),
            "stands_for": self.metonyms.stands_for(), "stood_for_by": self.metonyms.stood_for_by(),
        })
    }

    fn in_words(&self, join: &Join, said: Agreement) -> String {
        let side = |(name, place): &(String, Place)| {
            let page = &self.view.picture.corpus[place.document];
            let actor = &page.actors[place.nth as usize];
            let (kind, number, id) = (actor.kind, page.number, &actor.id);
            format!("“{name}” ({kind}, document {number}, {id})")
        };
        let said = Suggestion::scored(said, join.score);
        format!("{} and {}: {}; {said}", side(&join.one), side(&join.other), join.why.words())
    }
}

/// A key of the list of known actors, with how it stands.
fn known(tie: &Tie) -> String {
    format!("{}, {}", tie.key, tie.suggestion())
}

fn listed(tie: &Tie) -> Value {
    let names: Vec<&str> = tie.names.iter().map(|(name, _)| name.as_str()).collect();
    let record = json!({"key": tie.key, "names": names, "why": tie.why.words()});
    super::stated(record, tie.suggestion())
}

fn side(view: &View, place: Place) -> Value {
    let page = &view.picture.corpus[place.document];
    let actor = &page.actors[place.nth as usize];
    json!({
        "id": actor.id, "document": page.number, "name": actor.name, "kind": actor.kind,
        "mentions": actor.mentions.len(),
    })
}
