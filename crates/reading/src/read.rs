//! One text, read from beginning to end.

use crate::actors::{Actors, Placed};
use crate::argument::Arguments;
use crate::attribution::{self, Found, UNATTRIBUTED};
use crate::blocks::Blocks;
use crate::claims::{self, Voices};
use crate::contrast::Contrasts;
use crate::coreference::{Discourse, Resolved};
use crate::days::Days;
use crate::heads::heads;
use crate::language;
use crate::nested::{joined, touches};
use crate::told::{Told, bare};
use crate::{date, mentions, naming, quantity};
use sayso_model::{
    Diagnostic, Item, QuoteKind, Reader, Reading, ReferenceKind, SectionKind, Span, Text,
};
use sayso_parser::{Parse, Session, paragraphs, sentences};

/// No more than this many bytes of a text are read; the rest is kept and said to be unread.
pub const MOST_TEXT: usize = 32 << 20;
/// Reading stops, and says so, once a text has given this many items.
pub const MOST_ITEMS: usize = 250_000;
/// A text is read in stretches of about this many bytes, so that what is found in one is known
/// before the next is begun.
const STRETCH: usize = 1 << 20;

/// Bytes of the longest quotation mark.
const MARK: usize = '“'.len_utf8();
/// A paragraph with more bytes is read in parts.
const LONGEST_PARAGRAPH: usize = 1 << 14;

/// This reader, with the name and the version of the model that it parses by.
#[must_use]
pub fn reader(model: &str, version: &str) -> Reader {
    Reader { name: "grammar".to_owned(), version: 5, model: format!("{model} {version}") }
}

/// Reads a text, by the grammar that `parser` finds in it.
#[must_use]
pub fn read(text: &Text, parser: &mut Session) -> Reading {
    let about = parser.about();
    let mut reading = Reading::new(text.id(), reader(&about.name, &about.version));
    let mut state = State::new(text);
    let foreign = language::other(text);
    let mut at = 0;
    for stretch in stretches(text) {
        if state.count() > MOST_ITEMS || stretch.end() > MOST_TEXT {
            let message = format!(
                "only the first {at} of {} bytes were read: a text is read up to {MOST_TEXT} bytes \
                 and {MOST_ITEMS} items; split it to have the rest read",
                text.words().len()
            );
            reading.diagnostics.push(Diagnostic::warning(message));
            break;
        }
        state.stretch(stretch, if foreign.is_none() { Some(&mut *parser) } else { None });
        at = stretch.end();
    }
    reading.diagnostics.extend(foreign);
    reading.items = state.finish();
    reading
}

/// Parts of a text that are read one after the other: cut at posts, replies, quoted blocks and
/// what their form puts before them, and at line ends so that none is much longer than
/// [`STRETCH`].
fn stretches(text: &Text) -> Vec<Span> {
    let words = text.words();
    let mut cuts: Vec<usize> = text
        .sections()
        .filter(|(_, s)| {
            matches!(s.kind, SectionKind::Post | SectionKind::Reply | SectionKind::Quoted)
        })
        .map(|(_, s)| s.span)
        .chain(heads(text))
        .flat_map(|span| [span.start(), span.end()])
        .collect();
    let mut at = 0;
    while words.len() - at > STRETCH {
        let limit = words.floor_char_boundary(at + STRETCH);
        let line = words[at..limit].rfind('\n').filter(|i| *i > 0);
        let cut = line.or_else(|| words[at..limit].rfind(char::is_whitespace).filter(|i| *i > 0));
        at = cut.map_or(limit, |i| at + i);
        cuts.push(at);
    }
    cuts.push(words.len());
    cuts.sort_unstable();
    let mut from = 0;
    let mut out = Vec::new();
    for cut in cuts {
        if cut > from {
            out.push(Span::new(from, cut));
            from = cut;
        }
    }
    out
}

/// An attribution with what else is known of it.
pub(crate) struct Link {
    pub(crate) found: Found,
    pub(crate) block: Option<usize>,
    pub(crate) speaker: Option<usize>,
    /// Who says "I" or "we", where that is no actor that is named.
    pub(crate) author: Option<String>,
    /// The words elsewhere that say who the speaker is.
    pub(crate) led_by: Option<Span>,
    /// The sentence its cue stands in, to look for its date.
    pub(crate) sentence: Span,
}

/// A sentence in the document's or a block's own voice.
pub(crate) struct Plain {
    pub(crate) span: Span,
    pub(crate) block: Option<usize>,
}

pub(crate) struct State<'t> {
    pub(crate) text: &'t Text,
    pub(crate) voices: Voices<'t>,
    pub(crate) blocks: Blocks,
    pub(crate) actors: Actors,
    pub(crate) mentions: Vec<Placed>,
    pub(crate) links: Vec<Link>,
    pub(crate) plain: Vec<Plain>,
    pub(crate) namings: Vec<naming::Found>,
    pub(crate) dates: Vec<date::Found>,
    pub(crate) quantities: Vec<quantity::Found>,
    pub(crate) told: Told,
    pub(crate) contrasts: Contrasts,
    pub(crate) arguments: Arguments,
    /// Addresses in the text, in order: words inside them are no names, dates or numbers.
    pub(crate) addresses: Vec<Span>,
    /// The last attribution of the paragraph before, if its quotation goes on.
    pub(crate) going_on: Option<usize>,
    /// The days of posts and replies that tell theirs, and of quoted blocks, which may not.
    days: Days,
    /// What was spoken of so far.
    pub(crate) discourse: Discourse,
    /// The phrases of the paragraph being read, by the place of their heads.
    pub(crate) resolved: Vec<Resolved>,
}

impl<'t> State<'t> {
    fn new(text: &'t Text) -> Self {
        Self {
            text,
            voices: Voices::new(text),
            blocks: Blocks::of(text),
            actors: Actors::default(),
            mentions: Vec::new(),
            links: Vec::new(),
            plain: Vec::new(),
            namings: Vec::new(),
            dates: Vec::new(),
            quantities: Vec::new(),
            told: Told::default(),
            contrasts: Contrasts::default(),
            arguments: Arguments::default(),
            addresses: joined(addresses(text)),
            going_on: None,
            days: Days::of(text),
            discourse: Discourse::new(),
            resolved: Vec::new(),
        }
    }

    fn count(&self) -> usize {
        self.mentions.len()
            + self.blocks.blocks.len()
            + self.links.len() * 2
            + self.plain.len()
            + self.dates.len()
            + self.quantities.len()
            + self.namings.len()
            + self.told.count()
            + self.contrasts.count()
            + self.arguments.count()
    }

    /// Reads a stretch; without a parser, by what can be told without grammar.
    fn stretch(&mut self, stretch: Span, parser: Option<&mut Session>) {
        let words = self.text.at(stretch);
        let shift =
            |span: Span| Span::new(span.start() + stretch.start(), span.end() + stretch.start());
        let before = self.dates.last().filter(|d| self.days.quotes_before(d.span, stretch));
        let dates = date::find_after(words, stretch.start(), self.days.at(stretch), before);
        let within =
            |span: Span| Span::new(span.start() - stretch.start(), span.end() - stretch.start());
        let days: Vec<Span> = dates.iter().map(|d| within(d.span)).collect();
        // Which words of another language count something is not known.
        let quantities = if parser.is_some() { quantity::find(words, &days) } else { Vec::new() };
        for mut quantity in quantities {
            quantity.span = shift(quantity.span);
            quantity.because.iter_mut().for_each(|s| *s = shift(*s));
            if !self.in_address(quantity.span) {
                self.quantities.push(quantity);
            }
        }
        for date in dates {
            if !self.in_address(date.span) {
                self.dates.push(date);
            }
        }
        let paragraphs = bounded(self.text.words(), paragraphs(self.text.words(), stretch));
        match parser {
            Some(parser) => {
                let mut next = paragraphs.iter();
                parser.parse_each(self.text.words(), &paragraphs, |parse| {
                    if let Some(paragraph) = next.next() {
                        self.paragraph(*paragraph, &parse);
                    }
                });
            }
            None => {
                let nothing = Parse::default();
                paragraphs.iter().for_each(|paragraph| self.paragraph(*paragraph, &nothing));
            }
        }
    }

    fn in_address(&self, span: Span) -> bool {
        touches(&self.addresses, span)
    }

    /// Fills in what the grammar of a paragraph tells of its quantities.
    fn refine(&mut self, paragraph: Span, parse: &Parse) {
        let first = self.quantities.partition_point(|q| q.span.start() < paragraph.start());
        let rest = &mut self.quantities[first..];
        let count = rest.partition_point(|q| q.span.start() < paragraph.end());
        quantity::refine(&mut rest[..count], &self.dates, self.text.words(), parse);
    }

    /// Reads a paragraph; `parse` has its words, or none where its grammar is not known.
    fn paragraph(&mut self, paragraph: Span, parse: &Parse) {
        let words = self.text.words();
        self.namings.extend(naming::find(words, paragraph));
        let sentences: Vec<Span> = sentences(words, paragraph).collect();
        let without = parse.is_empty().then(|| bare(words, &sentences));
        let parse = without.as_ref().unwrap_or(parse);
        self.refine(paragraph, parse);
        let mut found = mentions::find(words, parse, self.actors.kinds());
        if found.iter().any(|f| self.in_address(f.span)) {
            // An acronym refers to a name by its place in the list: drop such links with it.
            found.iter_mut().for_each(|f| f.stands_for = None);
            found.retain(|f| !self.in_address(f.span));
        }
        let placed = self.actors.add(words, found);
        self.mentions.extend(placed);
        let found = match self.voices.heads(paragraph) {
            true => Vec::new(),
            false => attribution::nest(attribution::find(words, paragraph, parse)),
        };
        self.resolve(paragraph, parse, &found);
        self.tell(paragraph, parse);
        self.set_against(paragraph, parse, &found);
        self.conclude(paragraph, parse);
        let joined = self.joined(&found, paragraph);
        let (found, joined) = self.without_block(found, joined, paragraph);
        let attributed = claims::attributed(&found);
        // What nobody understands, the page is not said to claim.
        let plain = if without.is_some() { &[][..] } else { &sentences };
        for sentence in plain {
            if !touches(&attributed, *sentence) && self.voices.speaks(*sentence) {
                let block = self.blocks.holding(*sentence);
                self.plain.push(Plain { span: *sentence, block });
            }
        }
        self.add_links(found, joined, &sentences);
    }

    /// What was found, without the quotation that makes a block: that is an attribution already,
    /// and its sentences are said in the block's own voice.
    fn without_block(
        &self,
        found: Vec<Found>,
        joined: Option<(usize, usize)>,
        paragraph: Span,
    ) -> (Vec<Found>, Option<(usize, usize)>) {
        let is_block = |found: &Found| {
            let place = found.cue.first().or(found.content.first());
            let block = place.and_then(|p| self.blocks.holding(*p)).map(|b| self.blocks.span(b));
            found.rule == UNATTRIBUTED
                && found.parent.is_none()
                && block.zip(found.content.first()).is_some_and(|(block, content)| {
                    // A mark, or a mark after white space.
                    let from = content.start().saturating_sub(MARK);
                    from <= block.start() || from <= paragraph.start()
                })
        };
        let mut places: Vec<Option<usize>> = Vec::with_capacity(found.len());
        let mut out: Vec<Found> = Vec::with_capacity(found.len());
        for (i, mut found) in found.into_iter().enumerate() {
            if is_block(&found) && joined.is_none_or(|(next, _)| next != i) {
                places.push(None);
                continue;
            }
            found.parent = found.parent.and_then(|p| places.get(p).copied().flatten());
            places.push(Some(out.len()));
            out.push(found);
        }
        let joined = joined.and_then(|(next, from)| Some((places.get(next).copied()??, from)));
        (out, joined)
    }

    /// The quotation at the beginning of a paragraph with which one left open before goes on, and
    /// the link that it goes on from. None goes on from one post or block into another.
    fn joined(&mut self, found: &[Found], paragraph: Span) -> Option<(usize, usize)> {
        let from = self.going_on.take()?;
        if self.voice(self.links[from].sentence) != self.voice(paragraph) {
            return None;
        }
        if !self.text.at(paragraph).starts_with(['“', '"']) {
            return None;
        }
        let next = found.iter().position(|f| {
            f.rule == UNATTRIBUTED
                && f.parent.is_none()
                && f.content.first().is_some_and(|c| c.start() <= paragraph.start() + 3)
        })?;
        Some((next, from))
    }

    fn add_links(&mut self, found: Vec<Found>, joined: Option<(usize, usize)>, sentences: &[Span]) {
        // A quotation that no mark closes reaches to the end of its paragraph.
        let is_open = |found: &Found| {
            found.content.last().map(|c| c.end()) == sentences.last().map(|s| s.end())
        };
        let mut places: Vec<Option<usize>> = Vec::with_capacity(found.len());
        for (i, mut found) in found.into_iter().enumerate() {
            let place = found.cue.first().or(found.content.first()).copied();
            let Some(place) = place else {
                places.push(None);
                continue;
            };
            if let Some((_, from)) = joined.filter(|(next, _)| *next == i) {
                self.going_on = Some(from).filter(|_| is_open(&found));
                self.links[from].found.content.extend(found.content);
                places.push(Some(from));
                continue;
            }
            let block = self.blocks.holding(place);
            found.parent = found.parent.and_then(|p| places.get(p).copied().flatten());
            let at = sentences.partition_point(|s| s.end() <= place.start());
            let sentence = sentences.get(at).copied().unwrap_or(place);
            let mut author = self.first_person(&found, block);
            let meant = match &author {
                Some(author) => self.actors.of_name(author).map(|actor| (actor, None)),
                None => found.source.and_then(|s| self.meant(s)),
            };
            let (mut speaker, mut led_by) = (meant.map(|m| m.0), meant.and_then(|m| m.1));
            if author.is_none()
                && speaker.is_none()
                && let Some(quoted) = self.quoted_by(&found)
            {
                (author, speaker) = (self.holder(quoted), quoted.speaker);
                led_by = quoted.led_by.or(quoted.found.source);
            }
            places.push(Some(self.links.len()));
            let is_told = found.kind == QuoteKind::Direct && found.rule != UNATTRIBUTED;
            if is_told && is_open(&found) {
                self.going_on = Some(self.links.len());
            }
            self.links.push(Link { found, block, speaker, author, led_by, sentence });
        }
    }
}

/// Paragraphs of which none is much longer than [`LONGEST_PARAGRAPH`]: longer ones are cut where a
/// sentence ends, or where a word does. What is looked for in a paragraph may take time in
/// proportion to its sentences' length times their depth; no text makes that a night.
fn bounded(text: &str, paragraphs: Vec<Span>) -> Vec<Span> {
    let mut out = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let mut start = paragraph.start();
        if paragraph.len() > LONGEST_PARAGRAPH {
            for sentence in sentences(text, paragraph) {
                let end = sentence.end();
                while end - start > LONGEST_PARAGRAPH {
                    let limit = text.floor_char_boundary(start + LONGEST_PARAGRAPH);
                    let cut = if sentence.start() > start {
                        sentence.start()
                    } else {
                        let space = text[start..limit].rfind(char::is_whitespace);
                        space.filter(|s| *s > 0).map_or(limit, |s| start + s)
                    };
                    out.push(Span::new(start, cut));
                    start = cut;
                }
            }
        }
        out.push(Span::new(start, paragraph.end()));
    }
    out.retain(|p| !p.is_empty());
    out
}

/// The addresses that stand in the text as such, in order.
fn addresses(text: &Text) -> Vec<Span> {
    let mut out: Vec<Span> = text
        .references()
        .filter_map(|(_, r)| match r.kind {
            ReferenceKind::InlineUrl
            | ReferenceKind::BareUrl
            | ReferenceKind::Shortened
            | ReferenceKind::Truncated => Some(r.span),
            ReferenceKind::FootnoteTarget => {
                let words = text.at(r.span);
                let start = words.find(r.url.as_deref()?)?;
                Some(Span::new(r.span.start() + start, r.span.end()))
            }
            _ => None,
        })
        .collect();
    out.sort();
    out
}

/// The contract's order: by start, longer first, then type, then id.
pub(crate) fn sort(items: &mut [Item]) {
    items.sort_by_cached_key(|item| {
        let span = item.body.hull().or(item.because.first().copied()).unwrap_or(Span::new(0, 0));
        (span.start(), usize::MAX - span.end(), item.body.kind().name(), item.id.clone())
    });
}
