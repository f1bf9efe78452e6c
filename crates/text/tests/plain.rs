//! What holds for any plain text, and texts made to be slow.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use sayso_model::{Body, CaptureId, Direction, SectionKind, Span, Text};
use sayso_text::{Hints, extract};

fn read(words: &str) -> Text {
    let hints = Hints { name: "it.txt", ..Hints::default() };
    extract(CaptureId::of(words.as_bytes()), words.as_bytes(), &hints).unwrap()
}

#[test]
fn the_questions_of_an_interview_head_no_posts() {
    let answer =
        "We took the boats out in spring, and counted what came back in autumn. ".repeat(12);
    let page = format!(
        "The ferry town speaks: an interview with the harbour master\n\nSunday, January 27, 2019\n\n\
         We met her at the quay.\n\nWhat made you count the boats of the harbour?\n\n{answer}\n\n\
         How many of them came back to the quay in autumn?\n\n{answer}\n\n\
         What will you and the others do in the next year?\n\n{answer}\n"
    );
    let text = read(&page);
    assert!(text.sections().all(|(_, section)| section.kind != SectionKind::Post));
    assert!(text.title.as_deref().is_some_and(|title| title.starts_with("The ferry")));
    assert!(text.published.is_some());
}

/// What every text must satisfy.
fn holds(words: &str) -> Result<(), TestCaseError> {
    let text = read(words);
    prop_assert_eq!(text.words(), words.strip_prefix('\u{feff}').unwrap_or(words));
    let fits = |span: &Span| span.of(text.words()).is_some();
    for item in &text.items {
        prop_assert!(item.body.spans().iter().chain(&item.because).all(fits), "{:?}", item);
    }
    for (item, section) in text.sections() {
        let Some(id) = &section.parent else { continue };
        let parent = text.sections().find(|(other, _)| other.id == *id);
        let holds = parent.is_some_and(|(_, parent)| parent.span.contains(section.span));
        prop_assert!(holds, "{:?}", item);
    }
    prop_assert!(text.diagnostics.iter().filter_map(|d| d.span).all(|span| fits(&span)));
    Ok(())
}

/// Pieces that structure is made of.
fn piece() -> impl Strategy<Value = String> {
    let fixed = proptest::sample::select(vec![
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "[",
        "]",
        "(",
        ")",
        "[1]",
        "(2)",
        "³",
        "1. ",
        "- ",
        "> ",
        "> > ",
        "a\tb\tc",
        "a   b   c",
        "| a | b |",
        "\u{a0}one\u{a0}of the ",
        "and\u{a0}twothree ",
        "قال رئيس البلدية إن الرصيف سيغلق",
        "shut.Nobody",
        "support(including",
        "<http://a.org/b\nc/d>",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\u{a0}",
        ":",
        ".",
        "...",
        "…",
        "===",
        "http://",
        "https://a.org/b",
        "t.co/x",
        "www.",
        "a.io/(",
        "Reply by Ana Ruiz: ",
        "Notes:",
        "Posted by Ana Ruiz",
        "3 March 2021",
        "Photo: ",
        "Ana Ruiz writes:",
        "Ana Ruiz: “",
        "Ã©",
        "OrlowVelnMill",
        "é",
        "字",
        "\u{feff}",
        "\u{301}",
        "Image may contain",
        "word",
        "A Title Of Words",
    ])
    .prop_map(str::to_owned);
    prop_oneof![8 => fixed, 1 => "\\PC{0,8}", 1 => "[0-9]{1,5}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_kept_and_everything_found_lies_in_it(
        pieces in proptest::collection::vec(piece(), 0..80)
    ) {
        holds(&pieces.concat())?;
    }

    #[test]
    fn any_words_at_all_are_kept(words in any::<String>()) {
        // A null or an escape may be a sign of another encoding.
        prop_assume!(!words.contains(['\0', '\u{1b}']));
        holds(&words)?;
    }
}

/// This many bytes of one unit.
fn full(bytes: usize, unit: &str) -> String {
    unit.repeat(bytes / unit.len())
}

/// Texts on which anything but a walk from beginning to end would take hours.
#[test]
fn texts_made_to_be_slow_are_read_all_the_same() {
    let on_one_line = ["[1]", "“", "a.b.", "a.co:", "a.co?", "a.co#", "a.co/", "www.a.co?"];
    for unit in on_one_line {
        let words = full(1 << 20, unit);
        assert_eq!(read(&words).words(), words, "{unit:?}");
    }
    let units = [
        "a.io/",
        "²",
        "³.",
        ")",
        "(",
        "http://",
        "http:///",
        "www.",
        "Ã©",
        "aB",
        "\"a",
        "a. A",
        "[1] a.b\n",
        "“a\n",
        "\"\n\n",
        "> a\n\n",
        "- a\n",
        "Photo: a\n\n",
        "Ana Ruiz: “a\n",
        "Reply by Ana: a\n\n",
        "A Title Of Words\n\n",
        "1. http://a.b\n\n",
        "A b c: t.co/x\nA b c:\n",
        "a\u{a0}b the ",
        "the the\u{a0}aB the\u{a0}(b the.\u{a0}\n",
        "a\tb\n",
        "a  b  c\n",
        "| a | b\n",
        "> > > > > > > > >\n",
        "a.Bc,de(fg ",
        "É“",
        "http://a.org/…/b… http://a.org/c/b ",
        "<http://a.b\n",
        "قال\n",
    ];
    for unit in units {
        let words = full(1 << 18, unit);
        assert_eq!(read(&words).words(), words, "{unit:?}");
    }
    for tail in [")", ".", "]", "...", "”"] {
        let words = format!("http://a.b{}", full(1 << 18, tail));
        assert_eq!(read(&words).words(), words, "{tail:?} after an address");
        let words = format!("{}{}", full(1 << 18, "a.io/[1]. "), full(1 << 18, tail));
        assert_eq!(read(&words).words(), words, "{tail:?} after many");
    }
}

#[test]
fn many_notes_and_many_titles_are_read_all_the_same() {
    let notes: String =
        (0..100_000).map(|n| format!("[{}] http://a.b/{n}\n", n % 999 + 1)).collect();
    let marks = "[1] a".repeat(100_000);
    let titles =
        "What the third gate was for\n\nIt was for the water of the mill.\n\n".repeat(100_000);
    let one_target = format!("{marks}\n\n[1] {}\n", "a.b ".repeat(100_000));
    for words in [format!("{marks}\n\n{notes}"), titles + &notes, one_target] {
        assert_eq!(read(&words).words().len(), words.len());
    }
}

#[test]
fn marks_that_a_crowd_of_targets_in_another_style_precedes_are_joined_all_the_same() {
    let n = 50_000;
    let words = format!("{}\n\n{}(1) http://a.b\n", "a (1) ".repeat(n), "[1] a\n".repeat(n));
    let text = read(&words);
    let joined = text.items.iter().filter_map(|item| match &item.body {
        Body::Reference(mark) => mark.target,
        _ => None,
    });
    let last = words.rfind("(1)").unwrap();
    assert_eq!(joined.filter(|target| target.start() == last).count(), n);
}

#[test]
fn more_than_a_text_keeps_is_counted_and_told() {
    let words = "a [1] ".repeat(300_000);
    let text = read(&words);
    assert_eq!(text.words(), words);
    assert_eq!(text.items.len(), 200_000);
    assert_eq!(text.items[0].body.hull(), Some(Span::new(2, 5)));
    let told: Vec<_> = text.diagnostics.iter().map(|told| told.message.as_str()).collect();
    assert!(told[..50].iter().all(|told| *told == "the note [1] has no target in this text"));
    assert_eq!(
        told[50..],
        [
            "marks of notes without a target: 199950 more",
            "references left out, since a text keeps 200,000: 100000",
        ]
    );
}

/// A page with a section of each kind.
const EACH: &str = "\
VALLEY PAPERS, SHEET 4
The closing of the mill road
Compiled by Ruth Calder, 3 March 2021

What the lock-keeper saw at the upper weir
Posted by Ruth Calder on 3 March 2021

The gates were shut on a Tuesday [1], and nobody in the valley had been told of it by the board.

Photo: the middle gate in March.

Hal Winterton writes:

> Edda Thorne wrote:
> > The gates were opened on Friday.
> I had not heard of that.

Three things were asked of the board:

- Who shut the gate.
- Who paid for it.

Gate\tOpened
Upper\t3 March
Lower\t4 March

قال رئيس البلدية إن الرصيف سيغلق طوال فصل الشتاء.

Reply by Simon Aske: I farm at Lowfold and had no card through the door.

[1] http://example.org/first

Who opened the gates of the weir again
Posted by Ruth Calder on 9 March 2021

The gates were opened on a Friday [1], and the crew of the mill was told of it by the board.

[1] http://example.org/second
";

#[test]
fn every_kind_of_section_is_told_and_stands_in_the_smallest_one_around_it() {
    use SectionKind::{Body, Caption, Heading, List, Note, Post, Quoted, Reply, Table};
    let text = read(EACH);
    let found: Vec<_> = text
        .sections()
        .map(|(_, section)| {
            let parent = section.parent.as_ref();
            let parent = text.sections().find(|(item, _)| Some(&item.id) == parent);
            (section.kind, parent.map(|(_, parent)| parent.kind))
        })
        .collect();
    let wanted = [
        (Heading, None),
        (Post, None),
        (Caption, Some(Post)),
        (Quoted, Some(Post)),
        (Quoted, Some(Quoted)),
        (List, Some(Post)),
        (Table, Some(Post)),
        (Body, Some(Post)),
        (Reply, Some(Post)),
        (Note, Some(Post)),
        (Post, None),
        (Note, Some(Post)),
    ];
    assert_eq!(found, wanted);
    assert!(SectionKind::ALL.iter().all(|kind| found.iter().any(|(found, _)| found == kind)));
}

#[test]
fn sections_say_their_language_and_the_way_their_script_runs() {
    let text = read(EACH);
    assert_eq!(text.language.as_deref(), Some("en"));
    let of = |kind| text.sections().find(|(_, s)| s.kind == kind).map(|(_, s)| s).unwrap();
    let post = of(SectionKind::Post);
    assert_eq!((post.language.as_deref(), post.direction), (Some("en"), Direction::LeftToRight));
    let body = of(SectionKind::Body);
    assert_eq!((body.language.as_deref(), body.direction), (Some("ar"), Direction::RightToLeft));
    // Too short to tell.
    assert_eq!(of(SectionKind::Caption).language, None);
}
