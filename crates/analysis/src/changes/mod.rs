//! Two captures of one page: what changed in the words, and which claims came, went or were
//! reworded.

mod align;
mod claims;
mod rows;
#[cfg(test)]
mod tests;
mod tokens;

use rows::Aligned;
use sayso_model::Span;
use tokens::Tokens;

/// A text at one time.
#[derive(Debug, Clone, Copy)]
pub struct Side<'s> {
    /// Its words.
    pub words: &'s str,
    /// Its sentences. What stands between two belongs to the first of them.
    pub sentences: &'s [Span],
    /// Its claims.
    pub claims: &'s [ClaimWords<'s>],
}

/// A claim, as far as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct ClaimWords<'c> {
    /// Its words.
    pub content: &'c [Span],
    /// Who holds it.
    pub holder: Option<&'c str>,
}

/// What happened to some words. White space is not looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// They stand in both texts, word for word and mark for mark.
    Kept,
    /// They stand in the text before alone.
    Removed,
    /// They stand in the text after alone.
    Added,
    /// Sentences with half of their words in common, and with differences; one can have become two.
    Reworded,
}

/// One change, or something kept. Where a side has no such words, its span is empty and says where
/// they would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// Whole sentences of the text before, with the white space after them.
    pub before: Span,
    /// The same of the text after.
    pub after: Span,
    /// Of what was reworded: its words kept, removed and added, in order; they tile both spans.
    pub pieces: Vec<Piece>,
    /// Of what was removed: where the same sentence was added; and of that one, where it was.
    pub elsewhere: Option<Span>,
}

/// A part of a reworded sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Kept, removed or added.
    pub kind: Kind,
    /// In the text before.
    pub before: Span,
    /// In the text after.
    pub after: Span,
}

/// What happened to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimKind {
    /// It has the same words, here or elsewhere in the text.
    Kept,
    /// It has half of its words or more, and others.
    Reworded,
    /// No claim has its words any more.
    Went,
    /// No claim had its words before.
    Came,
}

/// A claim before, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimChange {
    /// What happened.
    pub kind: ClaimKind,
    /// Its place in the list of the text before, unless it came.
    pub before: Option<usize>,
    /// Its place in the list of the text after, unless it went.
    pub after: Option<usize>,
    /// Whether the same one holds it; false where it came or went.
    pub is_one_holder: bool,
    /// Whether its words stand in both texts. Where they do and it came or went all the same, the
    /// reading differs and not the page.
    pub words_stand: bool,
}

/// What changed between two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// What was kept, removed, added and reworded, in order; it tiles both texts.
    pub words: Vec<Change>,
    /// What became of the claims: those of the text before, in their order, then those that came.
    pub claims: Vec<ClaimChange>,
}

/// What changed from one text to the other.
///
/// Sentences are aligned first (histogram diff), then the words between those that are the same
/// (Myers, *An O(ND) difference algorithm and its variations*, 1986); then sentences that have half
/// of the shorter one's words in common are put together.
#[must_use]
pub fn between(before: &Side<'_>, after: &Side<'_>) -> Changes {
    let (one, other) = (Tokens::of(before.words), Tokens::of(after.words));
    let (units, units_after) = (one.units(before.sentences), other.units(after.sentences));
    let blocks = align::align((&one, &units), (&other, &units_after));
    let aligned = Aligned {
        before: &one,
        after: &other,
        units_before: &units,
        units_after: &units_after,
        blocks: &blocks,
    };
    let claims = claims::changes((&one, before.claims), (&other, after.claims), &blocks);
    Changes { words: aligned.changes(), claims }
}
