//! What the first lines of a text say of it: masthead, title, author, date; the headers of a mail.

use super::labels;
use super::lines::Line;
use crate::day;
use crate::draft::SectionDraft;
use sayso_model::{Published, RuleId, SectionKind, Span};

/// The lines at the top that are about the text, not part of what it says.
const HEAD: RuleId = RuleId::new("section.head");
/// How many lines from the top may carry the document's own date and author.
const LINES: usize = 4;
/// A head has no more lines than this.
const MOST_LINES: usize = 10;
/// A longer line is prose.
const LONGEST_LINE: usize = 120;
/// The headers of a mail that are known.
const MAIL: &[&str] = &["from", "to", "cc", "date", "sent", "subject", "reply-to"];

/// What a text's first lines say of it.
#[derive(Debug, Default)]
pub(crate) struct Head {
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) published: Option<Published>,
    /// The lines themselves, where they stand together.
    pub(crate) section: Option<SectionDraft>,
}

/// Reads the head of a text out of the lines before its first post.
///
/// A date in a byline is the text's own before any other, such as that of a dateline, which may
/// be the date of what the text is about. `followed` says that a post comes after these lines.
pub(crate) fn read(text: &str, lines: &[Line], followed: bool) -> Head {
    let mut head = Head::default();
    let mut dateline = None;
    for line in lines.iter().take(LINES) {
        let words = line.of(text);
        if words.len() > LONGEST_LINE {
            break;
        }
        if let Some(byline) = labels::byline(words) {
            head.author = head.author.or(byline.author);
            head.published = head.published.or(byline.published);
        } else if dateline.is_none() && !words.ends_with('.') {
            dateline = day::find_day(words).map(|(_, day)| Published(day));
        }
    }
    head.published = head.published.or(dateline);
    together(text, lines, followed, &mut head);
    head
}

/// The lines that stand together at the top, if one of them is a byline, a dateline or a header
/// of a mail, and all are short.
fn together(text: &str, lines: &[Line], followed: bool, head: &mut Head) {
    let more = lines.iter().skip(1).take_while(|l| l.blanks_before == 0).count();
    let block = lines.get(..=more).unwrap_or_default();
    let short =
        |l: &Line| l.of(text).len() <= LONGEST_LINE && !l.of(text).ends_with(['.', '?', '!']);
    let followed = followed || lines.len() > block.len();
    if block.len() > MOST_LINES || !followed || !block.iter().all(short) {
        return;
    }
    let about: Vec<Span> = block.iter().filter(|l| is_about(l.of(text))).map(|l| l.span).collect();
    let (Some(first), Some(last), false) = (block.first(), block.last(), about.is_empty()) else {
        return;
    };
    if let Some((_, subject)) =
        block.iter().filter_map(|l| header(l.of(text))).find(|h| h.0 == "subject")
    {
        head.title = Some(subject.to_owned());
    } else {
        let names: Vec<&str> =
            block.iter().map(|l| l.of(text)).filter(|words| !is_about(words)).collect();
        (head.outlet, head.title) = match names[..] {
            [] => (None, None),
            [title] => (None, Some(title.to_owned())),
            [outlet, title, ..] => (Some(outlet.to_owned()), Some(title.to_owned())),
        };
    }
    let span = first.span.cover(last.span);
    let mut section = SectionDraft::new(SectionKind::Heading, span, None, HEAD, about);
    section.title.clone_from(&head.title);
    head.section = Some(section);
}

fn is_about(words: &str) -> bool {
    labels::byline(words).is_some() || header(words).is_some() || day::find_day(words).is_some()
}

/// A header of a mail: its name in small letters, and what it says.
fn header(words: &str) -> Option<(&'static str, &str)> {
    let (name, value) = words.split_once(':')?;
    let name = MAIL.iter().find(|known| name.eq_ignore_ascii_case(known))?;
    Some((name, value.trim()))
}
