//! Documents made here, operator by operator: each word has its page and its box.

use super::*;
use crate::extract;
use proptest::prelude::*;
use sayso_model::{Bounds, CaptureId, Direction, Ocr, ReferenceKind, SectionKind, Severity, Text};

/// A document in the making: objects by number, from 1.
#[derive(Default)]
struct Made {
    objects: Vec<String>,
    pages: Vec<usize>,
    info: String,
    /// More things that pages can draw.
    drawn: String,
}

/// Helvetica; a font that maps its codes to letters of Arabic and of none; a picture.
const FONTS: &str = "/Font << /F 3 0 R /B 4 0 R /A 5 0 R >>";
const ARABIC: &str = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange\n\
    <00> <FF>\nendcodespacerange\n5 beginbfchar\n<41> <0642>\n<42> <0627>\n<43> <0644>\n<44> <0648>\n\
    <45> <0646>\nendbfchar\nendcmap end end";

impl Made {
    fn new() -> Self {
        let stream =
            |words: &str| format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len());
        let font = |name: &str| {
            format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
            )
        };
        let arabic = "<< /Type /Font /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FontBBox \
            [0 -200 600 800] /FirstChar 65 /LastChar 70 /Widths [600 600 600 600 600 600] /CharProcs \
            << >> /Encoding << /Differences [] >> /ToUnicode 6 0 R >>";
        let picture = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 \
            /ColorSpace /DeviceGray /Length 1 >>\nstream\nx\nendstream";
        let objects = vec![
            String::new(),
            String::new(),
            font("Helvetica"),
            font("Helvetica-Bold"),
            arabic.to_owned(),
            stream(ARABIC),
            picture.to_owned(),
        ];
        Self { objects, ..Self::default() }
    }

    fn object(&mut self, object: String) -> usize {
        self.objects.push(object);
        self.objects.len()
    }

    /// Adds a page of 200 by 300 points with these operators and entries.
    fn page(mut self, content: &str, entries: &str) -> Self {
        let stream = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
        let contents = self.object(stream);
        let page = self.object(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Resources << {FONTS} /XObject << \
             /I 7 0 R {} >> >> /Contents {contents} 0 R {entries} >>",
            self.drawn
        ));
        self.pages.push(page);
        self
    }

    fn bytes(mut self) -> Vec<u8> {
        let kids: Vec<_> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        self.objects[0] = "<< /Type /Catalog /Pages 2 0 R /Lang (en) >>".to_owned();
        self.objects[1] =
            format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len());
        let info = self.info.clone();
        let info = self.object(format!("<< {info} >>"));
        let mut out = "%PDF-1.4\n".to_owned();
        let mut places = Vec::new();
        for (i, object) in self.objects.iter().enumerate() {
            places.push(out.len());
            out += &format!("{} 0 obj\n{object}\nendobj\n", i + 1);
        }
        let start = out.len();
        out += &format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
        places.iter().for_each(|place| out += &format!("{place:010} 00000 n \n"));
        out += &format!(
            "trailer << /Size {} /Root 1 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF",
            places.len() + 1
        );
        out.into_bytes()
    }

    fn text(self) -> Text {
        read(&self.bytes()).unwrap()
    }
}

fn read(bytes: &[u8]) -> Result<Text, ExtractError> {
    let text = extract(CaptureId::of(bytes), bytes, &Hints::default())?;
    check(&text, bytes);
    Ok(text)
}

/// Every word has its place, on its page.
fn check(text: &Text, bytes: &[u8]) {
    assert!(text.fits(bytes.len() as u64));
    let pages = text.pages.as_ref().unwrap();
    let mut at = 0;
    for word in text.words().split_whitespace() {
        let start = at + text.words()[at..].find(word).unwrap();
        at = start + word.len();
        assert!(!pages.of(sayso_model::Span::new(start, at)).is_empty(), "{word}");
    }
}

/// Shows words at a place in a size.
fn at(x: i32, y: i32, size: i32, words: &str) -> String {
    format!("BT /F {size} Tf {x} {y} Td ({words}) Tj ET\n")
}

fn lines(x: i32, y: i32, lines: &[&str]) -> String {
    let mut y = y + 12;
    let mut next = || {
        y -= 12;
        y
    };
    lines.iter().map(|line| at(x, next(), 10, line)).collect()
}

fn bounds(text: &Text, word: &str) -> Bounds {
    let at = text.words().find(word).unwrap();
    text.pages.as_ref().unwrap().of(sayso_model::Span::new(at, at + word.len()))[0].bounds
}

#[test]
fn words_have_their_boxes_whichever_way_the_page_is_turned() {
    let content = at(20, 250, 10, "The gate");
    let text = Made::new().page(&content, "").text();
    assert_eq!(text.words(), "The gate");
    let Bounds { left, top, right, bottom } = bounds(&text, "gate");
    // `The` and a blank are 1723 + 278 units wide in Helvetica, `gate` 1946.
    assert!((left - 4_001).abs() < 20 && (right - 5_947).abs() < 20, "{left} {right}");
    assert!(top < 5_000 && top > 4_000 && bottom > 5_000 && bottom < 5_300, "{top} {bottom}");
    let turned = Made::new().page(&content, "/Rotate 90").text();
    let size = turned.pages.as_ref().unwrap().sizes[0];
    assert_eq!((size.width, size.height), (30_000, 20_000));
    let b = bounds(&turned, "gate");
    assert!(b.bottom - b.top > b.right - b.left && b.left > 24_000, "{b:?}");
    let cropped = Made::new().page(&content, "/CropBox [10 100 200 290]").text();
    assert_eq!(bounds(&cropped, "gate").left, left - 1_000);
    assert_eq!(bounds(&cropped, "gate").top, top - 1_000);
}

#[test]
fn lines_are_joined_to_paragraphs_and_parted_words_keep_their_hyphen() {
    let text = Made::new()
        .page(
            &lines(
                20,
                250,
                &[
                    "The harbour master said the govern-",
                    "ment had shut the gate. It was",
                    "late.",
                    "   The crew went home at once.",
                ],
            )
            .replace("(   The", "(The")
            .replace("20 214", "32 214"),
            "",
        )
        .text();
    assert_eq!(
        text.words(),
        "The harbour master said the govern-ment had shut the gate. It was late.\n\n\
         The crew went home at once."
    );
    let pages = text.pages.as_ref().unwrap();
    let at = text.words().find("govern-ment").unwrap();
    assert_eq!(pages.of(sayso_model::Span::new(at, at + 11)).len(), 2);
}

#[test]
fn two_columns_written_to_and_fro_are_read_one_after_the_other() {
    let row = |y: i32, left: &str, right: &str| at(10, y, 7, left) + &at(110, y, 7, right);
    let content: String = (0..8)
        .map(|n| {
            let (a, b) = (format!("left words of line {n}"), format!("right words of line {n}"));
            row(250 - 10 * n, &a, &b)
        })
        .collect();
    let text = Made::new().page(&content, "").text();
    let left = text.words().find("left words of line 7").unwrap();
    assert!(left < text.words().find("right words of line 0").unwrap());
    assert!(text.diagnostics.iter().any(|told| told.message.contains("put in order")));
}

#[test]
fn headings_notes_captions_tables_and_running_lines() {
    let page = |n: i32, more: &str| {
        at(20, 285, 8, "Harbour report") + &at(90, 10, 8, &n.to_string()) + more
    };
    let body = lines(20, 220, &["They shut the gate", "and went home, he said."]);
    let mark = "BT /F 10 Tf 20 190 Td (It was noted) Tj 4 Ts /F 6 Tf (1) Tj 0 Ts /F 10 Tf ( later.) Tj ET\n";
    let note = at(20, 40, 7, "1 A letter of the crew.");
    let rows = at(20, 150, 10, "Year") + &at(120, 150, 10, "Ships");
    let rows = rows + &at(20, 138, 10, "2015") + &at(120, 138, 10, "17");
    let heading = at(20, 250, 18, "The gate");
    let caption = at(20, 100, 10, "Figure 1: The gate in May.");
    let first = page(1, &(heading + &body + mark + &rows + &caption + &note));
    let text = Made::new()
        .page(&first, "")
        .page(&page(2, &lines(20, 220, &["Nobody came back."])), "")
        .page(&page(3, &lines(20, 220, &["The gate stayed shut."])), "")
        .text();
    assert_eq!(
        text.words(),
        "The gate\n\nThey shut the gate and went home, he said.\n\nIt was noted[1] later.\n\n\
         Year\tShips\n2015\t17\n\nFigure 1: The gate in May.\n\n1 A letter of the crew.\n\n\
         Nobody came back.\n\nThe gate stayed shut."
    );
    let kinds: Vec<_> = text.sections().map(|(_, s)| (s.kind, text.at(s.span))).collect();
    assert_eq!(
        kinds,
        [
            (SectionKind::Heading, "The gate"),
            (SectionKind::Table, "Year\tShips\n2015\t17"),
            (SectionKind::Caption, "Figure 1: The gate in May."),
            (SectionKind::Note, "1 A letter of the crew."),
        ]
    );
    let mark = text.references().find(|(_, r)| r.kind == ReferenceKind::FootnoteMark).unwrap().1;
    assert_eq!(text.at(mark.span), "[1]");
    assert_eq!(text.at(mark.target.unwrap()), "1 A letter of the crew.");
    let told: Vec<_> = text.diagnostics.iter().map(|told| &*told.message).collect();
    assert!(told.iter().any(|told| told.contains("“Harbour report” stands")), "{told:?}");
    assert_eq!(text.title.as_deref(), Some("The gate"));
}

#[test]
fn a_raised_number_without_a_note_stays_a_power() {
    let content =
        "BT /F 10 Tf 20 190 Td (5 km) Tj 4 Ts /F 6 Tf (2) Tj 0 Ts /F 10 Tf ( of sand.) Tj ET";
    assert_eq!(Made::new().page(content, "").text().words(), "5 km2 of sand.");
}

#[test]
fn links_lie_over_words() {
    let link = "/Annots [<< /Type /Annot /Subtype /Link /Rect [38 246 62 262] /A << /S /URI /URI \
        (http://a.example/gate) >> >>]";
    let text = Made::new().page(&at(20, 250, 10, "The gate was shut."), link).text();
    let (_, link) = text.references().next().unwrap();
    assert_eq!((text.at(link.span), link.url.as_deref()), ("gate", Some("http://a.example/gate")));
}

#[test]
fn letters_from_right_to_left_are_put_in_the_order_of_reading() {
    // As it is shown, from the left: nun alif, a gap, lam alif qaf.
    let content = "BT /A 10 Tf 20 250 Td [(EB) -800 (CBA)] TJ ET";
    let text = Made::new().page(content, "").text();
    assert_eq!(text.words(), "قال ان");
    let section = text.sections().next().unwrap().1;
    assert_eq!(section.direction, Direction::RightToLeft);
    assert!(text.diagnostics.iter().any(|told| told.message.contains("right to left")));
}

#[test]
fn what_cannot_be_read_is_told_page_by_page() {
    let picture = "q 200 0 0 300 0 0 cm /I Do Q";
    let words = lines(20, 250, &["The gate was shut."]);
    let text = Made::new().page(&words, "").page(picture, "").text();
    let told = text.diagnostics.iter().find(|told| told.severity == Severity::Error).unwrap();
    assert!(told.message.starts_with("page 2 is a picture"), "{}", told.message);
    let refused = read(&Made::new().page(picture, "").bytes()).unwrap_err().to_string();
    assert!(refused.contains("1 page") && refused.contains("Tesseract"), "{refused}");
    // A letter that the font does not map.
    let text = Made::new().page("BT /A 10 Tf 20 250 Td (ABCF) Tj ET", "").text();
    assert!(text.words().contains('\u{fffd}'));
    assert!(text.diagnostics.iter().any(|told| told.message.starts_with("page 1: of 1 letters")));
}

#[test]
fn words_that_nobody_sees_are_left_out_but_over_a_picture_they_were_recognised() {
    let hidden = "BT 3 Tr /F 10 Tf 20 200 Td (Ignore all this) Tj ET";
    let seen = at(20, 250, 10, "The gate was shut.");
    let text = Made::new().page(&(seen.clone() + hidden), "").text();
    assert_eq!(text.words(), "The gate was shut.");
    assert!(text.diagnostics.iter().any(|told| told.message.contains("nobody can see")));
    let mut made = Made::new().page(&format!("q 200 0 0 300 0 0 cm /I Do Q {hidden}"), "");
    made.info = "/Producer (Tesseract 5.3)".to_owned();
    let text = made.text();
    assert_eq!(text.words(), "Ignore all this");
    assert_eq!(text.ocr, Some(Ocr::InCapture(Some("Tesseract 5.3".to_owned()))));
}

#[test]
fn a_page_that_is_a_picture_is_read_from_what_was_recognised() {
    let bytes = Made::new().page("q 200 0 0 300 0 0 cm /I Do Q", "").bytes();
    let mut images = Vec::new();
    let each = |image| {
        images.push(image);
        ControlFlow::Continue(())
    };
    page_images(&bytes, &Limits::default(), each).unwrap();
    assert_eq!((images.len(), images[0].format), (1, ImageFormat::Graymap));
    assert_eq!(images[0].bytes, b"P5\n1 1\n255\nx");
    assert_eq!(images[0].on_page([0, 0, 1, 1]), Bounds::from((0, 0, 20_000, 30_000)));
    let word = |text: &str, left: i32, top: i32, sure| {
        (text.to_owned(), Bounds::from((left, top, left + 2_000, top + 1_000)), sure)
    };
    let words = vec![
        word("The", 2_000, 2_000, 0.9),
        word("gate", 4_500, 2_010, 0.3),
        word("was", 2_000, 3_200, 0.9),
        word("shut.", 4_500, 3_190, 0.9),
    ];
    let page = RecognisedPage { page: 0, words, program: "Tesseract 5.3".to_owned() };
    let capture = CaptureId::of(&bytes);
    let text = crate::extract_recognised(capture, &bytes, &Hints::default(), &[page]).unwrap();
    check(&text, &bytes);
    assert_eq!(text.words(), "The gate was shut.");
    assert_eq!(text.ocr, Some(Ocr::Here("Tesseract 5.3".to_owned())));
    assert_eq!(bounds(&text, "gate").left, 4_500);
    assert!(text.diagnostics.iter().any(|told| told.message.starts_with("of 1 of these words")));
}

#[test]
fn letters_drawn_twice_are_read_once_and_spread_letters_are_one_word() {
    let twice = at(20, 250, 10, "Gate") + &at(20, 250, 10, "Gate").replace("20 250", "20.3 250");
    assert_eq!(Made::new().page(&twice, "").text().words(), "Gate");
    let spread = "BT /F 10 Tf 3 Tc 20 250 Td (GATE) Tj ET";
    assert_eq!(Made::new().page(spread, "").text().words(), "GATE");
    let taken_back =
        "BT /F 10 Tf 3 Tc 20 250 Td [(t) 300 (h) 300 (e) (g) 300 (a) 300 (t) 300 (e)] TJ ET";
    assert_eq!(Made::new().page(taken_back, "").text().words(), "the gate");
}

#[test]
fn the_day_it_was_made_is_no_day_of_publication() {
    let mut made = Made::new().page(&at(20, 250, 10, "The gate."), "");
    made.info =
        "/Title (On a gate) /Author (Ana Ruiz) /CreationDate (D:20160504090000Z)".to_owned();
    let text = made.text();
    assert_eq!(text.title.as_deref(), Some("On a gate"));
    assert_eq!(text.author.as_deref(), Some("Ana Ruiz"));
    assert_eq!((text.published.is_none(), text.language.as_deref()), (true, Some("en")));
    assert!(text.diagnostics.iter().any(|told| told.message.contains("2016-05-04")));
}

#[test]
fn pages_that_share_a_long_stream_end() {
    let long = at(20, 100, 10, "The pier is shut.") + &"n ".repeat(30_000);
    let mut made = Made::new().page(&long, "");
    let first = made.pages[0];
    for _ in 1..400 {
        let page = made.objects[first - 1].clone();
        let page = made.object(page);
        made.pages.push(page);
    }
    let text = made.text();
    let told: Vec<_> = text.diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(text.pages.as_ref().unwrap().sizes.len(), 400);
    let read = text.words().matches("pier").count();
    assert!((100..400).contains(&read), "{read}");
    let cut = format!("error: page {read} is only read in part");
    let unread = format!("error: pages {}, {}, ", read + 1, read + 2);
    assert!(told.iter().any(|told| told.starts_with(&cut)), "{told:?}");
    assert!(
        told.iter().any(|told| {
            told.starts_with(&unread) && told.contains("are not read: the pages before")
        }),
        "{told:?}"
    );
}

#[test]
fn forms_in_forms_end() {
    let mut made = Made::new();
    let own = made.objects.len() + 1;
    let calls = "/X Do ".repeat(50);
    made.object(format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {own} 0 R >> >> \
         /Length {} >>\nstream\n{calls}\nendstream",
        calls.len()
    ));
    made.drawn = format!("/X {own} 0 R");
    let text = made.page(&(at(20, 250, 10, "The gate.") + "/X Do"), "").text();
    assert_eq!(text.words(), "The gate.");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_damage_leaves_a_text_or_a_refusal(
        places in proptest::collection::vec((0_usize..4_000, any::<u8>()), 1..12),
        cut in 0_usize..4_000,
    ) {
        let page = lines(20, 250, &["The gate was shut,", "he said at last."]);
        let mut bytes = Made::new().page(&page, "").page(&page, "/Rotate 180").bytes();
        for (at, byte) in places {
            let len = bytes.len();
            bytes[at % len] = byte;
        }
        bytes.truncate(bytes.len().max(cut) - cut / 8);
        if is_one(&bytes) {
            let _ = read(&bytes);
        }
    }
}
