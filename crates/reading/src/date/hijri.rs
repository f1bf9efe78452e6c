//! Dates of the Islamic calendar: `15 Ramadan 1438`, `Muharram 1, 1440 AH`, `1438 AH`.
//!
//! They are turned into days of ours by the tabular calendar (eleven leap years in thirty, the
//! civil epoch, 16 July 622 of the Julian calendar; Reingold and Dershowitz, Calendrical
//! Calculations, chapter 7). Where months begin when the moon is seen, the day can be another by
//! one or two: every value is approximate.

use super::Phrase;
use super::calendar::number;
use crate::scan::{Gap, Kind, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, RuleId};

const HIJRI: RuleId = RuleId::new("date.hijri");

/// How many words the name of a month may have: `Dhu 'l Hijjah`.
const NAME: usize = 4;

/// No word of a name has more letters.
const LONGEST: usize = 16;

/// The day before the first of the first year, as the proleptic Gregorian calendar has it.
const EPOCH: Date = Date::constant(622, 7, 18);

/// The years that are read where no `AH` follows.
const RECENT: std::ops::Range<u16> = 1300..1500;

/// A date of the Islamic calendar at token `at`.
pub(super) fn read(window: &Window<'_>, at: usize) -> Option<Phrase> {
    match window.ahead(at).kind {
        Kind::Number => year_alone(window, at).or_else(|| day_first(window, at)),
        Kind::Word if window.ahead(at).capital => month_first(window, at),
        _ => None,
    }
}

/// `1438 AH`, `1440 H`.
fn year_alone(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (year, to) = year(window, at).filter(|&(_, to)| to > at + 1)?;
    let (first, next) = (first_of(year, 1)?, first_of(year + 1, 1)?);
    whole(to, first, next)
}

/// `15 Ramadan 1438`, `the 9th of Dhu al-Hijjah 1441`.
fn day_first(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (day, 1..=2) = number(window, at)? else { return None };
    let ending = window.ahead(at + 1);
    let ending = ending.glued() && matches!(ending.word(), "st" | "nd" | "rd" | "th");
    let at = at + 1 + usize::from(ending);
    let at = at + usize::from(window.ahead(at).word() == "of");
    let (month, next) = month(window, at)?;
    let next = next + usize::from(window.ahead(next).is(','));
    let (year, to) = year(window, next)?;
    one(to, year, month, day)
}

/// `Ramadan 15, 1438`, `Ramadan 1438`.
fn month_first(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let (month, next) = month(window, at)?;
    if let Some((year, to)) = year(window, next) {
        let after = if month == 12 { first_of(year + 1, 1) } else { first_of(year, month + 1) };
        return whole(to, first_of(year, month)?, after?);
    }
    let (day, 1..=2) = number(window, next)? else { return None };
    let next = next + 1 + usize::from(window.ahead(next + 1).is(','));
    let (year, to) = year(window, next)?;
    one(to, year, month, day)
}

/// A day.
fn one(to: usize, year: u16, month: u8, day: u16) -> Option<Phrase> {
    let days = i32::from(day) - 1;
    let day = first_of(year, month)?.checked_add(days.days()).ok()?;
    (0..30).contains(&days).then_some(())?;
    let value = Edtf::day(day).approximate();
    Some(Phrase::new(to, value, DateKind::Point, HIJRI).with_own_year())
}

/// All days from the first to before the next.
fn whole(to: usize, first: Date, next: Date) -> Option<Phrase> {
    let last = next.yesterday().ok()?;
    let value = Edtf::interval(Some(&Edtf::day(first)), Some(&Edtf::day(last)))?.approximate();
    Some(Phrase::new(to, value, DateKind::Interval, HIJRI).with_own_year())
}

/// The first day of a month of the tabular calendar.
fn first_of(year: u16, month: u8) -> Option<Date> {
    let (year, month) = (i64::from(year), i64::from(month));
    let days = 354 * (year - 1) + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2;
    EPOCH.checked_add((days + 1).days()).ok()
}

/// A year, and the token after it and its `AH`.
fn year(window: &Window<'_>, at: usize) -> Option<(u16, usize)> {
    let (value, digits) = number(window, at)?;
    let era = window.ahead(at + 1);
    let named = era.capital && matches!(era.word(), "ah" | "h") && era.gap < Gap::Line;
    let stopped = era.capital
        && era.word() == "a"
        && window.ahead(at + 2).is('.')
        && window.ahead(at + 3).word() == "h";
    let to = at + 1 + usize::from(named) + if stopped { 3 } else { 0 };
    let of_four = digits == 4 && RECENT.contains(&value);
    let fits = of_four || named && era.word() == "ah" && (1..1600).contains(&value);
    fits.then_some((value, to))
}

/// A month's name with a capital letter, and the token after it: the longest that is one, its
/// words joined, without apostrophes and hyphens.
fn month(window: &Window<'_>, at: usize) -> Option<(u8, usize)> {
    let first = window.ahead(at);
    if first.kind != Kind::Word || !first.capital {
        return None;
    }
    let begins = match first.word() {
        "" => BEGINS.contains(&plain(window.written(first)).as_str()),
        word => BEGINS.contains(&word),
    };
    if !begins {
        return None;
    }
    let mut name = String::new();
    let (mut found, mut words) = (None, 0);
    for to in at..at + 2 * NAME {
        let token = window.ahead(to);
        match token.kind {
            Kind::Word if words < NAME && (to == at || token.gap < Gap::Line) => {
                name.push_str(&plain(window.written(token)));
                words += 1;
            }
            Kind::Mark('\'' | '’' | '‘' | '`' | 'ʿ' | '-') if token.glued() || to > at => {
                continue;
            }
            _ => break,
        }
        found = named(&name).map(|month| (month, to + 1)).or(found);
    }
    found
}

/// A word in small letters without the marks that scholars put on them.
fn plain(word: &str) -> String {
    let letter = |c: char| match c {
        'ā' | 'á' | 'â' => Some('a'),
        'ī' | 'í' | 'î' => Some('i'),
        'ū' | 'ú' | 'û' => Some('u'),
        'ḥ' => Some('h'),
        'ḍ' => Some('d'),
        'ṣ' => Some('s'),
        'ʿ' | 'ʾ' | 'ʻ' | 'ʼ' => None,
        other => Some(other),
    };
    word.chars().take(LONGEST).flat_map(char::to_lowercase).filter_map(letter).collect()
}

/// The words that the names begin with.
const BEGINS: [&str; 21] = [
    "dhu", "dhul", "dul", "jamad", "jamada", "jumada", "muharram", "rabi", "rabia", "rajab",
    "ramadan", "ramadhan", "ramazan", "safar", "sha", "shaaban", "shaban", "shawal", "shawwal",
    "thul", "zul",
];

/// A month by its name as it is written in English, in small letters and one word.
fn named(name: &str) -> Option<u8> {
    alone(name).or_else(|| {
        let (first, rest) = [("rabi", 3), ("jumad", 5), ("jamad", 5)]
            .iter()
            .find_map(|(stem, first)| Some((*first, name.strip_prefix(stem)?)))?;
        let ends = |words: &[&str]| {
            words.iter().any(|word| {
                rest.strip_suffix(word).is_some_and(|article| ARTICLES.contains(&article))
            })
        };
        match (ends(SECOND), ends(FIRST)) {
            (true, _) => Some(first + 1),
            (false, true) => Some(first),
            _ => None,
        }
    })
}

/// What may stand between the name of a pair of months and which of them it is.
const ARTICLES: [&str; 10] = ["", "a", "al", "ul", "el", "ath", "as", "l", "aal", "aul"];
/// The first of a pair.
const FIRST: &[&str] = &["awwal", "awal", "i", "ula", "oula", "awwala"];
/// The second of a pair.
const SECOND: &[&str] = &[
    "thani", "sani", "ii", "akhir", "akhira", "akhirah", "akhar", "thania", "thaniya", "thaniyah",
    "sania",
];

/// The months of one name.
fn alone(name: &str) -> Option<u8> {
    Some(match name {
        "muharram" => 1,
        "safar" => 2,
        "rajab" => 7,
        "shaban" | "shaaban" => 8,
        "ramadan" | "ramadhan" | "ramazan" => 9,
        "shawwal" | "shawal" => 10,
        _ => {
            let rest = ["dhu", "zu", "thu", "du"].iter().find_map(|s| name.strip_prefix(s))?;
            let rest = rest.strip_prefix("al").or(rest.strip_prefix("l")).unwrap_or(rest);
            let rest = rest.strip_prefix("l").unwrap_or(rest);
            match rest {
                "qada" | "qadah" | "qaada" | "qaadah" | "qidah" | "kada" => 11,
                "hijja" | "hijjah" | "hija" | "hijah" | "haj" | "hajj" => 12,
                _ => return None,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_days_as_the_tables_do() {
        for (year, month, first) in
            [(1, 1, "0622-07-19"), (1438, 9, "2017-05-27"), (1440, 1, "2018-09-12")]
        {
            assert_eq!(first_of(year, month).unwrap().to_string(), first);
        }
    }

    #[test]
    fn knows_the_months_by_many_spellings() {
        for (number, names) in [
            (3, "rabialawwal rabiulawal rabii"),
            (4, "rabialthani rabiii rabialakhir rabiathani"),
            (5, "jumadaalula jumadai jamadalawwal"),
            (6, "jumadaalakhirah jumadaii jumadaalthani"),
            (11, "dhualqadah dhulqada zulqada dhulqaadah"),
            (12, "dhualhijjah dhulhijja zulhijja dhulhajj dhuallhijja"),
        ] {
            for name in names.split(' ') {
                assert_eq!(named(name), Some(number), "{name}");
            }
        }
        assert_eq!((named("rabi"), named("dhu"), named("ramada")), (None, None, None));
    }
}
