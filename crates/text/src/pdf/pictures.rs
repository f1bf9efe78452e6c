//! Pages that are pictures, for a program that recognises characters, and its words put back.

use super::content::Picture;
use super::geometry::{Matrix, Point, Rect};
use super::lines::{PageLines, Piece, Word};
use super::streams;
use hayro_syntax::Filter;
use hayro_syntax::object::stream::ImageDecodeParams;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};
use sayso_model::Bounds;
use serde::{Deserialize, Serialize};

/// How a picture's bytes are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImageFormat {
    /// JPEG, as it stands in the document.
    Jpeg,
    /// JPEG 2000, as it stands in the document.
    Jpeg2000,
    /// A portable graymap (`P5`, 8 bits), made from the document's pixels.
    Graymap,
}

/// The picture that a page without words is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PageImage {
    /// The page, the first being 0.
    pub page: u32,
    /// What the bytes are.
    pub format: ImageFormat,
    /// The picture. It is left out where the rest is written in another form: it is long.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    to_page: Matrix,
}

impl PageImage {
    /// Where a rectangle of pixels stands on the page: left, top, right and bottom edge.
    #[must_use]
    pub fn on_page(&self, [left, top, right, bottom]: [u32; 4]) -> Bounds {
        let (width, height) = (f64::from(self.width.max(1)), f64::from(self.height.max(1)));
        let place =
            |x: u32, y: u32| self.to_page.place(f64::from(x) / width, 1.0 - f64::from(y) / height);
        let corners =
            [place(left, top), place(right, top), place(left, bottom), place(right, bottom)];
        Rect::around(&corners).map_or(Bounds::from((0, 0, 0, 0)), Rect::bounds)
    }
}

/// A page's words, as a program recognised them in its picture, in the order of reading; none
/// where it found none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecognisedPage {
    /// The page, the first being 0.
    pub page: u32,
    /// Each word, where it stands, and how sure the program is of it, from 0 to 1.
    pub words: Vec<(String, Bounds, f32)>,
    /// The program and its version.
    pub program: String,
}

/// Words less sure than this are doubtful.
const SURE: f32 = 0.6;

impl RecognisedPage {
    /// How many words are doubtful.
    pub(super) fn doubtful(&self) -> usize {
        self.words.iter().filter(|(_, _, sure)| *sure < SURE).count()
    }

    /// The lines of the page.
    pub(super) fn lines(&self) -> PageLines {
        let mut page = PageLines::default();
        let mut open: Option<(u32, Bounds)> = None;
        for (text, bounds, _) in self.words.iter().filter(|(text, ..)| !text.trim().is_empty()) {
            if let Some((first, around)) = open.filter(|(_, around)| !on_line(around, bounds)) {
                close(&mut page, first, around);
                open = None;
            }
            let first = open.map_or(page.words.len() as u32, |(first, _)| first);
            open = Some((
                first,
                open.map_or(*bounds, |(_, around)| super::lines::cover(around, *bounds)),
            ));
            let at = page.text.len() as u32;
            page.text.push_str(text.trim());
            let text = at..page.text.len() as u32;
            page.words.push(Word { text, bounds: *bounds, raised: false, glued: false });
        }
        if let Some((first, around)) = open {
            close(&mut page, first, around);
        }
        page
    }
}

/// Whether a word goes on with a line.
fn on_line(line: &Bounds, word: &Bounds) -> bool {
    let middle = (word.top + word.bottom) / 2;
    (line.top..=line.bottom).contains(&middle) && word.right > line.right
}

fn close(page: &mut PageLines, first: u32, around: Bounds) {
    let points = |hundredths: i32| f64::from(hundredths) / 100.0;
    let bounds = Rect {
        left: points(around.left),
        top: points(around.top),
        right: points(around.right),
        bottom: points(around.bottom),
    };
    let words = first..page.words.len() as u32;
    let text = page.words.get(first as usize).map_or(0, |word| word.text.start as usize);
    let rtl = super::is_right_to_left(page.text.get(text..).into_iter());
    let (along, start, end) = (Point::new(1.0, 0.0), bounds.left, bounds.right);
    // Letters without strokes under the line leave its height short: sizes are made alike.
    let (base, size) = (bounds.bottom, (bounds.height() * 0.75 / 4.0).ceil() * 4.0);
    page.pieces.push(Piece { words, bounds, along, start, end, base, size, bold: false, rtl });
}

/// The largest picture of a page, as a program can read it.
pub(super) fn image(pictures: &[Picture<'_>], page: u32, most: u64) -> Option<PageImage> {
    let area = |picture: &Picture<'_>| picture.bounds.width() * picture.bounds.height();
    let with_bytes = pictures.iter().filter(|picture| picture.stream.is_some());
    let picture = with_bytes.max_by(|a, b| area(a).total_cmp(&area(b)))?;
    let stream = picture.stream.as_ref()?;
    let number = |long: &str, short: &str| {
        stream.dict().get::<u32>(long).or_else(|| stream.dict().get::<u32>(short))
    };
    let (width, height) = (number("Width", "W")?, number("Height", "H")?);
    let (format, bytes) = match stream.filters().as_slice() {
        [Filter::DctDecode] => (ImageFormat::Jpeg, stream.raw_data().into_owned()),
        [Filter::JpxDecode] => (ImageFormat::Jpeg2000, stream.raw_data().into_owned()),
        _ => (ImageFormat::Graymap, graymap(stream, width, height, most)?),
    };
    let to_page = picture.matrix;
    Some(PageImage { page, format, bytes, width, height, to_page })
}

/// The pixels of a picture in shades of grey.
fn graymap(stream: &Stream<'_>, width: u32, height: u32, most: u64) -> Option<Vec<u8>> {
    let pixels = u64::from(width).checked_mul(u64::from(height))?;
    if pixels == 0 || pixels > most || !streams::fits(stream, most) {
        return None;
    }
    let dict = stream.dict();
    let mask = dict.get::<bool>("ImageMask").unwrap_or(false);
    let bits = if mask { 1 } else { dict.get::<u8>("BitsPerComponent").unwrap_or(1) };
    let palette = palette(dict);
    let params = ImageDecodeParams {
        is_indexed: palette.is_some(),
        bpc: Some(bits),
        num_components: None,
        target_dimension: None,
        width,
        height,
    };
    let decoded = stream.decoded_image(&params).ok()?;
    let bits = decoded.image_data.as_ref().map_or(bits, |image| image.bits_per_component);
    let inverted = dict.get::<[f32; 2]>("Decode").is_some_and(|decode| decode[0] > decode[1]);
    let samples = Samples::of(&decoded.data, bits, width, height)?;
    let mut out = format!("P5\n{width} {height}\n255\n").into_bytes();
    for y in 0..height as usize {
        for x in 0..width as usize {
            let grey = match &palette {
                Some(shades) => {
                    shades.get(usize::from(samples.raw(x, y, 0))).copied().unwrap_or(255)
                }
                None => samples.grey(x, y),
            };
            out.push(if inverted { 255 - grey } else { grey });
        }
    }
    Some(out)
}

/// Samples in rows that begin at a byte (8.9.3).
struct Samples<'d> {
    data: &'d [u8],
    bits: usize,
    components: usize,
    stride: usize,
}

impl<'d> Samples<'d> {
    fn of(data: &'d [u8], bits: u8, width: u32, height: u32) -> Option<Self> {
        let (bits, width, height) = (usize::from(bits), width as usize, height as usize);
        let components = [4, 3, 1].into_iter().find(|components| {
            let all = (width * components * bits).div_ceil(8).checked_mul(height);
            all.is_some_and(|all| all <= data.len())
        })?;
        let stride = (width * components * bits).div_ceil(8);
        matches!(bits, 1 | 2 | 4 | 8 | 16).then_some(Self { data, bits, components, stride })
    }

    fn raw(&self, x: usize, y: usize, component: usize) -> u8 {
        let bit = (x * self.components + component) * self.bits;
        let byte = self.data.get(y * self.stride + bit / 8).copied().unwrap_or(0);
        if self.bits >= 8 {
            return byte;
        }
        (byte >> (8 - self.bits - bit % 8)) & ((1 << self.bits) - 1)
    }

    fn grey(&self, x: usize, y: usize) -> u8 {
        let most = if self.bits >= 8 { 255 } else { (1_u32 << self.bits) - 1 };
        let value = |component| u32::from(self.raw(x, y, component)) * 255 / most;
        let grey = match self.components {
            1 => value(0),
            3 => (value(0) * 299 + value(1) * 587 + value(2) * 114) / 1000,
            // Cyan, magenta, yellow and black take light away.
            _ => 255 - ((value(0) + value(1) + value(2)) / 3 + value(3)).min(255),
        };
        u8::try_from(grey).unwrap_or(255)
    }
}

/// The shades of a palette (8.6.6.3), where its colours are grey or red, green and blue.
fn palette(dict: &Dict<'_>) -> Option<Vec<u8>> {
    let space = dict.get::<Array<'_>>("ColorSpace")?;
    let mut parts = space.iter::<Object<'_>>();
    let kind: Name<'_> = parts.next()?.into_name()?;
    if &*kind != b"Indexed" {
        return None;
    }
    let grey = matches!(parts.next()?, Object::Name(name) if &*name == b"DeviceGray");
    parts.next()?;
    let colours = match parts.next()? {
        Object::String(colours) => Bytes::as_bytes(&colours).to_vec(),
        Object::Stream(colours) => streams::unpacked(&colours, 1 << 16)?,
        _ => return None,
    };
    let shade = |c: &[u8]| match c {
        [r, g, b] => (u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114) / 1000,
        [grey, ..] => u32::from(*grey),
        [] => 255,
    };
    let shades = colours.chunks(if grey { 1 } else { 3 });
    Some(shades.map(|c| u8::try_from(shade(c)).unwrap_or(255)).collect())
}
