//! A dossier, opened.

use crate::append::{self, Appended, Entry};
use crate::as_of::{self, AsOf};
use crate::catalogue::{self, DocumentView, FoundItem, Judged, Ruled, Source};
use crate::error::{LedgerError, Result};
use crate::judged::ItemView;
use crate::log::{self, Head, Logged, Stamp};
use crate::question::{self, ClaimQuery, ClaimView};
use crate::record::Shelf;
use crate::registry::{self, Registered};
use crate::schema::{self, VIEWS_VERSION, Where};
use crate::verify::{self, Verification};
use crate::{apply, blob, create, document};
use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};
use sayso_model::{CaptureId, Diagnostic, ItemId, Text, TextId};
use std::io::Write;
use std::path::{Path, PathBuf};

/// One dossier: a file, its log, and the views of it.
///
/// Any number of processes may have it open; one writes at a time. Every question takes the number
/// of the operation that it looks back to, which [`Ledger::at`] gives.
#[derive(Debug)]
pub struct Ledger {
    db: Connection,
    path: PathBuf,
    shelf: Shelf,
    // After `db`, so that it is dropped after it.
    _open: Option<Registered>,
}

impl Ledger {
    /// Makes a dossier. It appears under its name whole, or not at all.
    ///
    /// # Errors
    ///
    /// [`LedgerError::AlreadyExists`] where a file has the name; what the system refuses.
    pub fn create(path: &Path, stamp: &Stamp) -> Result<Self> {
        create::create(path, |db| begin(db, stamp)).map_err(|error| error.at(path))?;
        Self::open(path)
    }

    /// Opens a dossier, for writing where that is allowed. It does not change a file that is not a
    /// dossier, and looks at no more of one that is than its first page.
    ///
    /// # Errors
    ///
    /// That it is no dossier, is cut short, or is of a later format; what the system refuses.
    pub fn open(path: &Path) -> Result<Self> {
        let (db, open) = registry::open(path, || connect(path).map_err(|error| error.at(path)))?;
        Ok(Self { db, path: path.to_owned(), shelf: Shelf::default(), _open: Some(open) })
    }

    /// A dossier that is kept nowhere.
    ///
    /// # Errors
    ///
    /// Where there is no memory for it.
    pub fn in_memory(stamp: &Stamp) -> Result<Self> {
        let path = PathBuf::from("(in memory)");
        let made = || {
            let db = Connection::open_in_memory()?;
            schema::configure(&db)?;
            begin(&db, stamp)?;
            Ok(db)
        };
        let db = made().map_err(|error: LedgerError| error.at(&path))?;
        Ok(Self { db, path, shelf: Shelf::default(), _open: None })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Records a batch: all of it, or, where one entry is refused, nothing. What this returns is
    /// on the disk.
    ///
    /// # Errors
    ///
    /// What is wrong with an entry; that another process is writing; that there is no room.
    pub fn append(&mut self, stamp: &Stamp, entries: &[Entry<'_>]) -> Result<Vec<Appended>> {
        let shelf = &self.shelf;
        let add = |db: &Connection| {
            ready(db)?;
            schema::raise_format(db)?;
            entries.iter().map(|entry| append::append(db, shelf, stamp, entry)).collect()
        };
        write(&mut self.db, add).map_err(|error| error.at(&self.path))
    }

    /// Throws the views away and makes them again from the log. Every answer stays the same.
    ///
    /// # Errors
    ///
    /// Where the log or a blob cannot be read, the views stay as they were.
    pub fn rebuild(&mut self) -> Result<()> {
        let shelf = &self.shelf;
        let again = |db: &Connection| {
            schema::drop_views(db, Where::Dossier)?;
            schema::create_views(db, Where::Dossier)?;
            apply::replay(db, shelf)
        };
        write(&mut self.db, again).map_err(|error| error.at(&self.path))
    }

    /// Recomputes every hash, id and anchor, and replays the log. What is wrong is in the answer;
    /// it is an error only where the file cannot be read at all.
    ///
    /// # Errors
    ///
    /// Where the system or SQLite refuses to read.
    pub fn verify(&self) -> Result<Verification> {
        verify::verify(&self.db).map_err(|error| error.at(&self.path))
    }

    /// The last operation. Note it down elsewhere: it shows later that nothing was cut off.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn head(&self) -> Result<Head> {
        log::head(&self.db).map_err(|error| error.at(&self.path))
    }

    /// The number of the operation that a question looks back to; 0 before the first.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchOperation`] past the last.
    pub fn at(&self, as_of: &AsOf) -> Result<u64> {
        as_of::resolve(&self.db, as_of).map_err(|error| error.at(&self.path))
    }

    /// Up to `limit` operations from number `from` on, with what is undone now.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn log(&self, from: u64, limit: u64) -> Result<Vec<Logged>> {
        self.ask(|db| {
            let now = log::head(db)?.seq;
            let logged = |line: log::Line| {
                Ok(Logged {
                    seq: line.seq,
                    recorded: line.recorded()?,
                    operation: line.operation()?,
                    undone: apply::undone_by(db, line.seq, now)?,
                    hash: line.hash,
                    by: line.by,
                    program: line.program,
                })
            };
            log::lines(db, from, limit)?.into_iter().map(logged).collect()
        })
    }

    /// The documents, in order of arrival.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn documents(&self, at: u64) -> Result<Vec<DocumentView>> {
        self.documents_after(0, at)
    }

    /// The documents of greater numbers than this one, in order of arrival.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn documents_after(&self, number: u64, at: u64) -> Result<Vec<DocumentView>> {
        let after = number.saturating_add(1)..=u64::MAX;
        self.ask(|db| catalogue::documents(db, &self.shelf, after, at))
    }

    /// One document.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchDocument`] where it is not there at this point.
    pub fn document(&self, text: &TextId, at: u64) -> Result<DocumentView> {
        let gone = LedgerError::NoSuchDocument { text: *text };
        self.ask(|db| match document::number_of(db, text)? {
            Some(number) => {
                catalogue::documents(db, &self.shelf, number..=number, at)?.pop().ok_or(gone)
            }
            None => Err(gone),
        })
    }

    /// The text itself, word for word, with what its extractor knew of it.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchDocument`]; [`LedgerError::Damaged`] where the words are not those
    /// that were recorded.
    pub fn text(&self, text: &TextId, at: u64) -> Result<Text> {
        self.ask(|db| {
            let (_, document) = document::of_text(db, &self.shelf, text, at)?;
            Ok((*document.text).clone())
        })
    }

    /// What there is to tell about a document: of getting its bytes, of making its text, of reading
    /// it.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchDocument`] where it is not there at this point.
    pub fn diagnostics(&self, text: &TextId, at: u64) -> Result<Vec<Diagnostic>> {
        self.ask(|db| {
            let (number, document) = document::of_text(db, &self.shelf, text, at)?;
            let captured = catalogue::sources(db, &document.text.capture(), at)?;
            let captured = catalogue::own_sources(db, &self.shelf, number, at, &captured)?;
            let mut told: Vec<Diagnostic> =
                captured.into_iter().flat_map(|s| s.provenance.diagnostics).collect();
            // The same bytes from several places tell the same.
            told.dedup();
            told.extend(document.text.diagnostics.iter().cloned());
            if let Some((_, reading)) = &document.reading {
                told.extend(reading.diagnostics.iter().cloned());
            }
            Ok(told)
        })
    }

    /// The items of a document in order of the text, as judged: the text's own, the newest
    /// reading's, and people's. Rejected ones are among them.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchDocument`] where it is not there at this point.
    pub fn items(&self, text: &TextId, at: u64) -> Result<Vec<ItemView>> {
        self.ask(|db| catalogue::items(db, &self.shelf, text, at))
    }

    /// The item of an id, or of the first letters of one that only one has.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchItem`], [`LedgerError::Ambiguous`].
    pub fn find(&self, prefix: &str, at: u64) -> Result<FoundItem> {
        self.ask(|db| catalogue::find(db, &self.shelf, prefix, at))
    }

    /// The claims that are asked for, in order of the documents' arrival, then of place.
    ///
    /// # Errors
    ///
    /// Where the document or the claim that the query names is not there.
    pub fn claims(&self, query: &ClaimQuery, at: u64) -> Result<Vec<ClaimView>> {
        self.ask(|db| question::claims(db, query, at))
    }

    /// What people decided about an item, oldest first, with what they took back.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn judgements(&self, id: &ItemId, at: u64) -> Result<Vec<Judged>> {
        self.ask(|db| catalogue::judgements(db, id, at))
    }

    /// The rulings on how items hang together that hold as of an operation, oldest first.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn rulings(&self, at: u64) -> Result<Vec<Ruled>> {
        self.ask(|db| catalogue::rulings(db, at))
    }

    /// Where bytes came from: each time they were taken in.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn sources(&self, capture: &CaptureId, at: u64) -> Result<Vec<Source>> {
        self.ask(|db| catalogue::sources(db, capture, at))
    }

    /// Whether these bytes were ever taken in.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn has_capture(&self, capture: &CaptureId) -> Result<bool> {
        self.ask(|db| Ok(blob::size(db, &capture.0)?.is_some()))
    }

    /// The bytes of a capture, checked against its id.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchCapture`]; [`LedgerError::Damaged`] where they are others.
    pub fn capture_bytes(&self, capture: &CaptureId) -> Result<Vec<u8>> {
        self.ask(|db| {
            has_blob(db, capture)?;
            blob::get(db, &capture.0)
        })
    }

    /// The file outside of the dossier that a capture's bytes are kept in, where they are.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn linked(&self, capture: &CaptureId) -> Result<Option<String>> {
        self.ask(|db| blob::linked(db, &capture.0))
    }

    /// The bytes of a capture, piece by piece. Where they turn out not to be those of the id, that is the
    /// last thing known, after all of them were written out.
    ///
    /// # Errors
    ///
    /// As for [`Ledger::capture_bytes`], and what the writer refuses.
    pub fn write_capture(&self, capture: &CaptureId, out: &mut dyn Write) -> Result<()> {
        self.ask(|db| {
            has_blob(db, capture)?;
            let give = |bytes: &[u8]| {
                let io = |error: std::io::Error| LedgerError::io(&self.path, &error);
                out.write_all(bytes).map_err(io)
            };
            blob::stream(db, &capture.0, give)
        })
    }

    fn ask<T>(&self, question: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        ready(&self.db).and_then(|()| question(&self.db)).map_err(|error| error.at(&self.path))
    }

    /// A dossier as it is where nothing may be written.
    #[cfg(test)]
    pub(crate) fn open_read_only(path: &Path) -> Result<Self> {
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        schema::configure(&db)?;
        Ok(Self { db, path: path.to_owned(), shelf: Shelf::default(), _open: None })
    }

    #[cfg(test)]
    pub(crate) fn connection(&self) -> &Connection {
        &self.db
    }
}

fn connect(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    schema::configure(&db)?;
    schema::keep_one_file(&db)?;
    match log::head(&db)?.seq {
        0 => Err(LedgerError::damaged("its log is empty")),
        _ => Ok(db),
    }
}

fn begin(db: &Connection, stamp: &Stamp) -> Result<()> {
    schema::lay_out(db)?;
    append::begin(db, &Shelf::default(), stamp)
}

fn has_blob(db: &Connection, capture: &CaptureId) -> Result<()> {
    match blob::size(db, &capture.0)? {
        Some(_) => Ok(()),
        None => Err(LedgerError::NoSuchCapture { capture: *capture }),
    }
}

/// Runs a change in one transaction that nobody else writes in.
fn write<T>(db: &mut Connection, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = change(&transaction)?;
    transaction.commit()?;
    Ok(done)
}

/// Whether the views are of this program's version and have come to the end of the log.
fn ready(db: &Connection) -> Result<()> {
    let state: Option<(u32, u64, u64)> = db
        .prepare_cached("SELECT version, seq, (SELECT max(seq) FROM operation) FROM view_state")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    match state {
        Some((VIEWS_VERSION, seq, head)) if seq == head => Ok(()),
        _ => Err(LedgerError::StaleViews { path: PathBuf::new() }),
    }
}
