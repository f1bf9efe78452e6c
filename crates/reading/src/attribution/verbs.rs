//! Verbs that may report, with every place where their content can stand.

use super::candidate::{Candidate, Frame, cue_words, without};
use super::source::{Source, agent, before, inverted, subject};
use super::tree::{Tree, Words};
use super::words::{is_any, is_listed};

/// Classes of verbs that are said of others' words in `as the mayor noted`.
pub(super) const TELLING: &[&str] = &[
    "say", "tell", "write", "announce", "assert", "confirm", "show", "find", "know", "describe",
    "perceive", "admit", "cite", "believe", "hope", "fear", "suppose", "warn",
];
/// A verb that ends a sentence has no more words than this after it.
const NEAR_END: usize = 8;
/// How far on a finite verb is looked for in what follows a verb.
const REACH: usize = 40;

/// A verb that may report, with what hangs on it.
pub(super) struct Verb<'t, 'p> {
    pub(super) tree: &'t Tree<'p>,
    pub(super) verb: usize,
    pub(super) hanging: Vec<usize>,
    pub(super) source: Option<Source>,
    cue: Words,
}

/// Finds what the verb at `verb` may report.
pub(crate) fn find(tree: &Tree<'_>, verb: usize, out: &mut Vec<Candidate>) {
    if !is_main(tree, verb) {
        return;
    }
    let passive = tree.is_passive(verb);
    let source = if passive { agent(tree, verb) } else { subject(tree, verb) };
    let hanging = tree.children(verb).collect();
    let it = Verb { tree, verb, hanging, source, cue: cue_words(tree, verb) };
    it.clauses(out);
    if passive {
        it.passive(out);
    } else {
        it.infinitives(out);
        it.asked_of_somebody(out);
        it.objects(out);
        it.described(out);
    }
    it.prepositions(passive, out);
    it.around(out);
    it.unparsed(passive, out);
}

/// Whether a word is a verb of its own: no auxiliary, and no adjective made of a verb.
pub(crate) fn is_main(tree: &Tree<'_>, word: usize) -> bool {
    tree.is_verb(word) && !matches!(tree.rel(word), "aux" | "auxpass" | "amod" | "compound")
}

impl Verb<'_, '_> {
    pub(super) fn those<'a>(&'a self, relation: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.hanging.iter().copied().filter(move |c| self.tree.rel(*c) == relation)
    }

    pub(super) fn first(&self, relation: &str) -> Option<usize> {
        self.those(relation).next()
    }

    pub(super) fn make(&self, frame: Frame, about: usize, content: Vec<Words>) -> Candidate {
        let mut source = self.source.clone();
        if matches!(frame, Frame::Trailing | Frame::Inset | Frame::Lead) && source.is_none() {
            source = inverted(self.tree, self.verb);
        }
        Candidate::new(self.tree, frame, self.verb, source, about, content)
    }

    /// The verb's own words, with the subject and asides right before and after them.
    fn hole(&self) -> Words {
        let mut hole = self.cue.clone();
        let near = ["nsubj", "aux", "neg", "advmod", "npadvmod", "prep"];
        for c in self.hanging.iter().filter(|c| near.contains(&self.tree.rel(**c))) {
            let words = self.tree.subtree(*c);
            if words.end == hole.start {
                hole.start = words.start;
            } else if words.start == hole.end {
                hole.end = words.end;
            }
        }
        hole
    }

    fn clauses(&self, out: &mut Vec<Candidate>) {
        for clause in self.those("ccomp").chain(self.those("csubjpass")) {
            let words = self.tree.subtree(clause);
            let frame = match clause < self.verb {
                true => Frame::Trailing,
                false if self.is_small(clause) && !words.contains(&self.verb) => {
                    Frame::PersonInfinitive
                }
                false => Frame::Clause,
            };
            let inside = words.contains(&self.verb);
            let content = if inside { without(words, &self.hole()) } else { vec![words] };
            out.push(self.make(frame, clause, content));
        }
        // A clause that the parser hangs on the verb as something else.
        for clause in self.those("advcl").filter(|c| *c > self.verb) {
            let opens = ["whether", "if", "that", "how", "why"];
            let mark = self.tree.child(clause, "mark").map(|m| self.tree.lemma(m));
            if mark.is_some_and(|m| opens.contains(&m)) {
                out.push(self.make(Frame::Clause, clause, vec![self.tree.subtree(clause)]));
            }
        }
    }

    /// `wants the bridge to close`, `heard him say`.
    fn is_small(&self, clause: usize) -> bool {
        let tree = self.tree;
        (tree.is_to(clause) || tree.tag(clause) == "VB")
            && tree.has(clause, "nsubj")
            && !tree.has(clause, "mark")
            && !tree.children(clause).any(|c| tree.tag(c) == "MD")
    }

    fn infinitives(&self, out: &mut Vec<Candidate>) {
        for clause in self.those("xcomp").filter(|c| *c > self.verb) {
            let words = self.tree.subtree(clause);
            if !self.tree.is_to(clause) {
                out.push(self.make(Frame::Gerund, clause, vec![words]));
                continue;
            }
            let led = |p: usize| self.tree.child(p, "pobj");
            let person = self
                .first("dobj")
                .or_else(|| self.first("dative"))
                .or_else(|| self.those("prep").filter(|p| *p < clause).find_map(led));
            if let Some(person) = person.filter(|p| *p > self.verb && *p < clause) {
                let whole = self.tree.subtree(person).start..words.end;
                out.push(self.make(Frame::PersonInfinitive, clause, vec![whole]));
            }
            out.push(self.make(Frame::Infinitive, clause, vec![words]));
        }
    }

    /// `called on the board to resign`, where the parser takes the infinitive for a purpose.
    fn asked_of_somebody(&self, out: &mut Vec<Candidate>) {
        let tree = self.tree;
        for clause in self.those("advcl").filter(|c| *c > self.verb && tree.is_to(*c)) {
            let led = self.those("prep").filter_map(|p| tree.child(p, "pobj"));
            let person = self.those("dobj").chain(led).filter(|p| *p < clause).last();
            if let Some(person) = person {
                let words = tree.subtree(person).start..tree.subtree(clause).end;
                out.push(self.make(Frame::PersonInfinitive, clause, vec![words]));
            }
        }
    }

    fn objects(&self, out: &mut Vec<Candidate>) {
        let object = ["dobj", "oprd", "acomp"].iter().find_map(|r| self.first(r));
        let Some(object) = object.filter(|o| *o > self.verb) else { return };
        let words = self.tree.subtree(object);
        let start = words.start;
        if let Some(quoted) = self.quoted_name(&words) {
            out.push(self.make(
                Frame::ObjectRest,
                object,
                std::iter::once(start..quoted).collect(),
            ));
            return;
        }
        out.push(self.make(Frame::Object, object, vec![words]));
        let goes_on = ["prep", "oprd", "advmod", "acomp", "npadvmod", "dative", "prt"];
        let last = self
            .hanging
            .iter()
            .copied()
            .filter(|c| *c > object)
            .take_while(|c| goes_on.contains(&self.tree.rel(*c)))
            .filter(|c| matches!(self.tree.rel(*c), "prep" | "oprd" | "acomp"))
            .last();
        if let Some(last) = last {
            let rest = start..self.tree.subtree(last).end;
            let mut made = self.make(Frame::ObjectRest, object, vec![rest]);
            made.preposition = Some(last);
            out.push(made);
        }
    }

    /// `called the report “a lie”`: where the quotation ends that says what the object is called.
    fn quoted_name(&self, object: &Words) -> Option<usize> {
        let tree = self.tree;
        let names = is_any("verb", tree.lemma(self.verb), &["describe"]);
        let mark = Some(object.end).filter(|at| names && *at < tree.len() && tree.is_mark(*at))?;
        let after = tree.quote_beginning(tree.parse.span(mark).end());
        after.filter(|q| q.words.start <= object.end + 1).map(|q| q.words.end)
    }

    fn prepositions(&self, passive: bool, out: &mut Vec<Candidate>) {
        for preposition in self.those("prep").filter(|p| *p > self.verb) {
            let Some(about) = self.tree.led(preposition) else { continue };
            if passive && self.tree.lemma(preposition) == "by" {
                continue;
            }
            let made = self.make(Frame::Preposition, about, vec![self.tree.subtree(about)]);
            out.push(made.led_by(Some(preposition)));
        }
    }

    /// `a claim that the board denies`: the noun before the clause is the content.
    fn described(&self, out: &mut Vec<Candidate>) {
        let tree = self.tree;
        let stands_for = |c: usize| matches!(tree.tag(c), "WDT" | "WP");
        if tree.rel(self.verb) != "relcl" {
            return;
        }
        let object = self.first("dobj").or_else(|| self.first("pobj"));
        let open = object.map_or(self.first("ccomp").is_none(), stands_for);
        let own = self.first("nsubj").is_some_and(|s| !stands_for(s));
        if open && own {
            let noun = tree.head(self.verb);
            let mut content = vec![before(tree, noun, self.verb).words];
            let more = self.those("xcomp").chain(self.those("oprd"));
            content.extend(more.map(|c| tree.subtree(c)));
            out.push(self.make(Frame::RelativeObject, noun, content));
        }
    }

    /// `The gate, he said, was shut`; `as the mayor said`.
    fn around(&self, out: &mut Vec<Candidate>) {
        let tree = self.tree;
        let (head, relation) = (tree.head(self.verb), tree.rel(self.verb));
        if head == self.verb || self.first("ccomp").is_some() {
            return;
        }
        let own = tree.subtree(self.verb);
        let as_said = self.hanging.iter().any(|c| *c < self.verb && tree.is(*c, "as"));
        if as_said
            && is_any("verb", tree.lemma(self.verb), TELLING)
            && matches!(relation, "advcl" | "prep" | "acl" | "relcl" | "parataxis")
        {
            let top = tree.clause_above(self.verb);
            out.push(self.make(Frame::As, top, without(tree.subtree(top), &own)));
            return;
        }
        let joins = ["parataxis", "ccomp", "advcl", "dep", "conj", "relcl", "acl"];
        let set_off = joins.contains(&relation)
            && (self.first("nsubj").is_some() || relation == "parataxis")
            && own.start > 0
            && (tree.is_mark(own.start - 1) || tree.is_mark(own.start));
        if set_off && self.first("dobj").is_none() && self.first("xcomp").is_none() {
            out.push(self.make(Frame::Inset, head, without(tree.subtree(head), &own)));
        }
    }

    /// All that follows the verb in its sentence, or all that stands before its subject, where the
    /// parser sees no clause.
    fn unparsed(&self, passive: bool, out: &mut Vec<Candidate>) {
        let tree = self.tree;
        if !is_listed("verb", tree.lemma(self.verb)) || self.first("ccomp").is_some() {
            return;
        }
        let sentence = tree.sentence(self.verb);
        let (from, end) = (self.cue.end, sentence.end);
        let finite = |w: usize| matches!(tree.tag(w), "VBD" | "VBZ" | "VBP" | "MD");
        let is_clause = (from + 1..end.min(from + REACH)).any(finite);
        let to = self.those("xcomp").any(|c| tree.is_to(c));
        if from + 1 < end && !passive && is_clause && !to {
            let about = self.hanging.iter().copied().find(|c| *c > self.verb).unwrap_or(from);
            let rest = from..end;
            out.push(self.make(Frame::Rest, about, vec![rest]));
        }
        let hole = self.hole();
        let leads = hole.start > sentence.start + 2 && end - hole.end <= NEAR_END;
        if leads && tree.is_mark(hole.start - 1) && self.source.is_some() {
            let about = tree.head(self.verb);
            let lead = sentence.start..hole.start;
            out.push(self.make(Frame::Lead, about, vec![lead]));
        }
    }
}
