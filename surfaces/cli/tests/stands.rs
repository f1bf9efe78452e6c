//! How every answer says how sure it is, why it is there, and what it could not tell.

#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

mod common;

use common::{Place, page, text};
use serde_json::Value;

const ATTACK: &str = "The Orlow Militia attacked the fish market in Ostend on 5 May 2021 and killed \
                      12 people, Peter Holm said.";
const SAME: &str = "The Orlow Militia attacked the fish market in Ostend on 5 May 2021 and killed 15 \
                    people, Lena Brandt said.";
const LATER: &str = "Lena Brandt said that the Weir Guard captured Aleppo on 18 June 2021. The river \
                     had flooded in May, so the bridge was closed. Therefore the committee concludes \
                     that the traders lost their income.";

fn place() -> Place {
    let place = Place::new();
    place.write("a/1.html", page("Harbour Courier", "2021-05-06", ATTACK));
    place.write("a/2.html", page("Valley Post", "2021-05-07", SAME));
    place.write("a/3.html", page("Hill Gazette", "2021-06-20", LATER));
    place.run(["open", "a", "--no-serve"]).done();
    place
}

fn of(records: &[Value], kind: &str) -> Vec<Value> {
    records.iter().filter(|row| row["type"] == kind).cloned().collect()
}

#[test]
fn every_row_is_suggested_until_a_person_agrees() {
    let place = place();
    for (asked, kind) in [
        (&["status", "Aleppo"][..], "status_row"),
        (&["estimates"], "estimate_row"),
        (&["timeline"], "timeline_row"),
        (&["coverage"], "coverage_row"),
        (&["coverage", "--by-actor"], "coverage_row"),
        (&["relations"], "relation_row"),
        (&["incidents"], "incident_row"),
        (&["arguments"], "argument_row"),
    ] {
        let rows = of(&place.records([asked, &["--json"]].concat()), kind);
        assert!(!rows.is_empty(), "{asked:?}");
        for row in rows {
            assert_eq!(row["state"], "suggested", "{asked:?}: {row}");
            assert!(row.get("score").is_some(), "{asked:?}: {row}");
        }
        place.run(asked).done().shows(&["suggested"]);
    }
    let captured = place.records(["relations", "Aleppo", "--json"]).remove(0);
    place.run(["judge", text(&captured, "id"), "accept"]).done();
    let agreed = place.records(["relations", "Aleppo", "--json"]).remove(0);
    assert_eq!((&agreed["state"], &agreed["score"]), (&"agreed".into(), &Value::Null));
    place.run(["status", "Aleppo"]).done().shows(&["agreed"]);
}

#[test]
fn what_was_read_in_one_text_is_as_sure_as_its_rule_is_right() {
    let place = place();
    for (asked, kind) in [
        (&["status", "Aleppo"][..], "status_row"),
        (&["timeline"], "timeline_row"),
        (&["relations"], "relation_row"),
        (&["arguments"], "argument_row"),
        (&["claims"], "claim_row"),
    ] {
        let rows = of(&place.records([asked, &["--json"]].concat()), kind);
        // That several reports are of one incident has a score, and one report alone has none.
        for row in rows.iter().filter(|row| row["what"] != "incident") {
            let score = row["score"].as_f64().expect("a score");
            assert!(score > 0.0 && score < 1.0, "{asked:?}: {row}");
        }
        place.run(asked).done().shows(&["suggested 0."]);
    }
    let claim = place.records(["claims", "--by", "Brandt", "--json"]).remove(0);
    let (id, score) = (text(&claim, "id").to_owned(), &claim["score"]);
    let words = format!("suggested {:.2}", score.as_f64().expect("a score"));
    place.run(["why", &id]).done().shows(&[&words, "what this rule reads is right in", "cases"]);
    place.run(["trace", &id]).done().shows(&[&words]);
    place.run(["trace", &id, "--why"]).done().shows(&[&words, "what this rule reads is right in"]);
    let why = place.records(["why", &id, "--json"]).remove(0);
    assert_eq!(&why["score"], score);
    assert!(why["rate"]["rule"]["right"].is_u64(), "{why}");
    place.run(["judge", &id, "accept"]).done();
    let judged = place.records(["claims", "--by", "Brandt", "--json"]);
    assert!(judged.iter().any(|row| row["id"] == id.as_str() && row["score"].is_null()));
    place.run(["claims", "--by", "Brandt"]).done().shows(&["accepted"]);
}

#[test]
fn an_incident_has_the_score_of_its_least_sure_report_wherever_it_is_shown() {
    let place = place();
    let shared = place.records(["incidents", "--shared", "--json"]).remove(0);
    let score = shared["score"].as_f64().expect("a score");
    assert!(score > 0.0 && score < 1.0, "{shared}");
    let words = format!("suggested {score:.2}");
    for asked in [&["incidents"][..], &["timeline"], &["coverage"], &["estimates"]] {
        place.run(asked).done().shows(&[&words]);
    }
    let id = text(&shared, "id").to_owned();
    let rows = of(&place.records(["coverage", "--json"]), "coverage_row");
    let own: Vec<_> = rows.iter().filter(|row| row["id"] == id.as_str()).collect();
    assert_eq!(own.len(), 2, "{rows:?}");
    assert!(own.iter().all(|row| row["days"] == "2021-05-05" && row["score"] == score));
    place.run(["coverage"]).done().shows(&[&id, "2021-05-05"]);
    let more = place.records(["coverage", "--matters", "1", "--json"]);
    assert_eq!(of(&more, "coverage_more").len(), 1, "{more:?}");
}

#[test]
fn every_list_tells_why() {
    let place = place();
    let claim = place.records(["claims", "--by", "Brandt", "--json"]).remove(0);
    let id = text(&claim, "id").to_owned();
    let incident = place.records(["incidents", "--shared", "--json"]).remove(0);
    let incident = text(&incident, "id").to_owned();
    place.run(["arguments", "--why"]).done().shows(&["rule argument.", "right in"]);
    place.run(["trace", &id, "--why"]).done().shows(&[
        "rule claim.",
        "rule attribution.",
        "set off by",
    ]);
    place.run(["origins", &incident, "--why"]).done().shows(&["– “The Orlow Militia attacked"]);
    place.run(["origins", &id, "--why"]).done().shows(&["      – “"]);
    place.run(["origins", "--of", "Lena Brandt", "--why"]).done().shows(&["      – “"]);
    let sources = place.run(["sources", "--why"]).done();
    sources.shows(&[
        "taken in from",
        "outlet: Harbour Courier",
        "found by html",
        "sayso custody 1",
    ]);
}

#[test]
fn an_id_of_an_incident_or_a_dispute_is_understood_or_led_on() {
    let place = Place::new();
    let words = "Mara Olden said that the bridge at Lower Farrow was closed. Ilse Brandt denied that \
                 the bridge was closed. Rebels attacked the mill of Ostend on 5 May 2021.\n";
    place.write("letter.txt", words);
    place.run(["open", "letter.txt", "--no-serve"]).done();
    let dispute = place.records(["disputes", "--json"]).remove(0);
    let dispute = text(&dispute, "id").to_owned();
    let incident = place.records(["incidents", "--about", "mill", "--json"]).remove(0);
    let incident = text(&incident, "id").to_owned();
    place.run(["why", &incident]).done().shows(&["attacked the mill"]);
    place.run(["why", &dispute]).done().shows(&["Mara Olden", "      – "]);
    assert_eq!(place.records(["why", &dispute, "--json"])[0]["type"], "dispute_row");
    assert_eq!(place.records(["why", &incident, "--json"])[0]["type"], "incident_report");
    place.run(["disputes", &dispute, "--why"]).done().shows(&["Ilse Brandt", "      – "]);
    place.run(["why", "i0"]).refused(&["there is no incident"]);
    place.run(["trace", &incident]).refused(&["`sayso origins i", "`sayso why i"]);
    place.run(["trace", &dispute]).refused(&["`sayso why v"]);
    place.run(["origins", &dispute]).refused(&["`sayso why v"]);
    place.run(["origins", "Mara Olden"]).refused(&["sayso origins --of \"Mara Olden\""]);
}

#[test]
fn what_could_not_be_judged_is_never_called_complete() {
    let place = Place::new();
    place.write("notes.txt", "The mill burned.\n");
    place.run(["open", "notes.txt", "--no-serve"]).done();
    let none = place.run(["coverage", "--left-out", "no outlet named"]).done();
    none.shows(&["nothing could be judged", "none of its captured pages has a day"]);
    let asked = ["coverage", "--left-out", "no outlet named", "--json"];
    assert!(place.records(asked)[0]["unjudged"].is_string());
    place
        .run(["coverage", "--left-out", "Dale Times"])
        .refused(&["no outlet named", "og:site_name"]);
    for (asked, says) in [
        (&["disputes"][..], "no dispute was found here"),
        (&["disputes", "bridge"], "no dispute here fits"),
        (&["relations", "--kind", "backs"], "no relation here fits"),
        (&["arguments"], "no argument was found here"),
        (&["estimates"], "no number of anything was found here"),
    ] {
        place.run(asked).done().shows(&[says]);
    }
}

#[test]
fn a_page_is_called_without_the_mark_of_its_heading() {
    let place = Place::new();
    place.write("h.txt", "# The bridge at Farrow\n\nThe mill of Ostend burned on 3 May 2021.\n");
    place.run(["read", "h.txt"]).done().shows(&["The bridge at Farrow\n"]);
    place.run(["open", "h.txt", "--no-serve"]).done();
    let claim = place.records(["claims", "--json"]).remove(0);
    for asked in [&["sources"][..], &["timeline"], &["trace", text(&claim, "id")]] {
        let ran = place.run(asked).done().shows(&["The bridge at Farrow"]);
        assert!(!ran.out.contains("# The"), "{asked:?}: {}", ran.out);
    }
}

#[test]
fn a_line_of_a_table_stays_readable_in_a_pipe() {
    let place = Place::new();
    let killed = |nth: usize| {
        let n = 10 + 7 * nth;
        let words = format!(
            "The militia attacked the market in Ostend on 5 May 2021 and killed {n} people, said \
             a spokesman for the harbour committee of the lower town and its many villages."
        );
        page(&format!("Paper {nth}"), "2021-05-06", &words)
    };
    (0..12).for_each(|nth| drop(place.write(&format!("a/{nth}.html"), killed(nth))));
    place.run(["open", "a", "--no-serve"]).done();
    let table = place.run(["estimates", "--differing"]).done();
    assert!(table.out.lines().count() > 5, "{}", table.out);
    assert!(table.out.lines().all(|line| line.chars().count() < 600), "{}", table.out);
    place.run(["status", "Ostend"]).done().shows(&["nobody here says what it is\n"]);
}

#[test]
fn whom_the_list_has_and_what_stands_for_whom_can_be_agreed_to_and_taken_back() {
    let place = Place::new();
    let words = "Baghdad said that the port was open. Iraq has two ports.";
    place.write("a/1.html", page("Harbour Courier", "2021-05-06", words));
    place.run(["open", "a", "--no-serve"]).done();
    place.run(["actors"]).done().shows(&["iraq, suggested 0.9", "Iraq where it speaks or acts"]);
    place.run(["actors", "Iraq", "--why"]).done().shows(&[
        "“Iraq” in the list of known actors (iraq), by “Iraq”",
        "stands for “Iraq”: it speaks: “Baghdad said”; suggested 0.8",
    ]);
    let state = |of: &str, list: &str| {
        let row = place.records(["actors", of, "--json"]).remove(0);
        row[list].get(0).unwrap_or(&row[list])["state"].clone()
    };
    assert_eq!(state("Baghdad", "stands_for"), "suggested");
    place.run(["judge", "stands", "Baghdad", "Iraq"]).done().shows(&["stands for", "recorded"]);
    assert_eq!(state("Iraq", "stood_for_by"), "agreed");
    place.run(["judge", "stands", "Baghdad", "iraq", "--no", "--why", "the city"]).done();
    assert_eq!(state("Iraq", "stood_for_by"), Value::Null);
    place.run(["timeline", "--by", "Baghdad"]).done().shows(&["Baghdad"]);
    place.run(["undo"]).done();
    assert_eq!(state("Iraq", "stood_for_by"), "agreed");

    place.run(["judge", "known", "Iraq"]).done().shows(&["is “Iraq” of the list of known actors"]);
    assert_eq!(state("Iraq", "listed"), "agreed");
    place.run(["judge", "known", "Iraq", "--no"]).done().shows(&["is not “Iraq”"]);
    assert_eq!(state("Iraq", "listed"), Value::Null);
    place.run(["undo"]).done();
    assert_eq!(state("Iraq", "listed"), "agreed");
    place.run(["judge", "known", "Baghdad"]).refused(&["taken for nobody", "give a key"]);
    place.run(["judge", "known", "Iraq", "nowhere"]).refused(&["no key", "nobody there"]);
    place.run(["judge", "known", "Iraq", "Iran"]).refused(&["no key", "iran (Iran)"]);
    place.run(["judge", "stands", "Iraq", "iraq"]).refused(&["one actor here"]);
}
