//! Gets bytes in: files, folders and web archives, with where they came from.
//!
//! [`sources`] lists what is to be read, in order, without reading it; [`captures`] gives the
//! bytes of one source: one capture for a file, one for each page of a WARC. Nothing that is left
//! out is left out in silence: it is [`Found::Skipped`] or [`Found::Failed`], with the reason.

mod captures;
mod digests;
mod endings;
mod fields;
mod found;
mod gzip;
mod http;
mod record;
mod sources;
mod warc;

pub use captures::{captures, captures_in};
pub use found::{Captured, Container, Found, Limits};
pub use sources::{Source, sources};
pub use warc::name_in_address;
