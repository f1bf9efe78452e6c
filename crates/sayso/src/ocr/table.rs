//! The table that Tesseract answers with: a line for each page, block, paragraph, line and word, of
//! twelve columns with tabs between (its `tsv` configuration; tesseract(1)).

/// A word of the table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Left, top, right and bottom edge, inside the picture.
    pub(super) pixels: [u32; 4],
    /// How sure the program is of it, from 0 to 1.
    pub(super) sure: f32,
}

/// What the table says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Table {
    /// The words, in its order, which is that of reading.
    pub(super) words: Vec<Word>,
    /// How many of its lines are none that it should have.
    pub(super) garbled: usize,
}

/// The level of words.
const WORD: u8 = 5;

impl Table {
    /// The table of an answer about a picture of this size; `None` where it is no such table.
    pub(super) fn read(answer: &[u8], width: u32, height: u32) -> Option<Self> {
        let mut lines = answer.split(|&byte| byte == b'\n');
        if !lines.next()?.starts_with(b"level\tpage_num\t") {
            return None;
        }
        let mut table = Self::default();
        for line in lines.filter(|line| !line.trim_ascii().is_empty()) {
            match row(line, width, height) {
                Some(word) => table.words.extend(word),
                None => table.garbled += 1,
            }
        }
        Some(table)
    }
}

/// The word of a line, if it has one; `None` where it is not understood.
fn row(line: &[u8], width: u32, height: u32) -> Option<Option<Word>> {
    let line = String::from_utf8_lossy(line);
    let columns: Vec<&str> = line.splitn(12, '\t').collect();
    match columns.first()?.parse::<u8>().ok()? {
        1..WORD => return Some(None),
        WORD => {}
        _ => return None,
    }
    let &[_, _, _, _, _, _, left, top, wide, high, sure, text] = columns.as_slice() else {
        return None;
    };
    let (left, right) = side(left, wide, width)?;
    let (top, bottom) = side(top, high, height)?;
    let sure: f32 = sure.parse().ok().filter(|sure: &f32| sure.is_finite())?;
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let text = text.trim();
    // Of a picture inside the page it says that a blank word stands there.
    Some((!text.is_empty()).then(|| Word {
        text: text.to_owned(),
        pixels: [left, top, right, bottom],
        sure: (sure / 100.0).clamp(0.0, 1.0),
    }))
}

/// The first and the last edge of a word along one side of a picture.
fn side(first: &str, length: &str, all: u32) -> Option<(u32, u32)> {
    let (first, length): (i64, i64) = (first.parse().ok()?, length.parse().ok()?);
    let inside = |edge: i64| u32::try_from(edge.max(0)).map_or(all, |edge| edge.min(all));
    Some((inside(first), inside(first.checked_add(length.max(0))?)))
}
