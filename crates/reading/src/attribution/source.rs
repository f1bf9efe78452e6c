//! Who says it: the subject of a verb, also where it stands with another one.

use super::candidate::cue_words;
use super::ends::is_aside;
use super::tree::{Tree, Words};
use super::words::is_listed;

/// A subject is looked for over no more verbs than this.
const FURTHEST: usize = 12;

/// Relatives whom the list of persons lacks.
const KIN: &[&str] =
    &["niece", "nephew", "cousin", "aunt", "uncle", "widow", "widower", "grandson"];

/// A source: its head and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) head: usize,
    pub(crate) words: Words,
}

/// Who does what a verb says.
///
/// What the grammar gives is taken, unless it is a thing that cannot speak: then the subject of
/// the clause around a participle is asked, or the noun phrase right before a finite verb.
pub(crate) fn subject(tree: &Tree<'_>, verb: usize) -> Option<Source> {
    if let Some(speaker) = speaker_before(tree, verb) {
        return by_grammar(tree, speaker);
    }
    let first = by_grammar(tree, verb);
    if first.as_ref().is_some_and(|s| speaks(tree, s.head)) {
        return first;
    }
    let other = match tree.tag(verb) {
        "VBG" | "VBN" => {
            let above = tree.clause_above(verb);
            (above != verb).then(|| by_grammar(tree, above)).flatten()
        }
        "VBD" | "VBZ" | "VBP" if first.is_none() => right_before(tree, verb),
        _ => None,
    };
    other.filter(|o| speaks(tree, o.head) && o.words.end <= verb).or(first)
}

/// The verb above whose speaker goes on: `said that the gate was shut, adding that`.
fn speaker_before(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let mut below = verb;
    for above in tree.above(verb) {
        let told = tree.rel(below) == "ccomp"
            && above < below
            && is_listed("verb", tree.lemma(above))
            && tree.subtree(below).end == tree.subtree(verb).end;
        if told && is_aside(tree, verb, above) {
            return Some(above);
        }
        below = above;
    }
    None
}

/// The noun phrase that ends right before a verb and its auxiliaries.
fn right_before(tree: &Tree<'_>, verb: usize) -> Option<Source> {
    let cue = cue_words(tree, verb);
    let start = tree.sentence(verb).start;
    let mut head = (start..cue.start).rev().find(|w| !tree.is(*w, ","))?;
    let nominal = tree.is_noun(head) || tree.tag(head) == "PRP";
    if !nominal || tree.quote_of(head) != tree.quote_of(verb) {
        return None;
    }
    let grows = |above: &usize| {
        let words = tree.subtree(*above);
        words.end <= cue.start && words.start >= start && tree.is_noun(*above)
    };
    if let Some(top) = tree.above(head).take_while(grows).last() {
        head = top;
    }
    Some(Source { head, words: clean(tree, head, verb) })
}

/// Whether a noun or pronoun can stand for somebody or something that says things.
fn speaks(tree: &Tree<'_>, head: usize) -> bool {
    let lemma = tree.lemma(head);
    let named = matches!(tree.name(head), "PERSON" | "ORG" | "GPE" | "NORP");
    let pronoun = matches!(tree.tag(head), "PRP" | "PRP$") && !tree.is(head, "it");
    let listed = ["person", "organisation", "document", "noun"];
    named
        || pronoun
        || listed.iter().any(|part| is_listed(part, lemma))
        || (tree.tag(head).starts_with("NNP") && tree.name(head).is_empty())
        || (lemma.len() > 4 && does(lemma))
}

/// Whether a noun ends as those for doers do: `teacher`, `editor`, `activist`, `historian`.
pub(crate) fn does(lemma: &str) -> bool {
    ["er", "or", "ist", "ian"].iter().any(|ending| lemma.ends_with(ending))
}

/// What the next step on the way to a subject is.
enum Step {
    /// The subject of this verb or adjective is meant.
    Up(usize),
    /// Found, or known to be nowhere.
    Done(Option<Source>),
}

fn by_grammar(tree: &Tree<'_>, verb: usize) -> Option<Source> {
    let mut at = verb;
    for step in 0..FURTHEST {
        if let Some(own) = own_subject(tree, at, step > 0) {
            if is_empty(tree, at, own, verb) {
                return None;
            }
            return named(tree, at, own, verb);
        }
        if tree.head(at) == at {
            return None;
        }
        match climb(tree, at, verb) {
            Step::Up(next) if next != at => at = next,
            Step::Up(_) => return None,
            Step::Done(found) => return found,
        }
    }
    None
}

fn own_subject(tree: &Tree<'_>, verb: usize, passive: bool) -> Option<usize> {
    // `The pact – we are for it`: of two, the one right before the verb is its subject.
    let own = tree.children(verb).filter(|c| *c < verb && tree.rel(*c) == "nsubj").last();
    own.or_else(|| tree.child(verb, "nsubj"))
        .or_else(|| tree.child(verb, "csubj"))
        .or_else(|| tree.child(verb, "nsubjpass").filter(|_| passive || !tree.is_passive(verb)))
}

/// `It would be common to find`: who finds, nobody says.
fn is_empty(tree: &Tree<'_>, verb: usize, subject: usize, cue: usize) -> bool {
    let adjective = tree.child(verb, "acomp");
    let of_somebody = |a: usize| is_listed("adjective", &tree.word(a).to_lowercase());
    verb != cue
        && tree.is(subject, "it")
        && tree.is_to(cue)
        && adjective.is_some_and(|a| !of_somebody(a))
}

/// From a verb without a subject to where its subject may be.
fn climb(tree: &Tree<'_>, at: usize, cue: usize) -> Step {
    let head = tree.head(at);
    let verbal = tree.is_verbal(head);
    match tree.rel(at) {
        "conj" | "dep" if verbal => Step::Up(head),
        "xcomp" | "ccomp" | "advcl" | "prep" | "parataxis" if verbal => of_verb(tree, at, cue),
        "advcl" | "xcomp" if tree.pos(head) == "ADJ" => Step::Up(head),
        "acomp" | "attr" | "oprd" => Step::Up(head),
        // `..., saying that`: a participle after a comma goes on with the clause's subject.
        "acl" | "advcl" if tree.tag(at) == "VBG" && is_set_off(tree, at, head) => {
            Step::Up(tree.clause_above(at))
        }
        "acl" | "relcl" | "advcl" if tree.is_noun(head) || tree.pos(head) == "PRON" => {
            Step::Done(if tree.is_to(at) {
                owner(tree, head)
            } else {
                Some(before(tree, head, at))
            })
        }
        "pcomp" => of_preposition(tree, head, cue),
        _ => Step::Done(None),
    }
}

/// The subject of a verb that hangs on another: the other's object where it is told or asked to
/// do it, and else its subject.
fn of_verb(tree: &Tree<'_>, at: usize, cue: usize) -> Step {
    let head = tree.head(at);
    let object = tree.child(head, "dobj").or_else(|| tree.child(head, "dative"));
    let object = object.filter(|o| *o < at);
    // `quoted the mayor as saying`
    let as_said = tree.children(at).take(4).any(|c| c < at && tree.is(c, "as"));
    let bare = matches!(tree.tag(at), "VBG" | "VBN" | "VB");
    match (tree.rel(at), object) {
        (_, Some(object)) if as_said => Step::Done(named(tree, head, object, cue)),
        ("ccomp", _) if !bare => Step::Done(None),
        ("xcomp" | "ccomp", Some(object)) => Step::Done(named(tree, head, object, cue)),
        _ => Step::Up(head),
    }
}

/// The subject of `by saying`, `the mayor as saying`, `plans for leaving`.
fn of_preposition(tree: &Tree<'_>, preposition: usize, cue: usize) -> Step {
    let over = tree.head(preposition);
    let quoted = tree.child(over, "dobj").filter(|_| tree.is(preposition, "as"));
    match quoted {
        Some(quoted) => Step::Done(named(tree, over, quoted, cue)),
        None if tree.is_noun(over) && tree.is(preposition, "as") => {
            Step::Done(Some(before(tree, over, preposition)))
        }
        None if tree.is_noun(over) => Step::Done(owner(tree, over)),
        // `had him released by saying`: he is not the one who says it.
        None if tree.tag(over) == "VBN" && matches!(tree.rel(over), "ccomp" | "xcomp") => {
            Step::Up(tree.head(over))
        }
        None => Step::Up(over),
    }
}

/// Whether a participle is set off from a noun that is not the subject of its clause.
fn is_set_off(tree: &Tree<'_>, participle: usize, noun: usize) -> bool {
    let first = tree.subtree(participle).start;
    first > 0
        && tree.is(first - 1, ",")
        && tree.is_noun(noun)
        && !matches!(tree.rel(noun), "nsubj" | "nsubjpass" | "ROOT")
}

/// The words of a subject; of `who` those of the noun it stands for.
fn named(tree: &Tree<'_>, verb: usize, subject: usize, cue: usize) -> Option<Source> {
    if matches!(tree.tag(subject), "WDT" | "WP") {
        if let Some(relative) = tree.relative(verb) {
            let noun = described(tree, tree.head(relative), tree.is(subject, "who"));
            return Some(before(tree, noun, relative));
        }
        if tree.is(subject, "that") || tree.is(subject, "which") {
            return None;
        }
    }
    let nominal = tree.is_noun(subject)
        || matches!(tree.pos(subject), "PRON" | "PROPN" | "NUM" | "ADJ" | "DET" | "NOUN");
    let empty = tree.rel(subject) == "expl" || tree.is(subject, "there");
    (nominal && !empty).then(|| Source { head: subject, words: clean(tree, subject, cue) })
}

/// The noun that `who` stands for: the person of `a leader of the party, who`, the niece of
/// `a niece of Lena Marsh, who`.
fn described(tree: &Tree<'_>, noun: usize, who: bool) -> usize {
    let of = tree.head(noun);
    let person = tree.head(of);
    let lemma = tree.lemma(person);
    let related = who
        && tree.rel(noun) == "pobj"
        && tree.is(of, "of")
        && tree.is_noun(person)
        && (is_listed("person", lemma) || KIN.contains(&lemma));
    if related { person } else { noun }
}

/// The words of a noun phrase, without what cannot belong to it: the verb that is looked at, and
/// a quotation that begins or ends inside.
pub(crate) fn clean(tree: &Tree<'_>, head: usize, cue: usize) -> Words {
    let mut words = tree.subtree(head);
    if words.contains(&cue) && cue > head {
        words.end = cue;
    } else if words.contains(&cue) && cue < head {
        words.start = cue + 1;
    }
    let dated = |w: usize| tree.name(w) == "DATE" && matches!(tree.tag(w), "NNP" | "CD" | ",");
    // `On Monday Lena Marsh said`: the day is no part of the name.
    while words.start < head && tree.tag(head).starts_with("NNP") && dated(words.start) {
        words.start += 1;
    }
    match (tree.quote_of(head), tree.quote_of(words.start)) {
        (Some(own), _) => {
            let inner = &tree.quoted[own].words;
            words.start.max(inner.start)..words.end.min(inner.end)
        }
        (None, Some(quote)) => tree.quoted[quote].words.end.min(head)..words.end,
        (None, None) => words,
    }
}

/// A noun with what stands before the clause that describes it.
pub(crate) fn before(tree: &Tree<'_>, noun: usize, clause: usize) -> Source {
    let start = tree.subtree(noun).start.min(noun);
    Source { head: noun, words: start..tree.subtree(clause).start.max(noun + 1) }
}

/// Whose a noun is: `his plans`, `plans by the board`, `the government plan`.
pub(crate) fn owner(tree: &Tree<'_>, noun: usize) -> Option<Source> {
    if let Some(poss) = tree.child(noun, "poss") {
        let mut words = tree.subtree(poss);
        if let Some(case) = tree.child(poss, "case").filter(|c| c + 1 == words.end) {
            words.end = case;
        }
        return Some(Source { head: poss, words });
    }
    let by = tree
        .children(noun)
        .filter(|c| matches!(tree.rel(*c), "prep" | "agent"))
        .filter(|c| matches!(tree.lemma(*c), "by" | "from" | "among"))
        .find_map(|c| tree.child(c, "pobj"));
    let lead = |c: &usize| *c < noun && matches!(tree.rel(*c), "compound" | "amod" | "nmod");
    let is_named = |c: &usize| matches!(tree.name(*c), "GPE" | "ORG" | "NORP" | "PERSON");
    let is_body = |c: &usize| {
        let lemma = tree.lemma(*c);
        tree.rel(*c) == "compound"
            && (is_listed("person", lemma) || is_listed("organisation", lemma))
    };
    let leads = || tree.children(noun).filter(lead);
    let head = by.or_else(|| leads().find(is_named)).or_else(|| leads().find(is_body))?;
    Some(Source { head, words: tree.subtree(head) })
}

/// Who speaks after an inverted verb that the parser gives no subject: `said Lena Marsh`.
pub(crate) fn inverted(tree: &Tree<'_>, verb: usize) -> Option<Source> {
    let relations = ["dobj", "oprd", "attr", "npadvmod", "dative"];
    let head = relations.iter().find_map(|r| tree.child(verb, r)).or_else(|| {
        let run = (verb + 1..(verb + 9).min(tree.len())).take_while(|i| tree.is_noun(*i));
        run.last().filter(|_| tree.tag(verb + 1).starts_with("NNP"))
    })?;
    let lemma = tree.lemma(head);
    let who = !tree.name(head).is_empty()
        || tree.tag(head).starts_with("NNP")
        || tree.pos(head) == "PRON"
        || is_listed("person", lemma)
        || is_listed("organisation", lemma);
    (who && head > verb).then(|| Source { head, words: clean(tree, head, verb) })
}

/// The one by whom something is done.
pub(crate) fn agent(tree: &Tree<'_>, verb: usize) -> Option<Source> {
    let by = tree.child(verb, "agent").or_else(|| {
        tree.children(verb).find(|c| tree.rel(*c) == "prep" && tree.lemma(*c) == "by")
    })?;
    let head = tree.child(by, "pobj")?;
    Some(Source { head, words: clean(tree, head, verb) })
}
