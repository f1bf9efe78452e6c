//! Web archives with their pages, indexes and digests in one zip archive (WACZ 1.1.1).

mod package;
mod pages;

use crate::blob::Blob;
use crate::digests::{Agreement, check_all};
use crate::directory::{Directory, Entry};
use crate::found::Found;
use crate::item::{Context, Item, Opened, Place, Step};
use crate::kind::{Kind, kind_of};
use crate::names::{name_in_member, shown};
use crate::passed::Passed;
use crate::revisit::Archives;
use crate::warc::Warc;
use package::Package;
use pages::Pages;
use sayso_model::Diagnostic;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The list of the archive's files, with their digests.
const PACKAGE: &str = "datapackage.json";
/// The digest of that list, and perhaps a signature of it.
const DIGEST: &str = "datapackage-digest.json";
/// Bytes of either that are read.
const JSON_MAX: u64 = 4 << 20;
/// Things of one kind that are told one by one; the rest are counted.
const TOLD: usize = 100;

/// A web archive in a zip archive, as its pages are asked for.
pub(crate) struct Wacz {
    place: Place,
    directory: Directory,
    /// The entries; taken out as they are read.
    entries: Vec<Entry>,
    cut: Option<String>,
    package: Package,
    pages: Pages,
    archives: Archives,
    /// The web archives still to be read.
    waiting: VecDeque<(Entry, Blob)>,
    warc: Option<(Warc, Option<Diagnostic>)>,
    /// What is wrong with an entry, by its name.
    wrong: BTreeMap<String, String>,
    ready: VecDeque<Found>,
    notes: Vec<Diagnostic>,
    passed: Passed,
    phase: Phase,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Closed,
    Reading,
    Settling,
    Over,
}

impl Wacz {
    /// Whether the entries of a zip archive are those of a WACZ.
    pub(crate) fn is(entries: &[Entry]) -> bool {
        entries.iter().any(|entry| entry.name == PACKAGE)
            && entries.iter().any(|entry| is_archive(&entry.name) || entry.name.ends_with(".wacz"))
    }

    pub(crate) fn new(
        place: Place,
        directory: Directory,
        entries: Vec<Entry>,
        cut: Option<String>,
    ) -> Self {
        Self {
            place,
            directory,
            entries,
            cut,
            package: Package::default(),
            pages: Pages::default(),
            archives: Archives::default(),
            waiting: VecDeque::new(),
            warc: None,
            wrong: BTreeMap::new(),
            ready: VecDeque::new(),
            notes: Vec::new(),
            passed: Passed::default(),
            phase: Phase::Closed,
        }
    }

    /// Reads what the archive says of itself, and checks it.
    fn open(&mut self, context: &mut Context) {
        self.phase = Phase::Reading;
        if let Some(cut) = self.cut.take() {
            self.failed(cut);
        }
        let mut blobs = self.blobs(context);
        self.read_package(&blobs);
        self.check_resources(&blobs);
        for (entry, blob) in &blobs {
            if matches!(entry.name.as_str(), "pages/pages.jsonl" | "pages/extraPages.jsonl") {
                let told = self.pages.read(blob.clone(), context.limits.member);
                self.notes.extend(told);
            }
        }
        blobs.retain(|(entry, _)| self.is_to_be_read(entry));
        self.waiting = blobs.into();
    }

    /// The entries that can be read, in order.
    fn blobs(&mut self, context: &Context) -> Vec<(Entry, Blob)> {
        let mut blobs = Vec::new();
        let mut names = BTreeSet::new();
        for entry in std::mem::take(&mut self.entries) {
            if entry.folder {
                continue;
            }
            if !names.insert(entry.name.clone()) {
                let name = &entry.name;
                self.failed(format!("there are two files named {name} in the web archive"));
            }
            match self.directory.blob(&entry, &context.meter) {
                Ok(blob) => blobs.push((entry, blob)),
                Err(why) => self.failed(format!("{} {why}", entry.name)),
            }
        }
        blobs
    }

    fn is_to_be_read(&mut self, entry: &Entry) -> bool {
        if is_archive(&entry.name) || entry.name.ends_with(".wacz") {
            return true;
        }
        let folder = entry.name.split_once('/').map_or("", |(folder, _)| folder);
        match (folder, entry.name.as_str()) {
            (_, PACKAGE | DIGEST) | ("pages", _) => {}
            ("indexes", _) => self.passed.count("indexes"),
            ("logs", _) => self.passed.count("logs"),
            _ => self.passed.count("other files"),
        }
        false
    }

    fn read_package(&mut self, blobs: &[(Entry, Blob)]) {
        let whole = |name: &str| {
            let (_, blob) = blobs.iter().find(|(entry, _)| entry.name == name)?;
            Some(blob.clone().read(JSON_MAX, "member").map(|whole| whole.bytes))
        };
        let package = match whole(PACKAGE) {
            Some(Ok(bytes)) => bytes,
            Some(Err(why)) => return self.failed(format!("{PACKAGE} {why}")),
            None => return,
        };
        match Package::read(&package) {
            Ok(read) => self.package = read,
            Err(why) => self.failed(format!("{PACKAGE}, the list of its files, {why}")),
        }
        self.notes.extend(self.package.told());
        let (notes, errors) = match whole(DIGEST) {
            None => (vec![Diagnostic::note("nobody signed the web archive")], Vec::new()),
            Some(Err(why)) => (Vec::new(), vec![format!("{DIGEST} {why}")]),
            Some(Ok(digest)) => package::signature(&digest, &package),
        };
        self.notes.extend(notes);
        for error in errors {
            self.failed(error);
        }
    }

    /// Holds the files against the digests that the list states of them.
    fn check_resources(&mut self, blobs: &[(Entry, Blob)]) {
        let (mut checked, mut unknown) = (0, 0);
        let by_name: BTreeMap<&str, &Blob> =
            blobs.iter().rev().map(|(entry, blob)| (entry.name.as_str(), blob)).collect();
        for (path, resource) in std::mem::take(&mut self.package.resources) {
            let shown = shown(&path).name;
            let Some(blob) = by_name.get(path.as_str()) else {
                self.wrong(&path, format!("{shown} is listed in {PACKAGE} and is not there"));
                continue;
            };
            let agreement = check_all(&resource, &mut blob.aside().open());
            match agreement {
                Ok(Agreement::Same) => checked += 1,
                Ok(Agreement::Unknown) => unknown += 1,
                Ok(Agreement::Other) => self.wrong(
                    &path,
                    format!(
                        "{shown} is not the file that {PACKAGE} lists: its digest is not \
                         {resource}. Somebody changed it, or the list, after the archive was made"
                    ),
                ),
                Err(error) => self.wrong(&path, format!("{shown} cannot be read: {error}")),
            }
        }
        self.notes.push(Diagnostic::note(format!(
            "{checked} of its files have the digest that {PACKAGE} states"
        )));
        if unknown > 0 {
            self.notes.push(Diagnostic::warning(format!(
                "{unknown} of its files were not checked: {PACKAGE} states no digest of them of a \
                 kind that is known here (SHA-1, SHA-256, SHA-512)"
            )));
        }
        for (entry, _) in blobs {
            if is_archive(&entry.name) && !self.package.listed.contains(&entry.name) {
                let name = &entry.name;
                self.wrong(name, format!("{name} is not listed in {PACKAGE}"));
            }
        }
    }

    fn wrong(&mut self, path: &str, message: String) {
        if self.wrong.len() < TOLD {
            self.failed(message.clone());
        }
        self.wrong.insert(path.to_owned(), message);
    }

    fn failed(&mut self, message: String) {
        self.ready.push_back(self.place.failed(message));
    }

    /// Opens the next web archive inside; gives what is none.
    fn open_next(&mut self, context: &mut Context) -> Option<Step> {
        let Some((entry, blob)) = self.waiting.pop_front() else {
            self.phase = Phase::Settling;
            return None;
        };
        let wrong = self.wrong.get(&entry.name).cloned().map(Diagnostic::error);
        let doc = context.name(&self.place, &entry.name);
        let container = self.place.at(Some(entry.name.clone()), entry.offset);
        let name = name_in_member(&entry.name).to_owned();
        let mut item = Item::new(doc, name, blob, "zip entry").within(container);
        item.modified = entry.modified;
        match kind_of(&item) {
            Ok(Kind::Warc { gzipped }) => {
                let warc = Warc::new(Place::of(&item), gzipped, &mut self.archives, context);
                self.warc = Some((warc, wrong));
                None
            }
            Ok(Kind::Zip) => {
                item.diagnostics.extend(wrong);
                Some(Step::Inner(item))
            }
            Ok(Kind::NotRead(why)) => Some(Step::Found(Found::failed(item.doc, why))),
            Ok(_) => Some(Step::Found(Found::failed(item.doc, "there is no WARC record in it"))),
            Err(error) => {
                let message = format!("{} cannot be read: {error}", item.doc);
                Some(Step::Found(Found::failed(item.doc, message)))
            }
        }
    }

    fn read_on(&mut self, context: &mut Context) -> Option<Step> {
        let Some((warc, wrong)) = &mut self.warc else { return self.open_next(context) };
        match warc.next(context, &mut self.archives) {
            Some(Step::Inner(mut item)) => {
                item.diagnostics.extend(wrong.clone());
                self.pages.mark(&mut item);
                Some(Step::Inner(item))
            }
            Some(found) => Some(found),
            None => {
                let (warc, _) = self.warc.take()?;
                warc.conclude(&self.archives).map(Step::Found)
            }
        }
    }

    fn settle(&mut self, context: &mut Context) -> Option<Step> {
        match self.archives.settle(context) {
            Some(Step::Inner(mut item)) => {
                self.pages.mark(&mut item);
                Some(Step::Inner(item))
            }
            Some(found) => Some(found),
            None => {
                self.phase = Phase::Over;
                self.conclude(context);
                None
            }
        }
    }

    fn conclude(&mut self, context: &mut Context) {
        let (missing, count) = self.pages.missing(TOLD);
        for address in missing {
            let doc = context.name(&self.place, &address);
            let message = "the web archive lists this page, and holds no capture of it that can \
                           be read";
            self.ready.push_back(Found::failed(doc, message));
        }
        if count > TOLD {
            let more = count - TOLD;
            self.failed(format!("{more} more pages are listed, and no capture of them is there"));
        }
        let mut diagnostics = std::mem::take(&mut self.notes);
        diagnostics.extend(self.passed.told());
        let doc = self.place.doc.clone();
        self.ready.push_back(Found::Skipped { doc, diagnostics });
    }
}

fn is_archive(name: &str) -> bool {
    let folder = name.starts_with("archive/") || name.starts_with("data/archive/");
    folder && !name.ends_with('/')
}

impl Opened for Wacz {
    fn next(&mut self, context: &mut Context) -> Option<Step> {
        loop {
            if let Some(found) = self.ready.pop_front() {
                return Some(Step::Found(found));
            }
            let step = match self.phase {
                Phase::Closed => {
                    self.open(context);
                    None
                }
                Phase::Reading => self.read_on(context),
                Phase::Settling => self.settle(context),
                Phase::Over => return None,
            };
            if step.is_some() {
                return step;
            }
        }
    }
}
