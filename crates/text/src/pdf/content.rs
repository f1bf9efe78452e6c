//! The glyphs that a page shows, in the order in which it shows them.
//!
//! An interpreter of content streams (ISO 32000-1, 7.8.2) that looks at nothing but text, forms
//! and pictures. Every step is counted, so that no stream of forms in forms, and none that many
//! pages share, takes for ever.

use super::geometry::{Matrix, Point, Rect};
use super::layers::Layers;
use super::state::{Face, State};
use super::streams;
use crate::limits::Limits;
use hayro_cmap::BfString;
use hayro_font::{Font, FontCache, FontGlyph, FontQuery};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::dict::keys::{
    BBOX, FONT, FONT_DESC, FONT_MATRIX, FONT_NAME, IMAGE, MATRIX, RESOURCES, SUBTYPE, TYPE3,
};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream, String as Bytes};
use hayro_syntax::page::{Page, Resources};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// Most steps of one document: operators and glyphs, and what unpacking counts for. A short file
/// that packs well has twenty for each of its bytes; one whose pages all draw the same long stream
/// has as many as it likes.
const MOST_STEPS: u64 = 100_000_000;
const STEPS_OF_ANY: u64 = 5_000_000;
const STEPS_OF_BYTE: u64 = 20;
/// How many steps a form counts for, and how many unpacked bytes count for one.
const FORM_STEPS: u64 = 2_000;
const UNPACKED_OF_STEP: u64 = 64;
/// Most glyphs of one page.
const MOST_GLYPHS: usize = 500_000;
/// Most forms in forms, and most states kept.
const MOST_FORMS: usize = 16;
const MOST_STATES: usize = 4_096;

/// Most pictures of one page that are looked at.
const MOST_PICTURES: usize = 10_000;
/// Most annotations of one page.
const MOST_ANNOTATIONS: usize = 10_000;
/// Flags of annotations that are not shown (12.5.3).
const HIDDEN: u32 = 1 << 1;
const NO_VIEW: u32 = 1 << 5;

/// A glyph, where it stands on the page.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Its characters in [`Shown::characters`]; empty where the document does not say them.
    pub(super) text: Range<usize>,
    pub(super) origin: Point,
    /// Where the next glyph of the same line stands, unless it is moved.
    pub(super) next: Point,
    /// How much of the way there is space put between letters.
    pub(super) spaced: f64,
    /// The way its line runs, one point long.
    pub(super) along: Point,
    pub(super) size: f64,
    pub(super) bounds: Rect,
    pub(super) bold: bool,
    pub(super) hidden: bool,
}

/// A picture, and where it stands.
pub(super) struct Picture<'a> {
    pub(super) bounds: Rect,
    /// From the unit square, which it fills, to the page.
    pub(super) matrix: Matrix,
    /// Its bytes, where they stand apart from the page's own.
    pub(super) stream: Option<Stream<'a>>,
}

/// What a page shows.
#[derive(Default)]
pub(super) struct Shown<'a> {
    pub(super) characters: String,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) pictures: Vec<Picture<'a>>,
    /// Operators that fill or stroke: drawn letters may be among them.
    pub(super) drawn: usize,
    /// Glyphs on layers that are off.
    pub(super) on_hidden_layers: usize,
    /// Whether a limit, or a stream that cannot be unpacked, cut it short.
    pub(super) cut: bool,
    /// Whether it was not looked at, since the pages before it took all steps.
    pub(super) unread: bool,
}

/// Reads the pages of one document.
pub(super) struct Reader<'a> {
    fonts: FontCache<'a>,
    faces: BTreeMap<ObjectIdentifier, Option<Rc<Face<'a>>>>,
    layers: Layers,
    most: u64,
    /// How many steps are left.
    steps: u64,
}

impl<'a> Reader<'a> {
    /// For a document of `len` bytes.
    pub(super) fn new(layers: Layers, limits: &Limits, len: usize) -> Self {
        let (fonts, faces) = (FontCache::new(), BTreeMap::new());
        let steps = STEPS_OF_ANY.saturating_add(STEPS_OF_BYTE.saturating_mul(len as u64));
        let steps = steps.min(MOST_STEPS);
        Self { fonts, faces, layers, most: limits.unpacked, steps }
    }

    fn charge(&mut self, steps: u64) {
        self.steps = self.steps.saturating_sub(steps);
    }

    pub(super) fn page(&mut self, page: &Page<'a>) -> Shown<'a> {
        if self.steps == 0 {
            return Shown { unread: true, ..Shown::default() };
        }
        let (content, whole) = streams::contents(page.raw(), self.most);
        self.charge(content.len() as u64 / UNPACKED_OF_STEP);
        let mut run = Run {
            shown: Shown { cut: !whole, ..Shown::default() },
            states: vec![State::new(Matrix(page.initial_transform(true).as_coeffs()))],
            hidden: Vec::new(),
            reader: self,
        };
        run.interpret(&content, page.resources(), 0);
        run.annotations(page);
        run.shown
    }

    fn face(&mut self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let id = dict.obj_id();
        if let Some(known) = id.and_then(|id| self.faces.get(&id)) {
            return known.clone();
        }
        let face = streams::font_fits(dict, self.most).then(|| self.new_face(dict)).flatten();
        if let Some(id) = id {
            self.faces.insert(id, face.clone());
        }
        face
    }

    fn new_face(&self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let font = self.font(dict)?;
        let descriptor = descriptor(dict);
        let name = dict.get::<Name<'_>>("BaseFont");
        let name = name.or_else(|| descriptor.get(FONT_NAME));
        let bold = name.is_some_and(|name| {
            let name = name.as_str().to_ascii_lowercase();
            ["bold", "black", "heavy", "demi", "cmbx", "ecbx", "sfbx", "-bd"]
                .iter()
                .any(|weight| name.contains(weight))
        });
        let em = own_em(dict).unwrap_or(1.0);
        Some(Rc::new(Face { font, reach: reach(&descriptor), em, bold }))
    }

    fn font(&self, dict: &Dict<'a>) -> Option<Font<'a>> {
        let resolve: hayro_font::FontResolverFn = Arc::new(|query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
        });
        self.fonts.font(dict, &resolve, &(Arc::new(hayro_cmap::load_embedded) as _))
    }
}

fn descriptor<'a>(font: &Dict<'a>) -> Dict<'a> {
    let inner = font.get::<Array<'a>>("DescendantFonts");
    let inner = inner.and_then(|fonts| fonts.iter::<Dict<'a>>().next());
    inner.as_ref().unwrap_or(font).get(FONT_DESC).unwrap_or_default()
}

/// How far letters reach over and under the line, where the document says it and can be believed.
fn reach(descriptor: &Dict<'_>) -> (f64, f64) {
    let stated = |key: &str| descriptor.get::<f64>(key).map(|units| units / 1000.0);
    let over = stated("Ascent").filter(|over| (0.5..=1.2).contains(over));
    let under = stated("Descent").map(|under| -under.abs());
    (over.unwrap_or(0.8), under.filter(|under| (-0.5..=-0.05).contains(under)).unwrap_or(-0.2))
}

/// Of a font whose glyphs are drawings: how large its letters are at a size of 1, by its box.
fn own_em(font: &Dict<'_>) -> Option<f64> {
    font.get::<Name<'_>>(SUBTYPE).filter(|kind| &**kind == TYPE3)?;
    let [_, _, _, scale, ..] = font.get::<[f64; 6]>(FONT_MATRIX)?;
    let [_, low, _, high] = font.get::<[f64; 4]>("FontBBox")?;
    let em = (high - low).abs() * scale.abs();
    (em.is_finite() && em > 1e-6).then_some(em)
}

struct Run<'r, 'a> {
    reader: &'r mut Reader<'a>,
    shown: Shown<'a>,
    states: Vec<State<'a>>,
    /// Whether each open stretch of marked content is on a layer that is off.
    hidden: Vec<bool>,
}

impl<'a> Run<'_, 'a> {
    /// Goes through a stream. `depth` is that of forms in forms, of which there are at most
    /// [`MOST_FORMS`].
    fn interpret(&mut self, content: &[u8], resources: &Resources<'a>, depth: usize) {
        let (states, hidden) = (self.states.len(), self.hidden.len());
        let mut ops = TypedIter::new(content);
        while let Some(op) = ops.next() {
            if self.reader.steps == 0 || self.shown.glyphs.len() > MOST_GLYPHS {
                self.shown.cut = true;
                break;
            }
            self.reader.charge(1);
            self.step(&op, resources, depth, states);
        }
        self.states.truncate(states);
        self.hidden.truncate(hidden);
    }

    fn step(&mut self, op: &Op<'_, '_>, resources: &Resources<'a>, depth: usize, least: usize) {
        match op {
            Op::SaveState(_) => {
                if self.states.len() < MOST_STATES + least {
                    self.states.extend(self.states.last().cloned());
                }
            }
            Op::RestoreState(_) => {
                if self.states.len() > least {
                    self.states.pop();
                }
            }
            Op::XObject(name) => self.object(resources.get_x_object(name.0), resources, depth),
            Op::InlineImage(_) => self.picture(None),
            Op::BeginMarkedContent(_) => self.mark(false),
            Op::BeginMarkedContentWithProperties(with) => {
                let hides = match (&**with.0, with.1) {
                    (b"OC", Object::Name(name)) => {
                        self.reader.layers.hides(&resources.properties, name)
                    }
                    _ => false,
                };
                self.mark(hides);
            }
            Op::EndMarkedContent(_) => drop(self.hidden.pop()),
            Op::TextFont(with) => {
                let face = resources.get_font(with.0).and_then(|dict| self.reader.face(&dict));
                self.set_font(face, with.1.as_f64());
            }
            Op::SetGraphicsState(name) => {
                let stated = resources.get_ext_g_state(name.0);
                if let Some(font) = stated.and_then(|state| state.get::<Array<'a>>(FONT)) {
                    let mut parts = font.flex_iter();
                    let dict = parts.next::<Dict<'a>>();
                    let face = dict.and_then(|dict| self.reader.face(&dict));
                    let size = parts.next::<f64>().unwrap_or(0.0);
                    self.set_font(face, size);
                }
            }
            Op::FillPathNonZero(_) | Op::FillPathEvenOdd(_) | Op::StrokePath(_) => {
                self.shown.drawn += 1;
            }
            _ => self.text(op),
        }
    }

    fn text(&mut self, op: &Op<'_, '_>) {
        let Some(state) = self.states.last_mut() else { return };
        match op {
            Op::Transform(m) => {
                let inner = [&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(|n| n.as_f64());
                state.matrix = state.matrix.after(&Matrix(inner));
            }
            Op::SetTextMatrix(m) => {
                state.set(Matrix([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(|n| n.as_f64())));
            }
            Op::BeginText(_) => state.begin(),
            Op::CharacterSpacing(by) => state.char_space = by.0.as_f64(),
            Op::WordSpacing(by) => state.word_space = by.0.as_f64(),
            Op::HorizontalScaling(by) => state.stretch = by.0.as_f64() / 100.0,
            Op::TextLeading(by) => state.leading = by.0.as_f64(),
            Op::TextRise(by) => state.rise = by.0.as_f64(),
            Op::TextRenderingMode(mode) => state.mode = mode.0.as_i64(),
            Op::NextLine(by) => state.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                state.leading = -by.1.as_f64();
                state.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => state.next_line(0.0, -state.leading),
            Op::ShowText(text) => self.show(text.0),
            Op::NextLineAndShowText(text) => {
                state.next_line(0.0, -state.leading);
                self.show(text.0);
            }
            Op::ShowTextWithParameters(with) => {
                (state.word_space, state.char_space) = (with.0.as_f64(), with.1.as_f64());
                state.next_line(0.0, -state.leading);
                self.show(with.2);
            }
            Op::ShowTexts(texts) => {
                for item in texts.0.raw_iter() {
                    match item {
                        hayro_syntax::object::MaybeRef::NotRef(Object::String(text)) => {
                            self.show(&text);
                        }
                        hayro_syntax::object::MaybeRef::NotRef(Object::Number(by)) => {
                            if let Some(state) = self.states.last_mut() {
                                state.adjust(by.as_f64());
                            }
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn set_font(&mut self, face: Option<Rc<Face<'a>>>, size: f64) {
        if let Some(state) = self.states.last_mut() {
            (state.face, state.size) = (face, size);
        }
    }

    fn mark(&mut self, hides: bool) {
        let around = self.hidden.last().copied().unwrap_or(false);
        if self.hidden.len() < MOST_STATES {
            self.hidden.push(around || hides);
        }
    }

    fn is_off(&self) -> bool {
        self.hidden.last().copied().unwrap_or(false)
    }

    fn object(&mut self, object: Option<Stream<'a>>, resources: &Resources<'a>, depth: usize) {
        let Some(object) = object else { return };
        let dict = object.dict();
        if self.reader.layers.hides_object(dict) {
            return;
        }
        if dict.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| &*kind == IMAGE) {
            return self.picture(Some(object.clone()));
        }
        let form = streams::unpacked(&object, self.reader.most).filter(|_| depth < MOST_FORMS);
        let (Some(form), Some(mut state)) = (form, self.states.last().cloned()) else {
            self.shown.cut = true;
            return;
        };
        // Unpacking is work too.
        self.reader.charge(FORM_STEPS + form.len() as u64 / UNPACKED_OF_STEP);
        let matrix = dict.get::<[f64; 6]>(MATRIX).map_or(Matrix::IDENTITY, Matrix);
        state.matrix = state.matrix.after(&matrix);
        self.states.push(state);
        let own = dict.get::<Dict<'a>>(RESOURCES).map(Resources::new);
        self.interpret(&form, own.as_ref().unwrap_or(resources), depth + 1);
        self.states.pop();
    }

    /// What fields and notes show on the page (12.5.5).
    fn annotations(&mut self, page: &Page<'a>) {
        let annotations = page.raw().get::<Array<'a>>("Annots");
        let all = annotations.iter().flat_map(Array::iter::<Dict<'a>>);
        for annotation in all.take(MOST_ANNOTATIONS) {
            let flags = annotation.get::<u32>("F").unwrap_or(0);
            let hidden = flags & (HIDDEN | NO_VIEW) != 0;
            if !hidden && !self.reader.layers.hides_object(&annotation) {
                self.annotation(&annotation, page);
            }
        }
    }

    /// Shows an appearance: its box, moved and stretched to fill the annotation's.
    fn annotation(&mut self, annotation: &Dict<'a>, page: &Page<'a>) -> Option<()> {
        let states: Dict<'a> = annotation.get("AP")?;
        let form = states.get::<Stream<'a>>("N").or_else(|| {
            let of_state: Dict<'a> = states.get("N")?;
            of_state.get::<Stream<'a>>(&*annotation.get::<Name<'_>>("AS")?)
        })?;
        let own = form.dict().get::<[f64; 6]>(MATRIX).map_or(Matrix::IDENTITY, Matrix);
        let [a, b, c, d] = form.dict().get::<[f64; 4]>(BBOX)?;
        let corners = [(a, b), (c, b), (a, d), (c, d)].map(|(x, y)| own.place(x, y));
        let from = Rect::around(&corners)?;
        let [a, b, c, d] = annotation.get::<[f64; 4]>("Rect")?;
        let to = Rect::around(&[Point::new(a, b), Point::new(c, d)])?;
        let scale = |to: f64, from: f64| if from.abs() < 1e-9 { 1.0 } else { to / from };
        let (x, y) = (scale(to.width(), from.width()), scale(to.height(), from.height()));
        let fill = Matrix([x, 0.0, 0.0, y, to.left - from.left * x, to.top - from.top * y]);
        let to_page = Matrix(page.initial_transform(true).as_coeffs());
        self.states.push(State::new(to_page.after(&fill)));
        self.object(Some(form), page.resources(), 0);
        self.states.pop();
        Some(())
    }

    /// A picture fills the unit square (8.9.5).
    fn picture(&mut self, stream: Option<Stream<'a>>) {
        let Some(state) = self.states.last().filter(|_| !self.is_off()) else { return };
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
        let matrix = state.matrix;
        let around = Rect::around(&corners.map(|(x, y)| matrix.place(x, y)));
        let picture = |bounds| Picture { bounds, matrix, stream };
        if self.shown.pictures.len() < MOST_PICTURES {
            self.shown.pictures.extend(around.map(picture));
        }
    }

    fn show(&mut self, text: &Bytes<'_>) {
        let off = self.is_off();
        let Some(state) = self.states.last_mut() else { return };
        let Some(face) = state.face.clone() else { return };
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() && self.shown.glyphs.len() <= MOST_GLYPHS {
            self.reader.charge(1);
            let (code, len) = face.font.read_code(bytes, at);
            at += len.max(1);
            let own = face.font.code_advance(code);
            let shift = face.font.origin_displacement(code);
            let ems = state.ems();
            let own = (own.x / 1000.0, own.y / 1000.0);
            let (bare, lettered) = state.advance(own, code == 32 && len == 1);
            if off {
                self.shown.on_hidden_layers += 1;
                continue;
            }
            let Some(shape) = shape(&face, &ems, (shift.x / 1000.0, shift.y / 1000.0), own) else {
                continue;
            };
            let origin = ems.place(0.0, 0.0);
            let next = Point::new(origin.x + lettered.x, origin.y + lettered.y);
            let spaced = lettered.minus(bare);
            // A glyph that does not move on lies along its font's own way.
            let along = bare.unit().or_else(|| ems.way(1.0, 0.0).unit());
            let Some(along) = along else { continue };
            let spaced = spaced.dot(along);
            let start = self.shown.characters.len();
            push_characters(&face.font, code, &mut self.shown.characters);
            let text = start..self.shown.characters.len();
            let ((bounds, size), bold) = (shape, face.bold);
            let hidden = state.mode == 3 || state.mode == 7;
            let glyph = Glyph { text, origin, next, spaced, along, size, bounds, bold, hidden };
            self.shown.glyphs.push(glyph);
        }
    }
}

/// Where a glyph stands, and how large its letters are; `None` where it is too small or too far
/// out for a page.
fn shape(
    face: &Face<'_>,
    ems: &Matrix,
    shift: (f64, f64),
    advance: (f64, f64),
) -> Option<(Rect, f64)> {
    let (over, under) = (face.reach.0 * face.em, face.reach.1 * face.em);
    let size = ems.way(0.0, face.em).length();
    let corners = if face.font.is_horizontal() {
        [(0.0, under), (advance.0, under), (0.0, over), (advance.0, over)]
    } else {
        let (left, top) = (shift.0, 0.0);
        let right = -shift.0;
        [(left, top), (right, top), (left, advance.1), (right, advance.1)]
    };
    let bounds = Rect::around(&corners.map(|(x, y)| ems.place(x, y)))?;
    (size.is_finite() && size > 0.05).then_some((bounds, size))
}

/// A glyph's characters, as the document's own map says; nothing where it says none.
fn push_characters(font: &Font<'_>, code: u32, out: &mut String) {
    let said = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    match said {
        Some(BfString::Char(c)) => push_character(c, out),
        Some(BfString::String(words)) => words.chars().for_each(|c| push_character(c, out)),
        None => {}
    }
}

/// White space is one blank, whichever it is: the gap itself is what the page shows. A control
/// character is no character.
fn push_character(c: char, out: &mut String) {
    if c.is_whitespace() {
        out.push(' ');
    } else if !c.is_control() && c != '\u{fffd}' && c != '\u{feff}' {
        out.push(c);
    }
}
