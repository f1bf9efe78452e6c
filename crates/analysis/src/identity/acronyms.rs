//! Acronyms that the list of known actors has, and that texts spell out as somebody else's: *Internet Relay
//! Chat (IRC)* is no rescue committee.

use super::groups::Groups;
use super::listed::Tied;
use crate::corpus::{Corpus, Document, Place, number};
use crate::known::{Entry, Known};
use crate::spelling::Spelled;
use sayso_model::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Before an acronym in parentheses stand at most so many more words than it has letters.
const MORE_WORDS: usize = 3;

/// The groups that are tied by an acronym which more texts spell out as somebody else's than as that of
/// whom the list has, at least half of its own. `long` has the groups by the acronyms of their names.
pub(super) fn spelled_otherwise(
    corpus: &Corpus,
    groups: &Groups,
    known: &Known,
    long: &BTreeMap<String, Vec<u32>>,
) -> Vec<u32> {
    let all = 0..number(groups.len());
    let tied = all.filter(|group| groups.tied(*group) == Some(Tied::Acronym));
    let is = |group: &u32| {
        let entry = groups.known(*group).and_then(|key| known.get(key));
        let short = groups.spelled(*group).as_acronym();
        let Some((entry, short)) = entry.zip(short) else { return false };
        let texts = Texts { corpus, groups, short, entry, own: *group };
        texts.spell_otherwise(long.get(short).map_or(&[], Vec::as_slice))
    };
    tied.filter(is).collect()
}

/// The texts that have an acronym.
struct Texts<'c> {
    corpus: &'c Corpus,
    groups: &'c Groups,
    short: &'c str,
    /// Whom the list has under it.
    entry: &'c Entry,
    /// The group that has it for a name.
    own: u32,
}

impl Texts<'_> {
    fn spell_otherwise(&self, long: &[u32]) -> bool {
        let own = self.groups.documents(self.own);
        let tied = |other: &&u32| self.groups.known(**other) == Some(&*self.entry.key);
        let (same, others): (Vec<&u32>, Vec<&u32>) = long.iter().partition(tied);
        let mut others = self.that_name(&others);
        others.extend(self.that_write_out());
        others.len() > self.that_name(&same).len() && others.len() * 2 >= own.len()
    }

    /// Those that name one of some groups, beside the acronym or by it.
    fn that_name(&self, groups: &[&u32]) -> BTreeSet<u32> {
        let own = self.groups.documents(self.own);
        let places = groups.iter().flat_map(|other| self.groups.actors(**other));
        let named = places.filter(|place| {
            own.binary_search(&place.document).is_ok() || self.has_acronym(**place)
        });
        named.map(|place| place.document).collect()
    }

    fn has_acronym(&self, place: Place) -> bool {
        let mut names = self.corpus.actor(place).names.iter();
        names.any(|name| Spelled::of(name).as_acronym() == Some(self.short))
    }

    /// Those that write it out before it as nobody is called whom the list has under it.
    fn that_write_out(&self) -> impl Iterator<Item = u32> {
        let own = self.groups.actors(self.own).iter();
        let otherwise = own.filter(|place| {
            let page = &self.corpus[place.document];
            let mut mentions = self.corpus.actor(**place).mentions.iter();
            mentions.any(|span| self.is_written_out(page, *span))
        });
        otherwise.map(|place| place.document)
    }

    fn is_written_out(&self, page: &Document, span: Span) -> bool {
        let before = page.words.get(..span.start()).and_then(|before| before.strip_suffix(" ("));
        let Some(before) = before else { return false };
        let letters = self.short.chars().count();
        let mut from = before.len();
        let mut words = 0;
        for word in before.split(' ').rev().take(letters + MORE_WORDS) {
            from -= word.len() + usize::from(words > 0);
            words += 1;
            let long = Spelled::of(&before[from..]);
            if words > 1 && long.acronyms().iter().any(|acronym| acronym == self.short) {
                return !self.entry.is_called(&long.folded());
            }
        }
        false
    }
}
