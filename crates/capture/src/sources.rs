//! The files to read, in order, without reading their bytes.

use crate::companions::{is_framed, page_of, page_stem};
use crate::endings;
use crate::selection::Selection;
use sayso_model::Diagnostic;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One thing to read, or why something given is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File {
        /// The path as given, for people.
        doc: String,
        /// The path as given, for opening it.
        path: PathBuf,
    },
    /// It cannot be read, and somebody may have to act.
    Failed {
        /// The path as given.
        doc: String,
        /// Why, and what to do.
        diagnostics: Vec<Diagnostic>,
    },
    /// It is passed over, on purpose.
    Skipped {
        /// The path as given.
        doc: String,
        /// Why.
        diagnostics: Vec<Diagnostic>,
    },
}

impl Source {
    fn failed(path: &Path, message: impl Into<String>) -> Self {
        Self::Failed { doc: shown(path), diagnostics: vec![Diagnostic::error(message)] }
    }

    fn skipped(path: &Path, message: impl Into<String>) -> Self {
        Self::Skipped { doc: shown(path), diagnostics: vec![Diagnostic::note(message)] }
    }

    fn file(path: PathBuf) -> Self {
        Self::File { doc: shown(&path), path }
    }
}

/// A path as people see it, no two alike: bytes that are not Unicode are written `\xe9`, and so is
/// a backslash that would make other characters look like that.
fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        push_plain(&mut shown, chunk.valid());
        for byte in chunk.invalid() {
            push_escaped(&mut shown, *byte);
        }
    }
    shown
}

fn push_escaped(shown: &mut String, byte: u8) {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    shown.extend(['\\', 'x', digit(byte >> 4), digit(byte & 15)]);
}

fn push_plain(shown: &mut String, words: &str) {
    for (at, c) in words.char_indices() {
        if c == '\\' && !std::path::is_separator(c) && is_escape(&words[at..]) {
            push_escaped(shown, b'\\');
        } else {
            shown.push(c);
        }
    }
}

/// Whether some words begin as [`push_escaped`] writes.
fn is_escape(words: &str) -> bool {
    let hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    matches!(words.as_bytes(), [b'\\', b'x', high, low, ..] if hex(high) && hex(low))
}

/// Everything to read under these paths, in the order given, a folder's entries by the bytes of
/// their names, folders within folders where their name stands.
///
/// A file given by its own path is tried whatever its ending, a dossier excepted. In a folder,
/// hidden entries are counted and passed over, symbolic links are named and not followed (so that
/// no walk leaves the folder or goes round in it), and special files are never opened. Of a page
/// that a browser saved with all that belongs to it, the folder beside it is passed over but for
/// the pages that stood in its frames. What the selection leaves out is counted.
pub fn sources(
    paths: &[PathBuf],
    selection: &Selection,
) -> impl Iterator<Item = Source> + Send + use<> {
    let (paths, selection) = (paths.to_vec(), selection.clone());
    paths.into_iter().flat_map(move |path| match fs::metadata(&path) {
        Err(error) => Given::One(Some(Source::failed(&path, cannot(&path, &error)))),
        Ok(known) if known.is_dir() => Given::Folder(Box::new(Walk::new(path, selection.clone()))),
        Ok(known) if known.is_file() => Given::One(Some(given_file(path))),
        Ok(_) => Given::One(Some(Source::failed(&path, special(&path)))),
    })
}

/// What stands at one of the paths given.
enum Given {
    One(Option<Source>),
    Folder(Box<Walk>),
}

impl Iterator for Given {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        match self {
            Self::One(source) => source.take(),
            Self::Folder(walk) => walk.next(),
        }
    }
}

fn given_file(path: PathBuf) -> Source {
    if endings::is_dossier(&name_of(&path)) {
        let message =
            format!("{} is a dossier, not a source; open it with --dossier", shown(&path));
        return Source::failed(&path, message);
    }
    Source::file(path)
}

pub(crate) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

pub(crate) fn cannot(path: &Path, error: &io::Error) -> String {
    let path = shown(path);
    match error.kind() {
        io::ErrorKind::NotFound => {
            format!("there is no file or folder at {path}; check the spelling of the path")
        }
        io::ErrorKind::PermissionDenied => {
            format!("you are not allowed to read {path}; change its permissions or copy it")
        }
        _ => format!("{path} cannot be read: {error}"),
    }
}

pub(crate) fn special(path: &Path) -> String {
    format!(
        "{} is neither a file nor a folder (a pipe, a device or a socket) and was not opened; \
         save what it gives to a file",
        shown(path)
    )
}

/// A walk through one folder given. Its depth costs memory, never stack.
struct Walk {
    root: PathBuf,
    /// Entries still to visit, the next one last.
    waiting: Vec<Entry>,
    selection: Selection,
    readable: u64,
    hidden: u64,
    left_out: u64,
    told: u8,
}

struct Entry {
    path: PathBuf,
    kind: Kind,
}

enum Kind {
    File,
    Folder,
    /// The folder of a page that was saved with all that belongs to it.
    Companion,
    Link,
    Special,
    Unreadable(String),
}

impl Walk {
    fn new(root: PathBuf, selection: Selection) -> Self {
        let waiting = vec![Entry { path: root.clone(), kind: Kind::Folder }];
        Self { root, waiting, selection, readable: 0, hidden: 0, left_out: 0, told: 0 }
    }

    /// Whether the selection leaves an entry out.
    fn leaves_out(&self, path: &Path, kind: &Kind) -> bool {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        let below = parts.join("/");
        match kind {
            Kind::Folder | Kind::Companion => self.selection.excludes(&below),
            _ => !self.selection.takes(&below),
        }
    }

    fn visit(&mut self, entry: Entry) -> Option<Source> {
        let path = entry.path;
        match entry.kind {
            Kind::Folder => self.open(&path),
            Kind::Companion => self.companion(&path),
            Kind::Unreadable(message) => Some(Source::failed(&path, message)),
            Kind::Special => Some(Source::failed(&path, special(&path))),
            Kind::Link => Some(Source::skipped(
                &path,
                "a symbolic link in a folder is not followed; give the path it points to",
            )),
            Kind::File => match endings::not_read(&name_of(&path)) {
                Some(why) => Some(Source::skipped(&path, why)),
                None => {
                    self.readable += 1;
                    Some(Source::file(path))
                }
            },
        }
    }

    /// Lists a folder; its entries are visited next, in order of their names.
    fn open(&mut self, folder: &Path) -> Option<Source> {
        let mut entries: Vec<(OsString, Kind)> = Vec::new();
        let listing = match fs::read_dir(folder) {
            Ok(listing) => listing,
            Err(error) => return Some(Source::failed(folder, cannot(folder, &error))),
        };
        let mut broken = None;
        for entry in listing {
            match entry {
                Ok(entry) if is_hidden(&entry.file_name()) => self.hidden += 1,
                Ok(entry) => entries.push((entry.file_name(), kind_of(&entry))),
                Err(error) => broken = Some(Source::failed(folder, cannot(folder, &error))),
            }
        }
        find_companions(&mut entries);
        entries.sort_by(|(a, _), (b, _)| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
        for (name, kind) in entries.into_iter().rev() {
            let path = folder.join(name);
            if self.leaves_out(&path, &kind) {
                self.left_out += 1;
            } else {
                self.waiting.push(Entry { path, kind });
            }
        }
        broken
    }

    /// Passes over the folder of a saved page; the pages that it shows in frames are visited next.
    fn companion(&mut self, folder: &Path) -> Option<Source> {
        let mut framed = framed_pages(folder);
        let count = files_below(folder).saturating_sub(framed.len() as u64);
        framed
            .sort_by(|a, b| b.as_os_str().as_encoded_bytes().cmp(a.as_os_str().as_encoded_bytes()));
        for path in framed {
            if self.leaves_out(&path, &Kind::File) {
                self.left_out += 1;
            } else {
                self.waiting.push(Entry { path, kind: Kind::File });
            }
        }
        let files = if count == 1 { "file" } else { "files" };
        let message = format!(
            "{count} {files} in it belong to the saved page beside it, and are no documents of \
             their own; give the folder's own path to read them"
        );
        (count > 0).then(|| Source::skipped(folder, message))
    }

    /// What there is to say of the folder as a whole, once each.
    fn conclude(&mut self) -> Option<Source> {
        self.told += 1;
        match self.told {
            1 if self.hidden > 0 => {
                let (count, ending) = (self.hidden, if self.hidden == 1 { "y" } else { "ies" });
                let message = format!(
                    "{count} hidden entr{ending} passed over; give a hidden file's own path to read it"
                );
                Some(Source::skipped(&self.root, message))
            }
            2 if self.left_out > 0 => {
                let (count, ending) = (self.left_out, if self.left_out == 1 { "y" } else { "ies" });
                let message =
                    format!("{count} entr{ending} left out, as the patterns given ask for");
                Some(Source::skipped(&self.root, message))
            }
            3 if self.readable == 0 && self.left_out > 0 => {
                let message = format!(
                    "nothing in {} is both of a kind that is read and fits the patterns given \
                     ({}); a pattern without a slash is held against a file's name alone",
                    shown(&self.root),
                    self.selection.in_words()
                );
                Some(Source::failed(&self.root, message))
            }
            3 if self.readable == 0 => {
                let message = format!(
                    "there is nothing to read in {}: no text, page, mail, document or archive of \
                     a kind that is known here",
                    shown(&self.root)
                );
                Some(Source::failed(&self.root, message))
            }
            1 | 2 => self.conclude(),
            _ => None,
        }
    }
}

impl Iterator for Walk {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        while let Some(entry) = self.waiting.pop() {
            if let Some(source) = self.visit(entry) {
                return Some(source);
            }
        }
        if self.told < 3 { self.conclude() } else { None }
    }
}

/// Tells folders that belong to a saved page in the same folder from others.
fn find_companions(entries: &mut [(OsString, Kind)]) {
    let pages: BTreeSet<String> = entries
        .iter()
        .filter(|(_, kind)| matches!(kind, Kind::File))
        .filter_map(|(name, _)| page_stem(name.to_str()?).map(str::to_owned))
        .collect();
    for (name, kind) in entries {
        let page = name.to_str().and_then(page_of);
        if matches!(kind, Kind::Folder) && page.is_some_and(|page| pages.contains(page)) {
            *kind = Kind::Companion;
        }
    }
}

/// The pages in the folder of a saved page that stood in its frames.
fn framed_pages(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| matches!(kind_of(entry), Kind::File))
        .filter(|entry| entry.file_name().to_str().is_some_and(is_framed))
        .map(|entry| entry.path())
        .collect()
}

/// How many files there are in a folder and those in it, as far as they can be listed.
fn files_below(folder: &Path) -> u64 {
    let mut files = 0;
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => waiting.push(entry.path()),
                _ => files += 1,
            }
        }
    }
    files
}

fn is_hidden(name: &OsString) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

fn kind_of(entry: &fs::DirEntry) -> Kind {
    match entry.file_type() {
        Err(error) => Kind::Unreadable(cannot(&entry.path(), &error)),
        Ok(kind) if kind.is_symlink() => Kind::Link,
        Ok(kind) if kind.is_dir() => Kind::Folder,
        Ok(kind) if kind.is_file() => Kind::File,
        Ok(_) => Kind::Special,
    }
}
