//! Dates and times of day, resolved against the date of the document.
//!
//! Each phrase is read forward from its first word: [`calendar`] reads what names a day, [`month`] a
//! month or a season, with [`whose_year`] where the year is not beside it, [`figures`] days in
//! figures, [`year`], with [`cues`] and [`era`], what names a year and [`decade`] what is longer,
//! [`hijri`] dates of the Islamic calendar, [`named`] times that go by a name;
//! [`relative`] reads what leans on the document's date, with [`spell`] and [`vague`], and [`story`]
//! and [`sequel`] what leans on the date before it in the text. [`interval`] joins two of them,
//! [`clock`] adds a time of day. [`dateline`] finds the document's date where its first line tells
//! it. What cannot be resolved is left with unspecified digits.

mod calendar;
mod clock;
mod context;
mod cues;
mod dateline;
mod decade;
mod era;
mod figures;
mod hijri;
mod interval;
mod month;
mod named;
mod relative;
mod sequel;
mod spell;
mod starts;
mod story;
mod tense;
mod told;
mod vague;
mod whose_year;
mod words;
mod year;

#[cfg(test)]
mod tests;

use crate::scan::{Kind, Window};
use context::Context;
pub(crate) use dateline::day as day_of_dateline;
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
    /// Whether it is an end of the interval before it: `2009` in `2009 to 2017`.
    pub(crate) is_end: bool,
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
    /// Whether a month or season stands in its own words, though the year does not.
    names_month: bool,
    /// The ends of an interval, where each is a date in words of its own.
    ends: Vec<End>,
}

/// An end of an interval: its first token, and what it says.
#[derive(Debug, Clone)]
struct End {
    from: usize,
    phrase: Phrase,
}

impl Phrase {
    fn new(to: usize, value: Edtf, kind: DateKind, rule: RuleId) -> Self {
        Self {
            to,
            value,
            kind,
            rule,
            leans_on: None,
            own_year: false,
            names_month: false,
            ends: Vec::new(),
        }
    }

    fn with_own_year(self) -> Self {
        Self { own_year: true, ..self }
    }
}

/// Every date in an English text, in order; none overlaps another but an interval its own ends.
/// `anchor` is the date of the document.
#[cfg(test)]
pub(crate) fn find(text: &str, anchor: Option<&Edtf>) -> Vec<Found> {
    find_after(text, 0, anchor, None)
}

/// The same in a part of a text that begins at byte `from`, for places in the text: `before` is
/// the date of a quotation just before that part, of which it may go on to tell.
pub(crate) fn find_after(
    text: &str,
    from: usize,
    anchor: Option<&Edtf>,
    before: Option<&Found>,
) -> Vec<Found> {
    let mut window = Window::new(text);
    let mut context = Context::new(anchor);
    if let Some(before) = before {
        context.goes_on_after(before);
    }
    let mut found = Vec::new();
    loop {
        let token = window.ahead(0);
        context.pass(token);
        let phrase = match token.kind {
            Kind::End => return found,
            Kind::Word if !may_start(&window) => None,
            Kind::Mark('\'' | '’' | '‘') if year::is_shortened(&window, 0) => {
                interval::read(&window, &context)
            }
            Kind::Mark(_) => None,
            Kind::Word | Kind::Number => interval::read(&window, &context),
        };
        match phrase {
            Some(phrase) => {
                let next = phrase.to;
                let ends =
                    phrase.ends.iter().map(|end| place(&window, from, end.from, &end.phrase, true));
                let one = place(&window, from, 0, &phrase, false);
                context.saw(&one, phrase.own_year);
                found.push(one);
                found.extend(ends);
                window.advance(next);
            }
            None => window.advance(1),
        }
    }
}

/// A phrase at token `at` of the window, whose text begins at byte `from`.
fn place(window: &Window<'_>, from: usize, at: usize, phrase: &Phrase, is_end: bool) -> Found {
    let span = window.span(at, phrase.to);
    let span = Span::new(span.start() + from, span.end() + from);
    let because = phrase.leans_on.into_iter().chain([span]).collect();
    let (value, rule) = (phrase.value.clone(), phrase.rule.clone());
    Found { span, value, kind: phrase.kind, rule, because, is_end }
}

/// Whether a date can begin here: a quick test that spares most words the rules.
fn may_start(window: &Window<'_>) -> bool {
    if !window.ahead(0).is_among(&starts::STARTS) {
        return false;
    }
    let word = window.ahead(0).word();
    let second = window.ahead(1);
    match word {
        "a" | "an" => {
            words::unit(second.word()).is_some()
                || matches!(second.word(), "few" | "couple" | "century")
                || second.is('.') && window.ahead(2).word() == "d"
        }
        "in" => matches!(second.word(), "recent" | "the"),
        "recent" => words::unit(second.word()).is_some(),
        "at" => matches!(second.word(), "present" | "the" | "that"),
        "new" => second.word() == "year",
        "to" => second.word() == "date",
        "more" => second.word() == "recently",
        "end" | "beginning" | "start" | "middle" => second.word() == "of",
        "final" => matches!(second.word(), "quarter" | "half"),
        "fourth" | "first" | "second" | "third" if second.is('-') => {
            window.ahead(2).word() == "quarter"
        }
        "ad" => second.kind == Kind::Number,
        "the" => {
            second.kind == Kind::Number
                || words::goes_on_after_the(second.word())
                || year::is_shortened(window, 1)
        }
        _ => true,
    }
}
