//! Any bytes as a model.
#![no_main]

#[path = "../checks/parser.rs"]
mod checks;
#[path = "../../crates/parser/tests/convert/fixture.rs"]
mod fixture;
#[path = "../../crates/parser/tests/convert/pack.rs"]
mod pack;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::model(bytes));
