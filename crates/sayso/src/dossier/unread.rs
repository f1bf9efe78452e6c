//! Texts that the dossier keeps and this version has not read.

use crate::pipeline::Options;
use rayon::prelude::*;
use sayso_ledger::{DocumentView, Entry, Ledger, LedgerError, Stamp};
use sayso_model::{Reading, Text};
use sayso_parser::PipelineError;

/// Texts read together until they have this many bytes.
const BATCH_BYTES: u64 = 8 << 20;
/// Or until there are this many.
const BATCH: usize = 64;

/// Reads them, a batch to a transaction, and tells of each when it is safe; gives how many.
pub(super) fn read(
    ledger: &mut Ledger,
    options: &Options,
    stamp: &dyn Fn() -> Stamp,
    read: &mut dyn FnMut(&DocumentView, &Reading),
) -> Result<usize, LedgerError> {
    let reader = options.model.reader().to_string();
    let at = ledger.head()?.seq;
    let mut documents = ledger.documents(at)?;
    documents.retain(|document| document.reader.as_deref() != Some(reader.as_str()));
    let mut rest = documents.as_slice();
    while !rest.is_empty() {
        let (batch, more) = rest.split_at(batch(rest));
        rest = more;
        let texts = batch.iter().map(|document| ledger.text(&document.text, at));
        let texts = texts.collect::<Result<Vec<_>, _>>()?;
        let readings =
            readings(&texts, options).map_err(|e| LedgerError::Refused(e.to_string()))?;
        let entries: Vec<_> = readings.iter().map(Entry::Reading).collect();
        ledger.append(&stamp(), &entries)?;
        batch.iter().zip(&readings).for_each(|(document, reading)| read(document, reading));
    }
    Ok(documents.len())
}

/// How many of the documents to read together; at least one.
fn batch(documents: &[DocumentView]) -> usize {
    let mut bytes = 0;
    let fits = documents.iter().take(BATCH).take_while(|document| {
        bytes += document.size;
        bytes <= BATCH_BYTES
    });
    fits.count().max(1)
}

fn readings(texts: &[Text], options: &Options) -> Result<Vec<Reading>, &'static PipelineError> {
    texts.par_iter().map(|text| options.model.read(text)).collect()
}
