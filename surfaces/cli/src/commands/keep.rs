//! `open`, `add`, `serve`: taking in and showing.

#[cfg(feature = "fetch")]
use super::fetch;
use super::{status, summary};
use crate::args::{Add, Args, Keeping, Open, Page, ReadUnread};
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
    let options = keeping(models::options(&open.with)?, &open.keeping);
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
        show_in_browser(dossier, &open.page, session)?;
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
    Failure::failed("nothing was taken in; what stands above says why")
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
    let options = keeping(models::options(&add.with)?, &add.keeping);
    let mut dossier = choose::open(args)?;
    #[cfg(feature = "fetch")]
    let (paths, addresses) = fetch::sorted(add)?;
    #[cfg(not(feature = "fetch"))]
    let paths = add.paths.clone();
    #[allow(unused_mut, reason = "only fetching adds to it")]
    let mut taken = take_in(&mut dossier, &paths, &options, session, add.json)?;
    #[cfg(feature = "fetch")]
    if !addresses.is_empty() {
        taken += fetch::add(&mut dossier, add, &addresses, &options, session)?;
    }
    if !add.json {
        writeln!(io::stdout(), "{}", summary::taken(&taken))?;
    }
    if taken.new + taken.known == 0 {
        return Err(nothing_taken_in());
    }
    Ok(status(taken.failed))
}

fn keeping(options: Options, keeping: &Keeping) -> Options {
    Options { text_only: keeping.text_only, link: keeping.link, ..options }
}

/// Reads what was only taken in, or was read by an older version.
pub(crate) fn read_unread(
    args: &Args,
    asked: &ReadUnread,
    session: &Session,
) -> Result<(), Failure> {
    let options = models::options(&asked.with)?;
    let mut dossier = choose::open(args)?;
    let mut claims = 0;
    let read = dossier.read_unread(&options, &|| session.stamp(), &mut |_, reading| {
        claims += reading.items.iter().filter(|item| is_claim(item)).count();
    })?;
    let (texts, claims) = (show::count(read, "text"), show::count(claims, "claim"));
    Ok(writeln!(io::stdout(), "{texts} read: {claims}")?)
}

fn take_in(
    dossier: &mut Dossier,
    paths: &[PathBuf],
    options: &Options,
    session: &Session,
    json: bool,
) -> Result<Summary, Failure> {
    let bar = progress::bar(paths, options);
    let mut broken: io::Result<()> = Ok(());
    let mut claims = 0;
    let taken = dossier.add(paths, options, &|| session.stamp(), &mut |kept| {
        bar.inc(1);
        if let Added::New { document, .. } = &kept.added {
            claims += document.claims();
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
pub(super) fn record(kept: &Kept<'_>) -> io::Result<()> {
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
pub(super) fn mention(kept: &Kept<'_>) -> io::Result<()> {
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
pub(crate) fn serve(args: &Args, page: &Page, session: &Session) -> Result<(), Failure> {
    show_in_browser(choose::open(args)?, page, session)
}

fn show_in_browser(dossier: Dossier, page: &Page, session: &Session) -> Result<(), Failure> {
    let browser = !page.no_browser && io::stdout().is_terminal();
    let session = session.clone();
    sayso_web::serve(
        dossier,
        page.port,
        move || session.stamp(),
        |address| {
            let url = format!("http://{address}/");
            let _ = writeln!(io::stdout(), "The workbench is at {url} (Ctrl-C ends it)");
            if browser && open::that_detached(&url).is_err() {
                let _ = writeln!(
                    io::stderr(),
                    "sayso: no browser could be opened; open {url} yourself"
                );
            }
        },
    )
    .map_err(Failure::failed)
}
