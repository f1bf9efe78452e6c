//! Nouns in small letters that belong to a name: `Samoan government`, `Houthi rebels`.

use super::kinds::{Decided, Name, TYPED};
use super::units::word_of;
use super::words::{Use, is, kind as word_kind};
use sayso_model::ActorKind;
use sayso_parser::Parse;
use std::ops::Range;

/// A name with the nouns that belong to it, and its kind then.
pub(super) fn with(
    text: &str,
    parse: &Parse,
    name: &Name<'_>,
    decided: Decided,
) -> (Range<usize>, Decided) {
    let words = name.words.clone();
    if let Some((start, kind)) = before(text, parse, &words, decided.0) {
        return (start..words.end, (kind, TYPED, start..words.start));
    }
    let Some((end, noun)) = after(text, parse, &words) else { return (words, decided) };
    let because = words.end..end;
    let ruled =
        matches!(word_of(text, parse, words.end), "administration" | "regime" | "government");
    match joined(decided.0, noun, name, ruled) {
        Joined::Yes => (words.start..end, (noun, TYPED, because)),
        Joined::Tells => (words, (noun, TYPED, because)),
        Joined::No => (words, decided),
    }
}

/// What a noun is to the name before it.
enum Joined {
    /// Part of it.
    Yes,
    /// Not part of it, but it tells what it names.
    Tells,
    /// Neither.
    No,
}

fn joined(name: ActorKind, noun: ActorKind, about: &Name<'_>, ruled: bool) -> Joined {
    use ActorKind::{
        ArmedGroup, Event, Facility, Media, Organisation, Party, Person, Place, Population, State,
        StateBody, Work,
    };
    let guessed = about.label.is_none_or(|l| matches!(l, "ORG" | "PERSON" | "NORP"));
    match (name, noun) {
        (State | Population | Place, StateBody | Population) => Joined::Yes,
        (Person, StateBody) if ruled => Joined::Yes,
        (ArmedGroup, ArmedGroup) => Joined::Yes,
        (Population, State) => Joined::Tells,
        (Party, Party) | (Event, Event) | (Facility, Facility) => Joined::Yes,
        (Organisation | Person, Population) if guessed => Joined::Yes,
        (Organisation | Person, ArmedGroup) if guessed => Joined::Tells,
        (Organisation | Person, Media | Place) if guessed => Joined::Tells,
        (Place | Organisation | Person, Facility) => Joined::Yes,
        (Place | Organisation, Event | Work) => Joined::Yes,
        _ => Joined::No,
    }
}

/// One past the noun after a name, and what it names: the noun alone, or with one word before it
/// (`air force`, `foreign ministry`).
fn after(text: &str, parse: &Parse, words: &Range<usize>) -> Option<(usize, ActorKind)> {
    let first = words.end;
    let fits = |i: usize| i < parse.len() && !parse.words()[i].starts && parse.pos(i) != "VERB";
    if !fits(first) {
        return None;
    }
    let one = word_of(text, parse, first);
    if fits(first + 1) {
        let two = format!("{one} {}", word_of(text, parse, first + 1));
        if let Some(kind) = word_kind(Use::Noun, &two) {
            return Some((first + 2, kind));
        }
    }
    if is(Use::Title, one) || is(Use::Office, one) {
        return Some((first + 1, ActorKind::State));
    }
    word_kind(Use::Noun, one).map(|kind| (first + 1, kind))
}

/// The noun before a name: `government of Samoa`.
fn before(
    text: &str,
    parse: &Parse,
    words: &Range<usize>,
    kind: ActorKind,
) -> Option<(usize, ActorKind)> {
    if !matches!(kind, ActorKind::State | ActorKind::Place) {
        return None;
    }
    let word = |back: usize| words.start.checked_sub(back).map(|i| word_of(text, parse, i));
    let starts = |back: usize| parse.words()[words.start - back].starts;
    let (of, noun) = match (word(1)?, word(2)?) {
        ("of", _) => (1, 2),
        ("the", "of") => (2, 3),
        _ => return None,
    };
    let body = word(noun).filter(|w| {
        matches!(*w, "government" | "Government" | "parliament" | "regime" | "authorities")
    });
    (body.is_some() && !(0..=of).any(starts)).then(|| (words.start - noun, ActorKind::StateBody))
}
