//! Years, by four figures and by fewer.

use super::calendar::{ends_a_phrase, number};
use super::context::Context;
use super::{End, Phrase, cues, decade, words};
use crate::scan::{Gap, Kind, Token, Window};
use sayso_model::{DateKind, Edtf, RuleId};

pub(super) const YEAR: RuleId = RuleId::new("date.year");

/// The year up to which two figures are read where the document tells none.
const LAST_OF_TWO: i16 = 2029;

/// How many years apart those of a list may lie.
const NEAR: i16 = 100;

/// A year of four digits at `at`.
pub(super) fn written(window: &Window<'_>, at: usize) -> Option<i16> {
    let (value, 4) = number(window, at)? else { return None };
    let next = window.ahead(at + 1);
    let bare = !(next.glued() && next.kind == Kind::Word) || is_one_of_its_year(window, at);
    ((1000..2200).contains(&value) && bare).then_some(value.cast_signed())
}

/// Whether a letter tells a writing from others of that year: `Orr, 2001b)`.
fn is_one_of_its_year(window: &Window<'_>, at: usize) -> bool {
    let (letter, closes) = (window.ahead(at + 1), window.ahead(at + 2));
    matches!(letter.word(), "a" | "b" | "c" | "d")
        && !letter.capital
        && closes.glued()
        && matches!(closes.kind, Kind::Mark(')' | ',' | ';'))
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

/// `'68` after its month.
pub(super) fn after_its_month(window: &Window<'_>, at: usize, context: &Context) -> Option<i16> {
    is_shortened(window, at).then(|| of_the_last_hundred(window, at + 1, context)).flatten()
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

/// Whether `c.`, `ca.` or `~` stands so many tokens before.
fn is_circa(window: &Window<'_>, at: usize, back: usize) -> bool {
    let (mark, word) = (window.before(at, back), window.before(at, back + 1));
    mark.is('~') || mark.is('.') && matches!(word.word(), "c" | "ca")
}

/// A year of at most three figures: `c. 347`, `the year 71`, and in a text that has named another
/// such year, `in 348`.
pub(super) fn old(window: &Window<'_>, context: &Context, at: usize, led: bool) -> Option<Phrase> {
    let (value, ..=3) = number(window, at)? else { return None };
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    let named_after = next.capital && !cues::is_plural(window.ahead(at + 2));
    if !(ends_a_phrase(next) || named_after) || next.is('%') || counts_between(window, at) {
        return None;
    }
    let of_three = value > 99;
    let circa = is_circa(window, at, 1) || lead.is_dash() && is_circa(window, at, 3);
    let named = lead.word() == "year" && window.before(at, 2).word() == "the";
    let joins = lead.word() == "and" || lead.word() == "of";
    let led = (led || words::leads_to_a_date(lead.word())) && !joins && context.is_old;
    let value = Edtf::year(value.cast_signed()).filter(|_| value > 0)?;
    let told = named || of_three && (circa || led);
    told.then(|| Phrase::new(at + 1, value, DateKind::Point, YEAR).with_own_year())
}

/// `between 200 and 500 mills`, at its first number or its second.
fn counts_between(window: &Window<'_>, at: usize) -> bool {
    let lead = |back: usize| window.before(at, back).word();
    let first = lead(1) == "between" && window.ahead(at + 1).word() == "and";
    first && cues::is_plural(window.ahead(at + 3))
        || lead(3) == "between" && lead(1) == "and" && cues::is_plural(window.ahead(at + 1))
}

/// Whether an apostrophe stands for the first two figures of a year or a decade: `'82`, `’60s`.
pub(super) fn is_shortened(window: &Window<'_>, at: usize) -> bool {
    let (mark, figures) = (window.ahead(at), window.ahead(at + 1));
    matches!(mark.kind, Kind::Mark('\'' | '’' | '‘'))
        && (mark.gap > Gap::None || window.before(at, 1).is_dash())
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

/// `1898`, where the words around it say that it is a year; `1898-99`.
pub(super) fn alone(window: &Window<'_>, at: usize, led: bool) -> Option<Phrase> {
    let first = written(window, at)?;
    let (lead, next) = (window.before(at, 1), window.ahead(at + 1));
    let joins = (lead.word() == "and" || lead.is('&')) && cues::lead_is_a_year(window, at);
    let leads = words::leads_to_a_date(lead.word())
        && (lead.word() != "and" || joins || cues::and_follows_a_date(window, at));
    let led = led || leads || is_circa(window, at, 1);
    // "2053 UTC" and "2053 Wednesday" are times.
    if matches!(next.word(), "utc" | "gmt") || words::weekday(next.word()).is_some() {
        return None;
    }
    let counted = next.kind == Kind::Word
        && next.gap == Gap::Space
        && (cues::is_counted(next.word())
            || cues::may_count(lead.word())
                && !joins
                && (cues::is_plural(next) || cues::did_something(lead.word(), next.word())));
    let goes_on = next.kind == Kind::Word && !cues::is_plural(next) && next.gap == Gap::Space;
    let in_brackets = lead.is('(')
        && (goes_on || matches!(next.kind, Kind::Mark(')' | ',' | '–' | '-' | ';')))
        || lead.is('[') && next.is(']');
    let ends = lead.is_dash()
        && window.before(at, 2 + usize::from(window.before(at, 2).is_dash())).kind == Kind::Number
        && matches!(next.kind, Kind::Mark(')' | ',' | ';' | '.'));
    let recent = (1800..2100).contains(&first);
    let owned = cues::is_owner(lead.word());
    let before_a_name = next.capital && next.gap == Gap::Space && !cues::numbers_a_thing(lead);
    let after_a_comma = lead.is(',')
        && (matches!(next.kind, Kind::Mark(',' | '.' | ';' | ')'))
            || next.gap == Gap::Paragraph
            || next.word() == "and" && (2..6).any(|back| window.before(at, back).is('('))
            || next.is_dash() && written(window, at + 2).is_some());
    let listed = lead.is(',') || lead.is('&') || lead.word() == "or";
    let listed =
        listed && window.before(at, 2).span().len() == 4 && cues::lead_is_a_year(window, at);
    let spanned = recent && spans(window, at, first);
    let listed_on = matches!(next.word(), "and" | "or") || next.is(',') || next.is('&');
    let narrowed = matches!(window.ahead(at + 2).word(), "early" | "mid" | "late");
    let listed_on = listed_on
        && recent
        && !cues::numbers_several(lead.word())
        && lists(window, at + 2 + usize::from(narrowed), first);
    let range = window.ahead(at + 2).kind == Kind::Number;
    let for_it = lead.word() == "for" && ends_a_phrase(next) && !range;
    let titled = cues::is_titled(window, at, first);
    let told = for_it
        || titled
        || cues::owns(window, at)
        || cues::is_held(next.word()) && lead.kind == Kind::Word && next.gap == Gap::Space
        || cues::of_an_event(lead, next)
        || spanned
        || listed_on
        || owned
        || before_a_name
        || after_a_comma
        || cues::cited(window, at);
    let done = cues::is_done(lead.word()) && ends_a_phrase(next);
    let alone = (1400..2100).contains(&first) && (cues::begins(window, at) || done);
    let cited = is_one_of_its_year(window, at) && (lead.is('(') || lead.is(',') || lead.capital);
    let is_year = cited || led || listed || in_brackets || ends || alone || recent && told;
    let a_thing = cues::numbers_a_thing(lead)
        && !spanned
        && !listed_on
        && !cues::cited(window, at)
        && !titled
        && !cues::of_an_event(lead, next);
    if !is_year || counted || !led && !cited && a_thing && !owned {
        return None;
    }
    let year = |to: usize, year: i16| {
        let point = Phrase::new(to, Edtf::year(year)?, DateKind::Point, YEAR);
        Some(point.with_own_year())
    };
    if let Some(last) = second_year(window, at, first).or_else(|| year_apart(window, at, first)) {
        let (first, last) = (year(at + 1, first)?, year(at + 3, last)?);
        let value = Edtf::interval(Some(&first.value), Some(&last.value))?;
        // "1998/99" is one year of its own kind.
        let ends = match window.ahead(at + 1).is_dash() {
            true => {
                vec![End { from: at, phrase: first }, End { from: at + 2, phrase: last.clone() }]
            }
            false => Vec::new(),
        };
        return Some(Phrase { value, kind: DateKind::Interval, ends, ..last });
    }
    year(at + 1, first)
}

/// Whether a later year stands after a year and a dash, two hyphens for one, or `to`:
/// `1943 -- 1945`.
fn spans(window: &Window<'_>, at: usize, first: i16) -> bool {
    let joins = window.ahead(at + 1);
    if !joins.is_dash() && joins.word() != "to" {
        return false;
    }
    let last = at + 2 + usize::from(window.ahead(at + 2).is_dash());
    let after = window.ahead(last + 1);
    written(window, last).is_some_and(|last| last > first)
        && (ends_a_phrase(after) || after.gap >= Gap::Line)
}

/// Whether another year of those years stands at `at`, and counts nothing: `1941 and 1943`.
fn lists(window: &Window<'_>, at: usize, first: i16) -> bool {
    let near = written(window, at).is_some_and(|year| year != first && (year - first).abs() < NEAR);
    near && !cues::is_plural(window.ahead(at + 1)) && !cues::is_counted(window.ahead(at + 1).word())
}

/// The end of `(1892 – 94)`, with spaces around the dash.
fn year_apart(window: &Window<'_>, at: usize, first: i16) -> Option<i16> {
    let (dash, second) = (window.ahead(at + 1), window.ahead(at + 2));
    let closed = dash.is_dash() && window.ahead(at + 3).is(')') && window.before(at, 1).is('(');
    two_figures_later(window, second, first).filter(|_| closed)
}

/// The end of `1898-99` or `1998/99`.
pub(super) fn second_year(window: &Window<'_>, at: usize, first: i16) -> Option<i16> {
    let (dash, second) = (window.ahead(at + 1), window.ahead(at + 2));
    let joined = dash.glued() && second.glued() && (dash.is_dash() || dash.is('/'));
    two_figures_later(window, second, first).filter(|_| joined)
}

/// The later year of the same century that ends in two figures.
fn two_figures_later(window: &Window<'_>, second: &Token, first: i16) -> Option<i16> {
    if second.kind != Kind::Number || second.span().len() != 2 {
        return None;
    }
    let last = first / 100 * 100 + window.written(second).parse::<i16>().ok()?;
    (last > first).then_some(last)
}
