//! JSON (RFC 8259) with the place of each string.

use crate::compose::Mapped;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// An object, its values not yet read. Of a name given twice the last value counts.
pub(super) type Object<'s> = BTreeMap<String, &'s RawValue>;

pub(super) fn object<'s>(value: &'s RawValue) -> Option<Object<'s>> {
    serde_json::from_str(value.get()).ok()
}

/// The values of a list; none where it is no list.
pub(super) fn list(value: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(value.get()).unwrap_or_default()
}

/// The text that all values are parts of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'s>(pub(super) &'s str);

impl Source<'_> {
    /// A string that holds something, with the place of each of its characters.
    pub(super) fn string(self, value: Option<&&RawValue>) -> Option<Mapped> {
        let written = value?.get();
        // Values are slices of the source: they were read out of it without being copied.
        let at = (written.as_ptr() as usize).checked_sub(self.0.as_ptr() as usize)?;
        let inner = written.strip_prefix('"')?.strip_suffix('"')?;
        let made = unescaped(inner, at + 1);
        (!made.words.is_empty()).then_some(made)
    }

    /// A number, or a string that is one.
    pub(super) fn number(self, value: Option<&&RawValue>) -> Option<i64> {
        value?.get().trim_matches('"').parse().ok()
    }
}

/// The words of a string of JSON, each escape as one unit.
fn unescaped(written: &str, at: usize) -> Mapped {
    let mut made = Mapped::default();
    let mut rest = written;
    while let Some(mark) = rest.find('\\') {
        let here = at + written.len() - rest.len();
        made.verbatim(&rest[..mark], here);
        let (c, width) = escape(&rest[mark..]);
        made.unit(c.encode_utf8(&mut [0; 4]), here + mark, width);
        rest = rest.get(mark + width..).unwrap_or_default();
    }
    made.verbatim(rest, at + written.len() - rest.len());
    made
}

/// What an escape stands for, and how long it is; U+FFFD for half of a surrogate pair.
fn escape(rest: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = rest.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let c = match rest.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let pair = [unit(0), unit(6)];
            let mut units = char::decode_utf16(pair.into_iter().flatten());
            let c = units.next().and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER);
            return (c, c.len_utf16() * 6);
        }
        Some(&c) => char::from(c),
        None => char::REPLACEMENT_CHARACTER,
    };
    (c, rest.len().min(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_model::Span;

    #[test]
    fn each_escape_is_a_unit() {
        let made = unescaped(r#"a\n\u00e9\ud83d\ude00\"\/ \ud83db"#, 10);
        assert_eq!(made.words, "a\né😀\"/ \u{fffd}b");
        let at = |words: &str| {
            let start = made.words.find(words).unwrap();
            let places = made.map.source_of(Span::new(start, start + words.len()));
            assert_eq!(places.len(), 1);
            (places[0].start, places[0].end)
        };
        assert_eq!(at("a"), (10, 11));
        assert_eq!(at("é"), (13, 19));
        assert_eq!(at("😀"), (19, 31));
        assert_eq!(at("\"/"), (31, 35));
        assert_eq!(at("\u{fffd}b"), (36, 43));
    }
}
