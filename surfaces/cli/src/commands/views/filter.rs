//! What a question leaves out.

use super::who;
use crate::args::{Days, Filter};
use sayso::Picture;
use sayso::corpus::{Document, Place};
use sayso::holder::Holder;
use sayso::model::{Edtf, Span};
use sayso::moment::Window;
use sayso::spelling::Spelled;
use std::collections::BTreeSet;

/// What somebody asks for: words, who says it, a place, days.
pub(super) struct Wanted<'p> {
    picture: &'p Picture,
    by: Option<(String, BTreeSet<u32>)>,
    about: Option<(Vec<String>, BTreeSet<u32>)>,
    place: Option<String>,
    pub(super) window: Window,
}

impl<'p> Wanted<'p> {
    /// Of the options of a command.
    pub(super) fn of(picture: &'p Picture, filter: &Filter, about: Option<&str>) -> Self {
        Self {
            place: filter.place.as_deref().map(|place| Spelled::of(place).folded()),
            ..Self::within(picture, &filter.days, filter.by.as_deref(), about)
        }
    }

    /// Of a command that asks of no place.
    pub(super) fn within(
        picture: &'p Picture,
        of: &Days,
        by: Option<&str>,
        about: Option<&str>,
    ) -> Self {
        let window = |date: &Option<Edtf>| date.as_ref().map(sayso::corpus::Days::around);
        let words = |words: &str| words.split_whitespace().map(str::to_lowercase).collect();
        Self {
            picture,
            by: by.map(|by| (by.to_lowercase(), who::named(picture, by))),
            about: about.map(|about| (words(about), who::named(picture, about))),
            place: None,
            window: Window {
                happened: window(&of.happened),
                said: window(&of.said),
                published: window(&of.published),
            },
        }
    }

    /// Whether somebody is whom it asks for.
    pub(super) fn is_by(&self, holder: &Holder) -> bool {
        let Some((words, identities)) = &self.by else { return true };
        match holder {
            Holder::Actor(identity) => identities.contains(identity),
            Holder::Unknown(_) => false,
            other => {
                let name = other.name(&self.picture.corpus, &self.picture.identities);
                name.to_lowercase().contains(words)
            }
        }
    }

    /// Whether somebody of this name, in words, or of this identity is whom it asks for.
    pub(super) fn is_by_name(&self, identity: Option<u32>, name: Option<&str>) -> bool {
        let Some((words, identities)) = &self.by else { return true };
        identity.is_some_and(|identity| identities.contains(&identity))
            || name.is_some_and(|name| name.to_lowercase().contains(words))
    }

    /// Whether these words, or what goes with them in other words, or an actor that they name is what
    /// it asks about.
    pub(super) fn is_about(&self, document: u32, spans: &[Span], beside: &[&str]) -> bool {
        let Some((wanted, identities)) = &self.about else { return true };
        let page = &self.picture.corpus[document];
        let mut text = page.words_at(spans).to_lowercase();
        for words in beside {
            text.push(' ');
            text += &words.to_lowercase();
        }
        let named = |span: &Span| {
            let at = |nth| self.picture.identities.at(Place { document, nth });
            page.mentioned_in(*span).any(|(_, nth)| identities.contains(&at(nth)))
        };
        wanted.iter().all(|word| text.contains(word)) || spans.iter().any(named)
    }

    /// Whether it asks about one of these identities, by a name.
    pub(super) fn names(&self, of: &[u32]) -> bool {
        self.about.as_ref().is_some_and(|(_, all)| of.iter().any(|one| all.contains(one)))
    }

    /// Whether the words name the place that it asks for; `sited` is a place told with them.
    pub(super) fn is_there(&self, page: &Document, spans: &[Span], sited: Option<&str>) -> bool {
        let Some(wanted) = &self.place else { return true };
        let is = |name: &str| Spelled::of(name).folded() == *wanted;
        let near = |span: &Span| page.places_in(*span).any(|place| is(&place.name));
        sited.is_some_and(is) || spans.iter().any(near)
    }

    /// Whether one of these folded places is asked for.
    pub(super) fn is_place(&self, folded: &[&str]) -> bool {
        self.place.as_deref().is_none_or(|wanted| folded.contains(&wanted))
    }
}
