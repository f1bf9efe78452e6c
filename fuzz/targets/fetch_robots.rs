//! Any bytes as a `robots.txt`, and a path to ask it for.
#![no_main]

#[path = "../checks/fetch.rs"]
#[allow(dead_code, reason = "each target uses a part of this")]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check_robots(bytes));
