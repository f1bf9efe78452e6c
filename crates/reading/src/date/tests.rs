use super::find;
use proptest::prelude::*;
use sayso_model::{Edtf, Span};

#[test]
fn a_long_line_of_anything_takes_no_longer_than_it_is() {
    for part in [
        "1",
        "1 May 2011 to ",
        "the first half of ",
        "last ",
        "9:",
        "\"",
        "2019-",
        "15 Dhu al-",
        "X, ",
        "every ",
        "'82 ",
        "the '60s and 70s ",
        "the following ",
        "the first week of ",
        "March and ",
        "c. 314 – ",
        "5 and 6 ",
        "1943 -- ",
        "1941, ",
        "A.D. ",
        "B.C.",
        "April, ",
        "today still ",
        "half a century ",
    ] {
        let text = part.repeat(1_000_000 / part.len());
        find(&text, Edtf::parse("2019-10-03").ok().as_ref());
    }
}

#[test]
fn says_which_words_it_leans_on() {
    let text = "It fell on 23 August 1987, and three days later it was gone.";
    let found = find(text, None);
    let because: Vec<_> = found[1].because.iter().map(|span| span.of(text).unwrap()).collect();
    assert_eq!(because, ["23 August 1987", "three days later"]);
}

/// Words and marks that dates are made of, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "1",
        "31",
        "1898",
        "1998-99",
        "May",
        "Feb.",
        "Tuesday",
        "Thurs",
        ",",
        "the",
        "16th",
        "of",
        "last",
        "next",
        "this",
        "week",
        "years",
        "ago",
        "two",
        "a",
        "later",
        "since",
        "until",
        "from",
        "to",
        "between",
        "'",
        "82",
        "60s",
        "314",
        "c.",
        "[",
        "]",
        "following",
        "weekend",
        "centuries",
        "BC",
        "9/30/01",
        "and",
        "–",
        "-",
        "early",
        "mid-",
        "late",
        "1960s",
        "century",
        "(",
        "0930",
        "UTC)",
        "9:54",
        "a.m.",
        "local",
        "time",
        "2019-02-30",
        "99/99/9999",
        "9999",
        "\n\n",
        "\"",
        "first",
        "half",
        "quarter",
        "summer",
        "day",
        "before",
        "é",
        "'s",
        "today",
        "month",
        "9999999999",
        "10000",
        "decades",
        "in",
        "recent",
        "around",
        "every",
        "AD",
        "BC",
        "Ramadan",
        "1438",
        "AH",
        "Dhu al-Hijjah",
        "the end of",
        "year",
        "that",
        "the same",
        "overnight",
        "World War II",
        "9/11",
        "UTC+3",
        "--",
        "90",
        "few",
        "coming",
        "2013-08-21T02:30:15+03:00",
        "T02:30Z",
        "Q3",
        "Shaʿbān",
        "A.H.",
        "sixties",
    ]);
    (prop::collection::vec((scrap, "[ ]?"), 0..40))
        .prop_map(|scraps| scraps.into_iter().map(|(scrap, gap)| format!("{scrap}{gap}")).collect())
}

proptest! {
    #[test]
    fn dates_fit_the_text_in_order_without_overlap(
        text in prop_oneof![scraps(), "\\PC{0,60}"],
        anchor in prop::option::of("[0-9]{4}|[0-9]{4}-0[1-9](-[0-2][0-9])?|9999-12-31|0000-01-01"),
    ) {
        let anchor = anchor.and_then(|anchor| Edtf::parse(&anchor).ok());
        let mut end = 0;
        let mut whole = None;
        for date in find(&text, anchor.as_ref()) {
            prop_assert!(date.span.of(&text).is_some_and(|words| words.trim() == words && !words.contains("\n\n")));
            prop_assert!(!date.span.is_empty());
            if date.is_end {
                prop_assert!(whole.is_some_and(|whole: Span| whole.contains(date.span)));
                continue;
            }
            whole = Some(date.span);
            prop_assert!(date.span.start() >= end);
            prop_assert!(date.because.iter().all(|span| span.of(&text).is_some()));
            prop_assert_eq!(Edtf::parse(&date.value.to_string()).ok(), Some(date.value));
            end = date.span.end();
        }
    }
}
