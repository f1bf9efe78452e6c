//! What stands where text is shown (ISO 32000-1, 9.3 and 9.4).

use super::geometry::{Matrix, Point};
use hayro_font::Font;
use std::rc::Rc;

/// A font, with what the layout needs to know of it.
pub(super) struct Face<'a> {
    pub(super) font: Font<'a>,
    /// How far its letters reach over and under the line, in ems.
    pub(super) reach: (f64, f64),
    /// What a size of 1 is, in ems: other than 1 where a font's own matrix draws it so (9.6.5).
    pub(super) em: f64,
    pub(super) bold: bool,
}

/// The graphics state, as far as words depend on it.
#[derive(Clone)]
pub(super) struct State<'a> {
    pub(super) matrix: Matrix,
    pub(super) face: Option<Rc<Face<'a>>>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    /// Horizontal scaling, 1 being none.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    pub(super) mode: i64,
    pub(super) text: Matrix,
    pub(super) line: Matrix,
}

impl State<'_> {
    pub(super) fn new(matrix: Matrix) -> Self {
        Self {
            matrix,
            face: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
        }
    }

    pub(super) fn begin(&mut self) {
        self.set(Matrix::IDENTITY);
    }

    pub(super) fn set(&mut self, matrix: Matrix) {
        self.text = matrix;
        self.line = matrix;
    }

    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set(self.line.after(&Matrix::shift(x, y)));
    }

    /// Moves by a number of a `TJ` array: thousandths of the size, backwards.
    pub(super) fn adjust(&mut self, thousandths: f64) {
        let by = -thousandths / 1000.0 * self.size;
        let horizontal = self.face.as_ref().is_none_or(|face| face.font.is_horizontal());
        let shift = if horizontal { (by * self.stretch, 0.0) } else { (0.0, by) };
        self.text = self.text.after(&Matrix::shift(shift.0, shift.1));
    }

    /// From ems of the font to the page.
    pub(super) fn ems(&self) -> Matrix {
        let size = Matrix([self.size * self.stretch, 0.0, 0.0, self.size, 0.0, self.rise]);
        self.matrix.after(&self.text).after(&size)
    }

    /// The way from one code to the next: its own advance, and that with the space that is put
    /// between letters, both on the page.
    pub(super) fn advance(&mut self, own: (f64, f64), space: bool) -> (Point, Point) {
        let extra = self.char_space + if space { self.word_space } else { 0.0 };
        let (x, y) = (own.0 * self.size, own.1 * self.size);
        let horizontal = self.face.as_ref().is_none_or(|face| face.font.is_horizontal());
        let whole = if horizontal { ((x + extra) * self.stretch, 0.0) } else { (0.0, y + extra) };
        let lettered = if horizontal {
            ((x + self.char_space) * self.stretch, 0.0)
        } else {
            (0.0, y + self.char_space)
        };
        let page = self.matrix.after(&self.text);
        self.text = self.text.after(&Matrix::shift(whole.0, whole.1));
        let bare = if horizontal { (x * self.stretch, 0.0) } else { (0.0, y) };
        (page.way(bare.0, bare.1), page.way(lettered.0, lettered.1))
    }
}
