//! What SQLite itself can tell, and whether the tables are ours.

use super::{Check, FailureKind};
use crate::error::Result;
use crate::schema;
use rusqlite::Connection;
use std::collections::BTreeMap;

impl Check<'_> {
    pub(super) fn sqlite(&mut self) {
        self.guarded(FailureKind::File, "the file", Self::integrity);
        self.guarded(FailureKind::Schema, "the tables", Self::schema);
    }

    fn integrity(&mut self) -> Result<()> {
        let found: Vec<String> = self
            .db
            .prepare("PRAGMA integrity_check")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for found in found.into_iter().filter(|found| found != "ok") {
            self.fail(FailureKind::File, "SQLite's integrity check", found);
        }
        let strays: Vec<(String, Option<i64>)> = self
            .db
            .prepare("PRAGMA foreign_key_check")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (table, row) in strays {
            let place = format!("table {table}, row {}", row.unwrap_or_default());
            self.fail(FailureKind::File, place, "it refers to a row that is missing");
        }
        Ok(())
    }

    fn schema(&mut self) -> Result<()> {
        let fresh = Connection::open_in_memory()?;
        schema::lay_out(&fresh)?;
        let (wanted, found) = (tables(&fresh)?, tables(self.db)?);
        for (name, sql) in &wanted {
            match found.get(name) {
                None => self.fail(FailureKind::Schema, name, "it is missing"),
                Some(other) if other != sql => {
                    self.fail(FailureKind::Schema, name, "it was changed");
                }
                Some(_) => {}
            }
        }
        for name in found.keys().filter(|name| !wanted.contains_key(*name)) {
            self.fail(FailureKind::Schema, name, "it is not a part of this format");
        }
        Ok(())
    }
}

/// Every table, index and trigger by kind and name, with the SQL that made it. What `ANALYZE`
/// adds is SQLite's own.
fn tables(db: &Connection) -> Result<BTreeMap<String, Option<String>>> {
    let mut select = db.prepare(
        "SELECT type || ' ' || name, sql FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1",
    )?;
    Ok(select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}
