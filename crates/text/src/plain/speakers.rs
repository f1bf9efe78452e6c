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
    let name = introduced(label);
    let words = name.split_whitespace().count();
    let plain = !name.contains([':', '“', '"', '?', '!', '[', '/']);
    let told = name.len() < label.trim().len();
    let somebody = is_name(name) && !is_list_head(name) && names_somebody(name, told);
    (plain && (1..=LABEL_WORDS).contains(&words) && somebody)
        .then(|| label.find(name).map(|at| at..at + name.len()))
        .flatten()
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

/// The name in a label, without `wrote`, and without `On 3 March 2021,` before it.
fn introduced(label: &str) -> &str {
    let mut name = label.trim();
    for verb in INTRODUCES {
        name = name.strip_suffix(verb).unwrap_or(name);
    }
    if let Some((at, _)) = day::find_day(name) {
        let head = name.get(..at.start).unwrap_or_default().trim();
        let tail = name.get(at.end..).unwrap_or_default();
        if head.eq_ignore_ascii_case("on") || head.is_empty() {
            let cut = tail.trim_start_matches([',', ' ', '\u{a0}']);
            name = cut.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':').trim_start();
            name = name.trim_start_matches([',', ' ']);
        } else {
            name = clean_name(head);
        }
    }
    name.trim()
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
