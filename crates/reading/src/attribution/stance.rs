//! What somebody does by saying it: asserts, denies, asks, wants.

use super::against::judges;
use super::candidate::{Candidate, Frame};
use super::features::{Sink, lemma, subject_kind};
use super::negation::{Turn, turn};
use super::open::is_open;
use super::tree::Tree;
use super::words::{Class, classes, is_any, is_listed};
use sayso_model::Stance;
use std::collections::BTreeSet;

/// Classes of words for what is done by speaking: where it is not done, nothing is said.
const SPEAKING: &[&str] = &[
    "say", "tell", "write", "announce", "assert", "confirm", "show", "cite", "warn", "promise",
    "demand", "order", "ask", "propose", "describe", "accuse", "praise", "oppose", "deny",
    "discuss", "claim", "report", "denial",
];

/// The stance of an attribution in its surroundings: not to think, want or admit that it is so is
/// to deny it, and not to say it is no attribution, nor is what the writer only asks or supposes.
pub(crate) fn turned(
    tree: &Tree<'_>,
    it: &Candidate,
    stance: Stance,
    cues: &BTreeSet<usize>,
) -> Option<Stance> {
    if is_open(tree, it) {
        return None;
    }
    let lemma = &*lemma(tree, it);
    let stance = own_stance(tree, it).or_else(|| fitting(tree, it, lemma, stance))?;
    let back = taken_back(tree, it).is_some_and(|verb| !cues.contains(&verb));
    let stance = match back {
        true if matches!(stance, Stance::Denies | Stance::Questions) => return None,
        true => Stance::Denies,
        false => stance,
    };
    match turn(tree, it) {
        Turn::Straight if is_as_not(tree, it) => None,
        Turn::Straight => {
            let open = ends_as_question(tree, it) || opens_question(tree, it);
            let asks = open && is_any(it.frame.part(), lemma, &["ask"]);
            let stance = if asks { Stance::Questions } else { stance };
            let judged = !back && stance == Stance::Denies && judges(tree, it);
            Some(if judged { Stance::Asserts } else { stance })
        }
        Turn::InPart | Turn::Undone => None,
        Turn::Round => turned_round(tree, it, lemma, stance),
    }
}

/// The stance where the cue is turned round. Not to doubt is to believe; not to deny, not to ask
/// and not to know say nothing of the content.
fn turned_round(tree: &Tree<'_>, it: &Candidate, lemma: &str, stance: Stance) -> Option<Stance> {
    let class = classes(it.frame.part(), lemma).first().copied();
    let name = class.map_or("", |class| class.name);
    let unable = it.frame.part() == "verb" && matches!(modal(tree, it.head), Some("can" | "could"));
    match (name, class.and_then(|class| class.stance)) {
        _ if lemma == "doubt" => Some(Stance::Believes),
        _ if tree.with_particle(it.head) == "rule_out" => Some(Stance::Supposes),
        ("perceive" | "doubt", _) => None,
        ("sure", _) => Some(Stance::Questions),
        ("know", _) if opens_question(tree, it) => Some(Stance::Questions),
        ("know" | "aware", _) if stance != Stance::Questions => None,
        (name, _) if SPEAKING.contains(&name) => None,
        (_, Some(Stance::Denies)) => None,
        (_, Some(Stance::Intends | Stance::Promises)) if unable => None,
        _ if stance == Stance::Questions => Some(stance),
        _ => Some(Stance::Denies),
    }
}

/// The stance of a cue whose class leaves no choice, whatever the trained weights say: a denial is
/// never an assertion. Words in quotation marks are what somebody says, also where he denies
/// something by them.
fn own_stance(tree: &Tree<'_>, it: &Candidate) -> Option<Stance> {
    let lemma = lemma(tree, it);
    let lemma = if it.frame.part() == "verb" { tree.with_particle(it.head) } else { lemma };
    let is = |names: &[&str]| {
        classes(it.frame.part(), &lemma).first().is_some_and(|class| names.contains(&class.name))
    };
    let quoted = tree.quote_of(it.about).is_some() && tree.quote_of(it.head).is_none();
    let of_another = matches!(
        it.frame,
        Frame::Object | Frame::RelativeObject | Frame::PassiveSubject | Frame::Preposition
    );
    let asked = matches!(it.frame, Frame::PersonInfinitive | Frame::PassiveRest);
    match it.frame.part() {
        "verb" if asked || (quoted && !of_another) => None,
        "verb" if is(&["doubt"]) => Some(Stance::Questions),
        "verb" if is(&["deny", "refuse"]) => Some(Stance::Denies),
        "verb" if lemma == "counter" && of_another => Some(Stance::Denies),
        "verb" if of_another && calls_into_question(tree, it.head) => Some(Stance::Questions),
        "verb" if matches!(it.frame, Frame::Object | Frame::ObjectRest) && is_light(&lemma) => {
            let noun = tree.lemma(it.about);
            let doubt = is_any("noun", noun, &["doubt"]).then_some(Stance::Questions);
            doubt.or(is_any("noun", noun, &["denial"]).then_some(Stance::Denies))
        }
        "noun" | "adjective" if is(&["doubt", "doubtful"]) => Some(Stance::Questions),
        "noun" | "adjective" if is(&["denial", "unwilling"]) => Some(Stance::Denies),
        _ => None,
    }
}

/// `issued a denial`, `cast doubt`: the noun is what the verb does.
fn is_light(verb: &str) -> bool {
    is_listed("light", verb) && !is_listed("foreign", verb) || matches!(verb, "cast" | "throw")
}

/// `called the figures into question`.
fn calls_into_question(tree: &Tree<'_>, verb: usize) -> bool {
    let into = |c: usize| tree.is(c, "into") || tree.is(c, "in");
    tree.children(verb)
        .filter(|c| into(*c))
        .filter_map(|c| tree.led(c))
        .any(|led| matches!(tree.lemma(led), "question" | "doubt"))
}

/// The verb by which somebody no longer holds what he held: `withdrew her claim`, `backed away from
/// his plan`. Where it is a cue of its own, what it takes back stands in its content as it was.
fn taken_back(tree: &Tree<'_>, it: &Candidate) -> Option<usize> {
    let over = tree.head(it.head);
    let (verb, passive) = match tree.rel(it.head) {
        _ if it.frame.part() != "noun" => return None,
        "dobj" => (over, false),
        "nsubjpass" => (over, true),
        "pobj" if tree.is(over, "from") => {
            let above = tree.head(over);
            (if tree.is_verbal(above) { above } else { tree.head(above) }, false)
        }
        _ => return None,
    };
    let own = it
        .source
        .as_ref()
        .is_some_and(|source| tree.head(source.head) != it.head || tree.tag(source.head) == "PRP$");
    (is_listed("retract", &tree.with_particle(verb)) && (own || passive)).then_some(verb)
}

/// `The pumps were not off, as the mayor said`: which of both was said, nobody knows.
fn is_as_not(tree: &Tree<'_>, it: &Candidate) -> bool {
    it.frame == Frame::As && it.about < it.head && tree.is_negated(it.about)
}

/// A stance that a cue can have: a verb that never denies does not do so by its content alone, a
/// name that something is given is no demand, and to be unaware is no attribution.
fn fitting(tree: &Tree<'_>, it: &Candidate, lemma: &str, stance: Stance) -> Option<Stance> {
    let part = it.frame.part();
    let classes = classes(part, lemma);
    if is_any(part, lemma, &["aware"]) {
        let knows = !matches!(lemma, "unaware" | "oblivious" | "ignorant");
        return knows.then_some(Stance::Believes);
    }
    // `pleaded not guilty`
    let not = it.content.first().is_some_and(|w| tree.is(w.start, "not"));
    let against = not || it.preposition.is_some_and(|p| tree.is(p, "against"));
    let own = classes.iter().find_map(|class| class.stance);
    let denies = classes.iter().any(|class| class.stance == Some(Stance::Denies)) || against;
    if part == "verb" && stance == Stance::Denies && !denies {
        return Some(own.unwrap_or(Stance::Asserts));
    }
    let named = matches!(it.frame, Frame::PassiveBoth | Frame::PassiveRest)
        && it.preposition.is_none()
        && !tree.is_to(it.about)
        && is_any(part, lemma, &["describe"]);
    Some(if named && stance == Stance::Demands { Stance::Asserts } else { stance })
}

/// Tells what shows the stance of an attribution.
pub(crate) fn tell(tree: &Tree<'_>, it: &Candidate, sink: &mut impl Sink) {
    sink.add(&["s-bias"]);
    cue(tree, it, sink);
    content(tree, it, sink);
    sink.add(&["s-subject", subject_kind(tree, it)]);
}

fn cue(tree: &Tree<'_>, it: &Candidate, sink: &mut impl Sink) {
    let (part, frame) = (it.frame.part(), it.frame.name());
    let lemma = &*lemma(tree, it);
    sink.add(&["s-lemma", part, lemma]);
    sink.add(&["s-frame", frame]);
    sink.add(&["s-lemma-frame", lemma, frame]);
    if let Some(preposition) = it.preposition {
        sink.add(&["s-preposition", lemma, tree.lemma(preposition)]);
        sink.add(&["s-preposition", tree.lemma(preposition)]);
    }
    let negated = tree.is_negated(it.head);
    for class in classes_of(tree, it, lemma).iter().take(3) {
        sink.add(&["s-class", part, class.name, if negated { "not" } else { "" }]);
        sink.add(&["s-class-frame", class.name, frame]);
        sink.add(&["s-listed", class.stance.map_or("", |s| s.word())]);
    }
    if negated {
        sink.add(&["s-not", part]);
    }
    if let Some(modal) = modal(tree, it.head) {
        sink.add(&["s-modal", modal]);
    }
}

/// The classes of a cue; of a participle that says how somebody feels those of the adjective.
fn classes_of(tree: &Tree<'_>, it: &Candidate, lemma: &str) -> &'static [Class] {
    let feels = it.frame.part() == "verb" && tree.is_passive(it.head);
    match classes("adjective", &tree.word(it.head).to_lowercase()) {
        [] => classes(it.frame.part(), lemma),
        _ if !feels => classes(it.frame.part(), lemma),
        adjective => adjective,
    }
}

fn content(tree: &Tree<'_>, it: &Candidate, sink: &mut impl Sink) {
    let (frame, about) = (it.frame.name(), it.about);
    let lemma = &*lemma(tree, it);
    let modal = modal(tree, about);
    if let Some(modal) = modal {
        let says = classes(it.frame.part(), lemma).first().map_or("none", |c| c.name);
        sink.add(&["s-content-modal", modal]);
        sink.add(&["s-content-modal-class", modal, says]);
    }
    for child in tree.children(about) {
        match tree.rel(child) {
            "neg" => sink.add(&["s-content-not", frame]),
            "nsubj" | "nsubjpass" => {
                let first = tree.is(child, "I") || tree.is(child, "we");
                let who = if first { "first" } else { "other" };
                sink.add(&["s-content-first", who, modal.unwrap_or("plain")]);
            }
            "mark" => {
                sink.add(&["s-mark", tree.lemma(child)]);
                sink.add(&["s-lemma-mark", lemma, tree.lemma(child)]);
            }
            "advmod" => sink.add(&["s-adverb", tree.lemma(child)]),
            _ => {}
        }
    }
    let bare = tree.tag(about) == "VB" && !tree.has(about, "nsubj") && !tree.has(about, "aux");
    if bare {
        sink.add(&["s-imperative", frame]);
    }
    if ends_as_question(tree, it) {
        sink.add(&["s-asks"]);
        sink.add(&["s-asks-lemma", lemma]);
    }
}

fn ends_as_question(tree: &Tree<'_>, it: &Candidate) -> bool {
    it.content.last().is_some_and(|w| tree.is(w.end, "?") || tree.is(w.end - 1, "?"))
}

/// `whether the gate was shut`, `who shut it`.
fn opens_question(tree: &Tree<'_>, it: &Candidate) -> bool {
    let first = it.content.first().map(|w| w.start);
    first.is_some_and(|w| matches!(tree.lemma(w), "whether" | "if") || tree.tag(w).starts_with('W'))
}

fn modal<'p>(tree: &Tree<'p>, verb: usize) -> Option<&'p str> {
    tree.children(verb).find(|c| tree.tag(*c) == "MD").map(|c| tree.lemma(c))
}
