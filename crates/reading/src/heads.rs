//! Words of a text that its form put there and nobody said: who sent a message and when, the line of
//! an entry's author and day, the header of a mail, what a chat program tells itself.

use crate::nested::joined;
use sayso_model::{Item, Section, SectionKind, Span, Text};

/// A message of a chat, a line each; without an author it is the program's own.
const CHAT_LINE: &str = "section.chat-line";
/// A message of a chat below a line of who sent it and when.
const CHAT_MESSAGE: &str = "section.chat-message";
/// An entry of a feed: its title, the line of its author and day, its words.
const FEED_ENTRY: &str = "section.feed-entry";
/// The header of a mail.
const MAIL_HEAD: &str = "section.mail-head";
/// A mail inside a mail, below its header.
const EARLIER_MAIL: &str = "section.mail-earlier";

/// The words of a text that its form put there and nobody said, in order and joined: who sent a
/// message of a chat and when, the line of a feed entry's author and day, the header of a mail and
/// of a mail in it, and what a chat program tells itself.
#[must_use]
pub fn heads(text: &Text) -> Vec<Span> {
    joined(text.sections().flat_map(|(item, section)| of(text, item, section)).collect())
}

fn of(text: &Text, item: &Item, section: &Section) -> Vec<Span> {
    let is_told = section.kind == SectionKind::Body;
    match item.rule.as_str() {
        CHAT_LINE | CHAT_MESSAGE if is_told => vec![section.span],
        CHAT_LINE => chat_line(text, item, section),
        CHAT_MESSAGE => {
            item.because.first().copied().filter(|h| begins(section, *h)).into_iter().collect()
        }
        FEED_ENTRY => feed_entry(text, item, section).into_iter().collect(),
        MAIL_HEAD => vec![section.span],
        EARLIER_MAIL => item.because.clone(),
        _ => Vec::new(),
    }
}

/// Whether some words are the beginning of a section, and not all of it.
fn begins(section: &Section, words: Span) -> bool {
    words.start() == section.span.start() && words.end() < section.span.end()
}

/// From the stamp to the colon after the name; and what stands for a file or a deleted message.
fn chat_line(text: &Text, item: &Item, section: &Section) -> Vec<Span> {
    let Some((name, others)) = item.because.split_first() else { return Vec::new() };
    let rest = Span::new(name.end().min(section.span.end()), section.span.end());
    let colon = text.at(rest).find(':').map_or(name.end(), |at| name.end() + at + 1);
    let head = Span::new(section.span.start(), colon.max(section.span.start()));
    [head].into_iter().chain(others.iter().copied()).collect()
}

/// The title, where it has one, and the line right below it; or else that line alone.
fn feed_entry(text: &Text, item: &Item, section: &Section) -> Option<Span> {
    let first = *item.because.first()?;
    // Of an entry without title and line its own words are the reason; it tells no day then.
    let is_words = first == section.span && section.published.is_none();
    let below = text.at(section.span).get(first.len()..)?.strip_prefix('\n');
    let line = below.map(|below| below.split('\n').next().unwrap_or_default());
    let line = line.filter(|_| section.title.is_some()).map_or(0, |line| line.len() + 1);
    (!is_words).then(|| Span::new(first.start(), first.end() + line).trim(text.words()))
}
