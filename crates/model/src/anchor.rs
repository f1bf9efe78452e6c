//! A place in a text that resolves to its exact words or fails.

use crate::{Span, Text, TextId};
use serde::{Deserialize, Serialize};

/// A place in a text: which text, the span, and the exact words.
///
/// It carries what the W3C Web Annotation Data Model calls a `TextPositionSelector` and the
/// `exact` of a `TextQuoteSelector` (section 4.2). It never drifts: words that stand elsewhere in
/// the text do not satisfy it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The text it points into.
    pub text: TextId,
    /// Where, in bytes of that text.
    pub span: Span,
    /// The words there.
    pub exact: String,
}

/// Why an anchor does not resolve.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnchorError {
    /// It belongs to another text.
    #[error("the anchor belongs to text {wanted}, not to {given}")]
    OtherText {
        /// The text the anchor names.
        wanted: TextId,
        /// The text it was tried on.
        given: TextId,
    },
    /// The span is not in the text, or cuts a character.
    #[error("bytes {start} to {end} are not a place in the text", start = span.start(), end = span.end())]
    NoSuchPlace {
        /// The span asked for.
        span: Span,
    },
    /// The words at the span are others.
    #[error("at bytes {start} to {end} the text says {found:?}, not {wanted:?}", start = span.start(), end = span.end())]
    OtherWords {
        /// The span asked for.
        span: Span,
        /// The words the anchor carries.
        wanted: String,
        /// The words the text has there.
        found: String,
    },
}

impl Anchor {
    /// The anchor of a span of a text.
    ///
    /// # Errors
    ///
    /// [`AnchorError::NoSuchPlace`] where the span does not fit the text.
    pub fn of(text: &Text, span: Span) -> Result<Self, AnchorError> {
        let exact = span.of(text.words()).ok_or(AnchorError::NoSuchPlace { span })?;
        Ok(Self { text: text.id(), span, exact: exact.to_owned() })
    }

    /// The words of the text at this place.
    ///
    /// # Errors
    ///
    /// Another text, a place that is not in it, or other words there: each fails, none drifts.
    pub fn resolve<'t>(&self, text: &'t Text) -> Result<&'t str, AnchorError> {
        if text.id() != self.text {
            return Err(AnchorError::OtherText { wanted: self.text, given: text.id() });
        }
        match self.span.of(text.words()) {
            None => Err(AnchorError::NoSuchPlace { span: self.span }),
            Some(found) if found == self.exact => Ok(found),
            Some(found) => Err(AnchorError::OtherWords {
                span: self.span,
                wanted: self.exact.clone(),
                found: found.to_owned(),
            }),
        }
    }
}
