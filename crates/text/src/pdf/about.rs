//! What a document says of itself: title, author, language, and the program that made it.

use super::streams;
use crate::day::find_month_or_day;
use crate::draft::Draft;
use crate::speaker;
use encoding_rs::UTF_16BE;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream, String as Bytes};
use quick_xml::escape::unescape;
use sayso_model::{Diagnostic, Ocr, Published, SectionKind};

/// Programs that recognise characters in pictures.
const RECOGNISERS: &[&str] = &[
    "Tesseract",
    "OCRmyPDF",
    "ABBYY",
    "FineReader",
    "ClearScan",
    "Paper Capture",
    "OmniPage",
    "Readiris",
    "LuraDocument",
    "Adobe Scan",
    "CVISION",
    "GlyphLess",
    "hocr2pdf",
    "pdfsandwich",
    "Kofax",
    "Nuance",
    "LEADTOOLS OCR",
    "Internet Archive",
];
/// Longest packet of metadata that is looked at, in bytes.
const LONGEST: u64 = 1 << 20;

/// Fills in what the document says of itself, once its words are written.
pub(super) fn fill(draft: &mut Draft, pdf: &Pdf, recognised: bool) {
    let stated = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().and_then(decoded);
    let catalog: Option<Dict<'_>> = pdf.xref().get(pdf.xref().root_id());
    let packet = catalog.as_ref().and_then(packet).unwrap_or_default();
    let heading = || {
        let first = draft.sections.iter().find(|s| s.kind == SectionKind::Heading);
        let near = first.filter(|s| s.span.start() < 2_000)?;
        near.title.as_ref().map(|title| one_line(title))
    };
    draft.title = text(&stated.title)
        .or_else(|| entry(&packet, "dc:title"))
        .filter(|title| is_title(title))
        .or_else(heading);
    let first_lines = draft.words.lines().filter(|line| !line.is_empty()).take(8);
    draft.author = text(&stated.author)
        .or_else(|| entry(&packet, "dc:creator"))
        .filter(|author| author.chars().any(char::is_alphabetic))
        .or_else(|| first_lines.map(near).find_map(speaker::byline));
    draft.outlet = entry(&packet, "dc:publisher");
    draft.published = DAYS.iter().find_map(|name| {
        let (_, day) = find_month_or_day(&entry(&packet, name)?)?;
        Some(Published(day))
    });
    let language = catalog.and_then(|catalog| catalog.get::<Bytes<'_>>("Lang"));
    draft.language = language.and_then(|tag| decoded(tag.as_bytes())).filter(|tag| is_tag(tag));
    if draft.published.is_none()
        && let Some(made) = stated.creation_date
    {
        draft.diagnostics.push(Diagnostic::note(format!(
            "the file was made on {:04}-{:02}-{:02}, as it says; that need not be when it was \
             published, and was not taken for it",
            made.year, made.month, made.day
        )));
    }
    let mut made_by = [text(&stated.producer), text(&stated.creator)].into_iter().flatten();
    let recogniser = made_by.find(|name| RECOGNISERS.iter().any(|r| contains(name, r)));
    if recognised || recogniser.is_some() {
        draft.ocr = Some(Ocr::InCapture(recogniser));
    }
}

/// Names under which metadata states when a document was published (PRISM, Dublin Core).
const DAYS: &[&str] = &["prism:publicationDate", "prism:coverDate", "dcterms:issued"];

fn contains(name: &str, part: &str) -> bool {
    name.to_ascii_lowercase().contains(&part.to_ascii_lowercase())
}

/// The beginning of a line: a byline is short.
fn near(line: &str) -> &str {
    &line[..line.floor_char_boundary(200)]
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_tag(tag: &str) -> bool {
    (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// A title that is more than a file's name or a program's default.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let file = [".doc", ".docx", ".pdf", ".indd", ".qxd", ".rtf", ".odt", ".tex", ".dvi", ".ps"];
    !file.iter().any(|ending| lower.ends_with(ending))
        && !lower.starts_with("microsoft word - ")
        && !matches!(&*lower, "untitled" | "title" | "document" | "none" | "untitled document")
        && title.chars().any(char::is_alphabetic)
}

/// A text string (7.9.2.2): UTF-16 or UTF-8 by its mark, else PDFDocEncoding, of which only what
/// it shares with Latin-1 is told apart here.
pub(super) fn decoded(bytes: &[u8]) -> Option<String> {
    let words = match bytes {
        [0xfe, 0xff, ..] => UTF_16BE.decode_with_bom_removal(bytes).0.into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(words) => words.to_owned(),
            Err(_) => bytes.iter().map(|&b| latin(b)).collect(),
        },
    };
    let words = one_line(&words.replace(char::is_control, " "));
    (!words.is_empty()).then_some(words)
}

/// PDFDocEncoding (Annex D.3), as far as it differs from Latin-1 in what titles use.
fn latin(byte: u8) -> char {
    const FROM_80: &[char] = &[
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    let high = usize::from(byte).checked_sub(0x80).and_then(|at| FROM_80.get(at));
    high.copied().unwrap_or(char::from(byte))
}

/// The document's metadata in XML (14.3.2).
fn packet(catalog: &Dict<'_>) -> Option<String> {
    let stream: Stream<'_> = catalog.get("Metadata")?;
    Some(String::from_utf8_lossy(&streams::unpacked(&stream, LONGEST)?).into_owned())
}

/// The first words of an element of the packet, or the value of an attribute of that name.
fn entry(packet: &str, name: &str) -> Option<String> {
    let at = packet.find(name)? + name.len();
    let rest = &packet[at..];
    let value = if let Some(value) = rest.strip_prefix("=\"") {
        &value[..value.find('"')?]
    } else {
        let inside = &rest[..rest.find(&format!("</{name}"))?];
        inside
            .split('<')
            .filter_map(|tag| tag.split_once('>'))
            .map(|(_, words)| words)
            .find(|words| !words.trim().is_empty())
            .or_else(|| inside.strip_prefix('>'))?
    };
    let words = one_line(&unescape(value).ok()?);
    (!words.is_empty()).then_some(words)
}
