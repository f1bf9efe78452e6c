//! Bytes to UTF-8, with the map back.

use crate::{ExtractError, Hints};
use sayso_model::{Diagnostic, SourceMap};

/// Decoded text.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) map: SourceMap,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Decodes.
pub(crate) fn decode(bytes: &[u8], _hints: &Hints<'_>) -> Result<Decoded, ExtractError> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let map = SourceMap::verbatim(0, text.len());
    Ok(Decoded { text, map, diagnostics: Vec::new() })
}
