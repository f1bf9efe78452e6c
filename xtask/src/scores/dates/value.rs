//! What the two sets say that dates mean, as EDTF, and when a value read is the same.

use jiff::civil::{ISOWeekDate, Weekday};
use sayso::model::{Date, DateKind, Edtf};

/// What a mark says that a date means.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Wanted {
    /// This.
    Value(Edtf),
    /// Some time past, present or to come, and no more.
    Vague,
    /// Nothing that EDTF can say; no value read is right.
    Other,
}

/// Whether a value read is what a mark says: the same first and last day, whatever is said of
/// how sure they are, or without them the same digits.
pub(super) fn is_same(wanted: &Wanted, date: &Date) -> bool {
    match wanted {
        Wanted::Other => false,
        Wanted::Vague => date.kind == DateKind::Vague,
        Wanted::Value(value) => match (value.bounds(), date.value.bounds()) {
            ((None, None), (None, None)) => written(value) == written(&date.value),
            (wanted, read) => wanted == read,
        },
    }
}

fn written(value: &Edtf) -> String {
    value.to_string().replace('~', "")
}

/// A value of TIMEX3 (ISO 8601 with additions): `2008-W35`, `2008-SP`, `2009-Q3`, `197`,
/// `2008-01-09TMO`, `PRESENT_REF`.
pub(super) fn of_timex(value: &str) -> Wanted {
    let value = value.trim().trim_start_matches("FY");
    if value.ends_with("_REF") || value.starts_with("XXXX") {
        return Wanted::Vague;
    }
    let day = value.split('T').next().unwrap_or_default();
    let (year, rest) = day.split_once('-').unwrap_or((day, ""));
    let written = match (year.len(), rest.as_bytes()) {
        (3, []) => Some(format!("{year}X")),
        (2, []) => Some(format!("{year}XX")),
        (4, [b'W', ..]) => week(year, rest),
        (4, [b'Q', quarter @ b'1'..=b'4']) => {
            let first = (quarter - b'1') * 3 + 1;
            Some(format!("{year}-{first:02}/{year}-{:02}", first + 2))
        }
        (4, [_, _]) if season(rest).is_some() => season(rest).map(|code| format!("{year}-{code}")),
        (4, _) => Some(day.to_owned()),
        _ => None,
    };
    edtf(written)
}

fn season(letters: &str) -> Option<u8> {
    ["SP", "SU", "FA", "WI"].iter().zip(21..).find(|(name, _)| **name == letters).map(|(_, c)| c)
}

/// `W35`, `W42-WE`: from Monday or Saturday to Sunday.
fn week(year: &str, rest: &str) -> Option<String> {
    let (number, weekend) = match rest.strip_suffix("-WE") {
        Some(number) => (number, true),
        None => (rest, false),
    };
    let number = number.strip_prefix('W')?.parse().ok()?;
    let day =
        |weekday| ISOWeekDate::new(year.parse().ok()?, number, weekday).ok().map(|day| day.date());
    let first = day(if weekend { Weekday::Saturday } else { Weekday::Monday })?;
    Some(format!("{first}/{}", day(Weekday::Sunday)?))
}

/// The attributes of a date of GUM, which are those of TEI: `when`, or `from` or `notBefore` with
/// `to` or `notAfter`. A year before ours is counted without a year 0 there, and with one in
/// EDTF.
pub(super) fn of_tei(attribute: impl Fn(&str) -> Option<String>) -> Wanted {
    if let Some(when) = attribute("when") {
        return edtf(point(&when));
    }
    let start = attribute("from").or_else(|| attribute("notBefore"));
    let end = attribute("to").or_else(|| attribute("notAfter"));
    if let (Some(start), Some(end)) = (&start, &end)
        && let Some(season) = seasonal(start, end)
    {
        return edtf(Some(season));
    }
    let open = || Some("..".to_owned());
    let side = |side: Option<String>| side.map_or_else(open, |side| point(&side));
    edtf(side(start).zip(side(end)).map(|(start, end)| format!("{start}/{end}")))
}

/// `--07` is July of any year, `-0776` is 776 BC.
fn point(given: &str) -> Option<String> {
    let day = given.split('T').next().unwrap_or_default();
    if let Some(rest) = day.strip_prefix("--") {
        return Some(format!("XXXX-{rest}"));
    }
    match day.strip_prefix('-') {
        None => Some(day.to_owned()),
        Some(year) => year.parse::<i16>().ok().map(|year| format!("-{:04}", year - 1)),
    }
}

/// A season, which GUM writes from the month before it begins to the month in which it ends:
/// `2012-06` to `2012-09` is summer.
fn seasonal(start: &str, end: &str) -> Option<String> {
    let (year, first) = start.rsplit_once('-')?;
    let (_, last) = end.rsplit_once('-')?;
    let code = match (first, last) {
        ("03", "06") => 21,
        ("06", "09") => 22,
        ("09", "12") => 23,
        ("12", "03") => 24,
        _ => return None,
    };
    match year {
        "-" => Some(format!("XXXX-{code}")),
        _ if year.len() == 4 => Some(format!("{year}-{code}")),
        _ => None,
    }
}

fn edtf(written: Option<String>) -> Wanted {
    let value = written.and_then(|written| Edtf::parse(&written).ok());
    value.map_or(Wanted::Other, Wanted::Value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(written: &str) -> Wanted {
        Wanted::Value(Edtf::parse(written).unwrap())
    }

    #[test]
    fn maps_the_values_of_timex() {
        for (timex, wanted) in [
            ("2008-01-09TMO", "2008-01-09"),
            ("2009-W13", "2009-03-23/2009-03-29"),
            ("2008-W42-WE", "2008-10-18/2008-10-19"),
            ("2009-Q3", "2009-07/2009-09"),
            ("2008-FA", "2008-23"),
            ("197", "197X"),
            ("FY2006", "2006"),
        ] {
            assert_eq!(of_timex(timex), value(wanted), "{timex}");
        }
        assert_eq!(of_timex("PAST_REF"), Wanted::Vague);
        assert_eq!(of_timex("P20Y"), Wanted::Other);
    }

    #[test]
    fn maps_the_attributes_of_tei() {
        for (attributes, wanted) in [
            (&[("when", "--07-04")][..], "XXXX-07-04"),
            (&[("when", "-0776")], "-0775"),
            (&[("from", "2012-06"), ("to", "2012-09")], "2012-22"),
            (&[("from", "--12"), ("to", "--03")], "XXXX-24"),
            (&[("notBefore", "1976"), ("notAfter", "1979")], "1976/1979"),
            (&[("notAfter", "2006-05-28")], "../2006-05-28"),
        ] {
            let of = |name: &str| {
                attributes.iter().find(|(key, _)| *key == name).map(|(_, v)| (*v).to_owned())
            };
            assert_eq!(of_tei(of), value(wanted), "{attributes:?}");
        }
    }
}
