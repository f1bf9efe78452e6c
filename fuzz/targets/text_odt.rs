//! Any bytes as a document of this kind.
#![no_main]

#[path = "../checks/text.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check(bytes, "it.odt"));
