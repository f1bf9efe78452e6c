//! One file that is gzipped, such as `notes.txt.gz`.

use crate::blob::Blob;
use crate::item::{Context, Item, Opened, Place, Step};

/// What a gzipped file holds: one thing.
pub(crate) struct Gzipped {
    packed: Option<Item>,
}

impl Gzipped {
    pub(crate) fn new(packed: Item) -> Self {
        Self { packed: Some(packed) }
    }
}

impl Opened for Gzipped {
    fn next(&mut self, context: &mut Context) -> Option<Step> {
        let packed = self.packed.take()?;
        let mut place = Place::of(&packed);
        let Some(slice) = packed.blob.slice().cloned() else {
            return Some(self.unpack(packed, context));
        };
        let name = inner_name(&packed.name);
        let doc = context.name(&place, &name);
        let blob = Blob::gzipped(slice, &context.meter);
        let mut container = place.at(Some(name.clone()), 0);
        container.decoded.push("gzip".to_owned());
        Some(Step::Inner(Item {
            address: packed.address,
            fetched: packed.fetched,
            modified: packed.modified,
            headers: packed.headers,
            page: packed.page,
            diagnostics: packed.diagnostics,
            ..Item::new(doc, name, blob, "gzip content").within(container)
        }))
    }
}

impl Gzipped {
    /// A gzipped file that is packed in turn is unpacked into memory first.
    fn unpack(&mut self, mut packed: Item, context: &Context) -> Step {
        match packed.blob.clone().read(context.limits.member, "member") {
            Err(why) => Step::Found(crate::Found::failed(
                packed.doc.clone(),
                format!("{} {why}", packed.doc),
            )),
            Ok(whole) => {
                let slice = crate::blob::Slice::of_bytes(whole.bytes);
                packed.blob = Blob::plain(slice, &context.meter);
                let doubt = whole.doubt.map(sayso_model::Diagnostic::warning);
                packed.diagnostics.extend(doubt);
                Step::Inner(packed)
            }
        }
    }
}

/// The name without its `.gz`: `x.tgz` holds `x.tar`.
fn inner_name(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let stem = |ending: &str| lower.ends_with(ending).then(|| &name[..name.len() - ending.len()]);
    match (stem(".tgz"), stem(".gz").filter(|stem| !stem.is_empty())) {
        (Some(stem), _) => format!("{stem}.tar"),
        (None, Some(stem)) => stem.to_owned(),
        (None, None) if name.is_empty() => "content".to_owned(),
        (None, None) => name.to_owned(),
    }
}
