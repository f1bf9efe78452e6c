//! Chats as Telegram exports them in HTML: each message is a post.
//!
//! Who sent a message is written once: the messages that the same person sent next are `joined`
//! to it. When it was sent is in the `title` of its time, with the offset from Greenwich in later
//! versions.

use super::boilerplate::{self, Kept};
use super::posts::{Post, Posts};
use super::render::Rendered;
use super::tree::{Element, Tree};
use crate::draft::Draft;
use sayso_model::{Diagnostic, Edtf, Published};
use std::collections::{BTreeMap, BTreeSet};

/// Bytes of a name that are read.
const LONGEST_NAME: usize = 200;

/// The messages of a page.
#[derive(Debug, Default)]
pub(super) struct Chat {
    name: Option<String>,
    messages: BTreeMap<usize, Message>,
    /// Pictures, files, buttons: what is no words of anybody.
    left_out: BTreeSet<usize>,
    /// Messages that have files and the like.
    files: usize,
}

#[derive(Debug, Default)]
struct Message {
    joined: bool,
    author: Option<String>,
    published: Option<Published>,
    /// The id of the message that it answers.
    answers: Option<String>,
    /// The part that was sent on, and from whom.
    forwarded: Option<(usize, Option<String>)>,
}

impl Chat {
    /// The chat that a page is, if it is one.
    pub(super) fn find(tree: &Tree<'_>) -> Option<Self> {
        let history = tree.elements.iter().any(|element| has(element, "history"));
        if !history || !tree.elements.iter().any(is_message) {
            return None;
        }
        let mut chat = Self::default();
        // The message around each element, 0 for none.
        let mut around = vec![0; tree.elements.len()];
        for (e, element) in tree.elements.iter().enumerate().skip(1) {
            around[e] = around[element.parent];
            if is_message(element) {
                around[e] = e;
                let joined = has(element, "joined");
                chat.messages.insert(e, Message { joined, ..Message::default() });
            } else if is_no_words(element) {
                chat.left_out.insert(e);
                chat.files += usize::from(has(element, "media_wrap"));
            } else if let Some(message) = chat.messages.get_mut(&around[e]) {
                message.read(tree, e);
            } else if chat.name.is_none() && is_name(tree, e) {
                chat.name = Some(tree.text(e, LONGEST_NAME)).filter(|name| !name.is_empty());
            }
        }
        Some(chat)
    }

    /// All but what is no words.
    pub(super) fn keep(&self, tree: &Tree<'_>) -> Kept {
        let dropped = (0..tree.elements.len()).map(|e| self.left_out.contains(&e)).collect();
        boilerplate::keep_all_but(tree, dropped)
    }

    /// The messages as posts.
    pub(super) fn posts(&self, tree: &Tree<'_>, page: &Rendered) -> Posts {
        let id = |e: usize| tree.elements[e].attribute("id");
        let by_id: BTreeMap<&str, usize> =
            self.messages.keys().filter_map(|&e| Some((id(e)?, e))).collect();
        let (mut posts, mut answered) = (BTreeMap::new(), BTreeMap::new());
        let mut forwarded = BTreeMap::new();
        let mut last = None;
        for (&e, message) in &self.messages {
            let author = message.author.clone().or(last.filter(|_| message.joined));
            last = author.clone();
            if page.span(e).is_none() {
                continue;
            }
            let reply = message.answers.is_some();
            let published = message.published.clone();
            posts.insert(e, Post { author, published, reply });
            let first = message.answers.as_ref().and_then(|answers| by_id.get(&**answers));
            answered.extend(first.map(|&first| (e, first)));
            if let Some((part, Some(from))) = &message.forwarded {
                forwarded.insert(*part, from.clone());
            }
        }
        Posts::of_chat(tree, posts, answered, forwarded)
    }

    /// Adds what is known of the chat as a whole.
    pub(super) fn tell(&self, draft: &mut Draft, posts: &Posts) {
        draft.title = self.name.clone().or(draft.title.take());
        let people: BTreeSet<&String> =
            self.messages.values().filter_map(|message| message.author.as_ref()).collect();
        let what = format!("a chat: {} messages by {}", posts.len(), people.len());
        draft.diagnostics.push(Diagnostic::note(what));
        if self.files > 0 {
            let what = format!(
                "{} messages have files or pictures, which are not in the text",
                self.files
            );
            draft.diagnostics.push(Diagnostic::note(what));
        }
    }
}

impl Message {
    /// Takes in what an element of the message says of it.
    fn read(&mut self, tree: &Tree<'_>, e: usize) {
        let element = &tree.elements[e];
        let passed_on = self
            .forwarded
            .as_ref()
            .is_some_and(|&(part, _)| element.pieces.end <= tree.elements[part].pieces.end);
        if has(element, "forwarded") && self.forwarded.is_none() {
            self.forwarded = Some((e, None));
        } else if has(element, "from_name") {
            let name = name(tree, e);
            match &mut self.forwarded {
                Some((_, from)) if passed_on => *from = from.take().or(name),
                _ => self.author = self.author.take().or(name),
            }
        } else if has(element, "date") && !passed_on && self.published.is_none() {
            self.published = element.attribute("title").and_then(moment).map(Published);
        } else if &*element.name == "a" && self.answers.is_none() {
            let outer = &tree.elements[element.parent];
            self.answers = element
                .attribute("href")
                .filter(|_| has(outer, "reply_to"))
                .map(|href| href.strip_prefix("#go_to_").unwrap_or(href).to_owned());
        }
    }
}

fn has(element: &Element, class: &str) -> bool {
    element.classes().any(|c| c == class)
}

fn is_message(element: &Element) -> bool {
    has(element, "message") && has(element, "default")
}

/// What Telegram shows beside the words of a message.
fn is_no_words(element: &Element) -> bool {
    ["userpic_wrap", "media_wrap", "pagination", "reactions", "bot_buttons_table"]
        .iter()
        .any(|class| has(element, class))
}

/// Whether an element is the name of the chat, at the head of the page.
fn is_name(tree: &Tree<'_>, e: usize) -> bool {
    has(&tree.elements[e], "text") && tree.around(e).any(|a| has(&tree.elements[a], "page_header"))
}

/// The name in an element, without the time and the program that stand behind it.
fn name(tree: &Tree<'_>, e: usize) -> Option<String> {
    let inner = tree.elements[e + 1..].iter().zip(e + 1..);
    let mut inner = inner.take_while(|(element, _)| element.parent >= e);
    let time = inner.find(|(element, _)| has(element, "date")).map(|(_, time)| time);
    let words = tree.text(e, LONGEST_NAME);
    let time = time.map(|time| tree.text(time, LONGEST_NAME)).unwrap_or_default();
    let name = words.strip_suffix(time.as_str()).unwrap_or(&words);
    let name = name.split(" via @").next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// `03.03.2021 10:00:09 UTC+02:00`, or without the offset.
fn moment(title: &str) -> Option<Edtf> {
    let mut parts = title.split_ascii_whitespace();
    let (date, time, zone) = (parts.next()?, parts.next()?, parts.next());
    let mut date = date.split('.');
    let (day, month, year) = (date.next()?, date.next()?, date.next()?);
    let zone = match zone.and_then(|zone| zone.strip_prefix("UTC")) {
        Some("+00:00" | "-00:00") => "Z",
        Some(zone) => zone,
        None => "",
    };
    Edtf::parse(&format!("{year}-{month}-{day}T{time}{zone}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Hints;
    use sayso_model::SectionKind;

    #[test]
    fn a_moment_may_have_its_offset() {
        let of = |title| moment(title).map(|m| m.to_string());
        assert_eq!(of("03.03.2021 10:00:09").as_deref(), Some("2021-03-03T10:00:09"));
        assert_eq!(
            of("03.03.2021 10:00:09 UTC+02:00").as_deref(),
            Some("2021-03-03T10:00:09+02:00")
        );
        assert_eq!(of("03.03.2021 10:00:09 UTC+00:00").as_deref(), Some("2021-03-03T10:00:09Z"));
        assert_eq!(of("yesterday"), None);
    }

    #[test]
    fn each_message_is_a_post_of_who_sent_it() {
        let draft =
            crate::html::read(include_str!("../../tests/pages/telegram.html"), &Hints::default());
        let told: Vec<_> = draft
            .sections
            .iter()
            .map(|s| {
                let who = s.author.as_deref().or(s.speaker.as_deref());
                let when = s.published.as_ref().map(ToString::to_string);
                (s.kind, who, when, s.parent)
            })
            .collect();
        let at = |time: &str| Some(format!("2021-03-03T{time}+02:00"));
        assert_eq!(
            told,
            [
                (SectionKind::Post, Some("Ana Ruiz"), at("10:00:09"), None),
                (SectionKind::Post, Some("Ana Ruiz"), at("10:00:31"), None),
                (SectionKind::Reply, Some("Bram Oude"), at("10:04:00"), None),
                (SectionKind::Post, Some("Bram Oude"), at("10:05:12"), None),
                (SectionKind::Quoted, Some("Harbour Watch"), None, Some(3)),
            ]
        );
        assert_eq!(draft.title.as_deref(), Some("Pier of Vell"));
        let reply = &draft.sections[2];
        assert_eq!(reply.because[1], draft.sections[0].span);
        assert!(reply.span.of(&draft.words).unwrap().ends_with("Who says so?"));
        for gone in ["Not included", "Next messages", "AR"] {
            assert!(!draft.words.contains(gone), "{gone}");
        }
        assert!(draft.diagnostics.iter().any(|d| d.message == "a chat: 4 messages by 2"));
        let url = draft.references.iter().filter_map(|r| r.body.url.as_deref()).next_back();
        assert_eq!(url, Some("https://vell.example/pier"));
    }
}
