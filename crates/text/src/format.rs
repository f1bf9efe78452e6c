//! Which kind of text some bytes are.

use crate::limits::Limits;
use crate::{mail, office, pdf};
use sayso_model::Extractor;

/// A format that Sayso reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, kept character for character.
    Plain,
    /// Markdown (CommonMark with footnotes and tables).
    Markdown,
    /// HTML.
    Html,
    /// A feed of entries: RSS or Atom.
    Feed,
    /// A chat, as Telegram exports it in JSON.
    Telegram,
    /// A mail (RFC 5322).
    Mail,
    /// A web page saved with what belongs to it in one file (RFC 2557).
    Mhtml,
    /// A document laid out in pages (ISO 32000).
    Pdf,
    /// An office document: Office Open XML (ISO/IEC 29500).
    Docx,
    /// An office document: OpenDocument (ISO/IEC 26300).
    Odt,
}

/// What is known of some bytes besides themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The file's name, or the last part of its address.
    pub name: &'a str,
    /// The media type it was served with, with its parameters.
    pub media_type: Option<&'a str>,
    /// The address it was served at, to resolve relative links against.
    pub address: Option<&'a str>,
    /// How much is unpacked and laid out at most.
    pub limits: Limits,
}

impl Hints<'_> {
    /// The format of bytes that are no text as they stand: by how they begin, and, where that
    /// leaves it open, by the media type and the name's ending.
    pub(crate) fn packed_format(&self, bytes: &[u8]) -> Option<Format> {
        pdf::is_one(bytes)
            .then_some(Format::Pdf)
            .or_else(|| office::format(bytes))
            .or_else(|| mail::format(bytes, self))
    }

    /// The format: by media type, then by the name's ending, then by how the text begins.
    ///
    /// A media type that is often a server's mere default (`text/plain`) gives way to an ending
    /// that says more; a name that ends in `.txt` is always plain text.
    pub(crate) fn format(&self, text: &str) -> Format {
        let by_name = self.by_name();
        if by_name == Some(Format::Plain) {
            return Format::Plain;
        }
        match self.media_type.map(essence).as_deref() {
            Some("text/html" | "application/xhtml+xml") => Format::Html,
            Some("text/markdown" | "text/x-markdown") => Format::Markdown,
            Some("application/rss+xml" | "application/atom+xml") => Format::Feed,
            Some("text/plain") => by_name.unwrap_or(Format::Plain),
            _ => by_name.unwrap_or_else(|| by_beginning(text)),
        }
    }

    fn by_name(&self) -> Option<Format> {
        let (_, ending) = self.name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Format::Plain),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "rss" | "atom" => Some(Format::Feed),
            _ => None,
        }
    }

    /// Whether the name says that the bytes are text as it stands, whatever they look like.
    pub(crate) fn is_text_by_name(&self) -> bool {
        self.by_name().is_some()
    }

    /// The kind of mail that the media type or the name's ending says.
    pub(crate) fn mail(&self) -> Option<Format> {
        match self.media_type.map(essence).as_deref() {
            Some("message/rfc822" | "message/global") => return Some(Format::Mail),
            Some("multipart/related" | "application/x-mimearchive") => return Some(Format::Mhtml),
            _ => {}
        }
        match self.name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "eml" => Some(Format::Mail),
            "mht" | "mhtml" => Some(Format::Mhtml),
            _ => None,
        }
    }

    /// The charset that the media type names.
    pub(crate) fn charset(&self) -> Option<&str> {
        self.media_type?.split(';').skip(1).find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let value = value.trim().trim_matches(['"', '\'']);
            name.trim().eq_ignore_ascii_case("charset").then_some(value)
        })
    }
}

/// A media type without its parameters, in lower case.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// How many bytes at the beginning tell HTML from plain text.
const BEGINNING: usize = 1024;

fn by_beginning(text: &str) -> Format {
    let mut rest = text[..text.floor_char_boundary(BEGINNING)].trim_start();
    if is_telegram(rest) {
        return Format::Telegram;
    }
    while rest.starts_with("<!--") || rest.starts_with("<?xml") {
        let end = if rest.starts_with("<?") { "?>" } else { "-->" };
        let Some(at) = rest.find(end) else { break };
        rest = rest[at + end.len()..].trim_start();
    }
    let tag: String = rest.chars().take(14).collect::<String>().to_ascii_lowercase();
    let begins = |tags: &[&str]| tags.iter().any(|t| tag.starts_with(t));
    if begins(&["<!doctype html", "<html", "<head", "<body"]) {
        Format::Html
    } else if is_feed(rest, &tag) {
        Format::Feed
    } else {
        Format::Plain
    }
}

/// Whether a text begins as a feed does: RSS 0.9x and 2.0, RSS 1.0 (as RDF), Atom.
fn is_feed(rest: &str, tag: &str) -> bool {
    let named = |name: &str| {
        let after = tag.strip_prefix(name).and_then(|after| after.chars().next());
        after.is_some_and(|c| c.is_whitespace() || c == '>')
    };
    named("<rss")
        || named("<!doctype rss")
        || named("<feed")
        || named("<rdf:rdf") && rest.contains("purl.org/rss/1.0")
}

/// Whether a text begins as Telegram's exports in JSON do: of one chat, or of all.
fn is_telegram(rest: &str) -> bool {
    let has = |key: &str| rest.contains(key);
    rest.starts_with('{')
        && (has("\"messages\":") && has("\"type\":") && has("\"id\":")
            || has("\"about\": \"Here is the data you requested"))
}

impl Format {
    /// Every format.
    pub(crate) const ALL: [Self; 10] = [
        Self::Plain,
        Self::Markdown,
        Self::Html,
        Self::Feed,
        Self::Telegram,
        Self::Mail,
        Self::Mhtml,
        Self::Pdf,
        Self::Docx,
        Self::Odt,
    ];

    /// Whether reading it runs code that hostile bytes may make slow or large, and so belongs in a
    /// process of its own.
    pub(crate) const fn is_isolated(self) -> bool {
        matches!(self, Self::Pdf | Self::Docx | Self::Odt)
    }

    /// The extractor of this format, with the version of its rules.
    pub(crate) fn extractor(self) -> Extractor {
        let name = match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Feed => "feed",
            Self::Telegram => "telegram",
            Self::Mail => "mail",
            Self::Mhtml => "mhtml",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
        };
        let version = match self {
            Self::Plain => 4,
            Self::Markdown | Self::Html => 3,
            _ => 2,
        };
        Extractor { name: name.to_owned(), version }
    }
}

/// The extractors of this version: a text made by any other may be made anew.
#[must_use]
pub fn extractors() -> [Extractor; 10] {
    Format::ALL.map(Format::extractor)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, media_type: Option<&str>, text: &str) -> Format {
        Hints { name, media_type, ..Hints::default() }.format(text)
    }

    #[test]
    fn the_media_type_comes_first_but_txt_is_always_plain() {
        assert_eq!(format("page", Some("text/HTML; charset=utf-8"), ""), Format::Html);
        assert_eq!(format("notes.md", Some("text/html"), ""), Format::Html);
        assert_eq!(format("notes.md", Some("text/plain"), ""), Format::Markdown);
        assert_eq!(format("a.txt", Some("text/html"), "<!doctype html>"), Format::Plain);
    }

    #[test]
    fn then_the_name_then_the_beginning() {
        assert_eq!(format("A.MARKDOWN", None, "<html>"), Format::Markdown);
        assert_eq!(format("a.xhtml", None, ""), Format::Html);
        assert_eq!(format("a", None, "\n<!-- saved --> <!DOCTYPE HTML>"), Format::Html);
        assert_eq!(format("a.php", None, "<?xml version='1.0'?><html>"), Format::Html);
        assert_eq!(format("a", None, "The word <html> in a sentence"), Format::Plain);
        assert_eq!(
            format("a.xml", None, "<?xml version='1.0'?>\n<rss version='2.0'>"),
            Format::Feed
        );
        assert_eq!(format("a", Some("application/xml"), "<feed xmlns='a'>"), Format::Feed);
        assert_eq!(format("a", None, "<rdf:RDF xmlns='http://purl.org/rss/1.0/'>"), Format::Feed);
        assert_eq!(format("a", None, "<rdf:RDF xmlns='http://example.org/'>"), Format::Plain);
        assert_eq!(format("a", None, "<feeder>"), Format::Plain);
        let chat =
            "{\n \"name\": \"Pier\",\n \"type\": \"private_group\",\n \"id\": 1,\n \"messages\": [";
        assert_eq!(format("result.json", None, chat), Format::Telegram);
        assert_eq!(format("a.json", None, "{\"messages\": 3}"), Format::Plain);
        assert_eq!(format("", None, "<!--"), Format::Plain);
    }

    #[test]
    fn finds_the_charset_parameter() {
        let hints = |media_type| Hints { media_type: Some(media_type), ..Hints::default() };
        assert_eq!(hints("text/html; Charset=\"koi8-r\"").charset(), Some("koi8-r"));
        assert_eq!(hints("text/html").charset(), None);
    }
}
