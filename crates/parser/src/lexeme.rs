//! What a pipeline looks at of a word, as numbers.

mod hash;

#[allow(unused_imports, reason = "the pipeline that uses all of it comes next")]
pub(crate) use hash::{hash_rows, hash_string};
