//! Where and when a figure is said to hold: by the words beside it, and nowhere rather than elsewhere.

use super::around::near;
use super::words::words;
use crate::corpus::{Days, Document, Figure, Sited};
use crate::sites::{tells_where, tells_where_in};
use sayso_model::{Edtf, Span};

/// A place or a day further from a figure, in words, is not its own.
const FAR: usize = 12;
/// A day that stands before a figure must be so near, in words.
const NEAR: usize = 4;
/// So many bytes of a sentence are looked at to each side.
const WINDOW: usize = 200;

/// The place named with the `nth` figure, or with the one before it or after it in its sentence: *in
/// Ostry a fire killed seven, including two women*.
pub(super) fn place(page: &Document, nth: usize) -> Option<&str> {
    let sentence = |nth: usize| page.sentence_at(page.figures.get(nth)?.span.start());
    let beside = |other: &usize| sentence(*other) == sentence(nth);
    let back = (nth.saturating_sub(BACK)..nth).rev().take_while(beside);
    // *20 were killed and 30 wounded in Ostry*.
    let next = Some(nth + 1).filter(beside).filter(|next| {
        let (one, other) = (page.figures[nth].span, page.figures[*next].span);
        let between = page.at(Span::new(one.end(), other.start().max(one.end())));
        let all: Vec<&str> = words(between).map(|(_, word)| word).collect();
        !between.contains(',') && all.len() <= NEAR && all.last() == Some(&"and")
    });
    std::iter::once(nth).chain(back).chain(next).find_map(|nth| named_with(page, nth))
}

/// So many figures back a place may be named.
const BACK: usize = 3;

/// The nearest place after *in* or its like, with no other figure between.
fn named_with(page: &Document, nth: usize) -> Option<&str> {
    let figure = &page.figures[nth];
    let within = near(page, figure.span, WINDOW);
    let told = figure.place.as_deref().filter(|name| is_name(name));
    told.filter(|name| tells_where_in(page, within, name)).or_else(|| {
        let from = page.places.partition_point(|place| place.span.start() < within.start());
        let inside = page.places[from..].iter().take_while(|p| p.span.end() <= within.end());
        let led = inside.filter(|p| {
            is_name(page.at(p.span))
                && (is_led(page, within, p.span) || is_owner(page, p))
                && tells_where(page, p.span)
        });
        let away = led.filter_map(|place| Some((away(page, nth, place.span, FAR)?, &*place.name)));
        away.min_by_key(|(away, _)| *away).map(|(_, name)| name)
    })
}

/// The days named with the `nth` figure: what its reading says, or else those right after it (*in
/// 2013*) or right before it (*a 2013 level of*, *in 2013*).
pub(super) fn days(page: &Document, nth: usize) -> Option<Days> {
    let figure = &page.figures[nth];
    if let Some(when) = figure.when.as_deref() {
        return Days::of(when);
    }
    let within = near(page, figure.span, WINDOW);
    let from = page.dates.partition_point(|date| date.span.start() < within.start());
    let inside = page.dates[from..].iter().take_while(|date| date.span.end() <= within.end());
    let away = inside.filter_map(|date| {
        let away = away(page, nth, date.span, NEAR)?;
        is_its_day(page, within, figure.span, date.span).then_some(())?;
        Some((away, Days::of(&date.value)?))
    });
    let told = away.min_by_key(|(away, _)| *away).map(|(_, days)| days);
    told.or_else(|| level(page.at(Span::new(within.start(), figure.span.start()))))
}

/// The year of *an estimated 2013 level of*, which is not read as a date.
fn level(before: &str) -> Option<Days> {
    let all: Vec<&str> = words(before).map(|(_, word)| word).collect();
    let near = &all[all.len().saturating_sub(NEAR)..];
    let mut pairs = near.windows(2).rev().filter(|pair| LEVEL.contains(&pair[1]));
    let year = pairs.find(|pair| pair[0].len() == 4 && pair[0].bytes().all(|b| b.is_ascii_digit()));
    Days::of(&Edtf::parse(year?[0]).ok()?)
}

/// Whether words beside a date say that a figure held then.
fn is_its_day(page: &Document, within: Span, figure: Span, date: Span) -> bool {
    let words_in = |from: usize, to: usize| page.at(Span::new(from, to)).to_lowercase();
    let lead = words_in(within.start(), date.start());
    let led = || words(&lead).last().is_some_and(|(_, word)| THEN.contains(&word));
    if date.end() > figure.start() {
        return led() && !words_in(figure.end(), date.start()).contains(',');
    }
    let rest = words_in(date.end(), figure.start());
    led() || words(&rest).next().is_some_and(|(_, word)| LEVEL.contains(&word))
}

/// Words that lead to when something held.
const THEN: [&str; 8] = ["in", "on", "by", "since", "during", "of", "until", "for"];
/// Words for a number that a date before them dates.
const LEVEL: [&str; 7] = ["level", "figure", "estimate", "total", "count", "toll", "peak"];

/// Words that lead to where something is.
const LEAD: [&str; 17] = [
    "in",
    "at",
    "near",
    "around",
    "outside",
    "inside",
    "across",
    "throughout",
    "within",
    "from",
    "on",
    "over",
    "into",
    "at",
    "towards",
    "toward",
    "against",
];
/// Nouns whose *of* leads to where something is.
const PARTS: [&str; 26] = [
    "city",
    "cities",
    "town",
    "towns",
    "village",
    "villages",
    "province",
    "district",
    "region",
    "area",
    "areas",
    "suburb",
    "suburbs",
    "north",
    "south",
    "east",
    "west",
    "outskirts",
    "countryside",
    "camp",
    "centre",
    "center",
    "neighborhood",
    "neighbourhood",
    "port",
    "streets",
];
/// What may stand between such a word and the name.
const BETWEEN: [&str; 16] = [
    "the",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "besieged",
    "capital",
    "city",
    "town",
    "village",
    "rebel-held",
    "north",
    "south",
    "east",
    "west",
];

/// Whether words before a name say that something is there.
fn is_led(page: &Document, within: Span, name: Span) -> bool {
    let before = page.at(Span::new(within.start(), name.start())).to_lowercase();
    let all: Vec<&str> = words(&before).map(|(_, word)| word).collect();
    let mut back = all.into_iter().rev().skip_while(|word| BETWEEN.contains(word));
    match back.next() {
        Some("of") => back.next().is_some_and(|word| PARTS.contains(&word)),
        Some(word) => LEAD.contains(&word),
        None => false,
    }
}

/// *Raqqa's civilians* are there; what is a country's need not be.
fn is_owner(page: &Document, place: &Sited) -> bool {
    let rest = page.words.get(place.span.end()..).unwrap_or_default();
    let owns = rest.starts_with("'s ") || rest.starts_with("’s ");
    let small = place.name.to_lowercase();
    owns && place.country.as_deref().is_none_or(|country| country.to_lowercase() != small)
}

/// A pronoun is no place, though *us* may be read for one.
fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(|first| !first.is_lowercase())
}

/// How many words stand between a figure and something else of its sentence; `None` where it is too far
/// or another figure or clause is between.
fn away(page: &Document, nth: usize, other: Span, most: usize) -> Option<(usize, bool)> {
    let figure: &Figure = &page.figures[nth];
    let before = other.end() <= figure.span.start();
    if !before && other.start() < figure.span.end() {
        return None;
    }
    let (between, crossed) = if before {
        let previous = nth.checked_sub(1).map_or(0, |nth| page.figures[nth].span.start());
        (Span::new(other.end(), figure.span.start()), previous >= other.end())
    } else {
        let next = page.figures.get(nth + 1).map_or(usize::MAX, |figure| figure.span.start());
        (Span::new(figure.span.end(), other.start()), next < other.start())
    };
    let text = page.at(between);
    let count = words(text).count();
    let parted = text.contains([';', ':', '(', ')']);
    (!crossed && !parted && count <= most).then_some((count, before))
}
