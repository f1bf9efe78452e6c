//! Short lines with a job: bylines, captions, bullets.

use crate::day;
use crate::speaker::is_person;
use sayso_model::Published;
use std::ops::Range;

/// What a byline tells.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Byline {
    pub(crate) author: Option<String>,
    pub(crate) published: Option<Published>,
}

/// Words a byline begins with, lower case; the author follows.
const BYLINE_STARTS: &[&str] = &[
    "posted by ",
    "published by ",
    "written by ",
    "compiled by ",
    "edited by ",
    "notes by ",
    "collected by ",
    "translated by ",
    "from: ",
    "author: ",
    "by: ",
    "by ",
];
/// Words a date line begins with, lower case.
const DATE_STARTS: &[&str] =
    &["posted on ", "published on ", "published: ", "date: ", "posted: ", "updated: ", "posted "];
/// A name longer than this is a sentence.
const LONGEST_NAME: usize = 60;

/// Reads a byline: `Posted by NAME on 3 March 2021`, `By NAME`, `Date: 3 March 2021`, or a date
/// alone. `None` for anything else.
pub(crate) fn byline(line: &str) -> Option<Byline> {
    let line = line.trim();
    if line.len() > 160 || line.ends_with(['.', ':', '?', '!']) {
        return None;
    }
    let day = day::find_day(line);
    if let Some(rest) = after(line, BYLINE_STARTS) {
        let name = match &day {
            Some((at, _)) => line.get(line.len() - rest.len()..at.start).unwrap_or(rest),
            None => rest,
        };
        let name = clean_name(name);
        if !is_name(name) {
            return None;
        }
        let published = day.map(|(_, day)| Published(day));
        return Some(Byline { author: Some(name.to_owned()), published });
    }
    let (at, day) = day?;
    let before = line.get(..at.start)?;
    let after_day = line.get(at.end..)?;
    let tail = after_day.chars().filter(|c| c.is_alphabetic()).count();
    if tail > 12 {
        return None;
    }
    let published = Some(Published(day));
    if before.trim().is_empty() || after(line, DATE_STARTS).is_some() {
        return Some(Byline { author: None, published });
    }
    let name = clean_name(without_set_off_weekday(before));
    let signed =
        before.trim_end().ends_with([',', '|', '–', '—', '(']) && is_name(name) && is_person(name);
    signed.then(|| Byline { author: Some(name.to_owned()), published })
}

/// What stands before a date without a weekday that a mark sets off: `Harbour Notes, Friday,`.
fn without_set_off_weekday(before: &str) -> &str {
    let bare = day::without_weekday(before);
    if bare.is_empty() || bare.ends_with([',', '|', '–', '—', '(']) { bare } else { before }
}

/// What begins a reply set on a line of its own: `Reply by NAME:`, `Comment from NAME to NAME:`.
/// Gives the name's range and where its words begin.
pub(crate) fn reply(line: &str) -> Option<(Range<usize>, usize)> {
    const STARTS: &[&str] = &[
        "reply by ",
        "reply from ",
        "comment by ",
        "comment from ",
        "response by ",
        "response from ",
        "answer by ",
        "answer from ",
    ];
    let rest = after(line, STARTS)?;
    let start = line.len() - rest.len();
    let colon = start + rest.find(':')?;
    let label = line.get(start..colon)?;
    let name = label.split(" to ").next()?.split(" on ").next()?.split(',').next()?.trim_end();
    is_name(name).then_some((start..start + name.len(), colon + 1))
}

/// A name cut out of a byline: without the words that led to the date.
pub(super) fn clean_name(name: &str) -> &str {
    let mut name = name.trim().trim_end_matches([',', '|', '-', '–', '—', '(']).trim_end();
    for tail in [" on", " at", ", on"] {
        name = name.strip_suffix(tail).unwrap_or(name).trim_end_matches(',').trim_end();
    }
    name
}

/// Whether some words can be a name: short, no date, and beginning with a capital, a digit, or a
/// letter of a script without capitals.
pub(super) fn is_name(words: &str) -> bool {
    let begins = words.chars().next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase());
    let begins = begins && !day::is_date(words);
    begins && words.len() <= LONGEST_NAME && !words.contains(['.', '?', '!', '“', '"'])
        || begins && words.len() <= LONGEST_NAME && initials_only(words)
}

/// Whether every full stop in a name follows a single capital (`J. R. Brandt`).
fn initials_only(words: &str) -> bool {
    !words.contains(['?', '!', '“', '"'])
        && words.split_whitespace().filter(|w| w.contains('.')).all(|w| w.chars().count() <= 4)
}

fn after<'l>(line: &'l str, starts: &[&str]) -> Option<&'l str> {
    starts.iter().find_map(|start| {
        let head = line.get(..start.len())?;
        head.eq_ignore_ascii_case(start).then(|| &line[start.len()..])
    })
}

/// Whether a line is the heading of a list of notes.
pub(crate) fn heads_notes(line: &str) -> bool {
    let name = line.trim().trim_matches(['#', '=', '-', '*', ':', ' ']).to_lowercase();
    ["notes", "note", "sources", "references", "links", "footnotes", "endnotes"]
        .contains(&name.as_str())
}

/// What the lines of pictures begin with, lower case.
const CAPTIONS: &[&str] = &[
    "image may contain",
    "may be an image",
    "no photo description",
    "[image",
    "[photo",
    "image:",
    "photo:",
    "photograph:",
    "picture:",
    "caption:",
    "figure:",
    "image credit",
    "photo credit",
    "photo by ",
    "photograph by ",
];
/// A caption longer than this is a paragraph.
const LONGEST_CAPTION: usize = 240;

/// How many bytes of a line say that it belongs to a picture; `None` where it does not.
pub(crate) fn caption(line: &str) -> Option<usize> {
    if line.len() > LONGEST_CAPTION {
        return None;
    }
    CAPTIONS
        .iter()
        .find(|start| line.get(..start.len()).is_some_and(|h| h.eq_ignore_ascii_case(start)))
        .map(|start| start.len())
}

/// The bullet or running number that a list's line begins with.
pub(crate) fn bullet(line: &str) -> Option<Range<usize>> {
    let first = line.chars().next()?;
    let mark = match first {
        '-' | '*' | '•' | '·' | '–' | '+' => first.len_utf8(),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let stop = matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
            if digits > 3 || !stop {
                return None;
            }
            digits + 1
        }
        _ => return None,
    };
    line[mark..].starts_with([' ', '\t', '\u{a0}']).then_some(0..mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_bullet_from_a_number() {
        assert_eq!(bullet("1. one"), Some(0..2));
        assert_eq!(bullet("– dash"), Some(0..3));
        assert_eq!(bullet("1898 was"), None);
        assert_eq!(bullet("-5 degrees"), None);
    }
}
