//! Writes `docs/scores.md`: every figure with what it was measured on.

mod archive;
mod attribution;
mod marked;
mod notes;
mod pages;
mod sentences;
mod spans;
mod speed;

use crate::project::Project;
use anyhow::{Context as _, Result};
use marked::Marked;

/// Measures what can be measured, and writes the page whole.
pub(crate) fn write(project: &Project) -> Result<()> {
    let marked = Marked::sets(project)?;
    let parts = [
        notes::HEAD.to_owned(),
        notes::ATTRIBUTION.to_owned(),
        attribution::part(project, &marked)?,
        notes::ATTRIBUTION_ERRORS.to_owned(),
        notes::SPANS.to_owned(),
        spans::part(project, &marked)?,
        notes::SPAN_ERRORS.to_owned(),
        notes::SENTENCES.to_owned(),
        sentences::part(project)?,
        notes::SENTENCE_ERRORS.to_owned(),
        notes::PAGES.to_owned(),
        pages::part(project)?,
        notes::ARCHIVE.to_owned(),
        archive::part(project)?,
        notes::SPEED.to_owned(),
        speed::part(project),
    ];
    let trimmed: Vec<_> = parts.iter().map(|part| part.trim()).collect();
    let path = project.at("docs/scores.md");
    std::fs::write(&path, trimmed.join("\n\n") + "\n")
        .with_context(|| format!("{} cannot be written", path.display()))
}
