//! The one way from the log to the views: taken for each new operation, and for all of them when
//! the views are rebuilt or checked.

use crate::claim_row;
use crate::document::{self, Document, live};
use crate::error::{LedgerError, Result};
use crate::log;
use crate::operation::{AddText, Operation};
use crate::record::Shelf;
use rusqlite::{Connection, OptionalExtension, params};
use sayso_model::{CaptureId, Digest, ItemId, TextId};
use std::collections::{BTreeMap, BTreeSet};

/// The first eight bytes of a digest of what an operation is and carries: two operations that
/// record the same thing have the same.
pub(crate) fn sameness(kind: &str, payload: &str) -> i64 {
    let digest = Digest::of_parts(&[kind.as_bytes(), payload.as_bytes()]);
    i64::from_le_bytes(std::array::from_fn(|i| digest.as_bytes()[i]))
}

/// What an operation is about, as `view_fact` has it.
#[derive(Default)]
struct Fact {
    capture: Option<CaptureId>,
    document: Option<u64>,
    item: Option<ItemId>,
    undoes: Option<u64>,
}

/// What an operation can have changed.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Touched {
    /// Everything in a document.
    Document(u64),
    /// One item of a document.
    Item(u64, ItemId),
}

/// Brings the views from operation `seq - 1` to `seq`.
pub(crate) fn apply(db: &Connection, shelf: &Shelf, seq: u64, operation: &Operation) -> Result<()> {
    let fact = fact(db, seq, operation)?;
    record_fact(db, seq, operation, &fact)?;
    let changed = match fact.undoes {
        Some(target) => toggle(db, seq, target)?,
        None => vec![seq],
    };
    let mut touched = BTreeSet::new();
    for operation in changed {
        touch(db, operation, seq, &mut touched)?;
    }
    for place in &touched {
        match place {
            Touched::Document(number) => refresh(db, shelf, *number, None, seq)?,
            Touched::Item(number, _) if touched.contains(&Touched::Document(*number)) => {}
            Touched::Item(number, id) => refresh(db, shelf, *number, Some(id), seq)?,
        }
    }
    db.prepare_cached("UPDATE view_state SET seq = ?1")?.execute([seq])?;
    Ok(())
}

/// Replays the whole log into views that are empty.
pub(crate) fn replay(db: &Connection, shelf: &Shelf) -> Result<()> {
    const BATCH: u64 = 256;
    let mut next = 1;
    loop {
        let lines = log::lines(db, next, BATCH)?;
        let Some(last) = lines.last() else { return Ok(()) };
        let last = last.seq;
        for line in &lines {
            apply(db, shelf, line.seq, &line.operation()?)?;
        }
        next = last + 1;
    }
}

fn fact(db: &Connection, seq: u64, operation: &Operation) -> Result<Fact> {
    let mut fact = Fact::default();
    match operation {
        Operation::Begin(_) | Operation::Check(_) | Operation::Rule(_) => {}
        Operation::AddCapture(added) => fact.capture = Some(added.capture),
        Operation::AddText(added) => fact.document = Some(arrive(db, added)?),
        Operation::AddReading(added) => fact.document = Some(known(db, seq, &added.text)?),
        Operation::AddClaim(added) => {
            let anchor = added.claim.content.first().ok_or_else(|| {
                LedgerError::damaged(format!("operation {seq} adds a claim without words"))
            })?;
            fact.document = Some(known(db, seq, &anchor.text)?);
            fact.item = Some(added.id.clone());
        }
        Operation::Judge(judge) => {
            let target = &judge.judgement.target;
            fact.document = holding(db, target)?.first().copied();
            fact.item = Some(target.clone());
        }
        Operation::Undo(undo) if undo.operation < seq => fact.undoes = Some(undo.operation),
        Operation::Undo(_) => {
            return Err(LedgerError::damaged(format!("operation {seq} undoes a later one")));
        }
    }
    Ok(fact)
}

/// The documents that have an item of this id now.
pub(crate) fn holding(db: &Connection, id: &ItemId) -> Result<Vec<u64>> {
    Ok(db
        .prepare_cached(
            "SELECT document FROM view_item WHERE id = ?1 AND until_seq IS NULL ORDER BY document",
        )?
        .query_map([id.as_str()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Gives a text its number, the first time it comes.
fn arrive(db: &Connection, added: &AddText) -> Result<u64> {
    if let Some(number) = document::number_of(db, &added.text)? {
        return Ok(number);
    }
    db.prepare_cached(
        "INSERT INTO view_number(number, text, capture)
         SELECT coalesce(max(number), 0) + 1, ?1, ?2 FROM view_number",
    )?
    .execute((added.text.0.as_bytes(), added.capture.0.as_bytes()))?;
    known(db, 0, &added.text)
}

fn known(db: &Connection, seq: u64, text: &TextId) -> Result<u64> {
    document::number_of(db, text)?.ok_or_else(|| {
        LedgerError::damaged(format!("operation {seq} names text {text}, which was never added"))
    })
}

fn record_fact(db: &Connection, seq: u64, operation: &Operation, fact: &Fact) -> Result<()> {
    let line = log::line(db, seq)?
        .ok_or_else(|| LedgerError::damaged(format!("operation {seq} is missing")))?;
    db.prepare_cached(
        "INSERT INTO view_fact(seq, kind, sameness, capture, document, item, undoes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        seq,
        operation.kind(),
        sameness(&line.kind, &line.payload),
        fact.capture.as_ref().map(|capture| capture.0.as_bytes()),
        fact.document,
        fact.item.as_ref().map(ItemId::as_str),
        fact.undoes,
    ])?;
    Ok(())
}

/// The operation that keeps another undone as of `at`: the first of them that is not undone
/// itself.
pub(crate) fn undone_by(db: &Connection, operation: u64, at: u64) -> Result<Option<u64>> {
    Ok(db
        .prepare_cached(concat!(
            "SELECT f.seq FROM view_fact f WHERE f.undoes = ?1 AND ",
            live!(),
            " ORDER BY f.seq LIMIT 1"
        ))?
        .query_row((operation, at), |row| row.get(0))
        .optional()?)
}

/// Undoes an operation or brings it back, and whatever it had undone in turn; gives every
/// operation whose effect changed. Each undoes an earlier one, so this comes to an end.
fn toggle(db: &Connection, seq: u64, target: u64) -> Result<Vec<u64>> {
    let mut changed = Vec::new();
    let mut next = Some(target);
    while let Some(operation) = next {
        let undone = undone_by(db, operation, seq)?.is_some();
        if undone == is_undone(db, operation)? {
            break;
        }
        let sql = if undone {
            "INSERT INTO view_undone(operation, from_seq, until_seq) VALUES (?1, ?2, NULL)"
        } else {
            "UPDATE view_undone SET until_seq = ?2 WHERE operation = ?1 AND until_seq IS NULL"
        };
        db.prepare_cached(sql)?.execute((operation, seq))?;
        changed.push(operation);
        next = db
            .prepare_cached("SELECT undoes FROM view_fact WHERE seq = ?1")?
            .query_row([operation], |row| row.get(0))
            .optional()?
            .flatten();
    }
    Ok(changed)
}

fn is_undone(db: &Connection, operation: u64) -> Result<bool> {
    Ok(db
        .prepare_cached("SELECT 1 FROM view_undone WHERE operation = ?1 AND until_seq IS NULL")?
        .exists([operation])?)
}

/// Notes what operation `operation`, coming or going at `seq`, can have changed.
fn touch(db: &Connection, operation: u64, seq: u64, touched: &mut BTreeSet<Touched>) -> Result<()> {
    let mut select = db.prepare_cached(
        "SELECT f.item, coalesce(f.document, n.number), f.capture FROM view_fact f
         LEFT JOIN view_number n ON n.capture = f.capture WHERE f.seq = ?1",
    )?;
    let mut rows = select.query([operation])?;
    while let Some(row) = rows.next()? {
        let item: Option<String> = row.get(0)?;
        let Some(number) = row.get(1)? else { continue };
        if let Some(capture) = row.get(2)?
            && had_capture(db, capture, seq - 1)? == had_capture(db, capture, seq)?
        {
            // The same bytes from one place more or less: their documents stay as they are.
            return Ok(());
        }
        touched.insert(match item.and_then(|id| id.parse().ok()) {
            Some(id) => Touched::Item(number, id),
            None => Touched::Document(number),
        });
    }
    Ok(())
}

fn had_capture(db: &Connection, capture: [u8; 32], at: u64) -> Result<bool> {
    document::has_capture(db, &CaptureId(Digest::from_bytes(capture)), at)
}

/// Compares a document, or one item of it, before and after an operation, and records the
/// difference: what holds no longer is closed, what holds now is opened.
fn refresh(
    db: &Connection,
    shelf: &Shelf,
    number: u64,
    only: Option<&ItemId>,
    seq: u64,
) -> Result<()> {
    let before = document::load(db, shelf, number, only, seq - 1)?;
    let after = document::load(db, shelf, number, only, seq)?;
    if only.is_none() {
        refresh_document(db, number, before.as_ref(), after.as_ref(), seq)?;
    }
    refresh_items(db, number, &ids(before.as_ref(), only), &ids(after.as_ref(), only), seq)?;
    refresh_claims(db, number, before.as_ref(), after.as_ref(), only, seq)
}

fn ids(document: Option<&Document>, only: Option<&ItemId>) -> BTreeSet<ItemId> {
    let views = document.map(|document| document.views(only)).unwrap_or_default();
    views.into_iter().map(|view| view.item.id).collect()
}

fn refresh_document(
    db: &Connection,
    number: u64,
    before: Option<&Document>,
    after: Option<&Document>,
    seq: u64,
) -> Result<()> {
    let sources =
        |document: &Document| (document.text_seq, document.reading.as_ref().map(|(seq, _)| *seq));
    if before.map(sources) == after.map(sources) {
        return Ok(());
    }
    db.prepare_cached(
        "UPDATE view_document SET until_seq = ?1 WHERE number = ?2 AND until_seq IS NULL",
    )?
    .execute((seq, number))?;
    let Some(document) = after else { return Ok(()) };
    let text = &document.text;
    db.prepare_cached(
        "INSERT INTO view_document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
         ?13, ?14, ?15, NULL)",
    )?
    .execute(params![
        number,
        text.id().0.as_bytes(),
        text.capture().0.as_bytes(),
        text.words().len(),
        text.title,
        text.author,
        text.outlet,
        text.address,
        text.published.as_ref().map(ToString::to_string),
        text.language,
        text.extractor().to_string(),
        document.text_seq,
        document.reading.as_ref().map(|(_, reading)| reading.reader.to_string()),
        document.reading.as_ref().map(|(seq, _)| *seq),
        seq,
    ])?;
    Ok(())
}

fn refresh_items(
    db: &Connection,
    number: u64,
    before: &BTreeSet<ItemId>,
    after: &BTreeSet<ItemId>,
    seq: u64,
) -> Result<()> {
    let mut close = db.prepare_cached(
        "UPDATE view_item SET until_seq = ?1 WHERE id = ?2 AND document = ?3
         AND until_seq IS NULL",
    )?;
    for id in before.difference(after) {
        close.execute((seq, id.as_str(), number))?;
    }
    let mut open = db.prepare_cached("INSERT INTO view_item VALUES (?1, ?2, ?3, NULL)")?;
    for id in after.difference(before) {
        open.execute((id.as_str(), number, seq))?;
    }
    Ok(())
}

fn refresh_claims(
    db: &Connection,
    number: u64,
    before: Option<&Document>,
    after: Option<&Document>,
    only: Option<&ItemId>,
    seq: u64,
) -> Result<()> {
    let rows = |document: Option<&Document>| {
        document.map(|document| claim_row::rows(document, only)).transpose()
    };
    let (before, after) = (rows(before)?.unwrap_or_default(), rows(after)?.unwrap_or_default());
    let had: BTreeMap<_, _> = before.iter().map(|row| (row.id(), row)).collect();
    let has: BTreeMap<_, _> = after.iter().map(|row| (row.id(), row)).collect();
    for row in before.iter().filter(|row| has.get(row.id()) != Some(row)) {
        row.close(db, number, seq)?;
    }
    for row in after.iter().filter(|row| had.get(row.id()) != Some(row)) {
        row.open(db, number, seq)?;
    }
    Ok(())
}
