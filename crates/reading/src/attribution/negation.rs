//! Cues that are turned round: by *not*, by *no* and by sources that are nobody.

use super::candidate::Candidate;
use super::nouns::is_foreign;
use super::tree::{Tree, Words};
use super::undone::{is_no, is_undone};

/// How a cue is turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It is not.
    Straight,
    /// By some and not by others: `not everyone believes`.
    InPart,
    /// Wholly: `never said`, `few believe`, `made no claim`.
    Round,
    /// It is not done at all: `failed to say`, `without saying`.
    Undone,
}

/// How the cue of a candidate is turned round.
pub(crate) fn turn(tree: &Tree<'_>, it: &Candidate) -> Turn {
    // `did not answer her suspicion`: what another does with it turns nothing round.
    let own = |light: &usize| !is_foreign(tree, *light);
    let verb = it.light.filter(own).unwrap_or_else(|| verb_of(tree, it.head));
    let own = ["nsubj", "nsubjpass"].iter().find_map(|r| tree.child(verb, r));
    let sources = it.source.iter().map(|s| s.words.clone());
    let mut sources = sources.chain(own.map(|own| tree.subtree(own)));
    let none_such = it.frame.part() == "noun" && is_no(tree, it.head);
    let negated =
        [it.head, verb].iter().any(|w| tree.is_negated(*w)) || shares_negation(tree, verb);
    if sources.clone().any(|words| is_not_all(tree, &words)) {
        Turn::InPart
    } else if is_undone(tree, verb) || is_contrary(tree, verb) || is_not_who(tree, verb) {
        Turn::Undone
    } else if negated
        || none_such
        || leads_with_nor(tree, verb)
        || sources.any(|s| is_nobody(tree, &s))
    {
        Turn::Round
    } else {
        Turn::Straight
    }
}

/// The verb that an adjective hangs on, or the word itself.
fn verb_of(tree: &Tree<'_>, head: usize) -> usize {
    let above = tree.head(head);
    let said_of = tree.tag(head).starts_with("JJ")
        && matches!(tree.rel(head), "acomp" | "attr" | "oprd")
        && tree.is_verbal(above);
    if said_of { above } else { head }
}

/// `contrary to what she said`.
fn is_contrary(tree: &Tree<'_>, verb: usize) -> bool {
    let over = tree.head(verb);
    tree.rel(verb) == "pcomp" && over > 0 && tree.is(over, "to") && tree.is(over - 1, "contrary")
}

/// `It was not the mayor who said`.
fn is_not_who(tree: &Tree<'_>, verb: usize) -> bool {
    let noun = tree.head(verb);
    let be = tree.head(noun);
    tree.rel(verb) == "relcl"
        && tree.rel(noun) == "attr"
        && tree.child(be, "nsubj").is_some_and(|it| tree.is(it, "it"))
        && tree.is_negated(be)
}

/// `did not say or suggest`, `neither says nor suggests`: what is joined without a subject is
/// turned round as well.
fn shares_negation(tree: &Tree<'_>, verb: usize) -> bool {
    let first = tree.head(verb);
    let neither = |word: usize| tree.children(word).any(|c| c < word && tree.is(c, "neither"));
    let joined = tree.rel(verb) == "conj" && !tree.has_subject(verb) && !tree.has(verb, "aux");
    let by = |words: &[&str]| {
        tree.children(first).any(|c| tree.rel(c) == "cc" && words.contains(&tree.lemma(c)))
    };
    neither(verb) || joined && (by(&["nor"]) || by(&["or"]) && tree.is_negated(first))
}

/// `nor did the mayor say`.
fn leads_with_nor(tree: &Tree<'_>, verb: usize) -> bool {
    let aux = tree.child(verb, "aux").and_then(|aux| aux.checked_sub(1));
    aux.is_some_and(|w| tree.is(w, "nor") || tree.is(w, "neither")) && tree.has_subject(verb)
}

/// `not everyone`, `not all ministers`.
fn is_not_all(tree: &Tree<'_>, source: &Words) -> bool {
    let at = [source.start.checked_sub(1), Some(source.start)].into_iter().flatten();
    at.filter(|w| tree.is(*w, "not")).any(|w| {
        w + 1 < tree.len()
            && matches!(tree.lemma(w + 1), "all" | "every" | "everyone" | "everybody" | "many")
    })
}

/// Whether a source is nobody, or next to nobody: `no account`, `few`, `hardly anyone`.
fn is_nobody(tree: &Tree<'_>, source: &Words) -> bool {
    let first = source.start;
    let before = first.checked_sub(1).filter(|w| tree.same_sentence(*w, first));
    let led = before.is_some_and(|w| {
        let either = w > 0 && tree.is(w - 1, "or");
        ["not", "hardly", "scarcely", "barely", "neither", "nor"].iter().any(|n| tree.is(w, n))
            && !either
            && !is_more(tree, first)
    });
    // `very few`
    let second = (source.len() > 1 && tree.tag(first).starts_with("RB")).then_some(first + 1);
    led || Some(first).into_iter().chain(second).any(|w| is_none(tree, w))
}

fn is_none(tree: &Tree<'_>, word: usize) -> bool {
    let next = tree.text.get(tree.parse.span(word).end()..).unwrap_or_default().trim_start();
    match tree.word(word).to_lowercase().as_str() {
        // `No 10` is a house.
        "no" => !next.starts_with(|c: char| c.is_numeric()),
        "not" => !is_more(tree, word + 1),
        "nobody" | "nothing" | "none" | "neither" | "nor" | "few" | "hardly" | "scarcely"
        | "barely" => true,
        _ => false,
    }
}

/// `not only the mayor`.
fn is_more(tree: &Tree<'_>, word: usize) -> bool {
    tree.is(word, "least") || tree.is_only(word)
}
