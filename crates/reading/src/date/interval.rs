//! What joins two dates, opens one, or blurs one.

use super::context::{Context, days_after, stretch};
use super::{End, Phrase, calendar, clock, relative, whose_year, words, year};
use crate::scan::{Gap, Kind, Window};
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, RuleId};

const INTERVAL: RuleId = RuleId::new("date.interval");
const PART: RuleId = RuleId::new("date.part");

/// Stands for the last half or quarter, whichever it is.
const LAST: i8 = 9;

/// How many years apart the two dates of `(1635 – 1699)` must lie to be those of a life.
const LIFE: i16 = 20;

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
    let ends = if since { Vec::new() } else { vec![End { from: 1, phrase: date.clone() }] };
    Some(Phrase { value, kind: DateKind::Interval, rule: INTERVAL, ends, ..date })
}

/// `2009 to 2017`, `1 March to 4 April 2020`, `1998–1999`.
fn two(window: &Window<'_>, context: &Context, first: &Phrase) -> Option<Phrase> {
    let between = window.ahead(first.to);
    let lead = window.behind(1).word();
    let joined = match between.word() {
        "to" if first.rule.as_str() == "date.year" => lead != "in",
        "to" | "until" | "till" | "through" => lead == "from" || first.rule.as_str() == "date.full",
        "and" => lead == "between",
        _ => between.is_dash() && between.gap < Gap::Line,
    };
    if !joined {
        return None;
    }
    let dashes = usize::from(between.is_dash() && window.ahead(first.to + 1).is('-'));
    let second_at = first.to + 1 + dashes;
    let second = of_year(window, one(window, context, second_at, true)?)?;
    // A dash with a relative date after it is a pause, not a range.
    let pause =
        between.is_dash() && (second.leans_on.is_some() || !is_named(&second) || !is_named(first));
    if pause {
        return None;
    }
    if between.is_dash() && is_a_life(window, first, &second) {
        return None;
    }
    let start = match (first.own_year, second.own_year) {
        (false, true) => in_year_of(&first.value, &second.value)?,
        _ => first.value.clone(),
    };
    let value = Edtf::interval(Some(&start), Some(&second.value))?;
    let first_end = Phrase { value: start, ..first.clone() };
    let ends =
        vec![End { from: 0, phrase: first_end }, End { from: second_at, phrase: second.clone() }];
    Some(Phrase { value, kind: DateKind::Interval, rule: INTERVAL, ends, ..second })
}

/// The second month of `between May and June in 1981` with its year.
fn of_year(window: &Window<'_>, second: Phrase) -> Option<Phrase> {
    let named = second.rule.as_str() == "date.month" && !second.own_year;
    let year = year::written(window, second.to + 1)
        .filter(|_| named && matches!(window.ahead(second.to).word(), "in" | "of"));
    let Some(year) = year else { return Some(second) };
    let value = Edtf::month(year, month_of(&second.value)?)?;
    Some(Phrase::new(second.to + 2, value, DateKind::Point, second.rule).with_own_year())
}

fn month_of(value: &Edtf) -> Option<i8> {
    value.to_string().get(5..7)?.parse().ok()
}

/// Whether two dates before a bracket or comma that closes lie so far apart that they are those of
/// a birth and a death, or of a reign: two dates, not a spell.
fn is_a_life(window: &Window<'_>, first: &Phrase, second: &Phrase) -> bool {
    let year = |phrase: &Phrase| phrase.value.bounds().0.map(|first| first.year());
    let far =
        matches!((year(first), year(second)), (Some(a), Some(b)) if b.saturating_sub(a) >= LIFE);
    far && second.own_year && matches!(window.ahead(second.to).kind, Kind::Mark(')' | ',' | ';'))
}

fn is_named(phrase: &Phrase) -> bool {
    let rule = phrase.rule.as_str();
    matches!(rule, "date.full" | "date.month" | "date.year" | "date.decade")
        || rule == "date.part" && phrase.own_year
}

/// A month or a day without a year of its own, in the year of another date.
fn in_year_of(date: &Edtf, other: &Edtf) -> Option<Edtf> {
    let year = other.bounds().0?.year();
    let written = date.to_string();
    Edtf::parse(&format!("{year:04}{}", written.get(4..)?)).ok()
}

/// One date, with what blurs or narrows it and the time of day on it.
fn one(window: &Window<'_>, context: &Context, at: usize, led: bool) -> Option<Phrase> {
    let parts = part(window, context, at)
        .or_else(|| half(window, context, at))
        .or_else(|| quarter(window, at))
        .or_else(|| edge(window, context, at))
        .or_else(|| part_of_day(window, context, at))
        .or_else(|| days_of_month(window, context, at));
    parts.or_else(|| {
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
    if !matches!(
        window.ahead(at).word(),
        "early" | "mid" | "late" | "later" | "around" | "about" | "circa"
    ) {
        return None;
    }
    let mut next = at + 1;
    next += usize::from(window.ahead(next).is_dash());
    next += usize::from(window.ahead(next).word() == "in");
    next += usize::from(window.ahead(next).word() == "the");
    let date = relative::any(window, context, next, true)?;
    let whole_day = date.value.as_day().is_some();
    let narrowed = matches!(window.ahead(at).word(), "early" | "mid" | "late" | "later");
    let leans = matches!(date.rule.as_str(), "date.weekday" | "date.relative");
    // "Early on" a day is still that day: "late Tuesday night".
    let of_day = next == at + 1 && matches!(window.ahead(at).word(), "early" | "late");
    if of_day && whole_day && leans && date.kind == DateKind::Point {
        return Some(Phrase { rule: PART, ..date });
    }
    let later = window.ahead(at).word() == "later" && date.rule.as_str() != "date.decade";
    if date.value.is_interval() || leans && whole_day || whole_day && narrowed || later {
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
        "last" | "final" => LAST,
        _ => return None,
    };
    let hyphen = usize::from(window.ahead(at + 1).is('-'));
    let (months, number) = match window.ahead(at + 1 + hyphen).word() {
        "half" if number <= 2 => (6, number),
        "half" if number == LAST => (6, 2),
        "quarter" if number == LAST => (3, 4),
        "quarter" if number <= 4 => (3, number),
        _ => return None,
    };
    let to = at + 2 + hyphen;
    let year = match window.ahead(to).word() {
        "of" => relative::any(window, context, to + 1, true)?,
        _ if months == 3 => in_its_year(window, context, at, to, number)?,
        _ => return None,
    };
    let first = year.value.bounds().0?;
    if Some(&year.value) != Edtf::year(first.year()).as_ref() {
        return None;
    }
    let start = Edtf::month(first.year(), (number - 1) * months + 1)?;
    let end = Edtf::month(first.year(), number * months)?;
    let value = Edtf::interval(Some(&start), Some(&end))?;
    Some(Phrase { value, kind: DateKind::Interval, rule: PART, ..year })
}

/// `Q3 2016`, `3Q 2016`, `Q3 of 2016`.
fn quarter(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (first, second) = (window.ahead(at), window.ahead(at + 1));
    let digit = match (first.word(), second.word()) {
        ("q", _) if first.capital => second,
        (_, "q") if second.capital => first,
        _ => return None,
    };
    let number: i8 = window.written(digit).parse().ok()?;
    let fits = digit.kind == Kind::Number && second.glued() && (1..=4).contains(&number);
    let next = at + 2 + usize::from(window.ahead(at + 2).word() == "of");
    let year = year::written(window, next).filter(|_| fits)?;
    let (start, end) = (Edtf::month(year, number * 3 - 2)?, Edtf::month(year, number * 3)?);
    let value = Edtf::interval(Some(&start), Some(&end))?;
    Some(Phrase::new(next + 1, value, DateKind::Interval, PART).with_own_year())
}

/// Monday to Sunday.
fn week_of(day: Date) -> Option<Edtf> {
    let monday = relative::monday(day)?;
    stretch(monday, days_after(monday, 6)?)
}

/// `the night of June 21`, `the morning of 3 May`: that day.
fn part_of_day(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let part =
        window.ahead(at).word() == "the" && words::is_part_of_day(window.ahead(at + 1).word());
    if !part || window.ahead(at + 2).word() != "of" {
        return None;
    }
    let date = relative::any(window, context, at + 3, true)?;
    date.value.as_day()?;
    Some(Phrase { rule: PART, ..date })
}

/// `the last week of March`, `the first weekend of July 2019`, `the last day of 2018`: a week is
/// about seven days.
fn days_of_month(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let at = at + usize::from(window.ahead(at).word() == "the");
    let number = match window.ahead(at).word() {
        "first" | "opening" => 0,
        "second" => 1,
        "third" => 2,
        "fourth" => 3,
        "last" | "final" => LAST.into(),
        _ => return None,
    };
    let unit = window.ahead(at + 1).word();
    if !matches!(unit, "day" | "week" | "weekend") || window.ahead(at + 2).word() != "of" {
        return None;
    }
    let date = calendar::read(window, context, at + 3, true)?;
    let named = matches!(date.rule.as_str(), "date.month" | "date.year");
    let (first, last) = date.value.bounds();
    let value = match (named, first, last) {
        (true, Some(first), Some(last)) => days_in(unit, number, first, last)?,
        (true, ..) => Edtf::parse("XXXX-XX-XX").ok()?,
        (false, ..) => return None,
    };
    let kind = match value.as_day() {
        Some(_) => DateKind::Point,
        None if value.is_interval() => DateKind::Interval,
        None => DateKind::Vague,
    };
    Some(Phrase { value, kind, rule: PART, ..date })
}

/// A day, a week or a weekend from `first` to `last`, by its number from 0.
fn days_in(unit: &str, number: i32, first: Date, last: Date) -> Option<Edtf> {
    let from_end = number == i32::from(LAST);
    match unit {
        "day" if from_end => Some(Edtf::day(last)),
        "day" => days_after(first, number).map(Edtf::day),
        "week" => {
            let start =
                if from_end { days_after(last, -6) } else { days_after(first, 7 * number) }?;
            Some(stretch(start, days_after(start, 6)?)?.approximate())
        }
        _ => {
            let weekday = |day: Date| i32::from(day.weekday().to_monday_zero_offset());
            let saturday = match from_end {
                true => days_after(last, -(weekday(last) - 5).rem_euclid(7))?,
                false => days_after(first, (5 - weekday(first)).rem_euclid(7) + 7 * number)?,
            };
            stretch(saturday, days_after(saturday, 1)?)
        }
    }
}

/// The year of a quarter that does not tell its own: the document's, or the one before where the
/// quarter had not begun.
fn in_its_year(
    window: &Window<'_>,
    context: &Context,
    at: usize,
    to: usize,
    quarter: i8,
) -> Option<Phrase> {
    let known = context.known?;
    let begun = known.month() > (quarter - 1) * 3;
    let back = i16::from(!begun && !whose_year::looks_ahead(window, at));
    let value = Edtf::year(known.year() - back)?;
    Some(Phrase::new(to, value, DateKind::Interval, PART))
}

/// `the end of this year`, `the beginning of 2016`: about then.
fn edge(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let at = at + usize::from(window.ahead(at).word() == "the");
    let edge = matches!(window.ahead(at).word(), "end" | "beginning" | "start" | "middle");
    if !edge || window.ahead(at + 1).word() != "of" {
        return None;
    }
    let (the, unit) = (window.ahead(at + 2), window.ahead(at + 3));
    let date = match (the.word(), unit.word()) {
        ("the", "year" | "month" | "week") => {
            let value = match (unit.word(), context.known) {
                ("week", Some(known)) => week_of(known)?,
                ("month", Some(known)) => Edtf::month(known.year(), known.month())?,
                (_, Some(known)) => Edtf::year(known.year())?,
                ("week", None) => Edtf::parse("XXXX-XX-XX").ok()?,
                ("month", None) => Edtf::parse("XXXX-XX").ok()?,
                (_, None) => Edtf::parse("XXXX").ok()?,
            };
            let value = if context.known.is_some() { value.approximate() } else { value };
            return Some(Phrase::new(at + 4, value, DateKind::Vague, PART));
        }
        _ => relative::any(window, context, at + 2, true)?,
    };
    let of_a_year = matches!(date.value.to_string().trim_end_matches('~').len(), 4 | 7)
        || date.rule.as_str() == "date.relative" && date.value.as_day().is_none();
    let value = date.value.approximate();
    of_a_year.then_some(Phrase { value, kind: DateKind::Vague, rule: PART, ..date })
}
