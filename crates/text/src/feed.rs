//! Feeds of entries: RSS and Atom.

use crate::draft::Draft;
use crate::{ExtractError, Hints};

/// Reads a feed.
pub(crate) fn read(_words: &str, _hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    Err(ExtractError::NotText("it is a feed, which cannot be read yet".to_owned()))
}
