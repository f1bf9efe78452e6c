//! How much of a page's text stands where: letters, letters in links, letters of prose.

use super::characters::Stretch;
use super::names;
use super::tree::{Piece, Tree};

/// A run of words between two blocks is prose from so many letters outside of links on.
const PROSE: u32 = 60;

/// Counts up to each piece, so that those of any element are one subtraction away. White space is
/// no letter.
#[derive(Debug)]
pub(super) struct Measures {
    letters: Vec<u32>,
    linked: Vec<u32>,
    links: Vec<u32>,
    prose: Vec<u32>,
}

impl Measures {
    /// Measures a page without the elements that are left out.
    pub(super) fn new(tree: &Tree<'_>, dropped: &[bool]) -> Self {
        let mut counter = Counter::new(tree.pieces.len());
        for piece in &tree.pieces {
            counter.piece(tree, piece, dropped);
        }
        counter.end_run();
        let Counter { letters, linked, links, prose, .. } = counter;
        let [letters, linked, links, prose] = [letters, linked, links, prose].map(sums);
        Self { letters, linked, links, prose }
    }

    /// Letters in an element.
    pub(super) fn letters(&self, tree: &Tree<'_>, element: usize) -> usize {
        difference(&self.letters, tree, element)
    }

    /// Letters of its links.
    pub(super) fn linked(&self, tree: &Tree<'_>, element: usize) -> usize {
        difference(&self.linked, tree, element)
    }

    /// Its links.
    pub(super) fn links(&self, tree: &Tree<'_>, element: usize) -> usize {
        difference(&self.links, tree, element)
    }

    /// Letters of its prose.
    pub(super) fn prose(&self, tree: &Tree<'_>, element: usize) -> usize {
        difference(&self.prose, tree, element)
    }

    /// Letters between two pieces.
    pub(super) fn between(&self, start: usize, end: usize) -> usize {
        let at = |piece: usize| self.letters.get(piece).copied().unwrap_or_default();
        at(end).saturating_sub(at(start)) as usize
    }
}

/// The sums of counts, one more than there are.
fn sums(counts: Vec<u32>) -> Vec<u32> {
    let mut sum = 0;
    let mut sums = Vec::with_capacity(counts.len() + 1);
    sums.push(0);
    for count in counts {
        sum += count;
        sums.push(sum);
    }
    sums
}

fn difference(sums: &[u32], tree: &Tree<'_>, element: usize) -> usize {
    let pieces = &tree.elements[element].pieces;
    let at = |piece: usize| sums.get(piece).copied().unwrap_or_default();
    at(pieces.end).saturating_sub(at(pieces.start)) as usize
}

/// Letters of some words.
pub(super) fn letters(words: &str) -> usize {
    words.chars().filter(|c| !c.is_whitespace()).count()
}

/// The counts in the making: of each piece alone.
struct Counter {
    letters: Vec<u32>,
    linked: Vec<u32>,
    links: Vec<u32>,
    prose: Vec<u32>,
    /// Open links.
    open_links: usize,
    /// Open elements that are left out.
    open_dropped: usize,
    /// The letters of the run, and those of them in links.
    run: (u32, u32),
}

impl Counter {
    fn new(pieces: usize) -> Self {
        let counts = || Vec::with_capacity(pieces + 1);
        Self {
            letters: counts(),
            linked: counts(),
            links: counts(),
            prose: counts(),
            open_links: 0,
            open_dropped: 0,
            run: (0, 0),
        }
    }

    fn piece(&mut self, tree: &Tree<'_>, piece: &Piece, dropped: &[bool]) {
        let mut counts = (0, 0, 0);
        match piece {
            Piece::Open(e) | Piece::Close(e) => {
                let element = &tree.elements[*e];
                if names::is_special(&element.name) {
                    self.end_run();
                }
                let opens = matches!(piece, Piece::Open(_));
                let link = &*element.name == "a";
                counts.2 = u32::from(opens && link && self.open_dropped == 0);
                let step = |open: &mut usize, is: bool| match (is, opens) {
                    (true, true) => *open += 1,
                    (true, false) => *open -= 1,
                    _ => {}
                };
                step(&mut self.open_links, link);
                step(&mut self.open_dropped, dropped[*e]);
            }
            Piece::Text(stretch) if self.open_dropped == 0 => {
                let words = match stretch {
                    Stretch::Verbatim(at) => &tree.source[at.clone()],
                    Stretch::Replaced(words, _) => words,
                };
                counts.0 = u32::try_from(letters(words)).unwrap_or(u32::MAX);
                counts.1 = if self.open_links > 0 { counts.0 } else { 0 };
                self.run.0 += counts.0;
                self.run.1 += counts.1;
            }
            Piece::Block => self.end_run(),
            Piece::Text(_) | Piece::Line | Piece::Picture(..) => {}
        }
        self.letters.push(counts.0);
        self.linked.push(counts.1);
        self.links.push(counts.2);
    }

    /// Ends a run of words; only here is it known whether they were prose.
    fn end_run(&mut self) {
        let (letters, linked) = std::mem::take(&mut self.run);
        let prose = letters - linked >= PROSE && linked <= letters / 2;
        for at in self.prose.len()..self.letters.len() {
            self.prose.push(if prose { self.letters[at] - self.linked[at] } else { 0 });
        }
    }
}
