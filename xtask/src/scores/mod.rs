//! Writes `docs/scores.md`: every figure with what it was measured on.

mod actors;
mod analysis;
mod archive;
mod attribution;
mod copies;
mod coreference;
mod dates;
mod disputes;
pub(crate) mod marked;
mod names;
mod notes;
mod pages;
mod pages_against;
mod parser;
mod rates;
mod relations;
mod reports;
mod sentences;
mod spans;
mod speed;

use crate::project::{Missing, Project};
use anyhow::{Context as _, Result};
pub(crate) use disputes::part as disputes_part;
use marked::Marked;
pub(crate) use pages::unpack;
pub(crate) use rates::part as rates_part;
pub(crate) use reports::{look as look_at_reports, tell as tell_reports};

/// Measures what can be measured, and writes the page whole; `untimed` is what the timings lacked.
pub(crate) fn write(project: &Project, untimed: Option<&Missing>) -> Result<()> {
    let path = project.at("docs/scores.md");
    std::fs::write(&path, page(project, untimed)?)
        .with_context(|| format!("{} cannot be written", path.display()))
}

fn page(project: &Project, untimed: Option<&Missing>) -> Result<String> {
    let marked = Marked::sets(project)?;
    let reader = sayso::reader();
    let parts = [
        notes::HEAD.to_owned(),
        format!("Reader: `{reader}`, model: `{}`.", reader.model),
        notes::ATTRIBUTION.to_owned(),
        attribution::part(project)?,
        notes::ATTRIBUTION_ERRORS.to_owned(),
        notes::SPANS.to_owned(),
        spans::part(project, &marked)?,
        notes::SPAN_ERRORS.to_owned(),
        relations::part(project, &marked)?,
        dates::part(project)?,
        coreference::part(project)?,
        notes::PARSER.to_owned(),
        parser::part(project),
        notes::SENTENCES.to_owned(),
        sentences::part(project)?,
        notes::SENTENCE_ERRORS.to_owned(),
        notes::PAGES.to_owned(),
        pages::part(project)?,
        notes::ARCHIVE.to_owned(),
        archive::part(project)?,
        notes::COPIES.to_owned(),
        copies::part(project),
        names::NOTES.to_owned(),
        names::part(project),
        names::ERRORS.to_owned(),
        notes::ACTORS.to_owned(),
        actors::part(project)?,
        notes::ACTORS_ERRORS.to_owned(),
        notes::REPORTS.to_owned(),
        reports::part(project)?,
        notes::REPORTS_ERRORS.to_owned(),
        notes::DISPUTES.to_owned(),
        disputes::part(project)?,
        notes::DISPUTES_ERRORS.to_owned(),
        notes::JUDGED.to_owned(),
        rates::part(project)?,
        notes::SPEED.to_owned(),
        untimed.map_or_else(|| speed::timings(project), ToString::to_string),
        speed::ten_thousand(project),
        analysis::part(project),
        speed::cold_build(project),
    ];
    let trimmed: Vec<_> = parts.iter().map(|part| part.trim()).collect();
    Ok(trimmed.join("\n\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_skipped_and_named() {
        let nowhere = tempfile::tempdir().unwrap();
        let (data, score) = (nowhere.path().join("data"), nowhere.path().join("score"));
        let project = Project::new(Some(data), Some(score));
        let page = page(&project, Some(&Missing("`wikinews-sample`".to_owned()))).unwrap();
        for name in [
            "attribution-wikinews",
            "gum-permissive/xml-with-dates",
            "meantime-en/meantime_newsreader_english_oct15/intra-doc_annotation",
            "ud-ewt/en_ewt-ud-dev.conllu",
            "gum-permissive/gum-permissive-dev.conllu",
            "wcxb-dev/html",
            "blog-archive.txt",
            "wikinews-sample",
        ] {
            let said = format!("Not measured: `{name}` is not there.");
            assert!(page.contains(&said), "nothing says that {name} is not there");
        }
    }
}
