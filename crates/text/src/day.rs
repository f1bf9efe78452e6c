//! Days written out in full.

use jiff::civil::Date;
use sayso_model::Edtf;
use std::ops::Range;

/// The first day written out in full in a line, and where: `2021-03-03`, `3 March 2021`,
/// `3rd of March, 2021`, `March 3, 2021`, `3 Mar. 1898`.
///
/// Only English names of months. A day of numbers alone is read with the year first
/// (`2021/03/03`), or where it has one reading (`31/12/2021`): `03/04/2021` is one day in London
/// and another in New York, and is left alone.
pub(crate) fn find_day(line: &str) -> Option<(Range<usize>, Edtf)> {
    let words = words(line);
    (0..words.len()).find_map(|i| {
        let (end, date) = day_at(line, &words[i..])?;
        Some((words[i].start..end, Edtf::day(date)))
    })
}

/// The first full day, or else the first month with its year (`March 1898`), and where.
pub(crate) fn find_month_or_day(line: &str) -> Option<(Range<usize>, Edtf)> {
    find_day(line).or_else(|| {
        let words = words(line);
        words.windows(2).find_map(|pair| {
            let month = month(&line[pair[0].clone()])?;
            let year = year(&line[pair[1].clone()])?;
            gap_is(line, pair, &[",", ".", " of"]).then_some(())?;
            let edtf = Edtf::parse(&format!("{year:04}-{month:02}")).ok()?;
            Some((pair[0].start..pair[1].end, edtf))
        })
    })
}

/// Whether some words are a day or a time and nothing else: `04 April 2017`, `Friday`,
/// `May 2017 at 10:30`. Nobody is called so, and no paper; `May`, `Sun` and `1843` may be names.
pub(crate) fn is_date(line: &str) -> bool {
    let words: Vec<&str> = words(line).into_iter().map(|word| &line[word]).collect();
    let count = |fits: fn(&str) -> bool| words.iter().filter(|word| fits(word)).count();
    let beside = |word: &str| BESIDE_A_DATE.iter().any(|other| word.eq_ignore_ascii_case(other));
    let weekday = |word: &str| WEEKDAYS.iter().any(|day| word.eq_ignore_ascii_case(day));
    let (numbers, months) = (count(is_figures), count(|word| month(word).is_some()));
    let fits =
        |word: &&str| is_figures(word) || is_weekday(word) || month(word).is_some() || beside(word);
    let sure = words.iter().any(|word| weekday(word)) || months > 0 && numbers > 0 || numbers > 2;
    sure && words.iter().all(fits)
}

/// Words that stand in a date beside its numbers.
const BESIDE_A_DATE: &[&str] = &[
    "on",
    "at",
    "of",
    "the",
    "am",
    "pm",
    "gmt",
    "utc",
    "bst",
    "est",
    "edt",
    "pst",
    "published",
    "posted",
    "updated",
];

/// Figures, with the ending of an ordinal or of an hour: `3rd`, `10am`.
fn is_figures(word: &str) -> bool {
    let ending = word.trim_start_matches(|c: char| c.is_ascii_digit());
    ending.len() < word.len()
        && matches!(
            ending.to_ascii_lowercase().as_str(),
            "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "h"
        )
}

/// The days of the week.
const WEEKDAYS: &[&str] =
    &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether a word is a day of the week, or its first three letters.
fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|day| {
        word.eq_ignore_ascii_case(day)
            || day.get(..3).is_some_and(|short| word.eq_ignore_ascii_case(short))
    })
}

/// Some words without the weekday at their end, and without the marks that set it off.
pub(crate) fn without_weekday(words: &str) -> &str {
    let word = words.trim_end_matches([',', '.', ' ']);
    let start = word.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    if word.get(start..).is_some_and(is_weekday) { words[..start].trim_end() } else { words }
}

/// The places of a line's words: runs of letters and digits.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in line.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

/// A day that begins with the first of these words: where it ends, and the day.
fn day_at(line: &str, words: &[Range<usize>]) -> Option<(usize, Date)> {
    let text = |i: usize| words.get(i).map(|word| &line[word.clone()]);
    let date = |y: i16, m: i8, d: i8| Date::new(y, m, d).ok();
    let (first, second) = (text(0)?, text(1)?);
    if let Some(mark) = mark_between(line, words) {
        let (third, same) = (text(2)?, mark_between(line, words.get(1..)?));
        same.filter(|same| *same == mark)?;
        // A time may follow the day without a space: `2021-03-03T10:00`.
        let digits = third.split(['T', 't']).next()?;
        let end = words[2].start + digits.len();
        return match year(first) {
            Some(year) => Some((end, date(year, two(second)?, two(digits)?)?)),
            None => {
                let alone = !is_in_number(line, words[0].start, words[2].end);
                let (month, day) = only_reading(two(first)?, two(second)?)?;
                Some((words[2].end, date(year(third).filter(|_| alone)?, month, day)?))
            }
        };
    }
    if let (Some(day), Some(month)) = (ordinal(first), month(second)) {
        let year = year(text(2)?)?;
        let fits = gap_is(line, &words[..2], &[""]) && gap_is(line, &words[1..3], &[",", "."]);
        return fits.then_some((words[2].end, date(year, month, day)?));
    }
    if let (Some(day), "of", Some(month)) = (ordinal(first), second, text(2).and_then(month)) {
        let year = year(text(3)?)?;
        let fits = gap_is(line, &words[..3], &[""]) && gap_is(line, &words[2..4], &[",", "."]);
        return fits.then_some((words[3].end, date(year, month, day)?));
    }
    let (month, day) = (month(first)?, ordinal(second)?);
    let year = year(text(2)?)?;
    let fits = gap_is(line, &words[..2], &["."]) && gap_is(line, &words[1..3], &[","]);
    fits.then_some((words[2].end, date(year, month, day)?))
}

/// Whether nothing stands between neighbours but white space and at most one of these marks.
fn gap_is(line: &str, words: &[Range<usize>], marks: &[&str]) -> bool {
    words.windows(2).all(|pair| {
        let gap = &line[pair[0].end..pair[1].start];
        let spaced = gap.chars().any(char::is_whitespace);
        let mark = gap.trim();
        (spaced || !mark.is_empty()) && (mark.is_empty() || marks.contains(&mark))
    })
}

/// The mark of a day of numbers, if nothing else stands between two words.
fn mark_between<'t>(line: &'t str, words: &[Range<usize>]) -> Option<&'t str> {
    let [first, second, ..] = words else { return None };
    let digits = |word: &Range<usize>| line.as_bytes()[word.start].is_ascii_digit();
    let gap = &line[first.end..second.start];
    (matches!(gap, "-" | "/" | ".") && digits(first) && digits(second)).then_some(gap)
}

/// Whether more numbers stand right before or behind: a version, an address, a path.
fn is_in_number(line: &str, start: usize, end: usize) -> bool {
    let mark = |c: &char| matches!(c, '-' | '/' | '.' | ':');
    let before = line[..start].chars().next_back().is_some_and(|c| mark(&c));
    let mut after = line[end..].chars();
    before
        || (after.next().is_some_and(|c| mark(&c))
            && after.next().is_some_and(char::is_alphanumeric))
}

/// Month and day out of two numbers that are a day in one order only.
fn only_reading(first: i8, second: i8) -> Option<(i8, i8)> {
    match (first > 12, second > 12) {
        (true, false) => Some((second, first)),
        (false, true) => Some((first, second)),
        _ => (first == second).then_some((first, second)),
    }
}

fn year(word: &str) -> Option<i16> {
    let fits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|year| fits && (1000..=2999).contains(year))
}

fn two(word: &str) -> Option<i8> {
    let fits = word.len() == 2 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|_| fits)
}

/// `3`, `03`, `3rd`.
fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let fits = matches!(&word[digits.len()..], "" | "st" | "nd" | "rd" | "th")
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| fits)
}

/// The number of an English month, in full or as its first three letters (`Sept` too).
fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let fits = |name: &&str| {
        **name == lower || name[..3] == lower || (lower == "sept" && name.starts_with(&lower))
    };
    // `may` and `march` in lower case are mostly verbs.
    word.starts_with(|c: char| c.is_ascii_uppercase()).then_some(())?;
    MONTHS.iter().position(fits).and_then(|i| i8::try_from(i + 1).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(line: &str) -> Option<(String, String)> {
        let (at, edtf) = find_day(line)?;
        Some((line[at].to_owned(), edtf.to_string()))
    }

    #[test]
    fn a_date_is_no_name() {
        for line in
            ["04 April 2017", "Friday", "May 2017 at 10:30", "Friday, 4 January", "4/1/2019"]
        {
            assert!(is_date(line), "{line}");
        }
        for line in ["", "May", "April May", "The Sun", "1843", "Studio 54", "Friday Marsh", "Vell"]
        {
            assert!(!is_date(line), "{line}");
        }
    }

    #[test]
    fn reads_days_in_full() {
        for (line, words, edtf) in [
            ("2021-03-03", "2021-03-03", "2021-03-03"),
            ("at 2021-03-03T10:00Z, we", "2021-03-03", "2021-03-03"),
            ("On 3 March 2021, the", "3 March 2021", "2021-03-03"),
            ("3rd of March, 2021", "3rd of March, 2021", "2021-03-03"),
            ("Posted March 3, 2021 by A", "March 3, 2021", "2021-03-03"),
            ("Thursday, October 3, 2019", "October 3, 2019", "2019-10-03"),
            ("3 Mar. 1898", "3 Mar. 1898", "1898-03-03"),
            ("Sept. 12, 2001", "Sept. 12, 2001", "2001-09-12"),
            ("22\u{a0}February 2025", "22\u{a0}February 2025", "2025-02-22"),
            ("on 2021/03/04.", "2021/03/04", "2021-03-04"),
            ("2021.03.04", "2021.03.04", "2021-03-04"),
            ("31/12/2021", "31/12/2021", "2021-12-31"),
            ("am 31.12.2021.", "31.12.2021", "2021-12-31"),
            ("03/03/2021 20:04", "03/03/2021", "2021-03-03"),
        ] {
            assert_eq!(day(line), Some((words.to_owned(), edtf.to_owned())), "{line}");
        }
    }

    #[test]
    fn guesses_nothing() {
        for line in [
            "03/04/2021",
            "03-04-2021",
            "1.13.12.2021",
            "13.12.2021.1",
            "2021-03/03",
            "31 February 2021",
            "2021-13-01",
            "we may 3 2021",
            "3 March",
            "March 2021",
            "12021-03-03",
            "3. 4 March, or 2021",
            "",
        ] {
            assert_eq!(day(line), None, "{line}");
        }
    }

    #[test]
    fn falls_back_to_a_month() {
        let (at, edtf) = find_month_or_day("Reported in March 1898.").unwrap();
        assert_eq!((at, edtf.to_string().as_str()), (12..22, "1898-03"));
        assert_eq!(find_month_or_day("3 Mar. 1898").unwrap().1.to_string(), "1898-03-03");
        assert!(find_month_or_day("the march 1898").is_none());
    }

    proptest! {
        #[test]
        fn never_panics_and_stays_on_boundaries(line in "(\\PC|March|[0-9]{1,4}|[ ,.-]|é){0,12}") {
            for found in [find_day(&line), find_month_or_day(&line)].into_iter().flatten() {
                prop_assert!(line.get(found.0).is_some());
            }
        }
    }
}
