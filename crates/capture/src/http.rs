//! An HTTP response as a WARC record keeps it, out of its transfer and content encodings.

use crate::fields::{Header, header_len};
use brotli_decompressor::Decompressor;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use sayso_model::Diagnostic;
use std::io::Read;

/// The longest header of a response that is looked at.
const HEADER_MAX: usize = 256 << 10;

/// The most encodings that are taken off one body.
const ENCODINGS_MAX: usize = 4;

/// A response, its body still as it was sent.
pub(crate) struct Response<'b> {
    pub(crate) status: u16,
    pub(crate) header: Header,
    pub(crate) body: &'b [u8],
}

/// A body out of its encodings.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    /// The body without its chunks, where it was in chunks and has another encoding as well:
    /// digests may be of that.
    pub(crate) without_chunks: Option<Vec<u8>>,
    /// What was taken off, outermost first.
    pub(crate) encodings: Vec<String>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'b> Response<'b> {
    /// Reads a response; `None` where the bytes are not one, or its header is cut off.
    pub(crate) fn read(block: &'b [u8]) -> Option<Self> {
        if !block.starts_with(b"HTTP/") {
            return None;
        }
        let end = header_len(&block[..block.len().min(HEADER_MAX)])?;
        let header = Header::read(&block[..end]);
        let status = header.first().split_ascii_whitespace().nth(1)?.parse().ok()?;
        Some(Self { status, header, body: &block[end..] })
    }

    /// What those need who must show where a page is from: see
    /// [`Captured::headers`](crate::Captured::headers).
    pub(crate) fn custody(&self) -> Vec<(String, String)> {
        let line = ("status-line", Some(self.header.first()));
        let fields = ["date", "content-type", "last-modified", "location"];
        let fields = fields.map(|name| (name, self.header.get(name)));
        let all = std::iter::once(line).chain(fields);
        all.filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned()))).collect()
    }

    /// Takes the encodings off the body.
    ///
    /// A body that is not in the encoding its header names is kept as it is: archives often keep
    /// the header of a body that they have decoded.
    ///
    /// # Errors
    ///
    /// Where it is in an encoding that cannot be taken off, or is longer than `limit` without it.
    pub(crate) fn decode(&self, limit: u64) -> Result<Decoded, String> {
        let mut out = Decoded::default();
        let body = self.without_chunks(&mut out);
        let list = self.header.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
        let named: Vec<&str> = list.split(',').map(str::trim).collect();
        let named: Vec<&str> =
            named.into_iter().filter(|e| !matches!(*e, "" | "identity" | "none")).collect();
        if named.len() > ENCODINGS_MAX {
            return Err(format!("it is in {} encodings, one over another", named.len()));
        }
        let chunked = !out.encodings.is_empty();
        let mut bytes = body;
        for (nth, encoding) in named.iter().rev().enumerate() {
            let plain = match take_off(encoding, &bytes, limit)? {
                Some(plain) => plain,
                None => {
                    out.diagnostics.push(Diagnostic::note(format!(
                        "the page is said to be encoded as {encoding:?} but is not; it is kept as \
                         the archive has it"
                    )));
                    continue;
                }
            };
            if let Some(why) = plain.cut {
                out.diagnostics.push(Diagnostic::warning(why));
            }
            out.encodings.push((*encoding).to_owned());
            let before = std::mem::replace(&mut bytes, plain.bytes);
            if chunked && nth == 0 {
                out.without_chunks = Some(before);
            }
        }
        out.bytes = bytes;
        Ok(out)
    }

    fn without_chunks(&self, out: &mut Decoded) -> Vec<u8> {
        let named = self.header.get("transfer-encoding").unwrap_or_default();
        if !named.to_ascii_lowercase().contains("chunked") {
            self.compare_length(out);
            return self.body.to_vec();
        }
        let (bytes, end) = join_chunks(self.body);
        match end {
            Chunks::Whole => out.encodings.push("chunked".to_owned()),
            Chunks::None => out.diagnostics.push(Diagnostic::note(
                "the page is said to be sent in chunks but is not; it is kept as the archive has it",
            )),
            Chunks::Broken(at) => {
                out.encodings.push("chunked".to_owned());
                out.diagnostics.push(Diagnostic::warning(format!(
                    "the chunks of the page break off at byte {at} of its {} bytes; what comes \
                     after is not read",
                    self.body.len()
                )));
            }
        }
        bytes
    }

    fn compare_length(&self, out: &mut Decoded) {
        let stated = self.header.get("content-length").and_then(|length| length.parse().ok());
        let have = self.body.len() as u64;
        if let Some(stated) = stated.filter(|&stated: &u64| stated > have) {
            out.diagnostics.push(Diagnostic::warning(format!(
                "the server announced {stated} bytes and the archive holds {have}: the page may \
                 be cut off"
            )));
        }
    }
}

/// How a body in chunks ends.
#[derive(Debug, PartialEq, Eq)]
enum Chunks {
    Whole,
    /// Not in chunks at all.
    None,
    /// At this byte, where a chunk should begin or end.
    Broken(usize),
}

/// Joins the chunks of a body (RFC 9112, section 7.1).
fn join_chunks(body: &[u8]) -> (Vec<u8>, Chunks) {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some((size, start)) = chunk_size(body, at) {
        if size == 0 {
            return (out, Chunks::Whole);
        }
        let end = start.saturating_add(size).min(body.len());
        out.extend_from_slice(&body[start..end]);
        at = match &body[end..] {
            [b'\r', b'\n', ..] => end + 2,
            [b'\n', ..] => end + 1,
            _ => return (out, Chunks::Broken(end)),
        };
    }
    if at == 0 { (body.to_vec(), Chunks::None) } else { (out, Chunks::Broken(at)) }
}

/// The size of the chunk that begins at a byte, and the byte its data begin at.
fn chunk_size(body: &[u8], at: usize) -> Option<(usize, usize)> {
    /// More than any size with its extensions needs.
    const LINE_MAX: usize = 1024;
    let line = body.get(at..(at + LINE_MAX).min(body.len()))?;
    let end = memchr::memchr(b'\n', line)?;
    let digits = line[..end].split(|&byte| byte == b';').next().unwrap_or_default();
    let digits = std::str::from_utf8(digits).ok()?.trim();
    if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    Some((usize::from_str_radix(digits, 16).ok()?, at + end + 1))
}

struct Plain {
    bytes: Vec<u8>,
    cut: Option<String>,
}

/// Takes one content encoding off; `None` where the bytes are not in it.
fn take_off(encoding: &str, bytes: &[u8], limit: u64) -> Result<Option<Plain>, String> {
    match encoding {
        "gzip" | "x-gzip" if !bytes.starts_with(&[0x1f, 0x8b]) => Ok(None),
        "gzip" | "x-gzip" => inflate(MultiGzDecoder::new(bytes), encoding, limit).map(Some),
        "deflate" => {
            // The standard means zlib; some servers send bare deflate (RFC 9110, 8.4.1.2).
            let plain = inflate(ZlibDecoder::new(bytes), encoding, limit)?;
            if !plain.bytes.is_empty() || plain.cut.is_none() {
                return Ok(Some(plain));
            }
            let plain = inflate(DeflateDecoder::new(bytes), encoding, limit)?;
            Ok((plain.cut.is_none() || !plain.bytes.is_empty()).then_some(plain))
        }
        // RFC 7932, section 9.1: this window is invalid. It is what an extension for windows of up
        // to a gigabyte begins with, which no server sends.
        "br" if bytes.first().is_some_and(|first| first & 0x7f == 0x11) => Ok(None),
        "br" => {
            let plain = inflate(Decompressor::new(bytes, 4096), encoding, limit)?;
            let text_already = plain.cut.is_some() && std::str::from_utf8(bytes).is_ok();
            Ok((!text_already).then_some(plain))
        }
        _ if std::str::from_utf8(bytes).is_ok() => Ok(None),
        _ => Err(format!("it is encoded as {encoding:?}, which cannot be taken off yet")),
    }
}

fn inflate(decoder: impl Read, encoding: &str, limit: u64) -> Result<Plain, String> {
    let mut bytes = Vec::new();
    let read = decoder.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    if bytes.len() as u64 > limit {
        return Err(format!("without its {encoding} encoding it is larger than {limit} bytes"));
    }
    let cut = read.err().map(|error| {
        format!(
            "the {encoding} encoding of the page is damaged after {} bytes of it ({error}); what \
             comes after is not read",
            bytes.len()
        )
    });
    Ok(Plain { bytes, cut })
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};
    use std::io::Write as _;

    fn decode(block: &[u8]) -> Decoded {
        Response::read(block).unwrap().decode(1000).unwrap()
    }

    #[test]
    fn joins_chunks_and_says_where_they_break() {
        assert_eq!(
            join_chunks(b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"),
            (b"abcde".to_vec(), Chunks::Whole)
        );
        assert_eq!(join_chunks(b"3\r\nabc\r\n5\r\nde"), (b"abcde".to_vec(), Chunks::Broken(13)));
        assert_eq!(join_chunks(b"<p>abc"), (b"<p>abc".to_vec(), Chunks::None));
        assert_eq!(join_chunks(b"ffffffffffffffff\r\na").1, Chunks::Broken(19));
    }

    #[test]
    fn takes_encodings_off_in_turn() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(b"words").unwrap();
        let gzip = gzip.finish().unwrap();
        let mut block =
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
                .to_vec();
        block.extend(format!("{:x}\r\n", gzip.len()).into_bytes());
        block.extend(&gzip);
        block.extend(b"\r\n0\r\n\r\n");
        let decoded = decode(&block);
        assert_eq!(decoded.bytes, b"words");
        assert_eq!(decoded.encodings, ["chunked", "gzip"]);
        assert_eq!(decoded.without_chunks.as_deref(), Some(gzip.as_slice()));
        assert!(decoded.diagnostics.is_empty());
    }

    #[test]
    fn keeps_what_was_decoded_before_it_came_here() {
        for encoding in ["gzip", "br"] {
            let block = format!("HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n<p>words");
            let decoded = decode(block.as_bytes());
            assert_eq!(decoded.bytes, b"<p>words");
            assert!(decoded.encodings.is_empty() && decoded.diagnostics.len() == 1);
        }
    }

    #[test]
    fn reads_brotli() {
        let body = [
            0x1b, 0x1f, 0x00, 0xf8, 0x8d, 0x54, 0xb5, 0xbf, 0x7c, 0x93, 0xbb, 0x4b, 0x10, 0xb2,
            0xb9, 0x1c, 0x44, 0x98, 0x78, 0x72, 0x80, 0x03, 0x06, 0x9a, 0xd5, 0xea, 0x6d, 0x01,
        ];
        let head = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n";
        let decoded = decode(&[head, &body[..]].concat());
        assert_eq!(decoded.bytes, b"words words words and more words");
        let cut = decode(&[head, &body[..20]].concat());
        assert!(decoded.bytes.starts_with(&cut.bytes) && cut.diagnostics.len() == 1);
    }

    #[test]
    fn refuses_what_it_cannot_take_off_and_what_grows_without_end() {
        let zstd = b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n\x28\xb5\x2f\xfd";
        assert!(Response::read(zstd).unwrap().decode(1000).unwrap_err().contains("zstd"));
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(&[b'a'; 2000]).unwrap();
        let mut bomb = b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n".to_vec();
        bomb.extend(zlib.finish().unwrap());
        assert!(Response::read(&bomb).unwrap().decode(1000).unwrap_err().contains("1000"));
        assert_eq!(Response::read(&bomb).unwrap().decode(2000).unwrap().bytes.len(), 2000);
    }

    #[test]
    fn a_status_needs_no_words_and_a_header_needs_an_end() {
        assert_eq!(Response::read(b"HTTP/1.1 204\r\n\r\n").unwrap().status, 204);
        assert!(Response::read(b"HTTP/1.1 200 OK\r\nA: b\r\n").is_none());
        assert!(Response::read(b"<html>\r\n\r\n").is_none());
    }
}
