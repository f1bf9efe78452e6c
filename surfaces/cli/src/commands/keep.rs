//! `open`, `add`, `serve`: taking in and showing.

use super::{status, summary};
use crate::args::{Add, Args, Open, Page};
use crate::failure::Failure;
use crate::session::Session;
use crate::{choose, models, progress, show};
use sayso::model::Diagnostic;
use sayso::{Added, Dossier, Kept, Options, Summary};
use serde_json::json;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The main job in one go.
pub(crate) fn open(args: &Args, open: &Open, session: &Session) -> Result<ExitCode, Failure> {
    let options = models::options(&open.with)?;
    let mut dossier = if open.temporary {
        Dossier::in_memory(&session.stamp())?
    } else {
        let first = open.paths.first().map(PathBuf::as_path).unwrap_or(Path::new("."));
        let path = args.dossier.clone().unwrap_or_else(|| choose::name_for(first));
        let exists = path.exists();
        if !exists && !sayso::readable(&open.paths, &options) {
            // Nothing to take in: do not leave an empty dossier behind.
            take_in_nothing(&open.paths, &options)?;
            return Err(nothing_taken_in());
        }
        let dossier = match exists {
            true => Dossier::open(&path)?,
            false => Dossier::create(in_folder(&path)?, &session.stamp())?,
        };
        writeln!(io::stdout(), "{}", show::one_line(&path.display().to_string()))?;
        dossier
    };
    let taken = take_in(&mut dossier, &open.paths, &options, session, false)?;
    if taken.new + taken.known == 0 {
        return Err(nothing_taken_in());
    }
    summary::write(&dossier, &taken)?;
    if !open.no_serve {
        show_in_browser(dossier, &open.page)?;
    }
    Ok(status(taken.failed))
}

/// The path, where its folder is there to make a file in.
fn in_folder(path: &Path) -> Result<&Path, Failure> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => Err(Failure::failed(
            format!("{}: there is no such folder; make it first", folder.display()),
        )),
        _ => Ok(path),
    }
}

fn nothing_taken_in() -> Failure {
    Failure::failed("nothing was taken in: none of this could be read")
}

fn take_in_nothing(paths: &[PathBuf], options: &Options) -> Result<(), Failure> {
    sayso::read(paths, options, |outcome| {
        match outcome {
            sayso::Outcome::Failed { doc, diagnostics }
            | sayso::Outcome::Skipped { doc, diagnostics } => tell(&doc, &diagnostics)?,
            sayso::Outcome::Read(_) | sayso::Outcome::Known { .. } => {}
        }
        Ok::<(), Failure>(())
    })
}

/// Takes in more.
pub(crate) fn add(args: &Args, add: &Add, session: &Session) -> Result<ExitCode, Failure> {
    let options = models::options(&add.with)?;
    let mut dossier = choose::open(args)?;
    let taken = take_in(&mut dossier, &add.paths, &options, session, add.json)?;
    if !add.json {
        writeln!(io::stdout(), "{}", summary::taken(&taken))?;
    }
    if taken.new + taken.known == 0 {
        return Err(nothing_taken_in());
    }
    Ok(status(taken.failed))
}

fn take_in(
    dossier: &mut Dossier,
    paths: &[PathBuf],
    options: &Options,
    session: &Session,
    json: bool,
) -> Result<Summary, Failure> {
    let bar = progress::bar(paths);
    let mut broken: io::Result<()> = Ok(());
    let mut claims = 0;
    let taken = dossier.add(paths, options, &|| session.stamp(), &mut |kept| {
        bar.inc(1);
        if let Added::New { document, .. } = &kept.added {
            claims += document.reading.items.iter().filter(|i| is_claim(i)).count();
        }
        bar.set_message(format!("{}, {}", show::count(claims, "claim"), show::one_line(kept.doc)));
        if broken.is_ok() {
            broken = if json { record(&kept) } else { bar.suspend(|| mention(&kept)) };
        }
    });
    bar.finish_and_clear();
    broken?;
    Ok(taken?)
}

fn is_claim(item: &sayso::model::Item) -> bool {
    item.body.kind() == sayso::model::ItemKind::Claim
}

/// One source as a JSON object, printed when it is safe.
fn record(kept: &Kept<'_>) -> io::Result<()> {
    let diagnostics = |list: &[Diagnostic]| sayso_export::diagnostics(None, list);
    let value = match &kept.added {
        Added::New { document, seq } => json!({
            "type": "kept", "doc": kept.doc, "operation": seq, "document": document.text.id(),
            "sha256": document.text.capture(),
            "diagnostics":
                sayso_export::diagnostics(Some(&document.text), document.all_diagnostics()),
        }),
        Added::Known => json!({"type": "known", "doc": kept.doc}),
        Added::Failed(list) => {
            json!({"type": "failed", "doc": kept.doc, "diagnostics": diagnostics(list)})
        }
        Added::Skipped(list) => {
            json!({"type": "skipped", "doc": kept.doc, "diagnostics": diagnostics(list)})
        }
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{}", sayso_export::line(&value))?;
    out.flush()
}

/// What must be told about a source, on standard error.
fn mention(kept: &Kept<'_>) -> io::Result<()> {
    match &kept.added {
        Added::New { document, .. } => {
            let serious: Vec<_> = document
                .all_diagnostics()
                .filter(|d| d.severity >= sayso::model::Severity::Warning)
                .cloned()
                .collect();
            tell(kept.doc, &serious)
        }
        Added::Failed(diagnostics) | Added::Skipped(diagnostics) => tell(kept.doc, diagnostics),
        Added::Known => Ok(()),
    }
}

/// Says what is wrong with a document.
pub(crate) fn tell(doc: &str, diagnostics: &[Diagnostic]) -> io::Result<()> {
    let mut err = io::stderr().lock();
    for diagnostic in diagnostics {
        writeln!(err, "{}: {}", show::one_line(doc), show::one_line(&diagnostic.to_string()))?;
    }
    Ok(())
}

/// Shows the dossier in the browser.
pub(crate) fn serve(args: &Args, page: &Page) -> Result<(), Failure> {
    show_in_browser(choose::open(args)?, page)
}

fn show_in_browser(dossier: Dossier, page: &Page) -> Result<(), Failure> {
    let browser = !page.no_browser && io::stdout().is_terminal();
    sayso_web::serve(dossier, page.port, |address| {
        let url = format!("http://{address}/");
        let _ = writeln!(io::stdout(), "The workbench is at {url} (Ctrl-C ends it)");
        if browser && open::that_detached(&url).is_err() {
            let _ =
                writeln!(io::stderr(), "sayso: no browser could be opened; open {url} yourself");
        }
    })
    .map_err(Failure::failed)
}
