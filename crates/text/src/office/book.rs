//! An office document being read: its archive, what was read of it, and what there is to tell.

use super::archive::Archive;
use super::deleted::{self, Deleted};
use super::writer::{Writer, mark};
use super::xml::{Piece, Pieces};
use crate::day::find_day;
use crate::draft::{Draft, Found};
use crate::html::{FOOTNOTE, found};
use crate::limits::Limits;
use crate::{ExtractError, plain};
use sayso_model::{
    Diagnostic, Part, Published, Reference, ReferenceKind, RuleId, SectionKind, Span,
};
use std::collections::BTreeMap;

const NOTE: RuleId = RuleId::new("section.office-note");
const COMMENT: RuleId = RuleId::new("section.office-comment");
const MARGIN: RuleId = RuleId::new("section.office-margin");

/// A part whose words are read: its text, and where it begins in the source.
pub(super) struct Source {
    pub(super) text: String,
    pub(super) base: usize,
}

/// A note or a comment, apart from the text.
#[derive(Debug, Default)]
pub(super) struct Aside {
    pub(super) words: Draft,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    /// Whether it answers another comment.
    pub(super) reply: bool,
    /// The words it is about: a note's mark, or what a comment was set to.
    pub(super) about: Option<Span>,
}

/// A document, being read.
pub(super) struct Book<'b> {
    pub(super) archive: Archive<'b>,
    parts: Vec<Part>,
    len: u64,
    pub(super) told: Vec<Diagnostic>,
    pub(super) deleted: Vec<Deleted>,
    /// What was left out, in characters or elements.
    pub(super) inserted: usize,
    pub(super) hidden: usize,
    unexpanded: usize,
}

impl<'b> Book<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, ExtractError> {
        let archive = Archive::open(bytes, limits)
            .ok_or_else(|| not_text("it is an office document whose archive cannot be opened"))?;
        let warn = |name: &String| {
            Diagnostic::warning(format!(
                "the file has more than one part {name}; the first was read"
            ))
        };
        let mut told: Vec<_> = archive.doubled.iter().take(10).map(warn).collect();
        told.extend(archive.left_out().map(Diagnostic::warning));
        let (parts, len, deleted) = (Vec::new(), 0, Vec::new());
        let (inserted, hidden, unexpanded) = (0, 0, 0);
        Ok(Self { archive, parts, len, told, deleted, inserted, hidden, unexpanded })
    }

    /// A part that tells of the document, and whose words are none of it.
    pub(super) fn aside(&mut self, name: &str) -> Option<String> {
        let read = self.archive.part(name)?;
        let (_, bytes) = read.map_err(|why| self.told.push(Diagnostic::warning(why))).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// A part whose words are read.
    pub(super) fn source(&mut self, name: &str) -> Option<Source> {
        let read = self.archive.part(name)?;
        let read = read.and_then(|(part, bytes)| {
            String::from_utf8(bytes.into_owned())
                .map(|text| (part, text))
                .map_err(|_| format!("{name}: it is not UTF-8, and was not read"))
        });
        let (part, text) = read.map_err(|why| self.told.push(Diagnostic::error(why))).ok()?;
        let base = usize::try_from(self.len).ok()?;
        self.len = self.len.saturating_add(part.len);
        self.parts.push(part);
        Some(Source { text, base })
    }

    /// Takes down how the reading of a part ended.
    pub(super) fn ended(&mut self, name: &str, pieces: &Pieces<'_>) {
        self.unexpanded += pieces.unexpanded;
        if let Some(why) = &pieces.broken {
            self.told.push(Diagnostic::error(format!("{name} is broken: {why}")));
        }
    }

    /// What a part of metadata says, by the names of its elements, without prefixes.
    pub(super) fn properties(&mut self, name: &str) -> BTreeMap<String, String> {
        let Some(text) = self.aside(name) else { return BTreeMap::new() };
        let mut said: BTreeMap<String, String> = BTreeMap::new();
        let mut open: Vec<&str> = Vec::new();
        for piece in Pieces::of(&text) {
            let (words, inside) = match &piece {
                Piece::Open(element) => {
                    open.push(element.name);
                    continue;
                }
                Piece::Close => {
                    open.pop();
                    continue;
                }
                Piece::Words(at) => (text.get(at.clone()).unwrap_or_default(), open.last()),
                Piece::For(words, _) => (&**words, open.last()),
            };
            if let Some(name) = inside {
                said.entry((*name).to_owned()).or_default().push_str(words);
            }
        }
        said.retain(|_, words| !words.trim().is_empty());
        said
    }

    /// The whole draft: the text, then its notes, its comments, and what stands in its margins.
    pub(super) fn draft(
        mut self,
        body: Draft,
        notes: Vec<Aside>,
        comments: Vec<Aside>,
        margins: Vec<(&'static str, Draft)>,
    ) -> Result<Draft, ExtractError> {
        let mut writer = Writer::over(body);
        let mut references = Vec::new();
        for note in notes {
            references.extend(write_note(&mut writer, note));
        }
        let about = comments.len();
        for comment in comments {
            write_comment(&mut writer, comment);
        }
        for (name, margin) in margins {
            writer.separate(2);
            if let Some(span) = writer.take_in(margin) {
                let section = writer.section(SectionKind::Body, MARGIN, span);
                section.title = Some(name.to_owned());
            }
        }
        let mut draft = writer.draft;
        if draft.words.trim().is_empty() {
            let why = self.told.first().map(|told| format!(": {}", told.message));
            let why = why.unwrap_or_default();
            return Err(ExtractError::NotText(format!(
                "it is an office document without a word{why}"
            )));
        }
        draft.references.extend(references);
        draft.references.sort_by_key(|found| (found.body.span.start(), found.body.span.end()));
        plain::nest(&mut draft.sections);
        draft.parts = self.parts;
        self.told.extend(changes(self.inserted, self.hidden, about, self.unexpanded));
        self.told.extend(deleted::told(&self.deleted));
        draft.diagnostics.extend(self.told);
        Ok(draft)
    }
}

fn changes(inserted: usize, hidden: usize, comments: usize, unexpanded: usize) -> Vec<Diagnostic> {
    let counted = [
        (inserted, "insertions are marked as changes; their words were kept"),
        (hidden, "characters are hidden; they were left out"),
        (unexpanded, "entities of the document's own were not expanded"),
    ];
    let told = counted.into_iter().filter(|(count, _)| *count > 0);
    let warnings = told.map(|(count, what)| Diagnostic::warning(format!("{count} {what}")));
    let comments = (comments > 0).then(|| {
        Diagnostic::note(format!("{comments} comments stand after the text, each with its author"))
    });
    warnings.chain(comments).collect()
}

fn write_note(writer: &mut Writer, note: Aside) -> Vec<Found<Reference>> {
    writer.separate(2);
    let links = note.words.references.iter();
    let url = links.filter_map(|link| link.body.url.clone()).next();
    let span = writer.take_in(note.words).map(|span| span.trim(&writer.draft.words));
    let mut out = Vec::new();
    if let Some(span) = span.filter(|span| !span.is_empty()) {
        writer.section(SectionKind::Note, NOTE, span);
        out.push(found(span, ReferenceKind::FootnoteTarget, url.clone(), FOOTNOTE));
    }
    if let Some(about) = note.about {
        let mut mark = mark(about, span);
        mark.body.url = url;
        out.push(mark);
    }
    out
}

fn write_comment(writer: &mut Writer, comment: Aside) {
    writer.separate(2);
    let Some(span) = writer.take_in(comment.words) else { return };
    let span = span.trim(&writer.draft.words);
    if span.is_empty() {
        return;
    }
    let kind = if comment.reply { SectionKind::Reply } else { SectionKind::Note };
    let section = writer.section(kind, COMMENT, span);
    section.author.clone_from(&comment.author);
    section.speaker = comment.author;
    section.published =
        comment.date.and_then(|date| find_day(&date).map(|(_, day)| Published(day)));
    section.because.splice(0..0, comment.about);
}

pub(super) fn not_text(why: &str) -> ExtractError {
    ExtractError::NotText(why.to_owned())
}
