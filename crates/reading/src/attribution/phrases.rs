//! `According to`, `per`, `in the words of`, `reportedly`, `the alleged`.

use super::candidate::{Candidate, Frame, without};
use super::source::{Source, before, owner};
use super::tree::{Tree, Words};
use super::words::is_listed;

/// Nouns of `in her view` and the like.
const VIEWS: &[&str] = &[
    "view",
    "opinion",
    "word",
    "perspective",
    "judgment",
    "judgement",
    "mind",
    "account",
    "telling",
    "estimation",
    "eye",
    "reading",
    "analysis",
    "assessment",
];

/// Finds what the word at `word` may give on somebody's word.
pub(crate) fn find(tree: &Tree<'_>, word: usize, out: &mut Vec<Candidate>) {
    let lower = tree.word(word).to_lowercase();
    out.extend(match lower.as_str() {
        "according" => according(tree, word),
        "per" | "under" => prepositional(tree, word),
        "in" | "from" | "to" => view(tree, word),
        _ if is_listed("adverb", &lower) => Some(adverb(tree, word)),
        _ if is_listed("adjective_before", &lower) => before_noun(tree, word),
        _ => None,
    });
}

fn according(tree: &Tree<'_>, word: usize) -> Option<Candidate> {
    let to = Some(word + 1).filter(|to| tree.is(*to, "to"))?;
    let head = tree.led(to).or_else(|| tree.child(word, "pobj"))?;
    let words = tree.subtree(head);
    let end = match (tree.quote_of(head), tree.quote_of(words.end - 1)) {
        // A quotation that begins after the source is not part of it.
        (None, Some(quote)) if tree.quoted[quote].words.start > head => {
            tree.quoted[quote].words.start
        }
        _ => words.end,
    };
    let (head, words) = match next_phrase(tree, words.start..end) {
        Some(next) => (next - 1, words.start..next),
        None => (head, words.start..end),
    };
    let source = Source { head, words };
    Some(said_by(tree, Frame::According, word, source, word..to + 1))
}

/// Where a second noun phrase begins right after the first, with no comma between: `according to
/// the navy the ship was lost`.
fn next_phrase(tree: &Tree<'_>, words: Words) -> Option<usize> {
    let article = |w: &usize| ["the", "a", "an"].iter().any(|a| tree.is(*w, a));
    let named = |w: usize| tree.is_noun(w) && tree.tag(w) != "POS";
    (words.start + 1..words.end).find(|w| article(w) && named(*w - 1))
}

/// The clause around a phrase that names its source; the phrase begins with the cue.
fn said_by(tree: &Tree<'_>, frame: Frame, head: usize, source: Source, cue: Words) -> Candidate {
    let phrase = cue.start..source.words.end.max(cue.end);
    let about = tree.clause_above(cue.start);
    let content = clause_around(tree, about, &phrase);
    Candidate::new(tree, frame, head, Some(source), about, content).told_by(cue)
}

/// The clause around a phrase, without it and without the conjunction that leads to it.
fn clause_around(tree: &Tree<'_>, clause: usize, phrase: &Words) -> Vec<Words> {
    let mut around = tree.subtree(clause);
    if let Some(quote) = tree.quote_of(phrase.start) {
        let inner = &tree.quoted[quote].words;
        around = around.start.max(inner.start)..around.end.min(inner.end);
    }
    if phrase.start > clause {
        around.end = around.end.min(joined_after(tree, clause, phrase.end));
    }
    let leads = |w: usize| {
        matches!(tree.rel(w), "cc" | "mark")
            || (tree.is_mark(w) && tree.quote_of(w).is_none() && !tree.is(w, "["))
    };
    while around.start < phrase.start && leads(around.start) {
        around.start += 1;
    }
    without(around, phrase)
}

/// Where a clause with a subject of its own is joined after a place: it is the writer's.
fn joined_after(tree: &Tree<'_>, clause: usize, place: usize) -> usize {
    let joined = tree
        .children(clause)
        .find(|c| tree.rel(*c) == "conj" && *c >= place && tree.has(*c, "nsubj"));
    joined.map_or(usize::MAX, |joined| tree.subtree(joined).start)
}

/// `per the report`, and `under the plan` where a document leads the clause.
fn prepositional(tree: &Tree<'_>, word: usize) -> Option<Candidate> {
    let head = tree.child(word, "pobj").filter(|_| tree.rel(word) == "prep")?;
    let per = tree.is(word, "per");
    let rules = is_listed("document", tree.lemma(head)) && tree.is_verbal(tree.head(word));
    let source = Source { head, words: tree.subtree(head) };
    let frame = if per { Frame::Per } else { Frame::Under };
    (per || rules).then(|| said_by(tree, frame, word, source, word..word + 1))
}

/// `in his view`, `in the words of the mayor`, `from her perspective`.
fn view(tree: &Tree<'_>, word: usize) -> Option<Candidate> {
    let noun = tree.child(word, "pobj").filter(|n| VIEWS.contains(&tree.lemma(*n)))?;
    let of = tree.children(noun).find(|c| tree.rel(*c) == "prep" && tree.lemma(*c) == "of");
    let of = of.and_then(|of| tree.child(of, "pobj"));
    let of = of.map(|head| Source { head, words: tree.subtree(head) });
    let source = owner(tree, noun).or(of)?;
    Some(said_by(tree, Frame::Per, noun, source, word..noun + 1))
}

/// `Reportedly`: the clause around it, with the noun that a relative clause describes.
fn adverb(tree: &Tree<'_>, word: usize) -> Candidate {
    let head = tree.head(word);
    let own = !matches!(tree.rel(word), "advmod" | "intj" | "dep" | "ROOT");
    let about = match own || head == word || tree.is_verbal(head) {
        true => head,
        false => tree.clause_above(word),
    };
    let mut around = tree.subtree(about);
    let mut hanging = tree.children(about).peekable();
    let mut lead = None;
    while let Some(c) = hanging.next_if(|c| !matches!(tree.rel(*c), "nsubj" | "nsubjpass")) {
        if matches!(tree.rel(c), "mark" | "cc" | "punct") {
            lead = Some(c);
        }
    }
    if let Some(lead) = lead.filter(|l| *l < word && hanging.peek().is_some()) {
        around.start = around.start.max(lead + 1);
    }
    around.end = around.end.min(joined_after(tree, about, word));
    let mut content = without(around, &(word..word + 1));
    if matches!(tree.rel(about), "relcl" | "acl") {
        content.insert(0, before(tree, tree.head(about), about).words);
    }
    let made = Candidate::new(tree, Frame::Adverb, word, None, about, content);
    made.told_by(word..word + 1)
}

/// `the alleged thief`, `planned layoffs`: the noun phrase after it.
fn before_noun(tree: &Tree<'_>, word: usize) -> Option<Candidate> {
    let noun = tree.head(word);
    if tree.rel(word) != "amod" || !tree.is_noun(noun) || noun < word {
        return None;
    }
    let words = word + 1..tree.subtree(noun).end;
    let made = Candidate::new(tree, Frame::Before, word, owner(tree, noun), noun, vec![words]);
    Some(made.told_by(word..word + 1))
}
