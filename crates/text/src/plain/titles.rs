//! Lines that head a post or a part, by score.

use super::blocks::Quoted;
use super::labels;
use super::lines::Line;
use super::speakers;
use crate::notes::{self, NoteList};
use crate::{day, links};
use sayso_model::Span;

/// A line that heads what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Title {
    /// Index of its line.
    pub(crate) line: usize,
    /// How many lines it takes: 2 with an underline.
    pub(crate) height: usize,
    /// What its layout scored; see [`score`].
    pub(crate) score: u32,
}

/// Least score of a title. A short line between blank lines, without an ending mark, before
/// prose, has just this much.
pub(crate) const LEAST: u32 = 4;
/// A longer line is a paragraph.
const LONGEST: usize = 160;
/// Most words in a title.
const MOST_WORDS: usize = 28;
/// A line at least this long is prose.
const PROSE: usize = 120;

/// Finds the titles of a text. Lines inside a quoted block, and lines that open a quotation they
/// do not close, are none.
pub(crate) fn find(
    text: &str,
    lines: &[Line],
    quoted: &[Quoted],
    notes: &[NoteList],
) -> Vec<Title> {
    let mut quoted = quoted.iter().peekable();
    let mut out = Vec::new();
    for i in 0..lines.len() {
        while quoted.peek().is_some_and(|q| q.lines.end <= i) {
            quoted.next();
        }
        if quoted.peek().is_some_and(|q| q.lines.contains(&i)) || !may_be(text, lines, i) {
            continue;
        }
        let height = if underlined(text, lines, i) { 2 } else { 1 };
        let score = score(text, lines, i, height, notes);
        if score >= LEAST {
            out.push(Title { line: i, height, score });
        }
    }
    out
}

/// What a title must be: one short line of words, set apart, that ends no sentence.
fn may_be(text: &str, lines: &[Line], i: usize) -> bool {
    let words = lines[i].of(text);
    let set_apart = lines[i].blanks_before > 0;
    let alone = match lines.get(i + 1) {
        None => false,
        Some(next) => {
            next.blanks_before > 0
                || underlined(text, lines, i)
                || labels::byline(next.of(text)).is_some()
        }
    };
    set_apart
        && alone
        && words.len() <= LONGEST
        && words.split_whitespace().count() <= MOST_WORDS
        && words.chars().any(char::is_alphabetic)
        && !ends_sentence(words)
        && !is_whole_quotation(words)
        && links::first_address(words).is_none()
        && !is_rule(words)
        && balanced(words)
        && labels::bullet(words).is_none()
        && labels::caption(words).is_none()
        && labels::byline(words).is_none()
        && !labels::heads_notes(words)
        && !words.starts_with(['[', '>', '|'])
        && !begins_with_a_sign(words)
        && !is_date(words)
}

/// Whether a dash or a drawn sign leads a line, as it does captions, signatures and the legends of
/// maps: `— The mill in spring`, `██ Held by the guard`.
fn begins_with_a_sign(words: &str) -> bool {
    // Arrows, boxes, blocks, shapes, stars and dingbats.
    let drawn = |c: char| matches!(c, '\u{2190}'..='\u{23ff}' | '\u{2500}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}');
    words.starts_with(['—', '–', '―', '-']) || words.starts_with(drawn)
}

/// Whether a line ends as a sentence does, or in the middle of one, also inside of a quotation:
/// `The warden said, “The gate was shut.”`
fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(['”', '"', '’', '\'', ')']).ends_with(['.', ':', ';', ',', '…'])
}

/// Scores the layout of a line that may be a title; each piece of evidence counts:
///
/// | evidence | points |
/// |---|---|
/// | two or more blank lines before it, or it begins the text | 2 |
/// | an underline, or a byline or date under it | 2 |
/// | all in capitals | 2 |
/// | a blank line after it | 1 |
/// | no mark at its end (`?` and `!` are marks) | 1 |
/// | three words or more | 1 |
/// | its last space does not break, as typesetters set titles | 1 |
/// | what follows is prose, a speaker's label, a caption or a quoted block | 1 |
/// | what stands before ended something: a list of notes, a quoted block, a caption | 1 |
fn score(text: &str, lines: &[Line], i: usize, height: usize, notes: &[NoteList]) -> u32 {
    let line = lines[i];
    let words = line.of(text);
    let next = lines.get(i + height);
    let evidence = [
        (line.blanks_before >= 2, 2),
        (height == 2 || next.is_some_and(|n| labels::byline(n.of(text)).is_some()), 2),
        (all_capitals(words), 2),
        (next.is_some_and(|n| n.blanks_before > 0), 1),
        (!words.ends_with(['?', '!']), 1),
        (words.split_whitespace().count() >= 3, 1),
        (last_space_holds(words), 1),
        (next.is_some_and(|n| begins_matter(n.of(text))), 1),
        (i > 0 && ended_matter(text, lines[i - 1], notes), 1),
    ];
    evidence.iter().filter(|(holds, _)| *holds).map(|(_, points)| points).sum()
}

fn begins_matter(words: &str) -> bool {
    words.len() >= PROSE
        || words.starts_with(['“', '"', '>'])
        || speakers::speaker(words).is_some()
        || labels::caption(words).is_some()
        || (words.ends_with('.') && words.split_whitespace().count() >= 6)
}

fn ended_matter(text: &str, before: Line, notes: &[NoteList]) -> bool {
    let words = before.of(text);
    words.ends_with(['”', '"'])
        || labels::caption(words).is_some()
        || is_rule(words)
        || notes::in_list(notes, before.span)
}

fn underlined(text: &str, lines: &[Line], i: usize) -> bool {
    lines.get(i + 1).is_some_and(|next| next.blanks_before == 0 && is_rule(next.of(text)))
}

/// A line of nothing but `=`, `-`, `*`, `_` or `~`, three at the least.
pub(crate) fn is_rule(words: &str) -> bool {
    words.len() >= 3 && words.chars().all(|c| matches!(c, '=' | '-' | '*' | '_' | '~' | ' ' | '—'))
}

/// A sentence in quotation marks, as against a title in quotation marks.
fn is_whole_quotation(words: &str) -> bool {
    words.starts_with(['“', '"']) && words.trim_end_matches(['”', '"']).ends_with(['.', '!', '?'])
}

fn is_date(words: &str) -> bool {
    day::find_day(words).is_some_and(|(at, _)| {
        let rest = words.len() - at.len();
        rest <= 12
    })
}

fn all_capitals(words: &str) -> bool {
    words.chars().any(char::is_uppercase)
        && !words.chars().any(char::is_lowercase)
        && words.chars().filter(|c| c.is_alphabetic()).count() >= 4
}

fn last_space_holds(words: &str) -> bool {
    words.chars().rev().find(|c| c.is_whitespace()) == Some('\u{a0}')
}

/// Whether each quotation mark that is opened is closed.
fn balanced(words: &str) -> bool {
    let mut depth = 0_i32;
    for c in words.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && words.matches('"').count().is_multiple_of(2)
}

impl Title {
    /// The words of its line.
    pub(crate) fn span(self, lines: &[Line]) -> Span {
        lines[self.line].span
    }
}
