//! Sets of characters.

/// A set of characters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Set {
    /// One bit for each character of ASCII.
    ascii: u128,
    /// First and last of the other characters' runs, as code points, sorted and apart.
    ranges: Vec<(u32, u32)>,
}

/// The last code point.
const LAST: u32 = char::MAX as u32;

impl Set {
    /// The set of all characters in these runs, in any order.
    pub(super) fn new(runs: impl IntoIterator<Item = (char, char)>) -> Self {
        Self::of_codes(runs.into_iter().map(|(first, last)| (u32::from(first), u32::from(last))))
    }

    fn of_codes(runs: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let mut set = Self::default();
        for (first, last) in runs {
            for code in first..=last.min(127) {
                set.ascii |= 1 << code;
            }
            if last > 127 {
                set.ranges.push((first.max(128), last));
            }
        }
        set.join();
        set
    }

    /// Sorts the runs and joins those that touch.
    fn join(&mut self) {
        self.ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(self.ranges.len());
        for &(first, last) in &self.ranges {
            match joined.last_mut() {
                Some(before) if first <= before.1.saturating_add(1) => {
                    before.1 = before.1.max(last)
                }
                _ => joined.push((first, last)),
            }
        }
        self.ranges = joined;
    }

    /// The characters that are not in it.
    pub(super) fn inverse(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 128;
        for &(first, last) in &self.ranges {
            if next < first {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self { ascii: !self.ascii, ranges }
    }

    /// Adds the characters of another.
    pub(super) fn add(&mut self, other: &Self) {
        self.ascii |= other.ascii;
        if !other.ranges.is_empty() {
            self.ranges.extend_from_slice(&other.ranges);
            self.join();
        }
    }

    /// Whether it holds a character.
    #[inline]
    pub(super) fn holds(&self, c: char) -> bool {
        let code = u32::from(c);
        if code < 128 {
            return self.ascii >> code & 1 == 1;
        }
        let at = self.ranges.partition_point(|(_, last)| *last < code);
        self.ranges.get(at).is_some_and(|(first, _)| *first <= code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_joined_and_inverted() {
        let set = Set::new([('ж', 'я'), ('a', 'é'), ('ê', 'ê'), ('0', '9')]);
        for c in ['0', '9', 'a', 'z', '\u{7F}', 'é', 'ê', 'ж', 'я'] {
            assert!(set.holds(c) && !set.inverse().holds(c), "{c:?}");
        }
        for c in ['/', ':', '`', 'ë', 'е', 'ѐ', char::MAX] {
            assert!(!set.holds(c) && set.inverse().holds(c), "{c:?}");
        }
        assert_eq!(set.inverse().inverse(), set);
        assert!(Set::default().inverse().holds(char::MAX));
    }
}
