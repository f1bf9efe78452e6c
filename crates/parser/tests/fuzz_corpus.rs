//! What the fuzzer starts from, and every crash it ever found, checked on every test run.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "../../../fuzz/checks/words.rs"]
mod checks;

#[path = "../../../fuzz/checks/kept.rs"]
mod kept;

use kept::kept;

#[test]
fn every_text_of_the_corpus_is_parsed() {
    for bytes in kept("parser_words") {
        checks::check(&String::from_utf8_lossy(&bytes));
    }
}
