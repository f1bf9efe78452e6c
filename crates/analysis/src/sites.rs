//! Whether the name of a place says where something is.
//!
//! *The Ostry-based monitor* need not be in Ostry, nor is a raid that is led from there; and of a
//! headline in capitals a phrase may be read for a name: *Ostry Blast*.

use crate::corpus::Document;
use crate::known::Known;
use crate::spelling::Spelled;
use sayso_model::{ActorKind, Span};

/// Whether a name that stands at a span says where something is, and does not describe somebody.
pub(crate) fn tells_where(page: &Document, name: Span) -> bool {
    let words = &*page.words;
    let (Some(before), Some(after)) = (words.get(..name.start()), words.get(name.end()..)) else {
        return false;
    };
    !describes(page, name)
        && !is_based(before)
        && !is_dateline(page.at(name), after)
        && can_be_place(page.at(name))
        && !is_of_another(page, name)
}

/// The same of a name that was read without a span, for something told in these words: where it stands
/// there several times, one is enough.
pub(crate) fn tells_where_in(page: &Document, around: Span, name: &str) -> bool {
    if !can_be_place(name) {
        return false;
    }
    let sentence = page.at(around);
    let words = &sentence[..sentence.floor_char_boundary(LONGEST)];
    let all = words.match_indices(name).take(LOOKED_AT);
    let mut spans = all.map(|(at, _)| around.start() + at).map(|at| Span::new(at, at + name.len()));
    let mut none = true;
    let found = spans.any(|span| {
        none = false;
        tells_where(page, span)
    });
    found || none
}

/// Whether the name at a span is only a part of a word that describes somebody: *the head of the
/// Ostry-based group*; some texts have lost the hyphen.
pub(crate) fn describes(page: &Document, name: Span) -> bool {
    let words = &*page.words;
    match (words.get(..name.start()), words.get(name.end()..)) {
        (Some(before), Some(after)) => is_joined(before, after) || after.starts_with(" based "),
        _ => false,
    }
}

/// Of a name so many places in a sentence are looked at,
const LOOKED_AT: usize = 8;
/// in so many bytes of it.
const LONGEST: usize = 2_000;

/// *The Ostry-based*, *an Orlow-Ostry pact*, *anti-Ostry*; but *al-Orlow* is a name.
fn is_joined(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let joins = next.next() == Some('-') && next.next().is_some_and(char::is_alphabetic);
    let joined = || {
        let bare = before.strip_suffix('-')?;
        let start = bare
            .rfind(|c: char| !c.is_alphanumeric() && c != '.')
            .map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8));
        let word = &bare[start..];
        let article = ARTICLES.contains(&word.to_lowercase().as_str());
        let named = word.starts_with(char::is_uppercase) && !article;
        (named || PREFIXES.contains(&word)).then_some(())
    };
    joins || joined().is_some()
}

/// *A monitor that is based in Ostry*.
fn is_based(before: &str) -> bool {
    let mut back = before.split_whitespace().rev().skip_while(|word| *word == "the");
    back.next() == Some("in") && back.next().is_some_and(|word| BASED.contains(&word))
}

/// *OSTRY (Courier)*, *OSTRY – A fire*: where the page was written.
fn is_dateline(name: &str, after: &str) -> bool {
    let loud = name.chars().filter(|c| c.is_alphabetic()).count() >= LOUD
        && !name.chars().any(char::is_lowercase);
    loud && after.trim_start_matches(' ').starts_with(['(', '–', '—', '-'])
}

/// Fewer capitals may be an abbreviation.
const LOUD: usize = 4;

/// Whether the words themselves can name a place: they do not end in a word for what happens, and the
/// list does not know them for anybody who is none.
fn can_be_place(name: &str) -> bool {
    let folded = Spelled::of(name).folded();
    let happens = folded.split(' ').any(|word| HAPPENS.contains(&word));
    let mut known = Known::shipped().named(&folded).peekable();
    let none = known.peek().is_some() && known.all(|entry| !is_somewhere(entry.kind));
    !happens && !none
}

/// Whether the name is, or is a part of, one of somebody or something that is no place: *the Ostry
/// Observatory*.
fn is_of_another(page: &Document, name: Span) -> bool {
    let around = page.mentioned_in(name).filter(|(span, _)| span.contains(name)).take(LOOKED_AT);
    let kinds = around.map(|(_, nth)| page.actors[nth as usize].kind);
    kinds.fold(None, |all: Option<bool>, kind| Some(all.unwrap_or(true) && !is_somewhere(kind)))
        == Some(true)
}

/// Kinds of actors that something can happen in.
const fn is_somewhere(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Place
            | ActorKind::Facility
            | ActorKind::State
            | ActorKind::Alliance
            | ActorKind::Population
    )
}

/// Joined before a name, these are a part of it.
const ARTICLES: [&str; 8] = ["al", "el", "ad", "an", "ar", "as", "ash", "az"];
/// Joined before a name, these make it describe.
const PREFIXES: [&str; 6] = ["anti", "pro", "non", "ex", "pan", "trans"];
/// Before *in*, these say where somebody's seat is.
const BASED: [&str; 4] = ["based", "headquartered", "registered", "published"];
/// No place has such a word in its name.
const HAPPENS: [&str; 31] = [
    "battle",
    "battles",
    "terrorist",
    "terrorists",
    "monitor",
    "attack",
    "attacks",
    "blast",
    "blasts",
    "bomb",
    "bombs",
    "bombing",
    "bombings",
    "bombardment",
    "clash",
    "clashes",
    "explosion",
    "explosions",
    "fighting",
    "killed",
    "kills",
    "massacre",
    "operation",
    "operations",
    "raid",
    "raids",
    "shelling",
    "strike",
    "strikes",
    "country",
    "countries",
];
