//! Office documents: zip archives of XML.

use crate::draft::Draft;
use crate::{ExtractError, Format, Hints};

/// The format of bytes that are an office document.
pub(crate) fn format(_bytes: &[u8]) -> Option<Format> {
    None
}

/// Reads a document of Office Open XML.
pub(crate) fn read_docx(_bytes: &[u8], _hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    Err(ExtractError::NotText("it is an office document, which cannot be read yet".to_owned()))
}

/// Reads an OpenDocument text.
pub(crate) fn read_odt(_bytes: &[u8], _hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    Err(ExtractError::NotText("it is an office document, which cannot be read yet".to_owned()))
}
