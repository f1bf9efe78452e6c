//! What the operations say: ids are those of their contents, places hold the words they name.

use super::{Check, FailureKind, Place};
use crate::append::check_items;
use crate::error::{LedgerError, Result};
use crate::operation::{AddCapture, AddClaim, AddReading, AddText, Operation};
use crate::{blob, log, record};
use sayso_model::{Anchor, Digest, Item, ItemId, ItemKind, Reading, Span, Text, TextId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the operations so far have brought.
#[derive(Default)]
struct Known {
    /// The size of each capture.
    captures: BTreeMap<Digest, u64>,
    /// How each text was last added.
    texts: BTreeMap<TextId, AddText>,
    /// The capture that was last looked at.
    bytes: Option<(Digest, Vec<u8>)>,
    /// The text that was last looked at.
    last: Option<(AddText, Arc<Text>)>,
}

const BATCH: u64 = 256;

impl Check<'_> {
    pub(super) fn contents(&mut self) -> Result<()> {
        let mut known = Known::default();
        let mut next = 1;
        loop {
            let lines = log::lines(self.db, next, BATCH)?;
            let Some(last) = lines.last() else { return Ok(()) };
            next = last.seq + 1;
            for line in &lines {
                let place = &Place::Operation(line.seq);
                match line.operation() {
                    Ok(operation) => self.content(place, &operation, &mut known),
                    Err(error) => self.fail(FailureKind::Content, place.clone(), error.reason()),
                }
            }
        }
    }

    fn content(&mut self, place: &Place, operation: &Operation, known: &mut Known) {
        let result = match operation {
            Operation::Begin(_) | Operation::Check(_) | Operation::Rule(_) | Operation::Undo(_) => {
                Ok(())
            }
            Operation::AddCapture(added) => self.capture(added, known),
            Operation::AddText(added) => self.text(place, added, known),
            Operation::AddReading(added) => self.reading(place, added, known),
            Operation::AddClaim(added) => self.claim(place, added, known),
            Operation::Judge(judge) => {
                let content = judge.judgement.content.as_deref().unwrap_or_default();
                self.anchors(place, content, known)
            }
        };
        if let Err(error) = result {
            self.fail(FailureKind::Content, place.clone(), error.reason());
        }
    }

    fn capture(&mut self, added: &AddCapture, known: &mut Known) -> Result<()> {
        let digest = added.capture.0;
        self.used.insert(digest);
        let size = blob::size(self.db, &digest)?
            .ok_or_else(|| LedgerError::damaged(format!("capture {digest} is missing")))?;
        known.captures.insert(digest, size);
        if size != added.size {
            let what = format!("capture {digest} has {size} bytes, not {}", added.size);
            return Err(LedgerError::damaged(what));
        }
        Ok(())
    }

    fn text(&mut self, place: &Place, added: &AddText, known: &mut Known) -> Result<()> {
        self.report.texts += 1;
        self.used.extend([added.words, added.record]);
        known.texts.insert(added.text, added.clone());
        let Some(text) = self.load(added, known)? else { return Ok(()) };
        let what = format!("text {}", added.text);
        match known.captures.get(&added.capture.0) {
            None => return Err(LedgerError::damaged(format!("{what} comes before its capture"))),
            Some(size) if !text.fits(*size) => {
                self.fail(
                    FailureKind::Anchor,
                    place.clone(),
                    format!("{what} does not fit its capture"),
                );
            }
            Some(_) => self.quotations(place, &what, &text, known)?,
        }
        self.items(place, &what, text.words(), &text.items);
        Ok(())
    }

    /// The words that are said to be the capture's bytes are those bytes.
    fn quotations(
        &mut self,
        place: &Place,
        what: &str,
        text: &Text,
        known: &mut Known,
    ) -> Result<()> {
        let digest = text.capture().0;
        // What is packed in the capture is for the text room to unpack.
        if self.broken.contains(&digest) || !text.parts.is_empty() {
            return Ok(());
        }
        let bytes = match known.bytes.take() {
            Some((last, bytes)) if last == digest => bytes,
            _ => blob::get(self.db, &digest)?,
        };
        if let Some(run) = text.map.first_difference(text.words(), &bytes) {
            let found = format!(
                "{what} does not have the words of its capture: {} bytes from byte {} on are not \
                 those from byte {} of the capture on",
                run.units, run.text, run.source
            );
            self.fail(FailureKind::Anchor, place.clone(), found);
        }
        known.bytes = Some((digest, bytes));
        Ok(())
    }

    fn reading(&mut self, place: &Place, added: &AddReading, known: &mut Known) -> Result<()> {
        self.report.readings += 1;
        self.used.insert(added.record);
        if self.broken.contains(&added.record) {
            return Ok(());
        }
        let reading = record::get_reading(self.db, added)?;
        let what = format!("reading {}", added.reading);
        if Reading::new(reading.text, reading.reader.clone()).id != added.reading
            || reading.reader != added.reader
        {
            return Err(LedgerError::damaged(format!("{what} is of another reader or text")));
        }
        if let Some(text) = self.find_text(&added.text, known)? {
            self.items(place, &what, text.words(), &reading.items);
        }
        Ok(())
    }

    fn claim(&mut self, place: &Place, added: &AddClaim, known: &mut Known) -> Result<()> {
        let content = &added.claim.content;
        self.anchors(place, content, known)?;
        let Some(first) = content.first() else {
            return Err(LedgerError::damaged("the claim has no words"));
        };
        let spans: Vec<Span> = content.iter().map(|anchor| anchor.span).collect();
        let derives = |nth| ItemId::derive(&first.text, ItemKind::Claim, &spans, nth) == added.id;
        if (crate::append::FIRST_BY_HAND..).take(MOST_ON_ONE_PLACE).any(derives) {
            return Ok(());
        }
        Err(LedgerError::damaged(format!("{} is not an id of a claim on these words", added.id)))
    }

    fn anchors(&mut self, place: &Place, anchors: &[Anchor], known: &mut Known) -> Result<()> {
        for anchor in anchors {
            self.report.anchors += 1;
            if let Some(text) = self.find_text(&anchor.text, known)?
                && let Err(error) = anchor.resolve(&text)
            {
                self.fail(FailureKind::Anchor, place.clone(), error);
            }
        }
        Ok(())
    }

    fn items(&mut self, place: &Place, what: &str, words: &str, items: &[Item]) {
        self.report.anchors += items
            .iter()
            .map(|item| (item.body.spans().len() + item.because.len()) as u64)
            .sum::<u64>();
        if let Err(why) = check_items(what, words, items) {
            self.fail(FailureKind::Anchor, place.clone(), why);
        }
    }

    fn find_text(&self, text: &TextId, known: &mut Known) -> Result<Option<Arc<Text>>> {
        let added = known.texts.get(text).cloned();
        let added = added.ok_or(LedgerError::NoSuchDocument { text: *text })?;
        self.load(&added, known)
    }

    /// A text, or `None` where its blobs are known to be broken.
    fn load(&self, added: &AddText, known: &mut Known) -> Result<Option<Arc<Text>>> {
        if let Some((last, text)) = &known.last
            && last == added
        {
            return Ok(Some(Arc::clone(text)));
        }
        if self.broken.contains(&added.words) || self.broken.contains(&added.record) {
            return Ok(None);
        }
        let text = Arc::new(record::get_text(self.db, added)?);
        known.last = Some((added.clone(), Arc::clone(&text)));
        Ok(Some(text))
    }
}

/// Claims by hand on exactly the same words that are told apart when ids are checked.
const MOST_ON_ONE_PLACE: usize = 1000;
