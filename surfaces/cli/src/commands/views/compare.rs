//! `compare`: what an actor said beside what others report it did.

use super::filter::Wanted;
use super::listing::{Listing, Row};
use super::{View, maybe, quoted, who, words};
use crate::args::{Args, Compare};
use crate::failure::Failure;
use crate::show::count;
use sayso::Picture;
use sayso::compare::{Act, Compared, Pair, Statement, of};
use serde_json::json;

const COLUMNS: [&str; 9] =
    ["said", "claim", "stance", "did", "relation", "by", "days", "on one matter", "words"];

/// Lists statements and deeds that are likely on one matter, in order of the statements.
pub(crate) fn run(args: &Args, asked: &Compare) -> Result<(), Failure> {
    let view = View::open(args, &asked.list.when)?;
    let picture = &view.picture;
    let identity = who::find(picture, &asked.actor)?.identity;
    let wanted = Wanted::within(picture, &asked.days, None, asked.about.as_deref());
    let compared = of(&picture.corpus, &picture.identities, identity, &wanted.window);
    let mut listing = Listing::new(&COLUMNS, "no statement and no deed seem to be on one matter");
    for pair in &compared.pairs {
        let sides = Sides::of(picture, &compared, pair);
        if sides.is_about(&wanted) {
            listing.row(sides.row(pair));
        }
    }
    let (record, note) = rest(&compared);
    listing.note(record, note);
    listing.write(&asked.list.form)
}

/// The two sides of a pair.
struct Sides<'p> {
    picture: &'p Picture,
    said: &'p Statement,
    did: &'p Act,
}

impl<'p> Sides<'p> {
    fn of(picture: &'p Picture, compared: &'p Compared, pair: &Pair) -> Self {
        Self { picture, said: &compared.said[pair.said], did: &compared.did[pair.did] }
    }

    fn is_about(&self, wanted: &Wanted<'_>) -> bool {
        let corpus = &self.picture.corpus;
        let deed = self.did.deed;
        let span = corpus[deed.document].deeds[deed.nth as usize].span;
        wanted.is_about(self.said.document(), self.said.words(corpus), &[])
            || wanted.is_about(deed.document, &[span], &[])
    }

    fn row(&self, pair: &Pair) -> Row {
        let (corpus, identities) = (&self.picture.corpus, &self.picture.identities);
        let (id, content) = (self.said.id(corpus), self.said.words(corpus));
        let (manner, page) = (self.said.manner(corpus), &corpus[self.said.document()]);
        let there = &corpus[self.did.deed.document];
        let deed = &there.deeds[self.did.deed.nth as usize];
        let holder = self.did.holder.name(corpus, identities);
        let why: Vec<String> = pair.shared.iter().map(|shared| shared.words(identities)).collect();
        let score = super::score(pair.score);
        Row {
            cells: vec![
                maybe(self.said.when.as_ref()),
                id.to_string(),
                manner.clone(),
                maybe(self.did.when.as_ref()),
                deed.id.to_string(),
                holder.clone(),
                pair.days.map(|days| format!("{days:+}")).unwrap_or_default(),
                format!("suggested {score:.2}"),
                format!("said, {}; did, {}", quoted(page, content), quoted(there, &[deed.span])),
            ],
            record: json!({
                "type": "compare_row",
                "said": {
                    "claim": id, "stance": manner,
                    "when": self.said.when.as_ref().map(|when| &when.date),
                    "own_page": self.said.own_page, "words": words(page, content),
                },
                "did": {
                    "relation": deed.id, "kind": deed.kind, "polarity": deed.polarity,
                    "when": self.did.when.as_ref().map(|when| &when.date), "holder": holder,
                    "words": words(there, &[deed.span]),
                },
                "days": pair.days, "score": score, "state": "suggested", "why": why,
            }),
            why,
        }
    }
}

/// What stands in no pair, and what was not set against anything.
fn rest(compared: &Compared) -> (serde_json::Value, String) {
    let record = json!({
        "type": "compare_rest", "said": compared.said.len(), "did": compared.did.len(),
        "unpaired_said": compared.unpaired_said, "unpaired_did": compared.unpaired_did,
        "left_out": compared.left_out, "own_reports": compared.own_reports,
    });
    let said = count(compared.said.len(), "statement");
    let did = count(compared.did.len(), "deed");
    let mut note = format!(
        "of {said} and {did} here, {} and {} go with nothing",
        compared.unpaired_said, compared.unpaired_did
    );
    if compared.own_reports > 0 {
        let own = count(compared.own_reports as usize, "deed");
        note +=
            &format!("; {own} only the actor itself reports, and are not set against its words");
    }
    if compared.left_out > 0 {
        note += &format!("; {} pairs more, less likely, are left out", compared.left_out);
    }
    (record, note)
}
