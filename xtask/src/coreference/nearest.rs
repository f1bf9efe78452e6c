//! What a simple rule does: the nearest name before that can be meant.

use super::led::{Answer, Answers};
use sayso::model::{ActorKind, Span};
use sayso_parser::Parse;
use sayso_reading::coreference::{Entity, Named};

/// A pronoun stands for the nearest name before it whose kind agrees; a definite phrase for the
/// nearest name of anything but a place.
pub(super) fn answers(text: &str, parses: &[Parse], named: &[Vec<Named>]) -> Answers {
    let mut answers = Answers::new();
    let mut before: Vec<&Named> = Vec::new();
    for (parse, named) in parses.iter().zip(named) {
        let mut names = named.iter().peekable();
        for word in 0..parse.len() {
            let span = parse.span(word);
            while let Some(name) = names.next_if(|n| n.span.end() <= span.start()) {
                before.push(name);
            }
            let name = names.peek().copied().filter(|n| n.span.contains(span));
            let near = match name {
                Some(name) => Some(name),
                None => {
                    let meant = meant(text, parse, word);
                    meant.and_then(|can| before.iter().rev().find(|n| can(n.kind)).copied())
                }
            };
            if let Some(near) = near {
                let span = name.map_or(span, |n| n.span);
                let answer = Answer { entity: Entity::Actor(near.actor), span, because: None };
                answers.insert(parse.span(word), answer);
            }
        }
        before.extend(names);
    }
    answers
}

/// The kinds that a word can stand for, if it is a pronoun or the head of a definite phrase.
fn meant(text: &str, parse: &Parse, word: usize) -> Option<fn(ActorKind) -> bool> {
    let lower = |span: Span| span.of(text).unwrap_or_default().to_lowercase();
    let article =
        |child: usize| matches!(lower(parse.span(child)).as_str(), "the" | "this" | "that");
    match lower(parse.span(word)).as_str() {
        "he" | "him" | "his" | "she" | "her" | "hers" => Some(|k| k == ActorKind::Person),
        "it" | "its" => Some(|k| !matches!(k, ActorKind::Person | ActorKind::Population)),
        "they" | "them" | "their" => {
            Some(|k| !matches!(k, ActorKind::Person | ActorKind::Place | ActorKind::Event))
        }
        _ if parse.children(word).take_while(|c| *c < word).any(article) => {
            Some(|k| k != ActorKind::Place)
        }
        _ => None,
    }
}
