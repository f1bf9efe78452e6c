//! CoNLL-U, in and out (<https://universaldependencies.org/format.html>).

mod given;
mod write;

pub use given::{Given, GivenError, GivenWord, given};
pub use write::{ConlluWriter, Ranges};
