//! What the model is trained on, and reading with a model that does not ship: for the chore that
//! makes the model, and for nothing else.

use super::extent::{span, spans};
use super::features::{self, Sink};
use super::model::Model;
use super::nesting::nest;
use super::tree::Tree;
use super::{candidates, find_with, stance};
use sayso_model::{QuoteKind, Span, Stance};
use sayso_parser::Parse;

/// A place that may be an attribution, with all that the model is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The word that reports, by its place in the parse: of examples with one cue at most one is
    /// an attribution.
    pub cue_word: usize,
    /// The words of the cue.
    pub cue: Vec<Span>,
    /// Who would say it.
    pub source: Option<Span>,
    /// What would be said.
    pub content: Vec<Span>,
    /// The features that tell whether it is an attribution.
    pub features: Vec<String>,
    /// The features that tell its stance.
    pub stance_features: Vec<String>,
}

/// An attribution as a model reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct Attributed {
    /// Who says it.
    pub source: Option<Span>,
    /// The words that report.
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// What is done by saying it.
    pub stance: Stance,
    /// How it is told.
    pub kind: QuoteKind,
    /// The attribution it stands in, by its place in the list.
    pub parent: Option<usize>,
    /// The rule that it belongs to.
    pub rule: String,
}

#[derive(Default)]
struct Names(Vec<String>);

impl Sink for Names {
    fn add(&mut self, parts: &[&str]) {
        self.0.push(parts.join("|"));
    }
}

/// All examples of a paragraph.
#[must_use]
pub fn examples(text: &str, paragraph: Span, parse: &Parse) -> Vec<Example> {
    let tree = Tree::new(text, paragraph, parse);
    let example = |it: &super::Candidate| {
        let (mut likely, mut stances) = (Names::default(), Names::default());
        features::tell(&tree, it, &mut likely);
        stance::tell(&tree, it, &mut stances);
        Example {
            cue_word: it.head,
            cue: spans(&tree, &it.cue),
            source: it.source.as_ref().and_then(|s| span(&tree, &s.words)),
            content: spans(&tree, &it.content),
            features: likely.0,
            stance_features: stances.0,
        }
    };
    candidates(&tree).iter().map(example).collect()
}

/// The attributions of a paragraph, by a model in the form that it ships in.
#[must_use]
pub fn attributed(model: &str, text: &str, paragraphs: &[(Span, Parse)]) -> Vec<Attributed> {
    let model = Model::read(model);
    let mut out: Vec<Attributed> = Vec::new();
    for (paragraph, parse) in paragraphs {
        let first = out.len();
        let found = nest(find_with(&model, text, *paragraph, parse));
        out.extend(found.into_iter().map(|found| Attributed {
            source: found.source,
            cue: found.cue,
            content: found.content,
            stance: found.stance,
            kind: found.kind,
            parent: found.parent.map(|p| first + p),
            rule: found.rule.as_str().to_owned(),
        }));
    }
    out
}
