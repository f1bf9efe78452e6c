//! Times that go by a name: the two world wars and the eleventh of September.

use super::Phrase;
use crate::scan::{Gap, Kind, Window};
use sayso_model::{DateKind, Edtf, RuleId};

const NAMED: RuleId = RuleId::new("date.named");

/// From the declaration of war to the armistice.
const FIRST: &str = "1914-07-28/1918-11-11";
/// From the attack on Poland to the surrender of Japan.
const SECOND: &str = "1939-09-01/1945-09-02";

/// `World War II`, `the Second World War`, `WWI`, `9/11`.
pub(super) fn read(window: &Window<'_>, at: usize) -> Option<Phrase> {
    if window.ahead(at).kind == Kind::Number {
        return september(window, at);
    }
    let (value, to) = war(window, at)?;
    Some(Phrase::new(to, Edtf::parse(value).ok()?, DateKind::Interval, NAMED).with_own_year())
}

fn war(window: &Window<'_>, at: usize) -> Option<(&'static str, usize)> {
    let token = window.ahead(at);
    let word = |i: usize| window.ahead(at + i).word();
    if !token.capital && token.word() != "the" {
        return None;
    }
    let which = |word: &str| match word {
        "i" | "one" | "first" => Some(FIRST),
        "ii" | "two" | "second" => Some(SECOND),
        _ => None,
    };
    match word(0) {
        "wwi" => Some((FIRST, at + 1)),
        "wwii" => Some((SECOND, at + 1)),
        "world" if word(1) == "war" => Some((which(word(2))?, at + 3)),
        "first" | "second" if word(1) == "world" && word(2) == "war" => {
            Some((which(word(0))?, at + 3))
        }
        "the" if word(2) == "world" && word(3) == "war" => Some((which(word(1))?, at + 4)),
        _ => None,
    }
}

/// `9/11`, as the attacks of 2001 are called.
fn september(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (slash, eleven, next) = (window.ahead(at + 1), window.ahead(at + 2), window.ahead(at + 3));
    let alone = window.ahead(at).gap > Gap::None || window.before(at, 1).is('(');
    let glued = slash.is('/') && slash.glued() && eleven.glued();
    let named = window.written(window.ahead(at)) == "9" && window.written(eleven) == "11";
    let goes_on = next.glued() && matches!(next.kind, Kind::Number | Kind::Mark('/' | '%'));
    if !alone || !glued || !named || goes_on || next.word() == "of" {
        return None;
    }
    let value = Edtf::parse("2001-09-11").ok()?;
    Some(Phrase::new(at + 3, value, DateKind::Point, NAMED).with_own_year())
}
