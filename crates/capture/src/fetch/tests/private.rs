//! Nobody is led into a private network.

use super::server::{Server, html, redirect};
use super::world::Still;
use super::{fetch_with, page, policy, told, why};
use crate::fetch::{Policy, Trouble};

fn careful() -> Policy {
    Policy { allow_private: false, ..policy() }
}

#[test]
fn private_addresses_are_refused_however_they_are_written() {
    let server = Server::new(&[("/", html("Inner words."))]);
    let port = server.port();
    for host in ["127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0", "127.1."]
    {
        let visit = fetch_with(&Still::new(), careful(), &format!("http://{host}:{port}/"));
        assert_eq!(visit.trouble, Some(Trouble::Private), "{host}: {visit:?}");
        assert!(why(&visit).contains("--allow-private") && visit.warc.is_empty());
    }
    assert!(server.asked().is_empty());
    let allowed = fetch_with(&Still::new(), policy(), &server.at("/"));
    assert!(
        told(page(&allowed)).contains("not on the public internet (this machine), as was wanted")
    );
}

#[test]
fn a_name_that_stands_for_anything_private_is_not_asked() {
    let world = Still::new().name("inner.example", &[&["8.8.8.8", "10.0.0.1"]]);
    let visit = fetch_with(&world, careful(), "http://inner.example/");
    assert!(why(&visit).contains("inner.example stands for 10.0.0.1, which is not on the public"));
}

#[test]
fn a_name_is_not_looked_up_again_between_the_look_and_the_connection() {
    let server = Server::new(&[("/", html("Inner words."))]);
    // First it stands for nothing that answers, then for this machine.
    let world = Still::new().name("turning.example", &[&["127.0.0.1"], &["10.0.0.1"]]);
    let address = format!("http://turning.example:{}/", server.port());
    let ignoring = Policy { ignore_robots: true, ..policy() };
    let visit = fetch_with(&world, ignoring, &address);
    assert_eq!(page(&visit).bytes, b"<p>Inner words.</p>");
    assert_eq!(world.looked_up.borrow().len(), 1, "one look for one connection");

    let world = Still::new().name("turning.example", &[&["192.168.0.1"], &["8.8.8.8"]]);
    let visit = fetch_with(&world, careful(), &address);
    assert_eq!((visit.trouble, world.looked_up.borrow().len()), (Some(Trouble::Private), 1));
}

#[test]
fn every_step_of_a_redirect_is_looked_at() {
    let server = Server::new(&[("/a", redirect("http://inner.example/b"))]);
    let world = Still::new().name("inner.example", &[&["127.0.0.1"]]);
    let visit = fetch_with(&world, policy(), &server.at("/a"));
    assert_eq!(visit.trouble, Some(Trouble::Unreachable), "nothing is at its port 80");
    assert_eq!(*world.looked_up.borrow(), ["inner.example"]);
}

#[test]
fn names_that_nobody_knows_are_said() {
    let visit = fetch_with(&Still::new(), careful(), "http://nowhere.example/");
    assert!(
        why(&visit).contains("nowhere.example cannot be reached: its name cannot be looked up")
    );
    let none = Still::new().name("none.example", &[&[]]);
    let visit = fetch_with(&none, careful(), "http://none.example/");
    assert!(why(&visit).contains("its name stands for no machine"));
}
