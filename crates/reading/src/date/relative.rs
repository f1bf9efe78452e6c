//! What leans on the day of writing: `yesterday`, `last week`, `on Tuesday`.

use super::context::{Context, days_after, months_after, stretch};
use super::tense::Tense;
use super::whose_year::looks_ahead;
use super::{Phrase, calendar, hijri, named, sequel, spell, story, vague, words};
use crate::scan::{Gap, Window};
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, RuleId};

const WEEKDAY: RuleId = RuleId::new("date.weekday");
pub(super) const RELATIVE: RuleId = RuleId::new("date.relative");

/// How many days into a month or a year somebody quoted may still have spoken in the one before.
const TURN: i8 = 10;

/// A date at token `at`: one of the calendar or, failing that, a relative one.
pub(super) fn any(window: &Window<'_>, context: &Context, at: usize, led: bool) -> Option<Phrase> {
    hijri::read(window, at)
        .or_else(|| named::read(window, context, at))
        .or_else(|| calendar::read(window, context, at, led))
        .or_else(|| read(window, context, at))
}

/// A relative date at token `at`.
fn read(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    if at > 0 && window.ahead(at).gap == Gap::Paragraph {
        return None;
    }
    let phrase = vague::again_and_again(window, at)
        .or_else(|| weekday(window, context, at))
        .or_else(|| near_day(window, context, at))
        .or_else(|| this_or_that(window, context, at))
        .or_else(|| the_weekend(window, context, at))
        .or_else(|| part_of_now(window, context, at))
        .or_else(|| story::read(window, context, at))
        .or_else(|| sequel::read(window, context, at))
        .or_else(|| spell::read(window, context, at))
        .or_else(|| vague::read(window, context, at))?;
    Some(against(context, phrase))
}

pub(super) fn point(to: usize, day: Date) -> Phrase {
    Phrase::new(to, Edtf::day(day), DateKind::Point, RELATIVE)
}

fn interval(to: usize, first: Date, last: Date) -> Option<Phrase> {
    Some(Phrase::new(to, stretch(first, last)?, DateKind::Interval, RELATIVE))
}

/// Says what a date that was read against [`Context::today`] is worth. What leans on a date before
/// it in the text stands. In quotation marks it leans on the day of saying: the one that the text
/// tells, else about the document's own, which need not be the speaker's. Where nobody knows the
/// document's day, no digit that comes from it is kept.
fn against(context: &Context, phrase: Phrase) -> Phrase {
    if phrase.leans_on.is_some() || phrase.kind == DateKind::Set {
        return phrase;
    }
    if let Some((_, span)) = context.spoken() {
        return Phrase { leans_on: Some(span), ..phrase };
    }
    let Some(known) = context.known else {
        return Phrase { value: blotted(&phrase), kind: DateKind::Vague, ..phrase };
    };
    match context.quoted && !is_the_speakers_too(&phrase, known) {
        true => Phrase { value: phrase.value.approximate(), kind: DateKind::Vague, ..phrase },
        false => phrase,
    }
}

/// Whether a month or year read against the document's day is that of a speaker a few days before.
fn is_the_speakers_too(phrase: &Phrase, known: Date) -> bool {
    let written = phrase.value.to_string();
    match written.rsplit('/').next().map_or(0, str::len) {
        4 => known.month() > 1 || known.day() > TURN,
        7 => known.day() > TURN,
        _ => false,
    }
}

/// The same with every digit unspecified that came from the imagined day: all but those of a
/// month or a season that the words name.
fn blotted(phrase: &Phrase) -> Edtf {
    let written = phrase.value.to_string();
    let first = written
        .trim_start_matches("../")
        .trim_start_matches('-')
        .split(['/', '~'])
        .next()
        .unwrap_or_default();
    let kept = if phrase.names_month { first.get(4..7) } else { None };
    let blank = match (kept, first.len()) {
        (Some(month), _) => format!("XXXX{month}"),
        (None, ..=4) => "XXXX".to_owned(),
        (None, 5..=7) => "XXXX-XX".to_owned(),
        (None, _) => "XXXX-XX-XX".to_owned(),
    };
    Edtf::parse(&blank).unwrap_or_else(|_| phrase.value.clone())
}

/// The token after a part of the day at `at`, if there is one.
fn after_part_of_day(window: &Window<'_>, at: usize) -> usize {
    let token = window.ahead(at);
    at + usize::from(token.gap < Gap::Paragraph && words::is_part_of_day(token.word()))
}

/// `Tuesday`, `last Friday`, `next Monday morning`.
fn weekday(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let lead = window.ahead(at).word();
    let led = matches!(lead, "last" | "next" | "this");
    // "This past Friday", "this coming Friday".
    let (lead, skipped) = match (lead, window.ahead(at + 1).word()) {
        ("this", "past" | "last") => ("last", 1),
        ("this", "coming" | "next") => ("next", 1),
        _ => (lead, 0),
    };
    let at = at + usize::from(led) + skipped;
    let token = window.ahead(at);
    let wanted = words::weekday(token.word()).filter(|_| token.capital)?;
    let next = window.ahead(at + 1);
    let another = next.capital && words::names_a_thing(next.word());
    let the_13th = next.word() == "the" && window.ahead(at + 3).word() == "th";
    // "On a Monday" is any.
    let (article, on) = (window.before(at, 1).word(), window.before(at, 2).word());
    let named = words::names_a_weekday(article) || article == "a" && on == "on";
    if another || named || the_13th || token.gap == Gap::Paragraph && led {
        return None;
    }
    if !led && let Some(phrase) = weekday_told(window, context, at, wanted) {
        return Some(phrase);
    }
    let today = context.today();
    let back = i32::from((today.weekday().to_monday_zero_offset() - wanted).rem_euclid(7));
    let days = match lead {
        "next" if back == 0 => 7,
        "next" => 7 - back,
        "this" => i32::from(wanted - today.weekday().to_monday_zero_offset()),
        "last" if back == 0 => -7,
        _ if !led && back > 0 && looks_ahead(window, at) => 7 - back,
        _ => -back,
    };
    let day = days_after(today, days)?;
    let to = after_part_of_day(window, at + 1);
    // "Monday last week".
    let weeks = match (led, window.ahead(to).word(), window.ahead(to + 1).word()) {
        (false, "last", "week") => Some(-1),
        (false, "this", "week") => Some(0),
        (false, "next", "week") => Some(1),
        _ => None,
    };
    if let Some(weeks) = weeks.filter(|_| window.ahead(to).gap < Gap::Paragraph) {
        let day = days_after(monday(today)?, 7 * weeks + i32::from(wanted))?;
        return Some(Phrase::new(to + 2, Edtf::day(day), DateKind::Point, WEEKDAY));
    }
    Some(Phrase::new(to, Edtf::day(day), DateKind::Point, WEEKDAY))
}

/// A weekday in a story of another time: that of its last day, or of the days before it where the
/// sentence tells what had been. Whether another lies before or after that day, nothing tells.
fn weekday_told(window: &Window<'_>, context: &Context, at: usize, wanted: i8) -> Option<Phrase> {
    let (day, span, runs) = context.told_day()?;
    let before = match context.tense(window, at) {
        Tense::Before => true,
        Tense::Past => false,
        Tense::Open | Tense::Ahead => return None,
    };
    let back = i32::from((day.weekday().to_monday_zero_offset() - wanted).rem_euclid(7));
    let to = after_part_of_day(window, at + 1);
    let phrase = if before || back == 0 && runs {
        Phrase::new(to, Edtf::day(days_after(day, -back)?), DateKind::Point, WEEKDAY)
    } else if runs {
        Phrase::new(to, Edtf::parse("XXXX-XX-XX").ok()?, DateKind::Vague, WEEKDAY)
    } else {
        return None;
    };
    Some(Phrase { leans_on: Some(span), ..phrase })
}

/// `yesterday`, `tomorrow morning`, `last night`, `this afternoon`.
fn near_day(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let next = window.ahead(at + 1).word();
    if window.ahead(at).word() == "today" && !context.quoted && vague::is_nowadays(window, at) {
        let year = Edtf::year(context.known?.year())?;
        return Some(Phrase::new(at + 1, year, DateKind::Vague, RELATIVE));
    }
    let word = |i: usize| window.ahead(at + i).word();
    let (days, to) = match window.ahead(at).word() {
        "the" if (next, word(2), word(3)) == ("day", "before", "yesterday") => (-2, at + 4),
        "the" if (next, word(2), word(3)) == ("day", "after", "tomorrow") => (2, at + 4),
        "earlier" | "later" if next == "today" => (0, at + 2),
        "yesterday" => (-1, after_part_of_day(window, at + 1)),
        "today" | "tonight" => (0, at + 1),
        "tomorrow" => (1, after_part_of_day(window, at + 1)),
        "last" if next == "night" => (-1, at + 2),
        "this" if words::is_part_of_day(next) => (0, at + 2),
        _ => return None,
    };
    Some(point(to, days_after(context.today(), days)?))
}

/// `last week`, `this year`, `next month`, `last October`, `this June`, `last summer`.
fn this_or_that(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let steps = match window.ahead(at).word() {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let past = usize::from(steps == 0 && window.ahead(at + 1).word() == "past");
    let steps = if past == 1 { -1 } else { steps };
    let at = at + past;
    let token = window.ahead(at + 1);
    let today = context.today();
    let to = at + 2;
    if let Some(month) = words::month(token.word()).filter(|_| token.capital) {
        let year = match steps {
            -1 if month >= today.month() => today.year() - 1,
            1 if month <= today.month() => today.year() + 1,
            _ => today.year(),
        };
        let phrase = Phrase::new(to, Edtf::month(year, month)?, DateKind::Point, RELATIVE);
        return Some(Phrase { names_month: true, ..phrase });
    }
    if let Some(code) = words::season(token.word()) {
        let year = season_year(today, code, steps);
        let value = Edtf::parse(&format!("{year:04}-{code}")).ok()?;
        let phrase = Phrase::new(to, value, DateKind::Interval, RELATIVE);
        return Some(Phrase { names_month: true, ..phrase });
    }
    match token.word() {
        "week" => {
            let monday = days_after(monday(today)?, 7 * steps)?;
            interval(to, monday, days_after(monday, 6)?)
        }
        "weekend" => {
            let saturday = days_after(monday(today)?, 7 * steps + 5)?;
            interval(to, saturday, days_after(saturday, 1)?)
        }
        "month" => {
            let month = months_after(today, steps)?;
            let value = Edtf::month(month.year(), month.month())?;
            Some(Phrase::new(to, value, DateKind::Point, RELATIVE))
        }
        "year" => {
            let value = Edtf::year(today.year() + i16::try_from(steps).ok()?)?;
            Some(Phrase::new(to, value, DateKind::Point, RELATIVE))
        }
        _ => None,
    }
}

/// `over the weekend`: the last one up to the day of writing, or the one that lies ahead.
fn the_weekend(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let words = (window.ahead(at).word(), window.ahead(at + 1).word());
    let lead = window.before(at, 1).word();
    let led = matches!(lead, "over" | "during" | "at" | "on" | "for" | "since" | "until" | "by");
    let next = window.ahead(at + 2);
    if words != ("the", "weekend") || !led || matches!(next.word(), "of" | "before" | "after") {
        return None;
    }
    let today = context.today();
    let this = days_after(monday(today)?, 5)?;
    let ahead = this <= today || looks_ahead(window, at);
    let saturday = if ahead { this } else { days_after(this, -7)? };
    interval(at + 2, saturday, days_after(saturday, 1)?)
}

/// The year of the last, this or next season of that kind; a winter is named for its start.
fn season_year(today: Date, code: u8, steps: i32) -> i16 {
    let first_month = [3, 6, 9, 12][usize::from(code.clamp(21, 24) - 21)];
    let begun = today.month() >= first_month;
    let over = today.month() > first_month + 2;
    match steps {
        -1 if !begun || !over => today.year() - 1,
        1 if begun => today.year() + 1,
        _ => today.year(),
    }
}

/// The Monday of a day's week.
pub(super) fn monday(day: Date) -> Option<Date> {
    days_after(day, -i32::from(day.weekday().to_monday_zero_offset()))
}

/// `earlier this week`, `later this year`.
fn part_of_now(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let today = context.today();
    let first = window.ahead(at).word();
    if !matches!(first, "earlier" | "later") || window.ahead(at + 1).word() != "this" {
        return None;
    }
    let (start, end) = match window.ahead(at + 2).word() {
        "week" => (monday(today)?, days_after(monday(today)?, 6)?),
        "month" => (today.first_of_month(), today.last_of_month()),
        "year" => (today.first_of_year(), today.last_of_year()),
        _ => return None,
    };
    let (start, end) = if first == "earlier" { (start, today) } else { (today, end) };
    interval(at + 3, start, end)
}
