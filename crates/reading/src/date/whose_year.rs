//! Whose year that of a day is which is written without one.

use super::context::Context;
use super::tense::Tense;
use super::told::{self, Year};
use super::words;
use crate::scan::{Kind, Window};
use jiff::civil::Date;
use sayso_model::Span;

/// How many days ahead a day without a year may lie before the past one is meant.
const SOON: i32 = 60;

/// How many days a day without a year may lie after the date before it, or before it, and be of
/// its year.
const STORY: std::ops::RangeInclusive<i32> = -31..=183;

/// The year of a day that is written without one. A day that is planned is of the document's own
/// time. Another is of the year of the date just before it which names another year than the
/// document's, where the two lie near one another in it; else of the story's; of none where both
/// that and the document's are possible. Else it is the last such day before the document's date,
/// or one at most [`SOON`] ahead, or one that the words before it put ahead.
pub(super) fn year_of(
    window: &Window<'_>,
    context: &Context,
    at: usize,
    month: i8,
    day: i8,
) -> (Option<i16>, Option<Span>) {
    let tense = context.tense(window, at);
    if context.published.is_none() || tense != Tense::Ahead {
        match year_told(context, tense, month, day) {
            Year::Told(year, span) => return (Some(year), Some(span)),
            Year::Open => return (None, None),
            Year::Own => {}
        }
    }
    own_year(window, context, at, month, day)
}

/// The year of the story that the text tells, for a day without one.
fn year_told(context: &Context, tense: Tense, month: i8, day: i8) -> Year {
    let is_own = |year: i16| {
        context.published.is_some_and(|(first, last)| (first.year()..=last.year()).contains(&year))
    };
    let open = context.published.is_some() && tense == Tense::Open;
    let told = context.told_year(month, day);
    if let Some((named, span)) = context.named().filter(|(named, _)| !is_own(named.year()))
        && Date::new(named.year(), month, day.min(28))
            .is_ok_and(|date| STORY.contains(&(date - named).get_days()))
    {
        let apart = context.published.is_some_and(|(first, _)| told::is_apart(named, first));
        return if open && apart { Year::Open } else { Year::Told(named.year(), span) };
    }
    match (told, context.story()) {
        // What is planned, in no story that is being told.
        (Year::Open | Year::Own, _) if open => Year::Own,
        (Year::Told(..), _) if open => Year::Open,
        // What is planned, in a text that nobody knows the day of.
        (Year::Own, Some(_)) if matches!(tense, Tense::Open | Tense::Ahead) => Year::Open,
        (Year::Own, Some((year, span))) => Year::Told(year, span),
        _ => told,
    }
}

/// The year of a day that is told from the document's own.
fn own_year(
    window: &Window<'_>,
    context: &Context,
    at: usize,
    month: i8,
    day: i8,
) -> (Option<i16>, Option<Span>) {
    let published = context.published;
    let Some((first, last)) = published else { return (None, None) };
    let in_year = |year: i16| Date::new(year, month, day.min(28)).ok();
    let (past, next) = match in_year(last.year()) {
        Some(date) if date > last => (last.year() - 1, last.year()),
        _ => (last.year(), last.year() + 1),
    };
    let soon = in_year(next).is_some_and(|next| (next - first).get_days() <= SOON);
    // What "is to run from" a day just past began on it.
    let long_past = in_year(past).is_none_or(|past| (last - past).get_days() > SOON);
    let ahead = in_year(past) != Some(last) && (soon || long_past && looks_ahead(window, at));
    (Some(if ahead { next } else { past }), None)
}

/// Whether the words before, in the same sentence, point forward.
pub(super) fn looks_ahead(window: &Window<'_>, at: usize) -> bool {
    let as_soon_as = window.before(at, 1).word() == "as"
        && matches!(window.before(at, 2).word(), "soon" | "early");
    words::points_forward_at_once(window.before(at, 1).word())
        || as_soon_as
        || (1..=6 + at)
            .take_while(|&back| {
                let token = window.before(at, back);
                let ends = matches!(token.kind, Kind::Mark('.' | '?' | '!') | Kind::End);
                !ends && !words::points_back(token.word())
            })
            .any(|back| {
                let word = |further: usize| window.before(at, back + further).word();
                let is_to = word(0) == "to" && matches!(word(1), "set" | "is" | "are");
                let to_be = word(0) == "be" && word(1) == "to";
                words::points_forward(word(0)) || is_to || to_be
            })
}
