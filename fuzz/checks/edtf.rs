//! What holds for any string taken as an EDTF date.

use sayso_model::Edtf;

/// Reads a string as a date, and where it is one, checks what can be asked of it.
pub(crate) fn check(given: &str) {
    let Ok(date) = Edtf::parse(given) else { return };
    let written = date.to_string();
    assert_eq!(Edtf::parse(&written).as_ref(), Ok(&date), "{given:?} is written {written:?}");
    assert_eq!(Edtf::parse(&written).map(|date| date.to_string()), Ok(written));
    if let (Some(first), Some(last)) = date.bounds() {
        assert!(first <= last, "{given:?} ends before it starts");
    }
    assert!(date.overlaps(&date), "{given:?} does not overlap itself");
    if let Some(day) = date.as_day() {
        assert_eq!(date.bounds(), (Some(day), Some(day)));
        assert!(date.overlaps(&Edtf::day(day)));
    }
    assert_eq!(date.approximate().bounds(), date.bounds(), "{given:?}, about");
}
