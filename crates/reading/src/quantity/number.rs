//! Numbers in figures and in words.

use super::bound::Bound;
use super::words;
use crate::scan::{Gap, Kind, Window};
use sayso_model::Span;

/// How many words a number in words may have: "three hundred and forty-five thousand".
const LONGEST: usize = 10;

/// A number, and the token after it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) to: usize,
    /// Whether it is written in words.
    pub(super) in_words: bool,
    /// Whether it has a decimal point or a comma, or a word such as "million".
    pub(super) marked: bool,
    /// What its last word multiplies it by, as "million" does.
    pub(super) scale: f64,
}

/// A currency before a number, as its code or sign, and the token after it.
pub(super) fn currency(window: &Window<'_>, at: usize) -> Option<(&'static str, usize)> {
    let token = window.ahead(at);
    let sign = |i: usize| window.ahead(at + i).kind;
    if token.kind == Kind::Word {
        let code = match token.word() {
            "us" => "USD",
            "c" | "ca" => "CAD",
            "a" | "au" => "AUD",
            "nz" => "NZD",
            "hk" => "HKD",
            _ => return None,
        };
        let dollars = sign(1) == Kind::Mark('$') && window.ahead(at + 1).glued();
        return (token.capital && dollars).then_some((code, at + 2));
    }
    let code = match token.kind {
        Kind::Mark('$') => "dollar",
        Kind::Mark('£') => "GBP",
        Kind::Mark('€') => "EUR",
        Kind::Mark('¥') => "yen",
        _ => return None,
    };
    Some((code, at + 1))
}

/// A number that begins at this token.
pub(super) fn read(window: &Window<'_>, at: usize) -> Option<Number> {
    if window.ahead(at).kind == Kind::Number && joined_before(window, at) {
        return None;
    }
    read_joined(window, at)
}

/// The same, where a dash before it is known to make a range.
pub(super) fn read_joined(window: &Window<'_>, at: usize) -> Option<Number> {
    if at > 0 && window.ahead(at).gap == Gap::Paragraph {
        return None;
    }
    match window.ahead(at).kind {
        Kind::Number => figures(window, at),
        // "Over one 1,000": the figures say it again.
        Kind::Word if window.ahead(at).word() == "one" && is_said_again(window, at + 1) => {
            figures(window, at + 1)
        }
        Kind::Word => in_words(window, at),
        _ => None,
    }
}

/// Whether figures stand here that begin with one and go on.
fn is_said_again(window: &Window<'_>, at: usize) -> bool {
    let figures = window.ahead(at);
    let scaled = figures.kind == Kind::Number && figures.gap == Gap::Space;
    scaled
        && window.ahead(at + 1).is(',')
        && glued_number(window, at + 1)
        && window.written(figures) == "1"
}

/// Whether the figures are the rest of something else: a code, a time, a decimal.
fn joined_before(window: &Window<'_>, at: usize) -> bool {
    if !window.ahead(at).glued() {
        return false;
    }
    let (one, two) = (window.before(at, 1), window.before(at, 2));
    match one.kind {
        Kind::Word => true,
        Kind::Mark('.') => true,
        Kind::Mark(',' | ':') => one.glued() && two.kind == Kind::Number,
        Kind::Mark('#' | '_' | '@' | '=' | '&' | '/' | '+') => true,
        _ if one.is_dash() => one.glued() && matches!(two.kind, Kind::Word | Kind::Number),
        _ => false,
    }
}

/// `20`, `1,998`, `5.7 million`, `20bn`.
fn figures(window: &Window<'_>, at: usize) -> Option<Number> {
    let (mut at, mut marked) = (at, false);
    let mut digits = String::new();
    let head = window.written(window.ahead(at));
    if head.len() > 15 {
        return None;
    }
    digits.push_str(head);
    at += 1;
    while window.ahead(at).is(',') && glued_number(window, at) {
        let group = window.written(window.ahead(at + 1));
        if group.len() != 3 || digits.len() > 15 {
            return None;
        }
        digits.push_str(group);
        (at, marked) = (at + 2, true);
    }
    let spaced = !marked && head.len() <= 3 && !head.starts_with('0');
    while spaced && digits.len() <= 12 && is_group(window, at) {
        digits.push_str(window.written(window.ahead(at)));
        (at, marked) = (at + 1, true);
    }
    if window.ahead(at).is('.') && glued_number(window, at) {
        digits.push('.');
        digits.push_str(
            window
                .written(window.ahead(at + 1))
                .get(..12)
                .unwrap_or(window.written(window.ahead(at + 1))),
        );
        (at, marked) = (at + 2, true);
    }
    let (scale, to) = scaled(window, at)?;
    let value = times(&digits, scale)?;
    Some(Number { value, to, in_words: false, marked: marked || to > at, scale })
}

/// Whether figures go on with a group of three over a space: `300 000`, `1 200 000`. A common space
/// may also part two numbers, as in a list that has lost its commas; so over one, the groups must end
/// in three zeros.
fn is_group(window: &Window<'_>, at: usize) -> bool {
    let is_three = |at: usize| {
        let token = window.ahead(at);
        token.kind == Kind::Number && token.span().len() == 3 && token.gap == Gap::Space
    };
    if !is_three(at) {
        return false;
    }
    let zeros = |at: usize| is_three(at) && window.written(window.ahead(at)) == "000";
    let gap = Span::new(window.ahead(at - 1).span().end(), window.ahead(at).span().start());
    match gap.of(window.text()).unwrap_or_default() {
        "\u{a0}" | "\u{202f}" | "\u{2009}" => true,
        " " => zeros(at) || zeros(at + 1),
        _ => false,
    }
}

/// A decimal number times what the word after it multiplies it by. A power of ten only moves the
/// point: `2.01 thousand` is 2010, where the nearest to 2.01 times a thousand is a little less.
pub(super) fn times(digits: &str, scale: f64) -> Option<f64> {
    let zeros = (1_u8..=12).find(|&zeros| 10_f64.powi(zeros.into()) == scale);
    match zeros {
        Some(zeros) => format!("{digits}e{zeros}").parse().ok(),
        None => digits.parse().ok().map(|value: f64| value * scale),
    }
}

fn glued_number(window: &Window<'_>, mark: usize) -> bool {
    let next = window.ahead(mark + 1);
    window.ahead(mark).glued() && next.glued() && next.kind == Kind::Number
}

/// What the word or letters after figures multiply them by, and the token after; `None` where letters or figures
/// glued to it make it something else.
fn scaled(window: &Window<'_>, at: usize) -> Option<(f64, usize)> {
    let token = window.ahead(at);
    let scale = match token.word() {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        "mn" => 1e6,
        "k" if token.glued() => 1e3,
        // After a currency this is millions; metres are not counted in money.
        "m" if token.glued() && is_money(window, at) => 1e6,
        _ => 1.0,
    };
    if scale > 1.0 && token.gap < Gap::Paragraph {
        return Some((scale, at + 1));
    }
    let continues = token.glued()
        && match token.kind {
            Kind::Word => words::unit(token.word()).is_none(),
            Kind::Number => true,
            Kind::Mark(':' | '/' | '.' | ',') => glued_number(window, at),
            _ => false,
        };
    (!continues).then_some((1.0, at))
}

fn is_money(window: &Window<'_>, at: usize) -> bool {
    (1..=4).any(|back| matches!(window.before(at, back).kind, Kind::Mark('$' | '£' | '€')))
}

/// `twenty-one`, `a hundred and fifty thousand`, `half a dozen`.
fn in_words(window: &Window<'_>, at: usize) -> Option<Number> {
    let (mut sum, mut group, mut read) = (0.0, None::<f64>, 0);
    let mut last = 1.0;
    let mut to = at;
    let mut next = at;
    if window.ahead(at).word() == "half" && window.ahead(at + 1).word() == "a" {
        let value = words::scale(window.ahead(at + 2).word())? / 2.0;
        return Some(Number { value, to: at + 3, in_words: true, marked: true, scale: 1.0 });
    }
    if let Some(number) = part_of_a_scale(window, at) {
        return Some(number);
    }
    while read < LONGEST {
        let token = window.ahead(next);
        if token.kind != Kind::Word || next > at && token.gap == Gap::Paragraph {
            break;
        }
        let word = token.word();
        if let Some(value) = words::small(word) {
            let fits = group.is_none_or(|group| fits_after(group, value));
            if !fits {
                break;
            }
            group = Some(group.unwrap_or(0.0) + value);
        } else if let Some(scale) = words::scale(word) {
            let lone_article = group.is_none() && !(read == 1 && is_article(window, at));
            if lone_article {
                break;
            }
            last = scale;
            let value = group.unwrap_or(1.0) * scale;
            if scale > 100.0 {
                sum += value;
                group = Some(0.0);
            } else {
                group = Some(value);
            }
        } else if !(read == 0 && is_article(window, at)) {
            break;
        }
        (read, next) = (read + 1, next + 1);
        if group.is_some() {
            to = next;
        }
        next += link(window, next);
    }
    let whole = sum + group?;
    let (value, to) = match window.ahead(to).word() {
        "and" => {
            part(window, to + 1).map_or((whole, to), |part| with_part(window, (whole, last), part))
        }
        // "Two thirds" are no two of anything.
        _ if part(window, at).is_some() => return None,
        _ => (whole, to),
    };
    (to > at).then_some(Number { value, to, in_words: true, marked: value >= 100.0, scale: last })
}

/// `a quarter of a million`, `a half million`.
fn part_of_a_scale(window: &Window<'_>, at: usize) -> Option<Number> {
    let (part, next) = part(window, at)?;
    let of = window.ahead(next).word() == "of" && window.ahead(next + 1).word() == "a";
    let to = next + if of { 2 } else { 0 };
    let value = part * words::scale(window.ahead(to).word())?;
    let whole = value.fract() == 0.0 && window.ahead(to).gap < Gap::Paragraph;
    let number = Number { value, to: to + 1, in_words: true, marked: true, scale: 1.0 };
    whole.then_some(number)
}

/// `two and a half`, `two and a half million`, `a million and a half`, with the token after it; the
/// number before the part comes with what its last word multiplied it by.
fn with_part(
    window: &Window<'_>,
    (whole, last): (f64, f64),
    (part, to): (f64, usize),
) -> (f64, usize) {
    let token = window.ahead(to);
    match words::scale(token.word()).filter(|_| last == 1.0 && token.gap < Gap::Paragraph) {
        Some(scale) => ((whole + part) * scale, to + 1),
        None => (whole + part * last, to),
    }
}

/// `a` as one, in "over a year": after a bound and before a unit.
pub(super) fn article(window: &Window<'_>, at: usize, bound: Bound) -> Option<Number> {
    let one = matches!(window.ahead(at).word(), "a" | "an") && bound != Bound::Exact;
    let unit = words::unit(window.ahead(at + 1).word()).is_some();
    let number = Number { value: 1.0, to: at + 1, in_words: true, marked: false, scale: 1.0 };
    (one && unit).then_some(number)
}

/// A part of one, `a half`, `two-thirds`, and the token after it.
pub(super) fn part(window: &Window<'_>, at: usize) -> Option<(f64, usize)> {
    let above = match window.ahead(at).word() {
        "a" | "an" => 1.0,
        word => words::small(word)?,
    };
    let next = at + 1 + usize::from(window.ahead(at + 1).is('-'));
    let below = match window.ahead(next).word() {
        "half" | "halves" => 2.0,
        "third" | "thirds" => 3.0,
        "quarter" | "quarters" => 4.0,
        "fifth" | "fifths" => 5.0,
        "tenth" | "tenths" => 10.0,
        _ => return None,
    };
    (above < below).then_some((above / below, next + 1))
}

/// Whether `twenty` can be followed by `one`, or `hundred` by `fifty`.
fn fits_after(group: f64, value: f64) -> bool {
    let tens = group % 100.0;
    group == 0.0 || tens == 0.0 && value > 0.0 || tens >= 20.0 && tens % 10.0 == 0.0 && value < 10.0
}

fn is_article(window: &Window<'_>, at: usize) -> bool {
    matches!(window.ahead(at).word(), "a" | "an")
        && words::scale(window.ahead(at + 1).word()).is_some()
}

/// The hyphen of "twenty-one" or the "and" of "hundred and one", where a number word follows.
fn link(window: &Window<'_>, at: usize) -> usize {
    let (token, next) = (window.ahead(at), window.ahead(at + 1));
    let hyphen = token.is('-') && token.glued() && next.glued();
    let and =
        token.word() == "and" && matches!(window.before(at, 1).word(), "hundred" | "thousand");
    let tens = words::small(window.before(at, 1).word()).is_some_and(|value| value >= 20.0);
    let follows =
        words::small(next.word()).is_some_and(|value| value > 0.0 && (value < 10.0 || and));
    usize::from((hyphen && tens || and) && follows)
}
