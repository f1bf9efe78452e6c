//! The lists of names, and how a name in a text is looked up in them.

use sayso_model::ActorKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Most words of a name in the lists, hyphens and apostrophes counted as the parser counts them.
pub(super) const MOST_WORDS: usize = 14;
/// Articles of Arabic names, as they are written before one letter or another.
const ARTICLES: &[&str] = &["al", "el", "an", "ash", "as", "ar", "at", "az", "ad", "ul", "ud"];

/// A name in the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Listed {
    /// What it names.
    pub(super) kind: ActorKind,
    /// How it must be written, where small letters would make it another word (`US`, `WHO`).
    exact: Option<&'static str>,
}

/// The lists, by [`key`].
#[derive(Debug, Default)]
struct Lists {
    names: BTreeMap<String, Listed>,
    /// The first word of every name.
    firsts: BTreeSet<String>,
    /// The country of each place that lies in just one.
    countries: BTreeMap<String, Option<&'static str>>,
}

/// The kind of a name, as written in a text.
pub(super) fn lookup(name: &str) -> Option<ActorKind> {
    let listed = lists().names.get(&key(name))?;
    listed.exact.is_none_or(|exact| exact == name).then_some(listed.kind)
}

/// Whether some name in the lists begins with this word.
pub(super) fn begins(word: &str) -> bool {
    lists().firsts.contains(first(&key(word)))
}

/// The country that a place is in, where the lists know just one; a country is in itself.
pub(crate) fn country(place: &str) -> Option<String> {
    let key = key(place);
    let lists = lists();
    match lists.countries.get(&key) {
        Some(country) => country.map(str::to_owned),
        None => {
            let state = lists.names.get(&key).is_some_and(|l| l.kind == ActorKind::State);
            state.then(|| short_for(&key).unwrap_or(place).to_owned())
        }
    }
}

/// The usual name of a state that is often called by letters.
fn short_for(key: &str) -> Option<&'static str> {
    match key {
        "us" | "u.s." | "usa" | "u.s.a." | "america" | "united states of america" => {
            Some("United States")
        }
        "uk" | "u.k." | "britain" | "great britain" => Some("United Kingdom"),
        "uae" => Some("United Arab Emirates"),
        "drc" => Some("Democratic Republic of the Congo"),
        _ => None,
    }
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let mut lists = Lists::default();
        for (kind, name) in entries(include_str!("../../data/names/own.tsv")) {
            if let Some(kind) = ActorKind::from_word(kind) {
                lists.add(name, kind);
            }
        }
        for (country, place) in entries(include_str!("../../data/names/places-own.tsv"))
            .chain(entries(include_str!("../../data/names/places-phoenix.tsv")))
        {
            lists
                .countries
                .entry(key(place))
                .and_modify(|known| *known = known.filter(|k| *k == country))
                .or_insert(Some(country));
        }
        lists
    })
}

impl Lists {
    fn add(&mut self, name: &'static str, kind: ActorKind) {
        let letters = || name.chars().filter(|c| c.is_alphabetic());
        let exact = letters().all(char::is_uppercase).then_some(name);
        let key = key(name);
        self.firsts.insert(first(&key).to_owned());
        self.names.entry(key).or_insert(Listed { kind, exact });
    }
}

/// The lines of a list: a word and the names under it.
fn entries(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(word, names)| names.split('|').map(move |name| (word, name)))
}

fn first(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

/// What spellings of one name share: small letters, hyphens as spaces, no apostrophes, and one
/// form of the Arabic article.
pub(crate) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut from = 0;
    for c in name.trim_matches(|c: char| c == '-' || c.is_whitespace()).chars() {
        match c {
            '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`' => {}
            '-' | '‐' | '‑' => {
                if ARTICLES.contains(&&key[from..]) {
                    key.replace_range(from.., "al");
                }
                key.push(' ');
                from = key.len();
            }
            c if c.is_whitespace() => {
                if key[from..] == *"el" {
                    key.replace_range(from.., "al");
                }
                if !key.ends_with(' ') {
                    key.push(' ');
                }
                from = key.len();
            }
            c => key.extend(c.to_lowercase()),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        assert_eq!(key("Ahrar ash-Sham"), key("Ahrar al-Sham"));
        assert_eq!(key("Ba’ath  Party"), key("Baath Party"));
        assert_eq!(key("Hayʿat"), "hayat");
        assert_eq!(lookup("Jabhat an-Nusra"), Some(ActorKind::ArmedGroup));
    }

    #[test]
    fn letters_are_no_word_in_small_letters() {
        assert_eq!(lookup("WHO"), Some(ActorKind::Organisation));
        assert_eq!(lookup("Who"), None);
    }

    #[test]
    fn a_place_in_two_countries_is_in_none() {
        assert_eq!(country("Kobani").as_deref(), Some("Syria"));
        assert_eq!(country("the Moon"), None);
        assert_eq!(country("UK").as_deref(), Some("United Kingdom"));
    }
}
