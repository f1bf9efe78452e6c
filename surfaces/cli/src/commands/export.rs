//! `export`, and what is made of the command line itself.

use crate::args::{Args, Export, Format};
use crate::choose;
use crate::failure::Failure;
use clap::CommandFactory;
use clap_complete::Shell;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes the dossier out.
pub(crate) fn run(args: &Args, export: &Export) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let at = dossier.at(&export.when.as_of)?;
    let Format::Jsonl = export.to;
    match &export.output {
        None => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            sayso_export::dossier(&dossier, at, &mut out)?;
            Ok(out.flush()?)
        }
        Some(path) => to_file(path, |out| Ok(sayso_export::dossier(&dossier, at, out)?)),
    }
}

/// Writes a file that is there whole or not at all, and takes no other's place.
pub(super) fn to_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let cannot = |error: io::Error| {
        Failure::failed(format!("{}: cannot be written: {error}", path.display()))
    };
    if path.symlink_metadata().is_ok() {
        return Err(cannot(io::ErrorKind::AlreadyExists.into()));
    }
    let beside = beside(path);
    let file = OpenOptions::new().write(true).create_new(true).open(&beside).map_err(cannot)?;
    let written = whole(&file, write).and_then(|()| {
        // A link, unlike a rename, fails where somebody else has made the file meanwhile; some
        // file systems know no links.
        std::fs::hard_link(&beside, path)
            .or_else(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => Err(error),
                _ => std::fs::rename(&beside, path),
            })
            .map_err(cannot)
    });
    // Gone already where it was renamed.
    let _ = std::fs::remove_file(&beside);
    written
}

/// Where the file is made, until it is complete.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".part-{}", std::process::id()));
    path.with_file_name(name)
}

/// Writes all of it, and waits until it is on the disk.
fn whole(
    file: &File,
    write: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut out = io::BufWriter::new(file);
    write(&mut out)?;
    out.flush()?;
    Ok(file.sync_all()?)
}

/// Prints completions for a shell.
pub(crate) fn completions(shell: Shell) -> Result<(), Failure> {
    // Into memory first: the generator panics where its output is closed early.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "sayso", &mut script);
    Ok(io::stdout().write_all(&script)?)
}

/// Prints the manual page, or that of a command.
pub(crate) fn man(words: &[String]) -> Result<(), Failure> {
    let mut command = Args::command();
    command.build();
    for word in words {
        let found = command.find_subcommand(word).cloned();
        command = found.ok_or_else(|| Failure::usage(format!("there is no command {word:?}")))?;
    }
    Ok(clap_mangen::Man::new(command).render(&mut io::stdout())?)
}
