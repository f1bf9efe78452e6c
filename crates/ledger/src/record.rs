//! Texts and readings as they are kept: words as they are, everything else as compact JSON.

use crate::blob;
use crate::error::{LedgerError, Result};
use crate::operation::{AddReading, AddText};
use rusqlite::Connection;
use sayso_model::{
    Diagnostic, Digest, Extractor, Item, Ocr, Pages, Part, Published, Reading, SourceMap, Text,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// What is known of a text beside its capture and its words.
#[derive(Serialize, Deserialize)]
struct TextRecord<'t> {
    extractor: Cow<'t, Extractor>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<Cow<'t, str>>,
    title: Cow<'t, Option<String>>,
    author: Cow<'t, Option<String>>,
    outlet: Cow<'t, Option<String>>,
    address: Cow<'t, Option<String>>,
    published: Cow<'t, Option<Published>>,
    language: Cow<'t, Option<String>>,
    diagnostics: Cow<'t, [Diagnostic]>,
    items: Cow<'t, [Item]>,
    map: Cow<'t, SourceMap>,
    #[serde(default, skip_serializing_if = "none")]
    parts: Cow<'t, [Part]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pages: Option<Cow<'t, Pages>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ocr: Option<Cow<'t, Ocr>>,
}

fn none(parts: &[Part]) -> bool {
    parts.is_empty()
}

fn unreadable(what: &str, why: impl std::fmt::Display) -> LedgerError {
    LedgerError::damaged(format!("{what} cannot be read: {why}"))
}

/// Keeps a text's words and record; gives the operation that adds it.
pub(crate) fn put_text(db: &Connection, text: &Text) -> Result<AddText> {
    let record = TextRecord {
        extractor: Cow::Borrowed(text.extractor()),
        base: text.base().map(Cow::Borrowed),
        title: Cow::Borrowed(&text.title),
        author: Cow::Borrowed(&text.author),
        outlet: Cow::Borrowed(&text.outlet),
        address: Cow::Borrowed(&text.address),
        published: Cow::Borrowed(&text.published),
        language: Cow::Borrowed(&text.language),
        diagnostics: Cow::Borrowed(&text.diagnostics),
        items: Cow::Borrowed(&text.items),
        map: Cow::Borrowed(&text.map),
        parts: Cow::Borrowed(&text.parts),
        pages: text.pages.as_ref().map(Cow::Borrowed),
        ocr: text.ocr.as_ref().map(Cow::Borrowed),
    };
    Ok(AddText {
        text: text.id(),
        capture: text.capture(),
        words: blob::put(db, text.words().as_bytes())?,
        record: put_json(db, &record)?,
    })
}

/// Keeps a reading; gives the operation that adds it.
pub(crate) fn put_reading(db: &Connection, reading: &Reading) -> Result<AddReading> {
    Ok(AddReading {
        reading: reading.id,
        text: reading.text,
        record: put_json(db, reading)?,
        reader: reading.reader.clone(),
    })
}

fn put_json(db: &Connection, value: &impl Serialize) -> Result<Digest> {
    let json =
        serde_json::to_vec(value).map_err(|error| LedgerError::Refused(error.to_string()))?;
    blob::put(db, &json)
}

/// The text that an operation added: exactly the one that was given, or an error.
pub(crate) fn get_text(db: &Connection, added: &AddText) -> Result<Text> {
    let what = format!("text {}", added.text);
    let words = String::from_utf8(blob::get(db, &added.words)?)
        .map_err(|error| unreadable(&what, error.utf8_error()))?;
    let json = blob::get(db, &added.record)?;
    let record: TextRecord<'_> =
        serde_json::from_slice(&json).map_err(|error| unreadable(&what, error))?;
    let extractor = record.extractor.into_owned();
    let (base, map) = (record.base.as_deref(), record.map.into_owned());
    let mut text = Text::new(added.capture, extractor, base, words, map)
        .map_err(|error| unreadable(&what, error))?;
    if text.id() != added.text {
        return Err(unreadable(&what, "its capture, extractor, address and words give another id"));
    }
    text.title = record.title.into_owned();
    text.author = record.author.into_owned();
    text.outlet = record.outlet.into_owned();
    text.address = record.address.into_owned();
    text.published = record.published.into_owned();
    text.language = record.language.into_owned();
    text.diagnostics = record.diagnostics.into_owned();
    text.items = record.items.into_owned();
    text.parts = record.parts.into_owned();
    text.pages = record.pages.map(Cow::into_owned);
    text.ocr = record.ocr.map(Cow::into_owned);
    Ok(text)
}

/// The reading that an operation added.
pub(crate) fn get_reading(db: &Connection, added: &AddReading) -> Result<Reading> {
    let what = format!("reading {}", added.reading);
    let json = blob::get(db, &added.record)?;
    let reading: Reading =
        serde_json::from_slice(&json).map_err(|error| unreadable(&what, error))?;
    if reading.id != added.reading || reading.text != added.text {
        return Err(unreadable(&what, "its record is of another reading"));
    }
    Ok(reading)
}

/// The text and the reading that were last asked for, so that a run of operations on one document
/// unpacks it once. What it holds never changes, so it is never out of date.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    text: RefCell<Option<(AddText, Arc<Text>)>>,
    reading: RefCell<Option<(AddReading, Arc<Reading>)>>,
}

impl Shelf {
    pub(crate) fn text(&self, db: &Connection, added: &AddText) -> Result<Arc<Text>> {
        take(&self.text, added, || get_text(db, added))
    }

    pub(crate) fn reading(&self, db: &Connection, added: &AddReading) -> Result<Arc<Reading>> {
        take(&self.reading, added, || get_reading(db, added))
    }
}

fn take<K: Clone + PartialEq, V>(
    place: &RefCell<Option<(K, Arc<V>)>>,
    key: &K,
    load: impl FnOnce() -> Result<V>,
) -> Result<Arc<V>> {
    if let Some((at, value)) = &*place.borrow()
        && at == key
    {
        return Ok(Arc::clone(value));
    }
    let value = Arc::new(load()?);
    *place.borrow_mut() = Some((key.clone(), Arc::clone(&value)));
    Ok(value)
}
