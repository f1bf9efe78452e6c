//! Which charset some bytes are in.

use super::binary;
use crate::{Format, Hints};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Why a charset was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// The mark at the beginning.
    Mark,
    /// The media type or the page says so.
    Stated,
    /// The bytes are valid UTF-8.
    Valid,
    /// Valid UTF-8, although another charset is stated: no other charset looks like that.
    ValidAgainst(&'static Encoding),
    /// The bytes look like it.
    Guessed,
}

/// A charset, why, and how many bytes of mark to pass over.
#[derive(Debug, Clone, Copy)]
pub(super) struct Charset {
    pub(super) encoding: &'static Encoding,
    pub(super) ground: Ground,
    pub(super) mark: usize,
}

/// Bytes at the beginning of a page in which its charset must be stated (HTML standard,
/// "prescan a byte stream to determine its encoding").
const PRESCAN: usize = 1024;

pub(super) fn of(bytes: &[u8], hints: &Hints<'_>) -> Charset {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Charset { encoding, ground: Ground::Mark, mark };
    }
    let charset = |encoding, ground| Charset { encoding, ground, mark: 0 };
    let utf8 = std::str::from_utf8(bytes).is_ok();
    if let Some(encoding) = stated(bytes, hints) {
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        if utf8 && !wide && encoding != UTF_8 && !bytes.is_ascii() {
            return charset(UTF_8, Ground::ValidAgainst(encoding));
        }
        return charset(encoding, Ground::Stated);
    }
    if let Some(encoding) = wide(bytes) {
        return charset(encoding, Ground::Guessed);
    }
    if utf8 {
        return charset(UTF_8, Ground::Valid);
    }
    charset(guess(bytes), Ground::Guessed)
}

fn stated(bytes: &[u8], hints: &Hints<'_>) -> Option<&'static Encoding> {
    let label = |label: &str| Encoding::for_label_no_replacement(label.as_bytes());
    if let Some(encoding) = hints.charset().and_then(label) {
        return Some(encoding);
    }
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]);
    if hints.format(&beginning) != Format::Html {
        return None;
    }
    let encoding = label(in_page(&beginning.to_ascii_lowercase())?)?;
    // A page that could be read this far as ASCII is not in UTF-16, whatever it says (standard).
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The label in `<meta charset=...>`, `<meta http-equiv content="...charset=...">` or the XML
/// declaration of a beginning in lower case.
fn in_page(beginning: &str) -> Option<&str> {
    let meta = beginning.match_indices("<meta").find_map(|(at, _)| {
        let tag = &beginning[at..];
        value(&tag[..tag.find('>')?], "charset")
    });
    meta.or_else(|| {
        let declaration = beginning.trim_start().strip_prefix("<?xml")?;
        value(&declaration[..declaration.find("?>")?], "encoding")
    })
}

fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end = rest.find(|c: char| matches!(c, '"' | '\'' | ';' | '/') || c.is_whitespace());
        Some(&rest[..end.unwrap_or(rest.len())]).filter(|label| !label.is_empty())
    })
}

/// UTF-16 without a mark: zero bytes in every second place only, at least one in sixteen, and
/// few control characters once they are paired.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (encoding, from) = match (zeros(0), zeros(1)) {
        (0, low) if low * 16 >= sample.len() / 2 && low > 0 => (UTF_16LE, 0),
        (high, 0) if high * 16 >= sample.len() / 2 && high > 0 => (UTF_16BE, 1),
        _ => return None,
    };
    let other: Vec<u8> = sample.iter().skip(from).step_by(2).copied().collect();
    (binary::controls(&other) * 4 <= other.len()).then_some(encoding)
}

/// Not valid UTF-8: still UTF-8 where whole characters outnumber the broken ones by far, else
/// what the detector says.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        whole += valid.bytes().filter(|b| *b >= 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if whole > 8 * broken {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}
