//! Scripts that run from right to left: from the order in which a line shows its glyphs to the
//! order in which it is read.
//!
//! A PDF says where each glyph stands, not in which order a line is read. A line with letters of
//! such a script is put in order by places alone, then read by a small part of the Unicode
//! Bidirectional Algorithm (Annex 9): letters one way, runs of Latin letters and of digits the
//! other.

use super::content::Glyph;

/// Whether a character is a letter of a script that runs from right to left.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && !is_digit(c)
        && !matches!(c, '\u{660}'..='\u{66d}' | '\u{6f0}'..='\u{6f9}')
}

/// A sign over or under a letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}')
}

/// Whether a glyph is nothing but signs over or under a letter.
pub(super) fn is_sign(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_mark)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

pub(super) fn has_right_to_left(text: &str) -> bool {
    text.chars().any(is_rtl)
}

/// Whether more letters run from right to left than from left to right.
pub(crate) fn is_right_to_left<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let (mut rtl, mut ltr) = (0_usize, 0_usize);
    for c in texts.flat_map(str::chars) {
        rtl += usize::from(is_rtl(c));
        ltr += usize::from(c.is_alphabetic() && !is_rtl(c));
    }
    rtl > ltr
}

/// Which way a glyph is read, as far as it says so itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Left,
    Right,
    Number,
    Neutral,
}

fn way(text: &str) -> Way {
    if has_right_to_left(text) {
        Way::Left
    } else if text.chars().any(char::is_alphabetic) {
        Way::Right
    } else if text.chars().any(is_digit) {
        Way::Number
    } else {
        Way::Neutral
    }
}

/// Puts the glyphs of a piece in the order of reading; gives how many letters that concerns.
pub(super) fn put_in_order<'g>(glyphs: &mut Vec<&'g Glyph>, characters: &str, rtl: bool) -> usize {
    let Some(along) = glyphs.first().map(|glyph| glyph.along) else { return 0 };
    glyphs.sort_by(|a, b| a.origin.dot(along).total_cmp(&b.origin.dot(along)));
    let text = |glyph: &Glyph| characters.get(glyph.text.clone()).unwrap_or_default();
    let mut ways: Vec<Way> = glyphs.iter().map(|glyph| way(text(glyph))).collect();
    settle(&mut ways, rtl);
    let mut ordered: Vec<&'g Glyph> = Vec::with_capacity(glyphs.len());
    let runs = runs(&ways);
    let whole: Vec<_> = if rtl { runs.into_iter().rev().collect() } else { runs };
    for run in whole {
        let left = ways.get(run.start) == Some(&Way::Left);
        let part = &glyphs[run];
        if left {
            turn(part, |glyph| is_sign(text(glyph)), &mut ordered);
        } else {
            ordered.extend(part);
        }
    }
    *glyphs = ordered;
    ways.iter().filter(|way| **way == Way::Left).count()
}

/// Settles what says nothing itself: between two glyphs of one way it goes with them, else with
/// the line. A number stays as it is, with what stands between its digits.
fn settle(ways: &mut [Way], rtl: bool) {
    let line = if rtl { Way::Left } else { Way::Right };
    let mut at = 0;
    while at < ways.len() {
        if ways[at] != Way::Neutral {
            at += 1;
            continue;
        }
        let end = ways[at..].iter().position(|w| *w != Way::Neutral).map_or(ways.len(), |n| at + n);
        let before = at.checked_sub(1).map_or(line, |i| ways[i]);
        let after = ways.get(end).copied().unwrap_or(line);
        let inside = before == after || (before != Way::Left && after != Way::Left);
        let single = end - at == 1 && before == Way::Number && after == Way::Number;
        let settled = match () {
            () if single => Way::Number,
            () if inside && before != Way::Number && after != Way::Number => before,
            () if inside && (before == Way::Right || after == Way::Right) => Way::Right,
            () => line,
        };
        ways[at..end].fill(settled);
        at = end;
    }
}

/// Stretches of one way; a number beside Latin letters is of theirs.
fn runs(ways: &[Way]) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, way) in ways.iter().enumerate() {
        let joins = |last: &Way| (*last == Way::Left) == (*way == Way::Left);
        match runs.last_mut() {
            Some(run) if joins(&ways[run.end - 1]) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Adds glyphs from the last to the first, each sign after the letter that it stands over.
fn turn<'g>(part: &[&'g Glyph], mark: impl Fn(&&Glyph) -> bool, ordered: &mut Vec<&'g Glyph>) {
    let mut end = part.len();
    while end > 0 {
        let start = part[..end].iter().rposition(|glyph| !mark(glyph)).unwrap_or(0);
        ordered.extend(&part[start..end]);
        end = start;
    }
}
