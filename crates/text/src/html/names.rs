//! What the names of elements mean for the reading of a page.

/// Elements without an end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose content the tokeniser takes as raw text.
pub(super) fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "title"
            | "textarea"
            | "plaintext"
            | "script"
            | "style"
            | "iframe"
            | "xmp"
            | "noembed"
            | "noframe"
            | "noscript"
    )
}

/// Elements that only change how words look: not tracked unless they have attributes that matter.
pub(super) fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "b" | "i"
            | "em"
            | "strong"
            | "u"
            | "s"
            | "small"
            | "big"
            | "font"
            | "tt"
            | "code"
            | "kbd"
            | "samp"
            | "var"
            | "mark"
            | "ins"
            | "del"
            | "abbr"
            | "acronym"
            | "dfn"
            | "bdi"
            | "bdo"
            | "nobr"
            | "strike"
            | "span"
    )
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "legend"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "caption"
            | "ul"
            | "xmp"
    )
}

/// Elements that start a new line, without a blank one before it.
pub(super) fn is_line(name: &str) -> bool {
    matches!(name, "li" | "dt" | "dd" | "tr" | "option" | "optgroup")
}

/// Elements that hold words, not blocks of a page's layout.
pub(super) fn is_paragraph(name: &str) -> bool {
    matches!(name, "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "pre" | "blockquote" | "table")
        || heading(name).is_some()
}

/// Parts of a table.
pub(super) fn is_table_part(name: &str) -> bool {
    matches!(name, "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "colgroup")
}

/// Elements that an end tag outside of them does not reach into, nor one inside out of.
pub(super) fn is_barrier(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption" | "template" | "object" | "svg" | "math")
}

/// Elements at which the search for an end tag of an inline element stops.
pub(super) fn is_special(name: &str) -> bool {
    is_block(name) || is_line(name) || is_table_part(name) || is_barrier(name)
}

/// Elements that are never text: what they hold is a program, a drawing or a control.
pub(super) fn is_never_text(name: &str) -> bool {
    matches!(
        name,
        "svg"
            | "template"
            | "select"
            | "datalist"
            | "audio"
            | "video"
            | "canvas"
            | "object"
            | "noframes"
            | "button"
            | "dialog"
            | "applet"
            | "map"
    )
}

/// The level of a heading.
pub(super) fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Attributes that are kept.
pub(super) fn is_kept_attribute(name: &[u8]) -> bool {
    matches!(
        name,
        b"id"
            | b"name"
            | b"class"
            | b"href"
            | b"hidden"
            | b"aria-hidden"
            | b"role"
            | b"itemprop"
            | b"itemtype"
            | b"datetime"
            | b"rel"
            | b"content"
            | b"property"
            | b"lang"
            | b"dir"
            | b"colspan"
            | b"rowspan"
            | b"data-author"
            | b"data-username"
            | b"data-user"
            | b"epub:type"
            | b"style"
            | b"type"
            | b"author"
            | b"alt"
            | b"aria-label"
            | b"title"
    )
}
