//! The bytes of one source.

use crate::blob::{Blob, Slice};
use crate::found::Found;
use crate::item::{Context, Item, Opened, Place, Step};
use crate::kind::{Kind, kind_of};
use crate::limits::Limits;
use crate::sources::{Source, cannot, name_of, special};
use crate::{gz, mail, mbox, tar, warc, zip};
use sayso_model::Diagnostic;
use std::fs::{self, File};
use std::path::Path;

/// What one source gives: one item for a file, any number, in order, for a container, with the
/// containers inside it.
///
/// A container is read as the items are asked for; no more than one of its members is in memory,
/// together with the archives that hold it where these are themselves packed.
pub fn captures(source: &Source, limits: &Limits) -> impl Iterator<Item = Found> + Send + use<> {
    match source.clone() {
        Source::Failed { doc, diagnostics } => {
            Captures::one(limits, Found::Failed { doc, diagnostics })
        }
        Source::Skipped { doc, diagnostics } => {
            Captures::one(limits, Found::Skipped { doc, diagnostics })
        }
        Source::File { doc, path } => match open(&path) {
            Ok(slice) => Captures::of(doc, name_of(&path), slice, limits),
            Err(message) => Captures::one(limits, Found::failed(doc, message)),
        },
    }
}

/// As [`captures`], of bytes in memory: `doc` is what to call them, `name` the hint at their
/// format.
pub fn captures_in(
    doc: &str,
    name: &str,
    bytes: Vec<u8>,
    limits: &Limits,
) -> impl Iterator<Item = Found> + Send + use<> {
    Captures::of(doc.to_owned(), name.to_owned(), Slice::of_bytes(bytes), limits)
}

/// Opens what is still a file: it may have become something else since it was listed.
fn open(path: &Path) -> Result<Slice, String> {
    let known = fs::metadata(path).map_err(|error| cannot(path, &error))?;
    if !known.is_file() {
        return Err(special(path));
    }
    let file = File::open(path).map_err(|error| cannot(path, &error))?;
    Ok(Slice::of_file(file, known.len()))
}

/// The deepest that containers may stand in one another, whatever the limit says.
const DEPTH_MAX: u64 = 64;

/// Containers that are being read, the innermost last.
struct Captures {
    /// What is to be given, or opened, before anything else.
    next: Option<Step>,
    stack: Vec<Box<dyn Opened>>,
    context: Context,
    doc: String,
    /// How many captures were given.
    given: u64,
}

impl Captures {
    fn new(doc: String, len: u64, limits: &Limits) -> Self {
        let context = Context::new(limits, len);
        Self { next: None, stack: Vec::new(), context, doc, given: 0 }
    }

    fn one(limits: &Limits, found: Found) -> Self {
        Self { next: Some(Step::Found(found)), ..Self::new(String::new(), 0, limits) }
    }

    fn of(doc: String, name: String, slice: Slice, limits: &Limits) -> Self {
        let mut captures = Self::new(doc.clone(), slice.len(), limits);
        let doc = captures.context.names.unique(doc);
        let blob = Blob::plain(slice, &captures.context.meter);
        captures.next = Some(Step::Inner(Item::new(doc, name, blob, "file")));
        captures
    }

    /// Ends the reading of a source that comes to more than it may: why, once, since each of what
    /// is left would only say the same.
    fn cut_off(&mut self) {
        self.stack.clear();
        let Self { doc, given, .. } = self;
        let why = self.context.meter.bound();
        let message = format!(
            "{doc} unpacks to {why}; {given} captures were taken out of it, and what is left was \
             not read; raise the limit if you trust it"
        );
        self.next = Some(Step::Found(Found::failed(doc.clone(), message)));
    }

    /// What an item is: opened, where it is a container, and given, where it is a capture.
    fn open(&mut self, item: Item) -> Option<Found> {
        let kind = match kind_of(&item) {
            Ok(kind) => kind,
            Err(error) => {
                return Some(Found::failed(
                    item.doc.clone(),
                    format!("{} cannot be read: {error}", item.doc),
                ));
            }
        };
        let deep = self.stack.len() as u64 >= self.context.limits.depth.min(DEPTH_MAX);
        match kind {
            Kind::File => Some(self.capture(item)),
            Kind::NotRead(why) => Some(Found::failed(item.doc, why)),
            Kind::Mail => Some(self.mail(item, deep)),
            _ if deep => Some(Found::failed(item.doc, self.too_deep())),
            Kind::Zip => match zip::open(item, &mut self.context) {
                zip::Archive::Container(opened) => self.push(opened),
                zip::Archive::File(item) => Some(self.capture(*item)),
                zip::Archive::Broken(found) => Some(*found),
            },
            Kind::Warc { gzipped } => {
                let warc = warc::Alone::new(Place::of(&item), gzipped, &self.context);
                self.push(Box::new(warc))
            }
            Kind::Mbox => self.push(Box::new(mbox::Mailbox::new(Place::of(&item)))),
            Kind::Tar => self.push(Box::new(tar::Tar::new(Place::of(&item)))),
            Kind::Gzip => self.push(Box::new(gz::Gzipped::new(item))),
        }
    }

    fn push(&mut self, opened: Box<dyn Opened>) -> Option<Found> {
        self.stack.push(opened);
        None
    }

    fn capture(&self, item: Item) -> Found {
        item.capture(&self.context.limits)
    }

    /// A mail is a capture; what is attached to it comes after it.
    fn mail(&mut self, item: Item, deep: bool) -> Found {
        let place = Place::of(&item);
        let mut found = self.capture(item);
        let Found::Captured(captured) = &mut found else { return found };
        match mail::attached(captured, place, &self.context) {
            Some(_) if deep => captured.diagnostics.push(Diagnostic::warning(format!(
                "what is attached to it was not read: it {}",
                self.too_deep()
            ))),
            Some(attached) => self.stack.push(Box::new(attached)),
            None => {}
        }
        found
    }

    fn too_deep(&self) -> String {
        let limit = self.context.limits.depth.min(DEPTH_MAX);
        format!(
            "stands in more than {limit} containers, one inside another, the limit (depth); \
             unpack the outer ones, or raise the limit"
        )
    }
}

impl Iterator for Captures {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        loop {
            let step = match self.next.take() {
                Some(step) => step,
                None => match self.stack.last_mut()?.next(&mut self.context) {
                    Some(step) => step,
                    None => {
                        self.stack.pop();
                        continue;
                    }
                },
            };
            let found = match step {
                Step::Found(found) => Some(found),
                Step::Inner(item) => self.open(item),
            };
            if !self.stack.is_empty() && self.context.meter.is_spent() {
                self.cut_off();
            }
            if found.is_some() {
                self.given += u64::from(matches!(found, Some(Found::Captured(_))));
                return found;
            }
        }
    }
}
