//! A part of an Office Open XML document, gone through once.

use super::book::{Aside, Source};
use super::docx::Links;
use super::styles::{Styles, outlined};
use super::writer::{Kind, Writer};
use super::xml::{Element, Piece, Pieces};
use crate::draft::Draft;
use sayso_model::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is found on the way through the parts of one document.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) deleted: usize,
    pub(super) inserted: usize,
    pub(super) hidden: usize,
    /// The marks of notes in the text: of endnotes or not, by id.
    pub(super) marks: BTreeMap<(bool, String), Span>,
    numbers: BTreeMap<(bool, String), usize>,
    counted: [usize; 2],
    /// What comments were set to, by id, and where those begin that are still open.
    pub(super) commented: BTreeMap<String, Span>,
    opened: BTreeMap<String, usize>,
    /// The last paragraph of each comment.
    pub(super) paragraphs: BTreeMap<String, String>,
}

impl Told {
    /// The mark of a note: a number, or a small Roman one for an endnote.
    fn mark(&mut self, end: bool, id: &str) -> String {
        let counted = &mut self.counted[usize::from(end)];
        let number = *self.numbers.entry((end, id.to_owned())).or_insert_with(|| {
            *counted += 1;
            *counted
        });
        if end { format!("[{}]", roman(number)) } else { format!("[{number}]") }
    }
}

fn roman(mut number: usize) -> String {
    const FIGURES: &[(usize, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number >= 4_000 {
        return number.to_string();
    }
    let mut out = String::new();
    for (value, figure) in FIGURES {
        while number >= *value {
            out.push_str(figure);
            number -= value;
        }
    }
    out
}

/// What to do where an element ends.
enum Act {
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
    frames: Vec<Frame>,
    acts: Vec<Act>,
    fields: Vec<Field>,
    /// How many of them are not at the words yet that they show.
    unshown: usize,
    /// How deep inside an element that is left out, and whether its words were deleted.
    skipped: usize,
    deleted: bool,
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
            frames: vec![Frame::default()],
            acts: Vec::new(),
            fields: Vec::new(),
            unshown: 0,
            skipped: 0,
            deleted: false,
            words: false,
            instruction: false,
            hidden: false,
            in_properties: false,
            asides: Vec::new(),
        }
    }

    /// The words of a part.
    pub(super) fn whole(mut self, pieces: &mut Pieces<'w>) -> Draft {
        self.go(pieces);
        while self.frames.len() > 1 {
            self.end_part();
        }
        self.frames.pop().unwrap_or_default().writer.finish()
    }

    /// The notes or comments of a part.
    pub(super) fn asides(mut self, pieces: &mut Pieces<'w>) -> Vec<(String, Aside)> {
        self.go(pieces);
        self.asides
    }

    fn go(&mut self, pieces: &mut Pieces<'w>) {
        for piece in pieces {
            match piece {
                Piece::Open(_) if self.skipped > 0 => self.skipped += 1,
                Piece::Open(element) => match self.open(&element) {
                    Some(act) => self.acts.push(act),
                    None => self.skipped = 1,
                },
                Piece::Close if self.skipped > 0 => {
                    self.skipped -= 1;
                    self.deleted &= self.skipped > 0;
                }
                Piece::Close => {
                    if let Some(act) = self.acts.pop() {
                        self.close(act);
                    }
                }
                Piece::Words(at) => self.text(None, at),
                Piece::For(words, at) => self.text(Some(&words), at),
            }
        }
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

    fn text(&mut self, replaced: Option<&str>, at: Range<usize>) {
        let source: &'w Source = self.source;
        let verbatim = source.text.get(at.clone()).unwrap_or_default();
        let words = replaced.unwrap_or(verbatim);
        if self.skipped > 0 {
            if self.deleted {
                self.told.deleted += words.trim().chars().count();
            }
            return;
        }
        if self.instruction {
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

    /// Words that stand for an element.
    fn put(&mut self, words: &str, at: &Range<usize>) {
        let at = at.start + self.source.base..at.end + self.source.base;
        self.ready().stand_for(words, &at);
    }

    /// What to do at an element's end; `None` where it is left out.
    fn open(&mut self, element: &Element<'_>) -> Option<Act> {
        match element.name {
            "Fallback" | "rPrChange" | "pPrChange" | "sectPr" | "tblPr" | "tblGrid" => None,
            "del" | "moveFrom" => {
                self.deleted = true;
                None
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
                let end = self.frame().writer.end();
                if self.frames.len() == 1 {
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
        let here = self.frame().writer.end();
        if self.frames.len() == 1 {
            self.told.marks.insert((end, id), Span::new(here.saturating_sub(mark.len()), here));
        }
    }

    fn end_comment(&mut self, id: &str) {
        if let Some(start) = self.told.opened.remove(id)
            && self.frames.len() == 1
        {
            let writer = &self.frame().writer;
            let end = writer.end();
            let span = Span::new(start.min(end), end).trim(&writer.draft.words);
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

/// The address of a field that is a link (17.16.5.25).
fn hyperlink(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let url = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    (!url.starts_with('\\') && !url.is_empty()).then(|| url.to_owned())
}
