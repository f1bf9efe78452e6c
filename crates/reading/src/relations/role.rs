//! What somebody is to somebody, by a noun: `the leader of`, `an ally of`, `UN envoy NAME`.

use super::grammar::Grammar;
use super::words::{Sort, kind};
use super::{Argument, Found, Told, polarity};
use sayso_model::{ActorKind, RelationKind, RuleId};

/// A noun beside a name that says what it is to another.
const ROLE: RuleId = RuleId::new("relation.role");

/// What a noun says of its bearer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) kind: RelationKind,
    /// `leader of`
    pub(super) words: String,
}

/// The roles that a noun names: what it says, to whom, and the preposition between.
pub(super) fn of(grammar: &Grammar<'_>, noun: usize) -> Vec<(Role, usize, Option<usize>)> {
    let Some((title, kind)) = title(grammar, noun) else { return Vec::new() };
    let within = grammar.name(noun).map(|(span, _)| span);
    let other = |to: usize| within.is_none() || grammar.name(to).map(|(span, _)| span) != within;
    let mut out = Vec::new();
    for prep in grammar.children(noun, "prep") {
        let word = grammar.written(prep).to_lowercase();
        let Some(to) = grammar.child(prep, &["pobj"]) else { continue };
        let place = kind == RelationKind::LocatedIn;
        let fits = match word.as_str() {
            "of" => !place || grammar.is_place(to),
            "to" | "for" | "with" => !place,
            "in" | "at" | "on" | "near" => grammar.name(to).is_some(),
            _ => false,
        };
        let kind = match kind {
            RelationKind::PartOf if word == "in" && grammar.is_place(to) => RelationKind::LocatedIn,
            kind => kind,
        };
        // `Minister of Information NAME` is no minister of that person.
        let person = grammar.name(to).is_some_and(|(_, k)| k == ActorKind::Person);
        let over = person && matches!(kind, RelationKind::Leads | RelationKind::LocatedIn);
        if fits && other(to) && !over {
            out.push((Role { kind, words: format!("{title} {word}") }, to, Some(prep)));
        }
    }
    if out.is_empty() && kind != RelationKind::LocatedIn {
        let words = format!("{title} of");
        let beside = match grammar.relation(noun) {
            "compound" | "nmod" => Some(grammar.parse.head(noun)),
            _ => None,
        };
        let near = beside.into_iter().flat_map(|head| grammar.under(head));
        let owner = grammar.under(noun).chain(near).filter(|&c| other(c)).find(|&c| {
            let name = grammar.name(c);
            let fits = name.is_some_and(|(_, kind)| kind != ActorKind::Person);
            let bears = beside.is_some_and(|head| grammar.name(head) == name);
            match grammar.relation(c) {
                "poss" => name.is_some(),
                "compound" | "amod" | "nmod" => fits && c < noun && !bears,
                _ => false,
            }
        });
        out.extend(owner.map(|to| (Role { kind, words }, to, None)));
    }
    out
}

/// A noun that names a role, with the words before it that belong to it (`prime minister`).
fn title(grammar: &Grammar<'_>, noun: usize) -> Option<(String, RelationKind)> {
    if !grammar.is_noun(noun) {
        return None;
    }
    let lemma = grammar.parse.lemma(noun).to_lowercase();
    let before: Vec<usize> = grammar
        .under(noun)
        .filter(|&c| c < noun && matches!(grammar.relation(c), "compound" | "amod"))
        .filter(|&c| grammar.name(c).is_none())
        .collect();
    let full: Vec<String> =
        before.iter().map(|&w| grammar.written(w).to_lowercase()).chain([lemma.clone()]).collect();
    let full = full.join(" ");
    let kind = kind(Sort::Role, &full).or_else(|| kind(Sort::Role, &lemma))?;
    Some((full, kind))
}

/// Reads the role that a noun names of a name beside it.
pub(super) fn read(grammar: &Grammar<'_>, noun: usize, out: &mut Vec<Found>) {
    let Some((_, kind)) = title(grammar, noun) else { return };
    let Some(bearer) = bearer(grammar, noun) else {
        return members(grammar, noun, kind, out);
    };
    let roles = of(grammar, noun);
    if roles.is_empty() {
        titled(grammar, noun, bearer, kind, out);
    }
    for (role, to, prep) in roles {
        let words = [Some(noun), prep].into_iter().flatten();
        let told = Told {
            kind: role.kind,
            relation: format!("be {}", role.words),
            polarity: polarity::of(grammar, noun),
            place: None,
            when: None,
            rule: ROLE,
            because: words.map(|w| grammar.parse.span(w)).collect(),
        };
        told.between(&[grammar.argument(bearer)], &grammar.arguments(to), out);
    }
}

/// `President Lena Marsh`: the office is told, and not of what.
fn titled(
    grammar: &Grammar<'_>,
    noun: usize,
    bearer: usize,
    kind: RelationKind,
    out: &mut Vec<Found>,
) {
    let person = grammar.name(bearer).is_some_and(|(_, kind)| kind == ActorKind::Person);
    let office = matches!(kind, RelationKind::Leads | RelationKind::PartOf);
    if !person || !office || bearer <= noun {
        return;
    }
    let plain = |w: &usize| {
        let before = matches!(grammar.relation(*w), "compound" | "amod");
        before && grammar.parse.head(*w) == noun && grammar.name(*w).is_none()
    };
    let first = (0..noun).rev().take_while(plain).last().unwrap_or(noun);
    let span = grammar.parse.span(first).cover(grammar.parse.span(noun));
    let told = Told {
        kind: RelationKind::Other,
        relation: "be".to_owned(),
        polarity: polarity::of(grammar, noun),
        place: None,
        when: None,
        rule: ROLE,
        because: vec![grammar.parse.span(noun)],
    };
    let title = Argument { span, head: noun, at: grammar.parse.span(noun) };
    told.between(&[grammar.argument(bearer)], &[title], out);
}

/// The name beside a noun: in apposition before or after it, or right after it.
fn bearer(grammar: &Grammar<'_>, noun: usize) -> Option<usize> {
    let head = grammar.parse.head(noun);
    let named = |w: &usize| *w != noun && grammar.name(*w).is_some();
    match grammar.relation(noun) {
        "appos" | "compound" | "nmod" if head != noun => {
            Some(head).filter(|w| named(w) && (grammar.relation(noun) == "appos" || head > noun))
        }
        _ => None,
    }
    .or_else(|| grammar.child(noun, &["appos"]).filter(named))
}

/// `members of the tribe`, `Assad's forces`: the noun itself is who belongs to the other.
fn members(grammar: &Grammar<'_>, noun: usize, kind: RelationKind, out: &mut Vec<Found>) {
    if !matches!(kind, RelationKind::PartOf | RelationKind::Allied | RelationKind::Kin)
        || grammar.relation(noun) == "attr"
    {
        return;
    }
    for (role, to, prep) in of(grammar, noun) {
        let owned = prep.is_some() || grammar.relation(to) == "poss";
        let named = grammar.name(to).is_some() || grammar.parse.pos(to) == "PROPN";
        if !owned || !named || grammar.name(noun).is_some() {
            continue;
        }
        let words = [Some(noun), prep].into_iter().flatten();
        let told = Told {
            kind: role.kind,
            relation: format!("be {}", role.words),
            polarity: sayso_model::Polarity::Asserted,
            place: None,
            when: None,
            rule: ROLE,
            because: words.map(|w| grammar.parse.span(w)).collect(),
        };
        let who = Argument { span: grammar.parse.span(noun), head: noun, at: grammar.at(noun) };
        told.between(&[who], &grammar.arguments(to), out);
    }
}
