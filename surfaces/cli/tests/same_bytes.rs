//! The same input gives the same bytes: with one thread and many, again and again.

mod common;

use common::{Place, maine, text};

/// What a dossier answers to some questions, and its head.
fn answers(place: &Place, dossier: &str) -> Vec<String> {
    let asked: [&[&str]; 8] = [
        &["sources", "--json"],
        &["claims", "--json"],
        &["claims"],
        &["claims", "--csv"],
        &["log", "--json"],
        &["verify", "--json"],
        &["export", "--to", "jsonl"],
        &["claims", "--as-of", "20"],
    ];
    asked.iter().map(|asked| place.run([asked, &["-d", dossier][..]].concat()).done().out).collect()
}

#[test]
fn reading_does_not_depend_on_the_number_of_threads() {
    let place = Place::new();
    // More files than a batch takes, of many sizes, so that threads would mix them up if they could.
    for n in 0..90 {
        let words = "Mara Olden denied that the mill had burned on 3 May 1921. ".repeat(n % 17 + 1);
        place.write(&format!("pile/{n:02}.txt"), words);
    }
    let read = |threads: &str| {
        let mut command = place.command(["read", &maine(), "pile", "--json"]);
        command.env("RAYON_NUM_THREADS", threads);
        command.output().expect("the program starts").stdout
    };
    let one = read("1");
    assert!(one.len() > 100_000, "there is much to compare");
    assert!(one == read("4"), "four threads give other bytes");
    assert!(one == read("1"), "a second run gives other bytes");
}

#[test]
fn two_dossiers_of_the_same_hour_are_the_same() {
    let place = Place::new();
    let make = |dossier: &str, threads: &str| {
        let mut command = place.command(["open", "-d", dossier, "--no-serve", &maine()]);
        let made = command.env("RAYON_NUM_THREADS", threads).output().expect("the program starts");
        assert!(made.status.success());
        let claim = text(&place.records(["claims", "-d", dossier, "--json"])[3], "id").to_owned();
        place.run(["judge", "-d", dossier, &claim, "reject", "--why", "a trial"]).done();
    };
    make("a.sayso", "1");
    make("b.sayso", "4");
    let (a, b) = (answers(&place, "a.sayso"), answers(&place, "b.sayso"));
    assert!(a[5].contains(r#""sound":true"#));
    for (a, b) in a.iter().zip(&b) {
        assert!(a == b, "{a}\n\n{b}");
    }
}
