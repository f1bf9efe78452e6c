//! Passive verbs that may report: `was said to be`, `were told to leave`, `is worried by`.

use super::candidate::{Candidate, Frame};
use super::source::{Source, before, clean};
use super::tree::Words;
use super::verbs::Verb;
use super::words::is_listed;

impl Verb<'_, '_> {
    pub(super) fn passive(&self, out: &mut Vec<Candidate>) {
        let subject = self.whom();
        if let Some((about, preposition, words)) = self.rest() {
            let whole = subject.as_ref().map(|s| vec![s.words.clone(), words.clone()]);
            let rest = self.make(Frame::PassiveRest, about, vec![words]);
            out.push(rest.led_by(preposition));
            if let Some(whole) = whole {
                out.push(self.make(Frame::PassiveBoth, about, whole).led_by(preposition));
            }
        }
        if let Some(subject) = &subject {
            let words = vec![subject.words.clone()];
            out.push(self.make(Frame::PassiveSubject, subject.head, words));
        }
        self.feeling(subject, out);
    }

    /// What something is said of: the subject, or the noun that the participle describes.
    fn whom(&self) -> Option<Source> {
        let tree = self.tree;
        let of = |clause: usize| before(tree, tree.head(clause), clause);
        let Some(subject) = self.first("nsubjpass") else {
            if tree.rel(self.verb) == "conj" {
                let head = tree.head(self.verb);
                let shared = tree.child(head, "nsubjpass");
                if let Some(shared) = shared {
                    return Some(Source { head: shared, words: clean(tree, shared, head) });
                }
            }
            return std::iter::once(self.verb)
                .chain(tree.above(self.verb))
                .take_while(|a| matches!(tree.rel(*a), "acl" | "relcl" | "conj"))
                .find(|a| tree.rel(*a) != "conj")
                .map(of);
        };
        if matches!(tree.tag(subject), "WDT" | "WP") {
            return tree.relative(self.verb).map(of);
        }
        let empty = tree.is(subject, "it") && self.first("ccomp").is_some();
        (!empty).then(|| Source { head: subject, words: clean(tree, subject, self.verb) })
    }

    /// What follows the verb: its head, the preposition that leads to it, and its words.
    fn rest(&self) -> Option<(usize, Option<usize>, Words)> {
        let tree = self.tree;
        let belongs = |c: &usize| match tree.rel(*c) {
            "prep" => tree.lemma(*c) != "by",
            "oprd" | "dobj" | "xcomp" | "acomp" | "attr" => true,
            _ => false,
        };
        let mut rest = self.hanging.iter().copied().filter(|c| *c > self.verb).filter(belongs);
        let first = rest.next()?;
        let start = tree.subtree(first).start;
        let end = tree.subtree(rest.next_back().unwrap_or(first)).end;
        Some(match tree.led(first) {
            Some(inner) => (inner, Some(first), start + 1..end.max(start + 1)),
            None => (first, None, start..end.max(start)),
        })
    }

    /// `was disappointed by the vote`, `is committed to leave`: the subject feels it.
    fn feeling(&self, subject: Option<Source>, out: &mut Vec<Candidate>) {
        let tree = self.tree;
        if !is_listed("adjective", &tree.word(self.verb).to_lowercase()) {
            return;
        }
        for c in self.hanging.iter().copied().filter(|c| *c > self.verb) {
            let (about, preposition) = match (tree.rel(c), tree.led(c)) {
                ("prep" | "agent", Some(inner)) => (inner, Some(c)),
                ("ccomp" | "xcomp", _) => (c, None),
                _ => continue,
            };
            let mut made = self.make(Frame::PassiveFeeling, about, vec![tree.subtree(about)]);
            made.source.clone_from(&subject);
            made.preposition = preposition;
            out.push(made);
        }
    }
}
