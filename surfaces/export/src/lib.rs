//! Dossiers and readings out: JSON Lines as in the contract.
//!
//! Offsets are Unicode code points of the canonical text, half-open. One object a line, `type`
//! first; by document, the `document` record first, then by start, longer first, type, id.

mod disputes;
mod jsonl;
mod records;

pub use jsonl::{ExportError, dossier, header, line, text_file_name};
pub use records::{About, CONTRACT, anchors, diagnostics, item, records};
