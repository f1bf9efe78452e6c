//! From mentions to the actors of one text: same wording, a surname, an acronym.

use crate::mentions;
use sayso_model::{Actor, ActorKind, Body, Item, ItemIds, ItemKind, Mention, RuleId, Span};
use std::collections::BTreeMap;

/// One actor for all mentions of one text that share a name.
const GROUPED: RuleId = RuleId::new("actor.same-name");

/// The actors of a text as they are gathered, mention by mention.
#[derive(Debug, Default)]
pub(crate) struct Actors {
    actors: Vec<Gathered>,
    by_name: BTreeMap<String, usize>,
    /// Surnames of persons; `None` where two share one.
    by_surname: BTreeMap<String, Option<usize>>,
    /// Surnames that two share, as somebody not made out.
    unresolved: BTreeMap<String, usize>,
    kinds: BTreeMap<String, ActorKind>,
}

#[derive(Debug)]
struct Gathered {
    first: Span,
    kind: ActorKind,
    names: Vec<String>,
}

/// A mention with the number of its actor.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) found: mentions::Found,
    pub(crate) actor: usize,
}

impl Actors {
    /// Adds the mentions of one sentence, in order.
    pub(crate) fn add(&mut self, text: &str, found: Vec<mentions::Found>) -> Vec<Placed> {
        let mut placed: Vec<Placed> = Vec::with_capacity(found.len());
        for found in found {
            let words = &on_one_line(found.span.of(text).unwrap_or_default());
            let full = found.stands_for.and_then(|i| placed.get(i)).map(|p| p.actor);
            let actor = full.or_else(|| self.known(words, found.kind)).unwrap_or_else(|| {
                self.actors.push(Gathered {
                    first: found.span,
                    kind: found.kind,
                    names: Vec::new(),
                });
                self.actors.len() - 1
            });
            self.remember(words, actor);
            placed.push(Placed { found, actor });
        }
        placed
    }

    fn known(&self, words: &str, kind: ActorKind) -> Option<usize> {
        let key = key(words);
        // A surname alone is its one bearer's; where two share it, nobody's that is known.
        match self.by_surname.get(&key) {
            Some(Some(bearer)) if kind == ActorKind::Person => Some(*bearer),
            Some(None) if kind == ActorKind::Person => self.unresolved.get(&key).copied(),
            _ => self.by_name.get(&key).copied(),
        }
    }

    fn remember(&mut self, words: &str, actor: usize) {
        let key = key(words);
        let gathered = &mut self.actors[actor];
        if !gathered.names.iter().any(|n| n == words) {
            gathered.names.push(words.to_owned());
            self.kinds.insert(words.to_owned(), gathered.kind);
            if gathered.kind == ActorKind::Person
                && let Some((_, surname)) = words.rsplit_once(' ')
            {
                self.kinds.entry(surname.to_owned()).or_insert(ActorKind::Person);
            }
        }
        if gathered.kind == ActorKind::Person
            && let Some((_, surname)) = key.rsplit_once(' ')
        {
            let shared = self.by_surname.entry(surname.to_owned()).or_insert(Some(actor));
            if *shared != Some(actor) {
                *shared = None;
            }
        }
        match self.by_surname.get(&key) {
            Some(None) => self.unresolved.insert(key, actor),
            Some(Some(_)) => None,
            None => Some(*self.by_name.entry(key).or_insert(actor)),
        };
    }

    /// The kind of each name so far, to read later sentences by; surnames stand for their person.
    pub(crate) fn kinds(&self) -> &BTreeMap<String, ActorKind> {
        &self.kinds
    }

    /// The actor that a whole name stands for, if one was named so until now.
    pub(crate) fn of_name(&self, name: &str) -> Option<usize> {
        self.by_name.get(&key(name)).copied()
    }

    /// The fullest name of an actor.
    pub(crate) fn name(&self, actor: usize) -> &str {
        let names = self.actors.get(actor).map(|a| a.names.as_slice()).unwrap_or_default();
        // A name in the script of the text before one in another.
        let fullest = |n: &&String| (n.chars().any(char::is_uppercase), n.chars().count());
        names.iter().max_by_key(fullest).map_or("", String::as_str)
    }

    /// What an actor is.
    pub(crate) fn kind(&self, actor: usize) -> Option<ActorKind> {
        self.actors.get(actor).map(|a| a.kind)
    }

    /// The actors and mentions as items; actors' ids first, so that mentions can name them.
    pub(crate) fn items(
        &self,
        placed: &[Placed],
        ids: &mut ItemIds,
    ) -> (Vec<Item>, Vec<sayso_model::ItemId>) {
        let mut items = Vec::with_capacity(self.actors.len() + placed.len());
        let mut actor_ids = Vec::with_capacity(self.actors.len());
        for (i, actor) in self.actors.iter().enumerate() {
            let id = ids.next(ItemKind::Actor, &[actor.first]);
            actor_ids.push(id.clone());
            let body = Body::Actor(Actor {
                name: self.name(i).to_owned(),
                kind: actor.kind,
                names: actor.names.clone(),
                member_of: Vec::new(),
            });
            items.push(Item { id, rule: GROUPED, because: vec![actor.first], body });
        }
        for Placed { found, actor } in placed {
            let id = ids.next(ItemKind::Mention, &[found.span]);
            let body = Body::Mention(Mention {
                span: found.span,
                kind: found.kind,
                actor: actor_ids.get(*actor).cloned(),
            });
            items.push(Item { id, rule: found.rule.clone(), because: found.because.clone(), body });
        }
        (items, actor_ids)
    }
}

/// A name as it is written where no line ends in it.
pub(crate) fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What two wordings of one name share: letter case, white space and a leading article put aside.
fn key(words: &str) -> String {
    let words = on_one_line(words).to_lowercase();
    words.strip_prefix("the ").unwrap_or(&words).to_owned()
}
