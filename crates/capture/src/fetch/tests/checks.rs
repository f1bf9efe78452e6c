//! Dead or alive.

use super::policy;
use super::server::{Server, answer_of, html, redirect};
use super::world::Still;
use crate::Limits;
use crate::fetch::{Fetcher, LinkState, Policy};

#[test]
fn each_address_is_told_as_it_stands() {
    let server = Server::new(&[
        ("/robots.txt", answer_of("200 OK", "", "User-agent: *\nDisallow: /inner")),
        ("/alive", html("Words.")),
        ("/moved", redirect("/alive")),
        ("/to-nothing", redirect("/nothing")),
        ("/gone", answer_of("410 Gone", "", "")),
        ("/refused", answer_of("403 Forbidden", "", "")),
        ("/broken", answer_of("500 Oh", "", "")),
        ("/ring", redirect("/ring")),
    ]);
    let world = Still::new();
    let mut fetcher = Fetcher::new(&world, policy(), Limits::default());
    for (path, state, status) in [
        ("/alive", LinkState::Alive, Some(200)),
        ("/moved", LinkState::Moved, Some(200)),
        ("/nothing", LinkState::Gone, Some(404)),
        ("/to-nothing", LinkState::Gone, Some(404)),
        ("/gone", LinkState::Gone, Some(410)),
        ("/refused", LinkState::Refused, Some(403)),
        ("/broken", LinkState::Unreachable, Some(500)),
        ("/ring", LinkState::Unreachable, None),
        ("/inner", LinkState::NotAsked, None),
    ] {
        let checked = fetcher.check(&server.at(path));
        assert_eq!((checked.state, checked.status), (state, status), "{checked:?}");
        let is_there = matches!(state, LinkState::Alive | LinkState::Moved);
        assert_eq!(checked.why.is_none(), is_there, "{checked:?}");
    }
    let moved = fetcher.check(&server.at("/moved"));
    assert_eq!(moved.to, Some(server.at("/alive")));
    assert_eq!(fetcher.check("mailto:a@example.org").state, LinkState::NotAsked);
    assert_eq!(fetcher.check("http://nowhere.example/").state, LinkState::Unreachable);
}

#[test]
fn an_error_for_head_is_not_believed() {
    let server = Server::with(|request, out| {
        let answer = match request.split(' ').next() {
            Some("HEAD") => answer_of("405 Method Not Allowed", "", ""),
            _ if request.contains("robots") => answer_of("404 Not Found", "", ""),
            _ => html("Words."),
        };
        let _ = out.write_all(&answer);
    });
    let world = Still::new();
    let checked = Fetcher::new(&world, policy(), Limits::default()).check(&server.at("/a"));
    assert_eq!(checked.state, LinkState::Alive);
    let asked = ["GET /robots.txt HTTP/1.1", "HEAD /a HTTP/1.1", "GET /a HTTP/1.1"];
    assert_eq!(server.asked(), asked);
}

#[test]
fn private_addresses_are_not_checked() {
    let careful = Policy { allow_private: false, ..policy() };
    let world = Still::new();
    let checked = Fetcher::new(&world, careful, Limits::default()).check("http://10.0.0.1/");
    assert_eq!(checked.state, LinkState::NotAsked);
    assert!(checked.why.unwrap().contains("a private network"));
}

#[test]
fn an_interface_for_programs_is_asked_without_robots_txt() {
    let server = Server::new(&[("/find?url=a", answer_of("200 OK", "", "{}"))]);
    let world = Still::new();
    let mut fetcher = Fetcher::new(&world, policy(), Limits::default());
    assert_eq!(fetcher.interface(&server.at("/find?url=a")).unwrap(), b"{}");
    assert!(fetcher.interface(&server.at("/other")).unwrap_err().message.contains("404"));
    assert_eq!(server.asked().len(), 2);
}
