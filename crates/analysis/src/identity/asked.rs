//! Whom a name means that nobody is called by in just these letters.

use super::{Identities, Identity};
use crate::corpus::Corpus;
use crate::known::Known;
use crate::spelling::{Reason, Spelled};
use std::collections::BTreeSet;

/// A spelling is taken for one of a name that is so likely.
const LEAST: f32 = 0.6;

impl Identities {
    /// Whom a name means that is another name or spelling of theirs: by the known list, or else by how
    /// likely it is one of their names written otherwise. One pass over the names.
    #[must_use]
    pub fn spelled(&self, corpus: &Corpus, given: &str) -> BTreeSet<u32> {
        let given = Spelled::of(given);
        let folded = given.folded();
        let listed = Known::shipped().named(&folded).filter_map(|entry| self.known(&entry.key));
        let listed: BTreeSet<u32> = listed.collect();
        if !listed.is_empty() {
            return listed;
        }
        let keys: BTreeSet<String> = given.keys().into_iter().collect();
        let is = |name: &str| {
            let name = Spelled::of(name);
            let like = if name.keys().iter().any(|key| keys.contains(key)) {
                given.likeness(&name)
            } else {
                None
            };
            like.is_some_and(|like| like.score >= LEAST && like.reason != Reason::Part)
        };
        let fits =
            |identity: &Identity| is(&identity.name) || identity.names(corpus).into_iter().any(is);
        (0..).zip(&self.all).filter(|(_, identity)| fits(identity)).map(|(nth, _)| nth).collect()
    }
}
