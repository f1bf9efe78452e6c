//! The numbers: from words to vectors, and from vectors to scores.

mod encoder;
mod layer;
mod product;
mod scorer;

pub(crate) use encoder::{Encoder, Kind, Workspace};
pub(crate) use product::Matrix;
pub(crate) use scorer::{Scorer, Scores, Table};
