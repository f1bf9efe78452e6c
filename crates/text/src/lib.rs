//! Bytes to canonical text, with sections, references, damage and the map back.
//!
//! [`extract`] is the one way in: it decodes the bytes, lets the reader of their [`Format`] make
//! a draft, and then looks for what every format shares: addresses, numbered notes, damage.

mod damage;
mod day;
mod decode;
mod draft;
mod format;
mod html;
mod limits;
mod links;
mod markdown;
mod notes;
mod plain;
mod speaker;
mod supports;

pub use draft::{ExtractError, extract};
pub use format::{Format, Hints, extractors};
