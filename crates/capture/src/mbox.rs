//! The mails of a mailbox file (RFC 4155, and the kinds that came before it: mboxo, mboxrd,
//! mboxcl, mboxcl2).
//!
//! A mail is kept as it stands in the file: `>From ` stays `>From `, because whether the mail's
//! own writer or the mailbox put the `>` there cannot be told.

use crate::blob::{Blob, Slice};
use crate::found::Found;
use crate::item::{Context, Item, Opened, Place, Step};
use sayso_model::Diagnostic;
use std::io::{self, BufRead, BufReader, Read};

/// The longest piece of a line that is looked at by itself.
const PIECE_MAX: u64 = 64 << 10;

/// Whether a file is a mailbox, by its first bytes.
pub(crate) fn begins(head: &[u8]) -> bool {
    let mut lines = head.splitn(3, |&byte| byte == b'\n');
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    begins_loosely(head) && is_dated(first) && is_field(second)
}

/// As [`begins`], of a file that is named like one.
pub(crate) fn begins_loosely(head: &[u8]) -> bool {
    head.starts_with(b"From ")
}

/// Whether a line that follows an empty one begins a mail: the next line is a field of its header.
fn is_separator(line: &[u8], next: &[u8]) -> bool {
    let rest = line.strip_prefix(b"From ").map(<[u8]>::trim_ascii);
    let short = rest.is_some_and(|rest| !rest.iter().any(u8::is_ascii_whitespace));
    rest.is_some() && (short || is_dated(line)) && is_field(next)
}

/// Whether a line has a time of the day in it, as every date in front of a mail has.
fn is_dated(line: &[u8]) -> bool {
    line.windows(4).any(|four| {
        matches!(four, [a, b':', b, c] if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_digit())
    })
}

/// Whether a line is a field of a mail's header (RFC 5322, section 2.2), or the separator of a
/// mailbox that this mail was forwarded in.
fn is_field(line: &[u8]) -> bool {
    let name = line.iter().position(|&byte| byte == b':').map(|end| &line[..end]);
    name.is_some_and(|name| !name.is_empty() && name.iter().all(u8::is_ascii_graphic))
        || line.starts_with(b">From ")
}

fn is_empty(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n")
}

/// The mails of one mailbox, as they are asked for.
pub(crate) struct Mailbox {
    place: Place,
    reader: BufReader<Box<dyn Read + Send>>,
    /// Bytes read, without the piece ahead.
    at: u64,
    /// The next piece of a line, where it was looked at already.
    ahead: Option<Vec<u8>>,
    mails: u64,
    begun: bool,
    over: bool,
}

/// A mail that is being put together.
#[derive(Default)]
struct Mail {
    start: u64,
    bytes: Vec<u8>,
    /// How many bytes it has, kept or not.
    len: u64,
    /// Why there is no more of it.
    cut: Option<String>,
}

impl Mailbox {
    pub(crate) fn new(place: Place) -> Self {
        let reader = BufReader::with_capacity(1 << 16, place.blob.open());
        Self { place, reader, at: 0, ahead: None, mails: 0, begun: false, over: false }
    }

    /// The next piece of a line; empty at the end.
    fn piece(&mut self) -> io::Result<Vec<u8>> {
        if let Some(piece) = self.ahead.take() {
            return Ok(piece);
        }
        let mut piece = Vec::new();
        self.reader.by_ref().take(PIECE_MAX).read_until(b'\n', &mut piece)?;
        Ok(piece)
    }

    /// Reads the next mail, and the separator after it; no more than `most` bytes of it, and a few,
    /// are kept.
    fn mail(&mut self, most: u64) -> Mail {
        let mut mail = Mail { start: self.at, ..Mail::default() };
        if let Err(error) = self.read_mail(&mut mail, most) {
            self.over = true;
            mail.cut = Some(format!("the mailbox cannot be read past byte {}: {error}", self.at));
        }
        mail.close();
        mail
    }

    fn read_mail(&mut self, mail: &mut Mail, most: u64) -> io::Result<()> {
        if !std::mem::replace(&mut self.begun, true) {
            let first = self.piece()?;
            if first.starts_with(b"From ") && first.ends_with(b"\n") {
                self.at += first.len() as u64;
                mail.start = self.at;
            } else {
                self.ahead = Some(first);
            }
        }
        let (mut begins_line, mut after_empty) = (true, false);
        loop {
            let piece = self.piece()?;
            if piece.is_empty() {
                self.over = true;
                return Ok(());
            }
            if begins_line && after_empty && piece.starts_with(b"From ") {
                let next = self.piece()?;
                let separates = is_separator(&piece, &next);
                self.ahead = Some(next);
                if separates {
                    self.at += piece.len() as u64;
                    return Ok(());
                }
            }
            self.at += piece.len() as u64;
            after_empty = begins_line && is_empty(&piece);
            begins_line = piece.ends_with(b"\n");
            mail.push(&piece, most);
        }
    }

    fn give(&mut self, mail: Mail, context: &mut Context) -> Step {
        self.mails += 1;
        let number = self.mails.to_string();
        let doc = context.name(&self.place, &number);
        let limit = context.limits.member;
        if mail.len > limit {
            let len = mail.len;
            let message = format!(
                "{doc} is {len} bytes long, more than the limit of {limit} (member); raise the limit"
            );
            return Step::Found(Found::failed(doc, message));
        }
        let container = self.place.at(Some(number.clone()), mail.start);
        let blob = Blob::plain(Slice::of_bytes(mail.bytes), &context.meter);
        let mut item = Item::new(doc, number, blob, "mbox mail").within(container);
        item.media_type = Some("message/rfc822".to_owned());
        item.diagnostics.extend(mail.cut.map(Diagnostic::warning));
        Step::Inner(item)
    }

    /// At the end, after which there was no mail.
    fn conclude(&self, cut: Option<String>) -> Option<Step> {
        if let Some(cut) = cut {
            return Some(Step::Found(self.place.failed(cut)));
        }
        (self.mails == 0).then(|| {
            let diagnostics = vec![Diagnostic::warning("there is no mail in the mailbox")];
            Step::Found(Found::Skipped { doc: self.place.doc.clone(), diagnostics })
        })
    }
}

impl Mail {
    fn push(&mut self, piece: &[u8], most: u64) {
        self.len += piece.len() as u64;
        // Two more than the limit: the empty line at its end does not count.
        if self.len <= most.saturating_add(2) {
            self.bytes.extend_from_slice(piece);
        }
    }

    /// Takes off the empty line that the mailbox put after it.
    fn close(&mut self) {
        for (end, off) in [(&b"\n\r\n"[..], 2), (b"\n\n", 1)] {
            if self.bytes.ends_with(end) {
                self.bytes.truncate(self.bytes.len() - off);
                self.len -= off as u64;
                return;
            }
        }
    }
}

impl Opened for Mailbox {
    fn next(&mut self, context: &mut Context) -> Option<Step> {
        if self.over {
            return None;
        }
        let limit = context.limits.records;
        if self.mails >= limit {
            self.over = true;
            return Some(Step::Found(self.place.failed(format!(
                "{} holds more than the limit of {limit} mails (records); the rest was not read",
                self.place.doc
            ))));
        }
        let mail = self.mail(context.limits.member);
        if mail.len == 0 && self.over {
            self.conclude(mail.cut)
        } else {
            Some(self.give(mail, context))
        }
    }
}
