//! The words that dates are made of.

use crate::numbers;

/// A month by its whole name, 1 to 12.
pub(super) fn month(word: &str) -> Option<i8> {
    Some(match word {
        "january" => 1,
        "february" => 2,
        "march" => 3,
        "april" => 4,
        "may" => 5,
        "june" => 6,
        "july" => 7,
        "august" => 8,
        "september" => 9,
        "october" => 10,
        "november" => 11,
        "december" => 12,
        _ => return None,
    })
}

/// A month by a shortened name.
pub(super) fn short_month(word: &str) -> Option<i8> {
    Some(match word {
        "jan" => 1,
        "feb" => 2,
        "mar" => 3,
        "apr" => 4,
        "jun" => 6,
        "jul" => 7,
        "aug" => 8,
        "sep" | "sept" => 9,
        "oct" => 10,
        "nov" => 11,
        "dec" => 12,
        _ => return None,
    })
}

/// A weekday by its whole name, days after Monday.
pub(super) fn weekday(word: &str) -> Option<i8> {
    Some(match word {
        "monday" => 0,
        "tuesday" => 1,
        "wednesday" => 2,
        "thursday" => 3,
        "friday" => 4,
        "saturday" => 5,
        "sunday" => 6,
        _ => return None,
    })
}

/// A weekday by a shortened name, which counts only before a date.
pub(super) fn is_short_weekday(word: &str) -> bool {
    matches!(
        word,
        "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun"
    )
}

/// Words before a weekday that make it the name of a feast or an event.
pub(super) fn names_a_weekday(word: &str) -> bool {
    matches!(
        word,
        "black"
            | "good"
            | "bloody"
            | "palm"
            | "easter"
            | "super"
            | "ash"
            | "holy"
            | "cyber"
            | "giving"
    )
}

/// Words after a weekday that make it the name of a newspaper, a feast or an event.
pub(super) fn names_a_thing(word: &str) -> bool {
    matches!(
        word,
        "times"
            | "mirror"
            | "telegraph"
            | "express"
            | "herald"
            | "post"
            | "mail"
            | "people"
            | "sun"
            | "independent"
            | "agreement"
            | "club"
            | "night"
            | "school"
    )
}

/// A season as its EDTF code.
pub(super) fn season(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    })
}

/// A part of the day.
pub(super) fn is_part_of_day(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night")
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
}

/// Whether a unit's word stands for one of it.
pub(super) fn is_one(word: &str) -> bool {
    !word.ends_with('s')
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "hour" | "hours" => Unit::Hour,
        "day" | "days" | "night" | "nights" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        "decade" | "decades" => Unit::Decade,
        _ => return None,
    })
}

/// A small number as it is written in words, up to sixty.
pub(super) fn count(word: &str) -> Option<i32> {
    match word {
        "a" | "an" => Some(1),
        _ => numbers::small(word).filter(|n| (1..=60).contains(n)).map(i32::from),
    }
}

/// Words that say that a date is only roughly meant.
pub(super) fn is_about(word: &str) -> bool {
    matches!(word, "about" | "around" | "almost" | "nearly" | "some" | "roughly" | "circa" | "ca")
}

/// Words that a year, or a month alone, stands after.
pub(super) fn leads_to_a_date(word: &str) -> bool {
    leads_to_may(word)
        || matches!(
            word,
            "before"
                | "after"
                | "of"
                | "around"
                | "about"
                | "circa"
                | "ca"
                | "between"
                | "to"
                | "and"
                | "date"
                | "year"
                | "throughout"
                | "into"
                | "fiscal"
                | "fy"
        )
}

/// Those of them after which "May" is a month and nobody's name.
pub(super) fn leads_to_may(word: &str) -> bool {
    matches!(
        word,
        "in" | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "during"
            | "through"
            | "early"
            | "late"
            | "mid"
            | "last"
            | "next"
            | "this"
    )
}

/// Words that point forward, so that a date later in their sentence lies ahead.
pub(super) fn points_forward(word: &str) -> bool {
    matches!(
        word,
        "will"
            | "ll"
            | "shall"
            | "due"
            | "scheduled"
            | "deadline"
            | "upcoming"
            | "planned"
            | "plans"
            | "expected"
    )
}

/// Words that tell what is.
pub(super) fn is_present(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "can"
            | "still"
            | "remain"
            | "remains"
            | "known"
            | "exist"
            | "live"
            | "lives"
            | "uses"
            | "use"
            | "makes"
            | "making"
            | "continue"
            | "continues"
            | "exists"
            | "stands"
            | "survives"
    )
}

/// Words that tell what was, or will be.
pub(super) fn is_past(word: &str) -> bool {
    let other = matches!(word, "based" | "called" | "hundred" | "indeed" | "speed" | "need");
    let form = word.len() > 4 && word.ends_with("ed") && !other;
    form || matches!(
        word,
        "was"
            | "were"
            | "had"
            | "did"
            | "said"
            | "told"
            | "will"
            | "would"
            | "came"
            | "went"
            | "held"
            | "took"
            | "made"
            | "gave"
            | "won"
            | "lost"
            | "fell"
            | "met"
    )
}

/// Words that tell what has been said or made known by a date.
pub(super) fn points_back(word: &str) -> bool {
    matches!(word, "announced" | "unveiled" | "revealed" | "published" | "reported" | "said")
}

/// Words that point forward right before a date.
pub(super) fn points_forward_at_once(word: &str) -> bool {
    matches!(word, "until" | "till" | "starting" | "coming")
}

/// Words that go on a date after "the".
pub(super) fn goes_on_after_the(word: &str) -> bool {
    matches!(
        word,
        "next"
            | "following"
            | "previous"
            | "preceding"
            | "day"
            | "night"
            | "morning"
            | "afternoon"
            | "evening"
            | "same"
            | "later"
            | "opening"
            | "weekend"
            | "early"
            | "mid"
            | "late"
            | "last"
            | "past"
            | "coming"
            | "year"
            | "month"
            | "end"
            | "beginning"
            | "start"
            | "middle"
            | "final"
            | "third"
            | "thirties"
            | "forties"
            | "fifties"
            | "sixties"
            | "seventies"
            | "eighties"
            | "nineties"
    ) || season(word).is_some()
        || numbers::ordinal(word).is_some()
}
