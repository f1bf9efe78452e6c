//! Whom of the list of known actors it is taken for, and what stands for whom.

use super::MOST;
use crate::answer::Frame;
use crate::quote::{Named, Quote, mentioned};
use crate::ruled::Form;
use crate::view::View;
use sayso::agreement::Suggestion;
use sayso::corpus::Place;
use sayso::identity::{Identity, Metonym};
use sayso::known::Known as List;

/// Whom it is taken for.
pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) key: String,
    /// By which names.
    pub(super) by: Vec<Quote>,
    pub(super) why: &'static str,
    pub(super) state: Suggestion,
    pub(super) form: Option<Form>,
}

/// Whom of the list it is taken for; `None` where for nobody.
pub(super) fn known(frame: &Frame, view: &View, of: &Identity) -> Option<Known> {
    let tie = of.listed.as_ref()?;
    let ids = tie.names.iter().map(|(_, place)| view.corpus.actor(*place).id.clone()).collect();
    let form = Form::known(&frame.links, &of.id, ids, &tie.key);
    let by = tie.names.iter().map(|(_, place)| mentioned(&frame.links, view, *place));
    Some(Known {
        name: &List::shipped().get(&tie.key)?.name,
        key: tie.key.clone(),
        by: by.collect(),
        why: tie.why.words(),
        state: tie.suggestion(),
        form: frame.as_of.is_none().then_some(form),
    })
}

/// Places that stand for somebody where they speak or act.
pub(super) struct Metonyms {
    pub(super) rows: Vec<MetonymRow>,
    pub(super) more: usize,
}

/// A place in one document.
pub(super) struct MetonymRow {
    pub(super) place: Quote,
    pub(super) whom: Named,
    pub(super) why: &'static str,
    pub(super) words: Quote,
    pub(super) state: Suggestion,
    pub(super) form: Option<Form>,
}

/// What it stands for, and what stands for it.
pub(super) fn of(frame: &Frame, view: &View, identity: u32) -> Metonyms {
    let identities = &view.identities;
    let of = identities.get(identity);
    let all: Vec<(Place, &Metonym)> =
        of.metonyms(identities).chain(identities.standing_for(identity)).collect();
    let rows = all.iter().take(MOST).map(|(place, one)| row(frame, view, of, (*place, one)));
    Metonyms { rows: rows.collect(), more: all.len().saturating_sub(MOST) }
}

fn row(frame: &Frame, view: &View, of: &Identity, (place, one): (Place, &Metonym)) -> MetonymRow {
    let page = &view.corpus[place.document];
    let ids = [&view.corpus.actor(place).id, &view.identities.get(one.whom).id];
    let form = Form::stands(&frame.links, &of.id, ids);
    MetonymRow {
        place: mentioned(&frame.links, view, place),
        whom: Named::identity(&frame.links, view, one.whom),
        why: one.why.words(),
        words: Quote::of(&frame.links, page, &[one.span]),
        state: one.suggestion(),
        form: frame.as_of.is_none().then_some(form),
    }
}
