//! What a pipeline looks at of a word, as numbers.

mod features;
mod hash;

#[allow(unused_imports, reason = "the pipeline that uses all of it comes next")]
pub(crate) use features::{Lexeme, Norms};
#[allow(unused_imports, reason = "the pipeline that uses all of it comes next")]
pub(crate) use hash::{hash_rows, hash_string};
