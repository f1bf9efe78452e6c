//! Tables of plain text: rows of cells kept apart by tabs, by bars, or by columns of spaces.

use super::lines::Line;
use crate::draft::SectionDraft;
use sayso_model::{RuleId, SectionKind, Span};

/// A table of plain text.
const TABLE: RuleId = RuleId::new("section.table");
/// Fewest rows of a table whose cells are kept apart by spaces, and by anything else.
const ROWS_OF_SPACES: usize = 3;
const ROWS: usize = 2;
/// A row has at most this many bytes; a longer line is a paragraph.
const LONGEST: usize = 400;
/// Most columns that are told apart.
const MOST_COLUMNS: usize = 32;

/// What keeps the cells of a row apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Apart {
    Tabs,
    Bars,
    Spaces,
}

/// A row: how its cells are kept apart, and the columns that they begin in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    apart: Apart,
    /// Of tabs and bars only their number counts.
    columns: Vec<usize>,
}

/// The tables of a text, in order.
pub(super) fn find(text: &str, lines: &[Line]) -> Vec<SectionDraft> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < lines.len() {
        let (table, next) = table(text, lines, i);
        out.extend(table);
        i = next.max(i + 1);
    }
    out
}

/// The table that begins with a line, if one does, and the line to look at next.
fn table(text: &str, lines: &[Line], first: usize) -> (Option<SectionDraft>, usize) {
    let Some(mut shared) = lines.get(first).and_then(|line| row(text, line)) else {
        return (None, first + 1);
    };
    let (mut last, mut rows) = (first, 1);
    for (i, line) in lines.iter().enumerate().skip(first + 1) {
        if line.blanks_before > 0 {
            break;
        }
        if is_rule(line.of(text)) {
            continue;
        }
        let Some(next) = row(text, line).and_then(|next| joined(&shared, &next)) else { break };
        (shared, last, rows) = (next, i, rows + 1);
    }
    let fewest = if shared.apart == Apart::Spaces { ROWS_OF_SPACES } else { ROWS };
    if rows < fewest {
        return (None, last + 1);
    }
    let span = lines[first].span.cover(lines[last].span);
    let because: Vec<Span> = vec![lines[first].span, lines[last].span];
    (Some(SectionDraft::new(SectionKind::Table, span, None, TABLE, because)), last + 1)
}

/// What two rows of one table have in common; `None` where they are not of one.
fn joined(above: &Row, below: &Row) -> Option<Row> {
    if above.apart != below.apart {
        return None;
    }
    if above.apart != Apart::Spaces {
        return (above.columns.len() == below.columns.len()).then(|| above.clone());
    }
    // A row may leave cells empty, and a column of figures may be set flush right.
    let columns: Vec<usize> =
        above.columns.iter().copied().filter(|column| below.columns.contains(column)).collect();
    (columns.len() >= 2).then_some(Row { apart: Apart::Spaces, columns })
}

fn row(text: &str, line: &Line) -> Option<Row> {
    let words = line.of(text);
    if words.len() > LONGEST || words.starts_with('>') {
        return None;
    }
    let (tabs, bars) = (words.matches('\t').count(), words.matches('|').count());
    if tabs > 0 {
        let cells = words.split('\t').filter(|cell| !cell.trim().is_empty()).count();
        return (cells >= 2).then(|| Row { apart: Apart::Tabs, columns: vec![0; tabs + 1] });
    }
    if bars >= 2 {
        return Some(Row { apart: Apart::Bars, columns: vec![0; bars] });
    }
    let start = line.span.start();
    let indent = text[..start].chars().rev().take_while(|c| *c == ' ').take(LONGEST).count();
    let mut columns = vec![indent];
    let mut spaces = 0;
    for (column, c) in words.chars().enumerate() {
        if c != ' ' && spaces >= 2 {
            columns.push(indent + column);
        }
        spaces = if c == ' ' { spaces + 1 } else { 0 };
    }
    let fits = (2..=MOST_COLUMNS).contains(&columns.len());
    fits.then_some(Row { apart: Apart::Spaces, columns })
}

/// A line of nothing but what rules are drawn with.
fn is_rule(words: &str) -> bool {
    words.len() >= 3 && words.chars().all(|c| matches!(c, '-' | '=' | '+' | '|' | ':' | ' ' | '─'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::lines;

    fn tables(text: &str) -> Vec<&str> {
        find(text, &lines(text)).iter().map(|t| t.span.of(text).unwrap()).collect()
    }

    #[test]
    fn rows_of_cells_are_a_table() {
        let tabs = "Gate\tOpened\nUpper\t3 March\nLower\t4 March";
        assert_eq!(tables(&format!("The gates:\n\n{tabs}\n\nThat is all.")), [tabs]);
        let bars = "| gate | opened |\n|------|--------|\n| upper | 3 March |";
        assert_eq!(tables(bars), [bars]);
        let spaces = "Gate     Opened     Crew\n-----------------------\nUpper    3 March    four\n\
                      Lower    4 March    two";
        assert_eq!(tables(&format!("  \n{spaces}\n")), [spaces]);
    }

    #[test]
    fn double_spaces_in_prose_are_none() {
        for text in [
            "It was shut.  Nobody came.\nThen it opened again.  Two came.\nIt was late.  So.",
            "a\tb",
            "\tIndented.\n\tIndented too.",
            "> a\tb\n> c\td",
            "He said a | b.\nAnd so on.",
        ] {
            assert_eq!(tables(text), [""; 0], "{text}");
        }
    }
}
