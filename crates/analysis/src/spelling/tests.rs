use super::*;
use proptest::prelude::*;

fn like(one: &str, other: &str) -> Option<Likeness> {
    Spelled::of(one).likeness(&Spelled::of(other))
}

fn score(one: &str, other: &str) -> f32 {
    like(one, other).map_or(0.0, |likeness| likeness.score)
}

#[test]
fn a_title_before_a_kind_of_body_is_part_of_its_name() {
    assert_eq!(Spelled::of("Justice Department").folded(), "justice department");
    assert_eq!(Spelled::of("Foreign Ministry").folded(), "foreign ministry");
    assert_eq!(Spelled::of("Justice Ann Roe").folded(), "ann roe");
}

#[test]
fn titles_articles_and_marks_make_no_other_name() {
    for (one, other) in [
        ("President Bashar al-Assad", "Bashar Assad"),
        ("the Asa'ib Ahl al-Haq", "Asaib Ahl al Haq"),
        ("Muqtada as-Sadr", "Muqtada al-Sadr"),
    ] {
        assert_eq!(like(one, other).map(|l| l.reason), Some(Reason::Same), "{one} / {other}");
    }
}

#[test]
fn transliterations_of_one_name_are_alike_and_other_names_are_not() {
    for (one, other) in [
        ("Hashd al-Sha'abi", "الحشد الشعبي"),
        ("Muammar Gaddafi", "Moammar al-Qadhafi"),
        ("Qassem Soleimani", "Ghasem Suleimani"),
        ("Jabhat al-Nusra", "Jabhat an-Nusrah"),
        ("Hussein", "Husayn"),
        ("Yusuf Othman", "يوسف عثمان"),
    ] {
        assert!(score(one, other) > 0.5, "{one} / {other}: {}", score(one, other));
    }
    for (one, other) in [
        ("Bashar al-Assad", "Maher al-Assad"),
        ("Hassan Nasrallah", "Hamdan Nasrallah"),
        ("North Bank", "South Bank"),
        ("Ali Saleh", "Omar Saleh"),
        ("Harbour Corps 3", "Harbour Corps 5"),
        ("YPG", "YPJ"),
    ] {
        assert!(score(one, other) < 0.5, "{one} / {other}: {}", score(one, other));
    }
}

#[test]
fn words_are_written_as_one_or_apart() {
    for (one, other) in [
        ("Abdulrahman Saleh", "Abd al-Rahman Saleh"),
        ("عبد الرحمن صالح", "Abdurrahman Saleh"),
        ("Al-Jazeera", "Aljazeera"),
        ("Hizballah", "حزب الله"),
    ] {
        assert!(score(one, other) > 0.5, "{one} / {other}: {}", score(one, other));
    }
}

#[test]
fn words_for_a_kind_of_body_are_translated() {
    for (one, other) in [
        ("Harakat al-Wadi", "Wadi Movement"),
        ("Liwa al-Jisr", "Jisr Brigade"),
        ("Ministry of the Interior", "Interior Ministry"),
    ] {
        assert!(score(one, other) > 0.5, "{one} / {other}: {}", score(one, other));
        let (one, other) = (Spelled::of(one).keys(), Spelled::of(other).keys());
        assert!(one.iter().any(|key| other.contains(key)), "{one:?} {other:?}");
    }
    assert!(score("Liwa al-Jisr", "Jund al-Jisr") < 0.5);
    assert!(score("Ministry of the Interior", "Ministry of Harbours") < 0.5);
}

#[test]
fn a_part_that_common_names_make_tells_less_than_one_that_a_rare_one_makes() {
    let common = score("Mohammed Ali", "Mohammed Ali Hassan");
    let rare = score("Tarhuni Qasbawi", "Tarhuni Qasbawi Hassan");
    assert!(common < rare, "{common} {rare}");
    assert!(
        score("Mohammed bin Salman", "Mohammed bin Salman Al Saud")
            > score("Assad", "Hafez al-Assad")
    );
    assert_eq!(like("Abu Bakr al-Baghdadi", "Ibrahim Awad al-Badri"), None);
}

#[test]
fn acronyms_initials_and_parts_are_told_as_such() {
    let reason = |one, other| like(one, other).map(|l| l.reason);
    assert_eq!(reason("PMU", "Popular Mobilisation Units"), Some(Reason::Acronym));
    assert_eq!(reason("U.A.E.", "United Arab Emirates"), Some(Reason::Acronym));
    assert_eq!(reason("J. Smith", "John Smith"), Some(Reason::Initials));
    assert_eq!(reason("Assad", "Bashar al-Assad"), Some(Reason::Part));
    assert_eq!(reason("Harbour Board", "Weir Trust"), None);
}

#[test]
fn a_name_of_titles_only_still_names() {
    assert_eq!(Spelled::of("The Prince").folded(), "prince");
    assert_eq!(Spelled::of("the").folded(), "the");
}

/// Names, and strings that are none.
fn names() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{1,9}",
        "(al|Abd|Abu|Liwa|Mohammed|Sheikh|the|of|bin)",
        "[\u{627}-\u{64a}]{1,7}",
        "(عبد|الله|حزب|ابو)",
    ];
    let words = proptest::collection::vec(word, 1..6).prop_map(|words| words.join(" "));
    prop_oneof![4 => words, 1 => any::<String>()]
}

proptest! {
    #[test]
    fn a_likeness_is_the_same_both_ways_and_a_share(one in names(), other in names()) {
        let (one, other) = (Spelled::of(&one), Spelled::of(&other));
        let likeness = one.likeness(&other);
        prop_assert_eq!(likeness, other.likeness(&one));
        if let Some(likeness) = likeness {
            prop_assert!((0.0..=1.0).contains(&likeness.score));
        }
    }

    #[test]
    fn a_name_is_the_same_as_itself(name in names()) {
        let spelled = Spelled::of(&name);
        let same = Likeness { score: 1.0, reason: Reason::Same };
        let expected = spelled.naming().next().is_some().then_some(same);
        prop_assert_eq!(spelled.likeness(&spelled), expected);
        prop_assert_eq!(spelled.keys(), Spelled::of(&name).keys());
    }
}
