//! How surely a name is an actor's.

use super::User;
use crate::agreement::{Agreement, Suggestion, to_identity, to_join};
use crate::corpus::{Corpus, Place};
use crate::identity::{Identities, Identity};
use crate::spelling::Spelled;
use sayso_ledger::Ruled;
use sayso_model::Span;
use std::collections::BTreeMap;

/// How the uses of an actor's names stand: by the joins over which each name came to it, and by what
/// people said of the mentions.
#[derive(Debug)]
pub struct Stands<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    identity: u32,
    /// Of each name that it has in a document: the least sure join to which nobody agreed, on the way
    /// from the name that it goes by; 1 where there is none.
    least: BTreeMap<&'c str, f32>,
}

impl<'c> Stands<'c> {
    /// Of the names of an identity, with what people ruled.
    #[must_use]
    pub fn of(
        corpus: &'c Corpus,
        identities: &'c Identities,
        rulings: &[Ruled],
        identity: u32,
    ) -> Self {
        let of = identities.get(identity);
        let ways = Ways::of(corpus, rulings, of);
        let mut least = BTreeMap::new();
        for place in &of.actors {
            let name = &*corpus.actor(*place).name;
            least.entry(name).or_insert_with(|| ways.least(&folded(name)));
        }
        Self { corpus, identities, identity, least }
    }

    /// How it stands that somebody uses a name for the actor: as its least sure use does, and agreed
    /// where people agreed to each mention and to every join on the way.
    #[must_use]
    pub fn user(&self, user: &User) -> Suggestion {
        let (mut said, mut least) = (Agreement::Agreed, 1.0_f32);
        for (document, span) in &user.places {
            let (agreed, score) = self.one(*document, *span);
            least = least.min(score);
            if !agreed || score < 1.0 {
                said = Agreement::Suggested;
            }
        }
        Suggestion::scored(said, least)
    }

    /// Whether people agreed to what some words were read as, and how surely it is the actor's.
    fn one(&self, document: u32, span: Span) -> (bool, f32) {
        let page = &self.corpus[document];
        let own = |nth: u32| self.identities.at(Place { document, nth }) == self.identity;
        let mut mentions = page.mentioned_in(span);
        let mention = mentions.find(|(words, nth)| *words == span && own(*nth));
        let (agreed, actor) = match mention {
            Some((_, nth)) => (page.is_agreed_mention(span), Some(nth)),
            None => {
                let called = page.called.iter().find(|called| called.span == span);
                let agreed = called.is_some_and(|called| page.is_agreed(&called.id));
                (agreed, called.and_then(|called| called.of))
            }
        };
        let least = actor.and_then(|nth| self.least.get(&*page.actors[nth as usize].name));
        (agreed, least.copied().unwrap_or(1.0))
    }
}

fn folded(name: &str) -> String {
    Spelled::of(name).folded()
}

/// The joins of an identity's names, as ways from one to another.
struct Ways {
    /// The least sure join on the way to each folded name.
    least: BTreeMap<String, f32>,
    /// What holds of a name to which no way leads.
    all: f32,
}

/// From each name, the names that it is joined with, and how surely.
type Beside = BTreeMap<String, BTreeMap<String, f32>>;

impl Ways {
    fn of(corpus: &Corpus, rulings: &[Ruled], of: &Identity) -> Self {
        let mut beside = Beside::new();
        for join in of.joins.iter().filter(|join| join.is_told(corpus)) {
            let score = match to_join(corpus, rulings, join) {
                Agreement::Agreed => 1.0,
                _ => join.score,
            };
            let (one, other) = (folded(&join.one.0), folded(&join.other.0));
            for (from, to) in [(&one, &other), (&other, &one)] {
                let known = beside.entry(from.clone()).or_default();
                let known = known.entry(to.clone()).or_insert(score);
                *known = known.min(score);
            }
        }
        let all = to_identity(corpus, rulings, of).and_then(|stands| stands.score);
        Self { least: Self::from(home(corpus, of), &beside), all: all.unwrap_or(1.0) }
    }

    /// Follows the joins from a name on; of several ways the surest counts.
    fn from(home: String, beside: &Beside) -> BTreeMap<String, f32> {
        let mut least = BTreeMap::from([(home.clone(), 1.0_f32)]);
        let mut open = vec![home];
        while let Some(name) = open.pop() {
            let so_far = least.get(&name).copied().unwrap_or_default();
            for (other, score) in beside.get(&name).into_iter().flatten() {
                let through = so_far.min(*score);
                if least.get(other).is_none_or(|known| *known < through) {
                    least.insert(other.clone(), through);
                    open.push(other.clone());
                }
            }
        }
        // One name that was read as of two kinds is joined with itself.
        for (name, so_far) in &mut least {
            let own = beside.get(name).and_then(|beside| beside.get(name));
            *so_far = own.map_or(*so_far, |own| so_far.min(*own));
        }
        least
    }

    fn least(&self, name: &str) -> f32 {
        self.least.get(name).copied().unwrap_or(self.all)
    }
}

/// The name to begin at: the one it goes by, or where only the list of known actors has that, the one
/// of its first actor.
fn home(corpus: &Corpus, of: &Identity) -> String {
    let named = folded(&of.name);
    let has = |place: &&Place| folded(&corpus.actor(**place).name) == named;
    match (of.actors.iter().find(has), of.actors.first()) {
        (None, Some(first)) => folded(&corpus.actor(*first).name),
        _ => named,
    }
}
