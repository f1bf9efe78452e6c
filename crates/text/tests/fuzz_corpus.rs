//! What the fuzzer starts from, and every crash it ever found, checked on every test run.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../fuzz/checks/text.rs"]
mod checks;

#[path = "../../../fuzz/checks/kept.rs"]
mod kept;

#[path = "../../../fuzz/checks/mutants.rs"]
mod mutants;

use kept::kept;
use mutants::mutants;

/// Each corpus, and what its files are called.
const CORPORA: [(&str, &str); 10] = [
    ("text_plain", "it.txt"),
    ("text_html", "it.html"),
    ("text_markdown", "it.md"),
    ("text_mail", "it.eml"),
    ("text_mhtml", "it.mht"),
    ("text_feed", "it.xml"),
    ("text_chat", "it.txt"),
    ("text_pdf", "it.pdf"),
    ("text_docx", "it.docx"),
    ("text_odt", "it.odt"),
];

fn name_of<'n>(name: &'n str, bytes: &[u8]) -> &'n str {
    // An exported chat is JSON or plain text.
    if name == "it.txt" && bytes.starts_with(b"{") { "result.json" } else { name }
}

#[test]
fn every_file_of_the_corpora_holds() {
    for (corpus, name) in CORPORA {
        for bytes in kept(corpus) {
            checks::check(&bytes, name_of(name, &bytes));
        }
    }
}

#[test]
fn every_file_holds_when_it_is_damaged() {
    for (corpus, name) in CORPORA {
        for bytes in kept(corpus) {
            let name = name_of(name, &bytes);
            mutants(&bytes).for_each(|mutant| checks::check(&mutant, name));
        }
    }
}
