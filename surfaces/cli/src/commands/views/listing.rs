//! Lists: as a table, with their reasons below, as JSON Lines, or as comma-separated values.

use crate::args::Form;
use crate::failure::Failure;
use crate::show;
use serde_json::Value;
use std::io::{self, IsTerminal, Write};

/// One row of a list.
pub(super) struct Row {
    /// One a column; the last holds the words.
    pub(super) cells: Vec<String>,
    /// The whole row, for other programs.
    pub(super) record: Value,
    /// Why it is there.
    pub(super) why: Vec<String>,
}

/// A list.
pub(super) struct Listing {
    head: &'static [&'static str],
    rows: Vec<Row>,
    /// Further records, of JSON alone, after the rows.
    more: Vec<Value>,
    /// What there is to say of the list as a whole, for people.
    notes: Vec<String>,
    /// What is said where it has no rows.
    empty: &'static str,
}

impl Listing {
    pub(super) const fn new(head: &'static [&'static str], empty: &'static str) -> Self {
        Self { head, rows: Vec::new(), more: Vec::new(), notes: Vec::new(), empty }
    }

    pub(super) fn row(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// A record for JSON with the same as a note for people.
    pub(super) fn note(&mut self, record: Value, note: String) {
        self.more.push(record);
        self.notes.push(note);
    }

    /// At most so many rows are kept; how many were left out is said.
    pub(super) fn limit(&mut self, most: Option<usize>) {
        let Some(most) = most.filter(|most| *most < self.rows.len()) else { return };
        let left = self.rows.len() - most;
        self.rows.truncate(most);
        self.notes.push(format!("{left} more; --limit gives another number"));
    }

    pub(super) fn write(self, form: &Form) -> Result<(), Failure> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        match (form.output.json, form.csv) {
            (true, _) => {
                for record in self.rows.iter().map(|row| &row.record).chain(&self.more) {
                    writeln!(out, "{}", sayso_export::line(record))?;
                }
            }
            (_, true) => self.csv(&mut out)?,
            _ => self.shown(form.why, &mut out)?,
        }
        Ok(out.flush()?)
    }

    /// The exact words, for other programs; a terminal gets what can be shown.
    fn csv(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let shown = io::stdout().is_terminal();
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(self.head)?;
        for row in &self.rows {
            match shown {
                true => writer.write_record(row.cells.iter().map(|cell| show::lines(cell)))?,
                false => writer.write_record(&row.cells)?,
            }
        }
        Ok(writer.flush()?)
    }

    fn shown(self, why: bool, out: &mut dyn Write) -> io::Result<()> {
        if self.rows.is_empty() {
            writeln!(out, "{}", self.empty)?;
        } else if why {
            for row in &self.rows {
                row.explained(self.head, out)?;
            }
        } else {
            let mut table = show::Table::new(self.head);
            self.rows.into_iter().for_each(|row| table.row(row.cells));
            table.write(out)?;
        }
        self.notes.iter().try_for_each(|note| show::say(out, "", &show::one_line(note)))
    }
}

impl Row {
    /// The cells on one line, bare numbers with what they are, the words below, then the reasons.
    fn explained(&self, head: &[&str], out: &mut dyn Write) -> io::Result<()> {
        let Some((words, cells)) = self.cells.split_last() else { return Ok(()) };
        let cells = cells.iter().zip(head).filter(|(cell, _)| !cell.is_empty());
        let told = |(cell, head): (&String, &&str)| {
            let is_number = cell.starts_with(|c: char| c.is_ascii_digit()) && cell.len() < 8;
            let cell = show::one_line(cell);
            if is_number { format!("{head} {cell}") } else { cell }
        };
        let cells: Vec<String> = cells.map(told).collect();
        show::say(out, "", &cells.join("  "))?;
        if !words.is_empty() {
            show::say(out, "    ", &show::one_line(words))?;
        }
        self.why.iter().try_for_each(|why| show::say(out, "      – ", &show::one_line(why)))
    }
}
