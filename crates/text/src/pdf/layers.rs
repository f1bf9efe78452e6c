//! Layers that a document has switched off (ISO 32000-1, 8.11): words on them are not shown.

use hayro_syntax::object::dict::keys::{
    BASE_STATE, D, OC, OCGS, OCMD, OCPROPERTIES, OFF, ON, P, TYPE,
};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};
use hayro_syntax::xref::XRef;
use std::collections::BTreeSet;

/// The layers that are off as the document opens.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: BTreeSet<ObjectIdentifier>,
}

impl Layers {
    pub(super) fn of(xref: &XRef) -> Self {
        Self::stated(xref).unwrap_or_default()
    }

    fn stated(xref: &XRef) -> Option<Self> {
        let catalog: Dict<'_> = xref.get(xref.root_id())?;
        let stated: Dict<'_> = catalog.get(OCPROPERTIES)?;
        let config: Dict<'_> = stated.get(D)?;
        let mut off = BTreeSet::new();
        if config.get::<Name<'_>>(BASE_STATE).is_some_and(|state| &*state == b"OFF") {
            off.extend(ids(&stated, OCGS));
        }
        for id in ids(&config, ON) {
            off.remove(&id);
        }
        off.extend(ids(&config, OFF));
        Some(Self { off })
    }

    /// Whether what a dictionary's `OC` (or another key) names is not shown.
    pub(super) fn hides(&self, holder: &Dict<'_>, key: &[u8]) -> bool {
        if self.off.is_empty() {
            return false;
        }
        let Some(id) = holder.get_ref(key).map(ObjectIdentifier::from) else { return false };
        match holder.get::<Dict<'_>>(key) {
            Some(layer) if layer.get::<Name<'_>>(TYPE).is_some_and(|t| &*t == OCMD) => {
                self.hides_members(&layer)
            }
            _ => self.off.contains(&id),
        }
    }

    /// Whether a form, a picture or an annotation is not shown.
    pub(super) fn hides_object(&self, object: &Dict<'_>) -> bool {
        self.hides(object, OC)
    }

    /// A membership of several layers (table 99); its expression `VE` is not looked at.
    fn hides_members(&self, membership: &Dict<'_>) -> bool {
        let mut members = ids(membership, OCGS);
        members.extend(membership.get_ref(OCGS).map(ObjectIdentifier::from));
        if members.is_empty() {
            return false;
        }
        let off = |id: &ObjectIdentifier| self.off.contains(id);
        let policy = membership.get::<Name<'_>>(P);
        !match policy.as_deref() {
            Some(b"AllOn") => !members.iter().any(off),
            Some(b"AnyOff") => members.iter().any(off),
            Some(b"AllOff") => members.iter().all(off),
            _ => !members.iter().all(off),
        }
    }
}

fn ids(holder: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
    let array = holder.get::<Array<'_>>(key);
    let items = array.iter().flat_map(Array::raw_iter);
    items.filter_map(|item| item.as_obj_ref()).map(ObjectIdentifier::from).collect()
}
