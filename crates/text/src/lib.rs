//! Bytes to canonical text, with sections, references, damage and the map back.
//!
//! [`extract`] is the one way in: it decodes the bytes, lets the reader of their [`Format`] make
//! a draft, and then looks for what every format shares: addresses, numbered notes, damage.

mod chat;
mod compose;
mod damage;
mod day;
mod decode;
mod draft;
mod feed;
mod format;
mod html;
mod languages;
mod limits;
mod links;
mod mail;
mod markdown;
mod moment;
mod notes;
mod office;
mod pdf;
mod plain;
mod scars;
mod speaker;
mod supports;
mod unpack;

pub use draft::{ExtractError, extract, extract_recognised, is_isolated};
pub use format::{Format, Hints, extractors};
pub use html::shown;
pub use limits::Limits;
pub use pdf::{ImageFormat, PageImage, RecognisedPage, page_images};
pub use unpack::source;
