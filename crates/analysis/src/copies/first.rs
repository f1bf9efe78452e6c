//! Who had it first, by the days of publication.

use sayso_model::Edtf;

/// Who published some words first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// The document of this number: its last possible day is before the first possible one of
    /// every other.
    Document(u64),
    /// Nobody can tell.
    Unknown(Unknown),
}

/// Why nobody can tell who was first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// They may have been published on the same day, or the days are not told exactly enough.
    SameTime,
    /// A date is uncertain or approximate.
    Uncertain,
    /// A document has no date, or one without an end.
    Undated,
}

impl Unknown {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::SameTime => "by their dates, any of them may have been first",
            Self::Uncertain => "a date among them is uncertain",
            Self::Undated => "a document among them has no date",
        }
    }
}

/// The first and last day on which a document can have been published. A day is a number that
/// grows with time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dates {
    first: Option<i32>,
    last: Option<i32>,
    is_certain: bool,
}

impl Dates {
    pub(super) fn of(date: &Edtf) -> Self {
        let (first, last) = date.bounds();
        // EDTF marks what is not certain, approximate, or both, with these (ISO 8601-2).
        let is_certain = !date.to_string().contains(['?', '~', '%']);
        macro_rules! day {
            ($date:expr) => {
                $date.map(|d| {
                    (i32::from(d.year()) * 12 + i32::from(d.month())) * 31 + i32::from(d.day())
                })
            };
        }
        Self { first: day!(first), last: day!(last), is_certain }
    }
}

/// The first of some documents, each with its dates.
pub(super) fn first<'d>(
    documents: impl Iterator<Item = (u64, Option<&'d Dates>)> + Clone,
) -> First {
    let doubt = documents.clone().filter_map(|(_, dates)| match dates {
        Some(dates) if !dates.is_certain => Some(Unknown::Uncertain),
        Some(Dates { first: Some(_), last: Some(_), .. }) => None,
        _ => Some(Unknown::Undated),
    });
    if let Some(doubt) = doubt.max() {
        return First::Unknown(doubt);
    }
    let of = |(number, dates): (u64, Option<&Dates>)| Some((dates?.first?, dates?.last?, number));
    let mut all: Vec<(i32, i32, u64)> = documents.filter_map(of).collect();
    all.sort_unstable();
    match all.as_slice() {
        [(_, last, number), (next, ..), ..] if last < next => First::Document(*number),
        _ => First::Unknown(Unknown::SameTime),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(dates: &[Option<&str>]) -> First {
        let dates: Vec<Option<Dates>> =
            dates.iter().map(|d| d.map(|d| Dates::of(&Edtf::parse(d).unwrap()))).collect();
        first(dates.iter().enumerate().map(|(at, dates)| (at as u64, dates.as_ref())))
    }

    #[test]
    fn the_first_is_told_only_where_it_is_known() {
        assert_eq!(of(&[Some("2016-11-03"), Some("2016-11-02")]), First::Document(1));
        assert_eq!(of(&[Some("2016-12"), Some("2016-11-30")]), First::Document(1));
        assert_eq!(of(&[Some("2015"), Some("2016-01-01"), Some("2017")]), First::Document(0));
        let unknown = [
            (&[Some("2016-11-02"), Some("2016-11-02")][..], Unknown::SameTime),
            (&[Some("2016"), Some("2016-11-02")], Unknown::SameTime),
            (&[Some("2015"), Some("2016-01?")], Unknown::Uncertain),
            (&[Some("2015~"), Some("2016-01")], Unknown::Uncertain),
            (&[Some("2015"), None, Some("2016~")], Unknown::Undated),
            (&[Some("2015"), Some("2016-01/..")], Unknown::Undated),
        ];
        for (dates, why) in unknown {
            assert_eq!(of(dates), First::Unknown(why), "{dates:?}");
        }
    }
}
