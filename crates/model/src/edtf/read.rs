//! From a string.

use super::bounds;
use super::part::{Day, Digits, Moment, Month, Point, Qualifier, Year, Zone};
use super::{End, Form, Member};

/// What is wrong with a string.
type Why = &'static str;

pub(super) fn form(given: &str) -> Result<Form, Why> {
    if given.is_empty() {
        return Err("it is empty");
    }
    for (open, close, all) in [('[', ']', false), ('{', '}', true)] {
        if let Some(inside) = given.strip_prefix(open) {
            let inside = inside.strip_suffix(close).ok_or("the set is not closed")?;
            let members =
                inside.split(',').map(|one| member(one.trim())).collect::<Result<_, _>>()?;
            return Ok(Form::Set { all, members });
        }
    }
    match given.split_once('/') {
        Some((start, end)) => interval(start, end),
        None => point(given).map(Form::Point),
    }
}

fn interval(start: &str, end: &str) -> Result<Form, Why> {
    let form = Form::Interval(self::end(start)?, self::end(end)?);
    match &form {
        Form::Interval(End::Unknown, End::Unknown) => Err("neither end of the interval is known"),
        _ if !bounds::in_order(bounds::of(&form)) => Err("the interval ends before it starts"),
        _ => Ok(form),
    }
}

fn end(given: &str) -> Result<End, Why> {
    match given {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ => point(given).map(End::At),
    }
}

fn member(given: &str) -> Result<Member, Why> {
    let Some((start, end)) = given.split_once("..") else {
        return point(given).map(Member::One);
    };
    let side = |side: &str| (!side.is_empty()).then(|| point(side)).transpose();
    let range = Member::Range(side(start)?, side(end)?);
    match &range {
        Member::Range(None, None) => Err("a range in the set has neither start nor end"),
        _ if !bounds::in_order(bounds::of_member(&range)) => {
            Err("a range in the set ends before it starts")
        }
        _ => Ok(range),
    }
}

fn point(given: &str) -> Result<Point, Why> {
    if let Some((date, time)) = given.split_once('T') {
        let mut point = self::date(date, Qualifier::None)?;
        let exact = point.day.is_some_and(|Day(digits)| digits.is_exact())
            && matches!(point.month, Some(Month::Calendar(digits)) if digits.is_exact())
            && point.year.digits.is_exact();
        if !exact {
            return Err("a time needs a whole day before it");
        }
        point.time = Some(moment(time)?);
        return Ok(point);
    }
    for qualifier in Qualifier::ALL {
        if let Some(date) = given.strip_suffix(qualifier.sign()) {
            return self::date(date, qualifier);
        }
    }
    date(given, Qualifier::None)
}

fn date(given: &str, qualifier: Qualifier) -> Result<Point, Why> {
    let (before_zero, rest) = match given.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, given),
    };
    if rest.starts_with('Y') {
        return Err("years of more than four digits are not read");
    }
    let mut parts = rest.split('-');
    let year = parts.next().and_then(digits::<4>).ok_or("a year has four digits")?;
    if before_zero && year.filled(0) == 0 && year.is_exact() {
        return Err("the year 0 has no sign");
    }
    let year = Year { before_zero, digits: year };
    let month = parts.next().map(month).transpose()?;
    let day = parts.next().map(|given| digits::<2>(given).ok_or("a day has two digits"));
    let day = day.transpose()?.map(Day);
    if parts.next().is_some() {
        return Err("there is more after the day");
    }
    if let (Some(month), Some(day)) = (month, day) {
        check_day(year, month, day)?;
    }
    Ok(Point { year, month, day, time: None, qualifier })
}

fn month(given: &str) -> Result<Month, Why> {
    let digits = digits::<2>(given).ok_or("a month has two digits")?;
    match (digits.filled(0), digits.is_exact()) {
        (code @ 21..=41, true) => Ok(Month::Division(code as u8)),
        (1..=12, true) | (0 | 10, false) => Ok(Month::Calendar(digits)),
        (1 | 2, false) if digits.0[0].is_none() => Ok(Month::Calendar(digits)),
        (3..=9, false) if digits.0[0].is_none() => Ok(Month::Calendar(digits)),
        _ => Err("there is no such month"),
    }
}

/// Whether some month and year that it can mean has such a day.
fn check_day(year: Year, month: Month, day: Day) -> Result<(), Why> {
    let Month::Calendar(month) = month else { return Err("a season has no days") };
    let Day(digits) = day;
    let tens = digits.0[0];
    if digits.is_exact() && digits.filled(0) == 0 || tens.is_some_and(|tens| tens > 3) {
        return Err("there is no such day");
    }
    let longest = if month.is_exact() {
        let leap = if year.digits.is_exact() { year.digits.filled(0) } else { 4 };
        bounds::days_in(if year.before_zero { -leap } else { leap }, month.filled(0) as i8)
    } else {
        31
    };
    if i16::from(longest) < digits.filled(0) {
        return Err("the month has no such day");
    }
    Ok(())
}

fn moment(given: &str) -> Result<Moment, Why> {
    let wrong = "a time is written hh:mm:ss, then Z or +hh:mm or nothing";
    let (clock, zone) = given.split_at_checked(8).ok_or(wrong)?;
    let mut parts = clock.split(':').map(two);
    let (Some(Some(hour)), Some(Some(minute)), Some(Some(second)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(wrong);
    };
    if hour > 23 || minute > 59 || second > 59 {
        return Err("there is no such time of day");
    }
    Ok(Moment { hour, minute, second, zone: self::zone(zone).ok_or(wrong)? })
}

fn zone(given: &str) -> Option<Zone> {
    match given {
        "" => return Some(Zone::Unsaid),
        "Z" => return Some(Zone::Utc),
        _ => {}
    }
    let (sign, rest) = given.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
    let (hours, minutes) = (i16::from(two(hours)?), i16::from(two(minutes)?));
    let east = hours * 60 + minutes;
    match sign {
        _ if hours > 23 || minutes > 59 => None,
        "+" => Some(Zone::East(east)),
        "-" => Some(Zone::East(-east)),
        _ => None,
    }
}

fn two(given: &str) -> Option<u8> {
    let digits = digits::<2>(given)?;
    digits.is_exact().then(|| digits.filled(0) as u8)
}

fn digits<const N: usize>(given: &str) -> Option<Digits<N>> {
    let bytes: [u8; N] = given.as_bytes().try_into().ok()?;
    let mut digits = [None; N];
    for (digit, byte) in digits.iter_mut().zip(bytes) {
        *digit = match byte {
            b'X' => None,
            b'0'..=b'9' => Some(byte - b'0'),
            _ => return None,
        };
    }
    Some(Digits(digits))
}
