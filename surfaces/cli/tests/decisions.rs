//! People's part: claims by hand, judgements, and taking them back.

#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

mod common;

use common::{Place, text};
use serde_json::Value;

const WORDS: &str = "Mara Olden said that the bridge at Lower Farrow was closed. \
                     Ilse Brandt denied that the bridge was closed. The bridge is old.\n";

fn place() -> Place {
    let place = Place::new();
    place.write("letter.txt", WORDS);
    place.run(["open", "letter.txt", "--no-serve"]).done();
    place
}

fn claims(place: &Place, args: &[&str]) -> Vec<Value> {
    place.records([&["claims", "--json"], args].concat())
}

fn first(place: &Place, by: &str) -> Value {
    claims(place, &["--by", by, "--rejected"]).remove(0)
}

fn head(place: &Place) -> String {
    place.records(["log", "--json"]).len().to_string()
}

#[test]
fn a_claim_by_hand_is_as_good_as_any() {
    let place = place();
    let before = claims(&place, &[]);
    let added = place.run([
        "claim",
        "add",
        "--document",
        "1",
        "--content",
        "the bridge",
        "--content",
        "was closed",
        "--occurrence",
        "2",
        "--speaker",
        "the miller",
        "--stance",
        "supposes",
        "--said",
        "1921-05~",
        "--why",
        "he told me",
    ]);
    added.done().shows(&["recorded as operation 5"]);
    let claim = first(&place, "the miller");
    assert_eq!(claim["by_hand"], true);
    assert_eq!(claim["words"], "the bridge … was closed");
    assert_eq!((&claim["stance"], &claim["said"]), (&"supposes".into(), &"1921-05~".into()));
    let start = WORDS.match_indices("the bridge").nth(1).expect("it is there").0;
    assert_eq!(claim["bytes"][0][0], start);
    place.run(["trace", text(&claim, "id")]).done().shows(&["⇒  ends with the miller"]);
    place.run(["why", text(&claim, "id")]).done().shows(&["rule: hand.claim"]);
    let undone = place.run(["undo"]).done();
    undone.shows(&["operation 5 undone by operation 6: add_claim c", "“the bridge … was closed”"]);
    assert_eq!(claims(&place, &[]), before);
    place.run(["verify"]).done();
}

#[test]
fn words_that_are_not_the_texts_own_are_refused() {
    let place = place();
    let add = |content: &str, document: &str, more: &[&str]| {
        let args = ["claim", "add", "--document", document, "--content", content];
        place.run([&args[..], more].concat())
    };
    add("the Bridge was shut", "1", &[]).refused(&["character for character"]);
    add("  ", "1", &[]).refused(&["not at that place"]);
    add("", "1", &[]).refused(&["not at that place"]);
    add("the bridge", "1", &["--occurrence", "9"]).refused(&["they stand there 2 times"]);
    add("the bridge", "7", &[]).refused(&["there is no document 7", "`sayso sources`"]);
    add("the bridge", "1", &["--stance", "sings"]).refused(&["asserts, denies"]);
    add("the bridge", "1", &["--said", "last week"]).refused(&["not an EDTF date"]);
    assert_eq!(head(&place), "4", "nothing was recorded");
}

#[test]
fn a_judgement_is_kept_and_shown_with_its_reason() {
    let place = place();
    let claim = first(&place, "Olden");
    let id = text(&claim, "id");
    place.run(["judge", id, "accept"]).done().shows(&["accept of", "operation 5"]);
    assert_eq!(first(&place, "Olden")["state"], "accepted");
    place.run(["judge", id, "reject", "--why", "hearsay"]).done();
    assert_eq!(first(&place, "Olden")["state"], "rejected");
    assert!(claims(&place, &["--by", "Olden"]).is_empty(), "a rejected claim is not listed");
    place.run(["judge", id, "note", "--why", "ask her again"]).done();
    place.run(["why", id]).done().shows(&[
        "judged: accept by tester, 2025-06-01T12:00:00",
        "operation 6: hearsay",
        "ask her again",
    ]);
    place.run(["undo", "6", "--why", "too hasty"]).done();
    place.run(["why", id]).done().shows(&["hearsay (undone by operation 8)"]);
    assert_eq!(first(&place, "Olden")["state"], "accepted");
    place.run(["log"]).done().shows(&["tester", "undo", "operation 6: too hasty", "undone by 8"]);
    assert_eq!(claims(&place, &["--by", "Olden", "--as-of", "6"]), [] as [Value; 0]);
}

#[test]
fn a_correction_shows_and_the_reading_stays() {
    let place = place();
    let claim = first(&place, "Brandt");
    let id = text(&claim, "id");
    let attribution = claim["chain"][0].as_str().expect("a chain");
    place
        .run(["judge", attribution, "correct", "--speaker", "x"])
        .refused(&["only a claim's speaker"]);
    place.run(["judge", id, "correct", "--speaker", "Warden Brandt"]).done();
    assert_eq!(first(&place, "Brandt")["holder"], "Warden Brandt");
    place
        .run(["judge", id, "correct", "--content", "The bridge is old", "--stance", "asserts"])
        .done();
    let corrected = first(&place, "Brandt");
    assert_eq!(
        (&corrected["words"], &corrected["stance"]),
        (&"The bridge is old".into(), &"asserts".into())
    );
    assert_eq!(corrected["id"], claim["id"], "a claim outlives its correction");
    let then = place.records(["claims", "--json", "--by", "Brandt", "--as-of", "4"]);
    assert_eq!(then[0], claim);
    place.run(["verify"]).done();
}

#[test]
fn what_cannot_be_judged_so_is_refused() {
    let place = place();
    let claim = first(&place, "Olden");
    let id = text(&claim, "id");
    place.run(["judge", id, "accept", "--speaker", "x"]).refused(&["go with `correct` alone"]);
    place.run(["judge", id, "correct"]).refused(&["say what is right"]);
    place.run(["judge", id, "note"]).refused(&["say the note: --why"]);
    place.run(["judge", id, "bless"]).refused(&["accept, reject, correct, note"]);
    place
        .run(["judge", id, "correct", "--content", "the moon"])
        .refused(&["character for character"]);
    place.run(["judge", "nothing", "accept"]).refused(&["\"nothing\"", "`sayso claims`"]);
    place
        .run(["judge", "c", "accept"])
        .refused(&["several ids begin with \"c\"", "write more of it"]);
    place.run(["undo", "1"]).refused(&["operation 1 began the dossier"]);
    place.run(["undo", "99"]).refused(&["there is no operation 99; the last one is 4"]);
    place.run(["undo", "4"]).done();
    place.run(["undo", "4"]).refused(&["undone already, by operation 5"]);
    assert_eq!(head(&place), "5");
}

#[test]
fn undo_alone_takes_back_a_whole_document_then_the_one_before() {
    let place = place();
    place.write("card.txt", "Ilse Brandt said that the mill was open.\n");
    place.run(["add", "card.txt"]).done();
    let titles = || {
        let of = |record: &Value| record["sources"][0]["provenance"]["from"].to_string();
        place.records(["sources", "--json"]).iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(titles(), ["\"letter.txt\"", "\"card.txt\""]);
    let undone = place.run(["undo"]).done();
    undone.shows(&["operation 5 undone by operation 8: add_capture card.txt, 41 bytes"]);
    assert_eq!(titles(), ["\"letter.txt\""]);
    let claim = first(&place, "Olden");
    place.run(["judge", text(&claim, "id"), "accept"]).done();
    place.run(["undo"]).done().shows(&["operation 9 undone by operation 10: judge accept"]);
    place.run(["undo"]).done().shows(&["operation 2 undone by operation 11", "letter.txt"]);
    assert_eq!(titles(), [] as [&str; 0]);
    place.run(["undo"]).refused(&["there is nothing to undo"]);
    place.run(["verify"]).done();
}
