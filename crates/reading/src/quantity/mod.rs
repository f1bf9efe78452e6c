//! Counts, measures, money, shares and ages, with how far they are bounds.
//!
//! A quantity is read forward from its first word: what bounds it ("at least"), its number in
//! figures or words ([`number`]), then its unit or what is counted ([`phrase`]). Where there is no
//! number, other words can say how many ([`vague`], [`implied`]). [`exclude`] tells
//! the numbers that count nothing: codes, clock times, notes, sections, dates.

mod bound;
mod exclude;
mod implied;
mod number;
mod phrase;
mod refine;
mod vague;
mod words;

#[cfg(test)]
mod tests;

use crate::scan::{Kind, Window};
use bound::Bound;
use number::Number;
use phrase::Counted;
pub(crate) use refine::refine;
use sayso_model::{Edtf, RuleId, Span};

const COUNT: &str = "quantity.count";
const BOUND: &str = "quantity.bound";
const RANGE: &str = "quantity.range";
const MONEY: &str = "quantity.money";
const PERCENT: &str = "quantity.percent";
const MEASURE: &str = "quantity.measure";
const AGE: &str = "quantity.age";
const VAGUE: &str = "quantity.vague";

/// A quantity found in a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// Its words: what bounds it, the number, and what is counted.
    pub(crate) span: Span,
    /// What is counted, in the text's words; empty where they do not say.
    pub(crate) of: String,
    /// At least this many.
    pub(crate) low: Option<f64>,
    /// This many, or about this many.
    pub(crate) best: Option<f64>,
    /// At most this many.
    pub(crate) high: Option<f64>,
    /// The unit, singular: `person`, `percent`, `USD`, `day`, or the noun itself.
    pub(crate) unit: Option<String>,
    /// When it held, where its sentence says it.
    pub(crate) when: Option<Edtf>,
    /// Where, in the text's words.
    pub(crate) place: Option<String>,
    /// The rule that read it.
    pub(crate) rule: RuleId,
    /// The number, and the words that bound it.
    pub(crate) because: Vec<Span>,
}

/// A quantity in the window: tokens 0 to before `to`; the number stands at `number`.
#[derive(Debug, Clone)]
struct Amount {
    to: usize,
    number: (usize, usize),
    low: Option<f64>,
    best: Option<f64>,
    high: Option<f64>,
    of: Option<Span>,
    unit: Option<String>,
    rule: &'static str,
}

/// Every quantity in an English text, in order; none overlaps another. `dates`, in order, are the
/// places of the dates, whose numbers count nothing.
pub(crate) fn find(text: &str, dates: &[Span]) -> Vec<Found> {
    let mut window = Window::new(text);
    let mut dates = dates;
    let mut found = Vec::new();
    loop {
        let token = window.ahead(0);
        if token.kind == Kind::End {
            return found;
        }
        let here = token.span();
        while let [first, rest @ ..] = dates
            && first.end() <= here.start()
        {
            dates = rest;
        }
        let date = dates.first().copied().filter(|date| date.start() <= here.start());
        let skip = exclude::skip(&window);
        let amount = match skip {
            Some(_) => None,
            None if token.kind == Kind::Word && !may_start(&window) => None,
            None => read(&window)
                .filter(|amount| window.is_one_paragraph(amount.to))
                .filter(|amount| exclude::may_stand(&window, amount, date, dates)),
        };
        window.advance(match amount {
            Some(amount) => {
                found.push(place(&window, &amount));
                amount.to
            }
            None => skip.unwrap_or(1),
        });
    }
}

/// Whether a quantity can begin with the current word.
fn may_start(window: &Window<'_>) -> bool {
    let token = window.ahead(0);
    token.is_among(&words::STARTS) && (token.word() != "the" || implied::follows_the(window))
}

fn place(window: &Window<'_>, amount: &Amount) -> Found {
    let (start, end) = amount.number;
    let bound = (start > 0).then(|| window.span(0, start));
    Found {
        span: window.span(0, amount.to),
        of: amount.of.and_then(|span| span.of(window.text())).unwrap_or_default().to_owned(),
        low: amount.low,
        best: amount.best,
        high: amount.high,
        unit: amount.unit.clone(),
        when: None,
        place: None,
        rule: RuleId::new(amount.rule),
        because: bound.into_iter().chain([window.span(start, end)]).collect(),
    }
}

/// A quantity at the current token.
fn read(window: &Window<'_>) -> Option<Amount> {
    let token = window.ahead(0);
    if let Some(amount) = implied::read(window, 0) {
        return Some(amount);
    }
    let between = usize::from(token.word() == "between");
    let (bound, at) = if between == 1 { (Bound::Exact, 1) } else { bound::read(window) };
    let currency = number::currency(window, at);
    let start = currency.map_or(at, |(_, next)| next);
    let first = number::read(window, start).or_else(|| number::article(window, start, bound));
    let Some(first) = first else {
        return vague::read(window, at, bound);
    };
    let number_end = first.to;
    let (number, high) = match range(window, at, &first) {
        Some(second) => (Number { value: second.0, to: second.2, ..first }, Some(second.1)),
        None if between == 1 => return None,
        None => (first, None),
    };
    let number = Number { to: number.to + usize::from(bound::plus(window, number.to)), ..number };
    let bound = if bound::plus(window, number.to - 1) { Bound::AtLeast } else { bound };
    let counted = phrase::read(window, at, &number, currency.map(|(code, _)| code), bound)?;
    let score =
        window.ahead(number_end).word() == "to" && counted.of.is_none() && counted.unit.is_none();
    if high.is_some() && score {
        return None;
    }
    Some(amount((at, number.to), bound, &number, high, counted))
}

fn amount(
    place: (usize, usize),
    bound: Bound,
    number: &Number,
    high: Option<f64>,
    counted: Counted,
) -> Amount {
    let (low, best, high) = match high {
        Some(high) => (Some(number.value), None, Some(high)),
        None => bound.of(number.value),
    };
    let rule = match (bound, high.zip(low), counted.rule) {
        (_, Some(_), COUNT) => RANGE,
        (Bound::AtLeast | Bound::AtMost | Bound::Nearly, None, COUNT) => BOUND,
        (_, _, rule) => rule,
    };
    let Counted { to, of, unit, .. } = counted;
    Amount { to, number: place, low, best, high, of, unit, rule }
}

/// Both ends of a range whose lower end was read, and the token after it.
fn range(window: &Window<'_>, at: usize, first: &Number) -> Option<(f64, f64, usize)> {
    let between = window.ahead(first.to);
    let lead = window.before(at, 1).word();
    let tight = between.is_dash() && between.glued() && window.ahead(first.to + 1).glued();
    let joined = tight
        || between.word() == "to"
        || between.word() == "or" && first.in_words
        || between.word() == "and" && lead == "between";
    if !joined {
        return None;
    }
    let next = first.to + 1;
    let next = number::currency(window, next).map_or(next, |(_, next)| next);
    let second = number::read_joined(window, next)?;
    // In "2–3 million" the scale belongs to both.
    let shared = first.scale == 1.0 && first.value < second.value / second.scale;
    let scale = if shared { second.scale } else { 1.0 };
    let low = number::times(&first.value.to_string(), scale)?;
    (second.value > low).then_some((low, second.value, second.to))
}
