//! From one charset to UTF-8, character by character where need be, with the map.

use super::charset::Charset;
use encoding_rs::{Decoder, DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use sayso_model::SourceMap;

/// U+FFFD in UTF-8.
const REPLACEMENT: &str = "\u{fffd}";

/// Text in the making, with its map and a count of what was malformed.
#[derive(Debug)]
struct Output {
    text: String,
    map: SourceMap,
    malformed: usize,
    /// Bytes of mark before the first of these bytes.
    mark: u64,
}

impl Output {
    /// Takes `words` over as one unit made of `width` bytes at `at`.
    fn unit(&mut self, words: &str, at: usize, width: usize) {
        let (text, source) = (words.len() as u32, width as u32);
        self.map.push(self.text.len(), self.mark + at as u64, 1, text, source);
        self.text.push_str(words);
    }

    /// Takes `words` over byte for byte.
    fn verbatim(&mut self, words: &str, at: usize) {
        self.map.push(self.text.len(), self.mark + at as u64, words.len(), 1, 1);
        self.text.push_str(words);
    }

    fn malformed(&mut self, at: usize, width: usize) {
        self.malformed += 1;
        self.unit(REPLACEMENT, at, width);
    }
}

/// The text of some bytes (after their mark), the map to the file's bytes, and how many sequences
/// were malformed.
pub(super) fn convert(bytes: &[u8], charset: Charset) -> (String, SourceMap, usize) {
    let Charset { encoding, mark, .. } = charset;
    let mark = mark as u64;
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return (text.to_owned(), SourceMap::verbatim(mark, text.len()), 0);
    }
    let text = String::with_capacity(bytes.len());
    let mut out = Output { text, map: SourceMap::new(), malformed: 0, mark };
    if encoding == UTF_8 {
        utf8(bytes, &mut out);
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        utf16(bytes, encoding == UTF_16LE, &mut out);
    } else {
        legacy(bytes, encoding, &mut out);
    }
    (out.text, out.map, out.malformed)
}

fn utf8(bytes: &[u8], out: &mut Output) {
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        out.verbatim(chunk.valid(), at);
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            out.malformed(at, chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
}

fn utf16(bytes: &[u8], little: bool, out: &mut Output) {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units =
        pairs.iter().map(|&p| if little { u16::from_le_bytes(p) } else { u16::from_be_bytes(p) });
    let mut at = 0;
    for decoded in char::decode_utf16(units) {
        match decoded {
            Ok(c) => {
                let width = c.len_utf16() * 2;
                out.unit(c.encode_utf8(&mut [0; 4]), at, width);
                at += width;
            }
            Err(alone) => {
                // At the end, half a pair and half a unit are one error (Encoding Standard, "shared
                // UTF-16 decoder").
                let leads = (0xd800..0xdc00).contains(&alone.unpaired_surrogate());
                let cut = leads && at + 2 + rest.len() == bytes.len();
                let width = if cut { 2 + rest.len() } else { 2 };
                out.malformed(at, width);
                at += width;
            }
        }
    }
    if at < bytes.len() {
        out.malformed(at, bytes.len() - at);
    }
}

/// Any other charset: stretches of ASCII at once, the rest fed to the decoder byte by byte, so
/// that it is known which bytes each character came from.
fn legacy(bytes: &[u8], encoding: &'static Encoding, out: &mut Output) {
    let ascii = encoding.is_ascii_compatible() && encoding != ISO_2022_JP;
    let mut feed = Feed { decoder: encoding.new_decoder_without_bom_handling(), at: 0, from: 0 };
    while feed.at < bytes.len() {
        if ascii && feed.from == feed.at {
            let rest = &bytes[feed.at..];
            let stretch = &rest[..Encoding::ascii_valid_up_to(rest)];
            out.verbatim(std::str::from_utf8(stretch).unwrap_or_default(), feed.at);
            feed.at += stretch.len();
            feed.from = feed.at;
        }
        if let Some(byte) = bytes.get(feed.at..=feed.at) {
            feed.push(byte, false, out);
        }
    }
    while feed.push(&[], true, out) {}
}

/// A decoder, with what it has been fed.
struct Feed {
    decoder: Decoder,
    /// The next byte to feed.
    at: usize,
    /// The first byte that has given no output yet.
    from: usize,
}

impl Feed {
    /// Feeds one byte, or the end; whether the decoder wants to be called again about it.
    fn push(&mut self, byte: &[u8], last: bool, out: &mut Output) -> bool {
        // Large enough for what one byte can set free, in any charset.
        let mut made = String::with_capacity(64);
        let (result, read) =
            self.decoder.decode_to_string_without_replacement(byte, &mut made, last);
        self.at += read;
        let mut end = self.at;
        if let DecoderResult::Malformed(width, after) = result {
            end = end.saturating_sub(usize::from(after)).max(self.from);
            let start = end.saturating_sub(usize::from(width)).max(self.from);
            if !made.is_empty() && start > self.from {
                out.unit(&made, self.from, start - self.from);
            }
            out.malformed(start, (end - start).max(1).min(self.at - start));
            self.from = end;
        } else if !made.is_empty() {
            out.unit(&made, self.from, end - self.from);
            self.from = end;
        }
        result != DecoderResult::InputEmpty
    }
}
