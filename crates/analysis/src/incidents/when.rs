//! On which days a sentence tells that something happened, by its own dates and weekdays and by those
//! of its page.

use crate::corpus::{Days, Deed, Document, Pointed};
use sayso_model::{Edtf, Span};

/// News tells of what happened at most so many days before.
const NEWS: i32 = 3;
/// A page that is dated to more days than this is not dated.
const LONGEST: u32 = 31;
/// A date of more days than this says only roughly when a thing happened.
const PRECISE: u32 = 7;
/// A date of more days than this says nothing of when a thing happened.
const ROUGHEST: u32 = 366;
/// A sum over more days than these, up to the page, tells of no one happening.
const SUM: i32 = 31;
/// A page without a day of publication tells its day in the first so many bytes.
const HEAD: usize = 240;

/// A weekday, from Monday, and its last.
const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const SUNDAY: i32 = 6;
/// Of one sentence so many weekdays are looked at.
const MOST_WEEKDAYS: usize = 16;
/// After these a weekday is that of the saying: *the mayor said Sunday*.
const SAID: [&str; 7] = ["said", "says", "told", "reported", "announced", "added", "stated"];
/// These may stand between.
const BETWEEN: [&str; 3] = ["on", "late", "early"];

/// What a page, or a part of it, says of its own day.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Story {
    /// The days that its news tells of.
    days: Option<Days>,
    /// The day on which it was written.
    today: Option<i32>,
    /// The two days of which that is one, where its date can be read either way.
    choice: Option<[i32; 2]>,
    /// Whether that day stands in the words of its head.
    headed: bool,
}

impl Story {
    /// Of a page: as it was published, or else as its head says.
    pub(super) fn of(page: &Document) -> Self {
        let published = page.published.as_deref().and_then(Days::of);
        if let Some(published) = published.filter(|days| days.length() <= LONGEST) {
            return Self::published(published);
        }
        let head = || page.dates.iter().take_while(|date| date.span.start() < HEAD);
        let dated = head().filter_map(|date| Days::of(&date.value)).find(|days| days.length() == 1);
        match dated {
            Some(day) => Self { headed: true, ..Self::published(day) },
            None => Self { choice: head().find_map(|date| choice(&date.value)), ..Self::default() },
        }
    }

    /// Of the words at a place: those of its section, where it has a day of its own.
    pub(super) fn at(self, page: &Document, place: usize) -> Self {
        let section = page.days_at(place).filter(|days| days.length() <= LONGEST);
        section.map_or(self, |days| Self { headed: self.headed, ..Self::published(days) })
    }

    /// With the days of the first report, where it has none by itself.
    pub(super) fn or(self, first: Option<Days>) -> Self {
        match first {
            Some(days) if self.days.is_none() && self.choice.is_none() => {
                Self { days: Some(days), today: single(days), ..self }
            }
            _ => self,
        }
    }

    fn published(days: Days) -> Self {
        let news = Days { first: days.first.saturating_sub(NEWS), last: days.last };
        Self { days: Some(news), today: single(days), ..Self::default() }
    }
}

fn single(days: Days) -> Option<i32> {
    (days.length() == 1).then_some(days.last)
}

/// The two days of which a date is one: of 05-02-2015 nobody knows whether it is in February.
fn choice(date: &Edtf) -> Option<[i32; 2]> {
    let choices = date.choices();
    let [one, other] = choices.as_slice() else { return None };
    Some([single(Days::of(one)?)?, single(Days::of(other)?)?])
}

/// When a sentence tells that something happened, as far as its own words say.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct When {
    pub(super) days: Option<Days>,
    /// Whether they are only by the day of the page.
    pub(super) inferred: bool,
    /// Whether they are a month or a year of the past, in which it happened at some time.
    pub(super) rough: bool,
    /// The weekday it names.
    pub(super) weekday: Option<Weekday>,
    /// The days of which they are one or the other.
    pub(super) choice: Option<[Days; 2]>,
    /// Whether they are those of all the page's news: what it recalls may have been before.
    pub(super) open: bool,
}

/// A weekday as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weekday {
    /// From Monday, 0.
    Day(i32),
    /// Saturday or Sunday.
    Weekend,
}

impl Weekday {
    /// The last one up to a day.
    fn before(self, today: i32) -> Days {
        let wanted = if let Self::Day(day) = self { day } else { SUNDAY };
        // The first day of 1970 was a Thursday.
        let last = today - (today + 3 - wanted).rem_euclid(7);
        Days { first: last - i32::from(self == Self::Weekend), last }
    }
}

/// What a sentence with these deeds and dates says; `None` where it sums up what happened since long
/// ago: *400 people have died since the war began in March 2011*.
pub(super) fn told(
    page: &Document,
    story: &Story,
    sentence: Span,
    deeds: &[&Deed],
    dates: &[&Pointed],
) -> Option<When> {
    let values = || {
        let told = deeds.iter().filter_map(|deed| deed.when.as_deref());
        told.chain(dates.iter().map(|date| &*date.value))
    };
    let all: Vec<Days> = values().filter_map(|value| days(value, story)).collect();
    let (own, rough) = own(&all, story);
    let is_open = |date: &&Pointed| matches!(Days::ends(&date.value), (Some(_), None));
    let old = |days: Days| story.days.is_some_and(|story| days.last < story.first - SUM);
    let sums = match own {
        Some(days) => rough || old(days),
        None => dates.iter().any(is_open),
    };
    if sums && is_since(page, sentence, dates) {
        return None;
    }
    let own = own.filter(|days| story.today.is_none_or(|today| days.first <= today));
    let is_headline = sentence.start() < HEAD
        && own.is_some_and(|own| single(own).is_some() && single(own) == story.today)
        && (story.headed || leads(deeds, dates));
    let weekday = (own.is_none() || is_headline).then(|| weekday(page, sentence, deeds)).flatten();
    let by_weekday = weekday.zip(story.today).map(|(weekday, today)| weekday.before(today));
    Some(match (by_weekday, weekday) {
        (Some(days), _) => When { days: Some(days), inferred: true, weekday, ..When::default() },
        (None, Some(_)) => When { weekday, ..When::default() },
        (None, None) => When { days: own, rough: rough && own.is_some(), ..When::default() },
    })
}

/// Whether a sentence begins with a date, before anything is told: *Ostend, 7 May 2021 - Gunmen...*
fn leads(deeds: &[&Deed], dates: &[&Pointed]) -> bool {
    // The clause of a deed can begin with the date, its subject cannot.
    let acts = |deed: &&Deed| {
        let subject = deed.subject.as_ref().and_then(|subject| subject.span);
        subject.unwrap_or(deed.span).start()
    };
    let first = deeds.iter().map(acts).min();
    first.is_some_and(|first| dates.iter().any(|date| date.span.end() <= first))
}

/// The days of a date; of a day without its year, the last up to the page's.
fn days(date: &Edtf, story: &Story) -> Option<Days> {
    if !date.choices().is_empty() {
        return None;
    }
    Days::of(date).or_else(|| {
        let today = story.today?;
        // A year has 366 days at most: the day was in the year that holds today or in the one before.
        let year = i16::try_from(1970 + today.div_euclid(365)).ok()?;
        let years = (year - 2..=year).rev();
        let found = years.filter_map(|year| Days::of(&date.in_year(year)?));
        found.into_iter().find(|days| days.last <= today)
    })
}

/// The days among those told that say when it happened, and whether only roughly.
fn own(all: &[Days], story: &Story) -> (Option<Days>, bool) {
    if let Some(precise) = all.iter().find(|days| days.length() <= PRECISE) {
        return (Some(*precise), false);
    }
    let Some(long) = all.iter().find(|days| days.length() <= ROUGHEST) else {
        return (None, false);
    };
    let is_past = story.days.is_none_or(|story| long.last < story.first);
    let kept = is_past || long.length() <= LONGEST;
    (kept.then_some(*long), is_past)
}

/// Whether a sentence tells what was since a date.
fn is_since(page: &Document, sentence: Span, dates: &[&Pointed]) -> bool {
    let mut words = words(page.at(sentence));
    let since = words.find(|(_, word)| word.eq_ignore_ascii_case("since"));
    since.is_some_and(|(at, _)| dates.iter().any(|date| date.span.end() > sentence.start() + at))
}

/// The weekday that a sentence names: in one of its deeds before any other.
fn weekday(page: &Document, sentence: Span, deeds: &[&Deed]) -> Option<Weekday> {
    let (mut found, mut seen) = (None, 0);
    let (mut last, mut before) = ("", "");
    for (at, word) in words(page.at(sentence)) {
        let at = sentence.start() + at;
        let named = named(word).filter(|_| {
            let led = if is_one_of(&BETWEEN, last) { before } else { last };
            !is_one_of(&SAID, led)
        });
        seen += usize::from(named.is_some());
        if seen > MOST_WEEKDAYS {
            break;
        }
        if named.is_some() && deeds.iter().any(|deed| deed.span.contains(Span::new(at, at))) {
            return named;
        }
        found = found.or(named);
        (before, last) = (last, word);
    }
    found
}

fn named(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    if word == "weekend" {
        return Some(Weekday::Weekend);
    }
    // *Tuesday's* has often lost its mark.
    let bare = word.strip_suffix('s').unwrap_or(&word);
    let nth = WEEKDAYS.iter().position(|weekday| *weekday == bare)?;
    Some(Weekday::Day(i32::try_from(nth).ok()?))
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// The words of some text, with where they stand in it.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let pieces = text.split_inclusive(|c: char| !c.is_alphabetic());
    let placed = pieces.map(move |piece| {
        let from = at;
        at += piece.len();
        (from, piece.trim_end_matches(|c: char| !c.is_alphabetic()))
    });
    placed.filter(|(_, word)| !word.is_empty())
}

impl When {
    /// Of two sentences of one report: the shorter days of both.
    pub(super) fn extend(&mut self, next: Self) {
        let narrows = match (self.days, next.days) {
            (Some(own), Some(next)) => next.length() < own.length(),
            (own, _) => own.is_none(),
        };
        if narrows && next.days.is_some() {
            *self = Self { weekday: next.weekday.or(self.weekday), ..next };
        }
        self.weekday = self.weekday.or(next.weekday);
    }

    /// Whether both can be of one report.
    pub(super) fn fits(&self, next: &Self) -> bool {
        let days = match (self.days, next.days) {
            (Some(own), Some(next)) => own.apart(next) == 0,
            _ => true,
        };
        let weekdays = match (self.weekday, next.weekday) {
            (Some(own), Some(next)) => own == next,
            _ => true,
        };
        days && weekdays && self.rough == next.rough
    }

    /// The days of the page where it says none itself.
    pub(super) fn infer(self, story: &Story) -> Self {
        if self.days.is_some() {
            return self;
        }
        let on = |today: i32| match self.weekday {
            Some(weekday) => weekday.before(today),
            None => Days { first: today.saturating_sub(NEWS), last: today },
        };
        let by_weekday = self.weekday.and(story.today).map(on);
        Self {
            days: by_weekday.or(story.days),
            inferred: true,
            choice: story.choice.map(|both| both.map(on)),
            open: by_weekday.is_none() && story.days.is_some(),
            ..self
        }
    }
}
