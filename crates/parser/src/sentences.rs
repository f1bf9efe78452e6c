//! Paragraphs and sentences.

use sayso_model::Span;

/// A sentence longer than this many bytes is cut at white space, so that no later step meets a
/// text of one endless sentence.
pub const LONGEST_SENTENCE: usize = 8_192;

/// Words with a full stop that seldom end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Capt", "Sgt", "Maj", "Adm", "Cmdr",
    "Brig", "Rear", "Rep", "Reps", "Sen", "Sens", "Gov", "Pres", "Rev", "Hon", "St", "Jr", "Sr",
    "vs", "cf", "e.g", "i.e", "viz", "No", "Nos", "Inc", "Ltd", "Co", "Corp", "Bros", "Jan", "Feb",
    "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Fig", "pp", "vol",
    "ed", "eds", "approx", "Ave", "Blvd", "Mt", "Ft",
];
/// Abbreviations after which a sentence ends where a word that often begins one follows.
const EITHER: &[&str] = &["U.S", "U.K", "U.N", "E.U", "D.C", "a.m", "p.m", "etc", "al"];
/// Words that often begin a sentence.
const BEGINS: &[&str] = &[
    "A", "After", "All", "An", "And", "As", "At", "But", "By", "For", "From", "He", "Her", "His",
    "However", "I", "In", "It", "Its", "On", "She", "Since", "So", "That", "The", "Their", "There",
    "These", "They", "This", "Those", "To", "We", "When", "While", "With", "You",
];

/// The paragraphs of a stretch of text: lines, but for lines that were broken to a width.
///
/// A line goes on in the next one where that begins with a small letter, or where the line is 40
/// to 100 bytes long, ends no sentence, and no list, note or quotation begins in the next.
#[must_use]
pub fn paragraphs(text: &str, within: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut at = within.start();
    let mut blank = true;
    while at < within.end() {
        let rest = &text.as_bytes()[at..within.end()];
        let len = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = Span::new(at, at + len).trim(text);
        at += len + if rest[len..].starts_with(b"\r\n") { 2 } else { 1 };
        if line.is_empty() {
            blank = true;
            continue;
        }
        match out.last_mut() {
            Some(last) if !blank && goes_on(text, *last, line) => *last = last.cover(line),
            _ => out.push(line),
        }
        blank = false;
    }
    out
}

fn goes_on(text: &str, before: Span, line: Span) -> bool {
    let (Some(before), Some(line)) = (before.of(text), line.of(text)) else { return false };
    let last_line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let first = line.chars().next().unwrap_or(' ');
    if first.is_lowercase() {
        return true;
    }
    let begins = matches!(first, '[' | '>' | '•' | '*' | '“' | '#' | '|')
        || line.starts_with("- ")
        || line.starts_with("– ")
        || line.starts_with("=")
        || line.starts_with("--");
    let ends = last_line.ends_with(['.', '?', '!', ':', '”', '…', ']', '=']);
    (40..=100).contains(&last_line.len()) && !begins && !ends && !last_line.contains("://")
}

/// The sentences of a stretch of text, one after the other.
#[must_use]
pub fn sentences(text: &str, within: Span) -> Sentences<'_> {
    Sentences { text, at: within.start(), end: within.end() }
}

/// Iterates over sentences; each is trimmed, none is empty.
#[derive(Debug, Clone)]
pub struct Sentences<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while self.at < self.end {
            let stop = self.stop();
            let sentence = Span::new(self.at, stop).trim(self.text);
            self.at = stop;
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
        None
    }
}

impl Sentences<'_> {
    /// Where the sentence that begins at `self.at` ends, its closing marks included.
    fn stop(&self) -> usize {
        let limit = self.text.floor_char_boundary(self.end.min(self.at + LONGEST_SENTENCE));
        let rest = &self.text[self.at..limit];
        let mut after = After::default();
        for (i, c) in rest.char_indices() {
            if !matches!(c, '.' | '?' | '!' | '…' | '؟' | '。') {
                continue;
            }
            // A run of marks is followed by the same words whichever of them is looked at.
            if self.at + i >= after.start {
                after = After::of(self.text, self.at + i + c.len_utf8(), limit);
            }
            if self.ends_here(self.at + i, c, &after) {
                return after.start;
            }
        }
        if limit == self.end {
            return limit;
        }
        // No end in sight: cut at the last white space, or where the limit falls.
        let cut = rest.rfind(char::is_whitespace).filter(|&i| i > 0);
        self.at + cut.unwrap_or(rest.len())
    }

    /// Whether the mark `c` at `at` ends a sentence.
    fn ends_here(&self, at: usize, c: char, after: &After<'_>) -> bool {
        let Some(first) = after.next.chars().next() else { return true };
        let begins = first.is_uppercase()
            || first.is_ascii_digit()
            || matches!(first, '“' | '"' | '‘' | '\'' | '(' | '[' | '«' | '—' | '–' | '*')
            || (first.is_alphabetic() && !first.is_lowercase());
        after.spaced && begins && !(c == '.' && self.is_abbreviation(at, after.next))
    }

    fn is_abbreviation(&self, at: usize, next: &str) -> bool {
        let before = &self.text[self.at..at];
        let word = before
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '[' | '‘'))
            .next()
            .unwrap_or_default();
        let following: &str = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        if EITHER.contains(&word) {
            return !BEGINS.contains(&following);
        }
        let mut letters = word.chars();
        let initial =
            matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
        let number =
            (word == "No" || word == "Nos") && !next.starts_with(|c: char| c.is_ascii_digit());
        (initial && word != "I") || (ABBREVIATIONS.contains(&word) && !number)
    }
}

/// What stands after the marks that may end a sentence.
#[derive(Debug, Default)]
struct After<'t> {
    /// Where the marks end, closing ones and those of notes included.
    start: usize,
    /// From the next word on.
    next: &'t str,
    /// Whether white space stands before it.
    spaced: bool,
}

impl<'t> After<'t> {
    /// After a mark that ends at `at`.
    fn of(text: &'t str, at: usize, limit: usize) -> Self {
        let tail = &text[at..limit];
        let closed = tail.trim_start_matches(['.', '?', '!', '”', '"', '’', '\'', ')', ']', '»']);
        let rest = without_notes(closed);
        let next = rest.trim_start();
        Self { start: limit - rest.len(), next, spaced: next.len() < rest.len() }
    }
}

/// What follows the marks of notes (`[3]`, `³`) after a sentence: they belong to it, also where a
/// space stands between.
fn without_notes(mut rest: &str) -> &str {
    loop {
        let raised = rest.trim_start_matches(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰']);
        let mark = raised.trim_start_matches([' ', '\u{a0}']);
        let digits =
            mark.strip_prefix('[').map(|r| r.trim_start_matches(|c: char| c.is_ascii_digit()));
        match digits.and_then(|d| d.strip_prefix(']')) {
            Some(after) => rest = after,
            None => return raised,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).filter_map(|s| s.of(text)).collect()
    }

    #[test]
    fn ends_where_a_reader_would() {
        assert_eq!(
            split(
                "Capt. J. Brandt left at 9 p.m. on Tuesday. “It sank.” No. 4 held. No. He was wrong… The U.S. Navy came."
            ),
            [
                "Capt. J. Brandt left at 9 p.m. on Tuesday.",
                "“It sank.”",
                "No. 4 held.",
                "No.",
                "He was wrong…",
                "The U.S. Navy came."
            ]
        );
    }

    #[test]
    fn a_long_run_of_marks_is_walked_once() {
        let run = format!("{}x ", ".".repeat(8_000)).repeat(600);
        let spaced = format!("{}{}x ", "?".repeat(4_000), " ".repeat(4_000)).repeat(600);
        for text in [run, spaced] {
            let kept: usize = split(&text).iter().map(|s| s.matches('x').count()).sum();
            assert_eq!(kept, 600);
        }
        assert_eq!(
            split("At 9 p.m.! He came etc.? Mr.. Brandt"),
            ["At 9 p.m.!", "He came etc.?", "Mr..", "Brandt"]
        );
    }

    #[test]
    fn keeps_the_marks_of_notes_with_their_sentence() {
        assert_eq!(
            split(
                "The gate held.[3] It sank. [4] The key was lost.¹ It was “found.”[4][5] He left [6]."
            ),
            [
                "The gate held.[3]",
                "It sank. [4]",
                "The key was lost.¹",
                "It was “found.”[4][5]",
                "He left [6]."
            ]
        );
    }

    #[test]
    fn joins_lines_broken_to_a_width_and_no_others() {
        let text = "The bridge at Orlow was closed on Friday by the\nValley Council, which gave no reason.\n[1] http://example.org/a\nNext line\n";
        let found: Vec<_> = paragraphs(text, Span::new(0, text.len()))
            .iter()
            .filter_map(|p| p.of(text))
            .map(|p| p.split_whitespace().count())
            .collect();
        assert_eq!(found, [16, 2, 2]);
    }

    proptest! {
        #[test]
        fn covers_all_that_is_not_white_space(text in "([a-zA-Zäش .?!\\n“”]|\\PC){0,400}") {
            let all = Span::new(0, text.len());
            let mut at = 0;
            for s in sentences(&text, all) {
                prop_assert!(text[at..s.start()].trim().is_empty());
                prop_assert!(!s.is_empty());
                at = s.end();
            }
            prop_assert!(text[at..].trim().is_empty());
            for p in paragraphs(&text, all) {
                prop_assert!(p.of(&text).is_some());
            }
        }
    }
}
