//! What a name names: by the lists, a title, the words it is made of, the parser, what was seen
//! before, and the words around it.

use super::list;
use super::units::{Units, slice};
use super::words::{Use, is, is_given_name, kind as word_kind};
use sayso_model::{ActorKind, RuleId};
use sayso_parser::Parse;
use std::ops::Range;

/// A name in the lists.
pub(super) const LISTED: RuleId = RuleId::new("mention.listed");
/// A title before a name.
pub(super) const TITLED: RuleId = RuleId::new("mention.titled");
/// A word that says what the name names (`... Ministry`).
pub(super) const TYPED: RuleId = RuleId::new("mention.typed");
/// A given name at its beginning.
pub(super) const NAMED: RuleId = RuleId::new("mention.given-name");
/// What the parser takes it for.
pub(super) const PARSED: RuleId = RuleId::new("mention.parsed");
/// The same name in another script.
pub(super) const SCRIPT: RuleId = RuleId::new("mention.script");
/// As it was named before.
pub(super) const SEEN: RuleId = RuleId::new("mention.seen");
/// Capitals and the words around them.
pub(super) const CAPITALS: RuleId = RuleId::new("mention.capitals");

/// A kind, with the rule and the words that gave it.
pub(super) type Decided = (ActorKind, RuleId, Range<usize>);

/// A name whose kind is asked for.
#[derive(Debug)]
pub(super) struct Name<'n> {
    pub(super) words: Range<usize>,
    pub(super) title: Option<Range<usize>>,
    /// The parser's kind of name, if it took it for one.
    pub(super) label: Option<&'n str>,
}

/// Decides on the kind of a name; `None` where it is none after all.
pub(super) fn decide(
    text: &str,
    parse: &Parse,
    units: &Units<'_>,
    name: &Name<'_>,
    known: &dyn Fn(&str) -> Option<ActorKind>,
) -> Option<Decided> {
    let written = slice(text, parse, &name.words);
    let whole = || name.words.clone();
    if let Some(title) = &name.title {
        return Some((ActorKind::Person, TITLED, title.clone()));
    }
    if let Some(kind) = list::lookup(written) {
        return Some((kind, LISTED, whole()));
    }
    let span = units.of(name.words.start)..units.of(name.words.end - 1) + 1;
    if let Some((kind, unit)) = by_words(units, span.clone())
        && !(name.label == Some("PERSON") && may_be_surname(written))
    {
        return Some((kind, TYPED, units.range(unit)));
    }
    if is(Use::Not, written) || written.ends_with('$') {
        return None;
    }
    let place_known = known(written).is_none_or(|kind| kind == ActorKind::Organisation);
    if place_known
        && span.len() <= 2
        && stands_as_place(units, span.start)
        && name.label != Some("PERSON")
    {
        return Some((ActorKind::Place, CAPITALS, whole()));
    }
    if let Some(kind) = known(written) {
        return Some((kind, SEEN, whole()));
    }
    let before = match units.starts(span.start) {
        true => "",
        false => span.start.checked_sub(1).map(|u| units.words(u)).unwrap_or_default(),
    };
    if span.len() == 1
        && name.label == Some("ORG")
        && let Some(kind) = word_kind(Use::Ending, written)
    {
        return Some((kind, TYPED, whole()));
    }
    if (2..=4).contains(&span.len())
        && is_given_name(units.words(span.start))
        && !span
            .clone()
            .any(|u| matches!(units.words(u), "of" | "the" | "and" | "&" | "for" | "in"))
    {
        return Some((ActorKind::Person, NAMED, units.range(span.start)));
    }
    if span.len() == 1
        && matches!(name.label, None | Some("ORG" | "GPE" | "NORP"))
        && speaks(units, &span)
        && !written.chars().all(char::is_uppercase)
    {
        return Some((ActorKind::Person, CAPITALS, whole()));
    }
    if matches!(before, "in" | "near" | "outside")
        && span.len() <= 2
        && matches!(name.label, Some("ORG" | "PERSON"))
        && !written.chars().all(char::is_uppercase)
    {
        return Some((ActorKind::Place, CAPITALS, whole()));
    }
    if span.len() == 1 && name.label == Some("ORG") && list::key(written).starts_with("al ") {
        return Some((ActorKind::Person, CAPITALS, whole()));
    }
    match name.label {
        Some(label) => by_label(label, written, span.len()).map(|kind| (kind, PARSED, whole())),
        None => by_context(units, span, written).map(|kind| (kind, CAPITALS, whole())),
    }
}

/// The kind that a word of the name tells: the last word of its head (`Ministry` in `Ministry of
/// Defence` and in `Defence Ministry`), or its first (`Liwa`).
pub(super) fn by_words(units: &Units<'_>, span: Range<usize>) -> Option<(ActorKind, usize)> {
    if span.len() < 2 {
        return None;
    }
    let small =
        |u: &usize| matches!(units.words(*u), "of" | "for" | "to" | "on" | "in" | "against");
    let head = span.clone().skip(1).find(small).unwrap_or(span.end) - 1;
    let ending = |u: usize| word_kind(Use::Ending, units.words(u)).map(|kind| (kind, u));
    let first = || word_kind(Use::First, units.words(span.start)).map(|kind| (kind, span.start));
    match head + 1 < span.end {
        // `Battle of Aleppo`, but `Islamic State of Iraq` by its own head.
        true if head == span.start => first().or_else(|| ending(head)),
        true => ending(head).or_else(first).or_else(|| ending(span.end - 1)),
        false => ending(head).or_else(first),
    }
}

/// Whether the words before a name say that it is a place: `the town of`, `in`.
fn stands_as_place(units: &Units<'_>, start: usize) -> bool {
    let before = |back: usize| start.checked_sub(back).map_or("", |u| units.words(u));
    let town =
        before(1) == "of" && matches!(word_kind(Use::Noun, before(2)), Some(ActorKind::Place));
    !units.starts(start)
        && (town || matches!(before(1), "in" | "near"))
        && units.words(start).chars().any(char::is_lowercase)
}

/// Whether a reporting verb of speech stands right beside a name.
fn speaks(units: &Units<'_>, span: &Range<usize>) -> bool {
    let said = |word: &str| {
        matches!(word, "said" | "says" | "added" | "explained" | "replied" | "recalled" | "told")
    };
    let before = span.start > 0 && !units.starts(span.start) && said(units.words(span.start - 1));
    said(units.words(span.end)) || before
}

/// Words that end names of buildings and of persons alike.
fn may_be_surname(written: &str) -> bool {
    let last = written.rsplit(' ').next().unwrap_or_default();
    const SURNAMES: &str = " Hall Hill Hills Wood Woods Park Parks Day Lane Church Castle Bridge Post \
        Sun Star Law Bill Storm Temple Inn Mine Port Street Bay Lake Field Rivers House Call World \
        Mirror Cape Heights Forest Marsh Guard Price Rule Gardens Court Council Air Standard ";
    SURNAMES.contains(&format!(" {last} "))
}

fn by_label(label: &str, written: &str, units: usize) -> Option<ActorKind> {
    let capital = written.starts_with(char::is_uppercase) || written.contains("al-");
    let kind = match label {
        "PERSON" => ActorKind::Person,
        "NORP" => ActorKind::Population,
        "ORG" => ActorKind::Organisation,
        "GPE" | "LOC" => ActorKind::Place,
        "FAC" => ActorKind::Facility,
        "EVENT" => ActorKind::Event,
        "WORK_OF_ART" | "LAW" if units > 1 => ActorKind::Work,
        _ => return None,
    };
    let figures = written.chars().any(|c| c.is_ascii_digit());
    (capital || label == "EVENT" || figures && label == "FAC").then_some(kind)
}

/// The kind of a name that nothing in itself tells: by the preposition before it, by how long it
/// is.
fn by_context(units: &Units<'_>, span: Range<usize>, written: &str) -> Option<ActorKind> {
    let begins = units.starts(span.start);
    let before = match begins {
        true => "",
        false => span.start.checked_sub(1).map(|u| units.words(u)).unwrap_or_default(),
    };
    if span.len() == 1 && (begins || matches!(before, "“" | "\"" | "‘" | ":" | "•")) {
        return None;
    }
    if span.len() == 1 && (is(Use::Title, written) || is(Use::Office, written)) {
        return None;
    }
    let letters = || written.chars().filter(|c| c.is_alphabetic());
    if span.len() == 1 && letters().count() >= 2 && letters().all(char::is_uppercase) {
        return Some(ActorKind::Organisation);
    }
    if matches!(before, "in" | "near" | "at" | "across" | "outside" | "around") && span.len() <= 3 {
        return Some(ActorKind::Place);
    }
    let small = span.clone().any(|u| units.words(u).starts_with(char::is_lowercase));
    match span.len() {
        2 | 3 if !small && !matches!(before, "the" | "a" | "an" | "The") => Some(ActorKind::Person),
        2.. => Some(ActorKind::Organisation),
        _ if before == "from" => Some(ActorKind::Place),
        _ => None,
    }
}
