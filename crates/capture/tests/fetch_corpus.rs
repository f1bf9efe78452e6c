//! What the fuzzer of fetching starts from, and every crash it ever found.

#![cfg(feature = "fetch")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../fuzz/checks/fetch.rs"]
mod checks;

#[path = "../../../fuzz/checks/kept.rs"]
mod kept;

use kept::kept;
use proptest::prelude::*;

#[test]
fn every_answer_of_the_corpus_is_taken_in() {
    kept("fetch_answer").iter().for_each(|bytes| checks::check_answer(bytes));
}

#[test]
fn every_robots_txt_of_the_corpus_is_read() {
    kept("fetch_robots").iter().for_each(|bytes| checks::check_robots(bytes));
}

proptest! {
    #[test]
    fn patterns_fit_as_the_plainest_way_to_match_them_says(
        pattern in "[ab/*]{1,9}[$]?",
        path in "[ab/]{0,12}",
    ) {
        checks::check_robots(format!("{pattern}\0{path}").as_bytes());
    }

    #[test]
    fn any_bytes_can_come(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        checks::check_robots(&bytes);
        checks::check_answer(&bytes);
        checks::check_answer(&[b"HTTP/1.1 200 \r\n", bytes.as_slice()].concat());
    }
}
