//! Which figures count people or things one by one, and which measure, share out or number.

use super::measure::{Counted, Scope};
use super::words::{stem, who, words};
use crate::corpus::{Document, Figure};
use sayso_model::{SectionKind, Span};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Lists of words by what they are for.
struct Lists {
    measures: BTreeSet<&'static str>,
    empty: BTreeSet<&'static str>,
    tolls: BTreeSet<&'static str>,
    plurals: BTreeSet<&'static str>,
    ordinals: BTreeSet<&'static str>,
    years: BTreeSet<&'static str>,
    numbered: BTreeSet<&'static str>,
    stocks: BTreeSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let lines = || {
        include_str!("../../data/estimates/countable.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'))
    };
    let list = |wanted: &str| {
        let named = lines().filter(move |(name, _)| *name == wanted);
        named.flat_map(|(_, list)| list.split('|')).collect()
    };
    Lists {
        measures: list("measure"),
        empty: list("empty"),
        tolls: list("toll"),
        plurals: list("plural"),
        ordinals: list("ordinal"),
        years: list("year"),
        numbered: list("numbered"),
        stocks: list("stock"),
    }
});

/// Whether a figure counts nothing one by one: a length of time, a share, a sum of money, a place in a
/// row, what a machine sees in a picture.
pub(super) fn is_none(page: &Document, figure: &Figure) -> bool {
    let small = page.at(figure.span).to_lowercase();
    let unit = figure.unit.as_deref().unwrap_or_default();
    let is_money = unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase());
    let numbers = || [figure.low, figure.best, figure.high].into_iter().flatten();
    LISTS.measures.contains(unit)
        || is_money
        || numbers().any(|number| number.fract() != 0.0)
        || is_compound(&small, unit)
        || is_ordinal(&small)
        || small.starts_with("multiple")
        || is_times(page, figure)
        || is_rate(page, figure)
        || is_listed(page, figure)
        || is_caption(page, figure)
}

/// *A two-state plan* counts no plans.
fn is_compound(small: &str, unit: &str) -> bool {
    let mut parts = small.split_whitespace().filter_map(|word| word.rsplit_once('-'));
    !unit.is_empty() && parts.any(|(_, last)| last == unit)
}

/// *The seventh death*: a place in a row.
fn is_ordinal(small: &str) -> bool {
    let digits = |word: &str| word.trim_end_matches(char::is_alphabetic).len();
    words(small).take(2).any(|(_, word)| {
        let ending = &word[digits(word)..];
        let numbered = digits(word) > 0 && matches!(ending, "st" | "nd" | "rd" | "th");
        numbered || LISTS.ordinals.contains(word)
    })
}

/// *Dozens of times*.
fn is_times(page: &Document, figure: &Figure) -> bool {
    let rest = page.words.get(figure.span.end()..).unwrap_or_default();
    let next = words(rest).map(|(_, word)| word).find(|word| *word != "of");
    figure.of.is_empty() && matches!(next, Some("times" | "time"))
}

/// *18 deaths per 100,000*: neither counts anything.
fn is_rate(page: &Document, figure: &Figure) -> bool {
    let beside = super::around::near(page, figure.span, LED);
    let (before, after) = (
        Span::new(beside.start(), figure.span.start()),
        Span::new(figure.span.end(), beside.end()),
    );
    let last = words(page.at(before)).last().is_some_and(|(_, word)| word == "per");
    last || words(page.at(after)).next().is_some_and(|(_, word)| word == "per")
}

/// A year before a word that is no plural of what it counts, *his book of 1899 prints the findings*;
/// *sheet 5 of these papers*.
fn is_listed(page: &Document, figure: &Figure) -> bool {
    let words_of = page.at(figure.span);
    let digits = words_of.split_whitespace().next().unwrap_or_default();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let before = page.at(super::around::near(page, figure.span, LED));
    let before = before.split(words_of).next().unwrap_or_default().to_lowercase();
    let last = words(&before).last().map(|(_, word)| word).unwrap_or_default();
    let year = digits.len() == 4
        && matches!(digits.as_bytes(), [b'1', b'5'..=b'9', ..] | [b'2', b'0', ..]);
    plain && (year && LISTS.years.contains(last) || LISTS.numbered.contains(last))
}

/// So many bytes before a figure hold the word that leads to it.
const LED: usize = 16;

/// What a machine sees in a picture, which may be what the text was damaged by.
fn is_caption(page: &Document, figure: &Figure) -> bool {
    let captions = page.sections.iter().filter(|part| part.kind == SectionKind::Caption);
    let inside = || captions.into_iter().any(|part| part.span.contains(figure.span));
    let sentence = super::around::near(page, figure.span, SEEN);
    let said = page.at(sentence).to_lowercase();
    said.contains("image may contain") || said.contains("may be an image") || inside()
}

/// So far before a figure may stand what says that a machine saw it.
const SEEN: usize = 80;

/// Whether what a figure counts where nothing befalls them is something that can be counted: more than
/// one of it, named by a plural, and not *sides* or *reasons*.
pub(super) fn is_thing(page: &Document, figure: &Figure) -> bool {
    let one = |number: Option<f64>| number.is_none_or(|number| number == 1.0);
    if one(figure.low) && one(figure.best) && one(figure.high) {
        return false;
    }
    let Some(head) = head(&figure.of) else { return false };
    let small = head.to_lowercase();
    if LISTS.empty.contains(small.as_str()) {
        return false;
    }
    let own =
        page.at(figure.span).ends_with(&*figure.of) || page.at(figure.span).contains(&*figure.of);
    let plural = is_plural(&small);
    // What the grammar says that a number counts: *the toll reached 62*.
    if own { plural } else { LISTS.tolls.contains(small.as_str()) }
}

/// Whether a word is one for a toll.
pub(super) fn is_toll(word: &str) -> bool {
    LISTS.tolls.contains(word.to_lowercase().as_str())
}

/// Whether words for people mean those who belong to something or live somewhere, whose number lasts.
pub(super) fn is_stock(of: &str) -> bool {
    head(of).is_some_and(|head| LISTS.stocks.contains(head.to_lowercase().as_str()))
}

/// Whether words are for several of something.
pub(super) fn is_several(of: &str) -> bool {
    head(of).is_some_and(|head| is_plural(&head.to_lowercase()))
}

fn is_plural(word: &str) -> bool {
    let ends = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    ends || LISTS.plurals.contains(word)
}

/// Who is counted, where the words for them say that they are people.
pub(super) fn scope(of: &str) -> Option<Scope> {
    let head = head(of)?;
    let small = head.to_lowercase();
    let own = || {
        // *Syrians*, *White Helmets*.
        let named = head.chars().next().is_some_and(char::is_uppercase);
        let people = named && is_plural(&small) && of.chars().any(char::is_lowercase);
        people.then(|| Scope::Of(Counted::new(&stem(head), head)))
    };
    let found = words(of)
        .filter_map(|(_, word)| who(&word.to_lowercase()))
        .find(|scope| matches!(scope, Scope::Of(key) if key.key() == POLICE))
        .or_else(|| who(&small));
    let shown = |scope| match scope {
        Scope::Of(counted) => Scope::Of(Counted::new(counted.key(), head)),
        Scope::All => Scope::All,
    };
    found.map(shown).or_else(own)
}

/// Of *police officers* the officers are no soldiers.
const POLICE: &str = "police";

/// The word for what is counted: the last one before *of* or its like.
pub(super) fn head(of: &str) -> Option<&str> {
    let ends = ["of", "in", "from", "at", "with", "who", "for", "to", "among"];
    let named = words(of).map(|(_, word)| word);
    named.take_while(|word| !ends.contains(&word.to_lowercase().as_str())).last()
}
