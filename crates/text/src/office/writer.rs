//! The words of an office document, with the map back, as paragraphs, tables and notes are met.

use crate::draft::{Draft, Found, SectionDraft};
use crate::html::{HYPERLINK, found};
use crate::pdf::is_right_to_left;
use crate::speaker;
use sayso_model::{Direction, Reference, ReferenceKind, RuleId, SectionKind, Span};
use std::ops::Range;

pub(super) const HEADING: RuleId = RuleId::new("section.office-heading");
pub(super) const LIST: RuleId = RuleId::new("section.office-list");
pub(super) const QUOTED: RuleId = RuleId::new("section.office-quoted");
pub(super) const CAPTION: RuleId = RuleId::new("section.office-caption");
pub(super) const TABLE: RuleId = RuleId::new("section.office-table");
pub(super) const SCRIPT: RuleId = RuleId::new("section.office-script");

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    #[default]
    Text,
    Title,
    Heading,
    Item,
    Quoted,
    Caption,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Table {
    start: usize,
    rows: usize,
    cells: usize,
    widest: usize,
    row: usize,
    cell: Option<usize>,
}

/// Words on their way: the document's own, a note's, a text box's.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) draft: Draft,
    /// Line breaks and tabs that have to stand before the next word.
    breaks: usize,
    tabs: usize,
    tables: Vec<Table>,
    paragraph: Option<usize>,
    /// A stretch of entries, of quoted paragraphs, of paragraphs that run from right to left.
    list: Option<Span>,
    quoted: Option<Span>,
    rtl: Option<Span>,
    links: Vec<(String, Option<usize>)>,
    /// What stands in text boxes, to be written after the paragraph.
    boxes: Vec<Draft>,
}

impl Writer {
    /// One that goes on with a draft.
    pub(super) fn over(draft: Draft) -> Self {
        Self { draft, ..Self::default() }
    }

    /// Words that the part has as they stand.
    pub(super) fn words(&mut self, words: &str, at: usize) {
        if words.is_empty() {
            return;
        }
        self.begin();
        self.draft.map.push(self.draft.words.len(), at as u64, words.len(), 1, 1);
        self.draft.words.push_str(words);
    }

    /// Words that stand for other bytes. One byte put for one other byte has no place.
    pub(super) fn stand_for(&mut self, words: &str, at: &Range<usize>) {
        self.begin();
        if let (Ok(text), Ok(source)) = (u32::try_from(words.len()), u32::try_from(at.len()))
            && (text, source) != (1, 1)
        {
            self.draft.map.push(self.draft.words.len(), at.start as u64, 1, text, source);
        }
        self.draft.words.push_str(words);
    }

    /// Words without bytes of their own.
    pub(super) fn insert(&mut self, words: &str) {
        self.begin();
        self.draft.words.push_str(words);
    }

    /// A line break inside a paragraph.
    pub(super) fn line(&mut self, at: &Range<usize>) {
        if self.paragraph.is_some() {
            self.stand_for("\n", at);
        }
    }

    /// Where the next word will stand, if nothing has to stand before it.
    pub(super) fn end(&self) -> usize {
        self.draft.words.len()
    }

    fn begin(&mut self) {
        let words = &mut self.draft.words;
        if !words.is_empty() {
            let there = words.bytes().rev().take(2).take_while(|&b| b == b'\n').count();
            (there..self.breaks).for_each(|_| words.push('\n'));
            (0..self.tabs).for_each(|_| words.push('\t'));
        }
        (self.breaks, self.tabs) = (0, 0);
        let here = words.len();
        self.paragraph.get_or_insert(here);
        // Links that were opened since the last word.
        for (_, start) in self.links.iter_mut().rev().take_while(|(_, start)| start.is_none()) {
            *start = Some(here);
        }
    }

    /// Blocks at the beginning of a cell do not take it off its row; those inside are lines.
    pub(super) fn separate(&mut self, breaks: usize) {
        let end = self.end();
        match self.tables.last() {
            Some(table) if table.cell == Some(end) => {}
            Some(table) if table.cell.is_some() => self.breaks = self.breaks.max(1),
            _ => self.breaks = self.breaks.max(breaks),
        }
    }

    pub(super) fn open_paragraph(&mut self, kind: Kind) {
        let goes_on = kind == Kind::Item && self.list.is_some();
        self.separate(if goes_on { 1 } else { 2 });
        self.paragraph = None;
    }

    /// Ends a paragraph, and makes it a section where it is one.
    pub(super) fn close_paragraph(&mut self, kind: Kind) {
        let span = self.paragraph.take().map(|start| self.span(start));
        let span = span.filter(|span| !span.is_empty());
        if let Some(span) = span {
            self.paragraph_is(kind, span);
        }
        self.separate(if kind == Kind::Item { 1 } else { 2 });
        for part in std::mem::take(&mut self.boxes) {
            self.separate(2);
            self.take_in(part);
            self.separate(2);
        }
    }

    fn span(&self, start: usize) -> Span {
        Span::new(start.min(self.end()), self.end()).trim(&self.draft.words)
    }

    fn paragraph_is(&mut self, kind: Kind, span: Span) {
        if kind != Kind::Item {
            self.end_list();
        }
        if kind != Kind::Quoted {
            self.end_quoted();
        }
        let rtl = is_right_to_left(span.of(&self.draft.words).into_iter());
        match (&mut self.rtl, rtl) {
            (Some(open), true) => *open = open.cover(span),
            (None, true) => self.rtl = Some(span),
            (Some(_), false) => self.end_rtl(),
            (None, false) => {}
        }
        match kind {
            Kind::Text => {}
            Kind::Title | Kind::Heading => {
                let title = span.of(&self.draft.words).map(one_line);
                if kind == Kind::Title && self.draft.title.is_none() {
                    self.draft.title.clone_from(&title);
                }
                let section = self.section(SectionKind::Heading, HEADING, span);
                section.title = title;
                section.direction = direction(rtl);
            }
            Kind::Caption => {
                self.section(SectionKind::Caption, CAPTION, span).direction = direction(rtl);
            }
            Kind::Item => self.list = Some(self.list.map_or(span, |list| list.cover(span))),
            Kind::Quoted => self.quoted = Some(self.quoted.map_or(span, |all| all.cover(span))),
        }
    }

    pub(super) fn section(
        &mut self,
        kind: SectionKind,
        rule: RuleId,
        span: Span,
    ) -> &mut SectionDraft {
        let sections = &mut self.draft.sections;
        sections.push(SectionDraft::new(kind, span, None, rule, vec![span]));
        let last = sections.len() - 1;
        &mut sections[last]
    }

    fn end_list(&mut self) {
        if let Some(span) = self.list.take() {
            self.section(SectionKind::List, LIST, span);
            self.separate(2);
        }
    }

    fn end_quoted(&mut self) {
        if let Some(span) = self.quoted.take() {
            let speaker = speaker_of(&self.draft.words, span);
            self.section(SectionKind::Quoted, QUOTED, span).speaker = speaker;
        }
    }

    fn end_rtl(&mut self) {
        if let Some(span) = self.rtl.take() {
            self.section(SectionKind::Body, SCRIPT, span).direction = Direction::RightToLeft;
        }
    }

    pub(super) fn open_table(&mut self) {
        self.end_list();
        self.separate(2);
        let start = self.end();
        self.tables.push(Table { start, ..Table::default() });
    }

    pub(super) fn open_row(&mut self) {
        let row = self.end();
        if let Some(table) = self.tables.last_mut() {
            (table.cells, table.row, table.cell) = (0, row, None);
            self.breaks = self.breaks.max(usize::from(table.rows > 0));
        }
    }

    /// A cell after the first is set off by a tab, whatever its neighbour ended with.
    pub(super) fn open_cell(&mut self) {
        self.end_list();
        let end = self.end();
        let Some(table) = self.tables.last_mut() else { return };
        if table.cells > 0 {
            self.tabs += 1;
            if end > table.row {
                self.breaks = 0;
            }
        }
        table.cells += 1;
        table.widest = table.widest.max(table.cells);
        table.cell = Some(end);
    }

    pub(super) fn close_cell(&mut self) {
        self.end_list();
        if let Some(table) = self.tables.last_mut() {
            table.cell = None;
        }
    }

    pub(super) fn close_row(&mut self) {
        self.tabs = 0;
        let end = self.end();
        if let Some(table) = self.tables.last_mut()
            && end > table.row
        {
            table.rows += 1;
            self.breaks = 1;
        }
    }

    pub(super) fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        self.tabs = 0;
        let span = self.span(table.start);
        if table.rows >= 2 && table.widest >= 2 && !span.is_empty() {
            self.section(SectionKind::Table, TABLE, span);
        }
        self.separate(2);
    }

    pub(super) fn open_link(&mut self, url: String) {
        self.links.push((url, None));
    }

    pub(super) fn close_link(&mut self) {
        let Some((url, Some(start))) = self.links.pop() else { return };
        let span = self.span(start);
        if !span.is_empty() && crate::html::is_readable(&url) && !url.is_empty() {
            let link = found(span, ReferenceKind::Hyperlink, Some(url), HYPERLINK);
            self.draft.references.push(link);
        }
    }

    /// Keeps what stands in a text box for the end of the paragraph.
    pub(super) fn put_box(&mut self, part: Draft) {
        self.boxes.push(part);
    }

    /// Writes another draft, with a separation that is due; gives its place.
    pub(super) fn take_in(&mut self, part: Draft) -> Option<Span> {
        if part.words.is_empty() {
            return None;
        }
        let paragraph = self.paragraph;
        self.begin();
        self.paragraph = paragraph;
        self.draft.splice(part, 0, None)
    }

    /// The draft, once everything is ended.
    pub(super) fn finish(mut self) -> Draft {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.close_paragraph(Kind::Text);
        self.end_list();
        self.end_quoted();
        self.end_rtl();
        self.draft
    }
}

fn direction(rtl: bool) -> Direction {
    if rtl { Direction::RightToLeft } else { Direction::LeftToRight }
}

fn speaker_of(words: &str, span: Span) -> Option<String> {
    crate::html::speaker_from_lines(words, span).and_then(|who| speaker::name(&who).or(Some(who)))
}

pub(super) fn one_line(words: &str) -> String {
    let words = &words[..words.floor_char_boundary(1_000)];
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mark of a note that stands at a place, and the note it points to.
pub(super) fn mark(span: Span, target: Option<Span>) -> Found<Reference> {
    let mut mark = found(span, ReferenceKind::FootnoteMark, None, crate::html::FOOTNOTE);
    mark.body.target = target;
    mark
}
