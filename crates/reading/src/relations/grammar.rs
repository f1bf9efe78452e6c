//! The parse of a paragraph with the names and dates in it, as relations are read from it.

use super::{Argument, words};
use sayso_model::{ActorKind, Span};
use sayso_parser::Parse;
use std::collections::BTreeMap;

/// Steps up a tree that are taken at most: a clause's subject is rarely three away.
const MOST_STEPS: usize = 8;
/// Words on each side of a noun that a phrase reaches to: what is longer is no phrase, and would make
/// each record of an endless sentence as long as the sentence.
const MOST_WORDS: usize = 40;
/// Words that hang on one that are looked at: more are a list or a mistake.
const MOST_CHILDREN: usize = 64;
/// Conjuncts of one phrase that are told apart at most.
const MOST_CONJUNCTS: usize = 8;

/// A name with its kind.
pub(crate) type Named = (Span, ActorKind);

/// A paragraph as relations are read from it.
#[derive(Debug)]
pub(crate) struct Grammar<'p> {
    pub(crate) text: &'p str,
    pub(crate) parse: &'p Parse,
    names: &'p [Named],
    dates: &'p [Span],
    /// The date of each verb or noun that has one.
    date_of: BTreeMap<usize, Span>,
    /// The name that each word stands in.
    name_of: Vec<Option<usize>>,
}

impl<'p> Grammar<'p> {
    pub(crate) fn new(
        text: &'p str,
        parse: &'p Parse,
        names: &'p [Named],
        dates: &'p [Span],
    ) -> Self {
        let name_of = (0..parse.len())
            .map(|word| {
                let span = parse.span(word);
                let at = names.partition_point(|(name, _)| name.end() <= span.start());
                names.get(at).filter(|(name, _)| name.overlaps(span)).map(|_| at)
            })
            .collect();
        let mut grammar = Self { text, parse, names, dates, date_of: BTreeMap::new(), name_of };
        for date in dates {
            if let Some(governor) = grammar.governor(*date) {
                grammar.date_of.entry(governor).or_insert(*date);
            }
        }
        grammar
    }

    pub(crate) fn written(&self, word: usize) -> &'p str {
        self.parse.span(word).of(self.text).unwrap_or_default()
    }

    pub(crate) fn is_verb(&self, word: usize) -> bool {
        matches!(self.parse.pos(word), "VERB" | "AUX")
    }

    pub(crate) fn is_noun(&self, word: usize) -> bool {
        matches!(self.parse.pos(word), "NOUN" | "PROPN")
    }

    pub(crate) fn relation(&self, word: usize) -> &'p str {
        self.parse.relation(word)
    }

    /// The words that hang on another, as many as are looked at.
    pub(crate) fn under(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.parse.children(word).take(MOST_CHILDREN)
    }

    /// The first word that hangs on another in one of these ways.
    pub(crate) fn child(&self, word: usize, relations: &[&str]) -> Option<usize> {
        self.under(word).find(|&c| relations.contains(&self.relation(c)))
    }

    pub(crate) fn children<'g>(
        &'g self,
        word: usize,
        relation: &'g str,
    ) -> impl Iterator<Item = usize> + 'g {
        self.under(word).filter(move |&c| self.relation(c) == relation)
    }

    /// The name that a word stands in.
    pub(crate) fn name(&self, word: usize) -> Option<Named> {
        self.name_of[word].map(|at| self.names[at])
    }

    pub(crate) fn is_place(&self, word: usize) -> bool {
        let place =
            |kind| matches!(kind, ActorKind::Place | ActorKind::State | ActorKind::Facility);
        self.name(word).is_some_and(|(_, kind)| place(kind))
    }

    /// Whether a word names a place or is a common noun for one: `the city`.
    pub(crate) fn is_somewhere(&self, word: usize) -> bool {
        let kind = || words::kind(words::Sort::Role, &self.parse.lemma(word).to_lowercase());
        self.is_place(word)
            || self.name(word).is_none() && kind() == Some(sayso_model::RelationKind::LocatedIn)
    }

    /// The first of the words that `and` joins a word to.
    pub(crate) fn first_of(&self, word: usize) -> usize {
        let mut at = word;
        for _ in 0..MOST_STEPS {
            if self.relation(at) != "conj" || self.parse.head(at) == at {
                break;
            }
            at = self.parse.head(at);
        }
        at
    }

    /// What a word stands for: the antecedent of `which` in a relative clause; nothing for `what`
    /// and for `himself`, which name nobody.
    pub(crate) fn meant(&self, verb: usize, word: usize) -> Option<usize> {
        let written = self.written(word).to_lowercase();
        if written.ends_with("self") || written.ends_with("selves") || written == "what" {
            return None;
        }
        match matches!(self.parse.tag(word), "WP" | "WDT" | "WRB") {
            true => (self.relation(verb) == "relcl").then(|| self.parse.head(verb)),
            false => Some(word),
        }
    }

    /// Whether a word stands in a date, or names a stretch of time.
    pub(crate) fn is_time(&self, word: usize) -> bool {
        self.is_dated(word)
            || matches!(
                self.parse.lemma(word),
                "day"
                    | "week"
                    | "month"
                    | "year"
                    | "hour"
                    | "minute"
                    | "time"
                    | "decade"
                    | "night"
                    | "morning"
                    | "evening"
                    | "afternoon"
                    | "weekend"
                    | "moment"
                    | "century"
            )
    }

    /// Whether a word stands in a date.
    pub(crate) fn is_dated(&self, word: usize) -> bool {
        let span = self.parse.span(word);
        let at = self.dates.partition_point(|d| d.end() <= span.start());
        self.dates.get(at).is_some_and(|d| d.overlaps(span))
    }

    /// A word and all that is joined to it by `and` or `or`.
    pub(crate) fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut out = vec![word];
        let mut at = 0;
        while at < out.len() && out.len() < MOST_CONJUNCTS {
            let more: Vec<usize> = self.children(out[at], "conj").collect();
            out.extend(more.into_iter().filter(|&c| !self.is_verb(c)));
            at += 1;
        }
        out.truncate(MOST_CONJUNCTS);
        out
    }

    /// What a word stands for as a subject or an object: each of several names by itself, anything
    /// else as one phrase.
    pub(crate) fn arguments(&self, word: usize) -> Vec<Argument> {
        let all = self.conjuncts(word);
        if all.len() > 1 && all.iter().any(|&w| self.name(w).is_some()) {
            return all.into_iter().map(|w| self.argument(w)).collect();
        }
        let first = self.argument(word);
        let near = all.iter().rev().find(|&&w| w.abs_diff(word) <= MOST_WORDS);
        let last = near.map_or(first.span, |&w| self.argument(w).span);
        vec![Argument { span: first.span.cover(last), ..first }]
    }

    /// The phrase around a noun: what stands before it, and what follows with `of` and the like.
    pub(crate) fn argument(&self, head: usize) -> Argument {
        let parse = self.parse;
        if let Some((span, ActorKind::Person)) = self.name(head) {
            return Argument { span, head, at: span };
        }
        let before = |&c: &usize| {
            c < head && !matches!(parse.relation(c), "punct" | "relcl" | "cc" | "preconj" | "mark")
        };
        let near = |first: &usize| head - first <= MOST_WORDS;
        let first = self.under(head).filter(before).map(|c| parse.edges(c).0).filter(near).min();
        let mut span = parse.span(first.unwrap_or(head)).cover(parse.span(head));
        let mut at = head;
        for _ in 0..MOST_STEPS {
            let Some((prep, inner)) = self.follows(at) else { break };
            span = span.cover(parse.span(prep)).cover(parse.span(inner));
            at = inner;
        }
        if let Some((name, _)) = self.name(head)
            && name.end() > span.end()
        {
            span = span.cover(name);
        }
        // `the European Union (EU` is cut at its bracket.
        let open = span.of(self.text).filter(|w| !w.contains(')')).and_then(|w| w.find(['(', '[']));
        if open.is_some() {
            span = self.at(head);
        }
        Argument { span, head, at: self.at(self.called(head)) }
    }

    /// The name of a place after what it is called: the second name in `the city of Manbij`.
    pub(crate) fn called(&self, noun: usize) -> usize {
        let sort = matches!(
            self.parse.lemma(noun),
            "city"
                | "town"
                | "village"
                | "province"
                | "governorate"
                | "district"
                | "island"
                | "port"
                | "hamlet"
                | "settlement"
                | "county"
                | "municipality"
        );
        let of = self.children(noun, "prep").find(|&p| sort && self.written(p) == "of");
        let name = of.and_then(|of| self.child(of, &["pobj"])).filter(|&o| self.is_place(o));
        name.filter(|_| self.name(noun).is_none()).unwrap_or(noun)
    }

    /// A word's place, or that of the name which it stands in.
    pub(crate) fn at(&self, word: usize) -> Span {
        self.name(word).map_or(self.parse.span(word), |(span, _)| span)
    }

    /// The preposition that belongs to a noun, and what it governs.
    fn follows(&self, noun: usize) -> Option<(usize, usize)> {
        let prep = self.children(noun, "prep").find(|&p| p > noun)?;
        let close = prep - noun <= MOST_WORDS
            && (noun + 1..prep).all(|w| self.name(w).is_some() || self.written(w) == "'s");
        let word = self.written(prep);
        let inner = self.child(prep, &["pobj"])?;
        let belongs = matches!(word, "of" | "for" | "to" | "against" | "between" | "with" | "from");
        let near = inner > prep && inner - noun <= MOST_WORDS;
        (near && close && belongs).then_some((prep, inner))
    }

    /// The subject that hangs on a verb; of two, the one right before it: `The pact – we are for it`.
    fn own_subject(&self, verb: usize) -> Option<usize> {
        let is_subject = |c: &usize| matches!(self.relation(*c), "nsubj" | "nsubjpass");
        let before = self.under(verb).filter(|c| *c < verb).filter(is_subject).last();
        before.or_else(|| self.child(verb, &["nsubj", "nsubjpass"]))
    }

    /// Who does what a verb says, as a word: its own subject, or the one it shares.
    pub(crate) fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..MOST_STEPS {
            if let Some(own) = self.own_subject(at) {
                return self.meant(at, own);
            }
            let head = self.parse.head(at);
            if head == at {
                return None;
            }
            match self.relation(at) {
                "acl" if self.parse.tag(at) == "VBG" => return Some(head),
                "acl" => return self.whose(head),
                "xcomp" => {
                    if let Some(object) = self.child(head, &["dobj", "dative"]) {
                        return Some(object);
                    }
                    if let Some(asked) = self.asked(head) {
                        return Some(asked);
                    }
                    at = head;
                }
                // `They reported her to be dead, citing a nurse`: she cites nobody.
                "advcl" if self.parse.tag(at) == "VBG" && self.is_reported(head) => {
                    at = self.parse.head(head);
                }
                "conj" | "advcl" | "ccomp" if self.is_verb(head) => at = head,
                "pcomp" => {
                    let above = self.parse.head(head);
                    if !self.is_verb(above) {
                        return self.whose(above);
                    }
                    at = above;
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a verb is what somebody is reported to be or do: `reported her to be dead`.
    fn is_reported(&self, verb: usize) -> bool {
        let over = self.parse.head(verb);
        self.relation(verb) == "xcomp"
            && self.child(over, &["dobj"]).is_some()
            && crate::attribution::tells(self.parse.lemma(over))
    }

    /// Whom a verb asks after a preposition: `called on them to leave`.
    fn asked(&self, verb: usize) -> Option<usize> {
        let asks = matches!(self.parse.lemma(verb), "call" | "appeal" | "plead" | "press" | "wait");
        let prep = self.children(verb, "prep").find(|_| asks)?;
        self.child(prep, &["pobj"])
    }

    /// Whose plan or effort a noun tells of: its owner, or the subject of its verb.
    fn whose(&self, noun: usize) -> Option<usize> {
        if let Some(owner) = self.child(noun, &["poss"]) {
            return Some(owner);
        }
        let mut at = noun;
        for _ in 0..MOST_STEPS {
            let head = self.parse.head(at);
            if head == at {
                return None;
            }
            if self.is_verb(head) {
                return self.child(head, &["nsubj"]).and_then(|s| self.meant(head, s));
            }
            at = head;
        }
        None
    }

    /// The date that hangs on a verb or on what belongs to it.
    pub(crate) fn date(&self, verb: usize) -> Option<Span> {
        self.date_of.get(&verb).copied()
    }

    /// The verb or noun that a date tells the time of.
    fn governor(&self, date: Span) -> Option<usize> {
        let words = self.parse.words();
        let first = words.partition_point(|w| w.span.end() <= date.start());
        let inside = |w: usize| w < words.len() && words[w].span.overlaps(date);
        let mut at = first;
        if !inside(at) {
            return None;
        }
        for _ in 0..MOST_STEPS {
            let head = self.parse.head(at);
            if head == at {
                return self.is_verb(at).then_some(at);
            }
            let small = matches!(self.parse.pos(head), "ADP" | "SCONJ");
            if !inside(head) && !small {
                let aux = matches!(self.relation(head), "aux" | "auxpass");
                return Some(if aux { self.parse.head(head) } else { head });
            }
            at = head;
        }
        None
    }

    /// Where a verb or a noun says that it happened.
    pub(crate) fn place(&self, word: usize) -> Option<Span> {
        let preps = self.children(word, "prep");
        let mut inner = preps.filter(|&p| is_where(&self.written(p).to_lowercase()));
        let found = inner.find_map(|p| self.child(p, &["pobj"]).filter(|&o| self.is_place(o)))?;
        Some(self.argument(found).span)
    }
}

/// Prepositions of place.
pub(crate) fn is_where(preposition: &str) -> bool {
    matches!(
        preposition,
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "across"
            | "within"
            | "throughout"
            | "around"
            | "on"
            | "over"
            | "above"
    )
}
