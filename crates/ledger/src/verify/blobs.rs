//! The blobs: the bytes under each digest are those of the digest.

use super::{Check, FailureKind, Place};
use crate::blob;
use crate::error::Result;
use sayso_model::Digest;

impl Check<'_> {
    pub(super) fn blobs(&mut self) -> Result<()> {
        for digest in self.digests()? {
            self.report.blobs += 1;
            if let Err(error) = blob::stream(self.db, &digest, |_| Ok(())) {
                self.broken.insert(digest);
                self.fail(FailureKind::Blob, Place::Blob(digest), error.reason());
            }
            let out_of_order: bool = self
                .db
                .prepare_cached(
                    "SELECT 1 FROM blob b JOIN chunk c ON c.blob = b.id WHERE b.digest = ?1
                     GROUP BY b.id HAVING min(c.seq) <> 0 OR max(c.seq) <> count(*) - 1",
                )?
                .exists([digest.as_bytes()])?;
            if out_of_order {
                let place = Place::Blob(digest);
                self.fail(FailureKind::Blob, place, "its chunks are not numbered in a row");
            }
        }
        Ok(())
    }

    pub(super) fn stray_blobs(&mut self) -> Result<()> {
        for digest in self.digests()? {
            if !self.used.contains(&digest) {
                self.fail(FailureKind::StrayBlob, Place::Blob(digest), "nothing refers to it");
            }
        }
        Ok(())
    }

    fn digests(&self) -> Result<Vec<Digest>> {
        Ok(self
            .db
            .prepare("SELECT digest FROM blob ORDER BY id")?
            .query_map([], |row| row.get(0).map(Digest::from_bytes))?
            .collect::<rusqlite::Result<_>>()?)
    }
}
