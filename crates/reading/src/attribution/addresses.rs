//! Addresses in brackets, which are the writer's and no part of what is said.

use sayso_model::Span;

/// Marks and words at an end that an address is cut out of.
const LOOSE: &[&str] = &["and", "but", "or", ",", ";", "–", "—", "-", ":", "."];

/// The parts of a span around the addresses that stand in brackets in it.
pub(crate) fn without_addresses(text: &str, span: Span) -> Vec<Span> {
    let words = span.of(text).unwrap_or_default();
    let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(open) = words[at..].find('(').map(|i| at + i) {
        let end = words[open + 1..].find(['(', ')']).map_or(words.len(), |i| open + 1 + i);
        let closed = words[end..].starts_with(')');
        at = end + usize::from(closed);
        if holds_addresses(&words[open + 1..end]) && (closed || end == words.len()) {
            out.push((from, open));
            from = at;
        }
    }
    if out.is_empty() {
        return vec![span];
    }
    out.push((from, words.len()));
    let parts = out.into_iter().map(|(from, to)| tidy(words, from, to));
    let parts = parts.filter(|(from, to)| words[*from..*to].contains(char::is_alphanumeric));
    parts.map(|(from, to)| Span::new(span.start() + from, span.start() + to)).collect()
}

/// Whether some words are one address or more, and nothing else.
fn holds_addresses(words: &str) -> bool {
    let separate = |c: char| c.is_whitespace() || matches!(c, ';' | ',');
    let mut each = words.split(separate).filter(|word| !word.is_empty()).peekable();
    each.peek().is_some() && each.all(is_address)
}

fn is_address(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let path = word.contains('/') && host.contains('.') && !host.ends_with('.');
    word.contains("://") || word.starts_with("www.") || path
}

/// A part without the white space, marks and conjunctions at its ends.
fn tidy(words: &str, from: usize, to: usize) -> (usize, usize) {
    let (mut start, mut end) = (from, to);
    loop {
        start = end - words[start..end].trim_start().len();
        end = start + words[start..end].trim_end().len();
        let part = &words[start..end];
        let lead = part.split_whitespace().next().filter(|word| from > 0 && is_mark(word));
        let tail = part.split_whitespace().next_back().filter(|word| LOOSE.contains(word));
        match (lead, tail) {
            (Some(lead), _) => start += lead.len(),
            (None, Some(tail)) => end -= tail.len(),
            (None, None) => return (start, end),
        }
    }
}

fn is_mark(word: &str) -> bool {
    !word.contains(char::is_alphanumeric) && LOOSE.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(words: &str) -> Vec<&str> {
        let span = Span::new(0, words.len());
        without_addresses(words, span).into_iter().filter_map(|s| s.of(words)).collect()
    }

    #[test]
    fn an_address_in_brackets_is_cut_out() {
        for (words, left) in [
            ("the dam is safe (https://harbour.example/1)", vec!["the dam is safe"]),
            ("the dam is safe (www.harbour.example/1), and", vec!["the dam is safe"]),
            (
                "the dam is safe (harbour.example/1; http://vell.example) and nobody left",
                vec!["the dam is safe", "and nobody left"],
            ),
            ("the dam is safe (https://harbour.example/1", vec!["the dam is safe"]),
            ("the dam (and/or the weir) is safe", vec!["the dam (and/or the weir) is safe"]),
            ("the dam (in 1998)", vec!["the dam (in 1998)"]),
            ("((((", vec!["(((("]),
            ("(http://vell.example)", vec![]),
        ] {
            assert_eq!(parts(words), left, "{words}");
        }
    }
}
