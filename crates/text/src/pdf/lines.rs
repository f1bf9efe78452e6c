//! From glyphs to words, and from words to pieces of lines.

use super::content::{Glyph, Shown};
use super::geometry::{Point, Rect};
use super::script;
use sayso_model::Bounds;
use std::collections::BTreeMap;
use std::ops::Range;

/// A gap of this many ems between two glyphs parts two words; one of so many more, two pieces.
const WORD_GAP: f64 = 0.15;
const PIECE_GAP: f64 = 1.5;
/// How far a glyph may stand back into the one before it, in ems.
const OVERLAP: f64 = 0.6;
/// How far off the line a glyph may stand and still be of it, in ems: a raised number does.
const OFF_LINE: f64 = 0.5;
/// What a glyph is written as whose characters the document does not say.
pub(super) const UNKNOWN: char = '\u{fffd}';

/// A word and its place.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// In [`PageLines::text`].
    pub(super) text: Range<u32>,
    pub(super) bounds: Bounds,
    /// Whether it is a small number or sign raised over the line, as a note's mark is.
    pub(super) raised: bool,
    /// Whether it stands against the word before it, without a gap.
    pub(super) glued: bool,
}

/// Words that stand together on one line.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) words: Range<u32>,
    pub(super) bounds: Rect,
    /// The way its line runs.
    pub(super) along: Point,
    /// From where to where it runs that way, and how far across it the line lies.
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) rtl: bool,
}

/// The words of a page.
#[derive(Debug, Default)]
pub(super) struct PageLines {
    pub(super) text: String,
    pub(super) words: Vec<Word>,
    /// In the order in which the page shows them.
    pub(super) pieces: Vec<Piece>,
    /// Glyphs whose characters are not known; shown twice in one place; not on the page.
    pub(super) unknown: usize,
    pub(super) doubled: usize,
    pub(super) outside: usize,
    /// Characters whose order was worked out from their places.
    pub(super) turned: usize,
}

impl PageLines {
    /// The words of a page, with those that are drawn without being seen or without them.
    pub(super) fn of(shown: &Shown<'_>, page: Rect, hidden: bool) -> Self {
        let mut lines = Self::default();
        let mut seen = Seen::default();
        let mut open: Vec<&Glyph> = Vec::new();
        for glyph in shown.glyphs.iter().filter(|glyph| hidden || !glyph.hidden) {
            let blank = shown.characters[glyph.text.clone()].trim().is_empty();
            if !page.holds(glyph.bounds.middle()) {
                lines.outside += usize::from(!blank);
                continue;
            }
            if seen.again(glyph, &shown.characters) {
                lines.doubled += usize::from(!blank);
                continue;
            }
            let sign = |glyph: &Glyph| script::is_sign(&shown.characters[glyph.text.clone()]);
            let last = open.iter().rev().take(MOST_NEAR).find(|glyph| !sign(glyph));
            let stands_over =
                |last: &Glyph| last.bounds.middle().minus(glyph.origin).length() < 1.5 * last.size;
            if let Some(last) = last
                && !follows(last, glyph, &shown.characters)
                && !(sign(glyph) && stands_over(last))
            {
                lines.close(&mut open, &shown.characters);
            }
            open.push(glyph);
        }
        lines.close(&mut open, &shown.characters);
        lines
    }

    pub(super) fn words(&self, piece: &Piece) -> &[Word] {
        self.words.get(piece.words.start as usize..piece.words.end as usize).unwrap_or_default()
    }

    pub(super) fn word(&self, word: &Word) -> &str {
        self.text.get(word.text.start as usize..word.text.end as usize).unwrap_or_default()
    }

    /// A piece's words with one blank between them.
    pub(super) fn read(&self, piece: &Piece) -> String {
        self.words(piece).iter().map(|word| self.word(word)).collect::<Vec<_>>().join(" ")
    }

    fn close(&mut self, open: &mut Vec<&Glyph>, characters: &str) {
        let mut glyphs = std::mem::take(open);
        let text = |glyph: &Glyph| &characters[glyph.text.clone()];
        let rtl = script::is_right_to_left(glyphs.iter().map(|glyph| text(glyph)));
        if glyphs.iter().any(|glyph| script::has_right_to_left(text(glyph))) {
            self.turned += script::put_in_order(&mut glyphs, characters, rtl);
        }
        if let Some(main) = Main::of(&glyphs, characters) {
            self.piece(&glyphs, characters, &main, rtl);
        }
    }

    fn piece(&mut self, glyphs: &[&Glyph], characters: &str, main: &Main, rtl: bool) {
        let first = self.words.len();
        let mut bold = (0_usize, 0_usize);
        let mut last: Option<(&Glyph, bool)> = None;
        let mut glued = false;
        let spread = is_spread(glyphs);
        for glyph in glyphs {
            let text = &characters[glyph.text.clone()];
            if !text.is_empty() && text.trim().is_empty() {
                (last, glued) = (None, false);
                continue;
            }
            let raised = main.raises(glyph, text);
            let sign = script::is_sign(text);
            let begins = last.is_none_or(|(before, was_raised)| {
                let size = before.size.max(glyph.size);
                glued = sign
                    || (-OVERLAP * size..=WORD_GAP * size).contains(&gap(before, glyph, spread));
                !glued || (raised != was_raised && !sign)
            });
            self.unknown += usize::from(text.is_empty());
            if begins {
                let at = self.text.len() as u32;
                let (bounds, glued) = (glyph.bounds.bounds(), glued && last.is_some());
                self.words.push(Word { text: at..at, bounds, raised, glued });
            }
            if let Some(word) = self.words.last_mut() {
                if text.is_empty() {
                    self.text.push(UNKNOWN)
                } else {
                    self.text.push_str(text)
                }
                word.text.end = self.text.len() as u32;
                word.bounds = cover(word.bounds, glyph.bounds.bounds());
            }
            (bold.0, bold.1) = (bold.0 + usize::from(glyph.bold), bold.1 + 1);
            if !sign || last.is_none() {
                last = Some((glyph, raised));
            }
        }
        let words = first as u32..self.words.len() as u32;
        let around = glyphs.iter().map(|g| g.bounds).reduce(Rect::cover);
        if let Some(bounds) = around.filter(|_| !words.is_empty()) {
            let ends = glyphs.iter().flat_map(|g| [g.origin.dot(main.along), end(g, main.along)]);
            let (start, end) = ends.fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p), b.max(p)));
            let (along, base, size) = (main.along, main.base, main.size);
            let bold = bold.0 * 10 > bold.1 * 9;
            self.pieces.push(Piece { words, bounds, along, start, end, base, size, bold, rtl });
        }
    }
}

pub(super) fn cover(a: Bounds, b: Bounds) -> Bounds {
    Bounds {
        left: a.left.min(b.left),
        top: a.top.min(b.top),
        right: a.right.max(b.right),
        bottom: a.bottom.max(b.bottom),
    }
}

/// How far a glyph reaches along a way: over its own box, and no further.
fn end(glyph: &Glyph, along: Point) -> f64 {
    let b = glyph.bounds;
    let (x, y) = (b.width() * along.x.abs(), b.height() * along.y.abs());
    glyph.origin.dot(along) + (x + y).min(glyph.next.minus(glyph.origin).length().max(0.0))
}

/// From where the line has come to where the glyph stands, whichever way it is read. Where letters
/// are `spread`, the space that is put between them is no gap.
fn gap(before: &Glyph, glyph: &Glyph, spread: bool) -> f64 {
    let on = glyph.origin.minus(before.next).dot(before.along);
    let back = before.origin.minus(glyph.next).dot(before.along);
    let bare = |gap: f64, spaced: f64| if spread { gap } else { gap + spaced };
    let (on, back) = (bare(on, before.spaced), bare(back, glyph.spaced));
    if on.abs() <= back.abs() { on } else { back }
}

/// Whether letters stand apart by the space put between them. Some programs put it there and take
/// it back before most letters: then it parts words.
fn is_spread(glyphs: &[&Glyph]) -> bool {
    let (mut kept, mut taken) = (0_usize, 0_usize);
    for two in glyphs.windows(2) {
        let near = WORD_GAP / 2.0 * two[0].size;
        let on = two[1].origin.minus(two[0].next).dot(two[0].along);
        kept += usize::from(on.abs() < near);
        taken += usize::from((on + two[0].spaced).abs() < near);
    }
    kept >= taken
}

/// Whether a glyph goes on with the line of the one before it.
fn follows(before: &Glyph, glyph: &Glyph, characters: &str) -> bool {
    let size = before.size.max(glyph.size);
    let way = glyph.origin.minus(before.next);
    let turned = before.along.dot(glyph.along) < 0.99;
    let off = way.dot(before.along.across()).abs();
    if turned || off > OFF_LINE * size || before.size.min(glyph.size) * 3.0 < size {
        return false;
    }
    let on = way.dot(before.along);
    let back = before.origin.minus(glyph.next).dot(before.along);
    let fits = |gap: f64| (-OVERLAP * size..PIECE_GAP * size).contains(&gap);
    let rtl = |glyph: &Glyph| script::has_right_to_left(&characters[glyph.text.clone()]);
    fits(on) || ((rtl(before) || rtl(glyph)) && fits(back))
}

/// What most of a piece's letters share.
struct Main {
    along: Point,
    size: f64,
    base: f64,
}

impl Main {
    fn of(glyphs: &[&Glyph], characters: &str) -> Option<Self> {
        let words =
            |g: &&&Glyph| !characters[g.text.clone()].trim().is_empty() || g.text.is_empty();
        let along = glyphs.iter().find(words)?.along;
        let mut sizes: BTreeMap<u64, (usize, f64, f64)> = BTreeMap::new();
        for glyph in glyphs.iter().filter(words) {
            let key = (glyph.size * 10.0).round() as u64;
            let of_size = sizes.entry(key).or_insert((0, glyph.size, 0.0));
            of_size.0 += 1;
            of_size.2 += glyph.origin.dot(along.across());
        }
        let (_, (count, size, sum)) = sizes.into_iter().max_by_key(|(key, (n, ..))| (*n, *key))?;
        Some(Self { along, size, base: sum / count as f64 })
    }

    /// Whether a glyph is a small digit or sign over the line.
    fn raises(&self, glyph: &Glyph, text: &str) -> bool {
        let over = self.base - glyph.origin.dot(self.along.across());
        let sign = |c: char| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | ',');
        glyph.size < 0.85 * self.size && over > 0.15 * self.size && text.chars().all(sign)
    }
}

/// Glyphs that have been shown, to know those that are shown again in the same place, as bold
/// letters are made of plain ones.
#[derive(Default)]
struct Seen(BTreeMap<(i64, i64), Vec<(usize, Point)>>);

/// Most glyphs of one cell that are looked at.
const MOST_NEAR: usize = 8;

impl Seen {
    fn again(&mut self, glyph: &Glyph, characters: &str) -> bool {
        let text = &characters[glyph.text.clone()];
        let near = 0.1 * glyph.size;
        // Cells as large as the letters: a double stands in the glyph's own cell or the next.
        let cell = |by: f64| (by / 4.0).floor() as i64;
        let at = glyph.origin;
        let same = |(start, place): &(usize, Point)| {
            place.minus(at).length() < near && characters[*start..].starts_with(text)
        };
        let (left, right) = (cell(at.x - near), cell(at.x + near));
        let (top, bottom) = (cell(at.y - near), cell(at.y + near));
        let cells = [(left, top), (right, top), (left, bottom), (right, bottom)];
        let again = !text.trim().is_empty()
            && cells.iter().any(|cell| self.0.get(cell).is_some_and(|all| all.iter().any(same)));
        let here = self.0.entry((cell(at.x), cell(at.y))).or_default();
        if !again && here.len() < MOST_NEAR {
            here.push((glyph.text.start, at));
        }
        again
    }
}
