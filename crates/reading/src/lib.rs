//! Text to mentions, attributions, claims, dates and quantities.
//!
//! [`read`] is the one way in. It goes by the grammar that `sayso-parser` finds, by lists of words
//! and by two sets of trained weights, for attributions and for what pronouns stand for; every item
//! carries the rule that made it and the words that set it off.

mod actors;
mod argument;
mod attribution;
mod blocks;
mod claims;
mod contrast;
pub mod coreference;
mod date;
mod days;
mod heads;
mod language;
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
pub use heads::heads;
pub use language::language;
pub use read::{MOST_ITEMS, MOST_TEXT, read, reader};
