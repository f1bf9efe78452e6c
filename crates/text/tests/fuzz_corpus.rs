//! What the fuzzer starts from, and every crash it ever found, checked on every test run.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../fuzz/checks/text.rs"]
mod checks;

#[path = "../../../fuzz/checks/kept.rs"]
mod kept;

use kept::kept;

#[test]
fn every_plain_text_of_the_corpus_holds() {
    for bytes in kept("text_plain") {
        checks::check(&bytes, "it.txt");
    }
}

#[test]
fn every_page_of_the_corpus_holds() {
    for bytes in kept("text_html") {
        checks::check(&bytes, "it.html");
    }
}

#[test]
fn every_markdown_of_the_corpus_holds() {
    for bytes in kept("text_markdown") {
        checks::check(&bytes, "it.md");
    }
}

#[test]
fn every_mail_of_the_corpus_holds() {
    for bytes in kept("text_mail") {
        checks::check(&bytes, "it.eml");
    }
}

#[test]
fn every_saved_page_of_the_corpus_holds() {
    for bytes in kept("text_mhtml") {
        checks::check(&bytes, "it.mht");
    }
}

#[test]
fn every_feed_of_the_corpus_holds() {
    for bytes in kept("text_feed") {
        checks::check(&bytes, "it.xml");
    }
}

#[test]
fn every_chat_of_the_corpus_holds() {
    for bytes in kept("text_chat") {
        let name = if bytes.starts_with(b"{") { "result.json" } else { "it.txt" };
        checks::check(&bytes, name);
    }
}

#[test]
fn every_laid_out_document_of_the_corpus_holds() {
    for (corpus, name) in [("text_pdf", "it.pdf"), ("text_docx", "it.docx"), ("text_odt", "it.odt")] {
        for bytes in kept(corpus) {
            checks::check(&bytes, name);
        }
    }
}
