//! What a zip archive gives: its files, in the order of its directory. Nothing is written anywhere,
//! so that a name in it is never more than a name.

use crate::blob::{Blob, Slice};
use crate::companions::Companions;
use crate::directory::{Directory, Entry};
use crate::endings;
use crate::found::Found;
use crate::item::{Context, Item, Opened, Place, Step};
use crate::names::name_in_member;
use crate::passed::Passed;
use crate::wacz::Wacz;
use sayso_model::Diagnostic;
use std::collections::VecDeque;

/// What a zip archive is.
pub(crate) enum Archive {
    Container(Box<dyn Opened>),
    /// A document whose format is built on zip: kept as it is.
    File(Box<Item>),
    Broken(Box<Found>),
}

/// Opens a zip archive; one that is itself packed is unpacked into memory, within the limits.
pub(crate) fn open(mut item: Item, context: &mut Context) -> Archive {
    if item.blob.slice().is_none()
        && let Err(broken) = into_memory(&mut item, context)
    {
        return Archive::Broken(broken);
    }
    let broken = |doc: &str, why: String| {
        Archive::Broken(Box::new(Found::failed(doc, format!("{doc} {why}"))))
    };
    let Some(slice) = item.blob.slice().cloned() else {
        return broken(&item.doc, "cannot be read".to_owned());
    };
    match Directory::open(&slice, context.limits.members) {
        Err(_) if endings::of_office(&item.name) => Archive::File(Box::new(item)),
        Err(why) => broken(&item.doc, why),
        Ok((_, entries, _)) if is_document(&entries) => Archive::File(Box::new(item)),
        Ok((directory, entries, cut)) => {
            let place = Place::of(&item);
            if Wacz::is(&entries) {
                return Archive::Container(Box::new(Wacz::new(place, directory, entries, cut)));
            }
            let diagnostics = item.diagnostics;
            Archive::Container(Box::new(Zip::new(place, directory, entries, cut, diagnostics)))
        }
    }
}

fn into_memory(item: &mut Item, context: &Context) -> Result<(), Box<Found>> {
    match item.blob.clone().read(context.limits.member, "member") {
        Err(why) => Err(Box::new(Found::failed(&item.doc, format!("{} {why}", item.doc)))),
        Ok(whole) => {
            item.diagnostics.extend(whole.doubt.map(Diagnostic::warning));
            item.blob = Blob::plain(Slice::of_bytes(whole.bytes), &context.meter);
            Ok(())
        }
    }
}

/// Whether it is an office document or a book: Open Packaging Conventions (ECMA-376, part 2) or
/// OpenDocument and EPUB, whose first entry names their media type.
fn is_document(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.name == "[Content_Types].xml")
        || entries.first().is_some_and(|entry| entry.name == "mimetype")
}

/// The files of a zip archive, as they are asked for.
struct Zip {
    place: Place,
    directory: Directory,
    entries: VecDeque<Entry>,
    companions: Companions,
    /// Why there may be more of them.
    cut: Option<String>,
    /// What there was to tell of the archive.
    diagnostics: Vec<Diagnostic>,
    passed: Passed,
    given: u64,
    over: bool,
}

impl Zip {
    fn new(
        place: Place,
        directory: Directory,
        entries: Vec<Entry>,
        cut: Option<String>,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let companions = Companions::of(entries.iter().map(|entry| entry.name.as_str()));
        let passed = Passed::default();
        let entries = entries.into();
        Self {
            place,
            directory,
            entries,
            companions,
            cut,
            diagnostics,
            passed,
            given: 0,
            over: false,
        }
    }

    fn entry(&mut self, entry: Entry, context: &mut Context) -> Option<Step> {
        if let Some(why) = self.why_not(&entry) {
            self.passed.count(why);
            return None;
        }
        self.given += 1;
        let doc = context.name(&self.place, &entry.name);
        let blob = match self.directory.blob(&entry, &context.meter) {
            Ok(blob) => blob,
            Err(why) => return Some(Step::Found(Found::failed(&doc, format!("{doc} {why}")))),
        };
        let container = self.place.at(Some(entry.name.clone()), entry.offset);
        let name = name_in_member(&entry.name).to_owned();
        let mut item = Item::new(doc, name, blob, "zip entry").within(container);
        item.modified = entry.modified;
        if entry.strange {
            item.diagnostics.push(strange_name(&entry.name));
        }
        Some(Step::Inner(item))
    }

    /// Why an entry is passed over.
    fn why_not(&self, entry: &Entry) -> Option<&'static str> {
        if entry.folder {
            return Some("folders");
        }
        let hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
        if entry.name.split('/').any(hidden) {
            return Some("hidden files");
        }
        if self.companions.holds(&entry.name) {
            return Some("files that belong to saved pages");
        }
        endings::not_read(name_in_member(&entry.name))
    }

    fn conclude(&mut self) -> Option<Step> {
        if std::mem::replace(&mut self.over, true) {
            return None;
        }
        let mut diagnostics = std::mem::take(&mut self.diagnostics);
        diagnostics.extend(self.passed.told());
        if self.given == 0 {
            diagnostics.push(Diagnostic::warning("there is nothing to read in the archive"));
        }
        let doc = self.place.doc.clone();
        (!diagnostics.is_empty()).then_some(Step::Found(Found::Skipped { doc, diagnostics }))
    }
}

/// That a member's name was written out.
pub(crate) fn strange_name(name: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "the archive gives it a name that leads out of a folder or hides something, shown here as \
         {name}; it is only a name, nothing is written there"
    ))
}

impl Opened for Zip {
    fn next(&mut self, context: &mut Context) -> Option<Step> {
        while let Some(entry) = self.entries.pop_front() {
            if let Some(step) = self.entry(entry, context) {
                return Some(step);
            }
        }
        match self.cut.take() {
            Some(cut) => Some(Step::Found(self.place.failed(cut))),
            None => self.conclude(),
        }
    }
}
