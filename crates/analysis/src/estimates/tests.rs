use super::words::{outcome, stem, who, words};
use super::{Outcome, Range, Scope};
use crate::corpus::Figure;
use proptest::prelude::*;
use sayso_model::{ItemId, ItemKind, Span};

fn figure(low: Option<f64>, best: Option<f64>, high: Option<f64>) -> Figure {
    let text = sayso_model::TextId(sayso_model::Digest::of(b"a text"));
    Figure {
        id: ItemId::derive(&text, ItemKind::Quantity, &[Span::new(0, 1)], 0),
        span: Span::new(0, 1),
        of: "people".into(),
        low,
        best,
        high,
        unit: None,
        when: None,
        place: None,
        told: None,
    }
}

#[test]
fn at_least_seven_and_eight_can_both_hold_and_seven_and_eight_cannot() {
    let range = |low, best, high, words| Range::of(&figure(low, best, high), words).unwrap();
    let least = range(Some(7.0), None, None, "at least seven people");
    let seven = range(None, Some(7.0), None, "seven people");
    let eight = range(None, Some(8.0), None, "8 people");
    let about = range(None, Some(75.0), None, "about 75 people");
    assert!(least.agrees(&eight) && eight.agrees(&least));
    assert!(!seven.agrees(&eight));
    assert!(about.agrees(&range(None, Some(80.0), None, "80 people")));
    assert_eq!(
        [least, eight].map(|range| range.to_string()),
        ["at least 7".to_owned(), "8".to_owned()]
    );
}

#[test]
fn a_rough_number_stays_the_number_that_the_text_says() {
    let rough = |best, words| {
        let range = Range::of(&figure(None, Some(best), None), words).unwrap();
        (range.best, range.low, range.high, range.rough)
    };
    for (best, words) in
        [(100.0, "about 100 people"), (300.0, "almost 300"), (2.5, "around 2.5 tonnes")]
    {
        assert_eq!(rough(best, words), (Some(best), None, None, true), "{words}");
    }
}

#[test]
fn a_number_of_which_only_a_part_was_read_is_not_relied_on() {
    assert_eq!(Range::of(&figure(None, Some(0.0), None), "000 people"), None);
    assert_eq!(Range::of(&figure(Some(0.25), None, None), "a quarter of a million"), None);
    assert_eq!(Range::of(&figure(None, None, None), "many people"), None);
    assert!(Range::of(&figure(None, Some(0.0), None), "no people").is_some());
}

#[test]
fn roughness_is_allowed_for_and_never_shown() {
    let range = |best, high, words| Range::of(&figure(None, best, high), words).unwrap();
    let some = range(Some(80.0), None, "some 80 boats");
    assert_eq!((some.low, some.best, some.high, some.rough), (None, Some(80.0), None, true));
    assert_eq!(some.to_string(), "about 80");
    let almost = range(Some(300.0), Some(300.0), "Almost 300 men");
    assert_eq!((almost.to_string().as_str(), almost.high), ("almost 300", Some(300.0)));
    assert!(almost.agrees(&range(Some(290.0), None, "290 men")));
    assert!(!almost.agrees(&range(Some(310.0), None, "310 men")));
    let dozens = Range::of(&figure(Some(24.0), None, None), "Dozens of men").unwrap();
    assert_eq!((dozens.to_string().as_str(), dozens.low), ("dozens", None));
    assert!(dozens.agrees(&range(Some(60.0), None, "60 men")));
    assert!(!dozens.agrees(&range(Some(3.0), None, "3 men")));
    assert!(!range(Some(45.0), None, "somewhere 45 men").rough);
}

#[test]
fn words_that_only_begin_like_those_of_death_say_nothing_of_it() {
    assert_eq!(["deadline", "executives"].map(outcome), [None, None]);
    assert_eq!(["deadly", "executed"].map(outcome), [Some(Outcome::Killed); 2]);
}

#[test]
fn words_tell_what_happens_to_whom() {
    assert_eq!(outcome("killing"), Some(Outcome::Killed));
    assert_eq!(outcome("injured"), Some(Outcome::Wounded));
    assert_eq!(outcome("table"), None);
    assert_eq!(who("villagers"), None);
    assert_eq!(who("people"), Some(Scope::All));
    assert_eq!(who("civilians"), Some(Scope::Of("civilians".into())));
}

proptest! {
    #[test]
    fn any_words_are_looked_up_and_stand_where_they_are_said_to(text in "\\PC{0,60}") {
        for (at, word) in words(&text) {
            prop_assert_eq!(&text[at..at + word.len()], word);
            let small = word.to_lowercase();
            let _ = (outcome(&small), who(&small), stem(word));
        }
    }

    #[test]
    fn agreeing_is_mutual(
        a in prop::option::of(0.0f64..100.0),
        b in prop::option::of(0.0f64..100.0),
        c in prop::option::of(0.0f64..100.0),
    ) {
        let one = Range::of(&figure(a, b, None), "");
        let other = Range::of(&figure(None, b, c), "about");
        if let (Some(one), Some(other)) = (one, other) {
            prop_assert_eq!(one.agrees(&other), other.agrees(&one));
            prop_assert!(one.agrees(&one));
        }
    }
}
