//! One more document among those whose actors are known.

use super::groups::{Sort, only};
use super::{Identities, Identity, Join, Why};
use crate::corpus::{Actor, Corpus, Days, Place, number};
use crate::known::Known;
use crate::spelling::Spelled;
use sayso_model::RelationKind;
use std::sync::Arc;

impl Identities {
    /// Takes in the actors of a document that came into the corpus after the others: each is whoever
    /// has its name, or its entry in the list, and else somebody new. Nobody is joined by likeness, and
    /// whom the others are is not looked at again: [`Identities::of`] does both.
    pub fn add(&mut self, corpus: &Corpus, known: &Known, document: u32) {
        let page = &corpus[document];
        let days = page.published.as_deref().and_then(Days::of);
        let mut of = Vec::with_capacity(page.actors.len());
        for (nth, actor) in (0..).zip(&page.actors) {
            let place = Place { document, nth };
            let name = (Spelled::of(&actor.name).folded(), Sort::of(actor.kind));
            let identity = match self.by_name.get(&name) {
                Some(identity) => *identity,
                None => self.newly_named(corpus, known, (&name, place), days),
            };
            // Of people of one bare surname nobody knows whether they are one.
            if name.1 != Sort::Person || name.0.contains(' ') {
                self.by_name.insert(name, identity);
            }
            let actors = &mut Arc::make_mut(&mut self.all[identity as usize]).actors;
            if actors.last() != Some(&place) {
                actors.push(place);
            }
            of.push(identity);
        }
        self.of.push(of.into());
        self.act(corpus, known, document);
    }

    /// Whoever a name that nobody had stands for: whom the list has under it, or somebody new.
    fn newly_named(
        &mut self,
        corpus: &Corpus,
        known: &Known,
        (name, place): (&(String, Sort), Place),
        days: Option<Days>,
    ) -> u32 {
        let actor = corpus.actor(place);
        let entry = only(known, &name.0, name.1, days);
        let listed = entry.and_then(|entry| Some((entry, self.known(&entry.key)?)));
        if let Some((entry, identity)) = listed {
            let into = Arc::make_mut(&mut self.all[identity as usize]);
            let first = into.actors[0];
            let one = (corpus.actor(first).name.to_string(), first);
            let other = (actor.name.to_string(), place);
            into.joins.push(Join { one, other, score: 0.97, why: Why::Known(entry.key.clone()) });
            return identity;
        }
        let identity = number(self.all.len());
        if let Some(entry) = entry {
            self.by_known.insert(entry.key.clone(), identity);
        }
        self.all.push(Arc::new(Identity {
            id: actor.id.clone(),
            name: entry.map_or_else(|| actor.name.to_string(), |entry| entry.name.clone()),
            kind: entry.map_or(actor.kind, |entry| entry.kind),
            known: entry.map(|entry| entry.key.clone()),
            actors: vec![place],
            joins: Vec::new(),
        }));
        identity
    }

    /// The places that speak or act in a document stand for their governments there.
    fn act(&mut self, corpus: &Corpus, known: &Known, document: u32) {
        let page = &corpus[document];
        let speaks = page.told.iter().filter_map(|told| told.speaker);
        let deeds = page.deeds.iter().filter(|deed| deed.kind != RelationKind::LocatedIn);
        let acts = deeds.filter_map(|deed| deed.subject.as_ref()?.actor);
        for nth in speaks.chain(acts) {
            let actor = &page.actors[nth as usize];
            if let Some(state) = self.stands_for(known, actor) {
                self.acting.insert(Place { document, nth }, state);
            }
        }
    }

    fn stands_for(&self, known: &Known, actor: &Actor) -> Option<u32> {
        let may = matches!(Sort::of(actor.kind), Sort::Ground | Sort::Body);
        let entry = known.stands_for(&Spelled::of(&actor.name).folded()).filter(|_| may)?;
        self.known(&entry.key)
    }
}
