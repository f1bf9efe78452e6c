//! Pages of every shape: nothing panics, and every word maps to its bytes.

use super::*;
use proptest::prelude::*;
use sayso_model::{ReferenceKind, SectionKind, Span};

fn page(text: &str) -> Draft {
    let draft = read(text, &Hints::default());
    check(&draft, text).unwrap();
    draft
}

/// Spans fit the words; the map fits both; words taken over verbatim are the page's own bytes;
/// sections lie inside their parents.
fn check(draft: &Draft, text: &str) -> Result<(), TestCaseError> {
    let words = &draft.words;
    prop_assert!(draft.map.fits(words.len(), text.len() as u64));
    for run in draft.map.runs() {
        let (at, from, len) = (run.text as usize, run.source as usize, run.units as usize);
        if run.text_unit == 1 && run.source_unit == 1 {
            prop_assert_eq!(&words.as_bytes()[at..at + len], &text.as_bytes()[from..from + len]);
        }
        prop_assert!(text.is_char_boundary(from));
    }
    let sections = draft.sections.iter().map(|s| s.span);
    let references = draft.references.iter().flat_map(|r| [Some(r.body.span), r.body.target]);
    for span in sections.chain(references.flatten()) {
        prop_assert!(span.of(words).is_some_and(|w| !w.is_empty() && w.trim() == w), "{:?}", span);
    }
    for (i, section) in draft.sections.iter().enumerate() {
        if let Some(parent) = section.parent {
            prop_assert!(parent < i && draft.sections[parent].span.contains(section.span));
        }
    }
    // Every word that a reader sees has bytes: only separators, quotation marks and a mark's brackets have none.
    let mut at = 0;
    for run in draft.map.runs() {
        let from = run.text as usize;
        let made = words[at..from].chars().all(|c| " \n\t“”[]".contains(c));
        prop_assert!(made, "{:?}", &words[at..from]);
        at = from + (run.units * run.text_unit) as usize;
    }
    Ok(())
}

fn source<'t>(draft: &Draft, text: &'t str, words: &str) -> &'t str {
    let at = draft.words.find(words).unwrap();
    let ranges = draft.map.source_of(Span::new(at, at + words.len()));
    let (first, last) = (ranges.first().unwrap(), ranges.last().unwrap());
    &text[first.start as usize..last.end as usize]
}

#[test]
fn separates_blocks_lines_and_cells() {
    let draft = page(
        "<h1>One</h1>two <b>bold</b>\n  three<br>four<p>five<div>six<ul><li>a<li>b<ul><li>c</ul>\
         </ul><table><tr><td>1<td><p>2</p><tr><td><td>3</table>end<pre>\n x\n\n  y</pre>",
    );
    assert_eq!(
        draft.words,
        "One\n\ntwo bold three\nfour\n\nfive\n\nsix\n\na\nb\nc\n\n1\t2\n\t3\n\nend\n\n x\n\n  y"
    );
}

#[test]
fn a_no_break_space_stays_and_white_space_collapses() {
    let draft = page("<p> a\u{a0}b&nbsp;c \r\n <i> d</i> </p>");
    assert_eq!(draft.words, "a\u{a0}b\u{a0}c d");
}

#[test]
fn maps_words_to_their_bytes() {
    let text = "<p>The &ldquo;old&rdquo; pier &amp; the <b>new</b> bridge&#8217;s end</p>";
    let draft = page(text);
    assert_eq!(draft.words, "The “old” pier & the new bridge’s end");
    assert_eq!(source(&draft, text, "“old”"), "&ldquo;old&rdquo;");
    assert_eq!(source(&draft, text, "& the new"), "&amp; the <b>new");
    assert_eq!(source(&draft, text, "’s"), "&#8217;s");
}

#[test]
fn inline_quotations_get_their_marks() {
    assert_eq!(page("<p>He said <q>no</q>.").words, "He said “no”.");
}

#[test]
fn leaves_out_menus_and_what_is_never_shown() {
    let draft = page(
        "<script>let a = '<p>no</p>';</script><style>p{}</style><nav>Home</nav>\
         <div class='site-footer'>Contact</div><div hidden>later</div>\
         <p>The bridge was closed on Monday, and the ferry ran until midnight.</p>\
         <svg><text>drawn</text></svg><button>Send</button><p style='display: none'>gone",
    );
    assert_eq!(draft.words, "The bridge was closed on Monday, and the ferry ran until midnight.");
    assert!(draft.diagnostics[0].message.contains("characters of menus"));
}

#[test]
fn in_doubt_words_stay() {
    let text = "<body class='has-sidebar'><div class='nav-tab-content'>The tide was low.</div>\
                <div id='menu'>Every word of this page stands in what calls itself a menu, so it \
                is not one.</div>";
    let words = page(text).words;
    assert!(words.contains("The tide was low.") && words.contains("is not one"), "{words}");
    let streamed = "<p>Loading the page, please wait for it.</p><div hidden id='S:2'><main><p>The \
                    tide was low at noon, and the ferry waited.</p></main></div>";
    assert!(page(streamed).words.contains("The tide was low"));
    let state = "<div class='text sidebar-enabled--false'>The tide was low.</div><p>It was noon.";
    assert!(page(state).words.contains("The tide was low"));
}

#[test]
fn the_only_main_part_is_the_text_with_its_headline() {
    let draft = page(
        "<header><h1>The pier</h1><p>By Ana Ruiz</p></header><div>Most read: the ferry</div>\
         <main><p>The pier was closed on Monday, said the harbour master.</p></main>",
    );
    assert!(draft.words.starts_with("The pier\n\nBy Ana Ruiz\n\nThe pier was closed"));
    assert!(!draft.words.contains("Most read"));
    assert_eq!(draft.author.as_deref(), Some("Ana Ruiz"));
}

#[test]
fn text_for_browsers_without_scripts_is_read_where_there_is_no_other() {
    let sentence = "<p>The harbour master said that the pier was closed.</p>".repeat(30);
    let text = format!("<div id=app></div><noscript><h1>Pier</h1>{sentence}</noscript>");
    let draft = page(&text);
    assert!(draft.words.starts_with("Pier\n\nThe harbour master"));
    assert_eq!(source(&draft, &text, "Pier"), "Pier");
    let kept = page(&format!("<pre>a<noscript>b</noscript> c</pre>{}", text));
    assert!(kept.words.starts_with("a") && kept.words.contains("Pier"));
    let both = format!("<p>Words.</p>{sentence}<noscript>Turn scripts on.</noscript>");
    assert!(!page(&both).words.contains("scripts"));
}

const SENTENCE: &str =
    "The harbour master said on Monday that the old pier of Vell was closed for good.";

/// An article of some length, with this below it.
fn article_with(below: &str) -> String {
    let body = format!("<p>{SENTENCE}</p>").repeat(8);
    format!("<div class=page><h1>The pier</h1><div class=text>{body}{below}</div></div>")
}

#[test]
fn the_text_is_where_the_prose_is() {
    let text = format!(
        "<div class=top><b>Vell</b> <span>Tides today</span></div><div class=wrap><h1>The pier</h1>\
         <p>By Ana Ruiz</p><div class=body>{}</div><div class=more><span>Ferry times</span></div>\
         </div><div class=end>All rights reserved</div>",
        format!("<p>{SENTENCE}</p>").repeat(8)
    );
    let draft = page(&text);
    let begins = draft.words.starts_with("The pier\n\nBy Ana Ruiz\n\nThe harbour master");
    assert!(begins, "{}", draft.words);
    for gone in ["Tides", "Ferry", "rights"] {
        assert!(!draft.words.contains(gone), "{gone}");
    }
    let left_out = "Vell Tides today Ferry times All rights reserved";
    let letters = left_out.chars().filter(|c| !c.is_whitespace()).count();
    let told = format!("{letters} characters of menus and the like were left out");
    assert!(draft.diagnostics.iter().any(|d| d.message == told), "{:?}", draft.diagnostics);
}

#[test]
fn blocks_that_their_headings_give_away_are_left_out() {
    let links = "<ul><li><a href=/a>The ferry</a><li><a href=/b>The tide</a></ul>";
    for heading in
        ["<h2>Related articles</h2>", "<h3>You may also like</h3>", "<p><b>Lire aussi :</b></p>"]
    {
        for below in [format!("<div>{heading}{links}</div>"), format!("{heading}{links}")] {
            let words = page(&article_with(&below)).words;
            assert!(words.ends_with("for good."), "{heading} {words}");
        }
    }
    // A heading that only begins like one, and a list that says what it is: sources stay.
    for heading in ["<h2>Related parties of the board</h2>", "<h2>Sources</h2>"] {
        let words = page(&article_with(&format!("{heading}{links}"))).words;
        assert!(words.ends_with("The ferry\nThe tide"), "{heading} {words}");
    }
}

#[test]
fn a_page_of_links_keeps_them() {
    let item = "<div class=item><h3><a href=/a>The old pier is closed</a></h3></div>";
    let words = page(&format!("<h1>News</h1><div class=list>{}</div>", item.repeat(12))).words;
    assert_eq!(words.matches("The old pier is closed").count(), 12);
}

#[test]
fn comments_below_an_article_stay() {
    let comment = |who: &str| {
        format!(
            "<div class=comment><b class=author>{who}</b> <time datetime=2021-03-04>4 March</time>\
             <p>It was open at noon, as far as I could see from here.</p></div>"
        )
    };
    let text = format!(
        "<main>{}</main><div class=below>{}{}</div>",
        article_with(""),
        comment("seagull7"),
        comment("Bram Oude")
    );
    let draft = page(&text);
    let authors: Vec<_> = draft
        .sections
        .iter()
        .filter(|s| s.kind == SectionKind::Reply)
        .filter_map(|s| s.author.as_deref())
        .collect();
    assert_eq!(authors, ["seagull7", "Bram Oude"]);
    assert_eq!(draft.words.matches("open at noon").count(), 2);
}

#[test]
fn beside_a_post_the_name_is_kept() {
    let post = |n: usize, who: &str| {
        format!(
            "<div class=post id=p{n}><dl class=postprofile><dt><a class=username href=/u>{who}</a>\
             </dt><dd>Senior member</dd><dd>Joined: 2009</dd></dl><div class=postbody>\
             <p class=author>by <b>{who}</b> » 3 March 2021</p><time>3 March 2021</time>\
             <div class=content>{SENTENCE} {SENTENCE}</div></div></div>"
        )
    };
    let posts: String =
        ["Ana Ruiz", "seagull7", "Bram Oude"].iter().zip(1..).map(|(w, n)| post(n, w)).collect();
    let text = format!(
        "<div class=bar>Quick search</div><h1>The pier</h1><div class=posts>{posts}</div><div>Who is online</div>"
    );
    let draft = page(&text);
    for gone in ["Senior", "Joined", "Quick search", "Who is online"] {
        assert!(!draft.words.contains(gone), "{gone} {}", draft.words);
    }
    assert_eq!(draft.words.matches("closed for good").count(), 6);
    let authors: Vec<_> = draft.sections.iter().filter_map(|s| s.author.as_deref()).collect();
    assert_eq!(authors, ["Ana Ruiz", "seagull7", "Bram Oude"]);
}

#[test]
fn an_article_in_linked_data_is_read_where_the_page_shows_none() {
    let body = format!("Caf\\u00e9 \\\"Vell\\\".\\n{}", SENTENCE.repeat(9));
    let text = format!(
        "<title>x</title><script type=application/ld+json>{{\"@type\": \"NewsArticle\", \
         \"articleBody\": \"{body}\"}}</script><div id=app>Loading</div>"
    );
    let draft = page(&text);
    assert!(draft.words.starts_with("Loading\n\nCafé \"Vell\".\nThe harbour"), "{}", draft.words);
    assert_eq!(source(&draft, &text, "Café"), "Caf\\u00e9");
    assert_eq!(source(&draft, &text, "harbour"), "harbour");
    assert!(draft.diagnostics.iter().any(|d| d.message.contains("articleBody")));
    let script = format!("<script>{}</script><p>Loading", "let a = 1;".repeat(2_000));
    let unread = page(&script);
    assert!(unread.diagnostics.iter().any(|d| d.message.contains("was not read")));
}

#[test]
fn says_how_the_day_of_publication_is_known() {
    let how = |text: &str| {
        let draft = page(text);
        Some(draft.published?.to_string()).zip(draft.dated)
    };
    let is = |how: &'static str| Some(("2021-03-03".to_owned(), how));
    let meta = "<meta name=date content=2021-03-03><p>Posted on 4 March 2021";
    assert_eq!(how(meta), is("as its metadata state"));
    let data = "<script type='application/ld+json'>{\"@type\":\"BlogPosting\",\
                \"datePublished\":\"2021-03-03T10:00:00Z\"}</script><p>x";
    assert_eq!(how(data), is("as its linked data state"));
    assert_eq!(
        how("<h1>The pier</h1><p>Posted on 3 March 2021</p>"),
        is("as it is written at its head")
    );
    assert_eq!(
        how("<p>A <time datetime=2021-03-03>yesterday</time> b"),
        is("the first time given at its head")
    );
    assert_eq!(
        how("<link rel=canonical href=https://vell.example/2021/03/03/pier><p>x"),
        is("out of its address")
    );
    assert_eq!(how("<link rel=canonical href=https://vell.example/2021/99/03/pier><p>x"), None);
}

#[test]
fn the_author_is_somebody_not_a_label_nor_the_outlet() {
    let draft = page(
        "<meta property=og:site_name content='The Vell Courier'><meta name=author content='The Vell Courier'>\
         <div class=author>Author</div><div class=post-author><a href=/ana>Ana Ruiz</a> 12 posts</div><p>x",
    );
    assert_eq!(draft.author.as_deref(), Some("Ana Ruiz"));
    let alone =
        page("<meta property=og:site_name content=Vell><meta name=author content=Vell><p>x");
    assert_eq!(alone.author.as_deref(), Some("Vell"));
    let dated = page("<h1>A</h1><p class=byline><time>04 April 2017</time></p><p>x");
    assert_eq!(dated.author, None);
    assert_eq!(dated.published.unwrap().to_string(), "2017-04-04");
}

#[test]
fn reads_metadata() {
    let draft = read(
        "<html lang=pt><title>A | B</title><meta property=og:site_name content='The Courier'>\
         <meta name=Author content='Ana Ruiz'><link rel=canonical href=/a/b>\
         <meta property=article:published_time content=2021-03-03T10:00:00Z><p>x</p>",
        &Hints { address: Some("https://example.org/z"), ..Hints::default() },
    );
    assert_eq!(draft.title.as_deref(), Some("A | B"));
    assert_eq!(draft.author.as_deref(), Some("Ana Ruiz"));
    assert_eq!(draft.outlet.as_deref(), Some("The Courier"));
    assert_eq!(draft.address.as_deref(), Some("https://example.org/a/b"));
    assert_eq!(draft.published.unwrap().to_string(), "2021-03-03");
    assert_eq!(draft.language.as_deref(), Some("pt"));
}

#[test]
fn joins_marks_to_their_notes_and_names_a_missing_one() {
    let draft = page(
        "<p>Closed.<sup><a href='#n1'>[1]</a></sup> Open.<sup><a href='#n4'>[4]</a></sup> See \
         <a href='#top'>above</a>, <a href='mailto:a@example.org'>write</a>.</p>\
         <ol><li id=n1>The <a href='https://example.org/log'>log</a>. <a href='#r1'>↑</a></ol>",
    );
    let kinds: Vec<_> = draft.references.iter().map(|r| r.body.kind).collect();
    use ReferenceKind::{FootnoteMark, FootnoteTarget, Hyperlink};
    assert_eq!(kinds, [FootnoteMark, FootnoteMark, FootnoteTarget, Hyperlink]);
    let first = &draft.references[0].body;
    assert_eq!(first.url.as_deref(), Some("https://example.org/log"));
    assert_eq!(first.target.unwrap().of(&draft.words), Some("The log. ↑"));
    assert_eq!(draft.references[1].body.target, None);
    assert!(draft.diagnostics.iter().any(|d| d.message == "the note [4] has no target"));
    assert_eq!(draft.sections.last().unwrap().kind, SectionKind::Note);
}

#[test]
fn tells_posts_replies_and_quotations_apart() {
    let draft = page(include_str!("../../tests/pages/html-thread.html"));
    let told: Vec<_> = draft
        .sections
        .iter()
        .filter(|s| s.kind != SectionKind::Heading)
        .map(|s| (s.kind, s.author.as_deref().or(s.speaker.as_deref()), s.parent.is_some()))
        .collect();
    assert_eq!(
        told,
        [
            (SectionKind::Post, Some("Ana Ruiz"), false),
            (SectionKind::Reply, Some("seagull7"), true),
            (SectionKind::Quoted, Some("Ana Ruiz"), true),
            (SectionKind::Post, Some("Bram Oude"), false),
        ]
    );
    assert_eq!(draft.sections[1].published.as_ref().unwrap().to_string(), "2021-03-03");
    assert_eq!(draft.author, None, "no one author's page");
}

/// The authors of the posts of a page, each with that of the post it stands in.
fn answers(draft: &Draft) -> Vec<(&str, Option<&str>)> {
    let author = |s: usize| draft.sections[s].author.as_deref();
    let posts = draft.sections.iter().filter(|s| s.kind == SectionKind::Reply);
    posts.map(|s| (s.author.as_deref().unwrap_or("?"), s.parent.and_then(author))).collect()
}

#[test]
fn a_reply_stands_in_the_comment_it_replies_to() {
    let said = |who: &str| {
        format!(
            "<cite class=fn>{who}</cite> <time>3 March 2021</time><p>It was open at noon, as far as \
             I could see.</p>"
        )
    };
    let [ana, bram, carla] = ["Ana Ruiz", "Bram Oude", "Carla Mint"].map(said);
    let inside = format!(
        "<ol class=comment-list><li class=comment id=c1><article class=comment-body>{ana}</article>\
         <ol class=children><li class='comment depth-2'><article class=comment-body>{bram}</article>\
         </li></ol></li><li class=comment><article>{carla}</article></li></ol>"
    );
    let beside = format!(
        "<ul><li><div class=comment>{ana}</div><ul><li><div class=comment>{bram}</div></li></ul>\
         </li><li><div class=comment>{carla}</div></li></ul>"
    );
    let blocks = format!(
        "<div class=all><div class=thread><div class=comment>{ana}</div><div class=replies>\
         <div class=comment>{bram}</div></div></div><div class=comment>{carla}</div></div>"
    );
    for text in [inside, beside, blocks] {
        let draft = page(&text);
        let wanted = [("Ana Ruiz", None), ("Bram Oude", Some("Ana Ruiz")), ("Carla Mint", None)];
        assert_eq!(answers(&draft), wanted, "{text}");
        assert!(draft.sections.iter().all(|s| s.kind != SectionKind::List), "{text}");
    }
}

#[test]
fn a_comment_may_be_signed_by_a_line_with_a_day() {
    let comment = |line: &str| {
        format!(
            "<li class=comment><h4>The pier</h4><div>{line}</div><p>It was open at noon, as far as \
             I could see.</p></li>"
        )
    };
    let text = format!(
        "<p>x<ul>{}{}</ul>",
        comment("by seagull7 ( 4711 ) on Wednesday March 3, 2021 @10:40AM"),
        comment("By Monday it will be open")
    );
    assert_eq!(answers(&page(&text)), [("seagull7", None), ("?", None)]);
}

#[test]
fn a_remark_in_a_program_is_no_comment() {
    let draft = page("<pre>let a = 1; <span class=comment>// Ana Ruiz</span></pre>");
    assert_eq!(draft.sections, []);
}

#[test]
fn what_a_picture_shows_is_a_caption_with_its_bytes() {
    let text = format!(
        "<article><h1>The pier</h1><p>{SENTENCE} <img alt='Two men &amp; a crane on the pier of \
         Vell.'> It was noon.</p><figure><img alt='The pier of Vell at noon in March.'><figcaption>The \
         pier of Vell, at noon in March. Lena Marsh</figcaption></figure><p>{SENTENCE}</p><a href=/x>\
         <img alt='Ten ferries that you should see now'></a><img alt='Ana Ruiz'>\
         <div role=img aria-label=\"A map of the harbour with the pier.\">x</div></article>"
    );
    let draft = page(&text);
    let wanted = format!(
        "The pier\n\n{SENTENCE} It was noon.\n\nTwo men & a crane on the pier of Vell.\n\nThe pier \
         of Vell, at noon in March. Lena Marsh\n\n{SENTENCE}\n\nA map of the harbour with the \
         pier.\n\nx"
    );
    assert_eq!(draft.words, wanted);
    assert_eq!(source(&draft, &text, "men & a crane"), "men &amp; a crane");
    let captions = draft.sections.iter().filter(|s| s.kind == SectionKind::Caption);
    let captions: Vec<_> = captions.filter_map(|s| s.span.of(&draft.words)).collect();
    assert_eq!(captions.len(), 3);
    assert_eq!(captions[0], "Two men & a crane on the pier of Vell.");
    assert!(draft.diagnostics.iter().any(|d| d.message.contains("of 2 pictures")));
}

#[test]
fn a_picture_stays_with_the_post_it_stands_in() {
    let text = "<ul><li class=comment><b class=author>Ana Ruiz</b> <time>3 March 2021</time> It was \
                open <img alt='A man at the gate of the pier.'> at noon.</li><li class=comment>\
                <b class=author>Bram Oude</b> <time>4 March 2021</time> It was not.</li></ul>";
    let draft = page(text);
    let caption = draft.sections.iter().find(|s| s.kind == SectionKind::Caption).unwrap();
    let post = &draft.sections[caption.parent.unwrap()];
    assert_eq!(post.author.as_deref(), Some("Ana Ruiz"));
    assert!(
        post.span.of(&draft.words).unwrap().ends_with("at noon.\n\nA man at the gate of the pier.")
    );
}

#[test]
fn a_saved_page_says_where_it_was() {
    let comments = [
        "<!-- saved from url=(0031)https://vell.example/2021/pier -->",
        "<!--\n Page saved with SingleFile \n url: https://vell.example/2021/pier \n saved date: x\n-->",
    ];
    for comment in comments {
        let text = format!("<html>{comment}<p>See <a href=map>the map</a>.");
        let draft = page(&text);
        assert_eq!(draft.address.as_deref(), Some("https://vell.example/2021/pier"));
        assert_eq!(draft.references[0].body.url.as_deref(), Some("https://vell.example/2021/map"));
        assert!(draft.diagnostics.iter().any(|d| d.message.contains("saved from")), "{comment}");
    }
    assert_eq!(page("<!-- saved from url=(0014)about:internet --><p>x").address, None);
    let hints = Hints { address: Some("https://other.example/a"), ..Hints::default() };
    let got = read(&format!("{}<p>x", comments[0]), &hints);
    assert_eq!(got.address.as_deref(), Some("https://other.example/a"));
}

#[test]
fn broken_pages_give_their_words() {
    for (text, words) in [
        ("<p>a<div>b</p>c</div></span>d", "a\n\nb\n\nc\n\nd"),
        ("a<b>b<p>c</b>d</div></div>e", "ab\n\ncd\n\ne"),
        ("x <div", "x"),
        ("x < y & z <> w </> v </", "x < y & z <> w v </"),
        ("<!-- never closed <p>x", ""),
        ("<title>t", ""),
        ("a\0b", "a\0b"),
        ("<td>a<td>b", "a\nb"),
        ("", ""),
    ] {
        assert_eq!(page(text).words, words, "{text}");
    }
}

#[test]
fn hostile_pages_take_linear_time() {
    const N: usize = 100_000;
    let nested = format!("{}deep{}after", "<div>".repeat(N), "</div>".repeat(N));
    let draft = page(&nested);
    assert_eq!(draft.words, "deep\n\nafter");
    assert!(draft.diagnostics.iter().any(|d| d.message.contains("nested too deep")));
    assert_eq!(page(&format!("{}x", "<b>".repeat(N))).words, "x");
    assert_eq!(page(&format!("{}x", "<b class=c>".repeat(N))).words, "x");
    assert_eq!(page(&"<".repeat(1 << 20)).words.len(), 1 << 20);
    assert_eq!(page(&"&".repeat(1 << 20)).words.len(), 1 << 20);
    assert_eq!(page(&"\0".repeat(1 << 20)).words.len(), 1 << 20);
    page(&"<noscript".repeat(N));
    page(&format!("{}>", "<noscript".repeat(N)));
    page(&"<a href='#x'><table><td>".repeat(N / 2));
    page(&"<div class=comment><p>It was open at noon, I think. ".repeat(N / 10));
    page(&"<ul><li><a href=x>y</a></ul><h2>Related</h2>".repeat(N / 10));
    page(&format!("{}{}", "<div>".repeat(500), "<h2>Related</h2>".repeat(N / 10)));
    page(&"<div class=post><div class=userinfo><a>x</a>".repeat(N / 10));
    page(&format!("<script type=application/ld+json>{}", "{\"@type\":[".repeat(N)));
    let people = "{\"@type\":\"Article\",\"author\":{\"@id\":\"x\"}},".repeat(N / 20);
    page(&format!("<script type=application/ld+json>[{people}]</script>"));
    page(&format!("<figure>{}", "<img alt='Two men stand on the pier.'>".repeat(N / 2)));
    page(&format!("<pre>{}", "<img alt='Two men stand on the pier.'><li>".repeat(N / 4)));
    page(&"<ul><li><div class=comment>A<ul>".repeat(N / 10));
    page(&"<h1><time><div class='author post'>1 March 2021 ".repeat(N / 4));
    page(&"</b></p></div>".repeat(N));
    page(&"<td>".repeat(N));
    page(&format!("{}<p id=a>x", "<sup><a href=#a>1</a></sup>".repeat(N / 4)));
    page(&"<blockquote>A wrote:".repeat(N / 4));
    let line = "a, b ".repeat(N);
    page(&format!("{}{line}", "<blockquote>".repeat(500)));
    page(&format!("<blockquote>{}{line}", "<cite>".repeat(500)));
}

fn markup() -> impl Strategy<Value = String> {
    let tags = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div class=post>",
        "</div>",
        "<b>",
        "</b>",
        "<a href='#n'>",
        "</a>",
        "<a href=x>",
        "<ul>",
        "<li id=n>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<pre>",
        "</pre>",
        "<q>",
        "</q>",
        "<br>",
        "<blockquote>",
        "</blockquote>",
        "<cite>",
        "</cite>",
        "<main>",
        "</main>",
        "<article>",
        "</article>",
        "<time>1 May 2020</time>",
        "<sup>",
        "</sup>",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<textarea>",
        "<svg>",
        "</svg>",
        "<noscript>",
        "</noscript>",
        "<nav>",
        "</nav>",
        "<h2>",
        "</h2>",
        "<!--",
        "-->",
        "</>",
        "<![CDATA[",
        "<span class=author>",
        "</span>",
        "<xmp>",
        "</xmp>",
        "<math/>",
        "<img alt='",
        "<img alt=",
        "<img alt=\"It was a fine &amp day on the&ampx pier.",
        "<div role=img aria-label='The pier of Vell\r\n at noon &#65 in \0March'>",
        "<figure>",
        "</figure>",
        "<!-- saved from url=(1)http://a/b -->",
        "<?x",
    ]);
    let words = prop::sample::select(vec![
        "Ana Ruiz",
        " wrote:",
        "é",
        "\u{a0}",
        "&amp;",
        "&amp",
        "&notit;",
        "&#65",
        "&#x1F6F3;",
        "&#0;",
        "&#xD800;",
        "&fjlig;",
        "&nGt;",
        "&",
        "<",
        ">",
        "\r\n",
        "\r",
        "\n",
        "\t",
        " ",
        "\0",
        "[1]",
        "1",
        "—",
        "'",
        "\"",
        "=",
        "/",
        ";",
        "&ThickSpace;",
        "&NewLine;",
        "&Tab;",
    ]);
    prop::collection::vec(prop_oneof![tags, words], 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_word_of_any_page_has_its_bytes(text in markup()) {
        check(&read(&text, &Hints::default()), &text)?;
    }

    #[test]
    fn nothing_panics(text in "\\PC{0,60}") {
        check(&read(&text, &Hints::default()), &text)?;
    }
}
