//! Tables of words: normal forms, and what the lemmatizer looks up.

use super::error::{Fault, Result};
use super::unpack::{Broken, Piece, Unpack};
use crate::lexeme::hash_string;
use crate::model::{LemmaMode, Lemmatizer};
use serde_json::Value;
use std::collections::BTreeMap;

/// Parts of speech (Universal Dependencies) as the lemmatizer's tables name them.
const PARTS_OF_SPEECH: [&str; 19] = [
    "adj", "adp", "adv", "aux", "cconj", "conj", "det", "intj", "noun", "num", "part", "pron",
    "propn", "punct", "sconj", "space", "sym", "verb", "x",
];

/// The part of speech of each class of a morphologizer, in the order of its scores: that of the
/// keys of `labels_morph`.
pub(super) fn parts_of_speech(settings: &Value) -> Result<Vec<String>, Fault> {
    let classes = settings["labels_morph"].as_object().into_iter().flatten();
    let part = |(class, _): (&String, &Value)| {
        let number = settings["labels_pos"][class].as_u64().unwrap_or_default();
        let known = PARTS_OF_SPEECH.into_iter().map(str::to_uppercase);
        match known.into_iter().find(|name| hash_string(name) == number) {
            Some(name) => Ok(name),
            None if number == 0 => Ok(String::new()),
            None => Err(Fault::Unknown(format!("part of speech number {number}"))),
        }
    };
    classes.map(part).collect()
}

/// Normal forms by the number of the exact form, out of the file `lookups.bin` of the vocabulary.
pub(super) fn norms(bytes: &[u8]) -> Result<BTreeMap<u64, String>, Fault> {
    let mut norms = BTreeMap::new();
    let mut reader = Unpack::new(bytes);
    reader.map(|table, value| match table {
        Piece::Str("lexeme_norm") => by_number(value, &mut norms),
        _ => Ok(value.skip()?),
    })?;
    reader.end()?;
    Ok(norms)
}

/// The tables that a lemmatizer uses.
pub(super) fn lemmatizer(bytes: &[u8], by_rule: bool) -> Result<Lemmatizer, Fault> {
    let mode = if by_rule { LemmaMode::Rule } else { LemmaMode::Lookup };
    let mut lemmatizer = Lemmatizer { mode, ..Lemmatizer::default() };
    let mut reader = Unpack::new(bytes);
    reader.map(|table, value| match (table, mode) {
        (Piece::Str("lemma_rules"), LemmaMode::Rule) => endings(value, &mut lemmatizer.rules),
        (Piece::Str("lemma_index"), LemmaMode::Rule) => known(value, &mut lemmatizer.index),
        (Piece::Str("lemma_exc"), LemmaMode::Rule) => words(value, &mut lemmatizer.exceptions),
        (Piece::Str("lemma_lookup"), LemmaMode::Lookup) => by_number(value, &mut lemmatizer.lookup),
        _ => Ok(value.skip()?),
    })?;
    reader.end()?;
    Ok(lemmatizer)
}

fn by_number(value: &mut Unpack<'_>, table: &mut BTreeMap<u64, String>) -> Result<(), Fault> {
    value.map(|key, value| {
        table.insert(number(key)?, value.string()?.to_owned());
        Ok(())
    })
}

fn endings(
    value: &mut Unpack<'_>,
    table: &mut BTreeMap<String, Vec<(String, String)>>,
) -> Result<(), Fault> {
    value.map(|key, value| {
        let endings = table.entry(part_of_speech(key)?).or_default();
        value.array(|value| match &value.strings()?[..] {
            [from, to] => {
                endings.push((from.clone(), to.clone()));
                Ok(())
            }
            _ => Err(Broken::No("pair of endings").into()),
        })
    })
}

fn known(value: &mut Unpack<'_>, table: &mut BTreeMap<String, Vec<String>>) -> Result<(), Fault> {
    value.map(|key, value| {
        let mut words = value.strings()?;
        words.sort_unstable();
        words.dedup();
        table.insert(part_of_speech(key)?, words);
        Ok(())
    })
}

fn words(
    value: &mut Unpack<'_>,
    table: &mut BTreeMap<String, BTreeMap<String, Vec<String>>>,
) -> Result<(), Fault> {
    value.map(|key, value| {
        let words = table.entry(part_of_speech(key)?).or_default();
        value.map(|key, value| {
            let Piece::Str(word) = key else { return Err(Broken::No("word").into()) };
            words.insert(word.to_owned(), value.strings()?);
            Ok(())
        })
    })
}

fn number(key: Piece<'_>) -> Result<u64, Fault> {
    let Piece::Int(int) = key else { return Err(Broken::No("number of a word").into()) };
    u64::try_from(int).map_err(|_| Broken::No("number of a word").into())
}

/// The part of speech of this number: tables do not keep its name.
fn part_of_speech(key: Piece<'_>) -> Result<String, Fault> {
    let number = number(key)?;
    let found = PARTS_OF_SPEECH.into_iter().find(|name| hash_string(name) == number);
    let unknown = || Fault::Unknown(format!("part of speech number {number} of a table"));
    found.map(str::to_owned).ok_or_else(unknown)
}
