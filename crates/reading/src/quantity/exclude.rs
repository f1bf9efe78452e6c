//! Numbers that count nothing.

use super::{Amount, words};
use crate::scan::{Gap, Kind, Window};
use sayso_model::Span;

/// How many tokens to pass over where no quantity can begin: the rest of an address, of a code or
/// of a clock time. `None` where one can.
pub(super) fn skip(window: &Window<'_>) -> Option<usize> {
    let token = window.ahead(0);
    match token.kind {
        Kind::Word if is_address(window) => Some(glued_run(window)),
        Kind::Word if is_numbered_part(window) => Some(1),
        Kind::Word | Kind::Mark('$' | '£' | '€' | '¥') => None,
        Kind::Mark(_) | Kind::End => Some(1),
        Kind::Number => number(window),
    }
}

fn is_address(window: &Window<'_>) -> bool {
    let next = window.ahead(1);
    if !next.glued() {
        return false;
    }
    let scheme = next.is(':') && window.ahead(2).is('/') && window.ahead(3).is('/');
    scheme || next.is('.') && window.ahead(0).word() == "www"
}

/// "Part Two", "Chapter Five".
fn is_numbered_part(window: &Window<'_>) -> bool {
    let (lead, token) = (window.behind(1), window.ahead(0));
    if !lead.capital || !token.capital || token.gap != Gap::Space {
        return false;
    }
    let numbered = matches!(
        lead.word(),
        "part"
            | "chapter"
            | "phase"
            | "act"
            | "level"
            | "sheet"
            | "frame"
            | "line"
            | "error"
            | "volume"
    );
    numbered
}

/// Tokens up to the next white space, or as far as can be seen; the rest is glued to a mark or a
/// word and so is no number either.
fn glued_run(window: &Window<'_>) -> usize {
    (1..20).find(|&i| !window.ahead(i).glued()).unwrap_or(20)
}

fn number(window: &Window<'_>) -> Option<usize> {
    let next = window.ahead(1);
    let glued = |i: usize| window.ahead(i).glued();
    let number = |i: usize| window.ahead(i).kind == Kind::Number;
    // A clock time, a fraction, a score: "10:30", "9/11", "3-1".
    let paired = glued(1) && glued(2) && number(2);
    if paired && matches!(next.kind, Kind::Mark(':' | '/')) {
        return Some(glued_run(window));
    }
    // A telephone number or a date: three groups joined by one mark.
    let thrice = paired && glued(3) && glued(4) && number(4) && window.ahead(3).kind == next.kind;
    if thrice && (next.is_dash() || next.is('.')) {
        return Some(glued_run(window));
    }
    if paired && next.is_dash() && !rises(window) {
        return Some(3);
    }
    let half_of_day = matches!(next.word(), "am" | "pm")
        || matches!(next.word(), "a" | "p")
            && window.ahead(2).is('.')
            && window.ahead(3).word() == "m";
    if half_of_day || matches!(next.word(), "st" | "nd" | "rd" | "th") && next.glued() {
        return Some(2);
    }
    // "At 9.40 that evening".
    let hour = paired && next.is('.') && window.behind(1).word() == "at";
    if hour && (0..2).all(|i| window.ahead(2 * i).span().len() <= 2) && is_minute(window) {
        return Some(3);
    }
    is_listed(window).then_some(1)
}

fn is_minute(window: &Window<'_>) -> bool {
    let after = window.ahead(3);
    let minute = window.written(window.ahead(2));
    minute.len() == 2
        && minute < "60"
        && (after.kind != Kind::Word || words::ends_a_phrase(after.word()))
}

/// Whether a number is less than the one after its dash.
fn rises(window: &Window<'_>) -> bool {
    let value = |i: usize| window.written(window.ahead(i)).parse::<u64>().ok();
    let grouped = window.ahead(4).kind == Kind::Number;
    grouped || matches!((value(0), value(2)), (Some(a), Some(b)) if a < b)
}

/// A number of a list, a note or a section: `3.` at the start of a line, `[3]`, `page 12`.
fn is_listed(window: &Window<'_>) -> bool {
    let (lead, token, next) = (window.behind(1), window.ahead(0), window.ahead(1));
    let item = token.gap >= Gap::Line
        && next.glued()
        && matches!(next.kind, Kind::Mark('.' | ')'))
        && !window.ahead(2).glued();
    let note = lead.is('[') && next.is(']') || lead.is('#') || lead.is('^');
    let section = matches!(
        lead.word(),
        "section"
            | "article"
            | "chapter"
            | "page"
            | "pages"
            | "no"
            | "number"
            | "note"
            | "figure"
            | "table"
            | "resolution"
            | "paragraph"
            | "part"
            | "volume"
            | "flight"
            | "route"
            | "highway"
            | "room"
            | "pp"
            | "act"
            | "phase"
            | "version"
            | "channel"
            | "apollo"
    );
    let numbered =
        lead.is('.') && matches!(window.behind(2).word(), "no" | "nos" | "vol" | "p" | "pp");
    let named = lead.capital && lead.kind == Kind::Word && next.capital && token.gap == Gap::Space;
    let named = named && !words::ends_a_phrase(lead.word());
    item || named || note || section && !follows_count(window) || numbered
}

/// "Resolution 20 soldiers" is no heading: something is counted.
fn follows_count(window: &Window<'_>) -> bool {
    words::is_people(window.ahead(1).word())
}

/// Whether what was read may stand beside the dates of the text.
pub(super) fn may_stand(
    window: &Window<'_>,
    amount: &Amount,
    date: Option<Span>,
    dates: &[Span],
) -> bool {
    let span = window.span(0, amount.to);
    match date {
        // "The last 24 hours" is a date, and 24 hours long.
        Some(date) => {
            let unit = window.ahead(amount.to - 1);
            span.start() > date.start()
                && span.end() == date.end()
                && words::unit(unit.word()).is_some()
        }
        None => !dates.first().is_some_and(|date| date.overlaps(span)),
    }
}
