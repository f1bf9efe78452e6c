//! A spaCy 3 pipeline, as a folder or a wheel, becomes a [`Model`].
//!
//! Nothing is unpacked to disk and no file outside the pipeline is looked at. What of a pipeline
//! words or grammar hang on must be of a kind that can be run, or it is an error; what is needed
//! for nothing here is left out, and said.

mod architecture;
mod components;
mod config;
mod error;
mod lookups;
mod network;
mod ruler;
mod source;
mod tokenizer;
mod transitions;
mod unpack;
mod vectors;

pub use error::ConvertError;

use crate::model::{About, Model};
use config::Config;
use error::Result;
use source::Source;
use std::path::Path;

/// A converted pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Converted {
    /// The pipeline; it has passed [`Model::check`].
    pub model: Model,
    /// What was left out and why, a sentence each.
    pub notes: Vec<String>,
}

/// Converts the pipeline at a path: its folder (or one above it), or a wheel.
///
/// # Errors
///
/// Where there is no pipeline at the path, it is damaged, or something that words or grammar hang
/// on cannot be run.
pub fn convert(path: &Path) -> Result<Converted> {
    let mut source = Source::open(path)?;
    let config = Config::read(&source.read("config.cfg")?)?;
    let about = about(&mut source)?;
    let mut notes = Vec::new();
    let model = components::convert(&mut source, &config, about, &mut notes)?;
    model.check()?;
    Ok(Converted { model, notes })
}

/// What the pipeline says of itself in `meta.json`.
fn about(source: &mut Source) -> Result<About> {
    let bytes = source.read("meta.json")?;
    let meta: serde_json::Value = serde_json::from_slice(&bytes)
        .map_err(|error| ConvertError::damaged("meta.json", error.to_string()))?;
    let text = |key: &str| meta[key].as_str().unwrap_or_default().to_owned();
    Ok(About {
        name: format!("{}_{}", text("lang"), text("name")),
        version: text("version"),
        language: text("lang"),
        license: text("license"),
        author: text("author"),
        source_sha256: source.sha256()?,
    })
}
