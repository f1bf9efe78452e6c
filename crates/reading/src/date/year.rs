//! Years, by four figures and by fewer.

use super::calendar::{ends_a_phrase, number};
use super::context::Context;
use super::{Phrase, cues, decade, words};
use crate::scan::{Gap, Kind, Window};
use sayso_model::{DateKind, Edtf, RuleId};

const YEAR: RuleId = RuleId::new("date.year");

/// The year up to which two figures are read where the document tells none.
const LAST_OF_TWO: i16 = 2029;

/// A year of four digits at `at`.
pub(super) fn written(window: &Window<'_>, at: usize) -> Option<i16> {
    let (value, 4) = number(window, at)? else { return None };
    let bare = !(window.ahead(at + 1).glued() && window.ahead(at + 1).kind == Kind::Word);
    ((1000..2200).contains(&value) && bare).then_some(value.cast_signed())
}

/// `[2019]`, as an editor adds it to a day or a month, and the token after the bracket.
pub(super) fn in_brackets(window: &Window<'_>, at: usize) -> Option<(i16, usize)> {
    let closed = window.ahead(at).is('[') && window.ahead(at + 2).is(']');
    written(window, at + 1).filter(|_| closed).map(|year| (year, at + 3))
}

/// A year of two figures after its month: with an apostrophe, or in the first line of a report by
/// wire, `3 JAN 90 --`. It is the last such year up to the document's.
pub(super) fn of_two_figures(window: &Window<'_>, at: usize, context: &Context) -> Option<i16> {
    let token = window.ahead(at);
    let after = window.ahead(at + 1);
    let wired = after.is_dash() && window.ahead(at + 2).kind == after.kind
        || matches!(after.kind, Kind::Mark('(' | '[' | '—'));
    if token.kind != Kind::Number || token.span().len() != 2 || !wired {
        return None;
    }
    of_the_last_hundred(window, at, context)
}

/// The last year up to the document's that ends in these two figures.
fn of_the_last_hundred(window: &Window<'_>, at: usize, context: &Context) -> Option<i16> {
    Some(ending_in(window.written(window.ahead(at)).parse().ok()?, context))
}

/// The last year up to the document's that ends in two figures.
pub(super) fn ending_in(figures: i16, context: &Context) -> i16 {
    let last = context.published.map_or(LAST_OF_TWO, |(_, last)| last.year());
    let year = last / 100 * 100 + figures;
    if year > last { year - 100 } else { year }
}

/// A year of three figures after its month, or before `AD`.
pub(super) fn early(window: &Window<'_>, at: usize) -> Option<i16> {
    let (value, 3) = number(window, at)? else { return None };
    let next = window.ahead(at + 1);
    let ends = matches!(next.kind, Kind::Mark(_) | Kind::End) || ends_a_phrase(next);
    ends.then_some(value.cast_signed())
}

/// `776 BC`, `AD 842`, `347 CE`: years named for an era. The year before 1 AD is 0.
fn of_an_era(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (value, _) = number(window, at)?;
    let value = value.cast_signed();
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    let after = next.capital && next.gap < Gap::Line;
    let (year, to) = match next.word() {
        "bc" | "bce" if after => (1 - value, at + 2),
        "ad" | "ce" if after => (value, at + 2),
        _ if lead.word() == "ad" && lead.capital => (value, at + 1),
        // "500–400 BC".
        _ if next.is_dash() => match (number(window, at + 2), window.ahead(at + 3)) {
            (Some(_), era) if era.capital && matches!(era.word(), "bc" | "bce") => {
                (1 - value, at + 1)
            }
            _ => return None,
        },
        _ => return None,
    };
    let value = Edtf::year(year).filter(|_| value > 0)?;
    Some(Phrase::new(to, value, DateKind::Point, YEAR).with_own_year())
}

/// A year of at most three figures: `c. 347`, `the year 71`, and in a text that has named another
/// such year, `in 348`.
pub(super) fn old(window: &Window<'_>, context: &Context, at: usize, led: bool) -> Option<Phrase> {
    let (value, ..=3) = number(window, at)? else { return None };
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    if !(ends_a_phrase(next) || next.capital) || next.is('%') {
        return None;
    }
    let is_circa = |back: usize| {
        window.before(at, back).is('.') && matches!(window.before(at, back + 1).word(), "c" | "ca")
    };
    let of_three = value > 99;
    let circa = is_circa(1) || lead.is_dash() && is_circa(3);
    let named = lead.word() == "year" && window.before(at, 2).word() == "the";
    let joins = lead.word() == "and" || lead.word() == "of";
    let led = (led || words::leads_to_a_date(lead.word())) && !joins && context.is_old;
    let value = Edtf::year(value.cast_signed()).filter(|_| value > 0)?;
    let told = named || of_three && (circa || led);
    told.then(|| Phrase::new(at + 1, value, DateKind::Point, YEAR).with_own_year())
}

/// Whether an apostrophe stands for the first two figures of a year or a decade: `'82`, `’60s`.
pub(super) fn is_shortened(window: &Window<'_>, at: usize) -> bool {
    let (mark, figures) = (window.ahead(at), window.ahead(at + 1));
    matches!(mark.kind, Kind::Mark('\'' | '’' | '‘'))
        && mark.gap > Gap::None
        && figures.kind == Kind::Number
        && figures.glued()
        && figures.span().len() == 2
}

/// `since '82`, `the ’60s`: a year after a word that leads to one, or a decade.
pub(super) fn shortened(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    if !is_shortened(window, at) {
        return None;
    }
    if let Some(phrase) = decade::tens_in_figures(window, at + 1) {
        return Some(phrase);
    }
    let next = window.ahead(at + 2);
    let led = words::leads_to_a_date(window.before(at, 1).word());
    let ends = !next.glued() || matches!(next.kind, Kind::Mark(_));
    let year = of_the_last_hundred(window, at + 1, context).filter(|_| led && ends)?;
    Some(Phrase::new(at + 2, Edtf::year(year)?, DateKind::Point, YEAR).with_own_year())
}

/// `AD 842`, from its first word.
pub(super) fn of_the_lord(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let token = window.ahead(at);
    (token.word() == "ad" && token.capital).then(|| of_an_era(window, at + 1)).flatten()
}

/// `1898`, where the words around it say that it is a year; `1898-99`.
pub(super) fn alone(window: &Window<'_>, at: usize, led: bool) -> Option<Phrase> {
    if let Some(phrase) = of_an_era(window, at) {
        return Some(phrase);
    }
    let first = written(window, at)?;
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    let led = led || words::leads_to_a_date(lead.word());
    // "2053 UTC" and "2053 Wednesday" are times.
    if matches!(next.word(), "utc" | "gmt") || words::weekday(next.word()).is_some() {
        return None;
    }
    let joins = lead.word() == "and" && cues::lead_is_a_year(window, at);
    let counted = next.kind == Kind::Word
        && next.gap == Gap::Space
        && (cues::is_counted(next.word())
            || cues::may_count(lead.word()) && !joins && cues::is_plural(next));
    let in_brackets = lead.is('(') && matches!(next.kind, Kind::Mark(')' | ',' | '–' | '-' | ';'))
        || lead.is('[') && next.is(']');
    let ends = lead.is_dash()
        && window.before(at, 2).kind == Kind::Number
        && matches!(next.kind, Kind::Mark(')' | ',' | ';'));
    let recent = (1800..2100).contains(&first);
    let owned = cues::is_owner(lead.word());
    let before_a_name = next.capital && next.gap == Gap::Space && !cues::numbers_a_thing(lead);
    let after_a_comma = lead.is(',')
        && (matches!(next.kind, Kind::Mark(',' | '.' | ';' | ')'))
            || next.word() == "and" && (2..6).any(|back| window.before(at, back).is('('))
            || next.is_dash() && written(window, at + 2).is_some());
    let listed = lead.is(',') || lead.word() == "or";
    let listed =
        listed && window.before(at, 2).span().len() == 4 && cues::lead_is_a_year(window, at);
    let spanned = next.is_dash()
        && written(window, at + 2).is_some_and(|last| recent && last > first)
        && (ends_a_phrase(window.ahead(at + 3)) || window.ahead(at + 3).gap >= Gap::Line);
    let range = window.ahead(at + 2).kind == Kind::Number;
    let for_it = lead.word() == "for" && ends_a_phrase(next) && !range;
    let titled = cues::is_titled(window, at, first);
    let told = for_it
        || titled
        || cues::owns(window, at)
        || cues::is_held(next.word()) && lead.kind == Kind::Word && next.gap == Gap::Space
        || cues::of_an_event(lead, next)
        || spanned
        || owned
        || before_a_name
        || after_a_comma
        || cues::cited(window, at);
    let done = cues::is_done(lead.word()) && ends_a_phrase(next);
    let alone = (1400..2100).contains(&first) && (cues::begins(window, at) || done);
    let is_year = led || listed || in_brackets || ends || alone || recent && told;
    let a_thing = cues::numbers_a_thing(lead)
        && !cues::cited(window, at)
        && !titled
        && !cues::of_an_event(lead, next);
    if !is_year || counted || !led && a_thing && !owned {
        return None;
    }
    if let Some(last) = second_year(window, at, first) {
        let value = Edtf::interval(Some(&Edtf::year(first)?), Some(&Edtf::year(last)?))?;
        return Some(Phrase::new(at + 3, value, DateKind::Interval, YEAR).with_own_year());
    }
    Some(Phrase::new(at + 1, Edtf::year(first)?, DateKind::Point, YEAR).with_own_year())
}

/// The end of `1898-99` or `1998/99`.
pub(super) fn second_year(window: &Window<'_>, at: usize, first: i16) -> Option<i16> {
    let (dash, second) = (window.ahead(at + 1), window.ahead(at + 2));
    let joined = dash.glued() && second.glued() && (dash.is_dash() || dash.is('/'));
    if !joined || second.kind != Kind::Number || second.span().len() != 2 {
        return None;
    }
    let last = first / 100 * 100 + window.written(second).parse::<i16>().ok()?;
    (last > first).then_some(last)
}
