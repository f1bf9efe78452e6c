//! What is attached to a mail.
//!
//! The parts of a mail are found here, in one pass over its lines, and only their headers are
//! handed to the `mail-parser` crate: on a whole mail it keeps what stands inside one another in
//! values that nest as deep, which overflow the stack when they are dropped, and it looks for each
//! part's boundary to the end of the mail.

use crate::blob::{Blob, Slice};
use crate::found::{Captured, Found};
use crate::item::{Context, Item, Opened, Place, Step};
use crate::media;
use crate::mime::{self, Part};
use crate::names::{name_in_member, shown};
use crate::passed::Passed;
use crate::transfer;
use crate::zip::strange_name;
use sayso_model::Diagnostic;
use sayso_model::transfer::Decoded;
use std::collections::VecDeque;

/// What is attached to a mail, if anything, and what there is to tell of it.
pub(crate) fn attached(mail: &Captured, place: Place, context: &Context) -> Option<Attached> {
    let all = mime::parts(&mail.bytes, context.limits.members);
    let left_out: Vec<String> = all.told().collect();
    let mut passed = Passed::default();
    let parts: VecDeque<Part> =
        all.list.into_iter().filter(|part| is_attachment(part, &mut passed)).collect();
    if parts.is_empty() && left_out.is_empty() && passed.told().is_none() {
        return None;
    }
    let place = place.with_sha256(Some(mail.id.0));
    Some(Attached { bytes: mail.bytes.clone(), place, parts, passed, left_out, over: false })
}

/// Whether a part is a document by itself, and not the mail's own words or what goes with them.
fn is_attachment(part: &Part, passed: &mut Passed) -> bool {
    if part.is_words() {
        return false;
    }
    let name = part.name.as_deref().unwrap_or_default();
    let media_type = part.media_type.as_str();
    let what = match media::not_read(Some(media_type), name) {
        Some("images") if part.inline => Some("inline images"),
        other => other,
    };
    if let Some(what) = what {
        passed.named(what, shown(name).name);
    }
    what.is_none()
}

/// The attachments of one mail, as they are asked for.
pub(crate) struct Attached {
    bytes: Vec<u8>,
    place: Place,
    parts: VecDeque<Part>,
    passed: Passed,
    left_out: Vec<String>,
    over: bool,
}

impl Attached {
    fn give(&mut self, part: Part, context: &mut Context) -> Step {
        let inner = part.name.as_deref().filter(|name| !name.trim().is_empty());
        let shown = shown(inner.unwrap_or(&part.number));
        let doc = context.name(&self.place, &shown.name);
        let packed = &self.bytes[part.body.clone()];
        if let Err(error) = context.meter.charge(packed.len() as u64) {
            return Step::Found(Found::failed(&doc, format!("{doc} {error}")));
        }
        let Decoded { bytes, doubt } = transfer::decode(packed, part.encoding);
        let mut container = self.place.at(Some(shown.name.clone()), part.body.start as u64);
        container.decoded.extend(part.encoding.name().map(str::to_owned));
        let name = name_in_member(&shown.name).to_owned();
        let blob = Blob::plain(Slice::of_bytes(bytes), &context.meter);
        let mut item = Item::new(doc, name, blob, "mail attachment").within(container);
        item.media_type = Some(part.media_type);
        item.diagnostics.extend(doubt.map(Diagnostic::warning));
        if shown.strange {
            item.diagnostics.push(strange_name(&shown.name));
        }
        Step::Inner(item)
    }

    fn conclude(&mut self) -> Option<Step> {
        if std::mem::replace(&mut self.over, true) {
            return None;
        }
        let mut diagnostics: Vec<_> = self.passed.told().into_iter().collect();
        diagnostics.extend(self.left_out.drain(..).map(Diagnostic::error));
        let doc = self.place.doc.clone();
        (!diagnostics.is_empty()).then_some(Step::Found(Found::Skipped { doc, diagnostics }))
    }
}

impl Opened for Attached {
    fn next(&mut self, context: &mut Context) -> Option<Step> {
        match self.parts.pop_front() {
            Some(part) => Some(self.give(part, context)),
            None => self.conclude(),
        }
    }
}
