//! The workbench as a browser meets it: over loopback, from the outside.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{addresses, ask, ask_with, crawl, serve, stamp, text_of};
use sayso::model::{Anchor, HandClaim, Judgement, Span, Stance, Verdict};
use sayso::{ClaimQuery, Dossier, Options};
use std::path::{Path, PathBuf};

const PAGE: &str = "<!doctype html><html lang=en><head><title>Weir & <b>gates</b></title></head><body>\
<article><h1>Weir &amp; gates</h1><p>Ana Ruiz said that the three gates of the weir had been shut at \
seven on Tuesday morning. The mayor denied that the bridge was closed.</p>\
<p>See <a href=\"https://river.example/gates\">the log of the gates</a> and \
<a href=\"javascript:alert(1)\">this</a>.</p></article></body></html>";

const NOTES: &str = "The weir\r\n\r\nBerta Lund said on 4 April 1911 that \"the gates held\".\r\n\
\"Nothing <script>alert(1)</script> held,\" Carl Osei told the Courier.\r\n";

fn dossier(folder: &Path) -> Dossier {
    std::fs::write(folder.join("gates.html"), PAGE).unwrap();
    std::fs::write(folder.join("notes.txt"), NOTES).unwrap();
    let mut dossier = Dossier::create(&folder.join("weir.sayso"), &stamp()).unwrap();
    let paths: Vec<PathBuf> = ["gates.html", "notes.txt"].map(|name| folder.join(name)).into();
    let summary = dossier.add(&paths, &Options::default(), &stamp, &mut |_| ()).unwrap();
    assert_eq!(summary.new, 2);
    let text = dossier.documents(dossier.head().unwrap().seq).unwrap()[1].text;
    add_claim(&mut dossier, &text, "the gates held");
    dossier
}

fn add_claim(dossier: &mut Dossier, text: &sayso::model::TextId, words: &str) {
    let at = dossier.head().unwrap().seq;
    let text = dossier.text(text, at).unwrap();
    let start = text.words().find(words).unwrap();
    let anchor = Anchor::of(&text, Span::new(start, start + words.len())).unwrap();
    let claim = HandClaim {
        content: vec![anchor],
        speaker: Some("Berta <i>Lund</i>".to_owned()),
        stance: Stance::Asserts,
        said: None,
        why: None,
    };
    dossier.add_claim(claim, &stamp()).unwrap();
}

fn text_element(body: &str) -> String {
    let start = body.find("<div id=\"text\">").unwrap() + "<div id=\"text\">".len();
    let end = body.find("<h2 class=\"notes-heading\"").unwrap();
    let element = body[start..end].trim_end();
    text_of(element.strip_suffix("</div>").unwrap())
}

#[test]
fn the_text_on_the_page_is_the_text_of_the_document() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = dossier(folder.path());
    let at = dossier.head().unwrap().seq;
    let texts: Vec<_> = dossier
        .documents(at)
        .unwrap()
        .iter()
        .map(|document| dossier.text(&document.text, at).unwrap().words().to_owned())
        .collect();
    assert_eq!(texts[1], NOTES);
    let address = serve(dossier);
    for (number, text) in (1..).zip(&texts) {
        let answer = ask(address, &format!("/document/{number}"));
        assert_eq!(answer.status, 200);
        assert_eq!(&text_element(&answer.body), text);
    }
}

#[test]
fn a_long_text_is_on_several_pages_without_losing_a_word() {
    let folder = tempfile::tempdir().unwrap();
    let words: String = (0..2500)
        .map(|n| format!("Warden {n} said that gate {n} of the weir was shut.\n\n"))
        .collect();
    let path = folder.path().join("long.txt");
    std::fs::write(&path, &words).unwrap();
    let mut dossier = Dossier::in_memory(&stamp()).unwrap();
    dossier.add(&[path], &Options::default(), &stamp, &mut |_| ()).unwrap();
    let at = dossier.head().unwrap().seq;
    let claims = dossier.claims(&ClaimQuery::default(), at).unwrap();
    let last = claims.last().unwrap().id.clone();
    let address = serve(dossier);
    let mut whole = String::new();
    let mut notes = 0;
    let mut path = Some("/document/1".to_owned());
    while let Some(page) = path {
        let answer = ask(address, &page);
        whole.push_str(&text_element(&answer.body));
        notes += answer.body.matches("id=\"n-c").count();
        let next = addresses(answer.body.split("rel=\"next\"").nth(1).unwrap_or_default());
        path = next.first().map(|path| path.replace("&#38;", "&"));
    }
    assert_eq!(whole, words);
    assert_eq!(notes, claims.len(), "every claim has its note on one page");
    let answer = ask(address, &format!("/document/1?claim={last}"));
    assert!(answer.body.contains(&format!("id=\"c-{last}\"")), "a link finds the page");
}

#[test]
fn every_link_of_a_page_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let known = crawl(address);
    assert!(known.iter().any(|path| path.starts_with("/rule/")));
    assert!(known.iter().any(|path| path.contains("show=")));
}

#[test]
fn a_foreign_host_or_origin_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let port = address.port();
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")]
    {
        let own = format!("Host: {host}\r\nOrigin: http://{host}\r\n");
        assert_eq!(ask_with(address, "GET", "/", &own).status, 200, "{host}");
    }
    for host in ["weir.example".to_owned(), format!("weir.example:{port}"), "127.0.0.1".to_owned()]
    {
        let answer = ask_with(address, "GET", "/claims", &format!("Host: {host}\r\n"));
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("Berta"));
    }
    let both = format!("Host: {address}\r\nHost: weir.example\r\n");
    assert!(ask_with(address, "GET", "/", &both).status >= 400);
    let whole = format!("http://weir.example:{port}/");
    assert_eq!(ask_with(address, "GET", &whole, &format!("Host: {address}\r\n")).status, 421);
    for origin in ["http://weir.example", "null", &format!("https://127.0.0.1:{port}")] {
        let headers = format!("Host: {address}\r\nOrigin: {origin}\r\n");
        assert_eq!(ask_with(address, "GET", "/", &headers).status, 403, "{origin}");
    }
}

#[test]
fn every_answer_has_the_headers_that_keep_it_here() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let own = format!("Host: {address}\r\n");
    let answers = [
        ask(address, "/"),
        ask(address, "/style.css"),
        ask(address, "/pairs.css"),
        ask(address, "/nowhere"),
        ask(address, "/claims?said=soon"),
        ask_with(address, "POST", "/", &own),
        ask_with(address, "GET", "/", "Host: weir.example\r\n"),
    ];
    assert_eq!(answers.each_ref().map(|answer| answer.status), [200, 200, 200, 404, 400, 405, 421]);
    for answer in answers {
        for header in [
            "content-security-policy: default-src 'none'; style-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: same-origin",
            "cache-control: no-store",
        ] {
            assert!(answer.headers.contains(header), "{header}\n{}", answer.headers);
        }
    }
    let head = ask_with(address, "HEAD", "/", &own);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
}

#[test]
fn claims_are_filtered_and_a_filter_that_cannot_be_read_is_told_beside_its_field() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let claims = |filter: &str| ask(address, &format!("/claims?{filter}"));
    assert!(claims("by=berta&words=held").body.contains("the gates held"));
    assert!(claims("document=2").body.contains("the gates held"));
    assert!(claims("by=berta&stance=denies").body.contains("No claim fits"));
    assert!(claims("by=nobody+of+this+name").body.contains("No claim fits"));
    let wrong = claims("said=soon&by=Berta&document=9&at=never");
    assert_eq!(wrong.status, 400);
    for (field, message) in
        [("said", "not an EDTF date"), ("document", "no document 9"), ("at", "an instant")]
    {
        let beside = wrong.body.split(&format!("id=\"h-{field}\"")).nth(1).unwrap();
        let beside = beside.split("</small>").next().unwrap();
        assert!(beside.contains(message), "{field}: {beside}");
    }
    assert!(wrong.body.contains("value=\"Berta\""), "the rest is kept");
}

#[test]
fn what_is_not_there_is_told_with_a_way_back() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    for path in [
        "/nowhere",
        "/document/9",
        "/document/x",
        "/document/-1",
        "/claim/c0000000000000",
        "/claim/c000000000000",
        "/claim/%3Cb%3E",
        "/rule/no.such",
        "/?at=999",
    ] {
        let answer = ask(address, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("href=\"/\""), "{path}");
        assert!(!answer.body.contains("<b>\""), "{path}");
    }
    let nowhere = ask(address, "/document/1?show=1-999999");
    assert!(nowhere.body.contains("is no place in this text"));
}

#[test]
fn what_sources_and_people_write_is_never_markup() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    for path in ["/", "/document/1", "/document/2", "/claims", "/claims?by=%22%3E%3Cscript%3E"] {
        let body = ask(address, path).body;
        for markup in ["<script", "<i>Lund", "<b>gates", "href=\"javascript:"] {
            assert!(!body.contains(markup), "{path}: {markup}");
        }
    }
}

#[test]
fn a_page_as_of_an_operation_shows_what_was_there_then() {
    let folder = tempfile::tempdir().unwrap();
    let mut dossier = dossier(folder.path());
    let before = dossier.head().unwrap().seq;
    let query = ClaimQuery { by: Some("Berta <i>".to_owned()), ..ClaimQuery::default() };
    let id = dossier.claims(&query, before).unwrap()[0].id.clone();
    let judgement = Judgement {
        target: id.clone(),
        verdict: Verdict::Reject,
        content: None,
        speaker: None,
        stance: None,
        why: Some("it says so of another weir".to_owned()),
    };
    dossier.judge(judgement, &stamp()).unwrap();
    let address = serve(dossier);
    let marked = |path: String| ask(address, &path).body.contains(&format!("id=\"c-{id}\""));
    assert!(!marked("/document/2".to_owned()), "a rejected claim is left out");
    assert!(ask(address, "/document/2").body.contains("1 rejected claim is left out"));
    assert!(marked("/document/2?rejected=1".to_owned()));
    assert!(marked(format!("/document/2?claim={id}")));
    assert!(marked(format!("/document/2?at={before}")));
    let then = ask(address, &format!("/claim/{id}?at={before}")).body;
    assert!(then.contains(&format!("As of operation {before}")));
    assert!(!then.contains("another weir"));
    assert!(
        then.contains(&format!("/document/2?at={before}&#38;claim={id}#c-{id}")),
        "links keep to it"
    );
    assert!(ask(address, &format!("/claim/{id}")).body.contains("another weir"));
}

#[test]
fn a_port_that_is_taken_is_named() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let dossier = Dossier::in_memory(&stamp()).unwrap();
    let error = sayso_web::serve(dossier, port, stamp, |_| panic!("it is not served")).unwrap_err();
    assert!(error.to_string().contains(&format!("port {port} is in use")), "{error}");
}

#[test]
fn the_page_itself_is_shown_without_anything_that_acts() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let text = ask(address, "/document/1").body;
    assert!(text.contains("/source/1"), "{text}");
    let plain = ask(address, "/source/1").body;
    assert!(plain.contains("See the log of the gates and this."), "{plain}");
    assert!(!plain.contains("javascript:") && !plain.contains("<mark"), "{plain}");
    let claims = ask(address, "/claims?by=Ruiz").body;
    let claim = claims.split("/claim/").nth(1).unwrap().split('"').next().unwrap();
    let page = ask(address, &format!("/claim/{claim}")).body;
    let link = addresses(&page).into_iter().find(|a| a.starts_with("/source/1?show=")).unwrap();
    let shown = ask(address, link.split('#').next().unwrap()).body;
    assert!(shown.contains("<mark id=\"shown\">"), "{shown}");
    let notes = ask(address, "/source/2?show=0-8");
    assert!(notes.body.contains("cannot be shown themselves"), "{}", notes.body);
    let marked = notes.body.split("id=\"shown\"></span>").nth(1).unwrap();
    assert!(text_of(marked).starts_with("The weir"), "{marked}");
    assert!(!notes.body.contains("<script>"), "{}", notes.body);
    assert_eq!(ask(address, "/source/9").status, 404);
}

#[test]
fn a_place_that_is_none_is_refused_with_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    for show in ["x", "8-2", "0-99999999", "0-8,", "-1-3"] {
        let answer = ask(address, &format!("/source/2?show={show}"));
        assert_eq!(answer.status, 400, "{show}");
        assert!(answer.body.contains("is no place in this text of"), "{}", answer.body);
        assert!(answer.body.contains("show=0-80"), "{}", answer.body);
    }
    assert_eq!(ask(address, "/source/2?show=0-8").status, 200);
}

#[test]
fn the_bytes_are_handed_out_as_they_were_and_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let address = serve(dossier(folder.path()));
    let page = ask(address, "/source/1").body;
    assert!(addresses(&page).contains(&"/bytes/1"), "{page}");
    for (path, bytes, name) in
        [("/bytes/1", PAGE, "document-1.html"), ("/bytes/2", NOTES, "document-2.txt")]
    {
        let saved = ask(address, path);
        assert_eq!((saved.status, saved.body.as_str()), (200, bytes));
        let wanted = format!("content-disposition: attachment; filename=\"{name}\"");
        assert!(saved.headers.contains(&wanted), "{}", saved.headers);
        for header in ["content-type: application/octet-stream", "nosniff", "default-src 'none'"] {
            assert!(saved.headers.contains(header), "{}", saved.headers);
        }
    }
    assert_eq!(ask(address, "/bytes/9").status, 404);
}
