//! Lemmas, as spaCy's lemmatizer finds them: by endings, known lemmas and exceptions, or by one
//! table.

use crate::characters::{is_alpha, lower_case};
use crate::lexeme::Lexeme;
use crate::model::{LemmaMode, Lemmatizer};
use crate::parse::{Label, Labels};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What counts for a lemma of a word's features: whether it is a base form already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Morph {
    /// As a noun.
    noun: bool,
    /// As a verb.
    verb: bool,
    /// As anything.
    any: bool,
}

impl Morph {
    /// Of features as `Number=Sing|Person=3`.
    pub(crate) fn new(features: &str) -> Self {
        let of = |name: &str| {
            let mut pairs = features.split('|').filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
        };
        let (number, form) = (of("Number"), of("VerbForm"));
        let any = matches!(form, Some("Inf" | "None")) || of("Degree") == Some("Pos");
        let finite = form == Some("Fin") && of("Tense") == Some("Pres") && number.is_none();
        Self { noun: number == Some("Sing"), verb: finite, any }
    }
}

/// Finds lemmas. Shared by all threads.
#[derive(Debug)]
pub(crate) struct Lemmas {
    mode: LemmaMode,
    overwrite: bool,
    /// Whether base forms are known by their features: in English.
    knows_base_forms: bool,
    tables: Vec<Table>,
    /// The lemma of each word by its number, where they are only looked up.
    lookup: BTreeMap<u64, String>,
    noun: Label,
    verb: Label,
    name: Label,
}

/// What is known of one part of speech.
#[derive(Debug)]
struct Table {
    pos: Label,
    /// Endings: from, to.
    rules: Vec<(String, String)>,
    /// Known lemmas, sorted.
    index: Vec<String>,
    exceptions: BTreeMap<String, Vec<String>>,
}

impl Lemmas {
    /// Makes the lemmatizer of a pipeline in a language ready. Parts of speech that it speaks of
    /// are added to `labels`.
    pub(crate) fn new(mut from: Lemmatizer, language: &str, labels: &mut Labels) -> Self {
        let keys = from.rules.keys().chain(from.index.keys()).chain(from.exceptions.keys());
        let mut keys: Vec<String> = keys.cloned().collect();
        keys.sort();
        keys.dedup();
        let mut table = |key: String| {
            let mut index = from.index.remove(&key).unwrap_or_default();
            index.sort();
            Table {
                pos: labels.add(&key.to_uppercase()),
                rules: from.rules.remove(&key).unwrap_or_default(),
                index,
                exceptions: from.exceptions.remove(&key).unwrap_or_default(),
            }
        };
        let mut tables: Vec<Table> = keys.into_iter().map(&mut table).collect();
        tables.retain(|t| !(t.rules.is_empty() && t.index.is_empty() && t.exceptions.is_empty()));
        Self {
            mode: from.mode,
            overwrite: from.overwrite,
            knows_base_forms: language == "en",
            tables,
            lookup: from.lookup,
            noun: labels.add("NOUN"),
            verb: labels.add("VERB"),
            name: labels.add("PROPN"),
        }
    }

    /// The lemma of a word with its part of speech and features; `given` is the one that the
    /// ruler has set, if it has.
    pub(crate) fn lemma<'l>(
        &'l self,
        word: &'l str,
        lexeme: &Lexeme,
        pos: Label,
        morph: Morph,
        given: Option<&'l str>,
    ) -> Cow<'l, str> {
        match given {
            Some(given) if !self.overwrite => Cow::Borrowed(given),
            _ if self.mode == LemmaMode::Lookup => {
                Cow::Borrowed(self.lookup.get(&lexeme.orth).map_or(word, String::as_str))
            }
            _ if self.is_base_form(pos, morph) => lower_case(word),
            _ => match self.tables.iter().find(|table| table.pos == pos) {
                Some(table) => table.lemma(word),
                None if pos == self.name => Cow::Borrowed(word),
                None => lower_case(word),
            },
        }
    }

    fn is_base_form(&self, pos: Label, morph: Morph) -> bool {
        let as_pos = (pos == self.noun && morph.noun) || (pos == self.verb && morph.verb);
        self.knows_base_forms && (morph.any || as_pos)
    }
}

impl Table {
    /// The lemma of a word that has other forms than its lemma.
    fn lemma<'l>(&'l self, word: &'l str) -> Cow<'l, str> {
        let lower = lower_case(word);
        let (mut forms, mut unknown) = (Vec::new(), None);
        for (from, to) in &self.rules {
            let Some(stem) = lower.strip_suffix(from.as_str()) else { continue };
            let form = format!("{stem}{to}");
            if let Ok(at) = self.index.binary_search(&form) {
                forms.insert(0, Cow::Borrowed(self.index[at].as_str()));
            } else if !form.is_empty() && !form.chars().all(is_alpha) {
                forms.push(Cow::Owned(form));
            } else if !form.is_empty() {
                unknown.get_or_insert(form);
            }
        }
        for form in self.exceptions.get(&*lower).into_iter().flatten() {
            if !forms.iter().any(|known| known == form) {
                forms.insert(0, Cow::Borrowed(form));
            }
        }
        let known = forms.into_iter().next();
        known.or(unknown.map(Cow::Owned)).unwrap_or(Cow::Borrowed(word))
    }
}

#[cfg(test)]
mod tests;
