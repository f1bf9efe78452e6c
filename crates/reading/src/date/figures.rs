//! Days in figures: `1998-10-03`, `03/10/1998`.

use super::Phrase;
use super::calendar::{FULL, joined_before};
use crate::scan::{Kind, Window};
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf};

/// `1998-10-03`, with any of `-`, `/` and `.` between.
pub(super) fn iso(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let token = window.ahead(at);
    if token.span().len() != 4 || joined_before(window, at) {
        return None;
    }
    let (month, day) = two_more(window, at)?;
    let date = date_of(window.written(token).parse().ok()?, month, day)?;
    Some(Phrase::new(at + 5, Edtf::day(date), DateKind::Point, FULL).with_own_year())
}

/// `03/10/1998`: where both orders make a date, one of the two; with full stops, day first.
pub(super) fn numeric(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (first, separator) = (window.ahead(at), window.ahead(at + 1));
    if first.span().len() > 2 || joined_before(window, at) {
        return None;
    }
    let (second, year) = two_more(window, at)?;
    let first: u16 = window.written(first).parse().ok()?;
    if window.ahead(at + 4).span().len() != 4 || !(1000..2200).contains(&year) {
        return None;
    }
    let day_first = date_of(year, second, first);
    let month_first = date_of(year, first, second).filter(|_| !separator.is('.'));
    let (value, kind) = match (day_first, month_first) {
        (Some(a), Some(b)) if a != b => {
            (Edtf::parse(&format!("[{},{}]", a.min(b), a.max(b))).ok()?, DateKind::Vague)
        }
        (Some(date), _) | (None, Some(date)) => (Edtf::day(date), DateKind::Point),
        (None, None) => return None,
    };
    Some(Phrase::new(at + 5, value, kind, FULL).with_own_year())
}

/// The second and third of three numbers with one separator, glued, and nothing glued after.
fn two_more(window: &Window<'_>, at: usize) -> Option<(u16, u16)> {
    let separator = window.ahead(at + 1);
    let same = matches!(separator.kind, Kind::Mark('-' | '/' | '.'))
        && window.ahead(at + 3).kind == separator.kind;
    let glued = (1..5).all(|i| window.ahead(at + i).glued());
    let after = window.ahead(at + 5);
    let ends = !after.glued()
        || matches!(after.kind, Kind::Mark(_)) && !window.ahead(at + 6).glued()
        || after.kind == Kind::End;
    let part = |i: usize| {
        let token = window.ahead(at + i);
        (token.kind == Kind::Number && token.span().len() <= 4)
            .then(|| window.written(token).parse().ok())
            .flatten()
    };
    if same && glued && ends { Some((part(2)?, part(4)?)) } else { None }
}

fn date_of(year: u16, month: u16, day: u16) -> Option<Date> {
    let small = |number: u16| i8::try_from(number).ok();
    Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()
}
