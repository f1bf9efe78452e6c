//! Mails and pages saved as mails.

use crate::draft::Draft;
use crate::{ExtractError, Format, Hints};

/// The format of bytes that are a mail, or a page saved as one.
pub(crate) fn format(_bytes: &[u8], _hints: &Hints<'_>) -> Option<Format> {
    None
}

/// Reads a mail.
pub(crate) fn read(_bytes: &[u8], _hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    Err(ExtractError::NotText("it is mail, which cannot be read yet".to_owned()))
}

/// Reads the page of a file that holds one with all that belongs to it.
pub(crate) fn read_page(_bytes: &[u8], _hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    Err(ExtractError::NotText("it is a page saved as a mail, which cannot be read yet".to_owned()))
}
