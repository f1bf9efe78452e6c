//! Limits on what is taken in, as `--limit NAME=VALUE` sets them.

use crate::apart::Bounds;
use crate::failure::Failure;
use sayso::{Limits, TextLimits, size};
use std::fmt::Write;

/// Every limit that there is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct All {
    pub(crate) captures: Limits,
    pub(crate) texts: TextLimits,
    pub(crate) apart: Bounds,
}

/// The limits of texts and of the process that makes one, by name, and what each is of.
const OTHERS: [(&str, &str); 5] = [
    ("part", "bytes of one part of a mail or an office document, unpacked"),
    ("pages", "pages of one document"),
    ("nesting", "parts inside one another in one document"),
    (
        "memory",
        "bytes of memory of the process that reads a PDF, an office document or a picture of a page",
    ),
    ("seconds", "seconds of processor time of that process"),
];

/// The limits, where these were changed.
pub(crate) fn from(given: &[String]) -> Result<All, Failure> {
    let mut all = All::default();
    for limit in given {
        let (name, value) = limit.split_once('=').ok_or_else(|| Failure::usage(list(limit)))?;
        if OTHERS.iter().any(|(other, _)| *other == name) {
            all.set(name, size(value).ok_or_else(|| Failure::usage(no_size(value)))?);
        } else {
            all.captures.set(name, value).map_err(|_| Failure::usage(list(limit)))?;
        }
    }
    Ok(all)
}

impl All {
    fn set(&mut self, name: &str, value: u64) {
        let small = u32::try_from(value).unwrap_or(u32::MAX);
        match name {
            "part" => self.texts.unpacked = value,
            "pages" => self.texts.pages = small,
            "nesting" => self.texts.depth = small,
            "memory" => self.apart.memory = value,
            _ => self.apart.seconds = value,
        }
    }
}

fn no_size(value: &str) -> String {
    format!("{value:?} is no size: give a whole number, such as 1000 or 64MiB")
}

/// What there is to choose from.
fn list(given: &str) -> String {
    let mut list = format!("--limit {given}: give NAME=VALUE, a whole number or 64MiB, of");
    for (name, what) in Limits::NAMES.iter().chain(&OTHERS) {
        let _ = write!(list, "\n  {name:<10} {what}");
    }
    list
}

#[cfg(test)]
mod tests {
    use super::from;

    #[test]
    fn limits_are_set_by_name_and_listed_where_there_is_none() {
        let all = from(&["pages=9".to_owned(), "record=2MiB".to_owned()]).unwrap();
        assert_eq!((all.texts.pages, all.captures.record), (9, 2 << 20));
        assert!(from(&["list".to_owned()]).is_err());
        assert!(from(&["paegs=9".to_owned()]).is_err());
        assert!(from(&["pages=many".to_owned()]).is_err());
    }
}
