//! What lists share: their parts, and what one looks for in them.

use crate::address::with_fields;
use crate::answer::Problem;
use crate::asked::Asked;
use sayso::corpus::{Days, Document};
use sayso::model::{Edtf, Span};
use std::fmt::Display;
use std::ops::Range;

/// Which part of a list is shown.
#[derive(Debug)]
pub(crate) struct Part {
    /// The first and the last, from 1, of how many; `None` where the whole list is there.
    pub(crate) shown: Option<(usize, usize, usize)>,
    /// The part before.
    pub(crate) previous: Option<String>,
    /// The part after.
    pub(crate) next: Option<String>,
    /// Those of it.
    pub(crate) range: Range<usize>,
}

impl Part {
    /// The part of a list of `count` that is asked for. `fields` are those of the list's form.
    pub(crate) fn of(
        asked: &Asked,
        path: &str,
        fields: &[&'static str],
        count: usize,
        most: usize,
    ) -> Self {
        let from = asked.get("from").and_then(|n| n.parse::<usize>().ok()).unwrap_or(0).min(count);
        let to = from.saturating_add(most).min(count);
        let address = |from: usize| {
            let kept = fields.iter().copied().chain(["at"]);
            let kept = kept.filter_map(|name| Some((name, asked.get(name)?.to_owned())));
            with_fields(path.to_owned(), kept.chain([("from", from.to_string())]))
        };
        Self {
            shown: (count > most).then_some(((from + 1).min(count), to, count)),
            previous: (from > 0).then(|| address(from.saturating_sub(most))),
            next: (to < count).then(|| address(to)),
            range: from..to,
        }
    }
}

/// Words that are looked for: each of them, in any letters and any order.
#[derive(Debug)]
pub(crate) struct Wanted(Vec<String>);

impl Wanted {
    pub(crate) fn of(asked: &Asked, field: &str) -> Self {
        Self::words(asked.get(field).unwrap_or_default())
    }

    pub(crate) fn words(words: &str) -> Self {
        Self(words.split_whitespace().map(str::to_lowercase).collect())
    }

    /// Whether nothing is looked for.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether some text has all of them.
    pub(crate) fn fits(&self, text: &str) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let text = text.to_lowercase();
        self.0.iter().all(|word| text.contains(word))
    }

    /// Whether the words of a document at these places have all of them, with what goes beside them.
    pub(crate) fn fits_words(&self, page: &Document, spans: &[Span], beside: &str) -> bool {
        self.0.is_empty() || self.fits(&format!("{} {beside}", page.words_at(spans)))
    }
}

/// The days of a field, where it has any.
pub(crate) fn days(asked: &Asked, field: &str) -> Result<Option<Days>, Problem> {
    let date = |given: &str| {
        let wrong = |error| Problem::bad(format!("the day {given:?} cannot be read: {error}"));
        Edtf::parse(given).map_err(wrong)
    };
    let date = asked.get(field).map(date).transpose()?;
    Ok(date.as_ref().map(Days::around))
}

/// Days, or a date with its clock, where there are any.
pub(crate) fn maybe(of: Option<impl Display>) -> String {
    of.map(|of| of.to_string()).unwrap_or_default()
}
