//! Text to mentions, attributions, claims, dates and quantities.
//!
//! [`read`] is the one way in. This first reader works by rules over words, without a parser;
//! every item carries the rule that made it and the words that set it off.

mod actors;
mod attribution;
mod blocks;
mod claims;
pub mod coreference;
mod date;
mod days;
mod make;
mod mentions;
mod naming;
mod nested;
mod numbers;
mod quantity;
mod quotes;
mod read;
mod relations;
mod scan;
mod status;
mod told;
mod who;

pub use attribution::training;
pub use read::{MOST_ITEMS, MOST_TEXT, read, reader};
