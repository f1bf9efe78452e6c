//! Trained models that somebody adds.

mod common;

use common::{Place, text};

/// A spaCy pipeline of four numbers' width, packed as a wheel; the fuzzer starts from it too.
const WHEEL: &[u8] = include_bytes!("../../../fuzz/corpus/parser_convert/wheel.bin");

/// A place with the wheel in it.
fn with_wheel() -> Place {
    let place = Place::new();
    place.write("tiny.whl", &WHEEL[1..]);
    place.write("page.txt", "The crew left the ship at noon.");
    place
}

#[test]
fn a_wheel_becomes_a_model_that_can_be_read_with() {
    let place = with_wheel();
    let added = place.run(["model", "add", "tiny.whl"]).done();
    added.shows(&["en_tiny 1.0.0 is kept as", "sayso read FILE --model en_tiny"]);
    let file = place.path("models/en_tiny-1.0.0.sayso-parser");
    let listed = place.run(["model", "list"]).done();
    listed.shows(&["en_core_web_sm", "ships with the program", "en_tiny", "Somebody"]);
    let file = file.to_str().expect("UTF-8");
    for model in ["en_tiny", "en_tiny-1.0.0", file] {
        place.run(["read", "page.txt", "--json", "--model", model]).done();
    }
    for model in ["en_core_web_sm", "en_core_web_sm-3.8.0"] {
        let named = place.run(["read", "page.txt", "--json", "--model", model]).done().out;
        assert_eq!(named, place.run(["read", "page.txt", "--json"]).done().out);
    }
    place.run(["open", "page.txt", "--no-serve", "--model", "en_tiny"]).done();
}

#[test]
fn models_are_listed_as_records() {
    let place = with_wheel();
    let added = place.records(["model", "add", "tiny.whl", "--json"]).remove(0);
    assert_eq!(text(&added, "name"), "en_tiny");
    assert_eq!(added["notes"], serde_json::json!([]));
    place.write("models/odd.sayso-parser", "words");
    let listed = place.records(["model", "list", "--json"]);
    assert_eq!(listed.len(), 3);
    assert!(listed[0]["file"].is_null(), "it ships with the program");
    assert_eq!(text(&listed[1], "file"), text(&added, "file"));
    assert!(text(&listed[2], "error").contains("not a Sayso parser model"));
}

#[test]
fn what_is_no_model_is_refused() {
    let place = with_wheel();
    place.run(["model", "list"]).done().shows(&["en_core_web_sm"]);
    place.run(["read", "page.txt", "--model", "en_tiny"]).refused(&["none was added", "model add"]);
    place.run(["model", "add", "page.txt"]).failed(&["page.txt", "not a wheel", "config.cfg"]);
    place.run(["model", "add", "nowhere"]).failed(&["nowhere"]);
    place.run(["read", "page.txt", "--model", "tiny.whl"]).failed(&["tiny.whl", "model add"]);
    place.run(["read", "page.txt", "--model", "not/there"]).failed(&["not/there"]);
    let folder = place.path("models");
    let folder = folder.to_str().expect("UTF-8");
    std::fs::create_dir(folder).expect("a folder");
    place.run(["read", "page.txt", "--model", folder]).failed(&["not a file"]);
    place.run(["model", "add", "tiny.whl"]).done();
    place.run(["read", "page.txt", "--model", "tiny"]).refused(&["there are en_tiny-1.0.0"]);
    assert!(!place.path("models/en_tiny-1.0.0.part").exists());
}
