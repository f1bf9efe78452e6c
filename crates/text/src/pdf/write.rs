//! The words of a document, in order, each with its place; its sections and its notes.

use super::blocks::{self, Block, ends_sentence};
use super::geometry::Rect;
use super::kinds::{self, Kind};
use super::lines::{PageLines, Piece, Word};
use super::{order, running};
use crate::draft::{Draft, SectionDraft};
use crate::html::{FOOTNOTE, found};
use sayso_model::{Direction, PageSize, Pages, Placed, ReferenceKind, RuleId, SectionKind, Span};
use std::collections::{BTreeMap, BTreeSet};

const HEADING: RuleId = RuleId::new("section.pdf-heading");
const CAPTION: RuleId = RuleId::new("section.pdf-caption");
const NOTE: RuleId = RuleId::new("section.pdf-note");
const TABLE: RuleId = RuleId::new("section.pdf-table");
const LIST: RuleId = RuleId::new("section.pdf-list");
const SCRIPT: RuleId = RuleId::new("section.pdf-script");

/// A block on its way into the text.
struct Part {
    page: usize,
    block: Block,
    kind: Kind,
}

/// What was written, besides the draft.
pub(super) struct Written {
    pub(super) running: running::Running,
    /// Pages whose order was made from places.
    pub(super) placed: Vec<usize>,
}

/// Writes the pages' words into a draft.
pub(super) fn write(draft: &mut Draft, pages: &[PageLines], sizes: Vec<PageSize>) -> Written {
    let heights: Vec<f64> = sizes.iter().map(|size| f64::from(size.height) / 100.0).collect();
    let running = running::find(pages, &heights);
    let usual = kinds::usual_size(pages);
    let mut placed = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    for (p, page) in pages.iter().enumerate() {
        let (mut order, from_places) = order::order(page);
        if from_places {
            placed.push(p);
        }
        order.retain(|piece| !running.pieces[p].contains(piece));
        let blocks = blocks::blocks(page, &order);
        let kinds = kinds::kinds(page, &blocks, usual, heights[p]);
        let new = blocks.into_iter().zip(kinds);
        parts.extend(new.map(|(block, kind)| Part { page: p, block, kind }));
    }
    let parts = notes_after_paragraphs(pages, parts);
    let marks = Marks::of(pages, &parts);
    let mut writer = Writer::new(pages, marks);
    parts.iter().for_each(|part| writer.part(part));
    writer.finish();
    draft.words = writer.words;
    draft.sections = writer.sections;
    draft.references.extend(writer.notes.into_references());
    draft.pages = Some(Pages { sizes, words: writer.placed });
    Written { running, placed }
}

/// Puts the notes of a page after the paragraph that goes on over them onto the next page.
fn notes_after_paragraphs(pages: &[PageLines], parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    let mut held: Vec<Part> = Vec::new();
    for part in parts {
        if part.kind == Kind::Note && held.first().is_none_or(|first| first.page == part.page) {
            held.push(part);
            continue;
        }
        let goes_on = out.last().is_some_and(|last| goes_on(pages, last, &part));
        if goes_on {
            out.push(part);
            out.append(&mut held);
        } else {
            out.append(&mut held);
            if part.kind == Kind::Note { held.push(part) } else { out.push(part) }
        }
    }
    out.append(&mut held);
    out
}

/// Whether a paragraph goes on in the next column or on the next page: it has not ended its
/// sentence, and what follows does not begin one.
fn goes_on(pages: &[PageLines], last: &Part, next: &Part) -> bool {
    let plain = |part: &Part| matches!(part.kind, Kind::Text | Kind::Item);
    let moved = next.page == last.page + 1
        || (next.page == last.page && next.block.bounds.top < last.block.bounds.top);
    let alike = last.block.size.min(next.block.size) * 1.05 > last.block.size.max(next.block.size);
    if !plain(last) || next.kind != Kind::Text || !moved || !alike {
        return false;
    }
    let before = kinds::read(&pages[last.page], &last.block);
    let after = kinds::read(&pages[next.page], &next.block);
    let lower = after.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    !ends_sentence(&before) && (lower || parted(&before, &after))
}

/// Whether a word is parted at the end of a line: by a hyphen between two letters or digits.
fn parted(before: &str, after: &str) -> bool {
    let mut last = before.chars().rev();
    let hyphen = last.next().is_some_and(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'));
    hyphen
        && last.next().is_some_and(char::is_alphanumeric)
        && after.chars().next().is_some_and(char::is_alphanumeric)
}

/// The raised numbers that are notes' marks: others are powers and the like.
#[derive(Default)]
struct Marks {
    /// By page, the numbers of the notes that stand on it.
    on_page: Vec<BTreeSet<String>>,
    /// Page and word of each mark of a document whose notes stand at its end: raised numbers that
    /// count up from 1.
    counted: BTreeSet<(usize, u32)>,
}

impl Marks {
    fn of(pages: &[PageLines], parts: &[Part]) -> Self {
        let mut marks = Self { on_page: vec![BTreeSet::new(); pages.len()], ..Self::default() };
        let mut next = 1_u32;
        for part in parts {
            let page = &pages[part.page];
            if part.kind == Kind::Note {
                let number = kinds::mark(page, &part.block).map(str::to_owned);
                marks.on_page[part.page].extend(number);
                continue;
            }
            for &i in part.block.lines.iter().flatten() {
                let Some(piece) = page.pieces.get(i) else { continue };
                for (at, pair) in (piece.words.start + 1..).zip(page.words(piece).windows(2)) {
                    let number = page.word(&pair[1]).parse::<u32>().ok();
                    let word = page.word(&pair[0]);
                    // A letter or two with a raised number is a unit or a variable.
                    let unit = word.chars().count() <= 2;
                    if pair[1].raised && number == Some(next) && !unit {
                        marks.counted.insert((part.page, at));
                        next += 1;
                    }
                }
            }
        }
        if marks.counted.len() < LEAST_COUNTED {
            marks.counted.clear();
        }
        marks
    }

    fn is_mark(&self, page: usize, at: u32, text: &str) -> bool {
        let noted = self.on_page.get(page).is_some_and(|numbers| numbers.contains(text));
        noted || self.counted.contains(&(page, at))
    }
}

/// So many raised numbers in a row are marks, without a note at the foot of their page.
const LEAST_COUNTED: usize = 3;

/// The notes of each page and the marks that point to them.
#[derive(Default)]
struct Notes {
    marks: Vec<(usize, String, Span)>,
    targets: BTreeMap<(usize, String), Span>,
}

impl Notes {
    fn into_references(self) -> Vec<crate::draft::Found<sayso_model::Reference>> {
        let mut out = Vec::new();
        for (page, number, span) in self.marks {
            if let Some(target) = self.targets.get(&(page, number)) {
                let mut mark = found(span, ReferenceKind::FootnoteMark, None, FOOTNOTE);
                mark.body.target = Some(*target);
                out.push(mark);
            }
        }
        let targets = self.targets.into_values();
        out.extend(targets.map(|t| found(t, ReferenceKind::FootnoteTarget, None, FOOTNOTE)));
        out.sort_by_key(|found| (found.body.span.start(), found.body.span.end()));
        out
    }
}

struct Writer<'p> {
    pages: &'p [PageLines],
    marks: Marks,
    words: String,
    placed: Vec<Placed>,
    sections: Vec<SectionDraft>,
    notes: Notes,
    /// The last part and where it starts; where the run of rows or entries it belongs to starts,
    /// with how many there are.
    last: Option<(usize, Block, Kind)>,
    start: usize,
    run: (usize, usize),
    rtl: Option<Span>,
}

impl<'p> Writer<'p> {
    fn new(pages: &'p [PageLines], marks: Marks) -> Self {
        Self {
            pages,
            marks,
            words: String::new(),
            placed: Vec::new(),
            sections: Vec::new(),
            notes: Notes::default(),
            last: None,
            start: 0,
            run: (0, 0),
            rtl: None,
        }
    }

    fn part(&mut self, part: &Part) {
        let pages = self.pages;
        let page = &pages[part.page];
        let last = self.last.take();
        let joined = last.as_ref().is_some_and(|(p, block, kind)| {
            let last = Part { page: *p, block: block.clone(), kind: *kind };
            goes_on(pages, &last, part)
        });
        let runs = matches!(part.kind, Kind::Row | Kind::Item)
            && last.as_ref().is_some_and(|(_, _, kind)| *kind == part.kind);
        if !joined && !runs {
            self.end_run(last.as_ref().map(|(_, _, kind)| *kind));
        }
        // A note goes on in blocks without a number of their own.
        let goes_on_note = part.kind == Kind::Note && kinds::mark(page, &part.block).is_none();
        if joined {
            self.join_line(&kinds::read(page, &part.block));
        } else if !self.words.is_empty() {
            self.words.push_str(if runs || goes_on_note { "\n" } else { "\n\n" });
        }
        if !joined {
            self.start = self.words.len();
        }
        if !runs && !joined {
            self.run = (self.start, 0);
        }
        self.run.1 += usize::from(!joined);
        self.block(part);
        self.section(part, goes_on_note);
        let kind = if joined { last.map_or(part.kind, |(_, _, kind)| kind) } else { part.kind };
        self.last = Some((part.page, part.block.clone(), kind));
    }

    fn finish(&mut self) {
        let kind = self.last.as_ref().map(|(_, _, kind)| *kind);
        self.end_run(kind);
        self.end_script();
        self.sections.sort_by_key(|s| (s.span.start(), std::cmp::Reverse(s.span.end())));
        crate::plain::nest(&mut self.sections);
    }

    /// Ends a run of rows or of entries.
    fn end_run(&mut self, kind: Option<Kind>) {
        let (start, count) = self.run;
        let span = Span::new(start.min(self.words.len()), self.words.len());
        let (kind, rule) = match kind {
            Some(Kind::Row) => (SectionKind::Table, TABLE),
            Some(Kind::Item) => (SectionKind::List, LIST),
            _ => return,
        };
        if count >= 2 && !span.is_empty() {
            self.sections.push(SectionDraft::new(kind, span, None, rule, vec![span]));
        }
    }

    fn section(&mut self, part: &Part, goes_on_note: bool) {
        let span = Span::new(self.start, self.words.len()).trim(&self.words);
        if span.is_empty() {
            return;
        }
        self.script(part.block.rtl, span);
        let (kind, rule) = match part.kind {
            Kind::Heading => (SectionKind::Heading, HEADING),
            Kind::Caption => (SectionKind::Caption, CAPTION),
            Kind::Note => (SectionKind::Note, NOTE),
            _ => return,
        };
        if goes_on_note
            && let Some(note) = self.sections.last_mut().filter(|s| s.kind == SectionKind::Note)
        {
            note.span = note.span.cover(span);
            return;
        }
        let mut section = SectionDraft::new(kind, span, None, rule, vec![span]);
        if kind == SectionKind::Heading {
            section.title = Some(self.words[span.range()].to_owned());
        }
        if part.block.rtl {
            section.direction = Direction::RightToLeft;
        }
        if let Some(number) = kinds::mark(&self.pages[part.page], &part.block)
            && kind == SectionKind::Note
        {
            self.notes.targets.entry((part.page, number.to_owned())).or_insert(span);
        }
        self.sections.push(section);
    }

    /// Paragraphs that run from right to left are a section together.
    fn script(&mut self, rtl: bool, span: Span) {
        match &mut self.rtl {
            Some(open) if rtl => *open = open.cover(span),
            Some(_) => self.end_script(),
            None if rtl => self.rtl = Some(span),
            None => {}
        }
    }

    fn end_script(&mut self) {
        if let Some(span) = self.rtl.take() {
            let mut section = SectionDraft::new(SectionKind::Body, span, None, SCRIPT, vec![span]);
            section.direction = Direction::RightToLeft;
            self.sections.push(section);
        }
    }

    fn block(&mut self, part: &Part) {
        let page = &self.pages[part.page];
        for (n, line) in part.block.lines.iter().enumerate() {
            let pieces: Vec<&Piece> = line.iter().filter_map(|&i| page.pieces.get(i)).collect();
            for (m, piece) in pieces.iter().enumerate() {
                match m.checked_sub(1).map(|m| pieces[m]) {
                    Some(before) if blocks::is_cell_gap(before, piece) => self.words.push('\t'),
                    Some(_) => self.words.push(' '),
                    None if n > 0 => self.join_line(&page.read(piece)),
                    None => {}
                }
                self.piece(part, piece);
            }
        }
    }

    /// A line goes on with the one before it after a blank, or, where a hyphen parts a word, right
    /// after the hyphen: the characters of the page are kept as they are.
    fn join_line(&mut self, next: &str) {
        let line = self.words.len() - self.words.len().min(80);
        let before = &self.words[self.words.ceil_char_boundary(line)..];
        if !parted(before, next) {
            self.words.push(' ');
        }
    }

    fn piece(&mut self, part: &Part, piece: &Piece) {
        let page = &self.pages[part.page];
        let mut own_mark = false;
        for (at, word) in (piece.words.start..).zip(page.words(piece)) {
            let first = at == piece.words.start;
            let text = page.word(word);
            let mark = word.raised && self.marks.is_mark(part.page, at, text);
            if !first && (!word.glued || own_mark) {
                self.words.push(' ');
            }
            own_mark = mark && first && part.kind == Kind::Note;
            if mark {
                self.words.push('[');
            }
            let span = self.word(part.page, word, text);
            if mark {
                self.words.push(']');
                if part.kind != Kind::Note {
                    let span = Span::new(span.start() - 1, span.end() + 1);
                    self.notes.marks.push((part.page, text.to_owned(), span));
                }
            }
        }
    }

    fn word(&mut self, page: usize, word: &Word, text: &str) -> Span {
        let span = Span::new(self.words.len(), self.words.len() + text.len());
        self.words.push_str(text);
        self.placed.push(Placed { text: span, page: page as u32, bounds: word.bounds });
        span
    }
}

/// The whole of a page.
pub(super) fn whole(size: PageSize) -> Rect {
    let (right, bottom) = (f64::from(size.width) / 100.0, f64::from(size.height) / 100.0);
    Rect { left: 0.0, top: 0.0, right, bottom }
}
