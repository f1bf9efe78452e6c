//! What a paragraph is, by its style.

use super::writer::Kind;
use super::xml::{Piece, Pieces};
use std::collections::BTreeMap;

/// Names of styles that are longer say nothing.
const LONGEST_NAME: usize = 64;
/// How far a style's ancestors are followed.
const MOST_ANCESTORS: usize = 16;

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    kind: Option<Kind>,
}

/// The styles of a document, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: BTreeMap<String, Style>,
}

impl Styles {
    /// Office Open XML (ISO/IEC 29500-1, 17.7).
    pub(super) fn of_docx(text: &str) -> Self {
        let mut styles = Self::default();
        let mut id = None;
        for piece in Pieces::of(text) {
            let Piece::Open(element) = piece else { continue };
            if element.name == "style" {
                id = element.get("styleId");
            }
            let Some(style) = id.clone().map(|id| styles.all.entry(id).or_default()) else {
                continue;
            };
            match element.name {
                "name" => style.name = element.get("val").unwrap_or_default(),
                "basedOn" => style.based_on = element.get("val"),
                "numPr" => style.kind = style.kind.or(Some(Kind::Item)),
                "outlineLvl" if outlined(&element.get("val")) => style.kind = Some(Kind::Heading),
                _ => {}
            }
        }
        styles
    }

    /// OpenDocument (ISO/IEC 26300-1, 16): styles that the text's own part defines, and those of
    /// the document.
    pub(super) fn add_odt(&mut self, text: &str) {
        for piece in Pieces::of(text) {
            match piece {
                Piece::Open(element) if element.prefixed == "style:style" => {
                    let Some(id) = element.get("name") else { continue };
                    let name =
                        element.get("display-name").unwrap_or_else(|| id.replace("_20_", " "));
                    let based_on = element.get("parent-style-name");
                    self.all.entry(id).or_insert(Style { name, based_on, kind: None });
                }
                Piece::Open(element) if element.prefixed == "office:body" => break,
                _ => {}
            }
        }
    }

    pub(super) fn kind(&self, id: &str) -> Kind {
        let mut id = id;
        for _ in 0..MOST_ANCESTORS {
            let style = self.all.get(id);
            let named = style.and_then(|style| named(&style.name)).or_else(|| named(id));
            if let Some(kind) = named.or_else(|| style.and_then(|style| style.kind)) {
                return kind;
            }
            match style.and_then(|style| style.based_on.as_deref()) {
                Some(parent) => id = parent,
                None => break,
            }
        }
        Kind::Text
    }
}

/// Whether an outline level is a heading's: 9 is the text's own.
pub(super) fn outlined(level: &Option<String>) -> bool {
    level.as_ref().and_then(|level| level.parse::<u8>().ok()).is_some_and(|level| level < 9)
}

/// What a style is by its name, as the usual programs have them.
fn named(name: &str) -> Option<Kind> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let name = name.to_lowercase();
    let name = name.replace(['_', '-'], " ");
    let captions = ["caption", "illustration", "figure", "drawing"];
    match &*name {
        "title" => Some(Kind::Title),
        "subtitle" => Some(Kind::Heading),
        _ if name.starts_with("heading") && name.len() < 12 => Some(Kind::Heading),
        _ if captions.contains(&&*name) => Some(Kind::Caption),
        _ if name.contains("quot") || name == "block text" => Some(Kind::Quoted),
        _ if name.starts_with("list ") => Some(Kind::Item),
        _ => None,
    }
}
