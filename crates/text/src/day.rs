//! Days written out in full.

use jiff::civil::Date;
use sayso_model::Edtf;
use std::ops::Range;

/// The first day written out in full in a line, and where: `2021-03-03`, `3 March 2021`,
/// `3rd of March, 2021`, `March 3, 2021`, `3 Mar. 1898`.
///
/// Only English names of months. A day of numbers alone is read in ISO order only: `03/04/2021`
/// is one day in London and another in New York, and is left alone.
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
    if let Some(year) = year(first)
        && gap_is(line, &words[..2], &["-"])
    {
        // A time may follow the day without a space: `2021-03-03T10:00`.
        let third = text(2).filter(|_| gap_is(line, &words[1..3], &["-"]))?;
        let digits = third.split(['T', 't']).next()?;
        let end = words[2].start + digits.len();
        return Some((end, date(year, two(second)?, two(digits)?)?));
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

/// Whether nothing stands between neighbours but white space and at most one of these marks; a
/// hyphen must stand alone.
fn gap_is(line: &str, words: &[Range<usize>], marks: &[&str]) -> bool {
    words.windows(2).all(|pair| {
        let gap = &line[pair[0].end..pair[1].start];
        let spaced = gap.chars().any(char::is_whitespace);
        let mark = gap.trim();
        if marks == ["-"] {
            return gap == "-";
        }
        (spaced || !mark.is_empty()) && (mark.is_empty() || marks.contains(&mark))
    })
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
        ] {
            assert_eq!(day(line), Some((words.to_owned(), edtf.to_owned())), "{line}");
        }
    }

    #[test]
    fn guesses_nothing() {
        for line in [
            "03/04/2021",
            "3-4-2021",
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
