//! The day that the first line of a report tells: `KABUL, March 4 (Reuters) -`,
//! `SAN SALVADOR, 3 JAN 90 --`, `Thursday, October 3, 2019`.

use super::context::Context;
use super::{Phrase, calendar, cues};
use crate::scan::{Gap, Kind, Window};
use jiff::civil::Date;
use sayso_model::Edtf;

/// How many bytes from the top may hold the line with the day.
const TOP: usize = 4096;

/// How many paragraphs from the top may be the one with the day.
const PARAGRAPHS: usize = 4;

/// How many tokens the place may have: `PORT LIND (NORRLAND)`.
const PLACE: usize = 10;

/// How many days before the publication of a page a report on it may have been written.
const KEPT: i32 = 60;

/// The day that a dateline at the top of some text tells, and of a day without its year the one
/// just before the document was `published`. A date over a document that is known to have been
/// published on another day tells what it is about, not when it was written.
pub(crate) fn day(text: &str, published: Option<&Edtf>) -> Option<Edtf> {
    let top = text.get(..text.floor_char_boundary(TOP)).unwrap_or(text);
    let mut window = Window::new(top);
    let context = Context::new(published);
    let mut paragraphs = 0;
    loop {
        let token = window.ahead(0);
        paragraphs += usize::from(token.gap == Gap::Paragraph);
        if token.kind == Kind::End || paragraphs > PARAGRAPHS {
            return None;
        }
        if token.gap >= Gap::Line
            && let Some(day) = at_start(&window, &context)
        {
            return Some(Edtf::day(day));
        }
        window.advance(1);
    }
}

/// A dateline at the current token, which begins a line.
fn at_start(window: &Window<'_>, context: &Context) -> Option<Date> {
    if context.published.is_none()
        && let Some(day) = headed(window, context)
    {
        return Some(day);
    }
    let comma = (1..PLACE).find(|&i| window.ahead(i).is(',') && leads(window, i + 1, context))?;
    let place = (0..comma).all(|i| is_place(window, i));
    let phrase = calendar::read(window, context, comma + 1, false).filter(|_| place)?;
    let day = phrase.value.as_day()?;
    let told = match context.known {
        Some(known) => is_kept(day, known),
        None => phrase.own_year,
    };
    (told && closes(window, phrase.to)).then_some(day)
}

fn is_kept(day: Date, known: Date) -> bool {
    (0..=KEPT).contains(&(known - day).get_days())
}

/// A whole date in a line of its own, or one with its weekday before the first sentence.
fn headed(window: &Window<'_>, context: &Context) -> Option<Date> {
    let weekday = super::words::weekday(window.ahead(0).word()).is_some();
    let Phrase { to, value, own_year, .. } = calendar::read(window, context, 0, false)?;
    let (lead, next) = (window.behind(1), window.ahead(to));
    // "Born" over "23 May 1928", as in a table of somebody's life.
    if cues::is_done(lead.word()) {
        return None;
    }
    let alone = next.gap >= Gap::Line || next.kind == Kind::End;
    let before = weekday && window.ahead(1).is(',') && next.capital;
    value.as_day().filter(|_| own_year && (alone || before))
}

fn leads(window: &Window<'_>, at: usize, context: &Context) -> bool {
    calendar::read(window, context, at, false).is_some()
}

fn is_place(window: &Window<'_>, at: usize) -> bool {
    let token = window.ahead(at);
    let inside = at == 0 || token.gap < Gap::Line;
    inside
        && match token.kind {
            Kind::Word => token.capital || matches!(token.word(), "de" | "of" | "the"),
            Kind::Mark(mark) => matches!(mark, ',' | '.' | '-' | '\'' | '’' | '(' | ')'),
            _ => false,
        }
}

/// `--`, `—`, `(Reuters) -` or `[TEXT]` after the day.
fn closes(window: &Window<'_>, at: usize) -> bool {
    let mut at = at;
    if window.ahead(at).is('(') {
        match (at + 1..at + 8).find(|&i| window.ahead(i).is(')')) {
            Some(end) => at = end + 1,
            None => return false,
        }
    }
    let dash = window.ahead(at);
    // "Ann Lind, 23 May 1928 – 31 July 2017" lived from one day to the other.
    let range = dash.is_dash() && window.ahead(at + 1).kind == Kind::Number;
    dash.is_dash() && !range || dash.is('[') || dash.is(':') && at > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, published: Option<&str>) -> Option<String> {
        let published = published.and_then(|day| Edtf::parse(day).ok());
        day(text, published.as_ref()).map(|day| day.to_string())
    }

    #[test]
    fn reads_the_lines_of_reports() {
        for (text, day) in [
            ("X-1 (Y)\n\nOSTRY, 3 JAN 90 -- [REPORT] [TEXT] THE MILL BURNED.", "1990-01-03"),
            ("MILLTON (NORRLAND), 26 JAN 89 (ABC) -- [TEXT] THE MILL BURNED.", "1989-01-26"),
            ("PORT LIND, NORRLAND, 10 Jan 1989 (AGENCY) -- The mill burned.", "1989-01-10"),
            ("A mill burns\n\nMay 14, 2009\n\nThe mill burned.", "2009-05-14"),
            ("A mill burns\n\nThursday, May 7, 2015 On Tuesday a mill burned.", "2015-05-07"),
        ] {
            assert_eq!(told(text, None).as_deref(), Some(day), "{text}");
        }
        let report = "OSTRY, March 4 (Agency) - The mill burned.";
        assert_eq!(told(report, Some("2019-03-05")).as_deref(), Some("2019-03-04"));
        assert_eq!(told(report, None), None, "nobody knows the year");
        assert_eq!(told(report, Some("2019-12-05")), None, "kept too long to be told");
    }

    #[test]
    fn reads_none_in_running_text() {
        for text in [
            "In Ostry, 3 January 1990 was a day of rest.",
            "Marta Lind, 3 May 1911, was a miller.",
            "Monday, they said, May 7, 2015 came.",
            "3 May 1911 was a Wednesday.",
        ] {
            assert_eq!(told(text, None), None, "{text}");
        }
    }
}
