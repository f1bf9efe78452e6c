//! Mails (RFC 5322) and pages saved as mails (RFC 2557).
//!
//! The text of a mail is what its header says of who wrote to whom, when and about what, and then
//! its body, out of whatever it is packed in.

mod body;
mod header;
mod left_out;
mod mailbox;
mod media;
mod page;
mod quoted;
mod tree;

pub(crate) use page::read as read_page;

use crate::compose::Mapped;
use crate::draft::{Draft, SectionDraft};
use crate::{ExtractError, Format, Hints, moment, unpack};
use body::Body;
use header::Field;
use sayso_model::{Diagnostic, Published, RuleId, SectionKind, Span};
use tree::Tree;

/// The lines of a mail's header.
const HEAD: RuleId = RuleId::new("section.mail-head");
/// The fields that are shown.
const SHOWN: &[&str] =
    &["From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject", "Newsgroups"];

/// The format of bytes that are a mail, or a page saved as one.
///
/// A file that is called one begins with a field; any other has, in one header, a field that only
/// programs write and one that people read: a mail that somebody pasted into a text has not.
pub(crate) fn format(bytes: &[u8], hints: &Hints<'_>) -> Option<Format> {
    const PROGRAMS: &[&str] = &[
        "Received",
        "Message-ID",
        "MIME-Version",
        "Return-Path",
        "Delivered-To",
        "DKIM-Signature",
        "Content-Transfer-Encoding",
    ];
    let called = hints.mail();
    let told = called.is_some();
    // What a mailbox puts before each mail begins a mailbox, where the name does not say else.
    if hints.is_text_by_name() || (bytes.starts_with(b"From ") && !told) {
        return None;
    }
    let start = bytes.iter().take(200).take_while(|b| b.is_ascii_whitespace()).count();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes[start..]);
    // No header that tells is longer; a large file of another kind must not be read for one.
    let bytes = &bytes[..bytes.len().min(1 << 20)];
    let fields = header::read(bytes, 0, |_| false).fields;
    let has = |names: &[&str]| fields.iter().any(|f| names.iter().any(|name| f.is(name)));
    let is_mail = has(PROGRAMS) && has(&["From", "Date", "Subject", "Content-Type"]);
    if !(is_mail || told && has(SHOWN) || told && has(PROGRAMS)) {
        return None;
    }
    let said = |name: &str| {
        let field = fields.iter().find(|f| f.is(name))?;
        Some(header::words(bytes, &field.value, None).words.to_ascii_lowercase())
    };
    let related = said("Content-Type").is_some_and(|kind| kind.starts_with("multipart/related"));
    let saved = has(&["Snapshot-Content-Location"])
        || said("From").is_some_and(|from| from.starts_with("<saved by"));
    let sent = has(&["To", "Received", "Message-ID", "Return-Path"]);
    let page = called == Some(Format::Mhtml) || saved || related && !sent;
    Some(if page { Format::Mhtml } else { Format::Mail })
}

/// Reads a mail.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    let tree = Tree::new(bytes, &hints.limits);
    let mut mail = Mail { tree: &tree, draft: Draft::default(), source: 0 };
    mail.head(hints);
    let body::Choice { bodies, mut told } = body::choose(&tree, hints);
    for body in bodies {
        mail.body(body);
    }
    told.extend(body::left_out(&tree, &hints.limits));
    told.extend(tree.left_out.told());
    mail.draft.diagnostics.extend(told);
    Ok(mail.draft)
}

/// The text of a mail in the making.
struct Mail<'t, 'b> {
    tree: &'t Tree<'b>,
    draft: Draft,
    /// How many bytes the parts have that are in the draft.
    source: u64,
}

impl Mail<'_, '_> {
    /// Puts the header first: as a part of its own, since the map counts in parts.
    fn head(&mut self, hints: &Hints<'_>) {
        let (tree, at) = (self.tree, self.tree.entities[0].header.clone());
        let place = at.start as u64..at.end as u64;
        match unpack::part("header", tree.bytes, place, &[], &hints.limits) {
            Ok(unpack::Unpacked { part, .. }) => {
                self.source = part.len;
                self.draft.parts.push(part);
            }
            Err(why) => {
                let what = format!("the mail's header was left out: {why}");
                return self.draft.diagnostics.push(Diagnostic::warning(what));
            }
        }
        let mut lines = Vec::new();
        for field in &tree.entities[0].fields {
            let words = header::words(tree.bytes, &field.value, tree.charset());
            if !words.words.is_empty() && SHOWN.iter().any(|shown| field.is(shown)) {
                lines.push(self.field(field, &words));
            }
        }
        if let Some(span) = Span::hull(&lines) {
            let mut head = SectionDraft::new(SectionKind::Heading, span, None, HEAD, lines);
            head.title.clone_from(&self.draft.title);
            self.draft.sections.push(head);
        }
    }

    /// Adds the line of a field, and keeps what it says of the whole.
    fn field(&mut self, field: &Field, words: &Mapped) -> Span {
        let draft = &mut self.draft;
        draft.separate(1);
        let mut line = Mapped::of(&field.name, field.start);
        // The colon stands right after the name but in mails of old.
        line.verbatim(":", field.value.start - 1);
        line.unit(" ", 0, 0);
        let name = draft.add(&line, 0);
        let span = name.cover(draft.add(words, 0));
        let words = &words.words;
        if field.is("Subject") {
            draft.title.get_or_insert_with(|| words.clone());
        } else if field.is("From") {
            let name = header::mailbox(words).and_then(|span| span.of(words));
            draft.author = draft.author.take().or_else(|| name.map(str::to_owned));
        } else if field.is("Date") {
            let date = moment::find(words).map(|(_, date)| Published(date));
            draft.published = draft.published.take().or(date);
        }
        span
    }

    /// Adds a body that was read.
    fn body(&mut self, body: Body) {
        let Body { part, mut draft, .. } = body;
        let len = part.len;
        quoted::mark(&mut draft);
        self.draft.language = self.draft.language.take().or_else(|| draft.language.take());
        self.draft.separate(2);
        if self.draft.splice(draft, self.source, None).is_none() {
            let what = format!("part {} does not fit into one text and was left out", part.name);
            return self.draft.diagnostics.push(Diagnostic::error(what));
        }
        self.source += len;
        self.draft.parts.push(part);
    }
}
