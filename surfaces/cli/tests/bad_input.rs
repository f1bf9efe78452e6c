//! Whatever is put in: a clear word on standard error, the right exit status, nothing recorded
//! lost, and the rest of the batch done.

#![allow(clippy::expect_used, clippy::panic, reason = "what a test needs")]

mod common;

use common::{Place, text};

const WORDS: &str = "“The bridge was closed,” said Mara Olden on 3 May 1921.\n";

fn utf_16(words: &str, encode: fn(u16) -> [u8; 2]) -> Vec<u8> {
    words.encode_utf16().flat_map(encode).collect()
}

/// Names of the documents that a dossier holds.
fn names(place: &Place, dossier: &str) -> Vec<String> {
    let records = place.records(["sources", "-d", dossier, "--json"]);
    records.iter().map(|r| text(&r["sources"][0]["provenance"], "from").to_owned()).collect()
}

#[test]
fn one_bad_file_never_stops_the_others() {
    let place = Place::new();
    let mut seeded = common::Seeded(7);
    let noise: Vec<u8> = (0..5000).map(|_| seeded.below(256) as u8).collect();
    place.write("pile/a-noise.txt", &noise);
    place.write("pile/b-noise.html", &noise);
    place.write("pile/c-noise.warc", &noise);
    place.write("pile/d-picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01");
    place.write("pile/e-empty.txt", "");
    place.write("pile/f-empty.html", "");
    place.write("pile/g-good.txt", WORDS);
    let opened = place.run(["open", "pile", "--no-serve"]).failed(&[
        "pile/a-noise.txt: error: ",
        "pile/b-noise.html: error: ",
        "pile/c-noise.warc: error: ",
        "pile/d-picture.txt: error: ",
    ]);
    assert!(!opened.err.contains("g-good"), "{}", opened.err);
    opened.shows(&["4 could not be read"]);
    assert!(names(&place, "pile.sayso").contains(&"pile/g-good.txt".to_owned()));
    place.run(["claims"]).done().shows(&["Mara Olden", "The bridge was closed"]);
    place.run(["verify"]).done();
}

#[test]
fn the_same_words_in_other_encodings_are_the_same_words() {
    let place = Place::new();
    let marked = |bytes: Vec<u8>, mark: &[u8]| [mark, &bytes].concat();
    place.write("pile/1.txt", WORDS);
    place.write("pile/2.txt", marked(utf_16(WORDS, u16::to_le_bytes), b"\xff\xfe"));
    place.write("pile/3.txt", marked(utf_16(WORDS, u16::to_be_bytes), b"\xfe\xff"));
    place.write("pile/4.txt", utf_16(WORDS, u16::to_le_bytes));
    place.write("pile/5.txt", utf_16(WORDS, u16::to_be_bytes));
    place.write("pile/6.txt", marked(WORDS.into(), b"\xef\xbb\xbf"));
    let windows = |c: char| match c {
        '“' => 0x93,
        '”' => 0x94,
        other => u8::try_from(other).expect("ASCII"),
    };
    place.write("pile/7.txt", WORDS.chars().map(windows).collect::<Vec<u8>>());
    place.run(["open", "pile", "--no-serve"]).done();
    let claims = place.records(["claims", "--by", "Mara Olden", "--json"]);
    assert_eq!(claims.len(), 7);
    assert!(claims.iter().all(|claim| claim["words"] == claims[0]["words"]), "{claims:?}");
    place.run(["verify"]).done();
}

#[test]
fn html_of_any_shape_gives_its_words() {
    let place = Place::new();
    let words = "Mara Olden said that the bridge was closed.";
    place.write(
        "pile/broken.html",
        format!("<html><p>{words}<div><b></p></i><table><td><a href=\""),
    );
    place.write("pile/nested.html", format!("{}{words}", "<div>".repeat(100_000)));
    place.write("pile/quoted.html", format!("{}{words}", "<blockquote>".repeat(100_000)));
    place.write("pile/listed.md", format!("{}{words}", "> - ".repeat(50_000)));
    place.run(["open", "pile", "--no-serve"]).done();
    let with = place.records(["claims", "--words", "the bridge was closed", "--json"]);
    let mut documents: Vec<_> = with.iter().map(|claim| claim["document"].as_u64()).collect();
    documents.dedup();
    assert_eq!(documents.len(), 4, "{with:?}");
    place.run(["verify"]).done();
}

#[test]
fn a_large_file_of_one_line_is_kept_and_read() {
    let place = Place::new();
    let filler = "the river ran on and on, ".repeat(200);
    let sentence = format!("Mara Olden said that the bridge was closed; {filler}and it was late. ");
    let line = sentence.repeat(1_500_000 / sentence.len());
    place.write("line.txt", &line);
    place.write("good.txt", WORDS);
    place.run(["open", "line.txt", "good.txt", "--no-serve"]).done();
    let kept = format!("line.txt, {} bytes", line.len());
    place.run(["log"]).done().shows(&[&kept]);
    assert_eq!(names(&place, "line.sayso"), ["line.txt", "good.txt"]);
    let claims = place.records(["claims", "--by", "Olden", "--document", "1", "--json"]);
    assert!(claims.len() >= line.len() / sentence.len(), "{} claims", claims.len());
}

#[test]
fn where_there_is_nothing_to_read_it_says_so() {
    let place = Place::new();
    place.write("tools/saw.exe", "MZ");
    place.run(["open", "tools", "--no-serve"]).failed(&["tools: error: there is nothing to read"]);
    place
        .run(["open", "nowhere", "--no-serve"])
        .failed(&["no file or folder at nowhere", "spelling"]);
    assert!(!place.path("nowhere.sayso").exists(), "no dossier of nothing");
    place.write("good.txt", WORDS);
    place
        .run(["open", "good.txt", "nowhere", "--no-serve"])
        .failed(&["no file or folder at nowhere"]);
    place.run(["add", "-d", "good.sayso", "nowhere"]).failed(&["nothing was taken in"]);
    place.run(["read", "nowhere", "--json"]).failed(&["nothing was read"]);
    assert_eq!(names(&place, "good.sayso"), ["good.txt"]);
    let lost = place.run(["open", "good.txt", "-d", "no/such/case.sayso", "--no-serve"]);
    lost.failed(&["no/such: there is no such folder"]);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let secret = place.write("pile/secret/a.txt", WORDS);
    place.write("pile/open.txt", WORDS);
    let folder = secret.parent().expect("a folder");
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o000)).expect("shut");
    let shut = std::fs::read_dir(folder).is_err();
    let opened = place.run(["open", "pile", "--no-serve"]);
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o700)).expect("open");
    if shut {
        opened.failed(&["pile/secret", "ermission"]);
    }
    assert!(names(&place, "pile.sayso").contains(&"pile/open.txt".to_owned()));
}

#[test]
fn wrong_questions_are_refused_with_what_to_do() {
    let place = Place::new();
    place.run(["claims"]).refused(&["no dossier here", "sayso open PATH", "-d FILE"]);
    place.write("good.txt", WORDS);
    place.run(["open", "good.txt", "--no-serve"]).done();
    place.run(["claims", "--said", "May"]).refused(&["--said", "not an EDTF date"]);
    place.run(["claims", "--stance", "maybe"]).refused(&["asserts, denies"]);
    place.run(["claims", "--voice", "loud"]).refused(&["document, attributed"]);
    place.run(["claims", "--document", "9"]).refused(&["no document 9", "`sayso sources`"]);
    place.run(["claims", "--as-of", "99"]).refused(&["no operation 99; the last one is 4"]);
    place.run(["claims", "--as-of", "noon"]).refused(&["2026-11-22T08:30:00Z"]);
    place.run(["claims", "--bogus"]).refused(&["--bogus"]);
    place.run(["frobnicate"]).refused(&["unrecognized subcommand"]);
    place.run(["trace", "zzz"]).refused(&["\"zzz\"", "`sayso claims`"]);
    place.run(["trace", ""]).refused(&[]);
    let claim = place.records(["claims", "--json"]).remove(0);
    let link = claim["chain"][0].as_str().expect("a chain");
    place.run(["trace", link]).refused(&["is no claim but of the kind attribution"]);
    place.write("other.sayso", "");
    place.run(["claims"]).refused(&["several dossiers here (good.sayso, other.sayso)", "-d FILE"]);
    let mut command = place.command(["log", "-d", "good.sayso"]);
    let ran = common::Ran::of(&command.env("SAYSO_NOW", "noon").output().expect("it starts"));
    ran.refused(&["noon"]);
}

#[test]
fn sources_cannot_move_the_cursor() {
    let place = Place::new();
    let padding =
        "The river rose and the town stood by until the morning of the next day. ".repeat(12);
    place.write(
        "a\u{1b}[2J.txt",
        format!(
            "The \u{1b}]0;owned\u{7}mill\r\n\nMara\u{202e} \u{1b}[31mOlden\u{202c} said that “the \
             \u{202e}mill\u{202c} \u{9b}2Jburned\rdown\u{7f}”. {padding}\n",
        ),
    );
    place.write(
        "b.md",
        "---\ntitle: The \u{1b}[8m mill\nauthor: Ilse\u{202e} Brandt\n---\n\nThe mill is old.\n",
    );
    let dossier = ["-d", "case.sayso"];
    let mut shown = vec![place.run(["open", ".", "-d", "case.sayso", "--no-serve"]).done()];
    let claims = place.records(["claims", "-d", "case.sayso", "--json"]);
    assert!(claims.iter().any(|c| text(c, "words").contains('\u{202e}')), "{claims:?}");
    for claim in &claims {
        let id = text(claim, "id");
        for command in
            [&["trace", id][..], &["trace", id, "--json"], &["why", id], &["why", id, "--json"]]
        {
            shown.push(place.run([command, &dossier[..]].concat()).done());
        }
        let judged = ["judge", id, "note", "--why", "see \u{1b}[1m here"];
        shown.push(place.run([&judged[..], &dossier[..]].concat()).done());
        shown.push(place.run([&["why", id][..], &dossier[..]].concat()).done());
    }
    for command in [
        &["claims"][..],
        &["claims", "--json"],
        &["sources"],
        &["sources", "--json"],
        &["log"],
        &["log", "--json"],
        &["verify"],
        &["export", "--to", "jsonl"],
    ] {
        shown.push(place.run([command, &dossier[..]].concat()).done());
    }
    shown.push(place.run(["read", "."]));
    shown.push(place.run(["read", ".", "--json"]));
    shown.push(place.run(["add", "-d", "case.sayso", "\u{1b}[2Jgone.txt"]).failed(&[]));
    shown.push(place.run(["trace", "-d", "case.sayso", "\u{1b}[2J"]).refused(&[]));
    shown.push(place.run(["claims", "-d", "\u{1b}[2J.sayso"]).failed(&[]));
    let add = ["claim", "add", "-d", "case.sayso", "--document", "1", "--content", "\u{1b}[2J"];
    shown.push(place.run(add).refused(&[]));
    let acts = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for ran in shown {
        assert!(!ran.out.contains(acts) && !ran.err.contains(acts), "{ran:?}");
    }
}

#[test]
fn output_closed_early_is_no_fault() {
    let place = Place::with_maine();
    let commands = [
        &["claims"][..],
        &["claims", "--csv"],
        &["export", "--to", "jsonl"],
        &["log"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["open", "maine.sayso", "--no-serve"],
    ];
    for words in commands {
        let mut command = place.command(words);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        drop(child.stdout.take());
        let ran = common::Ran::of(&child.wait_with_output().expect("it ends"));
        assert!(ran.status.is_some(), "{words:?}: {ran:?}");
    }
    place.run(["verify", "-d", "maine.sayso"]).done();
}

#[test]
fn what_holds_nothing_to_read_leaves_no_dossier() {
    let place = Place::new();
    place.write("pile/photograph.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
    place.write("pile/noise.txt", [0u8, 1, 2, 3].repeat(200));
    let opened = place.run(["open", "pile", "--no-serve"]);
    opened.failed(&["noise.txt", "photograph.png", "nothing was taken in"]);
    place.run(["open", "nowhere", "--no-serve"]).failed(&["there is no file or folder at nowhere"]);
    assert!(!place.path("pile.sayso").exists() && !place.path("nowhere.sayso").exists());
    place.write("pile/letter.txt", "Mara Olden said that the bridge was closed.\n");
    place.run(["open", "pile", "--no-serve"]).failed(&["noise.txt"]).shows(&["1 document new"]);
}
