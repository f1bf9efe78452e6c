//! A new dossier appears under its name whole, or not at all.

use crate::error::{LedgerError, Result};
use crate::schema;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Lays the dossier out beside its place under a name of this process, then gives it its name.
pub(crate) fn create(path: &Path, begin: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    if std::fs::symlink_metadata(path).is_ok() {
        return Err(LedgerError::AlreadyExists { path: path.to_owned() });
    }
    let draft = draft_path(path);
    let made = lay_out(&draft, begin).and_then(|()| publish(&draft, path));
    // Linked or failed: either way the draft's own name is not needed any more.
    let _ = std::fs::remove_file(&draft);
    made
}

fn draft_path(path: &Path) -> PathBuf {
    static DRAFTS: AtomicU64 = AtomicU64::new(0);
    let draft = DRAFTS.fetch_add(1, Ordering::Relaxed);
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".new-{}-{draft}", std::process::id()));
    PathBuf::from(name)
}

fn lay_out(draft: &Path, begin: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    let io = |error: std::io::Error| LedgerError::io(draft, &error);
    match std::fs::remove_file(draft) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io(error)),
        _ => {}
    }
    std::fs::File::create_new(draft).map_err(io)?;
    let db = Connection::open(draft)?;
    schema::configure(&db)?;
    let transaction = db.unchecked_transaction()?;
    begin(&transaction)?;
    transaction.commit()?;
    db.close().map_err(|(_, error)| LedgerError::from(error))
}

/// Gives the draft its name, unless somebody else was faster.
fn publish(draft: &Path, path: &Path) -> Result<()> {
    let io = |error: std::io::Error| LedgerError::io(path, &error);
    match std::fs::hard_link(draft, path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Err(io(error)),
        // A file system without links.
        Err(_) if std::fs::symlink_metadata(path).is_err() => {
            std::fs::rename(draft, path).map_err(io)?;
        }
        Err(error) => return Err(io(error)),
    }
    sync_folder(path);
    Ok(())
}

/// Makes the name last through a power cut, where folders can be synchronised.
fn sync_folder(path: &Path) {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
}
