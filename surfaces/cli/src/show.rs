//! Tables for people.

use std::io::{self, IsTerminal, Write};
use unicode_width::UnicodeWidthStr;

/// How wide a table is where the terminal does not tell.
const WIDTH: usize = 100;

/// A table: its last column takes what width is left.
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

    /// Writes it: cut to the terminal's width on a terminal, whole in a pipe.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let cut = io::stdout().is_terminal();
        let mut widths: Vec<usize> = self.head.iter().map(|h| h.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let last = widths.len().saturating_sub(1);
        if cut {
            for width in &mut widths[..last] {
                *width = (*width).min(28);
            }
        }
        let used: usize = widths[..last].iter().map(|w| w + 2).sum();
        let room = terminal_width().saturating_sub(used).max(20);
        let head: Vec<String> = self.head.iter().map(|h| (*h).to_owned()).collect();
        for row in std::iter::once(&head).chain(&self.rows) {
            let mut line = String::new();
            for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
                let limit = if i == last { room } else { *width };
                let cell = if cut { shortened(cell, limit) } else { cell.clone() };
                line.push_str(&cell);
                if i < last {
                    line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
                }
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn terminal_width() -> usize {
    #[allow(clippy::disallowed_methods, reason = "a surface reads the environment")]
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    columns.unwrap_or(WIDTH)
}

/// White space and control characters as single spaces: a source's words cannot move the cursor.
pub(crate) fn one_line(words: &str) -> String {
    words
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words, cut at a width with an ellipsis.
pub(crate) fn shortened(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let mut out = String::new();
    for c in words.chars() {
        let mut with = out.clone();
        with.push(c);
        if with.width() + 1 > width {
            break;
        }
        out = with;
    }
    out.push('…');
    out
}

/// `1 claim`, `2 claims`.
pub(crate) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}
