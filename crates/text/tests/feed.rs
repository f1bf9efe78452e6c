//! Whole feeds through the one way in.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod places;

use places::{bytes_of, check, outline, read, unplaced};
use proptest::prelude::*;
use sayso_model::{Span, Text};
use sayso_text::{Hints, extract};

fn span(text: &Text, words: &str) -> Span {
    let at = text.words().find(words).unwrap();
    Span::new(at, at + words.len())
}

const RSS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:creator="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>The Vell Courier &amp; others</title><link>http://example.org/</link>
<atom:link href="http://example.org/feed" rel="self"/>
<description>News of the harbour</description><language>en-GB</language>
<image><title>A picture</title><link>http://example.org/a.png</link></image>
<item><title>Pier &amp;#8217;shut&#8217;</title><link>http://example.org/1</link>
<creator:creator><![CDATA[Ana Ruiz]]></creator:creator><pubDate>Wed, 03 Mar 2021 10:00:00 +0100</pubDate>
<description>The pier</description>
<content:encoded><![CDATA[<p>The pier is <a href="/plan">shut</a> &amp; the boats
lie at the mole.</p>]]></content:encoded></item>
<item><guid>http://example.org/2</guid><author>b@example.org (Bram Oude)</author>
<description>&lt;p&gt;The pier is shut &amp;amp; stays so.&lt;/p&gt;&lt;p&gt;caf&amp;eacute;&lt;/p&gt;</description></item>
</channel></rss>"#;

#[test]
fn rss_is_its_entries() {
    let text = read(RSS.as_bytes(), "a.xml");
    check(&text, RSS.as_bytes());
    assert_eq!(text.extractor().name, "feed");
    assert_eq!(
        text.words(),
        "The Vell Courier & others\n\nNews of the harbour\n\nPier ’shut’\n\
        Ana Ruiz · Wed, 03 Mar 2021 10:00:00 +0100\n\nThe pier is shut & the boats lie at the mole.\n\n\
        b@example.org (Bram Oude)\n\nThe pier is shut & stays so.\n\ncafé"
    );
    assert_eq!(
        outline(&text),
        [
            "heading | - | - | The Vell Courier & others | The Vell Courier & others",
            "post | Ana Ruiz | 2021-03-03T10:00:00+01:00 | Pier ’shut’ | Pier ’shut’",
            "post | Bram Oude | - | - | b@example.org (Bram Oude)",
        ]
    );
    assert_eq!(unplaced(&text), ["·"]);
    assert_eq!(text.title.as_deref(), Some("The Vell Courier & others"));
    assert_eq!(text.address.as_deref(), Some("http://example.org/feed"));
    assert_eq!(text.language.as_deref(), Some("en-GB"));
    let links: Vec<_> =
        text.references().map(|(_, r)| (text.at(r.span), r.url.as_deref().unwrap())).collect();
    assert_eq!(
        links,
        [
            ("Pier ’shut’", "http://example.org/1"),
            ("shut", "http://example.org/plan"),
            ("b@example.org (Bram Oude)", "http://example.org/2"),
        ]
    );
    let of = |words: &str| {
        String::from_utf8(bytes_of(&text, RSS.as_bytes(), span(&text, words))).unwrap()
    };
    assert_eq!(of("’shut"), "&amp;#8217;shut");
    assert_eq!(of("& the boats"), "&amp; the boats");
    assert_eq!(of("& stays"), "&amp;amp; stays");
    assert_eq!(of("café"), "caf&amp;eacute;");
}

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Pier &lt;news&gt;</title>
<author><name>Ana Ruiz</name></author><updated>2021-03-04T00:00:00Z</updated><link rel="self" href="http://example.org/atom"/>
<entry><title type="html">The pier is &lt;b&gt;shut&lt;/b&gt;</title><link href="1?a=b&amp;c=d"/>
<updated>2021-03-04T00:00:00Z</updated><published>2021-03-03T09:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It is <em>shut</em> &amp; 3 &lt; 4.</p><p>Shut</p></div></content></entry>
<entry><title>Second</title><author><name>Bram Oude</name></author><source><title>Elsewhere</title></source>
<summary>3 &lt; 4 &amp; shut</summary></entry></feed>"#;

#[test]
fn atom_is_its_entries() {
    let text = read(ATOM.as_bytes(), "a");
    check(&text, ATOM.as_bytes());
    assert_eq!(
        text.words(),
        "Pier <news>\n\nThe pier is shut\n2021-03-03T09:00:00Z\n\nIt is shut & 3 < 4.\n\nShut\n\nSecond\nBram Oude\n\n3 < 4 & shut"
    );
    assert_eq!(
        outline(&text)[1..],
        [
            "post | Ana Ruiz | 2021-03-03T09:00:00Z | The pier is shut | The pier is shut",
            "post | Bram Oude | - | Second | Second",
        ]
    );
    assert_eq!(unplaced(&text), [""; 0]);
    let url = text.references().next().unwrap().1.url.clone();
    assert_eq!(url.as_deref(), Some("http://example.org/1?a=b&c=d"));
    assert_eq!(bytes_of(&text, ATOM.as_bytes(), span(&text, "< 4.")), b"&lt; 4.");
}

#[test]
fn old_and_broken_feeds_give_what_they_have() {
    let rdf = "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
        xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Old</title></channel>\
        <item><title>One</title><dc:date>2003-03-03</dc:date></item></rdf:RDF>";
    let text = read(rdf.as_bytes(), "a");
    assert_eq!(outline(&text)[1], "post | - | 2003-03-03 | One | One");
    let open = "<rss><channel><item><title>One</title><description>a<br>b & c&nbsp;d</description></item>\
        <item><title>Two</item><item><description>Three <b";
    let text = read(open.as_bytes(), "a");
    check(&text, open.as_bytes());
    assert_eq!(text.words(), "One\n\na\nb & c\u{a0}d\n\nTwo\n\nThree");
    assert!(text.diagnostics.iter().any(|d| d.message.contains("XML breaks at byte")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// The same few words again and again: each leads to its own occurrence.
    #[test]
    fn every_word_of_a_feed_leads_to_its_own_bytes(
        entries in proptest::collection::vec(("((pier|shut|é|&amp;|the|Ana) ){1,20}", 0..4_u8), 1..6),
    ) {
        let mut feed = String::from("<feed xmlns='http://www.w3.org/2005/Atom'>");
        for (words, how) in &entries {
            feed += &match how {
                0 => format!("<entry><content type='html'>&lt;p>{}&lt;/p></content></entry>", words.replace('&', "&amp;")),
                1 => format!("<entry><content type='html'><![CDATA[<p>{words}</p>]]></content></entry>"),
                2 => format!("<entry><content type='xhtml'><p>{words}</p></content></entry>"),
                _ => format!("<entry><content>{words}</content></entry>"),
            };
        }
        feed += "</feed>";
        let text = read(feed.as_bytes(), "a.xml");
        check(&text, feed.as_bytes());
        prop_assert_eq!(unplaced(&text), [""; 0]);
        let said: usize = entries.iter().map(|(words, _)| words.split_whitespace().count()).sum();
        prop_assert_eq!(text.words().split_whitespace().count(), said);
        let mut last = 0;
        for (at, c) in text.words().match_indices(|c: char| !c.is_whitespace()) {
            let place = text.map.source_of(Span::new(at, at + c.len()));
            prop_assert!(place[0].start >= last);
            last = place[0].start;
        }
    }

    #[test]
    fn nothing_panics(pieces in proptest::collection::vec(piece(), 0..40), root in "<(rss|feed|rdf:RDF http://purl.org/rss/1.0/)>") {
        let bytes = root + &pieces.concat();
        let hints = Hints { name: "a.xml", ..Hints::default() };
        if let Ok(text) = extract(sayso_model::CaptureId::of(bytes.as_bytes()), bytes.as_bytes(), &hints) {
            check(&text, bytes.as_bytes());
        }
    }
}

#[test]
fn feeds_made_to_be_slow_are_not() {
    for piece in [
        "<a>",
        "</item>",
        "<item>",
        "<item/>",
        "<title>",
        "<title></a>",
        "<a>b</title>",
        "&",
        "&amp;",
        "&#",
        "<a b='c' ",
        "a='b' ",
        "<![CDATA[",
        "<!--",
        "<!DOCTYPE a [",
    ] {
        for head in ["", "<item>", "<item><title>", "<item><description>&lt;p>", "<a "] {
            let feed = format!("<rss><channel>{head}{}", piece.repeat(100_000 / piece.len()));
            check(&read(feed.as_bytes(), "a.xml"), feed.as_bytes());
        }
    }
}

/// Pieces that feeds are made of.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "<channel>",
        "</channel>",
        "<item>",
        "</item>",
        "<item/>",
        "<entry>",
        "</entry>",
        "<title>",
        "</title>",
        "<title type='xhtml'>",
        "<description>",
        "</description>",
        "<content:encoded>",
        "</content:encoded>",
        "<link>",
        "</link>",
        "<link href='a&amp;b'/>",
        "<author>",
        "<name>",
        "</name>",
        "</author>",
        "<pubDate>",
        "3 Mar 2021",
        "</pubDate>",
        "<![CDATA[",
        "]]>",
        "&lt;p&gt;",
        "&amp;amp;",
        "&#x41;",
        "&nbsp;",
        "&",
        "<",
        ">",
        "<p>",
        "</p>",
        "é",
        " ",
        "\r\n",
        "a",
        "<!--",
        "-->",
        "xmlns='http://www.w3.org/2005/Atom'",
    ])
}
