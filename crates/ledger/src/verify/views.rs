//! The views: they are what a replay of the log gives.

use super::{Check, FailureKind};
use crate::apply;
use crate::error::Result;
use crate::record::Shelf;
use crate::schema::{self, VIEWS, Where};
use rusqlite::Connection;

/// Views made again beside the dossier's, which they hide for as long as this lives.
struct Fresh<'d>(&'d Connection);

impl<'d> Fresh<'d> {
    fn make(db: &'d Connection) -> Result<Self> {
        let fresh = Self(db);
        schema::create_views(db, Where::Temporary)?;
        apply::replay(db, &Shelf::default())?;
        Ok(fresh)
    }
}

impl Drop for Fresh<'_> {
    fn drop(&mut self) {
        // The transaction this runs in is rolled back at its end, which drops them too.
        let _ = schema::drop_views(self.0, Where::Temporary);
    }
}

impl Check<'_> {
    pub(super) fn views(&mut self) -> Result<()> {
        let _fresh = Fresh::make(self.db)?;
        for view in VIEWS {
            let (missing, surplus) = (
                difference(self.db, Where::Temporary, Where::Dossier, view.name)?,
                difference(self.db, Where::Dossier, Where::Temporary, view.name)?,
            );
            if missing > 0 || surplus > 0 {
                let found = format!(
                    "of what the log gives {missing} rows are missing, and {surplus} rows are not \
                     of the log"
                );
                self.fail(FailureKind::View, view.name, found);
            }
        }
        Ok(())
    }
}

/// How many rows of a view are in one database and not, or not as often, in the other.
fn difference(db: &Connection, there: Where, here: Where, view: &str) -> Result<u64> {
    let (there, here) = (there.database(), here.database());
    let rows = |database: &str| format!("SELECT * FROM {database}.{view}");
    let distinct: u64 = db.query_row(
        &format!("SELECT count(*) FROM ({} EXCEPT {})", rows(there), rows(here)),
        [],
        |row| row.get(0),
    )?;
    let count = |database: &str| -> Result<u64> {
        let sql = format!("SELECT count(*) FROM {database}.{view}");
        Ok(db.query_row(&sql, [], |row| row.get(0))?)
    };
    Ok(distinct.max(count(there)?.saturating_sub(count(here)?)))
}
