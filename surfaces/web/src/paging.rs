//! A long text on several pages.

use sayso::model::Span;

/// How long a page is, as far as its lines allow, in bytes of the text.
const PAGE: usize = 48 << 10;
/// How long a page is at most.
const MOST: usize = 64 << 10;
/// A page ends where this many claims have begun in it, as far as its lines allow.
const CLAIMS: usize = 400;
/// No more than this many claims begin on a page (unless all at one place).
pub(crate) const MOST_CLAIMS: usize = 480;

/// The pages of a text, one after the other; at least one. `starts` are the places where claims
/// begin, in order.
pub(crate) fn pages(words: &str, starts: &[usize]) -> Vec<Span> {
    let mut pages = Vec::new();
    let mut from = 0;
    while let Some(to) = end_of_page(words, starts, from) {
        pages.push(Span::new(from, to));
        from = to;
    }
    pages.push(Span::new(from, words.len()));
    pages
}

/// Where the page that begins at `from` ends; `None` where it holds the rest.
fn end_of_page(words: &str, starts: &[usize], from: usize) -> Option<usize> {
    let first = starts.partition_point(|start| *start < from);
    let nth = |n: usize| starts.get(first + n).copied().unwrap_or(usize::MAX);
    let most = (from + MOST).min(nth(MOST_CLAIMS));
    if words.len() <= most {
        return None;
    }
    let wanted = (from + PAGE).min(nth(CLAIMS)).min(most);
    let line = words.as_bytes().get(wanted..most)?.iter().position(|byte| *byte == b'\n');
    let end = line.map_or_else(|| words.floor_char_boundary(most), |line| wanted + line + 1);
    // Claims without number at one place, or a wide character: a page holds something all the same.
    let end = if end > from { end } else { words.ceil_char_boundary(from + 1) };
    (end < words.len()).then_some(end)
}

/// The page, from 0, on which a place stands.
pub(crate) fn page_of(pages: &[Span], place: usize) -> usize {
    pages.partition_point(|page| page.end() <= place).min(pages.len().saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_ends_with_a_line() {
        let words = "A line of a long report.\n".repeat(6000);
        let pages = pages(&words, &[]);
        assert!(pages.len() > 1);
        for page in &pages {
            assert!(page.of(&words).unwrap().ends_with('\n'));
            assert!(page.len() <= MOST);
        }
        assert_eq!(page_of(&pages, words.len()), pages.len() - 1);
    }

    #[test]
    fn very_many_claims_make_more_pages() {
        let words = "x ".repeat(3000);
        let starts: Vec<_> = (0..3000).map(|n| n * 2).collect();
        assert_eq!(pages(&words, &starts).len(), 3000usize.div_ceil(MOST_CLAIMS));
        assert_eq!(pages(&words, &[0; 5000]).len(), 2, "all at one place");
    }

    proptest! {
        #[test]
        fn pages_hold_every_word_once(
            parts in prop::collection::vec(("[aé💛\n]{1,3}", 1usize..30_000), 0..12),
            starts in prop::collection::vec(0usize..200_000, 0..900),
        ) {
            let words: String = parts.iter().map(|(part, times)| part.repeat(*times)).collect();
            let mut starts = starts;
            starts.sort_unstable();
            let pages = pages(&words, &starts);
            let whole: String = pages.iter().map(|page| page.of(&words).unwrap()).collect();
            prop_assert_eq!(whole, words);
        }
    }
}
