//! Lines that stand again and again at the head or the foot of the pages: running titles and page
//! numbers. They are no part of what is read on; they are left out, counted and told.

use super::lines::{PageLines, Piece};
use std::collections::{BTreeMap, BTreeSet};

/// How much of a page's height its head and its foot take.
const EDGE: f64 = 0.12;
/// On how many pages a line stands that runs.
const LEAST: usize = 3;
/// Two places of one line differ by no more than this, in points.
const NEAR: f64 = 3.0;

/// What was left out.
#[derive(Debug, Default)]
pub(super) struct Running {
    /// Of each page, the pieces that run.
    pub(super) pieces: Vec<BTreeSet<usize>>,
    /// Wordings, each with how many pages it stands on; digits are written `#`.
    pub(super) wordings: BTreeMap<String, usize>,
}

/// A wording at a height of the page: from the top, or from the bottom where that is nearer.
type Key = (String, i64);

/// Finds them. `heights` are the pages'.
pub(super) fn find(pages: &[PageLines], heights: &[f64]) -> Running {
    let mut places: BTreeMap<Key, Vec<(usize, usize)>> = BTreeMap::new();
    for (p, (page, height)) in pages.iter().zip(heights).enumerate() {
        for (i, piece) in page.pieces.iter().enumerate() {
            let Some(at) = edge(piece, *height) else { continue };
            let wording = wording(&page.read(piece));
            // A place may lie at the end of one step and the next one's at the start of another.
            places.entry((wording.clone(), at)).or_default().push((p, i));
            places.entry((wording, at + 1)).or_default().push((p, i));
        }
    }
    let mut running = Running { pieces: vec![BTreeSet::new(); pages.len()], ..Running::default() };
    let mut on: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for ((wording, _), found) in places {
        let on_pages: BTreeSet<usize> = found.iter().map(|(page, _)| *page).collect();
        let number =
            wording.chars().filter(char::is_ascii_alphabetic).count() < 5 && wording.contains('#');
        let least = if number { 2 } else { LEAST };
        if on_pages.len() < least {
            continue;
        }
        for (page, piece) in found {
            running.pieces[page].insert(piece);
        }
        on.entry(wording).or_default().extend(on_pages);
    }
    // A document of nothing else is no document of running lines.
    let of_all = |(page, found): (&PageLines, &BTreeSet<usize>)| page.pieces.len() == found.len();
    if pages.iter().zip(&running.pieces).all(of_all) {
        return Running { pieces: vec![BTreeSet::new(); pages.len()], ..Running::default() };
    }
    running.wordings = on.into_iter().map(|(wording, pages)| (wording, pages.len())).collect();
    running
}

/// Where a piece at the head or the foot stands, in steps of twice [`NEAR`]; `None` where it
/// stands on neither.
fn edge(piece: &Piece, height: f64) -> Option<i64> {
    let middle = piece.bounds.middle().y;
    if piece.along.x < 0.9 || (EDGE * height..(1.0 - EDGE) * height).contains(&middle) {
        return None;
    }
    Some((middle / (2.0 * NEAR)).floor() as i64)
}

/// A wording without its numbers.
fn wording(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        let c = if c.is_numeric() { '#' } else { c };
        if c != '#' || !out.ends_with('#') {
            out.push(c);
        }
    }
    // A page number in Roman figures, alone.
    let roman = out.len() <= 6 && out.chars().all(|c| "ivxlcIVXLC".contains(c));
    if roman { "#".to_owned() } else { out }
}
