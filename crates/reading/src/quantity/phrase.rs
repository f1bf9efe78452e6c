//! What stands after a number: its unit, or what it counts.

use super::bound::Bound;
use super::number::Number;
use super::{AGE, COUNT, MEASURE, MONEY, PERCENT, words};
use crate::scan::{Gap, Kind, Token, Window};
use sayso_model::Span;

/// How many words what is counted may have: "available district council seats".
const LONGEST: usize = 5;

/// What a number counts, and the token after it.
pub(super) struct Counted {
    pub(super) to: usize,
    pub(super) of: Option<Span>,
    pub(super) unit: Option<String>,
    pub(super) rule: &'static str,
}

/// What the number counts; `None` where a number that stands alone is no quantity.
pub(super) fn read(
    window: &Window<'_>,
    at: usize,
    number: &Number,
    currency: Option<&'static str>,
    bound: Bound,
) -> Option<Counted> {
    let to = number.to;
    let unit = |unit: &str| Some(unit.to_owned());
    if let Some(code) = currency {
        return Some(Counted { to, of: None, unit: unit(code), rule: MONEY });
    }
    if let Some(next) = percent(window, to) {
        let (next, of) = share(window, next);
        return Some(Counted { to: next, of, unit: unit("percent"), rule: PERCENT });
    }
    if let Some(next) = pounds(window, at, to) {
        return Some(Counted { to: next, of: None, unit: unit("lb"), rule: MEASURE });
    }
    if let Some(code) = words::money(window.ahead(to).word()).filter(|_| follows(window, to)) {
        return Some(Counted { to: to + 1, of: None, unit: unit(code), rule: MONEY });
    }
    age(window, at, to)
        .or_else(|| compound(window, to))
        .or_else(|| measure(window, to))
        .or_else(|| part_of(window, number))
        .or_else(|| counted(window, number))
        .or_else(|| alone(window, at, number, bound))
}

fn follows(window: &Window<'_>, at: usize) -> bool {
    window.ahead(at).gap < Gap::Paragraph
}

/// The token after `pounds` where they are weight and not money: `200 pounds of flour`,
/// `weighing 30 pounds`.
fn pounds(window: &Window<'_>, at: usize, to: usize) -> Option<usize> {
    let word = |i: usize| window.ahead(to + i).word();
    if word(0) != "pounds" || !follows(window, to) {
        return None;
    }
    let lead = (1..=2).map(|back| window.before(at, back).word());
    let weighed = lead.into_iter().any(|lead| {
        matches!(lead, "weigh" | "weighs" | "weighed" | "weighing" | "lift" | "lifted")
    });
    let thing = window.ahead(to + 2);
    let of_a_thing = word(1) == "of" && thing.kind == Kind::Word && !words::is_paid(thing.word());
    (weighed || of_a_thing).then_some(to + 1)
}

/// The token after `%`, `percent` or `per cent`.
fn percent(window: &Window<'_>, at: usize) -> Option<usize> {
    let token = window.ahead(at);
    match token.word() {
        _ if token.is('%') => Some(at + 1),
        "percent" => Some(at + 1),
        "per" if window.ahead(at + 1).word() == "cent" => Some(at + 2),
        "percentage" if window.ahead(at + 1).word() == "points" => Some(at + 2),
        _ => None,
    }
}

/// `of Samoans` after a share: one plain word; what is longer stays outside.
fn share(window: &Window<'_>, at: usize) -> (usize, Option<Span>) {
    let noun = window.ahead(at + 1);
    let plain = window.ahead(at).word() == "of"
        && noun.kind == Kind::Word
        && noun.gap < Gap::Paragraph
        && words::is_plural(noun.word());
    if plain { (at + 2, Some(noun.span())) } else { (at, None) }
}

/// `28-year-old`, `60 years old`, and `, 42,` after a name.
fn age(window: &Window<'_>, at: usize, to: usize) -> Option<Counted> {
    let counted = |to: usize, of: Option<Span>| {
        Some(Counted { to, of, unit: Some("year".to_owned()), rule: AGE })
    };
    let word = |i: usize| window.ahead(to + i).word();
    let dashed = window.ahead(to).is_dash();
    let (year, old) = if dashed { (1, 3) } else { (0, 1) };
    if matches!(word(year), "year" | "years") && matches!(word(old), "old" | "olds") {
        let next = to + old + 1;
        return counted(next, name(window, next).map(|(_, span)| span));
    }
    if matches!(window.behind(1).word(), "aged" | "age") {
        return counted(to, None);
    }
    let ends = matches!(window.ahead(to).kind, Kind::Mark(',' | '.' | ')' | ';'));
    let plain = at == 0 && to == 1 && window.ahead(0).kind == Kind::Number;
    let beside_a_name = plain && window.ahead(0).span().len() <= 2 && window.behind(1).is(',');
    let holder = name_behind(window, 2).filter(|_| ends && beside_a_name)?;
    counted(to, Some(holder))
}

/// The capital words that end so many tokens before the current one.
fn name_behind(window: &Window<'_>, last: usize) -> Option<Span> {
    let is_name = |back: usize| {
        let token = window.behind(back);
        token.capital && token.kind == Kind::Word && window.behind(back - 1).gap < Gap::Paragraph
    };
    let length = (last..last + LONGEST).take_while(|&back| is_name(back)).count();
    let first = window.behind(last + length.checked_sub(1)?).span();
    Some(first.cover(window.behind(last).span()))
}

/// The capital words from `at`, and the token after them.
pub(super) fn name(window: &Window<'_>, at: usize) -> Option<(usize, Span)> {
    let capital = |i: usize| {
        let token = window.ahead(i);
        token.capital && token.kind == Kind::Word && token.gap < Gap::Paragraph
    };
    let end = (at..at + LONGEST).take_while(|&i| capital(i)).count() + at;
    let cut = window.ahead(end).is('-') && window.ahead(end).glued();
    (end > at && !cut).then(|| (end, window.span(at, end)))
}

/// `two-day`, `five-foot narwhal tusk`.
fn compound(window: &Window<'_>, at: usize) -> Option<Counted> {
    let (dash, noun) = (window.ahead(at), window.ahead(at + 1));
    if !dash.is('-') || !dash.glued() || !noun.glued() || noun.kind != Kind::Word {
        return None;
    }
    let unit = words::unit(noun.word());
    let to = at + 2;
    if window.ahead(to).is('-') && window.ahead(to).glued() {
        return None;
    }
    let next = window.ahead(to);
    let goes_on = next.kind == Kind::Word && next.gap == Gap::Space && goes_on(next);
    let head = if goes_on { Some(next.span()) } else { None };
    let spell = matches!(unit, Some("minute" | "hour" | "day" | "week" | "month"));
    let weighs = noun.word() == "pound" && goes_on && !words::is_paid(next.word());
    let unit = if weighs { Some("lb") } else { unit };
    let unit = unit.map_or_else(|| words::singular(noun.word()), str::to_owned);
    // "A five-foot narwhal tusk": the noun has a word of its own before it.
    let (second, after) = (window.ahead(to + 1), window.ahead(to + 2));
    let two = goes_on && !spell && is_noun_like(second) && ends(after);
    let head = if two { head.map(|head| head.cover(second.span())) } else { head };
    let to = to + if goes_on && !spell { 1 + usize::from(two) } else { 0 };
    Some(Counted { to, of: head, unit: Some(unit), rule: MEASURE })
}

/// Whether a word in small letters may be a noun, as far as its form tells.
fn is_noun_like(token: &Token) -> bool {
    let word = token.word();
    let verb = word.ends_with("ing") || word.ends_with("ed") || matches!(word, "fell" | "came");
    token.kind == Kind::Word && token.gap == Gap::Space && goes_on(token) && !verb && !token.capital
}

fn ends(token: &Token) -> bool {
    matches!(token.kind, Kind::Mark(_) | Kind::End) || token.gap == Gap::Paragraph
}

/// `160 km`, `two weeks`.
fn measure(window: &Window<'_>, at: usize) -> Option<Counted> {
    let token = window.ahead(at);
    let unit = words::unit(token.word()).filter(|_| follows(window, at))?;
    let short = token.span().len() <= 2 && token.word() != "km" && token.word() != "kg";
    // "20 m" is metres, "5 in" is no inch, and "13 M" is nothing known.
    if short && token.capital || window.ahead(at + 1).word() == "ago" {
        return None;
    }
    Some(Counted { to: at + 1, of: None, unit: Some(unit.to_owned()), rule: MEASURE })
}

/// `149 of the survivors`, `six of them crew members`, `two of Khan's victims`.
fn part_of(window: &Window<'_>, number: &Number) -> Option<Counted> {
    if window.ahead(number.to).word() != "of" || !follows(window, number.to) {
        return None;
    }
    let at = number.to + 1;
    let token = window.ahead(at);
    let them = matches!(token.word(), "them" | "us" | "whom" | "those");
    if number.value <= 1.0 && !them {
        return None;
    }
    let told = them || token.word() == "the" || words::is_owner(token.word());
    // "7 of injuries" are no part of the injuries; "two of Khan's victims" are.
    if !told && !token.capital {
        return None;
    }
    let at = at + usize::from(told);
    let to = noun_phrase(window, at, 2.0).or_else(|| owned(window, at));
    match to {
        Some((to, head)) => {
            let of = window.span(at, to);
            Some(Counted { to, of: Some(of), unit: unit_of(window, head), rule: COUNT })
        }
        None if them => Some(Counted { to: at, of: Some(token.span()), unit: None, rule: COUNT }),
        None => None,
    }
}

/// `Khan's victims`: a short name with an owner's ending, then a noun phrase.
fn owned(window: &Window<'_>, at: usize) -> Option<(usize, usize)> {
    (at + 1..at + 4)
        .find(|&i| {
            matches!(window.ahead(i).kind, Kind::Mark('\'' | '’'))
                && window.ahead(i + 1).word() == "s"
        })
        .and_then(|i| noun_phrase(window, i + 2, 2.0))
}

fn unit_of(window: &Window<'_>, head: usize) -> Option<String> {
    let word = window.ahead(head).word();
    (!word.is_empty()).then(|| words::singular(word))
}

/// `fourteen police officers`, `one airport worker`, `two more`.
fn counted(window: &Window<'_>, number: &Number) -> Option<Counted> {
    let at = number.to;
    let token = window.ahead(at);
    if token.word() == "more" && follows(window, at) && window.ahead(at + 1).word() != "than" {
        let (to, of) = match noun_phrase(window, at + 1, number.value) {
            Some((to, _)) => (to, Some(window.span(at + 1, to))),
            None => (at + 1, None),
        };
        return Some(Counted { to, of, unit: None, rule: COUNT });
    }
    let (to, head) = noun_phrase(window, at, number.value)?;
    let unit = unit_of(window, head);
    let to = of_what(window, to, head).unwrap_or(to);
    Some(Counted { to, of: Some(window.span(at, to)), unit, rule: COUNT })
}

/// The end of `counts of fraud`: a word that says nothing without what follows.
fn of_what(window: &Window<'_>, to: usize, head: usize) -> Option<usize> {
    let empty = matches!(
        window.ahead(head).word(),
        "count" | "counts" | "charge" | "charges" | "act" | "acts" | "form" | "forms"
    );
    let noun = window.ahead(to + 1);
    let of = window.ahead(to).word() == "of" && noun.kind == Kind::Word && noun.gap == Gap::Space;
    (empty && of && !noun.capital && goes_on(noun)).then_some(to + 2)
}

/// The end of the noun phrase at `at`, and where its head is: up to the first plural, or of one
/// thing up to the last word before something that ends it.
pub(super) fn noun_phrase(window: &Window<'_>, at: usize, number: f64) -> Option<(usize, usize)> {
    let mut next = at;
    let mut head = None;
    for _ in 0..LONGEST {
        let token = window.ahead(next);
        let hyphen = next > at && token.is('-') && token.glued() && window.ahead(next + 1).glued();
        if hyphen {
            next += 1;
            continue;
        }
        // "B-17s" ends in figures and a letter.
        if token.kind == Kind::Number && token.glued() && window.ahead(next + 1).word() == "s" {
            return Some((next + 2, next + 1));
        }
        let fits = token.kind == Kind::Word
            && (token.gap == Gap::Space
                || token.gap == Gap::Line
                || window.before(next, 1).is('-'))
            && goes_on(token);
        if !fits {
            break;
        }
        head = Some(next);
        if number != 1.0 && words::is_plural(token.word()) {
            let after = window.ahead(next + 1);
            let more = !token.word().ends_with('s')
                && after.gap == Gap::Space
                && words::is_plural(after.word())
                && goes_on(after);
            // "Crew members": the head is the second of the two.
            let head = next + usize::from(more);
            return Some((head + 1, head));
        }
        next += 1;
    }
    let head = head.filter(|_| number == 1.0)?;
    Some((head + 1, head))
}

/// Whether a noun phrase can hold this word: no function word, no adverb and no past tense.
fn goes_on(token: &Token) -> bool {
    let word = token.word();
    let verb = word.len() > 4 && !token.capital && (word.ends_with("ly") && word != "family");
    let past = word.ends_with("ed") && !is_adjective(word) && word.len() > 3;
    !words::ends_a_phrase(word) && !verb && !past
}

/// Words in -ed that stand before nouns more often than they are verbs.
fn is_adjective(word: &str) -> bool {
    matches!(
        word,
        "armed"
            | "related"
            | "united"
            | "alleged"
            | "wounded"
            | "injured"
            | "red"
            | "detained"
            | "unvaccinated"
            | "confirmed"
            | "masked"
            | "combined"
            | "displaced"
            | "suspected"
            | "elected"
            | "unarmed"
            | "unidentified"
            | "abandoned"
            | "disabled"
            | "retired"
    )
}

/// A number without anything counted: "killed twelve", "198 recorded".
fn alone(window: &Window<'_>, at: usize, number: &Number, bound: Bound) -> Option<Counted> {
    let bare = Some(Counted { to: number.to, of: None, unit: None, rule: COUNT });
    let plain = !number.in_words && !number.marked;
    let year = plain && (1000.0..2100.0).contains(&number.value);
    if year && matches!(bound, Bound::Exact | Bound::About) {
        return None;
    }
    let lead = window.before(at, 1);
    // "A 912 flew": the number of a model, not of anything.
    if plain && matches!(lead.word(), "a" | "an") {
        return None;
    }
    let after_a_name =
        lead.capital && lead.kind == Kind::Word && window.ahead(at).gap == Gap::Space;
    let version = number.marked && number.value < 100.0 && number.scale == 1.0 && after_a_name;
    if bound != Bound::Exact || number.marked && !version {
        return bare;
    }
    let harmed = matches!(
        lead.word(),
        "killed"
            | "killing"
            | "injured"
            | "injuring"
            | "wounded"
            | "wounding"
            | "arrested"
            | "left"
    );
    let next = window.ahead(number.to);
    if number.in_words {
        return if harmed || number.value >= 10.0 { bare } else { None };
    }
    // The number of *Flight 257*; in a table the next cell has one of its own.
    let beside = window.ahead(at).gap != Gap::Cell;
    let named = lead.capital && lead.kind == Kind::Word && lead.gap != Gap::Paragraph && at > 0;
    let named =
        named || lead.capital && lead.kind == Kind::Word && !words::ends_a_phrase(lead.word());
    let named = named && beside;
    let noted = matches!(lead.kind, Kind::Mark('[' | '(' | '#' | '*' | '/')) || lead.word() == "no";
    let closed = matches!(next.kind, Kind::Mark(']' | ')' | '/' | ':'));
    // "They lost 3 to 1."
    let score = lead.word() == "to" && window.before(at, 2).kind == Kind::Number;
    let starts_a_line = window.ahead(at).gap >= Gap::Line;
    let other = score || named || noted || closed || starts_a_line || lead.is_dash();
    if harmed || !other { bare } else { None }
}
