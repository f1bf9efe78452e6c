//! The main way through, on the example.

#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

mod common;

use common::{NOW, Place, maine, text};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

/// The claim that has these words, and says nothing longer with them.
#[track_caller]
fn claim_with(place: &Place, words: &str) -> Value {
    let asked = ["claims", "--words", words, "--json"];
    let claims = place.records(asked).into_iter();
    let fitting = claims.filter(|claim| text(claim, "words").contains(words));
    let shortest = fitting.min_by_key(|claim| text(claim, "words").len());
    shortest.unwrap_or_else(|| panic!("no claim has {words:?}"))
}

#[track_caller]
fn trace(place: &Place, claim: &Value) -> Value {
    place.records(["trace", text(claim, "id"), "--json"]).remove(0)
}

#[test]
fn opening_takes_in_reads_and_sums_up() {
    let place = Place::new();
    let opened = place.run(["open", &maine(), "--no-serve"]).done();
    opened.shows(&[
        "maine.sayso\n",
        "16 documents new with",
        "who is quoted most: ",
        "1 without its target",
        "document 13 holds 4 posts:\n  Why I say it was a mine\n",
    ]);
    let again = place.run(["open", &maine(), "--no-serve"]).done();
    again.shows(&["maine.sayso\n16 here already, 1 passed over\n"]);
    place.run(["verify"]).done().shows(&["sound: 49 operations"]);
}

#[test]
fn a_temporary_dossier_leaves_nothing() {
    let place = Place::new();
    place.run(["open", &maine(), "--no-serve", "--temporary"]).done().shows(&["16 documents"]);
    assert_eq!(std::fs::read_dir(place.path(".")).expect("a folder").count(), 0);
}

#[test]
fn the_workbench_answers_on_loopback() {
    let place = Place::with_maine();
    let mut command = place.command(["serve", "--no-browser"]);
    let mut serving = command.stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut said = String::new();
    let out = serving.stdout.take().expect("its output");
    BufReader::new(out).read_line(&mut said).expect("a line");
    let address = said.split("http://").nth(1).and_then(|rest| rest.split('/').next());
    let address = address.unwrap_or_else(|| panic!("no address in {said:?}")).to_owned();
    let ask = |path: &str, host: &str| {
        let mut stream = TcpStream::connect(&address).expect("it listens");
        let asked = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(asked.as_bytes()).expect("asked");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    };
    let (page, foreign) = (ask("/", &address), ask("/", "example.org"));
    serving.kill().expect("it ends");
    serving.wait().expect("it ended");
    assert!(address.starts_with("127.0.0.1:") && page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Counting the dead"));
    assert!(
        foreign.starts_with("HTTP/1.1 4") && !foreign.contains("Counting the dead"),
        "{foreign}"
    );
}

#[test]
fn sources_are_numbered_and_placed() {
    let place = Place::with_maine();
    let shown = place.run(["sources"]).done();
    shown.shows(&["doc", "2025-02-21", "Counting the dead", "14-harbour-pages.warc"]);
    let sources = place.records(["sources", "--json"]);
    assert_eq!(sources.len(), 16);
    assert_eq!(sources[3]["title"], "The American court of inquiry");
    let provenance = &sources[13]["sources"][0]["provenance"];
    assert!(text(provenance, "address").starts_with("http://example.org/"), "{provenance}");
}

#[test]
fn claims_are_found_by_each_question() {
    let place = Place::with_maine();
    let asked = |args: &[&str]| place.records([&["claims", "--json"], args].concat());
    let all = asked(&[]);
    let by = asked(&["--by", "sigsbee"]);
    assert!(by.iter().all(|c| text(c, "holder").contains("Sigsbee")) && by.len() > 2);
    let words = asked(&["--words", "bunker coal"]);
    assert!(words.iter().all(|c| text(c, "words").contains("coal")) && words.len() > 2);
    let denied = asked(&["--stance", "denies"]);
    assert!(denied.iter().all(|c| c["stance"] == "denies") && denied.len() > 2);
    let own = asked(&["--voice", "document"]);
    let others = asked(&["--voice", "attributed"]);
    assert_eq!(own.len() + others.len(), all.len());
    let here = asked(&["--document", "5"]);
    assert!(here.iter().all(|c| c["document"] == 5) && !here.is_empty());
    let happened = asked(&["--happened", "1898-02"]);
    assert!(happened.iter().all(|c| text(c, "happened") < "1898-03"), "{happened:?}");
    assert!(asked(&["--said", "1898"]).iter().all(|c| text(c, "said") < "1899"));
    let winter = asked(&["--published", "2025-02/2025-03"]);
    assert!(winter.iter().all(|c| ("2025-02".."2025-04").contains(&text(c, "published"))));
    assert_eq!(asked(&["--published", "2025-02..2025-03"]), winter);
    assert!(!happened.is_empty() && winter.len() < all.len());
    assert_eq!(asked(&["--limit", "3"]), all[..3]);

    let csv = place.run(["claims", "--csv", "--by", "Rickover"]).done();
    csv.shows(&[
        "id,document,holder,stance,voice,said,happened,published,state,words,score\n",
        "a mine",
    ]);
    place.run(["claims", "--words", "zeppelin"]).done().shows(&["no claims of", "fit"]);
}

#[test]
fn a_chain_leads_to_a_page_of_the_archive() {
    let place = Place::with_maine();
    let traced = trace(&place, &claim_with(&place, "The board of 1911 moved the mine"));
    assert_eq!(traced["end"]["kind"], "read_here", "{traced}");
    assert_eq!(traced["end"]["url"], "http://example.org/harbour/wreck-1911");
    let page = &place.records(["sources", "--json"])
        [traced["end"]["document"].as_u64().expect("a number") as usize - 1];
    assert!(text(&page["sources"][0]["provenance"], "from").ends_with("14-harbour-pages.warc"));
}

#[test]
fn a_chain_is_followed_into_the_page_that_is_cited() {
    let place = Place::new();
    place.write(
        "pile/1-page.txt",
        "Notes of an evening\n\nThe dam at Upper Farrow held through the whole of the flood [1].\n\n\
         [1] http://example.org/farrow/dam\n",
    );
    place.write(
        "pile/2-dam.html",
        "<html><head><title>The dam</title><link rel=canonical href=http://example.org/farrow/dam>\
         </head><body><p>Warden Ilse Brandt said that the dam at Upper Farrow held through the whole \
         of the flood.</p></body></html>",
    );
    place.run(["open", "pile", "--no-serve"]).done();
    let claim = claim_with(&place, "held through the whole of the flood [1]");
    let traced = trace(&place, &claim);
    let kinds: Vec<_> =
        traced["links"].as_array().expect("links").iter().map(|l| &l["link"]).collect();
    assert_eq!(kinds, ["document", "reference", "document", "attribution"], "{traced}");
    assert_eq!(traced["end"]["kind"], "speaker");
    assert!(text(&traced["end"], "name").contains("Ilse Brandt"));
    place.run(["trace", text(&claim, "id")]).done().shows(&[
        "1. document 1",
        "2. backed by “[1]” to “[1] http://example.org/farrow/dam” (cited",
        "3. document 2, The dam",
        "⇒  ends with",
        "behind these words: 1 origin (suggested)",
    ]);
}

#[test]
fn a_chain_breaks_at_a_missing_note() {
    let place = Place::with_maine();
    let claim = claim_with(&place, "The photographs used by");
    let traced = trace(&place, &claim);
    assert_eq!(traced["end"]["kind"], "broken", "{traced}");
    let shown = place.run(["trace", text(&claim, "id")]).done();
    shown.shows(&["backed by “[3]” (cited", "⇒  broken: the note it cites has no target"]);
}

#[test]
fn copies_have_one_origin() {
    let place = Place::with_maine();
    let claim = claim_with(&place, "put the first explosion outside the ship; two, in 1898");
    let traced = trace(&place, &claim);
    assert_eq!(traced["independent_origins"]["least"], 1, "{traced}");
    let claims = traced["origins"][0]["claims"].as_array().expect("claims");
    assert!(claims.len() >= 4, "four pages repeat it: {traced}");
    let alike = claims.iter().filter(|claim| claim["by_wording_alone"] == true).count();
    let most = traced["independent_origins"]["most"].as_u64().expect("a number");
    assert_eq!(most, 1 + alike as u64, "those may each be an origin of their own: {traced}");
    assert!(text(&traced["origins"][0], "name").contains("Five inquiries"));
}

#[test]
fn why_names_the_rule_and_the_words() {
    let place = Place::with_maine();
    let claim = claim_with(&place, "a mine had been used");
    let attribution = claim["chain"][0].as_str().expect("a chain");
    let why = place.run(["why", attribution]).done();
    why.shows(&["rule: attribution.", "spec: spec/attribution/", "set off by: “", "⟦"]);
    let record = place.records(["why", attribution, "--json"]).remove(0);
    let rule = text(&record["rule"], "id");
    place.run(["why", rule]).done().shows(&["# ", "```"]);
    place.run(["why", "attribution.telepathy"]).refused(&["attribution.telepathy is no rule"]);
}

#[test]
fn reading_and_exporting_give_the_same_records() {
    let place = Place::with_maine();
    let read = place.run(["read", &maine(), "--json", "--text-dir", "texts"]).done().records();
    let exported = place.records(["export", "--to", "jsonl"]);
    assert_eq!(read.len(), exported.len());
    for (mut read, mut exported) in read.into_iter().zip(exported) {
        if read["type"] == "document" {
            // What only one of them can know: the folder of texts.
            let file = text(&read, "text_file").to_owned();
            assert!(place.path("texts").join(file).is_file());
            read["text_file"].take();
            exported["text_file"].take();
        }
        assert_eq!(read, exported);
    }
    place.run(["export", "--to", "jsonl", "-o", "out.jsonl"]).done();
    place
        .run(["export", "--to", "jsonl", "-o", "out.jsonl"])
        .failed(&["out.jsonl: cannot be written"]);
}

#[test]
fn every_span_of_the_records_is_in_its_text() {
    let place = Place::new();
    let read = place.run(["read", &maine(), "--json", "--text-dir", "texts"]).done().records();
    let mut words = Vec::new();
    for record in &read {
        match text(record, "type") {
            "document" => {
                let file = place.path("texts").join(text(record, "text_file"));
                words = std::fs::read_to_string(file).expect("a text").chars().collect();
                assert_eq!(record["chars"], words.len());
            }
            "mention" | "date" | "quantity" => {
                let at = |i: usize| record["span"][i].as_u64().expect("a number") as usize;
                let span: String = words[at(0)..at(1)].iter().collect();
                assert!(!span.is_empty() && span.trim() == span, "{record}: {span:?}");
            }
            _ => {}
        }
    }
}

#[test]
fn an_instant_before_the_first_operation_knows_nothing() {
    let place = Place::with_maine();
    let at = |instant: &str| place.records(["sources", "--json", "--as-of", instant]).len();
    assert_eq!((at("2025-05-31T00:00:00Z"), at(NOW), at("0"), at("4")), (0, 16, 0, 1));
    place.run(["claims", "--as-of", "1"]).done().shows(&["there are no claims here"]);
}

#[test]
fn places_under_the_contracts_names_are_code_points() {
    let place = Place::new();
    // Each letter before the words has two bytes; the last note has no target.
    let words = "Ææøå ßäöü. Mara Olden said that the bridge was closed [7].\n";
    place.write("letter.txt", words);
    place.run(["open", "letter.txt", "--no-serve", "-d", "case.sayso"]).done();
    let claims = place.records(["claims", "--json"]);
    assert!(claims.iter().all(|claim| claim["type"] == "claim_row"));
    let id = text(&claims[0], "id");
    place.run(["judge", id, "correct", "--content", "the bridge was closed"]).done();
    let why = place.records(["why", id, "--json"]).remove(0);
    let exported = place.records(["export", "--to", "jsonl"]);
    let same = exported.iter().find(|record| record["id"] == why["item"]["id"]);
    assert_eq!(Some(&why["item"]), same);
    let start = words.find("the bridge").expect("there") - 8;
    let content = &why["judgements"][0]["judgement"]["content"][0];
    assert_eq!(
        (&content["span"][0], &why["item"]["content"][0][0]),
        (&start.into(), &start.into())
    );
    let added = place.run(["add", "--json", "-d", "other.sayso", "letter.txt"]);
    assert_eq!(added.status, Some(1), "there is no such dossier");
    place.write("empty.txt", "Nothing.\n");
    place.run(["open", "empty.txt", "--no-serve", "-d", "other.sayso"]).done();
    let kept = place.records(["add", "--json", "-d", "other.sayso", "letter.txt"]).remove(0);
    let document = exported.iter().find(|record| record["type"] == "document").expect("one");
    assert_eq!(kept["diagnostics"], document["diagnostics"]);
    let placed = kept["diagnostics"].as_array().expect("a list").iter();
    assert!(placed.map(|d| &d["span"][0]).any(|at| *at == words.chars().count() - 5), "{kept}");
}
