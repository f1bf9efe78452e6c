//! What a text itself sets against what, and what it concludes from what.
//!
//! A contrast, spoken: "Far from being closed, the bridge carried trams" sets *being closed* aside
//! for *the bridge carried trams*. An argument, spoken: "The gate was open. Therefore somebody had a
//! key" concludes *somebody had a key* from *The gate was open*.

use crate::item::words;
use crate::{ItemId, Span};
use serde::{Deserialize, Serialize};
use std::fmt;

words! {
    /// How a text sets one position against another.
    ContrastKind {
        /// One says that it is not so: `denies that`, `is a myth`, `contrary to`.
        Denied = "denied",
        /// Another cause, agent or purpose: `not because of X but of Y`, `Y rather than X`.
        Instead = "instead",
        /// One label or term against another: `terrorised, not “freed”`.
        Labelled = "labelled",
        /// What is said against what is done: `ostensibly X, in fact Y`.
        Deeds = "deeds",
        /// The writer says that two others contradict each other.
        Contradicts = "contradicts",
    }
}

/// One side of a contrast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Its words: a clause, a phrase or a term, without the words that set it against the other.
    pub span: Span,
    /// The words for who holds it; `None` where the text names nobody for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Span>,
    /// The attribution in whose content it stands; `None` where it is in the document's own voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<ItemId>,
}

/// A place where a text sets one position against another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contrast {
    /// Both positions and what stands between them.
    pub span: Span,
    /// How the one is set against the other.
    pub kind: ContrastKind,
    /// The words that do it, in order.
    pub cue: Vec<Span>,
    /// The position that is set aside, turned down or contradicted.
    pub rejected: Position,
    /// The position that it is set against.
    pub other: Position,
}

/// A conclusion with what the text rests it on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// What is concluded.
    pub conclusion: Span,
    /// What it rests on, in order of the text.
    pub premises: Vec<Span>,
    /// The attribution in whose content it stands; `None` where it is the document's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<ItemId>,
}
