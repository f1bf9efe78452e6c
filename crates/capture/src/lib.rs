//! Gets bytes in: files, folders, archives, web archives and mail, with where they came from.
//!
//! [`sources`] lists what is to be read, in order, without reading it; [`captures`] gives the
//! bytes of one source: one capture for a file, one for each page, file or mail of a container, and
//! of the containers inside it. Nothing that is left out is left out in silence: it is
//! [`Found::Skipped`] or [`Found::Failed`], with the reason.

mod blob;
mod captures;
mod companions;
mod digests;
mod directory;
mod doubts;
mod endings;
#[cfg(feature = "fetch")]
pub mod fetch;
mod fields;
mod found;
mod gz;
mod gzip;
mod http;
mod item;
mod kind;
mod limits;
mod mail;
mod mbox;
mod media;
mod meter;
mod mime;
mod names;
mod passed;
mod record;
mod revisit;
mod selection;
mod sources;
mod tar;
mod transfer;
mod wacz;
mod warc;
mod zip;

pub use captures::{captures, captures_in};
pub use found::{Captured, Container, Found, Listed};
pub use limits::{Limits, size};
pub use names::name_in_member;
pub use selection::Selection;
pub use sources::{Source, sources};
pub use warc::name_in_address;
