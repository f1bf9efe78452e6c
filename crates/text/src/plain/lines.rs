//! The lines of a text that hold something.

use sayso_model::Span;

/// A line that is not blank, without its line ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// Where, leading and trailing white space left out.
    pub(crate) span: Span,
    /// How many blank lines stand before it; at the start of the text [`Line::AT_START`].
    pub(crate) blanks_before: u32,
}

impl Line {
    /// The start of a text counts as any number of blank lines.
    pub(crate) const AT_START: u32 = u32::MAX;

    /// Its words.
    pub(crate) fn of<'t>(&self, text: &'t str) -> &'t str {
        self.span.of(text).unwrap_or_default()
    }
}

/// The lines of a text that are not blank. A line ends at LF, CR LF or CR.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut blanks = Line::AT_START;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let len = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let span = Span::new(at, at + len).trim(text);
        if span.is_empty() {
            blanks = blanks.saturating_add(1);
        } else {
            out.push(Line { span, blanks_before: blanks });
            blanks = 0;
        }
        at += len + if rest[len..].starts_with(b"\r\n") { 2 } else { 1 };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_blank_lines_whatever_ends_them() {
        let text = "\none\r\n\r\n\u{a0}\r\ntwo\rthree\n";
        let found: Vec<_> = lines(text).iter().map(|l| (l.of(text), l.blanks_before)).collect();
        assert_eq!(found, [("one", Line::AT_START), ("two", 2), ("three", 0)]);
    }
}
