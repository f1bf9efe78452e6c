//! The style sheets.

use crate::paging::MOST_CLAIMS;
use std::fmt::Write as _;

/// How every page looks.
pub(crate) const STYLE: &str = include_str!("style.css");

/// The rules that light up a claim's words with its note, without a script: one for each number
/// that a note on a page can have.
pub(crate) fn pairs() -> String {
    let mut style = String::new();
    for n in 1..=MOST_CLAIMS {
        let _ = writeln!(
            style,
            "main:has(.t{n}:target,.n{n}:target,.n{n}:hover,.n{n}:focus-within) \
             :is(.w{n},.n{n}){{background:var(--lit)}}"
        );
    }
    style
}
