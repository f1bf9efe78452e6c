//! Where words stand on the pages of a capture that is laid out in pages.

use crate::Span;
use serde::{Deserialize, Serialize};

/// A rectangle on a page in hundredths of a point (1/7200 inch), from the page's upper left corner
/// as it is shown, to the right and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "(i32, i32, i32, i32)", from = "(i32, i32, i32, i32)")]
pub struct Bounds {
    /// Its left edge.
    pub left: i32,
    /// Its upper edge.
    pub top: i32,
    /// Its right edge.
    pub right: i32,
    /// Its lower edge.
    pub bottom: i32,
}

impl From<Bounds> for (i32, i32, i32, i32) {
    fn from(bounds: Bounds) -> Self {
        (bounds.left, bounds.top, bounds.right, bounds.bottom)
    }
}

impl From<(i32, i32, i32, i32)> for Bounds {
    fn from((left, top, right, bottom): (i32, i32, i32, i32)) -> Self {
        Self { left, top, right, bottom }
    }
}

/// A page's size, in hundredths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageSize {
    /// Its width as it is shown.
    pub width: u32,
    /// Its height as it is shown.
    pub height: u32,
}

/// Words of the text that stand together in one place of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The words.
    pub text: Span,
    /// The page, the first being 0.
    pub page: u32,
    /// Where on it.
    pub bounds: Bounds,
}

/// The pages of a capture, and each word's place on them, in order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// The size of each page.
    pub sizes: Vec<PageSize>,
    /// The words, in order of the text, none overlapping.
    pub words: Vec<Placed>,
}

impl Pages {
    /// The places of the words that a span touches, in order of the text.
    #[must_use]
    pub fn of(&self, span: Span) -> &[Placed] {
        let first = self.words.partition_point(|word| word.text.end() <= span.start());
        let rest = &self.words[first..];
        &rest[..rest.partition_point(|word| word.text.start() < span.end())]
    }

    /// Whether the words are in order, without overlap, inside a text of this many bytes, and on
    /// pages that are there.
    #[must_use]
    pub fn fits(&self, text_len: usize) -> bool {
        let mut at = 0;
        self.words.iter().all(|word| {
            let fits = word.text.start() >= at
                && word.text.end() <= text_len
                && (word.page as usize) < self.sizes.len();
            at = word.text.end();
            fits
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_the_places_of_the_words_it_touches() {
        let bounds = Bounds::from((0, 0, 9, 9));
        let placed = |from, to, page| Placed { text: Span::new(from, to), page, bounds };
        let pages = Pages {
            sizes: vec![PageSize { width: 9, height: 9 }; 2],
            words: vec![placed(0, 3, 0), placed(4, 8, 0), placed(9, 12, 1)],
        };
        let starts = |from, to| -> Vec<usize> {
            pages.of(Span::new(from, to)).iter().map(|word| word.text.start()).collect()
        };
        assert_eq!(starts(0, 12), [0, 4, 9]);
        assert_eq!(starts(5, 6), [4]);
        assert!(starts(3, 4).is_empty());
        assert!(pages.fits(12) && !pages.fits(11));
    }
}
