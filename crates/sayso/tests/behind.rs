//! On whose word the sentences of a page stand.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong, and may read its environment"
)]

mod common;

use common::news::{page, picture};
use sayso::behind::{Word, behind};

/// On whose word the first sentence that has these words stands, by name; `page` for the page itself.
fn on_whose_word(text: &str, words: &str) -> Vec<String> {
    let picture = picture(&[page("Harbour Courier", "2015-03-02", text)]);
    let page = &picture.corpus[0];
    let here = page.sentences.iter().find(|span| page.at(**span).contains(words)).expect("words");
    let found = behind(&picture.corpus, &picture.identities, 0, &[*here]);
    let told = found.into_iter().map(|behind| match behind.word {
        Word::Actor(identity) => picture.identities.get(identity).name.clone(),
        Word::Described(words) => words,
        Word::Page(_) => "page".to_owned(),
        Word::Unknown => "unknown".to_owned(),
    });
    told.collect()
}

#[test]
fn a_place_in_a_describing_word_does_not_speak() {
    let text =
        "\"Fifteen of the wounded were near death,\" said the head of the Britain-based group.";
    assert_eq!(on_whose_word(text, "Fifteen"), ["head britain based group"]);
}

#[test]
fn who_is_told_of_in_a_sentence_beside_another_is_counted_too() {
    let text = "A doctor said that nine people were killed. Five people were hurt in the shelling of \
                the western quay the Northland Observatory for Human Rights said on Monday.";
    assert_eq!(on_whose_word(text, "Five people"), ["Northland Observatory for Human Rights"]);
}

#[test]
fn the_agency_that_a_page_has_it_from_stands_behind_those_who_are_described() {
    let text = "Blast at the quay Reuters Monday 2 March 2015 A blast killed nine people at the quay, \
                a doctor said.";
    let found = on_whose_word(text, "blast killed");
    assert!(found.contains(&"Reuters".to_owned()), "{found:?}");
    let text = "A blast killed nine people at the quay, a doctor told Reuters.";
    let found = on_whose_word(text, "blast killed");
    assert!(found.contains(&"Reuters".to_owned()), "{found:?}");
}
