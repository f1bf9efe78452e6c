//! Office Open XML (ISO/IEC 29500-1, 17): a document's parts, and where its main part is.

use super::book::{Aside, Book, not_text};
use super::docx_told::Told;
use super::docx_walk::Walk;
use super::styles::Styles;
use super::xml::{Piece, Pieces};
use crate::ExtractError;
use crate::draft::Draft;
use crate::limits::Limits;
use sayso_model::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

/// The targets of a part's relationships (ISO/IEC 29500-2, 9.3), by id, with their types' last
/// names.
#[derive(Debug, Default)]
pub(super) struct Links(BTreeMap<String, (String, String)>);

impl Links {
    fn of(book: &mut Book<'_>, part: &str) -> Self {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let at = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let text = book.aside(&format!("{at}_rels/{name}.rels")).unwrap_or_default();
        let mut links = Self::default();
        for piece in Pieces::of(&text) {
            let Piece::Open(element) = piece else { continue };
            if let (Some(id), Some(target)) = (element.get("Id"), element.get("Target")) {
                let kind = element.get("Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let outside = element.get("TargetMode").is_some_and(|mode| mode == "External");
                let target = if outside { target } else { inside(&at, &target) };
                links.0.insert(id, (kind, target));
            }
        }
        links
    }

    /// The address that an id leads to.
    pub(super) fn address(&self, id: &str) -> Option<String> {
        let (kind, target) = self.0.get(id)?;
        (kind == "hyperlink").then(|| target.clone())
    }

    fn targets(&self, kind: &str) -> Vec<String> {
        let fits = self.0.values().filter(|(k, _)| k == kind);
        fits.map(|(_, target)| target.clone()).collect()
    }
}

/// The name of a part from that of the folder it is named in.
fn inside(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => {
            let mut folder = folder.trim_end_matches('/');
            let mut target = target.trim_start_matches("./");
            while let Some(rest) = target.strip_prefix("../") {
                folder = folder.rsplit_once('/').map_or("", |(outer, _)| outer);
                target = rest;
            }
            if folder.is_empty() { target.to_owned() } else { format!("{folder}/{target}") }
        }
    }
}

/// Reads a document.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Draft, ExtractError> {
    let mut book = Book::open(bytes, limits)?;
    let main = Links::of(&mut book, "").targets("officeDocument").into_iter().next();
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    let links = Links::of(&mut book, &main);
    let part = |kind: &str| links.targets(kind).into_iter().next();
    let styles = part("styles").and_then(|name| book.aside(&name));
    let styles = Styles::of_docx(&styles.unwrap_or_default());
    let mut told = Told::default();

    let source = book.source(&main).ok_or_else(|| {
        let why = book.told.last().map_or("it has none", |told| &told.message);
        not_text(&format!("it is an office document whose main part cannot be read: {why}"))
    })?;
    let mut pieces = Pieces::of(&source.text);
    let body = Walk::new(&source, &styles, &links, &mut told).body(&mut pieces);
    book.ended(&main, &pieces);

    let mut notes = Vec::new();
    for kind in ["footnotes", "endnotes"] {
        let Some(name) = part(kind) else { continue };
        let read = asides(&mut book, &name, &styles, &mut told);
        notes.extend(read.into_iter().map(|(id, mut note)| {
            note.about = told.marks.remove(&(kind == "endnotes", id));
            note
        }));
    }
    // A mark whose note is not there.
    for span in std::mem::take(&mut told.marks).into_values() {
        book.told.push(crate::html::without_target("here", span));
    }
    let comments =
        part("comments").map(|name| comments(&mut book, &name, &links, &styles, &mut told));
    let mut margins = Vec::new();
    for (kind, name) in [("header", "Header"), ("footer", "Footer")] {
        for part in links.targets(kind) {
            margins.extend(margin(&mut book, &part, &styles, &mut told).map(|draft| (name, draft)));
        }
    }
    margins.dedup_by(|a, b| a.1.words == b.1.words);
    (book.deleted, book.inserted, book.hidden) = (told.deleted, told.inserted, told.hidden);
    let about = book.properties("docProps/core.xml");
    let mut draft = book.draft(body, notes, comments.unwrap_or_default(), margins)?;
    fill(&mut draft, &about);
    Ok(draft)
}

/// The notes or comments of a part, by id, in order.
fn asides(
    book: &mut Book<'_>,
    name: &str,
    styles: &Styles,
    told: &mut Told,
) -> Vec<(String, Aside)> {
    let links = Links::of(book, name);
    let Some(source) = book.source(name) else { return Vec::new() };
    let mut pieces = Pieces::of(&source.text);
    let read = Walk::new(&source, styles, &links, told).asides(&mut pieces);
    book.ended(name, &pieces);
    read
}

fn comments(
    book: &mut Book<'_>,
    name: &str,
    links: &Links,
    styles: &Styles,
    told: &mut Told,
) -> Vec<Aside> {
    let read = asides(book, name, styles, told);
    // Which comment answers which is told by their last paragraphs (MS-DOCX, 2.5.4.3).
    let extended = links.targets("commentsExtended").into_iter().next();
    let extended = extended.and_then(|name| book.aside(&name)).unwrap_or_default();
    let replies: BTreeSet<String> = Pieces::of(&extended)
        .filter_map(|piece| match piece {
            Piece::Open(element) if element.get("paraIdParent").is_some() => element.get("paraId"),
            _ => None,
        })
        .collect();
    let with_place = |(id, mut comment): (String, Aside)| {
        comment.about = told.commented.get(&id).copied();
        comment.reply = told.paragraphs.get(&id).is_some_and(|id| replies.contains(id));
        comment
    };
    read.into_iter().map(with_place).collect()
}

fn margin(book: &mut Book<'_>, name: &str, styles: &Styles, told: &mut Told) -> Option<Draft> {
    let links = Links::of(book, name);
    let source = book.source(name)?;
    let mut pieces = Pieces::of(&source.text);
    let draft = Walk::new(&source, styles, &links, told).whole(&mut pieces);
    book.ended(name, &pieces);
    (!draft.words.trim().is_empty()).then_some(draft)
}

/// What the document says of itself.
pub(super) fn fill(draft: &mut Draft, about: &BTreeMap<String, String>) {
    let said = |name: &str| about.get(name).map(|words| super::writer::one_line(words));
    let title = said("title").filter(|title| title.chars().any(char::is_alphabetic));
    draft.title = title.or_else(|| draft.title.take());
    draft.author = said("creator").or_else(|| said("initial-creator"));
    draft.language = said("language").filter(|tag| tag.len() >= 2 && tag.is_ascii());
    let made = said("created").or_else(|| said("creation-date"));
    if let Some(day) = made.as_deref().and_then(|made| made.get(..10)) {
        draft.diagnostics.push(Diagnostic::note(format!(
            "the file was made on {day}, as it says; that need not be when it was published, and \
             was not taken for it"
        )));
    }
}
