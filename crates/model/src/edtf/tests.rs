use super::Edtf;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn bounds(given: &str) -> (Option<Date>, Option<Date>) {
    Edtf::parse(given).unwrap().bounds()
}

fn days(first: Date, last: Date) -> (Option<Date>, Option<Date>) {
    (Some(first), Some(last))
}

#[test]
fn a_date_covers_what_it_says_and_no_more() {
    assert_eq!(bounds("1898-02-15"), days(date(1898, 2, 15), date(1898, 2, 15)));
    assert_eq!(bounds("1898-02"), days(date(1898, 2, 1), date(1898, 2, 28)));
    assert_eq!(bounds("0005"), days(date(5, 1, 1), date(5, 12, 31)));
    assert_eq!(bounds("-0044-03~"), days(date(-44, 3, 1), date(-44, 3, 31)));
    assert_eq!(bounds("2019-09-14T04:00:00+03:00"), bounds("2019-09-14"));
}

#[test]
fn unspecified_digits_cover_whatever_fits_them() {
    assert_eq!(bounds("201X"), days(date(2010, 1, 1), date(2019, 12, 31)));
    assert_eq!(bounds("-01XX"), days(date(-199, 1, 1), date(-100, 12, 31)));
    assert_eq!(bounds("2004-XX"), bounds("2004"));
    assert_eq!(bounds("1985-04-XX"), bounds("1985-04"));
    assert_eq!(bounds("1985-02-X9"), days(date(1985, 2, 9), date(1985, 2, 28)));
    assert_eq!(bounds("1985-0X"), days(date(1985, 1, 1), date(1985, 9, 30)));
    assert_eq!(bounds("1985-X2"), days(date(1985, 2, 1), date(1985, 12, 31)));
    assert_eq!(bounds("XXXX-12-25"), (None, None));
}

#[test]
fn seasons_and_other_divisions() {
    assert_eq!(bounds("2014-21"), days(date(2014, 3, 1), date(2014, 5, 31)));
    assert_eq!(bounds("2015-24"), days(date(2015, 12, 1), date(2016, 2, 29)));
    assert_eq!(bounds("9999-24"), days(date(9999, 12, 1), date(9999, 12, 31)));
    assert_eq!(bounds("2014-29"), days(date(2014, 9, 1), date(2014, 11, 30)));
    assert_eq!(bounds("2014-36"), days(date(2014, 10, 1), date(2014, 12, 31)));
    assert_eq!(bounds("2014-38"), days(date(2014, 5, 1), date(2014, 8, 31)));
    assert_eq!(bounds("2014-41"), days(date(2014, 7, 1), date(2014, 12, 31)));
}

#[test]
fn intervals_and_sets() {
    assert_eq!(bounds("2013/.."), (Some(date(2013, 1, 1)), None));
    assert_eq!(bounds("/2017-07"), (None, Some(date(2017, 7, 31))));
    assert_eq!(bounds("2017-04-04/2017-07"), days(date(2017, 4, 4), date(2017, 7, 31)));
    assert_eq!(bounds("[1667,1670..1672]"), days(date(1667, 1, 1), date(1672, 12, 31)));
    assert_eq!(bounds("{..1984-05}"), (None, Some(date(1984, 5, 31))));
}

#[test]
fn what_can_mean_a_common_day_overlaps() {
    let overlap = |a: &str, b: &str| Edtf::parse(a).unwrap().overlaps(&Edtf::parse(b).unwrap());
    assert!(overlap("2016", "2016-11-30"));
    assert!(overlap("2013/..", "2020"));
    assert!(!overlap("2013/2014", "2015"));
    assert!(!overlap("../2012", "2013"));
    assert!(overlap("XXXX-12-25", "1066"));
}

#[test]
fn says_what_is_wrong() {
    for (given, why) in [
        ("", "it is empty"),
        ("soon", "a year has four digits"),
        ("2019-13", "there is no such month"),
        ("2019-00", "there is no such month"),
        ("2019-02-29", "the month has no such day"),
        ("2019-04-4X", "there is no such day"),
        ("2019-04-00", "there is no such day"),
        ("2019-22-01", "a season has no days"),
        ("2019-04-01-01", "there is more after the day"),
        ("2019T10:00:00", "a time needs a whole day before it"),
        ("2019-04-01T10:00", "a time is written hh:mm:ss, then Z or +hh:mm or nothing"),
        ("2019-04-01T25:00:00Z", "there is no such time of day"),
        ("2019/2018", "the interval ends before it starts"),
        ("/", "neither end of the interval is known"),
        ("[2019..2018]", "a range in the set ends before it starts"),
        ("[2019", "the set is not closed"),
        ("-0000", "the year 0 has no sign"),
        ("Y20190", "years of more than four digits are not read"),
    ] {
        let error = Edtf::parse(given).unwrap_err();
        assert_eq!(error.to_string(), format!("not an EDTF date: {given:?}: {why}"));
    }
    assert!(Edtf::parse(&"é".repeat(500)).unwrap_err().to_string().len() < 200);
}

#[test]
fn builds_what_it_reads() {
    let read = |given: &str| Edtf::parse(given).unwrap();
    assert_eq!(Edtf::day(date(1898, 2, 15)), read("1898-02-15"));
    assert_eq!(Edtf::month(1898, 2), Some(read("1898-02")));
    assert_eq!(Edtf::year(-44), Some(read("-0044")));
    assert_eq!((Edtf::month(1898, 13), Edtf::year(10_000)), (None, None));
    let since = Edtf::interval(Some(&read("2013")), None);
    assert_eq!(since, Some(read("2013/..")));
    assert_eq!(Edtf::interval(Some(&read("2013")), Some(&read("2012"))), None);
    assert_eq!(Edtf::interval(None, None), None);
    let moment = read("2019-09-14").with_time(4 * 60, Some(180));
    assert_eq!(moment, Some(read("2019-09-14T04:00:00+03:00")));
    assert_eq!(read("2019-09").with_time(0, None), None);
    assert_eq!(read("2019-09-14").with_time(24 * 60, None), None);
    assert_eq!(read("2013?/..").approximate(), read("2013%/.."));
    assert_eq!(read("2019-09-14~").as_day(), None);
    assert_eq!(read("2019-09-14T04:00:00Z").as_day(), Some(date(2019, 9, 14)));
}

fn any_date() -> impl Strategy<Value = String> {
    "(-?[0-9X]{4}(-(0[1-9]|1[0-2]|XX|2[1-9]|3[0-9]|1X))?[?~%]?)\
     |([0-9X]{4}-(0[1-9]|1[0-2]|XX)-([0-3][0-9X]|XX)[?~%]?)\
     |([0-9]{4}-(0[1-9]|1[0-2])-[0-2][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](Z|[+-][01][0-9]:[0-5][0-9])?)"
}

fn any_edtf() -> impl Strategy<Value = String> {
    prop_oneof![
        any_date(),
        (any_date(), any_date()).prop_map(|(a, b)| format!("{a}/{b}")),
        any_date().prop_map(|a| format!("{a}/..")),
        (any_date(), any_date()).prop_map(|(a, b)| format!("[{a},..{b}]")),
    ]
}

#[test]
fn a_date_that_can_be_read_either_way_tells_both() {
    let days = |given: &str| -> Vec<String> {
        let choices = Edtf::parse(given).expect("EDTF").choices();
        choices.iter().map(ToString::to_string).collect()
    };
    assert_eq!(days("[2015-02-05,2015-05-02]"), ["2015-02-05", "2015-05-02"]);
    for other in ["2015-02-05", "{2015-02-05,2015-05-02}", "[2015-02-05..2015-05-02]", "2015/2016"]
    {
        assert!(days(other).is_empty(), "{other}");
    }
}

#[test]
fn a_day_without_its_year_is_put_in_one() {
    let put = |given: &str, year| {
        Edtf::parse(given).expect("EDTF").in_year(year).map(|date| date.to_string())
    };
    assert_eq!(put("XXXX-04-25", 2016).as_deref(), Some("2016-04-25"));
    assert_eq!(put("XXXX-02-29", 2016).as_deref(), Some("2016-02-29"));
    for (given, year) in [("XXXX-02-29", 2015), ("XXXX-04", 2016), ("2015-04-25", 2016)] {
        assert_eq!(put(given, year), None, "{given}");
    }
}

proptest! {
    #[test]
    fn what_is_read_is_written_as_it_was(given in any_edtf()) {
        if let Ok(edtf) = Edtf::parse(&given) {
            prop_assert_eq!(edtf.to_string(), given);
        }
    }

    #[test]
    fn what_is_written_reads_back_and_its_bounds_are_in_order(given in "[-0-9XT:Z/.,?~%\\[\\]{}+ ]{0,24}|\\PC{0,12}") {
        if let Ok(edtf) = Edtf::parse(&given) {
            prop_assert_eq!(Edtf::parse(&edtf.to_string()), Ok(edtf));
        }
    }

    #[test]
    fn bounds_are_in_order(given in any_edtf()) {
        if let Ok(edtf) = Edtf::parse(&given)
            && let (Some(first), Some(last)) = edtf.bounds()
        {
            prop_assert!(first <= last, "{edtf}: {first} {last}");
            prop_assert!(edtf.overlaps(&Edtf::day(first)) && edtf.overlaps(&Edtf::day(last)));
            prop_assert!(edtf.approximate().bounds() == edtf.bounds());
        }
    }
}
