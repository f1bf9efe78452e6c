//! Deeds told by a noun: `the attack on X by Y`, `X's support for Y`, `clashes between X and Y`.

use super::grammar::Grammar;
use super::words::{Sort, is, kind};
use super::{Argument, Found, Told, polarity};
use sayso_model::{ActorKind, RelationKind, RuleId};

/// A noun that tells a deed.
const DEED: RuleId = RuleId::new("relation.deed");

/// Reads the deed that a noun tells.
pub(super) fn read(grammar: &Grammar<'_>, noun: usize, out: &mut Vec<Found>) {
    let lemma = grammar.parse.lemma(noun).to_lowercase();
    if grammar.parse.pos(noun) != "NOUN" || grammar.relation(noun) == "compound" {
        return;
    }
    let whole = described(grammar, noun);
    let lemma = whole.unwrap_or(lemma);
    let Some(kind) = kind(Sort::Noun, &lemma) else { return };
    let light = grammar.relation(noun) == "dobj"
        && is(Sort::Light, &grammar.parse.lemma(grammar.parse.head(noun)).to_lowercase());
    if let Some((one, other, prep)) = sides(grammar, noun) {
        let told = told(grammar, noun, kind, format!("{lemma} between"), Some(prep));
        return told.between(&one, &other, out);
    }
    if taking_sides(grammar, noun, &lemma, out) {
        return;
    }
    let Some((prep, target)) = target(grammar, noun, kind) else { return };
    let doers = match doer(grammar, noun) {
        Some(doer) => grammar.arguments(doer),
        None if light => return,
        None => Vec::new(),
    };
    let fits = !doers.is_empty() || grammar.name(target).is_some();
    if fits {
        let word = grammar.written(prep).to_lowercase();
        let told = told(grammar, noun, kind, format!("{lemma} {word}"), Some(prep));
        told.between(&doers, &grammar.arguments(target), out);
    }
}

/// A noun with the word right before it, where the two together name a deed: `aerial cover`.
pub(super) fn described(grammar: &Grammar<'_>, noun: usize) -> Option<String> {
    let before = noun.checked_sub(1)?;
    let hyphen = matches!(grammar.written(before), "-" | "‐" | "‑");
    let first = if hyphen { before.checked_sub(1)? } else { before };
    let lemma = grammar.parse.lemma(noun).to_lowercase();
    let whole = format!("{} {lemma}", grammar.written(first).to_lowercase());
    kind(Sort::Noun, &whole).map(|_| whole)
}

/// `They took it with the support of X`, `they fought in support of X`: X backs them, they X. Who
/// fights `under Russian air cover` has it from Russia.
fn taking_sides(grammar: &Grammar<'_>, noun: usize, lemma: &str, out: &mut Vec<Found>) -> bool {
    let cover = kind(Sort::Noun, lemma) == Some(RelationKind::AirCover);
    let help = cover || matches!(lemma, "support" | "help" | "aid" | "backing" | "assistance");
    let before = grammar.parse.head(noun);
    let verb = grammar.parse.head(before);
    // `taken by the Guard under air cover`: the words can hang on the Guard.
    let doer_of = cover && grammar.name(verb).is_some() && grammar.relation(before) == "prep";
    if !help || grammar.relation(noun) != "pobj" || !grammar.is_verb(verb) && !doer_of {
        return false;
    }
    let of = grammar.children(noun, "prep").find(|&p| matches!(grammar.written(p), "of" | "from"));
    let other = of.and_then(|of| grammar.child(of, &["pobj"]));
    let own = if cover { doer(grammar, noun) } else { grammar.child(noun, &["poss"]) };
    let agent = grammar.child(verb, &["agent"]).and_then(|by| grammar.child(by, &["pobj"]));
    let actor = if doer_of { Some(verb) } else { agent.or_else(|| grammar.subject(verb)) };
    let (Some(other), Some(actor)) = (other.or(own), actor) else { return false };
    let kind = if cover { RelationKind::AirCover } else { RelationKind::Backs };
    let told = told(grammar, noun, kind, lemma.to_owned(), of);
    let (actors, others) = (grammar.arguments(actor), grammar.arguments(other));
    match grammar.written(before).to_lowercase().as_str() {
        "with" | "under" if cover => told.between(&others, &actors, out),
        "with" => told.between(&others, &actors, out),
        "in" => told.between(&actors, &others, out),
        _ => return false,
    }
    true
}

fn told(
    grammar: &Grammar<'_>,
    noun: usize,
    kind: RelationKind,
    relation: String,
    prep: Option<usize>,
) -> Told {
    let words = [Some(noun), prep].into_iter().flatten();
    Told {
        kind,
        relation,
        polarity: polarity::of(grammar, noun),
        place: grammar.place(noun),
        when: grammar.date(noun),
        rule: DEED,
        because: words.map(|w| grammar.parse.span(w)).collect(),
    }
}

/// `between X and Y`
type Sides = (Vec<Argument>, Vec<Argument>, usize);

fn sides(grammar: &Grammar<'_>, noun: usize) -> Option<Sides> {
    let between = grammar.children(noun, "prep").find(|&p| grammar.written(p) == "between")?;
    let one = grammar.child(between, &["pobj"])?;
    let rest: Vec<Argument> =
        grammar.conjuncts(one).into_iter().skip(1).map(|w| grammar.argument(w)).collect();
    (!rest.is_empty()).then(|| (vec![grammar.argument(one)], rest, between))
}

/// Whom the deed is done to.
fn target(grammar: &Grammar<'_>, noun: usize, kind: RelationKind) -> Option<(usize, usize)> {
    let by = |word: &str| {
        grammar
            .children(noun, "prep")
            .filter(|&p| grammar.written(p).eq_ignore_ascii_case(word))
            .find_map(|p| grammar.child(p, &["pobj"]).map(|o| (p, o)))
            .filter(|(_, o)| !grammar.is_time(*o))
    };
    let wide = ["against", "on", "upon", "with", "for", "to", "of", "at", "over"];
    let found = wide.iter().find_map(|word| by(word));
    let on_place = matches!(kind, RelationKind::Assault | RelationKind::Blockades);
    found.or_else(|| by("in").filter(|(_, o)| on_place && grammar.is_place(*o)))
}

/// Who does it: its owner, `by` somebody, or the name right before it (`Russian airstrikes`).
fn doer(grammar: &Grammar<'_>, noun: usize) -> Option<usize> {
    let actor = |c: usize| {
        grammar.name(c).is_some_and(|(_, kind)| {
            !matches!(kind, ActorKind::Place | ActorKind::Event | ActorKind::Work)
        })
    };
    let by = grammar
        .children(noun, "prep")
        .chain(grammar.children(noun, "agent"))
        .filter(|&p| grammar.written(p).eq_ignore_ascii_case("by"))
        .find_map(|p| grammar.child(p, &["pobj"]));
    let owner = || grammar.child(noun, &["poss"]);
    let before = || {
        grammar.under(noun).find(|&c| {
            c < noun && matches!(grammar.relation(c), "amod" | "compound" | "nmod") && actor(c)
        })
    };
    by.or_else(owner).or_else(before)
}
