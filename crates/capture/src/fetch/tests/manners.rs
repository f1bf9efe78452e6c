//! robots.txt, and time between requests, counted by the pauses that are asked for.

use super::server::{Server, answer_of, html, redirect};
use super::world::Still;
use super::{fetch, fetch_with, page, policy, told, why};
use crate::Limits;
use crate::fetch::{Fetcher, Policy, Trouble};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

fn robots(rules: &str) -> (&'static str, Vec<u8>) {
    ("/robots.txt", answer_of("200 OK", "", rules))
}

#[test]
fn what_robots_txt_forbids_is_not_asked_for() {
    let server = Server::new(&[
        robots("User-agent: *\nDisallow: /inner"),
        ("/inner/a", html("Inner.")),
        ("/a", redirect("/inner/a")),
        ("/b", html("Outer.")),
    ]);
    let world = Still::new();
    let mut fetcher = Fetcher::new(&world, policy(), Limits::default());
    let visit = fetcher.page(&server.at("/inner/a"));
    assert_eq!(visit.trouble, Some(Trouble::Robots));
    assert!(why(&visit).contains("does not allow programs to fetch"), "{}", why(&visit));
    assert_eq!(fetcher.page(&server.at("/a")).trouble, Some(Trouble::Robots));
    assert_eq!(page(&fetcher.page(&server.at("/b"))).bytes, b"<p>Outer.</p>");
    assert_eq!(server.asked(), ["GET /robots.txt HTTP/1.1", "GET /a HTTP/1.1", "GET /b HTTP/1.1"]);
    assert_eq!(
        fetcher.tally().to_string(),
        "fetched 1 address from 1 host; 2 refused by robots.txt"
    );

    let ignoring = Policy { ignore_robots: true, ..policy() };
    let visit = fetch_with(&world, ignoring, &server.at("/inner/a"));
    assert!(told(page(&visit)).contains("was left unasked, as was wanted"));
    assert!(String::from_utf8_lossy(&visit.warc).contains("\r\nrobots: ignore\r\n"));
}

#[test]
fn a_robots_txt_that_cannot_be_got_forbids_all_and_one_that_is_not_there_nothing() {
    for (status, allowed) in [
        ("404 Not Found", true),
        ("401 Unauthorized", true),
        ("503 Busy", false),
        ("500 Oh", false),
    ] {
        let server = Server::new(&[
            ("/robots.txt", answer_of(status, "", "User-agent: *\nDisallow:")),
            ("/", html("A.")),
        ]);
        let visit = fetch(&server.at("/"));
        assert_eq!(visit.answered, allowed, "{status}");
        assert!(allowed || why(&visit).contains("cannot be asked what programs may fetch"));
    }
    let garbled = Server::new(&[("/robots.txt", b"hello".to_vec()), ("/", html("A."))]);
    assert_eq!(fetch(&garbled.at("/")).trouble, Some(Trouble::Robots));
    let moved = Server::new(&[
        ("/robots.txt", redirect("/elsewhere")),
        ("/elsewhere", answer_of("200 OK", "", "User-agent: sayso\nDisallow: /")),
        ("/", html("A.")),
    ]);
    assert_eq!(fetch(&moved.at("/")).trouble, Some(Trouble::Robots));
}

#[test]
fn requests_to_one_host_have_a_second_between_them() {
    let pages = [("/", html("A.")), ("/b", redirect("/")), ("/c", html("C."))];
    let server = Server::new(&pages);
    let world = Still::new();
    let polite = Policy { between: Duration::from_secs(1), ..policy() };
    let mut fetcher = Fetcher::new(&world, polite, Limits::default());
    for path in ["/", "/b", "/c"] {
        page(&fetcher.page(&server.at(path)));
    }
    // robots.txt, /, /b and / again, /c.
    assert_eq!(world.seconds_paused(), [1, 1, 1, 1]);
    assert_eq!(fetcher.tally().requests, 5);
}

#[test]
fn a_busy_server_is_asked_again_when_it_says() {
    let times = AtomicUsize::new(0);
    let server = Server::with(move |request, out| {
        let busy = !request.contains("robots") && times.fetch_add(1, Ordering::SeqCst) == 0;
        let answer = match busy {
            true => answer_of("503 Busy", "Retry-After: 7\r\n", ""),
            false if request.contains("robots") => answer_of("404 Not Found", "", ""),
            false => html("At last."),
        };
        let _ = out.write_all(&answer);
    });
    let world = Still::new();
    let visit = fetch_with(&world, policy(), &server.at("/"));
    assert_eq!(page(&visit).bytes, b"<p>At last.</p>");
    assert_eq!(world.seconds_paused(), [7]);
}

#[test]
fn a_server_that_asks_for_too_long_a_wait_is_left_alone() {
    // Thirty days after the world's day.
    for wait in ["86400", "Mon, 14 Apr 2025 10:00:00 GMT"] {
        let busy = answer_of("429 Too Many", &format!("Retry-After: {wait}\r\n"), "");
        let server = Server::new(&[("/", busy), ("/b", html("B."))]);
        let world = Still::new();
        let mut fetcher = Fetcher::new(&world, policy(), Limits::default());
        assert!(why(&fetcher.page(&server.at("/"))).contains("status 429"));
        let visit = fetcher.page(&server.at("/b"));
        assert_eq!(visit.trouble, Some(Trouble::Later), "{wait}");
        assert!(why(&visit).contains("asks to be left alone"));
        assert_eq!((world.seconds_paused(), server.asked().len()), (vec![], 2));
    }
}
