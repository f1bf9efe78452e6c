//! What is passed over in a container, counted by its kind.

use sayso_model::Diagnostic;
use std::collections::BTreeMap;

/// So many of each kind are named.
const MOST_NAMED: usize = 5;

/// How many of each kind were passed over, and which were the first.
#[derive(Default)]
pub(crate) struct Passed(BTreeMap<&'static str, Kind>);

#[derive(Default)]
struct Kind {
    count: u64,
    names: Vec<String>,
}

impl Passed {
    pub(crate) fn count(&mut self, what: &'static str) {
        self.0.entry(what).or_default().count += 1;
    }

    /// Counts one whose name, as it may be shown, is told where it is among the first.
    pub(crate) fn named(&mut self, what: &'static str, name: String) {
        let kind = self.0.entry(what).or_default();
        kind.count += 1;
        if kind.names.len() < MOST_NAMED && !name.is_empty() {
            kind.names.push(name);
        }
    }

    /// One note of all of it, if there is any.
    pub(crate) fn told(&self) -> Option<Diagnostic> {
        if self.0.is_empty() {
            return None;
        }
        let counts: Vec<_> =
            self.0.iter().map(|(what, kind)| format!("{what}: {}", kind.in_words())).collect();
        let counts = counts.join(", ");
        Some(Diagnostic::note(format!("passed over in the archive: {counts}")))
    }
}

impl Kind {
    /// `3`, `1 (a.bin)`, `7 (a.bin; b.bin and others)`.
    fn in_words(&self) -> String {
        let Self { count, names } = self;
        let others = if names.len() as u64 == *count { "" } else { " and others" };
        match names.is_empty() {
            true => count.to_string(),
            false => format!("{count} ({}{others})", names.join("; ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_kind_are_named() {
        let mut passed = Passed::default();
        assert!(passed.told().is_none());
        passed.count("images");
        (0..7).for_each(|n| passed.named("sheets", format!("{n}.xls")));
        passed.named("sound files", "a.mp3".to_owned());
        let told = passed.told().map(|told| told.message);
        let wanted = "passed over in the archive: images: 1, \
            sheets: 7 (0.xls; 1.xls; 2.xls; 3.xls; 4.xls and others), sound files: 1 (a.mp3)";
        assert_eq!(told.as_deref(), Some(wanted));
    }
}
