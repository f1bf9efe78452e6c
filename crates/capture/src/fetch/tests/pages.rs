//! What is kept of a page, and what is taken of it.

use super::server::{Server, answer_of, html, redirect};
use super::{fetch, fetch_with, page, policy, told, why};
use crate::fetch::tests::world::Still;
use crate::fetch::{Fetcher, Policy, Trouble};
use crate::{Found, Limits, captures_in};
use flate2::{Compression, write::GzEncoder};
use sayso_model::Digest;
use std::io::Write as _;

/// The blocks of the records of a kind, out of a WARC, with their fields.
fn records<'w>(warc: &'w [u8], kind: &str) -> Vec<(&'w str, &'w [u8])> {
    let mut found = Vec::new();
    let mut rest = warc;
    while !rest.is_empty() {
        let end = memchr::memmem::find(rest, b"\r\n\r\n").unwrap() + 4;
        let fields = std::str::from_utf8(&rest[..end]).unwrap();
        let length = fields.split("Content-Length: ").nth(1).unwrap();
        let length: usize = length.split("\r\n").next().unwrap().parse().unwrap();
        if fields.contains(&format!("WARC-Type: {kind}\r\n")) {
            found.push((fields, &rest[end..end + length]));
        }
        assert_eq!(&rest[end + length..end + length + 4], b"\r\n\r\n");
        rest = &rest[end + length + 4..];
    }
    found
}

#[test]
fn a_page_is_kept_byte_for_byte_and_read_out_of_its_record() {
    let sent = html("The bridge was closed.");
    let server = Server::new(&[("/news/bridge?x=1", sent.clone())]);
    let address = server.at("/news/bridge?x=1#part");
    let visit = fetch(&address);
    let captured = page(&visit);
    assert_eq!(captured.bytes, b"<p>The bridge was closed.</p>");
    assert_eq!((captured.doc.as_str(), captured.how), (address.as_str(), "fetch"));
    assert_eq!(captured.address.as_deref(), Some(server.at("/news/bridge?x=1").as_str()));
    assert_eq!(captured.media_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(captured.fetched.as_deref(), Some("2025-03-15T10:00:00.000000Z"));
    let container = captured.container.as_ref().unwrap();
    assert_eq!(container.path, format!("sha256:{}", Digest::of(&visit.warc)));
    assert_eq!(container.sha256, Some(Digest::of(&visit.warc)));
    let at = usize::try_from(container.offset).unwrap();
    assert!(visit.warc[at..].starts_with(b"WARC/1.1\r\nWARC-Type: response\r\n"));
    assert!(visit.answered && visit.trouble.is_none());

    let (responses, requests) = (records(&visit.warc, "response"), records(&visit.warc, "request"));
    assert_eq!(
        (responses.len(), requests.len(), records(&visit.warc, "warcinfo").len()),
        (2, 2, 1)
    );
    assert_eq!(responses[1].1, sent);
    let asked = format!("GET /news/bridge?x=1 HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n", server.port());
    assert!(requests[1].1.starts_with(asked.as_bytes()) && requests[1].1.ends_with(b"\r\n\r\n"));
    for field in [
        "WARC-IP-Address: 127.0.0.1\r\n",
        "WARC-Date: 2025-03-15T10:00:00.000000Z\r\n",
        &format!("WARC-Block-Digest: sha256:{}\r\n", Digest::of(&sent)),
        &format!("WARC-Payload-Digest: sha256:{}\r\n", Digest::of(&captured.bytes)),
    ] {
        assert!(responses[1].0.contains(field), "{field} {}", responses[1].0);
    }
}

#[test]
fn any_reader_of_archives_finds_the_same_page_in_it() {
    let server = Server::new(&[("/a", redirect("/b")), ("/b", html("Words."))]);
    let visit = fetch(&server.at("/a"));
    let warc = visit.warc.clone();
    let again: Vec<_> = captures_in("a.warc", "a.warc", warc, &Limits::default()).collect();
    let pages: Vec<_> = again
        .iter()
        .filter_map(|found| match found {
            Found::Captured(captured) => Some(captured),
            _ => None,
        })
        .collect();
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].bytes, page(&visit).bytes);
    let place = |captured: &crate::Captured| captured.container.as_ref().unwrap().offset;
    assert_eq!(place(pages[0]), place(page(&visit)));
    assert!(pages[0].diagnostics.is_empty(), "{:?}", pages[0].diagnostics);
}

#[test]
fn redirects_are_followed_kept_and_told() {
    let other = Server::new(&[("/end", html("Arrived."))]);
    let server = Server::new(&[("/a", redirect("b")), ("/b", redirect(&other.at("/end")))]);
    let visit = fetch(&server.at("/a"));
    let captured = page(&visit);
    assert_eq!(captured.bytes, b"<p>Arrived.</p>");
    assert_eq!(captured.address, Some(other.at("/end")));
    assert!(told(captured).contains(&format!("/a redirects to {} (status 302)", server.at("/b"))));
    // Two of the hosts' robots.txt, three on the way.
    assert_eq!(records(&visit.warc, "response").len(), 5);
    assert_eq!(records(&visit.warc, "request").len(), 5);
}

#[test]
fn redirects_end() {
    let ring = Server::new(&[("/a", redirect("/b")), ("/b", redirect("/a"))]);
    assert!(why(&fetch(&ring.at("/a"))).contains("in a circle"));
    let chain = Server::with(|request, out| {
        let path = request.split(' ').nth(1).unwrap();
        let answer = match path {
            "/robots.txt" => answer_of("404 Not Found", "", ""),
            path => redirect(&format!("{path}x")),
        };
        let _ = out.write_all(&answer);
    });
    let visit = fetch(&chain.at("/a"));
    assert!(why(&visit).contains("more than 10 redirects"));
    assert_eq!((chain.asked().len(), visit.trouble), (12, Some(Trouble::Redirects)));
    for to in ["ftp://example.org/", "http://me:pw@example.org/", "http://[", "file:///etc/hosts"] {
        let server = Server::new(&[("/a", redirect(to))]);
        let visit = fetch(&server.at("/a"));
        assert!(why(&visit).contains("where it cannot be followed"), "{to}");
        assert!(!why(&visit).contains("pw"));
    }
}

#[test]
fn an_error_is_no_page() {
    for (status, says) in [
        ("404 Not Found", "no such page (status 404"),
        ("403 Forbidden", "(status 403"),
        ("410 Gone", "taken the page away"),
        ("500 Oh", "out of order"),
        ("204 No Content", "(status 204"),
        ("206 Partial Content", "(status 206"),
        ("302 Found", "without saying where"),
    ] {
        let robots = answer_of("404 Not Found", "", "");
        let server = Server::new(&[("/robots.txt", robots), ("/", answer_of(status, "", "words"))]);
        let visit = fetch(&server.at("/"));
        assert!(why(&visit).contains(says), "{}", why(&visit));
        assert!(!visit.answered && !visit.warc.is_empty());
    }
}

#[test]
fn what_is_no_text_is_said_and_kept() {
    let image = answer_of("200 OK", "Content-Type: image/png\r\n", "not really");
    let server = Server::new(&[("/a.png", image)]);
    let visit = fetch(&server.at("/a.png"));
    assert!(visit.answered && why(&visit).contains("images"), "{}", why(&visit));
}

#[test]
fn encodings_are_taken_off_and_the_record_has_them() {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(b"<p>Packed words.</p>").unwrap();
    let packed = gzip.finish().unwrap();
    let mut sent = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\
                     Transfer-Encoding: chunked\r\n\r\n"
        .to_vec();
    for chunk in packed.chunks(7) {
        sent.extend(format!("{:X};x=y\r\n", chunk.len()).into_bytes());
        sent.extend(chunk);
        sent.extend(b"\r\n");
    }
    sent.extend(b"0\r\nTrailer: 1\r\n\r\n");
    let server = Server::new(&[("/", sent.clone())]);
    let visit = fetch(&server.at("/"));
    let captured = page(&visit);
    assert_eq!(captured.bytes, b"<p>Packed words.</p>");
    assert_eq!(captured.container.as_ref().unwrap().decoded, ["chunked", "gzip"]);
    let responses = records(&visit.warc, "response");
    assert_eq!(responses[1].1, sent);
    assert!(responses[1].0.contains(&format!("Payload-Digest: sha256:{}", Digest::of(&packed))));
    assert!(!told(captured).contains("digest"), "{}", told(captured));
}

#[test]
fn the_same_address_at_two_times_is_two_records() {
    let server = Server::new(&[("/", html("The same."))]);
    let world = Still::new();
    let policy = Policy { between: std::time::Duration::from_secs(1), ..policy() };
    let mut fetcher = Fetcher::new(&world, policy, Limits::default());
    let (first, second) = (fetcher.page(&server.at("/")), fetcher.page(&server.at("/")));
    assert_eq!(page(&first).id, page(&second).id);
    assert!(page(&first).fetched != page(&second).fetched && first.warc != second.warc);
    assert_eq!(fetcher.tally().to_string(), "fetched 2 addresses from 1 host");
}

#[test]
fn the_same_exchange_gives_the_same_bytes() {
    let server = Server::new(&[("/", html("The same."))]);
    assert_eq!(fetch(&server.at("/")).warc, fetch(&server.at("/")).warc);
}

#[test]
fn what_is_no_address_is_not_asked() {
    for address in ["", "ftp://example.org/", "http://me:pw@127.0.0.1/", "http://a b/"] {
        let visit = fetch_with(&Still::new(), policy(), address);
        assert_eq!((visit.trouble, visit.warc.len()), (Some(Trouble::Address), 0), "{address}");
    }
}

#[test]
fn an_archive_is_fetched_as_a_page_is_and_gives_what_is_in_it() {
    let mut zip = zip_of("inner/letter.txt", b"A letter.");
    let mut sent = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/zip\r\nContent-Length: {}\r\n\r\n",
        zip.len()
    )
    .into_bytes();
    sent.append(&mut zip);
    let server = Server::new(&[("/case.zip", sent)]);
    let address = server.at("/case.zip");
    let visit = fetch(&address);
    let captured = page(&visit);
    assert_eq!((captured.bytes.as_slice(), captured.how), (b"A letter.".as_slice(), "zip entry"));
    assert_eq!(captured.doc, format!("{address}!/inner/letter.txt"));
    let container = captured.container.as_ref().unwrap();
    assert_eq!(container.outermost().path, format!("sha256:{}", Digest::of(&visit.warc)));
}

/// A zip archive of one file, not packed.
fn zip_of(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    let length = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let name_length = u16::try_from(name.len()).unwrap().to_le_bytes();
    let shared = [
        &[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x5a],
        crc.sum().to_le_bytes().as_slice(),
        &length,
        &length,
        &name_length,
        &[0, 0],
    ]
    .concat();
    let local = [b"PK\x03\x04", shared.as_slice(), name.as_bytes(), bytes].concat();
    let central =
        [b"PK\x01\x02\x14\0", shared.as_slice(), [0; 14].as_slice(), name.as_bytes()].concat();
    let size = u32::try_from(central.len()).unwrap().to_le_bytes();
    let start = u32::try_from(local.len()).unwrap().to_le_bytes();
    let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &size, &start, &[0, 0]].concat();
    [local, central, end].concat()
}
