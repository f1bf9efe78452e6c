//! Coverage: which outlets or speakers tell of a matter, how much, since when and in which words; and
//! what the captured pages of one outlet leave out that others have ([`left_out`]).
//!
//! Everything is told of the pages that were captured. What an outlet published besides is not known,
//! and each row says of how many pages, of which days, it speaks.

mod matter;
mod missing;

pub use matter::{About, Column, Matter};
pub use missing::{FEWEST, LeftOut, Missing, WINDOW, left_out};

use crate::corpus::{Corpus, Days, Document, Place, number};
use crate::holder::Holder;
use crate::identity::Identities;
use crate::moment::{When, Window, earlier};
use sayso_model::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Whom the rows are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// For each outlet one.
    Outlet,
    /// For each who says something one.
    Speaker,
}

/// Who tells of a matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// An outlet, as [`outlet`] names it.
    Outlet(String),
    /// An actor, or the voice of a page.
    Speaker(Holder),
    /// All who are described, or left out, and not named.
    Unnamed,
}

/// Who tells what, and how much.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Who, in order of how many documents they have here.
    pub rows: Vec<Row>,
    /// What, as asked for.
    pub columns: Vec<Column>,
    /// Where somebody tells of something, in order of rows and columns.
    pub cells: Vec<Cell>,
}

/// One who tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Who.
    pub who: Who,
    /// Of an outlet: how many pages of it were captured. Of a speaker: how many documents have words
    /// of his on one of these matters.
    pub documents: u32,
    /// How many of them have a day of publication.
    pub dated: u32,
    /// From the first to the last of these days.
    pub days: Option<Days>,
}

/// What one tells of one matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Which row.
    pub row: usize,
    /// Which column.
    pub column: usize,
    /// In how many documents.
    pub documents: u32,
    /// In how many claims.
    pub claims: u32,
    /// In how many words.
    pub words: u32,
    /// When first published.
    pub first: Option<When>,
    /// The exact names it uses for the actors of the matter, the commonest first, with how often, and
    /// where first. At most [`MOST_NAMES`].
    pub names: Vec<NameUsed>,
    /// Where the words stand: the document's number in the corpus and the span, in order.
    pub places: Vec<(u32, Span)>,
}

/// A name that is used for an actor of a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameUsed {
    /// For whom, by the number of its identity.
    pub identity: u32,
    /// The name as it stands there.
    pub words: String,
    /// How often.
    pub uses: u32,
    /// Where first.
    pub first: (u32, Span),
}

/// What stands for the outlet of pages that name none.
pub const UNNAMED: &str = "no outlet named";

/// How the outlet of a page is told, for whom it finds none of the name that they ask for.
pub const HOW_TOLD: &str = "an outlet is what a page names as its site or paper (in HTML \
    `og:site_name` or its publisher, in a text the lines at its head), or else the site of its \
    address, or else its author";

/// So many names are told of one cell.
pub const MOST_NAMES: usize = 8;

/// The outlet of a document: as it says, or else its site, its author, or [`UNNAMED`].
#[must_use]
pub fn outlet(page: &Document) -> &str {
    let said = page.outlet.as_deref().map(str::trim).filter(|outlet| !outlet.is_empty());
    said.or(page.site.as_deref()).or(page.author.as_deref()).unwrap_or(UNNAMED)
}

/// The matrix of who tells what, of what lies within a window. One pass over the corpus.
#[must_use]
pub fn of(
    corpus: &Corpus,
    identities: &Identities,
    matters: &[Matter],
    by: By,
    window: &Window,
) -> Coverage {
    let mut matrix = Matrix { corpus, identities, by, window, rows: BTreeMap::new() };
    let mut marks: Vec<(u32, usize, Span)> = (0..)
        .zip(matters)
        .flat_map(|(column, matter)| matter.places.iter().map(move |(d, span)| (*d, column, *span)))
        .collect();
    marks.sort_unstable();
    let mut marks = marks.chunk_by(|a, b| a.0 == b.0).peekable();
    for document in 0..number(corpus.documents().len()) {
        matrix.count_page(document);
        if let Some(here) = marks.next_if(|here| here[0].0 == document) {
            matrix.page(document, here, matters);
        }
    }
    matrix.coverage(matters)
}

struct Matrix<'c> {
    corpus: &'c Corpus,
    identities: &'c Identities,
    by: By,
    window: &'c Window,
    rows: BTreeMap<Who, Rows<'c>>,
}

#[derive(Default)]
struct Rows<'c> {
    documents: BTreeSet<u32>,
    dated: u32,
    days: Option<Days>,
    cells: BTreeMap<usize, Counting<'c>>,
}

#[derive(Default)]
struct Counting<'c> {
    documents: u32,
    last: Option<u32>,
    claims: u32,
    words: u32,
    first: Option<When>,
    names: BTreeMap<(u32, &'c str), Used>,
    places: Vec<(u32, Span)>,
}

/// How often a name is used, and where first.
struct Used {
    uses: u32,
    first: (u32, Span),
}

impl<'c> Matrix<'c> {
    /// Counts a page for its outlet's row, whether or not it tells of anything asked.
    fn count_page(&mut self, document: u32) {
        let page = &self.corpus[document];
        if self.by == By::Outlet && self.window.takes_page(page) {
            let who = Who::Outlet(outlet(page).to_owned());
            self.rows.entry(who).or_default().count(document, page);
        }
    }

    /// Takes in what one document tells. The marks are in order of columns, then of the text.
    fn page(&mut self, document: u32, marks: &[(u32, usize, Span)], matters: &[Matter]) {
        let page = &self.corpus[document];
        let mut claims: Vec<(Span, u32)> = (0..)
            .zip(&page.claims)
            .filter_map(|(nth, claim)| Some((Span::hull(&claim.content)?, nth)))
            .collect();
        claims.sort_unstable();
        for here in marks.chunk_by(|a, b| a.1 == b.1) {
            let column = here[0].1;
            let about = &matters[column].about;
            for span in joined(here.iter().map(|(.., span)| *span)) {
                if !self.window.takes(page, span.start(), None, None) {
                    continue;
                }
                let from = claims.partition_point(|(claim, _)| claim.start() < span.start());
                let inside = claims[from..].iter().take_while(|(c, _)| c.start() < span.end());
                let inside: Vec<u32> = inside.map(|(_, nth)| *nth).collect();
                match self.by {
                    By::Outlet => self.by_outlet(document, column, about, span, &inside),
                    By::Speaker => self.by_speaker(document, column, about, &inside),
                }
            }
        }
    }

    fn by_outlet(
        &mut self,
        document: u32,
        column: usize,
        about: &About,
        span: Span,
        claims: &[u32],
    ) {
        let who = Who::Outlet(outlet(&self.corpus[document]).to_owned());
        self.add(who, document, column, about, span, number(claims.len()));
    }

    fn by_speaker(&mut self, document: u32, column: usize, about: &About, claims: &[u32]) {
        for nth in claims {
            let claim = Place { document, nth: *nth };
            let who = match Holder::of_claim(self.corpus, self.identities, claim) {
                holder @ (Holder::Actor(_) | Holder::Voice(_)) => Who::Speaker(holder),
                _ => Who::Unnamed,
            };
            let page = &self.corpus[document];
            self.rows.entry(who.clone()).or_default().count(document, page);
            for (part, span) in self.corpus.claim(claim).content.iter().enumerate() {
                self.add(who.clone(), document, column, about, *span, u32::from(part == 0));
            }
        }
    }

    fn add(
        &mut self,
        who: Who,
        document: u32,
        column: usize,
        about: &About,
        span: Span,
        claims: u32,
    ) {
        let page = &self.corpus[document];
        let counting = self.rows.entry(who).or_default().cells.entry(column).or_default();
        if counting.last != Some(document) {
            counting.last = Some(document);
            counting.documents += 1;
        }
        counting.claims += claims;
        counting.words += number(page.at(span).split_whitespace().count());
        let published = When::published(page, span.start());
        counting.first = earlier(counting.first.take(), published);
        counting.places.push((document, span));
        for (at, nth) in page.mentioned_in(span) {
            let identity = self.identities.at(Place { document, nth });
            if about.is_on(identity) && span.contains(at) {
                let first = (document, at);
                let name = (identity, page.at(at));
                let used = counting.names.entry(name).or_insert(Used { uses: 0, first });
                used.uses += 1;
                used.first = used.first.min(first);
            }
        }
    }

    fn coverage(self, matters: &[Matter]) -> Coverage {
        let mut rows: Vec<(Who, Rows<'c>)> = self.rows.into_iter().collect();
        rows.sort_by(|a, b| {
            b.1.documents.len().cmp(&a.1.documents.len()).then_with(|| a.0.cmp(&b.0))
        });
        let mut cells = Vec::new();
        let mut told = Vec::with_capacity(rows.len());
        for (row, (who, of)) in rows.into_iter().enumerate() {
            let documents = number(of.documents.len());
            told.push(Row { who, documents, dated: of.dated, days: of.days });
            cells.extend(of.cells.into_iter().map(|(column, c)| c.cell(row, column)));
        }
        let columns = matters.iter().map(|matter| matter.column.clone()).collect();
        Coverage { rows: told, columns, cells }
    }
}

impl Rows<'_> {
    fn count(&mut self, document: u32, page: &Document) {
        if !self.documents.insert(document) {
            return;
        }
        if let Some(days) = page.published.as_deref().and_then(Days::of) {
            self.dated += 1;
            let all = self.days.unwrap_or(days);
            let (first, last) = (all.first.min(days.first), all.last.max(days.last));
            self.days = Some(Days { first, last });
        }
    }
}

impl Counting<'_> {
    fn cell(self, row: usize, column: usize) -> Cell {
        let mut names: Vec<NameUsed> = self
            .names
            .into_iter()
            .map(|((identity, words), Used { uses, first })| NameUsed {
                identity,
                words: words.to_owned(),
                uses,
                first,
            })
            .collect();
        // A stable sort: names of one frequency stay in order.
        names.sort_by_key(|name| std::cmp::Reverse(name.uses));
        names.truncate(MOST_NAMES);
        let Self { documents, claims, words, first, places, .. } = self;
        Cell { row, column, documents, claims, words, first, names, places }
    }
}

/// Spans in order, those that overlap made one.
fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for span in spans {
        match all.last_mut() {
            Some(last) if span.start() < last.end() => *last = last.cover(span),
            _ => all.push(span),
        }
    }
    all
}
