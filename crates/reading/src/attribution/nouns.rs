//! Nouns that report: `the claim that`, `allegations of`, `made a promise to`.

use super::candidate::{Candidate, Frame, cue_words};
use super::source::{Source, agent, owner, subject};
use super::tree::{Tree, Words};
use super::words::{is_any, is_listed};

/// A verb and the noun that is its object stand no further apart than this.
const NEAR: usize = 12;
/// Nouns joined by `and` share their verb over no more words than this.
const SHARED: usize = 30;

/// A noun that may report.
struct Noun<'t, 'p> {
    tree: &'t Tree<'p>,
    noun: usize,
    /// The verb that it is the object of.
    light: Option<usize>,
    source: Option<Source>,
}

/// Finds what the noun at `noun` may report.
pub(crate) fn find(tree: &Tree<'_>, noun: usize, out: &mut Vec<Candidate>) {
    if !tree.is_noun(noun) || tree.tag(noun).starts_with("NNP") {
        return;
    }
    let (light, source) = holder(tree, noun);
    let it = Noun { tree, noun, light, source };
    let listed = is_listed("noun", tree.lemma(noun));
    it.after(listed, out);
    if listed {
        it.is(out);
        it.before(out);
    }
}

impl Noun<'_, '_> {
    fn make(&self, frame: Frame, about: usize, words: Words) -> Candidate {
        let (tree, noun) = (self.tree, self.noun);
        let source = self.source.clone();
        let mut made =
            Candidate::new(tree, frame, noun, source, about, vec![words]).told_by(noun..noun + 1);
        // `rejected the claim`: what another does against it is no part of saying it.
        let own = self.light.filter(|verb| !is_against(&tree.with_particle(*verb)));
        let verb = own.map(|verb| cue_words(tree, verb));
        if let Some(verb) = verb.filter(|v| v.end <= noun && noun - v.start < NEAR) {
            made.cue.insert(0, verb);
        }
        made.light = self.light;
        made
    }

    /// Clauses, infinitives and prepositions after the noun.
    fn after(&self, listed: bool, out: &mut Vec<Candidate>) {
        let tree = self.tree;
        for c in tree.children(self.noun).filter(|c| *c > self.noun) {
            let relation = tree.rel(c);
            let clausal = matches!(relation, "acl" | "relcl" | "ccomp" | "xcomp" | "advcl");
            let marked = tree.has(c, "mark") || relation == "ccomp";
            let frame = match relation {
                _ if clausal && listed && tree.is_to(c) => Frame::NounInfinitive,
                "acl" | "ccomp" | "relcl" if marked => Frame::NounClause,
                "relcl" if listed && opens_with_that(tree, c) => Frame::NounClause,
                "prep" if listed && !matches!(tree.lemma(c), "by" | "among") => {
                    if let Some(led) = tree.led(c) {
                        let mut made = self.make(Frame::NounPreposition, led, tree.subtree(led));
                        made.preposition = Some(c);
                        out.push(made);
                    }
                    continue;
                }
                _ => continue,
            };
            out.push(self.make(frame, c, tree.subtree(c)));
        }
    }

    /// `The goal is to leave`.
    fn is(&self, out: &mut Vec<Candidate>) {
        let (tree, verb) = (self.tree, self.tree.head(self.noun));
        if tree.rel(self.noun) != "nsubj" || tree.lemma(verb) != "be" {
            return;
        }
        let says = |c: &usize| matches!(tree.rel(*c), "ccomp" | "xcomp" | "attr" | "advcl");
        if let Some(said) = tree.children(verb).filter(|c| *c > verb).find(says) {
            out.push(self.make(Frame::NounIs, said, tree.subtree(said)));
        }
    }

    /// `murder charges`.
    fn before(&self, out: &mut Vec<Candidate>) {
        let tree = self.tree;
        let named = |c: &usize| {
            *c < self.noun
                && matches!(tree.rel(*c), "compound" | "nmod" | "amod")
                && tree.is_noun(*c)
        };
        let named: Vec<usize> = tree.children(self.noun).filter(named).collect();
        let (Some(first), Some(last)) = (named.first(), named.last()) else { return };
        let words = tree.subtree(*first).start..tree.subtree(*last).end.min(self.noun);
        if words.is_empty() {
            return;
        }
        let mut made = self.make(Frame::NounBefore, *last, words.clone());
        made.source.take_if(|s| words.contains(&s.head));
        out.push(made);
    }
}

/// `that` as the only sign of a relative clause in which it is no subject.
fn opens_with_that(tree: &Tree<'_>, clause: usize) -> bool {
    let first = tree.subtree(clause).start;
    tree.is(first, "that") && !matches!(tree.rel(first), "nsubj" | "nsubjpass")
}

/// The verb that has a noun as its object, and who holds what the noun says.
fn holder(tree: &Tree<'_>, noun: usize) -> (Option<usize>, Option<Source>) {
    let joined = |above: &usize| tree.is_noun(*above) && *above + SHARED >= noun;
    let mut at = noun;
    while tree.rel(at) == "conj" && joined(&tree.head(at)) && tree.head(at) < at {
        at = tree.head(at);
    }
    let verb = tree.head(at);
    let light = match tree.rel(at) {
        "dobj" => tree.is_verb(verb),
        "attr" => tree.lemma(verb) == "be",
        _ => false,
    };
    let light = light.then_some(verb);
    let own = owner(tree, noun).or_else(|| (at != noun).then(|| owner(tree, at)).flatten());
    if own.is_some() {
        return (light, own);
    }
    let source = match light {
        None if tree.rel(at) == "nsubjpass" && is_foreign(tree, verb) => of_whom(tree, noun),
        None if tree.rel(at) == "nsubjpass" => agent(tree, verb),
        None => of_whom(tree, noun),
        Some(verb) if tree.has(verb, "expl") => None,
        Some(verb) if tree.is_passive(verb) => agent(tree, verb),
        Some(verb) if is_foreign(tree, verb) => None,
        Some(verb) => subject(tree, verb),
    };
    (light, source)
}

/// Whether a verb does something with another's words: `rejected`, `laughed off`, `called`.
pub(super) fn is_foreign(tree: &Tree<'_>, verb: usize) -> bool {
    let lemma = tree.with_particle(verb);
    is_listed("foreign", tree.lemma(verb))
        || is_listed("foreign", &lemma)
        || is_any("verb", &lemma, &["describe"]) && !is_listed("light", tree.lemma(verb))
        || is_against(&lemma) && !is_listed("light", tree.lemma(verb))
}

/// Whether a verb is said of another's words that somebody does not share.
fn is_against(verb: &str) -> bool {
    is_any("verb", verb, &["deny", "doubt", "oppose"]) && !is_listed("retract", verb)
}

/// `the fears of the villagers that`: a person after `of` holds it.
fn of_whom(tree: &Tree<'_>, noun: usize) -> Option<Source> {
    let of = tree.children(noun).find(|c| tree.rel(*c) == "prep" && tree.lemma(*c) == "of")?;
    let head = tree.child(of, "pobj")?;
    let human = is_listed("person", tree.lemma(head))
        || is_listed("organisation", tree.lemma(head))
        || matches!(tree.name(head), "PERSON" | "ORG" | "GPE" | "NORP");
    human.then(|| Source { head, words: tree.subtree(head) })
}
