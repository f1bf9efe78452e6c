//! Bytes to UTF-8, with the map back.

mod binary;
mod charset;
mod convert;

use crate::{ExtractError, Hints};
use charset::Ground;
use sayso_model::{Diagnostic, SourceMap};

/// Decoded text.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) map: SourceMap,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Decodes: by the mark at the beginning, the stated charset, or the look of the bytes.
///
/// A malformed sequence becomes U+FFFD, mapped to its bytes.
pub(crate) fn decode(bytes: &[u8], hints: &Hints<'_>) -> Result<Decoded, ExtractError> {
    if bytes.is_empty() {
        return Ok(with(Vec::new(), "the file is empty"));
    }
    if let Some(name) = binary::signature(bytes) {
        return Err(ExtractError::NotText(format!("it is {name}, which cannot be read yet")));
    }
    let charset = charset::of(bytes, hints);
    let wide = charset.encoding.name().starts_with("UTF-16");
    let controls = if wide { 0 } else { binary::controls(bytes) };
    if controls * 100 > bytes.len() {
        let what =
            "it looks like binary data: one byte in a hundred or more is a control character";
        return Err(ExtractError::NotText(what.to_owned()));
    }
    let (text, map, malformed) = convert::convert(&bytes[charset.mark..], charset);
    if wide && (malformed + binary::controls(text.as_bytes())) * 100 > text.len() {
        return Err(ExtractError::NotText("it looks like binary data".to_owned()));
    }
    if text.is_empty() {
        return Ok(with(Vec::new(), "the file is empty but for a byte order mark"));
    }
    let mut diagnostics = Vec::new();
    diagnostics.extend(about_charset(charset, malformed));
    if controls > 0 {
        let plural = if controls == 1 { " was" } else { "s were" };
        let what = format!("{controls} control character{plural} found and kept");
        diagnostics.push(Diagnostic::warning(what));
    }
    Ok(Decoded { text, map, diagnostics })
}

fn with(mut diagnostics: Vec<Diagnostic>, note: &str) -> Decoded {
    diagnostics.push(Diagnostic::note(note));
    Decoded { text: String::new(), map: SourceMap::new(), diagnostics }
}

fn about_charset(charset: charset::Charset, malformed: usize) -> Option<Diagnostic> {
    let name = charset.encoding.name();
    let why = match charset.ground {
        Ground::Mark => "as the byte order mark says",
        Ground::Stated => "as stated",
        Ground::Valid | Ground::ValidAgainst(_) => "being valid",
        Ground::Guessed => "by the look of it",
    };
    if malformed > 0 {
        let plural = if malformed == 1 { " is" } else { "s are" };
        return Some(Diagnostic::warning(format!(
            "read as {name}, {why}; {malformed} byte sequence{plural} not valid {name} and shown \
             as U+FFFD"
        )));
    }
    match charset.ground {
        Ground::ValidAgainst(stated) => Some(Diagnostic::note(format!(
            "read as {name}, which the bytes are, although {} is stated",
            stated.name()
        ))),
        Ground::Guessed => Some(Diagnostic::note(format!("no charset is stated; read as {name}"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
