//! Tables of numbers: in each row who gives one, when, and of what, as the head says.

use super::measure::{Measure, Outcome, Part, Scope};
use super::words::{outcome, words};
use crate::behind::{Behind, How, Word};
use crate::corpus::{Corpus, Days, Document, Place, number};
use crate::identity::Identities;
use crate::spelling::Spelled;
use sayso_model::{SectionKind, Span};
use std::collections::BTreeMap;

/// A head that begins so stands over who gives a number.
const WHO: [&str; 9] = [
    "who",
    "source",
    "sources",
    "according",
    "outlet",
    "agency",
    "newspaper",
    "reported by",
    "given by",
];
/// Words of a head under which stands what a row is about, wherever the column is.
const ABOUT: [&str; 12] = [
    "place", "where", "location", "site", "city", "town", "village", "district", "province",
    "incident", "event", "attack",
];
/// Of one table so many rows are looked at,
const ROWS: usize = 500;
/// and no table of more columns.
const COLUMNS: usize = 24;
/// Whoever is told of in more bytes is not looked at.
const LONGEST: usize = 160;
/// Between the words for somebody and a name, these say that it is part of a longer one.
const JOINS: [&str; 4] = ["of", "and", "for", "in"];

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
    /// The columns that tell what a row is about.
    about: Vec<usize>,
}

struct Row {
    cells: Vec<Span>,
    head: usize,
    /// The first row of its table that is about the same.
    about: u32,
    /// Who gives its numbers.
    holder: Option<Behind>,
}

/// A figure's cell.
pub(super) struct Cell<'t> {
    row: &'t Row,
    head: &'t Head,
    column: usize,
}

impl Tables {
    pub(super) fn of(corpus: &Corpus, identities: &Identities, document: u32) -> Self {
        let page = &corpus[document];
        let mut tables = Self { rows: Vec::new(), heads: Vec::new() };
        let all = page.sections.iter().filter(|section| section.kind == SectionKind::Table);
        for section in all {
            tables.add(corpus, identities, document, section.span);
        }
        tables.rows.sort_by_key(|row| row.cells[0].start());
        tables
    }

    /// A table whose head says it; rows of other lengths are passed over.
    fn add(&mut self, corpus: &Corpus, identities: &Identities, document: u32, table: Span) {
        let page = &corpus[document];
        let mut lines = lines(page, table).take(ROWS).map(|line| cells(page, line));
        let Some(head) = lines.next().and_then(|cells| Head::of(page, table, &cells)) else {
            return;
        };
        let columns = head.outcomes.len();
        let mut first: BTreeMap<Vec<String>, u32> = BTreeMap::new();
        for cells in lines.filter(|cells| cells.len() == columns && columns > 1) {
            let about = head.about.iter().map(|column| page.at(cells[*column]).to_lowercase());
            let next = number(self.rows.len());
            let about = *first.entry(about.collect()).or_insert(next);
            let holder = holder(corpus, identities, document, cells[head.who]);
            self.rows.push(Row { cells, head: self.heads.len(), about, holder });
        }
        self.heads.push(head);
    }

    /// The cell that a figure stands in, where that is not the one of who gives it.
    pub(super) fn cell(&self, figure: Span) -> Option<Cell<'_>> {
        let next = self.rows.partition_point(|row| row.cells[0].start() <= figure.start());
        let row = self.rows.get(next.checked_sub(1)?)?;
        let is = |cell: &Span| cell.start() <= figure.start() && figure.end() <= cell.end();
        let column = row.cells.iter().position(is)?;
        let head = &self.heads[row.head];
        (column != head.who).then_some(Cell { row, head, column })
    }
}

impl Head {
    fn of(page: &Document, table: Span, cells: &[Span]) -> Option<Self> {
        if cells.len() > COLUMNS {
            return None;
        }
        let small: Vec<String> =
            cells.iter().map(|cell| page.at(*cell).trim().to_lowercase()).collect();
        let who = small.iter().position(|cell| WHO.iter().any(|begin| begins(cell, begin)))?;
        let outcomes: Vec<Option<Outcome>> =
            small.iter().map(|cell| words(cell).find_map(|(_, word)| outcome(word))).collect();
        // What stands before its source is what a row is about; after it, when it was given.
        let about = (0..small.len()).filter(|column| {
            let named = words(&small[*column]).any(|(_, word)| ABOUT.contains(&word));
            *column != who && outcomes[*column].is_none() && (*column < who || named)
        });
        let about = about.collect();
        Some(Self { start: table.start(), who, outcomes, about })
    }
}

/// Whether a head's words are these, or go on after them.
fn begins(cell: &str, words: &str) -> bool {
    let rest = cell.strip_prefix(words);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

impl Cell<'_> {
    /// What the figure counts, by the head of its column; `None` where that does not say.
    pub(super) fn measure(&self) -> Option<Measure> {
        let outcome = self.head.outcomes.get(self.column).copied().flatten()?;
        Some(Measure { outcome, scope: Scope::All, part: Part::Whole })
    }

    /// Its table, its column, and what its row is about: figures that share these are of one thing.
    pub(super) fn place(&self) -> [u32; 3] {
        [number(self.head.start), number(self.column), self.row.about]
    }

    /// When it was given, by its row.
    pub(super) fn days(&self, page: &Document) -> Option<Days> {
        let (first, last) = (self.row.cells.first()?, self.row.cells.last()?);
        let from = page.dates.partition_point(|date| date.span.start() < first.start());
        let mut here = page.dates[from..].iter().take_while(|date| date.span.end() <= last.end());
        here.find_map(|date| Days::of(&date.value))
    }

    /// Who gives it.
    pub(super) fn holder(&self) -> Option<Behind> {
        self.row.holder.clone()
    }
}

/// Who gives the numbers of a row: whom the words name before any comma, or the words.
fn holder(corpus: &Corpus, identities: &Identities, document: u32, cell: Span) -> Option<Behind> {
    let page = &corpus[document];
    let told = page.at(cell).split([',', '(', '[']).next().unwrap_or_default();
    let span = Span::new(cell.start(), cell.start() + told.trim_end().len());
    if span.is_empty() || span.len() > LONGEST {
        return None;
    }
    let named = page.mentioned_in(span).filter(|(mention, _)| span.contains(*mention));
    // The name is all of it but for a title before it: the Secretary of the Navy is no navy.
    let whole = named.filter(|(mention, _)| {
        let title = page.at(Span::new(span.start(), mention.start()));
        mention.end() == span.end() && !words(title).any(|(_, word)| JOINS.contains(&word))
    });
    let word = match whole.max_by_key(|(mention, _)| mention.len()) {
        Some((_, nth)) => Word::Actor(identities.acting(Place { document, nth })),
        None => Word::Described(Spelled::of(page.at(span)).folded()),
    };
    Some(Behind { word, how: How::Row, span })
}

/// The lines of a table that are not empty.
fn lines(page: &Document, table: Span) -> impl Iterator<Item = Span> {
    parts(page, table, '\n').filter(|line| !page.at(*line).trim().is_empty())
}

/// The cells of a row, and some more where there are too many.
fn cells(page: &Document, row: Span) -> Vec<Span> {
    parts(page, row, '\t').take(COLUMNS + 1).collect()
}

fn parts(page: &Document, of: Span, mark: char) -> impl Iterator<Item = Span> {
    let mut start = of.start();
    page.at(of).split(mark).map(move |part| {
        let span = Span::new(start, start + part.len());
        start = span.end() + mark.len_utf8();
        span
    })
}
