//! What a pipeline looks at of a word, as numbers.

mod features;
mod hash;

pub(crate) use features::{Lexeme, Norms};
pub(crate) use hash::{hash_rows, hash_string};
