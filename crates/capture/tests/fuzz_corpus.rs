//! What the fuzzer starts from, and every crash it ever found, checked on every test run.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../fuzz/checks/capture.rs"]
mod checks;

#[path = "../../../fuzz/checks/kept.rs"]
mod kept;

#[path = "../../../fuzz/checks/mutants.rs"]
mod mutants;

use kept::kept;
use mutants::mutants;

/// Each corpus, and what its files are called.
const CORPORA: [(&str, &str); 5] = [
    ("capture_warc", "it.warc"),
    ("capture_zip", "it.zip"),
    ("capture_wacz", "it.wacz"),
    ("capture_mbox", "it.mbox"),
    ("capture_mail", "it.eml"),
];

#[test]
fn every_file_of_the_corpora_can_be_taken_in() {
    for (corpus, name) in CORPORA {
        for bytes in kept(corpus) {
            checks::check(name, &bytes);
        }
    }
}

#[test]
fn every_file_can_be_taken_in_when_it_is_damaged() {
    for (corpus, name) in CORPORA {
        for bytes in kept(corpus) {
            mutants(&bytes).for_each(|mutant| checks::check(name, &mutant));
        }
    }
}
