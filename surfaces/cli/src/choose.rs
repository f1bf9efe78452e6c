//! Which dossier: the one that was named, or the only one here.

use crate::args::Args;
use crate::failure::Failure;
use sayso::Dossier;
use std::path::{Path, PathBuf};

/// Opens the dossier to work on.
pub(crate) fn open(args: &Args) -> Result<Dossier, Failure> {
    Ok(Dossier::open(&path(args)?)?)
}

/// The dossier given with `-d` or the environment, or the only `*.sayso` file in this folder.
pub(crate) fn path(args: &Args) -> Result<PathBuf, Failure> {
    if let Some(path) = &args.dossier {
        return Ok(path.clone());
    }
    let mut here: Vec<PathBuf> = std::fs::read_dir(".")
        .map_err(|error| Failure::failed(format!("this folder cannot be listed: {error}")))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "sayso") && path.is_file())
        .map(|path| path.strip_prefix("./").map(Path::to_owned).unwrap_or(path))
        .collect();
    here.sort();
    match here.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Failure::usage(
            "no dossier here; make one with `sayso open PATH`, or name one with -d FILE",
        )),
        several => {
            let names: Vec<_> = several.iter().map(|p| p.display().to_string()).collect();
            Err(Failure::usage(format!(
                "several dossiers here ({}); name one with -d FILE",
                names.join(", ")
            )))
        }
    }
}

/// The name that a dossier of some input gets: `articles/` gives `articles.sayso`.
pub(crate) fn name_for(input: &Path) -> PathBuf {
    let stem = |path: &Path| match path.is_dir() {
        true => path.file_name().map(|n| n.to_owned()),
        false => path.file_stem().map(|n| n.to_owned()),
    };
    let whole = input.canonicalize().ok();
    let stem = stem(input).or_else(|| whole.as_deref().and_then(stem));
    let mut name = stem.unwrap_or_else(|| "dossier".into());
    name.push(".sayso");
    PathBuf::from(name)
}
