//! Who did what to whom, and who is what to whom, from the grammar of each sentence.
//!
//! `docs/design/relations.md` has the kinds, with what each means and where it comes from. The
//! words of the text are always kept: a relation of no known kind is still a relation.

mod clause;
mod deed;
pub(crate) mod grammar;
pub(crate) mod polarity;
mod role;
mod tie;
pub(crate) mod words;

use grammar::Grammar;
pub(crate) use grammar::Named;
use sayso_model::{Polarity, RelationKind, RuleId, Span};
use sayso_parser::Parse;
use std::collections::BTreeSet;

/// Who or what, as a phrase and its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Argument {
    /// The whole phrase.
    pub(crate) span: Span,
    /// Its head, by its place in the parse.
    pub(crate) head: usize,
    /// Its head's place in the text, or that of the name which the head stands in.
    pub(crate) at: Span,
}

/// A relation found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) kind: RelationKind,
    /// The verb's lemma with the words that belong to it.
    pub(crate) relation: String,
    pub(crate) subject: Option<Argument>,
    pub(crate) object: Option<Argument>,
    pub(crate) place: Option<Span>,
    /// The words of the date, which are one of those given.
    pub(crate) when: Option<Span>,
    pub(crate) polarity: Polarity,
    pub(crate) rule: RuleId,
    pub(crate) because: Vec<Span>,
}

/// The relations of a paragraph, in order of the text. `names` and `dates` are those in it, in
/// order.
pub(crate) fn find(text: &str, parse: &Parse, names: &[Named], dates: &[Span]) -> Vec<Found> {
    let grammar = Grammar::new(text, parse, names, dates);
    let mut out = Vec::new();
    for sentence in parse.sentences() {
        let mut found = Vec::new();
        for word in sentence {
            clause::read(&grammar, word, &mut found);
            deed::read(&grammar, word, &mut found);
            role::read(&grammar, word, &mut found);
            tie::read(&grammar, word, &mut found);
        }
        once(&mut found);
        for found in &mut found {
            found.span = closed(text, with_adverbs(&grammar, found.span, &found.because));
        }
        out.append(&mut found);
    }
    out.sort_by_key(|f| (f.span.start(), usize::MAX - f.span.end()));
    out
}

/// Adverbs at the end of a relation that are kept with it.
const MOST_ADVERBS: usize = 3;

/// A span with the adverbs of its verbs that follow right behind it, without which it may say the
/// contrary: `do not elect the mayor directly`, `is elected indirectly`.
fn with_adverbs(grammar: &Grammar<'_>, span: Span, because: &[Span]) -> Span {
    let words = grammar.parse.words();
    let at = |place: usize| words.partition_point(|word| word.span.start() < place);
    let verbs: Vec<usize> =
        because.iter().map(|b| at(b.start())).filter(|w| grammar.is_verb(*w)).collect();
    let belongs = |next: usize| {
        let adverb = matches!(grammar.relation(next), "advmod" | "neg" | "prt");
        adverb && grammar.parse.tag(next).starts_with('R') && {
            verbs.contains(&grammar.parse.head(next))
        }
    };
    let next = at(span.end());
    let more = (next..words.len()).take(MOST_ADVERBS).take_while(|w| belongs(*w));
    more.last().map_or(span, |last| span.cover(grammar.parse.span(last)))
}

/// A span with the bracket that closes the last one opened in it.
fn closed(text: &str, span: Span) -> Span {
    let words = span.of(text).unwrap_or_default();
    let open = words.rfind('(') > words.rfind(')');
    let follows = text.get(span.end()..).is_some_and(|rest| rest.starts_with(')'));
    Span::new(span.start(), span.end() + usize::from(open && follows))
}

/// Keeps the first of relations of one kind between the same two.
fn once(found: &mut Vec<Found>) {
    let mut seen = BTreeSet::new();
    found.retain(|f| {
        let ends = (f.subject.map(|s| s.head), f.object.map(|o| o.head));
        seen.insert((f.kind, ends, (f.kind == RelationKind::Other).then(|| f.relation.clone())))
    });
}

/// What a rule has found before it is known between whom.
#[derive(Debug, Clone)]
struct Told {
    kind: RelationKind,
    relation: String,
    polarity: Polarity,
    place: Option<Span>,
    when: Option<Span>,
    rule: RuleId,
    because: Vec<Span>,
}

impl Told {
    /// A relation between each subject and each object. Nobody is in a relation to himself.
    fn between(&self, subjects: &[Argument], objects: &[Argument], out: &mut Vec<Found>) {
        let none = [None];
        let each = |list: &[Argument]| -> Vec<Option<Argument>> {
            match list.is_empty() {
                true => none.to_vec(),
                false => list.iter().copied().map(Some).collect(),
            }
        };
        for subject in each(subjects) {
            for object in each(objects) {
                let same = subject.is_some_and(|s| object.is_some_and(|o| s.head == o.head));
                if !same {
                    out.push(self.found(subject, object));
                }
            }
        }
    }

    fn found(&self, subject: Option<Argument>, object: Option<Argument>) -> Found {
        let parts = [subject.map(|s| s.span), object.map(|o| o.span), self.place, self.when];
        let words: Vec<Span> =
            self.because.iter().copied().chain(parts.into_iter().flatten()).collect();
        let span = Span::hull(&words).unwrap_or(Span::new(0, 0));
        Found {
            span,
            kind: self.kind,
            relation: self.relation.clone(),
            subject,
            object,
            place: self.place,
            when: self.when,
            polarity: self.polarity,
            rule: self.rule.clone(),
            because: self.because.clone(),
        }
    }
}
