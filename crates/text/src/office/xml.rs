//! XML (1.0, fifth edition), piece by piece, each with its place. No entity is expanded but the
//! five that XML itself defines, and characters by their number.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// Most elements in elements.
const MOST_DEPTH: usize = 4_096;

/// A piece of a document.
pub(super) enum Piece<'s> {
    Open(Element<'s>),
    /// The end of the element that was opened last.
    Close,
    /// Words that stand there as they are.
    Words(Range<usize>),
    /// Words that stand for other bytes.
    For(String, Range<usize>),
}

/// What goes through the pieces of a document, once.
pub(super) trait Visit {
    /// What to do where an element ends.
    type Act;

    /// What to do at the end of an element that begins here; `None` where it is left out, with all
    /// that is in it.
    fn open(&mut self, element: &Element<'_>) -> Option<Self::Act>;

    /// An element ends.
    fn close(&mut self, act: Self::Act);

    /// Words that stand for the bytes at a place: those bytes themselves, where there are none.
    fn text(&mut self, replaced: Option<&str>, at: Range<usize>);
}

/// The beginning of an element.
pub(super) struct Element<'s> {
    /// Its name without prefix, and with it.
    pub(super) name: &'s str,
    pub(super) prefixed: &'s str,
    pub(super) at: Range<usize>,
    tag: BytesStart<'s>,
}

impl Element<'_> {
    /// An attribute by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut all = self.tag.attributes();
        all.with_checks(false);
        let found = all.flatten().find(|a| a.key.local_name().as_ref() == name)?;
        let raw = &*found.value;
        Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), |v| v.into_owned()))
    }

    /// Whether an attribute that is there switches something on.
    pub(super) fn is_on(&self) -> bool {
        !self.get("val").is_some_and(|val| matches!(&*val, "0" | "false" | "off" | "none"))
    }
}

/// Reads a document from its beginning.
pub(super) struct Pieces<'s> {
    source: &'s str,
    reader: Reader<&'s [u8]>,
    depth: usize,
    /// Whether an element without content ends next.
    ending: bool,
    /// Why it could not be read to its end.
    pub(super) broken: Option<String>,
    /// References to entities of the document's own, which are left as they are.
    pub(super) unexpanded: usize,
}

impl<'s> Pieces<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        let mut reader = Reader::from_str(source);
        reader.config_mut().allow_dangling_amp = true;
        Self { source, reader, depth: 0, ending: false, broken: None, unexpanded: 0 }
    }

    /// Goes through what is left.
    pub(super) fn visit<V: Visit>(&mut self, visitor: &mut V) {
        let mut acts = Vec::new();
        let mut skipped = 0_usize;
        for piece in self {
            match piece {
                Piece::Open(_) if skipped > 0 => skipped += 1,
                Piece::Open(element) => match visitor.open(&element) {
                    Some(act) => acts.push(act),
                    None => skipped = 1,
                },
                Piece::Close if skipped > 0 => skipped -= 1,
                Piece::Close => {
                    if let Some(act) = acts.pop() {
                        visitor.close(act);
                    }
                }
                _ if skipped > 0 => {}
                Piece::Words(at) => visitor.text(None, at),
                Piece::For(words, at) => visitor.text(Some(&words), at),
            }
        }
    }

    fn broken<T>(&mut self, why: &str) -> Option<T> {
        let at = self.reader.buffer_position();
        self.broken = Some(format!("{why} near byte {at}; what stands before it was read"));
        None
    }

    /// A slice of the source, out of what the reader borrowed from it.
    fn place(&self, from: u64, len: usize) -> Range<usize> {
        let start = usize::try_from(from).unwrap_or(self.source.len()).min(self.source.len());
        start..(start + len).min(self.source.len())
    }

    fn open(&mut self, tag: BytesStart<'s>, from: u64) -> Option<Piece<'s>> {
        let until = self.reader.buffer_position();
        let at = self.place(from, usize::try_from(until.saturating_sub(from)).unwrap_or(0));
        let inside = self.source.get(at.clone()).unwrap_or_default().trim_start_matches('<');
        let end = inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let prefixed = &inside[..end.unwrap_or(inside.len())];
        let name = prefixed.rsplit(':').next().unwrap_or(prefixed);
        Some(Piece::Open(Element { name, prefixed, at, tag }))
    }
}

impl<'s> Iterator for Pieces<'s> {
    type Item = Piece<'s>;

    fn next(&mut self) -> Option<Piece<'s>> {
        if std::mem::take(&mut self.ending) {
            return Some(Piece::Close);
        }
        while self.broken.is_none() {
            let from = self.reader.buffer_position();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return self.broken(&error.to_string()),
            };
            match event {
                Event::Start(_) if self.depth >= MOST_DEPTH => {
                    return self.broken("elements are nested too deep");
                }
                Event::Start(tag) => {
                    self.depth += 1;
                    return self.open(tag, from);
                }
                Event::Empty(tag) => {
                    self.ending = true;
                    return self.open(tag, from);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Piece::Close);
                }
                Event::Text(text) => return Some(Piece::Words(self.place(from, text.len()))),
                Event::CData(text) => {
                    return Some(Piece::Words(self.place(from + 9, text.len())));
                }
                Event::GeneralRef(name) => {
                    let at = self.place(from, name.len() + 2);
                    let known = match name.resolve_char_ref() {
                        Ok(Some(c)) => Some(c.to_string()),
                        _ => resolve_predefined_entity(&name).map(str::to_owned),
                    };
                    return Some(match known {
                        Some(words) => Piece::For(words, at),
                        None => {
                            self.unexpanded += 1;
                            Piece::Words(at)
                        }
                    });
                }
                Event::Eof if self.depth > 0 => return self.broken("it is cut off"),
                Event::Eof => return None,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        None
    }
}
