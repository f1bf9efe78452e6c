//! A claim as a row of its view.

use crate::document::Document;
use crate::error::{LedgerError, Result};
use crate::judged::{ItemView, State};
use rusqlite::{Connection, params};
use sayso_model::{Body, Edtf, ItemId, Published, Section, Span, Text};

/// Between stretches of a claim's words that do not touch.
const GAP: &str = " … ";

/// A date as written, with its first and last day counted from 1970-01-01, where it has them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Days {
    pub(crate) written: Option<String>,
    pub(crate) first: Option<i64>,
    pub(crate) last: Option<i64>,
}

impl Days {
    pub(crate) fn of(date: Option<&Edtf>) -> Self {
        let Some(date) = date else { return Self::default() };
        let (first, last) = date.bounds();
        Self { written: Some(date.to_string()), first: first.map(day), last: last.map(day) }
    }
}

fn day(date: jiff::civil::Date) -> i64 {
    date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24
}

/// What `view_claim` says of a claim at one time.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ClaimRow {
    id: ItemId,
    place: Span,
    words: String,
    content: String,
    holder: Option<String>,
    voice: &'static str,
    stance: &'static str,
    said: Days,
    happened: Days,
    published: Days,
    rule: String,
    chain: String,
    by_hand: bool,
    state: State,
}

/// The rows of a document's claims, or of the one asked for.
pub(crate) fn rows(document: &Document, only: Option<&ItemId>) -> Result<Vec<ClaimRow>> {
    let text = &document.text;
    let mut views: Vec<_> = document
        .views(only)
        .into_iter()
        .filter_map(|view| match view.item.body.hull() {
            Some(place) if matches!(view.item.body, Body::Claim(_)) => Some((place, view)),
            _ => None,
        })
        .collect();
    views.sort_by(|(a, one), (b, other)| (a, &one.item.id).cmp(&(b, &other.item.id)));
    let mut dates = SectionDates::of(text);
    let row = |(place, view): (Span, ItemView)| {
        let published = dates.at(place.start()).or(text.published.as_ref());
        row(text, place, view, published)
    };
    views.into_iter().map(row).collect()
}

fn row(
    text: &Text,
    place: Span,
    view: ItemView,
    published: Option<&Published>,
) -> Result<ClaimRow> {
    let Body::Claim(claim) = view.item.body else {
        return Err(LedgerError::damaged(format!("{} is not a claim", view.item.id)));
    };
    let json = |error: serde_json::Error| LedgerError::damaged(error.to_string());
    Ok(ClaimRow {
        id: view.item.id,
        place,
        words: words_at(text.words(), &claim.content),
        content: serde_json::to_string(&claim.content).map_err(json)?,
        holder: claim.holder,
        voice: claim.voice.word(),
        stance: claim.stance.word(),
        said: Days::of(claim.said.as_ref().map(|said| &said.0)),
        happened: Days::of(claim.happened.as_ref().map(|happened| &happened.0)),
        published: Days::of(published.map(|published| &published.0)),
        rule: view.item.rule.to_string(),
        chain: serde_json::to_string(&claim.chain).map_err(json)?,
        by_hand: view.by_hand,
        state: view.state,
    })
}

/// The words of several spans; those that touch are joined as they stand.
fn words_at(words: &str, spans: &[Span]) -> String {
    let mut out = String::new();
    let mut end = None;
    for span in spans {
        if end.is_some_and(|end| end != span.start()) {
            out.push_str(GAP);
        }
        out.push_str(span.of(words).unwrap_or_default());
        end = Some(span.end());
    }
    out
}

/// When the innermost dated section around a place was published. Asked in order of the text, so
/// that a page of many posts is walked once.
struct SectionDates<'t> {
    sections: Vec<&'t Section>,
    next: usize,
    open: Vec<&'t Section>,
}

impl<'t> SectionDates<'t> {
    fn of(text: &'t Text) -> Self {
        let mut sections: Vec<_> = text
            .sections()
            .map(|(_, section)| section)
            .filter(|section| section.published.is_some())
            .collect();
        sections.sort_by_key(|s| (s.span.start(), std::cmp::Reverse(s.span.end())));
        Self { sections, next: 0, open: Vec::new() }
    }

    fn at(&mut self, place: usize) -> Option<&'t Published> {
        while let Some(section) = self.sections.get(self.next)
            && section.span.start() <= place
        {
            self.open.push(section);
            self.next += 1;
        }
        while self.open.last().is_some_and(|section| section.span.end() <= place) {
            self.open.pop();
        }
        self.open.last().and_then(|section| section.published.as_ref())
    }
}

impl ClaimRow {
    pub(crate) fn open(&self, db: &Connection, number: u64, seq: u64) -> Result<()> {
        db.prepare_cached(
            "INSERT INTO view_claim VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
             ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, NULL)",
        )?
        .execute(params![
            self.id.as_str(),
            number,
            self.place.start(),
            self.place.end(),
            self.words,
            self.content,
            self.holder,
            self.voice,
            self.stance,
            self.said.written,
            self.said.first,
            self.said.last,
            self.happened.written,
            self.happened.first,
            self.happened.last,
            self.published.written,
            self.published.first,
            self.published.last,
            self.rule,
            self.chain,
            self.by_hand,
            self.state.word(),
            seq,
        ])?;
        Ok(())
    }

    pub(crate) fn close(&self, db: &Connection, number: u64, seq: u64) -> Result<()> {
        let place = (self.place.start(), self.place.end());
        db.prepare_cached(
            "UPDATE view_claim SET until_seq = ?1 WHERE document = ?2 AND first = ?3
             AND last = ?4 AND id = ?5 AND until_seq IS NULL",
        )?
        .execute((seq, number, place.0, place.1, self.id.as_str()))?;
        Ok(())
    }

    /// The claim this row is of; a document has one row for each.
    pub(crate) fn id(&self) -> &ItemId {
        &self.id
    }
}
