//! What the blocks of a document are: paragraphs, headings, captions, notes, rows, entries.

use super::blocks::{Block, ends_sentence};
use super::lines::{PageLines, Piece};
use std::collections::BTreeMap;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Heading,
    Caption,
    Note,
    Row,
    Item,
}

/// Longest heading, in bytes, and most lines of one.
const LONGEST_HEADING: usize = 200;
const HEADING_LINES: usize = 3;
/// A heading's letters are so much larger than the text's, a note's so much smaller.
const LARGER: f64 = 1.15;
const SMALLER: f64 = 0.94;
/// Notes stand at the foot: their number lies below this part of the page.
const FOOT: f64 = 0.45;

/// The size of most letters of a document.
pub(super) fn usual_size(pages: &[PageLines]) -> f64 {
    let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
    for page in pages {
        for piece in &page.pieces {
            let letters: u32 =
                page.words(piece).iter().map(|word| word.text.end - word.text.start).sum();
            let size = (piece.size * 4.0).round() as u64;
            *sizes.entry(size).or_default() += letters as usize;
        }
    }
    let most = sizes.into_iter().max_by_key(|(size, letters)| (*letters, *size));
    most.map_or(0.0, |(size, _)| size as f64 / 4.0)
}

/// The words of a block.
pub(super) fn read(page: &PageLines, block: &Block) -> String {
    let pieces = block.lines.iter().flatten().filter_map(|&i| page.pieces.get(i));
    pieces.map(|piece| page.read(piece)).collect::<Vec<_>>().join(" ")
}

/// What each block of a page is.
pub(super) fn kinds(page: &PageLines, blocks: &[Block], usual: f64, height: f64) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = blocks.iter().map(|block| kind(page, block, usual)).collect();
    let from = notes_from(page, blocks, usual, height);
    kinds[from..].fill(Kind::Note);
    kinds
}

fn kind(page: &PageLines, block: &Block, usual: f64) -> Kind {
    if block.row {
        return Kind::Row;
    }
    let words = read(page, block);
    if is_caption(&words) {
        return Kind::Caption;
    }
    let short = words.len() <= LONGEST_HEADING && block.lines.len() <= HEADING_LINES;
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let larger = block.size >= LARGER * usual;
    let bold = block.bold && block.size >= 0.95 * usual && !ends_sentence(&words);
    match () {
        () if block.item && !larger && !bold => Kind::Item,
        () if short && letters >= 2 && (larger || bold) => Kind::Heading,
        () => Kind::Text,
    }
}

/// The index of the first of the notes at a page's foot: small blocks, the first of which begins
/// with a number or a sign, with nothing but small blocks after it.
fn notes_from(page: &PageLines, blocks: &[Block], usual: f64, height: f64) -> usize {
    let small = |block: &Block| {
        block.size <= SMALLER * usual && block.bounds.top > FOOT * height && !block.row
    };
    let tail = blocks.iter().rposition(|block| !small(block)).map_or(0, |i| i + 1);
    let first = blocks[tail..].iter().position(|block| mark(page, block).is_some());
    first.map_or(blocks.len(), |i| tail + i)
}

/// The number or sign that a note begins with.
pub(super) fn mark<'p>(page: &'p PageLines, block: &Block) -> Option<&'p str> {
    let piece: &Piece = page.pieces.get(*block.lines.first()?.first()?)?;
    let words = page.words(piece);
    let first = page.word(words.first()?);
    let bare = first.trim_matches(['[', ']', '(', ')', '.', ' ']);
    let digits = (1..=3).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
    let sign = bare.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§')) && !bare.is_empty();
    let more = words.len() > 1 || block.lines.iter().flatten().count() > 1;
    ((digits || sign) && more).then_some(bare)
}

/// Whether words say what a picture or a table shows: its name and number come first.
fn is_caption(words: &str) -> bool {
    const NAMES: &[&str] = &[
        "figure",
        "fig.",
        "fig",
        "table",
        "photo",
        "map",
        "chart",
        "plate",
        "image",
        "box",
        "abbildung",
        "abb.",
        "tabelle",
        "tableau",
        "tabla",
        "figura",
        "tabella",
        "carte",
    ];
    let mut parts = words.split_whitespace();
    let (Some(name), Some(number)) = (parts.next(), parts.next()) else { return false };
    let number = number.trim_end_matches([':', '.', ')', '—', '–']);
    let numbered = number.len() <= 6
        && number.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
        && number.chars().any(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    // `Figure 3 shows that` begins a sentence.
    let next = parts.next().and_then(|word| word.chars().next());
    let sentence = next.is_some_and(char::is_lowercase);
    NAMES.contains(&name.to_lowercase().as_str()) && numbered && !sentence
}
