//! The documents of a dossier, the items in them, and what people decided.

use crate::apply;
use crate::document::{self, live};
use crate::error::{LedgerError, Result};
use crate::judged::{ItemView, State};
use crate::log;
use crate::operation::{Operation, Provenance};
use crate::record::Shelf;
use rusqlite::{Connection, Row};
use sayso_model::{
    CaptureId, Digest, Edtf, ItemId, Judgement, Published, Recorded, Ruling, TextId,
};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry as Slot;
use std::ops::RangeInclusive;

/// One document: a text, with what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentView {
    /// Its number in order of arrival, from 1; it keeps it for good.
    pub number: u64,
    /// The text.
    pub text: TextId,
    /// The bytes it was made from.
    pub capture: CaptureId,
    /// How long its words are, in bytes of UTF-8.
    pub size: u64,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The address it states for itself.
    pub address: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Its language.
    pub language: Option<String>,
    /// Name and version of the extractor.
    pub extractor: String,
    /// Name and version of the reader whose reading is shown, if it was read.
    pub reader: Option<String>,
    /// How many claims it has, without rejected ones.
    pub claims: u64,
    /// Where its bytes came from: each time they were taken in. Of a text that was made for one
    /// address, each time they were got there.
    pub sources: Vec<Source>,
}

/// Where bytes came from, with the operation that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The operation.
    pub seq: u64,
    /// Where from, and how.
    pub provenance: Provenance,
}

/// An item that was looked for by its id.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundItem {
    /// The number of the document it stands in.
    pub document: u64,
    /// The text it stands in.
    pub text: TextId,
    /// The item.
    pub view: ItemView,
}

/// One judgement, with who gave it and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The operation.
    pub seq: u64,
    /// Who.
    pub by: String,
    /// When.
    pub recorded: Recorded,
    /// What they decided.
    pub judgement: Judgement,
    /// The operation that undid it, where it is undone.
    pub undone: Option<u64>,
}

/// One ruling, with who gave it and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    /// The operation.
    pub seq: u64,
    /// Who.
    pub by: String,
    /// When.
    pub recorded: Recorded,
    /// How the items hang together.
    pub ruling: Ruling,
}

/// Ids shown of those that share a prefix.
const CANDIDATES: usize = 8;

/// The last number that SQLite can hold.
const LAST: u64 = i64::MAX.unsigned_abs();

const DOCUMENTS: &str = "
SELECT d.number, d.text, d.capture, d.size, d.title, d.author, d.outlet, d.address, d.published,
       d.language, d.extractor, d.reader,
       (SELECT count(*) FROM view_claim c WHERE c.document = d.number AND c.from_seq <= ?1
        AND (c.until_seq IS NULL OR c.until_seq > ?1) AND c.state <> ?3)
FROM view_document d
WHERE d.from_seq <= ?1 AND (d.until_seq IS NULL OR d.until_seq > ?1)
  AND d.number BETWEEN ?2 AND ?4
ORDER BY d.number";

/// The documents of some numbers, in order of arrival.
pub(crate) fn documents(
    db: &Connection,
    shelf: &Shelf,
    numbers: RangeInclusive<u64>,
    at: u64,
) -> Result<Vec<DocumentView>> {
    let mut select = db.prepare_cached(DOCUMENTS)?;
    let (first, last) = numbers.into_inner();
    let mut rows = select.query((at, first, State::Rejected.word(), last.min(LAST)))?;
    let mut documents = Vec::new();
    // One page may have been got from thousands of addresses.
    let mut seen: BTreeMap<CaptureId, Vec<Source>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let mut document = document_view(row)?;
        let sources = match seen.entry(document.capture) {
            Slot::Occupied(slot) => slot.into_mut(),
            Slot::Vacant(slot) => slot.insert(sources(db, &document.capture, at)?),
        };
        document.sources = own_sources(db, shelf, document.number, at, sources)?;
        documents.push(document);
    }
    Ok(documents)
}

/// Those of a capture's sources that a document's text was made for.
pub(crate) fn own_sources(
    db: &Connection,
    shelf: &Shelf,
    number: u64,
    at: u64,
    sources: &[Source],
) -> Result<Vec<Source>> {
    if sources.windows(2).all(|two| two[0].provenance.address == two[1].provenance.address) {
        return Ok(sources.to_vec());
    }
    let base = document::base(db, shelf, number, at)?;
    let own = |source: &&Source| base.is_none() || source.provenance.address == base;
    Ok(sources.iter().filter(own).cloned().collect())
}

fn document_view(row: &Row<'_>) -> Result<DocumentView> {
    let published: Option<String> = row.get(8)?;
    let published = published
        .map(|date| Edtf::parse(&date).map(Published))
        .transpose()
        .map_err(|error| LedgerError::damaged(format!("the view of a document: {error}")))?;
    Ok(DocumentView {
        number: row.get(0)?,
        text: TextId(Digest::from_bytes(row.get(1)?)),
        capture: CaptureId(Digest::from_bytes(row.get(2)?)),
        size: row.get(3)?,
        title: row.get(4)?,
        author: row.get(5)?,
        outlet: row.get(6)?,
        address: row.get(7)?,
        published,
        language: row.get(9)?,
        extractor: row.get(10)?,
        reader: row.get(11)?,
        claims: row.get(12)?,
        sources: Vec::new(),
    })
}

/// Each time the bytes were taken in, oldest first.
pub(crate) fn sources(db: &Connection, capture: &CaptureId, at: u64) -> Result<Vec<Source>> {
    let mut select = db.prepare_cached(concat!(
        "SELECT f.seq FROM view_fact f WHERE f.capture = ?1 AND ",
        live!(),
        " ORDER BY f.seq"
    ))?;
    let mut rows = select.query((capture.0.as_bytes(), at))?;
    let mut sources = Vec::new();
    while let Some(row) = rows.next()? {
        let seq = row.get(0)?;
        if let Operation::AddCapture(added) = log::operation(db, seq)? {
            sources.push(Source { seq, provenance: added.provenance });
        }
    }
    Ok(sources)
}

/// The one item whose id is `prefix` or begins with it, in whatever case.
pub(crate) fn find(db: &Connection, shelf: &Shelf, prefix: &str, at: u64) -> Result<FoundItem> {
    let prefix = prefix.trim().to_ascii_lowercase();
    let missing = || LedgerError::NoSuchItem { prefix: prefix.clone() };
    let candidates = starting_with(db, &prefix, at)?;
    let (id, number) = match candidates.as_slice() {
        [] => return Err(missing()),
        [one] => one,
        several => {
            let candidates = several.iter().map(|(id, _)| id.clone()).collect();
            return Err(LedgerError::Ambiguous { prefix, candidates });
        }
    };
    let document = document::load(db, shelf, *number, Some(id), at)?.ok_or_else(missing)?;
    let view = document.find(id).ok_or_else(missing)?;
    Ok(FoundItem { document: *number, text: document.text.id(), view })
}

fn starting_with(db: &Connection, prefix: &str, at: u64) -> Result<Vec<(ItemId, u64)>> {
    if prefix.is_empty() {
        return Ok(Vec::new());
    }
    let mut select = db.prepare_cached(
        "SELECT id, document FROM view_item WHERE id >= ?1 AND id < ?2 AND from_seq <= ?3
         AND (until_seq IS NULL OR until_seq > ?3) ORDER BY id, document LIMIT ?4",
    )?;
    // Ids are ASCII: every one that begins with the prefix comes before the prefix and this.
    let end = format!("{prefix}\u{7f}");
    let mut rows = select.query((prefix, end, at, CANDIDATES))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let id = id.parse().map_err(|error| LedgerError::damaged(format!("a view: {error}")))?;
        found.push((id, row.get(1)?));
    }
    Ok(found)
}

/// The items of a document in order, as judged.
pub(crate) fn items(
    db: &Connection,
    shelf: &Shelf,
    text: &TextId,
    at: u64,
) -> Result<Vec<ItemView>> {
    document::of_text(db, shelf, text, at).map(|(_, document)| document.in_order())
}

/// The judgements of an item, oldest first, with those that were undone.
pub(crate) fn judgements(db: &Connection, id: &ItemId, at: u64) -> Result<Vec<Judged>> {
    let mut select = db.prepare_cached(
        "SELECT seq FROM view_fact WHERE item = ?1 AND kind = 'judge' AND seq <= ?2 ORDER BY seq",
    )?;
    let seqs: Vec<u64> =
        select.query_map((id.as_str(), at), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut judged = Vec::with_capacity(seqs.len());
    for seq in seqs {
        let line = log::line(db, seq)?
            .ok_or_else(|| LedgerError::damaged(format!("operation {seq} is missing")))?;
        if let Operation::Judge(judge) = line.operation()? {
            let recorded = line.recorded()?;
            let undone = apply::undone_by(db, seq, at)?;
            judged.push(Judged { seq, by: line.by, recorded, judgement: judge.judgement, undone });
        }
    }
    Ok(judged)
}

/// The rulings that hold as of an operation, oldest first.
pub(crate) fn rulings(db: &Connection, at: u64) -> Result<Vec<Ruled>> {
    // `live!` has its operation second.
    let mut select = db.prepare_cached(concat!(
        "SELECT f.seq FROM view_fact f WHERE f.kind = ?1 AND ",
        live!(),
        " ORDER BY f.seq"
    ))?;
    let seqs: Vec<u64> =
        select.query_map(("rule", at), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut rulings = Vec::with_capacity(seqs.len());
    for seq in seqs {
        let line = log::line(db, seq)?
            .ok_or_else(|| LedgerError::damaged(format!("operation {seq} is missing")))?;
        if let Operation::Rule(rule) = line.operation()? {
            let recorded = line.recorded()?;
            rulings.push(Ruled { seq, by: line.by, recorded, ruling: rule.ruling });
        }
    }
    Ok(rulings)
}
