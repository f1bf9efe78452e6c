//! Dates and times of day, resolved against the date of the document.
//!
//! Each phrase is read forward from its first word: [`calendar`] reads what names a day or a
//! month, [`year`] what names a year or longer, [`relative`] what leans on the document's date or
//! on the date before it in the text, [`interval`] joins two of them, [`clock`] adds a time of
//! day. What cannot be resolved is left with unspecified digits where EDTF can say so, and left
//! out where it cannot.

mod calendar;
mod clock;
mod context;
mod interval;
mod relative;
mod words;
mod year;

#[cfg(test)]
mod tests;

use crate::scan::{Kind, Window};
use context::Context;
use sayso_model::{DateKind, Edtf, RuleId, Span};

/// A date found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// Its words.
    pub(crate) span: Span,
    /// What they mean.
    pub(crate) value: Edtf,
    /// What kind of time.
    pub(crate) kind: DateKind,
    /// The rule that read them.
    pub(crate) rule: RuleId,
    /// Its words, and those of the date that it leans on.
    pub(crate) because: Vec<Span>,
}

/// A date expression in the window: from the current token to before token `to` ahead.
#[derive(Debug, Clone)]
struct Phrase {
    to: usize,
    value: Edtf,
    kind: DateKind,
    rule: RuleId,
    /// The date in the text that it leans on.
    leans_on: Option<Span>,
    /// Whether the year stands in its own words.
    own_year: bool,
}

impl Phrase {
    fn new(to: usize, value: Edtf, kind: DateKind, rule: RuleId) -> Self {
        Self { to, value, kind, rule, leans_on: None, own_year: false }
    }

    fn with_own_year(self) -> Self {
        Self { own_year: true, ..self }
    }
}

/// Every date in an English text, in order; none overlaps another. `anchor` is the date of the
/// document.
pub(crate) fn find(text: &str, anchor: Option<&Edtf>) -> Vec<Found> {
    let mut window = Window::new(text);
    let mut context = Context::new(anchor);
    let mut found = Vec::new();
    loop {
        let token = window.ahead(0);
        context.pass(token);
        let phrase = match token.kind {
            Kind::End => return found,
            Kind::Word if !may_start(&window) => None,
            Kind::Mark(_) => None,
            Kind::Word | Kind::Number => interval::read(&window, &context),
        };
        match phrase {
            Some(phrase) => {
                let next = phrase.to;
                let one = place(&window, phrase);
                context.saw(&one);
                found.push(one);
                window.advance(next);
            }
            None => window.advance(1),
        }
    }
}

fn place(window: &Window<'_>, phrase: Phrase) -> Found {
    let span = window.span(0, phrase.to);
    let because = phrase.leans_on.into_iter().chain([span]).collect();
    Found { span, value: phrase.value, kind: phrase.kind, rule: phrase.rule, because }
}

/// Whether a date can begin here: a quick test that spares most words the rules.
fn may_start(window: &Window<'_>) -> bool {
    let word = window.ahead(0).word();
    let letter = word.bytes().next().map_or(0, |letter| letter.wrapping_sub(b'a'));
    let second = window.ahead(1);
    match word {
        "a" | "an" => words::unit(second.word()).is_some(),
        "in" => second.word() == "recent",
        "at" => second.word() == "present",
        "the" => second.kind == Kind::Number || words::goes_on_after_the(second.word()),
        _ => words::STARTS.get(usize::from(letter)).is_some_and(|starts| starts.contains(&word)),
    }
}
