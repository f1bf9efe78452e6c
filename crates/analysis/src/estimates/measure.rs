//! What a figure counts.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// What happens to those counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// They are killed, or die.
    Killed,
    /// They are wounded.
    Wounded,
    /// They are killed or wounded; the text does not tell them apart.
    Casualties,
    /// They are held, taken, arrested.
    Held,
    /// They are driven out, or flee.
    Displaced,
    /// They are missing.
    Missing,
    /// They are counted, and nothing of this is said.
    Counted,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 7] = [
        Self::Killed,
        Self::Wounded,
        Self::Casualties,
        Self::Held,
        Self::Displaced,
        Self::Missing,
        Self::Counted,
    ];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Wounded => "wounded",
            Self::Casualties => "casualties",
            Self::Held => "held",
            Self::Displaced => "displaced",
            Self::Missing => "missing",
            Self::Counted => "counted",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Who is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everybody.
    All,
    /// Only these.
    Of(Counted),
}

/// Those that a figure counts: told apart by a key, and shown in the words of the text.
#[derive(Debug, Clone)]
pub struct Counted {
    key: Box<str>,
    words: Box<str>,
}

impl Counted {
    /// Of a key, *civilians* or the stem of a word, and the words that stand in the text.
    #[must_use]
    pub fn new(key: &str, words: &str) -> Self {
        Self { key: key.into(), words: words.into() }
    }

    /// What is the same for all words that mean the same people.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl From<&str> for Counted {
    fn from(words: &str) -> Self {
        Self::new(words, words)
    }
}

impl PartialEq for Counted {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Counted {}

impl PartialOrd for Counted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Counted {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

impl Hash for Counted {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.pad("people"),
            Self::Of(counted) => f.pad(&counted.words),
        }
    }
}

/// How what is counted stands to a greater number that the text gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// It is counted by itself.
    Whole,
    /// It is among those counted before: *including*, *among them*.
    Among,
    /// It is counted beside others: *another ten*, *ten more*.
    Besides,
}

/// What a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Measure {
    /// What happens to those counted.
    pub outcome: Outcome,
    /// Who is counted.
    pub scope: Scope,
    /// How that stands to a greater number beside it.
    pub part: Part,
}
