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
/// Marks that set a day off from a place or a name.
const MARKS: &[char] = &[',', '|', '-', '–', '—', '(', '[', '·', '•', '/'];
/// What a line that tells the days of a life begins with.
const LIFE: &[&str] = &["born", "died", "deceased", "killed"];
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
        } else if dateline.is_none() {
            dateline = dated(words);
        }
    }
    head.published = head.published.or(dateline);
    together(text, lines, followed, &mut head);
    head
}

/// The day of a dateline: the line's first words, or set off from them by a mark, and no part of
/// what the line says (`Born 23 January 1928 Paris, France`).
fn dated(words: &str) -> Option<Published> {
    let (at, day) = day::find_day(words)?;
    let (before, after) = (words.get(..at.start)?.trim(), words.get(at.end..)?.trim());
    let before = day::without_weekday(before);
    let set_off = before.is_empty() || before.ends_with(MARKS);
    let ends = !after.starts_with(char::is_alphabetic) && !after.ends_with('.');
    let of_a_life = before.split_whitespace().next().is_some_and(|first| {
        LIFE.iter().any(|word| first.trim_end_matches(MARKS).eq_ignore_ascii_case(word))
    });
    let is_span = day::find_day(after).is_some();
    (set_off && ends && !of_a_life && !is_span).then_some(Published(day))
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

#[cfg(test)]
mod tests {
    use super::dated;

    #[test]
    fn the_day_of_a_dateline_is_set_off() {
        for line in [
            "3 March 2021",
            "Harbour Watch, 3 March 2021",
            "Vell | Tuesday, March 3, 2021, 14:05",
            "Tue 3 March 2021",
            "ORLOW (3 March 2021)",
        ] {
            assert!(dated(line).is_some(), "{line}");
        }
    }

    #[test]
    fn a_day_that_is_told_of_is_none() {
        for line in [
            "Born 23 January 1928 Paris, France",
            "Born in Vell, 23 January 1928",
            "Died, 23 January 1928",
            "The dam broke on 3 March 2021",
            "Ana Ruiz, 3 March 1928 – 4 May 1999",
            "Orlow, 3 March 2021, was cold.",
            "Tuesday",
            "",
        ] {
            assert_eq!(dated(line), None, "{line}");
        }
    }
}
