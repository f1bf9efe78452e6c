//! What a date can lean on: the document's own date, and the dates before it in the text.

use super::Found;
use crate::scan::{Gap, Kind, Token};
use jiff::ToSpan;
use jiff::civil::Date;
use sayso_model::{DateKind, Edtf, Span};

/// How many paragraphs further on a date may still be leaned on.
const REACH: usize = 1;

/// What is known at a place of the text.
pub(super) struct Context {
    /// The document's day, where it is one.
    pub(super) today: Option<Date>,
    /// First and last day of the document's date, where it has both.
    pub(super) published: Option<(Date, Date)>,
    /// Whether this place lies between quotation marks: somebody else's today.
    pub(super) quoted: bool,
    paragraph: usize,
    last: Option<Seen>,
    /// The last date that named its month and year in its own words.
    named: Option<Seen>,
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
        let today = published.and_then(|(first, last)| (first == last).then_some(first));
        Self { today, published, quoted: false, paragraph: 0, last: None, named: None }
    }

    /// Counts the paragraphs, and notes where words are quoted; a quotation ends with its
    /// paragraph, since a quotation that goes on opens again.
    pub(super) fn pass(&mut self, token: &Token) {
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
    pub(super) fn saw(&mut self, found: &Found) {
        let (paragraph, span) = (self.paragraph, found.span);
        let seen = Seen { paragraph, span, value: found.value.clone() };
        let (first, last) = found.value.bounds();
        let Some((first, last)) = first.zip(last) else { return };
        if found.kind == DateKind::Vague {
            return;
        }
        if (first.year(), first.month()) == (last.year(), last.month()) {
            let own = matches!(found.rule.as_str(), "date.full" | "date.month");
            if own {
                self.named = Some(seen.clone());
            }
        }
        self.last = Some(seen);
    }

    /// The date before this one, near enough to lean on.
    pub(super) fn last(&self) -> Option<(&Edtf, Span)> {
        self.near(self.last.as_ref()).map(|seen| (&seen.value, seen.span))
    }

    /// First day and place of the last date of this paragraph or the one before that named its
    /// month and year.
    pub(super) fn named(&self) -> Option<(Date, Span)> {
        let seen = self.near(self.named.as_ref())?;
        seen.value.bounds().0.map(|first| (first, seen.span))
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
