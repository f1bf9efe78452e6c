//! `export`, and what is made of the command line itself.

use crate::args::{Args, Export, Format};
use crate::choose;
use crate::failure::Failure;
use clap::CommandFactory;
use clap_complete::Shell;
use std::fs::OpenOptions;
use std::io::{self, Write};

/// Writes the dossier out.
pub(crate) fn run(args: &Args, export: &Export) -> Result<(), Failure> {
    let dossier = choose::open(args)?;
    let at = dossier.at(&export.when.as_of)?;
    let Format::Jsonl = export.to;
    let mut out: Box<dyn Write> = match &export.output {
        None => Box::new(io::stdout().lock()),
        Some(path) => {
            let file = OpenOptions::new().write(true).create_new(true).open(path);
            Box::new(file.map_err(|error| {
                Failure::failed(format!("{}: cannot be written: {error}", path.display()))
            })?)
        }
    };
    let mut out = io::BufWriter::new(&mut out);
    sayso_export::dossier(&dossier, at, &mut out)?;
    Ok(out.flush()?)
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
