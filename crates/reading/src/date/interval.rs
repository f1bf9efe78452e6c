//! What joins two dates, opens one, or blurs one.

use super::context::Context;
use super::{Phrase, calendar, clock, relative, words};
use crate::scan::{Gap, Window};
use sayso_model::{DateKind, Edtf, RuleId};

const INTERVAL: RuleId = RuleId::new("date.interval");
const PART: RuleId = RuleId::new("date.part");

/// The longest date expression at the current token.
pub(super) fn read(window: &Window<'_>, context: &Context) -> Option<Phrase> {
    let phrase = open(window, context).or_else(|| {
        let led = words::leads_to_a_date(window.behind(1).word());
        let first = one(window, context, 0, led)?;
        two(window, context, &first).or(Some(first))
    });
    phrase.filter(|phrase| window.is_one_paragraph(phrase.to))
}

/// `since 2013`, `until November 2016`.
fn open(window: &Window<'_>, context: &Context) -> Option<Phrase> {
    let since = match window.ahead(0).word() {
        "since" => true,
        "until" | "till" => false,
        _ => return None,
    };
    let date = one(window, context, 1, true)?;
    let (start, end) = if since { (Some(&date.value), None) } else { (None, Some(&date.value)) };
    let value = Edtf::interval(start, end)?;
    Some(Phrase { value, kind: DateKind::Interval, rule: INTERVAL, ..date })
}

/// `2009 to 2017`, `1 March to 4 April 2020`, `1998–1999`.
fn two(window: &Window<'_>, context: &Context, first: &Phrase) -> Option<Phrase> {
    let between = window.ahead(first.to);
    let lead = window.behind(1).word();
    let joined = match between.word() {
        "to" | "until" | "till" | "through" => lead == "from" || first.rule.as_str() == "date.full",
        "and" => lead == "between",
        _ => between.is_dash() && between.gap < Gap::Line,
    };
    if !joined {
        return None;
    }
    let second = one(window, context, first.to + 1, true)?;
    // A dash with a relative date after it is a pause, not a range.
    let pause =
        between.is_dash() && (second.leans_on.is_some() || !is_named(&second) || !is_named(first));
    if pause {
        return None;
    }
    let start = match (first.own_year, second.own_year) {
        (false, true) => in_year_of(&first.value, &second.value)?,
        _ => first.value.clone(),
    };
    let value = Edtf::interval(Some(&start), Some(&second.value))?;
    Some(Phrase { value, kind: DateKind::Interval, rule: INTERVAL, ..second })
}

fn is_named(phrase: &Phrase) -> bool {
    matches!(phrase.rule.as_str(), "date.full" | "date.month" | "date.year" | "date.decade")
}

/// A month or a day without a year of its own, in the year of another date.
fn in_year_of(date: &Edtf, other: &Edtf) -> Option<Edtf> {
    let year = other.bounds().0?.year();
    let written = date.to_string();
    Edtf::parse(&format!("{year:04}{}", written.get(4..)?)).ok()
}

/// One date, with what blurs or narrows it and the time of day on it.
fn one(window: &Window<'_>, context: &Context, at: usize, led: bool) -> Option<Phrase> {
    part(window, context, at).or_else(|| half(window, context, at)).or_else(|| {
        let found = relative::any(window, context, at, led);
        match found {
            Some(phrase) => clock::after(window, &phrase).or(Some(phrase)),
            None => clock::read(window, context, at),
        }
    })
}

/// `early 2019`, `mid-June`, `the late 1960s`, `around 1898`.
fn part(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let at = at + usize::from(window.ahead(at).word() == "the");
    if !matches!(window.ahead(at).word(), "early" | "mid" | "late" | "around" | "about" | "circa") {
        return None;
    }
    let mut next = at + 1;
    next += usize::from(window.ahead(next).is_dash());
    next += usize::from(window.ahead(next).word() == "in");
    next += usize::from(window.ahead(next).word() == "the");
    let date = relative::any(window, context, next, true)?;
    let whole_day = date.value.as_day().is_some();
    let narrowed = matches!(window.ahead(at).word(), "early" | "mid" | "late");
    if date.value.is_interval() || date.rule.as_str() == "date.weekday" || whole_day && narrowed {
        return None;
    }
    // "Around 1300 kilometres" are no year.
    let year = date.rule.as_str() == "date.year";
    if year && !narrowed && !calendar::ends_a_phrase(window.ahead(date.to)) {
        return None;
    }
    let value = date.value.approximate();
    Some(Phrase { value, kind: DateKind::Vague, rule: PART, ..date })
}

/// `the first half of 2019`, `the second quarter of this year`.
fn half(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let at = at + usize::from(window.ahead(at).word() == "the");
    let number: i8 = match window.ahead(at).word() {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => return None,
    };
    let months = match window.ahead(at + 1).word() {
        "half" if number <= 2 => 6,
        "quarter" => 3,
        _ => return None,
    };
    if window.ahead(at + 2).word() != "of" {
        return None;
    }
    let year = relative::any(window, context, at + 3, true)?;
    let first = year.value.bounds().0?;
    if Some(&year.value) != Edtf::year(first.year()).as_ref() {
        return None;
    }
    let start = Edtf::month(first.year(), (number - 1) * months + 1)?;
    let end = Edtf::month(first.year(), number * months)?;
    let value = Edtf::interval(Some(&start), Some(&end))?;
    Some(Phrase { value, kind: DateKind::Interval, rule: PART, ..year })
}
