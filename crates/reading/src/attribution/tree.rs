//! A parsed paragraph with its quotations: the view that the rules look at.

use crate::quotes::{Quote, quotes};
use sayso_model::Span;
use sayso_parser::{InName, Parse};
use std::borrow::Cow;
use std::ops::Range;

/// Words from one place to another.
pub(crate) type Words = Range<usize>;

/// A quotation and the words in it.
#[derive(Debug, Clone)]
pub(crate) struct Quoted {
    pub(crate) quote: Quote,
    pub(crate) words: Words,
}

/// No way up through the grammar is followed further than this.
const HIGHEST: usize = 40;

/// No more words that hang on one word are looked at.
const MOST_CHILDREN: usize = 64;

/// A parsed paragraph.
pub(crate) struct Tree<'p> {
    pub(crate) text: &'p str,
    pub(crate) parse: &'p Parse,
    /// Outermost quotations, in order.
    pub(crate) quoted: Vec<Quoted>,
    /// For each word the quotation it stands in, counted from one.
    inside: Vec<u32>,
    /// Quotations inside those, in order.
    nested: Vec<Quote>,
    /// For each word the number of its sentence.
    sentence: Vec<u32>,
}

impl<'p> Tree<'p> {
    pub(crate) fn new(text: &'p str, paragraph: Span, parse: &'p Parse) -> Self {
        let words = parse.words();
        let mut inside = vec![0; words.len()];
        let (mut quoted, mut nested) = (Vec::new(), Vec::new());
        for quote in quotes(text, paragraph) {
            let first = words.partition_point(|w| w.span.start() < quote.inner.start());
            let last = words.partition_point(|w| w.span.start() < quote.inner.end());
            nested.extend(quotes(text, quote.inner));
            if first < last {
                quoted.push(Quoted { quote, words: first..last });
                let number = u32::try_from(quoted.len()).unwrap_or(u32::MAX);
                inside[first..last].fill(number);
            }
        }
        let mut sentence = Vec::with_capacity(words.len());
        for (i, word) in words.iter().enumerate() {
            let last = sentence.last().copied().unwrap_or_default();
            sentence.push(last + u32::from(i > 0 && word.starts));
        }
        Self { text, parse, quoted, inside, nested, sentence }
    }

    pub(crate) fn len(&self) -> usize {
        self.parse.len()
    }

    pub(crate) fn rel(&self, word: usize) -> &'p str {
        self.parse.relation(word)
    }

    pub(crate) fn tag(&self, word: usize) -> &'p str {
        self.parse.tag(word)
    }

    pub(crate) fn pos(&self, word: usize) -> &'p str {
        self.parse.pos(word)
    }

    pub(crate) fn lemma(&self, word: usize) -> &'p str {
        self.parse.lemma(word)
    }

    pub(crate) fn head(&self, word: usize) -> usize {
        self.parse.head(word)
    }

    /// The words of a place.
    pub(crate) fn word(&self, word: usize) -> &'p str {
        self.parse.span(word).of(self.text).unwrap_or_default()
    }

    /// Whether a word is this one, capitals aside.
    pub(crate) fn is(&self, word: usize, other: &str) -> bool {
        word < self.len() && self.word(word).eq_ignore_ascii_case(other)
    }

    pub(crate) fn is_verb(&self, word: usize) -> bool {
        self.tag(word).starts_with("VB")
    }

    pub(crate) fn is_noun(&self, word: usize) -> bool {
        self.tag(word).starts_with("NN")
    }

    /// A mark or white space.
    pub(crate) fn is_mark(&self, word: usize) -> bool {
        matches!(self.pos(word), "PUNCT" | "SPACE")
            || !self.word(word).contains(char::is_alphanumeric)
    }

    /// Whether a verb has a subject of its own.
    pub(crate) fn has_subject(&self, verb: usize) -> bool {
        self.has(verb, "nsubj") || self.has(verb, "nsubjpass")
    }

    /// The words that hang on a word, in order; of very many only the first.
    pub(crate) fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.parse.children(word).take(MOST_CHILDREN)
    }

    pub(crate) fn child(&self, word: usize, relation: &str) -> Option<usize> {
        self.children(word).find(|c| self.rel(*c) == relation)
    }

    pub(crate) fn has(&self, word: usize, relation: &str) -> bool {
        self.child(word, relation).is_some()
    }

    /// All that hangs on a word, itself included.
    pub(crate) fn subtree(&self, word: usize) -> Words {
        let (first, last) = self.parse.edges(word);
        first..last + 1
    }

    /// The quotation that a word stands in.
    pub(crate) fn quote_of(&self, word: usize) -> Option<usize> {
        self.inside.get(word).and_then(|n| (*n as usize).checked_sub(1))
    }

    /// The quotation whose words begin at a place.
    pub(crate) fn quote_beginning(&self, place: usize) -> Option<&Quoted> {
        let at = self.quoted.partition_point(|q| q.quote.inner.start() < place);
        self.quoted.get(at).filter(|q| q.quote.inner.start() == place)
    }

    /// The quotation whose words end at a place.
    pub(crate) fn quote_ending(&self, place: usize) -> Option<&Quoted> {
        let at = self.quoted.partition_point(|q| q.quote.inner.end() < place);
        self.quoted.get(at).filter(|q| q.quote.inner.end() == place)
    }

    /// The sentence of a word.
    pub(crate) fn sentence(&self, word: usize) -> Words {
        let number = self.sentence.get(word).copied().unwrap_or(u32::MAX);
        let start = self.sentence.partition_point(|s| *s < number);
        start..self.sentence.partition_point(|s| *s <= number)
    }

    /// Whether a word stands in a quotation inside a quotation.
    pub(crate) fn is_nested(&self, word: usize) -> bool {
        let span = self.parse.span(word);
        let at = self.nested.partition_point(|q| q.outer.end() <= span.start());
        self.nested.get(at).is_some_and(|q| q.outer.contains(span))
    }

    /// Whether a quotation touches these words: one inside another, or an outermost one.
    pub(crate) fn has_quote(&self, words: &Words, nested: bool) -> bool {
        if !nested {
            let at = self.quoted.partition_point(|q| q.words.end <= words.start);
            return self.quoted.get(at).is_some_and(|q| q.words.start < words.end);
        }
        let Some(last) = words.end.checked_sub(1) else { return false };
        let (start, end) = (self.parse.span(words.start).start(), self.parse.span(last).end());
        let at = self.nested.partition_point(|q| q.inner.end() <= start);
        self.nested.get(at).is_some_and(|q| q.inner.start() < end)
    }

    pub(crate) fn same_sentence(&self, a: usize, b: usize) -> bool {
        self.sentence.get(a) == self.sentence.get(b)
    }

    /// The label of the name that a word is part of; empty of none.
    pub(crate) fn name(&self, word: usize) -> &'p str {
        match self.parse.words()[word].name {
            InName::Out => "",
            InName::Begin(l) | InName::In(l) | InName::Last(l) | InName::Unit(l) => {
                self.parse.labels().name(l)
            }
        }
    }

    /// A verb, or *be* and *have* as one.
    pub(crate) fn is_verbal(&self, word: usize) -> bool {
        self.is_verb(word) || matches!(self.pos(word), "AUX" | "VERB")
    }

    /// Whether a verb is an infinitive with `to`.
    pub(crate) fn is_to(&self, verb: usize) -> bool {
        self.child(verb, "aux").is_some_and(|a| self.tag(a) == "TO")
    }

    /// The plain form of a verb, joined with the particle that stands right after it.
    pub(crate) fn with_particle(&self, verb: usize) -> Cow<'p, str> {
        let away = |w: &usize| {
            *w < self.len()
                && self.head(*w) == verb
                && self.rel(*w) == "advmod"
                && matches!(self.lemma(*w), "back" | "away")
        };
        let particle = self.child(verb, "prt").or_else(|| Some(verb + 1).filter(away));
        match particle {
            Some(particle) => format!("{}_{}", self.lemma(verb), self.lemma(particle)).into(),
            None => self.lemma(verb).into(),
        }
    }

    /// What a preposition leads to.
    pub(crate) fn led(&self, preposition: usize) -> Option<usize> {
        self.child(preposition, "pobj").or_else(|| self.child(preposition, "pcomp"))
    }

    /// The nearest verb above with a subject, or the root.
    pub(crate) fn clause_above(&self, word: usize) -> usize {
        let has_subject = |verb: &usize| {
            self.is_verbal(*verb)
                && self
                    .children(*verb)
                    .any(|c| matches!(self.rel(c), "nsubj" | "nsubjpass" | "expl"))
        };
        let top = self.above(word).find(has_subject);
        top.or_else(|| self.above(word).last()).unwrap_or(word)
    }

    /// The relative clause that a verb stands in, itself counted.
    pub(crate) fn relative(&self, verb: usize) -> Option<usize> {
        std::iter::once(verb).chain(self.above(verb)).find(|a| self.rel(*a) == "relcl")
    }

    /// The words above a word, nearest first.
    pub(crate) fn above(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = word;
        std::iter::from_fn(move || {
            let head = self.head(at);
            (head != at).then(|| {
                at = head;
                head
            })
        })
        .take(HIGHEST)
    }

    /// Whether a verb is passive: something is done to its subject, or to the noun it describes.
    pub(crate) fn is_passive(&self, verb: usize) -> bool {
        self.has(verb, "auxpass")
            || self.has(verb, "nsubjpass")
            || (self.tag(verb) == "VBN"
                && matches!(self.rel(verb), "acl" | "relcl" | "advcl" | "conj" | "xcomp" | "oprd")
                && !self.has(verb, "aux")
                && !self.has(verb, "nsubj")
                && (self.rel(verb) != "conj" || self.is_passive_head(verb)))
    }

    fn is_passive_head(&self, verb: usize) -> bool {
        let head = self.head(verb);
        self.has(head, "auxpass") || self.has(head, "nsubjpass")
    }

    /// Whether a word is turned round by *not*, *never*, *no longer* and the like, also where the
    /// parser hangs them on its auxiliary.
    pub(crate) fn is_negated(&self, word: usize) -> bool {
        let not = |c: usize| !self.is_only(c + 1);
        let hangs = |on: usize| self.children(on).any(|c| self.rel(c) == "neg" && not(c));
        self.children(word).any(|c| match self.rel(c) {
            "neg" => not(c),
            "preconj" => c < word && self.is(c, "neither"),
            "advmod" if self.is(c, "longer") => self.has(c, "neg"),
            "advmod" => self.lemma(c) == "never",
            "aux" | "auxpass" => hangs(c),
            _ => false,
        })
    }

    /// `not only`, `not just`: what is so, and more.
    pub(crate) fn is_only(&self, word: usize) -> bool {
        ["only", "just", "merely", "simply"].iter().any(|only| self.is(word, only))
    }
}
