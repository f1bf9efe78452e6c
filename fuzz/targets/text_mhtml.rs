//! Any bytes as a page saved in one file.
#![no_main]

#[path = "../checks/text.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check(bytes, "it.mht"));
