//! What the model is told of a candidate: its words, its grammar, their classes.

use super::candidate::{Candidate, Frame};
use super::ends::{End, tails};
use super::source::does;
use super::tree::Tree;
use super::words::{Class, classes, is_listed};
use std::borrow::Cow;

/// Takes features, each in parts.
pub(crate) trait Sink {
    fn add(&mut self, parts: &[&str]);
}

/// No more words of a content than this are counted.
const MOST_COUNTED: usize = 40;
/// Endings that tell a noun of doing from one of things.
const DEVERBAL: &[&str] =
    &["tion", "sion", "ment", "ance", "ence", "ing", "al", "ity", "ness", "ism", "ure"];

/// The plain form of the word that reports.
pub(crate) fn lemma<'p>(tree: &Tree<'p>, it: &Candidate) -> Cow<'p, str> {
    match it.frame.part() {
        "verb" | "noun" => Cow::Borrowed(tree.lemma(it.head)),
        _ => Cow::Owned(tree.word(it.head).to_lowercase()),
    }
}

/// What one candidate is told with, again and again.
struct About<'t, 'p, 'c> {
    tree: &'t Tree<'p>,
    it: &'c Candidate,
    part: &'static str,
    frame: &'static str,
    lemma: Cow<'p, str>,
    classes: &'static [Class],
}

/// Tells all about a candidate.
pub(crate) fn tell(tree: &Tree<'_>, it: &Candidate, sink: &mut impl Sink) {
    let lemma = lemma(tree, it);
    let (part, frame) = (it.frame.part(), it.frame.name());
    let particle = tree.child(it.head, "prt").map_or("", |p| tree.lemma(p));
    let classes = classes_of(part, &lemma, particle);
    let about = About { tree, it, part, frame, lemma, classes };
    about.words(particle, sink);
    about.subject(sink);
    about.cue(sink);
    about.content(sink);
    about.quotation(sink);
    about.end(sink);
}

/// The classes of a cue, of a verb with its particle where the list has both.
fn classes_of(part: &str, lemma: &str, particle: &str) -> &'static [Class] {
    let with = match particle {
        "" => &[],
        _ => classes(part, &format!("{lemma}_{particle}")),
    };
    match (with, classes(part, lemma)) {
        ([], []) if part == "verb" => classes("adjective", lemma),
        ([], own) => own,
        (with, _) => with,
    }
}

impl About<'_, '_, '_> {
    fn words(&self, particle: &str, sink: &mut impl Sink) {
        let (part, frame, lemma) = (self.part, self.frame, &*self.lemma);
        let preposition = self.it.preposition.map_or("", |p| self.tree.lemma(p));
        sink.add(&["bias"]);
        sink.add(&["frame", frame]);
        sink.add(&["lemma", part, lemma, particle]);
        sink.add(&["lemma-frame", lemma, particle, frame]);
        sink.add(&["frame-preposition", frame, preposition]);
        if !preposition.is_empty() {
            sink.add(&["lemma-preposition", part, lemma, preposition]);
        }
        if self.classes.is_empty() {
            sink.add(&["class", part, "none"]);
            sink.add(&["class-frame", "none", frame]);
        }
        for class in self.classes {
            sink.add(&["class", part, class.name]);
            sink.add(&["class-frame", class.name, frame]);
            if !preposition.is_empty() {
                sink.add(&["class-preposition", class.name, frame, preposition]);
            }
        }
    }

    fn subject(&self, sink: &mut impl Sink) {
        let subject = subject_kind(self.tree, self.it);
        sink.add(&["subject", self.part, subject]);
        sink.add(&["subject-frame", subject, self.frame]);
        for class in self.classes.iter().take(2) {
            sink.add(&["subject-class", subject, class.name]);
        }
        if self.classes.is_empty() {
            sink.add(&["subject-class", subject, "none", self.frame]);
        }
    }

    fn cue(&self, sink: &mut impl Sink) {
        let (tree, head, part, frame) = (self.tree, self.it.head, self.part, self.frame);
        sink.add(&["tag", frame, tree.tag(head)]);
        sink.add(&["relation", part, tree.rel(head)]);
        if tree.is_negated(head) {
            sink.add(&["negated", part]);
        }
        if part == "verb" && tree.is_passive(head) {
            sink.add(&["passive", frame]);
            for class in self.classes.iter().take(2) {
                sink.add(&["passive-class", frame, class.name]);
            }
        }
        if let Some(modal) = tree.children(head).find(|c| tree.tag(*c) == "MD") {
            sink.add(&["modal", tree.lemma(modal)]);
        }
        if tree.quote_of(head).is_some() {
            sink.add(&["quoted-cue", part]);
            sink.add(&["quoted-cue-frame", frame]);
        }
        if let Some(light) = self.it.light {
            let lemma = tree.lemma(light);
            let kind = ["light", "verb"].into_iter().find(|part| is_listed(part, lemma));
            sink.add(&["light", kind.unwrap_or("other")]);
            sink.add(&["light-lemma", lemma]);
        }
        if part == "noun" {
            let determiner = tree.child(head, "det").map_or("", |d| tree.lemma(d));
            sink.add(&["determiner", determiner, frame]);
            sink.add(&["number", tree.tag(head), frame]);
            if tree.has(head, "poss") {
                sink.add(&["possessed", frame]);
            }
        }
        let above = tree.head(head);
        if above != head {
            let reports = is_listed("verb", tree.lemma(above));
            let under = if reports { "listed" } else { tree.pos(above) };
            sink.add(&["under", part, under, tree.rel(head)]);
        }
    }

    fn content(&self, sink: &mut impl Sink) {
        let (tree, about, frame) = (self.tree, self.it.about, self.frame);
        sink.add(&["about-tag", frame, tree.tag(about)]);
        sink.add(&["about-pos", self.part, tree.pos(about)]);
        if tree.is_noun(about) || tree.pos(about) == "PRON" {
            let kind = kind(tree, about);
            sink.add(&["about", frame, kind]);
            if matches!(self.it.frame, Frame::Object | Frame::ObjectRest) {
                sink.add(&["about-lemma", tree.lemma(about)]);
            }
            for class in self.verb_classes().take(2) {
                sink.add(&["about-class", class.name, kind]);
            }
        }
        let mark = tree.child(about, "mark").map_or("", |m| tree.lemma(m));
        sink.add(&["mark", frame, mark]);
        if tree.is_verb(about) || tree.pos(about) == "AUX" {
            sink.add(&["about-subject", frame, yes(tree.has_subject(about))]);
        }
        let long = match self.length() {
            0..=1 => "1",
            2 => "2",
            3..=4 => "3-4",
            5..=8 => "5-8",
            9..=16 => "9-16",
            _ => "more",
        };
        sink.add(&["long", frame, long]);
    }

    fn verb_classes(&self) -> impl Iterator<Item = &'static Class> {
        classes("verb", self.tree.lemma(self.it.head)).iter()
    }

    fn length(&self) -> usize {
        self.it.content.iter().map(ExactSizeIterator::len).sum()
    }

    fn quotation(&self, sink: &mut impl Sink) {
        let (tree, it) = (self.tree, self.it);
        let own_classes = || classes(self.part, tree.lemma(it.head)).iter();
        if tree.quote_of(it.head).is_none() {
            let words = it.content.iter().flat_map(Clone::clone).take(MOST_COUNTED);
            let how = match words.filter(|w| tree.quote_of(*w).is_some()).count() {
                0 => "none",
                n if n + 2 >= self.length().min(MOST_COUNTED) => "all",
                _ => "some",
            };
            sink.add(&["quoted", self.part, how]);
            sink.add(&["quoted-frame", self.frame, how]);
            for class in own_classes().take(1) {
                sink.add(&["quoted-class", class.name, how]);
            }
        }
        if let Some(beside) = it.beside {
            sink.add(&["beside", self.frame, beside.name()]);
            for class in own_classes().take(2) {
                sink.add(&["beside-class", class.name, beside.name()]);
            }
        }
        let frame = it.beside.unwrap_or(it.frame);
        if matches!(frame, Frame::QuoteBefore | Frame::QuoteAfter) {
            self.nearness(frame.name(), sink);
        }
        if it.joined > 0 {
            sink.add(&["joined", self.frame]);
        }
    }

    /// How near a verb stands to the quotation that it may tell.
    fn nearness(&self, frame: &str, sink: &mut impl Sink) {
        let (tree, it) = (self.tree, self.it);
        let Some(words) = it.content.first() else { return };
        let leads = it.head < words.start;
        let gap = match leads {
            true => words.start - it.head,
            false => (it.head + 1).saturating_sub(words.end),
        };
        let gap = match gap {
            0..=2 => "2",
            3..=5 => "3-5",
            6..=10 => "6-10",
            _ => "more",
        };
        sink.add(&["gap", frame, gap]);
        let before = if leads { tree.word(words.start.saturating_sub(2)) } else { "" };
        let lead = Some(before).filter(|b| matches!(*b, ":" | ",")).unwrap_or("other");
        sink.add(&["lead", frame, lead]);
        sink.add(&["same-sentence", frame, yes(tree.same_sentence(it.head, it.about))]);
        let object = |c: usize| {
            matches!(tree.rel(c), "ccomp" | "dobj" | "xcomp" | "acomp" | "attr")
                && tree.quote_of(c).is_none()
        };
        sink.add(&["has-other", frame, yes(tree.children(it.head).any(object))]);
    }

    /// Where the content ends, and what else could have been its end.
    fn end(&self, sink: &mut impl Sink) {
        let (tree, it, frame) = (self.tree, self.it, self.frame);
        match it.end {
            End::Before(word) => {
                self.tail(["cut", "cut-at", "cut-subject"], word, sink);
                sink.add(&["cut-any"]);
            }
            End::Extended => {
                sink.add(&["extended", frame]);
                let last = it.content.last().map_or("", |w| tree.rel(w.end - 1));
                sink.add(&["extended-tag", frame, last]);
            }
            End::Own | End::Aside => {
                for word in tails(tree, it) {
                    self.tail(["whole", "whole-at", "whole-subject"], word, sink);
                }
            }
        }
    }

    fn tail(&self, names: [&str; 3], word: usize, sink: &mut impl Sink) {
        let tree = self.tree;
        let (relation, first) = (tree.rel(word), tree.subtree(word).start);
        let opens = match tree.tag(first) {
            "WDT" | "WP" | "IN" | "WRB" => tree.lemma(first),
            _ => tree.tag(word),
        };
        let set_off = first > 0 && tree.is_mark(first - 1);
        let set_off = if set_off { "set-off" } else { "joined" };
        let reports = if is_listed("verb", tree.lemma(word)) { "reports" } else { "plain" };
        let subject = yes(tree.has_subject(word));
        sink.add(&[names[0], self.frame, relation, set_off]);
        sink.add(&[names[1], relation, opens, set_off]);
        sink.add(&[names[2], relation, subject, set_off, reports]);
    }
}

fn yes(it: bool) -> &'static str {
    if it { "yes" } else { "no" }
}

/// What kind of thing a noun or pronoun stands for.
fn kind<'p>(tree: &Tree<'p>, noun: usize) -> &'p str {
    let lemma = tree.lemma(noun);
    let listed = ["noun", "document", "person", "organisation"];
    if let Some(part) = listed.into_iter().find(|part| is_listed(part, lemma)) {
        return part;
    }
    match (tree.pos(noun), tree.name(noun)) {
        ("PRON", _) => lemma,
        (_, "") => {
            let ends = |e: &&&str| lemma.len() > e.len() + 2 && lemma.ends_with(**e);
            DEVERBAL.iter().find(ends).copied().unwrap_or("plain")
        }
        (_, name) => name,
    }
}

/// What the source is: a person, a body, a document, a pronoun, something else, nobody.
pub(crate) fn subject_kind(tree: &Tree<'_>, it: &Candidate) -> &'static str {
    let Some(head) = it.source.as_ref().map(|s| s.head) else { return "none" };
    let (lemma, lower) = (tree.lemma(head), tree.word(head).to_lowercase());
    match (tree.name(head), lower.as_str()) {
        ("PERSON", _) => return "person",
        ("ORG" | "GPE" | "NORP", _) => return "body",
        (_, "he" | "she" | "i" | "we" | "his" | "her" | "my" | "our" | "him" | "me" | "us") => {
            return "he";
        }
        (_, "they" | "their" | "them" | "you" | "your" | "who") => return "they",
        (_, "it" | "its" | "this" | "that" | "which" | "these") => return "it",
        _ => {}
    }
    if is_listed("person", lemma) || is_listed("person", &lower) {
        "person-noun"
    } else if is_listed("organisation", lemma) {
        "body-noun"
    } else if is_listed("document", lemma) {
        "document"
    } else if tree.tag(head).starts_with("NNP") {
        "name"
    } else if does(lemma) {
        "agent-noun"
    } else {
        "thing"
    }
}
