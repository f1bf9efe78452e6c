//! Any text, parsed.
#![no_main]

#[path = "../checks/words.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|text: &str| checks::check(text));
