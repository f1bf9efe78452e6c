//! What Sayso reads, cut as the two sets cut it: where the guide of the marked Wikinews has other
//! words, not where the reader errs.

use sayso::model::{Date, DateKind, Edtf, Span};

/// Whose guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guide {
    /// TEI, as GUM has it.
    Gum,
    /// TIMEX3, as MEANTIME has it.
    Meantime,
}

impl Guide {
    /// The name of the set that goes by it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Gum => "GUM",
            Self::Meantime => "MEANTIME",
        }
    }
}

/// What GUM leaves outside before a date, longest first.
const LEADS: [&str; 17] = [
    "the afternoon of ",
    "the evening of ",
    "the morning of ",
    "the night of ",
    "earlier in ",
    "roughly ",
    "earlier ",
    "around ",
    "almost ",
    "nearly ",
    "later in ",
    "early in ",
    "circa ",
    "about ",
    "later ",
    "late in ",
    "some ",
];
/// What it leaves outside after one.
const TAILS: [&str; 4] = [" morning", " afternoon", " evening", " night"];
/// What it has no date for, where these are all the words.
const ADVERBS: [&str; 7] = [
    "recently",
    "more recently",
    "currently",
    "previously",
    "at present",
    "to date",
    "in the future",
];

/// The same dates without what a set has no date for: in both an interval in whose words its ends
/// are dates too, the `since` of what it opens, the article of a decade; in GUM also what recurs,
/// `recently` and its like, nowadays, and what blurs a date or names a part of it from outside.
pub(super) fn as_they_cut(guide: Guide, text: &str, read: &[Date]) -> Vec<Date> {
    let has_ends = |date: &Date| {
        let inside = |end: &Date| end.span != date.span && date.span.cover(end.span) == date.span;
        date.value.is_interval() && read.iter().any(inside)
    };
    let kept = read.iter().filter(|date| !has_ends(date)).map(|date| cut(text, date));
    match guide {
        Guide::Meantime => kept.collect(),
        Guide::Gum => kept.filter_map(|date| in_gum(text, date)).collect(),
    }
}

/// A date as GUM marks it, if it does.
fn in_gum(text: &str, date: Date) -> Option<Date> {
    let words = date.span.of(text).unwrap_or_default().to_lowercase();
    let value = date.value.to_string();
    let recurs = date.kind == DateKind::Set && value == "XXXX-XX-XX";
    let nowadays = words == "today" && date.kind == DateKind::Vague && value.len() == "2019".len();
    if recurs || nowadays || ADVERBS.contains(&words.as_str()) {
        return None;
    }
    let start = LEADS.iter().find(|lead| words.starts_with(**lead)).map_or(0, |lead| lead.len());
    let tail = TAILS.iter().find(|tail| words.strip_suffix(**tail).is_some_and(is_one_day));
    let end = tail.map_or(0, |tail| tail.len());
    let span = Span::new(date.span.start() + start, date.span.end() - end);
    Some(Date { span, ..date })
}

/// `thursday`, `yesterday`: the night of such a day is the day there, and `last night` is not.
fn is_one_day(words: &str) -> bool {
    words.ends_with("day") && !words.contains(' ') || words == "tomorrow"
}

fn cut(text: &str, date: &Date) -> Date {
    let words = date.span.of(text).unwrap_or_default().to_lowercase();
    let without = |lead: &str| Span::new(date.span.start() + lead.len(), date.span.end());
    if let Some(value) = opened(&words, date) {
        let kind = DateKind::Point;
        return Date { span: without("since "), value, kind };
    }
    match words.strip_prefix("the ") {
        Some(decade) if is_decade(decade) => Date { span: without("the "), ..date.clone() },
        _ => date.clone(),
    }
}

/// What `since` opens, as a date of its own.
fn opened(words: &str, date: &Date) -> Option<Edtf> {
    let start = date.value.to_string();
    let start = start.strip_suffix("/..").filter(|_| words.starts_with("since "))?;
    Edtf::parse(start).ok()
}

/// `1960s`, `1930’s`.
fn is_decade(words: &str) -> bool {
    let years = words.trim_end_matches('s').trim_end_matches(['\'', '’']);
    words.ends_with('s') && years.len() == 4 && years.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_what_the_guide_has_otherwise() {
        let text = "since 2015, from 2009 to 2017, the 1960s, the late 1960s";
        let date = |words: &str, value: &str| {
            let start = text.find(words).unwrap();
            let (span, value) =
                (Span::new(start, start + words.len()), Edtf::parse(value).unwrap());
            Date { span, value, kind: DateKind::Interval }
        };
        let read = [
            date("since 2015", "2015/.."),
            date("2009 to 2017", "2009/2017"),
            date("2009", "2009"),
            date("2017", "2017"),
            date("the 1960s", "196X"),
            date("the late 1960s", "196X~"),
        ];
        let cut: Vec<_> = as_they_cut(Guide::Meantime, text, &read)
            .iter()
            .map(|date| (date.span.of(text).unwrap(), date.value.to_string()))
            .collect();
        let wanted = [
            ("2015", "2015"),
            ("2009", "2009"),
            ("2017", "2017"),
            ("1960s", "196X"),
            ("the late 1960s", "196X~"),
        ];
        assert_eq!(cut, wanted.map(|(words, value)| (words, value.to_owned())));
    }

    #[test]
    fn cuts_what_gum_has_otherwise() {
        let text = "Recently, around 328 and later in 1689, on Sundays, on Friday night, last night, \
                    in summer, early in June";
        let date = |words: &str, value: &str, kind| {
            let start = text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            Date { span, value: Edtf::parse(value).unwrap(), kind }
        };
        let read = [
            date("Recently", "2019~", DateKind::Vague),
            date("around 328", "0328~", DateKind::Vague),
            date("later in 1689", "1689~", DateKind::Vague),
            date("Sundays", "XXXX-XX-XX", DateKind::Set),
            date("Friday night", "2019-10-04", DateKind::Point),
            date("last night", "2019-10-02", DateKind::Point),
            date("summer", "XXXX-22", DateKind::Set),
            date("early in June", "2019-06~", DateKind::Vague),
        ];
        let cut = as_they_cut(Guide::Gum, text, &read);
        let cut: Vec<_> = cut.iter().map(|date| date.span.of(text).unwrap()).collect();
        assert_eq!(cut, ["328", "1689", "Friday", "last night", "summer", "June"]);
        assert_eq!(as_they_cut(Guide::Meantime, text, &read), read);
    }
}
