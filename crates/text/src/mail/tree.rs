//! The parts of a mail (RFC 2046), found in one pass over its lines.

use super::header::{self, Field, Header};
use super::left_out::LeftOut;
use super::media::Media;
use crate::limits::Limits;
use sayso_model::Packing;
use std::ops::Range;

/// A mail is not divided into more parts than this.
pub(super) const MOST_PARTS: usize = 10_000;
/// A line between parts is not longer than this.
const LONGEST_BOUNDARY: usize = 256;

/// A part of a mail, or the mail itself.
#[derive(Debug)]
pub(super) struct Entity {
    /// The parts it is divided into.
    pub(super) parts: Vec<usize>,
    /// Its number: `1.2` is the second part of the first.
    pub(super) number: String,
    pub(super) header: Range<usize>,
    pub(super) fields: Vec<Field>,
    pub(super) body: Range<usize>,
    pub(super) media: Media,
    pub(super) disposition: Media,
}

/// The parts of a mail, the mail itself first.
#[derive(Debug)]
pub(super) struct Tree<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) entities: Vec<Entity>,
    pub(super) left_out: LeftOut,
}

/// A part that others stand in.
struct Open {
    entity: usize,
    boundary: Vec<u8>,
}

impl<'b> Tree<'b> {
    pub(super) fn new(bytes: &'b [u8], limits: &Limits) -> Self {
        let mut tree = Self { bytes, entities: Vec::new(), left_out: LeftOut::default() };
        let mut open: Vec<Open> = Vec::new();
        let mut leaf = Some(tree.begin(0, None, &mut open, limits));
        let mut at = tree.entities[0].body.start;
        while at < bytes.len() {
            let end = header::line_end(bytes, at);
            let Some((depth, last)) = boundary(&bytes[at..end], &open) else {
                at = end;
                continue;
            };
            // The line break before the boundary belongs to it.
            tree.close(leaf.take().into_iter(), before(bytes, at));
            tree.close(open.drain(depth + 1..).map(|inner| inner.entity), before(bytes, at));
            at = end;
            if last {
                tree.close(open.drain(depth..).map(|inner| inner.entity), end);
            } else if tree.entities.len() < MOST_PARTS {
                let new = tree.begin(end, Some(open[depth].entity), &mut open, limits);
                at = tree.entities[new].body.start;
                leaf = Some(new);
            } else {
                tree.left_out.parts += 1;
            }
        }
        let unclosed = open.into_iter().map(|inner| inner.entity);
        tree.close(leaf.into_iter().chain(unclosed), bytes.len());
        tree
    }

    /// Begins a part: reads its header.
    fn begin(
        &mut self,
        at: usize,
        parent: Option<usize>,
        open: &mut Vec<Open>,
        limits: &Limits,
    ) -> usize {
        let ends = |line: &[u8]| boundary(line, open).is_some();
        let Header { fields, more, place: header, body } = header::read(self.bytes, at, ends);
        self.left_out.of_header(&fields, more);
        let said = |name: &str| {
            let field = fields.iter().find(|field| field.is(name))?;
            Some(Media::read(&header::words(self.bytes, &field.value, None).words))
        };
        let default = match parent.map(|parent| &*self.entities[parent].media.value) {
            Some("multipart/digest") => "message/rfc822",
            _ => "text/plain",
        };
        let media = said("Content-Type").filter(|media| media.value.contains('/'));
        let media = media.unwrap_or_else(|| Media::read(default));
        let disposition = said("Content-Disposition").unwrap_or_default();
        let new = self.entities.len();
        if let Some(boundary) = media.parameter("boundary").filter(|_| media.kind() == "multipart")
            && boundary.len() <= LONGEST_BOUNDARY
        {
            if open.len() < limits.depth as usize {
                open.push(Open { entity: new, boundary: boundary.trim_end().into() });
            } else {
                self.left_out.undivided(limits.depth);
            }
        }
        let number = self.number(parent);
        if let Some(parent) = parent {
            self.entities[parent].parts.push(new);
        }
        let parts = Vec::new();
        let body = body..body;
        self.entities.push(Entity { parts, number, header, fields, body, media, disposition });
        new
    }

    fn number(&self, parent: Option<usize>) -> String {
        let Some(parent) = parent else { return "1".to_owned() };
        let place = self.entities[parent].parts.len() + 1;
        match parent {
            0 => place.to_string(),
            _ => format!("{}.{place}", self.entities[parent].number),
        }
    }

    fn close(&mut self, entities: impl Iterator<Item = usize>, at: usize) {
        for entity in entities {
            let body = &mut self.entities[entity].body;
            body.end = at.max(body.start);
        }
    }

    /// What the header of the whole mail says in the first field of this name.
    pub(super) fn field(&self, entity: usize, name: &str) -> Option<&Field> {
        self.entities[entity].fields.iter().find(|field| field.is(name))
    }

    /// What a part's field of this name says.
    pub(super) fn said(&self, entity: usize, name: &str) -> Option<String> {
        let field = self.field(entity, name)?;
        let words = header::words(self.bytes, &field.value, self.charset()).words;
        (!words.is_empty()).then_some(words)
    }

    /// The charset that the mail as a whole states, for what in its header states none.
    pub(super) fn charset(&self) -> Option<&str> {
        self.entities[0].media.parameter("charset")
    }

    /// How a part's body is packed; an error where that is not known.
    pub(super) fn packing(&self, entity: usize) -> Result<&'static [Packing], String> {
        let said = self.said(entity, "Content-Transfer-Encoding").unwrap_or_default();
        match &*said.split(['(', ';']).next().unwrap_or_default().trim().to_ascii_lowercase() {
            "" | "7bit" | "8bit" | "binary" => Ok(&[]),
            "base64" => Ok(&[Packing::Base64]),
            "quoted-printable" => Ok(&[Packing::QuotedPrintable]),
            _ => Err(said),
        }
    }

    /// What a part is called as a file.
    pub(super) fn name(&self, entity: usize) -> Option<String> {
        let Entity { media, disposition, .. } = &self.entities[entity];
        let name = disposition.parameter("filename").or_else(|| media.parameter("name"))?;
        // Many programs put an encoded word where the standard has none.
        Some(header::words(name.as_bytes(), &(0..name.len()), None).words)
    }
}

/// Which of the open parts a line divides or ends, and whether it ends it. The innermost first,
/// since a part may be called what the one around it is.
fn boundary(line: &[u8], open: &[Open]) -> Option<(usize, bool)> {
    let line = line.strip_prefix(b"--")?;
    open.iter().enumerate().rev().find_map(|(depth, open)| {
        match line.strip_prefix(&*open.boundary)?.trim_ascii_end() {
            b"" => Some((depth, false)),
            b"--" => Some((depth, true)),
            _ => None,
        }
    })
}

/// The place before the line break before `at`.
fn before(bytes: &[u8], at: usize) -> usize {
    let at = if at > 0 && bytes[at - 1] == b'\n' { at - 1 } else { at };
    if at > 0 && bytes[at - 1] == b'\r' { at - 1 } else { at }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(mail: &str, limits: &Limits) -> Vec<(String, String, String)> {
        let tree = Tree::new(mail.as_bytes(), limits);
        let line =
            |e: &Entity| (e.number.clone(), e.media.value.clone(), mail[e.body.clone()].to_owned());
        tree.entities.iter().filter(|e| e.parts.is_empty()).map(line).collect()
    }

    fn owned(parts: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
        parts.iter().map(|(a, b, c)| (a.to_string(), b.to_string(), c.to_string())).collect()
    }

    const NESTED: &str = "Content-Type: multipart/mixed; boundary=\"a\"\r\n\r\npreamble\r\n--a\r\n\
        Content-Type: multipart/alternative; boundary=a-b\r\n\r\n--a-b\r\n\r\nplain\r\n--a-b\r\n\
        Content-Type: text/html\r\n\r\n<p>html\r\n--a-b--\r\nepilogue\r\n--a\r\n\r\nlast\r\n--a--\r\n";

    #[test]
    fn divides_parts_in_parts() {
        let parts = owned(&[
            ("1.1", "text/plain", "plain"),
            ("1.2", "text/html", "<p>html"),
            ("2", "text/plain", "last"),
        ]);
        assert_eq!(outline(NESTED, &Limits::default()), parts);
    }

    #[test]
    fn keeps_what_is_cut_off_or_never_closed() {
        let cut = &NESTED[..NESTED.find("ml\r\n--a-b--").unwrap()];
        let parts = owned(&[("1.1", "text/plain", "plain"), ("1.2", "text/html", "<p>ht")]);
        assert_eq!(outline(cut, &Limits::default()), parts);
        let unclosed = NESTED.replace("--a-b--\r\n", "");
        let found = outline(&unclosed, &Limits::default());
        assert_eq!(found[1].2, "<p>html\r\nepilogue");
        assert_eq!(found[2].2, "last");
    }

    #[test]
    fn divides_no_deeper_than_the_limit() {
        let limits = Limits { depth: 1, ..Limits::default() };
        let found = outline(NESTED, &limits);
        assert_eq!(found[0].1, "multipart/alternative");
        assert!(found[0].2.contains("<p>html"));
        assert_eq!(Tree::new(NESTED.as_bytes(), &limits).left_out.told().count(), 1);
    }

    #[test]
    fn many_boundaries_take_time_in_proportion() {
        let mut mail = String::from("Content-Type: multipart/mixed; boundary=a\n\n");
        for _ in 0..50_000 {
            mail += "--a\nContent-Type: multipart/mixed; boundary=a\n\n";
        }
        let tree = Tree::new(mail.as_bytes(), &Limits::default());
        assert_eq!(tree.entities.len(), MOST_PARTS);
        assert_eq!(tree.left_out.parts, 50_001 - MOST_PARTS);
    }
}
