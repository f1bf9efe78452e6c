//! Writes small web archives, of invented pages, for the tests.

use flate2::{Compression, write::GzEncoder};
use sha1::{Digest as _, Sha1};
use std::io::Write as _;

/// A record with these fields (without a line end after the last) and this block.
pub(crate) fn record(fields: &str, block: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.1\r\n{fields}\r\nContent-Length: {}\r\n\r\n", block.len());
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

/// A response with a page of plain text.
pub(crate) fn page(address: &str, words: &str) -> Vec<u8> {
    let fields = format!(
        "WARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n\
         WARC-Target-URI: {address}"
    );
    let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{words}");
    record(&fields, block.as_bytes())
}

/// The same, with both of its digests.
pub(crate) fn with_digests(address: &str, words: &str) -> Vec<u8> {
    let hex = |bytes: &[u8]| -> String {
        Sha1::digest(bytes).iter().map(|byte| format!("{byte:02X}")).collect()
    };
    let block = format!("HTTP/1.1 200 OK\r\n\r\n{words}");
    let fields = format!(
        "WARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Block-Digest: sha1:{}\r\n\
         WARC-Payload-Digest: sha1:{}",
        hex(block.as_bytes()),
        hex(words.as_bytes())
    );
    record(&fields, block.as_bytes())
}

fn records() -> Vec<Vec<u8>> {
    let first = "WARC-Type: response\r\nWARC-Record-ID: <urn:example:1>\r\n\
                 WARC-Date: 2025-03-15T10:00:01Z\r\nContent-Type: application/http\r\n\
                 WARC-Target-URI: <http://example.org/news/first?x=1>";
    let page_one = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
                     <p>The first page.</p>";
    let resource =
        "WARC-Type: resource\r\nContent-Type: text/plain\r\nWARC-Target-URI: urn:example:x";
    vec![
        record("WARC-Type: warcinfo", b"software: none\r\n"),
        record(first, page_one),
        record("WARC-Type: request", b"GET / HTTP/1.1\r\n\r\n"),
        page("http://example.org/second", "The second page, at greater length than the first."),
        record(resource, b"A resource."),
    ]
}

/// Two pages and a resource, among other records.
pub(crate) fn archive() -> Vec<u8> {
    records().concat()
}

/// The same, each record a gzip member.
pub(crate) fn gzipped() -> Vec<u8> {
    records().iter().flat_map(|record| gzip(record)).collect()
}

/// One gzip member.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
