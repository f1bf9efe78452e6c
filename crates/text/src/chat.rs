//! Chats as Telegram exports them in JSON: of one chat, or of all of an account.
//!
//! The text is each chat's name, then each message: who sent it and when, and its words.

mod json;
mod message;

use crate::compose::Mapped;
use crate::draft::{Draft, SectionDraft};
use crate::{ExtractError, plain};
use json::{Object, Source};
use message::Message;
use sayso_model::{Diagnostic, RuleId, SectionKind, Span};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};

/// A message.
const MESSAGE: RuleId = RuleId::new("section.chat-message");
/// What was sent on from somebody else.
const FORWARDED: RuleId = RuleId::new("section.chat-forwarded");
/// The name of a chat.
const HEAD: RuleId = RuleId::new("section.chat-head");

/// Reads a chat that Telegram exported in JSON. What is no JSON after all is kept as it stands.
pub(crate) fn read_telegram(words: &str) -> Result<Draft, ExtractError> {
    if u32::try_from(words.len()).is_err() {
        // Too long for any span; the draft is refused as a whole when it gets its id.
        return Ok(Draft { words: words.to_owned(), ..Draft::default() });
    }
    let source = Source(words);
    let export: Object<'_> = match serde_json::from_str(words) {
        Ok(export) => export,
        Err(why) => {
            let mut draft = plain::read(words.to_owned());
            let what = format!("it looks like a chat, but is no JSON ({why}); kept as it stands");
            draft.diagnostics.push(Diagnostic::warning(what));
            return Ok(draft);
        }
    };
    let mut writer = Writer { source, draft: Draft::default(), people: BTreeSet::new(), bare: 0 };
    if export.contains_key("messages") {
        writer.chat(&export);
        writer.draft.title = source.string(export.get("name")).map(|name| name.words);
    }
    for part in ["chats", "left_chats"] {
        let Some(chats) = export.get(part).and_then(|chats| json::object(chats)) else { continue };
        for chat in chats.get("list").map(|list| json::list(list)).unwrap_or_default() {
            if let Some(chat) = json::object(chat) {
                writer.chat(&chat);
            }
        }
    }
    Ok(writer.finish())
}

/// The text of an export in the making.
struct Writer<'s> {
    source: Source<'s>,
    draft: Draft,
    people: BTreeSet<String>,
    /// Messages that have files and the like.
    bare: usize,
}

impl Writer<'_> {
    fn chat(&mut self, chat: &Object<'_>) {
        self.draft.separate(2);
        if let Some(name) = self.source.string(chat.get("name")) {
            let span = self.draft.add(&name.on_one_line(), 0);
            let mut head = SectionDraft::new(SectionKind::Heading, span, None, HEAD, vec![span]);
            head.title = Some(name.words).filter(|_| !span.is_empty());
            if head.title.is_some() {
                self.draft.sections.push(head);
            }
        }
        // Where each message begins that another may answer.
        let mut heads: BTreeMap<i64, Span> = BTreeMap::new();
        let messages = chat.get("messages").map(|all| json::list(all)).unwrap_or_default();
        let mut unread = 0;
        for message in messages {
            match self.source.message(message) {
                Some(message) => self.message(message, &mut heads),
                None => unread += 1,
            }
        }
        if unread > 0 {
            let what = format!("{unread} entries of the chat are no messages and were left out");
            self.draft.diagnostics.push(Diagnostic::warning(what));
        }
    }

    fn message(&mut self, message: Message, heads: &mut BTreeMap<i64, Span>) {
        self.bare += usize::from(message.has_file);
        self.draft.separate(2);
        let start = self.draft.end();
        let head = self.head(&message);
        let place = self.draft.sections.len();
        let answered = message.answers.and_then(|id| heads.get(&id)).copied();
        let kind = match () {
            () if message.is_service => SectionKind::Body,
            () if message.answers.is_some() => SectionKind::Reply,
            () => SectionKind::Post,
        };
        let because = [head].into_iter().chain(answered).collect();
        let mut post = SectionDraft::new(kind, head, None, MESSAGE, because);
        post.author = message.from.as_ref().map(|from| from.words.clone());
        post.published = message.published;
        self.draft.sections.push(post);
        self.draft.separate(1);
        self.words(&message.words, message.forwarded.as_ref(), place);
        let span = Span::new(start, self.draft.end()).trim(&self.draft.words);
        if span.is_empty() {
            self.draft.sections.truncate(place);
            return;
        }
        self.draft.sections[place].span = span;
        self.people.extend(message.from.filter(|_| !message.is_service).map(|from| from.words));
        if let Some(id) = message.id {
            heads.insert(id, head);
        }
    }

    /// Who sent a message and when, and what was done where nothing was said.
    fn head(&mut self, message: &Message) -> Span {
        let start = self.draft.end();
        for said in [&message.from, &message.action, &message.date].into_iter().flatten() {
            if self.draft.end() > start {
                self.draft.words.push_str(" \u{b7} ");
            }
            self.draft.add(&said.on_one_line(), 0);
        }
        Span::new(start, self.draft.end())
    }

    /// The words of a message, in a section of their own where they are somebody else's.
    fn words(&mut self, words: &message::Words, forwarded: Option<&Mapped>, place: usize) {
        let start = self.draft.end();
        let from = forwarded.map(|from| {
            let name = self.draft.add(&from.on_one_line(), 0);
            self.draft.separate(1);
            (name, from.words.clone())
        });
        let by = self.draft.end();
        self.draft.add(&words.words, 0);
        self.draft.references.extend(words.links.iter().cloned().map(|mut link| {
            let at = link.body.span;
            link.body.span = Span::new(at.start() + by, at.end() + by);
            link.because = vec![link.body.span];
            link
        }));
        let span = Span::new(start, self.draft.end()).trim(&self.draft.words);
        if let Some((name, from)) = from.filter(|_| !span.is_empty()) {
            let kind = SectionKind::Quoted;
            let mut quoted = SectionDraft::new(kind, span, Some(place), FORWARDED, vec![name]);
            quoted.speaker = Some(from);
            self.draft.sections.push(quoted);
        }
    }

    fn finish(self) -> Draft {
        /// More are counted, not named.
        const MOST_NAMED: usize = 50;
        let Self { mut draft, people, bare, .. } = self;
        let messages = draft.sections.iter().filter(|section| section.rule == MESSAGE).count();
        let named: Vec<&str> = people.iter().take(MOST_NAMED).map(String::as_str).collect();
        let more = match people.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let what = format!("{messages} messages by {}: {}{more}", people.len(), named.join(", "));
        draft.diagnostics.push(Diagnostic::note(what));
        if bare > 0 {
            let what = format!("{bare} messages have files or pictures, which are not in the text");
            draft.diagnostics.push(Diagnostic::note(what));
        }
        draft
    }
}

impl<'s> Source<'s> {
    fn message(self, message: &'s RawValue) -> Option<Message> {
        Message::read(self, &json::object(message)?)
    }
}
