use super::*;

fn like(one: &str, other: &str) -> Option<Likeness> {
    Spelled::of(one).likeness(&Spelled::of(other))
}

fn score(one: &str, other: &str) -> f32 {
    like(one, other).map_or(0.0, |likeness| likeness.score)
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
    ] {
        assert!(score(one, other) > 0.7, "{one} / {other}: {}", score(one, other));
    }
    for (one, other) in [
        ("Bashar al-Assad", "Maher al-Assad"),
        ("Hassan Nasrallah", "Hamdan Nasrallah"),
        ("North Bank", "South Bank"),
        ("Ali Saleh", "Omar Saleh"),
    ] {
        assert!(score(one, other) < 0.7, "{one} / {other}: {}", score(one, other));
    }
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
