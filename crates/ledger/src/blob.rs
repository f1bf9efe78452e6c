//! Bytes kept under their digest, in chunks, once each.

use crate::error::{LedgerError, Result};
use rusqlite::{Connection, OptionalExtension};
use sayso_model::Digest;
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Read};

/// Bytes of a chunk; the last of a blob may be shorter.
pub(crate) const CHUNK: usize = 4 << 20;

/// How the bytes of a chunk are written: as they are,
const RAW: &str = "raw";
/// each chunk one frame of Zstandard (RFC 8878),
const ZSTD: &str = "zstd";
/// or not at all: the one chunk is the path, in UTF-8, of a file that holds them.
const LINKED: &str = "linked";

/// The level of compression: most of what there is to gain, at hundreds of megabytes a second.
const LEVEL: i32 = 3;

/// Most room to set aside on the word of a size that may have been tampered with.
const TRUST: usize = 64 << 20;

/// Keeps bytes, unless they are kept already.
pub(crate) fn put(db: &Connection, bytes: &[u8]) -> Result<Digest> {
    let digest = Digest::of(bytes);
    if row(db, &digest)?.is_some() {
        return Ok(digest);
    }
    let packed = bytes.chunks(CHUNK).map(pack).collect::<Result<Vec<_>>>()?;
    // What is compressed already gets no smaller.
    if packed.iter().map(Vec::len).sum::<usize>() < bytes.len() / 10 * 9 {
        insert(db, &digest, bytes.len(), ZSTD, packed.iter().map(Vec::as_slice))?;
    } else {
        insert(db, &digest, bytes.len(), RAW, bytes.chunks(CHUNK))?;
    }
    Ok(digest)
}

/// Notes where a file stands that holds bytes which are not to be copied, unless they are kept
/// already.
pub(crate) fn link(db: &Connection, bytes: &[u8], path: &str) -> Result<Digest> {
    let digest = Digest::of(bytes);
    if row(db, &digest)?.is_none() {
        insert(db, &digest, bytes.len(), LINKED, std::iter::once(path.as_bytes()))?;
    }
    Ok(digest)
}

fn insert<'b>(
    db: &Connection,
    digest: &Digest,
    size: usize,
    encoding: &str,
    chunks: impl Iterator<Item = &'b [u8]>,
) -> Result<()> {
    db.prepare_cached("INSERT INTO blob(digest, size, encoding) VALUES (?1, ?2, ?3)")?
        .execute((digest.as_bytes(), size, encoding))?;
    let id = db.last_insert_rowid();
    let mut insert =
        db.prepare_cached("INSERT INTO chunk(blob, seq, bytes) VALUES (?1, ?2, ?3)")?;
    for (seq, chunk) in chunks.enumerate() {
        insert.execute((id, seq, chunk))?;
    }
    Ok(())
}

fn pack(chunk: &[u8]) -> Result<Vec<u8>> {
    zstd::bulk::compress(chunk, LEVEL).map_err(|error| LedgerError::Refused(error.to_string()))
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

/// The file outside of the dossier that holds the bytes of a digest, if they are kept in one.
pub(crate) fn linked(db: &Connection, digest: &Digest) -> Result<Option<String>> {
    let path: Option<Vec<u8>> = db
        .prepare_cached(
            "SELECT c.bytes FROM blob b JOIN chunk c ON c.blob = b.id
             WHERE b.digest = ?1 AND b.encoding = ?2",
        )?
        .query_row((digest.as_bytes(), LINKED), |row| row.get(0))
        .optional()?;
    Ok(path.map(|path| String::from_utf8_lossy(&path).into_owned()))
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
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut give = |bytes: &[u8]| {
        size += bytes.len() as u64;
        hash.update(bytes);
        take(bytes)
    };
    let mut select = db.prepare_cached("SELECT bytes FROM chunk WHERE blob = ?1 ORDER BY seq")?;
    let mut chunks = select.query([row.id])?;
    while let Some(chunk) = chunks.next()? {
        let bytes = chunk.get_ref(0)?.as_blob().map_err(|_| damaged("holds no bytes"))?;
        match &*row.encoding {
            RAW => give(bytes)?,
            ZSTD => give(
                &zstd::bulk::decompress(bytes, CHUNK)
                    .map_err(|error| damaged(&format!("cannot be unpacked: {error}")))?,
            )?,
            LINKED => give_file(bytes, row.size, &damaged, &mut give)?,
            _ => return Err(damaged("is written in a way this program does not know")),
        }
    }
    if size != row.size || Digest::from_bytes(hash.finalize().into()) != *digest {
        return Err(damaged("does not hold the bytes that were recorded"));
    }
    Ok(())
}

/// Gives a file outside of the dossier chunk by chunk, up to one byte more than it should have.
fn give_file(
    path: &[u8],
    size: u64,
    damaged: &impl Fn(&str) -> LedgerError,
    give: &mut impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let path = std::str::from_utf8(path).map_err(|_| damaged("is linked to no path"))?;
    let cannot = |error: io::Error| {
        damaged(&format!("is kept outside, in {path}: {error}; put that file back"))
    };
    // To open a pipe would wait for somebody to write to it.
    if !std::fs::metadata(path).map_err(cannot)?.is_file() {
        return Err(damaged(&format!("is kept outside, in {path}, which is not a file")));
    }
    let mut file = File::open(path).map_err(cannot)?.take(size.saturating_add(1));
    let mut chunk = Vec::new();
    while file.by_ref().take(CHUNK as u64).read_to_end(&mut chunk).map_err(cannot)? > 0 {
        give(&chunk)?;
        chunk.clear();
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
