//! One text, read from beginning to end.

use crate::actors::{Actors, Placed};
use crate::attribution::{self, Found, UNATTRIBUTED};
use crate::blocks::{self, Block};
use crate::claims::{self, Made, Voices};
use crate::lexicon::is_subject_pronoun;
use crate::{date, mentions, naming, quantity};
use sayso_model::{
    ActorKind, Attribution, Body, Date, Diagnostic, Edtf, Happened, Item, ItemId, ItemIds,
    ItemKind, Naming, Quantity, Reader, Reading, ReferenceKind, Said, SectionKind, Span, Text,
};
use sayso_parser::{paragraphs, sentences};

/// No more than this many bytes of a text are read; the rest is kept and said to be unread.
pub const MOST_TEXT: usize = 32 << 20;
/// Reading stops, and says so, once a text has given this many items.
pub const MOST_ITEMS: usize = 250_000;
/// A text is read in stretches of about this many bytes, so that what is found in one is known
/// before the next is begun.
const STRETCH: usize = 1 << 20;

/// A longer paragraph is read in parts: what is found in a paragraph is held against the rest of
/// it, which must not grow with the text.
const LONGEST_PARAGRAPH: usize = 16 << 10;

/// This reader.
#[must_use]
pub fn reader() -> Reader {
    Reader { name: "rules".to_owned(), version: 1, model: "none".to_owned() }
}

/// Reads a text.
#[must_use]
pub fn read(text: &Text) -> Reading {
    let mut reading = Reading::new(text.id(), reader());
    let mut state = State::new(text);
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
        state.stretch(stretch);
        at = stretch.end();
    }
    if let Some(diagnostic) = other_language(text) {
        reading.diagnostics.push(diagnostic);
    }
    reading.items = state.finish();
    reading
}

/// Parts of a text that are read one after the other: at every post with a date of its own, and
/// at line ends so that none is much longer than [`STRETCH`].
fn stretches(text: &Text) -> Vec<Span> {
    let words = text.words();
    let mut cuts: Vec<usize> = text
        .sections()
        .filter(|(_, s)| matches!(s.kind, SectionKind::Post | SectionKind::Reply))
        .flat_map(|(_, s)| [s.span.start(), s.span.end()])
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

/// A paragraph in parts of no more than [`LONGEST_PARAGRAPH`] bytes, cut between sentences.
fn parts(words: &str, paragraph: Span) -> Vec<Span> {
    if paragraph.len() <= LONGEST_PARAGRAPH {
        return vec![paragraph];
    }
    let mut parts: Vec<Span> = Vec::new();
    for sentence in sentences(words, paragraph) {
        match parts.last_mut() {
            Some(part) if part.cover(sentence).len() <= LONGEST_PARAGRAPH => {
                *part = part.cover(sentence);
            }
            _ => parts.push(sentence),
        }
    }
    parts
}

/// An attribution with what else is known of it.
struct Link {
    found: Found,
    block: Option<usize>,
    speaker: Option<usize>,
    /// The sentence its cue stands in, to look for its date.
    sentence: Span,
}

/// A sentence in the document's or a block's own voice.
struct Plain {
    span: Span,
    block: Option<usize>,
}

struct State<'t> {
    text: &'t Text,
    voices: Voices<'t>,
    blocks: Vec<Block>,
    actors: Actors,
    mentions: Vec<Placed>,
    links: Vec<Link>,
    plain: Vec<Plain>,
    namings: Vec<naming::Found>,
    dates: Vec<date::Found>,
    quantities: Vec<quantity::Found>,
    /// Addresses in the text, in order: words inside them are no names, dates or numbers.
    addresses: Vec<Span>,
    /// The last attribution of the paragraph before, if its quotation goes on.
    going_on: Option<usize>,
}

impl<'t> State<'t> {
    fn new(text: &'t Text) -> Self {
        Self {
            text,
            voices: Voices::new(text),
            blocks: blocks::blocks(text),
            actors: Actors::default(),
            mentions: Vec::new(),
            links: Vec::new(),
            plain: Vec::new(),
            namings: Vec::new(),
            dates: Vec::new(),
            quantities: Vec::new(),
            addresses: addresses(text),
            going_on: None,
        }
    }

    fn count(&self) -> usize {
        self.mentions.len()
            + self.links.len() * 2
            + self.plain.len()
            + self.dates.len()
            + self.quantities.len()
            + self.namings.len()
    }

    /// The date that dates in a stretch are read against: its post's, or the document's.
    fn anchor(&self, stretch: Span) -> Option<Edtf> {
        self.text
            .sections()
            .filter(|(_, s)| s.published.is_some() && s.span.contains(stretch))
            .min_by_key(|(_, s)| s.span.len())
            .and_then(|(_, s)| s.published.clone())
            .or_else(|| self.text.published.clone())
            .map(|published| published.0)
    }

    fn stretch(&mut self, stretch: Span) {
        let words = self.text.at(stretch);
        let shift =
            |span: Span| Span::new(span.start() + stretch.start(), span.end() + stretch.start());
        let dates = date::find(words, self.anchor(stretch).as_ref());
        let days: Vec<Span> = dates.iter().map(|d| d.span).collect();
        for mut quantity in quantity::find(words, &days) {
            quantity.span = shift(quantity.span);
            quantity.because.iter_mut().for_each(|s| *s = shift(*s));
            if !self.in_address(quantity.span) {
                self.quantities.push(quantity);
            }
        }
        for mut date in dates {
            date.span = shift(date.span);
            date.because.iter_mut().for_each(|s| *s = shift(*s));
            if !self.in_address(date.span) {
                self.dates.push(date);
            }
        }
        for paragraph in paragraphs(self.text.words(), stretch) {
            for part in parts(self.text.words(), paragraph) {
                self.paragraph(part);
            }
        }
    }

    fn in_address(&self, span: Span) -> bool {
        let near = self.addresses.partition_point(|a| a.end() <= span.start());
        self.addresses.get(near).is_some_and(|a| a.overlaps(span))
    }

    fn paragraph(&mut self, paragraph: Span) {
        let words = self.text.words();
        self.namings.extend(naming::find(words, paragraph));
        let first_mention = self.mentions.len();
        let sentences: Vec<Span> = sentences(words, paragraph).collect();
        for sentence in &sentences {
            let mut found = mentions::find(words, *sentence, self.actors.kinds());
            if found.iter().any(|f| self.in_address(f.span)) {
                // An acronym refers to a name by its place in the list: drop such links with it.
                found.iter_mut().for_each(|f| f.stands_for = None);
                found.retain(|f| !self.in_address(f.span));
            }
            let placed = self.actors.add(words, found);
            self.mentions.extend(placed);
        }
        let found = attribution::nest(attribution::find(words, paragraph));
        let joined = self.joined(&found, paragraph);
        for sentence in &sentences {
            if !claims::is_attributed(&found, *sentence) && self.voices.speaks(*sentence) {
                let block = blocks::holding(&self.blocks, *sentence);
                self.plain.push(Plain { span: *sentence, block });
            }
        }
        self.add_links(found, joined, &sentences, first_mention);
    }

    /// The quotation at the beginning of a paragraph with which one left open before goes on, and
    /// the link that it goes on from.
    fn joined(&mut self, found: &[Found], paragraph: Span) -> Option<(usize, usize)> {
        let from = self.going_on.take()?;
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

    fn add_links(
        &mut self,
        found: Vec<Found>,
        joined: Option<(usize, usize)>,
        sentences: &[Span],
        first_mention: usize,
    ) {
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
            let block = blocks::holding(&self.blocks, place);
            // A block is an attribution already: the quotation that makes it is not a second one.
            let is_block = found.rule == UNATTRIBUTED && found.parent.is_none() && block.is_some();
            if is_block {
                places.push(None);
                continue;
            }
            found.parent = found.parent.and_then(|p| places.get(p).copied().flatten());
            let sentence = sentences.iter().copied().find(|s| s.overlaps(place)).unwrap_or(place);
            let speaker = found.source.and_then(|s| self.speaker(s, first_mention));
            places.push(Some(self.links.len()));
            if found.rule.as_str() == "attribution.direct" && is_open(&found) {
                self.going_on = Some(self.links.len());
            }
            self.links.push(Link { found, block, speaker, sentence });
        }
    }

    /// The actor that a source names: the one person in it, or the name that it wholly is; for a
    /// pronoun the one person that this paragraph and the last attribution name before it.
    fn speaker(&self, source: Span, first_mention: usize) -> Option<usize> {
        let words = self.text.at(source);
        let recent = self.mentions.get(first_mention..).unwrap_or_default();
        let inside = || recent.iter().filter(|m| source.contains(m.found.span));
        if is_subject_pronoun(words) {
            return self.antecedent(words, source, recent);
        }
        let mut persons: Vec<usize> = inside()
            .filter(|m| self.actors.kind(m.actor) == Some(ActorKind::Person))
            .map(|m| m.actor)
            .collect();
        persons.dedup();
        if let [person] = persons[..] {
            return Some(person);
        }
        inside()
            .find(|m| {
                let lead = source.start()..m.found.span.start();
                let lead = self.text.words().get(lead).unwrap_or_default().trim().to_lowercase();
                m.found.span.end() == source.end() && matches!(lead.as_str(), "" | "the")
            })
            .map(|m| m.actor)
    }

    fn antecedent(&self, pronoun: &str, source: Span, recent: &[Placed]) -> Option<usize> {
        if !matches!(pronoun.to_lowercase().as_str(), "he" | "she") {
            return None;
        }
        let mut persons: Vec<usize> = recent
            .iter()
            .filter(|m| m.found.span.end() <= source.start())
            .map(|m| m.actor)
            .chain(self.links.last().and_then(|l| l.speaker))
            .filter(|a| self.actors.kind(*a) == Some(ActorKind::Person))
            .collect();
        persons.sort_unstable();
        persons.dedup();
        match persons[..] {
            [person] => Some(person),
            _ => None,
        }
    }

    fn finish(self) -> Vec<Item> {
        let mut ids = ItemIds::new(self.text.id());
        let (mut items, actor_ids) = self.actors.items(&self.mentions, &mut ids);
        let quantity_ids: Vec<ItemId> =
            self.quantities.iter().map(|q| ids.next(ItemKind::Quantity, &[q.span])).collect();
        let block_ids: Vec<ItemId> =
            self.blocks.iter().map(|b| ids.next(ItemKind::Attribution, &b.found.content)).collect();
        let link_ids: Vec<ItemId> =
            self.links.iter().map(|l| ids.next(ItemKind::Attribution, &l.found.content)).collect();
        let chains = Chains { state: &self, block_ids: &block_ids, link_ids: &link_ids };
        for (b, block) in self.blocks.iter().enumerate() {
            items.push(chains.block_item(b, block));
        }
        for (l, link) in self.links.iter().enumerate() {
            items.push(chains.link_item(l, link, &actor_ids));
            items.push(self.claim_of(link, &chains, l, &quantity_ids).item(&mut ids));
        }
        for plain in &self.plain {
            items.push(self.claim_in_voice(plain, &chains, &quantity_ids).item(&mut ids));
        }
        items.extend(self.quantity_items(&quantity_ids, &link_ids));
        items.extend(self.date_items(&mut ids));
        items.extend(self.naming_items(&mut ids));
        sort(&mut items);
        items
    }

    fn claim_of(&self, link: &Link, chains: &Chains<'_, '_>, l: usize, q: &[ItemId]) -> Made {
        let content = link.found.content.clone();
        let holder = match (link.speaker, link.found.source) {
            (Some(actor), _) => Some(self.actors.name(actor).to_owned()),
            (None, Some(source)) => Some(self.text.at(source).to_owned()),
            (None, None) => None,
        };
        Made {
            chain: chains.of(l),
            holder,
            stance: link.found.stance,
            said: self.said(link),
            happened: self.happened(&content),
            gist: self.gist(&content, q),
            because: link.found.cue.clone(),
            rule: claims::ATTRIBUTED,
            content,
        }
    }

    fn claim_in_voice(&self, plain: &Plain, chains: &Chains<'_, '_>, q: &[ItemId]) -> Made {
        let content = vec![plain.span];
        let block = plain.block.map(|b| &self.blocks[b]);
        let holder = match block {
            Some(block) => block.found.source.map(|s| self.text.at(s).to_owned()),
            None => self.voices.speaker(plain.span),
        };
        Made {
            chain: plain.block.map(|b| chains.of_block(b)).unwrap_or_default(),
            holder,
            stance: sayso_model::Stance::Asserts,
            said: block.and_then(|b| b.said.clone()),
            happened: self.happened(&content),
            gist: self.gist(&content, q),
            because: Vec::new(),
            rule: claims::OWN_VOICE,
            content,
        }
    }

    /// When it was said: the date in the cue's sentence that is not part of the content.
    fn said(&self, link: &Link) -> Option<Said> {
        self.dates_in(link.sentence)
            .find(|d| !link.found.content.iter().any(|c| c.overlaps(d.span)))
            .map(|d| Said(d.value.clone()))
            .or_else(|| link.block.and_then(|b| self.blocks[b].said.clone()))
    }

    fn happened(&self, content: &[Span]) -> Option<Happened> {
        content.iter().find_map(|c| self.dates_in(*c).next()).map(|d| Happened(d.value.clone()))
    }

    fn dates_in(&self, span: Span) -> impl Iterator<Item = &date::Found> {
        let first = self.dates.partition_point(|d| d.span.start() < span.start());
        self.dates[first..].iter().take_while(move |d| d.span.end() <= span.end())
    }

    fn gist(&self, content: &[Span], ids: &[ItemId]) -> Vec<ItemId> {
        let mut gist = Vec::new();
        for span in content {
            let first = self.quantities.partition_point(|q| q.span.start() < span.start());
            let inside =
                self.quantities[first..].iter().take_while(|q| q.span.end() <= span.end()).count();
            gist.extend(ids[first..first + inside].iter().cloned());
        }
        gist
    }

    fn quantity_items(&self, ids: &[ItemId], link_ids: &[ItemId]) -> Vec<Item> {
        let mut holder: Vec<Option<usize>> = vec![None; self.quantities.len()];
        for (l, link) in self.links.iter().enumerate() {
            for span in &link.found.content {
                let first = self.quantities.partition_point(|q| q.span.start() < span.start());
                let inside =
                    self.quantities[first..].iter().take_while(|q| q.span.end() <= span.end());
                for (k, _) in inside.enumerate() {
                    let now = &mut holder[first + k];
                    let narrower = now.is_none_or(|o| {
                        length(&self.links[o].found.content) >= length(&link.found.content)
                    });
                    if narrower {
                        *now = Some(l);
                    }
                }
            }
        }
        self.quantities
            .iter()
            .zip(ids)
            .zip(holder)
            .map(|((q, id), holder)| Item {
                id: id.clone(),
                rule: q.rule.clone(),
                because: q.because.clone(),
                body: Body::Quantity(Quantity {
                    span: q.span,
                    of: q.of.clone(),
                    low: q.low,
                    best: q.best,
                    high: q.high,
                    unit: q.unit.clone(),
                    when: None,
                    place: None,
                    attribution: holder.map(|l| link_ids[l].clone()),
                }),
            })
            .collect()
    }

    fn date_items(&self, ids: &mut ItemIds) -> Vec<Item> {
        self.dates
            .iter()
            .map(|d| Item {
                id: ids.next(ItemKind::Date, &[d.span]),
                rule: d.rule.clone(),
                because: d.because.clone(),
                body: Body::Date(Date { span: d.span, value: d.value.clone(), kind: d.kind }),
            })
            .collect()
    }

    fn naming_items(&self, ids: &mut ItemIds) -> Vec<Item> {
        self.namings
            .iter()
            .map(|n| Item {
                id: ids.next(ItemKind::Naming, &[n.span]),
                rule: n.rule.clone(),
                because: n.because.clone(),
                body: Body::Naming(Naming {
                    span: n.span,
                    speaker: None,
                    term: self.text.at(n.span).to_owned(),
                    of: None,
                }),
            })
            .collect()
    }
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

fn length(spans: &[Span]) -> usize {
    spans.iter().map(|s| s.len()).sum()
}

/// Ids along chains of attributions, from the innermost out.
struct Chains<'s, 't> {
    state: &'s State<'t>,
    block_ids: &'s [ItemId],
    link_ids: &'s [ItemId],
}

impl Chains<'_, '_> {
    fn of(&self, link: usize) -> Vec<ItemId> {
        let mut chain = Vec::new();
        let mut at = Some(link);
        let mut last = link;
        while let Some(l) = at {
            chain.push(self.link_ids[l].clone());
            last = l;
            at = self.state.links[l].found.parent;
        }
        if let Some(block) = self.state.links[last].block {
            chain.extend(self.of_block(block));
        }
        chain
    }

    fn of_block(&self, block: usize) -> Vec<ItemId> {
        let mut chain = vec![self.block_ids[block].clone()];
        let mut at = block;
        while let Some(outer) = self.outer(at) {
            chain.push(self.block_ids[outer].clone());
            at = outer;
        }
        chain
    }

    fn outer(&self, block: usize) -> Option<usize> {
        let blocks = &self.state.blocks;
        blocks[..block].iter().rposition(|b| b.span.contains(blocks[block].span))
    }

    fn block_item(&self, b: usize, block: &Block) -> Item {
        let parent = self.outer(b).map(|o| self.block_ids[o].clone());
        let depth = self.of_block(b).len();
        item(&block.found, self.block_ids[b].clone(), parent, depth, None, block.said.clone())
    }

    fn link_item(&self, l: usize, link: &Link, actors: &[ItemId]) -> Item {
        let parent = match link.found.parent {
            Some(p) => Some(self.link_ids[p].clone()),
            None => link.block.map(|b| self.block_ids[b].clone()),
        };
        let speaker = link.speaker.and_then(|a| actors.get(a).cloned());
        let depth = self.of(l).len();
        item(&link.found, self.link_ids[l].clone(), parent, depth, speaker, self.state.said(link))
    }
}

fn item(
    found: &Found,
    id: ItemId,
    parent: Option<ItemId>,
    depth: usize,
    speaker: Option<ItemId>,
    said: Option<Said>,
) -> Item {
    let because = if found.cue.is_empty() { found.content.clone() } else { found.cue.clone() };
    Item {
        id,
        rule: found.rule.clone(),
        because,
        body: Body::Attribution(Attribution {
            parent,
            source: found.source,
            cue: found.cue.clone(),
            content: found.content.clone(),
            kind: found.kind,
            stance: found.stance,
            speaker,
            said,
            depth: u32::try_from(depth).unwrap_or(u32::MAX),
        }),
    }
}

/// The contract's order: by start, longer first, then type, then id.
fn sort(items: &mut [Item]) {
    items.sort_by_cached_key(|item| {
        let span = item.body.hull().or(item.because.first().copied()).unwrap_or(Span::new(0, 0));
        (span.start(), usize::MAX - span.end(), item.body.kind().name(), item.id.clone())
    });
}

/// Words that make up a good part of any English text.
const COMMON: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "that", "is", "was", "for", "on", "with", "as", "by",
    "it", "at", "he", "from", "not", "are", "this", "be", "or", "has", "had", "have", "said",
];
/// Texts with fewer words tell nothing about their language.
const FEW_WORDS: usize = 40;

/// A note where a text does not look like English, which is all this reader has words for.
fn other_language(text: &Text) -> Option<Diagnostic> {
    let sample = text.words().get(..text.words().floor_char_boundary(20_000))?;
    let mut words = 0;
    let mut common = 0;
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        common += usize::from(COMMON.iter().any(|c| word.eq_ignore_ascii_case(c)));
    }
    (words >= FEW_WORDS && common * 20 < words).then(|| {
        Diagnostic::warning(
            "this does not look like English: quotations, links, names and dates in figures are \
             read, other claims are not",
        )
    })
}
