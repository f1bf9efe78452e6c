//! The tables of a dossier: what is recorded, and the views of it.

use crate::error::Result;
use crate::header::{APPLICATION, FORMAT};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::time::Duration;

/// How long to wait for another writer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Statements kept prepared; more than this crate has.
const STATEMENTS: usize = 96;

/// Raised with every change of what a view holds: views of another version are rebuilt.
pub(crate) const VIEWS_VERSION: u32 = 1;

/// What is recorded. The triggers make each row final: whoever writes with SQL by mistake is
/// stopped, whoever does it on purpose is found by `verify`, which holds these very statements, to
/// the letter, against those in the file.
const RECORDED: &str = "
CREATE TABLE operation(
    seq INTEGER PRIMARY KEY,
    recorded TEXT NOT NULL,
    by TEXT NOT NULL,
    program TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL
);
CREATE TABLE blob(
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    encoding TEXT NOT NULL
);
CREATE TABLE chunk(
    blob INTEGER NOT NULL REFERENCES blob(id),
    seq INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY(blob, seq)
);
CREATE TRIGGER operation_follows BEFORE INSERT ON operation
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM operation)
BEGIN SELECT RAISE(ABORT, 'an operation follows the last one'); END;
CREATE TRIGGER blob_once BEFORE INSERT ON blob
WHEN EXISTS (SELECT 1 FROM blob WHERE digest = NEW.digest OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a blob is stored once'); END;
CREATE TRIGGER chunk_once BEFORE INSERT ON chunk
WHEN EXISTS (SELECT 1 FROM chunk WHERE blob = NEW.blob AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a chunk is stored once'); END;
";

/// Tables whose rows are never changed and never removed.
const FINAL: &[&str] = &["operation", "blob", "chunk"];

/// A view: its name and its columns.
pub(crate) struct View {
    pub(crate) name: &'static str,
    columns: &'static str,
    /// Each index: its name, its columns and the rows it holds.
    indexes: &'static [(&'static str, &'static str)],
}

/// Every view, all made from the log. A row holds from operation `from_seq` on, and until before
/// `until_seq` where that is not null.
pub(crate) const VIEWS: &[View] = &[
    // Which views these are, and the operation they have come to: one row.
    View {
        name: "view_state",
        columns: "version INTEGER NOT NULL, seq INTEGER NOT NULL",
        indexes: &[],
    },
    // The number of each text in order of arrival: given once, never taken back.
    View {
        name: "view_number",
        columns: "number INTEGER PRIMARY KEY, text BLOB NOT NULL UNIQUE, capture BLOB NOT NULL",
        indexes: &[("view_number_capture", "(capture)")],
    },
    // What each operation is about. `sameness` is the start of a digest of kind and payload.
    View {
        name: "view_fact",
        columns: "seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, sameness INTEGER NOT NULL, \
                  capture BLOB, document INTEGER, item TEXT, undoes INTEGER",
        indexes: &[
            ("view_fact_sameness", "(sameness)"),
            ("view_fact_capture", "(capture) WHERE capture IS NOT NULL"),
            ("view_fact_document", "(document, kind, seq) WHERE document IS NOT NULL"),
            ("view_fact_item", "(item) WHERE item IS NOT NULL"),
            ("view_fact_undoes", "(undoes) WHERE undoes IS NOT NULL"),
        ],
    },
    // When an operation was undone.
    View {
        name: "view_undone",
        columns: "operation INTEGER NOT NULL, from_seq INTEGER NOT NULL, until_seq INTEGER, \
                  PRIMARY KEY(operation, from_seq)",
        indexes: &[],
    },
    // The documents: each text that is not undone, with its metadata and current reading.
    View {
        name: "view_document",
        columns: "number INTEGER NOT NULL, text BLOB NOT NULL, capture BLOB NOT NULL, \
                  size INTEGER NOT NULL, title TEXT, author TEXT, outlet TEXT, address TEXT, \
                  published TEXT, language TEXT, \
                  extractor TEXT NOT NULL, text_seq INTEGER NOT NULL, reader TEXT, \
                  reading_seq INTEGER, from_seq INTEGER NOT NULL, until_seq INTEGER, \
                  PRIMARY KEY(number, from_seq)",
        indexes: &[],
    },
    // Which items there are, and in which document.
    View {
        name: "view_item",
        columns: "id TEXT NOT NULL, document INTEGER NOT NULL, from_seq INTEGER NOT NULL, \
                  until_seq INTEGER, PRIMARY KEY(id, document, from_seq)",
        indexes: &[],
    },
    // The claims, as judged. Days are counted from 1970-01-01.
    View {
        name: "view_claim",
        columns: "id TEXT NOT NULL, document INTEGER NOT NULL, first INTEGER NOT NULL, \
                  last INTEGER NOT NULL, words TEXT NOT NULL, content TEXT NOT NULL, \
                  holder TEXT, voice TEXT NOT NULL, stance TEXT NOT NULL, \
                  said TEXT, said_first INTEGER, said_last INTEGER, \
                  happened TEXT, happened_first INTEGER, happened_last INTEGER, \
                  published TEXT, published_first INTEGER, published_last INTEGER, \
                  rule TEXT NOT NULL, chain TEXT NOT NULL, by_hand INTEGER NOT NULL, \
                  state TEXT NOT NULL, from_seq INTEGER NOT NULL, until_seq INTEGER",
        indexes: &[("view_claim_place", "(document, first, last DESC, id, from_seq)")],
    },
];

/// Where views are made: in the dossier, or beside it for a comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Where {
    /// In the dossier.
    Dossier,
    /// In SQLite's temporary database, whose tables hide the dossier's of the same name.
    Temporary,
}

impl Where {
    /// SQLite's name of the database.
    pub(crate) const fn database(self) -> &'static str {
        match self {
            Self::Dossier => "main",
            Self::Temporary => "temp",
        }
    }
}

/// Sets what holds for one connection and is not stored in the file.
pub(crate) fn configure(db: &Connection) -> Result<()> {
    db.busy_timeout(PATIENCE)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    // A dossier may come from anybody: its schema is not to run functions or rewrite itself.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.execute_batch(
        "PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA synchronous = EXTRA;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32768;",
    )?;
    Ok(())
}

/// Turns a dossier that another tool made keep its changes in a second file back into one file,
/// where it may be written.
pub(crate) fn keep_one_file(db: &Connection) -> Result<()> {
    let mode: String = db.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode == "wal" && !db.is_readonly("main")? {
        db.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    }
    Ok(())
}

/// Lays out an empty database as a dossier, inside a transaction of the caller.
pub(crate) fn lay_out(db: &Connection) -> Result<()> {
    db.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}; {RECORDED}"
    ))?;
    for table in FINAL {
        for act in ["UPDATE", "DELETE"] {
            let name = act.to_lowercase();
            db.execute_batch(&format!(
                "CREATE TRIGGER {table}_no_{name} BEFORE {act} ON {table}
                 BEGIN SELECT RAISE(ABORT, 'what is recorded is never changed'); END;"
            ))?;
        }
    }
    create_views(db, Where::Dossier)
}

/// Says that a dossier of an older format has what that format has not, inside a transaction of
/// the caller.
pub(crate) fn raise_format(db: &Connection) -> Result<()> {
    let format: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if format < FORMAT {
        db.execute_batch(&format!("PRAGMA user_version = {FORMAT}"))?;
    }
    Ok(())
}

/// Makes the views, empty.
pub(crate) fn create_views(db: &Connection, place: Where) -> Result<()> {
    let database = place.database();
    for view in VIEWS {
        let (name, columns) = (view.name, view.columns);
        db.execute_batch(&format!("CREATE TABLE {database}.{name}({columns});"))?;
        for (index, columns) in view.indexes {
            db.execute_batch(&format!("CREATE INDEX {database}.{index} ON {name}{columns};"))?;
        }
    }
    db.execute(
        &format!("INSERT INTO {database}.view_state(version, seq) VALUES (?1, 0)"),
        [VIEWS_VERSION],
    )?;
    Ok(())
}

/// Drops every view.
pub(crate) fn drop_views(db: &Connection, place: Where) -> Result<()> {
    for view in VIEWS {
        db.execute_batch(&format!("DROP TABLE IF EXISTS {}.{};", place.database(), view.name))?;
    }
    Ok(())
}
