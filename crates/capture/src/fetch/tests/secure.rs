//! TLS, with certificates that the tests make.

use super::server::{Both, Server, answer_of, html, redirect};
use super::world::Still;
use super::{fetch_with, page, policy, told, why};
use crate::fetch::{Policy, Trouble};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::io::Write as _;
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

type Tls = StreamOwned<ServerConnection, TcpStream>;

/// With a farewell, or without.
struct Speaking(Tls, bool);

impl std::io::Read for Speaking {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(into)
    }
}

impl std::io::Write for Speaking {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

impl Both for Speaking {
    fn farewell(&mut self) {
        if self.1 {
            self.0.conn.send_close_notify();
        }
        let _ = self.0.flush();
    }
}

/// A server for `secure.example`, and the certificate to trust it by.
fn server(polite: bool, pages: Vec<(&'static str, Vec<u8>)>) -> (Server, Vec<u8>) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["secure.example".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let certificate = cert.der().clone();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let over = move |tcp| -> Box<dyn Both> {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        Box::new(Speaking(StreamOwned::new(connection, tcp), polite))
    };
    let server = Server::serve(
        Box::new(over),
        Box::new(move |request, out| {
            let path = request.split(' ').nth(1).unwrap_or_default();
            let found = pages.iter().find(|(at, _)| *at == path).map(|(_, page)| page.clone());
            let _ = out.write_all(&found.unwrap_or_else(|| answer_of("404 None", "", "")));
        }),
    );
    (server, certificate.to_vec())
}

fn world() -> Still {
    Still::new().name("secure.example", &[&["127.0.0.1"]]).name("other.example", &[&["127.0.0.1"]])
}

fn trusting(root: Vec<u8>) -> Policy {
    Policy { roots: vec![root], ..policy() }
}

#[test]
fn a_page_comes_over_a_secure_connection() {
    let sent = html("Sealed words.");
    let (server, root) = server(true, vec![("/", sent.clone())]);
    let address = format!("https://secure.example:{}/", server.port());
    let visit = fetch_with(&world(), trusting(root), &address);
    assert_eq!(page(&visit).bytes, b"<p>Sealed words.</p>");
    assert!(memchr::memmem::find(&visit.warc, &sent).is_some());
    assert!(!told(page(&visit)).contains("cut off"));
}

#[test]
fn certificates_that_do_not_hold_are_named() {
    let (server, root) = server(true, vec![("/", html("Sealed words."))]);
    let at = |name: &str| format!("https://{name}:{}/", server.port());
    let unknown = fetch_with(&world(), policy(), &at("secure.example"));
    assert!(why(&unknown).contains("signed by nobody who is trusted"), "{}", why(&unknown));
    assert_eq!(unknown.trouble, Some(Trouble::Unreachable));
    let other = fetch_with(&world(), trusting(root.clone()), &at("other.example"));
    assert!(why(&other).contains("is for another name"), "{}", why(&other));
    // The time is the one that is given: long after the year 4096, and in 1970.
    let mut late = world();
    late.since_1970 = Duration::from_secs(100_000_000_000);
    let late = fetch_with(&late, trusting(root.clone()), &at("secure.example"));
    assert!(why(&late).contains("has expired"), "{}", why(&late));
    let mut early = world();
    early.since_1970 = Duration::ZERO;
    let early = fetch_with(&early, trusting(root), &at("secure.example"));
    assert!(why(&early).contains("not valid yet"), "{}", why(&early));
}

#[test]
fn a_server_in_the_open_is_not_taken_for_a_secure_one() {
    let server = Server::new(&[("/", html("Open words."))]);
    let visit =
        fetch_with(&world(), policy(), &format!("https://secure.example:{}/", server.port()));
    assert!(visit.trouble == Some(Trouble::Unreachable), "{}", why(&visit));
}

#[test]
fn a_redirect_into_the_open_is_a_warning() {
    let open = Server::new(&[("/", html("Open words."))]);
    let (server, root) = server(true, vec![("/", redirect(&open.at("/")))]);
    let address = format!("https://secure.example:{}/", server.port());
    let visit = fetch_with(&world(), trusting(root), &address);
    assert!(
        told(page(&visit)).contains("warning: https://secure.example"),
        "{}",
        told(page(&visit))
    );
    assert!(told(page(&visit)).contains("from a secure connection to an open one"));
}

#[test]
fn an_end_without_a_farewell_is_doubted_where_the_end_is_all_there_is() {
    let endless = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Some words".to_vec();
    for (polite, doubted) in [(true, false), (false, true)] {
        let (server, root) = server(polite, vec![("/", endless.clone())]);
        let address = format!("https://secure.example:{}/", server.port());
        let visit = fetch_with(&world(), trusting(root), &address);
        assert_eq!(
            told(page(&visit)).contains("may be cut off"),
            doubted,
            "{}",
            told(page(&visit))
        );
    }
}
