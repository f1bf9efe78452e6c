//! What texts themselves say of who is who: names put beside names.

use super::Why;
use super::groups::{Groups, Sort};
use super::joins::Joined;
use crate::corpus::{Actor, Corpus, Deed, Document, Party, Place};
use crate::spelling::{Reason, Spelled};
use sayso_model::{ActorKind, Polarity, RelationKind, Span};

/// Two mentions are shown together where so few bytes are between.
const NEAR: usize = 60;

/// Between two names, these say that they are one.
const SAME: [&str; 9] = [
    ", also known as ",
    " also known as ",
    " (also known as ",
    ", known as ",
    ", better known as ",
    ", aka ",
    " aka ",
    ", formerly ",
    " (formerly ",
];

/// Joins on what texts say: a name in parentheses after another, *also known as*, the names that a
/// reader found for one actor, and relations that say so.
pub(super) fn joins(corpus: &Corpus, groups: &Groups, joins: &mut Vec<Joined>) {
    for (document, page) in corpus.numbered() {
        let at = |nth: u32| groups.at(Place { document, nth });
        let mut add = |one: u32, other: u32, score: f32, span: Span| {
            if one != other {
                let why = Why::Said(page.at(span).to_owned());
                joins.push(Joined { one, other, score, why });
            }
        };
        for (one, other, score, span) in beside(page) {
            add(at(one), at(other), score, span);
        }
        for deed in &page.deeds {
            let told = deed.kind == RelationKind::SameAs && deed.polarity == Polarity::Asserted;
            let sides = (told && !are_two(page, deed)).then(|| named_sides(page, deed));
            if let Some((one, other)) = sides.flatten() {
                add(at(one), at(other), 0.7, deed.span);
            }
        }
        for (nth, actor) in (0..).zip(&page.actors) {
            let own = at(nth);
            for name in actor.names.iter().filter(|name| **name != actor.name) {
                let folded = Spelled::of(name).folded();
                // One word of a person's name is no name that others would not have.
                if groups.sort(own) == Sort::Person && !folded.contains(' ') {
                    continue;
                }
                if let Some(other) = groups.named(folded, groups.sort(own)) {
                    add(own, other, 0.9, told_by(page, actor, name));
                }
            }
        }
    }
}

/// The actors on both sides of a relation, where each side is a name and nothing but the name: *the
/// man whom the board named* is none.
fn named_sides(page: &Document, deed: &Deed) -> Option<(u32, u32)> {
    let named = |party: &Option<Party>| {
        let party = party.as_ref()?;
        let actor = party.actor?;
        let words = Spelled::of(&party.words).folded();
        let is_name = |name: &str| Spelled::of(name).folded() == words;
        let own = &page.actors[actor as usize];
        own.names.iter().map(AsRef::as_ref).chain([own.name.as_ref()]).any(is_name).then_some(actor)
    };
    Some((named(&deed.subject)?, named(&deed.object)?))
}

/// Whether the sides of a relation are two persons of other names, or things of two sorts.
fn are_two(page: &Document, deed: &Deed) -> bool {
    let side = |party: &Option<Party>| party.as_ref().and_then(|party| party.actor);
    let (Some(one), Some(other)) = (side(&deed.subject), side(&deed.object)) else { return true };
    let name = |nth: u32| Spelled::of(&page.actors[nth as usize].name);
    let persons = sort(page, one) == Sort::Person;
    sort(page, one) != sort(page, other) || persons && name(one).likeness(&name(other)).is_none()
}

/// The words that have a name for an actor: from the mention before, where that is near.
fn told_by(page: &Document, actor: &Actor, name: &str) -> Span {
    let nth = actor.mentions.iter().position(|span| page.at(*span) == name);
    let nth = nth.unwrap_or_default();
    let own = actor.mentions.get(nth).copied().unwrap_or(Span::new(0, 0));
    let before = nth.checked_sub(1).map(|before| actor.mentions[before]);
    before.filter(|span| span.end() + NEAR >= own.start()).map_or(own, |span| span.cover(own))
}

/// The names of a page that stand beside each other as names of one: by number, with a score and the
/// words.
fn beside(page: &Document) -> Vec<(u32, u32, f32, Span)> {
    let mut mentions: Vec<_> = page.mentioned_in(Span::new(0, page.words.len())).collect();
    mentions.reverse();
    let mut found = Vec::new();
    // The name that a parenthesis before belongs to.
    let mut named: Option<(Span, u32)> = None;
    for pair in mentions.windows(2) {
        let [(a, one), (b, other)] = *pair else { continue };
        if a.end() > b.start() {
            continue;
        }
        let gap = page.at(Span::new(a.end(), b.start())).replace(['“', '”', '"', '‘', '’'], "");
        let closed =
            page.words[b.end()..].trim_start_matches(['“', '”', '"', '’']).starts_with(')');
        let whole = a.cover(b);
        if gap == " (" && closed && in_parentheses(page, one, other) {
            found.push((one, other, 0.92, whole));
            named = Some((b, one));
        } else if let Some((_, head)) = named.filter(|(before, _)| *before == a && is_or(&gap)) {
            if body(page, head) && body(page, other) {
                found.push((head, other, 0.85, whole));
            }
            named = Some((b, head));
        } else if SAME.contains(&gap.as_str()) && sort(page, one) == sort(page, other) {
            found.push((one, other, 0.9, whole));
        }
    }
    found
}

fn is_or(gap: &str) -> bool {
    matches!(gap, "), or " | ") or " | "), also " | "), called ")
}

fn sort(page: &Document, actor: u32) -> Sort {
    Sort::of(page.actors[actor as usize].kind)
}

fn body(page: &Document, actor: u32) -> bool {
    sort(page, actor) == Sort::Body && page.actors[actor as usize].kind != ActorKind::State
}

/// Whether a name in parentheses is another name of the one before: its acronym, or one body's for
/// another's. A party, a place or an agency there belongs to it or locates it.
fn in_parentheses(page: &Document, one: u32, other: u32) -> bool {
    let name = |actor: u32| Spelled::of(singular(&page.actors[actor as usize].name));
    let like = name(one).likeness(&name(other));
    let acronym = like.is_some_and(|like| like.reason == Reason::Acronym);
    let kind = |actor: u32| page.actors[actor as usize].kind;
    let belongs =
        matches!(kind(other), ActorKind::Party | ActorKind::Media) && kind(one) != kind(other);
    acronym || (body(page, one) && body(page, other) && !belongs)
}

/// An acronym without the ending of its plural: *PMUs*.
pub(super) fn singular(name: &str) -> &str {
    let short = name.strip_suffix('s').or_else(|| name.strip_suffix("'s"));
    short
        .filter(|short| short.len() > 1 && short.chars().all(|c| c.is_ascii_uppercase()))
        .unwrap_or(name)
}
