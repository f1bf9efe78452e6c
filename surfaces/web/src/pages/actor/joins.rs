//! Which names and which actors of the documents are taken for one, and why.

use super::MOST;
use crate::answer::Frame;
use crate::quote::{Quote, mentioned};
use crate::ruled::{Form, shown};
use crate::view::View;
use sayso::corpus::Place;
use sayso::identity::{Identity, Join};

/// A step by which names came to be taken for one.
pub(super) struct JoinRow {
    pub(super) one: Quote,
    pub(super) other: Quote,
    pub(super) why: String,
    pub(super) state: String,
    pub(super) form: Option<Form>,
}

/// Its joins of different names, surest first.
pub(super) fn rows(frame: &Frame, view: &View, of: &Identity) -> Vec<JoinRow> {
    of.joins
        .iter()
        .filter(|join| join.is_told(&view.corpus))
        .map(|join| row(frame, view, join))
        .collect()
}

fn row(frame: &Frame, view: &View, join: &Join) -> JoinRow {
    let side = |(name, place): &(String, Place)| Quote {
        words: name.clone(),
        ..mentioned(&frame.links, view, *place)
    };
    JoinRow {
        one: side(&join.one),
        other: side(&join.other),
        why: join.why.words(),
        state: shown(view.said_to_join(join), join.score),
        form: form(frame, view, join.one.1, join.other.1),
    }
}

/// The form to rule on two actors, but where the page looks back.
fn form(frame: &Frame, view: &View, one: Place, other: Place) -> Option<Form> {
    let id = |place: Place| &view.corpus.actor(place).id;
    frame.as_of.is_none().then(|| Form::actors(&frame.links, id(one), id(other)))
}

/// The actors of the documents that are taken for it.
pub(super) struct Members {
    pub(super) shown: Vec<Member>,
    pub(super) more: usize,
}

/// An actor of one document.
pub(super) struct Member {
    pub(super) named: Quote,
    pub(super) id: String,
    pub(super) mentions: usize,
    /// To rule that it is not the first.
    pub(super) form: Option<Form>,
}

/// Its actors by document; any can be taken out.
pub(super) fn members(frame: &Frame, view: &View, of: &Identity) -> Members {
    let first = of.actors.first().copied();
    let shown = of.actors.iter().take(MOST).map(|place| {
        let other = first.filter(|first| first != place);
        let form = other.and_then(|first| form(frame, view, first, *place));
        Member {
            named: mentioned(&frame.links, view, *place),
            id: view.corpus.actor(*place).id.to_string(),
            mentions: view.corpus.actor(*place).mentions.len(),
            form: form.map(|form| Form { yes: None, no: Some("Not the first one"), ..form }),
        }
    });
    Members { shown: shown.collect(), more: of.actors.len().saturating_sub(MOST) }
}
