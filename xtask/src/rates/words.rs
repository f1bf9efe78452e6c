//! Words of a text and how far stretches of it share them: what `attribution.py` compares by.

use std::collections::BTreeSet;

/// Half-open, in code points.
pub(super) type Stretch = (usize, usize);
/// Words by their numbers. Where a stretch has none, its marks stand for them, below 0.
pub(super) type Words = BTreeSet<i64>;

/// Words that end the noun of a source.
const AFTER: [&str; 19] = [
    "who", "whom", "whose", "which", "that", "of", "in", "for", "from", "at", "with", "on", "by",
    "to", "during", "near", "about", "under", "and",
];

/// A text, cut into words.
pub(super) struct Page {
    text: Vec<char>,
    tokens: Vec<Stretch>,
}

impl Page {
    pub(super) fn of(text: &str) -> Self {
        let text: Vec<char> = text.chars().collect();
        let is_word = |at: usize| text[at].is_alphanumeric() || text[at] == '_';
        let mut tokens: Vec<Stretch> = Vec::new();
        for at in (0..text.len()).filter(|at| is_word(*at)) {
            match tokens.last_mut() {
                Some(last) if last.1 == at => last.1 = at + 1,
                _ => tokens.push((at, at + 1)),
            }
        }
        Self { text, tokens }
    }

    /// The words that meet some stretches.
    pub(super) fn words(&self, stretches: &[Stretch]) -> Words {
        let mut words = Words::new();
        for (start, end) in stretches {
            let from = self.tokens.partition_point(|token| token.1 <= *start);
            let met = self.tokens[from..].iter().take_while(|token| token.0 < *end).count();
            words.extend((from..from + met).map(number));
        }
        if words.is_empty() {
            let marks =
                stretches.iter().flat_map(|(start, end)| *start..(*end).min(self.text.len()));
            let marks = marks.filter(|at| !self.text[*at].is_whitespace());
            words.extend(marks.map(|at| -1 - number(at)));
        }
        words
    }

    /// The word that a source hangs on: the last before a comma, a preposition or *who*.
    pub(super) fn head(&self, words: &Words) -> Option<i64> {
        let mut last: Option<usize> = None;
        let mut head = None;
        for word in words.iter().filter_map(|word| usize::try_from(*word).ok()) {
            let (start, end) = self.tokens[word];
            let own = self.text[start..end].iter().collect::<String>().to_lowercase();
            let gap =
                last.map_or(&[][..], |last| &self.text[self.tokens[last].1.min(start)..start]);
            let ends = gap.iter().any(|c| ",;:()—–".contains(*c))
                || gap.windows(2).any(|two| two == ['-', '-']);
            if last.is_some() && (ends || AFTER.contains(&own.as_str()) || own == "as") {
                break;
            }
            let owns = own == "s" && (gap == ['\''] || gap == ['’']);
            if last.is_none() || !owns {
                head = Some(number(word));
            }
            last = Some(word);
        }
        head
    }
}

fn number(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

/// The share of their union that two have in common.
pub(super) fn shared(one: &Words, other: &Words) -> f64 {
    let both = one.intersection(other).count();
    both as f64 / (one.len() + other.len() - both).max(1) as f64
}
