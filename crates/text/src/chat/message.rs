//! One message of a chat.

use super::json::{Object, Source, list, object};
use crate::compose::Mapped;
use crate::draft::Found;
use crate::html::{HYPERLINK, found, is_readable};
use jiff::civil::DateTime;
use sayso_model::{Edtf, Published, Reference, ReferenceKind, Span};
use serde_json::value::RawValue;

/// A message, each piece of it with its place.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) id: Option<i64>,
    pub(super) from: Option<Mapped>,
    pub(super) date: Option<Mapped>,
    pub(super) published: Option<Published>,
    /// What was done, of a message that tells of it: `pin_message`.
    pub(super) action: Option<Mapped>,
    pub(super) is_service: bool,
    /// The message it answers.
    pub(super) answers: Option<i64>,
    pub(super) forwarded: Option<Mapped>,
    pub(super) words: Words,
    pub(super) has_file: bool,
}

/// The words of a message, with the links in them.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) words: Mapped,
    pub(super) links: Vec<Found<Reference>>,
}

impl Message {
    pub(super) fn read(source: Source<'_>, message: &Object<'_>) -> Option<Self> {
        let string = |name: &str| source.string(message.get(name));
        let number = |name: &str| source.number(message.get(name));
        let kind = string("type").map(|kind| kind.words);
        let is_service = kind.as_deref() == Some("service");
        let date = string("date");
        if date.is_none() && kind.is_none() {
            return None;
        }
        let moment = date.as_ref().and_then(|date| moment(&date.words, number("date_unixtime")));
        Some(Self {
            id: number("id"),
            from: string("from").or_else(|| string("actor")),
            published: moment.map(Published),
            date,
            action: string("action").filter(|_| is_service),
            is_service,
            answers: number("reply_to_message_id")
                .filter(|_| !message.contains_key("reply_to_peer_id")),
            forwarded: string("forwarded_from"),
            words: message.get("text").map(|text| Words::read(source, text)).unwrap_or_default(),
            has_file: ["photo", "file", "media_type", "location_information", "poll"]
                .iter()
                .any(|name| message.contains_key(*name)),
        })
    }
}

/// The exporting machine's own time, with its offset from Greenwich where the instant is given too.
fn moment(date: &str, instant: Option<i64>) -> Option<Edtf> {
    let local: DateTime = date.parse().ok()?;
    let zone = instant.and_then(|instant| {
        let utc = jiff::Timestamp::from_second(instant).ok()?;
        let here = jiff::tz::Offset::UTC.to_timestamp(local).ok()?;
        let east = here.as_second() - utc.as_second();
        let (hours, minutes) = (east.abs() / 3600, east.abs() / 60 % 60);
        let sign = if east < 0 { '-' } else { '+' };
        match east {
            0 => Some("Z".to_owned()),
            _ if east % 60 == 0 && hours <= 14 => Some(format!("{sign}{hours:02}:{minutes:02}")),
            _ => None,
        }
    });
    let (day, time) = (local.date(), local.time());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    let zone = zone.unwrap_or_default();
    Edtf::parse(&format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}")).ok()
}

impl Words {
    /// A string, or a list of strings and of objects with a string.
    fn read(source: Source<'_>, text: &RawValue) -> Self {
        let mut words = Self::default();
        if let Some(string) = source.string(Some(&text)) {
            words.add(&string, None);
            return words;
        }
        for piece in list(text) {
            if let Some(string) = source.string(Some(&piece)) {
                words.add(&string, None);
            } else if let Some(piece) = object(piece)
                && let Some(string) = source.string(piece.get("text"))
            {
                words.add(&string, source.string(piece.get("href")).map(|href| href.words));
            }
        }
        words
    }

    fn add(&mut self, string: &Mapped, address: Option<String>) {
        let start = self.words.words.len();
        self.words.append(string);
        let span = Span::new(start, self.words.words.len()).trim(&self.words.words);
        if let Some(url) = address.filter(|url| is_readable(url) && !span.is_empty()) {
            self.links.push(found(span, ReferenceKind::Hyperlink, Some(url), HYPERLINK));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_its_offset_where_the_instant_is_known() {
        let of = |instant| moment("2021-03-03T10:00:09", instant).map(|m| m.to_string());
        assert_eq!(of(None).as_deref(), Some("2021-03-03T10:00:09"));
        assert_eq!(of(Some(1_614_765_609)).as_deref(), Some("2021-03-03T10:00:09Z"));
        assert_eq!(of(Some(1_614_758_409)).as_deref(), Some("2021-03-03T10:00:09+02:00"));
        assert_eq!(of(Some(7)).as_deref(), Some("2021-03-03T10:00:09"));
        assert_eq!(moment("soon", None), None);
    }
}
