//! Adjectives that report: `is sure that`, `is eager to`, `worried about`.

use super::candidate::{Candidate, Frame, cue_words};
use super::source::{Source, before, subject};
use super::tree::{Tree, Words};
use super::words::is_listed;

/// A verb and its adjective stand no further apart than this.
const NEAR: usize = 6;

/// Finds what the adjective at `word` may report.
pub(crate) fn find(tree: &Tree<'_>, word: usize, out: &mut Vec<Candidate>) {
    if !tree.tag(word).starts_with("JJ") {
        return;
    }
    let Some((at, source)) = holder(tree, word) else { return };
    let verb = tree.head(at);
    let said_of = matches!(tree.rel(at), "acomp" | "attr" | "oprd")
        && tree.is_verbal(verb)
        && (verb..verb + NEAR).contains(&at);
    let cue = cue(tree, word, said_of.then_some(verb));
    let listed = is_listed("adjective", &tree.word(word).to_lowercase());
    // A clause may hang on the verb instead.
    let clausal = |c: &usize| said_of && matches!(tree.rel(*c), "ccomp" | "xcomp");
    let hanging = tree.children(word).chain(tree.children(verb).filter(clausal));
    for c in hanging.filter(|c| *c > word) {
        let (frame, about, preposition) = match (tree.rel(c), tree.led(c)) {
            ("ccomp", _) => (Frame::AdjectiveClause, c, None),
            ("xcomp", _) if listed => (Frame::AdjectiveInfinitive, c, None),
            ("prep", Some(led)) if listed => (Frame::AdjectivePreposition, led, Some(c)),
            _ => continue,
        };
        let words = vec![tree.subtree(about)];
        let made = Candidate::new(tree, frame, word, source.clone(), about, words);
        let mut made = made.told_by(cue.clone());
        made.preposition = preposition;
        out.push(made);
    }
}

/// The adjective of a row of them that the rest hangs on, and who holds what it says.
fn holder(tree: &Tree<'_>, word: usize) -> Option<(usize, Option<Source>)> {
    let mut at = word;
    while tree.rel(at) == "conj" && tree.tag(tree.head(at)).starts_with("JJ") && tree.head(at) < at
    {
        at = tree.head(at);
    }
    let head = tree.head(at);
    let source = match tree.rel(at) {
        "acomp" | "attr" | "oprd" | "ROOT" | "ccomp" | "advcl" | "conj" | "xcomp" => {
            subject(tree, at)
        }
        "amod" | "acl" | "relcl" | "appos" if tree.is_noun(head) && head < at => {
            Some(before(tree, head, at))
        }
        _ => return None,
    };
    Some((at, source))
}

/// The adjective, with its verb where it has one.
fn cue(tree: &Tree<'_>, word: usize, verb: Option<usize>) -> Words {
    let start = verb.map_or(word, |verb| cue_words(tree, verb).start);
    start.min(word)..word + 1
}
