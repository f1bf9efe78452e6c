//! One more document among those whose actors are known.

use super::groups::Sort;
use super::listed::{self, Tie};
use super::{Identities, Identity, Join, Why};
use crate::corpus::{Corpus, Days, Place, number};
use crate::known::Known;
use std::sync::Arc;

impl Identities {
    /// Takes in the actors of a document that came into the corpus after the others: each is whoever
    /// has its name, or its entry in the list, and else somebody new. Nobody is joined by likeness, and
    /// whom the others are is not looked at again: [`Identities::of`] does both.
    pub fn add(&mut self, corpus: &Corpus, known: &Known, document: u32) {
        let page = &corpus[document];
        let days = page.published.as_deref().and_then(Days::of);
        let mut of = Vec::with_capacity(page.actors.len());
        for nth in 0..number(page.actors.len()) {
            let place = Place { document, nth };
            let name = listed::name(corpus, place);
            let identity = match self.by_name.get(&name) {
                Some(identity) => *identity,
                None => self.newly_named(corpus, known, (&name, place), days),
            };
            // Of people of one bare surname nobody knows whether they are one.
            if name.1 != Sort::Person || name.0.contains(' ') {
                self.by_name.insert(name, identity);
            }
            self.note_name(corpus, identity, place);
            let actors = &mut Arc::make_mut(&mut self.all[identity as usize]).actors;
            if actors.last() != Some(&place) {
                actors.push(place);
            }
            of.push(identity);
        }
        self.of.push(of.into());
        self.add_metonyms(corpus, known, document);
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
        let tied = self.meant.entry(known, name, days);
        let entry = tied.map(|(entry, _)| entry);
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
            listed: tied.map(|(entry, why)| Tie {
                key: entry.key.clone(),
                names: vec![(actor.name.to_string(), place)],
                why,
                unsure: false,
            }),
            actors: vec![place],
            joins: Vec::new(),
        }));
        identity
    }
}
