//! Which parts of a mail are its words.

use super::mailbox::{self, Unquoted};
use super::tree::{Entity, Tree};
use crate::Hints;
use crate::draft::{Draft, in_text};
use crate::limits::Limits;
use crate::unpack::{self, Unpacked};
use sayso_model::{Diagnostic, Part};

/// A part whose words are the mail's, read.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) part: Part,
    pub(super) draft: Draft,
}

/// The bodies of a mail.
#[derive(Debug, Default)]
pub(super) struct Choice {
    pub(super) bodies: Vec<Body>,
    pub(super) told: Vec<Diagnostic>,
}

/// Reads what a mail says, in order: of alternatives the plain one, but where it has less than
/// half of the words of the other.
pub(super) fn choose(tree: &Tree<'_>, hints: &Hints<'_>) -> Choice {
    let mut choosing = Choosing { tree, hints, told: Vec::new() };
    let bodies = choosing.bodies(0, 0);
    Choice { bodies, told: choosing.told }
}

struct Choosing<'t, 'b, 'h> {
    tree: &'t Tree<'b>,
    hints: &'t Hints<'h>,
    told: Vec<Diagnostic>,
}

impl Choosing<'_, '_, '_> {
    /// The bodies in a part. The tree is no deeper than its limit, nor is this.
    fn bodies(&mut self, entity: usize, depth: u32) -> Vec<Body> {
        let Entity { parts, media, .. } = &self.tree.entities[entity];
        if depth > self.hints.limits.depth {
            return Vec::new();
        }
        let depth = depth + 1;
        match (&*media.value, &**parts) {
            (_, []) if is_attached(self.tree, entity) => Vec::new(),
            (_, []) => self.read(entity).into_iter().collect(),
            ("multipart/alternative", parts) => self.alternative(parts, depth),
            ("multipart/related", [first, ..]) => {
                self.bodies(start(self.tree, entity).unwrap_or(*first), depth)
            }
            ("multipart/encrypted", _) => {
                let what = "the mail is encrypted; its words cannot be read";
                self.told.push(Diagnostic::warning(what));
                Vec::new()
            }
            (_, parts) => parts.iter().flat_map(|&part| self.bodies(part, depth)).collect(),
        }
    }

    /// The same words in several ways.
    fn alternative(&mut self, parts: &[usize], depth: u32) -> Vec<Body> {
        let mut plain: Vec<Body> = Vec::new();
        let mut other: Vec<Body> = Vec::new();
        for &part in parts {
            let bodies = self.bodies(part, depth);
            let place = match &*self.tree.entities[part].media.value {
                "text/plain" => &mut plain,
                _ => &mut other,
            };
            // The later, the richer (RFC 2046, section 5.1.4).
            if !bodies.is_empty() {
                *place = bodies;
            }
        }
        let names = |bodies: &[Body]| {
            bodies.iter().map(|b| b.part.name.clone()).collect::<Vec<_>>().join(", ")
        };
        let (taken, left, why) = match (words(&plain), words(&other)) {
            (_, 0) => return plain,
            (0, _) => return other,
            (few, many) if few * 2 < many => (other, plain, ", which has far more words"),
            _ => (plain, other, ""),
        };
        self.told.push(Diagnostic::note(format!(
            "the mail says the same in several ways; part {} was read{why}, part {} left out",
            names(&taken),
            names(&left)
        )));
        taken
    }

    /// A part without parts of its own.
    fn read(&mut self, entity: usize) -> Option<Body> {
        let Self { tree, hints, .. } = *self;
        let Entity { number, body, media, .. } = &tree.entities[entity];
        let told = |what: &str| Diagnostic::warning(format!("part {number} {what}"));
        let packing = tree.packing(entity).unwrap_or_else(|unknown| {
            let what = format!("is packed in a way that is not known, {unknown:?}; it was left so");
            self.told.push(told(&what));
            &[]
        });
        let place = body.start as u64..body.end as u64;
        let unpacked = unpack::part(number, tree.bytes, place, packing, &hints.limits);
        let Unpacked { part, bytes, doubt } = match unpacked {
            Ok(unpacked) => unpacked,
            Err(why) => {
                self.told.push(told(&format!("was left out: {why}")));
                return None;
            }
        };
        self.told.extend(doubt.map(|why| Diagnostic::warning(format!("part {number}: {why}"))));
        if bytes.trim_ascii().is_empty() {
            return None;
        }
        // A name that leaves no doubt; the charset goes with the media type.
        let html = media.value == "text/html";
        let (name, kind) = if html { ("it.html", "text/html") } else { ("it.txt", "text/plain") };
        let charset = media.parameter("charset").map(|charset| format!("; charset={charset}"));
        let media_type = format!("{kind}{}", charset.unwrap_or_default());
        let within =
            Hints { name, media_type: Some(&media_type), address: None, limits: hints.limits };
        // Where a page has such a line it may be the end of a tag.
        let unquoted = if html { None } else { mailbox::unquoted(&bytes) };
        let sent = unquoted.as_ref().map_or(&*bytes, |unquoted| &unquoted.bytes);
        match in_text(sent, &within) {
            Ok((_, mut draft)) => {
                if let Some(Unquoted { map, taken, .. }) = &unquoted {
                    draft.map = draft.map.through(map);
                    draft.diagnostics.push(Diagnostic::note(format!(
                        "{taken} lines of part {number} begin with `>From `, as mailboxes write a \
                         line that begins with `From `; the mark was left out"
                    )));
                }
                Some(Body { part, draft })
            }
            Err(why) => {
                self.told.push(told(&format!("was left out: {why}")));
                None
            }
        }
    }
}

/// How many words some bodies have.
fn words(bodies: &[Body]) -> usize {
    let words = |body: &Body| body.draft.words.split_whitespace().count();
    bodies.iter().map(words).sum()
}

/// The part that the others belong to (RFC 2387).
pub(super) fn start(tree: &Tree<'_>, entity: usize) -> Option<usize> {
    let Entity { parts, media, .. } = &tree.entities[entity];
    let bare = |id: &str| id.trim().trim_matches(['<', '>']).to_owned();
    let wanted = bare(media.parameter("start")?);
    let is = |&part: &usize| tree.said(part, "Content-ID").is_some_and(|id| bare(&id) == wanted);
    parts.iter().copied().find(is)
}

/// Whether a part is a file sent along rather than words of the mail.
fn is_attached(tree: &Tree<'_>, entity: usize) -> bool {
    let Entity { media, disposition, .. } = &tree.entities[entity];
    let readable = match media.kind() {
        "text" => entity == 0 || matches!(&*media.value, "text/plain" | "text/html"),
        // A mail without parts where parts are stated: what there is, is kept.
        "multipart" => true,
        _ => false,
    };
    let named = media.parameter("name").is_some() || disposition.parameter("filename").is_some();
    !readable || (entity != 0 && (disposition.value == "attachment" || named))
}

/// What of a mail is no words of its own: files and mails sent along.
pub(super) fn left_out(tree: &Tree<'_>, limits: &Limits) -> Option<Diagnostic> {
    /// More are counted, not named.
    const MOST_NAMED: usize = 20;
    let leaves = (0..tree.entities.len()).filter(|&e| tree.entities[e].parts.is_empty());
    let all: Vec<usize> = leaves.filter(|&e| is_attached(tree, e)).collect();
    let one = |&entity: &usize| {
        let Entity { number, body, media, .. } = &tree.entities[entity];
        let name = tree.name(entity).unwrap_or_else(|| format!("part {number}"));
        let packing = tree.packing(entity).unwrap_or_default();
        let place = body.start as u64..body.end as u64;
        let size = match unpack::part(number, tree.bytes, place, packing, limits) {
            Ok(unpacked) => format!("{} bytes", unpacked.part.len),
            Err(why) => why,
        };
        format!("{name} ({}, {size})", media.value)
    };
    let named: Vec<String> = all.iter().take(MOST_NAMED).map(one).collect();
    let more = match all.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let plural = if all.len() == 1 { "file was" } else { "files were" };
    (!all.is_empty()).then(|| {
        Diagnostic::note(format!(
            "{} {plural} sent along, each a capture of its own: {}{more}",
            all.len(),
            named.join("; ")
        ))
    })
}
