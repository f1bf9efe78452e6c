//! The XML of a feed, read in one pass.

use super::entry::{Entry, Feed};
use super::field::{Field, Kind, attribute};
use super::names::{Element, Names};
use crate::compose::Mapped;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use sayso_model::Diagnostic;
use std::ops::Range;

/// Reads a feed as far as its XML goes.
pub(super) fn read(source: &str) -> (Feed, Vec<Diagnostic>) {
    let mut reading = Reading {
        source,
        names: Names::default(),
        feed: Feed::default(),
        entry: None,
        open: Vec::new(),
        deeper: 0,
        field: None,
    };
    let mut reader = Reader::from_str(source);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut told = Vec::new();
    loop {
        let start = place(reader.buffer_position());
        let event = reader.read_event();
        let at = start..place(reader.buffer_position());
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => reading.event(&event, at),
            Err(why) => {
                let what = format!(
                    "the feed's XML breaks at byte {start} ({why}); what stands before was read"
                );
                told.push(Diagnostic::warning(what));
                break;
            }
        }
    }
    reading.end_all();
    if reading.feed.entries.is_empty() {
        told.push(Diagnostic::warning("the feed has no entries"));
    }
    (reading.feed, told)
}

/// No place lies past the source, which lies in memory.
fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

struct Reading<'s> {
    source: &'s str,
    names: Names,
    feed: Feed,
    entry: Option<Entry>,
    /// The elements that are open, the outermost first.
    open: Vec<Element>,
    /// How many are open inside these that do not count.
    deeper: usize,
    /// The element whose words are read, and how many of its kind are open in it.
    field: Option<(Element, usize, Field)>,
}

/// No feed has elements deeper than this that say something.
const DEEPEST: usize = 32;

impl Reading<'_> {
    fn event(&mut self, event: &Event<'_>, at: Range<usize>) {
        let source = self.source.get(at.clone()).unwrap_or_default();
        match event {
            Event::Start(tag) => self.start(tag, at, false),
            Event::Empty(tag) => self.start(tag, at, true),
            Event::End(tag) => {
                let element = self.names.element(tag.name().into_inner());
                self.end(element, at);
            }
            Event::Text(_) => self.words(|field| field.verbatim(source, at.start)),
            Event::GeneralRef(_) => self.words(|field| field.reference(source, at.start)),
            Event::CData(_) => {
                const MARKS: (&str, &str) = ("<![CDATA[", "]]>");
                let inner = source.strip_prefix(MARKS.0).unwrap_or(source);
                let start = at.end - inner.len();
                let inner = inner.strip_suffix(MARKS.1).unwrap_or(inner);
                self.words(|field| field.data(inner, start));
            }
            _ => {}
        }
    }

    fn words(&mut self, add: impl FnOnce(&mut Field)) {
        if let Some((.., field)) = &mut self.field {
            add(field);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: Range<usize>, is_empty: bool) {
        if self.open.len() <= 2 {
            for declared in tag.html_attributes().with_checks(false).flatten().take(100) {
                self.names.declare(declared.key.as_ref(), &declared.value);
            }
        }
        let element = self.names.element(tag.name().into_inner());
        if let Some((is, nested, field)) = &mut self.field {
            *nested += usize::from(*is == element && !is_empty);
            field.verbatim(self.source.get(at.clone()).unwrap_or_default(), at.start);
            return;
        }
        if self.open.len() == DEEPEST {
            self.deeper += usize::from(!is_empty);
            return;
        }
        let field = self.begin(tag, element);
        if element == Element::Entry && self.entry.is_none() {
            self.entry = Some(Entry::default());
        }
        if !is_empty {
            self.field = field.map(|field| (element, 0, field));
            self.open.push(element);
        }
    }

    /// The words of an element that says something of the feed or of an entry, where it stands in
    /// the right place.
    fn begin(&mut self, tag: &BytesStart<'_>, element: Element) -> Option<Field> {
        let around = *self.open.last()?;
        let stands = match element {
            Element::Name => around == Element::Author,
            _ => matches!(around, Element::Entry | Element::Feed | Element::Group),
        };
        if !stands || (around == Element::Group && self.entry.is_none()) {
            return None;
        }
        let typed = attribute(tag, "type");
        let kind = match typed.as_deref() {
            Some("xhtml" | "application/xhtml+xml") => Kind::Xhtml,
            Some("text" | "text/plain" | "plain") => Kind::Text,
            Some("html" | "text/html") => Kind::Html,
            // In RSS what people read may have markup; in Atom only what says so.
            _ if self.is_atom(tag) => Kind::Text,
            _ => Kind::Html,
        };
        let field = |kind| Some(Field { kind, words: Mapped::default() });
        match element {
            Element::Title | Element::Content | Element::Summary => field(kind),
            // An author's name may stand in an element of its own.
            Element::Author if self.is_atom(tag) => None,
            Element::Author | Element::Name | Element::Date(_) | Element::Language => {
                field(Kind::Text)
            }
            Element::Link => self.link(tag).then(|| field(Kind::Text)).flatten(),
            Element::Guid if attribute(tag, "isPermaLink").as_deref() != Some("false") => {
                field(Kind::Text)
            }
            _ => None,
        }
    }

    fn is_atom(&self, tag: &BytesStart<'_>) -> bool {
        self.names.is_atom(tag.name().into_inner())
    }

    /// Takes the address out of a link's attributes; whether there is none, so that it may stand
    /// in its words.
    fn link(&mut self, tag: &BytesStart<'_>) -> bool {
        let Some(address) = attribute(tag, "href") else { return true };
        let rel = attribute(tag, "rel").unwrap_or_else(|| "alternate".to_owned());
        let place = match (&mut self.entry, &*rel) {
            (Some(entry), "alternate") => &mut entry.link,
            (None, "alternate") => &mut self.feed.link,
            (None, "self") => &mut self.feed.own,
            _ => return false,
        };
        place.get_or_insert(address);
        false
    }

    /// Ends an element, and with it what was left open inside it.
    fn end(&mut self, element: Element, at: Range<usize>) {
        if let Some((is, nested, field)) = &mut self.field {
            let ends_more = matches!(element, Element::Entry | Element::Feed);
            if !ends_more && (element != *is || *nested > 0) {
                *nested -= usize::from(element == *is);
                field.verbatim(self.source.get(at.clone()).unwrap_or_default(), at.start);
                return;
            }
            self.end_field();
        }
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        // One that was never opened changes nothing.
        let Some(opened) = self.open.iter().rposition(|&open| open == element) else { return };
        if self.open[opened..].contains(&Element::Entry) {
            self.end_entry();
        }
        self.open.truncate(opened);
    }

    fn end_all(&mut self) {
        self.end_field();
        self.end_entry();
    }

    fn end_entry(&mut self) {
        self.feed.entries.extend(self.entry.take());
    }

    /// Puts the words of an element where they belong; the first of a kind stays.
    fn end_field(&mut self) {
        let Some((element, _, field)) = self.field.take() else { return };
        if field.words.words.trim().is_empty() {
            return;
        }
        let address = || field.words.words.trim().to_owned();
        let feed = &mut self.feed;
        match (element, &mut self.entry) {
            (Element::Title, Some(entry)) => _ = entry.title.get_or_insert(field.content()),
            (Element::Title, None) => _ = feed.title.get_or_insert(field.content()),
            (Element::Content, Some(entry)) => _ = entry.content.get_or_insert(field.content()),
            (Element::Summary, Some(entry)) => _ = entry.summary.get_or_insert(field.content()),
            (Element::Summary, None) => _ = feed.about.get_or_insert(field.content()),
            (Element::Author | Element::Name, Some(entry)) => {
                entry.author.get_or_insert(field.words);
            }
            (Element::Author | Element::Name, None) => _ = feed.author.get_or_insert(field.words),
            (Element::Date(rank), Some(entry)) => {
                better(&mut entry.rank, &mut entry.date, rank, field.words);
            }
            (Element::Date(rank), None) => {
                better(&mut feed.rank, &mut feed.date, rank, field.words)
            }
            (Element::Link, Some(entry)) => entry.link = Some(address()),
            (Element::Link, None) => _ = feed.link.get_or_insert(address()),
            (Element::Guid, Some(entry)) if address().contains("://") => {
                entry.link.get_or_insert(address());
            }
            (Element::Language, None) => _ = feed.language.get_or_insert(address()),
            _ => {}
        }
    }
}

/// Keeps the date that tells best.
fn better(best: &mut Option<u8>, kept: &mut Option<Mapped>, rank: u8, date: Mapped) {
    if best.is_none_or(|best| rank < best) {
        (*best, *kept) = (Some(rank), Some(date));
    }
}
