//! A text in the making, and the passes that every format shares.

use crate::day::is_date;
use crate::limits::Tally;
use crate::{
    Format, Hints, chat, damage, decode, feed, html, languages, links, mail, markdown, notes,
    office, pdf, plain, supports,
};
use sayso_model::{
    Body, CaptureId, Damage, Diagnostic, Direction, Extractor, Item, ItemIds, ItemKind, Ocr, Pages,
    Part, Published, Reference, RuleId, Section, SectionKind, SourceMap, Span, Text, TextError,
};

/// Why no text could be made of some bytes.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// Nothing in them is text.
    #[error("not a text: {0}")]
    NotText(String),
    /// Too long.
    #[error(transparent)]
    Text(#[from] TextError),
}

/// What a format's reader knows of a text before it has an id.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) words: String,
    /// From `words` to the decoded text at first; to the capture's bytes once carried through.
    pub(crate) map: SourceMap,
    /// What the map counts in, once carried through, where that is not the capture's own bytes.
    pub(crate) parts: Vec<Part>,
    pub(crate) pages: Option<Pages>,
    pub(crate) ocr: Option<Ocr>,
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) published: Option<Published>,
    /// How the day of publication is known, where that is to be told.
    pub(crate) dated: Option<&'static str>,
    pub(crate) language: Option<String>,
    /// Parents before children.
    pub(crate) sections: Vec<SectionDraft>,
    pub(crate) references: Vec<Found<Reference>>,
    pub(crate) damage: Vec<Found<Damage>>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) tally: Tally,
}

/// A section before it has an id: its parent is an index into [`Draft::sections`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SectionDraft {
    pub(crate) parent: Option<usize>,
    pub(crate) kind: SectionKind,
    pub(crate) span: Span,
    pub(crate) title: Option<String>,
    pub(crate) speaker: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) language: Option<String>,
    pub(crate) direction: Direction,
    pub(crate) rule: RuleId,
    pub(crate) because: Vec<Span>,
}

impl SectionDraft {
    /// A section with nothing known but what and where it is.
    pub(crate) fn new(
        kind: SectionKind,
        span: Span,
        parent: Option<usize>,
        rule: RuleId,
        because: Vec<Span>,
    ) -> Self {
        Self {
            parent,
            kind,
            span,
            title: None,
            speaker: None,
            author: None,
            published: None,
            language: None,
            direction: Direction::default(),
            rule,
            because,
        }
    }
}

/// A thing found, with the rule that found it and the words that set it off.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found<T> {
    pub(crate) body: T,
    pub(crate) rule: RuleId,
    pub(crate) because: Vec<Span>,
}

/// Makes the canonical text of a capture.
///
/// # Errors
///
/// Where the bytes hold no text at all, or more than 4 GiB of it. Anything less than that gives
/// a text with diagnostics.
pub fn extract(capture: CaptureId, bytes: &[u8], hints: &Hints<'_>) -> Result<Text, ExtractError> {
    let (format, draft) = draft(bytes, hints)?;
    finish(draft, format, capture, hints)
}

/// Makes the canonical text of a PDF document of which some pages are pictures, out of the words
/// that a program recognised in them.
///
/// # Errors
///
/// As [`extract`].
pub fn extract_recognised(
    capture: CaptureId,
    bytes: &[u8],
    hints: &Hints<'_>,
    recognised: &[pdf::RecognisedPage],
) -> Result<Text, ExtractError> {
    let draft = pdf::read_recognised(bytes, hints, recognised)?;
    finish(draft, Format::Pdf, capture, hints)
}

/// Looks for what every format shares, and makes the text.
fn finish(
    mut draft: Draft,
    format: Format,
    capture: CaptureId,
    hints: &Hints<'_>,
) -> Result<Text, ExtractError> {
    draft.tell_day();
    draft.cap();
    links::find(&mut draft);
    notes::join(&mut draft);
    draft.cap();
    supports::fill(&mut draft);
    languages::fill(&mut draft);
    damage::find(&mut draft);
    draft.cap();
    draft.conclude();
    // Only a page's links are resolved against the address it was got from.
    let base = hints.address.filter(|_| matches!(format, Format::Html | Format::Feed));
    draft.into_text(capture, format.extractor(), base)
}

/// Whether making the text of some bytes belongs in a process of its own, with limits on its time
/// and memory: their format is one that hostile bytes can make slow or large to read.
#[must_use]
pub fn is_isolated(bytes: &[u8], hints: &Hints<'_>) -> bool {
    hints.packed_format(bytes).is_some_and(Format::is_isolated)
}

fn draft(bytes: &[u8], hints: &Hints<'_>) -> Result<(Format, Draft), ExtractError> {
    match hints.packed_format(bytes) {
        Some(format) => Ok((format, packed(format, bytes, hints)?)),
        None => in_text(bytes, hints),
    }
}

fn packed(format: Format, bytes: &[u8], hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    match format {
        Format::Mail => mail::read(bytes, hints),
        Format::Mhtml => mail::read_page(bytes, hints),
        Format::Docx => office::read_docx(bytes, hints),
        Format::Odt => office::read_odt(bytes, hints),
        Format::Pdf => pdf::read(bytes, hints),
        Format::Plain | Format::Markdown | Format::Html | Format::Feed | Format::Telegram => {
            in_text(bytes, hints).map(|(_, draft)| draft)
        }
    }
}

/// The draft of bytes that are text as they stand.
pub(crate) fn in_text(bytes: &[u8], hints: &Hints<'_>) -> Result<(Format, Draft), ExtractError> {
    let decoded = decode::decode(bytes, hints)?;
    let format = hints.format(&decoded.text);
    let mut draft = match format {
        Format::Markdown => markdown::read(&decoded.text),
        Format::Html => html::read(&decoded.text, hints),
        Format::Feed => feed::read(&decoded.text, hints)?,
        Format::Telegram => chat::read_telegram(&decoded.text)?,
        _ => plain::read(decoded.text),
    };
    draft.map = draft.map.through(&decoded.map);
    draft.diagnostics.splice(0..0, decoded.diagnostics);
    Ok((format, draft))
}

impl Draft {
    /// Says how the day of publication is known: of the whole text only, since a text in a text (a
    /// mail's page) is not published on a day of its own.
    fn tell_day(&mut self) {
        if let (Some(Published(day)), Some(how)) = (&self.published, self.dated) {
            let told = format!("the day of publication, {day}, is {how}");
            self.diagnostics.push(Diagnostic::note(told));
        }
    }

    fn into_text(
        self,
        capture: CaptureId,
        extractor: Extractor,
        base: Option<&str>,
    ) -> Result<Text, ExtractError> {
        let mut text = Text::new(capture, extractor, base, self.words, self.map)?;
        let mut ids = ItemIds::new(text.id());
        let mut items = Vec::new();
        let mut section_ids: Vec<_> = Vec::with_capacity(self.sections.len());
        for section in self.sections {
            let id = ids.next(ItemKind::Section, &[section.span]);
            section_ids.push(id.clone());
            let parent = section.parent.and_then(|p| section_ids.get(p).cloned());
            let body = Body::Section(Section {
                parent,
                kind: section.kind,
                span: section.span,
                title: section.title,
                speaker: section.speaker,
                author: section.author.filter(|author| !is_date(author)),
                published: section.published,
                language: section.language,
                direction: section.direction,
            });
            items.push(Item { id, rule: section.rule, because: section.because, body });
        }
        for Found { body, rule, because } in self.references {
            let id = ids.next(ItemKind::Reference, &[body.span]);
            items.push(Item { id, rule, because, body: Body::Reference(body) });
        }
        for Found { body, rule, because } in self.damage {
            let id = ids.next(ItemKind::Damage, &[body.span]);
            items.push(Item { id, rule, because, body: Body::Damage(body) });
        }
        items.sort_by_key(|item| {
            let span = item.body.hull().unwrap_or(Span::new(0, 0));
            (span.start(), usize::MAX - span.end())
        });
        text.parts = self.parts;
        text.pages = self.pages;
        text.ocr = self.ocr;
        text.title = self.title;
        text.author = self.author.filter(|author| !is_date(author));
        text.outlet = self.outlet.filter(|outlet| !is_date(outlet));
        text.address = self.address;
        text.published = self.published;
        text.language = self.language;
        text.items = items;
        text.diagnostics = self.diagnostics;
        Ok(text)
    }
}
