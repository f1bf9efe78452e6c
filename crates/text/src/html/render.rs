//! The words of a page as a reader sees them, with the map back and the place of every element.

use super::boilerplate::Kept;
use super::characters::Stretch;
use super::names;
use super::tree::{Piece, Tree};
use sayso_model::{SourceMap, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// The words, and where each element's words stand.
#[derive(Debug)]
pub(super) struct Rendered {
    pub(super) words: String,
    pub(super) map: SourceMap,
    spans: Vec<Option<Span>>,
}

impl Rendered {
    /// Where an element's words stand, without white space at the ends; `None` where it has none.
    pub(super) fn span(&self, element: usize) -> Option<Span> {
        let span = self.spans[element]?.trim(&self.words);
        (!span.is_empty()).then_some(span)
    }

    /// An element's words.
    pub(super) fn at(&self, element: usize) -> &str {
        self.span(element).and_then(|span| span.of(&self.words)).unwrap_or_default()
    }
}

/// Writes out what is kept of a page. The marks of `bare` are put in brackets, and `<q>` in
/// quotation marks, as a browser does.
///
/// What a picture shows stands behind the block that the picture stands in, and before the next.
pub(super) fn render(
    tree: &Tree<'_>,
    kept: &Kept,
    bare: &BTreeSet<usize>,
    pictures: &BTreeSet<usize>,
) -> Rendered {
    let around = |e: usize| match &*tree.elements[e].name {
        _ if !kept.is_inside(e) => None,
        "q" => Some(("\u{201c}", "\u{201d}")),
        _ if bare.contains(&e) => Some(("[", "]")),
        _ => None,
    };
    let mut writer = Writer {
        source: tree.source,
        words: String::new(),
        map: SourceMap::new(),
        pending: Pending::default(),
        waiting: Vec::new(),
        pictures: Vec::new(),
        spans: vec![None; tree.elements.len()],
        preformatted: 0,
        lists: 0,
        rows: Vec::new(),
        cell: None,
    };
    let mut at = 0;
    let mut open = vec![0];
    while let Some(piece) = tree.pieces.get(at) {
        at += 1;
        match piece {
            Piece::Open(e) if kept.is_dropped(*e) => at = tree.elements[*e].pieces.end,
            Piece::Open(e) => {
                open.push(*e);
                writer.open(*e, &tree.elements[*e].name);
                if let Some((before, _)) = around(*e) {
                    writer.insert(before);
                }
            }
            Piece::Close(e) => {
                open.pop();
                if let Some((_, after)) = around(*e) {
                    writer.insert(after);
                }
                writer.close(*e, &tree.elements[*e].name);
            }
            Piece::Line => writer.line(),
            Piece::Block => writer.separate(2),
            Piece::Picture(e, words) => {
                if kept.is_inside(*e) && pictures.contains(e) {
                    writer.pictures.push((*e, words));
                }
            }
            Piece::Text(stretch) => {
                if kept.is_inside(open.last().copied().unwrap_or(0)) {
                    writer.stretch(stretch);
                }
            }
        }
    }
    writer.describe();
    Rendered { words: writer.words, map: writer.map, spans: writer.spans }
}

/// What has to stand between the last word and the next.
#[derive(Debug, Default)]
struct Pending {
    /// Line breaks: 2 between blocks.
    breaks: u8,
    /// Cells that ended.
    tabs: usize,
    /// White space, and the bytes it came from.
    space: Option<Range<usize>>,
}

/// A row of a table.
#[derive(Debug, Default)]
struct Row {
    cells: usize,
    /// Length of the words when it began.
    start: usize,
}

struct Writer<'t> {
    source: &'t str,
    words: String,
    map: SourceMap,
    pending: Pending,
    /// Elements opened since the last word.
    waiting: Vec<usize>,
    /// Pictures since the last block, and what they show.
    pictures: Vec<(usize, &'t [Stretch])>,
    spans: Vec<Option<Span>>,
    preformatted: usize,
    lists: usize,
    /// The row of each open table.
    rows: Vec<Row>,
    /// Length of the words when the last cell began, until it ends.
    cell: Option<usize>,
}

impl<'t> Writer<'t> {
    fn open(&mut self, element: usize, name: &str) {
        self.boundary(name);
        match name {
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted += 1,
            "ul" | "ol" | "dl" => self.lists += 1,
            "table" => self.rows.push(Row::default()),
            "tr" => {
                let start = self.words.len();
                if let Some(row) = self.rows.last_mut() {
                    *row = Row { cells: 0, start };
                }
            }
            "td" | "th" => self.open_cell(),
            _ => {}
        }
        self.waiting.push(element);
    }

    fn close(&mut self, element: usize, name: &str) {
        // What is shown in the midst of a paragraph stands behind it, in any other block inside.
        let paragraph = matches!(name, "p" | "pre") || names::heading(name).is_some();
        if !paragraph && (names::is_block(name) || names::is_line(name)) {
            self.describe();
        }
        match self.spans[element] {
            Some(span) => self.spans[element] = Some(Span::new(span.start(), self.words.len())),
            None if self.waiting.last() == Some(&element) => drop(self.waiting.pop()),
            None => {}
        }
        match name {
            "pre" | "listing" | "xmp" | "plaintext" => self.preformatted -= 1,
            "ul" | "ol" | "dl" => self.lists -= 1,
            "td" | "th" => self.cell = None,
            "tr" => self.close_row(),
            "table" => {
                self.rows.pop();
                self.pending.tabs = 0;
            }
            _ => {}
        }
        self.boundary(name);
    }

    /// The separation that an element makes where it begins and where it ends.
    fn boundary(&mut self, name: &str) {
        if names::is_block(name) || names::is_line(name) {
            self.describe();
        }
        match name {
            "ul" | "ol" | "dl" if self.lists > 0 => self.separate(1),
            _ if names::is_block(name) => self.separate(2),
            _ if names::is_line(name) => self.separate(1),
            "td" | "th" if self.rows.is_empty() => self.separate(1),
            _ => {}
        }
    }

    /// Writes what the pictures since the last block show, each in a block of its own.
    fn describe(&mut self) {
        if self.preformatted > 0 {
            return;
        }
        for (element, words) in std::mem::take(&mut self.pictures) {
            self.separate(2);
            self.waiting.push(element);
            words.iter().for_each(|stretch| self.stretch(stretch));
            let end = self.words.len();
            self.spans[element] = self.spans[element].map(|span| Span::new(span.start(), end));
            self.waiting.retain(|&waiting| waiting != element);
            self.separate(2);
        }
    }

    /// A cell after the first is set off by a tab, whatever its neighbour ended with.
    fn open_cell(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        if row.cells > 0 {
            self.pending.tabs += 1;
            self.pending.space = None;
            if self.words.len() > row.start {
                self.pending.breaks = 0;
            }
        }
        row.cells += 1;
        self.cell = Some(self.words.len());
    }

    fn close_row(&mut self) {
        self.cell = None;
        self.pending.tabs = 0;
        if self.rows.last().is_some_and(|row| self.words.len() > row.start) {
            self.pending.breaks = 1;
        }
    }

    fn separate(&mut self, breaks: u8) {
        // Blocks at the beginning of a cell do not take it off its row.
        if self.cell != Some(self.words.len()) {
            self.pending.breaks = self.pending.breaks.max(breaks);
            self.pending.space = None;
        }
    }

    fn line(&mut self) {
        if self.preformatted > 0 {
            return self.newline(None);
        }
        let more = if self.pending.breaks < 2 { self.pending.breaks + 1 } else { 2 };
        self.separate(more);
    }

    fn stretch(&mut self, stretch: &Stretch) {
        match stretch {
            Stretch::Verbatim(at) if self.preformatted > 0 => self.preformatted(at),
            Stretch::Verbatim(at) => self.flowing(at),
            Stretch::Replaced(words, at) if self.preformatted > 0 && &**words == "\n" => {
                self.newline(Some(at));
            }
            Stretch::Replaced(words, at) if words.chars().all(is_space) => self.space(at),
            Stretch::Replaced(words, at) => {
                self.begin();
                let (text, source) = (words.len() as u32, at.len() as u32);
                self.map.push(self.words.len(), at.start as u64, 1, text, source);
                self.words.push_str(words);
            }
        }
    }

    /// White space collapses to one space, as in a browser (CSS Text, section 4.1.1).
    fn flowing(&mut self, at: &Range<usize>) {
        let source = self.source;
        let mut rest = &source[at.clone()];
        while !rest.is_empty() {
            let here = at.end - rest.len();
            let word = rest.find(is_space).unwrap_or(rest.len());
            if word > 0 {
                self.verbatim(here..here + word);
            }
            rest = &rest[word..];
            let space = rest.find(|c| !is_space(c)).unwrap_or(rest.len());
            if space > 0 {
                self.space(&(here + word..here + word + space));
            }
            rest = &rest[space..];
        }
    }

    fn preformatted(&mut self, at: &Range<usize>) {
        let source = self.source;
        let mut start = at.start;
        for line in source[at.clone()].split_inclusive('\n') {
            let end = start + line.len();
            let words = line.trim_end_matches(['\r', '\n']).len();
            if words > 0 {
                self.verbatim(start..start + words);
            }
            if start + words < end {
                self.newline(Some(&(start + words..end)));
            }
            start = end;
        }
    }

    fn verbatim(&mut self, at: Range<usize>) {
        self.begin();
        self.map.push(self.words.len(), at.start as u64, at.len(), 1, 1);
        self.words.push_str(&self.source[at]);
    }

    /// A line break inside preformatted text; left out before its first word.
    fn newline(&mut self, at: Option<&Range<usize>>) {
        if self.pending.breaks > 0 || self.words.is_empty() {
            return;
        }
        self.begin();
        if let Some(at) = at.filter(|at| at.len() > 1 || &self.source[(*at).clone()] == "\n") {
            self.map.push(self.words.len(), at.start as u64, 1, 1, at.len() as u32);
        }
        self.words.push('\n');
    }

    fn space(&mut self, at: &Range<usize>) {
        let Pending { breaks, tabs, space } = &mut self.pending;
        if *breaks == 0 && *tabs == 0 && space.is_none() && !self.words.is_empty() {
            *space = Some(at.clone());
        }
    }

    /// Words without bytes in the page: marks around `<q>`, brackets around a raised number.
    fn insert(&mut self, words: &str) {
        self.begin();
        self.words.push_str(words);
    }

    /// Writes what is pending and marks the beginning of every element that waits for a word.
    fn begin(&mut self) {
        let Pending { breaks, tabs, space } = std::mem::take(&mut self.pending);
        if !self.words.is_empty() {
            if breaks > 0 {
                let there = self.words.bytes().rev().take(2).take_while(|&b| b == b'\n').count();
                (there..usize::from(breaks)).for_each(|_| self.words.push('\n'));
            }
            (0..tabs).for_each(|_| self.words.push('\t'));
            if let Some(at) = space.filter(|_| breaks == 0 && tabs == 0) {
                // One other white space character in the place of a space has no bytes: a stretch
                // of unit (1, 1) holds the very bytes of the page.
                if at.len() > 1 || &self.source[at.clone()] == " " {
                    self.map.push(self.words.len(), at.start as u64, 1, 1, at.len() as u32);
                }
                self.words.push(' ');
            }
        }
        let here = Span::new(self.words.len(), self.words.len());
        for element in self.waiting.drain(..) {
            self.spans[element] = Some(here);
        }
    }
}

/// White space that collapses; a no-break space does not.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\x0c' | '\r')
}
