//! What people decide and add.

use crate::{Anchor, ItemId, Said, Stance};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What somebody decided about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It was read rightly.
    Accept,
    /// It was read wrongly and is to be left out.
    Reject,
    /// It is there, but otherwise than it was read.
    Correct,
    /// Nothing is decided; a remark.
    Note,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Correct => "correct",
            Self::Note => "note",
        })
    }
}

/// A person's decision on one item. Who and when are in the log; it is never overwritten, only
/// followed by another or undone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The item.
    pub target: ItemId,
    /// The decision.
    pub verdict: Verdict,
    /// The right words, where `Correct` corrects them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Vec<Anchor>>,
    /// The right speaker, where `Correct` corrects it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The right stance, where `Correct` corrects it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// A claim that a person adds, on any words of a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandClaim {
    /// The words; at least one anchor, all of one text, in order.
    pub content: Vec<Anchor>,
    /// Who holds it, in the person's words; `None` for the document's own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// How they stand to it.
    pub stance: Stance,
    /// When it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Said>,
    /// Why it was added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}
