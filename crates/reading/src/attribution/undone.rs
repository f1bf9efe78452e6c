//! What is not done: `failed to say`, `without saying`, `no reason to believe`.

use super::nouns::is_foreign;
use super::tree::Tree;
use super::words::is_any;

/// So many words over a cue are asked at most.
const HIGHEST: usize = 12;

/// What holds a word, and what it does with it.
struct Hold {
    /// The word that may itself be held.
    by: usize,
    /// Whether what is held is not done.
    undoes: bool,
    /// Whether it is done for certain where that, in turn, is not so: `did not fail to say`, and
    /// unlike `did not refuse to say`.
    sure: bool,
}

/// Whether those words that a cue hangs on without a clause of its own say that what it says is
/// not done.
pub(crate) fn is_undone(tree: &Tree<'_>, cue: usize) -> bool {
    let (mut times, mut sure, mut at) = (0, true, cue);
    for _ in 0..HIGHEST {
        let Some(hold) = held(tree, at) else { break };
        times += usize::from(hold.undoes);
        sure &= hold.sure;
        at = hold.by;
    }
    times % 2 == 1 || (times > 0 && !sure)
}

fn held(tree: &Tree<'_>, at: usize) -> Option<Hold> {
    let by = tree.head(at);
    if by == at {
        return None;
    }
    match tree.rel(at) {
        "prep" => Some(by_word_over_preposition(tree, at, by)),
        "pobj" if tree.is_noun(at) => of_preposition(tree, by),
        // What another does not do with somebody's words undoes nothing.
        "dobj" if tree.is_noun(at) && is_foreign(tree, by) => None,
        "dobj" | "attr" if tree.is_noun(at) => Some(by_verb(tree, at, by)),
        "acomp" => Some(by_verb(tree, at, by)),
        relation if is_bare(tree, at) => match relation {
            "pcomp" => of_preposition(tree, by),
            "conj" if tree.is_verbal(by) => Some(Hold { by, undoes: false, sure: true }),
            "xcomp" | "ccomp" | "advcl" | "acl" | "relcl" | "csubj" => Some(by_any(tree, at, by)),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a verb has no time of its own: an infinitive or a gerund.
fn is_bare(tree: &Tree<'_>, verb: usize) -> bool {
    matches!(tree.tag(verb), "VB" | "VBG" | "VBN")
        && !tree.has_subject(verb)
        && tree.children(verb).all(|c| tree.rel(c) != "aux" || !is_finite(tree.tag(c)))
        && tree.child(verb, "auxpass").is_none_or(|aux| !is_finite(tree.tag(aux)))
}

fn is_finite(tag: &str) -> bool {
    matches!(tag, "MD" | "VBD" | "VBZ" | "VBP")
}

fn by_any(tree: &Tree<'_>, at: usize, by: usize) -> Hold {
    let mark = tree.child(at, "mark").filter(|mark| *mark < at);
    if mark.is_some_and(|m| is_left(tree, m)) {
        return Hold { by, undoes: true, sure: false };
    }
    if tree.is_verbal(by) {
        by_verb(tree, at, by)
    } else if tree.is_noun(by) || tree.pos(by) == "PRON" {
        Hold { by, undoes: is_no(tree, by) || undoes("noun", tree.lemma(by)), sure: true }
    } else {
        Hold { by, undoes: by_adjective(tree, by), sure: true }
    }
}

/// `had yet to`, `remains to be`, `failed to`, `was unable to`, `did not want to`.
fn by_verb(tree: &Tree<'_>, at: usize, by: usize) -> Hold {
    let lemma = tree.lemma(by);
    let verb = matches!(tree.rel(at), "xcomp" | "ccomp" | "dobj") && undoes("verb", lemma);
    let to_come = tree.is_to(at)
        && (lemma == "remain" && tree.is_passive(at)
            || matches!(lemma, "have" | "be") && tree.children(by).any(|c| tree.is(c, "yet")));
    let adjective = tree.child(by, "acomp").is_some_and(|a| a < at && by_adjective(tree, a));
    let adjective = adjective && matches!(tree.rel(at), "xcomp" | "ccomp" | "advcl");
    let not = tree.is_negated(by) || tree.child(by, "nsubj").is_some_and(|s| is_no(tree, s));
    let times = [verb, to_come, adjective, not].iter().filter(|it| **it).count();
    let sure = (!verb || is_any("undoing", lemma, &["fail"])) && !adjective;
    Hold { by, undoes: times % 2 == 1, sure: sure && (times != 2 || verb) }
}

/// `unable to`, `too early to`, and, of nobody, `wrong to`.
fn by_adjective(tree: &Tree<'_>, adjective: usize) -> bool {
    let lemma = tree.lemma(adjective);
    let verb = tree.head(adjective);
    let of_it = tree.child(verb, "nsubj").is_none_or(|s| tree.is(s, "it"));
    undoes("adjective", lemma)
        || tree.children(adjective).any(|c| tree.is(c, "too"))
        || (of_it && is_any("undoing", lemma, &["wrong"]))
}

fn by_word_over_preposition(tree: &Tree<'_>, preposition: usize, by: usize) -> Hold {
    let lemma = tree.lemma(by);
    let from = tree.is(preposition, "from") || tree.is(preposition, "against");
    let over = match tree.is_verbal(by) {
        true => (from && undoes("verb", lemma)) || tree.is_negated(by),
        false if tree.is_noun(by) => undoes("noun", lemma) || is_no(tree, by),
        false => undoes("adjective", lemma),
    };
    let sure = !tree.is_verbal(by) || is_any("undoing", lemma, &["fail"]);
    Hold { by, undoes: over != is_left(tree, preposition), sure }
}

fn of_preposition(tree: &Tree<'_>, preposition: usize) -> Option<Hold> {
    // A prepositional phrase beside the verb is done or not whatever the verb does.
    let beside = tree.is(preposition, "without") || tree.is(preposition, "by");
    let of = tree.is(preposition, "of")
        || tree.is(preposition, "from")
        || tree.is(preposition, "for")
        || tree.is(preposition, "against");
    if beside || !of {
        let undoes = tree.is(preposition, "without");
        return undoes.then_some(Hold { by: preposition, undoes, sure: false });
    }
    Some(Hold { by: preposition, undoes: false, sure: true })
}

/// `instead of`, `short of`, `far from`, `rather than`: what is left for something else.
fn is_left(tree: &Tree<'_>, word: usize) -> bool {
    let before = |other: &str| word > 0 && tree.is(word - 1, other);
    match tree.lemma(word) {
        "of" => before("instead") || before("short"),
        "from" => before("far"),
        "than" => before("rather"),
        _ => false,
    }
}

/// `no reason`, `little evidence`, `nothing`.
pub(super) fn is_no(tree: &Tree<'_>, noun: usize) -> bool {
    let few = |c: usize| {
        let article = c > 0 && (tree.is(c - 1, "a") || tree.is(c - 1, "not"));
        match tree.word(c).to_lowercase().as_str() {
            "no" => tree.rel(c) == "det",
            "little" | "few" => !article,
            "scant" | "scarce" | "zero" | "insufficient" => true,
            _ => false,
        }
    };
    matches!(tree.lemma(noun), "nothing" | "nobody" | "none")
        || tree.children(noun).take_while(|c| *c < noun).any(few)
}

fn undoes(part: &str, lemma: &str) -> bool {
    is_any("undoing", lemma, &["fail", "refuse"]) && is_any("undoing", lemma, &[part])
}
