//! What a run of fetching came to.

use super::error::Trouble;
use std::collections::BTreeSet;
use std::fmt;

/// Counts over everything that one fetcher did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Addresses that a page was got from, or that answered a check.
    pub answered: usize,
    /// The hosts that anything was asked of.
    pub hosts: BTreeSet<String>,
    /// Requests that were sent, those for `robots.txt` and of redirects among them.
    pub requests: usize,
    /// Addresses that `robots.txt` did not allow.
    pub robots: usize,
    /// Addresses that are not on the public internet.
    pub private: usize,
    /// Addresses that could not be got for another reason.
    pub failed: usize,
}

impl Tally {
    /// Counts an address that was not got.
    pub(super) fn miss(&mut self, trouble: Trouble) {
        *match trouble {
            Trouble::Robots => &mut self.robots,
            Trouble::Private => &mut self.private,
            _ => &mut self.failed,
        } += 1;
    }

    /// In words; `done` is what was done to the addresses: `fetched`.
    #[must_use]
    pub fn in_words(&self, done: &str) -> String {
        let many = |n: usize, one: &str, more: &str| match n {
            1 => format!("1 {one}"),
            n => format!("{n} {more}"),
        };
        let mut words = format!(
            "{done} {} from {}",
            many(self.answered, "address", "addresses"),
            many(self.hosts.len(), "host", "hosts")
        );
        for (n, what) in [
            (self.robots, "refused by robots.txt"),
            (self.private, "not on the public internet"),
            (self.failed, "not got"),
        ] {
            if n > 0 {
                words.push_str(&format!("; {n} {what}"));
            }
        }
        words
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words("fetched"))
    }
}
