//! A workbench as a browser meets it, for all tests.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::panic, reason = "a test fails by panicking")]

use sayso::model::Recorded;
use sayso::{Dossier, Stamp};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;

pub(crate) fn stamp() -> Stamp {
    Stamp {
        by: "a reader".to_owned(),
        recorded: Recorded::parse("2026-11-22T08:30:00Z").unwrap(),
        program: sayso::program(),
    }
}

/// Serves a dossier for as long as the test runs.
pub(crate) fn serve(dossier: Dossier) -> SocketAddr {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        sayso_web::serve(dossier, 0, stamp, |address| sender.send(address).unwrap()).unwrap();
    });
    receiver.recv().unwrap()
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: String,
    pub(crate) body: String,
}

pub(crate) fn ask_with(address: SocketAddr, method: &str, path: &str, headers: &str) -> Answer {
    send(address, &format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n"))
}

fn send(address: SocketAddr, request: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (headers, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = headers.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, headers: headers.to_ascii_lowercase(), body: body.to_owned() }
}

/// Sends a form with these headers beside the host.
pub(crate) fn post_with(address: SocketAddr, path: &str, headers: &str, form: &str) -> Answer {
    let length = form.len();
    send(
        address,
        &format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        ),
    )
}

/// Sends a form as a page of the workbench itself does.
pub(crate) fn post(address: SocketAddr, path: &str, form: &str) -> Answer {
    let headers = format!("Origin: http://{address}\r\nSec-Fetch-Site: same-origin\r\n");
    post_with(address, path, &headers, form)
}

/// Asks for a page until what it is made from is there.
pub(crate) fn ask(address: SocketAddr, path: &str) -> Answer {
    loop {
        let answer = ask_with(address, "GET", path, &format!("Host: {address}\r\n"));
        if answer.status != 202 {
            return answer;
        }
        assert!(answer.body.contains("http-equiv=\"refresh\""), "{}", answer.body);
    }
}

/// Every address of links, styles and forms.
pub(crate) fn addresses(body: &str) -> Vec<&str> {
    ["href=\"", "src=\"", "action=\""]
        .iter()
        .flat_map(|name| body.split(name).skip(1))
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

/// The text of an element, tags stripped and references resolved.
pub(crate) fn text_of(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    for (written, meant) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#13;", "\r"),
        ("&amp;", "&"),
    ] {
        text = text.replace(written, meant);
    }
    text
}

/// Follows every link of the workbench from its first page on; each has to lead somewhere. Gives the
/// addresses.
pub(crate) fn crawl(address: SocketAddr) -> Vec<String> {
    let mut known = vec!["/".to_owned()];
    let mut next = 0;
    while let Some(path) = known.get(next).cloned() {
        next += 1;
        let (page, place) = path.split_once('#').unwrap_or((&path, ""));
        let answer = ask(address, page);
        assert_eq!(answer.status, 200, "{path}");
        // What is saved is no page, whatever is in it.
        if answer.headers.contains("content-disposition: attachment") {
            continue;
        }
        let anchor = format!("id=\"{place}\"");
        assert!(place.is_empty() || answer.body.contains(&anchor), "{path} scrolls nowhere");
        for link in addresses(&answer.body) {
            let link = link.replace("&#38;", "&");
            let link = if link.starts_with('#') { format!("{page}{link}") } else { link };
            if link.starts_with("https://") {
                let rest = answer.body.split(&format!("href=\"{link}\"")).nth(1).unwrap();
                let tag = rest.split('>').next().unwrap();
                assert!(tag.contains("rel=\"noreferrer noopener nofollow\""), "{tag}");
                continue;
            }
            assert!(link.starts_with('/') && !link.starts_with("//"), "{path} links to {link}");
            if !known.contains(&link) {
                known.push(link);
            }
        }
    }
    known
}

/// Everything between two pieces of a page.
pub(crate) fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let after = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}")).1;
    after.split_once(to).unwrap_or_else(|| panic!("no {to} after {from} in {page}")).0
}

/// The words of a page, white space made one space.
pub(crate) fn words(page: &str) -> String {
    text_of(page).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The address of the first actor that a search finds.
pub(crate) fn actor(address: SocketAddr, name: &str) -> String {
    let page = ask(address, &format!("/actors?name={name}")).body;
    format!("/actors/{}", between(&page, "href=\"/actors/", "\""))
}

/// The fields of the first form for rulings on a page, as they are sent.
pub(crate) fn form(page: &str) -> String {
    let form = between(page, "<form class=\"ruling\"", "</form>");
    let fields = form.split("type=\"hidden\" name=\"").skip(1);
    let fields = fields.map(|rest| {
        let value = between(rest, "value=\"", "\"").replace('/', "%2F");
        format!("{}={value}", rest.split('"').next().unwrap())
    });
    fields.collect::<Vec<_>>().join("&")
}

pub(crate) fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    between(&answer.headers, "location: ", "\r\n").to_owned()
}
