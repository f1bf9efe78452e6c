//! What somebody asks of what documents say: in which words, by whom, where and when.

use super::list::{Wanted, days};
use crate::answer::Problem;
use crate::asked::Asked;
use crate::view::View;
use sayso::corpus::Document;
use sayso::holder::Holder;
use sayso::model::{ItemId, Span};
use sayso::moment::Window;
use sayso::spelling::Spelled;
use std::collections::BTreeSet;

/// The fields of a form by which one asks.
pub(crate) const FIELDS: [&str; 8] =
    ["words", "by", "place", "happened", "said", "published", "actor", "document"];

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Question {
    pub(crate) words: String,
    /// Part of the name of whoever says it.
    by: String,
    /// Folded.
    place: Option<String>,
    pub(crate) window: Window,
    /// With this identity.
    pub(crate) actor: Option<u32>,
    /// In the document of this number.
    pub(crate) document: Option<u64>,
}

impl Question {
    pub(crate) fn of(view: &View, asked: &Asked) -> Result<Self, Problem> {
        let words = |field| asked.get(field).unwrap_or_default().to_owned();
        let document = |number: &str| number.parse().map_err(|_| no_document(number));
        Ok(Self {
            words: words("words"),
            by: words("by"),
            place: asked.get("place").map(|place| Spelled::of(place).folded()),
            window: window(asked)?,
            actor: asked.get("actor").map(|id| identity(view, id)).transpose()?,
            document: asked.get("document").map(document).transpose()?,
        })
    }
}

fn no_document(number: &str) -> Problem {
    Problem::missing(format!("there is no document {number} in this dossier"))
}

/// The days of a form.
pub(crate) fn window(asked: &Asked) -> Result<Window, Problem> {
    Ok(Window {
        happened: days(asked, "happened")?,
        said: days(asked, "said")?,
        published: days(asked, "published")?,
    })
}

/// The identity of an actor's id.
pub(crate) fn identity(view: &View, id: &str) -> Result<u32, Problem> {
    let place = id.parse::<ItemId>().ok().and_then(|id| view.actor(&id));
    let missing = || Problem::missing(format!("{id:?} is no actor's id here"));
    Ok(view.identities.at(place.ok_or_else(missing)?))
}

/// What was typed in a form.
#[derive(Debug)]
pub(crate) struct Typed {
    pub(crate) words: String,
    pub(crate) by: String,
    pub(crate) place: String,
    pub(crate) happened: String,
    pub(crate) said: String,
    pub(crate) published: String,
    /// Not typed, but kept: the id of an actor, and the number of a document.
    pub(crate) actor: String,
    pub(crate) document: String,
}

impl Typed {
    pub(crate) fn of(asked: &Asked) -> Self {
        let typed = |field| asked.typed(field).to_owned();
        Self {
            words: typed("words"),
            by: typed("by"),
            place: typed("place"),
            happened: typed("happened"),
            said: typed("said"),
            published: typed("published"),
            actor: typed("actor"),
            document: typed("document"),
        }
    }
}

/// A question with whom its names mean.
pub(crate) struct Looked<'v> {
    view: &'v View,
    words: Wanted,
    by: Wanted,
    holders: BTreeSet<u32>,
    question: &'v Question,
}

impl<'v> Looked<'v> {
    pub(crate) fn of(view: &'v View, question: &'v Question) -> Self {
        let by = Wanted::words(&question.by);
        let holders = if by.is_empty() { BTreeSet::new() } else { view.called(&by) };
        Self { view, words: Wanted::words(&question.words), by, holders, question }
    }

    /// Whether a document is asked for.
    pub(crate) fn is_in(&self, page: &Document) -> bool {
        self.question.document.is_none_or(|number| number == page.number)
    }

    /// Whether somebody is whom is asked for.
    pub(crate) fn is_by(&self, holder: &Holder) -> bool {
        self.by.is_empty()
            || match holder {
                Holder::Actor(identity) => self.holders.contains(identity),
                Holder::Unknown(_) => false,
                other => self.by.fits(&other.name(&self.view.corpus, &self.view.identities)),
            }
    }

    /// Whether some words, with what goes beside them, have the words that are asked for.
    pub(crate) fn fits(&self, page: &Document, spans: &[Span], beside: &str) -> bool {
        self.words.fits_words(page, spans, beside)
    }

    /// Whether some words name the place that is asked for; `sited` is a place told with them.
    pub(crate) fn is_there(&self, page: &Document, spans: &[Span], sited: Option<&str>) -> bool {
        let Some(wanted) = &self.question.place else { return true };
        let is = |name: &str| Spelled::of(name).folded() == *wanted;
        let near = |span: &Span| page.places_in(*span).any(|place| is(&place.name));
        sited.is_some_and(is) || spans.iter().any(near)
    }
}
