//! Any bytes as a file that may be a mail.
#![no_main]

#[path = "../checks/capture.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check("it.eml", bytes));
