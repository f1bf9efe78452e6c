//! Tables for people.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The widest that a column is on a terminal, but for the last.
const WIDEST: usize = 28;
/// The widest in a pipe, but for the last: one long cell makes every line as long. `--csv` and
/// `--json` have the whole words.
const WIDEST_PIPED: usize = 72;
/// And the narrowest that it is cut to.
const NARROWEST: usize = 8;
/// Where less than this is left for the last column, it goes below its row.
const ROOM: usize = 40;
/// What stands below a row is set in.
const INDENT: usize = 4;

/// A table. On a terminal it fits, in a pipe only very long cells are cut; nothing of its last column
/// is lost.
#[derive(Debug)]
pub(crate) struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(head: &[&'static str]) -> Self {
        Self { head: head.to_vec(), rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.into_iter().map(|cell| one_line(&cell)).collect());
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes it for what standard output is.
    pub(crate) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        match terminal_width() {
            None => self.whole(out),
            Some(width) => self.fitted(width, out),
        }
    }

    fn whole(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut widths = self.widths();
        let last = widths.len().saturating_sub(1);
        for column in widths.iter_mut().take(last) {
            *column = (*column).min(WIDEST_PIPED);
        }
        let cells = |row: &[String]| {
            let cut = |(nth, cell): (usize, &String)| match nth < last {
                true => shortened(cell, WIDEST_PIPED),
                false => cell.clone(),
            };
            line(&row.iter().enumerate().map(cut).collect::<Vec<_>>(), &widths)
        };
        self.each(&mut |row| writeln!(out, "{}", cells(row)))
    }

    /// Columns with nothing in them are left out; the last one stands below its row where little
    /// room is left beside it.
    fn fitted(mut self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        self.drop_empty();
        let mut widths = self.widths();
        let last = widths.pop().unwrap_or_default();
        for column in &mut widths {
            *column = (*column).min(WIDEST);
        }
        let used = |widths: &[usize]| widths.iter().map(|w| w + 2).sum::<usize>();
        let beside = used(&widths) + last.min(ROOM) <= width;
        let least = self.figures(widths.len());
        while !beside && used(&widths) > width + 2 && narrow(&mut widths, &least) {}
        while !beside && used(&widths) > width + 2 && narrow(&mut widths, &[]) {}
        let room = if beside { width - used(&widths) } else { width.saturating_sub(INDENT) };
        self.each(&mut |row| {
            let Some((words, cells)) = row.split_last() else { return Ok(()) };
            let cells: Vec<_> = cells.iter().zip(&widths).map(|(c, w)| shortened(c, *w)).collect();
            let mut lines = wrapped(words, room).into_iter();
            let (mut first, indent) = (line(&cells, &widths), used(&widths));
            if beside && let Some(words) = lines.next() {
                let _ = write!(first, "{}{words}", " ".repeat(indent - first.width()));
            }
            writeln!(out, "{}", first.trim_end())?;
            let indent = if beside { indent } else { INDENT };
            lines.try_for_each(|words| writeln!(out, "{}{words}", " ".repeat(indent)))
        })
    }

    /// The head, then each row.
    fn each(&self, write: &mut dyn FnMut(&[String]) -> io::Result<()>) -> io::Result<()> {
        let head: Vec<String> = self.head.iter().map(|h| (*h).to_owned()).collect();
        write(&head)?;
        self.rows.iter().try_for_each(|row| write(row))
    }

    fn widths(&self) -> Vec<usize> {
        let cells = |i: usize| self.rows.iter().filter_map(move |row| row.get(i));
        let widest = |(i, head): (usize, &&str)| {
            cells(i).map(|cell| cell.width()).fold(head.width(), usize::max)
        };
        self.head.iter().enumerate().map(widest).collect()
    }

    /// How wide the first columns have to be for what has figures in it: half an id, or a date without
    /// its day, is worse than none.
    fn figures(&self, columns: usize) -> Vec<usize> {
        let has = |cell: &&String| cell.contains(|c: char| c.is_ascii_digit());
        let cells = |i: usize| self.rows.iter().filter_map(move |row| row.get(i));
        let widest = |i| cells(i).filter(has).map(|cell| cell.width()).max().unwrap_or_default();
        (0..columns).map(|i| widest(i).min(WIDEST)).collect()
    }

    fn drop_empty(&mut self) {
        for i in (0..self.head.len().saturating_sub(1)).rev() {
            if self.rows.iter().all(|row| row.get(i).is_none_or(String::is_empty)) {
                self.head.remove(i);
                for row in &mut self.rows {
                    row.remove(i);
                }
            }
        }
    }
}

/// Takes one from the widest column that may become narrower; each has the least that it may be.
fn narrow(widths: &mut [usize], least: &[usize]) -> bool {
    let all = widths.iter_mut().enumerate();
    let may = |(i, width): &(usize, &mut usize)| {
        **width > least.get(*i).copied().unwrap_or_default().max(NARROWEST)
    };
    match all.filter(may).max_by_key(|(_, width)| **width) {
        Some((_, widest)) => {
            *widest -= 1;
            true
        }
        None => false,
    }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        line.push_str(cell);
        line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
    }
    line.truncate(line.trim_end().len());
    line
}

/// The width of the terminal; `None` where standard output is none.
fn terminal_width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size()
        .unwrap_or((terminal_size::Width(80), terminal_size::Height(24)));
    Some(usize::from(columns))
}

/// Writes a line that begins with `mark`; on a terminal it goes on below its words.
pub(crate) fn say(out: &mut dyn Write, mark: &str, words: &str) -> io::Result<()> {
    let Some(width) = terminal_width() else { return writeln!(out, "{mark}{words}") };
    let lines = wrapped(words, width.saturating_sub(mark.width()));
    writeln!(out, "{mark}{}", lines.first().map(String::as_str).unwrap_or_default())?;
    let indent = " ".repeat(mark.width());
    lines.iter().skip(1).try_for_each(|line| writeln!(out, "{indent}{line}"))
}

/// Words in lines of at most this width; a word that is longer has a line of its own.
fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Words that can be shown on one line: white space as single spaces, and what could move the
/// cursor or turn the order of the letters by its number, so that a source cannot make a terminal
/// show what it does not say.
pub(crate) fn one_line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut gap = false;
    for c in words.chars() {
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        push_shown(c, &mut out);
    }
    out
}

/// As [`one_line`], with the line ends kept.
pub(crate) fn lines(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if c == '\n' { out.push(c) } else { push_shown(c, &mut out) }
    }
    out
}

fn push_shown(c: char, out: &mut String) {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if turns || c.is_control() {
        out.extend(c.escape_unicode());
    } else {
        out.push(c);
    }
}

/// The words, cut at a width with an ellipsis.
pub(crate) fn shortened(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let mut used = 1;
    let fits = |c: &char| {
        used += c.width().unwrap_or(0);
        used <= width
    };
    let mut out: String = words.chars().take_while(fits).collect();
    out.push('…');
    out
}

/// `1 claim`, `2 claims`.
pub(crate) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted(width: usize) -> String {
        let mut table = Table::new(&["id", "who", "said", "words"]);
        table.row(vec!["c1".into(), "Mara Olden".into(), String::new(), "the mill burned".into()]);
        table.row(vec!["c22".into(), "a".repeat(40), String::new(), "word ".repeat(12)]);
        let mut out = Vec::new();
        table.fitted(width, &mut out).expect("memory takes it");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn words_stand_beside_where_there_is_room() {
        let shown = fitted(100);
        assert!(shown.lines().all(|line| line.width() <= 100), "{shown}");
        assert!(shown.lines().nth(1).is_some_and(|line| line.ends_with("the mill burned")));
        assert!(!shown.contains("said"), "a column with nothing in it is left out: {shown}");
    }

    #[test]
    fn words_stand_below_and_whole_on_a_narrow_terminal() {
        for width in [16, 24, 40, 60] {
            let shown = fitted(width);
            assert!(shown.lines().all(|line| line.width() <= width), "{width}: {shown}");
            assert_eq!(shown.matches("word").count(), 13, "{shown}");
        }
    }

    #[test]
    fn what_has_figures_is_not_cut_where_other_columns_can_be() {
        let mut table = Table::new(&["id", "when", "who", "words"]);
        let cells = ["cq2s29a8rr3wx", "published 2025-02-16", &"Mara Olden ".repeat(4), "a mill"];
        table.row(cells.map(str::to_owned).to_vec());
        let mut out = Vec::new();
        table.fitted(50, &mut out).expect("memory takes it");
        let shown = String::from_utf8(out).expect("UTF-8");
        assert!(shown.contains("cq2s29a8rr3wx  published 2025-02-16  Mara"), "{shown}");
        assert!(shown.lines().all(|line| line.width() <= 50), "{shown}");
    }

    #[test]
    fn a_width_is_kept_with_wide_letters() {
        assert_eq!(shortened("東京都庁", 5), "東京…");
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("abcd", 3), "ab…");
    }

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(
            one_line(" a\t\u{1b}[31mb\r\n\u{202e}c\u{9b} "),
            "a \\u{1b}[31mb \\u{202e}c\\u{9b}"
        );
        assert_eq!(lines("a\nb\u{7}"), "a\nb\\u{7}");
    }
}
