//! What a date can lean on: the document's own date, and the dates before it in the text.

use super::Found;
use super::tense::{Passed, Tense};
use super::told::{self, Told};
use crate::scan::{Gap, Kind, Token, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, Span};

/// How many paragraphs further on a date may still be leaned on.
const REACH: usize = 1;

/// How many paragraphs further on somebody quoted may still be speaking of the day of the story.
const SPOKEN: usize = 4;

/// How many days before the document's day somebody quoted in it may have spoken.
const NEWS: std::ops::RangeInclusive<i32> = 0..=10;

/// How many dates in a row of other years make a story of the past.
const STORY: u8 = 3;

/// The day that relative dates are read against where nobody knows the document's: their words
/// are told by it, and their value is blotted out again.
const IMAGINED: Date = Date::constant(2001, 6, 13);

/// What is known at a place of the text.
pub(super) struct Context {
    /// The document's day, where it is one.
    pub(super) known: Option<Date>,
    /// First and last day of the document's date, where it has both.
    pub(super) published: Option<(Date, Date)>,
    /// Whether this place lies between quotation marks: somebody else's today.
    pub(super) quoted: bool,
    paragraph: usize,
    last: Option<Seen>,
    /// The last date that named its month and year in its own words.
    named: Option<Seen>,
    /// The last day of the document's own voice on which somebody it quotes may have spoken.
    spoken: Option<Seen>,
    /// The last year that a date named, how many in a row were not the document's, and where.
    year: Option<Seen>,
    past: u8,
    /// The dates of another time than the document's.
    told: Told,
    /// The sentence so far.
    sentence: Passed,
    /// Whether a date named a year before 1000, so that others may be written with three figures.
    pub(super) is_old: bool,
}

/// A date that was read.
#[derive(Clone)]
struct Seen {
    paragraph: usize,
    span: Span,
    value: Edtf,
}

impl Context {
    pub(super) fn new(anchor: Option<&Edtf>) -> Self {
        let published = match anchor.map(Edtf::bounds) {
            Some((Some(first), Some(last))) => Some((first, last)),
            _ => None,
        };
        let known = published.and_then(|(first, last)| (first == last).then_some(first));
        Self {
            known,
            published,
            quoted: false,
            paragraph: 0,
            last: None,
            named: None,
            spoken: None,
            year: None,
            past: 0,
            told: Told::default(),
            sentence: Passed::default(),
            is_old: false,
        }
    }

    /// Takes up the time that a quotation just before told of.
    pub(super) fn goes_on_after(&mut self, before: &Found) {
        let Some((_, published)) = self.published else { return };
        let first = before.value.bounds().0;
        if before.because.len() > 1 || !first.is_some_and(|day| told::is_apart(day, published)) {
            return;
        }
        self.told.saw(before, self.paragraph, published);
        if before.kind == DateKind::Point {
            let (span, value) = (before.span, before.value.clone());
            self.last = Some(Seen { paragraph: self.paragraph, span, value });
        }
    }

    /// The day that relative dates are read against: in quotation marks that of the speaker, where
    /// the text tells it, else the document's, else an imagined one.
    pub(super) fn today(&self) -> Date {
        let spoken = self.spoken().map(|(day, _)| day);
        spoken.or(self.known).unwrap_or(IMAGINED)
    }

    /// In quotation marks, the day that the text tells for what is said, and where it does.
    pub(super) fn spoken(&self) -> Option<(Date, Span)> {
        let seen = self.spoken.as_ref().filter(|_| self.quoted)?;
        (self.paragraph <= seen.paragraph + SPOKEN).then_some(())?;
        seen.value.as_day().map(|day| (day, seen.span))
    }

    /// The year of a story of the past: the last one named, where the last few dates all named
    /// other years than the document's, the last of them near, or it has none.
    pub(super) fn story(&self) -> Option<(i16, Span)> {
        let seen = self.year.as_ref().filter(|_| self.past >= STORY)?;
        self.near(Some(seen))?.value.bounds().0.map(|first| (first.year(), seen.span))
    }

    /// Counts the paragraphs, and notes where words are quoted; a quotation ends with its
    /// paragraph, since a quotation that goes on opens again.
    pub(super) fn pass(&mut self, token: &Token) {
        self.sentence.pass(token);
        if token.gap == Gap::Paragraph {
            self.paragraph += 1;
            self.quoted = false;
        }
        match token.kind {
            Kind::Mark('"') => self.quoted = !self.quoted,
            Kind::Mark('“' | '«') => self.quoted = true,
            Kind::Mark('”' | '»') => self.quoted = false,
            _ => {}
        }
    }

    /// Remembers a date.
    pub(super) fn saw(&mut self, found: &Found, own_year: bool) {
        let (paragraph, span) = (self.paragraph, found.span);
        let seen = Seen { paragraph, span, value: found.value.clone() };
        let (first, last) = found.value.bounds();
        let Some((first, last)) = first.zip(last) else { return };
        self.is_old |= own_year && first.year() < 1000;
        // Nothing leans on what is vague, or on an era that is spoken of by the way.
        if found.kind == DateKind::Vague || found.rule.as_str() == "date.named" {
            return;
        }
        let of_month = (first.year(), first.month()) == (last.year(), last.month());
        if of_month && matches!(found.rule.as_str(), "date.full" | "date.month") {
            self.named = Some(seen.clone());
        }
        // The date over a document is not one on which the document says that somebody spoke.
        let over = own_year && found.value.as_day() == self.known;
        if found.value.as_day().is_some_and(|day| self.is_news(day)) && !self.quoted && !over {
            self.spoken = Some(seen.clone());
        }
        if let Some((_, published)) = self.published.filter(|_| !over) {
            self.told.saw(found, paragraph, published);
        }
        if own_year && first.year() == last.year() {
            let past = self.published.is_none_or(|(_, published)| last.year() < published.year());
            self.past = if past { self.past.saturating_add(1) } else { 0 };
            self.year = Some(seen.clone());
        }
        self.last = Some(seen);
    }

    /// Whether somebody quoted in the document may have spoken on that day.
    fn is_news(&self, day: Date) -> bool {
        self.known.is_none_or(|known| NEWS.contains(&(known - day).get_days()))
    }

    /// The date before this one, near enough to lean on.
    pub(super) fn last(&self) -> Option<(&Edtf, Span)> {
        self.near(self.last.as_ref()).map(|seen| (&seen.value, seen.span))
    }

    /// The date before this one, in the same paragraph.
    pub(super) fn last_here(&self) -> Option<(&Edtf, Span)> {
        let seen = self.last.as_ref().filter(|seen| seen.paragraph == self.paragraph)?;
        Some((&seen.value, seen.span))
    }

    /// First day and place of the last date of this paragraph or the one before that named its
    /// month and year.
    pub(super) fn named(&self) -> Option<(Date, Span)> {
        let seen = self.near(self.named.as_ref())?;
        seen.value.bounds().0.map(|first| (first, seen.span))
    }

    /// What the sentence around token `at` says of its time.
    pub(super) fn tense(&self, window: &Window<'_>, at: usize) -> Tense {
        self.sentence.tense(window, at)
    }

    /// Whose year that of a day is which is written without one.
    pub(super) fn told_year(&self, month: i8, day: i8) -> told::Year {
        self.told.year(self.paragraph, month, day)
    }

    /// The day of the story that a weekday may be counted from, where it stands, and whether the
    /// text tells of little else.
    pub(super) fn told_day(&self) -> Option<(Date, Span, bool)> {
        let (day, span) = self.told.day(self.paragraph)?;
        Some((day, span, self.told.runs()))
    }

    fn near<'s>(&self, seen: Option<&'s Seen>) -> Option<&'s Seen> {
        seen.filter(|seen| self.paragraph <= seen.paragraph + REACH)
    }
}

/// So many days later; `None` past the end of the calendar.
pub(super) fn days_after(date: Date, days: i32) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

/// So many months later, on the first of the month.
pub(super) fn months_after(date: Date, months: i32) -> Option<Date> {
    date.first_of_month().checked_add(months.months()).ok()
}

/// From one day to another.
pub(super) fn stretch(first: Date, last: Date) -> Option<Edtf> {
    Edtf::interval(Some(&Edtf::day(first)), Some(&Edtf::day(last)))
}
