//! What there is to tell of a document that was read.

use super::content::Shown;
use super::lines::PageLines;
use super::pictures::RecognisedPage;
use super::write::Written;
use crate::ExtractError;
use crate::draft::Draft;
use sayso_model::Diagnostic;

/// A page of which a picture covers so much is a picture, where it has no words.
const PICTURE: f64 = 0.05;
/// A page with so many drawings and no words may have its words drawn.
const DRAWINGS: usize = 200;
/// A page of which more than one glyph in so many is unknown cannot be read.
const MOST_UNKNOWN: usize = 2;
/// So many pages or wordings are named; the rest are counted.
const MOST_NAMED: usize = 20;

/// What is to be told of each page, gathered.
#[derive(Debug)]
pub(super) struct Told {
    all: usize,
    read: usize,
    pictures: Vec<u32>,
    drawn: Vec<u32>,
    unreadable: Vec<u32>,
    broken: Vec<u32>,
    cut: Vec<u32>,
    unread: Vec<u32>,
    turned: Vec<u32>,
    recognised: Vec<u32>,
    wordless: Vec<u32>,
    doubtful: usize,
    unknown: Vec<(u32, usize)>,
    hidden: Vec<(u32, usize)>,
    outside: usize,
    doubled: usize,
    on_layers: usize,
}

impl Told {
    pub(super) fn new(all: usize, read: usize) -> Self {
        Self {
            all,
            read,
            pictures: Vec::new(),
            drawn: Vec::new(),
            unreadable: Vec::new(),
            broken: Vec::new(),
            cut: Vec::new(),
            unread: Vec::new(),
            turned: Vec::new(),
            recognised: Vec::new(),
            wordless: Vec::new(),
            doubtful: 0,
            unknown: Vec::new(),
            hidden: Vec::new(),
            outside: 0,
            doubled: 0,
            on_layers: 0,
        }
    }

    /// Whether some page's words were recognised in a picture of it.
    pub(super) fn recognised(&self) -> bool {
        !self.recognised.is_empty()
    }

    /// Takes down a page whose words were recognised here, if there were any.
    pub(super) fn recognised_here(&mut self, page: u32, here: &RecognisedPage) {
        for pages in [&mut self.pictures, &mut self.drawn, &mut self.unreadable] {
            pages.retain(|known| *known != page);
        }
        match here.words.is_empty() {
            true => self.wordless.push(page),
            false => self.recognised.push(page),
        }
        self.doubtful += here.doubtful();
    }

    pub(super) fn broken(&mut self, page: u32) {
        self.broken.push(page);
    }

    /// Takes down a page. Where most of its glyphs are unknown, its words are taken away: they
    /// would be none.
    pub(super) fn page(
        &mut self,
        page: u32,
        shown: &Shown<'_>,
        lines: &mut PageLines,
        covered: f64,
        (hidden, recognised): (usize, bool),
    ) {
        let glyphs = lines.text.chars().count();
        if lines.unknown > 0 {
            if lines.unknown * MOST_UNKNOWN > glyphs {
                *lines = PageLines::default();
                self.unreadable.push(page);
            } else {
                self.unknown.push((page, lines.unknown));
            }
        } else if lines.words.is_empty() && covered >= PICTURE {
            self.pictures.push(page);
        } else if lines.words.is_empty() && shown.drawn >= DRAWINGS {
            self.drawn.push(page);
        }
        if recognised {
            self.recognised.push(page);
        } else if hidden > 0 {
            self.hidden.push((page, hidden));
        }
        if shown.cut {
            self.cut.push(page);
        }
        if shown.unread {
            self.unread.push(page);
        }
        if lines.turned > 0 {
            self.turned.push(page);
        }
        self.outside += lines.outside;
        self.doubled += lines.doubled;
        self.on_layers += shown.on_hidden_layers;
    }

    /// Tells it; an error where the document has no words at all.
    pub(super) fn tell(self, draft: &mut Draft, written: &Written) -> Result<(), ExtractError> {
        if draft.words.is_empty() {
            return Err(ExtractError::NotText(self.no_words()));
        }
        let errors = [
            (
                &self.pictures,
                "a picture; its words are not read. Recognise its characters first, for example with Tesseract",
            ),
            (&self.drawn, "drawn without characters; if it shows words, they are not read"),
            (
                &self.unreadable,
                "in a font that does not say which characters its letters are; its words are not read. Recognise its characters in a picture of it",
            ),
            (&self.broken, "broken; its words are not read"),
            (&self.cut, "only read in part: some of it is broken, or larger than the limits allow"),
            (
                &self.unread,
                "not read: the pages before draw far more than a document of this size does, as documents do that are built to take for ever. Save a copy of these pages with another program, and add that",
            ),
        ];
        for (pages, what) in errors.into_iter().filter(|(pages, _)| !pages.is_empty()) {
            let (name, is) = named(pages);
            draft.diagnostics.push(Diagnostic::error(format!("{name} {is} {what}")));
        }
        draft.diagnostics.extend(self.warnings().into_iter().map(Diagnostic::warning));
        draft.diagnostics.extend(self.notes(written).into_iter().map(Diagnostic::note));
        Ok(())
    }

    fn no_words(&self) -> String {
        let pages = |count: usize| match count {
            1 => "1 page".to_owned(),
            count => format!("{count} pages"),
        };
        let all = pages(self.all);
        let unread = self.pictures.len() + self.unreadable.len();
        if unread == 0 {
            return format!(
                "it is a PDF document of {all} without a word; there is nothing in it to read"
            );
        }
        let (pictures, letters) = (pages(self.pictures.len()), pages(self.unreadable.len()));
        let in_pictures = format!("the words of {pictures} are in pictures");
        let unsaid = format!("the letters of {letters} are not said to be any characters");
        let another = "recognise its characters with another program, and add what comes out";
        let (what, act) = match (self.pictures.len(), self.unreadable.len()) {
            (0, _) => (unsaid, another.to_owned()),
            (_, letters) => (
                if letters == 0 { in_pictures } else { format!("{in_pictures}, and {unsaid}") },
                format!(
                    "install Tesseract, which pictures are read with, and add it again; or {another}"
                ),
            ),
        };
        format!(
            "NOT READ: it is a PDF document of {all} without a text in it: {what}. To do: {act}"
        )
    }

    fn warnings(&self) -> Vec<String> {
        let mut out = Vec::new();
        if self.read < self.all {
            let (read, all) = (self.read, self.all);
            out.push(format!("the first {read} of {all} pages were read, which is the limit"));
        }
        if self.recognised() {
            let (name, is) = named(&self.recognised);
            let have = if is == "is" { "has" } else { "have" };
            out.push(format!(
                "{name} {have} words that a program recognised in a picture, which errs: hold \
                 every quotation against the picture"
            ));
        }
        if self.doubtful > 0 {
            out.push(format!("of {} of these words the program is not sure itself", self.doubtful));
        }
        if !self.wordless.is_empty() {
            let (name, is) = named(&self.wordless);
            out.push(format!(
                "{name} {is} a picture in which a program recognised no words: it may be blank, or \
                 have writing that the program cannot read"
            ));
        }
        for (page, count) in self.unknown.iter().take(MOST_NAMED) {
            out.push(format!(
                "page {}: of {count} letters the document does not say which characters they are; \
                 each is written \u{fffd}",
                page + 1
            ));
        }
        if self.unknown.len() > MOST_NAMED {
            let more = self.unknown.len() - MOST_NAMED;
            out.push(format!("{more} more pages have letters that are no known characters"));
        }
        if !self.hidden.is_empty() {
            let letters: usize = self.hidden.iter().map(|(_, letters)| letters).sum();
            let pages: Vec<u32> = self.hidden.iter().map(|(page, _)| *page).collect();
            let (name, _) = named(&pages);
            out.push(format!("{name}: {letters} letters that nobody can see were left out"));
        }
        if !self.turned.is_empty() {
            let (name, is) = named(&self.turned);
            let have = if is == "is" { "has" } else { "have" };
            out.push(format!(
                "{name} {have} words that run from right to left; their letters were put in order \
                 by where they stand: hold a quotation with numbers or brackets against the page"
            ));
        }
        out
    }

    fn notes(&self, written: &Written) -> Vec<String> {
        let mut out = Vec::new();
        let counted = [
            (self.outside, "letters that stand outside the page were left out"),
            (self.on_layers, "letters on layers that are switched off were left out"),
            (self.doubled, "letters drawn twice in one place were read once"),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0);
        out.extend(counted.map(|(count, what)| format!("{count} {what}")));
        for (wording, pages) in written.running.wordings.iter().take(MOST_NAMED) {
            let wording = &wording[..wording.floor_char_boundary(120)];
            out.push(format!(
                "\u{201c}{wording}\u{201d} stands at the head or the foot of {pages} pages and \
                 was left out (# is a number)"
            ));
        }
        let more = written.running.wordings.len().saturating_sub(MOST_NAMED);
        if more > 0 {
            out.push(format!("{more} more lines at the head or the foot of pages were left out"));
        }
        if !written.placed.is_empty() {
            let pages: Vec<u32> = written.placed.iter().map(|&page| page as u32).collect();
            let (name, is) = named(&pages);
            let was = if is == "is" { "was" } else { "were" };
            out.push(format!(
                "{name} {was} put in order by where words stand, since the file has them in none"
            ));
        }
        out
    }
}

/// `page 3 is`, or `pages 3, 4 and 9 are`; the first page is 1.
fn named(pages: &[u32]) -> (String, &'static str) {
    let numbers: Vec<String> = pages.iter().take(MOST_NAMED).map(|p| (p + 1).to_string()).collect();
    let more = pages.len().saturating_sub(MOST_NAMED);
    match (&*numbers, more) {
        ([one], 0) => (format!("page {one}"), "is"),
        ([all @ .., last], 0) => (format!("pages {} and {last}", all.join(", ")), "are"),
        (all, more) => (format!("pages {} and {more} more", all.join(", ")), "are"),
    }
}
