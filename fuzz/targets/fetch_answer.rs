//! Any bytes as the answer of a server.
#![no_main]

#[path = "../checks/fetch.rs"]
#[allow(dead_code, reason = "each target uses a part of this")]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check_answer(bytes));
