//! Feeds of entries: RSS 0.9x and 2.0, RSS 1.0, Atom.
//!
//! The text is the feed's title and what it says of itself, then each entry: its title, who wrote
//! it and when, and its words.

mod entry;
mod field;
mod names;
mod reader;

use crate::compose::Mapped;
use crate::draft::{Draft, SectionDraft};
use crate::html::{HYPERLINK, found, resolve};
use crate::{ExtractError, Hints, html, moment};
use entry::{Content, Entry, Feed};
use sayso_model::{Diagnostic, Published, ReferenceKind, RuleId, SectionKind, Span};

/// An entry of a feed.
const ENTRY: RuleId = RuleId::new("section.feed-entry");
/// The title of the whole.
const HEAD: RuleId = RuleId::new("section.feed-head");
/// No more is told of single entries.
const MOST_TOLD: usize = 50;

/// Reads a feed.
pub(crate) fn read(words: &str, hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    if u32::try_from(words.len()).is_err() {
        // Too long for any span; the draft is refused as a whole when it gets its id.
        return Ok(Draft { words: words.to_owned(), ..Draft::default() });
    }
    let (feed, told) = reader::read(words);
    let mut writer = Writer { hints, draft: Draft::default(), own: None, replaced: 0 };
    writer.head(&feed);
    for entry in feed.entries {
        writer.entry(entry, feed.author.as_ref());
    }
    let Writer { mut draft, replaced, .. } = writer;
    if replaced > 0 {
        let plural = if replaced == 1 { "y" } else { "ies" };
        let what = format!("{replaced} summar{plural} left out where the whole entry is there");
        draft.diagnostics.push(Diagnostic::note(what));
    }
    let over = draft.diagnostics.len().saturating_sub(MOST_TOLD);
    if over > 0 {
        draft.diagnostics.truncate(MOST_TOLD);
        draft.diagnostics.push(Diagnostic::note(format!("{over} more like these")));
    }
    draft.diagnostics.splice(0..0, told);
    Ok(draft)
}

/// The text of a feed in the making.
struct Writer<'h> {
    hints: &'h Hints<'h>,
    draft: Draft,
    /// The address that links are resolved against.
    own: Option<String>,
    replaced: usize,
}

impl Writer<'_> {
    fn head(&mut self, feed: &Feed) {
        let draft = &mut self.draft;
        let address = feed.own.clone().or_else(|| feed.link.clone());
        self.own = self.hints.address.map(str::to_owned).or_else(|| address.clone());
        draft.address = address;
        draft.language.clone_from(&feed.language);
        draft.author = feed.author.as_ref().and_then(author);
        draft.published = feed.date.as_ref().and_then(published);
        if let Some(title) = &feed.title {
            let shown = self.content(title).on_one_line();
            let draft = &mut self.draft;
            let span = draft.add(&shown, 0);
            draft.title = Some(shown.words.clone()).filter(|title| !title.is_empty());
            draft.outlet.clone_from(&draft.title);
            let mut head = SectionDraft::new(SectionKind::Heading, span, None, HEAD, vec![span]);
            head.title.clone_from(&draft.title);
            if !span.is_empty() {
                draft.sections.push(head);
            }
        }
        if let Some(about) = &feed.about {
            self.draft.separate(2);
            let about = self.content(about);
            self.draft.add(&about, 0);
        }
    }

    fn entry(&mut self, entry: Entry, of_feed: Option<&Mapped>) {
        self.draft.separate(2);
        let link = entry.link.as_deref().map(|link| self.resolve(link));
        let place = self.draft.sections.len();
        let start = self.draft.end();
        let here = Span::new(start, start);
        self.draft.sections.push(SectionDraft::new(
            SectionKind::Post,
            here,
            None,
            ENTRY,
            Vec::new(),
        ));
        let title = entry.title.as_ref().map(|title| self.content(title).on_one_line());
        let title = title.filter(|title| !title.words.is_empty());
        let line = title.as_ref().map(|title| self.draft.add(title, 0));
        self.byline(&entry);
        // Without a title its own date or author carries the link.
        let end = self.draft.end();
        let linked = line.or_else(|| (end > start).then(|| Span::new(start, end)));
        if let (Some(url), Some(span)) = (&link, linked) {
            let reference = found(span, ReferenceKind::Hyperlink, Some(url.clone()), HYPERLINK);
            self.draft.references.push(reference);
        }
        if entry.content.is_some() && entry.summary.is_some() {
            self.replaced += 1;
        }
        if let Some(content) = entry.content.or(entry.summary) {
            self.body(&content, link.as_deref(), place);
        }
        let span = Span::new(start, self.draft.end()).trim(&self.draft.words);
        if span.is_empty() {
            self.draft.sections.truncate(place);
            return;
        }
        let post = &mut self.draft.sections[place];
        post.span = span;
        post.because = vec![linked.unwrap_or(span)];
        post.title = title.map(|title| title.words);
        post.author = entry.author.as_ref().or(of_feed).and_then(author);
        post.published = entry.date.as_ref().and_then(published);
    }

    /// Who wrote an entry and when, on a line of its own, as far as the entry says.
    fn byline(&mut self, entry: &Entry) {
        let said = [&entry.author, &entry.date].into_iter().flatten().map(Mapped::on_one_line);
        let said: Vec<Mapped> = said.filter(|said| !said.words.is_empty()).collect();
        if !said.is_empty() {
            self.draft.separate(1);
        }
        for (i, said) in said.iter().enumerate() {
            if i > 0 {
                self.draft.words.push_str(" \u{b7} ");
            }
            self.draft.add(said, 0);
        }
    }

    /// The words of an entry, in its section.
    fn body(&mut self, content: &Content, link: Option<&str>, place: usize) {
        self.draft.separate(2);
        if !content.is_html {
            self.draft.add(&content.words, 0);
        } else {
            let address = link.or(self.own.as_deref());
            let hints = Hints { name: "", media_type: None, address, limits: self.hints.limits };
            let mut page = html::read(&content.words.words, &hints);
            page.map = page.map.through(&content.words.map);
            page.diagnostics.retain(|told| told.span.is_some());
            if self.draft.splice(page, 0, Some(place)).is_none() {
                let what = "an entry does not fit into one text and was left out";
                self.draft.diagnostics.push(Diagnostic::error(what));
            }
        }
    }

    /// Words with or without markup, as they are read.
    fn content(&self, content: &Content) -> Mapped {
        let words = &content.words;
        if !content.is_html || !words.words.contains(['<', '&']) {
            return words.clone();
        }
        let hints = Hints { limits: self.hints.limits, ..Hints::default() };
        let page = html::read(&words.words, &hints);
        Mapped { map: page.map.through(&words.map), words: page.words }
    }

    fn resolve(&self, link: &str) -> String {
        match &self.own {
            Some(own) => resolve(own, link),
            None => link.to_owned(),
        }
    }
}

/// A name: with RSS it may stand in brackets after an address.
fn author(said: &Mapped) -> Option<String> {
    let said = said.on_one_line().words;
    let name = match said.strip_suffix(')').and_then(|said| said.split_once('(')) {
        Some((address, name)) if address.contains('@') => name.trim(),
        _ => said.as_str(),
    };
    (!name.is_empty()).then(|| name.to_owned())
}

fn published(said: &Mapped) -> Option<Published> {
    moment::find(said.words.trim()).map(|(_, date)| Published(date))
}
