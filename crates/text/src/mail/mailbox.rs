//! Lines that a mailbox changed: it writes `>` before a line that begins with `From `, since such
//! a line divides its mails (RFC 4155; the kinds of mailbox called mboxo and mboxrd).
//!
//! Whether the mailbox put the `>` there, or the writer, quoting somebody, is told by the lines
//! around: programs that quote without a blank after the `>` do so on each line. A program that
//! quotes with a blank writes `> From `, which no mailbox changes.

use sayso_model::SourceMap;

/// What every such line has after its marks.
const FROM: &[u8] = b"From ";

/// Bytes without the marks that a mailbox put in, which are `taken`, with the map back.
pub(super) struct Unquoted {
    pub(super) bytes: Vec<u8>,
    pub(super) map: SourceMap,
    pub(super) taken: usize,
}

/// The words of a part as they were before a mailbox kept them; `None` where it changed nothing.
pub(super) fn unquoted(bytes: &[u8]) -> Option<Unquoted> {
    let marks = marks(bytes);
    let taken = marks.len();
    if taken == 0 {
        return None;
    }
    let (mut kept, mut map, mut at) = (Vec::with_capacity(bytes.len()), SourceMap::new(), 0);
    for mark in marks.into_iter().chain([bytes.len()]) {
        map.push(kept.len(), at as u64, mark - at, 1, 1);
        kept.extend_from_slice(&bytes[at..mark]);
        at = mark + 1;
    }
    Some(Unquoted { bytes: kept, map, taken })
}

/// How a line is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// Not at all.
    None,
    /// With a blank after the marks.
    Loose,
    /// The marks are all there is.
    Bare(usize),
    /// Without a blank after so many marks.
    Tight(usize),
    /// The same, and `From ` follows: who quotes it is the question.
    From(usize),
}

impl Quoting {
    fn of(line: &[u8]) -> Self {
        let depth = line.iter().take_while(|&&byte| byte == b'>').count();
        match &line[depth..] {
            _ if depth == 0 => Self::None,
            rest if rest.starts_with(FROM) => Self::From(depth),
            rest if rest.trim_ascii().is_empty() => Self::Bare(depth),
            [b' ' | b'\t', ..] => Self::Loose,
            _ => Self::Tight(depth),
        }
    }
}

/// Where the marks stand that a mailbox put in.
fn marks(bytes: &[u8]) -> Vec<usize> {
    if memchr::memmem::find(bytes, b">From ").is_none() {
        return Vec::new();
    }
    let mut start = 0;
    let lines: Vec<(usize, Quoting)> = bytes
        .split_inclusive(|&byte| byte == b'\n')
        .map(|line| {
            start += line.len();
            (start - line.len(), Quoting::of(line))
        })
        .collect();
    let before = depths(lines.iter().map(|line| line.1));
    let mut after = depths(lines.iter().rev().map(|line| line.1));
    after.reverse();
    let asked = lines.iter().filter_map(|&(start, quoting)| match quoting {
        Quoting::From(depth) => Some((start, depth)),
        _ => None,
    });
    let around = before.into_iter().zip(after);
    let put_in = |((start, depth), (before, after)): ((usize, usize), (usize, usize))| {
        let around = [before, after];
        let lacking = if depth == 1 { around == [0, 0] } else { around.contains(&(depth - 1)) };
        (lacking && !around.contains(&depth)).then_some(start)
    };
    asked.zip(around).filter_map(put_in).collect()
}

/// For each line in question, how deep the lines before it are quoted without a blank.
fn depths(lines: impl Iterator<Item = Quoting>) -> Vec<usize> {
    let (mut depths, mut last, mut depth) = (Vec::new(), Quoting::None, 0);
    for quoting in lines {
        match quoting {
            Quoting::From(_) => {
                depths.push(depth);
                continue;
            }
            Quoting::None | Quoting::Loose => depth = 0,
            Quoting::Tight(marks) => depth = marks,
            // Both kinds of programs write such a line: it goes on as what is before it.
            Quoting::Bare(marks) if last == Quoting::None => depth = marks,
            Quoting::Bare(_) => continue,
        }
        last = quoting;
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sayso_model::Span;

    fn read(text: &str) -> String {
        let Some(Unquoted { bytes, .. }) = unquoted(text.as_bytes()) else {
            return text.to_owned();
        };
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_line_by_itself_was_changed_by_the_mailbox() {
        for (kept, sent) in [
            (
                "It is shut.\n\n>From here it looks open.\n",
                "It is shut.\n\nFrom here it looks open.\n",
            ),
            (">From a\n>From b", "From a\nFrom b"),
            (
                "> Is it shut?\n>From what I see, yes.\n> Since when?\n",
                "> Is it shut?\nFrom what I see, yes.\n> Since when?\n",
            ),
            ("> It is.\n>\n>From here on, I.\n", "> It is.\n>\nFrom here on, I.\n"),
            (">The pier\n>>From here\n", ">The pier\n>From here\n"),
        ] {
            assert_eq!(read(kept), sent);
        }
    }

    #[test]
    fn a_line_among_lines_quoted_alike_is_the_writers() {
        for text in [
            ">The pier is shut.\n>From here it looks open.\n",
            ">The pier is shut.\n>\n>From here it looks open.\n",
            ">\n>From here\n>\n",
            ">>From here\n>>it is\n",
            ">>From here\n",
            "> From here\n",
            "Far >From here\n",
            ">From\n>Fromage ",
        ] {
            assert!(unquoted(text.as_bytes()).is_none(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_but_marks_is_taken_and_every_byte_keeps_its_place(
            text in "(>From a|>|> b|>c|\n|d){0,30}"
        ) {
            if let Some(Unquoted { bytes, map, taken }) = unquoted(text.as_bytes()) {
                prop_assert_eq!(bytes.len() + taken, text.len());
                prop_assert!(map.fits(bytes.len(), text.len() as u64));
                for (at, &byte) in bytes.iter().enumerate() {
                    let places = map.source_of(Span::new(at, at + 1));
                    prop_assert_eq!(places.len(), 1);
                    prop_assert_eq!(text.as_bytes()[places[0].start as usize], byte);
                }
            }
        }
    }
}
