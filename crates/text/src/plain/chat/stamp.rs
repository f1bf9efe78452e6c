//! The date and time that begin a message: `[12/03/2021, 14:05:11]`, `12/03/2021, 14:05 -`.

/// How a stamp is written, which is the same for all of one export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// In square brackets, or followed by a hyphen.
    bracketed: bool,
    /// The mark between day, month and year.
    pub(super) mark: char,
    /// The year stands first.
    pub(super) year_first: bool,
}

/// A date and a time as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) cut: Cut,
    pub(super) year: u16,
    /// The two numbers beside the year, in their order.
    pub(super) numbers: (u8, u8),
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
}

/// Marks of direction that programs put around names and numbers, and other things not seen.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// Some words without marks and white space around them.
pub(super) fn bare(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || is_mark(c))
}

/// The stamp at the beginning of a line, and where what follows it begins.
pub(super) fn read(line: &str) -> Option<(Stamp, usize)> {
    let mut read = Cursor { rest: line };
    read.skip();
    let bracketed = read.eat(&['[']).is_some();
    let (first, digits) = read.number()?;
    let mark = read.eat(&['/', '.', '-'])?;
    let (second, _) = read.number()?;
    read.eat(&[mark])?;
    let (third, last_digits) = read.number()?;
    let year_first = digits == 4;
    let (year, numbers) = if year_first {
        (first, (second, third))
    } else if last_digits == 2 {
        (third + 2000, (first, second))
    } else {
        (third, (first, second))
    };
    read.eat(&['.']);
    read.eat(&[',', '\u{60c}']);
    read.skip();
    for word in ["at ", "à ", "um ", "às "] {
        read.word(word);
    }
    let before = read.half();
    let (hour, _) = read.number()?;
    let colon = read.eat(&[':', '.'])?;
    let (minute, _) = read.number()?;
    let second = if read.eat(&[colon]).is_some() { read.number()?.0 } else { 0 };
    let half = before.or_else(|| read.half());
    read.skip();
    if bracketed {
        read.eat(&[']'])?;
    } else {
        read.eat(&['-', '\u{2013}'])?;
    }
    read.skip();
    let (small, numbers) = (|n: u16| u8::try_from(n).ok(), numbers);
    let hour = match half {
        Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
        Some(_) => return None,
        None => hour,
    };
    let fits = hour < 24 && minute < 60 && second < 60;
    let stamp = Stamp {
        cut: Cut { bracketed, mark, year_first },
        year,
        numbers: (small(numbers.0)?, small(numbers.1)?),
        hour: small(hour)?,
        minute: small(minute)?,
        second: small(second)?,
    };
    fits.then_some((stamp, line.len() - read.rest.len()))
}

/// What of a line is still to be read.
struct Cursor<'l> {
    rest: &'l str,
}

impl Cursor<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_whitespace() || is_mark(c));
    }

    fn eat(&mut self, marks: &[char]) -> Option<char> {
        self.skip();
        let mark = self.rest.chars().next().filter(|c| marks.contains(c))?;
        self.rest = &self.rest[mark.len_utf8()..];
        Some(mark)
    }

    /// A number of at most four digits of Latin, Arabic or Persian, and how many it has.
    fn number(&mut self) -> Option<(u16, usize)> {
        self.skip();
        let digit = |c: char| match c {
            '0'..='9' => Some(c as u16 - '0' as u16),
            '\u{660}'..='\u{669}' => Some(c as u16 - 0x660),
            '\u{6f0}'..='\u{6f9}' => Some(c as u16 - 0x6f0),
            _ => None,
        };
        let digits: Vec<u16> = self.rest.chars().map_while(digit).take(5).collect();
        if !(1..=4).contains(&digits.len()) {
            return None;
        }
        let end = self.rest.char_indices().nth(digits.len()).map_or(self.rest.len(), |(at, _)| at);
        self.rest = &self.rest[end..];
        Some((digits.iter().fold(0, |number, digit| number * 10 + digit), digits.len()))
    }

    fn word(&mut self, word: &str) -> bool {
        let there = self.rest.get(..word.len()).is_some_and(|w| w.to_lowercase() == word);
        if there {
            self.rest = &self.rest[word.len()..];
        }
        there
    }

    /// Which half of the day a clock of twelve hours says: whether it is the later.
    fn half(&mut self) -> Option<bool> {
        const HALVES: &[(&str, bool)] = &[
            ("a.m.", false),
            ("p.m.", true),
            ("a. m.", false),
            ("p. m.", true),
            ("a.\u{a0}m.", false),
            ("p.\u{a0}m.", true),
            ("am", false),
            ("pm", true),
            ("ص", false),
            ("م", true),
            ("上午", false),
            ("下午", true),
            ("오전", false),
            ("오후", true),
        ];
        self.skip();
        HALVES.iter().find(|(word, _)| self.word(word)).map(|(_, afternoon)| *afternoon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_stamps_of_exports() {
        for (line, date, time, rest) in [
            ("[12/03/2021, 14:05:11] Ana: a", (2021, 12, 3), (14, 5, 11), "Ana: a"),
            ("\u{200e}[12.03.21, 14:05:11] Ana: a", (2021, 12, 3), (14, 5, 11), "Ana: a"),
            ("[3/12/21, 2:05:11\u{202f}PM] \u{200e}Ana: a", (2021, 3, 12), (14, 5, 11), "Ana: a"),
            ("12/03/2021, 14:05 - Ana: a", (2021, 12, 3), (14, 5, 0), "Ana: a"),
            ("12/3/2021 12:05 a. m. - Ana: a", (2021, 12, 3), (0, 5, 0), "Ana: a"),
            ("2021-03-12, 2:05 p.m. - Ana: a", (2021, 3, 12), (14, 5, 0), "Ana: a"),
            ("12/03/2021 à 14:05 - Ana: a", (2021, 12, 3), (14, 5, 0), "Ana: a"),
            ("12.03.21, 14.05 – Ana: a", (2021, 12, 3), (14, 5, 0), "Ana: a"),
            ("١٢\u{200f}/٣\u{200f}/٢٠٢١، ٢:٠٥ م - آنا: ب", (2021, 12, 3), (14, 5, 0), "آنا: ب"),
        ] {
            let (stamp, end) = read(line).unwrap();
            assert_eq!((stamp.year, stamp.numbers.0, stamp.numbers.1), date, "{line}");
            assert_eq!((stamp.hour, stamp.minute, stamp.second), time, "{line}");
            assert_eq!(&line[end..], rest);
        }
        for none in [
            "",
            "12/03/2021",
            "12/03/2021, 14:05",
            "12/03.2021, 14:05 - a",
            "[12/03/2021, 14:05",
            "12/03/2021, 25:05 - a",
            "12/03/2021, 14:05 PM - a",
            "12345/1/1, 1:00 - a",
            "999/999/2021, 1:00 - a",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}
