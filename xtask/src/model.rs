//! The pipeline that ships with the program, made again from its wheel.

use crate::project::Project;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::Path;

/// What the program and its folder call the pipeline, whatever the wheel is called that packs it.
const NAME: &str = "en_core_web_sm";

/// Converts a wheel, and writes it over the file that ships.
pub(crate) fn write(project: &Project, wheel: &Path) -> Result<()> {
    let mut converted = sayso_parser::convert(wheel)?;
    NAME.clone_into(&mut converted.model.about.name);
    let file = format!("crates/parser/models/{NAME}/model.sayso-parser");
    anyhow::ensure!(converted.notes.is_empty(), "left out: {}", converted.notes.join("; "));
    fs::write(project.at(&file), converted.model.to_bytes()?).with_context(|| file)
}
