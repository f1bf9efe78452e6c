//! Addresses of this workbench, and addresses out of it.

use sayso::model::{Anchor, ItemId, Span};
use std::borrow::Borrow;
use std::fmt::{Display, Write as _};

/// A place is shown by no more than this many stretches.
const MOST_STRETCHES: usize = 64;
/// Characters shown of an address that leads out.
const SHOWN: usize = 60;

/// Makes addresses of this workbench that keep to one point of the log.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Links {
    /// The operation that the pages are as of; `None` for now.
    pub(crate) at: Option<u64>,
}

impl Links {
    fn with(&self, path: String, fields: &[(&str, String)]) -> String {
        let at = self.at.map(|at| ("at", at.to_string()));
        with_fields(path, at.into_iter().chain(fields.iter().cloned()))
    }

    /// The dossier.
    pub(crate) fn home(&self) -> String {
        self.with("/".to_owned(), &[])
    }

    /// The list of claims.
    pub(crate) fn claims(&self) -> String {
        self.with("/claims".to_owned(), &[])
    }

    /// The dossier, from the document at this place of the list on.
    pub(crate) fn home_from(&self, from: &usize) -> String {
        self.with("/".to_owned(), &[("from", from.to_string())])
    }

    /// The claims held by somebody.
    pub(crate) fn claims_by(&self, holder: &str) -> String {
        self.with("/claims".to_owned(), &[("by", holder.to_owned())])
    }

    /// The claims of a document.
    pub(crate) fn claims_in(&self, number: impl Display) -> String {
        self.with("/claims".to_owned(), &[("document", number.to_string())])
    }

    /// A document.
    pub(crate) fn document(&self, number: impl Display) -> String {
        self.with(format!("/document/{number}"), &[])
    }

    /// A page of a document's text.
    pub(crate) fn page(
        &self,
        number: impl Display,
        page: impl Display,
        rejected: impl Borrow<bool>,
    ) -> String {
        let mut fields = vec![("page", page.to_string())];
        fields.extend(rejected.borrow().then(|| ("rejected", "1".to_owned())));
        self.with(format!("/document/{number}"), &fields)
    }

    /// A claim's words in their document.
    pub(crate) fn claim_words(&self, number: impl Display, id: &ItemId) -> String {
        let path = format!("/document/{number}");
        self.with(path, &[("claim", id.to_string())]) + &format!("#c-{id}")
    }

    /// Any words of a document.
    pub(crate) fn words(&self, number: impl Display, spans: &[Span]) -> String {
        let anchor = if spans.is_empty() { "" } else { "#words" };
        self.with(format!("/document/{number}"), &show(spans)) + anchor
    }

    /// Any words of a document, in the page that it was made from.
    pub(crate) fn source(&self, number: impl Display, spans: &[Span]) -> String {
        let anchor = if spans.is_empty() { "" } else { "#shown" };
        self.with(format!("/source/{number}"), &show(spans)) + anchor
    }

    /// The bytes that a document was made from, to be saved.
    pub(crate) fn bytes(&self, number: impl Display) -> String {
        self.with(format!("/bytes/{number}"), &[])
    }

    /// A page of the pages that a document was made from, with these words marked.
    pub(crate) fn sheet(&self, number: impl Display, spans: &[Span], page: impl Display) -> String {
        let mut fields = show(spans);
        fields.push(("page", page.to_string()));
        self.with(format!("/source/{number}"), &fields)
    }

    /// The words of one place of a document.
    pub(crate) fn place(&self, number: impl Display, span: &Span) -> String {
        self.words(number, &[*span])
    }

    /// The words of some anchors of one document.
    pub(crate) fn anchors(&self, number: impl Display, anchors: &[Anchor]) -> String {
        let spans: Vec<_> = anchors.iter().map(|anchor| anchor.span).collect();
        self.words(number, &spans)
    }

    /// A claim.
    pub(crate) fn claim(&self, id: &ItemId) -> String {
        self.with(format!("/claim/{id}"), &[])
    }

    /// A list of one kind, such as `actors`.
    pub(crate) fn list(&self, of: &str) -> String {
        self.with(format!("/{of}"), &[])
    }

    /// An actor, by the id of any document's actor that is taken for it.
    pub(crate) fn actor(&self, id: &ItemId) -> String {
        self.with(format!("/actors/{id}"), &[])
    }

    /// A dispute.
    pub(crate) fn dispute(&self, id: &str) -> String {
        self.with(format!("/disputes/{}", encoded(id)), &[])
    }

    /// An incident.
    pub(crate) fn incident(&self, id: &str) -> String {
        self.with(format!("/incidents/{id}"), &[])
    }

    /// What the captured pages of an outlet leave out.
    pub(crate) fn left_out(&self, outlet: &str) -> String {
        self.with("/coverage".to_owned(), &[("left-out", outlet.to_owned())])
    }

    /// What falls with an actor.
    pub(crate) fn falls_with(&self, id: &ItemId) -> String {
        self.with(format!("/origins/{id}"), &[])
    }

    /// The relations of an actor.
    pub(crate) fn relations_of(&self, id: &ItemId) -> String {
        self.with("/relations".to_owned(), &[("actor", id.to_string())])
    }

    /// What a document has of one kind, such as `relations`.
    pub(crate) fn list_in(&self, of: &str, number: impl Display) -> String {
        self.with(format!("/{of}"), &[("document", number.to_string())])
    }

    /// The timeline of an actor.
    pub(crate) fn timeline_of(&self, id: &ItemId) -> String {
        self.with("/timeline".to_owned(), &[("actor", id.to_string())])
    }

    /// A rule.
    pub(crate) fn rule(&self, id: &str) -> String {
        self.with(format!("/rule/{}", encoded(id)), &[])
    }
}

/// A path with fields after it.
pub(crate) fn with_fields<'a>(
    mut path: String,
    fields: impl IntoIterator<Item = (&'a str, String)>,
) -> String {
    for (place, (name, value)) in fields.into_iter().enumerate() {
        path.push(if place == 0 { '?' } else { '&' });
        path.push_str(name);
        path.push('=');
        path.push_str(&encoded(&value));
    }
    path
}

/// The field that says which words to show, if any.
fn show(spans: &[Span]) -> Vec<(&'static str, String)> {
    let mut show = String::new();
    for span in spans.iter().take(MOST_STRETCHES) {
        let comma = if show.is_empty() { "" } else { "," };
        let _ = write!(show, "{comma}{}-{}", span.start(), span.end());
    }
    if show.is_empty() { Vec::new() } else { vec![("show", show)] }
}

/// What [`Links::words`] wrote; `None` where it is something else.
pub(crate) fn stretches(show: &str) -> Option<Vec<Span>> {
    let stretch = |written: &str| -> Option<Span> {
        let (start, end) = written.split_once('-')?;
        let (start, end) = (start.parse::<u32>().ok()?, end.parse::<u32>().ok()?);
        Span::try_from((start, end)).ok()
    };
    show.split(',').take(MOST_STRETCHES).map(stretch).collect()
}

/// Percent-encoded but for the unreserved characters (RFC 3986, section 2.3) and the comma.
fn encoded(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~,".contains(&byte) {
            out.push(byte.into());
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// An address out of the dossier. It is never fetched; it becomes a link only where it is one of
/// the web, so that no address of a source can run anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Out {
    /// The whole of it.
    pub(crate) whole: String,
    /// The beginning of it, to be shown where there is little room.
    pub(crate) shown: String,
    /// Whether it may be a link.
    pub(crate) is_link: bool,
}

impl Out {
    pub(crate) fn of(address: &str) -> Self {
        let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        let is_link = matches!(scheme.as_deref(), Some("http" | "https"));
        let bare = match (is_link, address.split_once("://")) {
            (true, Some((_, rest))) => rest,
            _ => address,
        };
        let mut shown: String = bare.chars().take(SHOWN).collect();
        if shown.len() < bare.len() {
            shown.push('…');
        }
        Self { whole: address.to_owned(), shown, is_link }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_become_links() {
        assert!(Out::of("https://courier.example/a").is_link);
        assert!(Out::of("HTTP://courier.example").is_link);
        for other in ["javascript:alert(1)//http://x", "courier.example/a", "file:///a", " http://"]
        {
            assert!(!Out::of(other).is_link, "{other}");
        }
    }

    #[test]
    fn places_come_back_as_they_were_written() {
        let spans = [Span::new(3, 9), Span::new(12, 13)];
        let address = Links { at: Some(7) }.words(4, &spans);
        assert_eq!(address, "/document/4?at=7&show=3-9,12-13#words");
        assert_eq!(stretches("3-9,12-13").unwrap(), spans);
        for wrong in ["", "9-3", "a-b", "3-", "1-99999999999"] {
            assert_eq!(stretches(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn fields_are_encoded() {
        assert_eq!(
            Links::default().claims_by("Núñez & Co"),
            "/claims?by=N%C3%BA%C3%B1ez%20%26%20Co"
        );
    }
}
