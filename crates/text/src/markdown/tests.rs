use super::*;
use proptest::prelude::*;

fn markdown(text: &str) -> Draft {
    let draft = read(text);
    check(&draft, text).unwrap();
    draft
}

fn check(draft: &Draft, text: &str) -> Result<(), TestCaseError> {
    let words = &draft.words;
    prop_assert!(draft.map.fits(words.len(), text.len() as u64));
    for run in draft.map.runs() {
        let (at, from, len) = (run.text as usize, run.source as usize, run.units as usize);
        if run.text_unit == 1 && run.source_unit == 1 {
            prop_assert_eq!(&words.as_bytes()[at..at + len], &text.as_bytes()[from..from + len]);
        }
    }
    let sections = draft.sections.iter().map(|s| s.span);
    let references = draft.references.iter().flat_map(|r| [Some(r.body.span), r.body.target]);
    for span in sections.chain(references.flatten()) {
        prop_assert!(span.of(words).is_some_and(|w| !w.is_empty()), "{:?}", span);
    }
    for (i, section) in draft.sections.iter().enumerate() {
        if let Some(parent) = section.parent {
            prop_assert!(parent < i && draft.sections[parent].span.contains(section.span));
        }
    }
    let mut at = 0;
    for run in draft.map.runs() {
        let from = run.text as usize;
        let made = words[at..from].chars().all(|c| " \n\t“”".contains(c));
        prop_assert!(made, "{:?}", &words[at..from]);
        at = from + (run.units * run.text_unit) as usize;
    }
    Ok(())
}

#[test]
fn gives_the_rendered_words() {
    let draft = markdown(
        "# The *pier*\n\nIt is **shut**, said\nAna &amp; Bram\\*.  \nSo `a  b`.\n\n- one\n- two\n  \
         - three\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx\n\ny\n```\n\n---\n\nend\n",
    );
    assert_eq!(
        draft.words,
        "The pier\n\nIt is shut, said Ana & Bram*.\nSo a  b.\n\none\ntwo\nthree\n\nquoted\n\n\
         a\tb\n1\t2\n\nx\n\ny\n\nend"
    );
    assert_eq!(draft.title.as_deref(), Some("The pier"));
}

#[test]
fn maps_words_to_their_bytes() {
    let text = "Said *Ana* &amp; `so`.";
    let draft = markdown(text);
    let at = draft.words.find("& so").unwrap();
    let ranges = draft.map.source_of(Span::new(at, at + 4));
    assert_eq!(&text[ranges[0].start as usize..ranges[0].end as usize], "&amp; ");
    assert_eq!(&text[ranges[1].start as usize..ranges[1].end as usize], "so");
}

#[test]
fn code_maps_to_its_own_bytes_and_not_to_its_backticks() {
    for (text, from) in [("`` ` ``", 3), ("`a`", 1), ("` `` `", 2), ("``  ` ``", 4)] {
        let draft = markdown(text);
        let runs: Vec<_> =
            draft.map.runs().iter().map(|run| (run.source, run.source_unit)).collect();
        let own = draft.words.len() - draft.words.trim_start().len();
        assert_eq!(runs, [(from - own as u64, 1)], "{text}");
    }
}

#[test]
fn joins_notes_and_names_a_missing_one() {
    let draft = markdown(
        "Shut.[^a] Open.[^4] `[^5]`\n\n[^a]: The [log](https://example.org/log), as kept.\n",
    );
    assert_eq!(draft.words, "Shut.[a] Open.[^4] [^5]\n\n[a] The log, as kept.");
    let kinds: Vec<_> = draft.references.iter().map(|r| r.body.kind).collect();
    use ReferenceKind::{FootnoteMark, FootnoteTarget, Hyperlink};
    assert_eq!(kinds, [FootnoteMark, FootnoteMark, FootnoteTarget, Hyperlink]);
    let mark = &draft.references[0].body;
    assert_eq!(mark.target.unwrap().of(&draft.words), Some("[a] The log, as kept."));
    assert_eq!(mark.url.as_deref(), Some("https://example.org/log"));
    assert_eq!(draft.references[1].body.target, None);
    assert_eq!(draft.diagnostics.len(), 1);
    assert_eq!(draft.diagnostics[0].message, "the note [^4] has no target");
}

#[test]
fn reads_front_matter_and_bylines() {
    let draft = markdown(
        "---\ntitle: \"The pier\"\nauthor: Ana Ruiz\ndate: 2021-03-03\nlang: en\n\
         url: https://example.org/a/\n---\nSee [b](b).\n",
    );
    assert_eq!(draft.words, "See b.");
    assert_eq!(
        (draft.title.as_deref(), draft.author.as_deref()),
        (Some("The pier"), Some("Ana Ruiz"))
    );
    assert_eq!(draft.published.unwrap().to_string(), "2021-03-03");
    assert_eq!(draft.references[0].body.url.as_deref(), Some("https://example.org/a/b"));
    let byline = markdown("# T\n\n*By Ana Ruiz, 3 March 2021.*\n\nText.");
    assert_eq!(byline.author.as_deref(), Some("Ana Ruiz"));
    assert_eq!(byline.published.unwrap().to_string(), "2021-03-03");
}

#[test]
fn names_who_a_quoted_block_quotes() {
    let draft =
        markdown("Bram Oude wrote:\n\n> It was open.\n\n> Shut.\n> \n> — Ana Ruiz, mayor\n");
    let speakers: Vec<_> = draft.sections.iter().map(|s| s.speaker.as_deref()).collect();
    assert_eq!(speakers, [Some("Bram Oude"), Some("Ana Ruiz")]);
}

#[test]
fn a_picture_alone_gives_a_caption_and_one_in_a_line_nothing() {
    let draft = markdown("![The *pier* at noon](p.jpg)\n\nSee ![icon](i.png) here.\n");
    assert_eq!(draft.words, "The pier at noon\n\nSee  here.");
    assert_eq!(draft.sections[0].kind, SectionKind::Caption);
}

#[test]
fn html_inside_gives_its_words() {
    let text = "One\n\n<div>\n<p>two &lt; <a href='https://example.org'>three</a></p>\n</div>\n\n\
                <!-- no -->\n\nfour <b>five</b>\n";
    let draft = markdown(text);
    assert_eq!(draft.words, "One\n\ntwo < three\n\nfour five");
    assert_eq!(draft.references[0].body.span.of(&draft.words), Some("three"));
    let at = draft.words.find("three").unwrap();
    let range = draft.map.source_of(Span::new(at, at + 5)).remove(0);
    assert_eq!(&text[range.start as usize..range.end as usize], "three");
}

#[test]
fn hostile_texts_take_linear_time() {
    for part in [">", "[", "*", "`", "- ", "[^1]", "[^1]: ", "<div>\n", "|a|\n|-|\n", "![", "&"] {
        markdown(&part.repeat(20_000));
    }
    let deep = format!("{}{}", "> ".repeat(20_000), "x\n".repeat(20_000));
    let draft = markdown(&deep);
    assert_eq!(draft.words, deep);
    assert!(draft.diagnostics.iter().any(|d| d.message.contains("too deep")));
    assert_eq!(markdown("").words, "");
}

fn markup() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "    ",
        "> ",
        "- ",
        "1. ",
        "# ",
        "*",
        "**",
        "`",
        "```\n",
        "[",
        "](x)",
        "](#n)",
        "![",
        "[^1]",
        "[^1]: ",
        "[^9]",
        "| a | b |\n|---|---|\n",
        "| c |",
        "&amp;",
        "&#0;",
        "\\*",
        "\\",
        "<b>",
        "<div>",
        "</div>\n",
        "<!--",
        "-->",
        "<br>",
        "<https://a.b>",
        "<a@b.c>",
        "---\n",
        "title: x\n",
        "Ana Ruiz wrote:",
        "— Ana",
        "é",
        "word",
        " ",
        "  \n",
        "\0",
    ]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_word_of_any_text_has_its_bytes(text in markup()) {
        check(&read(&text), &text)?;
    }
}
