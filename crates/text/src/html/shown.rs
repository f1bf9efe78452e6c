//! A page as it can be shown safely: its words in its own structure, and nothing that acts.
//!
//! What is written is made anew from the pieces of the page: elements out of a short list, a few
//! attributes with values of known form, and words that are escaped. No address, script, style,
//! picture or form of the page is in it, so that showing it asks nothing of anybody.

use super::characters::Stretch;
use super::noscript;
use super::tree::{Element, Piece, Tree};
use crate::decode;
use crate::{Hints, source};
use sayso_model::{Span, Text};
use std::fmt::Write;
use std::ops::Range;

/// Elements that are shown as what they are; the words of all others stand as they come.
const SHOWN: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "caption",
    "cite",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "section",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// A page (a text made of HTML) as HTML in which the words at some spans of the text are in `mark`
/// elements. `None` where the text was not made of HTML, or its bytes cannot be decoded.
///
/// # Errors
///
/// Where the capture is not the one that the text was made from.
pub fn shown(
    text: &Text,
    capture: &[u8],
    hints: &Hints<'_>,
    spans: &[Span],
) -> Result<Option<String>, String> {
    if text.extractor().name != "html" {
        return Ok(None);
    }
    let bytes = source(text, capture)?;
    let Ok(decoded) = decode::decode(&bytes, hints) else { return Ok(None) };
    let in_capture = spans.iter().flat_map(|span| text.map.source_of(*span));
    let marks = in_capture.flat_map(|range| decoded.map.text_of(&range));
    let mut marks: Vec<Range<usize>> = marks.map(|span| span.start()..span.end()).collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let written = |page: &str| Writer::new(&marks).write(&Tree::new(page));
    let html = written(&decoded.text);
    if !marks.is_empty() && !html.contains(ANCHOR) {
        // The words may be those for browsers without scripts.
        if let Some(page) = noscript::shown(&decoded.text) {
            return Ok(Some(written(&page.text)));
        }
    }
    Ok(Some(html))
}

struct Writer<'m> {
    /// What is marked, in order, in bytes of the decoded page.
    marks: &'m [Range<usize>],
    /// The first mark that the words still to come may touch.
    first: usize,
    html: String,
    /// Whether a mark was written, to which the address of the page can lead.
    anchored: bool,
}

/// What only the first mark has.
const ANCHOR: &str = "<mark id=\"shown\">";

impl<'m> Writer<'m> {
    fn new(marks: &'m [Range<usize>]) -> Self {
        Self { marks, first: 0, html: String::new(), anchored: false }
    }

    fn write(mut self, tree: &Tree<'_>) -> String {
        for piece in &tree.pieces {
            match piece {
                Piece::Open(e) => self.open(&tree.elements[*e]),
                Piece::Close(e) => self.close(&tree.elements[*e]),
                Piece::Line | Piece::Block => self.html.push_str("<br>"),
                Piece::Text(Stretch::Verbatim(at)) => self.words(tree.source, at.clone()),
                Piece::Text(Stretch::Replaced(words, at)) => self.replaced(words, at),
                Piece::Picture(_, words) => self.picture(tree.source, words),
            }
        }
        self.html
    }

    /// What a picture shows, in its place.
    fn picture(&mut self, source: &str, words: &[Stretch]) {
        self.html.push('[');
        for stretch in words {
            match stretch {
                Stretch::Verbatim(at) => self.words(source, at.clone()),
                Stretch::Replaced(words, at) => self.replaced(words, at),
            }
        }
        self.html.push(']');
    }

    fn open(&mut self, element: &Element) {
        if is_shown(element) {
            let _ = write!(self.html, "<{}", element.name);
            for name in ["dir", "colspan", "rowspan"] {
                let value = element.attribute(name).filter(|value| is_plain(value));
                if let Some(value) = value {
                    let _ = write!(self.html, " {name}=\"{value}\"");
                }
            }
            self.html.push('>');
        }
    }

    fn close(&mut self, element: &Element) {
        if is_shown(element) {
            let _ = write!(self.html, "</{}>", element.name);
        }
    }

    /// Words that stand in the page as they are, those that are marked inside marks.
    fn words(&mut self, source: &str, at: Range<usize>) {
        let mut from = at.start;
        self.pass_marks_before(at.start);
        for mark in self.marks[self.first..].iter().take_while(|mark| mark.start < at.end) {
            let (start, end) = (mark.start.max(from), mark.end.min(at.end));
            // A mark ends inside a character only where its map is not this page's.
            let parts = (source.get(from..start), source.get(start..end));
            let (Some(before), Some(marked)) = parts else { continue };
            push_escaped(&mut self.html, before);
            push_marked(&mut self.html, &mut self.anchored, marked);
            from = end.max(from);
        }
        push_escaped(&mut self.html, source.get(from..at.end).unwrap_or_default());
    }

    /// Words that stand in the page as something else, such as `&amp;`: marked whole.
    fn replaced(&mut self, words: &str, at: &Range<usize>) {
        self.pass_marks_before(at.start);
        match self.marks.get(self.first) {
            Some(mark) if mark.start < at.end => {
                push_marked(&mut self.html, &mut self.anchored, words);
            }
            _ => push_escaped(&mut self.html, words),
        }
    }

    fn pass_marks_before(&mut self, at: usize) {
        let over = self.marks[self.first..].iter().take_while(|mark| mark.end <= at).count();
        self.first += over;
    }
}

fn is_shown(element: &Element) -> bool {
    SHOWN.binary_search(&&*element.name).is_ok()
}

/// Whether a value is one word or a small number, which nothing can hide in.
fn is_plain(value: &str) -> bool {
    (1..=4).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn push_marked(html: &mut String, anchored: &mut bool, words: &str) {
    const END: &str = "</mark>";
    if words.is_empty() {
        return;
    }
    if html.ends_with(END) {
        // What follows on right away goes on in the same mark.
        html.truncate(html.len() - END.len());
    } else {
        html.push_str(if *anchored { "<mark>" } else { ANCHOR });
    }
    *anchored = true;
    push_escaped(html, words);
    html.push_str(END);
}

fn push_escaped(html: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;
    use sayso_model::CaptureId;

    /// A page shown, with every occurrence of these words in its text marked.
    fn page(html: &[u8], words: &str) -> String {
        let hints = Hints { name: "page.html", ..Hints::default() };
        let text = extract(CaptureId::of(html), html, &hints).unwrap();
        let spans: Vec<Span> = text
            .words()
            .match_indices(words)
            .map(|(at, found)| Span::new(at, at + found.len()))
            .collect();
        assert!(!spans.is_empty(), "{words} is not in the text: {}", text.words());
        shown(&text, html, &hints, &spans).unwrap().unwrap()
    }

    #[test]
    fn the_words_are_marked_where_they_stand_in_the_page() {
        let html =
            "<p>The ferry left. <b>The ferry</b> &amp; the tug came back late, they said.</p>";
        let found = page(html.as_bytes(), "ferry & the tug");
        let marked = "The ferry left. The <mark id=\"shown\">ferry &amp; the tug</mark> came";
        assert!(found.contains(marked), "{found}");
    }

    #[test]
    fn words_of_another_charset_are_marked_too() {
        let html = b"<meta charset=windows-1252><p>The caf\xe9 closed, and the caf\xe9 reopened.";
        let found = page(html, "café reopened");
        assert!(found.contains("the <mark id=\"shown\">café reopened</mark>"), "{found}");
        assert_eq!(found.matches("<mark").count(), 1);
    }

    #[test]
    fn nothing_of_a_page_acts() {
        let html = "<p onclick=x() style='a' dir=rtl>Words that are long enough to keep here. \
            <script>alert(1)</script><img src=http://a.example/x.png alt='a \"view\"'>\
            <a href='javascript:x()'>a link</a><iframe src=//b.example></iframe>\
            <svg onload=x()><style>p{}</style></svg><form action=/x><input value=y></form></p>\
            <td colspan='\"><script>'>&lt;script&gt;alert(2)&lt;/script&gt;</td>";
        let found = page(html.as_bytes(), "Words");
        for act in ["onclick", "onload", "<script", "src=", "href", "style", "<form", "<input"] {
            assert!(!found.contains(act), "{act} in {found}");
        }
        assert!(found.contains("<p dir=\"rtl\">"), "{found}");
        assert!(found.contains("&lt;script&gt;alert(2)"), "{found}");
    }

    #[test]
    fn the_list_is_in_order() {
        assert!(SHOWN.is_sorted());
    }
}
