//! A part of an Office Open XML document, gone through once.

use super::book::{Aside, Source};
use super::deleted::{Deleted, PARAGRAPH};
use super::docx::Links;
use super::docx_told::Told;
use super::styles::{Styles, outlined};
use super::writer::{Kind, Writer};
use super::xml::{Element, Pieces, Visit};
use crate::draft::Draft;
use sayso_model::Span;
use std::ops::Range;

/// What to do where an element ends.
pub(super) enum Act {
    Nothing,
    Words(bool),
    Instruction,
    Paragraph,
    Properties,
    Run,
    Table,
    Row,
    Cell,
    Link,
    /// A text box, or a note.
    Part,
    Deleted,
}

/// A field (17.16): what it does, and whether that is a link whose words are being written.
#[derive(Default)]
struct Field {
    instruction: String,
    shown: bool,
    link: bool,
}

/// A stretch of words of its own: the part's, a text box's, a note's.
#[derive(Default)]
struct Frame {
    writer: Writer,
    kind: Kind,
    /// A paragraph has begun, of which no word is written.
    due: bool,
    aside: Aside,
    /// The note or comment that it is.
    id: Option<String>,
}

pub(super) struct Walk<'w> {
    source: &'w Source,
    styles: &'w Styles,
    links: &'w Links,
    told: &'w mut Told,
    /// Whether it is the text itself, and not its notes or a margin.
    is_text: bool,
    frames: Vec<Frame>,
    fields: Vec<Field>,
    /// How many of them are not at the words yet that they show.
    unshown: usize,
    /// What is deleted here; and how many paragraphs began before what was deleted last.
    deleted: Option<Deleted>,
    paragraphs: usize,
    last: usize,
    words: bool,
    instruction: bool,
    hidden: bool,
    in_properties: bool,
    asides: Vec<(String, Aside)>,
}

impl<'w> Walk<'w> {
    pub(super) fn new(
        source: &'w Source,
        styles: &'w Styles,
        links: &'w Links,
        told: &'w mut Told,
    ) -> Self {
        Self {
            source,
            styles,
            links,
            told,
            is_text: false,
            frames: vec![Frame::default()],
            fields: Vec::new(),
            unshown: 0,
            deleted: None,
            paragraphs: 0,
            last: 0,
            words: false,
            instruction: false,
            hidden: false,
            in_properties: false,
            asides: Vec::new(),
        }
    }

    /// The words of the text itself.
    pub(super) fn body(mut self, pieces: &mut Pieces<'w>) -> Draft {
        self.is_text = true;
        self.whole(pieces)
    }

    /// The words of a part.
    pub(super) fn whole(mut self, pieces: &mut Pieces<'w>) -> Draft {
        pieces.visit(&mut self);
        while self.frames.len() > 1 {
            self.end_part();
        }
        self.frames.pop().unwrap_or_default().writer.finish()
    }

    /// The notes or comments of a part.
    pub(super) fn asides(mut self, pieces: &mut Pieces<'w>) -> Vec<(String, Aside)> {
        pieces.visit(&mut self);
        self.asides
    }

    /// Where the text itself has come to, outside of its boxes.
    fn place(&mut self) -> Option<usize> {
        (self.is_text && self.frames.len() == 1).then(|| self.frame().writer.end())
    }

    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// The writer, ready for a word of the paragraph.
    fn ready(&mut self) -> &mut Writer {
        let frame = self.frame();
        if std::mem::take(&mut frame.due) {
            frame.writer.open_paragraph(frame.kind);
        }
        &mut frame.writer
    }

    /// Words that stand for an element.
    fn put(&mut self, words: &str, at: &Range<usize>) {
        let at = at.start + self.source.base..at.end + self.source.base;
        self.ready().stand_for(words, &at);
    }

    /// Elements that stand for something themselves.
    fn empty(&mut self, element: &Element<'_>) {
        let shown = self.unshown == 0 && !self.hidden;
        match element.name {
            "pStyle" => {
                let kind = self.styles.kind(&element.get("val").unwrap_or_default());
                self.frame().kind = kind;
            }
            "numPr" if self.frame().kind == Kind::Text => self.frame().kind = Kind::Item,
            "outlineLvl" if outlined(&element.get("val")) => self.frame().kind = Kind::Heading,
            "vanish" if !self.in_properties => self.hidden = element.is_on(),
            "tab" if shown && !self.in_properties => self.put("\t", &element.at),
            "br" | "cr" if shown => self.line(&element.at),
            "noBreakHyphen" if shown => self.put("\u{2011}", &element.at),
            "softHyphen" if shown => self.put("\u{ad}", &element.at),
            "sym" if shown => {
                let code = element.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(c) = code.and_then(char::from_u32).filter(|c| !c.is_control()) {
                    self.put(&c.to_string(), &element.at);
                }
            }
            "fldChar" => self.field(&element.get("fldCharType").unwrap_or_default()),
            "footnoteReference" | "endnoteReference" if shown => self.mark(element),
            "footnoteRef" | "endnoteRef" => {
                let end = element.name == "endnoteRef";
                let id = self.frame().id.clone();
                let mark = self.told.mark(end, &id.unwrap_or_default());
                self.put(&mark, &element.at);
            }
            "commentRangeStart" => {
                if let Some(end) = self.place() {
                    self.told.opened.insert(element.get("id").unwrap_or_default(), end);
                }
            }
            "commentRangeEnd" => self.end_comment(&element.get("id").unwrap_or_default()),
            _ => {}
        }
    }

    fn line(&mut self, at: &Range<usize>) {
        let at = at.start + self.source.base..at.end + self.source.base;
        self.ready().line(&at);
    }

    fn mark(&mut self, element: &Element<'_>) {
        let id = element.get("id").unwrap_or_default();
        let end = element.name == "endnoteReference";
        let mark = self.told.mark(end, &id);
        self.put(&mark, &element.at);
        if let Some(here) = self.place() {
            self.told.marks.insert((end, id), Span::new(here.saturating_sub(mark.len()), here));
        }
    }

    fn end_comment(&mut self, id: &str) {
        if let Some(end) = self.place()
            && let Some(start) = self.told.opened.remove(id)
        {
            let span = Span::new(start.min(end), end).trim(&self.frame().writer.draft.words);
            if !span.is_empty() {
                self.told.commented.insert(id.to_owned(), span);
            }
        }
    }

    fn field(&mut self, step: &str) {
        match step {
            "begin" => {
                self.fields.push(Field::default());
                self.unshown += 1;
            }
            "separate" => {
                let unshown = &mut self.unshown;
                let url = self.fields.last_mut().filter(|field| !field.shown).and_then(|field| {
                    field.shown = true;
                    *unshown -= 1;
                    hyperlink(&field.instruction)
                });
                if let Some(url) = url {
                    self.ready().open_link(url);
                    if let Some(field) = self.fields.last_mut() {
                        field.link = true;
                    }
                }
            }
            "end" => {
                let Some(field) = self.fields.pop() else { return };
                self.unshown -= usize::from(!field.shown);
                if field.link {
                    self.frame().writer.close_link();
                }
            }
            _ => {}
        }
    }

    fn open_paragraph(&mut self, element: &Element<'_>) {
        self.paragraphs += 1;
        let frame = self.frame();
        (frame.kind, frame.due) = (Kind::Text, true);
        let id = frame.id.clone();
        if let (Some(id), Some(paragraph)) = (id, element.get("paraId")) {
            self.told.paragraphs.insert(id, paragraph);
        }
    }

    /// A note or a comment; the lines between notes and text are none.
    fn open_aside(&mut self, element: &Element<'_>) -> Option<Act> {
        if element.get("type").is_some_and(|kind| kind != "normal") {
            return None;
        }
        let aside =
            Aside { author: element.get("author"), date: element.get("date"), ..Aside::default() };
        let id = Some(element.get("id").unwrap_or_default());
        self.frames.push(Frame { aside, id, ..Frame::default() });
        Some(Act::Part)
    }

    /// What of a deleted stretch is its words, and what stands for some.
    fn open_deleted(&mut self, element: &Element<'_>) -> Option<Act> {
        let stands_for = match element.name {
            "delText" | "t" => return Some(Act::Words(std::mem::replace(&mut self.words, true))),
            "Fallback" => return None,
            "tab" | "br" | "cr" => " ",
            "noBreakHyphen" => "\u{2011}",
            _ => "",
        };
        if let Some(deleted) = self.deleted.as_mut() {
            deleted.words.push_str(stands_for);
        }
        Some(Act::Nothing)
    }

    /// Keeps what was deleted: with what was deleted right before it, where that is by the same.
    fn close_deleted(&mut self) {
        let Some(deleted) = self.deleted.take().filter(|deleted| !deleted.words.is_empty()) else {
            return;
        };
        let on = std::mem::replace(&mut self.last, self.paragraphs) != self.paragraphs;
        let same = |last: &&mut Deleted| {
            let all = |deleted: &Deleted| (deleted.at, deleted.moved, deleted.author.clone());
            deleted.at.is_some() && all(last) == all(&deleted)
        };
        match self.told.deleted.last_mut().filter(same) {
            Some(last) => {
                let between = if on { format!(" {PARAGRAPH} ") } else { String::new() };
                last.words.extend([&*between, &deleted.words]);
            }
            None => self.told.deleted.push(deleted),
        }
    }

    fn end_part(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let words = frame.writer.finish();
        match frame.id {
            Some(id) => self.asides.push((id, Aside { words, ..frame.aside })),
            None => self.frame().writer.put_box(words),
        }
    }
}

impl<'w> Visit for Walk<'w> {
    type Act = Act;

    fn open(&mut self, element: &Element<'_>) -> Option<Act> {
        if self.deleted.is_some() {
            return self.open_deleted(element);
        }
        match element.name {
            "Fallback" | "rPrChange" | "pPrChange" | "sectPr" | "tblPr" | "tblGrid" => None,
            "del" | "moveFrom" if !self.in_properties => {
                self.deleted = Some(Deleted {
                    author: element.get("author"),
                    date: element.get("date"),
                    at: self.place(),
                    moved: element.name == "moveFrom",
                    ..Deleted::default()
                });
                Some(Act::Deleted)
            }
            "ins" | "moveTo" if !self.in_properties => {
                self.told.inserted += 1;
                Some(Act::Nothing)
            }
            "p" if element.prefixed.starts_with("w:") || element.prefixed == "p" => {
                self.open_paragraph(element);
                Some(Act::Paragraph)
            }
            "pPr" => {
                self.in_properties = true;
                Some(Act::Properties)
            }
            "r" => {
                self.hidden = false;
                Some(Act::Run)
            }
            "t" => Some(Act::Words(std::mem::replace(&mut self.words, true))),
            "instrText" => {
                self.instruction = true;
                Some(Act::Instruction)
            }
            "tbl" => {
                self.frame().writer.open_table();
                Some(Act::Table)
            }
            "tr" => {
                self.frame().writer.open_row();
                Some(Act::Row)
            }
            "tc" => {
                self.frame().writer.open_cell();
                Some(Act::Cell)
            }
            "hyperlink" => {
                let url = element.get("id").and_then(|id| self.links.address(&id));
                self.ready().open_link(url.unwrap_or_default());
                Some(Act::Link)
            }
            "fldSimple" => {
                let url = hyperlink(&element.get("instr").unwrap_or_default());
                self.ready().open_link(url.unwrap_or_default());
                Some(Act::Link)
            }
            "txbxContent" => {
                self.frames.push(Frame::default());
                Some(Act::Part)
            }
            "footnote" | "endnote" | "comment" => self.open_aside(element),
            _ => {
                self.empty(element);
                Some(Act::Nothing)
            }
        }
    }

    fn close(&mut self, act: Act) {
        match act {
            Act::Nothing => {}
            Act::Words(before) => self.words = before,
            Act::Instruction => self.instruction = false,
            Act::Paragraph => {
                let frame = self.frame();
                frame.due = false;
                frame.writer.close_paragraph(frame.kind);
            }
            Act::Properties => self.in_properties = false,
            Act::Run => self.hidden = false,
            Act::Table => self.frame().writer.close_table(),
            Act::Row => self.frame().writer.close_row(),
            Act::Cell => self.frame().writer.close_cell(),
            Act::Link => self.frame().writer.close_link(),
            Act::Part => self.end_part(),
            Act::Deleted => self.close_deleted(),
        }
    }

    fn text(&mut self, replaced: Option<&str>, at: Range<usize>) {
        let source: &'w Source = self.source;
        let verbatim = source.text.get(at.clone()).unwrap_or_default();
        let words = replaced.unwrap_or(verbatim);
        if let Some(deleted) = self.deleted.as_mut() {
            if self.words {
                deleted.words.push_str(words);
            }
        } else if self.instruction {
            if let Some(field) = self.fields.last_mut() {
                field.instruction.push_str(words);
            }
        } else if self.words && self.unshown == 0 {
            if self.hidden {
                self.told.hidden += words.chars().count();
                return;
            }
            match replaced {
                None => self.ready().words(verbatim, at.start + source.base),
                Some(words) => self.put(words, &at),
            }
        }
    }
}

/// The address of a field that is a link (17.16.5.25).
fn hyperlink(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let url = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    (!url.starts_with('\\') && !url.is_empty()).then(|| url.to_owned())
}
