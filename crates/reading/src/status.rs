//! What an actor was and what it became: offices taken and left, membership, names, bans, and who
//! holds a place.

use crate::relations::grammar::{Grammar, Named};
use crate::relations::{Argument, polarity};
use sayso_model::{ActorKind, Polarity, RuleId, Span};
use sayso_parser::Parse;

/// Becoming, turning into, being designated, banned, renamed.
const BECAME: RuleId = RuleId::new("status.became");
/// An office taken or left.
const OFFICE: RuleId = RuleId::new("status.office");
/// Joining and leaving.
const MEMBER: RuleId = RuleId::new("status.member");
/// Who holds a place: the place is the actor.
const CONTROL: RuleId = RuleId::new("status.control");

/// A change found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) actor: Argument,
    pub(crate) was: Option<Span>,
    pub(crate) became: Option<Span>,
    /// The words of the date, which are one of those given.
    pub(crate) when: Option<Span>,
    pub(crate) polarity: Polarity,
    pub(crate) rule: RuleId,
    pub(crate) because: Vec<Span>,
}

/// The changes that a paragraph tells, in order. `names` and `dates` are those in it, in order.
pub(crate) fn find(text: &str, parse: &Parse, names: &[Named], dates: &[Span]) -> Vec<Found> {
    let grammar = Grammar::new(text, parse, names, dates);
    let verbs = (0..parse.len()).filter(|&w| grammar.is_verb(w));
    verbs.filter_map(|verb| read(&grammar, verb)).collect()
}

/// A change before its date and polarity are known.
struct Change {
    actor: usize,
    was: Option<Span>,
    became: Option<Span>,
    rule: RuleId,
}

fn read(grammar: &Grammar<'_>, verb: usize) -> Option<Found> {
    let lemma = grammar.parse.lemma(verb).to_lowercase();
    let change = became(grammar, verb, &lemma)
        .or_else(|| given(grammar, verb, &lemma))
        .or_else(|| office(grammar, verb, &lemma))
        .or_else(|| member(grammar, verb, &lemma))
        .or_else(|| control(grammar, verb, &lemma))?;
    let actor = grammar.argument(change.actor);
    let mut because = vec![grammar.parse.span(verb)];
    because.extend(grammar.child(verb, &["prt"]).map(|p| grammar.parse.span(p)));
    let when = grammar.date(verb);
    let parts = [Some(actor.span), change.was, change.became, when];
    let words: Vec<Span> = because.iter().copied().chain(parts.into_iter().flatten()).collect();
    Some(Found {
        span: Span::hull(&words)?,
        actor,
        was: change.was,
        became: change.became,
        when,
        polarity: polarity::of(grammar, verb),
        rule: change.rule,
        because,
    })
}

/// Who a verb is about: its subject, in the passive and in the active; only a name, a pronoun or
/// something definite can have a status.
fn who(grammar: &Grammar<'_>, verb: usize) -> Option<usize> {
    grammar.subject(verb).filter(|&s| has_status(grammar, s))
}

fn has_status(grammar: &Grammar<'_>, word: usize) -> bool {
    let definite = grammar
        .children(word, "det")
        .any(|d| matches!(grammar.parse.lemma(d), "the" | "this" | "that"));
    let pronoun = grammar.parse.pos(word) == "PRON" && grammar.parse.tag(word) == "PRP";
    grammar.name(word).is_some() || pronoun || definite
}

fn span(grammar: &Grammar<'_>, word: usize) -> Span {
    grammar.argument(word).span
}

/// What a preposition of a verb governs.
fn governed(grammar: &Grammar<'_>, verb: usize, prepositions: &[&str]) -> Option<usize> {
    grammar
        .children(verb, "prep")
        .filter(|&p| prepositions.contains(&grammar.written(p).to_lowercase().as_str()))
        .find_map(|p| grammar.child(p, &["pobj"]))
}

/// `X became Y`, `X turned into Y`, `X was banned`.
fn became(grammar: &Grammar<'_>, verb: usize, lemma: &str) -> Option<Change> {
    let change = |actor, became| Change { actor, was: None, became: Some(became), rule: BECAME };
    let passive = grammar.child(verb, &["auxpass", "nsubjpass"]).is_some();
    match lemma {
        "become" => {
            let what = grammar.child(verb, &["attr"]).or_else(|| standing(grammar, verb))?;
            let actor = who(grammar, verb)?;
            Some(change(actor, span(grammar, what)))
        }
        "gain" | "win" | "achieve" | "obtain" | "grant" | "give" => {
            let what = grammar.child(verb, &["dobj"])?;
            let free = matches!(
                grammar.parse.lemma(what),
                "independence" | "autonomy" | "sovereignty" | "statehood"
            );
            let gives = matches!(lemma, "grant" | "give");
            let given = grammar.child(verb, &["dative"]);
            if grammar.child(verb, &["prt"]).is_some() || gives && given.is_none() && !passive {
                return None;
            }
            let actor = match given {
                Some(to) if grammar.parse.pos(to) == "ADP" => grammar.child(to, &["pobj"])?,
                Some(to) => to,
                None => who(grammar, verb)?,
            };
            (free && has_status(grammar, actor)).then(|| change(actor, span(grammar, what)))
        }
        "ban" | "outlaw" | "dissolve" | "disband" | "abolish" | "proscribe" | "annex"
            if passive =>
        {
            Some(change(who(grammar, verb)?, grammar.parse.span(verb)))
        }
        "disband" | "dissolve" if grammar.child(verb, &["dobj"]).is_none() => {
            Some(change(who(grammar, verb)?, grammar.parse.span(verb)))
        }
        "turn" | "transform" | "convert" | "merge" | "integrate" | "incorporate" | "absorb"
        | "split" | "evolve" | "reorganise" | "reorganize" => {
            let into = governed(grammar, verb, &["into", "to", "with"])?;
            Some(change(who(grammar, verb)?, span(grammar, into)))
        }
        "declare" => {
            let what = grammar.child(verb, &["dobj"])?;
            let independence = grammar.parse.lemma(what) == "independence";
            let from =
                governed(grammar, what, &["from"]).or_else(|| governed(grammar, verb, &["from"]));
            independence.then_some(Change {
                actor: who(grammar, verb)?,
                was: from.map(|f| span(grammar, f)),
                became: Some(grammar.parse.span(what)),
                rule: BECAME,
            })
        }
        _ => None,
    }
}

/// `became independent`, `became legally integrated into Y`: the adjective, or what it goes into.
fn standing(grammar: &Grammar<'_>, verb: usize) -> Option<usize> {
    let adjective = grammar.child(verb, &["acomp", "xcomp", "oprd", "ccomp"])?;
    let word = grammar.written(adjective).to_lowercase();
    match word.as_str() {
        "independent" | "autonomous" | "sovereign" | "illegal" | "legal" => Some(adjective),
        "integrated" | "incorporated" | "absorbed" | "merged" => {
            governed(grammar, adjective, &["into"]).or_else(|| governed(grammar, verb, &["into"]))
        }
        _ => None,
    }
}

/// `X was designated (as) Y`, `Z appointed X (as) Y`, `X was renamed Y`.
fn given(grammar: &Grammar<'_>, verb: usize, lemma: &str) -> Option<Change> {
    let rule = match lemma {
        "designate" | "declare" | "label" | "classify" | "list" | "recognise" | "recognize"
        | "brand" | "rename" | "rebrand" | "upgrade" | "downgrade" => BECAME,
        "appoint" | "elect" | "name" | "nominate" | "crown" | "promote" | "choose" | "install"
        | "confirm" | "select" | "reelect" | "ordain" => OFFICE,
        _ => return None,
    };
    let what = grammar
        .child(verb, &["oprd"])
        .or_else(|| governed(grammar, verb, &["as", "to"]))
        .filter(|&w| grammar.is_noun(w))?;
    let object = grammar.child(verb, &["dobj"]);
    let passive = grammar.child(verb, &["auxpass", "nsubjpass"]).is_some();
    let named_only = lemma == "name" && grammar.relation(verb) == "acl";
    let actor = match (passive, object) {
        (true, _) => who(grammar, verb)?,
        (false, Some(object)) if has_status(grammar, object) => object,
        (false, _) if lemma == "rebrand" => who(grammar, verb)?,
        _ => return None,
    };
    let became = Some(span(grammar, what));
    (!named_only).then_some(Change { actor, was: None, became, rule })
}

/// `X resigned as Y`, `X was dismissed as Y`, `X was sworn in as Y`.
fn office(grammar: &Grammar<'_>, verb: usize, lemma: &str) -> Option<Change> {
    let leaves = matches!(
        lemma,
        "resign"
            | "step"
            | "retire"
            | "dismiss"
            | "sack"
            | "fire"
            | "remove"
            | "oust"
            | "quit"
            | "depose"
            | "stand"
    );
    let takes = matches!(lemma, "swear" | "take" | "return" | "rejoin" | "inaugurate");
    if !leaves && !takes {
        return None;
    }
    let down = grammar.child(verb, &["prt"]).map(|p| grammar.written(p).to_lowercase());
    let whole = match lemma {
        "step" | "stand" => down.as_deref() == Some("down"),
        "swear" => down.as_deref() == Some("in"),
        "take" => down.as_deref() == Some("over"),
        _ => true,
    };
    let what = governed(grammar, verb, &["as"]).filter(|&w| grammar.is_noun(w) && whole)?;
    let words = Some(span(grammar, what));
    let (was, became) = if leaves { (words, None) } else { (None, words) };
    Some(Change { actor: who(grammar, verb)?, was, became, rule: OFFICE })
}

/// `X joined Y`, `X defected from Y to Z`, `X left Y`.
fn member(grammar: &Grammar<'_>, verb: usize, lemma: &str) -> Option<Change> {
    let object = || grammar.child(verb, &["dobj"]).filter(|&o| is_body(grammar, o));
    let body = |preps: &[&str]| governed(grammar, verb, preps).filter(|&o| is_body(grammar, o));
    let (was, became) = match lemma {
        "join" | "rejoin" => (None, Some(object()?)),
        "leave" | "quit" => (Some(object()?), None),
        "defect" | "secede" | "break" | "separate" => {
            let (from, to) = (body(&["from"]), body(&["to"]));
            from.or(to)?;
            (from, to)
        }
        "withdraw" => (Some(body(&["from"])?), None),
        "expel" => (Some(body(&["from"])?), None),
        _ => return None,
    };
    let place = |w: usize| Some(span(grammar, w));
    Some(Change {
        actor: match lemma {
            "expel" => grammar.child(verb, &["dobj", "nsubjpass"])?,
            _ => who(grammar, verb)?,
        },
        was: was.and_then(place),
        became: became.and_then(place),
        rule: MEMBER,
    })
}

/// Whether a word names something that has members.
fn is_body(grammar: &Grammar<'_>, word: usize) -> bool {
    use ActorKind::{Alliance, ArmedGroup, Company, Media, Organisation, Party, StateBody};
    grammar.name(word).is_some_and(|(_, kind)| {
        matches!(kind, Alliance | ArmedGroup | Company | Media | Organisation | Party | StateBody)
    })
}

/// `X captured PLACE`, `PLACE fell to X`, `X lost control of PLACE`.
fn control(grammar: &Grammar<'_>, verb: usize, lemma: &str) -> Option<Change> {
    let passive = grammar.child(verb, &["auxpass", "nsubjpass"]).is_some();
    let place = |w: usize| {
        let somewhere = grammar.is_somewhere(w) && has_status(grammar, w);
        somewhere.then(|| grammar.called(w))
    };
    let object = || grammar.child(verb, &["dobj"]);
    let change = |actor, was: Option<usize>, became: Option<usize>| Change {
        actor,
        was: was.map(|w| span(grammar, w)),
        became: became.map(|w| span(grammar, w)),
        rule: CONTROL,
    };
    let deed = object().filter(|&o| matches!(grammar.parse.lemma(o), "control" | "hold"));
    let of = deed.and_then(|d| governed(grammar, d, &["of", "over"])).and_then(place);
    match lemma {
        "fall" => {
            let to = governed(grammar, verb, &["to"]).filter(|&w| has_status(grammar, w))?;
            Some(change(grammar.subject(verb).and_then(place)?, None, Some(to)))
        }
        "capture" | "seize" | "retake" | "recapture" | "occupy" | "conquer" | "liberate"
        | "overrun" | "annex" | "take" | "regain" | "gain" | "reclaim" => {
            if passive {
                let agent = grammar.child(verb, &["agent"])?;
                let by = grammar.child(agent, &["pobj"]);
                return Some(change(grammar.subject(verb).and_then(place)?, None, Some(by?)));
            }
            let holder = grammar.subject(verb)?;
            let taken = of.or_else(|| object().and_then(place))?;
            Some(change(taken, None, Some(holder)))
        }
        "hand" | "give" | "turn" | "sign" if !gives(grammar, verb, lemma) => None,
        "hand" | "give" | "turn" | "sign" if passive => {
            let to = governed(grammar, verb, &["to"]).filter(|&w| has_status(grammar, w))?;
            Some(change(grammar.subject(verb).and_then(place)?, None, Some(to)))
        }
        "lose" | "cede" | "surrender" | "abandon" | "hand" | "give" | "turn" | "sign" => {
            let holder = grammar.subject(verb)?;
            let lost = of.or_else(|| object().and_then(place))?;
            let to = governed(grammar, verb, &["to"]).filter(|&w| has_status(grammar, w));
            Some(change(lost, Some(holder), to))
        }
        _ => None,
    }
}

/// `hand over`, `give up`, `turn over`, `sign away`.
fn gives(grammar: &Grammar<'_>, verb: usize, lemma: &str) -> bool {
    let particle = grammar.child(verb, &["prt"]).map(|p| grammar.written(p).to_lowercase());
    matches!(
        (lemma, particle.as_deref()),
        ("hand" | "turn" | "sign", Some("over"))
            | ("give", Some("up" | "away"))
            | ("sign", Some("away"))
    )
}
