//! Quotation marks in one paragraph.

use sayso_model::Span;

/// A stretch in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quote {
    /// With its marks.
    pub(crate) outer: Span,
    /// Without them.
    pub(crate) inner: Span,
    /// Whether it is closed in its paragraph. By the convention of quoting over paragraphs, one
    /// that is not goes on in the next.
    pub(crate) closed: bool,
}

/// The outermost quotations of a paragraph, in order.
///
/// Double marks of any shape and guillemets count, and single ones where no letter makes them an
/// apostrophe. Inside a quotation only its own kind of mark closes it; marks that close nothing
/// are passed over.
pub(crate) fn quotes(text: &str, paragraph: Span) -> Vec<Quote> {
    let mut out = Vec::new();
    let mut at = paragraph.start();
    // Where no single mark closes, none does further on.
    let mut no_single = false;
    while let Some((start, mark)) = next_opening(text, at, paragraph) {
        let from = start + mark.len_utf8();
        let close = match mark {
            '‘' if no_single => None,
            _ => closing(text, from, paragraph.end(), mark),
        };
        no_single |= mark == '‘' && close.is_none();
        let quote = match close {
            _ if is_left_open(text, from, close, paragraph, mark) => {
                let limit = close.map_or(paragraph.end(), |(end, _)| end);
                let end = sentence_end(text, from, limit);
                Quote { outer: Span::new(start, end), inner: Span::new(from, end), closed: true }
            }
            Some((end, width)) => Quote {
                outer: Span::new(start, end + width),
                inner: Span::new(from, end),
                closed: true,
            },
            // A lone single mark is no quotation, nor is a lone straight one inside a paragraph.
            None if mark == '‘' || (mark == '"' && start != paragraph.start()) => {
                at = from;
                continue;
            }
            None => Quote {
                outer: Span::new(start, paragraph.end()),
                inner: Span::new(from, paragraph.end()),
                closed: false,
            },
        };
        at = quote.outer.end();
        if !quote.inner.trim(text).is_empty() {
            out.push(quote);
        }
    }
    out
}

fn next_opening(text: &str, from: usize, paragraph: Span) -> Option<(usize, char)> {
    let words = text.get(from..paragraph.end())?;
    words.char_indices().find_map(|(i, c)| {
        let opens = match c {
            '“' | '"' | '«' | '„' => true,
            '‘' => !text[..from + i].ends_with(char::is_alphanumeric),
            _ => false,
        };
        opens.then_some((from + i, c))
    })
}

/// Where the quotation that began before `from` closes, and how wide the mark is.
fn closing(text: &str, from: usize, end: usize, mark: char) -> Option<(usize, usize)> {
    let mut depth = 0;
    let words = text.get(from..end)?;
    for (i, c) in words.char_indices() {
        let at = from + i;
        match (mark, c) {
            ('"', '"') => return Some((at, 1)),
            ('“', '“') | ('«', '«') => depth += 1,
            ('“' | '„', '”') | ('„', '“') | ('«', '»') => {
                if depth == 0 {
                    return Some((at, c.len_utf8()));
                }
                depth -= 1;
            }
            ('‘', '’') if !is_apostrophe(text, at) => return Some((at, c.len_utf8())),
            _ => {}
        }
    }
    None
}

/// Whether another quotation opens before this one is closed: a straight mark with a gap before it
/// and none after it, or, away from the paragraph's beginning, one more mark that opens than close.
fn is_left_open(
    text: &str,
    from: usize,
    close: Option<(usize, usize)>,
    paragraph: Span,
    mark: char,
) -> bool {
    let gap = |at: usize| text[at..].starts_with(char::is_whitespace);
    match close {
        Some((end, width)) if mark == '"' => {
            text[..end].ends_with(char::is_whitespace)
                && text[end + width..paragraph.end()].starts_with(char::is_alphanumeric)
                && !gap(from)
        }
        None if matches!(mark, '“' | '«') => {
            from > paragraph.start() + mark.len_utf8() && text[from..paragraph.end()].contains(mark)
        }
        _ => false,
    }
}

/// Where the sentence that goes on at `from` ends, or `limit`.
fn sentence_end(text: &str, from: usize, limit: usize) -> usize {
    let words = &text[from..limit];
    let ends = |(i, c): &(usize, char)| {
        matches!(c, '.' | '!' | '?') && words[i + 1..].starts_with(char::is_whitespace)
    };
    words.char_indices().find(ends).map_or(limit, |(i, _)| from + i + 1)
}

/// A letter on both sides, as in `council’s`.
fn is_apostrophe(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphanumeric)
        && text[at + '’'.len_utf8()..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        quotes(text, Span::new(0, text.len())).iter().filter_map(|q| q.inner.of(text)).collect()
    }

    #[test]
    fn marks_that_nothing_closes_are_looked_after_once() {
        assert_eq!(inner(&"‘a ".repeat(200_000)), [""; 0]);
        assert_eq!(inner("‘a ‘b “c” ‘d"), ["c"]);
    }

    #[test]
    fn takes_the_outermost_and_knows_an_apostrophe() {
        assert_eq!(
            inner("He said “it was “cleansed”, I fear” and left"),
            ["it was “cleansed”, I fear"]
        );
        assert_eq!(inner("the council’s ‘so-called plan’ isn’t"), ["so-called plan"]);
        assert_eq!(inner("the 5\" gun"), [""; 0]);
        assert_eq!(inner("“It goes on."), ["It goes on."]);
        assert_eq!(inner("closed” first"), [""; 0]);
        assert_eq!(
            inner("Marsh said \"We pay. They met. \"It is so,\" he said."),
            ["We pay.", "It is so,"]
        );
        assert_eq!(
            inner("Marsh said “We pay. They met. “It is so,” he said."),
            ["We pay.", "It is so,"]
        );
    }
}
