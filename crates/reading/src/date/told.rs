//! The time that a text tells of, where it is another than its own: an e-mail of today on the
//! events of 1898.

use super::Found;
use jiff::civil::Date;
use sayso_model::{DateKind, Span};

/// How many years before the document's a date must lie to be of another time.
const APART: i16 = 2;

/// How many paragraphs further on a story still goes on.
const GOES_ON: usize = 2;

/// How many paragraphs further on it may still go on.
const MAY_GO_ON: usize = 6;

/// How many days after a date of the past, or before it, a day is of its year.
const SOON: std::ops::RangeInclusive<i32> = -31..=183;

/// How many of its dates in a row make a story of a text that also tells of its own time.
const IN_A_ROW: u8 = 3;

/// The dates of another time, in the order they were read.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    last: Option<Last>,
    in_a_row: u8,
    /// Whether a date of the document's own time was read, and whether after the last of these.
    own: bool,
    own_since: bool,
}

#[derive(Debug, Clone, Copy)]
struct Last {
    paragraph: usize,
    first: Date,
    is_day: bool,
    span: Span,
}

/// The year of a day that is written without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// That of the story.
    Told(i16, Span),
    /// That of the story or the document's: nothing tells which.
    Open,
    /// The story says nothing of it.
    Own,
}

/// Whether a day is of another time than the document's.
pub(super) fn is_apart(day: Date, published: Date) -> bool {
    day.year() <= published.year() - APART
}

impl Told {
    /// Remembers a date of one month; `published` is the last day of the document's date.
    pub(super) fn saw(&mut self, found: &Found, paragraph: usize, published: Date) {
        let (Some(first), Some(last)) = found.value.bounds() else { return };
        if found.kind != DateKind::Point || first.first_of_month() != last.first_of_month() {
            return;
        }
        // A weekday is counted from the day that the text writes out, not from another weekday.
        if found.because.len() > 1 && found.rule.as_str() == "date.weekday" {
            return;
        }
        if is_apart(last, published) {
            let is_day = first == last;
            self.last = Some(Last { paragraph, first, is_day, span: found.span });
            self.in_a_row = self.in_a_row.saturating_add(1);
            self.own_since = false;
        } else {
            (self.in_a_row, self.own, self.own_since) = (0, true, true);
        }
    }

    /// Whose year that of a day or a month is, in a sentence that tells what was. In a text that
    /// also tells of its own time, a single date of the past draws only days soon after it.
    pub(super) fn year(&self, paragraph: usize, month: i8, day: i8) -> Year {
        let Some(last) = self.last else { return Year::Own };
        let away = paragraph.saturating_sub(last.paragraph);
        let told = Year::Told(last.first.year(), last.span);
        let same = last.is_day && (last.first.month(), last.first.day()) == (month, day);
        let soon = Date::new(last.first.year(), month, day.min(28))
            .is_ok_and(|date| SOON.contains(&(date - last.first).get_days()));
        let drawn = !self.own || self.runs() || last.is_day && soon;
        match (away, self.own_since) {
            (..=GOES_ON, false) if drawn => told,
            (..=MAY_GO_ON, false) if same => told,
            (..=GOES_ON, true) | (..=MAY_GO_ON, false) => Year::Open,
            _ => Year::Own,
        }
    }

    /// The day of the story that a weekday may be counted from, and where it stands.
    pub(super) fn day(&self, paragraph: usize) -> Option<(Date, Span)> {
        let told = !self.own || self.runs();
        let near = |last: &Last| paragraph <= last.paragraph + 1 && last.is_day;
        self.last.filter(|last| near(last) && told && !self.own_since).map(|l| (l.first, l.span))
    }

    /// Whether several dates in a row are of the story.
    pub(super) fn runs(&self) -> bool {
        self.in_a_row >= IN_A_ROW
    }
}
