//! What a relation or a change says of the standing of its two sides, where it says anything of it.
//!
//! Most clauses with *is* say what somebody finds of an actor, and most verbs of leading and taking have
//! other senses: so much is taken as the kinds of both sides and the words of standing bear out.

use super::Attribute;
use super::words::{Sort, is, name_holder, name_office, plain, tell_standing};
use crate::corpus::{Deed, Party};
use sayso_model::{ActorKind, RelationKind, RuleId};

/// What is said of one side, and the value in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) attribute: Attribute,
    pub(super) words: String,
}

/// What is said of the subject and of the object of a relation, whose kinds are given where they are
/// actors. `clause` is where it stands.
pub(super) fn of(deed: &Deed, clause: &str, kinds: [Option<ActorKind>; 2]) -> [Option<Told>; 2] {
    let past = role(&deed.verb).is_some() && is_former(&clause.to_lowercase());
    let [subject, object] = kinds;
    let both = |attribute: Attribute| {
        let inverse = attribute.inverse();
        let told = |attribute, party: &Option<Party>| {
            Some(Told { attribute, words: party.as_ref()?.words.to_string() })
        };
        [told(attribute, &deed.object), inverse.and_then(|one| told(one, &deed.subject))]
    };
    match deed.kind {
        RelationKind::PartOf | RelationKind::Leads if past => [None, None],
        RelationKind::PartOf if belongs(deed, subject, object) => both(Attribute::PartOf),
        RelationKind::Leads if leads(deed, subject, object) => both(Attribute::Leads),
        RelationKind::Leads if is_under(deed, subject, object) => both(Attribute::PartOf),
        RelationKind::Controls | RelationKind::Captures if holds(deed, subject, object) => {
            both(Attribute::Controls)
        }
        RelationKind::SameAs => {
            [titled(deed.object.as_ref(), subject), titled(deed.subject.as_ref(), object)]
        }
        _ => [subject.and_then(|kind| being(deed, kind)), None],
    }
}

/// Whether a relation tells a beginning.
pub(super) fn begins(deed: &Deed) -> bool {
    const BEGINNINGS: [&str; 8] =
        ["become", "join", "merge", "integrate", "enlist", "defect", "be integrate", "enrol"];
    deed.kind == RelationKind::PartOf && BEGINNINGS.iter().any(|verb| deed.verb.starts_with(verb))
}

/// Whether a relation is told by a title and by no verb: `Sergei Orlow, the mayor of Veln`.
pub(super) fn is_nominal(deed: &Deed, clause: &str) -> bool {
    const FORMS: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "former"];
    let form = |word: &str| FORMS.iter().any(|form| word.eq_ignore_ascii_case(form));
    let role = &*deed.verb == "be" || deed.verb.starts_with("be ");
    role && !clause.split(|c: char| !c.is_alphabetic()).any(form)
}

/// What a role says: `be prime minister of` is `minister`.
fn role(verb: &str) -> Option<&str> {
    let words = verb.strip_prefix("be ")?;
    words.split(' ').rev().find(|word| !matches!(*word, "of" | "in" | "for" | "to" | "at" | "on"))
}

/// Whether a kind has members.
const fn is_body(kind: ActorKind) -> bool {
    use ActorKind::{Alliance, ArmedGroup, Company, Media, Organisation, Party, State, StateBody};
    matches!(
        kind,
        Alliance | ArmedGroup | Company | Media | Organisation | Party | StateBody | State
    )
}

/// Whether a kind can have a standing.
const fn is_somebody(kind: ActorKind) -> bool {
    !matches!(kind, ActorKind::Event | ActorKind::Work | ActorKind::Population)
}

fn belongs(deed: &Deed, subject: Option<ActorKind>, object: Option<ActorKind>) -> bool {
    let (Some(subject), Some(object)) = (subject, object) else { return false };
    let place = matches!(subject, ActorKind::Place | ActorKind::Facility);
    if !is_somebody(subject) || !is_body(object) || place {
        return false;
    }
    let person = subject == ActorKind::Person;
    match role(&deed.verb).filter(|_| !is(Sort::Tie, &deed.verb)) {
        // `Ana Ruiz of the Orlow Courier`: of a state a person may only come from.
        _ if &*deed.verb == "be of" => person && object != ActorKind::State,
        Some(role) if object == ActorKind::State => {
            (is(Sort::Stately, role) || is(Sort::Office, role) && role != "candidate")
                && (person || is(Sort::Body, role))
        }
        Some(role) => person && !is(Sort::Unmember, role) || is(Sort::Body, role) || role == "part",
        None => is(Sort::Tie, &deed.verb),
    }
}

/// Whether words tell of a role that somebody had: `former mayor of`.
fn is_former(words: &str) -> bool {
    const OVER: [&str; 7] =
        ["former", "formerly", "ex", "late", "onetime", "retired", "previously"];
    words.split(|c: char| !c.is_alphabetic()).any(|word| OVER.contains(&word))
}

/// Whether somebody heads a body or a place.
fn leads(deed: &Deed, subject: Option<ActorKind>, object: Option<ActorKind>) -> bool {
    let (Some(subject), Some(object)) = (subject, object) else { return false };
    let over = is_body(object) || matches!(object, ActorKind::Place);
    let fits = match role(&deed.verb) {
        // A Republican governor is no governor of the Republicans.
        Some(role) if object == ActorKind::Party && is(Sort::Partyless, role) => false,
        Some(_) => subject == ActorKind::Person && !is_second(&deed.verb),
        None => {
            is(Sort::Lead, &deed.verb) && !matches!(subject, ActorKind::Place | ActorKind::Facility)
        }
    };
    is_somebody(subject) && over && fits
}

/// Whether an office is second to another: `vice president of`.
fn is_second(verb: &str) -> bool {
    verb.split([' ', '-']).any(|word| {
        matches!(word, "vice" | "deputy" | "assistant" | "candidate" | "nominee" | "elect")
    })
}

/// Whether an office of a body makes its holder a part of it and not its head: a vice president, a
/// Republican governor.
fn is_under(deed: &Deed, subject: Option<ActorKind>, object: Option<ActorKind>) -> bool {
    let person = subject == Some(ActorKind::Person) && object.is_some_and(is_body);
    let role = role(&deed.verb).filter(|_| person);
    role.is_some_and(|role| {
        is_second(&deed.verb) || object == Some(ActorKind::Party) && is(Sort::Partyless, role)
    })
}

/// Whether somebody holds a place. A state is held only where the verb can mean nothing else.
fn holds(deed: &Deed, subject: Option<ActorKind>, object: Option<ActorKind>) -> bool {
    let strong = ["occupy", "annex", "conquer", "liberate", "occupied", "annexed"];
    let place = match object {
        Some(ActorKind::Place | ActorKind::Facility) => true,
        Some(ActorKind::State) => strong.contains(&&*deed.verb),
        _ => false,
    };
    let holder = match subject {
        Some(kind) => is_body(kind),
        None => deed.subject.as_ref().is_some_and(|subject| name_holder(&subject.words)),
    };
    let verb = deed.verb.strip_prefix("be ").unwrap_or(&deed.verb);
    place && holder && is(Sort::Taking, verb)
}

/// `the foreign secretary, Lena Marsh`
fn titled(title: Option<&Party>, kind: Option<ActorKind>) -> Option<Told> {
    let words = title?.words.to_string();
    let office = kind == Some(ActorKind::Person) && name_office(&words);
    office.then_some(Told { attribute: Attribute::Is, words })
}

/// `is a militia`, `was autonomous under Spain`, `was under a military government`.
fn being(deed: &Deed, kind: ActorKind) -> Option<Told> {
    let object = &deed.object.as_ref()?.words;
    if deed.kind != RelationKind::Other {
        return None;
    }
    let words = match deed.verb.split_once(' ') {
        None if matches!(&*deed.verb, "be" | "remain") => object.to_string(),
        Some(("be" | "remain", rest)) => {
            let first = rest.split(' ').next().unwrap_or_default();
            (first == "under" || is(Sort::Law, first)).then(|| format!("{rest} {object}"))?
        }
        _ => return None,
    };
    tell_standing(&words, kind).then_some(Told { attribute: Attribute::Is, words })
}

/// Words without what ties them: `part of the army` is `the army`.
pub(super) fn tied(words: &str) -> &str {
    const TIES: [&str; 6] =
        ["part of ", "a part of ", "a member of ", "member of ", "members of ", "integrated into "];
    TIES.iter().find_map(|tie| words.strip_prefix(tie)).unwrap_or(words)
}

/// What a change that a rule found says of whom it is told, who is of this kind. `value` is the kind of
/// the actor that the words name.
pub(super) fn of_change(
    rule: &RuleId,
    clause: &str,
    words: &str,
    kind: ActorKind,
    value: Option<ActorKind>,
) -> Option<Told> {
    let told = |attribute| Some(Told { attribute, words: words.to_owned() });
    let part = || Some(Told { attribute: Attribute::PartOf, words: tied(words).to_owned() });
    let body = value.is_some_and(is_body) && is_somebody(kind);
    match rule.as_str() {
        "status.control" => {
            let place = matches!(kind, ActorKind::Place | ActorKind::Facility);
            let holder = value.map_or_else(|| name_holder(words), is_body);
            (place && holder).then(|| told(Attribute::ControlledBy)).flatten()
        }
        "status.member" => body.then(part).flatten(),
        "status.office" => {
            (kind == ActorKind::Person && name_office(words)).then(|| told(Attribute::Is)).flatten()
        }
        _ if body && (tied(words) != words || joins(clause)) => part(),
        _ if tied(words) != words && tell_standing(tied(words), ActorKind::Organisation) => part(),
        _ if is(Sort::Law, &plain(words)) || bans(words) || tell_standing(words, kind) => {
            is_somebody(kind).then(|| told(Attribute::Is)).flatten()
        }
        _ => None,
    }
}

/// Whether a clause tells of one body that goes into another.
fn joins(clause: &str) -> bool {
    let clause = clause.to_lowercase();
    ["merg", "integrat", "incorporat", "absorb"].iter().any(|stem| clause.contains(stem))
}

/// Whether words are the verb of what ends an actor, or its freedom.
fn bans(words: &str) -> bool {
    matches!(
        words,
        "banned" | "outlawed" | "dissolved" | "disbanded" | "abolished" | "proscribed" | "annexed"
    )
}
