//! What kind of thing names name, and who did what to whom.

mod articles;
mod notes;
mod re3d;

use super::marked::Marked;
use crate::project::{Missing, Project};
use anyhow::Result;

/// The page's part on names' kinds and on relations.
pub(super) fn part(project: &Project, marked: &Result<Vec<Marked>, Missing>) -> Result<String> {
    let articles = match marked {
        Ok(sets) => articles::part(sets)?,
        Err(missing) => missing.to_string(),
    };
    let (kinds, relations) = match project.data("re3d") {
        Ok(folder) => {
            let documents = re3d::documents(&folder)?;
            (re3d::kinds(&documents), re3d::relations(&documents))
        }
        Err(missing) => (missing.to_string(), missing.to_string()),
    };
    let parts = [
        notes::KINDS,
        &kinds,
        notes::RE3D,
        &relations,
        notes::RE3D_ERRORS,
        notes::ARTICLES,
        &articles,
        notes::ARTICLES_ERRORS,
    ];
    Ok(parts.map(str::trim).join("\n\n"))
}
