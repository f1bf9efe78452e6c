//! Every view can be made again from the log: each question has the same bytes before and after.

#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

mod common;

use common::{NOW, Place, text};
use rusqlite::Connection;

/// A dossier with a history: the example, a claim by hand, decisions, and some of it undone.
fn with_history() -> Place {
    let place = Place::with_maine();
    let claims = place.records(["claims", "--voice", "attributed", "--json"]);
    let id = |n: usize| text(&claims[n], "id");
    place.run(["judge", id(0), "accept"]).done();
    place.run(["judge", id(1), "reject", "--why", "not what it says"]).done();
    place.run(["judge", id(2), "correct", "--speaker", "the captain", "--stance", "denies"]).done();
    let add =
        ["claim", "add", "--document", "1", "--content", "Public opinion should be suspended"];
    place.run(add).done();
    let head = place.records(["log", "--json"]).len().to_string();
    place.run(["undo", &head]).done();
    place.run(["judge", id(3), "note", "--why", "see the log book"]).done();
    place.run(["undo", "10"]).done();
    place
}

/// What is asked, at each of these points.
fn questions(place: &Place, points: &[String]) -> Vec<(Vec<String>, String)> {
    let mut asked: Vec<Vec<String>> = vec![
        vec!["log".into(), "--json".into()],
        vec!["log".into()],
        vec!["verify".into(), "--json".into()],
    ];
    for point in points {
        let at = |words: &[&str]| {
            words.iter().chain(&["--as-of", point]).map(|w| (*w).to_owned()).collect()
        };
        for words in [
            &["sources"][..],
            &["sources", "--json"],
            &["claims", "--json", "--rejected"],
            &["claims", "--csv"],
            &["claims"],
            &["export", "--to", "jsonl"],
        ] {
            asked.push(at(words));
        }
        let claims = place.records(at(&["claims", "--json"]));
        for claim in claims.iter().step_by(10) {
            asked.push(at(&["trace", text(claim, "id"), "--json"]));
        }
        for claim in claims.iter().step_by(20) {
            asked.push(at(&["why", text(claim, "id"), "--json"]));
        }
    }
    let answer = |words: Vec<String>| {
        let out = place.run(&words).done().out;
        (words, out)
    };
    asked.into_iter().map(answer).collect()
}

fn assert_same(before: &[(Vec<String>, String)], after: &[(Vec<String>, String)]) {
    for ((words, before), (_, after)) in before.iter().zip(after) {
        assert!(before == after, "{words:?} gives other bytes:\n{before}\n{after}");
    }
    assert_eq!(before.len(), after.len());
}

/// Drops every view from the file, as somebody with an SQLite program would.
fn drop_views(place: &Place) -> usize {
    let db = Connection::open(place.path("maine.sayso")).expect("an SQLite file");
    let mut names = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'view\\_%' ESCAPE '\\'")
        .expect("a question");
    let names: Vec<String> =
        names.query_map([], |row| row.get(0)).expect("rows").flatten().collect();
    for name in &names {
        db.execute_batch(&format!("DROP TABLE {name}")).expect("dropped");
    }
    names.len()
}

#[test]
fn every_question_has_the_same_bytes_after_a_rebuild() {
    let place = with_history();
    let head = place.records(["log", "--json"]).len();
    let points = ["now".to_owned(), NOW.to_owned(), "16".to_owned(), (head - 3).to_string()];
    let before = questions(&place, &points);
    assert!(before.len() > 60, "there is much to compare");

    place.run(["rebuild"]).done();
    assert_same(&before, &questions(&place, &points));

    assert!(drop_views(&place) > 3);
    place.run(["claims"]).failed(&["maine.sayso", "`sayso rebuild`"]);
    place.run(["rebuild"]).done();
    assert_same(&before, &questions(&place, &points));
}

#[test]
fn an_answer_as_of_then_is_the_answer_given_then() {
    let place = Place::with_maine();
    let head = place.records(["log", "--json"]).len().to_string();
    let asked = ["claims", "--json", "--rejected"];
    let given = place.run(asked).done().out;
    let exported = place.run(["export", "--to", "jsonl"]).done().out;
    let claim = text(&place.records(asked)[0], "id").to_owned();
    place.run(["judge", &claim, "reject"]).done();
    place.run(["undo", "4"]).done();
    assert!(place.run(asked).done().out != given, "the answer now is another");
    let as_of = |asked: &[&str]| place.run([asked, &["--as-of", &head]].concat()).done().out;
    assert!(as_of(&asked) == given);
    assert!(as_of(&["export", "--to", "jsonl"]) == exported);
}
