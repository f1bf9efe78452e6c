//! Writes what was sent and received as WARC 1.1 records (ISO 28500:2017), byte for byte.

use super::answer::Answer;
use super::wire::Exchange;
use sayso_model::{Digest, Recorded};
use std::fmt::Write as _;
use std::ops::Range;

/// A WARC in the making.
#[derive(Debug, Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    records: u64,
    began: Option<Recorded>,
}

/// Where a response stands in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The bytes of its record.
    pub(super) record: Range<usize>,
}

impl Archive {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// When the first request was sent, and the bytes of the archive.
    pub(super) fn finish(self) -> (Option<Recorded>, Vec<u8>) {
        (self.began, self.bytes)
    }

    /// Adds an exchange: the request, the answers in advance, and the answer.
    pub(super) fn add(&mut self, exchange: &Exchange, who: &Who<'_>) -> Place {
        if self.bytes.is_empty() {
            self.begin(&exchange.at, who);
        }
        let fields = |kind: &str| {
            format!(
                "WARC-Target-URI: {}\r\nWARC-IP-Address: {}\r\n\
                 Content-Type: application/http; msgtype={kind}\r\n",
                exchange.address, exchange.ip
            )
        };
        let (request, response) = (fields("request"), fields("response"));
        let asked = self.record("request", &exchange.at, &request, &exchange.request).1;
        let response = format!("{response}WARC-Concurrent-To: <{asked}>\r\n");
        for interim in exchange.answer.interim() {
            self.record("response", &exchange.at, &response, interim);
        }
        let response = format!("{response}{}", of_payload(&exchange.answer));
        let (record, _) = self.record("response", &exchange.at, &response, exchange.answer.bytes());
        Place { record }
    }

    /// The first record: what program wrote the others, and how it behaved.
    fn begin(&mut self, at: &Recorded, who: &Who<'_>) {
        self.began = Some(at.clone());
        let Who { agent, ignore_robots } = who;
        let robots = if *ignore_robots { "ignore" } else { "obey" };
        let block = format!(
            "software: {agent}\r\nformat: WARC File Format 1.1\r\n\
             conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n\
             http-header-user-agent: {agent}\r\nrobots: {robots}\r\n"
        );
        let fields = "Content-Type: application/warc-fields\r\n";
        self.record("warcinfo", at, fields, block.as_bytes());
    }

    /// Writes one record; gives where it stands, and its id.
    fn record(
        &mut self,
        kind: &str,
        at: &Recorded,
        fields: &str,
        block: &[u8],
    ) -> (Range<usize>, String) {
        let start = self.bytes.len();
        self.records += 1;
        let digest = Digest::of(block);
        let id = id(&[
            kind.as_bytes(),
            at.as_str().as_bytes(),
            fields.as_bytes(),
            digest.as_bytes(),
            &self.records.to_be_bytes(),
        ]);
        let head = format!(
            "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <{id}>\r\nWARC-Date: {at}\r\n{fields}\
             WARC-Block-Digest: sha256:{digest}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(block);
        self.bytes.extend_from_slice(b"\r\n\r\n");
        (start..self.bytes.len(), id)
    }
}

/// Who fetched, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Who<'a> {
    pub(super) agent: &'a str,
    pub(super) ignore_robots: bool,
}

/// What a record says of the body in it.
fn of_payload(answer: &Answer) -> String {
    let mut fields = "WARC-Payload-Digest: sha256:".to_owned();
    for byte in answer.payload() {
        let _ = write!(fields, "{byte:02x}");
    }
    fields.push_str("\r\n");
    if let Some(cut) = answer.cut() {
        let _ = write!(fields, "WARC-Truncated: {}\r\n", cut.word());
    }
    fields
}

/// An id made of what the record is: a UUID of version 8 out of a SHA-256, as RFC 9562 has it in
/// appendix B.2. The same exchange at the same instant has the same one.
fn id(parts: &[&[u8]]) -> String {
    let digest = Digest::of_parts(parts);
    let mut bytes: Vec<u8> = digest.as_bytes().iter().copied().take(16).collect();
    if let [_, _, _, _, _, _, version, _, variant, ..] = bytes.as_mut_slice() {
        *version = *version & 0x0f | 0x80;
        *variant = *variant & 0x3f | 0x80;
    }
    let mut id = "urn:uuid:".to_owned();
    for (nth, byte) in bytes.iter().enumerate() {
        let dash = if matches!(nth, 4 | 6 | 8 | 10) { "-" } else { "" };
        let _ = write!(id, "{dash}{byte:02x}");
    }
    id
}
