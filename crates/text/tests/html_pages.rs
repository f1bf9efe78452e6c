//! Whole pages through the one way in: whatever the charset, each word leads to its own bytes.

use sayso_model::{CaptureId, ReferenceKind, SectionKind, Span, Text};
use sayso_text::{Hints, extract};

#[allow(clippy::unwrap_used, reason = "a test's helper")]
fn page(bytes: &[u8]) -> Text {
    let hints = Hints { name: "page.html", ..Hints::default() };
    extract(CaptureId::of(bytes), bytes, &hints).unwrap()
}

#[allow(clippy::unwrap_used, reason = "a test's helper")]
fn source(text: &Text, words: &str) -> Vec<std::ops::Range<u64>> {
    let at = text.words().find(words).unwrap();
    text.map.source_of(Span::new(at, at + words.len()))
}

const FORUM: &str = include_str!("pages/html-thread.html");
const ARTICLE: &str = include_str!("pages/html-article.html");

#[test]
fn a_page_in_utf_16_maps_to_its_own_bytes() {
    let bytes: Vec<u8> = ARTICLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (wide, narrow) = (page(&bytes), page(ARTICLE.as_bytes()));
    assert_eq!(wide.words(), narrow.words());
    for words in ["Porto Vell’s", "coûte", "the old pier"] {
        let (wide, narrow) = (source(&wide, words), source(&narrow, words));
        assert_eq!(wide.len(), narrow.len(), "{words}");
        for (wide, narrow) in wide.iter().zip(narrow) {
            let units: Vec<u16> = bytes[wide.start as usize..wide.end as usize]
                .chunks(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect();
            let there = String::from_utf16(&units).unwrap();
            assert_eq!(there, ARTICLE[narrow.start as usize..narrow.end as usize]);
        }
    }
}

#[test]
fn an_article_keeps_its_text_and_loses_its_menus() {
    let text = page(ARTICLE.as_bytes());
    for kept in ["Porto Vell’s old pier is shut", "By Ana Ruiz", "La traversée coûte", "Lena Marsh"]
    {
        assert!(text.words().contains(kept), "{kept}");
    }
    for gone in ["Home", "Most read", "Subscribe", "We use cookies", "Share this"] {
        assert!(!text.words().contains(gone), "{gone}");
    }
    assert_eq!(text.author.as_deref(), Some("Ana Ruiz"));
    assert_eq!(text.outlet.as_deref(), Some("The Vell Courier"));
    assert_eq!(text.published.as_ref().unwrap().to_string(), "2021-03-03");
    let speakers: Vec<_> = text.sections().filter_map(|(_, s)| s.speaker.as_deref()).collect();
    assert_eq!(speakers, ["Bram Oude"]);
    let links: Vec<_> = text
        .references()
        .filter(|(_, r)| r.kind == ReferenceKind::Hyperlink)
        .filter_map(|(_, r)| r.url.as_deref())
        .collect();
    let wanted = [
        "https://courier.example/ana",
        "https://courier.example/2021/log",
        "https://example.org/harbour",
    ];
    assert_eq!(links, wanted);
    let marks: Vec<_> = text
        .references()
        .filter(|(_, r)| r.kind == ReferenceKind::FootnoteMark)
        .map(|(_, r)| r.target.map(|t| text.at(t)))
        .collect();
    assert_eq!(marks, [Some("The harbour board’s page. ↑"), None]);
}

#[test]
fn a_thread_keeps_its_tree() {
    let text = page(FORUM.as_bytes());
    let posts: Vec<_> = text
        .sections()
        .filter(|(_, s)| matches!(s.kind, SectionKind::Post | SectionKind::Reply))
        .collect();
    assert_eq!(posts.len(), 3);
    assert_eq!(posts[1].1.parent.as_ref(), Some(&posts[0].0.id));
    assert!(text.at(posts[1].1.span).contains("It was open at noon."));
}

#[test]
fn the_same_bytes_give_the_same_text() {
    for bytes in [ARTICLE.as_bytes(), FORUM.as_bytes()] {
        assert_eq!(page(bytes), page(bytes));
    }
}
