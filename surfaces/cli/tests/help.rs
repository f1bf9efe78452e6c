//! What is generated from the command line's own definition.

mod common;

use common::Place;
use std::fmt::Write as _;

const COMMANDS: [&[&str]; 40] = [
    &[],
    &["open"],
    &["add"],
    &["serve"],
    &["read"],
    &["claims"],
    &["actors"],
    &["names"],
    &["status"],
    &["compare"],
    &["coverage"],
    &["timeline"],
    &["incidents"],
    &["estimates"],
    &["disputes"],
    &["arguments"],
    &["relations"],
    &["origins"],
    &["sources"],
    &["trace"],
    &["why"],
    &["claim"],
    &["claim", "add"],
    &["judge"],
    &["judge", "same"],
    &["judge", "different"],
    &["judge", "stands"],
    &["judge", "known"],
    &["judge", "incident"],
    &["judge", "dispute"],
    &["verify"],
    &["rebuild"],
    &["log"],
    &["undo"],
    &["model"],
    &["model", "add"],
    &["model", "list"],
    &["export"],
    &["completions"],
    &["man"],
];

#[test]
fn every_command_has_its_help() {
    let place = Place::new();
    let mut all = String::new();
    for words in COMMANDS {
        let help = place.run([words, &["--help"]].concat()).done().out;
        let _ = writeln!(all, "$ sayso {}\n\n{help}\n", [words, &["--help"]].concat().join(" "));
    }
    insta::assert_snapshot!("help", all);
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let place = Place::new();
    let outputs = ["bash", "zsh", "fish", "powershell", "elvish"]
        .map(|shell| place.run(["completions", shell]).done().out);
    let manual = place.run(["man"]).done().out;
    for words in COMMANDS.iter().filter_map(|words| words.first()) {
        assert!(outputs.iter().all(|script| script.contains(words)), "{words}");
        assert!(manual.contains(words), "{words}");
    }
    place.run(["man", "claim", "add"]).done().shows(&["sayso\\-claim\\-add", "occurrence"]);
    place.run(["man", "fly"]).refused(&["no command \"fly\""]);
    place.run(["--version"]).done().shows(&["sayso 0."]);
}
