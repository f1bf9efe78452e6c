//! The style sheets.

use crate::paging::MOST_CLAIMS;
use std::fmt::Write as _;

/// How every page looks.
pub(crate) const STYLE: &str = include_str!("style.css");

/// A page with no more notes than this lights up words with their note, and a note with its words,
/// as one points at them. Each number takes a rule that browsers look at whenever the pointer
/// moves: with 400 of them Chromium needed 0.2 s each time, with these a few milliseconds.
pub(crate) const MOST_PAIRED: usize = 80;

/// The rules that light up a claim's words, one for each number that a note on a page can have: by
/// themselves once they are scrolled to, and with their note on a page of few notes.
pub(crate) fn pairs() -> String {
    let mut style = String::new();
    for n in 1..=MOST_CLAIMS {
        let _ = writeln!(style, ".t{n}:target~.w{n}{{background:var(--lit)}}");
    }
    for n in 1..=MOST_PAIRED {
        let _ = writeln!(
            style,
            ".few:has(.t{n}:target,.n{n}:target,.n{n}:hover,.n{n}:focus-within) \
             :is(.w{n},.n{n}){{background:var(--lit)}}"
        );
    }
    style
}
