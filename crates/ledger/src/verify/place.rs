//! Where something is not as it was recorded.

use sayso_model::Digest;
use std::fmt;

/// A place in a dossier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// An operation, by its number.
    Operation(u64),
    /// The blob of a digest.
    Blob(Digest),
    /// Anything else, in words: the file, the log, a table, a view.
    Other(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(seq) => write!(f, "operation {seq}"),
            Self::Blob(digest) => write!(f, "blob {digest}"),
            Self::Other(words) => f.write_str(words),
        }
    }
}

impl From<&str> for Place {
    fn from(words: &str) -> Self {
        Self::Other(words.to_owned())
    }
}

impl From<&String> for Place {
    fn from(words: &String) -> Self {
        Self::Other(words.clone())
    }
}

impl From<String> for Place {
    fn from(words: String) -> Self {
        Self::Other(words)
    }
}
