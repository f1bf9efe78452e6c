//! Capture, text, reading: from paths to read documents, in order, on all cores.

use crate::apart::Apart;
use crate::extraction::Extraction;
use crate::models::Model;
use crate::ocr::Ocr;
use rayon::prelude::*;
use sayso_capture::{
    Captured, Container, Found, Limits, Selection, Source, captures, name_in_address,
    name_in_member, sources,
};
use sayso_ledger::{Inside, Provenance};
use sayso_model::{Diagnostic, Item, ItemKind, Reading, Text};
use sayso_parser::PipelineError;
use sayso_text::{Hints, source};
use std::borrow::Cow;
use std::ffi::OsStr;
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;

/// The program and its version, as operations record it.
#[must_use]
pub fn program() -> String {
    format!("sayso {}", env!("CARGO_PKG_VERSION"))
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What a source may be.
    pub limits: Limits,
    /// Which files of a folder are taken.
    pub selection: Selection,
    /// What texts are read with.
    pub model: Model,
    /// Whether texts are only made, and not read.
    pub text_only: bool,
    /// How much of a capture is unpacked and laid out at most.
    pub text_limits: sayso_text::Limits,
    /// How to start a process that makes one text, for formats that are better read in one.
    pub apart: Option<Apart>,
    /// How to recognise words in documents whose pages are pictures.
    pub ocr: Option<Ocr>,
    /// From this many bytes on a file is kept where it stands, and only its path and digest here.
    pub link: Option<u64>,
}

/// A document that was read.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path as given; `path!/inner` inside a container.
    pub doc: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where they came from.
    pub provenance: Provenance,
    /// The canonical text.
    pub text: Text,
    /// What was found in it, if it was read.
    pub reading: Option<Reading>,
    /// The full path of the file that its bytes stay in, where they are not to be copied.
    pub link: Option<String>,
}

impl Document {
    /// Everything to tell about it: of its capture, its text, its reading.
    pub fn all_diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        let captured = self.provenance.diagnostics.iter();
        let read = self.reading.iter().flat_map(|reading| &reading.diagnostics);
        captured.chain(&self.text.diagnostics).chain(read)
    }

    /// How many claims were found in it.
    #[must_use]
    pub fn claims(&self) -> usize {
        self.items().filter(|item| item.body.kind() == ItemKind::Claim).count()
    }

    /// Everything found in it: of its text, then of its reading.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.text.items.iter().chain(self.reading.iter().flat_map(|reading| &reading.items))
    }
}

/// What became of one source.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It was read.
    Read(Box<Document>),
    /// The dossier has it already, read by this very version.
    Known {
        /// The path as given.
        doc: String,
    },
    /// It could not be read.
    Failed {
        /// The path as given.
        doc: String,
        /// Why, and what to do.
        diagnostics: Vec<Diagnostic>,
    },
    /// It was passed over, on purpose.
    Skipped {
        /// The path as given.
        doc: String,
        /// Why.
        diagnostics: Vec<Diagnostic>,
    },
}

/// Captures are read together until they have this many bytes.
const BATCH_BYTES: usize = 8 << 20;
/// Or until there are this many.
const BATCH: usize = 64;

/// Reads files, folders and web archives, and hands over each outcome, in the order given.
///
/// One source that cannot be read is one outcome; the others go on. Reading stops where `each`
/// says so. The same input gives the same outcomes, whatever the number of threads.
///
/// # Errors
///
/// Whatever `each` returns.
pub fn read<E>(
    paths: &[PathBuf],
    options: &Options,
    mut each: impl FnMut(Outcome) -> Result<(), E>,
) -> Result<(), E> {
    in_batches(
        paths,
        options,
        None,
        |_| false,
        |outcomes| outcomes.into_iter().try_for_each(&mut each),
    )
}

/// As [`read`], a batch at a time; a capture that `known` knows is not read again, and the file
/// `own` is never opened: to open and close a dossier that is being written would drop its locks.
pub(crate) fn in_batches<E>(
    paths: &[PathBuf],
    options: &Options,
    own: Option<&Path>,
    known: impl Fn(&Captured) -> bool + Sync,
    mut each: impl FnMut(Vec<Outcome>) -> Result<(), E>,
) -> Result<(), E> {
    let known = &known;
    std::thread::scope(|scope| {
        // The next batch is read while this one is kept.
        let (sender, batches) = sync_channel(1);
        scope.spawn(move || {
            // Nobody takes a batch any more once one could not be kept.
            let _ = batches_of(paths, options, own, |batch| {
                sender.send(outcomes(batch, options, known))
            });
        });
        batches.into_iter().try_for_each(&mut each)
    })
}

/// Hands over what the sources give, in batches, in order.
fn batches_of<E>(
    paths: &[PathBuf],
    options: &Options,
    own: Option<&Path>,
    mut each: impl FnMut(Vec<Found>) -> Result<(), E>,
) -> Result<(), E> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    let own = own.and_then(|path| path.canonicalize().ok());
    for source in sources(paths, &options.selection) {
        if own.is_some() && path_of(&source).and_then(|p| p.canonicalize().ok()) == own {
            batch.push(own_file(&source));
            continue;
        }
        for found in guarded(&source, options) {
            if let Found::Captured(captured) = &found {
                bytes += captured.bytes.len();
            }
            batch.push(found);
            if batch.len() >= BATCH || bytes >= BATCH_BYTES {
                each(std::mem::take(&mut batch))?;
                bytes = 0;
            }
        }
    }
    each(batch)
}

/// What a source gives. A fault of the program in one source must not cost the others: it ends that
/// source, and says so.
fn guarded<'o>(source: &'o Source, options: &'o Options) -> impl Iterator<Item = Found> + use<'o> {
    let mut inner = None;
    let mut over = false;
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        let next = AssertUnwindSafe(|| {
            inner.get_or_insert_with(|| captures(source, &options.limits)).next()
        });
        catch_unwind(next).unwrap_or_else(|_| {
            over = true;
            let doc = path_of(source).map(|path| path.display().to_string()).unwrap_or_default();
            let message = "taking this in hit a fault in the program; what comes after it in this \
                           file was not taken in. Please report it, with the file if you can";
            Some(Found::Failed { doc, diagnostics: vec![Diagnostic::error(message)] })
        })
    })
}

/// That the file of the dossier being written was met in what is to be taken in.
fn own_file(source: &Source) -> Found {
    let doc = path_of(source).map(|path| path.display().to_string()).unwrap_or_default();
    let message = "this is the dossier that is being written; it was passed over";
    Found::Skipped { doc, diagnostics: vec![Diagnostic::note(message)] }
}

fn path_of(source: &Source) -> Option<&Path> {
    match source {
        Source::File { path, .. } => Some(path),
        _ => None,
    }
}

pub(crate) fn outcomes(
    batch: Vec<Found>,
    options: &Options,
    known: &(impl Fn(&Captured) -> bool + Sync),
) -> Vec<Outcome> {
    batch.into_par_iter().map(|found| outcome(found, options, known)).collect()
}

fn outcome(
    found: Found,
    options: &Options,
    known: &(impl Fn(&Captured) -> bool + Sync),
) -> Outcome {
    match found {
        Found::Failed { doc, diagnostics } => Outcome::Failed { doc, diagnostics },
        Found::Skipped { doc, diagnostics } => Outcome::Skipped { doc, diagnostics },
        Found::Captured(captured) if known(&captured) => Outcome::Known { doc: captured.doc },
        Found::Captured(captured) => {
            let doc = captured.doc.clone();
            // A fault of the program on one document must not cost the others.
            catch_unwind(AssertUnwindSafe(|| document(captured, options))).unwrap_or_else(|_| {
                let message = "reading this document hit a fault in the program; nothing of it \
                               was taken in. Please report it, with the document if you can";
                Outcome::Failed { doc, diagnostics: vec![Diagnostic::error(message)] }
            })
        }
    }
}

fn document(captured: Captured, options: &Options) -> Outcome {
    let provenance = provenance(&captured);
    let read = text_of(&captured, &provenance, options).and_then(|text| {
        let read = || options.model.read(&text).map_err(cannot_run);
        let reading = (!options.text_only).then(read).transpose()?;
        Ok((text, reading))
    });
    let link = link_to(&captured, options);
    match read {
        Ok((text, reading)) => Outcome::Read(Box::new(Document {
            doc: captured.doc,
            bytes: captured.bytes,
            provenance,
            text,
            reading,
            link,
        })),
        Err(error) => {
            let mut diagnostics = captured.diagnostics;
            diagnostics.push(error);
            Outcome::Failed { doc: captured.doc, diagnostics }
        }
    }
}

/// The full path of a capture's file, where it is large enough to stay there, and is a file of its
/// own by a name in Unicode.
fn link_to(captured: &Captured, options: &Options) -> Option<String> {
    let large = options.link.is_some_and(|from| captured.bytes.len() as u64 >= from);
    if !large || captured.container.is_some() || captured.how != "file" {
        return None;
    }
    // A name that is not Unicode is shown escaped, and no file goes by what is shown.
    Path::new(&captured.doc).canonicalize().ok()?.into_os_string().into_string().ok()
}

fn cannot_run(error: &PipelineError) -> Diagnostic {
    Diagnostic::error(format!("the model that ships with this program cannot run: {error}"))
}

/// The text of a capture, whose words are sure to be its own.
fn text_of(
    captured: &Captured,
    provenance: &Provenance,
    options: &Options,
) -> Result<Text, Diagnostic> {
    let hints = Hints { limits: options.text_limits, ..hints(provenance) };
    let apart = options.apart.as_ref();
    let extraction = Extraction::new(captured.id, &captured.bytes, hints, apart);
    let text = extraction.text().or_else(|unread| match &options.ocr {
        Some(ocr) => ocr.text(&extraction, unread),
        None => Err(unread),
    });
    let text = text.map_err(Diagnostic::error)?;
    let own = |source: Cow<'_, [u8]>| text.map.first_difference(text.words(), &source).is_none();
    match source(&text, &captured.bytes).is_ok_and(own) {
        true => Ok(text),
        false => Err(Diagnostic::error(
            "the words made of this document are not its own, by a fault in the program; nothing \
             of it was taken in. Please report it",
        )),
    }
}

/// Makes texts of files, folders and web archives, without reading them, and hands over each with
/// its path in the order given, or its path and why there is no text.
///
/// # Errors
///
/// Whatever `each` returns.
pub fn texts<E>(
    paths: &[PathBuf],
    options: &Options,
    mut each: impl FnMut(&str, Result<&Text, &[Diagnostic]>) -> Result<(), E>,
) -> Result<(), E> {
    for source in sources(paths, &options.selection) {
        for found in captures(&source, &options.limits) {
            match found {
                Found::Captured(captured) => {
                    match text_of(&captured, &provenance(&captured), options) {
                        Ok(text) => each(&captured.doc, Ok(&text))?,
                        Err(error) => each(&captured.doc, Err(&[error]))?,
                    }
                }
                Found::Failed { doc, diagnostics } | Found::Skipped { doc, diagnostics } => {
                    each(&doc, Err(&diagnostics))?;
                }
            }
        }
    }
    Ok(())
}

/// What the text room is told of some bytes: no more than is recorded with them, so that the same
/// text can be made again.
pub(crate) fn hints(provenance: &Provenance) -> Hints<'_> {
    let address = provenance.address.as_deref();
    let name = match &provenance.member {
        None => Path::new(&provenance.from).file_name().and_then(OsStr::to_str),
        Some(_) if provenance.how.starts_with("warc") || provenance.how == "fetch" => {
            address.map(name_in_address)
        }
        Some(member) => Some(name_in_member(member)),
    };
    let media_type = provenance.media_type.as_deref();
    Hints { name: name.unwrap_or_default(), media_type, address, ..Hints::default() }
}

/// Where a capture came from, as a dossier records it.
#[must_use]
pub fn provenance(captured: &Captured) -> Provenance {
    let container = captured.container.as_ref();
    Provenance {
        from: container.map_or_else(|| captured.doc.clone(), |c| c.outermost().path.clone()),
        doc: container.map(|_| captured.doc.clone()),
        offset: container.map(|c| c.offset),
        decoded: container.map(|c| c.decoded.clone()).unwrap_or_default(),
        member: container
            .map(|c| c.member.clone().unwrap_or_else(|| format!("at byte {}", c.offset))),
        containers: containers(container),
        how: captured.how.to_owned(),
        address: captured.address.clone(),
        media_type: captured.media_type.clone(),
        fetched: captured.fetched.clone(),
        modified: captured.modified.clone(),
        headers: captured.headers.clone(),
        page_title: captured.page.as_ref().and_then(|page| page.title.clone()),
        page_at: captured.page.as_ref().and_then(|page| page.at.clone()),
        diagnostics: captured.diagnostics.clone(),
    }
}

/// A container and those around it, the outermost first.
fn containers(innermost: Option<&Container>) -> Vec<Inside> {
    let inside = |container: &Container| Inside {
        path: container.path.clone(),
        sha256: container.sha256,
        member: container.member.clone(),
        offset: container.offset,
        decoded: container.decoded.clone(),
    };
    let outward = iter::successors(innermost, |container| container.outer.as_deref());
    let mut containers: Vec<_> = outward.map(inside).collect();
    containers.reverse();
    containers
}

/// Whether there is anything to read under these paths. It reads as far as the first document.
#[must_use]
pub fn readable(paths: &[PathBuf], options: &Options) -> bool {
    sources(paths, &options.selection)
        .flat_map(|source| captures(&source, &options.limits))
        .any(|found| matches!(outcome(found, options, &|_: &Captured| false), Outcome::Read(_)))
}

/// How many files the paths come to, for a progress bar: it lists folders and reads no file.
#[must_use]
pub fn count(paths: &[PathBuf], options: &Options) -> usize {
    sources(paths, &options.selection).count()
}
