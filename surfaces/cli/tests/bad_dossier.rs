//! A dossier that is none, is cut short, is written by two, may not be written, or has no room.

#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

mod common;

use common::{Place, Ran, text};
use std::process::Stdio;

const WORDS: &str = "Mara Olden said that the bridge at Lower Farrow was closed.\n";

/// A dossier `case.sayso` of one document, and a folder `pile` of more.
fn place(documents: usize) -> Place {
    let place = Place::new();
    place.write("first.txt", WORDS);
    place.run(["open", "first.txt", "-d", "case.sayso", "--no-serve"]).done();
    for n in 0..documents {
        place.write(&format!("pile/{n:03}.txt"), format!("{WORDS}It was day {n}.\n"));
    }
    place
}

fn documents(place: &Place) -> Vec<String> {
    let records = place.records(["sources", "-d", "case.sayso", "--json"]);
    records.iter().map(|record| text(record, "id").to_owned()).collect()
}

#[test]
fn a_file_that_is_no_dossier_is_left_alone() {
    let place = place(1);
    place.write("text.sayso", "The bridge is old.\n");
    place.write("empty.sayso", "");
    place.write("picture.sayso", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let other = rusqlite::Connection::open(place.path("other.sayso")).expect("an SQLite file");
    other
        .execute_batch("CREATE TABLE bridge(name TEXT); INSERT INTO bridge VALUES('old')")
        .expect("rows");
    other.close().expect("closed");
    for name in ["text.sayso", "empty.sayso", "picture.sayso", "other.sayso"] {
        let before = std::fs::read(place.path(name)).expect("a file");
        for command in [
            &["claims"][..],
            &["add", "pile"],
            &["verify"],
            &["rebuild"],
            &["undo"],
            &["open", "pile", "--no-serve"],
            &["export", "--to", "jsonl"],
        ] {
            let ran = place.run([command, &["-d", name]].concat());
            ran.failed(&[name, "not a Sayso dossier", "nothing in it was changed"]);
        }
        assert!(std::fs::read(place.path(name)).expect("a file") == before, "{name} was changed");
    }
    assert_eq!(std::fs::read_dir(place.path(".")).expect("a folder").count(), 7, "nothing beside");
}

#[test]
fn a_dossier_cut_short_is_named_so_and_left_alone() {
    let place = place(1);
    let whole = std::fs::read(place.path("case.sayso")).expect("a dossier");
    let lengths = [0, 1, 15, 16, 99, 100, 1000, 4095, 4096, whole.len() / 2, whole.len() - 1];
    for length in lengths {
        place.write("cut.sayso", &whole[..length]);
        let says = if length < 16 { "not a Sayso dossier" } else { "cut short" };
        for command in [&["claims"][..], &["add", "pile"], &["verify"], &["rebuild"]] {
            place.run([command, &["-d", "cut.sayso"]].concat()).failed(&["cut.sayso", says]);
        }
        assert!(std::fs::read(place.path("cut.sayso")).expect("a file") == whole[..length]);
    }
}

#[test]
fn two_may_write_at_once() {
    let place = place(150);
    for n in 0..150 {
        place.write(&format!("other/{n:03}.txt"), format!("{WORDS}It was night {n}.\n"));
    }
    for round in 0..3 {
        let case = format!("case-{round}.sayso");
        std::fs::copy(place.path("case.sayso"), place.path(&case)).expect("a copy");
        let start = |pile: &str| {
            let mut command = place.command(["add", "-d", &case, "--json", pile, "first.txt"]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts")
        };
        let ran = [start("pile"), start("other")]
            .map(|child| Ran::of(&child.wait_with_output().expect("it ends")));
        let records = place.records(["sources", "-d", &case, "--json"]);
        let there: Vec<_> = records.iter().map(|record| text(record, "id")).collect();
        for ran in ran {
            let kept = ran.records();
            let kept = kept.iter().filter(|record| record["type"] == "kept");
            assert!(kept.into_iter().all(|record| there.contains(&text(record, "document"))));
            match ran.status {
                Some(0) => assert!(there.len() > 150),
                _ => drop(ran.failed(&["another sayso is writing", "try again"])),
            }
        }
        place.run(["verify", "-d", &case]).done();
    }
}

#[test]
fn who_waits_for_a_writer_is_told() {
    let place = place(3);
    let other = rusqlite::Connection::open(place.path("case.sayso")).expect("the dossier");
    other.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    place.run(["claims", "-d", "case.sayso"]).done();
    place
        .run(["add", "-d", "case.sayso", "pile"])
        .failed(&["another sayso is writing", "try again"]);
    other.execute_batch("ROLLBACK").expect("no lock");
    place.run(["add", "-d", "case.sayso", "pile"]).done();
    assert_eq!(documents(&place).len(), 4);
}

#[cfg(unix)]
#[test]
fn a_dossier_that_may_only_be_read_answers() {
    use std::os::unix::fs::PermissionsExt;
    let place = place(1);
    let path = place.path("case.sayso");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o400)).expect("read-only");
    let shut = std::fs::OpenOptions::new().write(true).open(&path).is_err();
    place.run(["claims", "-d", "case.sayso"]).done().shows(&["Mara Olden"]);
    place.run(["verify", "-d", "case.sayso"]).done();
    if shut {
        place.run(["add", "-d", "case.sayso", "pile"]).failed(&["may only be read", "copy it"]);
        place.run(["undo", "-d", "case.sayso"]).failed(&["may only be read"]);
    }
    assert_eq!(documents(&place).len(), 1);
}

/// No file may grow beyond a size here, which looks to the program like a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_loses_nothing_that_was_recorded() {
    let place = place(400);
    let size = std::fs::metadata(place.path("case.sayso")).expect("a dossier").len();
    let whole = {
        std::fs::copy(place.path("case.sayso"), place.path("peace.sayso")).expect("a copy");
        place.run(["add", "-d", "peace.sayso", "pile"]).done();
        std::fs::metadata(place.path("peace.sayso")).expect("a dossier").len()
    };
    let mut acknowledged_some = 0;
    for step in 0..6 {
        let case = format!("full-{step}.sayso");
        std::fs::copy(place.path("case.sayso"), place.path(&case)).expect("a copy");
        // `ulimit -f` counts blocks of 512 bytes.
        let blocks = (size + (whole - size) * step / 6) / 512 + 8;
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let args = [
            "-c",
            &script,
            "sh",
            env!("CARGO_BIN_EXE_sayso"),
            "add",
            "-d",
            &case,
            "--json",
            "pile",
        ];
        let mut command = place.command_of("sh".as_ref(), args);
        let ran = Ran::of(&command.output().expect("a shell")).failed(&[
            &case,
            "the disk ",
            "full",
            "make room",
        ]);
        let kept: Vec<_> = ran.records();
        acknowledged_some += usize::from(!kept.is_empty());
        place.run(["verify", "-d", &case]).done();
        let there = place.records(["sources", "-d", &case, "--json"]);
        let there: Vec<_> = there.iter().map(|record| text(record, "id")).collect();
        assert!(kept.iter().all(|record| there.contains(&text(record, "document"))), "{case}");
        place.run(["add", "-d", &case, "pile"]).done();
        assert_eq!(place.records(["sources", "-d", &case, "--json"]).len(), 401);
    }
    assert!(acknowledged_some > 1, "some batches were recorded before the disk was full");
}

/// The same, where a dossier is written out.
#[cfg(unix)]
#[test]
fn an_export_that_fails_leaves_no_half_of_it() {
    let place = place(0);
    let script = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
    let export = ["export", "-d", "case.sayso", "--to", "jsonl", "-o", "out.jsonl"];
    let args = [&["-c", script, "sh", env!("CARGO_BIN_EXE_sayso")], &export[..]].concat();
    let ran = Ran::of(&place.command_of("sh".as_ref(), args).output().expect("a shell"));
    ran.failed(&["writing failed"]);
    let files = || {
        let listed = std::fs::read_dir(place.path(".")).expect("a folder").flatten();
        let mut names: Vec<_> = listed.map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(files(), ["case.sayso", "first.txt"]);
    place.run(export).done();
    assert_eq!(files(), ["case.sayso", "first.txt", "out.jsonl"]);
    let whole = std::fs::read(place.path("out.jsonl")).expect("a file");
    place.run(export).failed(&["out.jsonl: cannot be written"]);
    assert_eq!(std::fs::read(place.path("out.jsonl")).expect("a file"), whole);
}
