//! What the fuzzer starts from, for the tests that replay it; each test includes this file.

use std::fs;
use std::path::Path;

/// The files kept for a target, by name. Those a run of the fuzzer left behind have no ending.
pub(crate) fn kept(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing is kept for {target}");
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}
