//! Exact words in HTML.

/// Writes words so that a browser has exactly them as text: markup is escaped, and so is a
/// carriage return, which a browser would otherwise take for a line feed. (No browser keeps a
/// NUL: it shows U+FFFD for it.)
pub(crate) fn escape(out: &mut String, words: &str) {
    let mut from = 0;
    for (at, byte) in words.bytes().enumerate() {
        let written = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            b'\r' => "&#13;",
            0 => "&#0;",
            _ => continue,
        };
        out.push_str(words.get(from..at).unwrap_or_default());
        out.push_str(written);
        from = at + 1;
    }
    out.push_str(words.get(from..).unwrap_or_default());
}

/// The text of HTML that [`escape`] and the marks wrote: tags stripped, references resolved.
#[cfg(test)]
pub(crate) fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut tag = false;
    for c in html.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            _ if tag => (),
            _ => text.push(c),
        }
    }
    for (written, meant) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#13;", "\r"),
        ("&#0;", "\0"),
        ("&amp;", "&"),
    ] {
        text = text.replace(written, meant);
    }
    text
}
