//! Claims: what is asked, and what is answered.

use crate::claim_row::Days;
use crate::error::{LedgerError, Result};
use crate::judged::State;
use rusqlite::{Connection, Row};
use sayso_model::{Edtf, Happened, ItemId, Published, RuleId, Said, Span, Stance, TextId, Voice};

/// Which claims. Everything that is given must hold; nothing given asks for all.
#[derive(Debug, Clone, Default)]
pub struct ClaimQuery {
    /// The holder's name contains this, in whatever case.
    pub by: Option<String>,
    /// Each of these words occurs in the claim's, in whatever case; a word may be part of a
    /// longer one.
    pub words: Option<String>,
    /// It can have been said then. A claim whose date is not known is left out.
    pub said: Option<Edtf>,
    /// What it speaks of can have happened then. Left out where not known.
    pub happened: Option<Edtf>,
    /// It can have been published then. Left out where not known.
    pub published: Option<Edtf>,
    /// It stands in this document.
    pub document: Option<TextId>,
    /// Whose voice.
    pub voice: Option<Voice>,
    /// How the holder stands to it.
    pub stance: Option<Stance>,
    /// With the rejected ones.
    pub include_rejected: bool,
    /// Only those that come after this one, for the next page.
    pub after: Option<ItemId>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// A claim as questions show it: as judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimView {
    /// Its id.
    pub id: ItemId,
    /// The text it stands in.
    pub text: TextId,
    /// The number of that document.
    pub document: u64,
    /// Its words; stretches that do not touch are joined with ` … `.
    pub words: String,
    /// Where they stand.
    pub content: Vec<Span>,
    /// Who holds it.
    pub holder: Option<String>,
    /// Whose voice.
    pub voice: Voice,
    /// How the holder stands to it.
    pub stance: Stance,
    /// When it was said.
    pub said: Option<Said>,
    /// When what it speaks of happened.
    pub happened: Option<Happened>,
    /// When the section or document it stands in was published.
    pub published: Option<Published>,
    /// The rule that found it.
    pub rule: RuleId,
    /// What people have decided about it.
    pub state: State,
    /// Whether a person added it.
    pub by_hand: bool,
    /// The attributions from the innermost out.
    pub chain: Vec<ItemId>,
}

/// Letters without their case. The two small sigmas are one letter.
fn fold(given: &str) -> String {
    given.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect()
}

/// A query, made ready to be held against many rows.
struct Wanted {
    by: Option<String>,
    words: Vec<String>,
    dates: Vec<(Days, usize)>,
    voice: Option<&'static str>,
    stance: Option<&'static str>,
    include_rejected: bool,
}

// Columns of the query below that a filter looks at.
const WORDS: usize = 3;
const HOLDER: usize = 5;
const VOICE: usize = 6;
const STANCE: usize = 7;
const SAID: usize = 8;
const HAPPENED: usize = 11;
const PUBLISHED: usize = 14;
const STATE: usize = 20;

const SELECT: &str = "
SELECT c.id, n.text, c.document, c.words, c.content, c.holder, c.voice, c.stance,
       c.said, c.said_first, c.said_last, c.happened, c.happened_first, c.happened_last,
       c.published, c.published_first, c.published_last, c.rule, c.chain, c.by_hand, c.state
FROM view_claim c JOIN view_number n ON n.number = c.document
WHERE c.from_seq <= ?1 AND (c.until_seq IS NULL OR c.until_seq > ?1)
  AND c.document BETWEEN ?2 AND ?3
  AND (c.document > ?4 OR (c.document = ?4 AND (c.first > ?5 OR (c.first = ?5
       AND (c.last < ?6 OR (c.last = ?6 AND c.id > ?7))))))
ORDER BY c.document, c.first, c.last DESC, c.id";

/// A place in the order of claims.
struct Place {
    document: i64,
    first: i64,
    last: i64,
    id: String,
}

const BEFORE_ALL: Place = Place { document: -1, first: 0, last: 0, id: String::new() };

/// The claims that a query asks for, in order of the documents' arrival, then of place (an outer
/// one before those inside it), then of id.
pub(crate) fn claims(db: &Connection, query: &ClaimQuery, at: u64) -> Result<Vec<ClaimView>> {
    let after = match &query.after {
        Some(id) => place_of(db, id, at)?,
        None => BEFORE_ALL,
    };
    let (low, high) = match &query.document {
        Some(text) => match crate::document::number_of(db, text)? {
            Some(number) => (number, number),
            None => return Err(LedgerError::NoSuchDocument { text: *text }),
        },
        None => (u64::try_from(after.document).unwrap_or(0), i64::MAX.unsigned_abs()),
    };
    let wanted = Wanted::of(query);
    let mut select = db.prepare_cached(SELECT)?;
    let mut rows =
        select.query((at, low, high, after.document, after.first, after.last, after.id))?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        if query.limit.is_some_and(|limit| claims.len() >= limit) {
            break;
        }
        if wanted.fits(row)? {
            claims.push(view(row)?);
        }
    }
    Ok(claims)
}

fn place_of(db: &Connection, id: &ItemId, at: u64) -> Result<Place> {
    let mut select = db.prepare_cached(
        "SELECT c.document, c.first, c.last FROM view_item i
         JOIN view_claim c ON c.document = i.document AND c.id = i.id
         WHERE i.id = ?1 AND c.from_seq <= ?2 AND (c.until_seq IS NULL OR c.until_seq > ?2)",
    )?;
    let mut rows = select.query((id.as_str(), at))?;
    let row = rows.next()?.ok_or_else(|| LedgerError::NoSuchItem { prefix: id.to_string() })?;
    Ok(Place { document: row.get(0)?, first: row.get(1)?, last: row.get(2)?, id: id.to_string() })
}

impl Wanted {
    fn of(query: &ClaimQuery) -> Self {
        let dates = [
            (query.said.as_ref(), SAID),
            (query.happened.as_ref(), HAPPENED),
            (query.published.as_ref(), PUBLISHED),
        ];
        let words = query.words.as_deref().unwrap_or_default();
        Self {
            by: query.by.as_deref().map(fold),
            words: words.split_whitespace().map(fold).collect(),
            dates: dates
                .into_iter()
                .filter_map(|(date, column)| Some((Days::of(Some(date?)), column)))
                .collect(),
            voice: query.voice.map(Voice::word),
            stance: query.stance.map(Stance::word),
            include_rejected: query.include_rejected,
        }
    }

    fn fits(&self, row: &Row<'_>) -> Result<bool> {
        let text = |column: usize| -> Result<Option<&str>> {
            row.get_ref(column)?.as_str_or_null().map_err(|e| LedgerError::damaged(e.to_string()))
        };
        if !self.include_rejected && text(STATE)? == Some(State::Rejected.word()) {
            return Ok(false);
        }
        for (wanted, column) in [(self.voice, VOICE), (self.stance, STANCE)] {
            if wanted.is_some() && wanted != text(column)? {
                return Ok(false);
            }
        }
        for (wanted, column) in &self.dates {
            let days =
                Days { written: None, first: row.get(column + 1)?, last: row.get(column + 2)? };
            if text(*column)?.is_none() || !wanted.overlaps(&days) {
                return Ok(false);
            }
        }
        if let Some(by) = &self.by
            && !text(HOLDER)?.is_some_and(|holder| fold(holder).contains(by.as_str()))
        {
            return Ok(false);
        }
        if self.words.is_empty() {
            return Ok(true);
        }
        let words = fold(text(WORDS)?.unwrap_or_default());
        Ok(self.words.iter().all(|word| words.contains(word.as_str())))
    }
}

impl Days {
    /// Whether the two can share a day; not where this row's day is not known at all.
    fn overlaps(&self, row: &Self) -> bool {
        let starts_by_end = |start: Option<i64>, end: Option<i64>| match (start, end) {
            (Some(start), Some(end)) => start <= end,
            _ => true,
        };
        (row.first.is_some() || row.last.is_some())
            && starts_by_end(self.first, row.last)
            && starts_by_end(row.first, self.last)
    }
}

fn view(row: &Row<'_>) -> Result<ClaimView> {
    let id: String = row.get(0)?;
    let wrong = |what: &str| LedgerError::damaged(format!("the view of claim {id} has no {what}"));
    let edtf = |column: usize| -> Result<Option<Edtf>> {
        let written: Option<String> = row.get(column)?;
        written.map(|date| Edtf::parse(&date).map_err(|_| wrong("readable date"))).transpose()
    };
    let json = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    Ok(ClaimView {
        text: TextId(sayso_model::Digest::from_bytes(row.get(1)?)),
        document: row.get(2)?,
        words: row.get(WORDS)?,
        content: serde_json::from_str(json(4)?).map_err(|_| wrong("place"))?,
        holder: row.get(HOLDER)?,
        voice: Voice::from_word(json(VOICE)?).ok_or_else(|| wrong("voice"))?,
        stance: Stance::from_word(json(STANCE)?).ok_or_else(|| wrong("stance"))?,
        said: edtf(SAID)?.map(Said),
        happened: edtf(HAPPENED)?.map(Happened),
        published: edtf(PUBLISHED)?.map(Published),
        rule: serde_json::from_value(serde_json::Value::String(row.get(17)?))
            .map_err(|_| wrong("rule"))?,
        chain: serde_json::from_str(json(18)?).map_err(|_| wrong("chain"))?,
        by_hand: row.get(19)?,
        state: State::from_word(json(STATE)?).ok_or_else(|| wrong("state"))?,
        id: id.parse().map_err(|_| wrong("id"))?,
    })
}
