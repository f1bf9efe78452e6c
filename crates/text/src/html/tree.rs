//! A page as a list of pieces in order, with the elements they stand in.
//!
//! No full tree builder is needed to know which words stand in which element: a stack of open
//! elements, with the end tags that HTML lets a writer leave out (HTML standard, "optional
//! tags"), gives the same answer for all but the oddest pages. Nothing here recurses.

use super::address::scheme;
use super::characters::{Aligner, Place, Stretch};
use super::names;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;
use std::ops::Range;

/// Open elements that are tracked; what is nested deeper counts as part of the last of them.
const DEEPEST: usize = 512;

/// The type of a script that holds linked data.
const LINKED_DATA: &str = "application/ld+json";

/// An element of the page.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: Box<str>,
    /// The element it stands in: an index that is lower than its own. The root is its own parent.
    pub(super) parent: usize,
    attributes: Vec<(Box<str>, Box<str>)>,
    /// Its pieces, from its own opening to its own closing.
    pub(super) pieces: Range<usize>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| **n == *name).map(|(_, value)| &**value)
    }

    /// The names in its class attribute.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class").unwrap_or_default().split_ascii_whitespace()
    }

    /// Whether an attribute that lists words has this one, whatever its case.
    pub(super) fn lists(&self, attribute: &str, word: &str) -> bool {
        let mut words = self.attribute(attribute).unwrap_or_default().split_ascii_whitespace();
        words.any(|w| w.eq_ignore_ascii_case(word))
    }
}

/// One step through the page.
#[derive(Debug)]
pub(super) enum Piece {
    Open(usize),
    Close(usize),
    /// A line break (`<br>`).
    Line,
    /// A break between blocks whose element is not tracked.
    Block,
    Text(Stretch),
    /// What the page says that a picture shows.
    Picture(usize, Vec<Stretch>),
}

/// A page taken apart.
#[derive(Debug)]
pub(super) struct Tree<'t> {
    pub(super) source: &'t str,
    /// In order of their openings; the first is the root.
    pub(super) elements: Vec<Element>,
    pub(super) pieces: Vec<Piece>,
    /// `<meta>`, `<link>` and `<base>`.
    pub(super) head: Vec<Element>,
    /// The words of `<title>`.
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    /// Where the page was, as the program that saved it wrote into a comment.
    pub(super) saved_from: Option<String>,
    /// How many elements were nested too deep to track.
    pub(super) too_deep: usize,
    /// Where its linked data (JSON-LD) stands.
    pub(super) linked_data: Vec<Range<usize>>,
    /// How many bytes of programs and of their data it has.
    pub(super) scripts: usize,
}

impl<'t> Tree<'t> {
    /// Takes a page apart.
    pub(super) fn new(source: &'t str) -> Self {
        let tree = Tree {
            source,
            elements: vec![Element::default()],
            pieces: Vec::new(),
            head: Vec::new(),
            title: None,
            language: None,
            saved_from: None,
            too_deep: 0,
            linked_data: Vec::new(),
            scripts: 0,
        };
        let mut builder = Builder {
            tree,
            open: vec![0],
            paragraphs: 0,
            untracked: 0,
            raw: None,
            at: 0,
            tag: Element::default(),
            attribute: None,
            description: None,
            aligner: Aligner::default(),
        };
        let mut emitter = CallbackEmitter::<_, Infallible, usize>::new(
            |event: CallbackEvent<'_>, span: Span<usize>| {
                builder.event(&event, span);
                None
            },
        );
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(source, emitter).finish();
        builder.finish()
    }

    /// The words of an element as they stand in the page, white space collapsed, cut at `limit`
    /// bytes or a little after; dropped or not.
    pub(super) fn text(&self, element: usize, limit: usize) -> String {
        let mut text = String::new();
        for piece in &self.pieces[self.elements[element].pieces.clone()] {
            match piece {
                Piece::Text(Stretch::Verbatim(at)) => {
                    let words = &self.source[at.clone()];
                    text.push_str(&words[..words.floor_char_boundary(limit)]);
                }
                Piece::Text(Stretch::Replaced(words, _)) => text.push_str(words),
                Piece::Open(e) | Piece::Close(e) if names::is_special(&self.elements[*e].name) => {
                    text.push('\n');
                }
                Piece::Line | Piece::Block => text.push('\n'),
                Piece::Open(_) | Piece::Close(_) | Piece::Picture(..) => {}
            }
            if text.len() > limit {
                break;
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The elements around one, from the inside out, without the root and itself.
    pub(super) fn around(&self, element: usize) -> impl Iterator<Item = usize> {
        let parent = |&e: &usize| Some(self.elements[e].parent).filter(|&p| p != 0);
        std::iter::successors(parent(&element), parent)
    }
}

/// The tree in the making.
struct Builder<'t> {
    tree: Tree<'t>,
    /// The open elements, the root first.
    open: Vec<usize>,
    /// How many of them are paragraphs.
    paragraphs: usize,
    /// Elements opened past [`DEEPEST`] and not closed since.
    untracked: usize,
    /// The element whose raw text is being read.
    raw: Option<Box<str>>,
    /// Where the last tag or comment ended.
    at: usize,
    tag: Element,
    attribute: Option<Box<str>>,
    /// What the tag says that its picture shows, and where that stands.
    description: Option<(usize, Box<str>)>,
    aligner: Aligner,
}

impl<'t> Builder<'t> {
    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Element { name: word(name), ..Element::default() };
                self.attribute = None;
                self.description = None;
            }
            CallbackEvent::AttributeName { name } => self.attribute_name(name),
            CallbackEvent::AttributeValue { value } => {
                if let Some(name) = self.attribute.take()
                    && let Some((_, slot)) = self.tag.attributes.last_mut()
                {
                    *slot = word(value);
                    if &*name == "alt" || &*name == "aria-label" && self.description.is_none() {
                        self.description = Some((span.start, word(value)));
                    }
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(tag, *self_closing);
                self.at = span.end;
            }
            CallbackEvent::EndTag { name } => {
                self.end_script(span.start);
                self.end(&word(name));
                self.at = span.end;
            }
            CallbackEvent::String { value } => {
                self.text(std::str::from_utf8(value).unwrap_or_default());
            }
            CallbackEvent::Comment { value } => {
                self.tree.saved_from = self.tree.saved_from.take().or_else(|| saved_from(value));
                self.at = span.end;
            }
            CallbackEvent::Doctype { .. } => self.at = span.end,
            CallbackEvent::Error(_) => {}
        }
    }

    fn attribute_name(&mut self, name: &[u8]) {
        let known = self.tag.attributes.iter().any(|(n, _)| n.as_bytes() == name);
        self.attribute = (names::is_kept_attribute(name) && !known).then(|| word(name));
        if let Some(name) = &self.attribute {
            self.tag.attributes.push((name.clone(), Box::default()));
        }
    }

    fn text(&mut self, value: &str) {
        let raw = self.raw.as_deref();
        match raw {
            Some("title") => {
                let inside_drawing =
                    self.open.iter().any(|&e| &*self.tree.elements[e].name == "svg");
                if self.tree.title.is_none() && !inside_drawing {
                    let words: Vec<&str> = value.split_whitespace().collect();
                    self.tree.title = Some(words.join(" ")).filter(|title| !title.is_empty());
                }
            }
            Some("xmp" | "plaintext") | None => {
                let place = if raw.is_some() { Place::Raw } else { Place::Flowing };
                let stretches = self.aligner.align(self.tree.source, self.at, value, place);
                self.tree.pieces.extend(stretches.into_iter().map(Piece::Text));
            }
            Some(_) => {}
        }
    }

    fn start(&mut self, tag: Element, self_closing: bool) {
        let name = &*tag.name;
        if names::is_raw(name) && !matches!(name, "xmp" | "plaintext") {
            let data = name == "script" && tag.lists("type", LINKED_DATA);
            self.raw = Some(if data { LINKED_DATA.into() } else { tag.name });
            return;
        }
        match name {
            "html" | "body" => {
                let language = tag.attribute("lang").filter(|lang| !lang.trim().is_empty());
                self.tree.language =
                    self.tree.language.take().or(language.map(|lang| lang.trim().to_owned()));
            }
            "head" => {}
            "br" => self.tree.pieces.push(Piece::Line),
            "hr" => {
                self.close_paragraph();
                self.tree.pieces.push(Piece::Block);
            }
            "meta" | "link" | "base" => self.tree.head.push(tag),
            "img" => self.picture(tag),
            _ if names::is_void(name) => {}
            _ if names::is_formatting(name) && tag.attributes.is_empty() => {}
            _ => {
                self.raw = names::is_raw(name).then(|| tag.name.clone());
                self.imply_ends(name);
                if tag.lists("role", "img") && self.description.is_some() {
                    let attributes = tag.attributes.clone();
                    self.picture(Element { name: "img".into(), attributes, ..Element::default() });
                }
                let drawn = |e: &usize| matches!(&*self.tree.elements[*e].name, "svg" | "math");
                let empty =
                    self_closing && (drawn(&0) || name == "svg" || self.open.iter().any(drawn));
                self.open(tag);
                if empty {
                    self.close_to(self.open.len() - 1);
                }
            }
        }
    }

    /// A picture, as an element of its own, if the page says what it shows.
    fn picture(&mut self, tag: Element) {
        let Some((at, words)) = self.description.take() else { return };
        let words = self.aligner.align(self.tree.source, at, &words, Place::Attribute);
        let (depth, picture) = (self.open.len(), self.tree.elements.len());
        self.open(tag);
        if self.open.len() > depth {
            self.tree.pieces.push(Piece::Picture(picture, words));
            self.close_to(depth);
        }
    }

    /// Notes where a script ends, if one is open.
    fn end_script(&mut self, end: usize) {
        let length = end.saturating_sub(self.at);
        match self.raw.as_deref() {
            Some(LINKED_DATA) => self.tree.linked_data.push(self.at..self.at + length),
            Some("script") => self.tree.scripts += length,
            _ => {}
        }
    }

    fn open(&mut self, mut tag: Element) {
        if self.open.len() > DEEPEST {
            self.untracked += 1;
            self.tree.too_deep += 1;
            if names::is_special(&tag.name) {
                self.tree.pieces.push(Piece::Block);
            }
            return;
        }
        let (element, piece) = (self.tree.elements.len(), self.tree.pieces.len());
        self.paragraphs += usize::from(&*tag.name == "p");
        tag.parent = self.open.last().copied().unwrap_or(0);
        tag.pieces = piece..piece + 1;
        self.tree.elements.push(tag);
        self.tree.pieces.push(Piece::Open(element));
        self.open.push(element);
    }

    /// Closes what a start tag of this name closes without saying so.
    fn imply_ends(&mut self, name: &str) {
        if names::is_block(name) {
            self.close_paragraph();
        }
        let (closes, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "option" | "optgroup" => (&["option"], &["select", "datalist"]),
            "a" => (&["a"], &["td", "th", "table", "object"]),
            "tr" => (&["tr", "td", "th", "caption"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => {
                (&["tbody", "thead", "tfoot", "tr", "td", "th", "caption"], &["table"])
            }
            _ => return,
        };
        // An element is closed only from within itself, so the outermost of those found counts.
        let mut found = None;
        for (i, &e) in self.open.iter().enumerate().skip(1).rev() {
            let open = &*self.tree.elements[e].name;
            if closes.contains(&open) {
                found = Some(i);
            } else if within.contains(&open) {
                break;
            }
        }
        if let Some(i) = found {
            self.close_to(i);
        }
    }

    fn close_paragraph(&mut self) {
        if self.paragraphs == 0 {
            return;
        }
        let name = |&e: &usize| &*self.tree.elements[e].name;
        let found = self.open.iter().rposition(|e| name(e) == "p" || names::is_barrier(name(e)));
        if let Some(i) = found.filter(|&i| name(&self.open[i]) == "p") {
            self.close_to(i);
        }
    }

    fn end(&mut self, name: &str) {
        if self.raw.take().is_some_and(|raw| !matches!(&*raw, "xmp" | "plaintext")) {
            return;
        }
        if matches!(name, "html" | "body" | "head") || names::is_void(name) {
            if name == "br" {
                self.tree.pieces.push(Piece::Line);
            }
            return;
        }
        if self.untracked > 0 && !names::is_formatting(name) {
            self.untracked -= 1;
            if names::is_special(name) {
                self.tree.pieces.push(Piece::Block);
            }
            return;
        }
        let special = names::is_special(name);
        let stops = |open: &str| {
            let table = names::is_table_part(name) || name == "table";
            let barrier = if table { open == "table" } else { names::is_barrier(open) };
            barrier || (!special && names::is_special(open))
        };
        let open = |&e: &usize| &*self.tree.elements[e].name;
        let heading = names::heading(name).is_some();
        let same = |o: &str| o == name || (heading && names::heading(o).is_some());
        let found = self.open[1..].iter().rposition(|e| same(open(e)) || stops(open(e)));
        match found {
            Some(i) if same(open(&self.open[i + 1])) => self.close_to(i + 1),
            _ if special => self.tree.pieces.push(Piece::Block),
            _ => {}
        }
    }

    /// Closes the open elements from the `from`th on.
    fn close_to(&mut self, from: usize) {
        while self.open.len() > from.max(1) {
            if let Some(element) = self.open.pop() {
                self.paragraphs -= usize::from(&*self.tree.elements[element].name == "p");
                self.tree.pieces.push(Piece::Close(element));
                self.tree.elements[element].pieces.end = self.tree.pieces.len();
            }
        }
    }

    fn finish(mut self) -> Tree<'t> {
        self.close_to(1);
        self.tree.elements[0].pieces = 0..self.tree.pieces.len();
        self.tree
    }
}

/// The address that browsers (`saved from url=(0024)https://vell.example/`) and SingleFile (`url:
/// https://vell.example/`) write into a comment of the pages they save.
fn saved_from(comment: &[u8]) -> Option<String> {
    const LONGEST: usize = 8 << 10;
    let comment = std::str::from_utf8(comment.get(..LONGEST).unwrap_or(comment)).ok()?.trim();
    let address = match comment.strip_prefix("saved from url=(") {
        Some(rest) => rest.split_once(')')?.1,
        None => {
            let rest = comment.strip_prefix("Page saved with SingleFile")?;
            rest.lines().find_map(|line| line.trim().strip_prefix("url:"))?
        }
    };
    let address = address.split_whitespace().next()?;
    matches!(scheme(address)?, "http" | "https").then(|| address.to_owned())
}

fn word(bytes: &[u8]) -> Box<str> {
    String::from_utf8_lossy(bytes).into()
}
