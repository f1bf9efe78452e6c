//! Quoted blocks: somebody's words over one or more paragraphs.

use super::lines::Line;
use super::speakers;
use crate::draft::SectionDraft;
use sayso_model::{RuleId, SectionKind, Span};
use std::ops::Range;

/// A block in quotation marks.
const MARKS: RuleId = RuleId::new("section.quoted-marks");
/// A block of lines that begin with `>`.
const ANGLES: RuleId = RuleId::new("section.quoted-angles");
/// A quotation that runs on over more lines than this was never closed.
const MOST_LINES: usize = 200;

/// A quoted block: some lines of the text.
#[derive(Debug, PartialEq)]
pub(crate) struct Quoted {
    /// Indices of its lines.
    pub(crate) lines: Range<usize>,
    /// From the opening mark to the closing one.
    pub(crate) span: Span,
    speaker: Option<String>,
    rule: RuleId,
    because: Vec<Span>,
}

impl Quoted {
    pub(crate) fn section(&self) -> SectionDraft {
        let because = self.because.clone();
        let mut section =
            SectionDraft::new(SectionKind::Quoted, self.span, None, self.rule.clone(), because);
        section.speaker.clone_from(&self.speaker);
        section
    }

    /// The blocks that a block of lines with `>` quotes in turn: runs of its lines with more of
    /// them (`> >`).
    pub(crate) fn inner(&self, text: &str, lines: &[Line]) -> Vec<SectionDraft> {
        let mut out = Vec::new();
        if self.rule != ANGLES {
            return out;
        }
        for level in 2..=DEEPEST {
            let mut i = self.lines.start;
            while i < self.lines.end {
                let deep = |i: &usize| depth(lines[*i].of(text)) >= level;
                let count = (i..self.lines.end).take_while(deep).count();
                if count > 0 {
                    out.push(inner(text, lines, i..i + count));
                }
                i += count.max(1);
            }
        }
        out
    }
}

/// Deepest level of quotation that is told apart.
const DEEPEST: usize = 8;

/// How many `>` a line begins with.
fn depth(words: &str) -> usize {
    let marks = words.chars().take_while(|c| matches!(c, '>' | ' ')).take(4 * DEEPEST);
    marks.filter(|c| *c == '>').count()
}

/// A block inside another one, with the speaker that the line before it names.
fn inner(text: &str, lines: &[Line], at: Range<usize>) -> SectionDraft {
    let (first, last) = (lines[at.start].span, lines[at.end - 1].span);
    let marks = first.of(text).unwrap_or_default();
    let marks = marks.len() - marks.trim_start_matches(['>', ' ']).len();
    let because = vec![Span::new(first.start(), first.start() + marks)];
    let span = first.cover(last);
    let mut section = SectionDraft::new(SectionKind::Quoted, span, None, ANGLES, because);
    let before = at.start.checked_sub(1).and_then(|i| lines.get(i));
    let label = before.map(|l| l.of(text).trim_start_matches(['>', ' '])).unwrap_or_default();
    if label.trim_end().ends_with(':')
        && let Some(name) = speakers::speaker(label)
    {
        section.speaker = label.get(name).map(str::to_owned);
    }
    section
}

/// The quoted blocks of a text in order, and the openings that are never closed.
pub(crate) fn quoted(text: &str, lines: &[Line]) -> (Vec<Quoted>, Vec<Span>) {
    let (mut found, mut unclosed) = (Vec::new(), Vec::new());
    let (mut i, mut free) = (0, 0);
    while i < lines.len() {
        let block = angles(text, lines, i).or_else(|| {
            let begins = !goes_on(text, &lines[free..=i]);
            begins.then(|| marks(text, lines, i, &mut unclosed)).flatten()
        });
        i = block.as_ref().map_or(i + 1, |b| b.lines.end.max(i + 1));
        free = block.as_ref().map_or(free, |_| i);
        found.extend(block);
    }
    (found, unclosed)
}

/// Whether the last of these lines goes on with a quotation that the line before, running text,
/// opens and leaves open: by the convention of quoting over paragraphs it begins with a mark.
fn goes_on(text: &str, lines: &[Line]) -> bool {
    let [.., before, line] = lines else { return false };
    line.of(text).starts_with('“') && Balance::of(before.of(text), '“').open
}

/// A run of lines that begin with `>`.
fn angles(text: &str, lines: &[Line], first: usize) -> Option<Quoted> {
    let count = lines[first..].iter().take_while(|l| l.of(text).starts_with('>')).count();
    let last = lines.get(first + count.checked_sub(1)?)?;
    let (speaker, mut because) = label_before(text, lines, first);
    let start = lines[first].span.start();
    because.push(Span::new(start, start + 1));
    Some(Quoted {
        lines: first..first + count,
        span: lines[first].span.cover(last.span),
        speaker,
        rule: ANGLES,
        because,
    })
}

/// A block that begins with a quotation mark, at the start of a line or after a speaker's label.
///
/// It is closed by the first later line that ends with a closing mark that nothing in the line
/// opens. By the convention of quoting over paragraphs each may begin with an opening mark of its
/// own; where only some do, a new opening means that the earlier one was never closed.
fn marks(text: &str, lines: &[Line], first: usize, unclosed: &mut Vec<Span>) -> Option<Quoted> {
    let line = lines[first].of(text);
    let inline = speakers::speaker(line);
    let open = match &inline {
        Some(name) => name.end + line.get(name.end..)?.find(['“', '"'])?,
        None => 0,
    };
    // `Ana Ruiz wrote: “...”` on one line is a sentence, `Ana Ruiz: “...”` a label and a block.
    let labelled =
        inline.as_ref().and_then(|name| line.get(name.end..open)).is_some_and(|l| l.trim() == ":");
    let mark = line.get(open..)?.chars().next().filter(|c| matches!(c, '“' | '"'))?;
    let start = lines[first].span.start() + open;
    let opening = Span::new(start, start + mark.len_utf8());
    let balance = Balance::of(line.get(open..)?, mark);
    let last = if balance.open {
        closing_line(text, lines, first, mark).unwrap_or_else(|| {
            unclosed.push(opening);
            end_of_paragraph(lines, first)
        })
    } else if balance.closed_at_end && (labelled || label_line(text, lines, first)) {
        first
    } else {
        return None;
    };
    let (label, mut because) = label_before(text, lines, first);
    let speaker = match inline {
        Some(name) => {
            let at = lines[first].span.start();
            because = vec![Span::new(at + name.start, at + name.end)];
            line.get(name).map(str::to_owned)
        }
        None => label,
    };
    because.push(opening);
    let span = Span::new(start, lines[last].span.end());
    Some(Quoted { lines: first..last + 1, span, speaker, rule: MARKS, because })
}

fn closing_line(text: &str, lines: &[Line], first: usize, mark: char) -> Option<usize> {
    let mut all_open = true;
    for (i, line) in lines.iter().enumerate().skip(first + 1).take(MOST_LINES) {
        let words = line.of(text);
        let balance = Balance::inside(words, mark);
        let begins = words.starts_with(mark);
        if balance.closes || (all_open && begins && balance.closed_at_end) {
            return Some(i);
        }
        let opens = begins && balance.open;
        if opens && !all_open {
            return None;
        }
        all_open &= opens;
    }
    None
}

/// The last line of the paragraph that a line stands in: up to the next blank line.
fn end_of_paragraph(lines: &[Line], first: usize) -> usize {
    first + lines[first + 1..].iter().take_while(|l| l.blanks_before == 0).count()
}

/// Whether the line before is a speaker's label and nothing else.
fn label_line(text: &str, lines: &[Line], first: usize) -> bool {
    label_before(text, lines, first).0.is_some()
}

/// The speaker in the line before, with the place of the name.
fn label_before(text: &str, lines: &[Line], first: usize) -> (Option<String>, Vec<Span>) {
    let found = first.checked_sub(1).and_then(|before| {
        let line = lines[before];
        let words = line.of(text);
        let name = speakers::speaker(words).filter(|_| words.trim_end().ends_with(':'))?;
        let at = line.span.start();
        Some((words.get(name.clone())?.to_owned(), Span::new(at + name.start, at + name.end)))
    });
    match found {
        Some((name, span)) => (Some(name), vec![span]),
        None => (None, Vec::new()),
    }
}

/// How the quotation marks of a line add up.
struct Balance {
    /// More are opened than closed.
    open: bool,
    /// As many are closed as opened, and the last closing one ends the line.
    closed_at_end: bool,
    /// More are closed than opened, and the last one ends the line.
    closes: bool,
}

impl Balance {
    fn of(words: &str, mark: char) -> Self {
        Self::count(words, mark, 0)
    }

    /// Of a line inside a quotation that began before it. With straight marks an odd number
    /// closes it.
    fn inside(words: &str, mark: char) -> Self {
        Self::count(words, mark, 1)
    }

    fn count(words: &str, mark: char, before: i32) -> Self {
        let tail = words.trim_end_matches([')', ']', '.', ',', ' ', '\u{a0}']);
        if mark == '"' {
            let odd = words.matches('"').count() % 2 == 1;
            let ends = tail.ends_with('"');
            return Self {
                open: odd && (before == 0 || words.starts_with('"')),
                closed_at_end: !odd && ends,
                closes: before == 1 && odd && ends && words.len() > 1,
            };
        }
        let net = words.chars().fold(0_i32, |net, c| match c {
            '“' => net + 1,
            '”' => net - 1,
            _ => net,
        });
        let ends = tail.ends_with('”');
        Self { open: net > 0, closed_at_end: net == 0 && ends, closes: net < 0 && ends }
    }
}
