//! Whose voice a place of a page is in.

use crate::turns::Turns;
use sayso_model::Text;

/// The voices of a page: the innermost section's author, or else the document's, or its outlet.
#[derive(Debug)]
pub(crate) struct Voices {
    sections: Turns<String>,
    page: Option<String>,
}

impl Voices {
    pub(crate) fn of(text: &Text) -> Self {
        let sections = text.sections().filter_map(|(_, s)| Some((s.span, s.author.clone()?)));
        let page = text.author.clone().or_else(|| text.outlet.clone());
        Self { sections: Turns::of(sections), page }
    }

    pub(crate) fn at(&self, place: usize) -> Option<&str> {
        self.sections.at(place).or(self.page.as_ref()).map(String::as_str)
    }
}
