//! What is passed over in a container, counted by its kind.

use sayso_model::Diagnostic;
use std::collections::BTreeMap;

/// How many of each kind were passed over.
#[derive(Default)]
pub(crate) struct Passed(BTreeMap<&'static str, u64>);

impl Passed {
    pub(crate) fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    /// One note of all of it, if there is any.
    pub(crate) fn told(&self) -> Option<Diagnostic> {
        if self.0.is_empty() {
            return None;
        }
        let counts: Vec<_> = self.0.iter().map(|(what, n)| format!("{what}: {n}")).collect();
        let counts = counts.join(", ");
        Some(Diagnostic::note(format!("passed over in the archive: {counts}")))
    }
}
