//! What the fuzzer starts from, and every crash it ever found, checked on every test run.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../fuzz/checks/text.rs"]
mod checks;

use std::fs;
use std::path::Path;

/// The files kept for a target, by name. Those a run of the fuzzer left behind have no ending.
fn kept(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "nothing is kept for {target}");
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn every_plain_text_of_the_corpus_holds() {
    for bytes in kept("text_plain") {
        checks::check(&bytes, "it.txt");
    }
}

#[test]
fn every_page_of_the_corpus_holds() {
    for bytes in kept("text_html") {
        checks::check(&bytes, "it.html");
    }
}

#[test]
fn every_markdown_of_the_corpus_holds() {
    for bytes in kept("text_markdown") {
        checks::check(&bytes, "it.md");
    }
}
