//! A part of an OpenDocument text, gone through once.

use super::book::{Aside, Source};
use super::deleted::{Deleted, PARAGRAPH};
use super::styles::Styles;
use super::writer::{Kind, Writer};
use super::xml::{Element, Pieces, Visit};
use crate::draft::Draft;
use sayso_model::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// Most blanks that one element stands for.
const MOST_BLANKS: usize = 1_000;

/// What was read of the text.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) body: Draft,
    pub(super) notes: Vec<Aside>,
    pub(super) comments: Vec<Aside>,
    pub(super) deleted: Vec<Deleted>,
    pub(super) inserted: usize,
}

/// What to do where an element ends.
pub(super) enum Act {
    Nothing,
    Paragraph(bool),
    List,
    Table,
    Row,
    Cell,
    Link,
    Citation,
    Field,
    Part(Apart),
}

/// What stands apart from the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    Note,
    Comment,
    Box,
    Deleted,
    Header,
    Footer,
}

/// A stretch of words of its own.
#[derive(Default)]
struct Frame {
    writer: Writer,
    kind: Kind,
    lists: usize,
    /// Whether a paragraph is open; white space that may have to be written before its next word.
    paragraph: bool,
    space: Option<Range<usize>>,
    began: bool,
    aside: Aside,
    /// Whether it says by whom it is, and when.
    says_who: bool,
    /// What has to stand before its first word.
    prefix: Option<String>,
}

pub(super) struct Walk<'w> {
    source: &'w Source,
    styles: &'w Styles,
    frames: Vec<Frame>,
    /// Which of a comment's own fields is being read.
    field: Option<String>,
    citation: Option<usize>,
    /// The last note's mark: its place and its words.
    mark: Option<(Span, String)>,
    /// Where comments with a name begin.
    opened: BTreeMap<String, usize>,
    /// Which of the comments read has a name.
    names: BTreeMap<String, usize>,
    /// The change that is being described, by its name; where in the text changes stand.
    change: Option<String>,
    changed: BTreeMap<String, usize>,
    /// The change that each deleted stretch is, in order.
    changes: Vec<Option<String>>,
    read: Read,
    margins: Vec<(&'static str, Draft)>,
}

impl<'w> Walk<'w> {
    pub(super) fn new(source: &'w Source, styles: &'w Styles) -> Self {
        Self {
            source,
            styles,
            frames: vec![Frame::default()],
            field: None,
            citation: None,
            mark: None,
            opened: BTreeMap::new(),
            names: BTreeMap::new(),
            change: None,
            changed: BTreeMap::new(),
            changes: Vec::new(),
            read: Read::default(),
            margins: Vec::new(),
        }
    }

    /// Reads the text.
    pub(super) fn read(mut self, pieces: &mut Pieces<'w>) -> Read {
        pieces.visit(&mut self);
        while self.frames.len() > 1 {
            self.end_part(Apart::Box);
        }
        for (deleted, change) in self.read.deleted.iter_mut().zip(&self.changes) {
            deleted.at = change.as_ref().and_then(|change| self.changed.get(change).copied());
        }
        self.read.body = self.frames.pop().unwrap_or_default().writer.finish();
        self.read
    }

    /// Reads what stands at the head and the foot of pages, and what was deleted there.
    pub(super) fn margins(
        mut self,
        pieces: &mut Pieces<'w>,
    ) -> (Vec<(&'static str, Draft)>, Vec<Deleted>) {
        pieces.visit(&mut self);
        self.margins.retain(|(_, draft)| !draft.words.trim().is_empty());
        (self.margins, self.read.deleted)
    }

    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn shifted(&self, at: &Range<usize>) -> Range<usize> {
        at.start + self.source.base..at.end + self.source.base
    }

    fn words(&mut self, at: &Range<usize>) {
        let source: &'w Source = self.source;
        let words = source.text.get(at.clone()).unwrap_or_default();
        if let Some(field) = self.field.as_mut() {
            field.push_str(words);
            return;
        }
        // White space collapses to one blank (6.1.2).
        let mut rest = words;
        while !rest.is_empty() && self.frame().paragraph {
            let here = at.end - rest.len();
            let word = rest.find(is_space).unwrap_or(rest.len());
            if word > 0 {
                self.begin();
                let base = source.base;
                self.frame().writer.words(&rest[..word], here + base);
            }
            rest = &rest[word..];
            let space = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            let frame = self.frame();
            if space > 0 && frame.began && frame.space.is_none() {
                frame.space = Some(here + word..here + word + space);
            }
            rest = &rest[space..];
        }
    }

    fn for_bytes(&mut self, words: &str, at: &Range<usize>) {
        if let Some(field) = self.field.as_mut() {
            field.push_str(words);
        } else if self.frame().paragraph {
            self.begin();
            let at = self.shifted(at);
            self.frame().writer.stand_for(words, &at);
        }
    }

    /// Writes the white space that is due, before a word.
    fn begin(&mut self) {
        let source: &'w Source = self.source;
        let frame = self.frame();
        let space = frame.space.take();
        frame.began = true;
        if let Some(at) = space {
            if source.text.get(at.clone()) == Some(" ") {
                frame.writer.words(" ", at.start + source.base);
            } else {
                frame.writer.stand_for(" ", &(at.start + source.base..at.end + source.base));
            }
        }
    }

    /// Elements that stand for something themselves.
    fn empty(&mut self, element: &Element<'_>) {
        let words = match element.prefixed {
            "text:s" => {
                let count = element.get("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                " ".repeat(usize::min(count, MOST_BLANKS))
            }
            "text:tab" => "\t".to_owned(),
            "text:line-break" => "\n".to_owned(),
            _ => return,
        };
        if self.frame().paragraph && !words.is_empty() {
            self.for_bytes(&words, &element.at);
        }
    }

    fn open_paragraph(&mut self, element: &Element<'_>) -> Act {
        let style = element.get("style-name").unwrap_or_default();
        let kind = self.styles.kind(&style);
        let frame = self.frame();
        frame.kind = match (element.prefixed, kind) {
            ("text:h", Kind::Text) => Kind::Heading,
            (_, Kind::Text) if frame.lists > 0 => Kind::Item,
            (_, kind) => kind,
        };
        let around = frame.paragraph;
        (frame.paragraph, frame.began, frame.space) = (true, false, None);
        frame.writer.open_paragraph(frame.kind);
        if let Some(prefix) = frame.prefix.take() {
            frame.writer.insert(&prefix);
        }
        Act::Paragraph(around)
    }

    fn open_part(&mut self, apart: Apart) -> Act {
        let mut frame = Frame::default();
        if apart == Apart::Note
            && let Some((span, words)) = self.mark.take()
        {
            frame.prefix = Some(format!("{words} "));
            frame.aside.about = (self.frames.len() == 1).then_some(span);
        }
        self.frames.push(frame);
        Act::Part(apart)
    }

    fn open_comment(&mut self, element: &Element<'_>) -> Act {
        let end = self.frame().writer.end();
        let name = element.get("name");
        if let Some(name) = name.clone().filter(|_| self.frames.len() == 1) {
            self.opened.insert(name, end);
        }
        let act = self.open_part(Apart::Comment);
        let which = self.read.comments.len();
        self.names.extend(name.map(|name| (name, which)));
        let frame = self.frame();
        (frame.says_who, frame.aside.reply) = (true, element.get("parent-name").is_some());
        act
    }

    /// What a comment was set to ends here.
    fn end_comment(&mut self, name: &str) {
        let (Some(start), 1) = (self.opened.remove(name), self.frames.len()) else { return };
        let writer = &self.frame().writer;
        let end = writer.end();
        let span = Span::new(start.min(end), end).trim(&writer.draft.words);
        let which = self.names.get(name);
        if let Some(comment) = which.and_then(|&which| self.read.comments.get_mut(which)) {
            comment.about = (!span.is_empty()).then_some(span);
        }
    }

    fn close_citation(&mut self) {
        let Some(start) = self.citation.take() else { return };
        let writer = &mut self.frame().writer;
        writer.insert("]");
        let span = Span::new(start.min(writer.end()).saturating_sub(1), writer.end());
        let words = span.of(&writer.draft.words).unwrap_or_default().to_owned();
        self.mark = Some((span, words));
    }

    /// A comment's author comes before its date.
    fn close_field(&mut self) {
        let said = self.field.take().filter(|said| !said.trim().is_empty());
        let aside = &mut self.frame().aside;
        if aside.author.is_none() && said.as_ref().is_some_and(|said| !is_day(said)) {
            aside.author = said;
        } else {
            aside.date = said;
        }
    }

    fn end_part(&mut self, apart: Apart) {
        let Some(frame) = self.frames.pop() else { return };
        let words = frame.writer.finish();
        match apart {
            Apart::Note => self.read.notes.push(Aside { words, ..frame.aside }),
            Apart::Comment => self.read.comments.push(Aside { words, ..frame.aside }),
            Apart::Box => self.frame().writer.put_box(words),
            Apart::Deleted => {
                let Aside { author, date, .. } = frame.aside;
                let words = words.words.trim().replace("\n\n", &format!(" {PARAGRAPH} "));
                self.read.deleted.push(Deleted { words, author, date, ..Deleted::default() });
                self.changes.push(self.change.clone());
            }
            Apart::Header => self.margins.push(("Header", words)),
            Apart::Footer => self.margins.push(("Footer", words)),
        }
    }
}

impl Visit for Walk<'_> {
    type Act = Act;

    fn open(&mut self, element: &Element<'_>) -> Option<Act> {
        match element.prefixed {
            "text:p" | "text:h" => return Some(self.open_paragraph(element)),
            "text:list" => {
                self.frame().lists += 1;
                return Some(Act::List);
            }
            "table:table" => self.frame().writer.open_table(),
            "table:table-row" => self.frame().writer.open_row(),
            "table:table-cell" | "table:covered-table-cell" => self.frame().writer.open_cell(),
            "text:a" => self.frame().writer.open_link(element.get("href").unwrap_or_default()),
            "text:note-citation" => {
                self.begin();
                self.frame().writer.insert("[");
                self.citation = Some(self.frame().writer.end());
            }
            "text:note-body" => return Some(self.open_part(Apart::Note)),
            "office:annotation" => return Some(self.open_comment(element)),
            "office:annotation-end" => self.end_comment(&element.get("name").unwrap_or_default()),
            "dc:creator" | "dc:date" if self.frame().says_who => {
                self.field = Some(String::new());
                return Some(Act::Field);
            }
            "draw:text-box" => return Some(self.open_part(Apart::Box)),
            "text:changed-region" => self.change = element.get("id"),
            "text:change" => {
                if let (1, Some(change)) = (self.frames.len(), element.get("change-id")) {
                    let end = self.frame().writer.end();
                    self.changed.entry(change).or_insert(end);
                }
            }
            "text:deletion" => {
                let act = self.open_part(Apart::Deleted);
                self.frame().says_who = true;
                return Some(act);
            }
            "office:change-info" if self.frame().says_who => {}
            "text:insertion" => {
                self.read.inserted += 1;
                return None;
            }
            "style:header" => return Some(self.open_part(Apart::Header)),
            "style:footer" => return Some(self.open_part(Apart::Footer)),
            "svg:title"
            | "svg:desc"
            | "text:ruby-text"
            | "office:forms"
            | "office:change-info"
            | "text:format-change"
            | "office:scripts"
            | "meta:creator-initials"
            | "text:sender-initials" => return None,
            _ => self.empty(element),
        }
        Some(match element.prefixed {
            "table:table" => Act::Table,
            "table:table-row" => Act::Row,
            "table:table-cell" | "table:covered-table-cell" => Act::Cell,
            "text:a" => Act::Link,
            "text:note-citation" => Act::Citation,
            _ => Act::Nothing,
        })
    }

    fn close(&mut self, act: Act) {
        match act {
            Act::Nothing => {}
            Act::Paragraph(around) => {
                let frame = self.frame();
                frame.writer.close_paragraph(frame.kind);
                (frame.paragraph, frame.space) = (around, None);
            }
            Act::List => {
                let frame = self.frame();
                frame.lists = frame.lists.saturating_sub(1);
            }
            Act::Table => self.frame().writer.close_table(),
            Act::Row => self.frame().writer.close_row(),
            Act::Cell => self.frame().writer.close_cell(),
            Act::Link => self.frame().writer.close_link(),
            Act::Citation => self.close_citation(),
            Act::Field => self.close_field(),
            Act::Part(apart) => self.end_part(apart),
        }
    }

    fn text(&mut self, replaced: Option<&str>, at: Range<usize>) {
        match replaced {
            None => self.words(&at),
            Some(words) => self.for_bytes(words, &at),
        }
    }
}

/// Whether words begin as a day of ISO 8601 does.
fn is_day(words: &str) -> bool {
    words.as_bytes().get(..5).is_some_and(|five| {
        five.iter().take(4).all(u8::is_ascii_digit) && five.get(4) == Some(&b'-')
    })
}

/// White space that collapses (6.1.2).
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}
