//! What the fuzzer starts from, and every crash it ever found, checked on every test run.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../fuzz/checks/capture.rs"]
mod checks;

#[path = "../../../fuzz/checks/kept.rs"]
mod kept;

use kept::kept;

#[test]
fn every_file_of_the_corpus_can_be_taken_in() {
    for (target, name) in [
        ("capture_warc", "it.warc"),
        ("capture_zip", "it.zip"),
        ("capture_wacz", "it.wacz"),
        ("capture_mbox", "it.mbox"),
        ("capture_mail", "it.eml"),
    ] {
        for bytes in kept(target) {
            checks::check(name, &bytes);
        }
    }
}
