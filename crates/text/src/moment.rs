//! Moments written out: a day with its time and its offset from Greenwich, where they follow it.

use crate::day;
use sayso_model::Edtf;
use std::ops::Range;

/// A line is looked at no further than this.
const LONGEST: usize = 300;

/// The first moment in a line, and where: `Wed, 3 Mar 2021 10:00:00 +0100` (RFC 5322, section 3.3,
/// with the zones of section 4.3), `2021-03-03T10:00:00Z` (RFC 3339), `3 March 2021 at 10:00 PM`.
/// A day alone where no time follows it.
pub(crate) fn find(line: &str) -> Option<(Range<usize>, Edtf)> {
    let line = &line[..line.floor_char_boundary(LONGEST)];
    let (at, day) = day::find_day(line)?;
    let rest = &line[at.end..];
    let found = time(rest).and_then(|(end, time)| {
        let edtf = Edtf::parse(&format!("{}{time}", day.as_day()?)).ok()?;
        Some((at.start..at.end + end, edtf))
    });
    found.or(Some((at, day)))
}

/// A time of day at the beginning of what follows a day: where it ends, and as EDTF writes it.
fn time(rest: &str) -> Option<(usize, String)> {
    let mut read = Cursor { rest };
    read.skip(&[',']);
    if !read.word("t") && read.word("at") {
        read.skip(&[]);
    }
    let (hour, minute) = (read.number()?, read.after(':')?);
    let second = read.after(':').unwrap_or(0);
    if second != 0 || read.rest.starts_with('.') {
        read.fraction();
    }
    let mut end = read.rest.len();
    let hour = match read.half() {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(afternoon) => {
            end = read.rest.len();
            hour % 12 + if afternoon { 12 } else { 0 }
        }
        None => hour,
    };
    let zone = read.zone();
    if zone.is_some() {
        end = read.rest.len();
    }
    let zone = zone.unwrap_or_default();
    // A leap second is the last one of its minute here.
    Some((rest.len() - end, format!("T{hour:02}:{minute:02}:{:02}{zone}", second.min(59))))
}

/// What of a line is still to be read.
struct Cursor<'l> {
    rest: &'l str,
}

impl Cursor<'_> {
    fn skip(&mut self, marks: &[char]) {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || marks.contains(&c));
    }

    /// Skips a word, whatever its case; whether it stood there.
    fn word(&mut self, word: &str) -> bool {
        let there = self.rest.get(..word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word));
        if there {
            self.rest = &self.rest[word.len()..];
        }
        there
    }

    fn digits(&self) -> usize {
        self.rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    /// A number of one or two digits.
    fn number(&mut self) -> Option<u8> {
        let count = self.digits();
        let number = self.rest.get(..count)?.parse().ok()?;
        (count <= 2).then(|| {
            self.rest = &self.rest[count..];
            number
        })
    }

    /// Two digits after a mark.
    fn after(&mut self, mark: char) -> Option<u8> {
        let mut then = Cursor { rest: self.rest.strip_prefix(mark)? };
        let number = then.number().filter(|_| self.rest.len() - then.rest.len() == 3)?;
        self.rest = then.rest;
        Some(number)
    }

    /// Parts of a second, which EDTF does not write.
    fn fraction(&mut self) {
        if let Some(rest) = self.rest.strip_prefix(['.', ',']) {
            let count = Cursor { rest }.digits();
            if count > 0 {
                self.rest = &rest[count..];
            }
        }
    }

    /// Whether a clock of twelve hours says afternoon.
    fn half(&mut self) -> Option<bool> {
        let mut then = Cursor { rest: self.rest };
        then.skip(&[]);
        let afternoon = match () {
            () if then.word("am") || then.word("a.m.") => false,
            () if then.word("pm") || then.word("p.m.") => true,
            () => return None,
        };
        self.rest = then.rest;
        Some(afternoon)
    }

    /// An offset from Greenwich, as EDTF writes it.
    fn zone(&mut self) -> Option<String> {
        const NAMED: &[(&str, &str)] = &[
            ("UTC", "Z"),
            ("GMT", "Z"),
            ("EST", "-05:00"),
            ("EDT", "-04:00"),
            ("CST", "-06:00"),
            ("CDT", "-05:00"),
            ("MST", "-07:00"),
            ("MDT", "-06:00"),
            ("PST", "-08:00"),
            ("PDT", "-07:00"),
            ("UT", "Z"),
            ("Z", "Z"),
        ];
        let mut then = Cursor { rest: self.rest };
        then.skip(&['(']);
        let named = NAMED.iter().find(|(name, _)| then.word(name)).map(|(_, zone)| *zone);
        let sign = then.rest.chars().next().filter(|c| matches!(c, '+' | '-'));
        if let Some(sign) = sign.filter(|_| matches!(named, None | Some("Z"))) {
            then.rest = &then.rest[1..];
            let count = then.digits();
            let (hours, minutes) = match count {
                4 => (then.rest.get(..2)?, then.rest.get(2..4)?),
                1 | 2 if then.rest[count..].starts_with(':') => {
                    (then.rest.get(..count)?, then.rest.get(count + 1..count + 3)?)
                }
                1 | 2 => (then.rest.get(..count)?, "00"),
                _ => return None,
            };
            let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
            let width = if then.rest[count..].starts_with(':') { count + 3 } else { count };
            self.rest = &then.rest[width..];
            // `-0000` is a moment of Greenwich at an unknown place (RFC 5322, section 3.3).
            let zone = format!("{sign}{hours:02}:{minutes:02}");
            return Some(if (hours, minutes) == (0, 0) { "Z".to_owned() } else { zone });
        }
        let named = named.filter(|_| !then.rest.starts_with(char::is_alphanumeric))?;
        self.rest = then.rest;
        Some(named.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_moments_as_mails_and_feeds_write_them() {
        for (line, at) in [
            ("Wed, 03 Mar 2021 10:00:09 +0100", "2021-03-03T10:00:09+01:00"),
            ("3 Mar 2021 10:00 -0330 (NST)", "2021-03-03T10:00:00-03:30"),
            ("Wed, 3 Mar 2021 10:00:60 GMT", "2021-03-03T10:00:59Z"),
            ("03 Mar 2021 22:00:00 EST", "2021-03-03T22:00:00-05:00"),
            ("2021-03-03T10:00:00.123Z", "2021-03-03T10:00:00Z"),
            ("2021-03-03T10:00:00-05:00", "2021-03-03T10:00:00-05:00"),
            ("2021-03-03 10:00", "2021-03-03T10:00:00"),
            ("Wednesday, March 3, 2021 9:05 PM", "2021-03-03T21:05:00"),
            ("On Wed, Mar 3, 2021 at 12:05\u{202f}AM Ana", "2021-03-03T00:05:00"),
            ("March 3, 2021, 10:00:00 AM GMT+1, Ana", "2021-03-03T10:00:00+01:00"),
            ("3 March 2021 zealous", "2021-03-03"),
            ("3 March 2021 10:00 zealous", "2021-03-03T10:00:00"),
            ("3 March 2021 at noon", "2021-03-03"),
            ("3 March 2021 25:00", "2021-03-03"),
            ("3 March 2021 13:00 PM", "2021-03-03"),
            ("3 March 2021 10:00 +99:99", "2021-03-03"),
        ] {
            assert_eq!(find(line).map(|(_, edtf)| edtf.to_string()).as_deref(), Some(at), "{line}");
        }
        assert_eq!(find("On 3 Mar 2021 at 10:00, Ana").map(|(at, _)| at), Some(3..22));
        assert!(find("at 10:00").is_none());
    }

    proptest! {
        #[test]
        fn never_panics_and_stays_on_boundaries(
            line in "(3 March 2021|[ ,.T:+(-]|at|AM|p.m.|GMT|Z|[0-9]{1,4}|é){0,14}"
        ) {
            if let Some((at, _)) = find(&line) {
                prop_assert!(line.get(at).is_some());
            }
        }
    }
}
