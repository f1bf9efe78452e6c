//! The header of a mail or of one of its parts: its fields, and their words decoded.

use crate::compose::Mapped;
use crate::{Hints, decode};
use encoding_rs::Encoding;
use sayso_model::{SourceMap, Span, transfer};
use std::ops::Range;

/// A header has no more fields than this; the rest is counted.
pub(super) const MOST_FIELDS: usize = 1_000;
/// No field is decoded further than this many bytes: the names of twenty thousand people.
pub(super) const LONGEST: usize = 1 << 20;

/// A field of a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field {
    /// Its name as written.
    pub(super) name: String,
    /// Where its name begins.
    pub(super) start: usize,
    /// Where what it says stands, over all of its lines.
    pub(super) value: Range<usize>,
}

impl Field {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// A header, divided.
pub(super) struct Header {
    pub(super) fields: Vec<Field>,
    /// How many fields it has beyond [`MOST_FIELDS`].
    pub(super) more: usize,
    /// Where it stands.
    pub(super) place: Range<usize>,
    /// Where what it is the header of begins.
    pub(super) body: usize,
}

/// The end of the line that begins at `at`, its line break included.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |len| at + len + 1)
}

pub(super) fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n" | b"\r" | b"")
}

/// The name of the field that a line begins, and where its value begins (RFC 5322, section 2.2).
pub(super) fn name(line: &[u8]) -> Option<(&str, usize)> {
    let colon = memchr::memchr(b':', &line[..line.len().min(100)])?;
    let name = std::str::from_utf8(line[..colon].trim_ascii_end()).ok()?;
    let fits = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
    fits.then_some((name, colon + 1))
}

/// Divides a header, which ends after the blank line, before a line that `ends` it,
/// or, where the blank line is missing, before the first line that is no field's.
pub(super) fn read(bytes: &[u8], start: usize, ends: impl Fn(&[u8]) -> bool) -> Header {
    let mut fields: Vec<Field> = Vec::new();
    let (mut at, mut more) = (start, 0);
    while at < bytes.len() {
        let end = line_end(bytes, at);
        let line = &bytes[at..end];
        if is_blank(line) {
            return Header { fields, more, place: start..at, body: end };
        }
        if ends(line) {
            break;
        }
        match (line[0], name(line)) {
            (b' ' | b'\t', _) => {
                if let Some(last) = fields.last_mut().filter(|last| last.value.end == at) {
                    last.value.end = end;
                }
            }
            (_, Some((name, value))) => {
                if fields.len() < MOST_FIELDS {
                    let (name, value) = (name.to_owned(), at + value..end);
                    fields.push(Field { name, start: at, value });
                } else {
                    more += 1;
                }
            }
            // The line that a mailbox puts before each mail.
            _ if line.starts_with(b"From ") || line.starts_with(b">From ") => {}
            _ => break,
        }
        at = end;
    }
    Header { fields, more, place: start..at, body: at }
}

/// What a field says: unfolded, its encoded words decoded (RFC 2047), without white space around
/// it. The map counts from the beginning of `bytes`.
///
/// Bytes that are no UTF-8 are read in the mail's own charset, where it states one.
pub(super) fn words(bytes: &[u8], value: &Range<usize>, charset: Option<&str>) -> Mapped {
    let end = value.end.min(value.start + LONGEST);
    let bytes = &bytes[value.start..end];
    let (text, map) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), SourceMap::verbatim(0, text.len())),
        Err(_) => legacy(bytes, charset),
    };
    decoded(&text).through(&map).moved(value.start)
}

fn legacy(bytes: &[u8], charset: Option<&str>) -> (String, SourceMap) {
    let media_type = charset.map(|charset| format!("text/plain; charset={charset}"));
    let hints = Hints { media_type: media_type.as_deref(), ..Hints::default() };
    match decode::decode(bytes, &hints) {
        Ok(decoded) => (decoded.text, decoded.map),
        Err(_) => {
            let text: String = bytes.iter().filter(|b| b.is_ascii()).map(|&b| b as char).collect();
            (text, SourceMap::new())
        }
    }
}

fn decoded(text: &str) -> Mapped {
    let mut out = Mapped::default();
    let end = text.trim_end().len();
    let mut at = text.len() - text.trim_start().len();
    while at < end {
        let rest = &text[at..end];
        let gap = rest.len() - rest.trim_start().len();
        if gap > 0 {
            if rest[..gap].contains(['\r', '\n']) {
                out.unit(" ", at, gap);
            } else {
                out.verbatim(&rest[..gap], at);
            }
            at += gap;
            continue;
        }
        let run = Word::run(text, at, end);
        match run.last() {
            Some(last) => {
                at = last.place.end;
                show(&run, &mut out);
            }
            None => {
                let next = plain_stretch(rest);
                out.verbatim(&rest[..next], at);
                at += next;
            }
        }
    }
    out
}

/// How far it is to the next white space, or to what may begin an encoded word.
fn plain_stretch(rest: &str) -> usize {
    let stops = |at: usize, c: char| c.is_whitespace() || at > 0 && rest[at..].starts_with("=?");
    rest.char_indices().find(|&(at, c)| stops(at, c)).map_or(rest.len(), |(at, _)| at)
}

/// An encoded word.
struct Word {
    place: Range<usize>,
    encoding: &'static Encoding,
    bytes: Vec<u8>,
}

impl Word {
    /// The encoded words that follow on from one another from byte `at` on: white space between
    /// two of them does not count (RFC 2047, section 6.2).
    fn run(text: &str, mut at: usize, end: usize) -> Vec<Self> {
        let mut run = Vec::new();
        while let Some(word) = Self::read(&text[at..end], at) {
            let rest = &text[word.place.end..end];
            at = end - rest.trim_start().len();
            run.push(word);
        }
        run
    }

    /// `=?charset?B?words?=` at the beginning of `rest`.
    fn read(rest: &str, at: usize) -> Option<Self> {
        let inner = rest.strip_prefix("=?")?;
        let charset = &inner[..inner.find(|c: char| !c.is_ascii_graphic() || c == '?')?];
        let packed = inner[charset.len()..].strip_prefix('?')?;
        let (kind, packed) = packed.split_at_checked(2)?;
        // The language after the charset (RFC 2231, section 5) says nothing of the bytes.
        let label = charset.split('*').next()?;
        let encoding = Encoding::for_label(label.as_bytes())?;
        let packed = &packed[..packed.find(['?', '\r', '\n'])?];
        let width = 2 + charset.len() + 1 + 2 + packed.len() + 2;
        let closed = rest.get(width - 2..width) == Some("?=");
        let bytes = match kind {
            "B?" | "b?" => transfer::base64(packed.as_bytes()).bytes,
            "Q?" | "q?" => {
                let mut bytes = Vec::with_capacity(packed.len());
                transfer::unescape(packed.replace('_', " ").as_bytes(), b'=', &mut bytes);
                bytes
            }
            _ => return None,
        };
        closed.then_some(Self { place: at..at + width, encoding, bytes })
    }
}

/// Adds what encoded words say, each as one unit: but those of one charset as one, where a
/// character is split between two of them.
fn show(run: &[Word], out: &mut Mapped) {
    for words in run.chunk_by(|a, b| a.encoding == b.encoding) {
        let one = |word: &Word| {
            let (made, broken) = word.encoding.decode_without_bom_handling(&word.bytes);
            (!broken).then(|| made.into_owned())
        };
        let each: Option<Vec<String>> = words.iter().map(one).collect();
        match (each, words) {
            (Some(each), _) => {
                for (made, word) in each.iter().zip(words) {
                    out.unit(&one_line(made), word.place.start, word.place.len());
                }
            }
            (None, [first, .., last] | [first @ last]) => {
                let bytes: Vec<u8> = words.iter().flat_map(|w| w.bytes.iter().copied()).collect();
                let (made, _) = first.encoding.decode_without_bom_handling(&bytes);
                let width = last.place.end - first.place.start;
                out.unit(&one_line(&made), first.place.start, width);
            }
            (None, []) => {}
        }
    }
}

/// Without line breaks: what is packed into a field must not look like another field.
fn one_line(made: &str) -> String {
    made.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Where in these words the name of the first mailbox they tell stands, or else its address.
pub(super) fn mailbox(words: &str) -> Option<Span> {
    let first = words.find('>').map_or(words, |end| &words[..=end]);
    let span = |inner: &str| {
        let start = inner.as_ptr() as usize - words.as_ptr() as usize;
        let trimmed = Span::new(start, start + inner.len()).trim(words);
        (!trimmed.is_empty()).then_some(trimmed)
    };
    if let Some((name, address)) = first.rsplit_once('<') {
        let name = name.trim().trim_matches(['"', '\'']);
        return span(name).or_else(|| span(address.trim_end_matches('>')));
    }
    let first = first.split([',', ';']).next().unwrap_or_default();
    let told = first.split_once('(').and_then(|(_, told)| told.split(')').next());
    told.and_then(span).or_else(|| span(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Mapped {
        words(value.as_bytes(), &(0..value.len()), None)
    }

    #[test]
    fn each_encoded_word_is_a_unit() {
        let value = " Re: =?utf-8?Q?coup=C3=A9_du?=\r\n =?UTF-8?b?IHBvbnQ=?= now \r\n";
        let found = read(value);
        assert_eq!(found.words, "Re: coupé du pont now");
        let at = |words: &str| {
            let start = found.words.find(words).unwrap();
            let places = found.map.source_of(Span::new(start, start + words.len()));
            let of = |place: &Range<u64>| &value[place.start as usize..place.end as usize];
            places.iter().map(of).collect::<Vec<_>>()
        };
        assert_eq!(at("Re:"), ["Re:"]);
        assert_eq!(at("coupé"), ["=?utf-8?Q?coup=C3=A9_du?="]);
        assert_eq!(at("pont"), ["=?UTF-8?b?IHBvbnQ=?="]);
        assert_eq!(at("now"), ["now"]);
    }

    #[test]
    fn a_character_over_two_words_is_read_and_nonsense_is_kept() {
        assert_eq!(read("=?utf-8?Q?coup=C3?= =?utf-8?Q?=A9?=").words, "coupé");
        assert_eq!(read("=?koi8-r?B?8M/Sz80=?=").words, "Пором");
        for kept in ["=?nosuch?Q?a?=", "=?utf-8?X?a?=", "=?utf-8?Q?a", "=?=?=?=?", "a=?b", "=?"] {
            assert_eq!(read(kept).words, kept);
        }
        assert_eq!(read("=?utf-8?Q?a=0D=0ABcc:_b?=").words, "a  Bcc: b");
        let latin = words(b"Pont coup\xe9", &(0..10), Some("iso-8859-1"));
        assert_eq!(latin.words, "Pont coupé");
        let places = latin.map.source_of(Span::new(5, 11));
        assert_eq!((places.len(), places[0].start, places[0].end), (1, 5, 10));
    }

    #[test]
    fn finds_the_name_in_a_mailbox() {
        for (value, name) in [
            ("Ana Ruiz <ana@example.org>", "Ana Ruiz"),
            ("\"Ruiz, Ana\" <ana@example.org>, Bram Oude <b@example.org>", "Ruiz, Ana"),
            ("ana@example.org (Ana Ruiz)", "Ana Ruiz"),
            ("<ana@example.org>", "ana@example.org"),
            ("ana@example.org, b@example.org", "ana@example.org"),
        ] {
            assert_eq!(mailbox(value).and_then(|span| span.of(value)), Some(name));
        }
        assert!(mailbox("").is_none() && mailbox("<>").is_none());
    }

    #[test]
    fn a_field_goes_on_over_lines() {
        let mail = b"From x\nSubject: a\n b\nTo : c\n\nbody";
        let Header { fields: found, more, place, body } = super::read(mail, 0, |_| false);
        assert_eq!(found.iter().map(|f| &*f.name).collect::<Vec<_>>(), ["Subject", "To"]);
        assert_eq!((place, body, more), (0..28, 29, 0));
        assert_eq!(words(mail, &found[0].value, None).words, "a b");
    }
}
