//! Any string as an EDTF date.
#![no_main]

#[path = "../checks/edtf.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|given: &str| checks::check(given));
