//! What a field says of its part: a value and parameters (RFC 2045, section 5.1; RFC 2231).

use encoding_rs::{Encoding, UTF_8};
use sayso_model::transfer;
use std::collections::BTreeMap;

/// No field has more parameters, nor pieces of them, than this.
const MOST: usize = 200;

/// A value with parameters: `text/plain; charset=utf-8`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Media {
    /// The value, in small letters.
    pub(super) value: String,
    parameters: BTreeMap<String, String>,
}

impl Media {
    pub(super) fn read(field: &str) -> Self {
        let mut pieces = split(field).into_iter();
        let value = pieces.next().unwrap_or_default().trim().to_ascii_lowercase();
        let mut parameters = BTreeMap::new();
        // The pieces of parameters that are continued, by name and number.
        let mut continued: BTreeMap<(String, u32), (bool, String)> = BTreeMap::new();
        for piece in pieces.take(MOST) {
            let Some((name, said)) = piece.split_once('=') else { continue };
            let (name, said) = (name.trim().to_ascii_lowercase(), unquoted(said.trim()));
            let (name, extended) = match name.strip_suffix('*') {
                Some(name) => (name.to_owned(), true),
                None => (name, false),
            };
            let (name, number) = match name.split_once('*') {
                Some((name, number)) => (name.to_owned(), number.parse().unwrap_or(u32::MAX)),
                None if extended => (name, 0),
                None => {
                    parameters.entry(name).or_insert(said);
                    continue;
                }
            };
            continued.entry((name, number)).or_insert((extended, said));
        }
        let mut whole: BTreeMap<String, Vec<(bool, String)>> = BTreeMap::new();
        for ((name, _), piece) in continued {
            whole.entry(name).or_default().push(piece);
        }
        parameters.extend(whole.into_iter().map(|(name, pieces)| (name, joined(&pieces))));
        Self { value, parameters }
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The part before the slash.
    pub(super) fn kind(&self) -> &str {
        self.value.split('/').next().unwrap_or_default()
    }
}

/// Splits at the semicolons that stand in no quotation marks; comments are left out.
fn split(field: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let (mut quoted, mut escaped, mut comments) = (false, false, 0_u32);
    for c in field.chars() {
        let literal = std::mem::take(&mut escaped);
        match c {
            _ if literal => {}
            '\\' if quoted => escaped = true,
            '"' if comments == 0 => quoted = !quoted,
            '(' if !quoted => {
                comments += 1;
                continue;
            }
            ')' if !quoted && comments > 0 => {
                comments -= 1;
                continue;
            }
            ';' if !quoted && comments == 0 => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if comments == 0
            && let Some(piece) = pieces.last_mut()
        {
            piece.push(c);
        }
    }
    pieces
}

fn unquoted(said: &str) -> String {
    let Some(inner) = said.strip_prefix('"') else { return said.to_owned() };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    out
}

/// A parameter out of its pieces, the first of which may begin with a charset and a language.
fn joined(pieces: &[(bool, String)]) -> String {
    let mut bytes = Vec::new();
    let mut encoding = UTF_8;
    for (i, (extended, said)) in pieces.iter().enumerate() {
        let mut said = said.as_str();
        if i == 0
            && *extended
            && let Some((charset, rest)) = said.split_once('\'')
        {
            encoding = Encoding::for_label(charset.as_bytes()).unwrap_or(UTF_8);
            said = rest.split_once('\'').map_or(rest, |(_, rest)| rest);
        }
        if *extended {
            transfer::unescape(said.as_bytes(), b'%', &mut bytes);
        } else {
            bytes.extend_from_slice(said.as_bytes());
        }
    }
    encoding.decode_without_bom_handling(&bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_values_and_parameters() {
        let media = Media::read(
            "Text/Plain (words); charset = \"utf-8\"; format=flowed; x=\"a;\\\"b\\\"\"; charset=koi8-r",
        );
        assert_eq!((&*media.value, media.kind()), ("text/plain", "text"));
        assert_eq!(media.parameter("charset"), Some("utf-8"));
        assert_eq!(media.parameter("x"), Some("a;\"b\""));
        assert_eq!(media.parameter("nosuch"), None);
    }

    #[test]
    fn joins_what_is_continued() {
        let media = Media::read(
            "attachment; filename*1=\" plan.pdf\"; filename*0*=iso-8859-1'fr'travers%E9e; name*=UTF-8''a%20b",
        );
        assert_eq!(media.parameter("filename"), Some("traversée plan.pdf"));
        assert_eq!(media.parameter("name"), Some("a b"));
        assert_eq!(Media::read("").value, "");
        assert_eq!(Media::read("a;;=;*=x;b*99999999999=c").value, "a");
    }
}
