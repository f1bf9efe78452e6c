//! Years that are counted from an era: `776 BC`, `A.D. 842`, `347 CE`.

use super::Phrase;
use super::calendar::number;
use super::year::YEAR;
use crate::scan::{Gap, Window};
use sayso_model::{DateKind, Edtf};

/// The side of an era.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    Since,
}

/// The name of an era at `at`, and the token after it and its full stops.
pub(super) fn name(window: &Window<'_>, at: usize) -> Option<(Side, usize)> {
    let token = window.ahead(at);
    if !token.capital || token.gap >= Gap::Line {
        return None;
    }
    match token.word() {
        "bc" | "bce" => return Some((Side::Before, at + 1)),
        "ad" | "ce" => return Some((Side::Since, at + 1)),
        _ => {}
    }
    let letter = |i: usize| {
        let (letter, stop) = (window.ahead(at + i), window.ahead(at + i + 1));
        let tight = letter.capital && stop.is('.') && (i == 0 || letter.glued()) && stop.glued();
        if tight { letter.word() } else { "" }
    };
    match (letter(0), letter(2), letter(4)) {
        ("b", "c", "e") => Some((Side::Before, at + 6)),
        ("b", "c", _) => Some((Side::Before, at + 4)),
        ("a", "d", _) | ("c", "e", _) => Some((Side::Since, at + 4)),
        _ => None,
    }
}

/// A year before the name of its era. The year before 1 AD is 0.
pub(super) fn year(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (value, _) = number(window, at)?;
    // "500–400 BC".
    let (side, to) = name(window, at + 1).or_else(|| {
        let range = window.ahead(at + 1).is_dash() && number(window, at + 2).is_some();
        let (side, _) = name(window, at + 3).filter(|_| range)?;
        (side == Side::Before).then_some((side, at + 1))
    })?;
    named(value.cast_signed(), side, to)
}

/// `AD 842`, `A.D. 842`, from the first letter.
pub(super) fn of_the_lord(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (_, next) = name(window, at).filter(|_| window.ahead(at).word().starts_with('a'))?;
    let (value, _) = number(window, next)?;
    named(value.cast_signed(), Side::Since, next + 1)
}

fn named(value: i16, side: Side, to: usize) -> Option<Phrase> {
    let year = if side == Side::Before { 1 - value } else { value };
    let value = Edtf::year(year).filter(|_| value > 0)?;
    Some(Phrase::new(to, value, DateKind::Point, YEAR).with_own_year())
}
