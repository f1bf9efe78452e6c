//! Documents laid out in pages (ISO 32000-1), read from where their characters stand.

use crate::draft::Draft;
use crate::{ExtractError, Hints};

/// Whether bytes are a PDF document: its header stands in the first kilobyte (7.5.2, and Annex H.3.4.1).
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-")
}

/// Reads a document.
pub(crate) fn read(_bytes: &[u8], _hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    Err(ExtractError::NotText("it is a PDF document, which cannot be read yet".to_owned()))
}
