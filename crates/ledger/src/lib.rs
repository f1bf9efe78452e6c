//! The dossier: an append-only, hash-chained log of operations, and views of it.
//!
//! [`Ledger::append`] is the only way in; everything asked is answered from views that
//! [`Ledger::rebuild`] makes again from the log, as of any operation.

mod append;
mod apply;
mod as_of;
mod blob;
mod catalogue;
mod claim_row;
mod create;
mod document;
mod error;
mod header;
mod judged;
mod ledger;
mod log;
mod operation;
mod question;
mod record;
mod registry;
mod schema;
mod verify;

#[cfg(test)]
mod tests;

pub use append::{Appended, Entry};
pub use as_of::AsOf;
pub use catalogue::{DocumentView, FoundItem, Judged, Ruled, Source};
pub use document::BY_HAND;
pub use error::LedgerError;
pub use header::FORMAT;
pub use judged::{ItemView, State};
pub use ledger::Ledger;
pub use log::{Head, Logged, Stamp};
pub use operation::{
    AddCapture, AddClaim, AddReading, AddText, Begin, Check, Inside, Judge, Operation, Provenance,
    Rule, Undo,
};
pub use question::{ClaimQuery, ClaimView};
pub use verify::{Failure, FailureKind, Place, Verification};
