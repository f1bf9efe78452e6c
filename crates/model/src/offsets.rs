//! The one place where byte offsets become code points or UTF-16 units, and back.

/// Converts offsets of one text between UTF-8 bytes, Unicode code points and UTF-16 code units.
///
/// A text of ASCII alone costs nothing; any other keeps one checkpoint every [`STRIDE`] bytes, so
/// that a conversion looks at no more than that many bytes.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// `(code points, UTF-16 units)` before byte `k * STRIDE` (moved down to a boundary).
    checkpoints: Vec<(usize, usize)>,
}

/// Bytes between two checkpoints.
const STRIDE: usize = 1024;

impl<'t> Offsets<'t> {
    /// Prepares a text: one pass over its bytes.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let (mut points, mut units, mut from) = (0, 0, 0);
            checkpoints.push((0, 0));
            let mut at = STRIDE;
            while at <= text.len() {
                let to = text.floor_char_boundary(at);
                let (p, u) = count(&text[from..to]);
                points += p;
                units += u;
                checkpoints.push((points, units));
                from = to;
                at += STRIDE;
            }
        }
        Self { text, checkpoints }
    }

    /// Code points before byte `at`; a byte inside a character counts as that character's start,
    /// one past the end as the end.
    #[must_use]
    pub fn code_points(&self, at: usize) -> usize {
        self.before(at).0
    }

    /// UTF-16 units before byte `at`, rounded as [`code_points`](Self::code_points) does.
    #[must_use]
    pub fn utf16(&self, at: usize) -> usize {
        self.before(at).1
    }

    /// The byte at which code point number `point` starts; `None` past the end of the text.
    /// The end itself has a byte.
    #[must_use]
    pub fn byte_of_code_point(&self, point: usize) -> Option<usize> {
        self.byte_of(point, |(points, _)| points, |_| 1)
    }

    /// The byte at which UTF-16 unit number `unit` starts; `None` past the end of the text or
    /// between the two halves of a surrogate pair.
    #[must_use]
    pub fn byte_of_utf16(&self, unit: usize) -> Option<usize> {
        self.byte_of(unit, |(_, units)| units, char::len_utf16)
    }

    fn before(&self, at: usize) -> (usize, usize) {
        let at = self.text.floor_char_boundary(at.min(self.text.len()));
        if self.checkpoints.is_empty() {
            return (at, at);
        }
        let k = (at / STRIDE).min(self.checkpoints.len() - 1);
        let from = self.text.floor_char_boundary(k * STRIDE);
        let (points, units) = count(&self.text[from..at]);
        (self.checkpoints[k].0 + points, self.checkpoints[k].1 + units)
    }

    fn byte_of(
        &self,
        wanted: usize,
        part: impl Fn((usize, usize)) -> usize,
        width: impl Fn(char) -> usize,
    ) -> Option<usize> {
        if self.checkpoints.is_empty() {
            return (wanted <= self.text.len()).then_some(wanted);
        }
        let k = self.checkpoints.partition_point(|&c| part(c) <= wanted) - 1;
        let from = self.text.floor_char_boundary(k * STRIDE);
        let mut seen = part(self.checkpoints[k]);
        for (at, c) in self.text[from..].char_indices() {
            if seen >= wanted {
                return (seen == wanted).then_some(from + at);
            }
            seen += width(c);
        }
        (seen == wanted).then_some(self.text.len())
    }
}

fn count(text: &str) -> (usize, usize) {
    text.chars().fold((0, 0), |(points, units), c| (points + 1, units + c.len_utf16()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_every_kind_of_character() {
        let text = "ä\tcde\nf💛g\r\nhi\rjkl";
        let offsets = Offsets::new(text);
        let heart = text.find('💛').unwrap();
        assert_eq!((offsets.code_points(heart), offsets.utf16(heart)), (7, 7));
        assert_eq!((offsets.code_points(heart + 4), offsets.utf16(heart + 4)), (8, 9));
        assert_eq!(offsets.byte_of_utf16(8), None, "inside the surrogate pair");
        assert_eq!(offsets.byte_of_code_point(17), Some(text.len()));
        assert_eq!(offsets.byte_of_code_point(18), None);
    }

    proptest! {
        #[test]
        fn goes_there_and_back(text in "(\\PC|[a-z \\n]){0,3000}") {
            let offsets = Offsets::new(&text);
            for (point, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.code_points(at), point);
                prop_assert_eq!(offsets.byte_of_code_point(point), Some(at));
                prop_assert_eq!(offsets.byte_of_utf16(offsets.utf16(at)), Some(at));
            }
            prop_assert_eq!(offsets.utf16(text.len()), text.encode_utf16().count());
        }
    }
}
