//! A dossier: what is read is kept, what is asked is answered, what people decide is recorded.

mod again;
mod changed;
mod copied;
mod custody;
#[cfg(feature = "fetch")]
mod fetch;
mod picture;
mod since;
mod unread;

#[cfg(feature = "fetch")]
pub use fetch::{ARCHIVE, ArchivedPage, Fetched, Fetching, LinkedAddress, archived};

pub use changed::{Obtained, PageChanges, Recaptured};
pub use picture::Picture;
pub use since::Since;

use crate::pipeline::{self, Document, Options, Outcome};
use crate::why::Why;
use sayso_analysis::copies::Copies;
use sayso_analysis::known;
use sayso_analysis::{Trace, TraceError};
use sayso_ledger::{
    Appended, AsOf, Check, ClaimQuery, ClaimView, DocumentView, Entry, FoundItem, Head, ItemView,
    Judged, Ledger, LedgerError, Logged, Ruled, Stamp, Verification,
};
use sayso_model::{
    CaptureId, Diagnostic, HandClaim, ItemId, Judgement, Reading, Recorded, Ruling, Span, Text,
    TextId,
};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum DossierError {
    /// In the dossier.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// In tracing a claim.
    #[error(transparent)]
    Trace(#[from] TraceError),
}

/// What was taken in of one source, once it is safe on disk.
#[derive(Debug)]
pub struct Kept<'a> {
    /// The path as given.
    pub doc: &'a str,
    /// What became of it.
    pub added: Added<'a>,
}

/// What became of one source.
#[derive(Debug)]
pub enum Added<'a> {
    /// It is in the dossier now.
    New {
        /// The document.
        document: &'a Document,
        /// The operation after which it is.
        seq: u64,
    },
    /// It was there already.
    Known,
    /// It could not be read.
    Failed(&'a [Diagnostic]),
    /// It was passed over, on purpose.
    Skipped(&'a [Diagnostic]),
}

/// Counts over one run of [`Dossier::add`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents that are new in the dossier.
    pub new: usize,
    /// Sources it had already.
    pub known: usize,
    /// Sources that could not be read.
    pub failed: usize,
    /// Sources passed over.
    pub skipped: usize,
    /// Claims in the new documents.
    pub claims: usize,
}

/// A dossier.
#[derive(Debug)]
pub struct Dossier {
    ledger: Ledger,
}

impl Dossier {
    /// Makes a new dossier file.
    ///
    /// # Errors
    ///
    /// Where a file is there already, or none can be made.
    pub fn create(path: &Path, stamp: &Stamp) -> Result<Self, DossierError> {
        Ok(Self { ledger: Ledger::create(path, stamp)? })
    }

    /// Opens a dossier file.
    ///
    /// # Errors
    ///
    /// Where it is none, cut short, or of a newer format. It is not touched then.
    pub fn open(path: &Path) -> Result<Self, DossierError> {
        Ok(Self { ledger: Ledger::open(path)? })
    }

    /// A dossier that is gone when the program ends.
    ///
    /// # Errors
    ///
    /// Where there is no memory for it.
    pub fn in_memory(stamp: &Stamp) -> Result<Self, DossierError> {
        Ok(Self { ledger: Ledger::in_memory(stamp)? })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.ledger.path()
    }

    /// Takes files in: each batch is one transaction, and `kept` hears of a document only when it
    /// is safe. What the dossier has already, read by this very version, is not read again.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be written; what was told as kept stays.
    pub fn add(
        &mut self,
        paths: &[PathBuf],
        options: &Options,
        stamp: &dyn Fn() -> Stamp,
        kept: &mut dyn FnMut(Kept<'_>),
    ) -> Result<Summary, DossierError> {
        let known = Known::of(&self.ledger, options)?;
        let mut present = known.texts.clone();
        let mut summary = Summary::default();
        let ledger = &mut self.ledger;
        let own = ledger.path().to_owned();
        pipeline::in_batches(
            paths,
            options,
            Some(&own),
            |captured| known.has(captured),
            |outcomes| keep(ledger, &stamp(), &outcomes, &mut present, &mut summary, kept),
        )?;
        Ok(summary)
    }

    /// The number of the operation that a question looks back to.
    ///
    /// # Errors
    ///
    /// Where there is no such operation.
    pub fn at(&self, as_of: &AsOf) -> Result<u64, DossierError> {
        Ok(self.ledger.at(as_of)?)
    }

    /// The last operation.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn head(&self) -> Result<Head, DossierError> {
        Ok(self.ledger.head()?)
    }

    /// The documents, in order of arrival.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn documents(&self, at: u64) -> Result<Vec<DocumentView>, DossierError> {
        Ok(self.ledger.documents(at)?)
    }

    /// One document.
    ///
    /// # Errors
    ///
    /// Where there is none of this id.
    pub fn document(&self, text: &TextId, at: u64) -> Result<DocumentView, DossierError> {
        Ok(self.ledger.document(text, at)?)
    }

    /// The canonical text of a document.
    ///
    /// # Errors
    ///
    /// Where there is none of this id.
    pub fn text(&self, text: &TextId, at: u64) -> Result<Text, DossierError> {
        Ok(self.ledger.text(text, at)?)
    }

    /// What there is to tell about a document: of getting its bytes, of its text, of its reading.
    ///
    /// # Errors
    ///
    /// Where there is none of this id.
    pub fn diagnostics(&self, text: &TextId, at: u64) -> Result<Vec<Diagnostic>, DossierError> {
        Ok(self.ledger.diagnostics(text, at)?)
    }

    /// Everything found in a document, as judged, in order of the text.
    ///
    /// # Errors
    ///
    /// Where there is none of this id.
    pub fn items(&self, text: &TextId, at: u64) -> Result<Vec<ItemView>, DossierError> {
        Ok(self.ledger.items(text, at)?)
    }

    /// The item of an id, or of the beginning of one.
    ///
    /// # Errors
    ///
    /// Where none or several begin so.
    pub fn find(&self, prefix: &str, at: u64) -> Result<FoundItem, DossierError> {
        Ok(self.ledger.find(prefix, at)?)
    }

    /// Claims.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn claims(&self, query: &ClaimQuery, at: u64) -> Result<Vec<ClaimView>, DossierError> {
        Ok(self.ledger.claims(query, at)?)
    }

    /// What people decided about an item, oldest first.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn judgements(&self, id: &ItemId, at: u64) -> Result<Vec<Judged>, DossierError> {
        Ok(self.ledger.judgements(id, at)?)
    }

    /// The chain of a claim, link by link, and the origins behind its words.
    ///
    /// # Errors
    ///
    /// Where there is no such claim.
    pub fn trace(&self, prefix: &str, at: u64) -> Result<Trace, DossierError> {
        Ok(sayso_analysis::trace(&self.ledger, prefix, at)?)
    }

    /// Why an item was read so: its rule, the words that set it off, what people decided.
    ///
    /// # Errors
    ///
    /// Where none or several ids begin so.
    pub fn why(&self, prefix: &str, at: u64) -> Result<Why, DossierError> {
        Why::of(self, prefix, at)
    }

    /// Adds a claim that a person makes on some words.
    ///
    /// # Errors
    ///
    /// Where an anchor does not hold the words it says.
    pub fn add_claim(&mut self, claim: HandClaim, stamp: &Stamp) -> Result<Appended, DossierError> {
        self.append(Entry::Claim(claim), stamp)
    }

    /// Records what a person decides about an item.
    ///
    /// # Errors
    ///
    /// Where there is no such item, or the correction does not stand in its text.
    pub fn judge(&mut self, judgement: Judgement, stamp: &Stamp) -> Result<Appended, DossierError> {
        self.append(Entry::Judge(judgement), stamp)
    }

    /// Records how items hang together, as a person sees it.
    ///
    /// # Errors
    ///
    /// Where there is no such item, or fewer than two, or no such key in the list of known actors.
    pub fn rule(&mut self, ruling: Ruling, stamp: &Stamp) -> Result<Appended, DossierError> {
        if let Some(key) =
            ruling.known.as_ref().filter(|key| known::Known::shipped().get(key).is_none())
        {
            let why = format!("{key:?} is no key in the list of known actors");
            return Err(LedgerError::Refused(why).into());
        }
        self.append(Entry::Rule(ruling), stamp)
    }

    /// The rulings that hold, oldest first.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn rulings(&self, at: u64) -> Result<Vec<Ruled>, DossierError> {
        Ok(self.ledger.rulings(at)?)
    }

    /// Takes an operation back, by a new one.
    ///
    /// # Errors
    ///
    /// Where there is no such operation, or it cannot be taken back.
    pub fn undo(
        &mut self,
        operation: u64,
        why: Option<String>,
        stamp: &Stamp,
    ) -> Result<Appended, DossierError> {
        self.append(Entry::Undo { operation, why }, stamp)
    }

    fn append(&mut self, entry: Entry<'_>, stamp: &Stamp) -> Result<Appended, DossierError> {
        let mut appended = self.ledger.append(stamp, &[entry])?;
        Ok(appended.pop().unwrap_or(Appended { seq: None, item: None }))
    }

    /// The log from an operation on.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn log(&self, from: u64, limit: u64) -> Result<Vec<Logged>, DossierError> {
        Ok(self.ledger.log(from, limit)?)
    }

    /// The bytes of a capture.
    ///
    /// # Errors
    ///
    /// Where the dossier has none of this id.
    pub fn capture_bytes(&self, capture: &CaptureId) -> Result<Vec<u8>, DossierError> {
        Ok(self.ledger.capture_bytes(capture)?)
    }

    /// The page that a document was made from, as HTML that acts in no way, with the words at these
    /// spans in `mark` elements; `None` where it was not made from a page.
    ///
    /// # Errors
    ///
    /// Where the capture cannot be read, or is not the one that the text was made from.
    pub fn shown_page(
        &self,
        document: &DocumentView,
        spans: &[Span],
        at: u64,
    ) -> Result<Option<String>, DossierError> {
        let text = self.text(&document.text, at)?;
        let Some(from) = document.sources.first() else { return Ok(None) };
        let bytes = self.capture_bytes(&document.capture)?;
        let shown = sayso_text::shown(&text, &bytes, &pipeline::hints(&from.provenance), spans);
        Ok(shown.map_err(LedgerError::Refused)?)
    }

    /// The pages that were captured more than once, by address.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn recaptured(&self, at: u64) -> Result<Vec<Recaptured>, DossierError> {
        Ok(changed::recaptured(&self.ledger.documents(at)?))
    }

    /// What changed from one document to another, and which claims came, went or were reworded.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn changes(
        &self,
        before: &DocumentView,
        after: &DocumentView,
        at: u64,
    ) -> Result<PageChanges, DossierError> {
        Ok(changed::changes(&self.ledger, [before, after], at)?)
    }

    /// The documents as of an operation, to be asked which wording they share and who had it first.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn copies(&self, at: u64) -> Result<Copies, DossierError> {
        Ok(copied::copies(&self.ledger, at)?)
    }

    /// All that the documents say as of an operation, put together.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn picture(&self, at: u64) -> Result<Picture, DossierError> {
        Ok(picture::picture(&self.ledger, at)?)
    }

    /// Adds to a picture the documents that arrived after it was made, and says which they are, by
    /// number in its corpus. Each of their actors is whoever had the name before, or somebody new;
    /// what the newcomers change in who else is who, and what people decided meanwhile, is seen when
    /// the picture is made anew.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn fold(&self, picture: &mut Picture, at: u64) -> Result<Range<u32>, DossierError> {
        Ok(picture::fold(&self.ledger, picture, at)?)
    }

    /// What came after one operation, up to another, where it left every document that was there as
    /// it was: then [`Dossier::fold`] may take in what came. `None` where it did not, and where more
    /// than so many documents came.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn since(&self, from: u64, at: u64, most: usize) -> Result<Option<Since>, DossierError> {
        Ok(since::since(&self.ledger, from, at, most)?)
    }

    /// Recomputes every hash and every anchor, and makes every text again from its capture that an
    /// extractor of this version made.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read at all; what is wrong in it is in the verification.
    pub fn verify(&self) -> Result<Verification, DossierError> {
        let mut verification = self.ledger.verify()?;
        again::compare(&self.ledger, &mut verification);
        Ok(verification)
    }

    /// Records that the dossier was checked, and what was found.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be written.
    pub fn record_check(
        &mut self,
        found: &Verification,
        stamp: &Stamp,
    ) -> Result<Appended, DossierError> {
        const MOST_TOLD: usize = 100;
        const MOST_CAPTURES: usize = 10_000;
        let captures: BTreeSet<CaptureId> =
            found.failures.iter().flat_map(|failure| &failure.captures).copied().collect();
        let captures = Some(captures.into_iter().collect::<Vec<_>>());
        let check = Check::Dossier {
            seq: found.head.seq,
            blobs: found.blobs,
            anchors: found.anchors,
            failures: found.failures.iter().take(MOST_TOLD).map(ToString::to_string).collect(),
            failed: found.failures.len() as u64,
            captures: captures.filter(|captures| captures.len() <= MOST_CAPTURES),
        };
        self.append(Entry::Check(check), stamp)
    }

    /// Reads every text that this version's reader has not read: one that was taken in without
    /// reading it, or was read by an older version or by another model. `read` hears of each when it
    /// is safe. Gives how many.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read or written; what was told stays.
    pub fn read_unread(
        &mut self,
        options: &Options,
        stamp: &dyn Fn() -> Stamp,
        read: &mut dyn FnMut(&DocumentView, &Reading),
    ) -> Result<usize, DossierError> {
        Ok(unread::read(&mut self.ledger, options, stamp, read)?)
    }

    /// Everything in the log that touches a capture: where it came from, each time, what was made
    /// of it, and when it was checked.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn custody(&self, capture: &CaptureId) -> Result<Vec<Logged>, DossierError> {
        Ok(custody::custody(&self.ledger, capture)?)
    }

    /// The file outside of the dossier that a capture's bytes are kept in, where they are.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn linked(&self, capture: &CaptureId) -> Result<Option<String>, DossierError> {
        Ok(self.ledger.linked(capture)?)
    }

    /// Drops every view and makes it again from the log.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be written.
    pub fn rebuild(&mut self) -> Result<(), DossierError> {
        Ok(self.ledger.rebuild()?)
    }

    /// When an operation was recorded.
    ///
    /// # Errors
    ///
    /// Where the dossier cannot be read.
    pub fn recorded(&self, seq: u64) -> Result<Option<Recorded>, DossierError> {
        Ok(self.ledger.log(seq, 1)?.pop().filter(|l| l.seq == seq).map(|l| l.recorded))
    }
}

/// The captures that need no second reading.
struct Known {
    /// Captures whose text and reading are by this very version.
    current: BTreeSet<CaptureId>,
    /// The texts that are there.
    texts: BTreeSet<TextId>,
    /// Where each capture is known to have come from.
    places: BTreeMap<CaptureId, Vec<sayso_ledger::Provenance>>,
}

impl Known {
    fn of(ledger: &Ledger, options: &Options) -> Result<Self, LedgerError> {
        let at = ledger.head()?.seq;
        let mut known =
            Self { current: BTreeSet::new(), texts: BTreeSet::new(), places: BTreeMap::new() };
        let reader = options.model.reader().to_string();
        let extractors = sayso_text::extractors();
        for document in ledger.documents(at)? {
            known.texts.insert(document.text);
            let same_text = extractors.iter().any(|e| e.to_string() == document.extractor);
            let same_reading = document.reader.as_deref() == Some(reader.as_str());
            if same_text && (same_reading || options.text_only) {
                known.current.insert(document.capture);
            }
            let places = document.sources.into_iter().map(|s| s.provenance);
            known.places.entry(document.capture).or_default().extend(places);
        }
        Ok(known)
    }

    fn has(&self, captured: &sayso_capture::Captured) -> bool {
        let place = pipeline::provenance(captured);
        self.current.contains(&captured.id)
            && self.places.get(&captured.id).is_some_and(|places| places.contains(&place))
    }
}

fn keep(
    ledger: &mut Ledger,
    stamp: &Stamp,
    outcomes: &[Outcome],
    present: &mut BTreeSet<TextId>,
    summary: &mut Summary,
    kept: &mut dyn FnMut(Kept<'_>),
) -> Result<(), DossierError> {
    let mut entries = Vec::new();
    for outcome in outcomes {
        if let Outcome::Read(document) = outcome {
            let provenance = document.provenance.clone();
            let link = document.link.as_deref();
            entries.push(Entry::Capture { bytes: &document.bytes, provenance, link });
            entries.push(Entry::Text(&document.text));
            entries.extend(document.reading.as_ref().map(Entry::Reading));
        }
    }
    let appended = if entries.is_empty() { Vec::new() } else { ledger.append(stamp, &entries)? };
    let mut appended = appended.as_slice();
    for outcome in outcomes {
        kept(match outcome {
            Outcome::Read(document) => {
                let count = 2 + usize::from(document.reading.is_some());
                let (ops, rest) = appended.split_at_checked(count).unwrap_or_default();
                appended = rest;
                taken_in(document, ops, present, summary)
            }
            Outcome::Known { doc } => {
                summary.known += 1;
                Kept { doc, added: Added::Known }
            }
            Outcome::Failed { doc, diagnostics } => {
                summary.failed += 1;
                Kept { doc, added: Added::Failed(diagnostics) }
            }
            Outcome::Skipped { doc, diagnostics } => {
                summary.skipped += 1;
                Kept { doc, added: Added::Skipped(diagnostics) }
            }
        });
    }
    Ok(())
}

fn taken_in<'a>(
    document: &'a Document,
    ops: &[Appended],
    present: &mut BTreeSet<TextId>,
    summary: &mut Summary,
) -> Kept<'a> {
    let doc = document.doc.as_str();
    let came_back = present.insert(document.text.id());
    // A text or a reading that was not there makes it new. Another place of its bytes does not,
    // unless they were taken back before: then the document comes back with them.
    let made = ops.iter().skip(usize::from(!came_back)).filter_map(|op| op.seq).max();
    let Some(seq) = made else {
        summary.known += 1;
        return Kept { doc, added: Added::Known };
    };
    summary.new += 1;
    summary.claims += document.claims();
    Kept { doc, added: Added::New { document, seq } }
}
