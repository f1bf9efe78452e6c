//! Words, sentences, grammar and names. Knows nothing of claims.
//!
//! A [`Pipeline`] is a trained model made ready to run: spaCy's small English one ships with the
//! program, and others can be [converted](convert()). A [`Session`] runs it over texts and gives a
//! [`Parse`] of each: the same one on every machine, bit for bit.

mod characters;
mod check;
mod conllu;
mod convert;
mod file;
mod floats;
mod lemma;
mod lexeme;
pub mod model;
mod network;
mod parse;
mod pattern;
mod pipeline;
mod ruler;
mod sentences;
mod session;
mod tokenize;
mod tokens;
mod transition;

pub use conllu::{ConlluWriter, Given, GivenError, GivenWord, Ranges, given};
pub use convert::{ConvertError, Converted, convert};
pub use file::ModelError;
pub use parse::{InName, Label, Labels, Name, Parse, Word};
pub use pattern::PatternError;
pub use pipeline::{Pipeline, PipelineError, SHIPPED_MODEL};
pub use sentences::{LONGEST_SENTENCE, Sentences, paragraphs, sentences};
pub use session::Session;
pub use tokens::{Token, TokenKind, tokens};
