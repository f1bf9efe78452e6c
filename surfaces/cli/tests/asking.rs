//! Questions over all documents, and rulings on who is who and what is in dispute.

#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

mod common;

use common::{Place, page, text};
use serde_json::Value;

const FIRST: &str = "The Hashd al-Shaabi captured Aleppo on 4 May 2015, Lena Brandt said.";
const SECOND: &str = "The Hashd al-Sha'abi left Aleppo on 1 June 2015, Anders Holm said.";

const LETTER: &str = "Mara Olden said that the bridge at Lower Farrow was closed. Ilse Brandt denied \
                      that the bridge was closed. The mill is old.\n";

fn place() -> Place {
    let place = Place::new();
    place.write("a/1.html", page("Harbour Courier", "2015-05-10", FIRST));
    place.write("a/2.html", page("Valley Post", "2015-06-02", SECOND));
    place.run(["open", "a", "--no-serve"]).done();
    place
}

fn named(place: &Place, name: &str) -> Vec<Value> {
    place.records(["actors", name, "--json"])
}

#[test]
fn two_spellings_are_one_actor_until_a_person_rules_otherwise() {
    let place = place();
    let before = named(&place, "Hashd");
    assert_eq!(before.len(), 1, "{before:?}");
    assert_eq!(before[0]["documents"], 2);
    assert_eq!(named(&place, "al-Hashd ash-Shabi"), before, "a spelling that no text has");
    assert_eq!(named(&place, "الحشد الشعبي"), before, "another script");
    let different =
        ["judge", "different", "Hashd al-Shaabi", "Hashd al-Sha'abi", "--why", "two brigades"];
    place.run(different).done().shows(&["are not one", "recorded as operation"]);
    let actors = before[0]["actors"].as_array().expect("actors");
    let (one, other) = (text(&actors[0], "id"), text(&actors[1], "id"));
    let split = named(&place, "Hashd");
    assert_eq!(split.len(), 2, "{split:?}");
    place.run(["names", "Hashd"]).refused(&["can mean several here", one, other]);
    place.run(["log"]).done().shows(&["rule", "same_actor: no", "two brigades"]);
    place.run(["undo"]).done().shows(&["rule same_actor: no"]);
    assert_eq!(named(&place, "Hashd"), before);
    place.run(["judge", "-d", "a.sayso", "different", one, other]).done();
    assert_eq!(named(&place, "Hashd").len(), 2);
    place.run(["judge", "same", one, other, "--why", "I asked them"]).done();
    let agreed = named(&place, "Hashd");
    assert_eq!(agreed.len(), 1, "the last ruling on a pair holds: {agreed:?}");
    assert_eq!(agreed[0]["state"], "agreed");
    place.run(["actors", "Hashd", "--why"]).done().shows(&["a person ruled so; agreed"]);
    place.run(["verify"]).done();
}

#[test]
fn whom_a_name_means_is_said_or_asked_for() {
    let place = place();
    place.run(["names", "Nobody Atall"]).refused(&["nobody here is called", "`sayso actors`"]);
    let lena = named(&place, "Lena Brandt").remove(0);
    for given in ["Lena Brandt", "lena brandt", "Brandt", text(&lena, "id")] {
        let names = place.records(["names", given, "--json"]);
        let own = names.iter().find(|row| row["name"] == "Lena Brandt").expect("her own name");
        assert!(own["state"] == "suggested" && own["score"] == 1.0, "{given}: {names:?}");
    }
    let known = place.records(["actors", "--json"]);
    assert!(known.iter().all(|row| row["type"] == "actor_row"));
    let one = text(&lena, "id");
    place.run(["judge", "different", one, one]).refused(&["is given twice"]);
    place.run(["judge", "same", "Lena Brandt", "lena brandt"]).refused(&["give two"]);
}

#[test]
fn relations_and_time_are_told_with_whoever_says_so() {
    let place = place();
    let all = place.records(["relations", "Aleppo", "--json"]);
    let captured = all.iter().find(|row| row["relation"] == "captures").expect("a capture");
    assert_eq!(captured["holder"], "Lena Brandt");
    assert_eq!(captured["when"], "2015-05-04");
    let (start, end) = (&captured["words"]["bytes"][0][0], &captured["words"]["bytes"][0][1]);
    assert!(start.as_u64() < end.as_u64());
    assert_eq!(
        place.records(["relations", "--by", "Holm", "--kind", "captures", "--json"]).len(),
        0
    );
    let held = place.run(["status", "Aleppo", "--on", "2015-05-20"]).done();
    held.shows(&["is controlled by", "Lena Brandt"]);
    place.run(["status", "Aleppo", "--on", "2015"]).refused(&["no single day"]);
    let may = place.records(["timeline", "--happened", "2015-05", "--json"]);
    assert!(!may.is_empty());
    assert!(may.iter().all(|row| text(row, "when").starts_with("2015-05")), "{may:?}");
    let csv = place.run(["relations", "--csv"]).done();
    assert!(csv.out.starts_with("id,doc,who,relation"), "{}", csv.out);
    let columns = csv.out.lines().next().map(|line| line.split(',').count());
    assert_eq!(columns, Some(12));
}

#[test]
fn incidents_are_joined_and_parted_by_a_person() {
    let place = place();
    let ask = || place.records(["incidents", "--json"]);
    let before = ask();
    assert_eq!(before.len(), 2, "{before:?}");
    assert!(before.iter().all(|row| row["state"] == "suggested"));
    let (one, other) = (text(&before[0], "id").to_owned(), text(&before[1], "id").to_owned());
    place
        .run(["judge", "incident", &one, &other, "--why", "one withdrawal"])
        .done()
        .shows(&["are of one happening: recorded as operation"]);
    let joined = ask();
    assert_eq!(joined.len(), 1, "{joined:?}");
    assert_eq!((&joined[0]["state"], &joined[0]["documents"]), (&"agreed".into(), &2.into()));
    place.run(["incidents", &one, "--why"]).done().shows(&["agreed: a person ruled"]);
    place.run(["log"]).done().shows(&["same_incident: yes", "one withdrawal"]);

    let report = text(&joined[0]["reports"][1], "item").to_owned();
    place.run(["judge", "incident", &one, &report, "--no"]).done();
    assert_eq!(ask().len(), 2, "the last ruling holds");
    place.run(["incidents", "--why"]).done().shows(&["a person ruled that it is not of i"]);
    place.run(["undo"]).done().shows(&["same_incident: no"]);
    assert_eq!(ask(), joined);
    place.run(["undo"]).done();
    assert_eq!(ask(), before);
    place.run(["verify"]).done();

    place.run(["judge", "incident", &one]).refused(&["only once"]);
    place.run(["judge", "incident", "i0"]).refused(&["there is no incident"]);
    let lena = named(&place, "Lena Brandt").remove(0);
    place.run(["judge", "incident", &one, text(&lena, "id")]).refused(&["tells of no happening"]);
}

#[test]
fn a_dispute_is_suggested_until_somebody_rules_on_it() {
    let place = Place::new();
    place.write("letter.txt", LETTER);
    place.run(["open", "letter.txt", "--no-serve"]).done();
    let ask = |args: &[&str]| place.records([&["disputes", "bridge", "--json"], args].concat());
    let dispute = ask(&[]).into_iter().next().expect("a dispute on the bridge");
    assert_eq!(dispute["state"], "suggested");
    let id = text(&dispute, "id").to_owned();
    let holders: Vec<&str> = dispute["positions"]
        .as_array()
        .expect("positions")
        .iter()
        .filter_map(|position| position["holder"].as_str())
        .collect();
    assert_eq!(holders, ["Mara Olden", "Ilse Brandt"]);
    place.run(["judge", "dispute", &id[..6], "--why", "both were there"]).done();
    assert_eq!(ask(&[])[0]["state"], "agreed");
    place.run(["judge", "dispute", &id, "--no"]).done();
    assert!(ask(&[]).iter().all(|other| other["id"] != dispute["id"]));
    assert!(ask(&["--rejected"]).iter().any(|row| row["state"] == "rejected"));
    place.run(["undo"]).done();
    assert_eq!(ask(&[])[0]["state"], "agreed");
    place.run(["disputes", "bridge", "--why"]).done().shows(&["agreed", "      – "]);
    place.run(["judge", "dispute", "v000"]).refused(&["no dispute", "`sayso disputes`"]);
    place.run(["judge", &id, "accept", "dispute", &id]).refused(&["not both at once"]);
    place.run(["judge", "dispute", "c000"]).refused(&["a dispute's id"]);
}

#[test]
fn a_place_is_called_as_the_texts_spell_it() {
    let place = place();
    let incidents = place.run(["incidents"]).done();
    incidents.shows(&["Aleppo"]);
    let id = text(&place.records(["incidents", "--json"])[0], "id").to_owned();
    place.run(["incidents", &id]).done().shows(&["Aleppo"]);
    let coverage = place.run(["coverage"]).done();
    assert!(!coverage.out.contains(": aleppo"), "{}", coverage.out);
}

#[test]
fn an_argument_names_its_page_once_and_can_be_asked_after() {
    let place = Place::new();
    let words = "the traders lost their income because the bridge was closed.\n\nThe market stood \
                 empty. Therefore the committee says that the mill was sold.\n";
    place.write("market.txt", words);
    place.run(["open", "market.txt", "--no-serve"]).done();
    let drawn =
        place.run(["arguments"]).done().shows(&["document 1, in its own voice", "(suggested 0."]);
    assert!(!drawn.out.contains("document 1, document 1"), "{}", drawn.out);
    let told = drawn.out.split("(suggested ").nth(1).and_then(|rest| rest.split(')').next());
    let id = told.and_then(|told| told.split(", ").nth(1));
    place.run(["why", id.expect("an id")]).done();
}

#[test]
fn wrong_questions_are_told_what_to_do() {
    let place = place();
    for asked in [&["actors"][..], &["timeline"], &["disputes"], &["relations"], &["claims"]] {
        let none = [asked, &["--limit", "0"]].concat();
        place.run(none).refused(&["a number from 1 on"]);
    }
    place.run(["coverage", "--matters", "0"]).refused(&["a number from 1 on"]);
    place.write("empty.txt", "");
    place.run(["open", "empty.txt", "--no-serve"]).done();
    place.run(["claims", "-d", "empty.sayso"]).done().shows(&["there are no claims here"]);
    place.run(["coverage", "-d", "empty.sayso"]).done().shows(&["no outlet named"]);
    let listed = place.run(["actors", "Hashd", "-d", "a.sayso", "--why"]).done();
    listed.shows(&["docs 2"]);
}

#[test]
fn the_example_answers_every_question() {
    let place = Place::with_maine();
    for asked in [
        &["names", "Liberation Army"][..],
        &["status", "Cuba"],
        &["compare", "Roosevelt"],
        &["coverage"],
        &["coverage", "--by-actor", "--speakers"],
        &["coverage", "--by-dispute"],
        &["coverage", "--left-out", "harbour papers"],
        &["timeline", "--limit", "5"],
        &["incidents", "--shared"],
        &["estimates", "dead"],
        &["disputes"],
        &["relations", "Spain"],
        &["origins", "--of", "Meridian Press Service"],
    ] {
        let json = place.run([asked, &["--json"]].concat()).done();
        let first = |line: &str| line.starts_with("{\"type\":");
        assert!(json.out.lines().all(first), "{asked:?}: {}", json.out);
        assert!(!json.out.is_empty(), "{asked:?}");
        let again = place.run([asked, &["--json"]].concat()).done();
        assert_eq!(again.out, json.out, "{asked:?}");
        place.run(asked).done();
    }
    let dead = place.run(["estimates", "dead", "--why"]).done();
    dead.shows(&["266", "the dead as 266", "the page"]);
    let cuba = place.run(["status", "Cuba", "--on", "1910-01-01"]).done();
    cuba.shows(&["a republic", "HAVANA EVENINGS"]);
    let incident = place.records(["incidents", "--shared", "--json"]).remove(0);
    let id = text(&incident, "id");
    place.run(["incidents", &id[..6]]).done().shows(&["suggested"]);
    place.run(["origins", id]).done().shows(&["(suggested)", "report"]);
    let claim = place.records(["claims", "--by", "Sigsbee", "--json"]).remove(0);
    let origins = place.records(["origins", text(&claim, "id"), "--json"]).remove(0);
    assert_eq!(origins["independent_origins"]["least"], 1);
    place.run(["origins"]).refused(&["required"]);
}
