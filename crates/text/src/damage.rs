//! What was damaged on the way here: named, with a suggested repair, the words left as they are.

use crate::draft::{Draft, Found};
use crate::limits::MOST_ITEMS;
use sayso_model::{Damage, DamageKind, RuleId, SectionKind, Span};
use std::collections::BTreeSet;

/// Words run together.
const GLUED: RuleId = RuleId::new("damage.glued-words");
/// A platform's own description of a picture, in running text.
const ALT_TEXT: RuleId = RuleId::new("damage.alt-text");
/// UTF-8 read as Windows-1252.
const MOJIBAKE: RuleId = RuleId::new("damage.mojibake");
/// Parts of a glued word have at least this many letters, but for the first of two.
const SHORTEST_PART: usize = 3;

/// Finds damage in the words of any format.
pub(crate) fn find(draft: &mut Draft) {
    alt_text(draft);
    let text = &draft.words;
    let links: Vec<Span> = draft
        .references
        .iter()
        .filter(|r| r.body.url.is_some() && r.body.target.is_none())
        .map(|r| r.body.span)
        .collect();
    let mut links = links;
    links.sort();
    let vocabulary: BTreeSet<&str> = words(text)
        .filter_map(|w| w.of(text))
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase))
        .collect();
    let mut found = Vec::new();
    for word in words(text) {
        let near = links.partition_point(|l| l.end() <= word.start());
        if links.get(near).is_some_and(|l| l.overlaps(word)) {
            continue;
        }
        let damage = glued(text, word, &vocabulary).into_iter().chain(mojibake(text, word));
        if found.len() < MOST_ITEMS {
            found.extend(damage);
        } else {
            draft.tally.damage += damage.count();
        }
    }
    draft.damage.append(&mut found);
}

/// Runs of letters.
fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphabetic)?;
        let rest = &text[start..];
        let len = rest
            .find(|c: char| !(c.is_alphabetic() || "€™œ“”¢£¤¥©®°±".contains(c)))
            .unwrap_or(rest.len());
        at = start + len.max(1);
        Some(Span::new(start, start + len))
    })
}

fn alt_text(draft: &mut Draft) {
    let captions = draft.sections.iter().filter(|s| s.kind == SectionKind::Caption);
    let mut found = Vec::new();
    for caption in captions {
        let words = caption.span.of(&draft.words).unwrap_or_default();
        let machine = ["image may contain", "may be an image", "no photo description"];
        let made =
            machine.iter().any(|m| words.get(..m.len()).is_some_and(|h| h.eq_ignore_ascii_case(m)));
        if made {
            let body = Damage { span: caption.span, kind: DamageKind::AltText, repair: None };
            found.push(Found { body, rule: ALT_TEXT, because: caption.because.clone() });
        }
    }
    draft.damage.append(&mut found);
}

/// A word with capitals inside it that no name is written with: one that begins in lower case
/// (`teamsSpecial`), one of three parts and more (`HarbourTownRiver`), or one of two parts that
/// both stand by themselves elsewhere in the text.
///
/// Other names of two parts (`McKinley`, `YouTube`), and those with a single letter before the
/// capital (`iPhone`), are left alone.
fn glued(text: &str, word: Span, vocabulary: &BTreeSet<&str>) -> Option<Found<Damage>> {
    let words = word.of(text)?;
    let parts = parts(words);
    let letters = |part: &str| part.chars().count();
    let lower = words.chars().next().is_some_and(char::is_lowercase);
    let long = parts.iter().skip(1).all(|p| letters(p) >= SHORTEST_PART);
    let fits = long
        && match parts.len() {
            0 | 1 => false,
            2 if lower => letters(parts[0]) >= 2,
            2 => parts.iter().all(|p| letters(p) >= SHORTEST_PART && vocabulary.contains(p)),
            _ => letters(parts[0]) >= if lower { 2 } else { SHORTEST_PART },
        };
    if !fits {
        return None;
    }
    let repair = Some(parts.join(" "));
    let body = Damage { span: word, kind: DamageKind::GluedWords, repair };
    Some(Found { body, rule: GLUED, because: vec![word] })
}

/// Cuts a word before each capital that follows a small letter.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut small) = (0, false);
    for (at, c) in word.char_indices() {
        if small && c.is_uppercase() {
            parts.push(&word[from..at]);
            from = at;
        }
        small = c.is_lowercase();
    }
    parts.push(&word[from..]);
    parts
}

/// Sequences that UTF-8 leaves when it is read as Windows-1252, and what they were.
const GARBLED: &[(&str, &str)] = &[
    ("â€™", "’"),
    ("â€œ", "“"),
    ("â€\u{9d}", "”"),
    ("â€“", "–"),
    ("â€”", "—"),
    ("â€¦", "…"),
    ("Ã©", "é"),
    ("Ã¨", "è"),
    ("Ã¡", "á"),
    ("Ã³", "ó"),
    ("Ãº", "ú"),
    ("Ã±", "ñ"),
    ("Ã¼", "ü"),
    ("Ã¶", "ö"),
    ("Ã¤", "ä"),
    ("Ã§", "ç"),
];

fn mojibake(text: &str, word: Span) -> Option<Found<Damage>> {
    let words = word.of(text)?;
    if words.is_ascii() || !GARBLED.iter().any(|(bad, _)| words.contains(bad)) {
        return None;
    }
    let repair = GARBLED.iter().fold(words.to_owned(), |w, (bad, good)| w.replace(bad, good));
    let body = Damage { span: word, kind: DamageKind::Mojibake, repair: Some(repair) };
    Some(Found { body, rule: MOJIBAKE, because: vec![word] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repairs(text: &str) -> Vec<String> {
        let vocabulary: BTreeSet<&str> = words(text).filter_map(|w| w.of(text)).collect();
        words(text)
            .filter_map(|w| glued(text, w, &vocabulary).or_else(|| mojibake(text, w)))
            .filter_map(|f| f.body.repair)
            .collect()
    }

    #[test]
    fn takes_glued_words_apart_and_leaves_names_alone() {
        assert_eq!(repairs("the teamsSpecial unit"), ["teams Special"]);
        assert_eq!(repairs("in HarbourTownRiver"), ["Harbour Town River"]);
        assert_eq!(repairs("Vreeland or Rickover: VreelandRickover"), ["Vreeland Rickover"]);
        assert_eq!(repairs("McKinley, YouTube and the iPhone of DeSantis"), [""; 0]);
    }

    #[test]
    fn names_a_charset_taken_for_another() {
        assert_eq!(repairs("the CafÃ© shut"), ["Café"]);
    }
}
