//! Any words, read.
#![no_main]

#[path = "../checks/reading.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|words: &str| checks::check(words));
