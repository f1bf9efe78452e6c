//! Office documents made here: every word maps to its bytes, and nothing panics.

use super::*;
use crate::{extract, source};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use proptest::prelude::*;
use sayso_model::{
    CaptureId, Direction, ReferenceKind, Section, SectionKind, Severity, Span, Text,
};
use std::io::Write;

/// A zip archive of these entries, deflated or as they are.
fn archive(entries: &[(&str, &str)], deflate: bool) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let mut crc = flate2::Crc::new();
        crc.update(content.as_bytes());
        let packed = if deflate {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(content.as_bytes()).unwrap();
            encoder.finish().unwrap()
        } else {
            content.as_bytes().to_vec()
        };
        let offset = out.len() as u32;
        let mut common = Vec::new();
        common.extend([20_u8, 0, 0, 0, if deflate { 8 } else { 0 }, 0, 0, 0, 0, 0]);
        common.extend(crc.sum().to_le_bytes());
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((content.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(
        [(entries.len() as u16).to_le_bytes(), (entries.len() as u16).to_le_bytes()].concat(),
    );
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

const TYPES: &str = "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/\
    vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";

fn relations(all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let outside = if *kind == "hyperlink" { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"http://x/{kind}\" Target=\"{target}\"{outside}/>")
    };
    format!("<Relationships>{}</Relationships>", all.iter().map(one).collect::<String>())
}

/// A document of a body, with parts of other names.
fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let body = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    let mut entries = vec![("[Content_Types].xml", TYPES), ("word/document.xml", &*body)];
    entries.extend(more);
    archive(&entries, true)
}

fn odt(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let body = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    );
    let mut entries =
        vec![("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &*body)];
    entries.extend(more);
    archive(&entries, false)
}

fn read(bytes: &[u8]) -> Text {
    let text = extract(CaptureId::of(bytes), bytes, &Hints::default()).unwrap();
    check(&text, bytes);
    text
}

/// The map fits, and what it says was taken over stands so in the unpacked parts.
fn check(text: &Text, bytes: &[u8]) {
    assert!(text.fits(bytes.len() as u64));
    let source = source(text, bytes).unwrap();
    assert_eq!(text.map.first_difference(text.words(), &source), None);
    for (_, section) in text.sections() {
        assert!(!text.at(section.span).trim().is_empty());
    }
}

fn sections(text: &Text) -> Vec<(SectionKind, &str)> {
    text.sections().map(|(_, s)| (s.kind, text.at(s.span))).collect()
}

fn section(text: &Text, kind: SectionKind) -> &Section {
    text.sections().find(|(_, s)| s.kind == kind).unwrap().1
}

/// The bytes that some words were made from.
fn bytes_of<'b>(text: &Text, source: &'b [u8], words: &str) -> &'b str {
    let at = text.words().find(words).unwrap();
    let ranges = text.map.source_of(sayso_model::Span::new(at, at + words.len()));
    let (first, last) = (ranges.first().unwrap(), ranges.last().unwrap());
    std::str::from_utf8(&source[first.start as usize..last.end as usize]).unwrap()
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_headings_lists_and_quotations_of_a_document() {
    let item = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>an entry</w:t></w:r></w:p>";
    let body = [
        styled("Heading1", "The bridge"),
        p("It &amp; its &#8220;gate&#8221; were shut."),
        item.repeat(2),
        styled("Quote", "We saw nothing."),
        styled("Caption", "Figure 1: the gate"),
        "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>".into(),
    ]
    .concat();
    let bytes = docx(&body, &[]);
    let text = read(&bytes);
    assert_eq!(
        text.words(),
        "The bridge\n\nIt & its “gate” were shut.\n\nan entry\nan entry\n\nWe saw nothing.\n\n\
         Figure 1: the gate\n\none\ntwo\tthree"
    );
    assert_eq!(
        sections(&text),
        [
            (SectionKind::Heading, "The bridge"),
            (SectionKind::List, "an entry\nan entry"),
            (SectionKind::Quoted, "We saw nothing."),
            (SectionKind::Caption, "Figure 1: the gate"),
        ]
    );
    let source = source(&text, &bytes).unwrap();
    assert_eq!(bytes_of(&text, &source, "“gate”"), "&#8220;gate&#8221;");
    assert_eq!(bytes_of(&text, &source, "& its"), "&amp; its");
    assert_eq!(bytes_of(&text, &source, "\ttwo".trim_start()), "two");
}

#[test]
fn a_table_has_rows_and_cells() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p(words));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body =
        format!("{}<w:tbl>{}{}</w:tbl>{}", p("over"), row("1", "2"), row("", "4"), p("under"));
    let text = read(&docx(&body, &[]));
    assert_eq!(text.words(), "over\n\n1\t2\n\t4\n\nunder");
    assert_eq!(sections(&text), [(SectionKind::Table, "1\t2\n\t4")]);
}

#[test]
fn notes_links_and_comments_of_a_document() {
    let body = "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>The gate</w:t></w:r>\
        <w:commentRangeEnd w:id=\"7\"/><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t> shut, \
        </w:t></w:r><w:hyperlink r:id=\"l1\"><w:r><w:t>it says</w:t></w:r></w:hyperlink><w:r>\
        <w:fldChar w:fldCharType=\"begin\"/><w:instrText> HYPERLINK \"http://b.example/\" </w:instrText>\
        <w:fldChar w:fldCharType=\"separate\"/><w:t> here</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>\
        <w:r><w:t>.</w:t></w:r></w:p>";
    let links = relations(&[
        ("l1", "hyperlink", "http://a.example/"),
        ("n", "footnotes", "footnotes.xml"),
        ("c", "comments", "comments.xml"),
        ("e", "commentsExtended", "extended.xml"),
    ]);
    let notes = format!(
        "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote><w:footnote w:id=\
         \"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> A letter.</w:t></w:r>\
         </w:p></w:footnote></w:footnotes>",
        p("-")
    );
    let comments = "<w:comments><w:comment w:id=\"7\" w:author=\"Ana Ruiz\" w:date=\"2016-05-04T09:00:00Z\">\
        <w:p><w:r><w:t>Which gate?</w:t></w:r></w:p></w:comment><w:comment w:id=\"8\" w:author=\"Bo Lund\">\
        <w:p w14:paraId=\"A2\"><w:r><w:t>The old one.</w:t></w:r></w:p></w:comment></w:comments>";
    let extended = "<w15:commentsEx><w15:commentEx w15:paraId=\"A2\" w15:paraIdParent=\"A1\"/></w15:commentsEx>";
    let text = read(&docx(
        body,
        &[
            ("word/_rels/document.xml.rels", &links),
            ("word/footnotes.xml", &notes),
            ("word/comments.xml", comments),
            ("word/extended.xml", extended),
        ],
    ));
    assert_eq!(
        text.words(),
        "The gate[1] shut, it says here.\n\n[1] A letter.\n\nWhich gate?\n\nThe old one."
    );
    let of = |kind| text.references().find(|(_, r)| r.kind == kind).unwrap().1;
    let mark = of(ReferenceKind::FootnoteMark);
    assert_eq!((text.at(mark.span), text.at(mark.target.unwrap())), ("[1]", "[1] A letter."));
    let urls: Vec<_> = text.references().filter_map(|(_, r)| r.url.as_deref()).collect();
    assert_eq!(urls, ["http://a.example/", "http://b.example/"]);
    let (item, comment) = text.sections().find(|(_, s)| text.at(s.span) == "Which gate?").unwrap();
    assert_eq!(comment.author.as_deref(), Some("Ana Ruiz"));
    assert_eq!(comment.published.as_ref().unwrap().to_string(), "2016-05-04");
    assert_eq!(text.at(item.because[0]), "The gate");
    assert_eq!(section(&text, SectionKind::Reply).author.as_deref(), Some("Bo Lund"));
}

#[test]
fn changes_hidden_words_and_text_boxes_are_told_apart() {
    let body = "<w:p><w:r><w:t>It was </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>often</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>\
        <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p>\
        </w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p>\
        </w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> shut.</w:t></w:r></w:p>";
    let text = read(&docx(body, &[]));
    assert_eq!(text.words(), "It was often shut.\n\nA box.");
    let told: Vec<_> = text.diagnostics.iter().map(|told| told.message.as_str()).collect();
    assert!(told.iter().any(|told| told.ends_with("no part of the text: 1 word in 1 place")));
    assert!(told.contains(&"deleted here: \u{201c}never\u{201d}"), "{told:?}");
    assert!(told.iter().any(|told| told.starts_with("6 characters are hidden")));
}

/// What is told of deleted words, each with the words before it.
fn deleted(text: &Text) -> Vec<(String, String)> {
    let before = |at: usize| text.words()[..at].lines().last().unwrap_or_default().to_owned();
    let told = text.diagnostics.iter().filter(|d| d.message.contains('\u{201c}'));
    told.map(|d| (before(d.span.map_or(0, Span::start)), d.message.clone())).collect()
}

#[test]
fn deleted_words_are_shown_where_they_stood_and_are_no_part_of_the_text() {
    let by = "w:author=\"Ana Ruiz\" w:date=\"2021-03-03T10:00:00Z\"";
    let del =
        |words: &str| format!("<w:del {by}><w:r><w:delText>{words}</w:delText></w:r></w:del>");
    let (never, more, whole) = (del("nev"), del("er once"), del("All of it."));
    let note = format!(
        "<w:footnotes><w:footnote w:id=\"1\"><w:p>{never}<w:r><w:t>N</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let body = format!(
        "<w:p><w:r><w:t>It was</w:t></w:r>{never}{more}<w:r><w:t> shut<w:footnoteReference \
         w:id=\"1\"/>.</w:t></w:r></w:p><w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr>{whole}</w:p>\
         <w:p>{whole}<w:moveFrom w:author=\"Bo Lund\"><w:r><w:t>Bo&amp;s</w:t><w:tab/><w:t>own</w:t>\
         </w:r></w:moveFrom></w:p>"
    );
    let rels = relations(&[("1", "footnotes", "footnotes.xml")]);
    let parts = [("word/_rels/document.xml.rels", &*rels), ("word/footnotes.xml", &*note)];
    let text = read(&docx(&body, &parts));
    assert_eq!(text.words(), "It was shut[1].\n\nN");
    let told =
        |words: &str| format!("deleted here by Ana Ruiz on 2021-03-03: \u{201c}{words}\u{201d}");
    assert_eq!(
        deleted(&text),
        [
            ("It was".to_owned(), told("never once")),
            ("It was shut[1].".to_owned(), told("All of it. \u{b6} All of it.")),
            (
                "It was shut[1].".to_owned(),
                "moved away here by Bo Lund: \u{201c}Bo&s own\u{201d}".to_owned()
            ),
            (String::new(), told("nev").replace("here", "from a note or a margin")),
        ]
    );
    let whole = "marked as deleted or moved away, and no part of the text: 11 words in 4 places";
    assert!(text.diagnostics.iter().any(|d| d.message == whole && d.severity == Severity::Warning));
}

#[test]
fn an_open_document_says_the_same_of_deleted_words() {
    let body = "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion>\
        <office:change-info><dc:creator>Ana Ruiz</dc:creator><dc:date>2021-03-03T10:00:00</dc:date>\
        </office:change-info><text:p>never</text:p><text:p>once</text:p></text:deletion>\
        </text:changed-region></text:tracked-changes>\
        <text:p>It was <text:change text:change-id=\"c1\"/>shut.</text:p>";
    let text = read(&odt(body, &[]));
    assert_eq!(text.words(), "It was shut.");
    let told = "deleted here by Ana Ruiz on 2021-03-03: \u{201c}never \u{b6} once\u{201d}";
    assert_eq!(deleted(&text), [("It was".to_owned(), told.to_owned())]);
}

#[test]
fn parts_past_the_most_are_counted() {
    let names: Vec<String> = (0..20_010).map(|n| format!("x/{n}")).collect();
    let more: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    let text = read(&docx("<w:p><w:r><w:t>The pier.</w:t></w:r></w:p>", &more));
    let told = "the file has more than 20000 parts, the most that are looked at; 12 were left out";
    assert!(text.diagnostics.iter().any(|d| d.message == told), "{:?}", text.diagnostics);
}

#[test]
fn an_open_document_reads_the_same() {
    let body = "<text:h text:outline-level=\"1\">The bridge</text:h><text:p>The  gate\n <text:span>was\
        </text:span><text:s text:c=\"2\"/>shut<text:note><text:note-citation>1</text:note-citation>\
        <text:note-body><text:p>A letter.</text:p></text:note-body></text:note>, <text:a xlink:href=\
        \"http://a.example/\">it says</text:a><office:annotation><dc:creator>Ana Ruiz</dc:creator>\
        <dc:date>2016-05-04T09:00:00</dc:date><text:p>Which?</text:p></office:annotation>.</text:p>\
        <text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two\
        </text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>1\
        </text:p></table:table-cell><table:table-cell><text:p>2</text:p></table:table-cell>\
        </table:table-row><table:table-row><table:table-cell><text:p>3</text:p></table:table-cell>\
        <table:table-cell/></table:table-row></table:table><text:p>end</text:p>";
    let meta = "<office:meta><dc:title>On a bridge</dc:title><dc:creator>Bo Lund</dc:creator>\
        <meta:creation-date>2016-01-02T00:00:00</meta:creation-date></office:meta>";
    let text = read(&odt(body, &[("meta.xml", meta)]));
    assert_eq!(
        text.words(),
        "The bridge\n\nThe gate was  shut[1], it says.\n\none\ntwo\n\n1\t2\n3\n\nend\n\n\
         [1] A letter.\n\nWhich?"
    );
    assert_eq!(text.title.as_deref(), Some("On a bridge"));
    assert_eq!(text.author.as_deref(), Some("Bo Lund"));
    assert_eq!(text.published, None);
    let kinds: Vec<_> = text.sections().map(|(_, s)| s.kind).collect();
    use SectionKind::{Heading, List, Note, Table};
    assert_eq!(kinds, [Heading, List, Table, Note, Note]);
    let mark = text.references().find(|(_, r)| r.kind == ReferenceKind::FootnoteMark).unwrap().1;
    assert_eq!(text.at(mark.target.unwrap()), "[1] A letter.");
}

#[test]
fn words_from_right_to_left_are_a_section_with_that_direction() {
    let text = read(&docx(&[p("Over"), p("قال الوزير"), p("إن الجسر مغلق")].concat(), &[]));
    let section = section(&text, SectionKind::Body);
    assert_eq!(section.direction, Direction::RightToLeft);
    assert_eq!(text.at(section.span), "قال الوزير\n\nإن الجسر مغلق");
}

#[test]
fn what_is_broken_is_told_and_what_stands_before_it_is_read() {
    let text = read(&docx(&format!("{}<w:p></w:r>", p("Before.")), &[]));
    assert_eq!(text.words(), "Before.");
    assert!(text.diagnostics.iter().any(|told| told.severity == Severity::Error));
    let bomb = archive(
        &[("[Content_Types].xml", TYPES), ("word/document.xml", &"<a>".repeat(100_000))],
        true,
    );
    let limits = Limits { unpacked: 10_000, ..Limits::default() };
    let refused = extract(CaptureId::of(&bomb), &bomb, &Hints { limits, ..Hints::default() });
    assert!(refused.unwrap_err().to_string().contains("10000"));
    let deep = extract(CaptureId::of(&bomb), &bomb, &Hints::default());
    assert!(deep.unwrap_err().to_string().contains("too deep"));
    let entity = "<!DOCTYPE d [<!ENTITY a \"aaaa\">]>";
    let text = read(&docx(&format!("{entity}{}", p("one &a; two")), &[]));
    assert_eq!(text.words(), "one &a; two");
    let old = [OLE, &"WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()];
    let old = old.concat();
    let refused = extract(CaptureId::of(&old), &old, &Hints::default()).unwrap_err();
    assert!(refused.to_string().contains(".docx"));
}

#[test]
fn other_archives_are_no_office_documents() {
    assert_eq!(format(&archive(&[("a.txt", "a")], false)), None);
    assert_eq!(format(b"PK\x03\x04"), None);
    let sheet = "<Types>spreadsheetml.sheet.main+xml</Types>";
    assert_eq!(format(&archive(&[("[Content_Types].xml", sheet)], true)), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_make_a_text_that_fits(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let body: String = pieces.into_iter().map(|i| PIECES[i]).collect();
        for bytes in [docx(&body, &[]), odt(&body, &[])] {
            if let Ok(text) = extract(CaptureId::of(&bytes), &bytes, &Hints::default()) {
                check(&text, &bytes);
            }
        }
    }
}

/// What documents are made of, and broken by.
const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "word ",
    "قال",
    "&amp;",
    "&x;",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tab/>",
    "<w:br/>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:commentRangeStart w:id=\"1\"/>",
    "<w:commentRangeEnd w:id=\"1\"/>",
    "<w:hyperlink>",
    "</w:hyperlink>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:numPr/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<text:p>",
    "</text:p>",
    "<text:a xlink:href=\"http://a.example/\">",
    "</text:a>",
    "<text:note-citation>",
    "</text:note-citation>",
    "<text:note-body>",
    "</text:note-body>",
    "<office:annotation office:name=\"a\">",
    "</office:annotation>",
    "<office:annotation-end office:name=\"a\"/>",
    "<text:s text:c=\"3\"/>",
    "<text:list>",
    "</text:list>",
    "<draw:text-box>",
    "</draw:text-box>",
    "<w:del>",
    "</w:del>",
    "<w:delText>",
    "</w:delText>",
    "<text:changed-region text:id=\"a\">",
    "<text:change text:change-id=\"a\"/>",
    "<text:deletion>",
    "</text:deletion>",
];
