//! What Sayso reads, cut as the two sets cut it: where the guide of the marked Wikinews has other
//! words, not where the reader errs.

use sayso::model::{Date, DateKind, Edtf, Span};

/// The same dates without what these sets have no date for: an interval in whose words its ends
/// are dates too, the `since` of what it opens, the article of a decade.
pub(super) fn as_they_cut(text: &str, read: &[Date]) -> Vec<Date> {
    let has_ends = |date: &Date| {
        let inside = |end: &Date| end.span != date.span && date.span.cover(end.span) == date.span;
        date.value.is_interval() && read.iter().any(inside)
    };
    read.iter().filter(|date| !has_ends(date)).map(|date| cut(text, date)).collect()
}

fn cut(text: &str, date: &Date) -> Date {
    let words = date.span.of(text).unwrap_or_default().to_lowercase();
    let without = |lead: &str| Span::new(date.span.start() + lead.len(), date.span.end());
    if let Some(value) = opened(&words, date) {
        let kind = DateKind::Point;
        return Date { span: without("since "), value, kind };
    }
    match words.strip_prefix("the ") {
        Some(decade) if is_decade(decade) => Date { span: without("the "), ..date.clone() },
        _ => date.clone(),
    }
}

/// What `since` opens, as a date of its own.
fn opened(words: &str, date: &Date) -> Option<Edtf> {
    let start = date.value.to_string();
    let start = start.strip_suffix("/..").filter(|_| words.starts_with("since "))?;
    Edtf::parse(start).ok()
}

/// `1960s`, `1930’s`.
fn is_decade(words: &str) -> bool {
    let years = words.trim_end_matches('s').trim_end_matches(['\'', '’']);
    words.ends_with('s') && years.len() == 4 && years.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_what_the_guide_has_otherwise() {
        let text = "since 2015, from 2009 to 2017, the 1960s, the late 1960s";
        let date = |words: &str, value: &str| {
            let start = text.find(words).unwrap();
            let (span, value) =
                (Span::new(start, start + words.len()), Edtf::parse(value).unwrap());
            Date { span, value, kind: DateKind::Interval }
        };
        let read = [
            date("since 2015", "2015/.."),
            date("2009 to 2017", "2009/2017"),
            date("2009", "2009"),
            date("2017", "2017"),
            date("the 1960s", "196X"),
            date("the late 1960s", "196X~"),
        ];
        let cut: Vec<_> = as_they_cut(text, &read)
            .iter()
            .map(|date| (date.span.of(text).unwrap(), date.value.to_string()))
            .collect();
        let wanted = [
            ("2015", "2015"),
            ("2009", "2009"),
            ("2017", "2017"),
            ("1960s", "196X"),
            ("the late 1960s", "196X~"),
        ];
        assert_eq!(cut, wanted.map(|(words, value)| (words, value.to_owned())));
    }
}
