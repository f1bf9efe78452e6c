//! Words and sentences. Knows nothing of claims.
//!
//! Both are found by rules over characters, in one pass and without looking back further than a
//! word, so that a text without a single full stop costs no more than any other.

mod characters;
mod check;
mod conllu;
mod convert;
mod file;
mod floats;
#[allow(dead_code, reason = "the pipeline that uses all of it comes next")]
mod lexeme;
pub mod model;
mod network;
mod parse;
#[allow(dead_code, reason = "the pipeline that uses all of it comes next")]
mod pattern;
mod pipeline;
mod sentences;
mod session;
#[allow(dead_code, reason = "the pipeline that uses all of it comes next")]
mod tokenize;
mod tokens;
mod transition;

pub use conllu::{Given, GivenError, GivenWord, Ranges, from_conllu, given, write_conllu};
pub use convert::{ConvertError, Converted, convert};
pub use file::ModelError;
pub use parse::{InName, Label, Labels, Name, Parse, Word};
pub use pattern::PatternError;
pub use pipeline::{Pipeline, PipelineError, SHIPPED_MODEL};
pub use sentences::{LONGEST_SENTENCE, Sentences, paragraphs, sentences};
pub use session::Session;
pub use tokens::{Token, TokenKind, tokens};
