//! What the fuzzer starts from, and every crash it ever found, checked on every test run.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../fuzz/checks/edtf.rs"]
mod checks;

#[path = "../../../fuzz/checks/kept.rs"]
mod kept;

use kept::kept;

#[test]
fn every_date_of_the_corpus_holds() {
    for bytes in kept("model_edtf") {
        checks::check(&String::from_utf8_lossy(&bytes));
    }
}
