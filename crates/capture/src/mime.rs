//! The parts of a mail (RFC 2045 and 2046), found in one pass over its lines.

use crate::fields::is_empty_line;
use crate::transfer::Encoding;
use mail_parser::{MessageParser, MimeHeaders as _};
use std::ops::Range;

/// The parts of a mail.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) list: Vec<Part>,
    /// Why there may be more of them.
    pub(crate) cut: Option<String>,
    /// Lines of their headers that were not read.
    unread: u64,
}

impl Parts {
    /// What was left out, if anything.
    pub(crate) fn told(&self) -> impl Iterator<Item = String> {
        let Self { cut, unread, .. } = self;
        let long = (*unread > 0).then(|| {
            format!(
                "headers of the mail's parts say more than {HEADER_MAX} bytes about their content, \
                 the most that are read; {unread} lines of them were left out, so that names and \
                 kinds of attachments may be wrong"
            )
        });
        cut.clone().into_iter().chain(long)
    }
}

/// A part that holds no other parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its media type, in lower case and without parameters other than its charset.
    pub(crate) media_type: String,
    /// The file name it is given, as it is meant: out of its encodings.
    pub(crate) name: Option<String>,
    /// How its number reads, for one without a name.
    pub(crate) number: String,
    /// Whether it is shown among the mail's words.
    pub(crate) inline: bool,
    /// Whether it says that it is attached.
    attached: bool,
    pub(crate) encoding: Encoding,
    /// Its body's bytes of the mail, still encoded.
    pub(crate) body: Range<usize>,
}

impl Part {
    /// Whether it is what the writer wrote, and not something sent along.
    pub(crate) fn is_words(&self) -> bool {
        let text = self.media_type.split(';').next().unwrap_or_default();
        matches!(text, "text/plain" | "text/html" | "text/enriched")
            && !self.attached
            && self.name.is_none()
    }
}

/// Parts inside one another, at most.
const DEPTH_MAX: usize = 32;
/// Bytes of one part's header about its content that are read.
const HEADER_MAX: usize = 8 << 10;
/// The longest boundary (RFC 2046, section 5.1.1, allows 70).
const BOUNDARY_MAX: usize = 256;

/// The parts of a mail, `most` at most.
///
/// A line is looked at once, whatever the number of parts.
pub(crate) fn parts(mail: &[u8], most: u64) -> Parts {
    let mut walk = Walk { mail, most, ..Walk::default() };
    let mut start = 0;
    while start < mail.len() && walk.parts.cut.is_none() {
        let end = memchr::memchr(b'\n', &mail[start..]).map_or(mail.len(), |at| start + at + 1);
        walk.line(start, end);
        start = end;
    }
    walk.close_part(mail.len());
    walk.parts
}

#[derive(Default)]
struct Walk<'m> {
    mail: &'m [u8],
    most: u64,
    /// The boundaries of the multiparts that are open, the innermost last.
    boundaries: Vec<Vec<u8>>,
    at: At,
    parts: Parts,
}

/// Where in the mail the walk is.
#[derive(Default)]
enum At {
    /// In a header: what of it is about the content.
    #[default]
    Start,
    Header(Vec<u8>, bool),
    /// In the body of a part, which ends at the next boundary.
    Body(Part),
    /// Before the first part of a multipart, or after its last.
    Between,
}

impl Walk<'_> {
    fn line(&mut self, start: usize, end: usize) {
        let line = &self.mail[start..end];
        if line.starts_with(b"--")
            && let Some((level, closing)) = self.boundary(line)
        {
            self.close_part(start);
            self.boundaries.truncate(if closing { level } else { level + 1 });
            self.at = if closing { At::Between } else { At::Header(Vec::new(), false) };
            return;
        }
        if let At::Start = self.at {
            self.at = At::Header(Vec::new(), false);
        }
        if let At::Header(content, kept) = &mut self.at {
            if is_empty_line(line) {
                let content = std::mem::take(content);
                self.open_body(&content, end);
            } else {
                let folded = line.starts_with(b" ") || line.starts_with(b"\t");
                *kept = if folded { *kept } else { is_of_content(line) };
                if *kept && content.len() + line.len() <= HEADER_MAX {
                    content.extend_from_slice(line);
                } else if *kept {
                    self.parts.unread += 1;
                }
            }
        }
    }

    /// Which of the open multiparts a line is a boundary of, and whether it is the last one.
    fn boundary(&self, line: &[u8]) -> Option<(usize, bool)> {
        let line = line[2..].trim_ascii_end();
        self.boundaries.iter().enumerate().rev().find_map(|(level, boundary)| {
            match line.strip_prefix(boundary.as_slice())? {
                b"" => Some((level, false)),
                b"--" => Some((level, true)),
                _ => None,
            }
        })
    }

    fn open_body(&mut self, content: &[u8], start: usize) {
        let header = MessageParser::new().parse_headers(content);
        let of_type = header.as_ref().and_then(|header| header.content_type());
        let boundary = of_type
            .filter(|of_type| of_type.ctype().eq_ignore_ascii_case("multipart"))
            .and_then(|of_type| of_type.attribute("boundary"))
            .filter(|boundary| (1..=BOUNDARY_MAX).contains(&boundary.len()));
        if let Some(boundary) = boundary {
            if self.boundaries.len() < DEPTH_MAX {
                self.boundaries.push(boundary.as_bytes().to_vec());
                self.at = At::Between;
            } else {
                self.parts.cut = Some(format!(
                    "the mail's parts stand in one another more than {DEPTH_MAX} deep; what is \
                     attached from there on was not read"
                ));
                self.at = At::Between;
            }
            return;
        }
        let media_type = of_type.map_or_else(
            || "text/plain".to_owned(),
            |of_type| match (of_type.subtype(), of_type.attribute("charset")) {
                (None, _) => "application/octet-stream".to_owned(),
                (Some(subtype), None) => format!("{}/{subtype}", of_type.ctype()),
                (Some(subtype), Some(charset)) => {
                    format!("{}/{subtype}; charset={charset}", of_type.ctype())
                }
            },
        );
        let disposition = header.as_ref().and_then(|header| header.content_disposition());
        let attached = disposition.is_some_and(|disposition| disposition.is_attachment());
        let has_id = header.as_ref().is_some_and(|header| header.content_id().is_some());
        let encoding = header.as_ref().and_then(|header| header.content_transfer_encoding());
        self.at = At::Body(Part {
            media_type: media_type.to_ascii_lowercase(),
            name: header.as_ref().and_then(|header| header.attachment_name()).map(str::to_owned),
            number: format!("part {}", self.parts.list.len() + 1),
            inline: !attached && (has_id || disposition.is_some_and(|d| d.is_inline())),
            attached,
            encoding: encoding.map(Encoding::named).unwrap_or_default(),
            body: start..start,
        });
    }

    /// Ends the part whose body is open. The line end in front of a boundary is the boundary's.
    fn close_part(&mut self, end: usize) {
        let At::Body(mut part) = std::mem::take(&mut self.at) else { return };
        if self.parts.list.len() as u64 >= self.most {
            self.parts.cut = Some(format!(
                "the mail has more than the limit of {} parts (members); what is attached from \
                 there on was not read",
                self.most
            ));
            return;
        }
        let body = &self.mail[part.body.start..end];
        let own =
            body.strip_suffix(b"\n").map_or(body, |own| own.strip_suffix(b"\r").unwrap_or(own));
        let len = if end == self.mail.len() { body.len() } else { own.len() };
        part.body.end = part.body.start + len;
        self.parts.list.push(part);
    }
}

fn is_of_content(line: &[u8]) -> bool {
    line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"))
}
