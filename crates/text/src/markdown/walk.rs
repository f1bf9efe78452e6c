//! From the parser's events to words, sections and references.

use super::writer::Writer;
use super::{SECTION, complete, front};
use crate::Hints;
use crate::draft::{Draft, SectionDraft};
use crate::html::{self, HYPERLINK, found, is_readable};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};
use sayso_model::{ReferenceKind, SectionKind, SourceMap, Span};
use std::ops::Range;

/// A note: its label, its words, its first address.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) label: String,
    pub(super) span: Span,
    pub(super) url: Option<String>,
}

/// Something begun and not ended: where its words begin, and in which order it began.
#[derive(Debug)]
struct Open {
    kind: SectionKind,
    start: usize,
    order: usize,
}

/// The walk through a text.
pub(super) struct Walk<'t> {
    out: Writer<'t>,
    draft: Draft,
    open: Vec<Open>,
    /// Sections with the order in which they began, so that an outer one comes first.
    sections: Vec<(usize, SectionDraft)>,
    begun: usize,
    lists: usize,
    cells: usize,
    links: Vec<(String, LinkType, usize)>,
    /// Labels of the open notes, with where they begin and in which order.
    labels: Vec<(String, usize, usize)>,
    marks: Vec<(String, Span)>,
    notes: Vec<Note>,
    code: Vec<Span>,
    in_code: bool,
    /// Depth of open images, and the description of the last one outermost.
    images: usize,
    alt: Vec<(CowStr<'t>, Range<usize>)>,
    alts: usize,
    paragraph: usize,
    /// The lines of an HTML block or of front matter, with where they stand.
    block: Option<(String, SourceMap)>,
}

impl<'t> Walk<'t> {
    pub(super) fn new(source: &'t str) -> Self {
        Self {
            out: Writer::new(source),
            draft: Draft::default(),
            open: Vec::new(),
            sections: Vec::new(),
            begun: 0,
            lists: 0,
            cells: 0,
            links: Vec::new(),
            labels: Vec::new(),
            marks: Vec::new(),
            notes: Vec::new(),
            code: Vec::new(),
            in_code: false,
            images: 0,
            alt: Vec::new(),
            alts: 0,
            paragraph: 0,
            block: None,
        }
    }

    pub(super) fn event(&mut self, event: Event<'t>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &at),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Html(words) if self.block.is_some() => {
                self.block_line(&words, &at);
            }
            Event::Text(words) if self.images > 0 => self.alt.push((words, at)),
            Event::Text(words) if self.in_code => self.code_lines(&words, at),
            Event::Text(words) => self.out.write(&words, at),
            Event::Code(words) if self.images > 0 => self.alt.push((words, at)),
            Event::Code(words) => self.code(&words, at),
            Event::FootnoteReference(label) => self.mark(&label, at.start),
            Event::SoftBreak if self.images == 0 => self.out.write(" ", at),
            Event::HardBreak if self.images == 0 => self.out.write("\n", at),
            Event::Rule => self.out.separate(2),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.out.write("\n", at);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'t>, at: &Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.out.separate(2);
                (self.paragraph, self.alts) = (self.out.words.len(), 0);
            }
            Tag::Heading { .. } => self.open(SectionKind::Heading),
            Tag::BlockQuote(_) => self.open(SectionKind::Quoted),
            Tag::CodeBlock(_) => {
                self.out.separate(2);
                self.in_code = true;
            }
            Tag::List(_) => {
                let inner = self.lists > 0;
                self.lists += 1;
                self.open_at(SectionKind::List, if inner { 1 } else { 2 });
            }
            Tag::Item | Tag::TableRow | Tag::TableHead => {
                self.out.separate(1);
                self.cells = 0;
            }
            Tag::Table(_) => self.open(SectionKind::Table),
            Tag::TableCell => {
                if self.cells > 0 {
                    self.out.tab();
                }
                self.cells += 1;
            }
            Tag::FootnoteDefinition(label) => self.note(&label, at.start),
            Tag::Link { link_type, dest_url, .. } => {
                self.links.push((dest_url.into_string(), link_type, self.out.words.len()));
            }
            Tag::Image { .. } => {
                if self.images == 0 {
                    self.alt.clear();
                }
                self.images += 1;
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) => self.block = Some(Default::default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) | TagEnd::BlockQuote(_) | TagEnd::Table => self.close(2),
            TagEnd::List(_) => {
                self.lists -= 1;
                self.close(if self.lists > 0 { 1 } else { 2 });
            }
            TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead => self.out.separate(1),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.out.end_code();
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => {
                self.images -= 1;
                self.alts += usize::from(self.images == 0);
            }
            TagEnd::HtmlBlock => self.html(),
            TagEnd::MetadataBlock(_) => {
                let (block, _) = self.block.take().unwrap_or_default();
                front::fill(&mut self.draft, &block);
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: SectionKind) {
        self.open_at(kind, 2);
    }

    fn open_at(&mut self, kind: SectionKind, breaks: usize) {
        self.out.separate(breaks);
        self.open.push(Open { kind, start: self.out.words.len(), order: self.begun });
        self.begun += 1;
    }

    fn close(&mut self, breaks: usize) {
        if let Some(open) = self.open.pop() {
            let span = self.since(open.start);
            self.section(open.kind, span, open.order);
        }
        self.out.separate(breaks);
    }

    /// The words written since, without white space at the ends.
    fn since(&self, start: usize) -> Span {
        Span::new(start, self.out.words.len()).trim(&self.out.words)
    }

    fn section(&mut self, kind: SectionKind, span: Span, order: usize) {
        if span.is_empty() {
            return;
        }
        let mut section = SectionDraft::new(kind, span, None, SECTION, vec![span]);
        if kind == SectionKind::Heading {
            let words = span.of(&self.out.words).unwrap_or_default();
            section.title = Some(words.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        self.sections.push((order, section));
    }

    /// A paragraph of one picture and nothing else: its description is a caption.
    fn end_paragraph(&mut self) {
        if self.out.words.len() == self.paragraph && self.alts == 1 {
            let order = self.begun;
            self.begun += 1;
            for (words, at) in std::mem::take(&mut self.alt) {
                self.out.write(&words, at);
            }
            let span = self.since(self.paragraph);
            self.section(SectionKind::Caption, span, order);
        }
        self.out.separate(2);
    }

    fn code_lines(&mut self, words: &str, at: Range<usize>) {
        let start = self.out.words.len();
        let verbatim = at.len() == words.len();
        let mut from = at.start;
        for line in words.split_inclusive('\n') {
            let bare = line.trim_end_matches('\n');
            // Lines that are not the source's own (a tab made into spaces) share its bytes.
            let place = if verbatim { from..from + bare.len() } else { at.clone() };
            self.out.write(bare, place);
            if bare.len() < line.len() {
                self.out.newline();
            }
            from += line.len();
        }
        self.code.push(Span::new(start, self.out.words.len()));
    }

    /// Code in a line: what stands between the backticks, where it stands there unchanged.
    fn code(&mut self, words: &str, at: Range<usize>) {
        let start = self.out.words.len();
        let inside = self.out.inside_ticks(words, at.clone());
        self.out.write(words, inside.unwrap_or(at));
        self.code.push(Span::new(start, self.out.words.len()));
    }

    fn mark(&mut self, label: &str, at: usize) {
        let start = self.label(label, at);
        self.marks.push((label.to_owned(), Span::new(start, self.out.words.len())));
    }

    /// Writes `[label]` out of `[^label]`; gives where it begins.
    fn label(&mut self, label: &str, at: usize) -> usize {
        self.out.write("[", at..at + 1);
        let start = self.out.words.len() - 1;
        let end = at + 2 + label.len();
        self.out.write(label, at + 2..end);
        self.out.write("]", end..end + 1);
        start
    }

    fn note(&mut self, label: &str, at: usize) {
        self.out.separate(2);
        let start = self.label(label, at);
        let end = at + label.len() + 3;
        self.out.write(" ", end..end + 2);
        self.out.glue();
        self.labels.push((label.to_owned(), start, self.begun));
        self.begun += 1;
    }

    fn end_note(&mut self) {
        if let Some((label, start, order)) = self.labels.pop() {
            let span = self.since(start);
            // Links are pushed as they end: the note's own are the last ones.
            let links = self.draft.references.iter().rev();
            let own = links.take_while(|link| link.body.span.start() >= span.start());
            let url = own.last().and_then(|link| link.body.url.clone());
            self.section(SectionKind::Note, span, order);
            self.notes.push(Note { label, span, url });
        }
        self.out.separate(2);
    }

    fn end_link(&mut self) {
        let Some((address, kind, start)) = self.links.pop() else { return };
        let span = self.since(start);
        let inner = address.starts_with('#') || address.is_empty();
        if kind == LinkType::Email || inner || span.is_empty() || !is_readable(&address) {
            return;
        }
        let url = match &self.draft.address {
            Some(base) => html::resolve(base, &address),
            None => address,
        };
        let kind = ReferenceKind::Hyperlink;
        self.draft.references.push(found(span, kind, Some(url), HYPERLINK));
    }

    fn block_line(&mut self, words: &str, at: &Range<usize>) {
        if let Some(block) = &mut self.block {
            self.out.lay_aside(block, words, at.clone());
        }
    }

    /// A block of HTML: what the reader of pages makes of it alone.
    fn html(&mut self) {
        let (block, map) = self.block.take().unwrap_or_default();
        let page = html::read(&block, &Hints::default());
        self.out.separate(2);
        if !page.words.is_empty() {
            self.out.begin();
        }
        let base = self.out.words.len();
        self.out.append(&page.words, &page.map.through(&map));
        let moved = |span: Span| Span::new(base + span.start(), base + span.end());
        for mut section in page.sections {
            section.span = moved(section.span);
            section.because.iter_mut().for_each(|span| *span = moved(*span));
            self.sections.push((self.begun, section));
            self.begun += 1;
        }
        for mut reference in page.references {
            reference.body.span = moved(reference.body.span);
            reference.body.target = reference.body.target.map(moved);
            reference.because.iter_mut().for_each(|span| *span = moved(*span));
            self.draft.references.push(reference);
        }
        self.out.separate(2);
    }

    pub(super) fn finish(mut self) -> Draft {
        self.sections.sort_by_key(|(order, _)| *order);
        self.draft.sections = self.sections.into_iter().map(|(_, section)| section).collect();
        let unmarked = undefined(&self.out.words, &self.code);
        self.marks.extend(unmarked);
        self.draft.words = self.out.words;
        self.draft.map = self.out.map;
        complete(&mut self.draft, self.marks, self.notes);
        self.draft
    }
}

/// Marks of notes that the text does not define, which the parser leaves as words: `[^4]` outside
/// of code.
fn undefined(words: &str, code: &[Span]) -> Vec<(String, Span)> {
    const LONGEST: usize = 40;
    let mark = |(at, _): (usize, &str)| {
        let label = words[at + 2..].split(']').next()?;
        let fits = !label.is_empty()
            && label.len() <= LONGEST
            && at + 2 + label.len() < words.len()
            && !label.contains(|c: char| c.is_whitespace() || c == '[');
        let span = Span::new(at, (at + 3 + label.len()).min(words.len()));
        let near = code.partition_point(|c| c.end() <= at);
        let in_code = code.get(near).is_some_and(|c| c.overlaps(span));
        // Not the label of a note, but one that nothing can be: no note has it.
        (fits && !in_code).then(|| (format!("^{label}"), span))
    };
    words.match_indices("[^").filter_map(mark).collect()
}
