//! Tables of numbers: in each row who gives one, and when, as the head says.

use super::measure::{Measure, Outcome, Part, Scope};
use super::words::{outcome, words};
use crate::behind::{Behind, How, Word};
use crate::corpus::{Corpus, Days, Document, Place, number};
use crate::identity::Identities;
use crate::spelling::Spelled;
use sayso_model::{SectionKind, Span};

/// Words of a head under which stands who gives a number.
const WHO: [&str; 16] = [
    "who",
    "source",
    "sources",
    "according",
    "outlet",
    "agency",
    "newspaper",
    "paper",
    "organisation",
    "organization",
    "body",
    "authority",
    "account",
    "claimant",
    "says",
    "by",
];
/// Between the words for somebody and a name, these say that it is part of a longer one.
const JOINS: [&str; 4] = ["of", "and", "for", "in"];
/// Of one table so many rows are looked at.
const ROWS: usize = 500;

/// The tables of a page of which the head says where stands who gives a number.
pub(super) struct Tables {
    /// In order of the text.
    rows: Vec<Row>,
    heads: Vec<Head>,
}

struct Head {
    /// Where the table begins.
    start: usize,
    /// In which column stands who gives it.
    who: usize,
    /// What each column's head says that befalls those counted.
    outcomes: Vec<Option<Outcome>>,
}

struct Row {
    cells: Vec<Span>,
    head: usize,
}

/// A figure's cell.
pub(super) struct Cell<'t> {
    row: &'t Row,
    head: &'t Head,
    column: usize,
}

impl Tables {
    pub(super) fn of(page: &Document) -> Self {
        let mut tables = Self { rows: Vec::new(), heads: Vec::new() };
        let all = page.sections.iter().filter(|section| section.kind == SectionKind::Table);
        for section in all {
            tables.add(page, section.span);
        }
        tables.rows.sort_by_key(|row| row.cells[0].start());
        tables
    }

    /// A table whose head says it; rows of other lengths are passed over.
    fn add(&mut self, page: &Document, table: Span) {
        let mut lines = lines(page, table).map(|line| cells(page, line));
        let Some(head) = lines.next() else { return };
        let small: Vec<String> = head.iter().map(|cell| page.at(*cell).to_lowercase()).collect();
        let is_who = |cell: &String| words(cell).any(|(_, word)| WHO.contains(&word));
        let Some(who) = small.iter().position(is_who) else { return };
        let outcomes = small.iter().map(|cell| words(cell).find_map(|(_, word)| outcome(word)));
        let nth = self.heads.len();
        self.heads.push(Head { start: table.start(), who, outcomes: outcomes.collect() });
        let rows = lines.take(ROWS).filter(|cells| cells.len() == small.len() && cells.len() > 1);
        self.rows.extend(rows.map(|cells| Row { cells, head: nth }));
    }

    /// The cell that a figure stands in, where that is not the one of who gives it.
    pub(super) fn cell(&self, figure: Span) -> Option<Cell<'_>> {
        let next = self.rows.partition_point(|row| row.cells[0].start() <= figure.start());
        let row = self.rows.get(next.checked_sub(1)?)?;
        let column = row
            .cells
            .iter()
            .position(|cell| cell.start() <= figure.start() && figure.start() < cell.end())?;
        let head = &self.heads[row.head];
        (column != head.who).then_some(Cell { row, head, column })
    }
}

impl Cell<'_> {
    /// What the figure counts, by the head of its column; `None` where that does not say.
    pub(super) fn measure(&self) -> Option<Measure> {
        let outcome = self.head.outcomes.get(self.column).copied().flatten()?;
        Some(Measure { outcome, scope: Scope::All, part: Part::Whole })
    }

    /// Where its table begins, which tells it from others.
    pub(super) fn table(&self) -> u32 {
        number(self.head.start)
    }

    /// When it was given, by its row.
    pub(super) fn days(&self, page: &Document) -> Option<Days> {
        let (first, last) = (self.row.cells.first()?, self.row.cells.last()?);
        let from = page.dates.partition_point(|date| date.span.start() < first.start());
        let mut here = page.dates[from..].iter().take_while(|date| date.span.end() <= last.end());
        here.find_map(|date| Days::of(&date.value))
    }

    /// Who gives it: the first who is named in the row's cell for that, before any comma, or the words.
    pub(super) fn holder(
        &self,
        corpus: &Corpus,
        identities: &Identities,
        document: u32,
    ) -> Option<Behind> {
        let page = &corpus[document];
        let cell = *self.row.cells.get(self.head.who)?;
        let told = page.at(cell).split([',', '(', '[']).next().unwrap_or_default();
        let span = Span::new(cell.start(), cell.start() + told.trim_end().len());
        let named = page.mentioned_in(span).filter(|(mention, _)| span.contains(*mention));
        // The name is all of it but for a title before it: the Secretary of the Navy is no navy.
        let whole = named.filter(|(mention, _)| {
            let title = page.at(Span::new(span.start(), mention.start()));
            mention.end() == span.end() && !words(title).any(|(_, word)| JOINS.contains(&word))
        });
        let word = match whole.max_by_key(|(mention, _)| mention.len()) {
            Some((_, nth)) => Word::Actor(identities.acting(Place { document, nth })),
            None if span.is_empty() => return None,
            None => Word::Described(Spelled::of(page.at(span)).folded()),
        };
        Some(Behind { word, how: How::Beside, span })
    }
}

/// The lines of a table that are not empty.
fn lines(page: &Document, table: Span) -> impl Iterator<Item = Span> {
    parts(page, table, '\n').filter(|line| !page.at(*line).trim().is_empty())
}

/// The cells of a row.
fn cells(page: &Document, row: Span) -> Vec<Span> {
    parts(page, row, '\t').collect()
}

fn parts(page: &Document, of: Span, mark: char) -> impl Iterator<Item = Span> {
    let mut start = of.start();
    page.at(of).split(mark).map(move |part| {
        let span = Span::new(start, start + part.len());
        start = span.end() + mark.len_utf8();
        span
    })
}
