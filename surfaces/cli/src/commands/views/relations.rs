//! `relations`: who did what to whom, by whoever says so.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, quoted, who, words};
use crate::args::{Args, Relations};
use crate::failure::Failure;
use sayso::Picture;
use sayso::corpus::{Deed, Party, Place};
use sayso::holder::Holder;
use serde_json::{Value, json};

const COLUMNS: [&str; 11] =
    ["id", "doc", "who", "relation", "verb", "whom", "place", "when", "polarity", "by", "words"];

/// Lists relations in order of the documents.
pub(crate) fn run(args: &Args, asked: &Relations) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let picture = &view.picture;
    let found = asked.actor.as_deref().map(|given| who::find(picture, given)).transpose()?;
    let actor = found.map(|found| found.identity);
    let wanted = Wanted::of(picture, &asked.filter, asked.about.as_deref());
    let mut listing = Listing::new(&COLUMNS, "no relation here fits");
    for (document, page) in picture.corpus.numbered() {
        for deed in page.deeds.iter().filter(|d| asked.kind.is_none_or(|kind| d.kind == kind)) {
            let told = Told { picture, document, deed };
            if actor.is_none_or(|actor| told.has(actor)) && told.fits(&wanted) {
                listing.row(told.row());
            }
        }
    }
    listing.limit(asked.filter.limit);
    listing.write(&asked.list.form)
}

/// A relation of a document.
struct Told<'p> {
    picture: &'p Picture,
    document: u32,
    deed: &'p Deed,
}

impl Told<'_> {
    fn identity(&self, party: Option<&Party>) -> Option<u32> {
        let nth = party?.actor?;
        Some(self.picture.identities.acting(Place { document: self.document, nth }))
    }

    fn has(&self, actor: u32) -> bool {
        let is = |party: Option<&Party>| {
            let at = |nth| self.picture.identities.at(Place { document: self.document, nth });
            self.identity(party) == Some(actor)
                || party.and_then(|party| party.actor).map(at) == Some(actor)
        };
        is(self.deed.subject.as_ref()) || is(self.deed.object.as_ref())
    }

    fn holder(&self) -> Holder {
        let (corpus, identities) = (&self.picture.corpus, &self.picture.identities);
        Holder::at(corpus, identities, self.document, self.deed.told, self.deed.span.start())
    }

    fn fits(&self, wanted: &Wanted<'_>) -> bool {
        let (page, deed) = (&self.picture.corpus[self.document], self.deed);
        let said = deed.told.and_then(|told| page.told[told as usize].said.as_deref());
        let parties = [&deed.subject, &deed.object].map(|p| p.as_ref().map_or("", |p| &p.words));
        wanted.window.takes(page, deed.span.start(), deed.when.as_deref(), said)
            && wanted.is_there(page, &[deed.span], deed.place.as_deref())
            && wanted.is_about(self.document, &[deed.span], &parties)
            && wanted.is_by(&self.holder())
    }

    /// What to call a side: the actor's name, or else the words.
    fn called(&self, party: Option<&Party>) -> String {
        match self.identity(party) {
            Some(identity) => self.picture.identities.get(identity).name.clone(),
            None => party.map(|party| party.words.to_string()).unwrap_or_default(),
        }
    }

    fn party(&self, party: Option<&Party>) -> Value {
        let id = self.identity(party).map(|identity| &self.picture.identities.get(identity).id);
        party.map_or(
            Value::Null,
            |own| json!({"words": own.words, "actor": id, "name": self.called(party)}),
        )
    }

    fn row(&self) -> Row {
        let (page, deed) = (&self.picture.corpus[self.document], self.deed);
        let (subject, object) = (deed.subject.as_ref(), deed.object.as_ref());
        let holder = self.holder().name(&self.picture.corpus, &self.picture.identities);
        Row {
            cells: vec![
                deed.id.to_string(),
                page.number.to_string(),
                self.called(subject),
                deed.kind.to_string(),
                deed.verb.to_string(),
                self.called(object),
                deed.place.as_deref().unwrap_or_default().to_owned(),
                deed.when.as_ref().map(ToString::to_string).unwrap_or_default(),
                deed.polarity.to_string(),
                holder.clone(),
                page.at(deed.span).to_owned(),
            ],
            record: json!({
                "type": "relation_row", "id": deed.id, "subject": self.party(subject),
                "relation": deed.kind, "verb": deed.verb, "object": self.party(object),
                "place": deed.place, "when": deed.when, "polarity": deed.polarity,
                "holder": holder, "words": words(page, &[deed.span]),
            }),
            why: vec![quoted(page, &[page.sentence_around(deed.span)])],
        }
    }
}
