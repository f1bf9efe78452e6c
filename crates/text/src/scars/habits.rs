//! Which no-break spaces are typography.
//!
//! Some places hold one by rule: before a mark that French sets off, between a number and its
//! unit, after a title or an initial, after the end of a sentence, before the last word of a line.
//! Others hold one by the habit of a text: between two names, after a preposition of a letter or
//! two, beside a dash. A habit shows in that most places of its kind hold one.

use crate::plain::Line;
use std::collections::BTreeMap;

/// A kind of place that a text may set no-break spaces in by habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    AfterDash,
    BeforeDash,
    AfterNumber,
    BeforeNumber,
    AfterLetter,
    AfterTwoLetters,
    BetweenNames,
}

/// The kinds of places of a text: how many there are, and how many hold a no-break space.
#[derive(Debug, Default)]
pub(super) struct Habits(BTreeMap<Place, (usize, usize)>);

impl Habits {
    pub(super) fn of(text: &str, lines: &[Line]) -> Self {
        let mut habits = Self::default();
        for line in lines {
            let mut before: Option<(&str, usize)> = None;
            let words = line.of(text);
            for word in words.split_whitespace() {
                let start = word.as_ptr() as usize - words.as_ptr() as usize;
                if let Some((last, end)) = before
                    && let Some(place) = place(last, word)
                {
                    let seen = habits.0.entry(place).or_default();
                    seen.0 += 1;
                    seen.1 += usize::from(&words[end..start] == "\u{a0}");
                }
                before = Some((word, start + word.len()));
            }
        }
        habits
    }

    /// Whether a no-break space between these words is typography. `last` says that the line ends
    /// with the second.
    pub(super) fn explain(&self, before: &str, after: &str, last: bool) -> bool {
        last || by_rule(before, after)
            || place(before, after)
                .and_then(|place| self.0.get(&place))
                .is_some_and(|(all, marked)| marked * 2 > *all)
    }
}

/// Whether every typographer may set a no-break space here.
fn by_rule(before: &str, after: &str) -> bool {
    let sets_off = |c: char| ":;!?»›%‰°€$£+×=/|".contains(c);
    // `Â` is what the wrong charset makes of a no-break space's first byte.
    let ends = |c: char| ".!?:;«‹§¶№#•·*|=Â".contains(c);
    let digits = before.trim_start_matches(['(', '“', '"']);
    let counts = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    before.ends_with(ends)
        || before.ends_with(['”', '"', '’'])
            && before.trim_end_matches(['”', '"', '’']).ends_with(ends)
        || after.starts_with(sets_off)
        || after.contains("://")
        || counts && (digits.len() <= 2 || is_unit(after))
        || is_title(before)
}

/// At most two letters, as units have.
fn is_unit(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    letters.chars().count() <= 2 && letters.chars().all(char::is_alphanumeric)
}

/// What stands before a name and belongs to it.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "Mr" | "Mrs" | "Ms" | "Mme" | "Dr" | "Prof" | "St" | "Gen" | "Col" | "Capt" | "Sgt"
    )
}

fn place(before: &str, after: &str) -> Option<Place> {
    let number = |w: &str| w.chars().any(|c| c.is_ascii_digit());
    let dash = |w: &str| matches!(w, "–" | "—" | "-" | "―");
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let letters = before.trim_start_matches(['(', '“', '"']);
    let small = letters.chars().all(char::is_alphabetic);
    Some(if dash(before) {
        Place::AfterDash
    } else if dash(after) {
        Place::BeforeDash
    } else if number(before) {
        Place::AfterNumber
    } else if number(after) {
        Place::BeforeNumber
    } else if capital(before) && capital(after) {
        Place::BetweenNames
    } else if small && letters.chars().count() == 1 {
        Place::AfterLetter
    } else if small && letters.chars().count() == 2 {
        Place::AfterTwoLetters
    } else {
        return None;
    })
}
