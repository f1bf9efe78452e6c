//! Bytes kept under their digest, in chunks, once each.

use crate::error::{LedgerError, Result};
use rusqlite::{Connection, OptionalExtension};
use sayso_model::Digest;
use sha2::{Digest as _, Sha256};

/// Bytes of a chunk; the last of a blob may be shorter.
pub(crate) const CHUNK: usize = 4 << 20;

/// How the bytes of a chunk are written; others may follow in a later format.
const RAW: &str = "raw";

/// Most room to set aside on the word of a size that may have been tampered with.
const TRUST: usize = 64 << 20;

/// Keeps bytes, unless they are kept already.
pub(crate) fn put(db: &Connection, bytes: &[u8]) -> Result<Digest> {
    let digest = Digest::of(bytes);
    if row(db, &digest)?.is_some() {
        return Ok(digest);
    }
    db.prepare_cached("INSERT INTO blob(digest, size, encoding) VALUES (?1, ?2, ?3)")?
        .execute((digest.as_bytes(), bytes.len(), RAW))?;
    let id = db.last_insert_rowid();
    let mut insert =
        db.prepare_cached("INSERT INTO chunk(blob, seq, bytes) VALUES (?1, ?2, ?3)")?;
    for (seq, chunk) in bytes.chunks(CHUNK).enumerate() {
        insert.execute((id, seq, chunk))?;
    }
    Ok(digest)
}

struct Row {
    id: i64,
    size: u64,
    encoding: String,
}

fn row(db: &Connection, digest: &Digest) -> Result<Option<Row>> {
    Ok(db
        .prepare_cached("SELECT id, size, encoding FROM blob WHERE digest = ?1")?
        .query_row([digest.as_bytes()], |row| {
            Ok(Row { id: row.get(0)?, size: row.get(1)?, encoding: row.get(2)? })
        })
        .optional()?)
}

/// How many bytes are kept under a digest, if any are.
pub(crate) fn size(db: &Connection, digest: &Digest) -> Result<Option<u64>> {
    Ok(row(db, digest)?.map(|row| row.size))
}

/// Gives the bytes chunk by chunk, then fails if they were not those of the digest.
pub(crate) fn stream(
    db: &Connection,
    digest: &Digest,
    mut take: impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let damaged = |what: &str| LedgerError::damaged(format!("blob {digest} {what}"));
    let row = row(db, digest)?.ok_or_else(|| damaged("is missing"))?;
    if row.encoding != RAW {
        return Err(damaged("is written in a way this program does not know"));
    }
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut select = db.prepare_cached("SELECT bytes FROM chunk WHERE blob = ?1 ORDER BY seq")?;
    let mut chunks = select.query([row.id])?;
    while let Some(chunk) = chunks.next()? {
        let bytes = chunk.get_ref(0)?.as_blob().map_err(|_| damaged("holds no bytes"))?;
        size += bytes.len() as u64;
        hash.update(bytes);
        take(bytes)?;
    }
    if size != row.size || Digest::from_bytes(hash.finalize().into()) != *digest {
        return Err(damaged("does not hold the bytes that were recorded"));
    }
    Ok(())
}

/// All the bytes of a digest, checked against it.
pub(crate) fn get(db: &Connection, digest: &Digest) -> Result<Vec<u8>> {
    let size = usize::try_from(size(db, digest)?.unwrap_or_default()).unwrap_or(TRUST);
    let mut bytes = Vec::with_capacity(size.min(TRUST));
    stream(db, digest, |chunk| {
        bytes.extend_from_slice(chunk);
        Ok(())
    })?;
    Ok(bytes)
}
