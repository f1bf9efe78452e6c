//! Fetching and checking addresses, from servers on loopback.

#![cfg(feature = "fetch")]
#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

mod common;

use common::{Place, text};
use rusqlite::Connection;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

/// What a server answers at each path.
type Pages = Arc<Mutex<BTreeMap<String, String>>>;

struct Server {
    port: u16,
    pages: Pages,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (pages, asked) = (Pages::default(), Arc::new(Mutex::new(Vec::new())));
        let server = Self { port, pages: Arc::clone(&pages), asked: Arc::clone(&asked) };
        thread::spawn(move || {
            for mut tcp in listener.incoming().flatten() {
                let mut lines = BufReader::new(&tcp).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                let path = first.split(' ').nth(1).unwrap_or_default();
                let answer = pages.lock().expect("pages").get(path).cloned();
                asked.lock().expect("a list").push(first);
                let answer = answer.unwrap_or_else(|| answer_of("404 Not Found", "", "none"));
                let _ = tcp.write_all(answer.as_bytes());
            }
        });
        server
    }

    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn has(&self, path: &str, answer: String) -> &Self {
        self.pages.lock().expect("pages").insert(path.to_owned(), answer);
        self
    }

    /// A page with a paragraph.
    fn has_page(&self, path: &str, words: &str) -> &Self {
        let html = format!(
            "<html><head><title>The bridge at Norhaven</title></head><body><article>\
             <h1>The bridge at Norhaven</h1><p>{words}</p></article></body></html>"
        );
        self.has(path, answer_of("200 OK", "Content-Type: text/html; charset=utf-8\r\n", &html))
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("a list").clone()
    }
}

fn answer_of(status: &str, fields: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{fields}Content-Length: {}\r\n\r\n{body}", body.len())
}

/// A folder with a dossier that has one document.
fn place() -> Place {
    let place = Place::new();
    place.write("note.txt", "The harbour office said on Monday that the bridge is safe.");
    place.run(["open", "note.txt", "--no-serve", "-d", "case.sayso"]).done();
    place
}

/// What the log says of every capture.
fn captures(place: &Place) -> Vec<Value> {
    let dossier = Connection::open(place.path("case.sayso")).expect("a dossier");
    let mut asked = dossier
        .prepare("SELECT payload FROM operation WHERE kind = 'add_capture' ORDER BY seq")
        .expect("a log");
    let payloads = asked.query_map([], |row| row.get::<_, String>(0)).expect("payloads");
    let parsed = |payload: String| serde_json::from_str(&payload).expect("JSON");
    payloads.map(|payload| parsed(payload.expect("a payload"))).collect()
}

const HERE: [&str; 3] = ["--allow-private", "--pause", "0"];

#[test]
fn a_page_is_fetched_kept_and_sound() {
    let (place, server) = (place(), Server::new());
    server.has_page("/bridge", "The mayor said that the bridge was closed on Sunday.");
    server.has("/old", answer_of("301 Moved", "Location: /bridge\r\n", ""));
    let address = server.at("/old");
    let added = place.run([&["add", &address], &HERE[..]].concat()).done();
    added.shows(&["fetched 1 address from 1 host\n", "1 document new with"]);
    let sources = place.records(["sources", "--json"]);
    assert_eq!(sources.len(), 2, "the record of the fetch is no document");
    let provenance = &sources[1]["sources"][0]["provenance"];
    assert_eq!(text(provenance, "how"), "fetch");
    assert_eq!(text(provenance, "doc"), address);
    assert_eq!(text(provenance, "address"), server.at("/bridge"));
    assert_eq!(text(provenance, "fetched"), "2025-06-01T12:00:00.000000Z");
    let warc = text(provenance, "from").strip_prefix("sha256:").expect("a digest").to_owned();
    let captures = captures(&place);
    let kept = captures.iter().find(|capture| capture["capture"] == warc.as_str());
    let kept = kept.unwrap_or_else(|| panic!("no {warc} in {captures:?}"));
    assert_eq!(kept["provenance"]["media_type"], "application/warc");
    assert_eq!(kept["provenance"]["from"], address.as_str());
    place.run(["verify"]).done().shows(&["sound"]);
    place.run(["claims", "--words", "bridge closed"]).done().shows(&["closed on Sunday"]);
}

#[test]
fn what_changed_at_an_address_is_another_capture_of_it() {
    let (place, server) = (place(), Server::new());
    let address = server.at("/bridge");
    let add = |now: &str| {
        let args = [&["add", &address, "--now", now], &HERE[..]].concat();
        place.run(args).done()
    };
    server.has_page("/bridge", "The mayor said that the bridge was closed.");
    add("2025-06-01T12:00:00Z");
    // The same words again are no new document, but another line of where they are from.
    add("2025-06-02T12:00:00Z").shows(&["1 here already"]);
    server.has_page("/bridge", "The mayor said that the bridge was open.");
    add("2025-06-03T12:00:00Z").shows(&["1 document new"]);
    let sources = place.records(["sources", "--json"]);
    let fetched: Vec<Vec<&str>> = sources[1..]
        .iter()
        .map(|document| {
            let sources = document["sources"].as_array().expect("sources").iter();
            sources.map(|s| &text(&s["provenance"], "fetched")[..10]).collect()
        })
        .collect();
    assert_eq!(fetched, [vec!["2025-06-01", "2025-06-02"], vec!["2025-06-03"]]);
    place.run(["verify"]).done();
}

#[test]
fn private_machines_are_not_asked() {
    let (place, server) = (place(), Server::new());
    place.run(["add", &server.at("/")]).failed(&["--allow-private", "nothing was taken in"]);
    place.run(["add", "http://localhost/"]).failed(&["localhost stands for"]);
    assert!(server.asked().is_empty());
    assert_eq!(captures(&place).len(), 1);
}

#[test]
fn errors_are_told_and_kept_where_that_is_wanted() {
    let (place, server) = (place(), Server::new());
    let address = server.at("/nothing");
    let without = [&["add", &address], &HERE[..]].concat();
    place.run(&without).failed(&["has no such page (status 404"]);
    let kept = || captures(&place).len() - 1;
    assert_eq!(kept(), 0);
    let with = [&without[..], &["--keep-errors"]].concat();
    place.run(&with).failed(&["status 404", "is kept, as sha256:"]);
    assert_eq!(kept(), 1);
}

#[test]
fn a_list_and_the_links_of_its_pages_are_fetched() {
    let (place, server) = (place(), Server::new());
    let link = |path: &str| format!("<a href=\"{path}\">the report at {path}</a>");
    let links = format!(
        "The mayor said so, as {} and {} and {} and {} say.",
        link("/one"),
        link("/inner/two"),
        link("/three"),
        link("/three#part")
    );
    server.has_page("/bridge", &links);
    server.has_page("/one", &format!("The court said nothing. See {}.", link("/deeper")));
    server.has_page("/three", "The harbour office said that it was so.");
    server.has("/robots.txt", answer_of("200 OK", "", "User-agent: sayso\nDisallow: /inner\n"));
    place.write("list.txt", format!("# the bridge\n\n  {}  \n", server.at("/bridge")));
    let args = ["add", "--addresses", "list.txt", "--with-links", "--json"];
    let ran = place.run([&args[..], &HERE].concat());
    assert_eq!(ran.status, Some(1), "one was refused: {ran:?}");
    let records = ran.records();
    let last = records.last().expect("a record");
    assert_eq!(last["type"], "fetched");
    assert_eq!((&last["addresses"], &last["refused_by_robots"]), (&3.into(), &1.into()), "{last}");
    let paths: Vec<_> = server.asked();
    let asked = |path: &str| paths.iter().filter(|line| line.contains(path)).count();
    assert_eq!(
        (asked("/deeper"), asked("/inner"), asked("/three"), asked("/robots")),
        (0, 0, 1, 1)
    );

    let place = self::place();
    let args = ["add", "--addresses", "list.txt", "--with-links", "--most-links", "1"];
    place.write("list.txt", server.at("/bridge"));
    let ran = place.run([&args[..], &HERE].concat()).done();
    ran.shows(&["fetched 2 addresses from 1 host\n2 addresses that pages refer to left out"]);
}

#[test]
fn links_are_told_dead_from_alive() {
    let (place, server) = (place(), Server::new());
    server.has_page("/alive", "The mayor said that the bridge was closed.");
    server.has("/moved", answer_of("302 Found", "Location: /alive\r\n", ""));
    server.has("/gone", answer_of("410 Gone", "", ""));
    let archive = Server::new();
    let escaped = |path| server.at(path).replace(':', "%3A").replace('/', "%2F");
    archive.has(
        &format!("/available?url={}", escaped("/gone")),
        answer_of(
            "200 OK",
            "Content-Type: application/json\r\n",
            "{\"archived_snapshots\":{\"closest\":{\"available\":true,\"status\":\"200\",\
             \"url\":\"http://web.example/2020/bridge\",\"timestamp\":\"20200101000000\"}}}",
        ),
    );
    archive.has(
        &format!("/available?url={}", escaped("/nothing")),
        answer_of("200 OK", "", "{\"archived_snapshots\":{}}"),
    );
    let words = |path: &str| format!("The court said so: {} .\n", server.at(path));
    let all = ["/alive", "/moved", "/gone", "/nothing"].map(words).concat();
    place.write("links.txt", format!("{all}And again: {}\n", server.at("/alive#part")));
    place.run(["add", "links.txt"]).done();
    let before = server.asked().len();

    let check = ["sources", "--check-links"];
    let shown = place.run([&check[..], &HERE].concat()).done();
    shown.shows(&["alive", "moved", "gone", "got an answer for 4 addresses from 1 host"]);
    let heads = server.asked()[before..].iter().filter(|l| l.starts_with("HEAD /alive")).count();
    assert_eq!(heads, 2, "once itself, once moved to");

    let interface = archive.at("/available");
    let find = ["--json", "--find-archived", "--archive", &interface];
    let records = place.run([&check[..], &find, &HERE].concat()).done().records();
    let states: Vec<_> = records.iter().map(|r| text(r, "state")).collect();
    assert_eq!(states, ["alive", "moved", "gone", "gone"]);
    assert_eq!(text(&records[1], "moved_to"), server.at("/alive"));
    assert_eq!(records[0]["documents"], serde_json::json!([2]));
    assert_eq!(text(&records[2]["archived"], "address"), "http://web.example/2020/bridge");
    assert!(records[3]["archived"].is_null() && records[0].get("archived").is_none());
    assert_eq!(archive.asked().len(), 2, "only what is dead, and no robots.txt");

    let log = place.records(["log", "--json"]);
    assert_eq!(log.iter().filter(|l| l["kind"] == "check").count(), 8, "each check is recorded");
    place.run([&check[..], &["--pause", "0"]].concat()).done().shows(&["not asked"]);
    place.run(["verify"]).done();
}

#[test]
fn what_was_asked_wrongly_is_said() {
    let place = place();
    place.run(["add"]).refused(&["required"]);
    place.run(["add", "--addresses", "none.txt"]).failed(&["none.txt cannot be read"]);
    place.run(["add", "https://me:pw@example.org/"]).failed(&["user name or a password"]);
    place.run(["sources", "--find-archived"]).refused(&["--check-links"]);
}
