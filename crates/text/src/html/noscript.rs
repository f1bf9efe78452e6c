//! Pages that give their text to browsers without scripts only.

use std::ops::Range;

/// A page with spaces in the place of its `<noscript>` tags, so that every place stays the same.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) text: String,
    /// How many bytes stood inside the tags.
    pub(super) inside: usize,
}

/// The page as a browser without scripts has it, where that may hold much.
pub(super) fn shown(source: &str) -> Option<Shown> {
    const LEAST: usize = 1000;
    let mut blanks: Vec<Range<usize>> = Vec::new();
    let (mut inside, mut open) = (0, None);
    for at in memchr::memchr_iter(b'<', source.as_bytes()) {
        if blanks.last().is_some_and(|blank| at < blank.end) {
            continue;
        }
        let rest = &source.as_bytes()[at + 1..];
        let end_tag = rest.first() == Some(&b'/');
        let name = rest.get(usize::from(end_tag)..).unwrap_or_default();
        if !name.get(..8).is_some_and(|name| name.eq_ignore_ascii_case(b"noscript")) {
            continue;
        }
        let Some(width) = memchr::memchr(b'>', rest) else { break };
        let end = at + width + 2;
        match open.take() {
            Some(from) if end_tag => inside += at - from,
            _ if !end_tag => open = Some(end),
            _ => {}
        }
        blanks.push(at..end);
    }
    if inside < LEAST {
        return None;
    }
    let mut text = String::with_capacity(source.len());
    for blank in blanks {
        text.push_str(&source[text.len()..blank.start]);
        text.extend(std::iter::repeat_n(' ', blank.len()));
    }
    text.push_str(&source[text.len()..]);
    Some(Shown { text, inside })
}
