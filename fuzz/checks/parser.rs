//! What holds for any pipeline and any model.

use crate::fixture;
use sayso_parser::model::Model;
use sayso_parser::{Pipeline, convert};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::sync::Arc;

/// As first byte: what follows is a whole wheel.
const WHEEL: u8 = 255;

/// Converts the tiny pipeline with one of its files replaced (the first byte tells which), or a
/// wheel: what comes out holds together, and can be written and read.
pub(crate) fn pipeline(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let place = tempfile::tempdir().unwrap();
    let wheel = place.path().join("it.whl");
    let converted = if *which == WHEEL {
        fs::write(&wheel, bytes).unwrap();
        convert(&wheel)
    } else {
        let mut files = fixture::pipeline();
        let at = usize::from(*which) % files.len();
        *files.values_mut().nth(at).unwrap() = bytes.to_vec();
        fixture::folder(&files, place.path());
        convert(place.path())
    };
    if let Ok(converted) = converted {
        let written = converted.model.to_bytes().unwrap();
        assert!(Model::from_bytes(&written).unwrap() == converted.model, "read is not written");
        run(converted.model);
    }
}

/// Whatever is in a model, it can be told that it cannot run, or it runs.
fn run(model: Model) {
    let text = "“We don't know,” said Ada Quill (of Port Lyle) on 3 May.\n\nThe others left…";
    if let Ok(pipeline) = Pipeline::new(model) {
        let parse = Arc::new(pipeline).session().parse(text);
        assert!(parse.words().iter().all(|word| word.span.of(text).is_some()));
    }
}

/// Reads a model out of these bytes, under a head that fits them.
pub(crate) fn model(payload: &[u8]) {
    let mut file = b"SaysoPrs".to_vec();
    file.extend(1_u32.to_le_bytes());
    file.extend((payload.len() as u64).to_le_bytes());
    file.extend(Sha256::digest(payload));
    file.extend(payload);
    if let Ok(model) = Model::from_bytes(&file) {
        model.check().unwrap();
        model.to_bytes().unwrap();
        run(model);
    }
}
