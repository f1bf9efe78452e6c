//! Ties that no verb tells: `US-backed rebels`, `Palmyra, Syria`, `the Front (NF)`, `X in Y`.

use super::grammar::Grammar;
use super::words::{Sort, is, kind};
use super::{Argument, Found, Told};
use sayso_model::{ActorKind, Polarity, RelationKind, RuleId};

/// A name and a participle: `US-backed`.
const COMPOUND: RuleId = RuleId::new("relation.compound");
/// Two names or a name and a title for one thing.
const SAME: RuleId = RuleId::new("relation.same");
/// A person of an organisation.
const MEMBER: RuleId = RuleId::new("relation.member");
/// Something in a place.
const LOCATED: RuleId = RuleId::new("relation.located");

/// Reads the ties that a word is the end of.
pub(super) fn read(grammar: &Grammar<'_>, word: usize, out: &mut Vec<Found>) {
    compound(grammar, word, out);
    member(grammar, word, out);
    same(grammar, word, out);
    located(grammar, word, out);
}

fn told(kind: RelationKind, relation: &str, rule: RuleId) -> Told {
    Told {
        kind,
        relation: relation.to_owned(),
        polarity: Polarity::Asserted,
        place: None,
        when: None,
        rule,
        because: Vec::new(),
    }
}

/// `US-backed rebels`: the participle hangs on the noun, the name before the hyphen on either.
fn compound(grammar: &Grammar<'_>, part: usize, out: &mut Vec<Found>) {
    let Some(hyphen) = part.checked_sub(1) else { return };
    let Some(name) = part.checked_sub(2) else { return };
    if !grammar.written(hyphen).starts_with(['-', '‐', '‑']) || grammar.name(name).is_none() {
        return;
    }
    let word = grammar.written(part).to_lowercase();
    let listed = kind(Sort::Part, &word);
    let verb = kind(Sort::Verb, grammar.parse.lemma(part));
    let ends = word.ends_with("ed") || word.ends_with("led");
    let Some(kind) = listed.or(verb.filter(|_| ends)) else { return };
    let mut noun = grammar.parse.head(part);
    if !grammar.is_noun(noun) || noun <= part {
        noun = part + 1;
    }
    if noun >= grammar.parse.len() || !grammar.is_noun(noun) {
        return;
    }
    // `the US-led coalition` may be all one name: then the state is only a word of it.
    let whole = grammar.name(name).is_some_and(|(span, _)| span.contains(grammar.parse.span(part)));
    let at = if whole { grammar.parse.span(name) } else { grammar.at(name) };
    let one = Argument { span: at, head: name, at };
    let other: Vec<Argument> = vec![bare(grammar, noun)];
    let passive =
        matches!(kind, RelationKind::LocatedIn | RelationKind::Allied | RelationKind::PartOf);
    let relation = match passive {
        true => format!("be {word} in")
            .replace("allied in", "allied with")
            .replace("aligned in", "aligned with"),
        false => grammar.parse.lemma(part).to_lowercase(),
    };
    let mut told = told(kind, &relation, COMPOUND);
    told.because = vec![grammar.parse.span(name).cover(grammar.parse.span(part))];
    match passive {
        true => told.between(&other, &[one], out),
        false => told.between(&[one], &other, out),
    }
}

/// A noun with the name it is part of, without what stands before it.
fn bare(grammar: &Grammar<'_>, noun: usize) -> Argument {
    let at = grammar.at(noun);
    Argument { span: at, head: noun, at }
}

/// `the Foreign Secretary, NAME`; `Northern Front (NF)`.
fn same(grammar: &Grammar<'_>, word: usize, out: &mut Vec<Found>) {
    if grammar.relation(word) != "appos" || !grammar.is_noun(word) {
        return;
    }
    let head = grammar.parse.head(word);
    if !grammar.is_noun(head) {
        return;
    }
    let (one, other) = (grammar.name(head), grammar.name(word));
    let place = |w: usize| grammar.is_place(w);
    if place(head) && place(word) {
        return;
    }
    let bracket = (head + 1..word).any(|w| matches!(grammar.written(w), "(" | "["));
    let people = |name: Option<super::Named>| name.is_some_and(|n| n.1 == ActorKind::Population);
    if people(one) || people(other) {
        return;
    }
    let both = one.is_some() && other.is_some() && bracket;
    let definite = |w: usize| {
        grammar.children(w, "det").any(|d| grammar.parse.lemma(d) == "the")
            || grammar.parse.pos(w) == "PROPN"
    };
    let titled =
        one.is_some() != other.is_some() && definite(if one.is_some() { word } else { head });
    if both || titled {
        let mut told = told(RelationKind::SameAs, "be", SAME);
        told.because = vec![grammar.parse.span(head), grammar.parse.span(word)];
        told.between(&[grammar.argument(head)], &[grammar.argument(word)], out);
    }
}

/// `civilians in Madaya`; `Palmyra, Syria`.
fn located(grammar: &Grammar<'_>, word: usize, out: &mut Vec<Found>) {
    if !grammar.is_somewhere(word) {
        return;
    }
    let head = grammar.parse.head(word);
    let comma = matches!(grammar.relation(word), "appos" | "npadvmod")
        && grammar.is_place(head)
        && head < word
        && (head + 1..word).any(|w| grammar.written(w) == ",");
    if comma {
        let mut told = told(RelationKind::LocatedIn, "be in", LOCATED);
        told.because = vec![grammar.parse.span(head), grammar.parse.span(word)];
        return told.between(&[grammar.argument(head)], &[grammar.argument(word)], out);
    }
    let prep = grammar.parse.head(grammar.first_of(word));
    let whole = match grammar.written(prep) {
        "in" | "near" | "inside" | "across" | "within" | "throughout" => true,
        "on" | "outside" | "around" => grammar.is_place(word),
        _ => false,
    };
    let noun = grammar.parse.head(prep);
    let lemma = grammar.parse.lemma(noun).to_lowercase();
    let thing = grammar.is_noun(noun) && noun < prep && grammar.relation(prep) == "prep";
    let role = kind(Sort::Role, &lemma).is_some_and(|k| k != RelationKind::LocatedIn);
    if !whole || !thing || is(Sort::Noun, &lemma) || role || grammar.is_time(noun) {
        return;
    }
    let mut told = told(RelationKind::LocatedIn, "be in", LOCATED);
    told.relation = format!("be {}", grammar.written(prep));
    told.because = vec![grammar.parse.span(prep)];
    let first = grammar.first_of(noun);
    let verb = grammar.parse.head(first);
    let owner = grammar.child(noun, &["poss"]);
    let subject = match lemma.as_str() {
        "presence" | "arrival" | "stay" if owner.is_some() => owner,
        _ => (grammar.relation(first) == "attr").then(|| grammar.subject(verb)).flatten(),
    };
    let things = grammar.conjuncts(subject.unwrap_or(first));
    let things: Vec<Argument> = things.into_iter().map(|w| grammar.argument(w)).collect();
    told.between(&things, &[grammar.argument(word)], out);
}

/// `NAME of the Courier`: a person and where he or she belongs.
fn member(grammar: &Grammar<'_>, word: usize, out: &mut Vec<Found>) {
    let prep = grammar.parse.head(word);
    let person = grammar.parse.head(prep);
    let kind = |w: usize| grammar.name(w).map(|(_, kind)| kind);
    let belongs = kind(word).is_some_and(|k| {
        !matches!(k, ActorKind::Person | ActorKind::Population | ActorKind::Event | ActorKind::Work)
    });
    let of = matches!(grammar.written(prep), "of" | "from") && grammar.relation(prep) == "prep";
    if of && belongs && kind(person) == Some(ActorKind::Person) {
        let mut told = told(RelationKind::PartOf, "be of", MEMBER);
        told.relation = format!("be {}", grammar.written(prep));
        told.because = vec![grammar.parse.span(prep)];
        told.between(&[grammar.argument(person)], &[grammar.argument(word)], out);
    }
}
