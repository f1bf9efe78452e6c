//! Times that nobody pins down: `recently`, `to date`, `years ago`, `at the time`, `every Friday`.

use super::Phrase;
use super::context::{Context, days_after};
use super::relative::RELATIVE;
use super::words;
use crate::scan::{Gap, Kind, Token, Window};
use sayso_model::{DateKind, Edtf};

/// How many words around `today` tell in what tense it stands.
const NEAR: usize = 10;

/// Whether `today` means these days: where it owns something (`today's mills`), and where its
/// sentence tells what is and not what was.
pub(super) fn is_nowadays(window: &Window<'_>, at: usize) -> bool {
    let ends = |token: &Token| {
        matches!(token.kind, Kind::End | Kind::Mark('.' | '?' | '!' | ';' | '"' | '“' | '”'))
            || token.gap == Gap::Paragraph
    };
    let owns = matches!(window.ahead(at + 1).kind, Kind::Mark('\'' | '’'));
    let after = (at + 1..at + NEAR).map(|i| window.ahead(i)).take_while(|token| !ends(token));
    let begins = window.ahead(at).gap == Gap::Paragraph;
    let before = (1..NEAR).take_while(|&i| !begins && !ends(window.before(at, i)));
    let (mut is, mut was) = (false, false);
    for token in after {
        is |= words::is_present(token.word());
        was |= words::is_past(token.word());
    }
    for back in before {
        let word = |further: usize| window.before(at, back + further).word();
        // "Is still appreciated" tells of no past.
        let done_to = (1..3).any(|further| matches!(word(further), "is" | "are"));
        is |= words::is_present(word(0));
        was |= words::is_past(word(0)) && !done_to;
    }
    // "What is today Norrland", "is still read today".
    let at_once = window.before(at, 1);
    let still = window.before(at, 2).word() == "still";
    let held = still || matches!(at_once.word(), "is" | "are" | "even" | "still");
    owns || held && !begins || is && !was
}

/// A vague time at token `at`. Where nobody knows the day of writing, what lies about it or ends
/// with it says nothing, and is not read.
pub(super) fn read(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let known = context.known.is_some() || context.spoken().is_some();
    if !known {
        return at_the_time(window, context, at)
            .or_else(|| overnight(window, context, at).filter(|phrase| phrase.leans_on.is_some()))
            .or_else(|| long_ago(window, context, at))
            .or_else(|| a_season(window, at));
    }
    adverb(window, context, at)
        .or_else(|| at_the_time(window, context, at))
        .or_else(|| overnight(window, context, at))
        .or_else(|| long_ago(window, context, at))
        .or_else(|| recent_ones(window, context, at))
        .or_else(|| a_season(window, at))
}

/// `recently`, `currently`: about the time of writing, and no finer than the words are.
fn adverb(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let today = context.today();
    let day = Edtf::day(today);
    let month = || Edtf::month(today.year(), today.month());
    let (value, to) = match (window.ahead(at).word(), window.ahead(at + 1).word()) {
        ("more", "recently") => (Edtf::year(today.year())?.approximate(), at + 2),
        ("recently", _) => (Edtf::year(today.year())?.approximate(), at + 1),
        ("currently", _) => (month()?, at + 1),
        ("previously", _) => {
            let before = Edtf::day(days_after(today, -1)?);
            (Edtf::interval(None, Some(&before))?, at + 1)
        }
        ("at", "present") => (day, at + 2),
        ("to", "date") => (Edtf::interval(None, Some(&day))?, at + 2),
        ("in", "the") if window.ahead(at + 2).word() == "future" => {
            (Edtf::interval(Some(&day), None)?, at + 3)
        }
        _ => return None,
    };
    Some(Phrase::new(to, value, DateKind::Vague, RELATIVE))
}

/// `at the time`, `at that time`: the date before it. `At the time of the vote` is told by the
/// vote.
fn at_the_time(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let word = |i: usize| window.ahead(at + i).word();
    let told = matches!((word(0), word(1), word(2)), ("at", "the" | "that", "time"));
    if !told || matches!(word(3), "of" | "when" | "that" | "it" | "he" | "she" | "they") {
        return None;
    }
    let (value, span) = context.last()?;
    let phrase = Phrase::new(at + 3, value.clone(), DateKind::Vague, RELATIVE);
    Some(Phrase { leans_on: Some(span), ..phrase })
}

/// `overnight`: from the day before, as the text has it, to the next.
fn overnight(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    if window.ahead(at).word() != "overnight" {
        return None;
    }
    let (first, leans_on) = match context.last().map(|(value, span)| (value.as_day(), span)) {
        Some((Some(day), span)) => (day, Some(span)),
        _ => (days_after(context.today(), -1)?, None),
    };
    let value = super::context::stretch(first, days_after(first, 1)?)?;
    Some(Phrase { leans_on, ..Phrase::new(at + 1, value, DateKind::Vague, RELATIVE) })
}

/// `years ago`, `several months ago`, `a couple of years back`: some time before the day of
/// writing.
fn long_ago(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let word = |i: usize| window.ahead(at + i).word();
    let some = match (word(0), word(1), word(2)) {
        ("a", "couple", "of") => 3,
        ("a", "few", _) => 2,
        ("several" | "many" | "some" | "few", _, _) => 1,
        _ => 0,
    };
    let unit = word(some);
    let plural = words::unit(unit).is_some() && unit.ends_with('s') || unit == "centuries";
    let back = matches!(word(some + 1), "ago" | "back");
    if !plural || !back || some == 0 && counts(window.before(at, 1)) {
        return None;
    }
    let value = Edtf::interval(None, Some(&Edtf::day(context.today())))?;
    Some(Phrase::new(at + some + 2, value, DateKind::Vague, RELATIVE))
}

/// Whether a token before `years ago` tells how many.
fn counts(token: &Token) -> bool {
    token.kind == Kind::Number
        || matches!(
            token.word(),
            "of" | "hundred" | "hundreds" | "thousand" | "million" | "billion"
        )
        || words::count(token.word()).is_some()
        || words::unit(token.word()).is_some()
}

/// `in recent years`, `over recent months`: how many is not said, but none of them is to come.
fn recent_ones(window: &Window<'_>, context: &Context, at: usize) -> Option<Phrase> {
    let at = at + usize::from(window.ahead(at).word() == "in");
    let unit = window.ahead(at + 1).word();
    let recent = window.ahead(at).word() == "recent";
    words::unit(unit).filter(|_| recent && unit.ends_with('s'))?;
    let value = Edtf::interval(None, Some(&Edtf::day(context.today())))?;
    Some(Phrase::new(at + 2, value, DateKind::Vague, RELATIVE))
}

/// `every Friday`, `Saturday mornings`, `Sundays`: several days, which EDTF cannot tell.
pub(super) fn again_and_again(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let every = usize::from(matches!(window.ahead(at).word(), "every" | "each"));
    let token = window.ahead(at + every);
    let word = token.word();
    let singular = word.strip_suffix('s').filter(|_| every == 0);
    words::weekday(singular.unwrap_or(word)).filter(|_| token.capital)?;
    let part = window.ahead(at + every + 1);
    let parts = part.word().strip_suffix('s').is_some_and(words::is_part_of_day);
    if every == 0 && singular.is_none() && !parts {
        return None;
    }
    let to = at + every + 1 + usize::from(parts || words::is_part_of_day(part.word()));
    let value = Edtf::parse("XXXX-XX-XX").ok()?;
    Some(Phrase::new(to, value, DateKind::Set, RELATIVE))
}

/// `in summer`, `during the winter`, of no year: the season's word alone.
fn a_season(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let word = window.ahead(at).word();
    let plural = matches!(word, "summers" | "winters" | "autumns");
    let code = words::season(word.strip_suffix('s').filter(|_| plural).unwrap_or(word))?;
    let the = usize::from(window.before(at, 1).word() == "the");
    let led = matches!(
        window.before(at, 1 + the).word(),
        "in" | "during" | "since" | "until" | "through" | "throughout" | "by" | "over"
    ) || the == 0
        && matches!(window.before(at, 1).word(), "of" | "early" | "mid" | "late");
    let next = window.ahead(at + 1);
    if !(led || plural) || next.word() == "of" || next.capital {
        return None;
    }
    let value = Edtf::parse(&format!("XXXX-{code}")).ok()?;
    Some(Phrase::new(at + 1, value, DateKind::Set, RELATIVE))
}
