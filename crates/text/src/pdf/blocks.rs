//! From pieces of lines to paragraphs, rows of tables, and what they are.

use super::geometry::{Point, Rect};
use super::lines::{PageLines, Piece};
use std::ops::Range;

/// Pieces that stand further apart on one line are cells of a row.
const CELL_GAP: f64 = 1.0;
/// Lines further apart than this, in ems, are not of one paragraph.
const MOST_LEADING: f64 = 1.9;

/// A paragraph, or a row: lines, each of pieces of the page, by index.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) lines: Vec<Vec<usize>>,
    pub(super) bounds: Rect,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) rtl: bool,
    /// Whether its line has cells.
    pub(super) row: bool,
    along: Point,
    /// Of its lines after the first, where the leftmost starts; where the longest one ends; how
    /// far apart they lie.
    left: f64,
    right: f64,
    leading: Option<f64>,
    /// Its last line: where it lies, starts and ends; whether it ends a sentence.
    base: f64,
    last: Range<f64>,
    ends: bool,
    /// Whether it leads to a page by a row of dots, as a line of a list of contents does.
    leads: bool,
    /// Whether it is an entry of a list.
    pub(super) item: bool,
}

/// The blocks of a page, of its pieces in the order of reading.
pub(super) fn blocks(page: &PageLines, order: &[usize]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for &i in order {
        let Some(piece) = page.pieces.get(i) else { continue };
        let words = page.read(piece);
        match blocks.last_mut() {
            Some(block) if block.has_beside(piece) => block.put_beside(i, piece, &words),
            Some(block) if block.goes_on(piece, &words) => block.put_under(i, piece, &words),
            _ => blocks.push(Block::new(i, piece, &words)),
        }
    }
    split_rows(blocks, page)
}

/// Rows found at the end of a paragraph (a row is known by its second cell only) stand alone.
fn split_rows(blocks: Vec<Block>, page: &PageLines) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let rows = block.lines.iter().filter(|line| is_row(page, line)).count();
        if rows == 0 {
            out.push(block);
            continue;
        }
        let mut prose: Vec<Vec<usize>> = Vec::new();
        for line in &block.lines {
            if is_row(page, line) {
                out.extend(block.with(std::mem::take(&mut prose), false, page));
                out.extend(block.with(vec![line.clone()], true, page));
            } else {
                prose.push(line.clone());
            }
        }
        out.extend(block.with(prose, false, page));
    }
    out
}

fn is_row(page: &PageLines, line: &[usize]) -> bool {
    line.windows(2).any(|two| match (page.pieces.get(two[0]), page.pieces.get(two[1])) {
        (Some(a), Some(b)) => is_cell_gap(a, b),
        _ => false,
    })
}

/// Whether two pieces of one line are two cells.
pub(super) fn is_cell_gap(a: &Piece, b: &Piece) -> bool {
    let gap = (b.start - a.end).max(a.start - b.end);
    gap > CELL_GAP * a.size.max(b.size)
}

impl Block {
    fn new(i: usize, piece: &Piece, words: &str) -> Self {
        Self {
            lines: vec![vec![i]],
            bounds: piece.bounds,
            size: piece.size,
            bold: piece.bold,
            rtl: piece.rtl,
            row: false,
            along: piece.along,
            left: f64::MAX,
            right: piece.end,
            leading: None,
            base: piece.base,
            last: piece.start..piece.end,
            ends: ends_sentence(words),
            leads: leads(words),
            item: is_item(words),
        }
    }

    fn with(&self, lines: Vec<Vec<usize>>, row: bool, page: &PageLines) -> Option<Self> {
        let first = page.pieces.get(*lines.first()?.first()?)?;
        let pieces = lines.iter().flatten().filter_map(|&i| page.pieces.get(i));
        let bounds = pieces.map(|piece| piece.bounds).reduce(Rect::cover)?;
        let (size, bold, rtl) = (first.size, first.bold, first.rtl);
        Some(Self { lines, bounds, row, size, bold, rtl, ..self.clone() })
    }

    /// Whether a piece stands on the block's last line.
    fn has_beside(&self, piece: &Piece) -> bool {
        let size = self.size.min(piece.size);
        let on_line = (piece.base - self.base).abs() < 0.4 * size.max(0.4 * self.size);
        let beside =
            piece.start > self.last.end - 0.3 * size || piece.end < self.last.start + 0.3 * size;
        on_line && beside && self.along.dot(piece.along) > 0.99
    }

    fn put_beside(&mut self, i: usize, piece: &Piece, words: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.push(i);
        }
        self.bounds = self.bounds.cover(piece.bounds);
        self.last = self.last.start.min(piece.start)..self.last.end.max(piece.end);
        self.right = self.right.max(piece.end);
        self.ends = ends_sentence(words);
        self.leads |= leads(words);
        self.bold &= piece.bold;
    }

    fn put_under(&mut self, i: usize, piece: &Piece, words: &str) {
        self.lines.push(vec![i]);
        self.bounds = self.bounds.cover(piece.bounds);
        let leading = piece.base - self.base;
        self.leading = Some(self.leading.map_or(leading, |known| known.max(leading)));
        self.left = self.left.min(piece.start);
        self.right = self.right.max(piece.end);
        self.base = piece.base;
        self.last = piece.start..piece.end;
        self.ends = ends_sentence(words);
        self.leads |= leads(words);
    }

    /// Whether a piece is the block's next line.
    fn goes_on(&self, piece: &Piece, words: &str) -> bool {
        let (size, down) = (self.size.max(piece.size), piece.base - self.base);
        let close = down > 0.5 * size
            && down <= MOST_LEADING * size
            && self.leading.is_none_or(|leading| down <= leading + 0.25 * size);
        let alike = self.size.min(piece.size) * 1.15 > size
            && self.bold == piece.bold
            && self.along.dot(piece.along) > 0.99;
        let shared = self.last.end.min(piece.end) - self.last.start.max(piece.start);
        let narrow = (self.last.end - self.last.start).min(piece.end - piece.start).max(0.1);
        close
            && alike
            && shared > 0.2 * narrow
            && !is_item(words)
            && !self.is_indented(piece)
            && !self.has_ended(piece)
    }

    /// Whether a piece starts further in than the block's lines do, as a new paragraph does.
    fn is_indented(&self, piece: &Piece) -> bool {
        let (last, new) =
            if self.rtl { (-self.last.end, -piece.end) } else { (self.last.start, piece.start) };
        let centred =
            (self.last.start + self.last.end - piece.start - piece.end).abs() < 1.2 * self.size;
        // The lines of an entry hang under its first.
        let hangs = self.item && self.lines.len() == 1;
        new - last > 0.7 * self.size && !centred && !hangs
    }

    /// Whether the block's last line is a short one that ends a sentence.
    fn has_ended(&self, piece: &Piece) -> bool {
        if self.leads {
            return true;
        }
        let right = self.right.max(piece.end);
        let room = if self.rtl {
            self.last.start - self.left.min(piece.start)
        } else {
            right - self.last.end
        };
        self.ends && room > 4.0 * self.size
    }
}

/// Whether words are a row of dots, and where it leads.
fn leads(words: &str) -> bool {
    let rest = words.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let dots = rest.bytes().rev().take(5).filter(|&b| b == b'.').count();
    let blanks = rest.bytes().rev().take(5).filter(|&b| b == b' ').count();
    rest.len() < words.len() && dots >= 3 && dots + blanks == 5
}

/// Whether words end a sentence, whatever closes around it.
pub(super) fn ends_sentence(words: &str) -> bool {
    let closing = |c: char| "\"'”’»)]".contains(c);
    words.trim_end_matches(closing).ends_with(['.', '!', '?', ':', '…', '؟', '。'])
}

/// Whether words begin an entry of a list.
pub(super) fn is_item(words: &str) -> bool {
    let Some((mark, rest)) = words.split_once(' ') else { return false };
    let bullet = mark.chars().count() == 1 && "•·◦‣▪■●○–—-*➢✓".contains(mark);
    let inner = mark.trim_start_matches('(').trim_end_matches([')', '.']);
    let closed = mark.len() > inner.len() && mark.ends_with([')', '.']);
    let number = inner.len() <= 2 && !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    let letter =
        mark.ends_with(')') && inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
    !rest.is_empty() && (bullet || (closed && (number || letter)))
}
