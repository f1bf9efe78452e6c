//! A document made again with other people, places and groups, on other days. Every name keeps its
//! length, so that all places in the text stay what they are.

use super::base::Base;
use anyhow::Result;
use jiff::civil::Date;
use sayso::known::Known;
use sayso::model::{
    Body, CaptureId, Digest, Edtf, Item, ItemIds, Published, Reading, Text, TextId,
};
use sayso::spelling::Spelled;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Days from one copy to the next,
const STEP: u64 = 37;
/// and within which all copies stay: as there are more, there are more for each day.
const WITHIN: u64 = 1_100;
/// A shorter word in a name is as often no name: *of*, *al*, *US*.
const SHORTEST: usize = 3;
/// Ends of names that are no names.
const PLAIN: [&str; 4] = ["the", "and", "for", "von"];

/// The words that names are made of, by length: what others are replaced with.
pub(super) struct Words(BTreeMap<usize, Vec<String>>);

impl Words {
    /// Of all names that the list does not know: states and agencies stay what they are.
    pub(super) fn of(base: &[Base]) -> Self {
        let all: BTreeSet<String> = base.iter().flat_map(words_of_names).collect();
        let mut by_length: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for word in all {
            by_length.entry(word.len()).or_default().push(word);
        }
        Self(by_length)
    }

    /// The word that stands for another in a copy: every other time a name of the set, which others
    /// have as well, and else letters that no other copy has.
    fn other(&self, word: &str, copy: u64) -> String {
        let digest = Digest::of_parts(&[word.to_ascii_lowercase().as_bytes(), &copy.to_le_bytes()]);
        let bytes = digest.as_bytes();
        let draw = u64::from_le_bytes(std::array::from_fn(|at| bytes[at]));
        let same_length = self.0.get(&word.len()).filter(|_| draw % 2 == 0);
        let found = same_length.map(|words| words[(draw / 2) as usize % words.len()].clone());
        let other = found.unwrap_or_else(|| invented(word.len(), bytes));
        as_written(word, &other)
    }
}

fn invented(length: usize, drawn: &[u8; 32]) -> String {
    const SOUNDS: [&[u8]; 2] = [b"bdfghjklmnprstvz", b"aeiou"];
    let letter = |at: usize| {
        let sounds = SOUNDS[at % 2];
        char::from(sounds[usize::from(drawn[8 + at % 24]) % sounds.len()])
    };
    (0..length).map(letter).collect()
}

/// Capitals where the one has capitals.
fn as_written(like: &str, word: &str) -> String {
    let cased = |(model, letter): (char, char)| match model.is_ascii_uppercase() {
        true => letter.to_ascii_uppercase(),
        false => letter.to_ascii_lowercase(),
    };
    like.chars().zip(word.chars()).map(cased).collect()
}

/// The words of a document's names that are to be replaced.
pub(super) fn words_of_names(base: &Base) -> BTreeSet<String> {
    let known = |name: &str| Known::shipped().named(&Spelled::of(name).folded()).next().is_some();
    let names = base.reading.items.iter().filter_map(|item| match &item.body {
        Body::Mention(mention) => Some(base.text.at(mention.span)),
        Body::Place(place) => Some(base.text.at(place.span)),
        _ => None,
    });
    let words = names.filter(|name| !known(name)).flat_map(|name| {
        name.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| {
            word.len() >= SHORTEST
                && word.starts_with(|c: char| c.is_ascii_uppercase())
                && !PLAIN.contains(&word.to_ascii_lowercase().as_str())
        })
    });
    words.map(str::to_owned).collect()
}

/// A document of the set, in a form to make copies from.
pub(super) struct Original<'b> {
    base: &'b Base,
    names: BTreeSet<String>,
    /// Its text's items and its reading's.
    items: [Value; 2],
}

impl<'b> Original<'b> {
    pub(super) fn of(base: &'b Base) -> Result<Self> {
        let items =
            [serde_json::to_value(&base.text.items)?, serde_json::to_value(&base.reading.items)?];
        Ok(Self { base, names: words_of_names(base), items })
    }

    /// The copy of a number, from 0; the first has the names and days of the original.
    pub(super) fn copy(&self, words: &Words, copy: u64) -> Result<Base> {
        let change = Change {
            others: match copy {
                0 => BTreeMap::new(),
                _ => self.names.iter().map(|n| (n.as_str(), words.other(n, copy))).collect(),
            },
            days: i64::try_from(copy * STEP % WITHIN)?,
        };
        let base = self.base;
        let said = change.words(base.text.words());
        let capture = CaptureId::of(said.as_bytes());
        let (extractor, map) = (base.text.extractor().clone(), base.text.map.clone());
        let mut text = Text::new(capture, extractor, None, said, map)?;
        let mut reading = Reading::new(text.id(), base.reading.reader.clone());
        let ids = self.ids(text.id());
        let items = |of: &Value| -> Result<Vec<Item>> {
            let mut of = of.clone();
            change.apply(&mut of, &ids);
            Ok(serde_json::from_value(of)?)
        };
        (text.items, reading.items) = (items(&self.items[0])?, items(&self.items[1])?);
        text.title = base.text.title.as_deref().map(|title| change.words(title));
        text.language.clone_from(&base.text.language);
        let published = base.text.published.as_ref();
        text.published = published
            .and_then(|day| Edtf::parse(&change.moved(&day.0.to_string())).ok().map(Published));
        Ok(Base { text, reading })
    }

    /// What ids become in another text.
    fn ids(&self, text: TextId) -> BTreeMap<&str, String> {
        let mut ids = ItemIds::new(text);
        let all = self.base.text.items.iter().chain(&self.base.reading.items);
        all.map(|item| (item.id.as_str(), ids.of(&item.body, &item.because).to_string())).collect()
    }
}

/// What is other in a copy.
struct Change<'o> {
    others: BTreeMap<&'o str, String>,
    days: i64,
}

impl Change<'_> {
    fn apply(&self, value: &mut Value, ids: &BTreeMap<&str, String>) {
        match value {
            Value::String(words) => {
                *words = match ids.get(words.as_str()) {
                    Some(id) => id.clone(),
                    None => self.moved(&self.words(words)),
                }
            }
            Value::Array(all) => all.iter_mut().for_each(|one| self.apply(one, ids)),
            Value::Object(all) => all.values_mut().for_each(|one| self.apply(one, ids)),
            _ => {}
        }
    }

    /// With other names.
    fn words(&self, words: &str) -> String {
        let mut changed = String::with_capacity(words.len());
        for part in words.split_inclusive(|c: char| !c.is_ascii_alphabetic()) {
            let word = part.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
            changed += self.others.get(word).map_or(word, String::as_str);
            changed += &part[word.len()..];
        }
        changed
    }

    /// A date with each of its days moved; months and years stay, and so does what would be no date.
    fn moved(&self, date: &str) -> String {
        let day = |part: &str| -> Option<String> {
            let day: Date = (part.len() == 10).then(|| part.parse().ok()).flatten()?;
            Some(day.checked_add(jiff::Span::new().days(self.days)).ok()?.to_string())
        };
        let parts = date.split('/').map(|part| day(part).unwrap_or(part.to_owned()));
        let moved = parts.collect::<Vec<_>>().join("/");
        if Edtf::parse(&moved).is_ok() { moved } else { date.to_owned() }
    }
}
