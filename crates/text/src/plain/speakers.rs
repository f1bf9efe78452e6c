//! Speakers' labels: whose words a block is in.

use super::labels::{clean_name, is_name};
use crate::day;
use std::ops::Range;

/// Most words in a speaker's label.
const LABEL_WORDS: usize = 8;

/// The speaker in a label that ends with a colon: the whole line (`Harbour Watch:`), or what
/// stands before an opening quotation mark (`A reader: “...`). Gives the name's range.
pub(crate) fn speaker(line: &str) -> Option<Range<usize>> {
    let colon = match line.find(['“', '"']) {
        Some(quote) => line.get(..quote)?.trim_end().strip_suffix(':')?.len(),
        None => line.trim_end().strip_suffix(':')?.len(),
    };
    let label = line.get(..colon)?;
    let at = introduced(label);
    let name = label.get(at.clone())?;
    let words = name.split_whitespace().count();
    let plain = !name.contains([':', '“', '"', '?', '!', '[', '/']);
    let told = name.len() < label.trim().len();
    let somebody = is_name(name) && !is_list_head(name) && names_somebody(name, told);
    (plain && (1..=LABEL_WORDS).contains(&words) && somebody).then_some(at)
}

/// Words that no name begins with, lower case: a label that does is a sentence or a lead-in.
const NO_NAME_BEGINS: &[&str] = &[
    "about",
    "according",
    "after",
    "and",
    "another",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "below",
    "but",
    "by",
    "during",
    "finally",
    "first",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "like",
    "next",
    "no",
    "not",
    "now",
    "on",
    "or",
    "she",
    "since",
    "so",
    "that",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "under",
    "we",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "why",
    "with",
    "you",
];
/// What is read rather than who wrote it, lower case: `The statement:` names no speaker.
const WRITINGS: &[&str] = &[
    "answer",
    "article",
    "caption",
    "comment",
    "email",
    "example",
    "extract",
    "headline",
    "letter",
    "mail",
    "message",
    "note",
    "notice",
    "paragraph",
    "passage",
    "post",
    "question",
    "quotation",
    "quote",
    "reply",
    "report",
    "sentence",
    "sign",
    "statement",
    "story",
    "summary",
    "text",
    "title",
    "transcript",
    "translation",
    "tweet",
    "words",
];
/// Most words in a label that begins with an article and has no verb: `The mayor of Orlow:`.
const DESCRIBED_WORDS: usize = 5;

/// Whether a label can be somebody's name or description. `told` says that a verb such as
/// `wrote` stood after it.
fn names_somebody(name: &str, told: bool) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split_whitespace();
    let first = words.next().unwrap_or_default();
    let last = words.next_back().unwrap_or(first);
    let described = matches!(first, "the" | "a" | "an" | "one" | "my" | "our");
    !NO_NAME_BEGINS.contains(&first)
        && !WRITINGS.contains(&last)
        && (told || !described || lower.split_whitespace().count() <= DESCRIBED_WORDS)
}

/// Verbs that introduce somebody's words at the end of a label.
const INTRODUCES: &[&str] = &[
    " writes",
    " wrote",
    " says",
    " said",
    " replies",
    " replied",
    " answers",
    " answered",
    " responds",
    " responded",
    " adds",
    " added",
    " comments",
    " commented",
];

/// Where the name stands in a label, without `wrote`, and without `On 3 March 2021,` before it.
fn introduced(label: &str) -> Range<usize> {
    let mut name = label.trim_end();
    for verb in INTRODUCES {
        name = name.strip_suffix(verb).unwrap_or(name);
    }
    // What is cut off from here on leaves either the beginning or the end in place.
    let Some((day, _)) = day::find_day(name) else { return trimmed(label, 0..name.len()) };
    let head = name.get(..day.start).unwrap_or_default();
    if head.trim().eq_ignore_ascii_case("on") || head.trim().is_empty() {
        let end = name.len();
        let tail = name.get(day.end..).unwrap_or_default();
        let tail = tail.trim_start_matches([',', ' ', '\u{a0}']);
        let tail = tail.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':').trim_start();
        let tail = tail.trim_start_matches([',', ' ']);
        return trimmed(label, end - tail.len()..end);
    }
    let start = head.len() - head.trim_start().len();
    trimmed(label, start..start + clean_name(head).len())
}

/// A range without the white space at its ends.
fn trimmed(words: &str, at: Range<usize>) -> Range<usize> {
    let Some(part) = words.get(at.clone()) else { return at };
    let start = at.end - part.trim_start().len();
    start..start + part.trim().len()
}

/// Headings of lists, which end with a colon as a speaker's label does.
const LIST_HEADS: &[&str] = &[
    "notes",
    "note",
    "sources",
    "source",
    "references",
    "links",
    "further reading",
    "footnotes",
    "see also",
    "read more",
    "related",
    "update",
    "other exchanges",
    "comments",
    "replies",
];

fn is_list_head(name: &str) -> bool {
    let name = name.to_lowercase();
    LIST_HEADS.contains(&name.as_str())
        || ["other ", "more ", "some "].iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(line: &str) -> Option<&str> {
        speaker(line).and_then(|at| line.get(at))
    }

    #[test]
    fn a_name_is_where_it_stands_and_not_where_its_letters_stand_first() {
        for (line, at) in [
            ("On 3 March 2021, March wrote:", 17..22),
            ("  On 3 March 2021, 10:30, March wrote :", 26..31),
            ("  March, 3 March 2021:", 2..7),
            ("\u{a0}Ana Ruiz on 3 March 2021 wrote:", 2..10),
        ] {
            assert_eq!(speaker(line), Some(at), "{line}");
        }
    }

    #[test]
    fn finds_who_a_label_names() {
        assert_eq!(label("Harbour Watch:"), Some("Harbour Watch"));
        assert_eq!(label("A reader: “I was there.”"), Some("A reader"));
        assert_eq!(label("Ana Ruiz wrote:"), Some("Ana Ruiz"));
        assert_eq!(label("The mayor of Orlow:"), Some("The mayor of Orlow"));
        assert_eq!(label("Notes:"), None);
        assert_eq!(label("The statement:"), None);
        assert_eq!(label("On the door hung a note: “Shut.”"), None);
        assert_eq!(label("and this is what followed from it in the end after all:"), None);
    }
}
