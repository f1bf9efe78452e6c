//! One document as it is at a point of the log: its text, its current reading, and what people
//! added to it and decided.

use crate::error::{LedgerError, Result};
use crate::judged::{ItemView, judge};
use crate::log;
use crate::operation::{AddClaim, Operation};
use crate::record::Shelf;
use rusqlite::Connection;
use sayso_model::{
    Body, CaptureId, Claim, Item, ItemId, Judgement, Reading, RuleId, Text, TextId, Voice,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The rule that claims added by a person are said to come from.
pub const BY_HAND: RuleId = RuleId::new("hand.claim");

/// A document at a point of the log.
pub(crate) struct Document {
    pub(crate) text: Arc<Text>,
    pub(crate) text_seq: u64,
    pub(crate) reading: Option<(u64, Arc<Reading>)>,
    hand: Vec<(u64, Item)>,
    judgements: BTreeMap<ItemId, Vec<Judgement>>,
}

/// That an operation `f.seq` was recorded by `?2` and not undone then.
macro_rules! live {
    () => {
        "f.seq <= ?2 AND NOT EXISTS (
            SELECT 1 FROM view_undone u WHERE u.operation = f.seq AND u.from_seq <= ?2
            AND (u.until_seq IS NULL OR u.until_seq > ?2))"
    };
}
pub(crate) use live;

/// Loads a document as of an operation; `None` where it is not there then. With `only`, nothing
/// is loaded of what people did to other items.
pub(crate) fn load(
    db: &Connection,
    shelf: &Shelf,
    number: u64,
    only: Option<&ItemId>,
    at: u64,
) -> Result<Option<Document>> {
    let Some((text_seq, Operation::AddText(added))) = newest(db, number, "add_text", at)? else {
        return Ok(None);
    };
    if !has_capture(db, &added.capture, at)? {
        return Ok(None);
    }
    let text = shelf.text(db, &added)?;
    let reading = match newest(db, number, "add_reading", at)? {
        Some((seq, Operation::AddReading(added))) => Some((seq, shelf.reading(db, &added)?)),
        _ => None,
    };
    let mut document =
        Document { text, text_seq, reading, hand: Vec::new(), judgements: BTreeMap::new() };
    for seq in acts(db, number, only, at)? {
        document.add(seq, log::operation(db, seq)?);
    }
    Ok(Some(document))
}

/// The newest operation of a kind on a document that is not undone.
fn newest(db: &Connection, number: u64, kind: &str, at: u64) -> Result<Option<(u64, Operation)>> {
    let mut select = db.prepare_cached(concat!(
        "SELECT f.seq FROM view_fact f WHERE f.document = ?1 AND f.kind = ?3 AND ",
        live!(),
        " ORDER BY f.seq DESC LIMIT 1"
    ))?;
    let mut rows = select.query((number, at, kind))?;
    match rows.next()? {
        Some(row) => {
            let seq = row.get(0)?;
            Ok(Some((seq, log::operation(db, seq)?)))
        }
        None => Ok(None),
    }
}

/// The address that a document's text was made for, as of an operation.
pub(crate) fn base(db: &Connection, shelf: &Shelf, number: u64, at: u64) -> Result<Option<String>> {
    Ok(match newest(db, number, "add_text", at)? {
        Some((_, Operation::AddText(added))) => {
            shelf.text(db, &added)?.base().map(ToOwned::to_owned)
        }
        _ => None,
    })
}

/// Whether bytes had been taken in, and that not undone, as of an operation.
pub(crate) fn has_capture(db: &Connection, capture: &CaptureId, at: u64) -> Result<bool> {
    Ok(db
        .prepare_cached(concat!(
            "SELECT 1 FROM view_fact f WHERE f.capture = ?1 AND f.kind = 'add_capture' AND ",
            live!(),
            " LIMIT 1"
        ))?
        .exists((capture.0.as_bytes(), at))?)
}

/// The numbers of what people did in a document, in order.
fn acts(db: &Connection, number: u64, only: Option<&ItemId>, at: u64) -> Result<Vec<u64>> {
    let seqs = match only {
        Some(id) => db
            .prepare_cached(concat!(
                "SELECT f.seq FROM view_fact f WHERE f.item = ?1 AND f.document = ?3 AND ",
                live!(),
                " ORDER BY f.seq"
            ))?
            .query_map((id.as_str(), at, number), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
        None => db
            .prepare_cached(concat!(
                "SELECT f.seq FROM view_fact f WHERE f.document = ?1
                 AND f.kind IN ('add_claim', 'judge') AND ",
                live!(),
                " ORDER BY f.seq"
            ))?
            .query_map((number, at), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
    };
    Ok(seqs)
}

impl Document {
    fn add(&mut self, seq: u64, operation: Operation) {
        match operation {
            Operation::AddClaim(added) => self.hand.push((seq, hand_item(&self.text, &added))),
            Operation::Judge(judge) => {
                let of = self.judgements.entry(judge.judgement.target.clone()).or_default();
                of.push(judge.judgement);
            }
            _ => {}
        }
    }

    /// Every item once, before judgement: the text's, the reading's, then people's. Two items of
    /// one id are one thing found twice.
    fn items(&self) -> impl Iterator<Item = (&Item, bool, u64)> {
        let text = self.text.items.iter().map(|item| (item, false, self.text_seq));
        let reading = self
            .reading
            .iter()
            .flat_map(|(seq, reading)| reading.items.iter().map(move |item| (item, false, *seq)));
        let hand = self.hand.iter().map(|(seq, item)| (item, true, *seq));
        let mut seen = BTreeSet::new();
        text.chain(reading).chain(hand).filter(move |(item, ..)| seen.insert(&item.id))
    }

    fn view(&self, (item, by_hand, added): (&Item, bool, u64)) -> ItemView {
        let judgements = self.judgements.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        let (judged, state) = judge(item, judgements);
        let original = (judged != *item).then(|| item.clone());
        ItemView { item: judged, original, state, by_hand, added }
    }

    /// One item.
    pub(crate) fn find(&self, id: &ItemId) -> Option<ItemView> {
        self.items().find(|(item, ..)| item.id == *id).map(|found| self.view(found))
    }

    /// The items, or the one asked for, in no order.
    pub(crate) fn views(&self, only: Option<&ItemId>) -> Vec<ItemView> {
        self.items()
            .filter(|(item, ..)| only.is_none_or(|id| item.id == *id))
            .map(|found| self.view(found))
            .collect()
    }

    /// The items in order: by start, longer first, then kind, then id. An actor, which has no
    /// place of its own, comes before the rest.
    pub(crate) fn in_order(&self) -> Vec<ItemView> {
        let mut views = self.views(None);
        views.sort_by_cached_key(|view| {
            let place = view
                .item
                .body
                .hull()
                .map_or((0, usize::MAX), |hull| (hull.start() + 1, hull.end()));
            let kind = view.item.body.kind().name();
            (place.0, std::cmp::Reverse(place.1), kind, view.item.id.clone())
        });
        views
    }
}

/// A person's claim as an item. In the document's own voice its holder is who wrote or published
/// the document.
fn hand_item(text: &Text, added: &AddClaim) -> Item {
    let claim = &added.claim;
    let voice = match claim.speaker {
        Some(_) => Voice::Attributed,
        None => Voice::Document,
    };
    let holder = claim.speaker.clone().or_else(|| text.author.clone());
    Item {
        id: added.id.clone(),
        rule: BY_HAND,
        because: Vec::new(),
        body: Body::Claim(Claim {
            content: claim.content.iter().map(|anchor| anchor.span).collect(),
            voice,
            chain: Vec::new(),
            holder: holder.or_else(|| text.outlet.clone()),
            stance: claim.stance,
            said: claim.said.clone(),
            happened: None,
            gist: Vec::new(),
        }),
    }
}

/// The number of a text, where the dossier has ever had it.
pub(crate) fn number_of(db: &Connection, text: &TextId) -> Result<Option<u64>> {
    let mut select = db.prepare_cached("SELECT number FROM view_number WHERE text = ?1")?;
    let mut rows = select.query([text.0.as_bytes()])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}

/// A document by its text, which must be there at this point of the log.
pub(crate) fn of_text(
    db: &Connection,
    shelf: &Shelf,
    text: &TextId,
    at: u64,
) -> Result<(u64, Document)> {
    let gone = LedgerError::NoSuchDocument { text: *text };
    let Some(number) = number_of(db, text)? else { return Err(gone) };
    load(db, shelf, number, None, at)?.map(|document| (number, document)).ok_or(gone)
}
