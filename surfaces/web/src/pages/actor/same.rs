//! Who else may be it: others that are listed apart, to be ruled the same.

use crate::answer::Frame;
use crate::asked::Asked;
use crate::pages::list::Wanted;
use crate::quote::{Quote, mentioned};
use crate::ruled::Form;
use crate::view::View;

/// So many others are shown of those that a search finds.
const MOST: usize = 20;

/// Others of a name that was looked for.
pub(super) struct Same<'v> {
    /// What was typed.
    pub(super) name: String,
    pub(super) others: Vec<Other<'v>>,
    pub(super) more: usize,
}

/// An actor that is listed apart.
pub(super) struct Other<'v> {
    pub(super) name: &'v str,
    /// Where it is named first.
    pub(super) first: Option<Quote>,
    /// Its page.
    pub(super) address: String,
    pub(super) kind: &'static str,
    pub(super) mentions: usize,
    pub(super) form: Form,
}

/// Those of the name that is looked for, those that most documents mention first. None where the page
/// looks back.
pub(super) fn of<'v>(frame: &Frame, view: &'v View, asked: &Asked, identity: u32) -> Same<'v> {
    let wanted = Wanted::of(asked, "same");
    let looks = frame.as_of.is_none() && !wanted.is_empty();
    let mut found = if looks { view.by_mentions() } else { Vec::new() };
    found.retain(|nth| *nth != identity && view.is_called(view.identities.get(*nth), &wanted));
    Same {
        name: asked.typed("same").to_owned(),
        more: found.len().saturating_sub(MOST),
        others: found.iter().take(MOST).map(|nth| other(frame, view, identity, *nth)).collect(),
    }
}

fn other<'v>(frame: &Frame, view: &'v View, identity: u32, nth: u32) -> Other<'v> {
    let (of, one) = (view.identities.get(nth), view.identities.get(identity));
    Other {
        name: &of.name,
        first: of.actors.first().map(|place| mentioned(&frame.links, view, *place)),
        address: frame.links.actor(&of.id),
        kind: of.kind.word(),
        mentions: view.actors[nth as usize].mentions,
        form: Form::actors(&frame.links, &one.id, &of.id),
    }
}
