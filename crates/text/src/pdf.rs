//! Documents laid out in pages (ISO 32000-1), read from where their characters stand.

mod about;
mod blocks;
mod content;
mod geometry;
mod kinds;
mod layers;
mod lines;
mod links;
mod order;
mod pictures;
mod running;
mod script;
mod state;
mod streams;
mod told;
mod write;

pub use pictures::{ImageFormat, PageImage, RecognisedPage};
pub(crate) use script::is_right_to_left;

use crate::draft::Draft;
use crate::{ExtractError, Hints, Limits};
use content::{Reader, Shown};
use geometry::Rect;
use hayro_syntax::page::Page;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use layers::Layers;
use lines::PageLines;
use sayso_model::{Ocr, PageSize};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use told::Told;

/// What the libraries may use of the stack: objects stand in objects 512 deep at most.
const STACK: usize = 64 << 20;

/// Whether bytes are a PDF document: its header stands in the first kilobyte (7.5.2, and Annex H.3.4.1).
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-")
}

/// Reads a document.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Draft, ExtractError> {
    on_own_stack(|| Document::open(bytes)?.draft(hints, &[]))
}

/// Reads a document, the words of some of its pages being those that a program recognised.
pub(crate) fn read_recognised(
    bytes: &[u8],
    hints: &Hints<'_>,
    recognised: &[RecognisedPage],
) -> Result<Draft, ExtractError> {
    on_own_stack(|| Document::open(bytes)?.draft(hints, recognised))
}

/// Hands over the pages of a PDF document that are pictures without words, in order, each as its
/// largest picture, for a program that recognises characters. Bytes that are no PDF document have
/// none. No more than one picture is held at a time; it ends where `each` says so.
///
/// # Errors
///
/// Where the document cannot be opened.
pub fn page_images(
    bytes: &[u8],
    limits: &Limits,
    mut each: impl FnMut(PageImage) -> ControlFlow<()> + Send,
) -> Result<(), ExtractError> {
    if !is_one(bytes) {
        return Ok(());
    }
    on_own_stack(|| {
        let document = Document::open(bytes)?;
        let _ = document.images(limits).try_for_each(&mut each);
        Ok(())
    })
}

/// Runs what reads a document on a thread of its own, where there is room for deep nesting; a
/// panic of a library there is a refusal of the document.
fn on_own_stack<T: Send>(
    read: impl FnOnce() -> Result<T, ExtractError> + Send,
) -> Result<T, ExtractError> {
    let broken = || not_text("it is a PDF document so broken that it cannot be read");
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read);
        thread.map_err(|_| broken())?.join().unwrap_or_else(|_| Err(broken()))
    })
}

fn not_text(why: &str) -> ExtractError {
    ExtractError::NotText(why.to_owned())
}

/// A document whose pages can be read.
struct Document {
    pdf: Pdf,
    /// How many bytes it has.
    len: usize,
}

/// What was found on a page.
struct OnPage {
    lines: PageLines,
    links: Vec<links::Link>,
}

impl Document {
    fn open(bytes: &[u8]) -> Result<Self, ExtractError> {
        let (pdf, len) = (Pdf::new(Arc::new(bytes.to_vec())), bytes.len());
        pdf.map(|pdf| Self { pdf, len }).map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => not_text(
                "it is a PDF document locked with a password; save a copy without one and add that",
            ),
            LoadPdfError::Decryption(_) => {
                not_text("it is a PDF document encrypted in a way that cannot be read")
            }
            LoadPdfError::Invalid => {
                not_text("it begins as a PDF document does, but no pages can be found in it")
            }
        })
    }

    fn images(&self, limits: &Limits) -> impl Iterator<Item = PageImage> {
        let mut reader = Reader::new(Layers::of(self.pdf.xref()), limits, self.len);
        let most = limits.unpacked;
        let pages = (0_u32..).zip(self.pdf.pages().iter()).take(limits.pages as usize);
        pages.filter_map(move |(number, page)| {
            let read = catch_unwind(AssertUnwindSafe(|| {
                let shown = reader.page(page);
                let words = shown.glyphs.iter().any(|glyph| !glyph.text.is_empty());
                let wanted = !words && covered(&shown, write::whole(size(page))) >= 0.05;
                wanted.then(|| pictures::image(&shown.pictures, number, most)).flatten()
            }));
            read.ok().flatten()
        })
    }

    fn draft(
        &self,
        hints: &Hints<'_>,
        recognised: &[RecognisedPage],
    ) -> Result<Draft, ExtractError> {
        let all = self.pdf.pages();
        let most = all.len().min(hints.limits.pages as usize);
        let mut told = Told::new(all.len(), most);
        let mut reader = Reader::new(Layers::of(self.pdf.xref()), &hints.limits, self.len);
        let mut pages = Vec::with_capacity(most);
        let mut all_links = Vec::new();
        for (number, page) in (0_u32..).zip(&all[..most]) {
            let read =
                catch_unwind(AssertUnwindSafe(|| on_page(&mut reader, page, number, &mut told)));
            let OnPage { lines, links } = read.unwrap_or_else(|_| {
                told.broken(number);
                OnPage { lines: PageLines::default(), links: Vec::new() }
            });
            let here = recognised.iter().find(|page| page.page == number);
            pages.push(match here.filter(|_| lines.words.is_empty()) {
                Some(here) => {
                    told.recognised_here(number, here);
                    here.lines()
                }
                None => lines,
            });
            all_links.extend(links);
        }
        let mut draft = Draft::default();
        let sizes = all[..most].iter().map(size).collect();
        let written = write::write(&mut draft, &pages, sizes);
        if let Some(pages) = &draft.pages {
            draft.references.extend(links::references(&all_links, pages));
        }
        about::fill(&mut draft, &self.pdf, told.recognised());
        if let Some(page) = recognised.first() {
            draft.ocr = Some(Ocr::Here(page.program.clone()));
        }
        told.tell(&mut draft, &written)?;
        Ok(draft)
    }
}

fn on_page<'a>(reader: &mut Reader<'a>, page: &Page<'a>, number: u32, told: &mut Told) -> OnPage {
    let shown = reader.page(page);
    let whole = write::whole(size(page));
    let covered = covered(&shown, whole);
    let (hidden, seen) = letters(&shown);
    // Words that are not seen over a picture are what was recognised in it.
    let recognised = hidden > seen && covered >= 0.5;
    let mut lines = PageLines::of(&shown, whole, recognised);
    told.page(number, &shown, &mut lines, covered, (hidden, recognised));
    OnPage { lines, links: links::of(page, number) }
}

/// How many glyphs are drawn without being seen, and how many are seen.
fn letters(shown: &Shown<'_>) -> (usize, usize) {
    let hidden = shown.glyphs.iter().filter(|glyph| glyph.hidden).count();
    (hidden, shown.glyphs.len() - hidden)
}

/// The share of a page that its largest picture covers, or all of them together: scanners cut
/// pages into strips.
fn covered(shown: &Shown<'_>, whole: Rect) -> f64 {
    let area = |rect: Rect| rect.width() * rect.height();
    let cut = shown.pictures.iter().filter_map(|picture| picture.bounds.cut_to(whole));
    let sum: f64 = cut.map(area).sum();
    (sum / area(whole).max(1.0)).min(1.0)
}

fn size(page: &Page<'_>) -> PageSize {
    let (width, height) = page.render_dimensions();
    let hundredths = |points: f32| (f64::from(points).clamp(0.0, 1e6) * 100.0).round() as u32;
    PageSize { width: hundredths(width), height: hundredths(height) }
}

#[cfg(test)]
mod tests;
