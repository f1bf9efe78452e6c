//! Vectors of whole words: an array in NumPy's format, and the row of each word.

use super::error::{ConvertError, Fault, Result};
use super::source::Source;
use super::unpack::{Broken, Piece, Unpack};
use crate::floats;
use crate::model::Vectors;
use std::collections::BTreeMap;

/// Files of the vectors.
const SETTINGS: &str = "vocab/vectors.cfg";
const ARRAY: &str = "vocab/vectors";
const ROWS: &str = "vocab/key2row";

/// Reads the vectors of a pipeline.
pub(super) fn convert(source: &mut Source) -> Result<Vectors> {
    if let Some(settings) = source.read_if_there(SETTINGS)? {
        check(&settings)?;
    }
    let fault = |file| move |fault| ConvertError::fault("vocab", file, fault);
    let (width, data) = array(&source.read(ARRAY)?).map_err(fault(ARRAY))?;
    let rows = rows(&source.read(ROWS)?).map_err(fault(ROWS))?;
    let (keys, rows) = rows.into_iter().unzip();
    Ok(Vectors { width, data, keys, rows })
}

/// The vectors are one for each word, found by its exact form.
fn check(settings: &[u8]) -> Result<()> {
    let settings: serde_json::Value = serde_json::from_slice(settings)
        .map_err(|error| ConvertError::damaged(SETTINGS, error.to_string()))?;
    for (key, known) in [("mode", "default"), ("attr", "ORTH")] {
        match settings[key].as_str() {
            Some(found) if found != known => {
                let what = format!("its vectors have {key} `{found}`, and not `{known}`");
                return Err(ConvertError::unsupported("vocab", what));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The row of each word, by its number.
fn rows(bytes: &[u8]) -> Result<BTreeMap<u64, u32>, Fault> {
    let mut rows = BTreeMap::new();
    let mut reader = Unpack::new(bytes);
    reader.map(|key, value| {
        let Piece::Int(key) = key else { return Err(Broken::No("number of a word").into()) };
        let key = u64::try_from(key).map_err(|_| Broken::No("number of a word"))?;
        // A row below zero stands for no vector.
        if let Ok(row) = u32::try_from(value.int()?) {
            rows.insert(key, row);
        }
        Ok::<_, Fault>(())
    })?;
    reader.end()?;
    Ok(rows)
}

/// The width and the numbers of an array of two dimensions
/// (<https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>).
fn array(bytes: &[u8]) -> Result<(usize, Vec<f32>), Fault> {
    let broken = |what: &str| Fault::Broken(what.to_owned());
    let not_numpy = || broken("it is no array in NumPy's format");
    let rest = bytes.strip_prefix(b"\x93NUMPY").ok_or_else(not_numpy)?;
    let ([major, _], rest) = rest.split_first_chunk().ok_or_else(not_numpy)?;
    let (length, rest) = match major {
        1 => rest.split_first_chunk().map(|(l, rest)| (u32::from(u16::from_le_bytes(*l)), rest)),
        _ => rest.split_first_chunk().map(|(l, rest)| (u32::from_le_bytes(*l), rest)),
    }
    .ok_or_else(not_numpy)?;
    let (header, data) = usize::try_from(length)
        .ok()
        .and_then(|length| rest.split_at_checked(length))
        .ok_or_else(not_numpy)?;
    let header = str::from_utf8(header).map_err(|_| not_numpy())?;
    if !header.contains("'descr': '<f4'") || !header.contains("'fortran_order': False") {
        return Err(Fault::Unknown(format!("an array of the kind {}", header.trim())));
    }
    let (rows, width) =
        shape(header).ok_or_else(|| broken("its array is not of two dimensions"))?;
    let data = floats::from_bytes(data);
    data.filter(|data| rows.checked_mul(width) == Some(data.len()))
        .map(|data| (width, data))
        .ok_or_else(|| broken("its array has not the shape that it says"))
}

fn shape(header: &str) -> Option<(usize, usize)> {
    let (_, shape) = header.split_once("'shape': (")?;
    let (rows, width) = shape.split_once(')')?.0.split_once(',')?;
    Some((rows.trim().parse().ok()?, width.trim().parse().ok()?))
}
