//! Chats as WhatsApp exports them in text: a line for each message, and more where it has more.

mod dates;
mod stamp;

use crate::draft::{Draft, SectionDraft};
use dates::Order;
use sayso_model::{Diagnostic, Edtf, Published, RuleId, SectionKind, Span};
use stamp::Stamp;
use std::collections::BTreeMap;

/// A message, and a line of the program's own.
const MESSAGE: RuleId = RuleId::new("section.chat-line");
/// So many lines must be messages of somebody's, and the first line of all one or the program's.
const LEAST: usize = 2;
/// No name is longer.
const LONGEST_NAME: usize = 100;

/// A line that begins a message.
#[derive(Debug)]
struct Head<'t> {
    stamp: Stamp,
    /// Where the line begins.
    start: usize,
    /// Who sent it; nobody did where the program tells something.
    name: Option<&'t str>,
    /// Where the name stands, or else the stamp.
    because: Span,
}

/// The draft of a chat, but for its words and its map; `None` where the text is none.
pub(super) fn read(text: &str) -> Option<Draft> {
    let heads = heads(text)?;
    let stamps: Vec<&Stamp> = heads.iter().map(|head| &head.stamp).collect();
    let order = dates::order(&stamps);
    let mut draft = Draft::default();
    let mut people: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, head) in heads.iter().enumerate() {
        let end = heads.get(i + 1).map_or(text.len(), |next| next.start);
        let span = Span::new(head.start, end).trim(text);
        let kind = if head.name.is_some() { SectionKind::Post } else { SectionKind::Body };
        // What stands for a file or a deleted message is not the sender's words either.
        let because = [head.because].into_iter().chain(stand_in(text, head, span.end())).collect();
        let mut message = SectionDraft::new(kind, span, None, MESSAGE, because);
        message.author = head.name.map(str::to_owned);
        message.published = dates::published(&head.stamp, order).map(Published);
        draft.sections.push(message);
        if let Some(name) = head.name {
            *people.entry(name).or_default() += 1;
        }
    }
    draft.published = first_moment(&draft.sections);
    draft.diagnostics.push(Diagnostic::note(by_whom(&people)));
    draft.diagnostics.extend(about(text, &heads, order));
    Some(draft)
}

/// The day of the first message: a chat came out when it began.
fn first_moment(sections: &[SectionDraft]) -> Option<Published> {
    let day = sections.iter().find_map(|section| section.published.as_ref())?.0.as_day()?;
    Some(Published(Edtf::day(day)))
}

/// The lines that begin messages; `None` where too few do for the text to be a chat.
///
/// All are written as the first one is, since one program wrote them: a line of another cut
/// belongs to the message it stands in.
fn heads(text: &str) -> Option<Vec<Head<'_>>> {
    let mut heads: Vec<Head<'_>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_end_matches(['\n', '\r']);
        let head = head(bare, start)
            .filter(|head| heads.first().is_none_or(|first| first.stamp.cut == head.stamp.cut));
        match head {
            Some(head) => heads.push(head),
            // The first line that says something tells whether the text is a chat.
            None if heads.is_empty() && !stamp::bare(bare).is_empty() => return None,
            None => {}
        }
    }
    let said = heads.iter().filter(|head| head.name.is_some()).count();
    (said >= LEAST).then_some(heads)
}

fn head(line: &str, start: usize) -> Option<Head<'_>> {
    let (stamp, end) = stamp::read(line)?;
    let rest = &line[end..];
    let name = name(rest);
    let because = match name {
        Some(name) => {
            let at = start + (name.as_ptr() as usize - line.as_ptr() as usize);
            Span::new(at, at + name.len())
        }
        None => Span::new(start, start + end),
    };
    Some(Head { stamp, start, name, because })
}

/// The name at the beginning of a message, without the marks that programs put around it.
fn name(rest: &str) -> Option<&str> {
    let (name, _) = rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, "")))?;
    let name = stamp::bare(name);
    // Somebody who is not among the owner's contacts.
    let name = stamp::bare(name.strip_prefix('~').unwrap_or(name));
    // What the program tells may have a colon in what it quotes.
    let told = name.contains(['"', '\u{201c}', '\u{201d}', '\u{ab}', '\u{201e}']);
    (!name.is_empty() && name.len() <= LONGEST_NAME && !told).then_some(name)
}

fn by_whom(people: &BTreeMap<&str, usize>) -> String {
    /// More are counted, not named.
    const MOST_NAMED: usize = 50;
    let count: usize = people.values().sum();
    let named: Vec<String> =
        people.iter().take(MOST_NAMED).map(|(name, count)| format!("{name} ({count})")).collect();
    let more = match people.len() - named.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("a chat: {count} messages by {} people: {}{more}", people.len(), named.join(", "))
}

/// What to tell of the dates and of what is not in the text.
fn about(text: &str, heads: &[Head<'_>], order: Order) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    told.extend(order.doubt().map(Diagnostic::warning));
    let said =
        heads.iter().enumerate().filter(|(_, head)| head.name.is_some()).map(|(i, head)| {
            said(text, head, heads.get(i + 1).map_or(text.len(), |next| next.start))
        });
    let (mut files, mut gone) = (0_usize, 0_usize);
    for words in said {
        files += usize::from(is_file(words));
        gone += usize::from(is_deleted(words));
    }
    if files > 0 {
        told.push(Diagnostic::note(format!("{files} messages were files or pictures")));
    }
    if gone > 0 {
        told.push(Diagnostic::note(format!("{gone} messages were deleted before the export")));
    }
    told
}

/// The words of a message that ends before byte `end`.
fn said<'t>(text: &'t str, head: &Head<'_>, end: usize) -> &'t str {
    stamp::bare(text.get(head.because.end()..end).unwrap_or_default().trim_start_matches(':'))
}

/// What stands in a message for a file, or for the message where it was deleted.
fn stand_in(text: &str, head: &Head<'_>, end: usize) -> Option<Span> {
    head.name?;
    let words = said(text, head, end);
    let line = words.lines().next()?;
    let found = (is_deleted(words) || is_file(words)).then_some(line)?;
    let start = found.as_ptr() as usize - text.as_ptr() as usize;
    Some(Span::new(start, start + found.len()))
}

fn is_deleted(words: &str) -> bool {
    DELETED.contains(&words.trim_end_matches('.'))
}

/// What stands where a message was deleted.
const DELETED: &[&str] = &[
    "This message was deleted",
    "You deleted this message",
    "Diese Nachricht wurde gelöscht",
    "Du hast diese Nachricht gelöscht",
    "Ce message a été supprimé",
    "Se eliminó este mensaje",
    "Eliminaste este mensaje",
    "Mensagem apagada",
    "Questo messaggio è stato eliminato",
    "Сообщение удалено",
    "Данное сообщение удалено",
    "تم حذف هذه الرسالة",
    "Bu mesaj silindi",
];

/// Whether a message stands for a file: `<Media omitted>`, `image omitted`, `<attached: a.jpg>`,
/// `a.jpg (file attached)`.
fn is_file(words: &str) -> bool {
    const ENDS: &[&str] = &[" omitted", "(file attached)"];
    let line = words.lines().next().unwrap_or_default().trim_end();
    let bracketed = line.starts_with('<') && line.ends_with('>') && words.lines().count() == 1;
    bracketed || (line.len() <= 200 && ENDS.iter().any(|end| line.ends_with(end)))
}
