//! Places that stand for somebody where they speak or act, as `actors` tells them.

use crate::show::{count, one_line};
use sayso::Picture;
use sayso::corpus::Place;
use sayso::identity::Metonym;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// So many are told of those of one place that stands for one actor.
const MOST: usize = 6;

type All<'v> = Vec<(Place, &'v Metonym)>;

/// What an actor stands for, and what stands for it.
pub(super) struct Metonyms<'v> {
    picture: &'v Picture,
    /// Of its own actors those that stand for others.
    own: All<'v>,
    /// The actors that stand for it.
    by: All<'v>,
}

impl<'v> Metonyms<'v> {
    pub(super) fn of(picture: &'v Picture, identity: u32) -> Self {
        let identities = &picture.identities;
        let own = identities.get(identity).metonyms(identities).collect();
        Self { picture, own, by: identities.standing_for(identity).collect() }
    }

    /// Whom it stands for, and what stands for it, each once.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let whom = self.own.iter().map(|(_, one)| self.name(one.whom));
        let whom = whom.map(|name| format!("{name} where it speaks or acts"));
        let by = self.by.iter().map(|(place, _)| self.name(self.picture.identities.at(*place)));
        let by = by.map(|name| format!("“{name}” where that speaks or acts"));
        whom.chain(by).collect::<BTreeSet<String>>().into_iter()
    }

    fn name(&self, identity: u32) -> String {
        one_line(&self.picture.identities.get(identity).name)
    }

    /// Each in words, the first few of each place.
    pub(super) fn why(&self) -> Vec<String> {
        let mut pairs: BTreeMap<(u32, u32), All<'v>> = BTreeMap::new();
        for (place, one) in self.own.iter().chain(&self.by) {
            let pair = (self.picture.identities.at(*place), one.whom);
            pairs.entry(pair).or_default().push((*place, one));
        }
        let told = pairs.into_values().flat_map(|all| {
            let more = all.len().saturating_sub(MOST);
            let mut told: Vec<String> =
                all.iter().take(MOST).map(|(place, one)| self.in_words(*place, one)).collect();
            told.extend(
                (more > 0).then(|| format!("and so in {}", count(more, "further document"))),
            );
            told
        });
        told.collect()
    }

    fn in_words(&self, place: Place, one: &Metonym) -> String {
        let (page, actor) =
            (&self.picture.corpus[place.document], self.picture.corpus.actor(place));
        format!(
            "“{}” ({}, document {}, {}) stands for “{}”: {}: “{}”; {}",
            one_line(&actor.name),
            actor.kind,
            page.number,
            actor.id,
            self.name(one.whom),
            one.why.words(),
            one_line(page.at(one.span)),
            one.suggestion(),
        )
    }

    pub(super) fn stands_for(&self) -> Vec<Value> {
        self.own.iter().map(|(place, one)| self.record(*place, one)).collect()
    }

    pub(super) fn stood_for_by(&self) -> Vec<Value> {
        self.by.iter().map(|(place, one)| self.record(*place, one)).collect()
    }

    fn record(&self, place: Place, one: &Metonym) -> Value {
        let (page, actor) =
            (&self.picture.corpus[place.document], self.picture.corpus.actor(place));
        let whom = self.picture.identities.get(one.whom);
        let record = json!({
            "id": actor.id, "name": actor.name, "whom": {"id": whom.id, "name": whom.name},
            "where": super::words(page, &[one.span]), "why": one.why.words(),
        });
        super::stated(record, one.suggestion())
    }
}
