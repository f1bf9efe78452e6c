//! Why something was not fetched.

use std::fmt;

/// What stood in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// It is no address that can be fetched.
    Address,
    /// It leads into this machine or a private network.
    Private,
    /// The host's `robots.txt` does not allow it, or could not be asked.
    Robots,
    /// The server asks to be left alone for longer than is waited.
    Later,
    /// No connection came about.
    Unreachable,
    /// The answer is none that can be understood, or it did not come in time.
    Broken,
    /// The redirects are too many, lead in a circle or nowhere.
    Redirects,
}

/// Why something was not fetched, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchError {
    /// What stood in the way.
    pub trouble: Trouble,
    /// The same for people, in a sentence without its full stop.
    pub message: String,
}

impl FetchError {
    pub(super) fn new(trouble: Trouble, message: impl Into<String>) -> Self {
        Self { trouble, message: message.into() }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for FetchError {}
