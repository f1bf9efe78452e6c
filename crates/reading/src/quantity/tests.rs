use super::find;
use crate::date;
use proptest::prelude::*;
use sayso_model::{Edtf, Span};

fn dates(text: &str, anchor: Option<&Edtf>) -> Vec<Span> {
    date::find(text, anchor).into_iter().map(|date| date.span).collect()
}

#[test]
fn a_long_line_of_anything_takes_no_longer_than_it_is() {
    for part in ["1", "1,000,", "one hundred and ", "1-", "www.1/", "at least ", "1.", "$", "two "]
    {
        find(&part.repeat(1_000_000 / part.len()), &[]);
    }
}

#[test]
fn a_decimal_with_its_word_is_the_number_it_says() {
    for (text, value) in [
        ("They sold 2.01 thousand tickets.", 2_010.0),
        ("They sold 16.1 thousand tickets.", 16_100.0),
        ("They sold 4.35 hundred tickets.", 435.0),
        ("They sold 1.1 million tickets.", 1_100_000.0),
    ] {
        assert_eq!(find(text, &[])[0].best, Some(value), "{text}");
    }
    let range = &find("They sold 2.01–3.3 thousand tickets.", &[])[0];
    assert_eq!((range.low, range.high), (Some(2_010.0), Some(3_300.0)));
}

#[test]
fn figures_may_end_a_text_or_be_parted_from_the_next_by_anything() {
    for (text, value) in [("They sold 300", 300.0), ("They sold 300 000", 300_000.0)] {
        assert_eq!(find(text, &[])[0].best, Some(value), "{text}");
    }
    for text in
        ["killed 12 300 wounded", "12\n\n000 people", "000 000", "1 000 000 000 000 000 000"]
    {
        let _ = find(text, &[]);
    }
}

#[test]
fn a_bound_may_stand_before_another_word_and_a_number_be_said_twice() {
    let found =
        |text: &str| find(text, &[]).iter().map(|f| (f.low, f.best, f.high)).collect::<Vec<_>>();
    assert_eq!(found("The dead were put at least at 12."), [(Some(12.0), None, None)]);
    assert_eq!(found("The dead were put at most at 12."), [(None, None, Some(12.0))]);
    assert_eq!(found("It carried over one 1,000 riders."), [(Some(1000.0), None, None)]);
}

/// Words and marks that quantities are made of, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop::sample::select(vec![
        "1",
        "42",
        "2,000",
        "200,0000",
        "000",
        "\u{a0}",
        "5.7",
        "million",
        "US$",
        "£",
        "%",
        "percent",
        "at least",
        "up to",
        "between",
        "and",
        "–",
        "-",
        "two",
        "twenty",
        "hundred",
        "a",
        "dozen",
        "dozens",
        "of",
        "thousands",
        "people",
        "police",
        "officers",
        "year",
        "old",
        "km",
        "the",
        "them",
        "several",
        "a number",
        "no",
        "crew",
        "half",
        "thirds",
        ",",
        ".",
        "[",
        "]",
        "Lind",
        "+",
        "1999999999999999999",
        "bn",
        "more",
        "others",
        "17s",
        "B-",
        "\n\n",
        "é",
        "'s",
        "or",
        "to",
        "www.",
        "not even",
        "in the",
        "numbering",
        "of thousands",
        "almost",
        "aged",
        "no one",
        "hurt",
        "lone",
        "survivor",
        "seventh",
        "death",
        "night",
        "in a row",
        "both",
        "most",
        "her",
        "counts",
    ]);
    (prop::collection::vec((scrap, "[ ]?"), 0..40))
        .prop_map(|scraps| scraps.into_iter().map(|(scrap, gap)| format!("{scrap}{gap}")).collect())
}

proptest! {
    #[test]
    fn quantities_fit_the_text_in_order_without_overlap(
        text in prop_oneof![scraps(), "\\PC{0,60}"],
    ) {
        let mut end = 0;
        for found in find(&text, &dates(&text, None)) {
            prop_assert!(found.span.of(&text).is_some_and(|words| words.trim() == words && !words.contains("\n\n")));
            prop_assert!(found.span.start() >= end && !found.span.is_empty());
            prop_assert!(found.because.iter().all(|&span| found.span.contains(span)));
            prop_assert!(text.contains(&found.of));
            if let (Some(low), Some(high)) = (found.low, found.high) {
                prop_assert!(low <= high);
            }
            end = found.span.end();
        }
    }
}
