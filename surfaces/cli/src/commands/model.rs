//! `model add`, `model list`: what words and grammar are read with.

use crate::args::{ModelAdd, ModelCommand, Output};
use crate::failure::Failure;
use crate::{models, show};
use sayso::{AboutModel, ModelError, shipped_model};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::Path;

/// Adds or lists.
pub(crate) fn run(command: &ModelCommand) -> Result<(), Failure> {
    match command {
        ModelCommand::Add(asked) => add(asked),
        ModelCommand::List(output) => list(output),
    }
}

fn add(asked: &ModelAdd) -> Result<(), Failure> {
    let added = models::folder()?.add(&asked.path)?;
    let mut out = io::stdout().lock();
    if asked.output.json {
        let mut line = record(Some(&added.path), &added.about);
        line["notes"] = json!(added.notes);
        return Ok(writeln!(out, "{}", sayso_export::line(&line))?);
    }
    for note in &added.notes {
        writeln!(io::stderr(), "sayso: {}", show::one_line(note))?;
    }
    let about = &added.about;
    let kept = format!("{} {} is kept as {}", about.name, about.version, added.path.display());
    writeln!(out, "{}", show::one_line(&kept))?;
    writeln!(out, "{}", show::one_line(&format!("sayso read FILE --model {}", about.name)))?;
    Ok(())
}

fn list(output: &Output) -> Result<(), Failure> {
    let kept = models::folder()?.list()?;
    let mut all = vec![(None, shipped_model())];
    all.extend(kept.into_iter().map(|model| (Some(model.path), model.about)));
    let mut out = io::BufWriter::new(io::stdout().lock());
    if output.json {
        for (path, about) in &all {
            writeln!(out, "{}", sayso_export::line(&line(path.as_deref(), about)))?;
        }
        return Ok(out.flush()?);
    }
    let mut table =
        show::Table::new(&["model", "version", "language", "licence", "author", "file"]);
    for (path, about) in all {
        let file = path.map_or("ships with the program".to_owned(), |p| p.display().to_string());
        table.row(match about {
            Ok(about) => {
                vec![about.name, about.version, about.language, about.license, about.author, file]
            }
            Err(error) => {
                vec![String::new(); 5].into_iter().chain([format!("{file}: {error}")]).collect()
            }
        });
    }
    table.write(&mut out)?;
    Ok(out.flush()?)
}

fn line(path: Option<&Path>, about: &Result<AboutModel, ModelError>) -> Value {
    match about {
        Ok(about) => record(path, about),
        Err(error) => json!({"type": "model", "file": path, "error": error.to_string()}),
    }
}

fn record(path: Option<&Path>, about: &AboutModel) -> Value {
    let AboutModel { name, version, language, license, author, source_sha256 } = about;
    json!({
        "type": "model", "name": name, "version": version, "language": language,
        "license": license, "author": author, "source_sha256": source_sha256, "file": path,
    })
}
