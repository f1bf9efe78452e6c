//! Any bytes as a chat, in JSON or in plain text.
#![no_main]

#[path = "../checks/text.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let name = if bytes.starts_with(b"{") { "result.json" } else { "it.txt" };
    checks::check(bytes, name)
});
