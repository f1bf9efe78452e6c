//! Servers that never end, break off, or let us wait.

use super::server::{Server, answer_of, html};
use super::world::Still;
use super::{fetch, fetch_with, page, policy, told, why};
use crate::Limits;
use crate::fetch::{Fetcher, Policy, Trouble};
use std::io::Write as _;
use std::thread::sleep;
use std::time::Duration;

fn nothing_forbidden(request: &str, out: &mut dyn std::io::Write) -> bool {
    let robots = request.contains("/robots.txt");
    if robots {
        let _ = out.write_all(&answer_of("404 Not Found", "", ""));
    }
    robots
}

/// A page whose bytes are written as told.
fn server(
    write: impl Fn(&mut dyn std::io::Write) -> std::io::Result<()> + Send + Sync + 'static,
) -> Server {
    Server::with(move |request, out| {
        if !nothing_forbidden(request, out) {
            let _ = write(out);
        }
    })
}

#[test]
fn an_endless_page_is_cut_off_at_the_limit() {
    let server = server(|out| {
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
        loop {
            out.write_all(&[b'a'; 1000])?;
        }
    });
    let limits = Limits { record: 100_000, ..Limits::default() };
    let world = Still::new();
    let visit = Fetcher::new(&world, policy(), limits).page(&server.at("/"));
    let captured = page(&visit);
    assert!(captured.bytes.len() > 90_000 && captured.bytes.len() < 100_000);
    assert!(told(captured).contains("the limit of 100000 bytes"), "{}", told(captured));
    assert!(visit.warc.len() < 110_000);
}

#[test]
fn a_page_that_unpacks_to_more_than_the_limit_is_not_read() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&vec![b' '; 1 << 20]).unwrap();
    let packed = gzip.finish().unwrap();
    let server = server(move |out| {
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")?;
        out.write_all(&packed)
    });
    let limits = Limits { record: 100_000, ..Limits::default() };
    let world = Still::new();
    let visit = Fetcher::new(&world, policy(), limits).page(&server.at("/"));
    assert!(why(&visit).contains("100000"), "{}", why(&visit));
}

#[test]
fn a_page_shorter_than_it_says_is_kept_and_doubted() {
    let short =
        server(|out| out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>Half"));
    let visit = fetch(&short.at("/"));
    assert_eq!(page(&visit).bytes, b"<p>Half");
    assert!(told(page(&visit)).contains("(disconnect)"), "{}", told(page(&visit)));
    let chunked = server(|out| {
        out.write_all(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n<p>Half\r\n30\r\nmo",
        )
    });
    let visit = fetch(&chunked.at("/"));
    assert_eq!(page(&visit).bytes, b"<p>Halfmo");
    assert!(told(page(&visit)).contains("(disconnect)"));
    let long = server(|out| {
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n<p>Whole and more")
    });
    assert_eq!(page(&fetch(&long.at("/"))).bytes, b"<p>Whole");
}

#[test]
fn a_silent_server_is_not_waited_for() {
    let silent = server(|_| {
        sleep(Duration::from_secs(3));
        Ok(())
    });
    let hasty = Policy { silence: Duration::from_millis(100), ..policy() };
    let visit = fetch_with(&Still::new(), hasty.clone(), &silent.at("/"));
    assert!(why(&visit).contains("did not answer in time"), "{}", why(&visit));
    let stops = server(|out| {
        out.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>Half")?;
        out.flush()?;
        sleep(Duration::from_secs(3));
        Ok(())
    });
    let visit = fetch_with(&Still::new(), hasty, &stops.at("/"));
    assert_eq!(page(&visit).bytes, b"<p>Half");
    assert!(told(page(&visit)).contains("(time)"), "{}", told(page(&visit)));
}

#[test]
fn a_server_that_drips_is_not_waited_for_either() {
    let drips = server(|out| {
        out.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
        loop {
            out.write_all(b"a")?;
            out.flush()?;
            sleep(Duration::from_millis(20));
        }
    });
    let hasty = Policy { whole: Duration::from_millis(300), ..policy() };
    let visit = fetch_with(&Still::running(), hasty, &drips.at("/"));
    assert!(told(page(&visit)).contains("(time)"), "{}", told(page(&visit)));
}

#[test]
fn headers_without_end_and_things_that_are_not_http_are_refused() {
    let bomb = server(|out| {
        out.write_all(b"HTTP/1.1 200 OK\r\n")?;
        loop {
            out.write_all(b"X-More: and more and more\r\n")?;
        }
    });
    assert!(why(&fetch(&bomb.at("/"))).contains("header longer than the limit of 256 KiB"));
    let promises = server(|out| {
        loop {
            out.write_all(b"HTTP/1.1 103 Early Hints\r\n\r\n")?;
        }
    });
    assert!(why(&fetch(&promises.at("/"))).contains("again and again"));
    for (sent, says) in [
        ("SSH-2.0-x\r\n", "not HTTP/1"),
        ("HTTP/2.0 200 OK\r\n\r\n", "not HTTP/1"),
        ("HTTP/1.1 20x OK\r\n\r\n", "not HTTP/1"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "a length"),
        ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "a length"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", "a length"),
        ("HTTP/1.1 200", "closed the connection before"),
        ("", "closed the connection before"),
    ] {
        let server = server(move |out| out.write_all(sent.as_bytes()));
        let visit = fetch(&server.at("/"));
        assert!(why(&visit).contains(says), "{sent:?}: {}", why(&visit));
        assert_eq!(visit.trouble, Some(Trouble::Broken));
    }
}

#[test]
fn answers_in_advance_are_kept_and_waited_through() {
    let early = b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";
    let server = server(|out| {
        out.write_all(early)?;
        out.write_all(&html("Words."))
    });
    let visit = fetch(&server.at("/"));
    assert_eq!(page(&visit).bytes, b"<p>Words.</p>");
    assert!(memchr::memmem::find(&visit.warc, early).is_some());
}

#[test]
fn nobody_at_home_is_said() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let visit = fetch(&format!("http://127.0.0.1:{port}/"));
    assert!(why(&visit).contains("127.0.0.1 cannot be reached: nothing answers at that port"));
    assert_eq!(visit.trouble, Some(Trouble::Unreachable));
}
