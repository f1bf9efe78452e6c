//! What can be added to a dossier, and the checks that come before.

use crate::apply::{self, holding, sameness};
use crate::document::{self, Document, live};
use crate::error::{LedgerError, Result};
use crate::judged;
use crate::log::{self, Stamp};
use crate::operation::{
    AddCapture, AddClaim, Begin, Check, Judge, Operation, Provenance, Rule, Undo,
};
use crate::record::{self, Shelf};
use crate::{FORMAT, blob};
use rusqlite::Connection;
use sayso_model::{
    Anchor, AnchorError, CaptureId, HandClaim, Item, ItemId, ItemKind, Judgement, Reading, Ruling,
    Span, Text, TextId,
};
use std::collections::BTreeSet;

/// Where the numbers of claims added by hand begin, past any that a reader counts at one place.
pub(crate) const FIRST_BY_HAND: u32 = 1 << 31;

/// One thing to record.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "handed on a batch at a time")]
pub enum Entry<'a> {
    /// Bytes, with where they are from.
    Capture {
        /// The bytes.
        bytes: &'a [u8],
        /// Where they are from.
        provenance: Provenance,
        /// The full path of a file that holds them, where they are to stay outside of the
        /// dossier.
        link: Option<&'a str>,
    },
    /// That something of the dossier was checked.
    Check(Check),
    /// A text, whose capture is recorded before it.
    Text(&'a Text),
    /// A reading, whose text is recorded before it.
    Reading(&'a Reading),
    /// A claim that a person adds.
    Claim(HandClaim),
    /// A decision on an item.
    Judge(Judgement),
    /// A ruling on how items hang together.
    Rule(Ruling),
    /// Taking back an earlier operation.
    Undo {
        /// Its number.
        operation: u64,
        /// Why.
        why: Option<String>,
    },
}

/// What became of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The operation it was recorded as; `None` where the dossier had the very same already.
    pub seq: Option<u64>,
    /// The id of the claim that was added by hand, or of the item that was judged.
    pub item: Option<ItemId>,
}

/// Records one entry, inside the caller's transaction.
pub(crate) fn append(
    db: &Connection,
    shelf: &Shelf,
    stamp: &Stamp,
    entry: &Entry<'_>,
) -> Result<Appended> {
    let operation = prepare(db, shelf, entry)?;
    let item = match &operation {
        Operation::AddClaim(added) => Some(added.id.clone()),
        Operation::Judge(judge) => Some(judge.judgement.target.clone()),
        _ => None,
    };
    if matches!(entry, Entry::Capture { .. } | Entry::Text(_) | Entry::Reading(_))
        && is_there(db, &operation)?
    {
        return Ok(Appended { seq: None, item });
    }
    let seq = write(db, shelf, stamp, &operation)?;
    Ok(Appended { seq: Some(seq), item })
}

/// Records the beginning of a dossier.
pub(crate) fn begin(db: &Connection, shelf: &Shelf, stamp: &Stamp) -> Result<()> {
    write(db, shelf, stamp, &Operation::Begin(Begin { format: FORMAT })).map(drop)
}

fn write(db: &Connection, shelf: &Shelf, stamp: &Stamp, operation: &Operation) -> Result<u64> {
    let seq = log::write(db, stamp, operation)?;
    apply::apply(db, shelf, seq, operation)?;
    Ok(seq)
}

/// Whether the same operation is in the log and not undone.
fn is_there(db: &Connection, operation: &Operation) -> Result<bool> {
    let payload = operation.payload().map_err(|error| LedgerError::Refused(error.to_string()))?;
    let now = log::head(db)?.seq;
    Ok(db
        .prepare_cached(concat!(
            "SELECT 1 FROM view_fact f JOIN operation o ON o.seq = f.seq
             WHERE f.sameness = ?1 AND o.kind = ?3 AND o.payload = ?4 AND ",
            live!()
        ))?
        .exists((sameness(operation.kind(), &payload), now, operation.kind(), &payload))?)
}

/// Checks an entry against what is recorded, keeps its bytes, and gives its operation.
fn prepare(db: &Connection, shelf: &Shelf, entry: &Entry<'_>) -> Result<Operation> {
    let now = log::head(db)?.seq;
    Ok(match entry {
        Entry::Check(check) => Operation::Check(check.clone()),
        Entry::Capture { bytes, provenance, link } => Operation::AddCapture(AddCapture {
            capture: CaptureId(match link {
                Some(path) => blob::link(db, bytes, path)?,
                None => blob::put(db, bytes)?,
            }),
            size: bytes.len() as u64,
            provenance: provenance.clone(),
        }),
        Entry::Text(text) => {
            check_text(db, text, now)?;
            Operation::AddText(record::put_text(db, text)?)
        }
        Entry::Reading(reading) => {
            check_reading(db, shelf, reading, now)?;
            Operation::AddReading(record::put_reading(db, reading)?)
        }
        Entry::Claim(claim) => {
            let id = check_claim(db, shelf, claim, now)?;
            Operation::AddClaim(AddClaim { id, claim: claim.clone() })
        }
        Entry::Judge(judgement) => {
            check_judgement(db, shelf, judgement, now)?;
            Operation::Judge(Judge { judgement: judgement.clone() })
        }
        Entry::Rule(ruling) => {
            check_ruling(db, ruling)?;
            Operation::Rule(Rule { ruling: ruling.clone() })
        }
        Entry::Undo { operation, why } => {
            check_undo(db, *operation, now)?;
            Operation::Undo(Undo { operation: *operation, why: why.clone() })
        }
    })
}

fn check_text(db: &Connection, text: &Text, now: u64) -> Result<()> {
    let capture = text.capture();
    let size = match blob::size(db, &capture.0)? {
        Some(size) if document::has_capture(db, &capture, now)? => size,
        _ => return Err(LedgerError::NoSuchCapture { capture }),
    };
    let what = format!("text {}", text.id());
    if Text::id_of(&capture, text.extractor(), text.base(), text.words()) != text.id() {
        return Err(LedgerError::Refused(format!("{what} does not have the id of its words")));
    }
    if !text.fits(size) {
        return Err(LedgerError::Refused(format!("{what} does not fit its capture")));
    }
    check_items(&what, text.words(), &text.items).map_err(LedgerError::Refused)
}

fn check_reading(db: &Connection, shelf: &Shelf, reading: &Reading, now: u64) -> Result<()> {
    let (_, document) = document::of_text(db, shelf, &reading.text, now)?;
    let what = format!("reading {}", reading.id);
    if Reading::new(reading.text, reading.reader.clone()).id != reading.id {
        return Err(LedgerError::Refused(format!("{what} does not have the id of its reader")));
    }
    check_items(&what, document.text.words(), &reading.items).map_err(LedgerError::Refused)
}

/// Says what is wrong where an id comes twice or a span is not in the text.
pub(crate) fn check_items(what: &str, words: &str, items: &[Item]) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for item in items {
        if !seen.insert(&item.id) {
            return Err(format!("{what} has two items with the id {}", item.id));
        }
        if item.id.kind() != Some(item.body.kind()) {
            return Err(format!("{what} calls the {} {}", item.body.kind(), item.id));
        }
        let fits = |span: &Span| span.of(words).is_some();
        let spans = item.body.spans();
        if let Some(span) = spans.iter().chain(&item.because).find(|span| !fits(span)) {
            return Err(format!("{what}: bytes {span:?} of {} are not a place in it", item.id));
        }
        if item.body.kind() == ItemKind::Claim && spans.is_empty() {
            return Err(format!("{what}: the claim {} has no words", item.id));
        }
    }
    Ok(())
}

fn check_claim(db: &Connection, shelf: &Shelf, claim: &HandClaim, now: u64) -> Result<ItemId> {
    judged::check_order(&claim.content)?;
    let text = claim.content[0].text;
    let (_, document) = document::of_text(db, shelf, &text, now)?;
    resolve(&document, &claim.content)?;
    id_by_hand(db, &text, &claim.content)
}

/// The first id for a claim by hand at this place that no other one has ever had.
fn id_by_hand(db: &Connection, text: &TextId, content: &[Anchor]) -> Result<ItemId> {
    let spans: Vec<Span> = content.iter().map(|anchor| anchor.span).collect();
    let mut given =
        db.prepare_cached("SELECT 1 FROM view_fact WHERE item = ?1 AND kind = 'add_claim'")?;
    for nth in FIRST_BY_HAND.. {
        let id = ItemId::derive(text, ItemKind::Claim, &spans, nth);
        if !given.exists([id.as_str()])? {
            return Ok(id);
        }
    }
    Err(LedgerError::Refused("there is no room for another claim on these words".to_owned()))
}

fn check_judgement(db: &Connection, shelf: &Shelf, judgement: &Judgement, now: u64) -> Result<()> {
    let target = &judgement.target;
    let missing = || LedgerError::NoSuchItem { prefix: target.to_string() };
    let number = match holding(db, target)?.as_slice() {
        [] => return Err(missing()),
        [number] => *number,
        _ => {
            let (prefix, candidates) = (target.to_string(), vec![target.clone()]);
            return Err(LedgerError::Ambiguous { prefix, candidates });
        }
    };
    let document = document::load(db, shelf, number, Some(target), now)?.ok_or_else(missing)?;
    let view = document.find(target).ok_or_else(missing)?;
    judged::check(&view.item, judgement)?;
    if let Some(content) = &judgement.content {
        judged::check_order(content)?;
        resolve(&document, content)?;
    }
    Ok(())
}

fn check_ruling(db: &Connection, ruling: &Ruling) -> Result<()> {
    if let Some(why) = ruling.fault() {
        return Err(LedgerError::Refused(why.to_owned()));
    }
    for id in &ruling.items {
        if holding(db, id)?.is_empty() {
            return Err(LedgerError::NoSuchItem { prefix: id.to_string() });
        }
    }
    Ok(())
}

fn resolve(document: &Document, content: &[Anchor]) -> Result<(), AnchorError> {
    content.iter().try_for_each(|anchor| anchor.resolve(&document.text).map(drop))
}

fn check_undo(db: &Connection, operation: u64, now: u64) -> Result<()> {
    if operation == 0 || operation > now {
        return Err(LedgerError::NoSuchOperation { operation, head: now });
    }
    if matches!(log::operation(db, operation)?, Operation::Begin(_)) {
        return Err(LedgerError::UndoOfBegin);
    }
    match apply::undone_by(db, operation, now)? {
        Some(by) => Err(LedgerError::AlreadyUndone { operation, by }),
        None => Ok(()),
    }
}
